//! `backstory export DATASET --to FORMAT`

use std::io::Write;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::arguments::Arguments;
use super::{CommandError, deliver, read, report, words};
use backstory_core::dataset::{Dataset, Day, Value, decode_in};
use backstory_formats::Document;
use backstory_formats::{
    Export, Sheet, json_in_all_languages, json_ld, languages_left_out, read_json, to_csl, to_ftm,
    to_ical, to_sheet,
};

pub(super) const HELP: &str = "\
  export DATASET --to FORMAT      csv (into a folder), json, json-ld, ftm, ics, csl
      --lang TAG                  the language of its words and texts (en); without it,
                                  json has the texts in all their languages
      --verbose                   list every row of what is said of many";

const FORMATS: [&str; 6] = ["json", "csv", "json-ld", "ftm", "ics", "csl"];

pub(super) fn export(
    arguments: &[String],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<u8, CommandError> {
    let arguments = Arguments::read(arguments, &["-o", "--to", "--lang"], &["--verbose"])?;
    let [path] = arguments.words.as_slice() else {
        return Err(("export needs one dataset".to_owned(), 2));
    };
    let format = arguments.choice("--to", &FORMATS)?;
    let document = document(path, err)?;
    let language = arguments.option("--lang");
    let words = words(language.unwrap_or("en"))?;
    let (dataset, problems) = sound(path, &document, language.unwrap_or_default())?;
    let is_verbose = arguments.flag("--verbose");
    // Unless one language is asked for, JSON has them all.
    let is_in_all_languages = format == "json" && language.is_none();
    if !is_in_all_languages {
        let skipped = languages_left_out(&document);
        report("not exported", &skipped, is_verbose, err);
    }
    for problem in &problems {
        // The standard error may be closed; then nobody can be told.
        let _ = writeln!(err, "{path}: {problem}");
    }
    if format == "csv" {
        sheets(&arguments, &dataset)?;
        return Ok(u8::from(!problems.is_empty()));
    }
    let export = match format {
        "json-ld" => json_ld(&dataset, words),
        "ftm" => to_ftm(&dataset),
        "ics" => to_ical(&dataset, words, today()),
        "csl" => to_csl(&dataset),
        _ => Export {
            text: if is_in_all_languages {
                json_in_all_languages(&document, &dataset)
            } else {
                Document::from(&dataset).to_json()
            },
            unsupported: Vec::new(),
        },
    };
    deliver(&arguments, &export.text, out)?;
    report("not exported", &export.unsupported, is_verbose, err);
    Ok(u8::from(!problems.is_empty()))
}

/// All sheets, which need a folder.
fn sheets(arguments: &Arguments, dataset: &Dataset) -> Result<(), CommandError> {
    let folder = arguments
        .option("-o")
        .ok_or_else(|| ("csv needs a folder: -o FOLDER".to_owned(), 2))?;
    let failed = |error: std::io::Error| (format!("{folder}: {error}"), 1);
    std::fs::create_dir_all(folder).map_err(failed)?;
    for sheet in Sheet::ALL {
        let text = to_sheet(dataset, sheet).text;
        std::fs::write(Path::new(folder).join(sheet.file()), text).map_err(failed)?;
    }
    Ok(())
}

pub(super) fn document(path: &str, err: &mut dyn Write) -> Result<Value<'static>, CommandError> {
    read_json(&read(path, err)?).map_err(|error| (format!("{path}: {error}"), 1))
}

/// The dataset of a document, its texts in `language`, with what is wrong in it.
pub(super) fn sound(
    path: &str,
    document: &Value,
    language: &str,
) -> Result<(Dataset, Vec<String>), CommandError> {
    let decoded =
        decode_in(document, language).map_err(|refusal| (format!("{path}: {refusal}"), 1))?;
    let problems = decoded.problems.iter().map(ToString::to_string);
    Ok((decoded.dataset, problems.collect()))
}

pub(super) fn today() -> Day {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |time| time.as_secs());
    Day(i64::try_from(seconds / 86_400).unwrap_or(0))
}
