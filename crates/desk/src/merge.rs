//! Records merged, duplicated, moved and sorted.

use super::edit::{Edit, Value, apply, at, edited, len, references_to, text, text_at, texts_at};
use super::highlights::{Highlight, highlights};
use super::languages::words_at;
use super::quick_fix::id_for;
use super::references::delete_with_references;
use super::validate::{Validation, label, labels, record};
use backstory_core::dataset::{Date, names};
use backstory_core::query::fold;

/// What merging one entity into another does.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    /// The changes.
    pub edits: Vec<Edit>,
    /// How many references name the other one then.
    pub moved: usize,
    /// The relationships that go, as both of their ends are the same one then.
    pub going: Vec<String>,
}

/// What merges the entity at `path` into the one at `into`, which gets its names and what it does
/// not have itself.
#[must_use]
pub fn merge(document: &Value, path: &str, into: &str) -> Option<Merge> {
    let id = |path: &str| text_at(document, &[path, ".id"].concat()).trim().to_owned();
    let (own, other) = (id(path), id(into));
    if path == into || own.is_empty() || other.is_empty() || own == other {
        return None;
    }
    let mut edits = names_edits(document, path, into);
    // What the one has and the other has not.
    if let Some(Value::Map(fields)) = at(document, path) {
        let kept = [
            names::entity::ID,
            names::entity::NAME,
            names::entity::ALIASES,
        ];
        for (name, value) in fields {
            let target = [into, ".", name].concat();
            let is_itself = *value == text(other.as_str());
            if !kept.contains(&&**name) && at(document, &target).is_none() && !is_itself {
                edits.push(Edit::Set(target, value.clone()));
            }
        }
    }
    let references = references_to(document, "entities", &own);
    for reference in &references {
        edits.push(Edit::Set(reference.clone(), text(other.as_str())));
    }
    let mut now = edited(document, &edits);
    let mut step = |now: &mut Value, more: Vec<Edit>| {
        more.iter().for_each(|it| apply(now, it));
        edits.extend(more);
    };
    // Nobody belongs to themselves, or takes part twice.
    let member_of = [into, ".", names::entity::MEMBER_OF].concat();
    if text_at(&now, &member_of) == other {
        step(&mut now, vec![Edit::Remove(member_of)]);
    }
    let twice = named_twice(&now, &other);
    step(&mut now, twice);
    let both = |index: usize| {
        let path = record("relationships", index);
        let end = |name: &str| text_at(&now, &[&path, ".", name].concat()) == other;
        let before = |name: &str| text_at(document, &[&path, ".", name].concat()).to_owned();
        // One that had the same end twice before is left as it is.
        let was = before("subject") == before("object");
        end("subject") && end("object") && !was
    };
    let going: Vec<usize> = (0..len(&now, "relationships"))
        .filter(|it| both(*it))
        .collect();
    let names = going
        .iter()
        .map(|it| label(document, &record("relationships", *it)))
        .collect();
    let removed = going
        .iter()
        .rev()
        .map(|it| Edit::Remove(record("relationships", *it)))
        .collect();
    step(&mut now, removed);
    edits.extend(delete_with_references(&now, path));
    Some(Merge {
        edits,
        moved: references.len(),
        going: names,
    })
}

/// The names of one entity as other names of the other.
fn names_edits(document: &Value, path: &str, into: &str) -> Vec<Edit> {
    let aliases = |path: &str| texts_at(document, &[path, ".aliases"].concat());
    let name = |path: &str| words_at(document, &[path, ".name"].concat());
    let mut known: Vec<String> = aliases(into).chain([name(into)]).map(fold).collect();
    let mut edits = Vec::new();
    for alias in std::iter::once(name(path)).chain(aliases(path)) {
        if !alias.is_empty() && !known.contains(&fold(alias)) {
            known.push(fold(alias));
            edits.push(Edit::Push([into, ".aliases"].concat(), text(alias)));
        }
    }
    edits
}

/// What takes out the later ones of several rows or ids of one list that name the same entity.
fn named_twice(document: &Value, id: &str) -> Vec<Edit> {
    let mut seen: Vec<String> = Vec::new();
    let mut twice = Vec::new();
    for path in references_to(document, "entities", id) {
        let Some((list, _)) = path
            .rsplit_once('[')
            .filter(|_| path.matches('[').count() > 1)
        else {
            continue;
        };
        if seen.iter().any(|it| it == list) {
            let end = path.rfind(']').map_or(path.len(), |at| at + 1);
            twice.push(path.get(..end).unwrap_or(&path).to_owned());
        } else {
            seen.push(list.to_owned());
        }
    }
    twice.into_iter().rev().map(Edit::Remove).collect()
}

