//! The classes of a mark, which is drawn as exactly as its date is known.

use yew::prelude::*;

use backstory_core::timeline::{Mark, MarkShape};

/// The class of a mark of this shape; the legend shows the same.
pub(super) const fn shape_class(shape: MarkShape) -> &'static str {
    match shape {
        MarkShape::Instant => "mark--instant",
        MarkShape::Day => "mark--day",
        MarkShape::Month => "mark--month",
        MarkShape::Months => "mark--months",
        MarkShape::Year => "mark--year",
        MarkShape::Lasting => "mark--lasting",
        MarkShape::Between => "mark--order",
    }
}

/// All of a mark's classes.
pub(super) fn mark_classes(mark: &Mark) -> Classes {
    let extent = &mark.extent;
    classes!(
        shape_class(extent.shape),
        extent.approximate.then_some("mark--about"),
        extent.uncertain.then_some("mark--uncertain"),
        extent.open_start.then_some("mark--earlier"),
        extent.open_end.then_some("mark--onward"),
        mark.planned.then_some("mark--plan"),
    )
}
