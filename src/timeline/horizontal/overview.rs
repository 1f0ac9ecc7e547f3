//! All of time at a glance: how many events when, where the window is, and a
//! brush that asks for dates.

use web_sys::Element;
use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::measure::{inline_offset, placing, reads_to_the_left, use_placing};
use backstory_core::dataset::{DateRange, Day};
use backstory_core::locale::{Words, day_label, year_label};
use backstory_core::state::Action;
use backstory_core::timeline::{Brush, Grip, LaneEvents, Window, density, fit};
use backstory_core::util::format::{tenths, within};
use backstory_core::util::ptr_eq::PtrEq;

/// The drawing's own units; it is stretched to the width there is.
const BARS: u32 = 160;
const HEIGHT: u32 = 30;

/// How much of the overview is left free after the last event.
const END_MARGIN: f64 = 0.02;

/// By how many steps the larger keys move an end.
const PAGE_STEPS: i32 = 10;
/// More steps than any overview has.
const MAX_STEPS: i32 = 400;

#[derive(PartialEq, Properties)]
pub(super) struct OverviewProps {
    pub context: WidgetContext,
    /// What the timeline shows.
    pub window: Window,
    /// The events that the filter leaves.
    pub found: PtrEq<LaneEvents>,
    /// The dates that are asked for.
    pub range: DateRange,
    /// Takes the window to a day.
    pub center: Callback<f64>,
}

/// A drag: what is held, the day it set out from, and the brush as it was.
#[derive(Clone, Copy, PartialEq)]
struct ActiveBrush {
    grip: Grip,
    start: f64,
    brush: Brush,
}

#[component]
pub(super) fn Overview(props: &OverviewProps) -> Html {
    let root = use_node_ref();
    let held = use_state_eq(|| None::<ActiveBrush>);
    let draft = use_state_eq(|| None::<Brush>);
    use_placing(&root);
    let OverviewProps {
        context,
        window,
        found,
        range,
        center,
    } = props;
    let dated = PtrEq(context.story.dated.clone());
    let all = use_memo(dated.clone(), |dated| fit(dated.marks(), END_MARGIN));
    let all_bars = use_memo((dated.clone(), *all), |(dated, all)| bars(dated, all));
    let is_all = *found == dated;
    let found = use_memo((found.clone(), is_all, *all), |(found, is_all, all)| {
        (!is_all).then(|| bars(found, all))
    });
    let found = found.as_ref().as_ref().unwrap_or(&all_bars);
    if all_bars.is_empty() {
        return Html::default();
    }

    let is_asked = *range != DateRange::default();
    let asked = Brush::of(*range, &all);
    let brush = draft.unwrap_or(asked);
    let ask = {
        let (context, draft, all) = (context.clone(), draft.clone(), all.clone());
        move |brush: Brush| {
            draft.set(None);
            context.act(Action::SetRange(brush.range(&all)));
        }
    };
    let day_at = {
        let (root, all) = (root.clone(), all.clone());
        move |event: &PointerEvent| {
            let element = root.cast::<Element>()?;
            let x = inline_offset(&element, event.client_x().into());
            let width = element.get_bounding_client_rect().width().max(1.0);
            Some(all.from() + all.span() * x / width)
        }
    };
    let on_press = {
        let (held, day_at, root) = (held.clone(), day_at.clone(), root.clone());
        Callback::from(move |event: PointerEvent| {
            let Some(start) = day_at(&event).filter(|_| event.button() == 0) else {
                return;
            };
            if let Some(element) = root.cast::<Element>() {
                // Only a pointer that is gone already is refused.
                let _ = element.set_pointer_capture(event.pointer_id());
            }
            let grip =
                grip_at(&event).unwrap_or(if is_asked && (brush.from..brush.to).contains(&start) {
                    Grip::Whole
                } else {
                    Grip::New
                });
            held.set(Some(ActiveBrush { grip, start, brush }));
        })
    };
    let on_drag = {
        let (held, draft, day_at, all) = (held.clone(), draft.clone(), day_at.clone(), all.clone());
        Callback::from(move |event: PointerEvent| {
            if let (Some(it), Some(now)) = (*held, day_at(&event)) {
                draft.set(it.brush.dragged(it.grip, it.start, now, &all));
            }
        })
    };
    let on_lift = {
        let (held, draft, ask, center) = (held.clone(), draft.clone(), ask.clone(), center.clone());
        Callback::from(move |_: PointerEvent| {
            let Some(it) = *held else { return };
            held.set(None);
            match *draft {
                Some(brush) if brush != it.brush => ask(brush),
                // A press that goes nowhere takes the window there.
                _ if grip_is_none(it.grip) => center.emit(it.start),
                _ => draft.set(None),
            }
        })
    };
    let on_cancel = {
        let (held, draft) = (held.clone(), draft.clone());
        Callback::from(move |_: PointerEvent| {
            held.set(None);
            draft.set(None);
        })
    };
    let on_key = {
        let (draft, all, root) = (draft.clone(), all.clone(), root.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(grip) = grip_at(&event) else { return };
            let is_rtl = root
                .cast::<Element>()
                .is_some_and(|element| reads_to_the_left(&element));
            let onward = if is_rtl { -1 } else { 1 };
            let steps = match event.key().as_str() {
                "ArrowRight" => onward,
                "ArrowLeft" => -onward,
                "ArrowUp" => 1,
                "ArrowDown" => -1,
                "PageUp" => PAGE_STEPS,
                "PageDown" => -PAGE_STEPS,
                "Home" => -MAX_STEPS,
                "End" => MAX_STEPS,
                _ => return,
            };
            event.prevent_default();
            draft.set(Some(brush.stepped(grip, steps, &all)));
        })
    };
    // A key that is held moves on; what is asked for is where it is let go.
    let on_key_up = {
        let (draft, ask) = (draft.clone(), ask.clone());
        Callback::from(move |_: KeyboardEvent| {
            if let Some(brush) = *draft {
                ask(brush);
            }
        })
    };

    let words = context.words;
    let share = |day: f64| within((day - all.from()) / all.span(), 0.0, 1.0) * 100.0;
    let stretch =
        |from: f64, to: f64| placing(&[("--x", share(from)), ("--width", share(to) - share(from))]);
    let is_on = is_asked || draft.is_some();
    let end = |grip: Grip, day: f64| {
        let (name, label, is_open) = match grip {
            Grip::To => ("to", words.to, day >= all.to()),
            _ => ("from", words.from, day <= all.from()),
        };
        #[expect(
            clippy::cast_possible_truncation,
            reason = "an overview is never far from 1970"
        )]
        let number = |days: f64| days.round() as i64;
        let last = if grip == Grip::To { 1 } else { 0 };
        let text = if is_open {
            words.no_limit.to_owned()
        } else {
            day_label(Day(number(day) - last), words)
        };
        html! {
            <span
                class="overview__end"
                role="slider"
                tabindex="0"
                aria-label={label}
                aria-orientation="horizontal"
                aria-valuemin={number(all.from()).to_string()}
                aria-valuemax={number(all.to()).to_string()}
                aria-valuenow={number(day).to_string()}
                aria-valuetext={text}
                data-grip={name}
                data-place={placing(&[("--x", share(day))])}
            />
        }
    };
    html! {
        <div
            ref={root}
            class={classes!("overview", is_on.then_some("overview--on"))}
            role="group"
            aria-label={words.overview}
            onpointerdown={on_press}
            onpointermove={on_drag}
            onpointerup={on_lift}
            onpointercancel={on_cancel}
            onkeydown={on_key}
            onkeyup={on_key_up}
        >
            <svg
                class="overview__bars"
                viewBox={["0 0 ", &BARS.to_string(), " ", &HEIGHT.to_string()].concat()}
                preserveAspectRatio="none"
                aria-hidden="true"
            >
                <path class="overview__all" d={path(&all_bars, &all_bars)} />
                <path class="overview__found" d={path(found, &all_bars)} />
            </svg>
            <span class="overview__window" data-place={stretch(window.from(), window.to())} />
            <span class="overview__brush" data-place={stretch(brush.from, brush.to)} />
            { end(Grip::From, brush.from) }
            { end(Grip::To, brush.to) }
            <span class="overview__years" aria-hidden="true">
                <span>{ end_year(all.from(), words) }</span>
                if is_on {
                    <span class="overview__asked">{ asked_words(&brush, &all, context) }</span>
                }
                <span>{ end_year(all.to(), words) }</span>
            </span>
        </div>
    }
}

