//! `backstory diff OLD NEW`

use std::io::Write;

use super::arguments::Arguments;
use super::export::{document, sound, today};
use super::{CommandError, deliver};
use backstory_formats::{DiffFormat, differences, with_revisions};

pub(super) const HELP: &str = "\
  diff OLD NEW                    what changed between two versions of a dataset
      --to FORMAT                 text, json, markdown
      --lang TAG                  the language of the texts that are compared
      --write-revisions           write what changed into NEW, as today's revisions";

const FORMATS: [&str; 3] = ["text", "json", "markdown"];

pub(super) fn diff(
    arguments: &[String],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<u8, CommandError> {
    let options = ["-o", "--to", "--lang"];
    let arguments = Arguments::read(arguments, &options, &["--write-revisions"])?;
    let [old_path, new_path] = arguments.words.as_slice() else {
        return Err(("diff needs two datasets, the old one first".to_owned(), 2));
    };
    let format = match arguments.choice("--to", &FORMATS)? {
        "json" => DiffFormat::Json,
        "markdown" => DiffFormat::Markdown,
        _ => DiffFormat::Text,
    };
    let language = arguments.option("--lang").unwrap_or_default();
    let mut has_problems = false;
    let mut read = |path: &str| {
        let document = document(path, err)?;
        let (dataset, problems) = sound(path, &document, language)?;
        for problem in &problems {
            // The standard error may be closed; then nobody can be told.
            let _ = writeln!(err, "{path}: {problem}");
        }
        has_problems |= !problems.is_empty();
        Ok::<_, CommandError>((document, dataset))
    };
    let ((_, old), (document, new)) = (read(old_path)?, read(new_path)?);
    let found = differences(&old, &new);
    deliver(&arguments, &format.tell(&found), out)?;
    if arguments.flag("--write-revisions") {
        let revised = with_revisions(document, &found, today());
        let text = serde_json::to_string_pretty(&revised);
        let text = text.map_err(|error| (format!("{new_path}: {error}"), 1))? + "\n";
        std::fs::write(new_path, text).map_err(|error| (format!("{new_path}: {error}"), 1))?;
    }
    Ok(u8::from(has_problems))
}
