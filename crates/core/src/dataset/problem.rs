//! What is wrong with a document, as types whose `Display` is the sentence that
//! lets a person fix it.

use std::fmt;

use super::limits::{MAX_DEPTH, MAX_VALUES, MAX_WHOLE_QUOTE_WORDS};
use super::model::FORMAT;
use super::names;
use super::{DateError, OrderChain, OrderRelation, RecordType, Text, ValueType};

/// One thing that is wrong with a document, and where.
///
/// ```text
/// relationships[3].object: unknown entity "rusia"; did you mean "russia"?
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands, such as `relationships[3].object`.
    pub path: String,
    /// What is wrong there.
    pub kind: ProblemKind,
    /// What it cost.
    pub severity: Severity,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        f.write_str(": ")?;
        self.kind.fmt(f)
    }
}

/// What a [`Problem`] cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The record is shown, without what was wrong.
    Noted,
    /// The record that it stands in is left out.
    Skipped,
}

/// What is wrong.
///
/// Its `Display` is a sentence without a capital and a full stop; `{:#}` leaves
/// the suggestion out, for an interface that offers it as a button.
///
/// ```
/// use backstory_core::dataset::{ProblemKind, RecordType};
///
/// let problem = ProblemKind::UnknownRecord {
///     record: RecordType::Entity,
///     id: "rusia".into(),
///     suggestion: Some("russia".into()),
/// };
/// assert_eq!(problem.suggestion(), Some("russia"));
/// assert_eq!(
///     problem.to_string(),
///     r#"unknown entity "rusia"; did you mean "russia"?"#,
/// );
/// assert_eq!(format!("{problem:#}"), r#"unknown entity "rusia""#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The format has no such field here.
    UnknownField {
        /// The field that was likely meant.
        suggestion: Option<&'static str>,
    },
    /// A field that must be there is missing or empty.
    MissingField,
    /// A record names no passage.
    MissingEvidence,
    /// A value of another type than the field takes.
    WrongType {
        /// What it should be.
        expected: ValueType,
        /// What it is.
        found: ValueType,
    },
    /// A number that is not whole, below 1 or too large.
    NotAnOrdinal,
    /// A word that the field's vocabulary does not have.
    UnknownWord {
        /// The field: `kind`, `status`…
        field: &'static str,
        /// The word.
        word: Text,
        /// The word that was likely meant.
        suggestion: Option<Text>,
        /// All built-in words that the field takes.
        known: &'static [&'static str],
        /// Those that the document declares.
        declared: Box<[Text]>,
    },
    /// A field that the document does not declare for records of this sort.
    UndeclaredField {
        /// The field that was likely meant.
        suggestion: Option<Text>,
    },
    /// A kind or a field whose id another one has already: one of the format, or one
    /// that the document declared before.
    AlreadyDeclared {
        /// What records it is for.
        record: RecordType,
        /// The id.
        id: Text,
    },
    /// More kinds or fields than a document may declare.
    TooMany {
        /// How many there may be.
        limit: usize,
    },
    /// A reference to a record that the document does not have.
    UnknownRecord {
        /// What the record should be.
        record: RecordType,
        /// The id.
        id: Text,
        /// The id that was likely meant.
        suggestion: Option<Text>,
    },
    /// A reference to a record that has errors and is skipped.
    SkippedRecord {
        /// What the record is.
        record: RecordType,
        /// Its id.
        id: Text,
    },
    /// An id that an earlier record of the list has.
    DuplicateId {
        /// What the record is.
        record: RecordType,
        /// The id.
        id: Text,
    },
    /// An id that cannot stand in a permalink.
    InvalidId {
        /// The id.
        id: Text,
    },
    /// A link that is not `http`, `https` or `mailto`.
    UnsafeUrl,
    /// An address of a medium that is not `http`, `https` or relative.
    UnsafeMediaUrl,
    /// A text that is not the id of a Wikidata item.
    InvalidWikidataId {
        /// The text.
        id: Text,
    },
    /// A text that is not an EDTF date.
    InvalidDate(Box<DateError>),
    /// An end of a passage that is too long.
    TooManyWords {
        /// How many words are allowed.
        limit: usize,
    },
    /// An entity that is a member of itself.
    MemberOfItself,
    /// An event that comes after or before itself, or lies within itself.
    OrderedByItself {
        /// The field, `after`, `before` or `during`.
        field: &'static str,
    },
    /// An ordering that contradicts the dates, or others in a circle.
    OrderContradiction(Box<OrderChain>),
    /// The document as a whole cannot be read.
    Unreadable(LoadError),
}

