//! `backstory schema`

use std::io::Write;

use super::arguments::Arguments;
use super::{CommandError, deliver};

pub(super) const HELP: &str = "\
  schema                          the JSON Schema of the dataset";

pub(super) fn schema(arguments: &[String], out: &mut dyn Write) -> Result<u8, CommandError> {
    let arguments = Arguments::read(arguments, &["-o"], &[])?;
    if let Some(word) = arguments.words.first() {
        return Err((format!("schema does not take \"{word}\""), 2));
    }
    deliver(&arguments, &backstory_formats::schema(), out)?;
    Ok(0)
}
