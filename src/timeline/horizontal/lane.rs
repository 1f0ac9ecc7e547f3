//! A lane: its head, its events, and the clusters of those that stand too close.

use yew::prelude::*;

use super::event::event;
use super::lane_context::{LaneContext, ROW_HEIGHT};
use super::layout::LaneState;
use crate::ui::measure::placing;
use backstory_core::dataset::{Day, EntityIx, EventKind, EventStatus, FieldValue, RecordType};
use backstory_core::locale::{day_label, field_value, fill, labelled};
use backstory_core::state::Lanes;
use backstory_core::timeline::{Cluster, LaneLayout};
use backstory_core::util::format::tenths;
use backstory_core::util::narrow::narrow;
use backstory_core::util::sort;

/// How high the row of clusters is, in pixels.
const CLUSTER_ROW_HEIGHT: f64 = 30.0;

/// The lane at a position. A folded one shows its head only.
pub(super) fn lane(
    lane: &LaneContext,
    at: usize,
    state: &LaneState,
    layout: &LaneLayout,
    is_folded: bool,
    fold: Callback<MouseEvent>,
) -> Html {
    let name = lane_name(lane, state.class);
    let id = ["lane-", &at.to_string()].concat();
    let (in_lane, controlled) = (at.to_string(), id.clone());
    let count = narrow(state.events.len());
    let events = (!is_folded).then(|| events(lane, at, state, layout, &name));
    if lane.by == Lanes::None {
        return html! { <div class="lane" data-lane={in_lane}>{ events }</div> };
    }
    html! {
        <section
            class="lane"
            key={state.class.map_or(-1, i64::from)}
            {id}
            data-lane={in_lane}
        >
            <h3 class="lane__head">
                <button
                    type="button"
                    class="lane__fold"
                    aria-expanded={(!is_folded).to_string()}
                    aria-controls={controlled}
                    onclick={fold}
                >
                    <bdi>{ &name }</bdi>
                    <span class="lane__count">{ lane.context.words.language.number(count) }</span>
                </button>
            </h3>
            { events }
        </section>
    }
}

/// What the events of a lane have in common.
fn lane_name(lane: &LaneContext, class: Option<u32>) -> AttrValue {
    let words = lane.context.words;
    let Some(class) = class else {
        let is_all = lane.by == Lanes::None;
        return if is_all {
            words.timeline
        } else {
            words.group_other
        }
        .into();
    };
    let at = class as usize;
    let name = match lane.by {
        Lanes::None => None,
        Lanes::Actor => {
            let entity = lane.context.entity(EntityIx(class));
            return entity
                .map(|entity| entity.name.clone())
                .unwrap_or_default()
                .into();
        }
        Lanes::Kind => {
            let kinds = &lane.context.dataset().kinds;
            let own = at.checked_sub(EventKind::ALL.len());
            let own = own.and_then(|at| kinds.of(RecordType::Event).get(at));
            return match own {
                Some(kind) => kind.name.clone().into(),
                None => {
                    let kind = EventKind::ALL.get(at);
                    let name = kind.map(|kind| words.event_kind(*kind, kinds));
                    name.unwrap_or_default().to_owned().into()
                }
            };
        }
        Lanes::Field(ix) => {
            let field = lane.context.dataset().field(ix);
            let value = field.and_then(|field| Some((field, field.values.distinct().get(at)?)));
            let name = value.map(|(field, it)| field_value(field, FieldValue::Text(it), words));
            return name.unwrap_or_default().into();
        }
        Lanes::Status => EventStatus::ALL.get(at).map(|it| words.event_status(*it)),
    };
    name.unwrap_or_default().into()
}

/// How high the rows of a lane are together, in pixels, without the one for
/// clusters.
pub(in crate::timeline) fn rows_height(state: &LaneState) -> f64 {
    f64::from(narrow(state.rows)) * ROW_HEIGHT
}

