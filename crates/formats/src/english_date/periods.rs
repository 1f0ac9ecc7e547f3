//! Decades, centuries, ranges of years, and the early, middle and late parts
//! of a period.

use super::calendar::{CalendarDate, Year, year_text};
use super::numeric::year_pair;
use super::reader::DateReader;
use super::single::date;
use super::text::{after, without_preposition};
use backstory_core::dataset::Day;

/// `196X` for "the 1960s", `18XX` for "the 19th century".
pub(super) fn century_or_decade(text: &str) -> Option<String> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    if let Some((first, last)) = century(text) {
        return masked(first, last).or_else(|| Some(some_time(first, last)));
    }
    // "The 1900s" may be ten years or a hundred.
    let decade = decade(text).filter(|decade| decade % 100 != 0)?;
    masked(decade, decade + 9)
}

/// The first and the last year of "19th century", as EDTF counts them.
fn century(text: &str) -> Option<(i64, i64)> {
    let (text, is_before) = match text
        .strip_suffix(" bc")
        .or_else(|| text.strip_suffix(" bce"))
    {
        Some(text) => (text, true),
        None => (text, false),
    };
    let number = text.strip_suffix(" century")?;
    let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let century: i64 = digits.parse().ok().filter(|it| (1..=99).contains(it))?;
    if is_before {
        let last = 1 - ((century - 1) * 100 + 1);
        return Some((last - 99, last));
    }
    Some(((century - 1) * 100, century * 100 - 1))
}

fn decade(text: &str) -> Option<i64> {
    let years = text.strip_suffix('s')?.trim_end_matches('\'');
    let is_decade =
        years.len() == 4 && years.ends_with('0') && years.chars().all(|c| c.is_ascii_digit());
    is_decade.then(|| years.parse().ok()).flatten()
}

/// The year with masked digits that means the years from `first` to `last`.
fn masked(first: i64, last: i64) -> Option<String> {
    let count = last.checked_sub(first)?.checked_add(1)?;
    let masked = [10, 100, 1000].iter().position(|it| *it == count)? + 1;
    if first < 0 || first % count != 0 || last > 9999 {
        return None;
    }
    let text = year_text(first);
    let known = text.get(..text.len().checked_sub(masked)?)?;
    Some([known, &"X".repeat(masked)].concat())
}

fn some_time(first: i64, last: i64) -> String {
    ["[", &year_text(first), "..", &year_text(last), "]"].concat()
}

/// "1900 - 1999", "200 - 101 bc", "1 bc - 99 ad".
fn years(text: &str) -> Option<(i64, i64)> {
    let (from, to) = text.split_once(" - ")?;
    let ((first, first_era), (last, last_era)) = (year_and_era(from)?, year_and_era(to)?);
    let counted = |number: i64, era: Option<&str>| match era {
        Some("bc") => 1_i64.saturating_sub(number),
        _ => number,
    };
    let (first, last) = (
        counted(first, first_era.or(last_era)),
        counted(last, last_era),
    );
    (first <= last).then_some((first, last))
}

/// "99 ad" as the number and its era.
fn year_and_era(text: &str) -> Option<(i64, Option<&str>)> {
    let (number, era) = match text.split_once(' ') {
        Some((number, era @ ("bc" | "ad"))) => (number, Some(era)),
        Some(_) => return None,
        None => (text, None),
    };
    Some((number.parse().ok()?, era))
}

/// "some year in 1900 - 1999", "an unknown year".
pub(super) fn some_year(text: &str) -> Option<String> {
    if text == "an unknown year" {
        return Some("XXXX".to_owned());
    }
    let (first, last) = years(text.strip_prefix("some year in ")?)?;
    masked(first, last).or_else(|| Some(some_time(first, last)))
}

/// "roughly 1950 (1900 - 1999)": a year with two significant digits.
pub(super) fn significant(text: &str, reader: &DateReader) -> Option<String> {
    let (year, range) = text.strip_prefix("roughly ")?.split_once(" (")?;
    let (first, last) = years(range.strip_suffix(')')?)?;
    let Some(Year::Number(year)) = CalendarDate::read(year, reader)?.year else {
        return None;
    };
    let open = last.checked_sub(first)?.checked_add(1)?.checked_ilog10()?;
    let text = year_text(year);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let known = u32::try_from(digits).ok()?.checked_sub(open)?;
    Some([&text, "S", &known.to_string()].concat())
}

