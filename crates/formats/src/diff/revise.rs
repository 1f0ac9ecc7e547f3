//! Writing what changed into the new version.

use std::collections::{BTreeMap, HashMap};

use super::{Difference, RecordChange};
use backstory_core::dataset::names::{article, correction, document, entity, event, revision};
use backstory_core::dataset::{Day, Field, RecordType, RevisionStatus, Value};

/// What the differences tell of one record.
#[derive(Default)]
struct RecordNotes {
    is_new: bool,
    /// Whether the new version has a revision of its own that the old one had not.
    is_revised: bool,
    /// What changed, each in a sentence.
    notes: Vec<String>,
}

/// The new version with a revision of `day` at every event and relationship that changed and
/// does not tell a revision of its own: what was said, and what is said now. What is new was
/// `added` on that day. What changed of the article is a correction of its own, unless the
/// new version has one that the old one had not.
///
/// Where both versions have the same revision, a correction gets the new sentences behind its
/// own note, and a retraction stays as it is.
#[must_use]
pub fn with_revisions(new: Value<'static>, differences: &[Difference], day: Day) -> Value<'static> {
    let mut told: BTreeMap<RecordType, HashMap<&str, RecordNotes>> = BTreeMap::new();
    for it in differences {
        let Some(record) = it.record.filter(|it| *it != RecordType::Entity) else {
            continue;
        };
        let told = told.entry(record).or_default().entry(&*it.id).or_default();
        match &it.change {
            RecordChange::Added => told.is_new = true,
            RecordChange::Removed => {}
            RecordChange::Revised { .. } => told.is_revised = true,
            change => told.notes.push(sentence(&change.to_string())),
        }
    }
    let Value::Map(mut lists) = new else {
        return new;
    };
    for (name, list) in &mut lists {
        if name == document::ARTICLE
            && let Value::Map(fields) = list
        {
            correct(fields, differences, day);
        }
        let record = RecordType::ALL.into_iter().find(|it| it.list() == name);
        let told = record.and_then(|record| told.get_mut(&record));
        let (Some(told), Value::List(records)) = (told, list) else {
            continue;
        };
        for fields in records {
            let Value::Map(fields) = fields else {
                continue;
            };
            let told = own_text(fields, entity::ID).and_then(|id| told.remove(id));
            if let Some(told) = told {
                write(fields, &told, day);
            }
        }
    }
    Value::Map(lists)
}

/// Writes what changed of the article among its corrections.
fn correct(fields: &mut Vec<Field<'static>>, differences: &[Difference], day: Day) {
    let of_article = differences.iter().filter(|it| it.record.is_none());
    let changes: Vec<&RecordChange> = of_article.map(|it| &it.change).collect();
    let is_told = |change: &&RecordChange| match change {
        RecordChange::Revised { .. } => true,
        RecordChange::List { field, .. } => *field == article::CORRECTIONS,
        _ => false,
    };
    if changes.is_empty() || changes.iter().any(is_told) {
        return;
    }
    let written = changes.into_iter().map(|change| {
        let mut written = vec![text(correction::DATE, &day.to_string())];
        match change {
            RecordChange::Reworded(field, values) if !values.from.is_empty() => {
                let note = sentence(&["the ", field, " was changed."].concat());
                written.push(text(correction::NOTE, &note));
                written.push(text(correction::WAS, &values.from));
                written.push(text(correction::NOW, &values.to));
            }
            change => written.push(text(correction::NOTE, &sentence(&change.to_string()))),
        }
        Value::Map(written)
    });
    let written = written.collect();
    match fields
        .iter_mut()
        .find(|(name, _)| name == article::CORRECTIONS)
    {
        Some((_, Value::List(earlier))) => earlier.extend::<Vec<Value>>(written),
        Some((_, value)) => *value = Value::List(written),
        None => fields.push((article::CORRECTIONS.into(), Value::List(written))),
    }
}

/// Writes what is told of a record into it.
fn write(fields: &mut Vec<Field<'static>>, told: &RecordNotes, day: Day) {
    if told.is_new && !fields.iter().any(|(name, _)| name == event::ADDED) {
        fields.push(text(event::ADDED, &day.to_string()));
    }
    if told.is_revised || told.notes.is_empty() {
        return;
    }
    let note = told.notes.join(" ");
    let earlier = fields.iter_mut().find(|(name, _)| name == event::REVISION);
    if let Some((_, Value::Map(earlier))) = earlier {
        if own_text(earlier, revision::STATUS) != Some(RevisionStatus::Retracted.as_str()) {
            set(earlier, revision::DATE, &day.to_string());
            add_note(earlier, &note);
        }
        return;
    }
    let written = Value::Map(vec![
        text(revision::STATUS, RevisionStatus::Corrected.as_str()),
        text(revision::DATE, &day.to_string()),
        text(revision::NOTE, &note),
    ]);
    match earlier {
        Some((_, value)) => *value = written,
        None => fields.push((event::REVISION.into(), written)),
    }
}

/// Puts sentences behind the note of a revision; into its English one, where it has several.
fn add_note(fields: &mut Vec<Field<'static>>, sentences: &str) {
    match fields.iter_mut().find(|(name, _)| name == revision::NOTE) {
        Some((_, Value::Map(languages))) => {
            let earlier = own_text(languages, "en").unwrap_or_default();
            let note = joined(earlier, sentences);
            set(languages, "en", &note);
        }
        _ => {
            let earlier = own_text(fields, revision::NOTE).unwrap_or_default();
            let note = joined(earlier, sentences);
            set(fields, revision::NOTE, &note);
        }
    }
}

/// A note, ended with a full stop, and sentences behind it.
fn joined(note: &str, sentences: &str) -> String {
    let note = note.trim();
    let ends = ['.', '!', '?', '…', '”', '"', '。'];
    let between = if note.is_empty() {
        ""
    } else if note.ends_with(ends) {
        " "
    } else {
        ". "
    };
    [note, between, sentences].concat()
}

fn set(fields: &mut Vec<Field<'static>>, name: &'static str, value: &str) {
    match fields.iter_mut().find(|(it, _)| it == name) {
        Some((_, it)) => *it = Value::Text(value.to_owned().into()),
        None => fields.push(text(name, value)),
    }
}

fn own_text<'f>(fields: &'f [Field], name: &str) -> Option<&'f str> {
    match fields.iter().find(|(it, _)| it == name) {
        Some((_, Value::Text(text))) => Some(text.trim()),
        _ => None,
    }
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
