//! English dates as EDTF: "around June 2018" is `2018-06~`.
//!
//! Read whatever [`describe`](backstory_core::locale::describe) writes in English, and
//! what a person types into a form or a spreadsheet. Nothing is guessed: what
//! can be read in two ways (`3/6/2018`) is not read at all, and what counts
//! from publication ("last November") needs the day of publication.

use backstory_core::dataset::{Date, Day};

/// The date that `text` means, if it means one.
///
/// `published` is when the article appeared, as far as that is known; words
/// that count from it are read only as exactly as it is.
///
/// ```
/// use backstory_core::dataset::Date;
/// use backstory_formats::plain_date::read;
///
/// let date = |text| read(text, None).map(|date| date.to_string());
/// assert_eq!(date("around June 2018").as_deref(), Some("2018-06~"));
/// assert_eq!(date("since 3 May 2013").as_deref(), Some("2013-05-03/.."));
/// assert_eq!(date("between 1960 and 1963").as_deref(), Some("[1960..1963]"));
/// assert_eq!(date("a while ago"), None);
///
/// let published = Date::parse("2018-06~").ok();
/// let date = read("in November last year", published.as_ref());
/// assert_eq!(date.map(|date| date.to_string()).as_deref(), Some("2017-11"));
/// ```
#[must_use]
pub fn read(text: &str, published: Option<&Date>) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = Date::parse(text) {
        return Some(date);
    }
    let published = published.map(Published::of);
    let edtf = expression(&normal(text), published.as_ref())?;
    Date::parse(&edtf).ok()
}

/// Lower case, plain dashes, single spaces, and no preposition before it.
fn normal(text: &str) -> String {
    let text = text.to_lowercase().replace(['–', '—', '−'], " - ");
    let text = text.replace(',', " , ").replace('’', "'");
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    without_preposition(text.trim_end_matches(['.', ' ', ','])).to_owned()
}

fn without_preposition(text: &str) -> &str {
    ["on ", "in ", "during ", "at "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text)
}

fn after<'t>(text: &'t str, starts: &[&str]) -> Option<&'t str> {
    starts.iter().find_map(|start| {
        let rest = text.strip_prefix(start)?.strip_prefix(' ')?;
        Some(without_preposition(rest))
    })
}

fn before<'t>(text: &'t str, ends: &[&str]) -> Option<&'t str> {
    ends.iter()
        .find_map(|end| text.strip_suffix(end)?.strip_suffix(' '))
}

type Known<'p> = Option<&'p Published>;

/// Anything with "since", "between", "to" and the like in it.
fn expression(text: &str, published: Known) -> Option<String> {
    let one = |text: &str| qualified(text, published);
    if let Some(rest) = after(text, &["since"]) {
        return Some([&one(rest)?, "/.."].concat());
    }
    if let Some(rest) = before(text, &["onwards", "onward", "on"]) {
        let rest = after(rest, &["from"]).unwrap_or(rest);
        return Some([&one(rest)?, "/.."].concat());
    }
    if let Some(rest) = before(text, &[", end unknown"]) {
        return Some([&one(after(rest, &["from"])?)?, "/"].concat());
    }
    if let Some(rest) = before(text, &[", start unknown"]) {
        return Some(["/", &one(after(rest, &["until"])?)?].concat());
    }
    if let Some(rest) = after(text, &["until", "till", "up to"]) {
        return Some(["../", &one(rest)?].concat());
    }
    if let Some(rest) = after(text, &["before"]) {
        let parts = parts(rest, published)?;
        return Some(["[..", &parts.moved(-1)?.edtf()?, "]"].concat());
    }
    if let Some(rest) = after(text, &["after"]) {
        let parts = parts(rest, published)?;
        return Some(["[", &parts.moved(1)?.edtf()?, "..]"].concat());
    }
    if let Some(rest) =
        after(text, &["by"]).or_else(|| before(text, &["or earlier", "at the latest"]))
    {
        return Some(["[..", &one(rest)?, "]"].concat());
    }
    if let Some(rest) = before(text, &["or later", "at the earliest"]) {
        return Some(["[", &one(rest)?, "..]"].concat());
    }
    if let Some(rest) = after(text, &["between"]) {
        let (from, to) = two(rest, &["and"], published)?;
        return Some(["[", &from, "..", &to, "]"].concat());
    }
    if let Some(rest) = after(
        text,
        &["one day of", "one day", "some day", "some time", "sometime"],
    ) {
        return some_time(rest, published);
    }
    if let Some(rest) = after(text, &["some month of"]) {
        return Some([&one(rest)?, "-XX"].concat());
    }
    let span = after(text, &["from"]).unwrap_or(text);
    if let Some((from, to)) = two(span, &["to", "-", "until", "till"], published) {
        return Some([&from, "/", &to].concat());
    }
    if let Some(members) = list(after(text, &["one of"]).unwrap_or(text), "or", published) {
        return Some(["[", &members.join(","), "]"].concat());
    }
    if let Some(members) = list(text, "and", published) {
        return Some(["{", &members.join(","), "}"].concat());
    }
    if let Some((from, to)) = part_of(text, published) {
        return Some(["[", &from, "..", &to, "]"].concat());
    }
    one(text)
}

