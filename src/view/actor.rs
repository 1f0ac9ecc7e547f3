//! An entity's name, wherever it stands: press it and see all about it.

use yew::prelude::*;

use super::context::Context;
use super::text::bdi;
use super::widget::record_name;
use crate::dataset::EntityIx;
use crate::state::{Action, Record};

#[derive(PartialEq, Properties)]
pub(super) struct ActorProps {
    pub entity: EntityIx,
}

#[component]
pub(super) fn Actor(props: &ActorProps) -> Html {
    let Some(context) = use_context::<Context>() else {
        return Html::default();
    };
    let Some(entity) = context.entity(props.entity) else {
        return Html::default();
    };
    // The row around may have a press of its own.
    let on_click = {
        let (context, entity) = (context.clone(), props.entity);
        Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            context.act(Action::ChooseActor(entity));
        })
    };
    html! {
        <button
            type="button"
            class="actor"
            data-record={record_name(Record::Entity(props.entity))}
            onclick={on_click}
        >
            { bdi(&entity.name) }
        </button>
    }
}
