//! The drawn extent of a date.

use super::scale::days;
use crate::dataset::{Dataset, Date, Day, EventIx, Span};
use crate::util::format::{greater, lesser};

/// The longest time, in days, that is drawn as a month is; a season and a
/// quarter still are.
const LONGEST_MONTH: f64 = 93.0;
/// The shortest year, in days: less than that is several months.
const SHORTEST_YEAR: f64 = 365.0;

/// How exactly a date is known, which its mark shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkShape {
    /// A time of a day.
    Instant,
    /// One day.
    Day,
    /// Some time in a month, or in anything up to a season.
    Month,
    /// Some time in several months, of less than a year.
    Months,
    /// Some time in a year, or in something longer.
    Year,
    /// All through, from a beginning to an end.
    Lasting,
    /// Without a date, some time between what it comes after and before.
    Between,
}

/// What is drawn of a date, in days: `from..to` as far as the text goes, and
/// `soft_from..soft_to` as far as it may be meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DateExtent {
    /// Where it may begin.
    pub soft_from: f64,
    /// Where the solid part begins.
    pub from: f64,
    /// Where the solid part ends.
    pub to: f64,
    /// Where it may end.
    pub soft_to: f64,
    /// Whether it has no known beginning.
    pub open_start: bool,
    /// Whether it has no known end.
    pub open_end: bool,
    /// Whether it is marked as approximate.
    pub approximate: bool,
    /// Whether it is marked as uncertain.
    pub uncertain: bool,
    /// How exactly it is known.
    pub shape: MarkShape,
    /// The first and the last bound that is known, in days; the wrong way round
    /// where none is.
    known: (f64, f64),
}

impl DateExtent {
    /// What is drawn of `date`.
    ///
    /// Of an interval, the solid part is what it surely lasted. A single date is
    /// at some time within its bounds: they are the solid part.
    #[must_use]
    pub fn of(date: &Date) -> Self {
        let (first, last) = (days(date.earliest()), end_of(date.latest()));
        let (core_from, core_to) = core(date.formal_spans());
        let (from, to, lasting) = match date.instants() {
            // A time of an end is all that is known of it, and is exact.
            [Some(from), Some(to)] => (from, to, from < to),
            [Some(from), None] => (from, core_to.max(from), true),
            [None, Some(to)] => (core_from.min(to), to, true),
            [None, None] if lasts(date) && core_from < core_to => (core_from, core_to, true),
            [None, None] => (first, last, false),
        };
        let time = date.instants().into_iter().flatten().next();
        let possible = date.spans();
        let soft_from = possible
            .iter()
            .map(|span| span.start_earliest)
            .min()
            .unwrap_or(Day::MIN);
        let soft_to = possible
            .iter()
            .map(|span| span.end_latest)
            .max()
            .unwrap_or(Day::MAX);
        let is_exact = date.instants().iter().all(Option::is_some);
        let (soft_from, soft_to) = if from < to && !is_exact {
            (days(soft_from).min(from), end_of(soft_to).max(to))
        } else {
            (from, to)
        };
        Self {
            soft_from,
            from,
            to,
            soft_to,
            open_start: date.is_open_start(),
            open_end: date.is_open_end(),
            approximate: date.is_approximate(),
            uncertain: date.is_uncertain(),
            shape: match to - from {
                _ if lasting => MarkShape::Lasting,
                _ if time.is_some() => MarkShape::Instant,
                ..=1.0 => MarkShape::Day,
                ..=LONGEST_MONTH => MarkShape::Month,
                length if length < SHORTEST_YEAR => MarkShape::Months,
                _ => MarkShape::Year,
            },
            known: known(date.formal_spans()),
        }
    }

    /// What is drawn of what has no date and is known to be within a span: its bounds,
    /// and nothing between them.
    #[must_use]
    pub fn between(span: Span) -> Self {
        let (first, last) = (span.start_earliest, span.end_latest);
        let (from, to) = (days(first), end_of(last));
        Self {
            soft_from: from,
            from,
            to,
            soft_to: to,
            open_start: first == Day::MIN,
            open_end: last == Day::MAX,
            approximate: false,
            uncertain: false,
            shape: MarkShape::Between,
            known: known(&[span]),
        }
    }

    /// What is drawn of an event: its date, else what its order leaves.
    #[must_use]
    pub fn of_event(event: EventIx, dataset: &Dataset) -> Option<Self> {
        match &dataset.event(event)?.date {
            Some(date) => Some(Self::of(date)),
            None => dataset.bounds(event).map(Self::between),
        }
    }

    /// Whether it may reach further than its solid part.
    #[must_use]
    pub fn is_soft(&self) -> bool {
        self.soft_from < self.from || self.soft_to > self.to
    }

    /// Whether it was some time within the solid part, not all through it.
    #[must_use]
    pub const fn is_vague(&self) -> bool {
        matches!(
            self.shape,
            MarkShape::Month | MarkShape::Months | MarkShape::Year | MarkShape::Between
        )
    }

    /// The part to be shown when all of it should be in sight: an open end has
    /// nothing to show but where it opens, and what is open at both ends only the
    /// bounds in between. `None` where no bound is known.
    #[must_use]
    pub fn bounded(&self) -> Option<(f64, f64)> {
        match (self.open_start, self.open_end) {
            (false, false) => Some((self.from, self.to)),
            (false, true) => Some((self.from, self.from)),
            (true, false) => Some((self.to, self.to)),
            (true, true) => (self.known.0 <= self.known.1).then_some(self.known),
        }
    }
}

/// Whether a date lasts from one day to another.
pub(super) fn lasts(date: &Date) -> bool {
    !date.is_one_of()
        && (date.formal_spans().len() > 1
            || date
                .formal_spans()
                .iter()
                .any(|s| (s.start_earliest, s.start_latest) != (s.end_earliest, s.end_latest)))
}

/// From the last day on which all of it may have begun to the first on which
/// all of it may have ended.
fn core(spans: &[Span]) -> (f64, f64) {
    let from = spans
        .iter()
        .map(|span| span.start_latest)
        .min()
        .unwrap_or(Day::MIN);
    let to = spans
        .iter()
        .map(|span| span.end_earliest)
        .max()
        .unwrap_or(Day::MAX);
    (days(from), end_of(to))
}

/// From the first bound that is a day to the midnight after the last.
fn known(spans: &[Span]) -> (f64, f64) {
    let bounds = spans.iter().flat_map(|span| {
        [
            span.start_earliest,
            span.start_latest,
            span.end_earliest,
            span.end_latest,
        ]
    });
    let is_known = |day: &Day| Day::MIN < *day && *day < Day::MAX;
    bounds
        .filter(is_known)
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(from, to), day| {
            (lesser(from, days(day)), greater(to, end_of(day)))
        })
}

/// The midnight after a day.
fn end_of(day: Day) -> f64 {
    days(day) + 1.0
}
