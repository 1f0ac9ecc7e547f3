//! Where an event *stands*: plain geometry, with no words and no page.
//!
//! Time is in days from 1970-01-01 as an `f64` (a [`Day`] `d` covers `d..d+1`);
//! places are in pixels from the leading edge of the drawing. A right-to-left
//! page mirrors the whole; nothing here knows of it.
//!
//! A [`Date`] becomes an [`Extent`] (what of it is certain, and how far it may
//! reach); a [`Scale`] turns days into pixels; [`layout`] gives every event a
//! row where it overlaps no other; [`ticks`] divides the axis by the calendar.
//!
//! [`Day`]: crate::dataset::Day
//! [`Date`]: crate::dataset::Date

mod density;
mod extent;
mod fit;
mod layout;
mod scale;
mod ticks;

pub use density::density;
pub use extent::Extent;
pub use fit::{dense, fit};
pub use layout::{Layout, Mark, Options, Placed, layout};
pub use scale::{Scale, Window};
pub use ticks::{Tick, Ticks, Unit, ticks};

#[cfg(test)]
mod tests;
