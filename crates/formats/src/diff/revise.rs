//! Writing what changed into the new version.

use std::collections::BTreeMap;

use super::{Difference, RecordChange};
use backstory_core::dataset::names::{entity, event, revision};
use backstory_core::dataset::{Day, Field, RecordType, RevisionStatus, Value};

/// The new version with a revision of `day` at every event and relationship that changed and
/// does not tell a revision of its own: what was said, and what is said now. What is new was
/// `added` on that day.
#[must_use]
pub fn with_revisions(new: Value<'static>, differences: &[Difference], day: Day) -> Value<'static> {
    // What is told of each record.
    let mut notes: BTreeMap<(RecordType, &str), Vec<String>> = BTreeMap::new();
    for it in differences {
        let Some(record) = it.record.filter(|it| *it != RecordType::Entity) else {
            continue;
        };
        if !matches!(it.change, RecordChange::Added | RecordChange::Removed) {
            let notes = notes.entry((record, &it.id)).or_default();
            notes.push(sentence(&it.change.to_string()));
        }
    }
    for it in differences {
        if let (Some(record), RecordChange::Revised { .. }) = (it.record, &it.change) {
            notes.remove(&(record, &*it.id));
        }
    }
    let Value::Map(mut document) = new else {
        return new;
    };
    for it in differences {
        if let (Some(record), RecordChange::Added) = (it.record, &it.change)
            && record != RecordType::Entity
            && let Some(fields) = fields_of(&mut document, record, &it.id)
            && !fields.iter().any(|(name, _)| name == event::ADDED)
        {
            fields.push(text(event::ADDED, &day.to_string()));
        }
    }
    for ((record, id), notes) in notes {
        let Some(fields) = fields_of(&mut document, record, id) else {
            continue;
        };
        let written = Value::Map(vec![
            text(revision::STATUS, RevisionStatus::Corrected.as_str()),
            text(revision::DATE, &day.to_string()),
            text(revision::NOTE, &notes.join(" ")),
        ]);
        match fields.iter_mut().find(|(name, _)| name == event::REVISION) {
            Some((_, value)) => *value = written,
            None => fields.push((event::REVISION.into(), written)),
        }
    }
    Value::Map(document)
}

/// The fields of a record.
fn fields_of<'a>(
    document: &'a mut [Field<'static>],
    record: RecordType,
    id: &str,
) -> Option<&'a mut Vec<Field<'static>>> {
    let list = document.iter_mut().find(|(name, _)| name == record.list());
    let Some((_, Value::List(records))) = list else {
        return None;
    };
    records.iter_mut().find_map(|record| match record {
        Value::Map(fields) if has_id(fields, id) => Some(fields),
        _ => None,
    })
}

fn has_id(fields: &[Field], id: &str) -> bool {
    fields.iter().any(|(name, value)| {
        name == entity::ID && matches!(value, Value::Text(text) if text.trim() == id)
    })
}

fn text(name: &'static str, text: &str) -> Field<'static> {
    (name.into(), Value::Text(text.to_owned().into()))
}

/// A change as a sentence of its own.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
