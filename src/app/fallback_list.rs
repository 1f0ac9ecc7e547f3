//! What stands in the panel until the later part of the wasm is there: what the
//! filter leaves, by name.

use yew::prelude::*;

use crate::app::context::WidgetContext;
use crate::app::widget::record_name;
use crate::ui::text::{bdi, worded};
use backstory_core::dataset::Factuality;
use backstory_core::locale::voices;
use backstory_core::query::Selection;
use backstory_core::state::{Action, Record, View};

/// How many records are named: more than a screen holds.
const MAX_ROWS: usize = 40;

/// The records of a view, each as what opens it.
pub(crate) fn fallback_list(context: &WidgetContext, view: View, selection: &Selection) -> Html {
    let records: Vec<Record> = match view {
        View::Timeline => {
            let events = selection.events().iter();
            events
                .map(|(ix, _)| Record::Event(*ix))
                .take(MAX_ROWS)
                .collect()
        }
        View::Relationships => {
            let ties = selection.relationships().iter();
            ties.map(|(ix, _)| Record::Relationship(*ix))
                .take(MAX_ROWS)
                .collect()
        }
    };
    html! {
        <ol class="fallback-list">
            { for records.into_iter().map(|record| html! {
                <li>
                    <button
                        type="button"
                        class="link"
                        data-record={record_name(record)}
                        onclick={context.on(Action::Open(record))}
                    >
                        { name(context, record) }
                    </button>
                </li>
            }) }
        </ol>
    }
}

/// A record by its name, worded by its status: an event's title, a relationship's
/// sentence.
pub(crate) fn name(context: &WidgetContext, record: Record) -> Option<Html> {
    let dataset = context.dataset();
    Some(match record {
        Record::Event(ix) => {
            let event = dataset.event(ix)?;
            worded(
                bdi(&event.title),
                event.status.factuality(),
                event.revision.as_ref(),
                context,
            )
        }
        Record::Relationship(ix) => {
            let it = dataset.relationship(ix)?;
            let sentence = html! {
                <>
                    { bdi(&context.entity(it.subject)?.name) }{ " " }
                    { bdi(&it.predicate) }{ " " }
                    { bdi(&context.entity(it.object)?.name) }
                </>
            };
            let factuality = it.status.factuality();
            let words = context.words;
            // Nothing next to it says who claims it.
            let said = (factuality != Factuality::Fact).then(|| voices(it, dataset, words));
            let said = said.filter(|said| !said.is_empty());
            html! {
                <>
                    { worded(sentence, factuality, it.revision.as_ref(), context) }
                    if let Some(said) = said {
                        { words.parenthesis_open }{ said }{ words.parenthesis_close }
                    }
                </>
            }
        }
        Record::Entity(ix) => html! { { bdi(&dataset.entity(ix)?.name) } },
    })
}
