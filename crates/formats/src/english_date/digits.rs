//! The digits of other scripts, and cells of digits alone that no person reads as a year.

use std::borrow::Cow;

use backstory_core::dataset::{Date, Day};

/// The day before the first that a spreadsheet counts, in days from 1970; of Excel's dates,
/// those from March 1900 on.
const SPREADSHEET_EPOCH: i64 = -25_569;

/// The dates that five digits or more may be: a day or a month in ISO 8601's basic format
/// (§ 5.2.1.1), or a spreadsheet's number for a day, which may be a year as well. `None` for
/// any other text.
///
/// EDTF writes a year of so many digits with a `Y`, and nobody else writes one alone.
pub(super) fn digits(text: &str) -> Option<Vec<Date>> {
    let is_number = text.len() > 4 && text.bytes().all(|it| it.is_ascii_digit());
    if !is_number {
        return None;
    }
    let dates = |edtf: &[String]| edtf.iter().filter_map(|it| Date::parse(it).ok()).collect();
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    if let 6 | 8 = text.len()
        && text.starts_with(['1', '2'])
        && ("01"..="12").contains(&part(4, 6))
    {
        let day = part(6, 8);
        let mark = if day.is_empty() { "" } else { "-" };
        return Some(dates(&[[part(0, 4), "-", part(4, 6), mark, day].concat()]));
    }
    let serial = text.parse::<i64>().ok().filter(|_| text.len() == 5);
    Some(serial.map_or_else(Vec::new, |serial| {
        dates(&[
            Day(serial + SPREADSHEET_EPOCH).to_string(),
            ["Y", text].concat(),
        ])
    }))
}

/// A text with the digits of ASCII for those of Arabic, Persian, Hindi and full width, and
/// with a point and a comma for the marks that Arabic has in numbers.
pub(crate) fn ascii_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    let plain = |letter: char| match letter {
        '\u{66b}' => '.',
        '\u{66c}' => ',',
        _ => digit(letter).unwrap_or(letter),
    };
    text.chars().map(plain).collect::<String>().into()
}

/// The digit of ASCII for one of a script that has ten in a row.
fn digit(letter: char) -> Option<char> {
    ['\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}']
        .iter()
        .find_map(|zero| {
            let value = u32::from(letter).checked_sub(u32::from(*zero))?;
            char::from_digit(value, 10)
        })
}
