//! The date range of the filter, as a brush on the overview.

use super::scale::days;
use super::{Unit, Window};
use crate::dataset::{DateRange, Day};
use crate::util::format::within;

/// A brush no wider than this share of the overview is a slip of the hand.
const MIN_BRUSH_SHARE: f64 = 0.01;
/// A key moves an end by about this share of the overview.
const KEY_STEP_SHARE: f64 = 0.01;

/// The part of a brush that is dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grip {
    /// Where it begins.
    From,
    /// Where it ends.
    To,
    /// All of it.
    Whole,
    /// Nothing yet: a new one is drawn from where the drag sets out.
    New,
}

/// From when to when a brush reaches, in days; the whole overview where nothing
/// is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Brush {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

impl Brush {
    /// The brush that shows `range` on an overview of `all` time.
    #[must_use]
    pub fn of(range: DateRange, all: &Window) -> Self {
        let bounded = |day: f64| within(day, all.from(), all.to());
        Self {
            from: range.from.map_or(all.from(), |day| bounded(days(day))),
            to: range.to.map_or(all.to(), |day| bounded(days(day) + 1.0)),
        }
    }

    /// The days that it asks for; an end that touches the overview's is open.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "an overview is never far from 1970"
    )]
    pub fn range(&self, all: &Window) -> DateRange {
        let (from, to) = (self.from.round(), self.to.round());
        DateRange {
            from: (self.from > all.from()).then_some(Day(from as i64)),
            to: (self.to < all.to()).then_some(Day((to.max(from + 1.0) - 1.0) as i64)),
        }
    }

    /// The brush after a drag from one point in time to another; `None` where
    /// that asks for nothing in particular.
    #[must_use]
    pub fn dragged(&self, grip: Grip, start: f64, now: f64, all: &Window) -> Option<Self> {
        let by = now - start;
        let bounded = |day: f64| within(day, all.from(), all.to());
        let least = all.span() * MIN_BRUSH_SHARE;
        Some(match grip {
            Grip::From => Self {
                from: bounded((self.from + by).min(self.to - least)),
                to: self.to,
            },
            Grip::To => Self {
                from: self.from,
                to: bounded((self.to + by).max(self.from + least)),
            },
            Grip::Whole => {
                let by = within(by, all.from() - self.from, all.to() - self.to);
                Self {
                    from: self.from + by,
                    to: self.to + by,
                }
            }
            Grip::New if by.abs() < least => return None,
            Grip::New => Self {
                from: bounded(start.min(now)),
                to: bounded(start.max(now)),
            },
        })
    }

    /// The brush with one end moved by so many steps of the calendar, or as far
    /// as it goes.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "an overview is never far from 1970"
    )]
    pub fn stepped(&self, grip: Grip, steps: i32, all: &Window) -> Self {
        let unit = Unit::of_at_least(all.span() * KEY_STEP_SHARE);
        let end = if grip == Grip::To { self.to } else { self.from };
        let stepped = days(unit.step(Day(end.round() as i64), steps));
        self.dragged(grip, end, stepped, all).unwrap_or(*self)
    }
}
