//! Dates that are known as exactly as they are known: EDTF.
//!
//! The Extended Date/Time Format is the profile in Annex A of ISO 8601-2:2019;
//! the Library of Congress publishes it too. Here it is read, in the types of
//! `edtf_core`, and given what a timeline needs: days to count with,
//! [`Span`]s, and a [`Match`] to "was it between these days?".
//!
//! What EDTF leaves open is settled as follows.
//!
//! - A date is *some time in there*: `2018-06` is one day, or more, of June.
//!   An interval `A/B` *lasted*: it began in `A` and ended in `B`.
//! - Seasons are those of the meteorologists, of the northern hemisphere where
//!   the date does not name one: spring is March to May, and the winter of
//!   2017 ends in February 2018.
//! - A time of day counts as its day, that of the place: a time zone moves it
//!   into no other day of a [`DateRange`]. The *order* of times, and where they
//!   stand on the timeline, is that of their instants.
//! - A range in a set is one member: `[1670..1672]` is one unknown point of
//!   those years, and `{1670..1672}` lasted from the first to the last, as
//!   `1670/1672` did.
//! - **Times go beyond EDTF in two forms**, which ISO 8601-1 has: without
//!   seconds (`2024-02-14T05:52`), and as an end of an interval
//!   (`2024-02-14T05:52/2024-02-14T10:31`).
//! - **Qualifiers have no width in EDTF; here they have.** A date that is
//!   uncertain or approximate (`?`, `~`, `%`) may lie outside its bounds by
//!   one unit of its precision on either side: "around June 2018" is possibly
//!   May or July. This moves [`Date::spans`] and so the answers; it moves
//!   neither [`Date::formal_spans`] nor the order.

mod day;
mod error;
mod extent;
mod read;
mod span;
mod time;
mod unit;

use std::cmp::Ordering;
use std::fmt;
use std::rc::Rc;

use edtf_core::{DateTime, Edtf, Interval, IntervalEndpoint, SetElement, SetKind};

pub use day::Day;
pub use error::DateError;
pub use span::{DateRange, Match, Span};
pub use unit::Precision;

use extent::formal_extent;
use read::read;
use span::DaySpan;
use unit::{DateUnit, padded_extent};

/// An EDTF date: levels 0, 1 and 2, and date-times to the minute and as ends of
/// an interval.
///
/// It keeps the text it was written as, by which it is also compared for
/// equality. Its order is that of its [`sort_key`](Self::sort_key), then of
/// its text. A clone is cheap.
///
/// ```
/// use backstory_core::dataset::{Match, Date, DateRange, Day};
///
/// let date = Date::parse("2018-06~")?;
/// let july = DateRange {
///     from: Day::from_ymd(2018, 7, 1),
///     to: Day::from_ymd(2018, 7, 31),
/// };
/// assert_eq!(date.answer(july), Match::Possible);
/// assert_eq!(Some(date.latest()), Day::from_ymd(2018, 6, 30));
/// # Ok::<(), backstory_core::dataset::DateError>(())
/// ```
#[derive(Clone)]
pub struct Date(Rc<Parsed>);

struct Parsed {
    text: Box<str>,
    edtf: Edtf,
    formal_spans: Box<[Span]>,
    spans: Box<[Span]>,
}