/// A point somewhere in a range, or on a day of a month.
fn some_time(text: &str, published: Known) -> Option<String> {
    if let Some((from, to)) = two(text, &["to", "-"], published) {
        return Some(["[", &from, "..", &to, "]"].concat());
    }
    let parts = parts(text, published)?;
    match (parts.month, parts.day) {
        (Some(1..=12), None) => Some([&parts.edtf()?, "-XX"].concat()),
        _ => parts.edtf(),
    }
}

/// Two dates around one of `marks`; what the first leaves out ("3 to 5 June")
/// it has from the second.
fn two(text: &str, marks: &[&str], published: Known) -> Option<(String, String)> {
    marks
        .iter()
        .find_map(|mark| {
            let (from, to) = text.split_once(&[" ", mark, " "].concat())?;
            let last = qualified(to, published)?;
            if let Some(parts) = parts(to, published)
                && let Some(first) = Parts::read(from)
            {
                let first = first.completed_by(&parts)?;
                if first.year.is_some() {
                    return Some((first.edtf()?, last));
                }
            }
            Some((qualified(from, published)?, last))
        })
        .or_else(|| years(text))
}

/// `2013-2015`, and `1998-99`.
fn years(text: &str) -> Option<(String, String)> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (from.trim(), to.trim());
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if !digits(from) || !digits(to) || from.len() != 4 {
        return None;
    }
    match to.len() {
        4 => Some((from.to_owned(), to.to_owned())),
        2 => Some((from.to_owned(), [from.get(..2)?, to].concat())),
        _ => None,
    }
}

/// `1960, 1961 and 1963`, with `last` before the last.
fn list(text: &str, last: &str, published: Known) -> Option<Vec<String>> {
    let (rest, end) = text.rsplit_once(&[" ", last, " "].concat())?;
    let mut members = Vec::new();
    for member in rest.split(" , ").chain([end]) {
        members.push(qualified(member, published)?);
    }
    Some(members)
}

/// "early 2018", "mid-June 2018", "late 1990s" as the third that it is.
fn part_of(text: &str, published: Known) -> Option<(String, String)> {
    let thirds = ["early", "mid", "late"];
    let (third, rest) = thirds.iter().enumerate().find_map(|(third, word)| {
        let rest = text.strip_prefix(word)?.trim_start_matches([' ', '-']);
        Some((third, without_preposition(rest)))
    })?;
    let parts = parts(rest.strip_prefix("the ").unwrap_or(rest), published)?;
    let pick = |of: [u8; 3]| of.get(third).copied();
    let (from, to) = match (parts.month, parts.day) {
        (None, None) => {
            let month = |month| Parts {
                month: Some(month),
                ..parts
            };
            (month(pick([1, 5, 9])?), month(pick([4, 8, 12])?))
        }
        (Some(month @ 1..=12), None) => {
            let end = last_of_month(parts.year?, month)?;
            let day = |day| Parts {
                day: Some(day),
                ..parts
            };
            (day(pick([1, 11, 21])?), day(pick([10, 20, end])?))
        }
        _ => return None,
    };
    Some((from.edtf()?, to.edtf()?))
}

