//! From a document to a dataset, with all that is wrong in it: a file for each
//! type of record.

mod article;
mod common;
mod custom;
mod decoder;
mod entity;
mod event;
mod evidence;
mod media;
mod records;
mod relationship;

pub use decoder::Decoded;
pub(super) use decoder::Decoder;

use super::limits::MAX_RECORDS;
use super::names::{self, RecordType};
use super::value::Field;
use super::{FORMAT, LoadError, Value};

/// Reads a document as a dataset.
///
/// A broken record is left out and its problems are reported; the rest is kept.
/// A record that refers to one that was left out is itself left out.
///
/// # Errors
///
/// A [`LoadError`] where the document as a whole is not a dataset.
///
/// # Examples
///
/// ```
/// use backstory_core::dataset::{Value, decode};
///
/// let document: Value = serde_json::from_str(
///     r#"{"format": "backstory/1",
///         "entities": [{"id": "russia", "kind": "contry", "name": "Russia"}]}"#,
/// )?;
/// let decoded = decode(&document).unwrap();
/// assert_eq!(
///     decoded.problems[0].to_string(),
///     "entities[0].kind: unknown kind \"contry\"; did you mean \"country\"?",
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn decode(document: &Value) -> Result<Decoded, LoadError> {
    decode_in(document, "")
}

/// The same for a reader of `language`, a BCP 47 tag: a text that is given in
/// several languages (`{"en": "…", "fr": "…"}`) is read in that one, and in the
/// first that is given where it lacks it.
///
/// # Errors
///
/// As [`decode`].
pub fn decode_in(document: &Value, language: &str) -> Result<Decoded, LoadError> {
    let Value::Map(top) = document else {
        return Err(match document {
            Value::Null => LoadError::Empty,
            _ => LoadError::NotAnObject,
        });
    };
    check_format(top)?;
    let list = |list: RecordType| match top.iter().find(|(name, _)| name == list.list()) {
        Some((_, Value::List(values))) => values.len(),
        _ => 0,
    };
    if RecordType::ALL.into_iter().map(list).sum::<usize>() > MAX_RECORDS {
        return Err(LoadError::TooLarge(MAX_RECORDS));
    }
    let mut decoder = Decoder::default();
    decoder.prefer(language);
    for (name, value) in top {
        decoder.declare(name, value);
    }
    decoder.head(document);
    // The lists in the order in which they refer to each other.
    for list in RecordType::ALL {
        match top.iter().find(|(name, _)| name == list.list()) {
            Some((_, Value::List(values))) => {
                for (index, value) in values.iter().enumerate() {
                    decoder.record(list, index, value);
                }
            }
            Some((_, other)) => decoder.no_list(list, other),
            None => {}
        }
    }
    decoder.finish()
}

pub(super) fn check_format(top: &[Field]) -> Result<(), LoadError> {
    match top.iter().find(|(name, _)| name == names::document::FORMAT) {
        Some((_, Value::Text(format))) if format == FORMAT => Ok(()),
        Some((_, Value::Text(format))) => Err(LoadError::Format(Some(format.to_string()))),
        Some(_) => Err(LoadError::Format(None)),
        None if top.is_empty() => Err(LoadError::Empty),
        None => Err(LoadError::Format(None)),
    }
}
