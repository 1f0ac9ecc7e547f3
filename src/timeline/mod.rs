//! The timeline: along an axis, to be moved and zoomed, or down the page, to be read.
//!
//! Both show the same events. Which of the two is drawn is the reader's choice, or else
//! follows from the width.

mod horizontal;
mod label;
mod legend;
mod listed;
mod mark;
mod props;
mod stepper;
mod story_pages;
mod swipe;
mod toolbar;
mod vertical;

pub(crate) use listed::Listed;
pub(crate) use props::TimelineProps;
pub(crate) use stepper::Stepper;
pub(crate) use story_pages::{StoryPages, start_page};

use web_sys::Element;
use yew::prelude::*;

use crate::ui::measure::{find_and_focus, use_width, window_width};
use backstory_core::state::{Action, Layout};
use horizontal::Horizontal;
use vertical::Vertical;

/// From this width on, in pixels, time runs along an axis.
const MIN_HORIZONTAL_PX: f64 = 640.0;

/// The timeline in one of its layouts.
#[component]
pub(crate) fn Timeline(props: &TimelineProps) -> Html {
    let root = use_node_ref();
    // Until it is measured, the window tells whether there can be room.
    let width = use_width(&root, window_width);
    let was_switched = use_mut_ref(|| false);
    let is_vertical = match props.state.layout {
        Layout::Auto => width < MIN_HORIZONTAL_PX,
        Layout::Horizontal => false,
        Layout::Vertical => true,
    };
    {
        // The button that was pressed is drawn anew, and keeps the focus.
        let (root, was_switched) = (root.clone(), was_switched.clone());
        use_effect_with(is_vertical, move |_| {
            if was_switched.take()
                && let Some(root) = root.cast::<Element>()
            {
                find_and_focus(&root, ".switch__choice[aria-pressed=\"true\"]");
            }
        });
    }
    let switch = {
        let context = props.context.clone();
        Callback::from(move |layout: Layout| {
            *was_switched.borrow_mut() = true;
            context.act(Action::SetLayout(layout));
        })
    };
    let props = TimelineProps {
        switch,
        ..props.clone()
    };
    html! {
        <div ref={root}>
            if is_vertical {
                <Vertical timeline={props} />
            } else {
                <Horizontal ..props />
            }
        </div>
    }
}
