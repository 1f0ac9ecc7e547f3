//! As what the relationships are shown: one of three buttons is on.

use yew::prelude::*;

use crate::context::WidgetContext;
use backstory_core::locale::{Message, Words};
use backstory_core::state::{Action, RelationshipView};

pub(super) fn view_switch(context: &WidgetContext, shown: RelationshipView) -> Html {
    html! {
        <div class="switch" role="group" aria-label={context.words.show_as}>
            { for RelationshipView::ALL.iter().map(|shape| html! {
                <button
                    key={shape.as_str()}
                    type="button"
                    class="switch__choice"
                    data-shape={shape.as_str()}
                    aria-pressed={(*shape == shown).to_string()}
                    onclick={context.on(Action::Arrange(*shape))}
                >
                    { name(*shape, context.words) }
                </button>
            }) }
        </div>
    }
}

fn name(shape: RelationshipView, words: &Words) -> Message {
    match shape {
        RelationshipView::Rows => words.view_table,
        RelationshipView::Matrix => words.view_matrix,
        RelationshipView::Network => words.view_network,
    }
}