impl Date {
    /// Reads an EDTF date.
    ///
    /// # Errors
    ///
    /// A [`DateError`] where `text` is anything else, white space around a
    /// date included.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let edtf = (read(text).map_err(|cause| DateError::new(text, cause))?).edtf;
        let formal_spans = spans(&edtf, formal_extent);
        // Most dates have no qualifier: what is written as one stands nowhere else.
        let spans = if text.contains(['?', '~', '%']) {
            spans(&edtf, padded_extent)
        } else {
            formal_spans.clone()
        };
        Ok(Self(Rc::new(Parsed {
            text: text.into(),
            formal_spans,
            spans,
            edtf,
        })))
    }

    /// The text, exactly as it was parsed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// What the text says, in the terms of EDTF, in which an interval of
    /// date-times is the interval of their days; see
    /// [`interval_times`](Self::interval_times).
    #[must_use]
    pub fn edtf(&self) -> &Edtf {
        &self.0.edtf
    }

    /// When it was, for all that is known: what a qualifier leaves open is
    /// part of it.
    ///
    /// One span for a date or an interval, one per member for a set.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.0.spans
    }

    /// When it was by the letter of the standard, qualifiers aside; as many
    /// as [`spans`](Self::spans), in the same order.
    #[must_use]
    pub fn formal_spans(&self) -> &[Span] {
        &self.0.formal_spans
    }

    /// Whether it was in `range`.
    ///
    /// Of a one-of set only one member is true, so that it surely was if every
    /// member surely was; of an all-of set one is enough.
    #[must_use]
    pub fn answer(&self, range: DateRange) -> Match {
        let answers = || self.spans().iter().map(|span| span.answer(range));
        let best = answers().max().unwrap_or(Match::No);
        let is_in_doubt = self.is_one_of() && answers().any(|answer| answer != Match::Definite);
        if is_in_doubt {
            best.min(Match::Possible)
        } else {
            best
        }
    }

    /// The first day of its formal spans; [`Day::MIN`] where it has no start,
    /// or an unknown one.
    #[must_use]
    pub fn earliest(&self) -> Day {
        let starts = self.formal_spans().iter().map(|span| span.start_earliest);
        starts.min().unwrap_or(Day::MIN)
    }

    /// The last day of its formal spans; [`Day::MAX`] where it has no end, or
    /// an unknown one.
    #[must_use]
    pub fn latest(&self) -> Day {
        let ends = self.formal_spans().iter().map(|span| span.end_latest);
        ends.max().unwrap_or(Day::MAX)
    }

    /// How exactly it is known; an interval or a set no better than the
    /// coarsest date in it.
    #[must_use]
    pub fn precision(&self) -> Precision {
        if let Edtf::DateTime(_) = self.edtf() {
            return Precision::Instant;
        }
        let periods = periods(self.edtf());
        if let (Edtf::Interval(interval), times) = (self.edtf(), self.interval_times())
            && times.iter().any(Option::is_some)
        {
            let to_the_day = [interval.start, interval.end]
                .iter()
                .zip(times)
                .any(|(end, time)| time.is_none() && end.is_dated());
            if !to_the_day {
                return Precision::Instant;
            }
        }
        let ends = periods.iter().flat_map(|period| [period.start, period.end]);
        let units = ends.filter_map(|end| date_of(&end).map(|date| DateUnit::of(&date)));
        units.max().map_or(Precision::Coarser, DateUnit::precision)
    }

    /// The date-times at which an interval starts and ends; `None` for an end
    /// without a time, and of what is not an interval.
    #[must_use]
    pub fn interval_times(&self) -> [Option<DateTime>; 2] {
        match self.edtf() {
            Edtf::Interval(_) if self.as_str().contains('T') => {
                read(self.as_str()).map_or([None; 2], |it| it.times)
            }
            _ => [None; 2],
        }
    }

    /// The instants at which it starts and ends, where it says times: days
    /// from the beginning of 1970 in UTC. A time without a zone counts as UTC.
    #[must_use]
    pub fn instants(&self) -> [Option<f64>; 2] {
        #[expect(clippy::cast_precision_loss, reason = "exact up to 285 million years")]
        self.instant_seconds()
            .map(|seconds| seconds.map(|it| it as f64 / time::SECONDS_PER_DAY as f64))
    }

    /// What it is sorted by: the seconds from the beginning of 1970 in UTC to
    /// its first moment, and to its last.
    #[must_use]
    pub fn sort_key(&self) -> (i64, i64) {
        let seconds = |day: Day| day.0.saturating_mul(time::SECONDS_PER_DAY);
        let [start, end] = self.instant_seconds();
        let start = start.unwrap_or_else(|| seconds(self.earliest()));
        let end = end.unwrap_or_else(|| {
            let last = seconds(self.latest());
            last.saturating_add(time::SECONDS_PER_DAY - 1)
        });
        (start, end)
    }

    fn instant_seconds(&self) -> [Option<i64>; 2] {
        match self.edtf() {
            Edtf::DateTime(at) => [Some(time::instant(at)); 2],
            Edtf::Interval(_) => self
                .interval_times()
                .map(|at| at.as_ref().map(time::instant)),
            _ => [None; 2],
        }
    }

    /// Whether any part of it is marked as approximate (`~` or `%`).
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.edtf().is_approximate()
    }

    /// Whether any part of it is marked as uncertain (`?` or `%`).
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.edtf().is_uncertain()
    }

    /// Whether it has no start, or an unknown one.
    #[must_use]
    pub fn is_open_start(&self) -> bool {
        self.earliest() == Day::MIN
    }

    /// Whether it has no end, or an unknown one.
    #[must_use]
    pub fn is_open_end(&self) -> bool {
        self.latest() == Day::MAX
    }

    /// Whether it is a set of which one unknown member is true (`[..]`).
    #[must_use]
    pub fn is_one_of(&self) -> bool {
        is_one_of(self.edtf())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Date").field(&self.as_str()).finish()
    }
}

