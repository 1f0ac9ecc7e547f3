//! What refers to a record, and what goes with it when it is deleted.

use super::edit::{Edit, Value, len, references_to, text_at};
use super::validate::record;
use backstory_core::dataset::names;

/// What happens to a record that refers to one that is deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The path of the record that refers to it.
    pub record: String,
    /// Whether it goes as well: a relationship without one of its two ends says nothing.
    pub goes: bool,
}

/// The records that refer to the one at `path`, each once.
#[must_use]
pub fn references(document: &Value, path: &str) -> Vec<Reference> {
    let mut all: Vec<Reference> = Vec::new();
    for found in referring(document, path) {
        match all.last_mut().filter(|it| it.record == record_of(&found)) {
            Some(it) => it.goes |= is_end(&found),
            None => all.push(Reference {
                record: record_of(&found).to_owned(),
                goes: is_end(&found),
            }),
        }
    }
    all
}

/// The changes that delete the record at `path` and every reference to it.
#[must_use]
pub fn delete_with_references(document: &Value, path: &str) -> Vec<Edit> {
    let going: Vec<String> = references(document, path)
        .into_iter()
        .filter(|it| it.goes)
        .map(|it| it.record)
        .collect();
    let rest = referring(document, path).into_iter();
    let rest = rest.filter(|it| !going.iter().any(|record| record == record_of(it)));
    // A row of a list says nothing without what it refers to.
    let rest = rest.map(|it| match it.rfind(']') {
        Some(end) if it.matches('[').count() > 1 => it.get(..=end).unwrap_or(&it).to_owned(),
        _ => it,
    });
    // What refers to it goes from the end, so that no path is moved by what went before; then
    // the record itself, whose list loses no other.
    let rest: Vec<String> = rest.collect();
    let all = rest.into_iter().rev().chain(going.into_iter().rev());
    all.chain([path.to_owned()]).map(Edit::Remove).collect()
}

/// The record that a path is in.
fn record_of(path: &str) -> &str {
    let end = path.find(']').map_or(path.len(), |at| at + 1);
    path.get(..end).unwrap_or(path)
}

/// Whether a path is of one end of a relationship.
fn is_end(path: &str) -> bool {
    let ends = [names::relationship::SUBJECT, names::relationship::OBJECT];
    ends.iter().any(|end| path.rsplit('.').next() == Some(end))
}

/// The paths of what refers to the record at `path`, in other ones; none where another record
/// has its id as well.
fn referring(document: &Value, path: &str) -> Vec<String> {
    let id = text_at(document, &[path, ".id"].concat()).trim();
    let list = path.split('[').next().unwrap_or_default();
    let is_shared = (0..len(document, list)).any(|index| {
        let other = record(list, index);
        other != path && text_at(document, &[&other, ".id"].concat()).trim() == id
    });
    if is_shared {
        return Vec::new();
    }
    let mut found = references_to(document, list, id);
    found.retain(|it| record_of(it) != path);
    found
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
