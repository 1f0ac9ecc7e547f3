//! Numbers with their unit, and the other values of declared fields, as readers see them.

use super::{Words, describe, labelled};
use crate::dataset::{CustomField, Dataset, FieldType, FieldValue, Record, YES};
use crate::util::format::{decimal, parse_decimal};

/// A number with its unit in the reader's language: `€125,000`, `12.5 km`, `4 votes`. A
/// `compact` one is as short as an axis needs it: `€4.2M`.
///
/// A unit is an ISO 4217 code of a currency, a unit of the Unicode CLDR, or words.
#[must_use]
pub fn amount(number: f64, unit: &str, compact: bool, words: &Words) -> String {
    let written = words.language.amount(number, unit, compact);
    written.unwrap_or_else(|| plain(number, unit))
}

/// The same where no rules of the language are known.
fn plain(number: f64, unit: &str) -> String {
    let digits = decimal(number);
    let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
    let (sign, whole) = match whole.strip_prefix('-') {
        Some(whole) => ("-", whole),
        None => ("", whole),
    };
    let mut text = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.extend([".", fraction]);
    }
    if !unit.is_empty() {
        text.extend([before_unit(unit), unit]);
    }
    text
}

/// What stands between a number and a unit that no rule of a language writes. A word may
/// go to the next line, and a short form stays with its number.
#[must_use]
pub const fn before_unit(unit: &str) -> &'static str {
    if unit.len() > 3 { " " } else { "\u{a0}" }
}

/// The number that a reader typed, with a sign of a currency, spaces and marks between
/// thousands or without; `None` where it is not one.
///
/// Of a mark that stands once with other than three digits behind it, and of the last of
/// two different marks, it is taken that decimals begin there.
#[must_use]
pub fn read_number(text: &str) -> Option<f64> {
    let is_mark = |letter: char| matches!(letter, '.' | ',' | '\u{66b}');
    let has_digits = |plain: &str| plain.contains(|it: char| it.is_ascii_digit());
    let mut plain = String::new();
    for letter in text.chars() {
        match letter {
            '0'..='9' => plain.push(letter),
            // Arabic-Indic digits.
            '\u{660}'..='\u{669}' => plain.extend(char::from_digit(letter as u32 - 0x660, 10)),
            '-' | '−' if plain.is_empty() => plain.push('-'),
            _ if is_mark(letter) => plain.push(if letter == '.' { '.' } else { ',' }),
            _ if letter.is_whitespace() || matches!(letter, '\'' | '’' | '\u{66c}') => {}
            // Two numbers, or a date.
            '-' | '−' | '–' | '/' | '+' | ':' | ';' if has_digits(&plain) => return None,
            // A sign or a code in front of or behind the digits.
            _ if !letter.is_ascii_alphanumeric() || plain.is_empty() => {}
            _ if has_digits(&plain) && letter.is_ascii_uppercase() => {}
            _ => return None,
        }
    }
    let marks: Vec<(usize, char)> = plain.char_indices().filter(|it| is_mark(it.1)).collect();
    let decimals = match marks.as_slice() {
        [] => None,
        [(at, mark)] => {
            let behind = plain.len() - at - 1;
            // No thousands follow a zero.
            let is_after_zero = plain.trim_start_matches('-').starts_with('0');
            (*mark == '.' || behind != 3 || is_after_zero).then_some(*at)
        }
        [.., (_, before), (at, last)] => (before != last).then_some(*at),
    };
    let mut digits = String::new();
    for (at, letter) in plain.char_indices() {
        if !is_mark(letter) {
            digits.push(letter);
        } else if Some(at) == decimals {
            digits.push('.');
        }
    }
    parse_decimal(&digits)
}

/// A value of a field as text.
#[must_use]
pub fn field_value(field: &CustomField, value: FieldValue, words: &Words) -> String {
    match value {
        FieldValue::Number(number) => amount(number, &field.unit, false, words),
        FieldValue::Text(value) => match field.value_type {
            FieldType::YesNo if &*value.key == YES => words.yes.to_owned(),
            FieldType::YesNo => words.no.to_owned(),
            FieldType::Date => describe(value.date.as_ref(), words),
            _ => value.name.to_string(),
        },
    }
}

/// What the declared fields say of a record, each with its name: `Amount: €125,000`.
#[must_use]
pub fn field_facts(record: Record, dataset: &Dataset, words: &Words) -> Vec<String> {
    let values = dataset.values_of(record).into_iter();
    let fact = |(field, values): (&CustomField, Vec<FieldValue>)| {
        let values: Vec<String> = (values.into_iter())
            .map(|value| field_value(field, value, words))
            .collect();
        labelled(&field.name, &values.join(words.list_separator), words)
    };
    values.map(fact).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::ENGLISH;

    #[test]
    fn a_number_is_read_as_it_is_typed() {
        for (text, number) in [
            ("1500", 1500.0),
            ("£4,200,000", 4_200_000.0),
            ("4.200.000,50 €", 4_200_000.5),
            ("12.5", 12.5),
            ("12,5", 12.5),
            ("1,500", 1500.0),
            ("-1,500", -1500.0),
            ("0,125", 0.125),
            ("1.500", 1.5),
            ("-3", -3.0),
            ("1 000 000", 1e6),
            ("EUR 7", 7.0),
            ("7 EUR", 7.0),
            ("٤٢", 42.0),
        ] {
            assert_eq!(read_number(text), Some(number), "{text}");
        }
        for text in [
            "",
            "much",
            "1e3x",
            "£",
            "25-50",
            "25–50",
            "2018-06-03",
            "12/5",
            "5+5",
            "5:30",
            "5;6",
            "5−6",
        ] {
            assert_eq!(read_number(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_has_its_unit_behind_it_where_no_rules_are_known() {
        let amount = |number, unit| amount(number, unit, false, &ENGLISH);
        assert_eq!(amount(125_000.0, "EUR"), "125,000\u{a0}EUR");
        assert_eq!(amount(-1234.5, ""), "-1,234.5");
        assert_eq!(amount(7.0, "votes"), "7 votes");
    }
}
