//! Dates in plain language, as exactly as they are known and no more.

mod words;

use edtf_core::{
    Date as Part, Edtf, Interval, IntervalEndpoint, Qualifier, Set, SetElement, SetKind, Year,
    YearKind,
};

pub use words::DateWords;

use super::message::{Message, fill};
use super::{Listing, Words};
use crate::dataset::Date;

/// What a date says, in words: "around June 2018", "since 2013", "undated".
///
/// ```
/// use backstory_core::dataset::Date;
/// use backstory_core::locale::{ENGLISH, describe};
///
/// let date = Date::parse("2013/..").ok();
/// assert_eq!(describe(date.as_ref(), &ENGLISH), "since 2013");
/// ```
#[must_use]
pub fn describe(date: Option<&Date>, words: &Words) -> String {
    let Some(date) = date else {
        return words.dates.undated.to_owned();
    };
    match date.edtf() {
        Edtf::Date(part) => qualified(part, words),
        Edtf::DateTime(instant) => {
            let time = clock(instant.time.hour, instant.time.minute, words);
            fill(
                words.dates.time,
                &[("date", &qualified(&instant.date, words)), ("time", &time)],
            )
        }
        Edtf::Interval(Interval { start, end }) => interval(start, end, words),
        Edtf::Set(set) => members(set, words),
    }
}

/// A time of day: "05:49".
#[must_use]
pub fn clock(hour: u8, minute: u8, words: &Words) -> String {
    let dates = &words.dates;
    let mut shown = hour.to_string();
    if hour < 10 {
        shown = fill(dates.early_hour, &[("hour", &shown)]);
    }
    let message = if minute == 0 {
        dates.clock_hour
    } else {
        dates.clock
    };
    fill(message, &[("hour", &shown), ("minute", &two(minute))])
}

fn two(number: u8) -> String {
    let digits = number.to_string();
    if number < 10 {
        ["0", &digits].concat()
    } else {
        digits
    }
}

fn qualified(part: &Part, words: &Words) -> String {
    let Qualifier {
        uncertain,
        approximate,
    } = Qualifier {
        uncertain: part.is_uncertain(),
        approximate: part.is_approximate(),
    };
    let message = match (approximate, uncertain) {
        (false, false) => return plain(part, words),
        (true, false) => words.dates.approximate,
        (false, true) => words.dates.uncertain,
        (true, true) => words.dates.approximate_and_uncertain,
    };
    fill(message, &[("date", &plain(part, words))])
}

/// A date without regard to its qualifiers.
fn plain(part: &Part, words: &Words) -> String {
    plain_with(part, &words.dates.months, words)
}

/// The same, with other names for a month that has no day.
fn plain_with(part: &Part, months: &[Message; 12], words: &Words) -> String {
    let Some(month) = part.month else {
        return year(&part.year, words);
    };
    let dates = &words.dates;
    let (year, bc) = year_and_era(&part.year, words);
    let date = |message: &str, values: &[(&str, &str)]| {
        let date = fill(&fill(message, values), &[("year", &year)]);
        era(date, bc, words)
    };
    let Some(number) = month.value() else {
        return date(dates.some_month, &[]);
    };
    let position = usize::from(number);
    if let Some(name) = position
        .checked_sub(21)
        .and_then(|part| dates.parts.get(part))
    {
        return date(name, &[]);
    }
    match part.day.map(|day| day.value()) {
        None => date(dates.month, &[("month", name(months, number))]),
        Some(None) => {
            let month = name(&dates.months_of_day, number);
            let month = date(dates.month, &[("month", month)]);
            fill(dates.some_day, &[("month", &month)])
        }
        Some(Some(day)) => date(
            dates.day,
            &[
                ("month", name(&dates.months_of_day, number)),
                ("day", &day_number(day, words)),
            ],
        ),
    }
}

/// The number of a day of the month: "1" or, in French, "1er".
pub(super) fn day_number(day: u8, words: &Words) -> String {
    let digits = words.language.digits(day.into());
    if day == 1 {
        fill(words.dates.first_day, &[("day", &digits)])
    } else {
        digits
    }
}

/// The name of a month, from 1, in one of the lists of them.
pub(super) fn name(months: &[Message; 12], number: u8) -> Message {
    let position = usize::from(number).checked_sub(1);
    let name = position.and_then(|position| months.get(position));
    name.copied().unwrap_or_default()
}

/// A year, by itself.
fn year(year: &Year, words: &Words) -> String {
    if let Some(span) = masked(year, words) {
        return span;
    }
    let (number, bc) = year_and_era(year, words);
    let number = era(fill(words.dates.year, &[("year", &number)]), bc, words);
    if year.significant_digits.is_some() {
        return fill(words.dates.rounded, &[("year", &number)]);
    }
    number
}

