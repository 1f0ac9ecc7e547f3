//! What a text that somebody hands over is, and the one way in for all of it.

use std::fmt;

use serde_json::Value as Json;

use super::sheets::{Sheet, SheetType, from_sheets, from_timeline_js_sheet, sheet_type};
use super::text::without_mark;
use super::{Import, ftm, timeline_js};
use backstory_core::dataset::{MAX_BYTES, Value};

/// A format that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The dataset's own JSON.
    Dataset,
    /// TimelineJS's JSON.
    TimelineJs,
    /// FollowTheMoney entities, one JSON object a line.
    FollowTheMoney,
    /// One of the CSV sheets.
    Sheet(Sheet),
    /// Knight Lab's spreadsheet for TimelineJS.
    TimelineJsSheet,
}

impl Format {
    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dataset => "Backstory dataset",
            Self::TimelineJs => "TimelineJS JSON",
            Self::FollowTheMoney => "FollowTheMoney JSON lines",
            Self::TimelineJsSheet => "TimelineJS spreadsheet",
            Self::Sheet(Sheet::OwnKinds) => "CSV sheet of kinds",
            Self::Sheet(Sheet::OwnFields) => "CSV sheet of fields",
            Self::Sheet(Sheet::Article) => "CSV sheet of the article",
            Self::Sheet(Sheet::Entities) => "CSV sheet of entities",
            Self::Sheet(Sheet::Events) => "CSV sheet of events",
            Self::Sheet(Sheet::Relationships) => "CSV sheet of relationships",
        }
    }
}

/// Why a text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing in it.
    Empty,
    /// It looks like JSON and is not: what is wrong, and where.
    Json {
        /// What is wrong.
        message: String,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// It is longer than [`MAX_BYTES`].
    TooLarge,
    /// It is JSON, but of no format that is known.
    UnknownJson,
    /// It is neither JSON nor a sheet with columns that are known.
    Unknown,
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is nothing in it"),
            Self::Json {
                message,
                line,
                column,
            } => write!(
                f,
                "it is not JSON: {message}, in line {line}, column {column}"
            ),
            Self::TooLarge => write!(f, "it is too large: {} MB is the most", MAX_BYTES >> 20),
            Self::UnknownJson => f.write_str(
                "it is JSON, but neither a Backstory dataset (with \"format\": \"backstory/1\") \
                 nor TimelineJS's (with \"events\") nor FollowTheMoney's (with \"schema\")",
            ),
            Self::Unknown => f.write_str(
                "it is neither JSON nor a sheet: a sheet's first line names its columns, such as \
                 id, kind, name for entities, date, title for events, or subject, predicate, \
                 object for relationships",
            ),
        }
    }
}

/// What `text` is.
///
/// # Errors
///
/// An [`Unreadable`] where it is nothing that can be read.
pub fn detect(text: &str) -> Result<Format, Unreadable> {
    let text = without_mark(text).trim();
    if text.is_empty() {
        return Err(Unreadable::Empty);
    }
    if !text.starts_with(['{', '[']) {
        return match sheet_type(text) {
            Some(SheetType::Own(sheet)) => Ok(Format::Sheet(sheet)),
            Some(SheetType::TimelineJs) => Ok(Format::TimelineJsSheet),
            None => Err(Unreadable::Unknown),
        };
    }
    let first_line = text.lines().next().unwrap_or_default();
    if let Ok(value) = serde_json::from_str::<Json>(first_line)
        && ftm::is_entity(&value)
    {
        return Ok(Format::FollowTheMoney);
    }
    let value: Json = serde_json::from_str(text).map_err(|error| json_error(&error))?;
    if ftm::holds_entities(&value) {
        return Ok(Format::FollowTheMoney);
    }
    let is_list = |name: &str| value.get(name).is_some_and(Json::is_array);
    if value.get("format").is_some() || is_list("entities") || is_list("relationships") {
        Ok(Format::Dataset)
    } else if is_list("events")
        || value.get("title").is_some_and(Json::is_object)
        || value.get("timeline").is_some_and(Json::is_object)
    {
        Ok(Format::TimelineJs)
    } else if value.as_object().is_some_and(serde_json::Map::is_empty) {
        Err(Unreadable::Empty)
    } else {
        Err(Unreadable::UnknownJson)
    }
}

/// What serde_json says, without the position that it ends with.
fn json_error(error: &serde_json::Error) -> Unreadable {
    let message = error.to_string();
    let message = message
        .rsplit_once(" at line ")
        .map_or(message.as_str(), |(message, _)| message);
    Unreadable::Json {
        message: message.to_owned(),
        line: error.line(),
        column: error.column(),
    }
}

/// The document of a dataset's JSON, as it is.
///
/// # Errors
///
/// An [`Unreadable`] where `text` is not JSON, or is too deep or too large.
pub fn read_json(text: &str) -> Result<Value<'static>, Unreadable> {
    let text = without_mark(text);
    if text.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge);
    }
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    serde_json::from_str(text).map_err(|error| json_error(&error))
}

/// Reads texts of other formats as one dataset: any number of sheets, or one
/// text of another format. Each comes with the name that messages call it by.
///
/// # Errors
///
/// The name of the text that cannot be read, and why.
pub fn import(texts: &[(&str, &str)]) -> Result<Import, (String, String)> {
    let mut sheets = Vec::new();
    let mut others = Vec::new();
    for (name, text) in texts {
        let text = &without_mark(text);
        match detect(text) {
            Ok(Format::Sheet(sheet)) => sheets.push((*name, sheet, *text)),
            Ok(format) => others.push((*name, format, *text)),
            Err(error) => return Err(((*name).to_owned(), error.to_string())),
        }
    }
    match (sheets.as_slice(), others.as_slice()) {
        (_, []) => Ok(from_sheets(sheets)),
        ([], [(_, Format::TimelineJs, text)]) => {
            let timeline: Json = serde_json::from_str(text).unwrap_or(Json::Null);
            Ok(timeline_js::from_timeline_js(&timeline))
        }
        ([], [(name, Format::TimelineJsSheet, text)]) => Ok(from_timeline_js_sheet(name, text)),
        ([], [(_, Format::FollowTheMoney, text)]) => Ok(ftm::from_ftm(text)),
        ([], [(name, Format::Dataset, _)]) => Err((
            (*name).to_owned(),
            "it is a Backstory dataset already".to_owned(),
        )),
        (_, [(name, ..), ..]) => Err((
            (*name).to_owned(),
            "only sheets can be read together; give everything else alone".to_owned(),
        )),
    }
}
