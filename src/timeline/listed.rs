//! The timeline where no script has come to place anything.

use std::rc::Rc;

use yew::prelude::*;

use super::horizontal::{TimelineLayout, rows_height};
use super::props::TimelineProps;
use super::vertical::Vertical;
use crate::context::WidgetContext;
use crate::ui::measure::UNMEASURED;
use backstory_core::query::Selection;
use backstory_core::state::Lanes;
use backstory_core::util::format::tenths;

/// What stands around the rows of a drawn timeline, in pixels: its bar, axis,
/// overview and legend, and the heads of what is undated.
const FRAME_PX: f64 = 265.0;
const UNDATED_HEAD_PX: f64 = 65.0;
/// A line of what is undated, which holds so many at most widths.
const UNDATED_LINE_PX: f64 = 48.0;
const MAX_UNDATED_IN_LINE: usize = 4;
const UNDATED_MOST: usize = 12;

/// The timeline that runs down, all of it. Where the drawn timeline will take its
/// place, it takes no less room than that: what stands below is not to be pushed away.
#[component]
pub(crate) fn Listed(props: &TimelineProps) -> Html {
    // A size that needs no style: the markup may have none.
    html! {
        <div class="prerendered__listed">
            <div class="prerendered__list">
                <Vertical timeline={props.clone()} is_whole=true />
            </div>
            <svg
                class="prerendered__room"
                width="1"
                height={tenths(height(&props.context, &props.selection))}
                aria-hidden="true"
            />
        </div>
    }
}

/// How tall the drawn timeline will be, in pixels, as far as that is known.
fn height(context: &WidgetContext, selection: &Rc<Selection>) -> f64 {
    let layout = TimelineLayout::new(context, selection, Lanes::default(), UNMEASURED);
    let rows: f64 = layout.lanes.iter().map(rows_height).sum();
    let lines = layout
        .undated
        .len()
        .min(UNDATED_MOST)
        .div_ceil(MAX_UNDATED_IN_LINE);
    let undated = match u32::try_from(lines) {
        Ok(0) | Err(_) => 0.0,
        Ok(lines) => UNDATED_HEAD_PX + f64::from(lines) * UNDATED_LINE_PX,
    };
    FRAME_PX + rows + undated
}
