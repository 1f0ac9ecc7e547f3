//! Columns that are none of the sheet's: each is a field of the story's own, of the type
//! that all of its values have.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::super::english_date::{Interpretation, ascii_digits, interpret_cell, is_undated};
use backstory_core::dataset::{Date, FieldType};

/// What the values of a column are, and how the document has each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ColumnType {
    pub value_type: FieldType,
    /// Of numbers: a currency, or a unit.
    pub unit: &'static str,
    /// The values, in the document's own notation; empty where a cell is.
    pub values: Vec<String>,
}

/// The most values that a choice has.
const MAX_CHOICES: usize = 20;

/// The most letters that a value of a choice has.
pub(crate) const MAX_CHOICE_LETTERS: usize = 40;

/// The most digits of a number: a double has no more of them right, and what is longer is
/// the number of an account.
const MAX_DIGITS: usize = 15;

/// Words of a header below which years stand, in the languages of the interface, in German,
/// Spanish, Portuguese and Italian.
const TIME_WORDS: [&str; 53] = [
    "year",
    "date",
    "dated",
    "when",
    "since",
    "until",
    "founded",
    "established",
    "born",
    "died",
    "année",
    "annee",
    "depuis",
    "fondé",
    "fondée",
    "né",
    "née",
    "décès",
    "jahr",
    "datum",
    "wann",
    "seit",
    "gegründet",
    "geboren",
    "gestorben",
    "ano",
    "anno",
    "año",
    "fecha",
    "desde",
    "fundado",
    "fundada",
    "nacido",
    "nacida",
    "год",
    "дата",
    "когда",
    "основан",
    "основана",
    "основано",
    "родился",
    "родилась",
    "mwaka",
    "tarehe",
    "umwaka",
    "itariki",
    "年",
    "年份",
    "日期",
    "سنة",
    "السنة",
    "تاريخ",
    "التاريخ",
];

/// Words of a header below which numbers only name something.
const IDENTIFIER_WORDS: [&str; 37] = [
    "id",
    "phone",
    "telephone",
    "tel",
    "fax",
    "account",
    "iban",
    "bic",
    "swift",
    "postcode",
    "postal",
    "zip",
    "code",
    "passport",
    "isbn",
    "téléphone",
    "compte",
    "siren",
    "siret",
    "telefon",
    "konto",
    "plz",
    "postleitzahl",
    "aktenzeichen",
    "teléfono",
    "cuenta",
    "телефон",
    "факс",
    "счёт",
    "счет",
    "паспорт",
    "simu",
    "电话",
    "账号",
    "编号",
    "هاتف",
    "الهاتف",
];

/// The same, where they end the header: `Case no.`, but not `Number of votes`.
const LAST_IDENTIFIER_WORDS: [&str; 9] = [
    "no",
    "nr",
    "num",
    "number",
    "numéro",
    "nummer",
    "número",
    "номер",
    "nambari",
];

