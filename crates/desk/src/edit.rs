//! Changes to a document that may be broken: by path, on the values themselves.

use backstory_core::dataset::{RecordType, names};
use backstory_formats::{PathStep, steps};

/// A document, or a part of it, that borrows nothing.
pub type Value = backstory_core::dataset::Value<'static>;

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Sets the value at a path; what is missing on the way is made.
    Set(String, Value),
    /// Takes the value at a path out.
    Remove(String),
    /// Adds a value to the list at a path, which is made if it is missing.
    Push(String, Value),
    /// Moves a member of a list to another place in it.
    Move {
        /// The list's path.
        list: String,
        /// Where the member is.
        from: usize,
        /// Where it is to be.
        to: usize,
    },
    /// Gives a record another id, and every reference to it as well.
    Rename {
        /// The path of the record, such as `entities[3]`.
        record: String,
        /// Its new id.
        id: String,
    },
}

/// A value that is text.
#[must_use]
pub fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into().into())
}

/// The value at `path`.
#[must_use]
pub fn at<'v>(document: &'v Value, path: &str) -> Option<&'v Value> {
    steps(path)
        .into_iter()
        .try_fold(document, |value, step| match (value, step) {
            (Value::Map(fields), PathStep::Field(name)) => fields
                .iter()
                .find(|(field, _)| *field == name)
                .map(|(_, value)| value),
            (Value::List(items), PathStep::Item(index)) => items.get(index),
            _ => None,
        })
}

/// The text at `path`; empty where there is none.
#[must_use]
pub fn text_at<'v>(document: &'v Value, path: &str) -> &'v str {
    match at(document, path) {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

/// The texts in the list at `path`.
pub fn texts_at<'v>(document: &'v Value, path: &str) -> impl Iterator<Item = &'v str> + use<'v> {
    let items = match at(document, path) {
        Some(Value::List(items)) => items.as_slice(),
        _ => &[],
    };
    items.iter().filter_map(|it| match it {
        Value::Text(text) => Some(&**text),
        _ => None,
    })
}

/// How many members the list at `path` has.
#[must_use]
pub fn len(document: &Value, path: &str) -> usize {
    match at(document, path) {
        Some(Value::List(items)) => items.len(),
        _ => 0,
    }
}

/// Makes one change.
pub fn apply(document: &mut Value, edit: &Edit) {
    match edit {
        Edit::Set(path, value) => {
            if let Some(slot) = slot(document, &steps(path)) {
                *slot = value.clone();
            }
        }
        Edit::Remove(path) => remove(document, &steps(path)),
        Edit::Push(path, value) => {
            if let Some(slot) = slot(document, &steps(path)) {
                match slot {
                    Value::List(items) => items.push(value.clone()),
                    other => *other = Value::List(vec![value.clone()]),
                }
            }
        }
        Edit::Move { list, from, to } => {
            if let Some(Value::List(items)) = slot(document, &steps(list))
                && *from < items.len()
            {
                let item = items.remove(*from);
                items.insert((*to).min(items.len()), item);
            }
        }
        Edit::Rename { record, id } => rename(document, record, id),
    }
}

/// The document with changes made to it.
#[must_use]
pub fn edited(document: &Value, edits: &[Edit]) -> Value {
    let mut document = document.clone();
    for edit in edits {
        apply(&mut document, edit);
    }
    document
}

/// The place of a value, made where it is missing.
fn slot<'v>(mut value: &'v mut Value, steps: &[PathStep]) -> Option<&'v mut Value> {
    for step in steps {
        value = match step {
            PathStep::Field(name) => {
                if !matches!(value, Value::Map(_)) {
                    *value = Value::Map(Vec::new());
                }
                let Value::Map(fields) = value else {
                    return None;
                };
                let position = fields.iter().position(|(field, _)| field == name);
                let position = position.unwrap_or_else(|| {
                    fields.push((name.clone().into(), Value::Null));
                    fields.len() - 1
                });
                &mut fields.get_mut(position)?.1
            }
            PathStep::Item(index) => match value {
                Value::List(items) => items.get_mut(*index)?,
                _ => return None,
            },
        };
    }
    Some(value)
}

fn remove(document: &mut Value, steps: &[PathStep]) {
    let Some((last, before)) = steps.split_last() else {
        return;
    };
    let mut value = document;
    for step in before {
        let inner = match (value, step) {
            (Value::Map(fields), PathStep::Field(name)) => fields
                .iter_mut()
                .find(|(field, _)| field == name)
                .map(|(_, value)| value),
            (Value::List(items), PathStep::Item(index)) => items.get_mut(*index),
            _ => None,
        };
        let Some(inner) = inner else { return };
        value = inner;
    }
    match (value, last) {
        (Value::Map(fields), PathStep::Field(name)) => fields.retain(|(field, _)| field != name),
        (Value::List(items), PathStep::Item(index)) if *index < items.len() => {
            items.remove(*index);
        }
        _ => {}
    }
}

fn rename(document: &mut Value, record: &str, id: &str) {
    let own = [record, ".id"].concat();
    let old = text_at(document, &own).trim().to_owned();
    let list = record.split('[').next().unwrap_or_default();
    let references = references_to(document, list, &old);
    for path in references.into_iter().chain([own]) {
        apply(document, &Edit::Set(path, text(id)));
    }
}

