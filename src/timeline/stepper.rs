//! Story mode: one event after the other, with its detail.

use std::rc::Rc;

use yew::prelude::*;

use crate::context::{WidgetContext, use_widget_context};
use crate::detail::Detail;
use crate::ui::icon::Icon;
use crate::ui::measure::reads_to_the_left;
use backstory_core::dataset::EventIx;
use backstory_core::locale::fill;
use backstory_core::query::Selection;
use backstory_core::state::{Action, Record};
use backstory_core::timeline::VerticalLayout;
use backstory_core::util::ptr_eq::PtrEq;

/// A swipe is at least this long, in pixels, and twice as long as it is high.
const MIN_SWIPE_PX: f64 = 48.0;

#[derive(PartialEq, Properties)]
pub(crate) struct StepperProps {
    pub record: Record,
    pub selection: Rc<Selection>,
}

/// The open record's detail; an event's has the way on to the next of those
/// that the filter leaves, by press or by swipe.
#[component]
pub(crate) fn Stepper(props: &StepperProps) -> Html {
    let pressed = use_mut_ref(|| None::<(f64, f64)>);
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
    let Some(context) = context else {
        return Html::default();
    };
    let record = props.record;
    let found = layout.as_ref().as_ref().and_then(|layout| match record {
        Record::Event(ix) => Some((layout.rows(), layout.position(ix)?)),
        _ => None,
    });
    let Some((events, at)) = found else {
        return html! { <Detail {record} /> };
    };
    let neighbour = |at: Option<usize>| at.and_then(|at| events.get(at)).map(|row| row.event);
    let (back, on) = (neighbour(at.checked_sub(1)), neighbour(at.checked_add(1)));

    let on_press = {
        let pressed = pressed.clone();
        Callback::from(move |event: PointerEvent| {
            let is_finger = event.pointer_type() == "touch" && event.is_primary();
            let place = (f64::from(event.client_x()), f64::from(event.client_y()));
            *pressed.borrow_mut() = is_finger.then_some(place);
        })
    };
    let on_lift = {
        let context = context.clone();
        Callback::from(move |event: PointerEvent| {
            let Some((x, y)) = pressed.borrow_mut().take() else {
                return;
            };
            let (x, y) = (
                f64::from(event.client_x()) - x,
                f64::from(event.client_y()) - y,
            );
            if x.abs() < MIN_SWIPE_PX || x.abs() < y.abs() * 2.0 {
                return;
            }
            // The next one is pulled in from where the text runs to.
            let is_rtl = event
                .target_dyn_into()
                .is_some_and(|target| reads_to_the_left(&target));
            let next = if (x < 0.0) == is_rtl { back } else { on };
            if let Some(ix) = next {
                context.act(Action::Walk(Record::Event(ix)));
            }
        })
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
    let number = |count: usize| {
        words
            .language
            .number(u32::try_from(count).unwrap_or(u32::MAX))
    };
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