/// Signs of money and their codes in ISO 4217, and what else stands behind a number. What
/// several countries write alike, such as `kr` and `¥`, is none.
const SIGNS: [(&str, &str); 35] = [
    ("€", "EUR"),
    ("£", "GBP"),
    ("US$", "USD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("C$", "CAD"),
    ("CA$", "CAD"),
    ("HK$", "HKD"),
    ("MX$", "MXN"),
    ("NT$", "TWD"),
    ("NZ$", "NZD"),
    ("R$", "BRL"),
    ("S$", "SGD"),
    ("$", "USD"),
    ("₽", "RUB"),
    ("руб.", "RUB"),
    ("руб", "RUB"),
    ("₹", "INR"),
    ("₦", "NGN"),
    ("₩", "KRW"),
    ("₺", "TRY"),
    ("₴", "UAH"),
    ("грн", "UAH"),
    ("₫", "VND"),
    ("₪", "ILS"),
    ("₱", "PHP"),
    ("₸", "KZT"),
    ("₾", "GEL"),
    ("₼", "AZN"),
    ("GH₵", "GHS"),
    ("₵", "GHS"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("%", "percent"),
    ("٪", "percent"),
];

/// The codes of currencies, as ISO 4217 has them, without those that are words of another
/// sense before a number: `TOP 10`, `ALL 5`, `SDG 13`.
const CURRENCY_CODES: [&str; 151] = [
    "AED", "AFN", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD",
    "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF",
    "CLP", "CNY", "COP", "CRC", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB",
    "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL",
    "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS",
    "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD",
    "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN",
    "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN",
    "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SEK", "SGD", "SHP", "SLE",
    "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TRY", "TTD",
    "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED", "VES", "VND", "VUV", "WST", "XAF",
    "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG",
];

/// How a number is counted in thousands and more, and the zeros that it stands for.
const MULTIPLES: [(&str, usize); 5] = [
    ("thousand", 3),
    ("millions", 6),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
];

/// The same in short, behind money only: "12 m" may be metres.
const SHORT_MULTIPLES: [(&str, usize); 6] = [
    ("k", 3),
    ("mn", 6),
    ("mln", 6),
    ("m", 6),
    ("bn", 9),
    ("tn", 12),
];

/// The type of a column whose header is `name`; `has_semicolons` where they separate the
/// cells, as in countries that write `1.234,50`. `None` where all cells are empty.
pub(crate) fn column_type(name: &str, cells: &[&str], has_semicolons: bool) -> Option<ColumnType> {
    let filled = || cells.iter().filter(|cell| !cell.is_empty());
    let count = filled().count();
    if count == 0 {
        return None;
    }
    let given: Vec<&str> = cells
        .iter()
        .map(|cell| if is_not_given(cell) { "" } else { cell })
        .collect();
    if let Some(typed) = exact_type(name, &given, has_semicolons) {
        return Some(typed);
    }
    let distinct: BTreeSet<&&str> = filled().collect();
    let is_short = |cell: &&&&str| cell.chars().count() <= MAX_CHOICE_LETTERS;
    let is_choice = distinct.len() <= MAX_CHOICES
        && distinct.len() * 2 <= count
        && distinct.iter().all(|cell| is_short(&cell))
        && !HeaderWords::of(name).is_name();
    Some(ColumnType {
        value_type: if is_choice {
            FieldType::Choice
        } else {
            FieldType::Text
        },
        unit: "",
        values: cells.iter().map(|cell| (*cell).to_owned()).collect(),
    })
}

/// The type of a column whose cells are all links, yes or no, numbers or dates, or empty.
fn exact_type(name: &str, cells: &[&str], has_semicolons: bool) -> Option<ColumnType> {
    let filled = || cells.iter().filter(|cell| !cell.is_empty());
    filled().next()?;
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
    let header = HeaderWords::of(name);
    let cells: Vec<Cow<str>> = cells.iter().map(|cell| ascii_digits(cell)).collect();
    let cells: Vec<&str> = cells.iter().map(|cell| &**cell).collect();
    let numbers = numbers(&cells, has_semicolons);
    // Money and the like is a number, whatever its header says.
    if let Some(mut numbers) = numbers.filter(|it| !it.unit.is_empty() || !header.are_names(&cells))
    {
        if numbers.unit.is_empty() {
            numbers.unit = unit_of_header(name);
        }
        return Some(numbers);
    }
    if header.is_name() {
        return None;
    }
    let order = date_order(cells.iter().copied());
    let read = |cell: &&str| date(cell).or_else(|| Some(order?.date(cell)?.to_string()));
    let values: Option<Vec<String>> = cells.iter().map(read).collect();
    values.map(|values| of(FieldType::Date, values))
}

/// What people write where they have nothing to say.
const NOT_GIVEN: [&str; 22] = [
    "n/a",
    "n.a.",
    "na",
    "#n/a",
    "nan",
    "null",
    "-",
    "–",
    "—",
    "?",
    "tbc",
    "tbd",
    "tba",
    "unknown",
    "not known",
    "not given",
    "not stated",
    "unbekannt",
    "k.a.",
    "inconnu",
    "н/д",
    "неизвестно",
];

/// Whether a cell says that there is nothing to say.
fn is_not_given(cell: &str) -> bool {
    NOT_GIVEN.contains(&&*cell.to_lowercase()) || is_undated(cell)
}

/// The currency or unit that a header names: `Amount (£)`, `Price in EUR`.
fn unit_of_header(header: &str) -> &'static str {
    let is_end = |letter: char| letter.is_whitespace() || "()[],/:".contains(letter);
    let mut words = header.split(is_end).filter(|word| !word.is_empty());
    let unit = |word: &str| {
        let sign = SIGNS.iter().find(|(sign, _)| *sign == word);
        sign.map(|(_, unit)| *unit).or_else(|| currency_code(word))
    };
    words.find_map(unit).unwrap_or_default()
}

/// The code of a currency that a word is.
fn currency_code(word: &str) -> Option<&'static str> {
    CURRENCY_CODES.iter().copied().find(|code| *code == word)
}