/// One date with "around" or "possibly" before it, or `?` after it.
fn qualified(text: &str, published: Known) -> Option<String> {
    const APPROXIMATE: [&str; 8] = [
        "around",
        "about",
        "circa",
        "ca.",
        "ca",
        "c.",
        "approximately",
        "roughly",
    ];
    const UNCERTAIN: [&str; 5] = ["possibly", "perhaps", "maybe", "probably", "presumably"];
    let (mut rest, mut approximate, mut uncertain) = (text.trim(), false, false);
    loop {
        if let Some(plain) = after(rest, &APPROXIMATE) {
            (rest, approximate) = (plain, true);
        } else if let Some(plain) = after(rest, &UNCERTAIN) {
            (rest, uncertain) = (plain, true);
        } else if let Some(plain) = rest.strip_suffix('?') {
            (rest, uncertain) = (plain.trim_end(), true);
        } else {
            break;
        }
    }
    let mark = match (approximate, uncertain) {
        (false, false) => "",
        (true, false) => "~",
        (false, true) => "?",
        (true, true) => "%",
    };
    if let Some(date) = century_or_decade(rest) {
        return Some([&date, mark].concat());
    }
    if mark.is_empty()
        && let Some(week) = week(rest, published)
    {
        return Some(week);
    }
    let parts = parts(rest, published)?;
    if parts.time.is_some() && !mark.is_empty() {
        return None;
    }
    Some([&parts.edtf()?, mark].concat())
}

/// `196X` for "the 1960s", `18XX` for "the 19th century".
fn century_or_decade(text: &str) -> Option<String> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    if let Some(number) = text.strip_suffix(" century") {
        let digits = number.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let century: u32 = digits.parse().ok().filter(|it| (1..=99).contains(it))?;
        let before = (century - 1).to_string();
        return Some([if century < 11 { "0" } else { "" }, &before, "XX"].concat());
    }
    let years = text.strip_suffix('s')?.trim_end_matches('\'');
    let decade = years.strip_suffix('0')?;
    let is_decade = decade.len() == 3 && decade.chars().all(|c| c.is_ascii_digit());
    is_decade.then(|| [decade, "X"].concat())
}

/// "last week": one day of it, which only a day of publication gives.
fn week(text: &str, published: Known) -> Option<String> {
    let weeks = match text {
        "last week" => -1,
        "this week" => 0,
        "next week" => 1,
        _ => return None,
    };
    let day = published?.day?;
    // 1970-01-01 was a Thursday; weeks begin on Monday.
    let monday = Day(day.0 - (day.0 + 3).rem_euclid(7) + weeks * 7);
    let sunday = Day(monday.0 + 6);
    Some(["[", &monday.to_string(), "..", &sunday.to_string(), "]"].concat())
}

/// What is known of the day of publication.
struct Published {
    year: Option<i64>,
    month: Option<u8>,
    day: Option<Day>,
}

impl Published {
    fn of(date: &Date) -> Self {
        let (first, last) = (date.earliest(), date.latest());
        let ((year, month, _), (last_year, last_month, _)) = (first.ymd(), last.ymd());
        let same_year = year == last_year;
        Self {
            year: same_year.then_some(year),
            month: (same_year && month == last_month).then_some(month),
            day: (first == last).then_some(first),
        }
    }
}

/// A date's numbers. A `month` from 21 is a part of the year, as in EDTF.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Parts {
    year: Option<i64>,
    month: Option<u8>,
    day: Option<u8>,
    time: Option<(u8, u8)>,
}

/// One date, counted from publication if it has to be.
fn parts(text: &str, published: Known) -> Option<Parts> {
    if let Some(parts) = published.and_then(|published| relative(text, published)) {
        return Some(parts);
    }
    let parts = numeric(text).or_else(|| Parts::read(text))?;
    if parts.year.is_some() {
        return Some(parts);
    }
    // "3 June", without a year, is of the year of publication.
    parts.month?;
    Some(Parts {
        year: Some(published?.year?),
        ..parts
    })
}

