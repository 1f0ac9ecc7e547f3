//! The names on the axis of time.

use super::date::{clock, name, year_number};
use super::{Words, fill};
use crate::dataset::Day;
use crate::timeline::{Tick, Unit};

/// What a tick is called: the day of the month, the month, or the year.
#[must_use]
pub fn axis_label(tick: &Tick, words: &Words) -> String {
    let (year, month, day) = tick.day.ymd();
    let dates = &words.dates;
    match tick.unit {
        Unit::Hours(_) => clock(tick.hour, 0, words),
        Unit::Day => words.language.digits(day.into()),
        Unit::Week => {
            let month = name(&dates.short_months_of_day, month);
            let day = words.language.day_of_month(day);
            fill(dates.short_day, &[("day", &day), ("month", month)])
        }
        Unit::Month | Unit::Quarter => name(&dates.short_months, month).to_owned(),
        Unit::Years(_) => year_number(year, words),
    }
}

/// What a tick is called that gives others their context: the year, or the
/// month with its year.
#[must_use]
pub fn context_label(tick: &Tick, words: &Words) -> String {
    let (year, month, _) = tick.day.ymd();
    let year = year_number(year, words);
    match tick.unit {
        Unit::Years(_) => year,
        Unit::Day => day_label(tick.day, words),
        _ => {
            let month = name(&words.dates.months, month);
            fill(words.dates.month, &[("month", month), ("year", &year)])
        }
    }
}

/// A day in full.
#[must_use]
pub fn day_label(day: Day, words: &Words) -> String {
    let (year, month, of_month) = day.ymd();
    let dates = &words.dates;
    fill(
        dates.day,
        &[
            ("day", &words.language.day_of_month(of_month)),
            ("month", name(&dates.months_of_day, month)),
            ("year", &year_number(year, words)),
        ],
    )
}

/// The year that a point in time lies in, for the ends of an axis.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    reason = "a window is never far from 1970"
)]
pub fn axis_end(days: f64, words: &Words) -> String {
    let (year, ..) = Day(days.floor() as i64).ymd();
    year_number(year, words)
}
