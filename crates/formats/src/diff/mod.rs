//! What changed between two versions of a dataset: for the newsroom that corrects itself
//! in the open, and for its newsletter.
//!
//! Records are the same where their ids are. [`differences`] finds what changed,
//! [`DiffFormat`] tells it, and [`with_revisions`] writes it into the new version.

mod compare;
mod revise;
mod tell;

pub use compare::differences;
pub use revise::with_revisions;
pub use tell::DiffFormat;

use backstory_core::dataset::RecordType;

/// One thing that is otherwise in the new version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What the record is; `None` for the article.
    pub record: Option<RecordType>,
    /// The record's id.
    pub id: String,
    /// The record by its title, its name or its sentence.
    pub name: String,
    /// What is otherwise.
    pub change: RecordChange,
}

/// What is otherwise about a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordChange {
    /// It was not there.
    Added,
    /// It is no longer there.
    Removed,
    /// It is known more exactly when it was.
    DateMoreExact(Values),
    /// It is known less exactly when it was.
    DateLessExact(Values),
    /// It was at another time.
    OtherDate(Values),
    /// The claim is denied now, by those who are named.
    Denied(Vec<String>),
    /// The claim is no longer denied.
    NoLongerDenied,
    /// It was put right or taken back, with the note that says why.
    Revised {
        /// Whether it was taken back.
        is_retraction: bool,
        /// Why, for the reader.
        note: String,
    },
    /// A text reads otherwise.
    Reworded(&'static str, Values),
    /// A value is another one.
    Other(&'static str, Values),
    /// A value of a field of the story's own, which is named, is another one.
    OwnField(String, Values),
    /// A list has members that it had not, or lacks some that it had.
    List {
        /// The field.
        field: &'static str,
        /// What is in it now and was not.
        added: Vec<String>,
        /// What was in it and is no longer.
        removed: Vec<String>,
    },
}

/// What stood, and what stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    /// In the old version; empty where there was none.
    pub from: String,
    /// In the new version; empty where there is none.
    pub to: String,
}

#[cfg(test)]
mod tests;
