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
    let Some(context) = use_widget_context() else {
        return Html::default();
    };
    let StepperProps { record, selection } = props;
    let events = selection.events();
    let at = match record {
        Record::Event(ix) => events.iter().position(|(other, _)| other == ix),
        _ => None,
    };
    let Some(at) = at else {
        return html! { <Detail record={*record} /> };
    };
    let neighbour = |at: Option<usize>| at.and_then(|at| events.get(at)).map(|(ix, _)| *ix);
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
            <Detail record={*record} head={head(&context, at, events.len(), back, on)} />
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
