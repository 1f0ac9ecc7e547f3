//! As what the relationships are shown: one of three buttons is on.

use yew::prelude::*;

use crate::app::context::Context;
use backstory_core::state::{Action, Shape};

pub(super) fn shape_switch(context: &Context, shown: Shape) -> Html {
    html! {
        <div class="switch" role="group" aria-label={context.words.shape}>
            { for Shape::ALL.iter().map(|shape| html! {
                <button
                    key={shape.as_str()}
                    type="button"
                    class="switch__choice"
                    data-shape={shape.as_str()}
                    aria-pressed={(*shape == shown).to_string()}
                    onclick={context.on(Action::Arrange(*shape))}
                >
                    { context.words.shape_name(*shape) }
                </button>
            }) }
        </div>
    }
}
