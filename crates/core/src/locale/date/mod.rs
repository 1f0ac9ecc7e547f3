//! Dates (EDTF, ISO 8601-2:2019) in plain language, no more precise than they are.
//!
//! No two dates that differ in what they say are worded alike: in English, each
//! is read back as the same date by the reader of English dates.

mod read;
mod words;

use edtf_core::{
    Date as Part, DateField, DateTime, Edtf, Interval, IntervalEndpoint, Qualifier, Set,
    SetElement, SetKind, Time, TimeShift, Year, YearKind,
};

pub use read::read_date;
pub use words::DateWords;

use super::message::{Message, fill};
use super::{Listing, Words};
use crate::dataset::Date;

/// A date in words: "around June 2018", "since 2013", "undated".
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
        Edtf::DateTime(at) => date_time(at, words),
        Edtf::Interval(Interval { start, end }) => match date.interval_times() {
            [Some(from), Some(to)] if from.date == to.date => {
                let range = [
                    ("from", &*time_of_day(&from.time, words)),
                    ("to", &time_of_day(&to.time, words)),
                ];
                at_time(&from.date, &fill(words.dates.times, &range), words)
            }
            times => interval([start, end], times, words),
        },
        Edtf::Set(set) => members(set, words),
    }
}

/// A time of day: "05:49".
#[must_use]
pub fn clock(hour: u8, minute: u8, words: &Words) -> String {
    let dates = &words.dates;
    let message = if minute == 0 {
        dates.clock_hour
    } else {
        dates.clock
    };
    to_the_minute(message, hour, minute, words)
}

fn to_the_minute(message: Message, hour: u8, minute: u8, words: &Words) -> String {
    let mut shown = hour.to_string();
    if hour < 10 {
        shown = fill(words.dates.early_hour, &[("hour", &shown)]);
    }
    fill(message, &[("hour", &shown), ("minute", &two(minute))])
}

/// A time as it is written, with its seconds and its zone: "14:05:30 UTC+2".
fn time_of_day(time: &Time, words: &Words) -> String {
    let mut text = if time.second > 0 {
        // Seconds stand after minutes, also on the hour.
        let minute = to_the_minute(words.dates.clock, time.hour, time.minute, words);
        [&minute, ":", &two(time.second)].concat()
    } else {
        clock(time.hour, time.minute, words)
    };
    match time.shift {
        None => {}
        Some(TimeShift::Utc) => text.push_str(" UTC"),
        Some(TimeShift::Offset { minutes, .. }) => {
            text.push_str(if minutes < 0 { " UTC\u{2212}" } else { " UTC+" });
            let minutes = minutes.unsigned_abs();
            text.push_str(&(minutes / 60).to_string());
            if let Ok(rest @ 1..) = u8::try_from(minutes % 60) {
                text.push(':');
                text.push_str(&two(rest));
            }
        }
    }
    text
}

fn date_time(at: &DateTime, words: &Words) -> String {
    at_time(&at.date, &time_of_day(&at.time, words), words)
}

fn at_time(date: &Part, time: &str, words: &Words) -> String {
    let date = qualified(date, words);
    fill(words.dates.time, &[("date", &date), ("time", time)])
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
    let Some(Qualifier {
        approximate,
        uncertain,
    }) = whole_qualifier(part)
    else {
        return plain(part, words);
    };
    let message = match (approximate, uncertain) {
        (false, false) => return plain(part, words),
        (true, false) => words.dates.approximate,
        (false, true) => words.dates.uncertain,
        (true, true) => words.dates.approximate_and_uncertain,
    };
    let mut part = *part;
    part.year.qualifier = Qualifier::default();
    for field in [&mut part.month, &mut part.day].into_iter().flatten() {
        field.qualifier = Qualifier::default();
    }
    fill(message, &[("date", &plain(&part, words))])
}

/// The qualifier of all parts of a date; `None` where they differ.
fn whole_qualifier(part: &Part) -> Option<Qualifier> {
    let of = |field: Option<DateField>| field.map_or(part.year.qualifier, |it| it.qualifier);
    let (month, day) = (of(part.month), of(part.day));
    let is_part_of_year = part
        .month
        .and_then(DateField::value)
        .is_some_and(|it| it > 12);
    if is_part_of_year && !part.year.qualifier.is_qualified() {
        return Some(month);
    }
    (month == part.year.qualifier && day == month).then_some(month)
}

/// A part of a date that is qualified by itself: "(~June)", "(2004?)".
fn marked(text: String, qualifier: Qualifier) -> String {
    if !qualifier.is_qualified() {
        return text;
    }
    let about = if qualifier.approximate { "~" } else { "" };
    let perhaps = if qualifier.uncertain { "?" } else { "" };
    ["(", about, &text, perhaps, ")"].concat()
}

