//! Columns that are none of the sheet's: each is a field of the story's own, of the type
//! that all of its values have.

use std::collections::BTreeSet;

use super::super::english_date::{Interpretation, interpret};
use backstory_core::dataset::{Date, FieldType};

/// What the values of a column are, and how the document has each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ColumnType {
    pub value_type: FieldType,
    /// Of numbers: a currency, or a unit.
    pub unit: &'static str,
    /// The values, in the document's own notation; empty where a cell is.
    pub values: Vec<String>,
}

/// The most values that a choice has.
const MAX_CHOICES: usize = 20;

/// The most letters that a value of a choice has.
const MAX_CHOICE_LETTERS: usize = 40;

/// Signs and codes of money, as ISO 4217 has them. What several countries write alike,
/// such as `kr`, is none.
const CURRENCIES: [(&str, &str); 16] = [
    ("€", "EUR"),
    ("£", "GBP"),
    ("US$", "USD"),
    ("$", "USD"),
    ("₽", "RUB"),
    ("₹", "INR"),
    ("₦", "NGN"),
    ("EUR", "EUR"),
    ("GBP", "GBP"),
    ("USD", "USD"),
    ("CHF", "CHF"),
    ("RUB", "RUB"),
    ("CNY", "CNY"),
    ("RWF", "RWF"),
    ("KES", "KES"),
    ("%", "percent"),
];

/// The type of a column whose header is `name`; `has_semicolons` where they separate the
/// cells, as in countries that write `1.234,50`. `None` where all cells are empty.
pub(super) fn column_type(name: &str, cells: &[&str], has_semicolons: bool) -> Option<ColumnType> {
    let filled = || cells.iter().filter(|cell| !cell.is_empty());
    let count = filled().count();
    if count == 0 {
        return None;
    }
    let of = |value_type, values: Vec<String>| ColumnType {
        value_type,
        unit: "",
        values,
    };
    let as_they_are = || cells.iter().map(|cell| (*cell).to_owned()).collect();
    let is_link = |cell: &&&str| cell.starts_with("http://") || cell.starts_with("https://");
    if filled().all(|cell| is_link(&cell)) {
        return Some(of(FieldType::Link, as_they_are()));
    }
    let words = ["yes", "no", "true", "false", "y", "n"];
    if filled().all(|cell| words.contains(&&*cell.to_lowercase())) {
        return Some(of(FieldType::YesNo, as_they_are()));
    }
    let of_time = ["year", "date", "when"];
    let is_of_time = of_time
        .iter()
        .any(|word| name.to_lowercase().contains(word));
    if !is_of_time && let Some(numbers) = numbers(cells, has_semicolons) {
        return Some(numbers);
    }
    if let Some(values) = cells.iter().map(|cell| date(cell)).collect() {
        return Some(of(FieldType::Date, values));
    }
    let distinct: BTreeSet<&&str> = filled().collect();
    let is_short = |cell: &&&&str| cell.chars().count() <= MAX_CHOICE_LETTERS;
    let value_type = if distinct.len() <= MAX_CHOICES
        && distinct.len() * 2 <= count
        && distinct.iter().all(|cell| is_short(&cell))
    {
        FieldType::Choice
    } else {
        FieldType::Text
    };
    Some(of(value_type, as_they_are()))
}

/// A date as EDTF has it; nothing where the cell is empty.
fn date(cell: &str) -> Option<String> {
    if cell.is_empty() || Date::parse(cell).is_ok() {
        return Some(cell.to_owned());
    }
    match interpret(cell, None) {
        Interpretation::Date(date) => Some(date.to_string()),
        _ => None,
    }
}

/// The numbers of a column, if all of its cells are some, in one currency or unit.
fn numbers(cells: &[&str], has_semicolons: bool) -> Option<ColumnType> {
    let mut unit = None;
    let mut texts = Vec::new();
    for cell in cells {
        if cell.is_empty() {
            texts.push(String::new());
            continue;
        }
        let (text, of) = without_unit(cell);
        if *unit.get_or_insert(of) != of {
            return None;
        }
        texts.push(bare(text)?);
    }
    let decimal = decimal_mark(&texts, has_semicolons)?;
    let grouping = if decimal == ',' { '.' } else { ',' };
    let values = texts
        .iter()
        .map(|text| text.replace(grouping, "").replace(decimal, "."));
    Some(ColumnType {
        value_type: FieldType::Number,
        unit: unit.unwrap_or_default(),
        values: values.collect(),
    })
}

/// A number without its currency or unit, and that.
fn without_unit(cell: &str) -> (&str, &'static str) {
    for (sign, unit) in CURRENCIES {
        let sign_before = cell.strip_prefix(sign);
        if let Some(number) = sign_before.or_else(|| cell.strip_suffix(sign)) {
            return (number.trim(), unit);
        }
        // -£20
        let minus = cell.strip_prefix('-').and_then(|it| it.strip_prefix(sign));
        if minus.is_some() {
            return (cell, unit);
        }
    }
    (cell, "")
}

