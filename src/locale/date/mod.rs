//! Dates in plain language, as exactly as they are known and no more.

mod en;

use edtf_core::{
    Date as Part, Edtf, Interval, IntervalEndpoint, Qualifier, Set, SetElement, SetKind, Year,
    YearKind,
};

use super::fill;
use crate::dataset::Date;

/// A language's words for dates. `{…}` marks what is filled in; a whole phrase
/// is one message, since languages order its parts differently.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field's English message says what it is")]
pub struct DateWords {
    pub undated: &'static str,
    pub months: [&'static str; 12],
    pub short_months: [&'static str; 12],
    /// The parts of a year that EDTF numbers from 21 to 41.
    pub parts: [&'static str; 21],
    pub day: &'static str,
    pub month: &'static str,
    pub days_of_month: &'static str,
    pub months_of_year: &'static str,
    pub bc: &'static str,
    pub decade: &'static str,
    pub century: &'static str,
    pub millennium: &'static str,
    pub any_year: &'static str,
    pub rounded: &'static str,
    pub some_day: &'static str,
    pub some_month: &'static str,
    pub time: &'static str,
    pub approximate: &'static str,
    pub uncertain: &'static str,
    pub approximate_and_uncertain: &'static str,
    pub since: &'static str,
    pub until: &'static str,
    pub end_unknown: &'static str,
    pub start_unknown: &'static str,
    pub always: &'static str,
    pub from_to: &'static str,
    pub or_earlier: &'static str,
    pub or_later: &'static str,
    pub one_day_between: &'static str,
    pub some_time_between: &'static str,
    pub one_of: &'static str,
    pub comma: &'static str,
    pub and: &'static str,
    pub or: &'static str,
}

impl DateWords {
    /// English.
    pub const ENGLISH: Self = en::ENGLISH;
}

/// What a date says, in words: "around June 2018", "since 2013", "undated".
///
/// ```
/// use backstory::dataset::Date;
/// use backstory::locale::{DateWords, describe};
///
/// let date = Date::parse("2013/..").ok();
/// assert_eq!(describe(date.as_ref(), &DateWords::ENGLISH), "since 2013");
/// ```
#[must_use]
pub fn describe(date: Option<&Date>, words: &DateWords) -> String {
    let Some(date) = date else {
        return words.undated.to_owned();
    };
    match date.edtf() {
        Edtf::Date(part) => qualified(part, words),
        Edtf::DateTime(instant) => {
            let time = [two(instant.time.hour), two(instant.time.minute)].join(":");
            fill(
                words.time,
                &[("date", &qualified(&instant.date, words)), ("time", &time)],
            )
        }
        Edtf::Interval(Interval { start, end }) => interval(start, end, words),
        Edtf::Set(set) => members(set, words),
    }
}

fn two(number: u8) -> String {
    let digits = number.to_string();
    if number < 10 {
        ["0", &digits].concat()
    } else {
        digits
    }
}

fn qualified(part: &Part, words: &DateWords) -> String {
    let Qualifier {
        uncertain,
        approximate,
    } = Qualifier {
        uncertain: part.is_uncertain(),
        approximate: part.is_approximate(),
    };
    let message = match (approximate, uncertain) {
        (false, false) => return plain(part, words),
        (true, false) => words.approximate,
        (false, true) => words.uncertain,
        (true, true) => words.approximate_and_uncertain,
    };
    fill(message, &[("date", &plain(part, words))])
}

/// A date without regard to its qualifiers.
fn plain(part: &Part, words: &DateWords) -> String {
    let year = year(&part.year, words);
    let Some(month) = part.month else { return year };
    let Some(number) = month.value() else {
        return fill(words.some_month, &[("year", &year)]);
    };
    let position = usize::from(number);
    if let Some(name) = position
        .checked_sub(21)
        .and_then(|part| words.parts.get(part))
    {
        return fill(name, &[("year", &year)]);
    }
    let month = position
        .checked_sub(1)
        .and_then(|month| words.months.get(month));
    let month = month.copied().unwrap_or_default();
    let values = [("month", month), ("year", year.as_str())];
    match part.day.map(|day| day.value()) {
        None => fill(words.month, &values),
        Some(None) => fill(words.some_day, &[("month", &fill(words.month, &values))]),
        Some(Some(day)) => fill(&fill(words.day, &values), &[("day", &day.to_string())]),
    }
}

fn year(year: &Year, words: &DateWords) -> String {
    if let YearKind::Standard { negative, digits } = year.kind {
        let known = digits.iter().take_while(|digit| digit.is_some()).count();
        let message = match known {
            4 => None,
            3 => Some(words.decade),
            2 => Some(words.century),
            1 => Some(words.millennium),
            _ => Some(words.any_year),
        };
        if let Some(message) = message {
            let zeros = digits
                .iter()
                .fold(0, |year, digit| year * 10 + i64::from(digit.unwrap_or(0)));
            let zeros = if negative { -zeros } else { zeros };
            return fill(message, &[("year", &year_number(zeros, words))]);
        }
    }
    // A year past all integers can only be shown as it is written.
    let number = year
        .value()
        .map_or_else(|| "…".to_owned(), |year| year_number(year, words));
    if year.significant_digits.is_some() {
        return fill(words.rounded, &[("year", &number)]);
    }
    number
}

/// A year as readers count: there is none between 1 BC and AD 1.
pub(super) fn year_number(year: i64, words: &DateWords) -> String {
    if year > 0 {
        return year.to_string();
    }
    fill(words.bc, &[("year", &(1 - year).to_string())])
}

fn interval(start: &IntervalEndpoint, end: &IntervalEndpoint, words: &DateWords) -> String {
    use IntervalEndpoint::{Date, Open, Unknown};
    let from = || endpoint(start, words);
    let to = || endpoint(end, words);
    match (start, end) {
        (Date(from), Date(to)) => from_to(from, to, words),
        (Open | Unknown, Open | Unknown) => words.always.to_owned(),
        (_, Open) => fill(words.since, &[("from", &from())]),
        (_, Unknown) => fill(words.end_unknown, &[("from", &from())]),
        (Open, _) => fill(words.until, &[("to", &to())]),
        (Unknown, _) => fill(words.start_unknown, &[("to", &to())]),
        _ => fill(words.from_to, &[("from", &from()), ("to", &to())]),
    }
}

fn endpoint(endpoint: &IntervalEndpoint, words: &DateWords) -> String {
    match endpoint {
        IntervalEndpoint::Date(part) => qualified(part, words),
        IntervalEndpoint::OnOrBefore(part) => or_so(words.or_earlier, part, words),
        IntervalEndpoint::OnOrAfter(part) => or_so(words.or_later, part, words),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => String::new(),
    }
}

fn or_so(message: &str, part: &Part, words: &DateWords) -> String {
    fill(message, &[("date", &qualified(part, words))])
}

/// Two dates with what they share said once: "3–5 June 2018".
fn from_to(from: &Part, to: &Part, words: &DateWords) -> String {
    let whole = |part: &Part| !part.is_uncertain() && !part.is_approximate();
    let shared = if whole(from) && whole(to) {
        shared(from, to, words)
    } else {
        None
    };
    shared.unwrap_or_else(|| {
        fill(
            words.from_to,
            &[
                ("from", &qualified(from, words)),
                ("to", &qualified(to, words)),
            ],
        )
    })
}

fn shared(from: &Part, to: &Part, words: &DateWords) -> Option<String> {
    if from.year != to.year {
        return None;
    }
    let year = year(&from.year, words);
    let name = |number: u8| {
        words
            .months
            .get(usize::from(number).checked_sub(1)?)
            .copied()
    };
    let (first, last) = (from.month?.value()?, to.month?.value()?);
    match (from.day, to.day) {
        (None, None) if first != last => Some(fill(
            words.months_of_year,
            &[("from", name(first)?), ("to", name(last)?), ("year", &year)],
        )),
        (Some(from), Some(to)) if first == last => Some(fill(
            words.days_of_month,
            &[
                ("from", &from.value()?.to_string()),
                ("to", &to.value()?.to_string()),
                ("month", name(first)?),
                ("year", &year),
            ],
        )),
        _ => None,
    }
}

fn members(set: &Set, words: &DateWords) -> String {
    let one_of = set.kind == SetKind::OneMember;
    if let ([SetElement::Range(from, to)], true) = (set.elements.as_slice(), one_of) {
        let days = from.day.is_some() && to.day.is_some();
        let message = if days {
            words.one_day_between
        } else {
            words.some_time_between
        };
        return fill(message, &[("range", &from_to(from, to, words))]);
    }
    let members: Vec<String> = set
        .elements
        .iter()
        .map(|element| match element {
            SetElement::Date(part) => qualified(part, words),
            SetElement::OnOrBefore(part) => or_so(words.or_earlier, part, words),
            SetElement::OnOrAfter(part) => or_so(words.or_later, part, words),
            SetElement::Range(from, to) => from_to(from, to, words),
        })
        .collect();
    match (members.as_slice(), one_of) {
        ([only], _) => only.clone(),
        (_, true) => fill(words.one_of, &[("list", &list(&members, words.or, words))]),
        (_, false) => list(&members, words.and, words),
    }
}

fn list(members: &[String], last: &str, words: &DateWords) -> String {
    match members.split_last() {
        Some((tail, head)) if !head.is_empty() => {
            [&head.join(words.comma), last, tail.as_str()].concat()
        }
        Some((only, _)) => only.clone(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(describe(Some(&date), &DateWords::ENGLISH), words, "{text}");
        }
        assert_eq!(describe(None, &DateWords::ENGLISH), "undated");
    }
}
