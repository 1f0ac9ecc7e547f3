//! A lane: its head, its events, and the groups of those that stand too close.

use yew::prelude::*;

use super::event::event;
use super::track::Strip;
use crate::app::context::Context;
use crate::ui::measure::placing;
use backstory_core::dataset::{Day, EntityIx, EventKind, EventStatus};
use backstory_core::locale::{day_label, fill};
use backstory_core::state::Lanes;
use backstory_core::timeline::{Group, Layout, Scale};
use backstory_core::util::sort;

/// How high a row is, and the one for groups, in pixels.
pub(super) const ROW: f64 = 44.0;
const GROUP_ROW: f64 = 30.0;

/// What every lane of a timeline is drawn with.
pub(super) struct Stage<'a> {
    pub context: &'a Context,
    pub scale: &'a Scale,
    pub by: Lanes,
    /// The events that are only possibly in the range, by number.
    pub possibly: &'a [u32],
    /// The event that is open.
    pub open: Option<u32>,
    /// The event whose other places light up.
    pub lit: Option<u32>,
    /// The lane and the position of the event that Tab comes to.
    pub current: Option<(usize, usize)>,
}

/// The lane at a position. A folded one shows its head only.
pub(super) fn lane(
    stage: &Stage,
    at: usize,
    strip: &Strip,
    layout: &Layout,
    is_folded: bool,
    fold: Callback<MouseEvent>,
) -> Html {
    let name = lane_name(stage, strip.class);
    let id = ["lane-", &at.to_string()].concat();
    let (in_lane, controlled) = (at.to_string(), id.clone());
    let count = u32::try_from(strip.lane.len()).unwrap_or(u32::MAX);
    let events = (!is_folded).then(|| events(stage, at, strip, layout, &name));
    if stage.by == Lanes::None {
        return html! { <div class="lane" data-lane={in_lane}>{ events }</div> };
    }
    html! {
        <section
            class="lane"
            key={strip.class.map_or(-1, i64::from)}
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
                    <span class="lane__count">{ stage.context.words.language.number(count) }</span>
                </button>
            </h3>
            { events }
        </section>
    }
}

/// What the events of a lane have in common.
fn lane_name(stage: &Stage, class: Option<u32>) -> AttrValue {
    let words = stage.context.words;
    let Some(class) = class else {
        let is_all = stage.by == Lanes::None;
        return if is_all {
            words.timeline
        } else {
            words.group_other
        }
        .into();
    };
    let at = class as usize;
    let name = match stage.by {
        Lanes::None => None,
        Lanes::Actor => {
            let entity = stage.context.entity(EntityIx(class));
            return entity
                .map(|entity| entity.name.clone())
                .unwrap_or_default()
                .into();
        }
        Lanes::Kind => EventKind::ALL.get(at).map(|kind| words.event_kind(*kind)),
        Lanes::Status => EventStatus::ALL.get(at).map(|it| words.event_status(*it)),
    };
    name.unwrap_or_default().into()
}

/// How high the rows of a lane are together, in pixels, without the one for
/// groups.
pub(super) fn rows_height(strip: &Strip) -> f64 {
    f64::from(u32::try_from(strip.rows).unwrap_or(u32::MAX)) * ROW
}

/// The events in sight, in the order of time, each group among them.
fn events(stage: &Stage, at: usize, strip: &Strip, layout: &Layout, name: &AttrValue) -> Html {
    let tab_stop = stage
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
                event(stage, placed, &strip.lane, is_tab_stop),
            )
        })
        .collect();
    let height = rows_height(strip);
    items.extend(
        layout
            .groups
            .iter()
            .map(|it| (it.first, group(stage, it, height))),
    );
    let key = |position: usize| i64::try_from(position).unwrap_or(i64::MAX);
    sort::sort_by_key(&mut items, |(position, _)| (key(*position), 0));
    let groups = if strip.has_groups { GROUP_ROW } else { 0.0 };
    html! {
        <ol
            class="timeline__events"
            role="list"
            aria-label={name.clone()}
            data-place={placing(&[("block-size", height + groups)])}
        >
            { for items.into_iter().map(|(_, item)| item) }
        </ol>
    }
}

/// Events that stand too close to be told apart: how many, and the way in.
fn group(stage: &Stage, group: &Group, top: f64) -> Html {
    let words = stage.context.words;
    let count = u32::try_from(group.count).unwrap_or(u32::MAX);
    #[expect(clippy::cast_possible_truncation, reason = "a group is in sight")]
    let day = |days: f64| day_label(Day(days as i64), words);
    let label = fill(
        words.group,
        &[
            ("events", &words.events.of(count)),
            ("from", &day(group.from)),
            ("to", &day(group.to)),
        ],
    );
    let place = [
        ("margin-inline-start", group.x),
        ("margin-block-start", top),
        ("inline-size", group.width),
    ];
    html! {
        <li class="group" key={["group-", &group.first.to_string()].concat()} data-place={placing(&place)}>
            <button
                type="button"
                class="group__open"
                tabindex="-1"
                aria-label={label.clone()}
                title={label}
                data-group={group.first.to_string()}
            >
                { "+" }{ words.language.number(count) }
            </button>
        </li>
    }
}
