//! The words for months, parts of a year, days of a week and numbers.

pub(super) const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The English names of the months, in lower case.
pub(crate) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Whether a word in lower case is an English name of a day of the week.
#[must_use]
pub fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word)
}

/// Whether a word in lower case is an English name of a month, or a usual short form of
/// one: its first three letters, or "sept". "Marc" is a person.
#[must_use]
pub fn is_month(word: &str) -> bool {
    let is_it = |month: &&str| *month == word || month.get(..3) == Some(word);
    word == "sept" || MONTHS.iter().any(is_it)
}

pub(super) fn month_number(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.');
    let is_it = |month: &&str| {
        *month == word || (word.len() >= 3 && word.len() <= 4 && month.starts_with(word))
    };
    let position = MONTHS.iter().position(is_it)?;
    u8::try_from(position + 1).ok()
}

pub(super) fn season(word: &str) -> Option<u8> {
    match word {
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        "q1" => Some(33),
        "q2" => Some(34),
        "q3" => Some(35),
        "q4" => Some(36),
        "h1" => Some(40),
        "h2" => Some(41),
        _ => None,
    }
}

pub(super) fn ordinal(word: &str) -> Option<u8> {
    match word {
        "first" | "1st" => Some(0),
        "second" | "2nd" => Some(1),
        "third" | "3rd" => Some(2),
        "fourth" | "4th" => Some(3),
        "last" => Some(9),
        _ => None,
    }
}

/// The part of the year that EDTF numbers from 33.
pub(super) fn part_code(ordinal: u8, unit: &str) -> Option<u8> {
    let (first, count) = match unit {
        "quarter" => (33, 4),
        "third" => (37, 3),
        "half" => (40, 2),
        _ => return None,
    };
    let ordinal = if ordinal == 9 { count - 1 } else { ordinal };
    (ordinal < count).then_some(first + ordinal)
}

pub(super) fn day_number(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let suffix = word.strip_prefix(digits)?;
    let is_day = matches!(suffix, "" | "st" | "nd" | "rd" | "th") && digits.len() <= 2;
    if !is_day {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=99).contains(day))
}

pub(super) fn number_word(word: &str) -> Option<i64> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    if word == "a" {
        return Some(1);
    }
    let named = WORDS.iter().position(|it| *it == word);
    named
        .and_then(|number| i64::try_from(number).ok())
        .or_else(|| {
            word.parse()
                .ok()
                .filter(|number| (0..1000).contains(number))
        })
}
