//! What a new record is made of, before anything is chosen.

use super::edit::{Edit, Value, text};
use super::quick_fix::id_for;
use backstory_core::dataset::{EventStatus, RecordType, RelationshipStatus, Stance, names};

/// The fields that a new record of a list has at first, with their values.
#[must_use]
pub fn first_values(list: &str) -> &'static [(&'static str, &'static str)] {
    const EVENT: &[(&str, &str)] = &[(names::event::STATUS, EventStatus::Happened.as_str())];
    const RELATIONSHIP: &[(&str, &str)] = &[
        (names::relationship::STANCE, Stance::Neutral.as_str()),
        (
            names::relationship::STATUS,
            RelationshipStatus::Stated.as_str(),
        ),
    ];
    if list == RecordType::Event.list() {
        EVENT
    } else if list == RecordType::Relationship.list() {
        RELATIONSHIP
    } else {
        &[]
    }
}

/// The change that adds a record to a list: with an id of its name, and with the fields that are
/// given.
#[must_use]
pub fn new_record(document: &Value, list: &str, name: &str, given: &[(&str, &str)]) -> Edit {
    let id = ("id".into(), text(id_for(document, list, name)));
    let others = given.iter().chain(first_values(list));
    let others = others.map(|(field, value)| ((*field).to_owned().into(), text(*value)));
    let fields = std::iter::once(id).chain(others).collect();
    Edit::Push(list.to_owned(), Value::Map(fields))
}
