//! What counts from the day of publication, no more exactly than that is known.

use super::calendar::{CalendarDate, Year, month_from};
use super::published::Published;
use super::reader::DateReader;
use super::text::before;
use super::vocabulary::{WEEKDAYS, month_number, number_word};
use backstory_core::dataset::Day;

/// "last year", "in November last year", "two months ago", "on Monday".
pub(super) fn relative(
    text: &str,
    published: &Published,
    reader: &DateReader,
) -> Option<CalendarDate> {
    let year = published.year;
    for (words, years) in [("last year", -1), ("this year", 0), ("next year", 1)] {
        if let Some(rest) = text.strip_suffix(words) {
            let rest = rest.trim_end().trim_end_matches(" of");
            let date = if rest.is_empty() {
                CalendarDate::default()
            } else {
                CalendarDate::read(rest, reader).filter(|date| date.year.is_none())?
            };
            let year = Some(Year::Number(year? + years));
            return Some(CalendarDate { year, ..date });
        }
    }
    let month = |by: i64| Some(month_from(year?, published.month?, by));
    let day = |days: i64| Some(CalendarDate::of_day(Day(published.day?.0 + days)));
    match text {
        "last month" => return month(-1),
        "this month" => return month(0),
        "next month" => return month(1),
        "the day before yesterday" => return day(-2),
        "yesterday" => return day(-1),
        "today" => return day(0),
        "tomorrow" => return day(1),
        _ => {}
    }
    if let Some(rest) = before(text, &["ago"]) {
        let (number, unit) = rest.split_once(' ')?;
        let number = number_word(number)?;
        return match unit.trim_end_matches('s') {
            "year" => Some(CalendarDate::of_year(year? - number)),
            "month" => month(-number),
            "day" => day(-number),
            _ => None,
        };
    }
    let (is_next, name) = match text.split_once(' ') {
        Some(("last", name)) => (false, name),
        Some(("next", name)) => (true, name),
        Some(_) => return None,
        None => (false, text),
    };
    if let Some(weekday) = WEEKDAYS.iter().position(|day| *day == name) {
        let weekday = i64::try_from(weekday).ok()?;
        let today = (published.day?.0 + 3).rem_euclid(7);
        let ahead = (weekday - today).rem_euclid(7);
        return match (is_next, ahead) {
            (true, 0) => day(7),
            (true, ahead) => day(ahead),
            (false, ahead) => day(ahead - 7),
        };
    }
    if !text.contains(' ') {
        return None;
    }
    let named = month_number(name)?;
    let this = published.month?;
    let years = match is_next {
        true => i64::from(named <= this),
        false => -i64::from(named >= this),
    };
    Some(CalendarDate::of_month(year? + years, named))
}

/// "last week", "two weeks ago": one day of it, which only a day of
/// publication gives. Weeks begin on Monday.
pub(super) fn week(text: &str, published: Option<&Published>) -> Option<String> {
    let weeks = match text {
        "last week" => -1,
        "this week" => 0,
        "next week" => 1,
        _ => {
            let (number, unit) = before(text, &["ago"])?.split_once(' ')?;
            if unit != "week" && unit != "weeks" {
                return None;
            }
            -number_word(number)?
        }
    };
    let day = published?.day?;
    // 1970-01-01 was a Thursday.
    let monday = Day(day.0 - (day.0 + 3).rem_euclid(7) + weeks * 7);
    let sunday = Day(monday.0 + 6);
    Some(["[", &monday.to_string(), "..", &sunday.to_string(), "]"].concat())
}
