//! What counts from another event: "five days later".

use super::published::Published;
use super::text::normal;
use super::vocabulary::number_word;
use backstory_core::dataset::{Date, Day};

/// The date that a text means which counts from an event at `from`, no more exactly than that is
/// known; nothing of a text that counts from nothing.
///
/// ```
/// use backstory_core::dataset::Date;
/// use backstory_formats::english_date::later;
///
/// let from = Date::parse("2023-03-14").unwrap();
/// let date = |text| later(text, &from).map(|date| date.to_string());
/// assert_eq!(date("Five days later").as_deref(), Some("2023-03-19"));
/// assert_eq!(date("the next month").as_deref(), Some("2023-04"));
/// assert_eq!(date("in May"), None);
/// ```
#[must_use]
pub fn later(text: &str, from: &Date) -> Option<Date> {
    let (number, unit) = counted(text)?;
    let from = Published::of(from);
    let edtf = match unit {
        CountedUnit::Day => Day(from.day?.0 + number).to_string(),
        CountedUnit::Week => {
            // A week of it, from Monday; 1970-01-01 was a Thursday.
            let day = from.day?.0;
            let monday = Day(day - (day + 3).rem_euclid(7) + number * 7);
            let sunday = Day(monday.0 + 6);
            ["[", &monday.to_string(), "..", &sunday.to_string(), "]"].concat()
        }
        CountedUnit::Month => {
            let months = from.year? * 12 + i64::from(from.month?) - 1 + number;
            format!(
                "{:04}-{:02}",
                months.div_euclid(12),
                months.rem_euclid(12) + 1
            )
        }
        CountedUnit::Year => format!("{:04}", from.year? + number),
    };
    Date::parse(&edtf).ok()
}

/// Whether a text counts from another event.
#[must_use]
pub fn is_later(text: &str) -> bool {
    counted(text).is_some()
}

#[derive(Clone, Copy)]
enum CountedUnit {
    Day,
    Week,
    Month,
    Year,
}

fn unit(word: &str) -> Option<CountedUnit> {
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "day" => CountedUnit::Day,
        "week" => CountedUnit::Week,
        "month" => CountedUnit::Month,
        "year" => CountedUnit::Year,
        _ => return None,
    })
}

/// How many of which unit a text counts.
fn counted(text: &str) -> Option<(i64, CountedUnit)> {
    let text = normal(text);
    let text = text.strip_prefix("the ").unwrap_or(&text);
    for next in ["next ", "following "] {
        if let Some(found) = text.strip_prefix(next).and_then(unit) {
            return Some((1, found));
        }
    }
    let ends = [
        " later",
        " afterwards",
        " after that",
        " after this",
        " after",
    ];
    let rest = ends.iter().find_map(|end| text.strip_suffix(end))?;
    match rest.split_once(' ') {
        Some((number, word)) => Some((number_word(number)?, unit(word)?)),
        // "The day after".
        None => Some((1, unit(rest)?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_from_an_event_is_as_exact_as_that() {
        for (from, text, date) in [
            ("2023-03-14", "five days later", Some("2023-03-19")),
            ("2023-12-31", "The next day", Some("2024-01-01")),
            ("2023-03-14", "the day after", Some("2023-03-15")),
            (
                "2023-03-14",
                "two weeks later",
                Some("[2023-03-27..2023-04-02]"),
            ),
            ("2023-11-14", "three months afterwards", Some("2024-02")),
            ("2023-11", "a month later", Some("2023-12")),
            ("2023-11", "a day later", None),
            ("2023", "10 years after that", Some("2033")),
            ("2023", "last year", None),
            ("2023", "later", None),
        ] {
            let from = Date::parse(from).unwrap();
            let found = later(text, &from).map(|it| it.to_string());
            assert_eq!(found.as_deref(), date, "{text}");
        }
        assert!(is_later("Five days later") && !is_later("two weeks ago"));
    }
}
