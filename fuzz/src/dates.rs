//! Dates: EDTF, English, and what readers type.

use backstory_core::dataset::{Date, Day, Precision, Span};
use backstory_core::locale::{ENGLISH, LANGUAGES, Words, describe, read_date};
use backstory_formats::english_date::{Interpretation, interpret, read};

use crate::bytes::text;

/// What is told of a date, however it is written.
#[derive(Debug, PartialEq)]
struct Facts {
    spans: Vec<Span>,
    formal_spans: Vec<Span>,
    precision: Precision,
    is_approximate: bool,
    is_uncertain: bool,
    is_one_of: bool,
    sort_key: (i64, i64),
}

fn facts(date: &Date) -> Facts {
    Facts {
        spans: date.spans().to_vec(),
        formal_spans: date.formal_spans().to_vec(),
        precision: date.precision(),
        is_approximate: date.is_approximate(),
        is_uncertain: date.is_uncertain(),
        is_one_of: date.is_one_of() && date.spans().len() > 1,
        sort_key: date.sort_key(),
    }
}

/// A date of the dataset.
pub fn edtf(bytes: &[u8]) {
    let text = text(bytes);
    let date = match Date::parse(&text) {
        Ok(date) => date,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    };
    assert_eq!(date.as_str(), text);
    assert!(date.earliest() <= date.latest(), "{text}");
    for span in date.spans() {
        let in_order = [
            span.start_earliest <= span.start_latest,
            span.end_earliest <= span.end_latest,
            span.start_earliest <= span.end_latest,
        ];
        assert_eq!(in_order, [true; 3], "{text}: {span:?}");
    }
    for words in every_language() {
        assert!(!describe(Some(&date), words).trim().is_empty());
    }
    // Beyond the days that can be told apart only the limit is known.
    let is_limit = |day: Day| day.0.abs() > 1 << 50;
    let spans = date.formal_spans().iter().chain(date.spans());
    if spans
        .flat_map(|it| [it.start_earliest, it.end_latest])
        .any(is_limit)
        && text.contains('Y')
    {
        return;
    }
    let said = describe(Some(&date), &ENGLISH);
    // Longer lists are not looked through.
    if said.split([' ', ',']).count() > 30 {
        return;
    }
    let back = read(&said, None);
    assert_eq!(
        back.as_ref().map(facts),
        Some(facts(&date)),
        "{text} is shown as {said:?}, which reads as {back:?}"
    );
}

fn every_language() -> Vec<&'static Words> {
    thread_local! {
        static ALL: Vec<&'static Words> = LANGUAGES.into_iter().filter_map(Words::built_in).collect();
    }
    ALL.with(Clone::clone)
}

/// A date as people write it.
pub fn english_date(bytes: &[u8]) {
    let text = text(bytes);
    let published = ["2018-06-11", "2018-06~", "2018", "[2018-01..2018-04]"];
    for published in published.into_iter().map(|it| Date::parse(it).ok()) {
        let _ = interpret(&text, published.as_ref());
    }
    let dates = match interpret(&text, None) {
        Interpretation::Date(date) | Interpretation::Assumed(date) => vec![date],
        Interpretation::Ambiguous(dates) => {
            assert!(dates.len() > 1, "{text:?} is only {dates:?}");
            dates
        }
        Interpretation::Undated | Interpretation::Unknown => return,
    };
    for date in dates {
        lies_in(&date, &text);
        edtf(date.as_str().as_bytes());
    }
}

/// The years of a date that is read without another date to count from stand in the text: as
/// themselves, as their two last digits, or as their decade or century.
fn lies_in(date: &Date, text: &str) {
    let plain: String = text
        .chars()
        .map(|it| it.to_digit(10).map_or(it, digit))
        .collect();
    // Of masked digits the middle.
    let plain = plain.to_lowercase();
    if plain.contains("xxx") {
        return;
    }
    let plain = plain.replace("xx", "50").replace('x', "5");
    let numbers: Vec<i64> = plain
        .split(|letter: char| !letter.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let is_said = |year: i64| {
        numbers.iter().any(|number| {
            let century = (number - 1) * 100;
            (year - number).abs() <= 100
                || (year + number).abs() <= 100
                || (year - century).abs() <= 100
                || (year + century).abs() <= 200
                || year.rem_euclid(100) == *number
        })
    };
    for span in date.formal_spans() {
        for (day, is_open) in [
            (span.start_earliest, date.is_open_start()),
            (span.end_latest, date.is_open_end()),
        ] {
            let (year, ..) = day.ymd();
            // A number of many digits, or one in letters such as "1950S2", is EDTF's own.
            let is_near = (-9999..=9999).contains(&year);
            assert!(
                is_open || !is_near || is_said(year),
                "{text:?} is read as {date}"
            );
        }
    }
}

fn digit(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('0')
}

/// A date that a reader types in the widget, in their language.
pub fn typed_date(bytes: &[u8]) {
    let text = text(bytes);
    for words in every_language() {
        if let Some(date) = read_date(&text, words) {
            assert_eq!(Date::parse(date.as_str()).as_ref(), Ok(&date));
        }
    }
}
