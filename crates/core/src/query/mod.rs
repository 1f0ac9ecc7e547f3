//! What the reader *asks*: a filter over all records, and what it leaves.
//!
//! Events and relationships stand in one space of records (events first), so
//! one [`Filter`] rules both. The vocabulary is crossfilter's: a [`Facet`] is a
//! dimension with a list of values, a value holds a bit set of its records, and
//! each count leaves its own facet out.
//!
//! Within a facet choices are OR; across facets, words and dates they are AND.

mod bits;
mod collate;
mod columns;
mod count;
mod dates;
mod digits;
mod facet;
mod field_range;
mod fields;
mod filter;
mod fold;
mod group;
mod index;
mod number_scale;
mod position;
mod session;
mod sort;
mod text;

pub use collate::{Collate, natural};
pub use columns::FacetValue;
pub use count::Count;
pub use facet::{ARTICLE, Facet, Key};
pub use field_range::{FieldRange, FieldRanges, Finite};
pub use filter::{FacetChoices, Filter, Removal};
pub use fold::fold;
pub(crate) use fold::fold_letter;
pub use group::Group;
pub use index::{Index, IndexBuilder};
pub use number_scale::NumberScale;
pub use session::{FacetCounts, QuerySession, Selection};
pub use sort::{Column, Direction, Sort};

#[cfg(test)]
mod tests;
