//! The names of days, months and years that are not dates of the data: those of
//! an axis and of a range.

use super::date::{day_number, name, year_number};
use super::{Words, fill};
use crate::dataset::Day;

/// A day in full: "3 June 2018".
#[must_use]
pub fn day_label(day: Day, words: &Words) -> String {
    let (year, month, of_month) = day.ymd();
    let dates = &words.dates;
    fill(
        dates.day,
        &[
            ("day", &day_number(of_month, words)),
            ("month", name(&dates.months_of_day, month)),
            ("year", &year_number(year, words)),
        ],
    )
}

/// A day without its year, short enough for an axis: "3 Jun".
#[must_use]
pub fn short_day_label(day: Day, words: &Words) -> String {
    let (_, month, of_month) = day.ymd();
    let dates = &words.dates;
    let month = name(&dates.short_months_of_day, month);
    fill(
        dates.short_day,
        &[("day", &day_number(of_month, words)), ("month", month)],
    )
}

/// The number of a day in its month: "3".
#[must_use]
pub fn day_of_month_label(day: Day, words: &Words) -> String {
    day_number(day.ymd().2, words)
}

/// The month that a day lies in, with its year: "June 2018".
#[must_use]
pub fn month_label(day: Day, words: &Words) -> String {
    let (year, month, _) = day.ymd();
    let dates = &words.dates;
    let year = year_number(year, words);
    let month = name(&dates.months, month);
    fill(dates.month, &[("month", month), ("year", &year)])
}

/// The month that a day lies in, short and without its year: "Jun".
#[must_use]
pub fn short_month_label(day: Day, words: &Words) -> String {
    name(&words.dates.short_months, day.ymd().1).to_owned()
}

/// The year that a day lies in.
#[must_use]
pub fn year_label(day: Day, words: &Words) -> String {
    year_number(day.ymd().0, words)
}
