//! What several records have: an id, links, a date's basis, sources, a revision.

use super::super::fields::{DecodeContext, Fields, Path, wrong_type};
use super::super::names;
use super::super::{
    Basis, Dating, ProblemKind, Revision, RevisionStatus, SafeUrl, Severity, Source, Text, Value,
    ValueType,
};

/// An id: lower-case letters, digits and single hyphens between them, so that
/// it can stand in a permalink as it is.
pub(super) fn id(fields: &Fields) -> Option<Text> {
    let id = fields.str(names::entity::ID)?;
    let kebab = id.split('-').all(|word| {
        !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    });
    if kebab {
        // An id is its record's own, and stands with it.
        return Some(id.into());
    }
    fields.fail(names::entity::ID, ProblemKind::InvalidId { id: id.into() })
}

/// A link; one that is not safe is dropped and noted.
pub(super) fn url(fields: &Fields) -> Option<SafeUrl> {
    let text = fields.optional_text(names::source::URL).flatten()?;
    let url = SafeUrl::parse(text);
    if url.is_none() {
        fields.note(names::source::URL, ProblemKind::UnsafeUrl);
    }
    url
}

/// A list's member that must be text.
pub(super) fn string<'a>(
    value: &'a Value,
    path: &Path,
    context: &DecodeContext,
) -> Option<&'a str> {
    if let Value::Text(text) = value {
        return Some(text.trim());
    }
    context.add(path, wrong_type(ValueType::Text, value), Severity::Skipped);
    None
}

/// A field of a record that may be broken.
pub(super) fn field<'a, 'v>(record: &'a Value<'v>, name: &str) -> Option<&'a Value<'v>> {
    let Value::Map(fields) = record else {
        return None;
    };
    let field = fields.iter().find(|(field, _)| field == name);
    field.map(|(_, value)| value)
}

/// A list of a record or of the article of which what is wrong costs that member alone.
pub(super) fn noted_list<T>(
    record: &Value,
    name: &str,
    path: &Path,
    context: &DecodeContext,
    read: fn(&Value, &Path, &DecodeContext) -> Option<T>,
) -> Vec<T> {
    let list = match field(record, name) {
        None | Some(Value::Null) => return Vec::new(),
        Some(list) => list,
    };
    let path = Path::Field(path, name);
    let Value::List(values) = list else {
        context.add(&path, wrong_type(ValueType::List, list), Severity::Noted);
        return Vec::new();
    };
    let before = context.take_problems();
    let members = values.iter().enumerate();
    let members = members.filter_map(|(at, value)| read(value, &Path::Item(&path, at), context));
    let members = members.collect();
    // The record is shown in any case.
    let mut problems = context.take_problems();
    for problem in &mut problems {
        problem.severity = Severity::Noted;
    }
    context.add_problems(before);
    context.add_problems(problems);
    members
}

pub(super) fn dating(fields: &Fields) -> Option<Option<Dating>> {
    fields.object(names::event::DATING, |value, path| {
        let fields = Fields::of(value, path, fields.context, names::dating::ALL)?;
        let basis = fields.word(names::dating::BASIS, Basis::WORDS, Basis::parse);
        let words = fields.text_or_empty(names::dating::WORDS);
        let note = fields.text_or_empty(names::dating::NOTE);
        Some(Dating {
            basis: basis?,
            words: words?,
            note: note?,
        })
    })
}

pub(super) fn revision(fields: &Fields) -> Option<Option<Revision>> {
    fields.object(names::event::REVISION, |value, path| {
        let fields = Fields::of(value, path, fields.context, names::revision::ALL)?;
        let status = fields.word(
            names::revision::STATUS,
            RevisionStatus::WORDS,
            RevisionStatus::parse,
        );
        let date = fields.date(names::revision::DATE);
        let note = fields.text_or_empty(names::revision::NOTE);
        let was = fields.text_or_empty(names::revision::WAS);
        Some(Revision {
            status: status?,
            date: date?,
            note: note?,
            was: was?,
        })
    })
}

/// The documents next to the article. A link that is not safe is dropped and
/// noted; the title still says what the source is.
pub(super) fn sources(fields: &Fields) -> Option<Vec<Source>> {
    fields.list(names::event::SOURCES, |value, path| {
        let fields = Fields::of(value, path, fields.context, names::source::ALL)?;
        let title = fields.text(names::source::TITLE);
        let url = url(&fields);
        Some(Source { title: title?, url })
    })
}
