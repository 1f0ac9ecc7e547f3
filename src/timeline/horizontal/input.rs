//! What an event of the page tells the timeline.

use yew::prelude::*;

use super::keys::key_command;
use super::message::Msg;
use super::target::EventTarget;
use crate::ui::measure::reads_to_the_left;

pub(super) fn lifted(event: PointerEvent, is_lost: bool) -> Msg {
    let target = EventTarget::of(&event);
    Msg::Lift(event, target, is_lost)
}

/// What a key asks for; the page does not hear of it then.
pub(super) fn key_pressed(event: KeyboardEvent) -> Option<Msg> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let target = EventTarget::of(&event);
    // The heads of lanes have keys of their own.
    if target.is_button && target.event.is_none() {
        return None;
    }
    let is_rtl = event
        .target_dyn_into()
        .is_some_and(|target| reads_to_the_left(&target));
    let command = key_command(&event.key(), is_rtl)?;
    event.prevent_default();
    Some(Msg::Key(command, target))
}
