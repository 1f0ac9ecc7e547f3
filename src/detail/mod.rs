//! One record, or one entity, with all that is known of it.

pub(crate) mod actor;
pub(crate) mod detail;