/// A number with its marks, and without the spaces and apostrophes that group it. An
/// identifier, such as `007`, is none.
fn bare(text: &str) -> Option<String> {
    let text = text.replace('−', "-");
    let (minus, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", &*text),
    };
    let signs: Vec<&str> = CURRENCIES.iter().map(|(sign, _)| *sign).collect();
    let digits = signs
        .iter()
        .find_map(|sign| digits.strip_prefix(sign))
        .unwrap_or(digits);
    let is_space = |letter: char| [' ', '\u{a0}', '\u{202f}', '\'', '’'].contains(&letter);
    let digits: String = digits.trim().chars().filter(|it| !is_space(*it)).collect();
    let is_number = digits.starts_with(|it: char| it.is_ascii_digit())
        && digits.ends_with(|it: char| it.is_ascii_digit())
        && digits
            .chars()
            .all(|it| it.is_ascii_digit() || it == ',' || it == '.');
    let rest = digits.strip_prefix('0').unwrap_or("");
    let is_identifier = rest.starts_with(|it: char| it.is_ascii_digit());
    (is_number && !is_identifier).then(|| [minus, &digits].concat())
}

/// The decimal mark of a column's numbers; `None` where they contradict each other.
fn decimal_mark(texts: &[String], has_semicolons: bool) -> Option<char> {
    let mut decimal = None;
    for text in texts {
        let Some(last) = text.rfind([',', '.']) else {
            continue;
        };
        let mark = if text.get(last..)?.starts_with(',') {
            ','
        } else {
            '.'
        };
        let other = if mark == ',' { '.' } else { ',' };
        let follow = text.len() - last - 1;
        let says = if text.contains(other) {
            Some(mark)
        } else if text.matches(mark).count() > 1 {
            Some(other)
        } else if follow == 3 {
            // One group of thousands, or three decimal places.
            None
        } else {
            Some(mark)
        };
        match (decimal, says) {
            (Some(known), Some(says)) if known != says => return None,
            (None, Some(says)) => decimal = Some(says),
            _ => {}
        }
    }
    Some(decimal.unwrap_or(if has_semicolons { ',' } else { '.' }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn read(name: &str, cells: &[&str]) -> (FieldType, &'static str, String) {
        let read = column_type(name, cells, false).unwrap();
        (read.value_type, read.unit, read.values.join("|"))
    }

    #[test]
    fn numbers_are_read_with_the_sheets_own_marks() {
        for (cells, unit, expected) in [
            (["£1,200", "£30.50"].as_slice(), "GBP", "1200|30.50"),
            (&["1.200,50 €", "7 €"], "EUR", "1200.50|7"),
            (&["1 200", "-7", ""], "", "1200|-7|"),
            (&["CHF 1'200.00", "CHF 3.5"], "CHF", "1200.00|3.5"),
            (&["-£20", "£1,000,000"], "GBP", "-20|1000000"),
            (&["12 %", "3.5%"], "percent", "12|3.5"),
            (&["1,234", "5,678"], "", "1234|5678"),
            (&["1.234", "5.678"], "", "1.234|5.678"),
        ] {
            let expected = (FieldType::Number, unit, expected.to_owned());
            assert_eq!(read("amount", cells), expected, "{cells:?}");
        }
        // By its separators the sheet is one of a country with a decimal comma.
        let german = column_type("Betrag", &["1.234", "5.678"], true).unwrap();
        assert_eq!(german.values, ["1234", "5678"]);
    }

    #[test]
    fn what_only_looks_like_numbers_is_none() {
        for cells in [
            ["007", "012"],
            ["£1", "€1"],
            ["1.200,50", "1,200.50"],
            ["1-2", "3-4"],
        ] {
            assert_ne!(read("x", &cells).0, FieldType::Number, "{cells:?}");
        }
        assert_eq!(read("Year", &["1997", "2018"]).0, FieldType::Date);
    }

    #[test]
    fn other_types_are_told_by_all_values() {
        let links = ["https://a.example/1", "http://b.example"];
        assert_eq!(read("file", &links).0, FieldType::Link);
        assert_eq!(read("paid", &["Yes", "", "no"]).0, FieldType::YesNo);
        let dates = ["3 June 2018", "2018-07"];
        assert_eq!(
            read("signed", &dates),
            (FieldType::Date, "", "2018-06-03|2018-07".to_owned())
        );
        let courts = ["High Court", "Appeal", "High Court", "Appeal"];
        assert_eq!(read("court", &courts).0, FieldType::Choice);
        assert_eq!(read("note", &["One", "Two", "Three"]).0, FieldType::Text);
        assert_eq!(column_type("empty", &["", ""], false), None);
    }
}
