//! `backstory locate DATASET ARTICLE`

use std::io::Write;

use serde_json::json;

use super::arguments::Arguments;
use super::check::article_of;
use super::{Failure, export, write};
use backstory_formats::{AnchoredQuote, Outcome, anchor_quotes_in};

pub(super) const HELP: &str = "\
  locate DATASET ARTICLE          which passages are found in an article (HTML, or
                                  text with a paragraph a line)
      --format text|json
      --selector CSS              which element of the page the article is";

pub(super) fn locate(
    arguments: &[String],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<u8, Failure> {
    let arguments = Arguments::read(arguments, &["--format", "--selector"], &[])?;
    let format = arguments.choice("--format", &["text", "json"])?;
    let [path, article] = arguments.words.as_slice() else {
        return Err(("locate needs a dataset and an article".to_owned(), 2));
    };
    let document = export::document(path, err)?;
    let (dataset, problems) = export::sound(path, &document, "")?;
    let article = article_of(article, &arguments, err)?;
    let (located, skipped) = anchor_quotes_in(&document, &dataset, &article);
    let missed = located
        .iter()
        .filter(|it| it.outcome != Outcome::Found)
        .count();
    if format == "json" {
        let list: Vec<_> = located.iter().map(to_json).collect();
        // Only a map with keys that are not text could fail.
        write(
            out,
            &serde_json::to_string_pretty(&list).unwrap_or_default(),
        )?;
    } else {
        for it in located.iter().filter(|it| it.outcome != Outcome::Found) {
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
        let found = located.len() - missed;
        let all = dataset.events.iter().map(|it| &it.evidence);
        let all = all.chain(dataset.relationships.iter().map(|it| &it.evidence));
        let counting = article.counting(all.flatten());
        write(
            out,
            &format!(
                "{found} of {} passages found in {} paragraphs",
                located.len(),
                article.count(counting)
            ),
        )?;
    }
    Ok(u8::from(missed > 0 || !problems.is_empty()))
}

fn to_json(it: &AnchoredQuote) -> serde_json::Value {
    let (outcome, paragraphs) = match &it.outcome {
        Outcome::Found => ("found", vec![it.paragraph as usize]),
        Outcome::Elsewhere(paragraph) => ("elsewhere", vec![*paragraph]),
        Outcome::Ambiguous(paragraphs) => ("ambiguous", paragraphs.clone()),
        Outcome::Lost => ("lost", Vec::new()),
    };
    json!({"path": it.path, "paragraph": it.paragraph, "start": it.start, "end": it.end,
           "outcome": outcome, "found_in": paragraphs})
}
