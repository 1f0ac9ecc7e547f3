//! The events on a scaled axis; on a narrow page, as a list that reads
//! downwards.

use std::rc::Rc;

use yew::prelude::*;

use super::context::Context;
use super::icon::Icon;
use super::measure::{use_placing, use_width};
use super::notes::Elsewhere;
use super::overview::Overview;
use super::text::bdi;
use super::widget::record_name;
use crate::dataset::{Answer, Event, EventIx, EventStatus, Revision};
use crate::locale::{axis_label, context_label, describe};
use crate::query::Selection;
use crate::state::{self, Action, Record, State};
use crate::timeline::{
    Extent, Mark, Options, Placed, Scale, Ticks, Window, dense, fit, layout, ticks,
};

/// How wide a label is taken to be: so many pixels a letter, within limits. The
/// browser cuts with an ellipsis what turns out wider.
const LETTER: f64 = 7.2;
const SHORTEST_LABEL: f64 = 120.0;
const LONGEST_LABEL: f64 = 240.0;

/// How far apart the labels of the axis stand at least, in pixels.
const TICK_GAP: f64 = 54.0;

/// How much one press zooms, and what share of the window one press moves.
const ZOOM: f64 = 2.0;
const STEP: f64 = 0.5;

/// How much room the arrow of an open end takes, in pixels.
const ARROW: f64 = 12.0;

const OPTIONS: Options = Options {
    min_mark: 6.0,
    gap: 14.0,
};

#[derive(PartialEq, Properties)]
pub(super) struct TimelineProps {
    pub state: Rc<State>,
    pub selection: Rc<Selection>,
}

/// An event that is shown, with what is drawn of it.
struct Shown<'a> {
    ix: EventIx,
    event: &'a Event,
    answer: Answer,
    extent: Option<Extent>,
    open: bool,
}

impl Shown<'_> {
    fn mark(&self) -> Mark {
        let letters = u32::try_from(self.event.title.chars().count()).unwrap_or(u32::MAX);
        Mark {
            key: self.ix.0,
            extent: self.extent,
            label: (f64::from(letters) * LETTER).clamp(SHORTEST_LABEL, LONGEST_LABEL),
        }
    }
}

#[component]
pub(super) fn Timeline(props: &TimelineProps) -> Html {
    let frame = use_node_ref();
    let root = use_node_ref();
    let width = use_width(&frame);
    use_placing(&root);
    let Some(context) = use_context::<Context>() else {
        return Html::default();
    };
    let TimelineProps { state, selection } = props;
    let words = context.words;
    if selection.events().is_empty() {
        return html! {
            <Elsewhere found={words.relationships.of(selection.found().relationships)} />
        };
    }

    let shown: Vec<Shown> = selection
        .events()
        .iter()
        .filter_map(|(ix, answer)| {
            let event = context.dataset().event(*ix)?;
            Some(Shown {
                ix: *ix,
                event,
                answer: *answer,
                extent: event.date.as_ref().map(Extent::of),
                open: state.open == Some(Record::Event(*ix)),
            })
        })
        .collect();
    let extents: Rc<Vec<Extent>> = Rc::new(shown.iter().filter_map(|it| it.extent).collect());
    let window = match state.window {
        Some(window) => Window::of_days(window.from, window.to),
        None => dense(&extents),
    };
    let scale = Scale::new(window, width);
    let marks: Vec<Mark> = shown.iter().map(Shown::mark).collect();
    let laid = layout(&marks, &scale, &OPTIONS);
    let place = |ix: EventIx| laid.placed.iter().find(|placed| placed.key == ix.0);
    let (dated, undated): (Vec<&Shown>, Vec<&Shown>) =
        shown.iter().partition(|it| it.extent.is_some());

    html! {
        <div ref={root} class="timeline">
            <Toolbar
                {window}
                all={fit(&extents)}
                before={laid.before.len()}
                after={laid.after.len()}
            />
            <div ref={frame} class="timeline__frame">
                { axis(&context, &scale) }
                <ol class="timeline__events" data-rows={laid.rows.to_string()}>
                    { for dated.iter().map(|it| item(&context, it, place(it.ix), &scale)) }
                </ol>
            </div>
            if !extents.is_empty() {
                <Overview {window} {extents} />
            }
            if !undated.is_empty() {
                <section class="undated" aria-labelledby="undated-head">
                    <h3 class="undated__head" id="undated-head">
                        { words.undated }{ " (" }{ undated.len() }{ ")" }
                    </h3>
                    <p class="hint">{ words.undated_note }</p>
                    <ul class="undated__list">
                        { for undated.iter().map(|it| html! {
                            <li key={it.ix.0}>{ opener(&context, it, "undated__open", None) }</li>
                        }) }
                    </ul>
                </section>
            }
            <Legend />
        </div>
    }
}