/// The paths of the values that refer to the record of a list with this id, in the document's
/// order.
#[must_use]
pub fn references_to(document: &Value, list: &str, id: &str) -> Vec<String> {
    let (names, inner): (&[&str], &str) = if list == RecordType::Entity.list() {
        let names = &[
            names::entity::MEMBER_OF,
            names::event::PLACE,
            names::event::PARTICIPANTS,
            names::relationship::SUBJECT,
            names::relationship::OBJECT,
            names::relationship::ATTRIBUTION,
            names::relationship::DENIED_BY,
        ];
        (names, names::participant::ENTITY)
    } else if list == RecordType::Event.list() {
        let names = &[
            names::event::AFTER,
            names::event::BEFORE,
            names::event::DURING,
            names::relationship::EVENTS,
        ];
        (names, names::order_link::EVENT)
    } else {
        // Nothing refers to a relationship.
        return Vec::new();
    };
    let mut found = Vec::new();
    if id.is_empty() {
        return found;
    }
    for list in RecordType::ALL.map(RecordType::list) {
        let Some(Value::List(records)) = at(document, list) else {
            continue;
        };
        for (index, record) in records.iter().enumerate() {
            let Value::Map(fields) = record else { continue };
            for (name, value) in fields.iter().filter(|(name, _)| names.contains(&&**name)) {
                let path = || [list, "[", &index.to_string(), "].", name].concat();
                refer(value, &path, inner, id, &mut found);
            }
        }
    }
    found
}

/// The references of one field: an id, a list of them, or of rows that name it in `inner`.
fn refer(value: &Value, path: &dyn Fn() -> String, inner: &str, id: &str, found: &mut Vec<String>) {
    match value {
        Value::Text(text) if text.trim() == id => found.push(path()),
        Value::Map(fields) => {
            let is_it = |value: &Value| matches!(value, Value::Text(text) if text.trim() == id);
            if fields
                .iter()
                .any(|(name, value)| *name == inner && is_it(value))
            {
                found.push([&*path(), ".", inner].concat());
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                let path = || [&*path(), "[", &index.to_string(), "]"].concat();
                refer(item, &path, inner, id, found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Value {
        serde_json::from_str(
            r#"{"entities": [{"id": "russia"}, {"id": "lavrov", "member_of": "russia"}],
                "events": [{"id": "visit", "participants": [{"entity": "russia"}]}],
                "relationships": [{"subject": "russia", "object": "lavrov", "events": ["visit"]}]}"#,
        )
        .unwrap()
    }

    fn after(edits: &[Edit]) -> Value {
        let mut document = document();
        for edit in edits {
            apply(&mut document, edit);
        }
        document
    }

    #[test]
    fn what_is_missing_on_the_way_is_made() {
        let made = after(&[
            Edit::Set("events[0].dating.basis".to_owned(), text("stated")),
            Edit::Push("events[0].evidence".to_owned(), Value::Null),
            Edit::Set("events[0].evidence[0].start".to_owned(), text("They met")),
        ]);
        assert_eq!(text_at(&made, "events[0].dating.basis"), "stated");
        assert_eq!(text_at(&made, "events[0].evidence[0].start"), "They met");
        assert_eq!(len(&made, "events[0].evidence"), 1);
        // A member that is not there is not made up.
        assert_eq!(
            after(&[Edit::Set("events[9].title".to_owned(), text("x"))]),
            document()
        );
    }

    #[test]
    fn what_is_taken_out_is_gone() {
        let made = after(&[
            Edit::Remove("entities[0]".to_owned()),
            Edit::Remove("entities[0].member_of".to_owned()),
            Edit::Remove("nothing[3].here".to_owned()),
        ]);
        assert_eq!(len(&made, "entities"), 1);
        assert_eq!(at(&made, "entities[0].member_of"), None);
    }

    #[test]
    fn a_new_id_is_referred_to_everywhere() {
        let made = after(&[
            Edit::Rename {
                record: "entities[0]".to_owned(),
                id: "rf".to_owned(),
            },
            Edit::Rename {
                record: "events[0]".to_owned(),
                id: "trip".to_owned(),
            },
        ]);
        for path in [
            "entities[0].id",
            "entities[1].member_of",
            "relationships[0].subject",
        ] {
            assert_eq!(text_at(&made, path), "rf", "{path}");
        }
        assert_eq!(text_at(&made, "events[0].participants[0].entity"), "rf");
        assert_eq!(text_at(&made, "relationships[0].events[0]"), "trip");
        assert_eq!(text_at(&made, "relationships[0].object"), "lavrov");
    }

    #[test]
    fn a_new_id_is_referred_to_in_each_order_of_events() {
        let mut document: Value = serde_json::from_str(
            r#"{"events": [{"id": "visit"},
                           {"id": "deal", "during": ["visit"], "after": [{"event": "visit", "evidence": []}],
                            "fields": {"place": "visit", "events": "visit"}}]}"#,
        )
        .unwrap();
        let record = "events[0]".to_owned();
        let id = "trip".to_owned();
        apply(&mut document, &Edit::Rename { record, id });
        assert_eq!(text_at(&document, "events[1].during[0]"), "trip");
        assert_eq!(text_at(&document, "events[1].after[0].event"), "trip");
        // A value of a field of the document's own refers to nothing.
        assert_eq!(text_at(&document, "events[1].fields.events"), "visit");
    }
}
