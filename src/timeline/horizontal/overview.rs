//! All of time at a glance: how many events when, where the window is, and a
//! brush that asks for dates.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::brush::{BrushEnd, BrushedPicture, stretch};
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

#[component]
pub(super) fn Overview(props: &OverviewProps) -> Html {
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

    let all = *all;
    let words = context.words;
    let ask = {
        let context = context.clone();
        Callback::from(move |brush: Brush| context.act(Action::SetRange(brush.range(&all))))
    };
    // A press that goes nowhere takes the window there.
    let press = {
        let center = center.clone();
        Callback::from(move |(grip, day)| {
            if matches!(grip, Grip::New | Grip::Whole) {
                center.emit(day);
            }
        })
    };
    let step = Callback::from(move |(brush, grip, steps): (Brush, Grip, i32)| {
        Some(brush.stepped(grip, steps, &all))
    });
    let end = Callback::from(move |(grip, day): (Grip, f64)| {
        let (label, is_open, last) = match grip {
            Grip::To => (words.to, day >= all.to(), 1),
            _ => (words.from, day <= all.from(), 0),
        };
        #[expect(
            clippy::cast_possible_truncation,
            reason = "an overview is never far from 1970"
        )]
        let number = |days: f64| days.round() as i64;
        let text = if is_open {
            words.no_limit.to_owned()
        } else {
            day_label(Day(number(day) - last), words)
        };
        BrushEnd {
            label: label.into(),
            numbers: [all.from(), all.to(), day].map(|it| number(it).to_string()),
            text,
        }
    });
    let picture = html! {
        <>
            <svg
                class="overview__bars"
                viewBox={["0 0 ", &BARS.to_string(), " ", &HEIGHT.to_string()].concat()}
                preserveAspectRatio="none"
                aria-hidden="true"
            >
                <path class="overview__all" d={path(&all_bars, &all_bars)} />
                <path class="overview__found" d={path(found, &all_bars)} />
            </svg>
            <span class="overview__window" data-place={stretch(window.from(), window.to(), &all)} />
        </>
    };
    let below = {
        let context = context.clone();
        Callback::from(move |brush: Option<Brush>| {
            html! {
                <>
                    <span>{ end_year(all.from(), words) }</span>
                    if let Some(brush) = brush {
                        <span class="overview__asked">{ asked_words(&brush, &all, &context) }</span>
                    }
                    <span>{ end_year(all.to(), words) }</span>
                </>
            }
        })
    };
    html! {
        <BrushedPicture
            class="overview"
            label={words.overview}
            {all}
            asked={Brush::of(*range, &all)}
            is_asked={*range != DateRange::default()}
            {ask}
            {press}
            {step}
            {end}
            {picture}
            {below}
        />
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

/// The year that an end of the axis lies in.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a window is never far from 1970"
)]
fn end_year(days: f64, words: &Words) -> String {
    year_label(Day(days.floor() as i64), words)
}
