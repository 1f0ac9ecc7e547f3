//! Telling what changed, in English sentences.

use std::fmt;

use serde_json::{Value as Json, json};

use super::{Difference, RecordChange, Values};
use backstory_core::dataset::RecordType;
use backstory_core::dataset::names::{entity, event, relationship};

/// In which form changes are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiffFormat {
    /// A sentence a line.
    Text,
    /// A list of objects, each with its sentence.
    Json,
    /// Sentences under headings, for a newsletter.
    Markdown,
}

impl DiffFormat {
    /// What changed, in this form.
    #[must_use]
    pub fn tell(self, differences: &[Difference]) -> String {
        match self {
            Self::Text => {
                let lines = differences.iter().map(|it| format!("{it}\n"));
                lines.collect()
            }
            Self::Json => {
                let all: Vec<Json> = differences.iter().map(to_json).collect();
                // Only a map with keys that are not text could fail.
                let mut text = serde_json::to_string_pretty(&all).unwrap_or_default();
                text.push('\n');
                text
            }
            Self::Markdown => markdown(differences),
        }
    }
}

/// The whole of it in one sentence: `“Al-Bashir meets Putin”: its date is now …`.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.record {
            Some(record) => record.as_str(),
            None => "article",
        };
        match self.change {
            RecordChange::Added => write!(f, "Added: the {what} “{}”.", self.name),
            RecordChange::Removed => write!(f, "Removed: the {what} “{}”.", self.name),
            _ if self.record.is_none() => write!(f, "The article: {}", self.change),
            _ => write!(f, "“{}”: {}", self.name, self.change),
        }
    }
}

/// A field of the format as a reader knows it.
fn spoken(field: &str) -> &str {
    match field {
        entity::ALIASES => "other names",
        entity::MEMBER_OF => "affiliation",
        event::EVIDENCE => "passages",
        event::MEDIA => "pictures and other media",
        relationship::WHAT => "subject matter",
        relationship::DENIED_BY => "those who deny it",
        other => other,
    }
}

/// Says what a field says now and said before; a text stands in quotation marks.
fn tell_values(f: &mut fmt::Formatter<'_>, field: &str, it: &Values, is_text: bool) -> fmt::Result {
    let (open, close) = if is_text { ("“", "”") } else { ("", "") };
    match (it.from.is_empty(), it.to.is_empty()) {
        (true, _) => write!(f, "the {field} is new: {open}{}{close}.", it.to),
        (_, true) => write!(
            f,
            "the {field} is no longer given; it was {open}{}{close}.",
            it.from
        ),
        _ if is_text => write!(f, "the {field} reads “{}”; it was “{}”.", it.to, it.from),
        _ => write!(f, "the {field} is {} instead of {}.", it.to, it.from),
    }
}

/// What changed, without the record's name.
impl fmt::Display for RecordChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Added => write!(f, "it is new."),
            Self::Removed => write!(f, "it is no longer there."),
            Self::DateMoreExact(it) if it.from.is_empty() => {
                write!(f, "it has a date now, {}.", it.to)
            }
            Self::DateMoreExact(it) => {
                write!(
                    f,
                    "its date is more exact, {} instead of {}.",
                    it.to, it.from
                )
            }
            Self::DateLessExact(it) if it.to.is_empty() => {
                write!(f, "it no longer has a date; it was {}.", it.from)
            }
            Self::DateLessExact(it) => {
                write!(
                    f,
                    "its date is less exact, {} instead of {}.",
                    it.to, it.from
                )
            }
            Self::OtherDate(it) => {
                write!(f, "its date is {} instead of {}.", it.to, it.from)
            }
            Self::Denied(by) if by.is_empty() => write!(f, "the claim is now denied."),
            Self::Denied(by) => write!(f, "the claim is now denied by {}.", by.join(", ")),
            Self::NoLongerDenied => write!(f, "the claim is no longer denied."),
            Self::Revised {
                is_retraction,
                note,
            } => {
                f.write_str(if *is_retraction {
                    "it was taken back"
                } else {
                    "it was put right"
                })?;
                if note.is_empty() {
                    f.write_str(".")
                } else {
                    write!(f, ": {}.", note.trim_end_matches('.'))
                }
            }
            Self::Reworded(field, it) => tell_values(f, spoken(field), it, true),
            Self::Other(field, it) => tell_values(f, spoken(field), it, false),
            Self::OwnField(name, it) => {
                tell_values(f, &["value of “", name, "”"].concat(), it, false)
            }
            Self::List {
                field,
                added,
                removed,
            } => {
                write!(f, "{}: ", spoken(field))?;
                if !added.is_empty() {
                    write!(f, "now with {}", added.join("; "))?;
                }
                if !removed.is_empty() {
                    let and = if added.is_empty() { "" } else { ", and " };
                    write!(f, "{and}without {}", removed.join("; "))?;
                }
                f.write_str(".")
            }
        }
    }
}

