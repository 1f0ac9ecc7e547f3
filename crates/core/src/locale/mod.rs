//! The words of each language, and how dates, counts and records are put in
//! them.
//!
//! English is built in; every other language is one file of the folder
//! `locale/`, fetched by the page that speaks it.

mod axis;
mod citation;
mod date;
mod label;
mod language;
mod message;
mod relative;
mod words;

#[cfg(test)]
mod tests;

pub use axis::{axis_end, axis_label, context_label, day_label};
pub use citation::citation;
pub use date::{DateWords, describe, read_date};
pub use label::{claimant_name, facet_value, labelled, passage};
pub use language::{Language, Listing, Span};
pub use message::{Message, Plural, fill};
pub use relative::at_publication;
pub use words::{ENGLISH, Messages, Words};
