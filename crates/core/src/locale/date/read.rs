//! Dates as the axis and the details print them, read in the reader's language.

use super::{Message, name};
use crate::dataset::Date;
use crate::locale::{Words, fill};
use crate::query::fold;

/// The date that a reader wrote: EDTF, or a year, a month or a day in the form
/// that their language has ("March 2023", "3 juin 2018", "2018年6月3日").
///
/// The names and the order come from the formatter of the language, so that
/// there are no tables of them. English is read with the day first and with
/// the month first.
///
/// ```
/// use backstory_core::locale::{ENGLISH, read_date};
///
/// let date = |text| read_date(text, &ENGLISH).map(|date| date.to_string());
/// assert_eq!(date("March 2023").as_deref(), Some("2023-03"));
/// assert_eq!(date("3 Mar 2023").as_deref(), Some("2023-03-03"));
/// assert_eq!(date("soon"), None);
/// ```
#[must_use]
pub fn read_date(text: &str, words: &Words) -> Option<Date> {
    if let Ok(date) = Date::parse(text.trim()) {
        return Some(date);
    }
    let text = plain(text);
    let dates = &words.dates;
    let in_year = |pattern: &str, month: Option<u8>| {
        let before_christ = fill(dates.bc, &[("date", pattern)]);
        read(&plain(pattern), &text, month, false)
            .or_else(|| read(&plain(&before_christ), &text, month, true))
    };
    if let Some(date) = in_year(dates.year, None) {
        return Some(date);
    }
    let lists = [
        &dates.months,
        &dates.months_of_day,
        &dates.short_months,
        &dates.short_months_of_day,
    ];
    let patterns: [Message; 4] = [
        dates.month,
        dates.day,
        "{day} {month} {year}",
        "{month} {day} {year}",
    ];
    (1..=12).find_map(|month| {
        lists.iter().find_map(|list| {
            let month_name = [("month", name(list, month))];
            let read = |pattern: &Message| in_year(&fill(pattern, &month_name), Some(month));
            patterns.iter().find_map(read)
        })
    })
}

/// What stands for the day and for the year in a pattern that is folded.
const SLOTS: [&str; 2] = ["qdayq", "qyearq"];

/// Without case, accents and punctuation, and with plain digits.
fn plain(text: &str) -> String {
    let [day, year] = SLOTS;
    let text = fold(&fill(text, &[("day", day), ("year", year)]));
    let digits = text.chars().map(|letter| match letter {
        '\u{660}'..='\u{669}' => digit(letter, '\u{660}'),
        '\u{6f0}'..='\u{6f9}' => digit(letter, '\u{6f0}'),
        _ => letter,
    });
    let digits: String = digits.collect();
    let words = digits
        .split(' ')
        .map(|word| if word == "1er" { "1" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

fn digit(letter: char, zero: char) -> char {
    let value = u32::from(letter) - u32::from(zero);
    char::from_digit(value, 10).unwrap_or(letter)
}

/// Reads `text` by a pattern in which [`SLOTS`] stand for numbers.
fn read(pattern: &str, text: &str, month: Option<u8>, is_bc: bool) -> Option<Date> {
    let (mut pattern, mut rest) = (pattern, text);
    let (mut day, mut year) = (None, None);
    while !pattern.is_empty() {
        let slot = SLOTS.iter().position(|slot| pattern.starts_with(slot));
        if let Some(slot) = slot {
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (number, after) = rest.split_at_checked(length)?;
            let number: i64 = number.parse().ok()?;
            *[&mut day, &mut year].into_iter().nth(slot)? = Some(number);
            let name = SLOTS.get(slot)?;
            (pattern, rest) = (pattern.strip_prefix(name)?, after);
        } else {
            let letter = pattern.chars().next()?;
            rest = rest.strip_prefix(letter)?;
            pattern = pattern.strip_prefix(letter)?;
        }
    }
    let year = year.filter(|_| rest.is_empty())?;
    let year = if is_bc { 1 - year } else { year };
    let two = |number: i64| [if number < 10 { "-0" } else { "-" }, &number.to_string()].concat();
    let digits = year.unsigned_abs().to_string();
    let zeros = "0".repeat(4_usize.saturating_sub(digits.len()));
    let mut edtf = [if year < 0 { "-" } else { "" }, &zeros, &digits].concat();
    edtf.extend(month.map(|month| two(month.into())));
    edtf.extend(day.map(two));
    Date::parse(&edtf).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::{ENGLISH, describe};

    fn edtf(text: &str, words: &Words) -> Option<String> {
        read_date(text, words).map(|date| date.to_string())
    }

    #[test]
    fn english_is_read_in_both_orders() {
        for (text, date) in [
            ("March 2023", Some("2023-03")),
            ("mar 2023", Some("2023-03")),
            ("3 June 2018", Some("2018-06-03")),
            ("June 3, 2018", Some("2018-06-03")),
            ("2018", Some("2018")),
            ("2018-06", Some("2018-06")),
            ("44 BC", Some("-0043")),
            ("31 June 2018", None),
            ("June", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(edtf(text, &ENGLISH).as_deref(), date, "{text}");
        }
    }

    #[test]
    fn every_language_reads_what_it_shows() {
        for words in crate::locale::tests::all_words() {
            for text in
                ["2018", "-0043", "2018-06-01", "2018-06-30"]
                    .into_iter()
                    .map(str::to_owned)
                    .chain((1..=12).flat_map(|month| {
                        [format!("2018-{month:02}"), format!("2018-{month:02}-03")]
                    }))
            {
                let date = Date::parse(&text).unwrap();
                let said = describe(Some(&date), words);
                assert_eq!(edtf(&said, words), Some(text), "{said}");
            }
        }
    }
}