impl ProblemKind {
    /// What was likely meant instead.
    #[must_use]
    pub fn suggestion(&self) -> Option<&str> {
        match self {
            Self::UnknownField { suggestion } => *suggestion,
            Self::UnknownWord { suggestion, .. }
            | Self::UndeclaredField { suggestion }
            | Self::UnknownRecord { suggestion, .. } => suggestion.as_deref(),
            _ => None,
        }
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Pieces in one loop: many times smaller in wasm than a `write!` each.
        let pieces: [&str; 4] = match self {
            Self::UnknownField { .. } => ["unknown field", "", "", ""],
            Self::MissingField => ["is missing", "", "", ""],
            Self::MissingEvidence => ["is missing: name the passage that says so", "", "", ""],
            Self::WrongType { expected, found } => {
                ["should be ", expected.as_str(), ", not ", found.as_str()]
            }
            Self::NotAnOrdinal => ["should be a whole number from 1", "", "", ""],
            Self::UndeclaredField { .. } => [
                "is not one of the document's \"fields\" for this sort of record",
                "",
                "",
                "",
            ],
            Self::AlreadyDeclared { record, id } => [
                "there is already one for each ",
                record.as_str(),
                ": \"",
                id,
            ],
            Self::TooMany { limit } => {
                return write!(f, "the document declares too many: {limit} are the most");
            }
            Self::UnknownWord { field, word, .. } => ["unknown ", field, " \"", word],
            Self::UnknownRecord { record, id, .. } => ["unknown ", record.as_str(), " \"", id],
            Self::SkippedRecord { record, id } => ["", record.as_str(), " \"", id],
            Self::DuplicateId { record, id } => ["there is another ", record.as_str(), " \"", id],
            Self::InvalidId { id } => ["", "", "\"", id],
            Self::UnsafeUrl => [
                "not a link for a page: it should be http, https or mailto",
                "",
                "",
                "",
            ],
            Self::UnsafeMediaUrl => [
                "not an address for a page: it should be http, https or relative",
                "",
                "",
                "",
            ],
            Self::InvalidWikidataId { id } => ["not a Wikidata ID", ": ", "\"", id],
            Self::InvalidDate(error) => return error.fmt(f),
            Self::TooManyWords { limit } => {
                let count = number_word(*limit);
                let rest = if *limit == MAX_WHOLE_QUOTE_WORDS {
                    " words; give the first six, and the last six as its \"end\""
                } else {
                    " words; the first or last six are enough"
                };
                ["has more than ", count, rest, ""]
            }
            Self::MemberOfItself => ["an entity cannot belong to itself", "", "", ""],
            Self::OrderedByItself { field } => {
                let verb = if *field == names::event::DURING {
                    "be "
                } else {
                    "come "
                };
                ["an event cannot ", verb, field, " itself"]
            }
            Self::OrderContradiction(chain) => return chain.fmt(f),
            Self::Unreadable(refusal) => return refusal.fmt(f),
        };
        for piece in pieces {
            f.write_str(piece)?;
        }
        f.write_str(match self {
            Self::UnknownWord { .. }
            | Self::UnknownRecord { .. }
            | Self::AlreadyDeclared { .. } => "\"",
            Self::SkippedRecord { .. } => "\" is skipped because of its own errors",
            Self::DuplicateId { .. } => "\" before this one",
            Self::InvalidId { .. } => "\" should be words of a-z and 0-9 joined by hyphens",
            Self::InvalidWikidataId { .. } => "\"; an ID is like \"Q1037\"",
            _ => "",
        })?;
        if let Self::UnknownWord {
            suggestion: None,
            known,
            declared,
            ..
        } = self
        {
            f.write_str("; it should be one of ")?;
            let words = known.iter().copied();
            let words = words.chain(declared.iter().map(|word| &**word));
            for (index, word) in words.enumerate() {
                f.write_str(if index > 0 { ", " } else { "" })?;
                f.write_str(word)?;
            }
        }
        match self.suggestion().filter(|_| !f.alternate()) {
            Some(suggestion) => {
                f.write_str("; did you mean \"")?;
                f.write_str(suggestion)?;
                f.write_str("\"?")
            }
            None => Ok(()),
        }
    }
}

