//! How a record is named: in words, and in the attribute by which what opens it is
//! found again.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::text::bdi;
use backstory_core::dataset::{EntityIx, EventIx, Record, RelationshipIx};

/// A record by its name: an event's title, a relationship's sentence.
pub(crate) fn name(context: &WidgetContext, record: Record) -> Option<Html> {
    let dataset = context.dataset();
    Some(match record {
        Record::Event(ix) => html! { { bdi(&dataset.event(ix)?.title) } },
        Record::Relationship(ix) => {
            let it = dataset.relationship(ix)?;
            html! {
                <>
                    { bdi(&context.entity(it.subject)?.name) }{ " " }
                    { bdi(&it.predicate) }{ " " }
                    { bdi(&context.entity(it.object)?.name) }
                </>
            }
        }
        Record::Entity(ix) => html! { { bdi(&dataset.entity(ix)?.name) } },
    })
}

/// The name by which the element that opens a record is found again.
#[must_use]
pub fn record_name(record: Record) -> String {
    let (sort, position) = match record {
        Record::Event(ix) => ("event-", ix.0),
        Record::Relationship(ix) => ("relationship-", ix.0),
        Record::Entity(ix) => ("entity-", ix.0),
    };
    [sort, &position.to_string()].concat()
}

/// The record of a name that [`record_name`] gave.
#[must_use]
pub fn record_named(name: &str) -> Option<Record> {
    let (sort, position) = name.split_once('-')?;
    let position = position.parse().ok()?;
    match sort {
        "event" => Some(Record::Event(EventIx(position))),
        "relationship" => Some(Record::Relationship(RelationshipIx(position))),
        "entity" => Some(Record::Entity(EntityIx(position))),
        _ => None,
    }
}
