//! Dates in numbers alone.

use super::reader::DateReader;

/// Year, month and day of `13.6.2018`, `13/06/18`, `2018-6-3`; year and month
/// of `6/2018` and `2018-06`.
///
/// Which of `3/6/2018` is the month depends on who wrote it: that is asked of
/// the `reader`. With dots the day stands first.
pub(super) fn numeric(text: &str, reader: &DateReader) -> Option<(i64, u8, Option<u8>)> {
    let mark = ['/', '.', '-']
        .into_iter()
        .find(|mark| text.contains(*mark))?;
    let numbers: Vec<&str> = text.split(mark).collect();
    let is_number = |text: &&str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    if !numbers.iter().all(is_number) {
        return None;
    }
    let small = |text: &str| text.parse::<u8>().ok().filter(|_| text.len() <= 2);
    match numbers.as_slice() {
        [year, month, day] if year.len() == 4 => {
            Some((year.parse().ok()?, small(month)?, Some(small(day)?)))
        }
        [first, second, year] => {
            let (first, second) = (small(first)?, small(second)?);
            let year = match year.len() {
                4 => year.parse().ok()?,
                2 => reader.year_of_two_digits(year.parse().ok()?),
                _ => return None,
            };
            let (day, month) = match (first, second) {
                _ if mark == '.' || first == second || first > 12 => (first, second),
                _ if second > 12 => (second, first),
                _ if reader.is_day_first() => (first, second),
                _ => (second, first),
            };
            Some((year, month, Some(day)))
        }
        [month, year] if mark != '.' && year.len() == 4 => Some((
            year.parse().ok()?,
            small(month).filter(|it| *it <= 12)?,
            None,
        )),
        // `1914-8` may be August or four years.
        [year, month]
            if mark != '.'
                && year.len() == 4
                && (month.len() == 2 || year.get(3..).is_some_and(|last| *month <= last)) =>
        {
            Some((
                year.parse().ok()?,
                small(month).filter(|it| *it <= 12)?,
                None,
            ))
        }
        _ => None,
    }
}

/// What a cell such as `2011-12` may say: a month, as in EDTF, or two years
/// that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearPair {
    /// From the first year to the second, as EDTF.
    pub years: String,
    /// Whether it is EDTF by itself, of a month or a season.
    pub is_edtf: bool,
}

/// The years of `1997-98` or `2011-12`, where the second follows the first.
///
/// Whether a column means months or years only its other cells can tell: one
/// with a pair that is not EDTF means years.
#[must_use]
pub fn year_pair(text: &str) -> Option<YearPair> {
    let (from, to) = text.trim().split_once(['-', '–', '/'])?;
    let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if from.len() != 4 || to.len() != 2 || !is_number(from) || !is_number(to) {
        return None;
    }
    let first: u16 = from.parse().ok()?;
    let last: u16 = to.parse().ok()?;
    if (first + 1) % 100 != last {
        return None;
    }
    let next = (first + 1).to_string();
    Some(YearPair {
        years: [
            from,
            "/",
            &"0".repeat(4_usize.saturating_sub(next.len())),
            &next,
        ]
        .concat(),
        is_edtf: backstory_core::dataset::Date::parse(text.trim()).is_ok(),
    })
}