fn to_json(it: &Difference) -> Json {
    let (change, field, from, to) = match &it.change {
        RecordChange::Added => ("added", None, Json::Null, Json::Null),
        RecordChange::Removed => ("removed", None, Json::Null, Json::Null),
        RecordChange::DateMoreExact(values) => pair("date-more-exact", None, values),
        RecordChange::DateLessExact(values) => pair("date-less-exact", None, values),
        RecordChange::OtherDate(values) => pair("date", None, values),
        RecordChange::Denied(by) => ("denied", None, Json::Null, json!(by)),
        RecordChange::NoLongerDenied => ("no-longer-denied", None, Json::Null, Json::Null),
        RecordChange::Revised {
            is_retraction,
            note,
        } => {
            let change = if *is_retraction {
                "retracted"
            } else {
                "corrected"
            };
            (change, None, Json::Null, json!(note))
        }
        RecordChange::Reworded(field, values) => pair("wording", Some(*field), values),
        RecordChange::Other(field, values) => pair("value", Some(*field), values),
        RecordChange::OwnField(name, values) => pair("value", Some(&**name), values),
        RecordChange::List {
            field,
            added,
            removed,
        } => ("list", Some(*field), json!(removed), json!(added)),
    };
    json!({
        "record": it.record.map_or("article", RecordType::as_str),
        "id": it.id,
        "name": it.name,
        "change": change,
        "field": field,
        "from": from,
        "to": to,
        "sentence": it.to_string(),
    })
}

fn pair<'a>(
    change: &'static str,
    field: Option<&'a str>,
    values: &Values,
) -> (&'a str, Option<&'a str>, Json, Json) {
    let value = |text: &str| {
        if text.is_empty() {
            Json::Null
        } else {
            json!(text)
        }
    };
    (change, field, value(&values.from), value(&values.to))
}

fn markdown(differences: &[Difference]) -> String {
    let mut text = String::new();
    let head = |it: &Difference| match it.change {
        RecordChange::Added => "Added",
        RecordChange::Removed => "Removed",
        _ => "Changed",
    };
    for under_head in ["Added", "Changed", "Removed"] {
        let under: Vec<&Difference> = differences
            .iter()
            .filter(|it| head(it) == under_head)
            .collect();
        if under.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&["## ", under_head, "\n\n"].concat());
        for it in under {
            let line = match it.change {
                RecordChange::Added | RecordChange::Removed => it.name.clone(),
                _ => it.to_string(),
            };
            text.push_str(&["- ", &escaped(&line), "\n"].concat());
        }
    }
    text
}

/// Text as text, whatever Markdown would make of it (CommonMark, section 2.4).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '&' | '|' | '~' | '!'
        ) {
            escaped.push('\\');
        }
        escaped.push(if letter == '\n' { ' ' } else { letter });
    }
    escaped
}
