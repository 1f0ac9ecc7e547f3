//! What the timeline can be told.

use web_sys::WheelEvent;
use yew::prelude::*;

use super::keys::KeyCommand;
use super::target::EventTarget;
use backstory_core::timeline::TimelineCommand;

pub(crate) enum Msg {
    Press(PointerEvent),
    Drag(PointerEvent),
    /// Where it is lifted, and whether the page took it away.
    Lift(PointerEvent, EventTarget, bool),
    Wheel(WheelEvent),
    Key(KeyCommand, EventTarget),
    Click(EventTarget),
    Focus(EventTarget),
    Hover(Option<u32>),
    Command(TimelineCommand),
    /// The window goes to have its middle on a day.
    Center(f64),
    Fold(Option<u32>),
    Frame(f64),
    Width(f64),
    HintRead,
}
