//! The kinds and fields that a story declares of its own.

use super::edit::{Edit, Value, at, len, text, text_at};
use super::languages::words_at;
use super::validate::record;
use backstory_core::dataset::{EntityKind, EventKind, RecordType, RelationshipKind, names};
use backstory_core::query::fold;
use backstory_formats::slug;

/// The kinds of a list that are built in.
#[must_use]
pub fn built_in_kinds(list: &str) -> &'static [&'static str] {
    if list == RecordType::Entity.list() {
        EntityKind::WORDS
    } else if list == RecordType::Event.list() {
        EventKind::WORDS
    } else {
        RelationshipKind::WORDS
    }
}

/// The path of the kinds that are declared for a list.
#[must_use]
pub fn kinds_path(list: &str) -> String {
    ["kinds.", list].concat()
}

/// The kind that is called `name`, built in or declared, by its id; else the id of a new one, and
/// the change that declares it. Nothing of a name without letters.
#[must_use]
pub fn declare_kind(document: &Value, list: &str, name: &str) -> Option<(String, Option<Edit>)> {
    let name = name.trim();
    let wanted = fold(name);
    let built_in = built_in_kinds(list).iter().find(|it| fold(it) == wanted);
    if let Some(known) = built_in {
        return Some(((*known).to_owned(), None));
    }
    let path = kinds_path(list);
    let own = (0..len(document, &path)).map(|index| record(&path, index));
    let mut taken: Vec<String> = built_in_kinds(list)
        .iter()
        .map(|it| (*it).to_owned())
        .collect();
    for kind in own {
        let id = text_at(document, &[&kind, ".id"].concat());
        let called = words_at(document, &[&kind, ".name"].concat());
        if fold(called) == wanted || fold(id) == wanted {
            return Some((id.to_owned(), None));
        }
        taken.push(id.to_owned());
    }
    let id = fresh(&slug(name), &taken)?;
    let kind = Value::Map(vec![
        ("id".into(), text(id.as_str())),
        ("name".into(), text(name)),
    ]);
    Some((id, Some(Edit::Push(path, kind))))
}

/// The change that declares a field of a list, and its path; nothing of a name without letters.
#[must_use]
pub fn declare_field(
    document: &Value,
    list: &str,
    name: &str,
    value_type: &str,
    unit: &str,
) -> Option<Edit> {
    let path = names::document::FIELDS;
    let taken: Vec<String> = (0..len(document, path))
        .map(|index| text_at(document, &[&record(path, index), ".id"].concat()).to_owned())
        .collect();
    let id = fresh(&slug(name.trim()), &taken)?;
    let mut fields = vec![
        ("id".into(), text(id)),
        ("of".into(), text(list)),
        ("name".into(), text(name.trim())),
        ("type".into(), text(value_type)),
    ];
    if !unit.trim().is_empty() {
        fields.push(("unit".into(), text(unit.trim())));
    }
    Some(Edit::Push(path.to_owned(), Value::Map(fields)))
}

/// The id, with a number behind it where it is taken.
fn fresh(id: &str, taken: &[String]) -> Option<String> {
    if id.is_empty() {
        return None;
    }
    let numbered = (2..).map(|number: u32| [id, "-", &number.to_string()].concat());
    let mut ids = std::iter::once(id.to_owned()).chain(numbered);
    ids.find(|it| !taken.contains(it))
}

/// The paths of the values of the records of a list in the field of `name`, such as `kind`, that
/// are the declared kind; or in a field of the document's own.
fn uses(document: &Value, list: &str, of: &str, is_it: impl Fn(&Value) -> bool) -> Vec<String> {
    (0..len(document, list))
        .map(|index| [&record(list, index), ".", of].concat())
        .filter(|path| at(document, path).is_some_and(&is_it))
        .collect()
}

/// How many records of a list are of the kind that is declared at `path`.
#[must_use]
pub fn kind_uses(document: &Value, list: &str, path: &str) -> usize {
    kind_paths(document, list, path).len()
}

fn kind_paths(document: &Value, list: &str, path: &str) -> Vec<String> {
    let id = text_at(document, &[path, ".id"].concat());
    uses(document, list, "kind", |it| *it == text(id))
}

/// The changes that delete the kind at `path`; its records are of the kind `instead` then, or of
/// none where that is empty.
#[must_use]
pub fn delete_kind(document: &Value, list: &str, path: &str, instead: &str) -> Vec<Edit> {
    let kinds = kind_paths(document, list, path).into_iter();
    let edits = kinds.map(|kind| {
        if instead.is_empty() {
            Edit::Remove(kind)
        } else {
            Edit::Set(kind, text(instead))
        }
    });
    edits
        .chain(deleted(document, path, &kinds_path(list)))
        .collect()
}

