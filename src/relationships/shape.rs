//! As what the relationships are shown: one of three buttons is on.

use yew::prelude::*;

use crate::app::context::Context;
use backstory_core::locale::{Message, Words};
use backstory_core::state::{Action, Shape};

pub(super) fn shape_switch(context: &Context, shown: Shape) -> Html {
    html! {
        <div class="switch" role="group" aria-label={context.words.show_as}>
            { for Shape::ALL.iter().map(|shape| html! {
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

fn name(shape: Shape, words: &Words) -> Message {
    match shape {
        Shape::Rows => words.view_table,
        Shape::Matrix => words.view_matrix,
        Shape::Network => words.view_network,
    }
}
