//! `backstory import FILE…`

use std::io::Write;

use super::arguments::Arguments;
use super::{CommandError, deliver, report};
use backstory_core::dataset::decode;
use backstory_formats::file_texts;

pub(super) const HELP: &str = "\
  import FILE…                    make a dataset of sheets (CSV, or all of a workbook:
                                  .xlsx, .ods), of TimelineJS's JSON or of
                                  FollowTheMoney JSON lines
      --article FILE              where to write the text that the records rest on
      --verbose                   list every row of what is said of many";

pub(super) fn import(
    arguments: &[String],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<u8, CommandError> {
    let arguments = Arguments::read(arguments, &["-o", "--article"], &["--verbose"])?;
    if arguments.words.is_empty() {
        return Err(("import needs at least one file".to_owned(), 2));
    }
    let (mut texts, mut notices) = (Vec::new(), Vec::new());
    for path in &arguments.words {
        let bytes = std::fs::read(path).map_err(|error| (format!("{path}: {error}"), 1))?;
        let read = file_texts(path, &bytes).map_err(|why| (format!("{path}: {why}"), 1))?;
        texts.extend(read.texts);
        notices.extend(read.notices);
    }
    let texts: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let import = backstory_formats::import(&texts)
        .map_err(|(name, message)| (format!("{name}: {message}"), 1))?;
    deliver(&arguments, &import.document.to_json(), out)?;
    notices.extend_from_slice(&import.unsupported);
    report("not imported", &notices, arguments.flag("--verbose"), err);
    if let Some(path) = arguments.option("--article") {
        let mut text = import.article.join("\n\n");
        text.push('\n');
        std::fs::write(path, text).map_err(|error| (format!("{path}: {error}"), 1))?;
    } else if !import.article.is_empty() {
        // The standard error may be closed; then nobody can be told.
        let _ = writeln!(
            err,
            "the records rest on the words of the file itself: --article FILE writes them as a text"
        );
    }
    let document = import.document.to_value();
    let problems = match decode(&document) {
        Ok(decoded) => decoded.problems,
        Err(refusal) => return Err((refusal.to_string(), 1)),
    };
    for problem in &problems {
        let place = import.place(&problem.path).unwrap_or_default();
        let _ = writeln!(err, "to fix: {place}: {problem}");
    }
    Ok(u8::from(!problems.is_empty()))
}
