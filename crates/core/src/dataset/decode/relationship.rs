//! A relationship.

use super::super::fields::{DecodeContext, Fields, Path};
use super::super::names::relationship as names;
use super::super::{
    CustomKinds, EntityIx, EventIx, RecordType, Relationship, RelationshipKind, RelationshipStatus,
    Severity, Stance, Value,
};
use super::common::{id, revision, sources, string};
use super::evidence::evidence;
use super::records::RecordIds;

pub(super) fn relationship(
    value: &Value,
    path: &Path,
    context: &DecodeContext,
    kinds: &CustomKinds,
    entities: &RecordIds,
    events: &RecordIds,
) -> Option<Relationship> {
    let fields = Fields::of(value, path, context, names::ALL)?;
    let id = id(&fields);
    let subject = entities.required(&fields, names::SUBJECT);
    let predicate = fields.text(names::PREDICATE);
    let object = entities.required(&fields, names::OBJECT);
    let what = fields.text_or_empty(names::WHAT);
    let kind = fields.kind(
        RecordType::Relationship,
        kinds,
        RelationshipKind::WORDS,
        RelationshipKind::find,
    );
    let stance = fields.optional_word(names::STANCE, Stance::WORDS, Stance::parse);
    let period = fields.date(names::PERIOD);
    let status = fields.optional_word(
        names::STATUS,
        RelationshipStatus::WORDS,
        RelationshipStatus::parse,
    );
    let attribution = entities.optional(&fields, names::ATTRIBUTION);
    let denied_by = denied_by(&fields, entities);
    let summary = fields.text_or_empty(names::SUMMARY);
    let events = fields.list(names::EVENTS, |value, path| {
        let id = string(value, path, context)?;
        events.find(id).map(EventIx).or_else(|| {
            context.add(path, events.unknown(id, context), Severity::Skipped);
            None
        })
    });
    let evidence = evidence(&fields);
    let sources = sources(&fields);
    let revision = revision(&fields);
    let added = fields.date(names::ADDED);
    let status = status?;
    let (attribution, denied_by) = voices(status, attribution?.map(EntityIx), denied_by?);
    Some(Relationship {
        id: id?,
        subject: EntityIx(subject?),
        predicate: predicate?,
        object: EntityIx(object?),
        what: what?,
        kind: kind?,
        stance: stance?,
        period: period?,
        status,
        attribution,
        denied_by,
        summary: summary?,
        events: events?,
        evidence: evidence?,
        sources: sources?,
        revision: revision?,
        added: added?,
    })
}

/// The entities that deny it, one id or a list of them; `Some(None)` where the
/// field is missing.
fn denied_by(fields: &Fields, entities: &RecordIds) -> Option<Option<Vec<EntityIx>>> {
    match fields.get(names::DENIED_BY) {
        None => Some(None),
        Some(Value::List(_)) => {
            let read = |value: &Value, path: &Path| {
                let id = string(value, path, fields.context)?;
                entities.find(id).map(EntityIx).or_else(|| {
                    let unknown = entities.unknown(id, fields.context);
                    fields.context.add(path, unknown, Severity::Skipped);
                    None
                })
            };
            fields.list(names::DENIED_BY, read).map(Some)
        }
        Some(_) => {
            let id = entities.optional(fields, names::DENIED_BY)?;
            Some(id.map(|id| vec![EntityIx(id)]))
        }
    }
}

/// Who says so, and who denies it.
///
/// Documents from before `denied_by` gave who denies a claim as its
/// `attribution`, and are read as they were meant. An empty list of `denied_by`
/// says that nobody is named who does.
fn voices(
    status: Option<RelationshipStatus>,
    attribution: Option<EntityIx>,
    denied_by: Option<Vec<EntityIx>>,
) -> (Option<EntityIx>, Vec<EntityIx>) {
    match denied_by {
        Some(denied_by) => (attribution, denied_by),
        None if status == Some(RelationshipStatus::Denied) => {
            (None, attribution.into_iter().collect())
        }
        None => (attribution, Vec::new()),
    }
}