/// A date; only where some of its parts are qualified otherwise than others
/// does it show qualifiers.
fn plain(part: &Part, words: &Words) -> String {
    let dates = &words.dates;
    let Some(month) = part.month else {
        return year(&part.year, words);
    };
    let is_open_day = |day: DateField| day.digits == [None; 2] && !day.qualifier.is_qualified();
    let has_words = part.day.is_none_or(is_open_day) && !month.qualifier.is_qualified();
    if has_odd_mask(month) || month.has_unspecified() && !has_words {
        return notation(part);
    }
    let number = |number: u8| words.language.digits(number.into());
    let in_year = |text: &str| dated(&part.year, text, words);
    let position = month.value().map(usize::from);
    let part_of_year = position.and_then(|at| dates.parts.get(at.checked_sub(21)?));
    if let Some(name) = part_of_year {
        if month.qualifier.is_qualified() {
            return notation(part);
        }
        return in_year(name);
    }
    let month_name = |of: &[Message; 12], number| name(of, number).to_owned();
    let Some(month_number) = month.value() else {
        // Of some month of the year, or of those with one digit or two.
        let range = month.digits[0].map(|tens| {
            let (from, to) = if tens == 0 { (1, 9) } else { (10, 12) };
            let [from, to] = [from, to].map(|it| month_name(&dates.months, it));
            let range = fill(dates.through, &[("from", &from), ("to", &to)]);
            in_year(&fill(dates.month, &[("month", &range)]))
        });
        if part.day.is_some() {
            if part.year.qualifier.is_qualified() && part.year.has_unspecified() {
                return notation(part);
            }
            let range = range.unwrap_or_else(|| year(&part.year, words));
            return fill(dates.some_day, &[("month", &range)]);
        }
        return match range {
            Some(range) => fill(dates.some_month, &[("year", &range)]),
            None => in_year(dates.some_month),
        };
    };
    let in_month = |name: &[Message; 12]| {
        let name = marked(month_name(name, month_number), month.qualifier);
        in_year(&fill(dates.month, &[("month", &name)]))
    };
    let of_day = |day: String| {
        let month = marked(
            month_name(&dates.months_of_day, month_number),
            month.qualifier,
        );
        in_year(&fill(dates.day, &[("day", &day), ("month", &month)]))
    };
    let Some(day) = part.day else {
        return in_month(&dates.months);
    };
    if let Some(value) = day.value() {
        return of_day(marked(day_number(value, words), day.qualifier));
    }
    let range = match day.digits {
        [None, None] if day.qualifier.is_qualified() => return notation(part),
        [None, None] => in_month(&dates.months_of_day),
        [Some(tens), None] => {
            let last = last_day(part, month_number, tens);
            let from = number((tens * 10).max(1));
            let range = fill(dates.through, &[("from", &from), ("to", &number(last))]);
            of_day(marked(range, day.qualifier))
        }
        _ => return notation(part),
    };
    fill(dates.some_day, &[("month", &range)])
}

/// Whether the tens of a month are masked and its ones are not: 02 or 12.
fn has_odd_mask(month: DateField) -> bool {
    matches!(month.digits, [None, Some(_)])
}

/// The last day of a month that has `tens` as its first digit.
fn last_day(part: &Part, month: u8, tens: u8) -> u8 {
    let longest = (28..=31).rev().find(|day| match part.year.value() {
        Some(year) => crate::dataset::Day::from_ymd(year, month, *day).is_some(),
        None => crate::dataset::Day::from_ymd(2000, month, *day).is_some(),
    });
    (tens * 10 + 9).min(longest.unwrap_or(31))
}

/// The notation itself, for what has no words.
fn notation(part: &Part) -> String {
    part.to_string()
}

