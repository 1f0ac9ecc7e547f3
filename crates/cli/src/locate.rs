//! `backstory locate DATASET ARTICLE`

use std::io::Write;

use serde_json::json;

use super::arguments::Arguments;
use super::check::article_of;
use super::{CommandError, export, write};
use backstory_formats::{AnchoredQuote, QuoteStatus, anchor_quotes_in};

pub(super) const HELP: &str = "\
  locate DATASET ARTICLE          which passages are found in an article (HTML, or
                                  text with a paragraph a line)
      --format text|json
      --selector CSS              which element of the page the article is";

pub(super) fn locate(
    arguments: &[String],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<u8, CommandError> {
    let arguments = Arguments::read(arguments, &["--format", "--selector"], &[])?;
    let format = arguments.choice("--format", &["text", "json"])?;
    let [path, article] = arguments.words.as_slice() else {
        return Err(("locate needs a dataset and an article".to_owned(), 2));
    };
    let document = export::document(path, err)?;
    let (dataset, problems) = export::sound(path, &document, "")?;
    let article = article_of(article, &arguments, err)?;
    let (anchored, skipped) = anchor_quotes_in(&document, &dataset, &article);
    let missed = anchored
        .iter()
        .filter(|it| it.outcome != QuoteStatus::Found)
        .count();
    if format == "json" {
        let list: Vec<_> = anchored.iter().map(to_json).collect();
        // Only a map with keys that are not text could fail.
        write(
            out,
            &serde_json::to_string_pretty(&list).unwrap_or_default(),
        )?;
    } else {
        for it in anchored
            .iter()
            .filter(|it| it.outcome != QuoteStatus::Found)
        {
            let end = it.end.as_ref().map(|end| format!(" … {end}"));
            let end = end.unwrap_or_default();
            write(
                out,
                &format!(
                    "{}: paragraph {}, \"{}{end}\": {}",
                    it.path,
                    it.paragraph,
                    it.start,
                    it.outcome.describe()
                ),
            )?;
        }
        for problem in &problems {
            write(out, &format!("skipped: {problem}"))?;
        }
        for record in &skipped {
            write(out, &format!("not looked for: the passages of {record}"))?;
        }
        let found = anchored.len() - missed;
        let all = dataset.events.iter().map(|it| &it.evidence);
        let all = all.chain(dataset.relationships.iter().map(|it| &it.evidence));
        let counting = article.counting(all.flatten());
        write(
            out,
            &format!(
                "{found} of {} passages found in {} paragraphs",
                anchored.len(),
                article.count(counting)
            ),
        )?;
    }
    Ok(u8::from(missed > 0 || !problems.is_empty()))
}

fn to_json(it: &AnchoredQuote) -> serde_json::Value {
    let (outcome, paragraphs) = match &it.outcome {
        QuoteStatus::Found => ("found", vec![it.paragraph as usize]),
        QuoteStatus::Elsewhere(paragraph) => ("elsewhere", vec![*paragraph]),
        QuoteStatus::Ambiguous(paragraphs) => ("ambiguous", paragraphs.clone()),
        QuoteStatus::Lost => ("lost", Vec::new()),
    };
    json!({"path": it.path, "paragraph": it.paragraph, "start": it.start, "end": it.end,
           "outcome": outcome, "found_in": paragraphs})
}