/// What counts from the day of publication.
fn relative(text: &str, published: &Published) -> Option<Parts> {
    let year = published.year;
    for (words, years) in [("last year", -1), ("this year", 0), ("next year", 1)] {
        if let Some(rest) = text.strip_suffix(words) {
            let rest = rest.trim_end().trim_end_matches(" of");
            let parts = if rest.is_empty() {
                Parts::default()
            } else {
                Parts::read(rest).filter(|parts| parts.year.is_none())?
            };
            return Some(Parts {
                year: Some(year? + years),
                ..parts
            });
        }
    }
    let month = |months: i64| {
        let count = year? * 12 + i64::from(published.month?) - 1 + months;
        Some(Parts {
            year: Some(count.div_euclid(12)),
            month: u8::try_from(count.rem_euclid(12) + 1).ok(),
            ..Parts::default()
        })
    };
    let day = |days: i64| Some(Parts::of_day(Day(published.day?.0 + days)));
    match text {
        "last month" => return month(-1),
        "this month" => return month(0),
        "next month" => return month(1),
        "yesterday" => return day(-1),
        "today" => return day(0),
        "tomorrow" => return day(1),
        _ => {}
    }
    if let Some(rest) = before(text, &["ago"]) {
        let (number, unit) = rest.split_once(' ')?;
        let number = number_word(number)?;
        return match unit.trim_end_matches('s') {
            "year" => Some(Parts {
                year: Some(year? - number),
                ..Parts::default()
            }),
            "month" => month(-number),
            "day" => day(-number),
            _ => None,
        };
    }
    let (is_next, name) = match text.split_once(' ') {
        Some(("last", name)) => (false, name),
        Some(("next", name)) => (true, name),
        Some(_) => return None,
        None => (false, text),
    };
    if let Some(weekday) = WEEKDAYS.iter().position(|day| *day == name) {
        let weekday = i64::try_from(weekday).ok()?;
        let today = (published.day?.0 + 3).rem_euclid(7);
        let ahead = (weekday - today).rem_euclid(7);
        return match (is_next, ahead) {
            (true, 0) => day(7),
            (true, ahead) => day(ahead),
            (false, ahead) => day(ahead - 7),
        };
    }
    if !text.contains(' ') {
        return None;
    }
    let named = month_number(name)?;
    let this = published.month?;
    let years = match is_next {
        true => i64::from(named <= this),
        false => -i64::from(named >= this),
    };
    Some(Parts {
        year: Some(year? + years),
        month: Some(named),
        ..Parts::default()
    })
}

const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// `13.6.2018`, `13/6/2018` and `2018/06/13`; `3/6/2018` may be of two months,
/// and is none.
fn numeric(text: &str) -> Option<Parts> {
    let mark = ['/', '.']
        .into_iter()
        .find(|mark| text.matches(*mark).count() == 2)?;
    let numbers: Vec<&str> = text.split(mark).map(str::trim).collect();
    let [first, second, third] = numbers.as_slice() else {
        return None;
    };
    let number = |text: &str| text.parse::<u8>().ok();
    if first.len() == 4 {
        return Some(Parts {
            year: first.parse().ok(),
            month: Some(number(second)?),
            day: Some(number(third)?),
            time: None,
        });
    }
    if third.len() != 4 {
        return None;
    }
    let (first, second) = (number(first)?, number(second)?);
    let (day, month) = match (first, second) {
        // Dots are written where the day comes first.
        _ if mark == '.' || first == second || first > 12 => (first, second),
        _ if second > 12 => (second, first),
        _ => return None,
    };
    Some(Parts {
        year: third.parse().ok(),
        month: Some(month),
        day: Some(day),
        time: None,
    })
}

