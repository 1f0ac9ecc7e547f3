//! `backstory locate DATASET ARTICLE`

use std::io::Write;

use serde_json::json;

use super::arguments::Arguments;
use super::{Failure, export, read, write};
use backstory_formats::{Located, Outcome, article_paragraphs, locate_all};

pub(super) fn locate(arguments: &[String], out: &mut dyn Write) -> Result<u8, Failure> {
    let arguments = Arguments::read(arguments, &["--format"])?;
    let format = arguments.choice("--format", &["text", "json"])?;
    let [dataset, article] = arguments.words.as_slice() else {
        return Err(("locate wants a dataset and an article".to_owned(), 2));
    };
    let (dataset, problems) = export::dataset(dataset)?;
    let paragraphs = article_paragraphs(&read(article)?);
    if paragraphs.is_empty() {
        return Err((format!("{article}: it has no paragraphs"), 1));
    }
    let located = locate_all(&dataset, &paragraphs);
    let missed = located
        .iter()
        .filter(|it| it.outcome != Outcome::Found)
        .count();
    if format == "json" {
        let list: Vec<_> = located.iter().map(to_json).collect();
        // Only a map whose keys are no text could fail.
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
        let found = located.len() - missed;
        write(
            out,
            &format!(
                "{found} of {} passages found in {} paragraphs",
                located.len(),
                paragraphs.len()
            ),
        )?;
    }
    Ok(u8::from(missed > 0 || !problems.is_empty()))
}

fn to_json(it: &Located) -> serde_json::Value {
    let (outcome, paragraphs) = match &it.outcome {
        Outcome::Found => ("found", vec![it.paragraph as usize]),
        Outcome::Elsewhere(paragraph) => ("elsewhere", vec![*paragraph]),
        Outcome::Ambiguous(paragraphs) => ("ambiguous", paragraphs.clone()),
        Outcome::Lost => ("lost", Vec::new()),
    };
    json!({"path": it.path, "paragraph": it.paragraph, "start": it.start, "end": it.end,
           "outcome": outcome, "found_in": paragraphs})
}
