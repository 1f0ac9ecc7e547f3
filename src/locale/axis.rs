//! The names on the axis of time.

use super::Words;
use super::date::year_number;
use crate::dataset::Day;
use crate::timeline::{Tick, Unit};

/// What a tick is called: the day of the month, the month, or the year.
#[must_use]
pub fn axis_label(tick: &Tick, words: &Words) -> String {
    let (year, month, day) = tick.day.ymd();
    let dates = &words.dates;
    let name = usize::from(month)
        .checked_sub(1)
        .and_then(|month| dates.short_months.get(month));
    let month = name.copied().unwrap_or_default();
    match tick.unit {
        Unit::Day => day.to_string(),
        Unit::Week => [&day.to_string(), " ", month].concat(),
        Unit::Month | Unit::Quarter => month.to_owned(),
        Unit::Years(_) => year_number(year, dates),
    }
}

/// What a tick is called that gives others their context: the year, or the
/// month with its year.
#[must_use]
pub fn context_label(tick: &Tick, words: &Words) -> String {
    let (year, ..) = tick.day.ymd();
    let year = year_number(year, &words.dates);
    match tick.unit {
        Unit::Years(_) => year,
        _ => [&axis_label(tick, words), " ", &year].concat(),
    }
}

/// The year that a point in time lies in, for the ends of an axis.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    reason = "a window is never far from 1970"
)]
pub fn axis_end(days: f64, words: &Words) -> String {
    let (year, ..) = Day(days.floor() as i64).ymd();
    year_number(year, &words.dates)
}