impl PartialEq for Date {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Date {}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.sort_key().cmp(&other.sort_key())).then_with(|| self.as_str().cmp(other.as_str()))
    }
}

fn is_one_of(edtf: &Edtf) -> bool {
    matches!(edtf, Edtf::Set(set) if set.kind == SetKind::OneMember)
}

/// The spans of an expression whose dates have the extents that `extent`
/// gives them.
fn spans(edtf: &Edtf, extent: fn(&edtf_core::Date) -> DaySpan) -> Box<[Span]> {
    let span = |period: Interval| {
        let start = start_extent(&period.start, extent);
        let end = end_extent(&period.end, extent);
        if is_one_of(edtf) {
            let point = DaySpan {
                earliest: start.earliest,
                latest: end.latest,
            };
            Span::lasting(point, point)
        } else {
            Span::lasting(start, end)
        }
    };
    periods(edtf).into_iter().map(span).collect()
}

/// An expression as intervals, one per member of a set; a date is the interval
/// from itself to itself.
fn periods(edtf: &Edtf) -> Vec<Interval> {
    use IntervalEndpoint::{Date, Open};

    let period = |start, end| Interval { start, end };
    match edtf {
        Edtf::Date(date) => vec![period(Date(*date), Date(*date))],
        Edtf::DateTime(at) => vec![period(Date(at.date), Date(at.date))],
        Edtf::Interval(interval) => vec![*interval],
        Edtf::Set(set) => (set.elements.iter())
            .map(|element| match *element {
                SetElement::Date(date) => period(Date(date), Date(date)),
                SetElement::OnOrBefore(date) => period(Open, Date(date)),
                SetElement::OnOrAfter(date) => period(Date(date), Open),
                SetElement::Range(first, last) => period(Date(first), Date(last)),
            })
            .collect(),
    }
}

fn start_extent(start: &IntervalEndpoint, extent: fn(&edtf_core::Date) -> DaySpan) -> DaySpan {
    match start {
        IntervalEndpoint::Open => DaySpan::NO_START,
        _ => end_point_extent(start, extent),
    }
}

fn end_extent(end: &IntervalEndpoint, extent: fn(&edtf_core::Date) -> DaySpan) -> DaySpan {
    match end {
        IntervalEndpoint::Open => DaySpan::NO_END,
        _ => end_point_extent(end, extent),
    }
}

/// The days among which an end of an interval lies, if it is one at all.
fn end_point_extent(end: &IntervalEndpoint, extent: fn(&edtf_core::Date) -> DaySpan) -> DaySpan {
    match end {
        IntervalEndpoint::Date(date) => extent(date),
        IntervalEndpoint::OnOrBefore(date) => DaySpan {
            earliest: Day::MIN,
            ..extent(date)
        },
        IntervalEndpoint::OnOrAfter(date) => DaySpan {
            latest: Day::MAX,
            ..extent(date)
        },
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => DaySpan::ANY,
    }
}

fn date_of(end: &IntervalEndpoint) -> Option<edtf_core::Date> {
    match end {
        IntervalEndpoint::Date(date)
        | IntervalEndpoint::OnOrBefore(date)
        | IntervalEndpoint::OnOrAfter(date) => Some(*date),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => None,
    }
}

#[cfg(test)]
mod tests;
