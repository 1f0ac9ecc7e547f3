//! An event.

use super::super::fields::{DecodeContext, Fields, Path};
use super::super::names::{event as names, participant};
use super::super::{
    CustomKinds, EntityIx, Event, EventKind, EventStatus, Participant, RecordType, Value,
};
use super::common::{dating, id, revision, sources, string};
use super::evidence::evidence;
use super::records::RecordIds;

pub(super) fn event(
    value: &Value,
    path: &Path,
    context: &DecodeContext,
    kinds: &CustomKinds,
    entities: &RecordIds,
) -> Option<Event> {
    let fields = Fields::of(value, path, context, names::ALL)?;
    let id = id(&fields);
    let date = fields.date(names::DATE);
    let dating = dating(&fields);
    let known = |value: &Value, path: &Path| string(value, path, context).map(drop);
    let (after, before) = (
        fields.list(names::AFTER, known),
        fields.list(names::BEFORE, known),
    );
    let title = fields.text(names::TITLE);
    let summary = fields.text_or_empty(names::SUMMARY);
    let kind = fields.kind(RecordType::Event, kinds, EventKind::WORDS, EventKind::find);
    let status = fields.optional_word(names::STATUS, EventStatus::WORDS, EventStatus::parse);
    let place = entities.optional(&fields, names::PLACE);
    let participants = fields.list(names::PARTICIPANTS, |value, path| {
        let fields = Fields::of(value, path, context, participant::ALL)?;
        let entity = entities.required(&fields, participant::ENTITY);
        let role = fields.text_or_empty(participant::ROLE);
        Some(Participant {
            entity: EntityIx(entity?),
            role: role?,
        })
    });
    let evidence = evidence(&fields);
    let sources = sources(&fields);
    let revision = revision(&fields);
    after?;
    before?;
    Some(Event {
        id: id?,
        date: date?,
        dating: dating?,
        order: None,
        title: title?,
        summary: summary?,
        kind: kind?,
        status: status?,
        place: place?.map(EntityIx),
        participants: participants?,
        evidence: evidence?,
        sources: sources?,
        revision: revision?,
    })
}
