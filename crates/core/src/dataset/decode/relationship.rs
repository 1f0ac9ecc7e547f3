//! A relationship.

use super::super::fields::{Fields, Path, Reading};
use super::super::names::relationship as names;
use super::super::{
    EntityIx, EventIx, Relationship, RelationshipKind, RelationshipStatus, Severity, Stance, Value,
};
use super::common::{id, revision, sources, string};
use super::evidence::evidence;
use super::records::Ids;

pub(super) fn relationship(
    value: &Value,
    path: &Path,
    reading: &Reading,
    entities: &Ids,
    events: &Ids,
) -> Option<Relationship> {
    let fields = Fields::of(value, path, reading, names::ALL)?;
    let id = id(&fields);
    let subject = entities.required(&fields, names::SUBJECT);
    let predicate = fields.text(names::PREDICATE);
    let object = entities.required(&fields, names::OBJECT);
    let what = fields.text_or_empty(names::WHAT);
    let kind = fields.word(
        names::KIND,
        RelationshipKind::WORDS,
        RelationshipKind::parse,
    );
    let stance = fields.word(names::STANCE, Stance::WORDS, Stance::parse);
    let period = fields.date(names::PERIOD);
    let status = fields.word(
        names::STATUS,
        RelationshipStatus::WORDS,
        RelationshipStatus::parse,
    );
    let attribution = entities.optional(&fields, names::ATTRIBUTION);
    let summary = fields.text_or_empty(names::SUMMARY);
    let events = fields.list(names::EVENTS, |value, path| {
        let id = string(value, path, reading)?;
        events.find(id).map(EventIx).or_else(|| {
            reading.add(path, events.unknown(id, reading), Severity::Skipped);
            None
        })
    });
    let evidence = evidence(&fields);
    let sources = sources(&fields);
    let revision = revision(&fields);
    Some(Relationship {
        id: id?,
        subject: EntityIx(subject?),
        predicate: predicate?,
        object: EntityIx(object?),
        what: what?,
        kind: kind?,
        stance: stance?,
        period: period?,
        status: status?,
        attribution: attribution?.map(EntityIx),
        summary: summary?,
        events: events?,
        evidence: evidence?,
        sources: sources?,
        revision: revision?,
    })
}
