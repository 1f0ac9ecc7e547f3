//! One date of the calendar: its year, month, day and time, read from words
//! and numbers, all of which must be understood.

use edtf_core::Qualifier;

use super::numeric::numeric;
use super::reader::DateReader;
use super::time::{TimeOfDay, time, two, zone};
use super::vocabulary::{WEEKDAYS, day_number, month_number, ordinal, part_code, season};
use backstory_core::dataset::Day;

/// A date's year.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Year {
    /// In astronomical counting: 0 is 1 BC.
    Number(i64),
    /// EDTF for a year that is not a number: `156X`, `Y17E20`.
    Notation(String),
}

/// A date's parts. A `month` from 21 is a part of the year, as in EDTF.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CalendarDate {
    pub year: Option<Year>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    pub time: Option<TimeOfDay>,
    /// What stands by the year, the month and the day alone: "(~June)".
    pub qualifiers: [Qualifier; 3],
    /// From Monday, 0.
    pub weekday: Option<i64>,
}

impl CalendarDate {
    /// Reads words and numbers; what a part of the date lacks is not added.
    pub fn read(text: &str, reader: &DateReader) -> Option<Self> {
        let mut date = Self::default();
        let words: Vec<&str> = text
            .split([' ', ','])
            .filter(|word| !matches!(*word, "" | "of" | "the" | "at" | "on" | "in"))
            .collect();
        // Between a year and its era: "spring 1 (northern) BC".
        let is_hemisphere = |word: &&str| matches!(*word, "(northern)" | "(southern)");
        let hemisphere = match words.iter().find(|word| is_hemisphere(word)) {
            Some(&"(northern)") => 4,
            Some(_) => 8,
            None => 0,
        };
        let mut words = words
            .into_iter()
            .filter(|word| !is_hemisphere(word))
            .peekable();
        // The number that may be of a year, before or after its era.
        let mut number = None;
        let mut era = None;
        while let Some(word) = words.next() {
            let (word, qualifier) = unmarked(word);
            let mut mark = |part: usize| {
                if let Some(of) = date.qualifiers.get_mut(part) {
                    *of = qualifier;
                }
            };
            if let Some(month) = month_number(word).or_else(|| season(word)) {
                mark(1);
                put(&mut date.month, month)?;
            } else if let Some(ordinal) = ordinal(word)
                && let Some(code) = words.peek().and_then(|unit| part_code(ordinal, unit))
            {
                words.next();
                put(&mut date.month, code)?;
            } else if let Some(weekday) = weekday(word) {
                put(&mut date.weekday, weekday)?;
            } else if let Some(mut time) = time(word, words.peek().copied()) {
                if matches!(words.peek(), Some(&("am" | "pm"))) {
                    words.next();
                }
                if let Some(zone) = words.peek().and_then(|word| zone(word)) {
                    words.next();
                    time.zone = zone;
                }
                put(&mut date.time, time)?;
            } else if matches!(word, "bc" | "bce" | "ad" | "ce") {
                put(&mut era, word.starts_with('b'))?;
            } else if let Some((year, month, day)) = numeric(word, reader) {
                put(&mut date.year, Year::Number(year))?;
                put(&mut date.month, month)?;
                if let Some(day) = day {
                    put(&mut date.day, day)?;
                }
            } else if let Some(year) = word.strip_prefix('\'').and_then(two_digits) {
                put(
                    &mut date.year,
                    Year::Number(reader.year_of_two_digits(year)),
                )?;
            } else if let Some(day) = day_number(word) {
                let begins_year = era.is_some() && number.is_none() && date.year.is_none();
                let ends_year = matches!(
                    words.peek().map(|next| unmarked(next).0),
                    Some("bc" | "bce" | "ad" | "ce")
                );
                if begins_year || ends_year {
                    mark(0);
                    put(&mut number, i64::from(day))?;
                } else if date.day.is_none() {
                    mark(2);
                    date.day = Some(day);
                } else if let Some(year) = two_digits(word).filter(|_| date.month.is_some()) {
                    put(
                        &mut date.year,
                        Year::Number(reader.year_of_two_digits(year)),
                    )?;
                } else {
                    return None;
                }
            } else if let Some(year) = notation(word) {
                mark(0);
                put(&mut date.year, Year::Notation(year))?;
            } else if (3..=19).contains(&word.len()) && word.chars().all(|c| c.is_ascii_digit()) {
                mark(0);
                put(&mut number, word.parse().ok()?)?;
            } else {
                return None;
            }
        }
        date.settle_year(number, era)?;
        if hemisphere > 0 {
            date.month = Some(date.month.filter(|it| (21..=24).contains(it))? + hemisphere);
        }
        date.agrees_with_its_weekday().then_some(date)
    }

