//! Story mode: one event after the other, with its detail.

use std::rc::Rc;

use yew::prelude::*;

use crate::context::{WidgetContext, use_widget_context};
use crate::detail::Detail;
use crate::timeline::swipe::use_swipe;
use crate::ui::icon::Icon;
use backstory_core::dataset::EventIx;
use backstory_core::locale::fill;
use backstory_core::query::Selection;
use backstory_core::state::{Action, Record};
use backstory_core::timeline::VerticalLayout;
use backstory_core::util::narrow::narrow;
use backstory_core::util::ptr_eq::PtrEq;

#[derive(PartialEq, Properties)]
pub(crate) struct StepperProps {
    pub record: Record,
    pub selection: Rc<Selection>,
}

/// The open record's detail; an event's has the way on to the next of those
/// that the filter leaves, by press or by swipe.
#[component]
pub(crate) fn Stepper(props: &StepperProps) -> Html {
    let context = use_widget_context();
    // In the order in which the timeline is read, however it is laid out.
    let layout = {
        let is_event = matches!(props.record, Record::Event(_));
        let context = context.as_ref().filter(|_| is_event);
        let story = context.map(|context| PtrEq(context.story.clone()));
        use_memo(
            (PtrEq(props.selection.clone()), story),
            |(selection, story)| {
                let dataset = story.as_ref().map(|story| &story.dataset);
                dataset.map(|dataset| VerticalLayout::new(dataset, selection.events()))
            },
        )
    };
    let record = props.record;
    let found = layout.as_ref().as_ref().and_then(|layout| match record {
        Record::Event(ix) => Some((layout.rows(), layout.position(ix)?)),
        _ => None,
    });
    let neighbour = |to: fn(usize) -> Option<usize>| {
        let (events, at) = found?;
        Some(events.get(to(at)?)?.event)
    };
    let (back, on) = (
        neighbour(|at| at.checked_sub(1)),
        neighbour(|at| at.checked_add(1)),
    );
    let (on_press, on_lift) = {
        let context = context.clone();
        use_swipe(Callback::from(move |is_on: bool| {
            if let (Some(context), Some(ix)) = (&context, if is_on { on } else { back }) {
                context.act(Action::Walk(Record::Event(ix)));
            }
        }))
    };
    let Some(context) = context else {
        return Html::default();
    };
    let Some((events, at)) = found else {
        return html! { <Detail {record} /> };
    };
    html! {
        <div class="stepper" onpointerdown={on_press} onpointerup={on_lift}>
            <Detail {record} head={head(&context, at, events.len(), back, on)} />
        </div>
    }
}

/// Back, on, and how far it is.
fn head(
    context: &WidgetContext,
    at: usize,
    all: usize,
    back: Option<EventIx>,
    on: Option<EventIx>,
) -> Html {
    let words = context.words;
    let step = |to: Option<EventIx>, icon: Icon, label: &'static str| {
        let go = to.map(|ix| context.on(Action::Walk(Record::Event(ix))));
        icon.button(label, to.is_none(), go)
    };
    let number = |count: usize| words.language.number(narrow(count));
    let (n, all) = (number(at + 1), number(all));
    html! {
        <div class="stepper__head" role="group" aria-label={words.step_through}>
            { step(back, Icon::Back, words.previous_event) }
            <span class="stepper__at" role="status">
                { fill(words.step_of, &[("n", &n), ("all", &all)]) }
            </span>
            { step(on, Icon::On, words.next_event) }
        </div>
    }
}
