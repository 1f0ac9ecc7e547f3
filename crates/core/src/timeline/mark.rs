//! What is drawn of one event.

use super::DateExtent;

/// An event to stand in a lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// What the event is known by.
    pub key: u32,
    /// What is drawn of its date.
    pub extent: DateExtent,
    /// How much the story makes of it: where there is no room for all, what
    /// weighs more stands by itself.
    pub weight: u8,
    /// Whether it was only planned.
    pub planned: bool,
}