/// The counts, or none where there is nothing to count.
fn bars(lane: &LaneEvents, all: &Window) -> Vec<f64> {
    let counts = density(lane.marks(), all, BARS as usize);
    if counts.iter().all(|count| *count == 0.0) {
        return Vec::new();
    }
    counts
}

/// The bars as one outline. A lone event must still be seen, so the heights are
/// the square roots of the shares, and none is lower than a line.
fn path(counts: &[f64], all: &[f64]) -> String {
    let highest = all.iter().copied().fold(1.0_f64, f64::max);
    let mut path = String::new();
    for (at, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0.0) {
        let share = within((count / highest).sqrt(), 0.1, 1.0);
        let height = tenths((share * f64::from(HEIGHT)).round());
        for piece in [
            "M",
            &at.to_string(),
            " 30v-",
            &height,
            "h.75v",
            &height,
            "z",
        ] {
            path.push_str(piece);
        }
    }
    path
}

fn asked_words(brush: &Brush, all: &Window, context: &WidgetContext) -> String {
    let DateRange { from, to } = brush.range(all);
    let words = context.words;
    let name = |day: Option<Day>| day.map_or_else(|| "…".to_owned(), |day| day_label(day, words));
    [&name(from), " – ", &name(to)].concat()
}

/// What is held by an end of the brush.
fn grip_at(event: &web_sys::Event) -> Option<Grip> {
    let target = event.target_dyn_into::<Element>()?;
    match target.get_attribute("data-grip")?.as_str() {
        "from" => Some(Grip::From),
        _ => Some(Grip::To),
    }
}

const fn grip_is_none(grip: Grip) -> bool {
    matches!(grip, Grip::New | Grip::Whole)
}

/// The year that an end of the axis lies in.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a window is never far from 1970"
)]
fn end_year(days: f64, words: &Words) -> String {
    year_label(Day(days.floor() as i64), words)
}
