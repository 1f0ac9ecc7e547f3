//! What the reader asks for: the search, the facets, the dates, and what is chosen of them.

pub(crate) mod chips;
pub(crate) mod facet_menu;
pub(crate) mod field_range;
pub(crate) mod filter_bar;
pub(crate) mod range_menu;
pub(crate) mod range_views;