/// The axis: what is coarse above, what is fine below, and a line down from
/// each. It repeats what each event says of its own date, so it is for the eye.
fn axis(context: &Context, scale: &Scale) -> Html {
    let Ticks { major, minor } = ticks(scale, TICK_GAP);
    let published = context.dataset().article.published.as_ref().map(Extent::of);
    let published = published.map(|extent| scale.x(extent.middle()));
    let published = published.filter(|x| (0.0..=scale.width()).contains(x));
    let words = context.words;
    html! {
        <>
            <div class="axis" aria-hidden="true">
                { for major.iter().map(|tick| {
                    // The one that began before the window is named at its edge.
                    let x = scale.x_of(tick.day).max(0.0);
                    html! { <span class="axis__major" data-x={px(x)}>{ context_label(tick, words) }</span> }
                }) }
                { for minor.iter().map(|tick| html! {
                    <span class="axis__minor" data-x={px(scale.x_of(tick.day))}>
                        { axis_label(tick, words) }
                    </span>
                }) }
            </div>
            <div class="grid" aria-hidden="true">
                { for minor.iter().map(|tick| html! {
                    <span class="grid__line" data-x={px(scale.x_of(tick.day))} />
                }) }
                if let Some(x) = published {
                    <span
                        class="grid__line grid__line--published"
                        data-x={px(x)}
                        title={words.published_line}
                    />
                }
            </div>
        </>
    }
}

/// A number of pixels as an attribute, to the tenth.
fn px(x: f64) -> String {
    let tenths = (x * 10.0).round();
    (tenths / 10.0).to_string()
}

fn item(context: &Context, it: &Shown, placed: Option<&Placed>, scale: &Scale) -> Html {
    let class = classes!("event", placed.is_none().then_some("event--outside"));
    html! {
        <li key={it.ix.0} {class} data-row={placed.map(|placed| placed.row.to_string())}>
            if let (Some(extent), Some(placed)) = (it.extent, placed) {
                { mark(it, &extent, placed, scale) }
            } else {
                <span class={classes!("event__mark", vague(it).then_some("event__mark--vague"))} />
            }
            { opener(context, it, "event__open", placed) }
        </li>
    }
}

/// Whether the event was at one time within its span, rather than through it.
fn vague(it: &Shown) -> bool {
    it.extent.is_some_and(|extent| extent.is_vague())
}

/// What is certain, solid; around it what is possible, fading; an arrow where
/// it goes on.
fn mark(it: &Shown, extent: &Extent, placed: &Placed, scale: &Scale) -> Html {
    let planned = matches!(
        it.event.status,
        EventStatus::Planned | EventStatus::Proposed
    );
    let soft = scale.clip(extent.soft_from, extent.soft_to);
    let solid = scale.clip(extent.from, extent.to);
    html! {
        <>
            if extent.is_soft() {
                <span
                    class="event__mark event__mark--soft"
                    data-x={px(soft.0)}
                    data-width={px(soft.1 - soft.0)}
                />
            }
            <span
                class={classes!(
                    "event__mark",
                    vague(it).then_some("event__mark--vague"),
                    planned.then_some("event__mark--plan"),
                )}
                data-x={px(solid.0.min(scale.width() - OPTIONS.min_mark))}
                data-width={px(solid.1 - solid.0 - if extent.open_end { ARROW } else { 0.0 })}
            />
            if extent.open_end {
                <span class="event__arrow" data-x={px(placed.x + placed.width - ARROW)} />
            }
        </>
    }
}

