//! The days among which a date lies by the letter of ISO 8601-2.

use edtf_core::{Date, DateField, Year, YearKind};

use super::Day;
use super::day::days_in_month;
use super::span::DaySpan;
use super::unit::digits;

/// A year, a month and a day of the month.
pub(super) type CivilDate = (i64, u8, u8);

/// The first and the last day that a date may mean.
pub(super) struct CivilSpan {
    pub earliest: CivilDate,
    pub latest: CivilDate,
}

/// The days among which `date` lies by the letter of ISO 8601-2, its
/// qualifiers aside.
pub(super) fn formal_extent(date: &Date) -> DaySpan {
    let limit = match date.year.kind {
        YearKind::Big { value: ..0 }
        | YearKind::Exponential {
            significand: ..0, ..
        } => Day::MIN,
        _ => Day::MAX,
    };
    let day = |(year, month, day)| Day::saturating_from_ymd(year, month, day);
    match days(date) {
        Some(span) => DaySpan {
            earliest: day(span.earliest),
            latest: day(span.latest),
        },
        // The year is beyond what can be counted.
        None => DaySpan {
            earliest: limit,
            latest: limit,
        },
    }
}

/// The same on the calendar; `None` where no day fits the date, and of a year beyond
/// what can be counted.
pub(super) fn days(date: &Date) -> Option<CivilSpan> {
    if let Some(code @ 21..=41) = date.month.and_then(DateField::value) {
        let (first, last) = part_of_year(code);
        let years = years(&date.year)?;
        let end = years.1 + i64::from(last < first);
        return Some(CivilSpan {
            earliest: (years.0, first, 1),
            latest: (end, last, days_in_month(end, last)),
        });
    }
    Some(CivilSpan {
        earliest: extreme(date, true)?,
        latest: extreme(date, false)?,
    })
}

/// The earliest or the latest day that has the digits of `date`.
fn extreme(date: &Date, is_earliest: bool) -> Option<CivilDate> {
    let day_of = |year: i64, month: i64| {
        let last = i64::from(days_in_month(year, narrow(month)));
        nearest((1, last), is_earliest, &|day| fits(date.day, day))
    };
    let month_of = |year: i64| {
        nearest((1, 12), is_earliest, &|month| {
            fits(date.month, month) && day_of(year, month).is_some()
        })
    };
    // What a leap year has not, no year has.
    month_of(2000)?;
    let year = nearest(years(&date.year)?, is_earliest, &|year| {
        is_year(&date.year, year) && month_of(year).is_some()
    })?;
    let month = month_of(year)?;
    let day = day_of(year, month)?;
    Some((year, narrow(month), narrow(day)))
}

/// The first number of a range that will do, or the last.
fn nearest(
    (first, last): (i64, i64),
    from_the_first: bool,
    will_do: &dyn Fn(i64) -> bool,
) -> Option<i64> {
    let mut range = first..=last;
    loop {
        let number = if from_the_first {
            range.next()?
        } else {
            range.next_back()?
        };
        if will_do(number) {
            return Some(number);
        }
    }
}

/// The first and the last year that the digits of a year may mean; `None` beyond what
/// can be counted.
fn years(year: &Year) -> Option<(i64, i64)> {
    let (negative, width) = match year.kind {
        YearKind::Standard { negative, .. } => (negative, 4),
        YearKind::Big { value } => (value < 0, digits(value)),
        YearKind::Exponential {
            significand,
            exponent,
        } => (
            significand < 0,
            digits(significand).saturating_add(exponent),
        ),
    };
    let (first, last) = match year.kind {
        YearKind::Standard { digits, .. } => {
            let filled = |open: u8| {
                let digit = |it: Option<u8>| i64::from(it.unwrap_or(open));
                (digits.into_iter()).fold(0, |year, it| year * 10 + digit(it))
            };
            (filled(0), filled(9))
        }
        _ => {
            let value = year.value()?.checked_abs()?;
            (value, value)
        }
    };
    let (first, last) = match year.significant_digits {
        None => (first, last),
        Some(significant) => {
            let swept = 10_i64.checked_pow(width.saturating_sub(significant))?;
            let first = first - first % swept;
            (first, first.checked_add(swept - 1)?)
        }
    };
    Some(if negative {
        (-last, -first)
    } else {
        (first, last)
    })
}

/// Whether a year has the digits that are known.
fn is_year(year: &Year, value: i64) -> bool {
    let YearKind::Standard { digits, .. } = year.kind else {
        return true;
    };
    let mut rest = value.unsigned_abs();
    year.significant_digits.is_some()
        || digits.into_iter().rev().all(|known| {
            let digit = rest % 10;
            rest /= 10;
            known.is_none_or(|it| u64::from(it) == digit)
        })
}

/// Whether a month or a day has the digits that are known.
fn fits(field: Option<DateField>, value: i64) -> bool {
    let has = |known: Option<u8>, digit: i64| known.is_none_or(|it| i64::from(it) == digit);
    field.is_none_or(|it| {
        let [tens, ones] = it.digits;
        has(tens, value / 10) && has(ones, value % 10)
    })
}

/// The first and the last month of a part of a year (ISO 8601-2 §4.8); a season that is
/// the last of a year ends in the next. Seasons are the meteorologists', and the
/// northern hemisphere's where none is named.
fn part_of_year(code: u8) -> (u8, u8) {
    match code {
        21 | 25 | 31 => (3, 5),
        22 | 26 | 32 => (6, 8),
        23 | 27 | 29 => (9, 11),
        24 | 28 | 30 => (12, 2),
        33..=36 => ((code - 33) * 3 + 1, (code - 33) * 3 + 3),
        37..=39 => ((code - 37) * 4 + 1, (code - 37) * 4 + 4),
        40 => (1, 6),
        _ => (7, 12),
    }
}

/// A month or a day, of which none is beyond 31.
fn narrow(number: i64) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}
