//! How a record is named: in words, and in the attribute by which what opens it is
//! found again.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::text::{bdi, worded};
use backstory_core::dataset::{EntityIx, EventIx, Factuality, Record, RelationshipIx};
use backstory_core::locale::voices;

/// A record by its name, worded by its status: an event's title, a relationship's
/// sentence.
pub(crate) fn name(context: &WidgetContext, record: Record) -> Option<Html> {
    let dataset = context.dataset();
    let title = title(context, record)?;
    Some(match record {
        Record::Event(ix) => {
            let event = dataset.event(ix)?;
            worded(title, event.factuality(), event.revision.as_ref(), context)
        }
        Record::Relationship(ix) => {
            let it = dataset.relationship(ix)?;
            let factuality = it.factuality();
            let words = context.words;
            // Nothing next to it says who claims it.
            let said = (factuality != Factuality::Fact).then(|| voices(it, dataset, words));
            let said = said.filter(|said| !said.is_empty());
            html! {
                <>
                    { worded(title, factuality, it.revision.as_ref(), context) }
                    if let Some(said) = said {
                        { words.parenthesis_open }{ said }{ words.parenthesis_close }
                    }
                </>
            }
        }
        Record::Entity(_) => title,
    })
}

/// The words of a record's name alone.
pub(crate) fn title(context: &WidgetContext, record: Record) -> Option<Html> {
    let dataset = context.dataset();
    Some(match record {
        Record::Event(ix) => bdi(&dataset.event(ix)?.title),
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
        Record::Entity(ix) => bdi(&dataset.entity(ix)?.name),
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