    fn settle_year(&mut self, number: Option<i64>, is_before: Option<bool>) -> Option<()> {
        match (number, is_before, &mut self.year) {
            (None, None, _) => Some(()),
            (Some(number), era, None) => {
                let year = if era == Some(true) {
                    1_i64.saturating_sub(number)
                } else {
                    number
                };
                self.year = Some(Year::Number(year));
                Some(())
            }
            (None, Some(is_before), Some(Year::Notation(text))) if text.starts_with('Y') => {
                if is_before {
                    text.insert(1, '-');
                }
                Some(())
            }
            _ => None,
        }
    }

    fn agrees_with_its_weekday(&self) -> bool {
        let Some(weekday) = self.weekday else {
            return *self != Self::default();
        };
        let (Some(Year::Number(year)), Some(month), Some(day)) = (&self.year, self.month, self.day)
        else {
            return self.day.is_some();
        };
        // 1970-01-01 was a Thursday.
        Day::from_ymd(*year, month, day).is_some_and(|day| (day.0 + 3).rem_euclid(7) == weekday)
    }

    pub fn of_day(day: Day) -> Self {
        let (year, month, day) = day.ymd();
        Self {
            year: Some(Year::Number(year)),
            month: Some(month),
            day: Some(day),
            ..Self::default()
        }
    }

    pub fn of_month(year: i64, month: u8) -> Self {
        Self {
            year: Some(Year::Number(year)),
            month: Some(month),
            ..Self::default()
        }
    }

    pub fn of_year(year: i64) -> Self {
        Self {
            year: Some(Year::Number(year)),
            ..Self::default()
        }
    }

    /// With what is missing taken from the date next to it: "3 to 5 June
    /// 2018", "June 3 – 5, 2018", "5:52 to 10:31".
    pub fn completed_by(mut self, other: &Self) -> Self {
        let is_time_alone = self.time.is_some() && self.day.is_none();
        if self.month.is_none() && (self.day.is_some() || is_time_alone) {
            self.month = other.month;
        }
        if is_time_alone {
            self.day = other.day;
        }
        if self.year.is_none() {
            self.year.clone_from(&other.year);
        }
        self
    }

    /// Whether it says something by itself: a day has its month.
    pub fn is_complete(&self) -> bool {
        let has_month = self.month.is_some() || self.day.is_none();
        self.year.is_some() && has_month && (self.time.is_none() || self.day.is_some())
    }

    /// The next or the last one of the same precision.
    pub fn moved(self, by: i64) -> Option<Self> {
        let Year::Number(year) = self.year? else {
            return None;
        };
        match (self.month, self.day) {
            (None, _) => Some(Self::of_year(year.checked_add(by)?)),
            (Some(month @ 1..=12), None) => Some(month_from(year, month, by)),
            (Some(month), Some(day)) => {
                let day = Day::from_ymd(year, month, day)?;
                Some(Self::of_day(Day(day.0 + by)))
            }
            (Some(_), None) => None,
        }
    }