/// "winter 2010-11", or in the south "summer 2019-20": the months of the season.
pub(super) fn season_of_two_years(text: &str) -> Option<(String, String)> {
    let years = ["winter ", "summer "]
        .iter()
        .find_map(|season| text.strip_prefix(season))?;
    let pair = year_pair(without_preposition(years))?;
    let (first, last) = pair.years.split_once('/')?;
    Some(([first, "-12"].concat(), [last, "-02"].concat()))
}

/// The days of "2018-w23" and "week 23 of 2018" (ISO 8601, § 5.2.3), of "week beginning 4
/// June 2018" and "week ending 10 June 2018", and of any week that "the week of 7 June
/// 2018" may mean.
pub(super) fn week_of(text: &str, reader: &DateReader) -> Option<(String, String)> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    let days = |text: &str, before: i64, after: i64| {
        let date = date(text, reader)?;
        let Some(Year::Number(year)) = date.year else {
            return None;
        };
        let day = Day::from_ymd(year, date.month?, date.day?)?;
        let day = |by: i64| Day(day.0 + by).to_string();
        Some((day(-before), day(after)))
    };
    if let Some(rest) = after(
        text,
        &["week beginning", "week commencing", "week starting", "w/c"],
    ) {
        return days(rest, 0, 6);
    }
    if let Some(rest) = after(text, &["week ending", "w/e"]) {
        return days(rest, 6, 0);
    }
    if let Some(rest) = after(text, &["week of"]) {
        return days(rest, 6, 6);
    }
    let (year, week) = match text.strip_prefix("week ") {
        Some(rest) => {
            let (week, year) = rest.split_once(' ')?;
            let year = year.trim_start_matches([',', ' ']);
            (year.strip_prefix("of ").unwrap_or(year), week)
        }
        None => text.split_once("-w").or_else(|| text.split_once(" - w"))?,
    };
    let week: i64 = week.parse().ok().filter(|_| week.len() <= 2)?;
    let year: i64 = year.parse().ok().filter(|_| year.len() == 4)?;
    // The week that has 4 January is the first one, and it begins on Monday.
    let first = |year: i64| {
        let day = Day::from_ymd(year, 1, 4)?;
        Some(day.0 - (day.0 + 3).rem_euclid(7))
    };
    let monday = Day(first(year)? + (week - 1) * 7);
    let is_there = week >= 1 && monday.0 < first(year + 1)?;
    is_there.then(|| (monday.to_string(), Day(monday.0 + 6).to_string()))
}

/// "early 2018", "the middle of June 2018", "late 1990s", "end of 2023" as the
/// part that it is, rather more than less of it.
pub(super) fn part_of(text: &str, reader: &DateReader) -> Option<(String, String)> {
    const WORDS: [(&str, usize); 7] = [
        ("early ", 0),
        ("mid ", 1),
        ("late ", 2),
        ("beginning of ", 0),
        ("start of ", 0),
        ("middle of ", 1),
        ("end of ", 2),
    ];
    let text = text.strip_prefix("the ").unwrap_or(text);
    let (third, rest) = WORDS
        .iter()
        .find_map(|(word, third)| Some((*third, without_preposition(text.strip_prefix(word)?))))?;
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    if let Some(decade) = decade(rest).filter(|decade| decade % 100 != 0) {
        let (from, to) = *[(0, 4), (3, 6), (5, 9)].get(third)?;
        return Some((year_text(decade + from), year_text(decade + to)));
    }
    if let Some((first, _)) = century(rest) {
        let (from, to) = *[(0, 39), (30, 69), (60, 99)].get(third)?;
        return Some((year_text(first + from), year_text(first + to)));
    }
    let date = date(rest, reader)?;
    let pick = |of: [u8; 3]| of.get(third).copied();
    let Some(Year::Number(year)) = date.year else {
        return None;
    };
    let (from, to) = match (date.month, date.day) {
        (None, None) => {
            let month = |month| CalendarDate::of_month(year, month);
            (month(pick([1, 5, 9])?), month(pick([4, 8, 12])?))
        }
        (Some(month @ 1..=12), None) => {
            let end = (28..=31)
                .rev()
                .find(|day| Day::from_ymd(year, month, *day).is_some())?;
            let day = |day| CalendarDate {
                day: Some(day),
                ..date.clone()
            };
            (day(pick([1, 11, 21])?), day(pick([10, 20, end])?))
        }
        _ => return None,
    };
    Some((from.edtf("")?, to.edtf("")?))
}