/// Which of the day and the month stands first in dates such as `17/04/2023`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// The order that all dates of a column are written in, where some of them can be read in no
/// other way and none contradicts them.
pub(super) fn date_order<'c>(cells: impl Iterator<Item = &'c str>) -> Option<DateOrder> {
    let (mut is_day_first, mut is_month_first) = (false, false);
    for [first, second, _] in cells.filter_map(slash_date) {
        is_day_first |= first > 12;
        is_month_first |= second > 12;
    }
    match (is_day_first, is_month_first) {
        (true, false) => Some(DateOrder::DayFirst),
        (false, true) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// The three numbers of a date such as `17/04/2023`, whose year comes last.
pub(super) fn slash_date(cell: &str) -> Option<[u32; 3]> {
    let mark = cell.chars().find(|it| !it.is_ascii_digit())?;
    if !"/.-".contains(mark) {
        return None;
    }
    let parts: Vec<&str> = cell.split(mark).collect();
    let [first, second, year] = parts.as_slice() else {
        return None;
    };
    let is_right = first.len() <= 2 && second.len() <= 2 && year.len() == 4;
    let number = |part: &str| part.parse::<u32>().ok();
    let numbers = [number(first)?, number(second)?, number(year)?];
    is_right.then_some(numbers)
}

impl DateOrder {
    /// A date that is written in this order.
    pub fn date(self, cell: &str) -> Option<Date> {
        let [first, second, year] = slash_date(cell)?;
        let (month, day) = match self {
            Self::DayFirst => (second, first),
            Self::MonthFirst => (first, second),
        };
        Date::parse(&format!("{year:04}-{month:02}-{day:02}")).ok()
    }
}

/// Whether what stands below a header only names something, such as `Grant ID`.
pub(super) fn is_identifier(header: &str) -> bool {
    HeaderWords::of(header).is_name()
}

/// The values of a column whose field was declared, in the document's own notation: numbers
/// with the sheet's marks, and with the field's unit or without one, and dates in English; empty
/// where they say that there is none. What is not of the type stays as it is, and the decoder
/// reports it. `None` where all of them do.
pub(super) fn declared_values(
    value_type: Option<FieldType>,
    unit: &str,
    cells: &[&str],
    has_semicolons: bool,
) -> Option<Vec<String>> {
    let values: Vec<Option<String>> = match value_type? {
        FieldType::Number => {
            let cells: Vec<Cow<str>> = cells.iter().map(|cell| ascii_digits(cell)).collect();
            let texts = cells.iter().map(|cell| {
                let (text, of) = without_unit(cell);
                (of.is_empty() || of.eq_ignore_ascii_case(unit)).then_some(text)
            });
            let texts: Vec<Option<SignedText>> = texts.collect();
            let read = |decimal: char| -> Vec<Option<String>> {
                let values = texts
                    .iter()
                    .map(|text| text.and_then(|it| it.number(decimal)));
                values.collect()
            };
            let count = |values: &[Option<String>]| values.iter().flatten().count();
            let [usual, other] = decimal_marks(has_semicolons).map(read);
            if count(&other) > count(&usual) {
                other
            } else {
                usual
            }
        }
        FieldType::Date => cells.iter().map(|cell| edtf(cell)).collect(),
        _ => return None,
    };
    let as_it_is = |(value, cell): (Option<String>, &&str)| match value {
        Some(value) => value,
        None if is_not_given(cell) => String::new(),
        None => (*cell).to_owned(),
    };
    Some(values.into_iter().zip(cells).map(as_it_is).collect())
}

/// What the words of a header say of the numbers below it.
struct HeaderWords {
    /// They are years: `Founded`, but not `Rent per year` or `Candidate`.
    is_of_time: bool,
    /// They name something, such as a telephone.
    identifies: bool,
}

impl HeaderWords {
    fn of(header: &str) -> Self {
        let mut text = String::new();
        let mut was_lower = false;
        for letter in header.chars() {
            // phoneNumber
            if was_lower && letter.is_uppercase() {
                text.push(' ');
            }
            was_lower = letter.is_lowercase();
            text.extend(letter.to_lowercase());
        }
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let is_rate = |at: usize| {
            let before = at.checked_sub(1).and_then(|at| words.get(at));
            before.is_some_and(|it| ["per", "a", "each", "par", "pro", "por"].contains(it))
        };
        let mut numbered = words.iter().enumerate();
        let is_identifier = |word: &&str| {
            IDENTIFIER_WORDS.contains(word) || (word.len() > 6 && word.ends_with("nummer"))
        };
        Self {
            is_of_time: numbered.any(|(at, word)| TIME_WORDS.contains(word) && !is_rate(at)),
            identifies: words.iter().any(is_identifier)
                || words
                    .last()
                    .is_some_and(|it| LAST_IDENTIFIER_WORDS.contains(it)),
        }
    }

    /// Whether what stands below it only names something.
    fn is_name(&self) -> bool {
        self.identifies && !self.is_of_time
    }

    /// Whether numbers without a unit that are written like this are no amounts here.
    fn are_names(&self, cells: &[&str]) -> bool {
        // 1997, or a day as 20180603.
        let is_time = |cell: &&str| {
            matches!(cell.len(), 0 | 4 | 8) && cell.bytes().all(|it| it.is_ascii_digit())
        };
        self.identifies || (self.is_of_time && cells.iter().all(is_time))
    }
}

/// A date as EDTF has it; nothing where the cell is empty. A year below 1000 is not guessed:
/// the number of a file begins with a zero, too.
fn date(cell: &str) -> Option<String> {
    if cell.is_empty() {
        return Some(String::new());
    }
    edtf(cell).filter(|date| !date.starts_with('0'))
}

/// A date in EDTF or in English as EDTF, where it is certain which one is meant.
pub(super) fn edtf(cell: &str) -> Option<String> {
    if Date::parse(cell).is_ok() {
        return Some(cell.to_owned());
    }
    match interpret_cell(cell) {
        Interpretation::Date(date) => Some(date.to_string()),
        _ => None,
    }
}

/// What stands before decimals, the likelier first: the sheet's separator tells.
const fn decimal_marks(has_semicolons: bool) -> [char; 2] {
    if has_semicolons {
        [',', '.']
    } else {
        ['.', ',']
    }
}

/// The numbers of a column, if all of its cells are some, in one currency or unit.
fn numbers(cells: &[&str], has_semicolons: bool) -> Option<ColumnType> {
    let mut unit = None;
    let mut texts = Vec::new();
    for cell in cells {
        if cell.is_empty() {
            texts.push(None);
            continue;
        }
        let (text, of) = without_unit(cell);
        if *unit.get_or_insert(of) != of {
            return None;
        }
        texts.push(Some(text));
    }
    let read = |decimal: char| -> Option<Vec<String>> {
        let values = texts.iter().map(|text| match text {
            Some(text) => text.number(decimal),
            None => Some(String::new()),
        });
        values.collect()
    };
    let values = decimal_marks(has_semicolons).into_iter().find_map(read);
    Some(ColumnType {
        value_type: FieldType::Number,
        unit: unit.unwrap_or_default(),
        values: values?,
    })
}

/// A number's digits as they are written, without its sign and its unit.
#[derive(Clone, Copy)]
struct SignedText<'c> {
    is_negative: bool,
    digits: &'c str,
    /// How many zeros "million" and the like stand for.
    zeros: usize,
}

/// A number without its minus and its currency or unit, and that unit.
fn without_unit(cell: &str) -> (SignedText<'_>, &'static str) {
    let without_minus = |text| match str::strip_prefix(text, ['-', '−']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text),
    };
    let cell = cell.trim();
    // Accountants put what is owed in parentheses: (1,200).
    let in_parentheses = cell.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    let (is_negative, text) = match in_parentheses {
        Some(text) => (true, text.trim()),
        None => without_minus(cell),
    };
    let sign = SIGNS.iter().find_map(|(sign, unit)| {
        let number = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign));
        Some((number?, *unit))
    });
    let code = || {
        let before = text
            .split_at_checked(3)
            .map(|(code, number)| (number, code));
        let behind = text.split_at_checked(text.len().saturating_sub(3));
        let mut ends = before.into_iter().chain(behind);
        ends.find_map(|(number, code)| Some((number, currency_code(code)?)))
    };
    let found = sign.or_else(code);
    let (digits, unit) = found.map_or((text, ""), |(number, unit)| (number.trim(), unit));
    // £-20
    let (is_negative, digits) = if is_negative {
        (true, digits)
    } else {
        without_minus(digits)
    };
    let (digits, zeros) = without_multiple(digits, !unit.is_empty());
    let text = SignedText {
        is_negative,
        digits,
        zeros,
    };
    (text, unit)
}

