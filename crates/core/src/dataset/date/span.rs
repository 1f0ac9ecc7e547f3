//! What a range of days asks of a date, and what the date answers.

use super::Day;

/// A closed range of days asked for; a side that is `None` is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DateRange {
    /// The first day asked for.
    pub from: Option<Day>,
    /// The last day asked for.
    pub to: Option<Day>,
}

/// Whether something was in a range of days, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Match {
    /// It cannot have been.
    No,
    /// It may have been.
    Possible,
    /// It must have been.
    Definite,
}

/// When a thing lasted, as far as is known.
///
/// It began on some day of `start_earliest..=start_latest` and ended on some
/// day of `end_earliest..=end_latest`. Something that took no time worth
/// telling has twice the same two days.
///
/// [`Day::MIN`] and [`Day::MAX`] are not days but limits: with both ends of a
/// pair at the limit the thing goes on without one; with only the outer end
/// there, it stops at an unknown day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day on which it may have begun.
    pub start_earliest: Day,
    /// The last day on which it may have begun.
    pub start_latest: Day,
    /// The first day on which it may have ended.
    pub end_earliest: Day,
    /// The last day on which it may have ended.
    pub end_latest: Day,
}

impl Span {
    /// What lasted from some day of `start` to some day of `end`.
    ///
    /// Nothing ends before it starts: `2018-06/2018` ended in June at the
    /// earliest, and what ended in 2018 started in 2018 at the latest.
    pub(super) fn lasting(start: DaySpan, end: DaySpan) -> Self {
        Self {
            start_earliest: start.earliest,
            start_latest: start.latest.min(end.latest),
            end_earliest: end.earliest.max(start.earliest),
            end_latest: end.latest,
        }
    }

    /// Whether any of it was in `range`; a range that ends before it begins
    /// holds nothing.
    #[must_use]
    pub fn answer(self, range: DateRange) -> Match {
        let from = range.from.unwrap_or(Day::MIN);
        let to = range.to.unwrap_or(Day::MAX);
        if from > to || self.start_earliest > to || self.end_latest < from {
            Match::No
        } else if self.start_latest <= to && self.end_earliest >= from {
            Match::Definite
        } else {
            Match::Possible
        }
    }
}

/// The days among which one day lies that is not known more exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DaySpan {
    /// The first of them.
    pub earliest: Day,
    /// The last of them.
    pub latest: Day,
}

impl DaySpan {
    /// Nothing is known of the day.
    pub const ANY: Self = Self {
        earliest: Day::MIN,
        latest: Day::MAX,
    };
    /// Where something starts that has no start.
    pub const NO_START: Self = Self {
        earliest: Day::MIN,
        latest: Day::MIN,
    };
    /// Where something ends that has no end.
    pub const NO_END: Self = Self {
        earliest: Day::MAX,
        latest: Day::MAX,
    };
}