/// How many records have a value in the field that is declared at `path`.
#[must_use]
pub fn field_uses(document: &Value, path: &str) -> usize {
    field_paths(document, path).len()
}

fn field_paths(document: &Value, path: &str) -> Vec<String> {
    let id = text_at(document, &[path, ".id"].concat());
    let list = text_at(document, &[path, ".of"].concat());
    uses(document, list, &["fields.", id].concat(), |_| true)
}

/// The changes that delete the field at `path`, with its values.
#[must_use]
pub fn delete_field(document: &Value, path: &str) -> Vec<Edit> {
    let values = field_paths(document, path).into_iter().map(Edit::Remove);
    values
        .chain(deleted(document, path, names::document::FIELDS))
        .collect()
}

/// What takes a member out of a list, and the list with its last one.
fn deleted(document: &Value, path: &str, list: &str) -> [Edit; 1] {
    let is_last = len(document, list) == 1;
    [Edit::Remove(if is_last { list } else { path }.to_owned())]
}

#[cfg(test)]
mod tests {
    use super::super::edit::edited;
    use super::*;
    use backstory_core::dataset::decode;

    fn document() -> Value {
        serde_json::from_str(
            r#"{"format": "backstory/1",
                "kinds": {"entities": [{"id": "vessel", "name": {"en": "Vessel", "fr": "Navire"}}]},
                "fields": [{"id": "amount", "of": "entities", "name": "Amount", "type": "number", "unit": "EUR"}],
                "events": [{"id": "e", "title": "E", "kind": "other", "status": "happened", "evidence": [{"paragraph": 1, "start": "E"}]}],
                "entities": [{"id": "a", "name": "A", "kind": "vessel", "fields": {"amount": 3}},
                             {"id": "b", "name": "B", "kind": "person"}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn a_kind_is_declared_once() {
        let document = document();
        let declare = |name: &str| declare_kind(&document, "entities", name).map(|it| it.0);
        assert_eq!(declare("Person").as_deref(), Some("person"));
        assert_eq!(declare("vessel ").as_deref(), Some("vessel"));
        assert_eq!(declare("…"), None);
        let (id, edit) = declare_kind(&document, "entities", "Fishing boat").unwrap();
        assert_eq!(id, "fishing-boat");
        let after = edited(
            &document,
            &[
                edit.unwrap(),
                Edit::Set("entities[1].kind".to_owned(), text(id)),
            ],
        );
        let value: Value = serde_json::from_str(&serde_json::to_string(&after).unwrap()).unwrap();
        assert_eq!(decode(&value).unwrap().problems, []);
        // A list that has none yet gets its own.
        let (_, edit) = declare_kind(&document, "events", "Verdict").unwrap();
        let after = edited(&document, &[edit.unwrap()]);
        assert_eq!(text_at(&after, "kinds.events[0].id"), "verdict");
    }

    #[test]
    fn what_goes_with_a_kind_or_a_field_is_known() {
        let document = document();
        assert_eq!(kind_uses(&document, "entities", "kinds.entities[0]"), 1);
        let after = edited(
            &document,
            &delete_kind(&document, "entities", "kinds.entities[0]", "place"),
        );
        assert_eq!(text_at(&after, "entities[0].kind"), "place");
        assert_eq!(len(&after, "kinds.entities"), 0);
        let after = edited(
            &document,
            &delete_kind(&document, "entities", "kinds.entities[0]", ""),
        );
        assert_eq!(at(&after, "entities[0].kind"), None);

        assert_eq!(field_uses(&document, "fields[0]"), 1);
        let after = edited(&document, &delete_field(&document, "fields[0]"));
        assert_eq!(at(&after, "entities[0].fields.amount"), None);
        assert_eq!(len(&after, "fields"), 0);
    }

    #[test]
    fn a_field_is_declared_with_its_type_and_unit() {
        let document = document();
        let edit = declare_field(&document, "entities", "Amount", "number", " GBP ").unwrap();
        let after = edited(&document, &[edit]);
        assert_eq!(text_at(&after, "fields[1].id"), "amount-2");
        assert_eq!(text_at(&after, "fields[1].unit"), "GBP");
        assert_eq!(decode(&after).unwrap().problems, []);
        assert_eq!(declare_field(&document, "events", " ", "text", ""), None);
    }
}
