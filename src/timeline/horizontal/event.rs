//! One event: its mark, drawn as exactly as its date is known, and its label.

use yew::prelude::*;

use super::lane_context::{LaneContext, ROW_HEIGHT};
use super::layout::{picture_width, title_widths};
use crate::context::WidgetContext;
use crate::media::thumbnail;
use crate::record::record_name;
use crate::timeline::label::{date, title};
use crate::timeline::mark::mark_classes;
use crate::ui::measure::placing;
use backstory_core::dataset::{Event, EventIx};
use backstory_core::locale::{event_title, when};
use backstory_core::state::{Lanes, Record};
use backstory_core::timeline::{DateExtent, LaneEvents, Placed};
use backstory_core::util::narrow::narrow;

/// An event of a lane.
///
/// The item is as wide as its mark, which the style sheet draws before and after
/// it: what is certain, and around it what is possible. So an event is three
/// elements, a window full of them is still a small document, and a step of the
/// window moves one element an event.
pub(super) fn event(
    lane: &LaneContext,
    placed: &Placed,
    events: &LaneEvents,
    is_tab_stop: bool,
) -> Html {
    let ix = EventIx(placed.key);
    let context = lane.context;
    let mark = events.mark(placed.position);
    let (Some(event), Some(mark)) = (context.dataset().event(ix), mark) else {
        return Html::default();
    };
    let extent = mark.extent;
    let is_open = lane.open == Some(placed.key);
    let is_twin = lane.by == Lanes::Actor && lane.hovered == Some(placed.key);
    let class = classes!(
        "event",
        "mark",
        mark_classes(mark),
        is_open.then_some("event--chosen"),
        is_twin.then_some("event--hovered"),
        lane.neighbours
            .contains(&placed.key)
            .then_some("event--neighbour"),
    );
    let (place, place_of_label) = places(lane, &extent, placed);
    html! {
        <li
            key={placed.key}
            {class}
            aria-setsize={events.len().to_string()}
            aria-posinset={(placed.position + 1).to_string()}
            data-place={place}
        >
            <button
                type="button"
                class="event__open"
                data-place={place_of_label}
                tabindex={if is_tab_stop { "0" } else { "-1" }}
                aria-expanded={is_open.to_string()}
                aria-controls="detail"
                data-record={record_name(Record::Event(ix))}
                title={tooltip(context, ix, event)}
            >
                if has_room_for_picture(context, ix, placed.label_width) {
                    { thumbnail(context, Record::Event(ix)) }
                }
                { title(context, event) }
                { date(context, ix, event, lane.possibly.binary_search(&placed.key).is_ok()) }
            </button>
        </li>
    }
}

/// Whether an event has a picture, and its title can be read whole next to that.
fn has_room_for_picture(context: &WidgetContext, ix: EventIx, room: f64) -> bool {
    let picture = picture_width(context, ix);
    picture > 0.0 && room >= title_widths(context, ix).0 + picture
}

/// What is read whole, whatever is cut: the title, and when it was.
fn tooltip(context: &WidgetContext, ix: EventIx, event: &Event) -> String {
    [
        &*event_title(event, context.words),
        "\n",
        &when(ix, context.dataset(), context.words),
    ]
    .concat()
}

/// Where an event's item stands in its lane, and its label in the item.
fn places(lane: &LaneContext, extent: &DateExtent, placed: &Placed) -> (String, String) {
    let row = f64::from(narrow(placed.row));
    let scale = lane.scale;
    let (solid, solid_end) = scale.clip(extent.from, extent.to);
    let item = [
        ("margin-inline-start", solid),
        ("margin-block-start", row * ROW_HEIGHT),
        ("inline-size", solid_end - solid),
    ];
    let mut item = placing(&item);
    if extent.approximate || extent.uncertain {
        let (soft, soft_end) = scale.clip(extent.soft_from, extent.soft_to);
        item += &placing(&[
            ("--soft-x", soft - solid),
            ("--soft-width", soft_end - soft),
        ]);
    }
    let label = placing(&[
        ("margin-inline-start", placed.label_x - solid),
        ("max-inline-size", placed.label_width),
    ]);
    (item, label)
}
