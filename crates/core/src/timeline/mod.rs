//! Where an event *stands*: plain geometry, with no words and no page.
//!
//! Time is in days from 1970-01-01 as an `f64` (a [`Day`] `d` covers `d..d+1`);
//! places are in pixels from the leading edge of the drawing. A right-to-left
//! page mirrors the whole; nothing here knows of it.
//!
//! A [`Date`] becomes an [`Extent`] (what of it is certain, and how far it may
//! reach); a [`Lane`] holds many of them in the order of time; a [`Scale`] turns
//! days into pixels; [`Drawing::layout`] gives every event of a lane a row where
//! it overlaps no other, or counts it in a [`Group`]; [`ticks`] divides the axis
//! by the calendar; a [`Motion`] leads from one [`Window`] to another; a
//! [`Brush`] asks for a part of all time.
//!
//! [`Day`]: crate::dataset::Day
//! [`Date`]: crate::dataset::Date

mod brush;
mod density;
mod extent;
mod fit;
mod kinds;
mod lane;
mod layout;
mod motion;
mod scale;
mod ticks;

pub use brush::{Brush, Grip};
pub use density::density;
pub use extent::{Extent, Form};
pub use fit::{dense, fit};
pub use kinds::Kinds;
pub use lane::{Lane, Mark, lanes};
pub use layout::{Drawing, Group, Layout, Memory, Options, Placed};
pub use motion::{Drag, Motion, STEP};
pub use scale::{Scale, Window};
pub use ticks::{Tick, Ticks, Unit, ticks};

#[cfg(test)]
mod tests;