impl fmt::Display for OrderChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = match &self.dates {
            Some((first, last)) => (&**first, &**last),
            None => ("", ""),
        };
        f.write_str(if self.dates.is_none() {
            "closes a circle: "
        } else {
            "contradicts the dates: "
        })?;
        dated(f, &self.first, first)?;
        for (at, (relation, id)) in self.steps.iter().enumerate() {
            let is_last = at + 1 == self.steps.len();
            f.write_str(match relation {
                OrderRelation::After => " is after ",
                OrderRelation::Before => " is before ",
                OrderRelation::During => " is within ",
                OrderRelation::Includes => " is around ",
            })?;
            dated(f, id, if is_last { last } else { "" })?;
            f.write_str(if is_last { "" } else { ", which" })?;
        }
        Ok(())
    }
}

/// An id in quotation marks, and its date where there is one to tell.
fn dated(f: &mut fmt::Formatter<'_>, id: &str, date: &str) -> fmt::Result {
    let (open, close) = if date.is_empty() {
        ("", "")
    } else {
        (" (", ")")
    };
    for piece in ["\"", id, "\"", open, date, close] {
        f.write_str(piece)?;
    }
    Ok(())
}

/// The limits that there are on words, as words.
const fn number_word(number: usize) -> &'static str {
    match number {
        6 => "six",
        12 => "twelve",
        _ => "so many",
    }
}

/// Why a document as a whole is not a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// It is not an object.
    NotAnObject,
    /// It has nothing in it.
    Empty,
    /// Its `format` is missing, or one that this version does not read.
    Format(Option<String>),
    /// It is not JSON, from this line and column on, counted from 1 and in bytes.
    NotJson {
        /// The line.
        line: usize,
        /// The byte of the line.
        column: usize,
    },
    /// It is nested deeper than [`MAX_DEPTH`] levels.
    TooDeep,
    /// It has more records than this, the most that a page can hold.
    TooLarge(usize),
    /// It holds more than [`MAX_VALUES`] values.
    TooManyValues,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnObject => f.write_str("a dataset is a JSON object; this is something else"),
            Self::Empty => {
                f.write_str("the dataset is empty: it has no events and no relationships")
            }
            Self::Format(None) => {
                f.write_str("the dataset does not say its \"format\"; it should be \"")?;
                f.write_str(FORMAT)?;
                f.write_str("\"")
            }
            Self::Format(Some(found)) => {
                f.write_str("the dataset's \"format\" is \"")?;
                f.write_str(found)?;
                f.write_str("\"; this version reads \"")?;
                f.write_str(FORMAT)?;
                f.write_str("\"")
            }
            Self::NotJson { line, column } => {
                write!(
                    f,
                    "the dataset is not JSON, from line {line}, column {column} on"
                )
            }
            Self::TooDeep => write!(
                f,
                "the dataset is nested too deeply: {MAX_DEPTH} levels are the most"
            ),
            Self::TooLarge(most) => write!(
                f,
                "the dataset is too large for a page: it has more than {most} records"
            ),
            Self::TooManyValues => write!(
                f,
                "the dataset is too large for a page: it has more than {MAX_VALUES} values"
            ),
        }
    }
}

impl std::error::Error for LoadError {}
