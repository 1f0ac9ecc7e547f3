//! EDTF in formats with simpler dates (ISO 8601-1).

use edtf_core::{Date as Part, Edtf, IntervalEndpoint};

use backstory_core::dataset::Date;

/// A date as plain ISO 8601 has it: when it began and when it ended, each
/// `None` where that is open or unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct IsoPeriod {
    pub start: Option<String>,
    pub end: Option<String>,
    /// Whether it is one date rather than a period.
    pub is_single: bool,
}

/// A date in plain ISO 8601, or `None` where that would say more than is known
/// (a qualifier, a season, a masked digit, a set) or cannot be said (a year of
/// other than four digits).
pub(super) fn iso(date: &Date) -> Option<IsoPeriod> {
    match date.edtf() {
        Edtf::Date(part) => single(iso_part(part)?),
        Edtf::DateTime(at) => {
            iso_part(&at.date)?;
            single(to_the_second(date.as_str()))
        }
        Edtf::Interval(interval) => {
            let mut start = iso_end(&interval.start)?;
            let mut end = iso_end(&interval.end)?;
            let times = date.interval_times();
            let sides = date.as_str().split('/');
            for ((side, time), end) in sides.zip(times).zip([&mut start, &mut end]) {
                if time.is_some() {
                    *end = Some(to_the_second(side));
                }
            }
            (start.is_some() || end.is_some()).then_some(IsoPeriod {
                start,
                end,
                is_single: false,
            })
        }
        Edtf::Set(_) => None,
    }
}

/// A date-time with its seconds, which schema.org's `DateTime` (XML Schema's `dateTime`)
/// always has: that of a time to the minute is the first of that minute.
fn to_the_second(text: &str) -> String {
    let minute = text.find('T').map_or(text.len(), |at| at + "T05:52".len());
    match text.split_at_checked(minute) {
        Some((minute, rest)) if !rest.starts_with(':') => [minute, ":00", rest].concat(),
        _ => text.to_owned(),
    }
}

fn single(text: String) -> Option<IsoPeriod> {
    Some(IsoPeriod {
        start: Some(text),
        end: None,
        is_single: true,
    })
}

/// An end of an interval: `Some(None)` where it is open or unknown.
fn iso_end(end: &IntervalEndpoint) -> Option<Option<String>> {
    match end {
        IntervalEndpoint::Date(part) => iso_part(part).map(Some),
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => Some(None),
        IntervalEndpoint::OnOrBefore(_) | IntervalEndpoint::OnOrAfter(_) => None,
    }
}

fn iso_part(part: &Part) -> Option<String> {
    if part.is_uncertain() || part.is_approximate() {
        return None;
    }
    plain_part(part)
}

/// A date's letters without its qualifiers, where they are plain ISO 8601.
pub(super) fn plain_part(part: &Part) -> Option<String> {
    let year = part.year.value().filter(|year| (0..=9999).contains(year))?;
    if part.year.significant_digits.is_some() {
        return None;
    }
    let mut text = four_digits(year);
    if let Some(month) = part.month {
        let month = month.value().filter(|month| (1..=12).contains(month))?;
        text.push('-');
        text.push_str(&two_digits(month));
    }
    if let Some(day) = part.day {
        text.push('-');
        text.push_str(&two_digits(day.value()?));
    }
    Some(text)
}

pub(super) fn four_digits(year: i64) -> String {
    let digits = year.to_string();
    ["0".repeat(4_usize.saturating_sub(digits.len())), digits].concat()
}

pub(super) fn two_digits(number: u8) -> String {
    let digits = number.to_string();
    if number < 10 {
        ["0", &digits].concat()
    } else {
        digits
    }
}