/// The button that opens an event: its title, its date, and how sure that is.
fn opener(context: &Context, it: &Shown, class: &'static str, placed: Option<&Placed>) -> Html {
    // A label that was moved back from the edge reads towards its mark.
    let moved = placed.is_some_and(|placed| placed.label_x < placed.x);
    let words = context.words;
    let record = Record::Event(it.ix);
    let action = if it.open {
        Action::Close
    } else {
        Action::Open(record)
    };
    let struck = it
        .event
        .revision
        .as_ref()
        .is_some_and(Revision::is_retraction);
    html! {
        <button
            type="button"
            class={classes!(class, moved.then_some("event__open--moved"))}
            aria-expanded={it.open.to_string()}
            aria-controls="detail"
            data-record={record_name(record)}
            data-x={placed.map(|placed| px(placed.label_x))}
            data-width={placed.map(|placed| px(placed.label_width))}
            title={it.event.title.to_string()}
            onclick={context.on(action)}
        >
            <span class={classes!("event__title", struck.then_some("retracted"))}>
                { bdi(&it.event.title) }
            </span>
            <span class="event__date">
                { describe(it.event.date.as_ref(), words) }
                if it.event.status != EventStatus::Happened {
                    { " · " }{ words.event_status(it.event.status) }
                }
                if it.answer == Answer::Possibly {
                    <span class="possibly">{ words.possibly }</span>
                }
            </span>
        </button>
    }
}

#[derive(PartialEq, Properties)]
struct ToolbarProps {
    window: Window,
    all: Window,
    before: usize,
    after: usize,
}

/// Moving and zooming, and what is out of sight on either side.
#[component]
fn Toolbar(props: &ToolbarProps) -> Html {
    let Some(context) = use_context::<Context>() else {
        return Html::default();
    };
    let words = context.words;
    let ToolbarProps {
        window,
        all,
        before,
        after,
    } = *props;
    let go = |to: Window| {
        let (from, to) = to.to_days();
        context.on(Action::SetWindow(Some(state::Window { from, to })))
    };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let button = |icon: Icon, label: &'static str, to: Window| {
        html! {
            <button
                type="button"
                class="control control--icon"
                aria-label={label}
                title={label}
                onclick={go(to)}
            >
                { icon.draw() }
            </button>
        }
    };
    let step = window.span() * STEP;
    html! {
        <div class="timeline__bar" role="group" aria-label={words.timeline}>
            <button
                type="button"
                class="control"
                disabled={before == 0}
                onclick={go(window.pan(-step))}
            >
                { Icon::Back.draw() }{ words.earlier.of(count(before)) }
            </button>
            <button
                type="button"
                class="control"
                disabled={after == 0}
                onclick={go(window.pan(step))}
            >
                { words.later.of(count(after)) }{ Icon::On.draw() }
            </button>
            <span class="spring" />
            { button(Icon::Minus, words.zoom_out, window.zoom(1.0 / ZOOM, window.middle())) }
            { button(Icon::Plus, words.zoom_in, window.zoom(ZOOM, window.middle())) }
            { button(Icon::Fit, words.fit, all) }
        </div>
    }
}

/// What the forms of a mark mean.
#[component]
fn Legend() -> Html {
    let Some(context) = use_context::<Context>() else {
        return Html::default();
    };
    let words = context.words;
    let entry = |modifier: Option<&'static str>, text: &'static str| {
        html! {
            <li>
                <span class={classes!("event__mark", modifier)} aria-hidden="true" />
                { text }
            </li>
        }
    };
    html! {
        <ul class="legend" aria-label={words.legend}>
            { entry(None, words.legend_exact) }
            { entry(Some("event__mark--vague"), words.legend_vague) }
            { entry(Some("event__mark--soft"), words.legend_about) }
            { entry(Some("event__mark--plan"), words.legend_plan) }
            <li>
                <span class="event__arrow" aria-hidden="true" />
                { words.legend_open }
            </li>
        </ul>
    }
}
