//! An event.

use super::super::fields::{DecodeContext, Fields, Path};
use super::super::names::{event as names, order_link, participant};
use super::super::{
    CustomKinds, EntityIx, Event, EventKind, EventStatus, Evidence, Participant, RecordType, Text,
    Value,
};
use super::common::{dating, id, revision, sources, string};
use super::evidence::{evidence, passages};
use super::records::RecordIds;

/// The lists of events that an event is ordered by.
const ORDER_FIELDS: [&str; 3] = [names::AFTER, names::BEFORE, names::DURING];

/// An event that another says it is ordered by, before all events are known.
pub(super) struct StatedLink {
    pub field: &'static str,
    /// Its place in the field's list.
    pub item: usize,
    pub id: Text,
    pub evidence: Vec<Evidence>,
}

/// An id alone, or with the passages that say so.
fn order_link(
    value: &Value,
    path: &Path,
    context: &DecodeContext,
) -> Option<(Text, Vec<Evidence>)> {
    if !matches!(value, Value::Map(_)) {
        return Some((string(value, path, context)?.into(), Vec::new()));
    }
    let fields = Fields::of(value, path, context, order_link::ALL)?;
    let id = fields.text(order_link::EVENT);
    let evidence = passages(&fields);
    Some((id?, evidence?))
}

pub(super) fn event(
    value: &Value,
    path: &Path,
    context: &DecodeContext,
    kinds: &CustomKinds,
    entities: &RecordIds,
    links: &mut Vec<StatedLink>,
) -> Option<Event> {
    let fields = Fields::of(value, path, context, names::ALL)?;
    let id = id(&fields);
    let date = fields.date(names::DATE);
    let dating = dating(&fields);
    let mut order = Some(());
    for field in ORDER_FIELDS {
        match fields.list(field, |value, path| order_link(value, path, context)) {
            Some(list) => links.extend((0..).zip(list).map(|(item, (id, evidence))| StatedLink {
                field,
                item,
                id,
                evidence,
            })),
            None => order = None,
        }
    }
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
    let added = fields.date(names::ADDED);
    order?;
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
        added: added?,
    })
}