impl Parts {
    /// Words and numbers, all of which must be understood.
    fn read(text: &str) -> Option<Self> {
        let mut parts = Self::default();
        let words: Vec<&str> = text
            .split([' ', ','])
            .filter(|word| !matches!(*word, "" | "of" | "the" | "at" | "on" | "in" | "(northern)"))
            .collect();
        let mut words = words.into_iter().peekable();
        // A small number before "BC" is a year, not a day.
        let mut last_small = None;
        while let Some(word) = words.next() {
            if let Some(month) = month_number(word).or_else(|| season(word)) {
                put(&mut parts.month, month)?;
            } else if let Some(ordinal) = ordinal(word)
                && let Some(code) = words.peek().and_then(|unit| part_code(ordinal, unit))
            {
                words.next();
                put(&mut parts.month, code)?;
            } else if let Some(time) = time(word, words.peek().copied()) {
                if matches!(words.peek(), Some(&("am" | "pm"))) {
                    words.next();
                }
                put(&mut parts.time, time)?;
            } else if matches!(word, "bc" | "bce" | "ad" | "ce") {
                let year = match parts.year {
                    Some(year) => year,
                    None => {
                        parts.day = parts.day.filter(|day| Some(*day) != last_small);
                        i64::from(last_small?)
                    }
                };
                let is_before = word.starts_with('b');
                parts.year = Some(if is_before { 1 - year } else { year });
            } else if let Some(day) = day_number(word) {
                last_small = Some(day);
                if parts.day.is_none() {
                    parts.day = Some(day);
                } else if !matches!(words.peek(), Some(&("bc" | "bce" | "ad" | "ce"))) {
                    return None;
                }
            } else if matches!(word.len(), 3..=4) && word.chars().all(|c| c.is_ascii_digit()) {
                put(&mut parts.year, word.parse().ok()?)?;
            } else {
                return None;
            }
        }
        let is_empty = parts == Self::default();
        let day_alone = parts.day.is_some() && parts.month.is_none() && parts.year.is_some();
        (!is_empty && !day_alone).then_some(parts)
    }

    fn of_day(day: Day) -> Self {
        let (year, month, day) = day.ymd();
        Self {
            year: Some(year),
            month: Some(month),
            day: Some(day),
            time: None,
        }
    }

    /// With what is missing taken from `later`, for "3 to 5 June 2018".
    fn completed_by(self, later: &Self) -> Option<Self> {
        if self.year.is_some() {
            return Some(self);
        }
        let month = match (self.month, self.day) {
            (Some(month), _) => Some(month),
            (None, Some(_)) => Some(later.month?),
            (None, None) => return None,
        };
        Some(Self {
            year: later.year,
            month,
            ..self
        })
    }

    /// The next or the last one of the same precision.
    fn moved(self, by: i64) -> Option<Self> {
        let year = self.year?;
        match (self.month, self.day) {
            (None, _) => Some(Self {
                year: Some(year + by),
                ..self
            }),
            (Some(month @ 1..=12), None) => {
                let count = year * 12 + i64::from(month) - 1 + by;
                Some(Self {
                    year: Some(count.div_euclid(12)),
                    month: u8::try_from(count.rem_euclid(12) + 1).ok(),
                    ..self
                })
            }
            (Some(month), Some(day)) => {
                let day = Day::from_ymd(year, month, day)?;
                Some(Self::of_day(Day(day.0 + by)))
            }
            (Some(_), None) => None,
        }
    }

    fn edtf(self) -> Option<String> {
        let year = self.year?;
        let sign = if year < 0 { "-" } else { "" };
        let digits = year.unsigned_abs().to_string();
        let zeros = "0".repeat(4_usize.saturating_sub(digits.len()));
        let mut text = [sign, &zeros, &digits].concat();
        let two = |number: u8| [if number < 10 { "-0" } else { "-" }, &number.to_string()].concat();
        if let Some(month) = self.month {
            text.push_str(&two(month));
        }
        if let Some(day) = self.day {
            text.push_str(&two(day));
        }
        if let Some((hour, minute)) = self.time {
            self.day?;
            let two = |number| two(number).replace('-', "");
            text.push_str(&["T", &two(hour), ":", &two(minute), ":00"].concat());
        }
        Some(text)
    }
}

/// Sets a part that was not said before.
fn put<T>(part: &mut Option<T>, value: T) -> Option<()> {
    if part.is_some() {
        return None;
    }
    *part = Some(value);
    Some(())
}

fn month_number(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
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
    let word = word.trim_end_matches('.');
    let is_it = |month: &&str| {
        *month == word || (word.len() >= 3 && word.len() <= 4 && month.starts_with(word))
    };
    let position = MONTHS.iter().position(is_it)?;
    u8::try_from(position + 1).ok()
}

