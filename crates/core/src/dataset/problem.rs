//! What is wrong with a document, said so that a person can mend it.

use std::fmt;

/// One thing that is wrong with a document, and where.
///
/// ```text
/// relationships[3].object: no entity "rusia"; did you mean "russia"?
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands, such as `relationships[3].object`.
    pub path: String,
    /// What is wrong there, and the likely fix.
    pub message: String,
    /// What it cost.
    pub severity: Severity,
}

/// What a [`Problem`] cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The record is shown, without what was wrong.
    Noted,
    /// The record that it stands in is left out.
    LeftOut,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        f.write_str(": ")?;
        f.write_str(&self.message)
    }
}

/// Why a document as a whole is no dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not an object.
    NotAnObject,
    /// It has nothing in it.
    Empty,
    /// Its `format` is missing, or one that this version does not read.
    Format(Option<String>),
    /// It is no JSON, from this line and column on, counted from 1 and in bytes.
    NotJson {
        /// The line.
        line: usize,
        /// The byte of the line.
        column: usize,
    },
    /// It is nested too deeply.
    TooDeep,
    /// It has more records than this, the most that a page can hold.
    TooLarge(usize),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnObject => f.write_str("a dataset is a JSON object; this is something else"),
            Self::Empty => {
                f.write_str("the dataset is empty: it has no events and no relationships")
            }
            Self::Format(None) => {
                f.write_str("the dataset does not say its \"format\"; it should be \"")?;
                f.write_str(super::FORMAT)?;
                f.write_str("\"")
            }
            Self::Format(Some(found)) => {
                f.write_str("the dataset's \"format\" is \"")?;
                f.write_str(found)?;
                f.write_str("\"; this version reads \"")?;
                f.write_str(super::FORMAT)?;
                f.write_str("\"")
            }
            Self::NotJson { line, column } => {
                write!(
                    f,
                    "the dataset is not JSON, from line {line}, column {column} on"
                )
            }
            Self::TooDeep => {
                f.write_str("the dataset is nested too deeply: 16 levels are the most")
            }
            Self::TooLarge(most) => write!(
                f,
                "the dataset is too large for a page: it has more than {most} records"
            ),
        }
    }
}