/// The change that duplicates the record at `path`, right behind it, under an id of its own.
#[must_use]
pub fn duplicate(document: &Value, path: &str) -> Option<(Vec<Edit>, String)> {
    let (list, index) = place(path)?;
    let mut copy = at(document, path)?.clone();
    let id = text_at(document, &[path, ".id"].concat());
    let fresh = id_for(document, list, id);
    apply(&mut copy, &Edit::Set("id".to_owned(), text(fresh)));
    let last = len(document, list);
    let edits = vec![
        Edit::Push(list.to_owned(), copy),
        Edit::Move {
            list: list.to_owned(),
            from: last,
            to: index + 1,
        },
    ];
    Some((edits, record(list, index + 1)))
}

/// The change that moves the record at `path` by one place, and its path then.
#[must_use]
pub fn moved(document: &Value, path: &str, is_up: bool) -> Option<(Edit, String)> {
    let (list, from) = place(path)?;
    let to = if is_up {
        from.checked_sub(1)?
    } else {
        from + 1
    };
    if to >= len(document, list) {
        return None;
    }
    let list = list.to_owned();
    let after = record(&list, to);
    Some((Edit::Move { list, from, to }, after))
}

/// The list that a record is in, and its place there.
#[must_use]
pub fn place(path: &str) -> Option<(&str, usize)> {
    let (list, index) = path.strip_suffix(']')?.split_once('[')?;
    Some((list, index.parse().ok()?))
}

/// The order in which records are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RecordOrder {
    /// As the file has them.
    #[default]
    File,
    /// By what they are called.
    Name,
    /// By when they begin; the undated last.
    Date,
    /// By where their first passage, or their first mention, is in the article.
    Text,
}

impl RecordOrder {
    /// All of them, with what they are called.
    pub const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::File, "file", "As in the file"),
        (Self::Name, "name", "By name"),
        (Self::Date, "date", "By date"),
        (Self::Text, "text", "By place in the text"),
    ];
}

/// The places of the records of a list, in an order.
#[must_use]
pub fn sorted(
    document: &Value,
    validation: &Validation,
    article: &str,
    list: &str,
    order: RecordOrder,
) -> Vec<usize> {
    let mut all: Vec<usize> = (0..len(document, list)).collect();
    match order {
        RecordOrder::File => {}
        RecordOrder::Name => {
            let label = labels(document);
            all.sort_by_cached_key(|it| fold(&label(&record(list, *it))));
        }
        RecordOrder::Date => {
            let field = if list == "events" { ".date" } else { ".period" };
            all.sort_by_cached_key(|it| {
                let date = text_at(document, &[&record(list, *it), field].concat());
                let date = Date::parse(date).ok();
                (date.is_none(), date)
            });
        }
        RecordOrder::Text => {
            let places = text_places(document, validation, article, list);
            all.sort_by_key(|it| {
                places
                    .get(*it)
                    .copied()
                    .flatten()
                    .map_or((true, 0), |at| (false, at))
            });
        }
    }
    all
}

/// Where each record of a list is first in the text.
fn text_places(
    document: &Value,
    validation: &Validation,
    article: &str,
    list: &str,
) -> Vec<Option<usize>> {
    let mut places = vec![None; len(document, list)];
    if list == "entities" {
        for it in super::mentions::mentions(document, &validation.paragraphs) {
            // Paragraphs are much shorter than this many letters.
            let first = it
                .places
                .first()
                .map(|(number, range)| number * 1_000_000 + range.start);
            if let Some(place) = places.get_mut(it.entity) {
                *place = first;
            }
        }
        return places;
    }
    let lit: Vec<Highlight> = highlights(document, validation, article);
    for it in lit {
        let index = place(&it.record).filter(|(own, _)| *own == list);
        if let Some(place) = index.and_then(|(_, index)| places.get_mut(index)) {
            place.get_or_insert(it.range.start);
        }
    }
    places
}

/// The change that has the file keep the records of a list in this order.
#[must_use]
pub fn keep_order(document: &Value, list: &str, order: &[usize]) -> Option<Edit> {
    let Some(Value::List(records)) = at(document, list) else {
        return None;
    };
    let in_order: Vec<Value> = order
        .iter()
        .filter_map(|it| records.get(*it).cloned())
        .collect();
    (in_order.len() == records.len()).then(|| Edit::Set(list.to_owned(), Value::List(in_order)))
}

