//! What an article's data *is*: its types, its dates, and how a document
//! becomes them.
//!
//! A document is read twice: [`Value`] takes any JSON (as it comes in, by a
//! [`Loader`], or through `serde` where another library has it), and [`decode`] turns a `Value` into a [`Dataset`] while gathering
//! *all* of its [`Problem`]s. Nothing here knows of a browser.

mod date;
mod decode;
#[cfg(feature = "exchange")]
mod document;
mod edition;
mod fields;
mod json;
mod load;
mod model;
mod problem;
mod url;
mod value;
mod vocabulary;

pub use date::{Answer, Date, DateError, DateRange, Day, Precision, Span};
pub use decode::{Decoded, FORMAT, decode, decode_in};
#[cfg(feature = "exchange")]
pub use document::{
    ArticleDocument, DatingDocument, Document, EntityDocument, EventDocument, EvidenceDocument,
    ParticipantDocument, RelationshipDocument, RevisionDocument, SourceDocument,
};
pub use edition::edition;
#[cfg(feature = "desk")]
pub(crate) use fields::is_tag;
pub use load::{Loader, MAX_RECORDS, Progress};
pub use model::{
    Article, Dataset, Dating, Entity, EntityIx, Event, EventIx, Evidence, Languages, Order,
    Participant, Record, Relationship, RelationshipIx, Revision, Source, Text,
};
pub use problem::{Problem, Refusal, Severity};
pub use url::SafeUrl;
pub use value::{Field, Value};
pub use vocabulary::{
    Basis, EntityKind, EventKind, EventStatus, RelationshipKind, RelationshipStatus,
    RevisionStatus, Stance,
};

#[cfg(test)]
mod tests;
