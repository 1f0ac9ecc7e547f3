//! What every lane of a timeline, and every event in it, is drawn with.

use crate::context::WidgetContext;
use backstory_core::state::Lanes;
use backstory_core::timeline::Scale;

/// How high a row of events is, in pixels.
pub(super) const ROW_HEIGHT: f64 = 62.0;

/// What every lane of a timeline is drawn with.
pub(super) struct LaneContext<'a> {
    pub context: &'a WidgetContext,
    pub scale: &'a Scale,
    pub by: Lanes,
    /// The events that are only possibly in the range, by number.
    pub possibly: &'a [u32],
    /// The event that is open.
    pub open: Option<u32>,
    /// The event whose other places light up.
    pub hovered: Option<u32>,
    /// The events that it comes after or before, or shares its time with.
    pub neighbours: &'a [u32],
    /// The lane and the position of the event that Tab comes to.
    pub current: Option<(usize, usize)>,
}
