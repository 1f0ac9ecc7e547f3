//! What an event of the page is about.

use web_sys::{Element, WheelEvent};
use yew::TargetCast;

/// How much a pixel of the wheel zooms: a wheel comes in notches of a hundred,
/// a pinch on a trackpad in single ones.
const WHEEL_ZOOM_PER_PX: f64 = 0.004;
const PINCH_ZOOM_PER_PX: f64 = 0.012;
/// What is less than this, in pixels, comes from a trackpad.
const MAX_TRACKPAD_PX: f64 = 30.0;

/// What is under an event of the page. It is asked as the event comes: once it
/// has left the shadow root, its target is the element around.
#[derive(Clone, Copy)]
pub(crate) struct EventTarget {
    pub lane: Option<usize>,
    pub event: Option<u32>,
    /// The position of the first event of a cluster.
    pub cluster: Option<u32>,
    pub is_button: bool,
}

impl EventTarget {
    pub fn of(event: &web_sys::Event) -> Self {
        let target = event.target_dyn_into::<Element>();
        let closest = |selector: &str| target.as_ref()?.closest(selector).ok().flatten();
        let number = |attribute: &str| {
            let element = closest(&["[", attribute, "]"].concat())?;
            let value = element.get_attribute(attribute)?;
            value
                .strip_prefix("event-")
                .unwrap_or(&value)
                .parse::<u32>()
                .ok()
        };
        Self {
            lane: number("data-lane").map(|lane| lane as usize),
            event: number("data-record"),
            cluster: number("data-cluster"),
            is_button: closest("button").is_some(),
        }
    }
}

/// Whether a turn of the wheel is meant for the timeline: with Ctrl it zooms,
/// and sideways it moves. Any other scrolls the page.
pub(super) fn is_for_us(event: &WheelEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.delta_x().abs() > event.delta_y().abs()
}

/// What a turn of the wheel does.
pub(super) enum Turn {
    /// Everything becomes so many times as large.
    Zoom(f64),
    /// So many pixels to the right.
    Move(f64),
}

impl Turn {
    pub fn of(event: &WheelEvent) -> Self {
        let unit = match event.delta_mode() {
            WheelEvent::DOM_DELTA_LINE => 16.0,
            WheelEvent::DOM_DELTA_PAGE => 400.0,
            _ => 1.0,
        };
        if !event.ctrl_key() && !event.meta_key() {
            return Self::Move(event.delta_x() * unit);
        }
        let turn = event.delta_y() * unit;
        let speed = if turn.abs() < MAX_TRACKPAD_PX {
            PINCH_ZOOM_PER_PX
        } else {
            WHEEL_ZOOM_PER_PX
        };
        // The browser has it; in wasm it is a table.
        Self::Zoom(js_sys::Math::exp(-turn * speed))
    }
}

pub(super) fn is_mac() -> bool {
    cfg!(target_arch = "wasm32")
        && web_sys::window()
            .and_then(|window| window.navigator().platform().ok())
            .is_some_and(|platform| platform.starts_with("Mac"))
}