/// The decade, century or millennium that a year with masked digits means.
fn masked(year: &Year, words: &Words) -> Option<String> {
    let YearKind::Standard { negative, digits } = year.kind else {
        return None;
    };
    let dates = &words.dates;
    let message = match digits.iter().take_while(|digit| digit.is_some()).count() {
        4 => return None,
        3 => dates.decade,
        2 => dates.century,
        1 => dates.millennium,
        _ => dates.any_year,
    };
    let zeros = digits
        .iter()
        .fold(0, |year, digit| year * 10 + i64::from(digit.unwrap_or(0)));
    let number = words.language.digits(zeros);
    Some(era(fill(message, &[("year", &number)]), negative, words))
}

/// A year's number, and whether it was before the first year: readers know of
/// none between 1 BC and AD 1.
fn year_and_era(year: &Year, words: &Words) -> (String, bool) {
    let number = |year| (words.language.digits(year), false);
    if let Some(span) = masked(year, words) {
        return (span, false);
    }
    match year.value() {
        Some(year) if year > 0 => number(year),
        Some(year) => (number(1 - year).0, true),
        // A year past all integers has no digits to show.
        None => ("…".to_owned(), false),
    }
}

fn era(date: String, bc: bool, words: &Words) -> String {
    if bc {
        fill(words.dates.bc, &[("date", &date)])
    } else {
        date
    }
}

/// A year's number as it stands on an axis.
pub(super) fn year_number(year: i64, words: &Words) -> String {
    let number = if year > 0 { year } else { 1 - year };
    era(words.language.digits(number), year <= 0, words)
}

fn interval(start: &IntervalEndpoint, end: &IntervalEndpoint, words: &Words) -> String {
    use IntervalEndpoint::{Date, Open, Unknown};
    let from = || endpoint(start, words);
    let to = || endpoint(end, words);
    match (start, end) {
        (Date(from), Date(to)) => from_to(from, to, words),
        (Open | Unknown, Open | Unknown) => words.dates.always.to_owned(),
        (_, Open) => {
            let dates = &words.dates;
            match lead(start) {
                Lead::Day => fill(dates.since_day, &[("from", &from())]),
                Lead::MonthOrYear(part) => {
                    let from = plain_with(part, &dates.months_of_day, words);
                    fill(dates.since, &[("from", &from)])
                }
                Lead::Other => fill(dates.since_other, &[("from", &from())]),
            }
        }
        (_, Unknown) => fill(words.dates.end_unknown, &[("from", &from())]),
        (Open, _) => {
            let dates = &words.dates;
            let message = match lead(end) {
                Lead::Day => dates.until_day,
                Lead::MonthOrYear(_) => dates.until,
                Lead::Other => dates.until_other,
            };
            fill(message, &[("to", &to())])
        }
        (Unknown, _) => fill(words.dates.start_unknown, &[("to", &to())]),
        _ => fill(words.dates.from_to, &[("from", &from()), ("to", &to())]),
    }
}

/// What "since" and "until" stand before: some languages have other words for
/// each, and no words at all for a whole phrase ("around June", "the 2010s").
enum Lead<'d> {
    /// A day.
    Day,
    /// A month or a year.
    MonthOrYear(&'d Part),
    /// Anything else.
    Other,
}

fn lead(endpoint: &IntervalEndpoint) -> Lead<'_> {
    let IntervalEndpoint::Date(part) = endpoint else {
        return Lead::Other;
    };
    if part.is_uncertain() || part.is_approximate() {
        return Lead::Other;
    }
    let month = part.month.map(|month| month.value());
    match (month, part.day.map(|day| day.value())) {
        (Some(Some(1..=12)), Some(Some(_))) => Lead::Day,
        (Some(Some(1..=12)), None) => Lead::MonthOrYear(part),
        (None, None) if part.year.value().is_some() && part.year.significant_digits.is_none() => {
            Lead::MonthOrYear(part)
        }
        _ => Lead::Other,
    }
}

fn endpoint(endpoint: &IntervalEndpoint, words: &Words) -> String {
    match endpoint {
        IntervalEndpoint::Date(part) => qualified(part, words),
        IntervalEndpoint::OnOrBefore(part) => or_so(words.dates.or_earlier, part, words),
        IntervalEndpoint::OnOrAfter(part) => or_so(words.dates.or_later, part, words),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => String::new(),
    }
}

fn or_so(message: &str, part: &Part, words: &Words) -> String {
    fill(message, &[("date", &qualified(part, words))])
}

/// Two dates with what they share said once: "3–5 June 2018".
fn from_to(from: &Part, to: &Part, words: &Words) -> String {
    let whole = |part: &Part| !part.is_uncertain() && !part.is_approximate();
    let shared = if whole(from) && whole(to) {
        shared(from, to, words)
    } else {
        None
    };
    shared.unwrap_or_else(|| {
        fill(
            words.dates.from_to,
            &[
                ("from", &qualified(from, words)),
                ("to", &qualified(to, words)),
            ],
        )
    })
}

