//! The article's passages that the records rest on.

pub(crate) mod anchoring;
pub(crate) mod passage;
pub(crate) mod pinned;