fn season(word: &str) -> Option<u8> {
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

fn ordinal(word: &str) -> Option<u8> {
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
fn part_code(ordinal: u8, unit: &str) -> Option<u8> {
    let (first, count) = match unit {
        "quarter" => (33, 4),
        "third" => (37, 3),
        "half" => (40, 2),
        _ => return None,
    };
    let ordinal = if ordinal == 9 { count - 1 } else { ordinal };
    (ordinal < count).then_some(first + ordinal)
}

fn day_number(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let suffix = word.strip_prefix(digits)?;
    let is_day = matches!(suffix, "" | "st" | "nd" | "rd" | "th") && digits.len() <= 2;
    if !is_day {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=99).contains(day))
}

/// `14:05`, `3pm`, `3.30 pm`, `noon`.
fn time(word: &str, next: Option<&str>) -> Option<(u8, u8)> {
    if word == "noon" {
        return Some((12, 0));
    }
    let half = ["am", "pm"]
        .into_iter()
        .find(|half| word.ends_with(half) || next == Some(half));
    let digits = word.trim_end_matches("am").trim_end_matches("pm");
    let (hour, minute) = match digits.split_once(':') {
        Some((hour, minute)) => (hour, minute),
        None => {
            half?;
            digits.split_once('.').unwrap_or((digits, "0"))
        }
    };
    let (hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some("pm") => hour % 12 + 12,
        Some(_) => hour % 12,
        None => hour,
    };
    (hour < 24 && minute < 60).then_some((hour, minute))
}

fn number_word(word: &str) -> Option<i64> {
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

fn last_of_month(year: i64, month: u8) -> Option<u8> {
    (28..=31)
        .rev()
        .find(|day| Day::from_ymd(year, month, *day).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use backstory_core::locale::{ENGLISH, describe};

    fn edtf(text: &str) -> Option<String> {
        read(text, None).map(|date| date.to_string())
    }

    #[test]
    fn what_people_write() {
        for (text, date) in [
            ("around June 2018", "2018-06~"),
            ("c. 1963", "1963~"),
            ("perhaps 1963", "1963?"),
            ("1963 ?", "1963?"),
            ("possibly around 1963", "1963%"),
            ("3 June 2018", "2018-06-03"),
            ("June 3, 2018", "2018-06-03"),
            ("on 3rd of June, 2018", "2018-06-03"),
            ("3 Jun. 2018", "2018-06-03"),
            ("Sept 2018", "2018-09"),
            ("13/06/2018", "2018-06-13"),
            ("06/13/2018", "2018-06-13"),
            ("3.6.2018", "2018-06-03"),
            ("2018/06/03", "2018-06-03"),
            ("3 June 2018 at 14:05", "2018-06-03T14:05:00"),
            ("3 June 2018, 2.05 pm", "2018-06-03T14:05:00"),
            ("3 June 2018 12am", "2018-06-03T00:00:00"),
            ("since 2013", "2013/.."),
            ("from 2013 on", "2013/.."),
            ("2013 onwards", "2013/.."),
            ("until June 2018", "../2018-06"),
            ("from 2013 to 2015", "2013/2015"),
            ("2013–2015", "2013/2015"),
            ("1998-99", "1998/1999"),
            ("3–5 June 2018", "2018-06-03/2018-06-05"),
            ("June 3 to June 5, 2018", "2018-06-03/2018-06-05"),
            ("June to August 2018", "2018-06/2018-08"),
            ("October 2017 – June 2018", "2017-10/2018-06"),
            ("between 1960 and 1963", "[1960..1963]"),
            ("between 3 and 5 June 2018", "[2018-06-03..2018-06-05]"),
            ("before 1984", "[..1983]"),
            ("after 31 December 1999", "[2000-01-01..]"),
            ("by May 2018", "[..2018-05]"),
            ("1960 or 1961", "[1960,1961]"),
            ("1960, 1961 and 1963", "{1960,1961,1963}"),
            ("spring of 2021", "2021-21"),
            ("fall 2021", "2021-23"),
            ("Q2 2018", "2018-34"),
            ("the second half of 2018", "2018-41"),
            ("early 2018", "[2018-01..2018-04]"),
            ("late February 2020", "[2020-02-21..2020-02-29]"),
            ("mid-June 2018", "[2018-06-11..2018-06-20]"),
            ("the 1960s", "196X"),
            ("around the 1960s", "196X~"),
            ("the 19th century", "18XX"),
            ("15 March 44 BC", "-0043-03-15"),
            ("44 BC", "-0043"),
            ("79 AD", "0079"),
            ("2018-06~", "2018-06~"),
        ] {
            assert_eq!(edtf(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn what_may_be_two_things_is_none() {
        for text in [
            "",
            "undated",
            "a while ago",
            "3/6/2018",
            "3 June",
            "last November",
            "31 June 2018",
            "June",
            "5",
            "June June 2018",
            "around",
            "since",
            "2018 blah",
            "3 June 2018 25:00",
            "13 o'clock",
            "early",
            "yesterday",
            "to 2018 to",
        ] {
            assert_eq!(edtf(text), None, "{text}");
        }
    }

    #[test]
    fn what_counts_from_publication_is_as_exact_as_that() {
        let from = |published: &str, text: &str| {
            let published = Date::parse(published).unwrap();
            read(text, Some(&published)).map(|date| date.to_string())
        };
        for (published, text, date) in [
            ("2018-06~", "last year", Some("2017")),
            ("2018-06~", "in November last year", Some("2017-11")),
            ("2018-06~", "November of last year", Some("2017-11")),
            ("2018-06~", "last November", Some("2017-11")),
            ("2018-06~", "last May", Some("2018-05")),
            ("2018-06~", "last month", Some("2018-05")),
            ("2018-01", "last month", Some("2017-12")),
            ("2018-06~", "3 June", Some("2018-06-03")),
            ("2018-06~", "two years ago", Some("2016")),
            ("2018-06~", "yesterday", None),
            ("2018-06~", "last week", None),
            ("2018", "last month", None),
            ("2018-06-11", "yesterday", Some("2018-06-10")),
            ("2018-06-13", "last week", Some("[2018-06-04..2018-06-10]")),
            ("2018-06-13", "on Monday", Some("2018-06-11")),
            ("2018-06-11", "last Monday", Some("2018-06-04")),
            ("2018-06-11", "next month", Some("2018-07")),
            ("2018-06-11", "since last November", Some("2017-11/..")),
            ("2018-06-11", "10 days ago", Some("2018-06-01")),
        ] {
            assert_eq!(
                from(published, text).as_deref(),
                date,
                "{text} at {published}"
            );
        }
    }

    #[test]
    fn what_the_widget_says_is_read_back() {
        for text in [
            "2018-06-03",
            "2017-11",
            "1963",
            "2018-06~",
            "1963?",
            "1963%",
            "2017-21",
            "2017-34",
            "2017-37",
            "2017-39",
            "2017-41",
            "201X",
            "2017-XX",
            "2017-11-XX",
            "-0043-03-15",
            "2018-06-03T14:05:00",
            "2013/..",
            "../2018-06",
            "2013/",
            "/2018",
            "1963~/..",
            "2018-06-03/2018-06-05",
            "2018-06/2018-08",
            "2017-10/2018-06",
            "1997~/2017-10",
            "[2018-06-01..2018-06-07]",
            "[1670..1672]",
            "{1960,1961}",
            "{1960,1961,1963}",
            "[..1984]",
            "[1760-12..]",
        ] {
            let date = Date::parse(text).unwrap();
            let words = describe(Some(&date), &ENGLISH);
            assert_eq!(edtf(&words).as_deref(), Some(text), "{words}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_day_is_read_in_every_way(day in -680_000_i64..700_000) {
            let iso = Day(day).to_string();
            let date = Date::parse(&iso).unwrap();
            let words = describe(Some(&date), &ENGLISH);
            proptest::prop_assert_eq!(edtf(&words), Some(iso), "{}", words);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,30}|[a-z0-9 ,.:/-]{0,20}") {
            let published = Date::parse("2018-06-11").unwrap();
            let _ = read(&text, Some(&published));
        }
    }
}