/// A text with its `{year}` filled in, and its era.
fn dated(year: &Year, text: &str, words: &Words) -> String {
    let (number, bc) = year_and_era(year, words);
    let number = marked(number, year.qualifier);
    let text = fill(text, &[("year", &number)]);
    match bc {
        Era::Bc => fill(words.dates.bc, &[("date", &text)]),
        Era::Ad => fill(words.dates.ad, &[("date", &text)]),
        Era::None => text,
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
    let number = dated(year, words.dates.year, words);
    let Some(known) = year.significant_digits else {
        return number;
    };
    let rounded = fill(words.dates.rounded, &[("year", &number)]);
    let Some(value) = year.value() else {
        return rounded;
    };
    let width = match year.kind {
        YearKind::Standard { .. } => 4,
        _ => value.unsigned_abs().checked_ilog10().map_or(1, |it| it + 1),
    };
    let step = 10_i64.saturating_pow(width.saturating_sub(known));
    let first = value / step * step;
    let swept = if value < 0 { 1 - step } else { step - 1 };
    let last = first.saturating_add(swept);
    let range = years(first.min(last), first.max(last), words);
    [&rounded, " (", &range, ")"].concat()
}

/// The decade, or the years, that a year with masked digits means.
fn masked(year: &Year, words: &Words) -> Option<String> {
    // EDTF masks no digits of a year before year 0.
    let YearKind::Standard {
        negative: false,
        digits,
    } = year.kind
    else {
        return None;
    };
    let known = digits.iter().take_while(|digit| digit.is_some()).count();
    if known == 4 || digits.iter().skip(known).any(Option::is_some) {
        return None;
    }
    let dates = &words.dates;
    if known == 0 {
        return Some(dates.any_year.to_owned());
    }
    let with = |masked: i64| {
        let fill = |year, digit: &Option<u8>| year * 10 + digit.map_or(masked, i64::from);
        digits.iter().fold(0, fill)
    };
    let (low, high) = (with(0), with(9));
    if known == 3 && low >= 1000 && low % 100 != 0 {
        let number = words.language.digits(low);
        return Some(fill(dates.decade, &[("year", &number)]));
    }
    Some(fill(
        dates.some_year,
        &[("range", &years(low, high, words))],
    ))
}

/// From one year to another.
fn years(first: i64, last: i64, words: &Words) -> String {
    let dates = &words.dates;
    let digits = |year: i64| {
        words
            .language
            .digits(if year > 0 { year } else { 1 - year })
    };
    let (from, to) = (digits(first), digits(last));
    if (first > 0) == (last > 0) {
        let range = fill(dates.through, &[("from", &from), ("to", &to)]);
        let range = fill(dates.year, &[("year", &range)]);
        return in_era(range, era_of(last, first), words);
    }
    let year = |number: &str, year| {
        let number = fill(dates.year, &[("year", number)]);
        in_era(number, era_of(year, year), words)
    };
    let (from, to) = (year(&from, first), year(&to, last));
    fill(dates.from_to, &[("from", &from), ("to", &to)])
}

/// Which era is to be said of a year.
#[derive(Clone, Copy, PartialEq)]
enum Era {
    None,
    Bc,
    /// Without it "79" may be 1979.
    Ad,
}

fn era_of(latest: i64, earliest: i64) -> Era {
    match latest {
        ..=0 => Era::Bc,
        _ if earliest < 100 => Era::Ad,
        _ => Era::None,
    }
}

fn in_era(date: String, era: Era, words: &Words) -> String {
    match era {
        Era::None => date,
        Era::Bc => fill(words.dates.bc, &[("date", &date)]),
        Era::Ad => fill(words.dates.ad, &[("date", &date)]),
    }
}

/// A year's number, and its era: readers know of no year between 1 BC and
/// AD 1. A masked digit is an X.
fn year_and_era(year: &Year, words: &Words) -> (String, Era) {
    let digits = |year| words.language.digits(year);
    if let Some(value) = year.value() {
        let number = if value > 0 {
            value
        } else {
            1_i64.saturating_sub(value)
        };
        return (digits(number), era_of(value, value));
    }
    match year.kind {
        YearKind::Standard { digits: known, .. } => {
            let digit = |digit: Option<u8>| digit.map_or("X".to_owned(), |it| digits(it.into()));
            (known.map(digit).concat(), Era::None)
        }
        // A year past all integers.
        YearKind::Exponential {
            significand,
            exponent,
        } => {
            let era = if significand < 0 { Era::Bc } else { Era::None };
            let significand = digits(significand.saturating_abs());
            let exponent = digits(exponent.into());
            ([&significand, "\u{d7}10^", &exponent].concat(), era)
        }
        YearKind::Big { .. } => (String::new(), Era::None),
    }
}

/// A year's number as it stands on an axis.
pub(super) fn year_number(year: i64, words: &Words) -> String {
    let number = if year > 0 { year } else { 1 - year };
    let number = words.language.digits(number);
    in_era(number, if year > 0 { Era::None } else { Era::Bc }, words)
}

/// What stands before an end of an interval: languages lead in a day, a month
/// or a year, and whatever else it is in different ways.
struct Lead {
    day: Message,
    month_or_year: Message,
    other: Message,
}

fn interval(
    [start, end]: [&IntervalEndpoint; 2],
    [starts_at, ends_at]: [Option<DateTime>; 2],
    words: &Words,
) -> String {
    use IntervalEndpoint::{Date, Open, Unknown};
    let dates = &words.dates;
    let side = |end: &IntervalEndpoint, at: Option<DateTime>| match at {
        Some(at) => date_time(&at, words),
        None => endpoint(end, words),
    };
    let from = || side(start, starts_at);
    let to = || side(end, ends_at);
    match (start, end) {
        (Date(from), Date(to)) if starts_at.is_none() && ends_at.is_none() => {
            from_to(from, to, words)
        }
        (Open | Unknown, Open | Unknown) => dates.always.to_owned(),
        (_, Open) => {
            let lead = Lead {
                day: dates.since_day,
                month_or_year: dates.since,
                other: dates.since_other,
            };
            let from = match start {
                Date(part) if is_plain_month(part) => inflected_month(part, words),
                _ => from(),
            };
            fill(lead.of(start), &[("from", &from)])
        }
        (_, Unknown) => fill(dates.end_unknown, &[("from", &from())]),
        (Open, _) => {
            let lead = Lead {
                day: dates.until_day,
                month_or_year: dates.until,
                other: dates.until_other,
            };
            fill(lead.of(end), &[("to", &to())])
        }
        (Unknown, _) => fill(dates.start_unknown, &[("to", &to())]),
        _ => fill(dates.from_to, &[("from", &from()), ("to", &to())]),
    }
}

impl Lead {
    fn of(&self, end: &IntervalEndpoint) -> Message {
        let IntervalEndpoint::Date(part) = end else {
            return self.other;
        };
        let is_qualified = part.is_uncertain() || part.is_approximate();
        if is_qualified || part.has_unspecified() || part.year.significant_digits.is_some() {
            return self.other;
        }
        match part.month {
            Some(_) if part.day.is_some() => self.day,
            Some(_) if !is_plain_month(part) => self.other,
            _ => self.month_or_year,
        }
    }
}

/// Whether it is a month, and no part of a year.
fn is_plain_month(part: &Part) -> bool {
    let is_month = part
        .month
        .and_then(|it| it.value())
        .is_some_and(|it| it <= 12);
    is_month && part.day.is_none() && !part.is_uncertain() && !part.is_approximate()
}

/// A month in the form that stands after "since".
fn inflected_month(part: &Part, words: &Words) -> String {
    let month = part
        .month
        .and_then(|month| month.value())
        .unwrap_or_default();
    let month = name(&words.dates.months_of_day, month);
    let month = fill(words.dates.month, &[("month", month)]);
    dated(&part.year, &month, words)
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
    Some(dated(&from.year, &date, words))
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
            SetElement::OnOrBefore(part) if one_of => or_so(words.dates.or_earlier, part, words),
            SetElement::OnOrAfter(part) if one_of => or_so(words.dates.or_later, part, words),
            SetElement::OnOrBefore(part) => or_so(words.dates.all_earlier, part, words),
            SetElement::OnOrAfter(part) => or_so(words.dates.all_later, part, words),
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
            ("19XX", "some year in 1900–1999"),
            ("190X", "some year in 1900–1909"),
            ("00XX", "some year in 1 BC – 99 AD"),
            ("1XXX", "some year in 1000–1999"),
            ("19X4", "19X4"),
            ("156X-12-25", "25 December 156X"),
            ("1984-1X", "some month of October–December 1984"),
            ("2004-06-1X", "some day in 10–19 June 2004"),
            ("0079-10-24", "24 October 79 AD"),
            ("XXXX", "an unknown year"),
            ("2017-XX", "some month of 2017"),
            ("2017-11-XX", "some day in November 2017"),
            ("2017-XX-XX", "some day in 2017"),
            ("-0043-03-15", "15 March 44 BC"),
            ("0000", "1 BC"),
            ("Y-17E7", "170000001 BC"),
            ("1950S2", "roughly 1950 (1900–1999)"),
            ("2018-06-03T14:05:00", "3 June 2018, 14:05"),
            ("2018-06-03T14:05:30+02:00", "3 June 2018, 14:05:30 UTC+2"),
            ("2018-06-03T14:05Z", "3 June 2018, 14:05 UTC"),
            (
                "2024-02-14T05:52/2024-02-14T10:31",
                "14 February 2024, 05:52 to 10:31",
            ),
            (
                "2024-02-14T23:52/2024-02-15T01:31",
                "14 February 2024, 23:52 – 15 February 2024, 01:31",
            ),
            ("2024-02-14T05:52/..", "since 14 February 2024, 05:52"),
            ("2004?-06-11", "11 June (2004?)"),
            ("2004-06-~11", "(~11) June 2004"),
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
            ("{..1984}", "1984 and earlier"),
            ("[1760-12..]", "December 1760 or later"),
        ] {
            let date = Date::parse(text).unwrap();
            assert_eq!(describe(Some(&date), &ENGLISH), words, "{text}");
        }
        assert_eq!(describe(None, &ENGLISH), "undated");
    }
}
