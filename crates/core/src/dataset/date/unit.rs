//! How exactly an EDTF date is known.

use edtf_core::{Date, DateField, YearKind};

use super::span::DaySpan;

/// The finest unit down to which a date is known, from fine to coarse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A time of day.
    Instant,
    /// A day.
    Day,
    /// A month.
    Month,
    /// A season, a quarter or another part of a year.
    Season,
    /// A year.
    Year,
    /// Ten years, `201X`.
    Decade,
    /// A hundred years, `19XX`.
    Century,
    /// A thousand years, `1XXX`.
    Millennium,
    /// More than that, `XXXX` or `Y171010000S3`.
    Coarser,
}

/// A step on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DateUnit {
    Day,
    Months(i64),
}

const MONTH: DateUnit = DateUnit::Months(1);
const YEAR: DateUnit = DateUnit::Months(12);

impl DateUnit {
    /// The unit down to which `date` is known: one with an unknown digit in it
    /// is not, nor is any below that.
    pub fn of(date: &Date) -> Self {
        let years = years_left_open(date);
        let (month, day) = (date.month, date.day);
        if years > 1 {
            return Self::Months(years.saturating_mul(12));
        }
        match (month.filter(|m| !m.has_unspecified()), day) {
            (None, _) => YEAR,
            (Some(month), None) => Self::Months(months_of(month)),
            (Some(_), Some(day)) if day.has_unspecified() => MONTH,
            (Some(_), Some(_)) => Self::Day,
        }
    }

    /// How far a qualified date may lie outside its bounds; `None` where it is
    /// not qualified.
    ///
    /// The unit is that of the finest part in the first unbroken run of
    /// qualified parts: all of `2018-06~` is approximate, so it may be a month
    /// out; of `2004?-06-11` only the year is uncertain, so it may be the 11th
    /// of June of a neighbouring year.
    pub fn padding(date: &Date) -> Option<Self> {
        let parts = [
            Some((date.year.qualifier, YEAR)),
            date.month.map(|month| (month.qualifier, MONTH)),
            date.day.map(|day| (day.qualifier, Self::Day)),
        ];
        let (_, unit) = parts
            .into_iter()
            .flatten()
            .skip_while(|(qualifier, _)| !qualifier.is_qualified())
            .take_while(|(qualifier, _)| qualifier.is_qualified())
            .last()?;
        Some(unit.max(Self::of(date)))
    }

    /// `extent` with one unit more on either side.
    pub fn pad(self, DaySpan { earliest, latest }: DaySpan) -> DaySpan {
        match self {
            Self::Day => DaySpan {
                earliest: earliest.plus_days(-1),
                latest: latest.plus_days(1),
            },
            Self::Months(months) => DaySpan {
                earliest: earliest.plus_months(-months),
                // By way of the day after, so that the end of June becomes the
                // end of July.
                latest: latest.plus_days(1).plus_months(months).plus_days(-1),
            },
        }
    }

    pub const fn precision(self) -> Precision {
        match self {
            Self::Day => Precision::Day,
            Self::Months(..=1) => Precision::Month,
            Self::Months(..=11) => Precision::Season,
            Self::Months(..=12) => Precision::Year,
            Self::Months(..=120) => Precision::Decade,
            Self::Months(..=1200) => Precision::Century,
            Self::Months(..=12_000) => Precision::Millennium,
            Self::Months(_) => Precision::Coarser,
        }
    }
}

/// How many years the year of `date` leaves open: 1 where it is exact.
fn years_left_open(date: &Date) -> i64 {
    let year = date.year;
    let width = match year.kind {
        YearKind::Standard { .. } => 4,
        YearKind::Big { value } => digits(value),
        YearKind::Exponential {
            significand,
            exponent,
        } => digits(significand).saturating_add(exponent),
    };
    let open_digits = match (year.kind, year.significant_digits) {
        (_, Some(significant)) => width.saturating_sub(significant),
        (YearKind::Standard { digits, .. }, None) => {
            let known = digits.iter().take_while(|digit| digit.is_some()).count();
            width.saturating_sub(u32::try_from(known).unwrap_or(width))
        }
        _ => 0,
    };
    10_i64.saturating_pow(open_digits)
}

/// How many digits a number has.
pub(super) fn digits(value: i64) -> u32 {
    value.unsigned_abs().checked_ilog10().map_or(1, |n| n + 1)
}

/// The length of a month, or of the part of a year that stands in its place
/// (ISO 8601-2 §4.8).
fn months_of(month: DateField) -> i64 {
    match month.value() {
        Some(21..=36) => 3,
        Some(37..=39) => 4,
        Some(40..=41) => 6,
        _ => 1,
    }
}