/// The events in sight, in the order of time, each group among them.
fn events(
    lane: &LaneContext,
    at: usize,
    state: &LaneState,
    layout: &LaneLayout,
    name: &AttrValue,
) -> Html {
    let tab_stop = lane
        .current
        .filter(|(lane, position)| {
            *lane == at && layout.placed.iter().any(|it| it.position == *position)
        })
        .map(|(_, position)| position)
        .or_else(|| layout.placed.first().map(|placed| placed.position));
    let mut items: Vec<(usize, Html)> = layout
        .placed
        .iter()
        .map(|placed| {
            let is_tab_stop = tab_stop == Some(placed.position);
            (
                placed.position,
                event(lane, placed, &state.events, is_tab_stop),
            )
        })
        .collect();
    let height = rows_height(state);
    items.extend(
        layout
            .clusters
            .iter()
            .map(|it| (it.first, cluster(lane, it, height))),
    );
    let key = |position: usize| i64::try_from(position).unwrap_or(i64::MAX);
    sort::sort_by_key(&mut items, |(position, _)| (key(*position), 0));
    let clusters = if state.has_clusters {
        CLUSTER_ROW_HEIGHT
    } else {
        0.0
    };
    html! {
        <ol
            class="timeline__events"
            role="list"
            aria-label={name.clone()}
            data-place={placing(&[("block-size", height + clusters)])}
        >
            { for items.into_iter().map(|(_, item)| item) }
            { lines(lane, state, layout).unwrap_or_default() }
        </ol>
    }
}

/// How far below the top of its row the middle of a mark is, in pixels.
const MARK_MIDDLE_PX: f64 = 7.0;

/// Thin lines from the event that the pointer or the focus is on to those of the lane
/// that it comes after or before.
fn lines(lane: &LaneContext, state: &LaneState, layout: &LaneLayout) -> Option<Html> {
    let point = |key: u32| {
        let placed = layout.placed.iter().find(|it| it.key == key)?;
        let extent = state.events.mark(placed.position)?.extent;
        let (from, to) = lane.scale.clip(extent.from, extent.to);
        let row = f64::from(u32::try_from(placed.row).ok()?);
        Some(((from + to) / 2.0, row * ROW_HEIGHT + MARK_MIDDLE_PX))
    };
    let (x, y) = point(lane.hovered.filter(|_| !lane.neighbours.is_empty())?)?;
    let lines = lane.neighbours.iter().filter_map(|key| point(*key));
    Some(html! {
        <li class="neighbours" aria-hidden="true">
            <svg width="100%" height="100%">
                { for lines.map(|(to_x, to_y)| html! {
                    <line x1={tenths(x)} y1={tenths(y)} x2={tenths(to_x)} y2={tenths(to_y)} />
                }) }
            </svg>
        </li>
    })
}

/// Events that stand too close to be told apart: how many, and the way in.
fn cluster(lane: &LaneContext, cluster: &Cluster, top: f64) -> Html {
    let words = lane.context.words;
    let count = narrow(cluster.count);
    #[expect(clippy::cast_possible_truncation, reason = "a group is in sight")]
    let day = |days: f64| day_label(Day(days.floor() as i64), words);
    let (events, from, to) = (words.events.of(count), day(cluster.from), day(cluster.to));
    let label = if from == to {
        fill(words.group_on_day, &[("events", &events), ("day", &from)])
    } else {
        let parts = [("events", &*events), ("from", &from), ("to", &to)];
        fill(words.group, &parts)
    };
    // What is seen is part of the name, so that it can be said to a computer
    // (WCAG 2.2, 2.5.3).
    let shown = ["+", &words.language.number(count)].concat();
    let name = labelled(&shown, &label, words);
    let place = [
        ("margin-inline-start", cluster.x),
        ("margin-block-start", top),
        ("inline-size", cluster.width),
    ];
    html! {
        <li class="cluster" key={["cluster-", &cluster.first.to_string()].concat()} data-place={placing(&place)}>
            <button
                type="button"
                class="cluster__open"
                tabindex="-1"
                aria-label={name}
                title={label}
                data-cluster={cluster.first.to_string()}
            >
                { shown }
            </button>
        </li>
    }
}