fn shared(from: &Part, to: &Part, words: &Words) -> Option<String> {
    if from.year != to.year {
        return None;
    }
    let dates = &words.dates;
    let (first, last) = (from.month?.value()?, to.month?.value()?);
    let through = |from: &str, to: &str| fill(dates.through, &[("from", from), ("to", to)]);
    let date = match (from.day, to.day) {
        (None, None) if first != last && first <= 12 && last <= 12 => {
            let (from, to) = (name(&dates.months, first), name(&dates.months, last));
            fill(dates.month, &[("month", &through(from, to))])
        }
        (Some(from), Some(to)) if first == last => {
            let day = |day: u8| day_number(day, words);
            let days = through(&day(from.value()?), &day(to.value()?));
            let month = name(&dates.months_of_day, first);
            fill(dates.day, &[("day", &days), ("month", month)])
        }
        _ => return None,
    };
    let (year, bc) = year_and_era(&from.year, words);
    Some(era(fill(&date, &[("year", &year)]), bc, words))
}

fn members(set: &Set, words: &Words) -> String {
    let one_of = set.kind == SetKind::OneMember;
    if let ([SetElement::Range(from, to)], true) = (set.elements.as_slice(), one_of) {
        let days = from.day.is_some() && to.day.is_some();
        let message = if days {
            words.dates.one_day_between
        } else {
            words.dates.some_time_between
        };
        return fill(message, &[("range", &from_to(from, to, words))]);
    }
    let members: Vec<String> = set
        .elements
        .iter()
        .map(|element| match element {
            SetElement::Date(part) => qualified(part, words),
            SetElement::OnOrBefore(part) => or_so(words.dates.or_earlier, part, words),
            SetElement::OnOrAfter(part) => or_so(words.dates.or_later, part, words),
            SetElement::Range(from, to) => from_to(from, to, words),
        })
        .collect();
    match (members.as_slice(), one_of) {
        ([only], _) => only.clone(),
        (_, true) => fill(
            words.dates.one_of,
            &[("list", &list(&members, Listing::Any, words))],
        ),
        (_, false) => list(&members, Listing::All, words),
    }
}

fn list(members: &[String], listing: Listing, words: &Words) -> String {
    if let Some(list) = words.language.list(members, listing) {
        return list;
    }
    let last = match listing {
        Listing::All => words.dates.and,
        Listing::Any => words.dates.or,
    };
    match members.split_last() {
        Some((tail, head)) if !head.is_empty() => {
            [&head.join(words.dates.list_separator), last, tail.as_str()].concat()
        }
        Some((only, _)) => only.clone(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::ENGLISH;

    #[test]
    fn a_date_reads_as_it_is_known() {
        for (text, words) in [
            ("2018-06-03", "3 June 2018"),
            ("2017-11", "November 2017"),
            ("1963", "1963"),
            ("2018-06~", "around June 2018"),
            ("1963?", "possibly 1963"),
            ("1963%", "possibly around 1963"),
            ("2017-21", "spring 2017"),
            ("2017-24", "winter 2017"),
            ("2017-34", "second quarter of 2017"),
            ("2017-41", "second half of 2017"),
            ("201X", "the 2010s"),
            ("19XX", "the 1900s"),
            ("1XXX", "the millennium from 1000"),
            ("XXXX", "an unknown year"),
            ("2017-XX", "some month of 2017"),
            ("2017-11-XX", "some day in November 2017"),
            ("2017-XX-XX", "some month of 2017"),
            ("-0043-03-15", "15 March 44 BC"),
            ("0000", "1 BC"),
            ("Y-17E7", "170000001 BC"),
            ("1950S2", "roughly 1950"),
            ("2018-06-03T14:05:00", "3 June 2018, 14:05"),
            ("2013/..", "since 2013"),
            ("../2018-06", "until June 2018"),
            ("2013/", "from 2013, end unknown"),
            ("/2018", "until 2018, start unknown"),
            ("1963~/..", "since around 1963"),
            ("2018-06-03/2018-06-05", "3–5 June 2018"),
            ("2018-06/2018-08", "June–August 2018"),
            ("2017-10/2018-06", "October 2017 – June 2018"),
            ("1997~/2017-10", "around 1997 – October 2017"),
            ("[2018-06-01..2018-06-07]", "one day of 1–7 June 2018"),
            ("[1670..1672]", "some time in 1670 – 1672"),
            ("[1667,1668,1670..1672]", "one of 1667, 1668 or 1670 – 1672"),
            ("{1960,1961}", "1960 and 1961"),
            ("{1960,1961,1963}", "1960, 1961 and 1963"),
            ("[..1984]", "1984 or earlier"),
            ("[1760-12..]", "December 1760 or later"),
        ] {
            let date = Date::parse(text).unwrap();
            assert_eq!(describe(Some(&date), &ENGLISH), words, "{text}");
        }
        assert_eq!(describe(None, &ENGLISH), "undated");
    }
}
