//! A text as words with single spaces, before it is read.

use super::vocabulary::{month_number, season};
use backstory_core::dataset::Date;

/// Lower case, plain dashes, single spaces, and no preposition before it.
pub(super) fn normal(text: &str) -> String {
    // The minus of a time zone is not a dash between dates.
    let text = text.replace("UTC\u{2212}", "UTC-").to_lowercase();
    let text = year_dashes(&text).replace(['–', '—', '\u{2212}'], " - ");
    let text = text.replace(" / ", "/").replace('’', "'");
    let text = text.replace("a.m.", "am").replace("p.m.", "pm");
    let text = text.replace([',', ';'], " , ");
    let words: Vec<String> = text.split_whitespace().map(word).collect();
    let text = words.join(" ");
    without_preposition(text.trim_end_matches(['.', ' ', ','])).to_owned()
}

/// With a hyphen for the dash of `1939–45`: two dates of which the second says its year
/// in two digits are read together.
fn year_dashes(text: &str) -> String {
    let digits =
        |bytes: &mut dyn Iterator<Item = u8>| bytes.take(5).take_while(u8::is_ascii_digit).count();
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(['–', '—']) {
        let dash = rest.get(before.len()..rest.len() - after.len());
        let of_years = (
            digits(&mut before.bytes().rev()),
            digits(&mut after.bytes()),
        ) == (4, 2);
        result.push_str(before);
        result.push_str(if of_years {
            "-"
        } else {
            dash.unwrap_or_default()
        });
        rest = after;
    }
    result.push_str(rest);
    result
}

/// A word with what is written together taken apart: `c1860`, `3-5`,
/// `3-Jun-2018`, `mid-June`.
fn word(word: &str) -> String {
    let year = ["ca.", "ca", "c.", "c"]
        .iter()
        .find_map(|about| word.strip_prefix(about))
        .filter(|year| year.starts_with(|c: char| c.is_ascii_digit()));
    if let Some(year) = year {
        return ["c ", &self::word(year)].concat();
    }
    let is_notation = word.contains(['x', '?', '~', '%']);
    let is_whole = word.starts_with('-')
        || word.starts_with("utc")
        || word.contains(':')
        || is_notation && Date::parse(&word.to_uppercase()).is_ok();
    if is_whole {
        return word.to_owned();
    }
    let of_year = |part: &str| month_number(part).or_else(|| season(part)).is_some();
    if word.contains('/') && word.split('/').all(of_year) {
        return word.replace('/', " or ");
    }
    let parts: Vec<&str> = word.split('-').collect();
    let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    match parts.as_slice() {
        [part @ ("mid" | "early" | "late"), rest] => [*part, rest].join(" "),
        // A year and two digits may be a month or another year.
        [first, last]
            if is_number(first)
                && is_number(last)
                && first.len() == 4
                && matches!(last.len(), 1 | 2) =>
        {
            word.to_owned()
        }
        [first, ""] if is_number(first) => [first, " -"].concat(),
        [first, last] if !first.is_empty() && !last.is_empty() => [*first, last].join(" - "),
        [day, month, year]
            if is_number(day)
                && is_number(year)
                && month.chars().all(char::is_alphabetic)
                && month.len() > 2 =>
        {
            [*day, month, year].join(" ")
        }
        _ => word.to_owned(),
    }
}

pub(super) fn without_preposition(text: &str) -> &str {
    ["on ", "in ", "during ", "at "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
}

/// What stands after one of `starts`.
pub(super) fn after<'t>(text: &'t str, starts: &[&str]) -> Option<&'t str> {
    starts.iter().find_map(|start| {
        let rest = text.strip_prefix(start)?.strip_prefix(' ')?;
        Some(without_preposition(rest))
    })
}

/// What stands before one of `ends`.
pub(super) fn before<'t>(text: &'t str, ends: &[&str]) -> Option<&'t str> {
    ends.iter()
        .find_map(|end| text.strip_suffix(end)?.strip_suffix(' '))
}
