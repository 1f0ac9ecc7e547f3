//! The words of each language, and dates, counts and records in them. Plural rules
//! and date conventions follow Unicode CLDR.
//!
//! English is built in; every other language is one file of the folder
//! `locale/`, fetched by the page that speaks it.

mod amount;
mod bounds;
mod citation;
mod date;
mod day;
mod files;
mod label;
mod language;
mod message;
mod relative;
mod status;
mod words;

#[cfg(test)]
mod tests;

pub use amount::{amount, before_unit, field_facts, field_value, read_number};
pub use bounds::when;
pub use citation::citation;
pub use date::{DateWords, clock, describe, read_date};
pub use day::{
    day_label, day_of_month_label, month_label, short_day_label, short_month_label, year_label,
};
pub use files::LANGUAGES;
pub use label::{
    claimant_name, event_kicker, facet_value, joined, labelled, passage, quotation,
    relationship_kicker,
};
pub use language::{Formats, Language, Listing, RelativeSpan, conventions, provide};
pub use message::{CATEGORIES, Message, Plural, fill};
pub use relative::at_publication;
pub use status::{
    correction_line, correction_reason, denier_names, event_label, event_title, relationship_claim,
    relationship_label, relationship_title, revision_line, revision_reason, status_label, voices,
};
pub use words::{ENGLISH, Messages, Words};
