//! The words of each language, and how dates, counts and records are put in
//! them.
//!
//! One file a language; English is the one that is built in.

mod axis;
mod citation;
mod date;
mod en;
mod label;
mod words;

pub use axis::{axis_end, axis_label, context_label};
pub use citation::citation;
pub use date::{DateWords, describe};
pub use en::ENGLISH;
pub use label::{claimant_name, facet_value, passage};
pub use words::{Plural, Words, fill};
