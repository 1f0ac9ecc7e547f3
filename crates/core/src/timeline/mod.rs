//! Where an event *stands*: plain geometry, with no words and no page.
//!
//! Time is in days from 1970-01-01 as an `f64` (a [`Day`] `d` covers `d..d+1`);
//! places are in pixels from the leading edge of the drawing. A right-to-left
//! page mirrors the whole; nothing here knows of it.
//!
//! A [`Date`] becomes a [`DateExtent`] (what of it is certain, and how far it may
//! reach); a [`LaneEvents`] holds many of them in the order of time; a [`Scale`] turns
//! days into pixels; [`LayoutPass::layout`] gives every event of a lane a row where
//! it overlaps no other, or counts it in a [`Cluster`]; [`ticks`] divides the axis
//! by the calendar; a [`Viewport`] knows which [`Window`] is shown and leads, by a
//! [`Motion`] or after a [`PointerGesture`], to another; a [`Brush`] asks for a part
//! of all time.
//!
//! [`Day`]: crate::dataset::Day
//! [`Date`]: crate::dataset::Date

mod brush;
mod density;
mod events;
mod extent;
mod fit;
mod gesture;
mod layout;
mod legend;
mod mark;
mod motion;
mod scale;
mod ticks;
mod vertical;
mod viewport;

pub use brush::{Brush, Grip};
pub use density::density;
pub use events::{LaneEvents, lanes};
pub use extent::{DateExtent, MarkShape};
pub use fit::{dense, fit, opening};
pub use gesture::{PointerGesture, Release};
pub use layout::{Cluster, LabelWidth, LaneLayout, LayoutOptions, LayoutPass, Placed, RowMemory};
pub use legend::LegendEntries;
pub use mark::Mark;
pub use motion::{Drag, Motion, STEP_MS};
pub use scale::{Scale, Window};
pub use ticks::{Tick, Ticks, Unit, ticks};
pub use vertical::{
    BAR_TRACKS, BarSlice, Elapsed, PeriodHeading, VerticalLayout, VerticalRow, VerticalSection,
};
pub use viewport::{Frame, TimelineCommand, Viewport};

#[cfg(test)]
mod tests;
