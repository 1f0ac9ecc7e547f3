//! An entity's name, wherever it stands: press it and see all about it.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::record::record_name;
use crate::ui::text::bdi;
use backstory_core::dataset::EntityIx;
use backstory_core::state::{Action, Record};

pub(crate) fn actor(context: &WidgetContext, ix: EntityIx) -> Html {
    let Some(entity) = context.entity(ix) else {
        return Html::default();
    };
    // The row around may have a press of its own.
    let on_click = {
        let context = context.clone();
        Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            context.act(Action::ChooseActor(ix));
        })
    };
    html! {
        <button
            type="button"
            class="actor"
            data-record={record_name(Record::Entity(ix))}
            onclick={on_click}
        >
            { bdi(&entity.name) }
        </button>
    }
}