    /// It in EDTF, with the qualifier of all of it.
    pub fn edtf(&self, qualifier: &str) -> Option<String> {
        if !self.is_complete() {
            return None;
        }
        let [of_year, of_month, of_day] = self.qualifiers.map(sign);
        let is_plain = self.qualifiers == [Qualifier::default(); 3];
        let year = match self.year.as_ref()? {
            Year::Number(year) => year_text(*year),
            Year::Notation(text) => text.clone(),
        };
        let mut text = [of_year, &year].concat();
        for (mark, number) in [(of_month, self.month), (of_day, self.day)] {
            if let Some(number) = number {
                text.extend(["-", mark, &two(number)]);
            }
        }
        match &self.time {
            Some(_) if !qualifier.is_empty() || !is_plain => None,
            Some(time) => {
                text.push_str(&time.edtf());
                Some(text)
            }
            None if is_plain => Some(text + qualifier),
            None => qualifier.is_empty().then_some(text),
        }
    }
}

/// A month so many months from another.
pub(super) fn month_from(year: i64, month: u8, by: i64) -> CalendarDate {
    let count = year.saturating_mul(12) + i64::from(month) - 1 + by;
    let month = u8::try_from(count.rem_euclid(12) + 1).unwrap_or(1);
    CalendarDate::of_month(count.div_euclid(12), month)
}

/// A year in EDTF: four digits, or any number of them after a `Y`.
pub(super) fn year_text(year: i64) -> String {
    let digits = year.unsigned_abs().to_string();
    let zeros = "0".repeat(4_usize.saturating_sub(digits.len()));
    let prefix = if digits.len() > 4 { "Y" } else { "" };
    let sign = if year < 0 { "-" } else { "" };
    [prefix, sign, &zeros, &digits].concat()
}

const fn sign(qualifier: Qualifier) -> &'static str {
    match (qualifier.approximate, qualifier.uncertain) {
        (false, false) => "",
        (true, false) => "~",
        (false, true) => "?",
        (true, true) => "%",
    }
}

/// A word without its parentheses, and what they say of it alone: "(~2004?)".
fn unmarked(word: &str) -> (&str, Qualifier) {
    let mut qualifier = Qualifier::default();
    let inner = word.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
    let Some(mut inner) = inner else {
        return (word, qualifier);
    };
    if let Some(rest) = inner.strip_prefix('~') {
        (inner, qualifier.approximate) = (rest, true);
    }
    if let Some(rest) = inner.strip_suffix('?') {
        (inner, qualifier.uncertain) = (rest, true);
    }
    (inner, qualifier)
}

/// `156X`, `-015X`, `17×10^20`.
fn notation(word: &str) -> Option<String> {
    if let Some((significand, exponent)) = word.split_once("\u{d7}10^") {
        let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        let is_year = is_number(significand) && is_number(exponent);
        return is_year.then(|| ["Y", significand, "E", exponent].concat());
    }
    let digits = word.strip_prefix('-').unwrap_or(word);
    let is_masked = digits.len() == 4
        && digits.contains('x')
        && digits.chars().all(|c| c.is_ascii_digit() || c == 'x');
    let is_negative = digits.len() < word.len() && digits.len() == 4;
    let is_year = is_masked || is_negative && digits.chars().all(|c| c.is_ascii_digit());
    is_year.then(|| word.to_uppercase())
}

fn two_digits(word: &str) -> Option<i64> {
    let is_it = word.len() == 2 && word.chars().all(|c| c.is_ascii_digit());
    is_it.then(|| word.parse().ok()).flatten()
}

/// Sets a part that was not said before.
fn put<T>(part: &mut Option<T>, value: T) -> Option<()> {
    if part.is_some() {
        return None;
    }
    *part = Some(value);
    Some(())
}

fn weekday(word: &str) -> Option<i64> {
    let word = word.trim_end_matches('.');
    let is_it = |day: &&str| *day == word || (3..=5).contains(&word.len()) && day.starts_with(word);
    let position = WEEKDAYS.iter().position(is_it)?;
    i64::try_from(position).ok()
}
