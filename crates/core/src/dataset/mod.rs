//! What an article's data *is*: its types, its dates, and how a document
//! becomes them.
//!
//! A document is read twice: [`Value`] takes any JSON (as it comes in, by a
//! [`Loader`], or through `serde` where another library has it), and [`decode`] turns a `Value` into a [`Dataset`] while gathering
//! *all* of its [`Problem`]s. Nothing here knows of a browser.

mod claims;
mod custom;
mod date;
mod decode;
mod edition;
mod event_order;
mod fields;
mod json;
mod limits;
mod load;
mod media;
mod model;
pub mod names;
mod problem;
mod suggest;
mod text;
mod texts;
mod url;
mod value;
mod vocabulary;

pub use custom::{
    CustomField, CustomKind, CustomKinds, DistinctValue, FieldIx, FieldValue, FieldValues, KindIx,
    NO, YES,
};
pub use date::{Date, DateError, DateRange, Day, Match, Precision, Span};
pub use decode::{Decoded, decode, decode_in};
pub use edition::edition;
pub use event_order::{Neighbour, OrderChain};
pub use json::JsonCursor;
pub use limits::{
    MAX_BYTES, MAX_DEPTH, MAX_FIELDS, MAX_KINDS, MAX_QUOTE_WORDS, MAX_RECORDS, MAX_VALUES,
    MAX_WHOLE_QUOTE_WORDS,
};
pub use load::{Loader, Progress};
pub use media::{Media, MediaTable, MediaUrl};
pub use model::{
    Article, Correction, Dataset, Dating, Entity, EntityIx, Event, EventIx, Evidence, FORMAT,
    Languages, Order, OrderBounds, OrderLink, OrderRelation, Participant, Record, Relationship,
    RelationshipIx, Revision, Source, sentence,
};
pub use names::RecordType;
pub use problem::{LoadError, Problem, ProblemKind, Severity};
pub(crate) use suggest::Suggestions;
pub use suggest::nearest_word;
pub use text::Text;
pub use texts::is_tag;
pub use url::SafeUrl;
pub use value::{Field, Value, ValueType};
pub use vocabulary::{
    Basis, EntityKind, EventKind, EventStatus, Factuality, FieldType, MediaType, RelationshipKind,
    RelationshipStatus, RevisionStatus, Stance,
};

#[cfg(test)]
mod tests;