/// The number of "4.2 million" or, of money, "4.2m", and the zeros that this stands for.
fn without_multiple(text: &str, is_money: bool) -> (&str, usize) {
    let short = SHORT_MULTIPLES.iter().filter(|_| is_money);
    let found = MULTIPLES.iter().chain(short).find_map(|(word, zeros)| {
        let (number, last) = text.split_at_checked(text.len().checked_sub(word.len())?)?;
        let number = number.trim_end();
        let is_it = last.eq_ignore_ascii_case(word)
            && number.ends_with(|letter: char| letter.is_ascii_digit());
        is_it.then_some((number, *zeros))
    });
    found.unwrap_or((text, 0))
}

impl SignedText<'_> {
    /// The number with a point before its decimals, where `decimal` stands here. An
    /// identifier, such as `007`, is not a number.
    fn number(&self, decimal: char) -> Option<String> {
        let (whole, decimals) = match self.digits.split_once(decimal) {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (self.digits, None),
        };
        let mut number = if self.is_negative { "-" } else { "" }.to_owned();
        let whole = ungrouped(whole, if decimal == ',' { '.' } else { ',' })?;
        let decimals = match decimals {
            Some("") => return None,
            decimals => decimals.unwrap_or_default(),
        };
        if !decimals.bytes().all(|it| it.is_ascii_digit()) {
            return None;
        }
        let (multiplied, rest) = decimals
            .split_at_checked(self.zeros)
            .unwrap_or((decimals, ""));
        let zeros = "0".repeat(self.zeros.saturating_sub(multiplied.len()));
        let whole = [&whole, multiplied, &zeros].concat();
        // JSON has no zero before other digits: 0.5 million.
        let significant = whole.trim_start_matches('0');
        number.push_str(if significant.is_empty() {
            "0"
        } else {
            significant
        });
        if !rest.is_empty() {
            number.extend([".", rest]);
        }
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        (digits <= MAX_DIGITS).then_some(number)
    }
}

