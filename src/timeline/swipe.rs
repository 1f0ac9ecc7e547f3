//! A finger that pulls the next thing in.

use web_sys::Element;
use yew::prelude::*;

use crate::ui::measure::reads_to_the_left;

/// A swipe is at least this long, in pixels, and twice as long as it is high.
const MIN_SWIPE_PX: f64 = 48.0;

/// Whether something is done to a player, which has arrows and a scrubber of its own.
pub(super) fn is_on_player(event: &Event) -> bool {
    let target = event.target_dyn_into::<Element>();
    target.is_some_and(|it| matches!(&*it.tag_name(), "VIDEO" | "AUDIO"))
}

/// What hears a finger go down and up, and tells whether it asked for the next one or for
/// the one before: the next is pulled in from where the text runs to.
#[hook]
pub(super) fn use_swipe(
    on_swipe: Callback<bool>,
) -> (Callback<PointerEvent>, Callback<PointerEvent>) {
    let pressed = use_mut_ref(|| None::<(f64, f64)>);
    let on_press = {
        let pressed = pressed.clone();
        Callback::from(move |event: PointerEvent| {
            let is_finger = event.pointer_type() == "touch" && event.is_primary();
            let is_finger = is_finger && !is_on_player(&event);
            let place = (f64::from(event.client_x()), f64::from(event.client_y()));
            *pressed.borrow_mut() = is_finger.then_some(place);
        })
    };
    let on_lift = Callback::from(move |event: PointerEvent| {
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
        let is_rtl = event
            .target_dyn_into()
            .is_some_and(|target| reads_to_the_left(&target));
        on_swipe.emit((x < 0.0) != is_rtl);
    });
    (on_press, on_lift)
}