#[cfg(test)]
mod tests {
    use super::super::work::Work;
    use super::*;
    use std::rc::Rc;

    fn document() -> Value {
        serde_json::from_str(
            r#"{"format": "backstory/1",
                "entities": [{"id": "lavrov", "name": "Sergei Lavrov", "kind": "person", "member_of": "minister"},
                             {"id": "minister", "name": "The minister", "aliases": ["Mr Lavrov", "Sergei Lavrov"], "role": "Minister"},
                             {"id": "x", "name": "X", "kind": "person", "member_of": "minister"}],
                "events": [{"id": "late", "title": "Late", "date": "2020", "place": "minister",
                            "participants": [{"entity": "minister"}, {"entity": "x"}, {"entity": "lavrov"}],
                            "evidence": [{"paragraph": 2, "start": "They met"}]},
                           {"id": "early", "title": "Early", "date": "1999",
                            "evidence": [{"paragraph": 1, "start": "It began"}]},
                           {"id": "never", "title": "A"}],
                "relationships": [{"id": "a", "subject": "lavrov", "predicate": "is", "object": "minister"},
                                  {"id": "b", "subject": "x", "predicate": "knows", "object": "minister", "denied_by": ["lavrov", "minister"]}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn an_entity_is_merged_into_another() {
        let document = document();
        let it = merge(&document, "entities[1]", "entities[0]").unwrap();
        assert_eq!(it.going, ["Sergei Lavrov is The minister"]);
        let after = edited(&document, &it.edits);
        let text = serde_json::to_string(&after).unwrap();
        assert!(!text.contains(r#""minister""#), "{text}");
        assert_eq!(len(&after, "entities"), 2);
        assert_eq!(text_at(&after, "entities[0].role"), "Minister");
        assert_eq!(text_at(&after, "entities[0].aliases[0]"), "The minister");
        assert_eq!(len(&after, "entities[0].aliases"), 2);
        assert_eq!(at(&after, "entities[0].member_of"), None);
        assert_eq!(text_at(&after, "entities[1].member_of"), "lavrov");
        assert_eq!(len(&after, "events[0].participants"), 2);
        assert_eq!(len(&after, "relationships"), 1);
        assert_eq!(len(&after, "relationships[0].denied_by"), 1);
        assert_eq!(merge(&document, "entities[1]", "entities[1]"), None);
    }

    #[test]
    fn a_record_is_duplicated_and_moved() {
        let document = document();
        let (edits, path) = duplicate(&document, "events[0]").unwrap();
        let after = edited(&document, &edits);
        assert_eq!(path, "events[1]");
        assert_eq!(text_at(&after, "events[1].title"), "Late");
        assert_eq!(text_at(&after, "events[1].id"), "late-2");
        assert_eq!(text_at(&after, "events[2].id"), "early");
        let (edit, path) = moved(&after, "events[2]", true).unwrap();
        let after = edited(&after, &[edit]);
        assert_eq!(
            (text_at(&after, "events[1].id"), &*path),
            ("early", "events[1]")
        );
        assert_eq!(moved(&after, "events[0]", true), None);
        assert_eq!(moved(&after, "events[3]", false), None);
    }

    #[test]
    fn records_are_listed_in_each_order() {
        let work = Work {
            document: Rc::new(document()),
            article: "It began.\n\nThey met X.".into(),
            file: "".into(),
        };
        let validation = Validation::of(&work);
        let order =
            |list: &str, order| sorted(&work.document, &validation, &work.article, list, order);
        assert_eq!(order("events", RecordOrder::File), [0, 1, 2]);
        assert_eq!(order("events", RecordOrder::Name), [2, 1, 0]);
        assert_eq!(order("events", RecordOrder::Date), [1, 0, 2]);
        assert_eq!(order("events", RecordOrder::Text), [1, 0, 2]);
        assert_eq!(order("entities", RecordOrder::Text), [2, 0, 1]);
        let edit = keep_order(&work.document, "events", &[1, 0, 2]).unwrap();
        assert_eq!(
            text_at(&edited(&work.document, &[edit]), "events[0].id"),
            "early"
        );
        assert_eq!(keep_order(&work.document, "events", &[1, 0]), None);
    }
}