/// A whole number without the marks that group it: one mark, with three digits behind each
/// (`1,200,000`, `1 200 000`, `1'200`), or as India has them (`12,00,000`).
fn ungrouped(whole: &str, grouping: char) -> Option<String> {
    let mark = whole.chars().find(|it| !it.is_ascii_digit());
    let is_mark =
        |mark: char| mark == grouping || [' ', '\u{a0}', '\u{202f}', '\'', '’'].contains(&mark);
    if mark.is_some_and(|mark| !is_mark(mark)) {
        return None;
    }
    let groups: Vec<&str> = match mark {
        Some(mark) => whole.split(mark).collect(),
        None => vec![whole],
    };
    let (first, behind) = groups.split_first()?;
    let is_digits = |group: &str| !group.is_empty() && group.bytes().all(|it| it.is_ascii_digit());
    if !groups.iter().all(|group| is_digits(group)) {
        return None;
    }
    if first.starts_with('0') && whole.len() > 1 {
        return None;
    }
    if let Some((last, between)) = behind.split_last() {
        let has = |digits: usize| between.iter().all(|it| it.len() == digits);
        let is_western = first.len() <= 3 && has(3);
        let is_indian = mark == Some(',') && first.len() <= 2 && has(2);
        if last.len() != 3 || !(is_western || is_indian) {
            return None;
        }
    }
    Some(groups.concat())
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
            (&["SEK 500", "20 SEK"], "SEK", "500|20"),
            (&["R$ 1,50", "2.000 R$"], "BRL", "1.50|2000"),
            (&["Kč 300", "1 200 Kč"], "CZK", "300|1200"),
            (&["RON 500", "20 RON"], "RON", "500|20"),
            (
                &["£4.2m", "£0.5 million", "£12"],
                "GBP",
                "4200000|500000|12",
            ),
            (&["$1.25bn", "$300K"], "USD", "1250000000|300000"),
            (&["1.5 million", "20 thousand", "0"], "", "1500000|20000|0"),
            (&["(1,200)", "(30)", "5"], "", "-1200|-30|5"),
            (&["1 250 000,50 €", "-", "n/a"], "EUR", "1250000.50||"),
        ] {
            let expected = (FieldType::Number, unit, expected.to_owned());
            assert_eq!(read("amount", cells), expected, "{cells:?}");
        }
        // By its separators the sheet is one of a country with a decimal comma.
        let german = column_type("Betrag", &["1.234", "5.678"], true).unwrap();
        assert_eq!(german.values, ["1234", "5678"]);
    }

    #[test]
    fn what_is_not_given_is_no_value_and_a_header_has_a_unit() {
        assert_eq!(
            read("Amount (£)", &["12,500", "n/a", "8,000.50", "–"]),
            (FieldType::Number, "GBP", "12500||8000.50|".to_owned())
        );
        assert_eq!(read("Price in EUR", &["12", "30"]).1, "EUR");
        assert_eq!(read("Euros", &["12", "30"]).1, "");
        assert_eq!(read("Paid", &["yes", "unknown", "no"]).0, FieldType::YesNo);
        // Where nothing is exact, the words are kept.
        let words = (FieldType::Text, "", "fire|unknown|flood".to_owned());
        assert_eq!(read("Cause", &["fire", "unknown", "flood"]), words);
        assert_eq!(read("Cause", &["n/a", "n/a"]).0, FieldType::Choice);
        // As a date says so, and in a field that was declared.
        assert_eq!(
            read("Signed", &["2018-06-03", "n.d.", "undated", "n/a"]),
            (FieldType::Date, "", "2018-06-03|||".to_owned())
        );
        let declared = |value_type| {
            declared_values(Some(value_type), "", &["n/a", "2018", "n.d."], false).unwrap()
        };
        assert_eq!(declared(FieldType::Date), ["", "2018", ""]);
        assert_eq!(declared(FieldType::Number), ["", "2018", ""]);
    }

    #[test]
    fn numbers_have_the_digits_of_their_script() {
        for (cells, unit, expected) in [
            (["١٢٠٠", "٣٬٤٥٠٫٥"].as_slice(), "", "1200|3450.5"),
            (&["۱۲", "۳۴"], "", "12|34"),
            (&["١٢٪", "٥٪"], "percent", "12|5"),
            (&["１２００", "３４"], "", "1200|34"),
        ] {
            let expected = (FieldType::Number, unit, expected.to_owned());
            assert_eq!(read("المبلغ", cells), expected, "{cells:?}");
        }
        let year = (FieldType::Date, "", "2018|2019".to_owned());
        assert_eq!(read("السنة", &["٢٠١٨", "٢٠١٩"]), year);
        let declared = declared_values(Some(FieldType::Number), "", &["١٢٠٠"], false);
        assert_eq!(declared.unwrap(), ["1200"]);
    }

    #[test]
    fn one_date_of_a_column_tells_how_the_others_are_written() {
        let dates = ["03/04/2023", "17/04/2023", "", "01.12.2023"];
        let read_dates = (
            FieldType::Date,
            "",
            "2023-04-03|2023-04-17||2023-12-01".to_owned(),
        );
        assert_eq!(read("Award date", &dates), read_dates);
        assert_eq!(
            read("d", &["03/04/2023", "04/17/2023"]).2,
            "2023-03-04|2023-04-17"
        );
        // Both ways, or none of the ways, are no way.
        for cells in [
            ["17/04/2023", "04/17/2023", "01/02/2023"],
            ["01/02/2023", "", ""],
        ] {
            assert_eq!(read("d", &cells).0, FieldType::Text, "{cells:?}");
        }
    }

    #[test]
    fn what_only_looks_like_numbers_is_none() {
        for cells in [
            ["007", "012"],
            ["£1", "€1"],
            ["1.200,50", "1,200.50"],
            ["1-2", "3-4"],
            ["12 m", "30 m"],
            ["-", "n/a"],
            ["ABC 123", "ABC 124"],
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

    #[test]
    fn what_is_written_like_a_number_and_is_none_stays_as_it_is() {
        for cells in [
            ["3.6.2018", "4.6.2018"].as_slice(),
            &["1, 2, 3", "4, 5"],
            &["12345678901234567890", "12345678901234567891"],
            &["0123", "0124"],
            &["0123-05", "0124-06"],
            &["1 2", "3 4"],
            &["12 34 567", "1 000"],
            &["1.234,5.6", "1"],
            &["1,23,4", "1"],
            &["1,234 567", "1"],
            &["1'00", "2'00"],
            &["00", "01"],
            &["5.", "6."],
            &["£$5", "£$6"],
            &["£", "£6"],
        ] {
            let (value_type, _, values) = read("x", cells);
            assert_ne!(value_type, FieldType::Number, "{cells:?}");
            if value_type != FieldType::Date {
                assert_eq!(values, cells.join("|"));
            }
        }
        for cells in [["0123", "0124"], ["0123-05", "0124-06"]] {
            assert_eq!(read("Case number", &cells).0, FieldType::Text);
            assert_eq!(read("x", &cells).0, FieldType::Text);
        }
        let dates = (FieldType::Date, "", "2018-06-03|2018-06-04".to_owned());
        assert_eq!(read("x", &["3.6.2018", "04.06.2018"]), dates);
    }

    #[test]
    fn what_numbers_name_is_text() {
        for name in [
            "Phone",
            "Phone number",
            "phoneNumber",
            "Fax",
            "Account",
            "Bank account no.",
            "IBAN",
            "Postcode",
            "ZIP",
            "Case no",
            "record_id",
            "Téléphone",
            "Kontonummer",
            "Номер",
        ] {
            let cells = ["250 788 123 456", "250 788 123 457"];
            let expected = (FieldType::Text, "", cells.join("|"));
            assert_eq!(read(name, &cells), expected, "{name}");
        }
        for (name, cells) in [
            ("Number of votes", ["12", "30"]),
            ("Paid", ["12", "30"]),
            ("Notes", ["12", "30"]),
            ("Account balance", ["£12", "£30"]),
        ] {
            assert_eq!(read(name, &cells).0, FieldType::Number, "{name}");
        }
    }

    #[test]
    fn years_are_dates_where_the_header_says_so() {
        for name in [
            "Founded",
            "Year",
            "Born",
            "year_of_birth",
            "Gegründet",
            "Année",
            "Ano",
            "Anno",
            "Год",
        ] {
            let expected = (FieldType::Date, "", "1997|2018".to_owned());
            assert_eq!(read(name, &["1997", "2018"]), expected, "{name}");
        }
        for (name, cells, unit, values) in [
            ("Rent per year", ["£125,000", "£1200"], "GBP", "125000|1200"),
            ("Rent per year", ["1200", "1300"], "", "1200|1300"),
            ("Candidate votes", ["1200", "1300"], "", "1200|1300"),
            ("Hours a year", ["120", "1300"], "", "120|1300"),
        ] {
            let expected = (FieldType::Number, unit, values.to_owned());
            assert_eq!(read(name, &cells), expected, "{name}");
        }
    }

    #[test]
    fn a_minus_may_stand_before_the_unit_or_behind_it() {
        for cells in [
            ["−£20", "£1"],
            ["-£20", "£1"],
            ["£-20", "£1"],
            ["£−20", "£ 1"],
        ] {
            let expected = (FieldType::Number, "GBP", "-20|1".to_owned());
            assert_eq!(read("x", &cells), expected, "{cells:?}");
        }
        assert_eq!(read("x", &["−20 €", "1 €"]).2, "-20|1");
        assert_eq!(
            read("x", &["12,34,567.50", "1,00,000"]).2,
            "1234567.50|100000"
        );
        assert_eq!(read("x", &["0,125", "1,5"]).2, "0.125|1.5");
    }
}
