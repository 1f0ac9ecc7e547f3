//! What stands in the panel until the later part of the wasm is there: what the
//! filter leaves, by name.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::record::{name, record_name};
use backstory_core::query::Selection;
use backstory_core::state::{Action, Record, View};

/// How many records are named: more than a screen holds.
const MAX_ROWS: usize = 40;

/// The records of a view, each as what opens it.
pub(crate) fn fallback_list(context: &WidgetContext, view: View, selection: &Selection) -> Html {
    let records: Vec<Record> = match view {
        View::Timeline | View::Story => {
            let events = selection.events().iter();
            events
                .map(|(ix, _)| Record::Event(*ix))
                .take(MAX_ROWS)
                .collect()
        }
        View::Relationships => {
            let relationships = selection.relationships().iter();
            relationships
                .map(|(ix, _)| Record::Relationship(*ix))
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
