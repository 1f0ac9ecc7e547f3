//! What refers to a record, and what goes with it when it is deleted.

use super::edit::{Edit, Value, at, len, text_at};
use super::validate::record;
use backstory_core::dataset::RecordType;

/// What happens to a record that refers to one that is deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The path of the record that refers to it.
    pub record: String,
    /// Whether it goes as well: a relationship without one of its two ends says nothing.
    pub goes: bool,
}

/// What is to be taken out.
struct ReferenceRemoval {
    path: String,
    reference: Option<Reference>,
}

/// The records that refer to the one at `path`, each once.
#[must_use]
pub fn references(document: &Value, path: &str) -> Vec<Reference> {
    let mut all: Vec<Reference> = Vec::new();
    for reference in removals(document, path)
        .into_iter()
        .filter_map(|it| it.reference)
    {
        if !all.iter().any(|it| it.record == reference.record) {
            all.push(reference);
        }
    }
    all
}

/// The changes that delete the record at `path` and every reference to it.
#[must_use]
pub fn delete_with_references(document: &Value, path: &str) -> Vec<Edit> {
    let mut removals = removals(document, path);
    // From the end, so that no path is moved by what went before.
    removals.reverse();
    let edits = removals.into_iter().map(|it| Edit::Remove(it.path));
    edits.collect()
}

/// All that goes, in the document's order, with the record itself.
fn removals(document: &Value, path: &str) -> Vec<ReferenceRemoval> {
    let id = text_at(document, &[path, ".id"].concat()).trim();
    let list = path.split('[').next().unwrap_or_default();
    let is_entity = list == RecordType::Entity.list();
    let is_shared = (0..len(document, list)).any(|index| {
        let other = record(list, index);
        other != path && text_at(document, &[&other, ".id"].concat()).trim() == id
    });
    let has_references = !id.is_empty() && !is_shared && list != RecordType::Relationship.list();
    let mut removals = Vec::new();
    for other_list in RecordType::ALL.map(RecordType::list) {
        for index in 0..len(document, other_list) {
            let other = record(other_list, index);
            if other == path {
                let reference = None;
                removals.push(ReferenceRemoval {
                    path: other,
                    reference,
                });
            } else if has_references {
                referring(document, &other, id, is_entity, &mut removals);
            }
        }
    }
    removals
}

/// What is taken out of a record that refers to `id`.
fn referring(
    document: &Value,
    other: &str,
    id: &str,
    is_entity: bool,
    out: &mut Vec<ReferenceRemoval>,
) {
    let field = |name: &str| [other, ".", name].concat();
    let is_it = |path: &str| text_at(document, path).trim() == id;
    let mut push = |path: String, goes: bool| {
        let record = other.to_owned();
        out.push(ReferenceRemoval {
            path,
            reference: Some(Reference { record, goes }),
        });
    };
    if is_entity && ["subject", "object"].iter().any(|end| is_it(&field(end))) {
        push(other.to_owned(), true);
        return;
    }
    let (single, lists): (&[&str], &[(&str, &str)]) = if is_entity {
        (
            &["member_of", "place", "attribution", "denied_by"],
            &[("participants", ".entity"), ("denied_by", "")],
        )
    } else {
        (
            &[],
            &[
                ("events", ""),
                ("after", ""),
                ("before", ""),
                ("during", ""),
            ],
        )
    };
    for name in single {
        if is_it(&field(name)) {
            push(field(name), false);
        }
    }
    for (name, inner) in lists {
        let list = field(name);
        for index in 0..len(document, &list) {
            let item = record(&list, index);
            // An ordering with passages of its own is an object.
            let stated = matches!(at(document, &item), Some(Value::Map(_)));
            let inner = if inner.is_empty() && stated {
                ".event"
            } else {
                inner
            };
            if is_it(&[&*item, inner].concat()) {
                push(item, false);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::edit::apply;
    use super::*;

    fn document() -> Value {
        serde_json::from_str(
            r#"{"entities": [{"id": "lavrov", "member_of": "russia"}, {"id": "russia"}, {"id": "x", "member_of": "russia"}],
                "events": [{"id": "visit", "place": "russia",
                            "participants": [{"entity": "russia"}, {"entity": "lavrov"}, {"entity": "russia"}]},
                           {"id": "deal", "after": ["visit"], "before": [{"event": "visit", "evidence": []}]}],
                "relationships": [{"id": "a", "subject": "x", "object": "russia"},
                                  {"id": "b", "subject": "x", "object": "lavrov", "attribution": "russia",
                                   "denied_by": ["lavrov", "russia"], "events": ["deal", "visit"]},
                                  {"id": "c", "subject": "russia", "object": "russia"}]}"#,
        )
        .unwrap()
    }

    fn after(path: &str) -> String {
        let mut document = document();
        for edit in delete_with_references(&document.clone(), path) {
            apply(&mut document, &edit);
        }
        serde_json::to_string(&document).unwrap()
    }

    #[test]
    fn what_goes_with_an_entity_is_known_before_it_goes() {
        let goes: Vec<(String, bool)> = references(&document(), "entities[1]")
            .into_iter()
            .map(|it| (it.record, it.goes))
            .collect();
        let expected = [
            ("entities[0]", false),
            ("entities[2]", false),
            ("events[0]", false),
            ("relationships[0]", true),
            ("relationships[1]", false),
            ("relationships[2]", true),
        ];
        assert_eq!(goes, expected.map(|(path, goes)| (path.to_owned(), goes)));
        let text = after("entities[1]");
        assert!(!text.contains("russia"), "{text}");
        assert!(
            text.contains(r#""participants":[{"entity":"lavrov"}]"#),
            "{text}"
        );
        assert!(
            text.contains(r#""id":"b""#) && !text.contains(r#""id":"c""#),
            "{text}"
        );
    }

    #[test]
    fn an_event_is_taken_out_of_the_order_and_of_what_rests_on_it() {
        let text = after("events[0]");
        assert!(!text.contains("visit"), "{text}");
        assert!(text.contains(r#""events":["deal"]"#), "{text}");
    }

    #[test]
    fn what_nobody_refers_to_goes_alone() {
        assert_eq!(references(&document(), "relationships[0]"), []);
        assert_eq!(references(&document(), "events[1]").len(), 1);
        // Another record of the same id is still referred to.
        let twice: Value = serde_json::from_str(
            r#"{"entities": [{"id": "r"}, {"id": "r"}, {"id": "s", "member_of": "r"}]}"#,
        )
        .unwrap();
        assert_eq!(references(&twice, "entities[0]"), []);
        let edits = delete_with_references(&twice, "entities[0]");
        assert_eq!(edits, [Edit::Remove("entities[0]".to_owned())]);
    }
}
