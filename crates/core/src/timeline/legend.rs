//! In which ways dates are drawn.

use super::{Mark, MarkShape};

/// The ways in which the dates of a lane are drawn; a legend tells them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LegendEntries {
    shapes: [bool; 7],
    /// Whether any is approximate.
    pub approximate: bool,
    /// Whether any is uncertain.
    pub uncertain: bool,
    /// Whether any has no known beginning.
    pub open_start: bool,
    /// Whether any has no known end.
    pub open_end: bool,
    /// Whether any is of what was only planned.
    pub planned: bool,
}

impl LegendEntries {
    pub(super) fn add(&mut self, mark: &Mark) {
        let extent = &mark.extent;
        if let Some(is_used) = self.shapes.get_mut(extent.shape as usize) {
            *is_used = true;
        }
        self.approximate |= extent.approximate;
        self.uncertain |= extent.uncertain;
        // Bounds that are open say so themselves.
        let is_between = extent.shape == MarkShape::Between;
        self.open_start |= extent.open_start && !is_between;
        self.open_end |= extent.open_end && !is_between;
        self.planned |= mark.planned;
    }

    /// Whether any date is drawn in this shape.
    #[must_use]
    pub fn has(&self, shape: MarkShape) -> bool {
        self.shapes.get(shape as usize).copied().unwrap_or_default()
    }
}
