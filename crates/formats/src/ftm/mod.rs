//! FollowTheMoney entities (<https://followthemoney.tech>), one JSON object for each
//! line, both ways.
//!
//! People and bodies are entities; the interval schemata that join two of them
//! (`Ownership`, `Directorship`, `UnknownLink`…) are relationships; `Event` is
//! an event. FollowTheMoney quotes no article, so an import makes a text
//! of its own, one sentence for each record, as the source of the passages.

mod properties;
mod read;
mod record;
mod schema;
mod write;

pub use read::from_ftm;
pub use write::to_ftm;

/// Whether a JSON value is an entity of FollowTheMoney's, or holds some.
pub(super) fn holds_entities(value: &serde_json::Value) -> bool {
    record::holds_entities(value)
}

/// Whether a line is an entity of FollowTheMoney's, or one of a delta file.
pub(super) fn is_entity(value: &serde_json::Value) -> bool {
    record::is_entity(value)
}
