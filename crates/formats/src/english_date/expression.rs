//! Intervals and sets: "since", "between", "to", "or" and the like.

use std::cell::Cell;
use std::collections::HashMap;

use super::calendar::CalendarDate;
use super::periods::{
    century_or_decade, part_of, season_of_two_years, significant, some_year, week_of,
};
use super::qualifier::{Qualified, qualified};
use super::reader::DateReader;
use super::relative::week;
use super::single::{date, date_next_to};
use super::text::{after, before};
use backstory_core::dataset::Date;

/// Longer texts are not looked through for lists.
const MAX_LIST_WORDS: usize = 40;

/// One date, or one end of an interval, as EDTF.
#[derive(Clone)]
struct DateOrEnd {
    edtf: String,
    /// Its parts, from which the date next to it takes what it lacks.
    date: Option<CalendarDate>,
}

/// The EDTF of a text that went through [`normal`](super::text::normal).
pub(super) fn expression(text: &str, reader: &DateReader) -> Option<String> {
    open_ended(text, reader)
        .or_else(|| part_of_a_day(text, reader))
        .or_else(|| some_time(text, reader))
        .or_else(|| interval(text, reader))
        .or_else(|| set(text, reader))
        .or_else(|| point(text, reader, None).map(|it| it.edtf))
}

/// "since 2013", "until June 2018", "before 1984", "1984 or earlier".
fn open_ended(text: &str, reader: &DateReader) -> Option<String> {
    let end = |text: &str| endpoint(text, reader, None).map(|it| it.edtf);
    let one = |text: &str| point(text, reader, None).map(|it| it.edtf);
    if let Some(rest) = after(text, &["since"]) {
        return Some([&end(rest)?, "/.."].concat());
    }
    if let Some(rest) = before(text, &["onwards", "onward", "on"]) {
        let rest = after(rest, &["from"]).unwrap_or(rest);
        return Some([&end(rest)?, "/.."].concat());
    }
    const STILL: [&str; 7] = [
        "-",
        "- present",
        "- now",
        "to date",
        "to the present",
        "to present",
        "to now",
    ];
    if let Some(rest) = before(text, &STILL) {
        let rest = after(rest, &["from"]).unwrap_or(rest);
        return Some([&end(rest)?, "/.."].concat());
    }
    if let Some(rest) = before(text, &[", end unknown"]) {
        return Some([&end(after(rest, &["from"])?)?, "/"].concat());
    }
    if let Some(rest) = before(text, &[", start unknown"]) {
        return Some(["/", &end(after(rest, &["until"])?)?].concat());
    }
    if let Some(rest) = after(text, &["until", "till", "up to"]) {
        return Some(["../", &end(rest)?].concat());
    }
    if let Some(rest) = after(text, &["before"]) {
        return Some(["[..", &date(rest, reader)?.moved(-1)?.edtf("")?, "]"].concat());
    }
    if let Some(rest) = after(text, &["after"]) {
        return Some(["[", &date(rest, reader)?.moved(1)?.edtf("")?, "..]"].concat());
    }
    if let Some(rest) = after(text, &["by"]).or_else(|| before(text, &["at the latest"])) {
        return Some(["[..", &one(rest)?, "]"].concat());
    }
    if let Some(rest) = before(text, &["at the earliest"]) {
        return Some(["[", &one(rest)?, "..]"].concat());
    }
    for (words, marks) in [
        ("or earlier", ["[..", "", "]"]),
        ("or later", ["[", "..", "]"]),
        ("and earlier", ["{..", "", "}"]),
        ("and later", ["{", "..", "}"]),
    ] {
        if let Some(date) = before(text, &[words]).and_then(one) {
            let [start, end, close] = marks;
            return Some([start, &date, end, close].concat());
        }
    }
    None
}

/// "the night of 3 June 2018", which is of two days, and "the morning of 3 June 2018".
fn part_of_a_day(text: &str, reader: &DateReader) -> Option<String> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    if let Some(rest) = after(text, &["morning of", "afternoon of", "evening of"]) {
        return date(rest, reader).filter(|it| it.day.is_some())?.edtf("");
    }
    let rest = after(text, &["night of", "nights of"])?;
    if let Some(night) = date(rest, reader).filter(|it| it.day.is_some()) {
        let next = night.clone().moved(1)?;
        return Some([&night.edtf("")?, "/", &next.edtf("")?].concat());
    }
    interval(rest, reader)
}

/// A point somewhere in a range, a day of a month, a part of a period.
fn some_time(text: &str, reader: &DateReader) -> Option<String> {
    let within = |(from, to): (String, String)| ["[", &from, "..", &to, "]"].concat();
    if let Some(rest) = after(text, &["between"]) {
        return two(rest, &["and"], reader).map(within);
    }
    if let Some(rest) = after(text, &["some day in"]) {
        // A day of June to one of July, or of one year to another, is an interval with such
        // an end: only days, as in "3 - 5 June", are a range.
        let is_day = |from: &str| from.len() <= 2 && from.chars().all(|c| c.is_ascii_digit());
        let is_range = rest.split_once(" - ").is_none_or(|(from, _)| is_day(from));
        let days = || two(rest, &["to", "-"], reader).filter(|_| is_range);
        return some_day(rest, reader).or_else(|| days().map(within));
    }
    if let Some(rest) = after(
        text,
        &["one day of", "one day", "some day", "some time", "sometime"],
    ) {
        if let Some(range) = two(rest, &["to", "-"], reader) {
            return Some(within(range));
        }
        let date = date(rest, reader)?;
        return match (date.month, date.day) {
            (Some(1..=12), None) => Some([&date.edtf("")?, "-XX"].concat()),
            _ => date.edtf(""),
        };
    }
    if let Some(rest) = after(text, &["some month of"]) {
        return some_month(rest, reader);
    }
    part_of(text, reader)
        .or_else(|| season_of_two_years(text))
        .or_else(|| week_of(text, reader))
        .map(within)
}

/// "some day in 2017", "some day in November 2017", "some day in 10 - 19 June
/// 2018", "some day in October - December 1984", as masked digits.
fn some_day(text: &str, reader: &DateReader) -> Option<String> {
    if let Some(months) = months_with_one_digit(text, reader) {
        return Some([&months, "-XX"].concat());
    }
    if let Some(year) = century_or_decade(text).or_else(|| some_year(text)) {
        return (!year.starts_with('[')).then(|| year + "-XX-XX");
    }
    let words: Vec<&str> = text.split(' ').collect();
    if let Some(dash) = words.iter().position(|word| *word == "-") {
        let (head, tail) = (words.get(..dash)?, words.get(dash + 1..)?);
        let (first, head) = head.split_last()?;
        let digits = first.trim_start_matches(['(', '~']);
        let mark = first.strip_suffix(digits)?;
        let tens = match digits {
            "1" => "0",
            "10" => "1",
            "20" => "2",
            "30" => "3",
            _ => return None,
        };
        // The date of the last of those days, with the marks of both.
        let date = [&head.join(" "), " ", mark, &tail.join(" ")].concat();
        let edtf = CalendarDate::read(&date, reader)?.edtf("")?;
        let known = edtf.get(..edtf.len().checked_sub(2)?)?;
        return Some([known, tens, "X"].concat());
    }
    let date = date(text, reader)?;
    match (date.month, date.day) {
        (Some(1..=12), None) => Some([&date.edtf("")?, "-XX"].concat()),
        (None, None) => Some([&date.edtf("")?, "-XX-XX"].concat()),
        _ => None,
    }
}

fn some_month(text: &str, reader: &DateReader) -> Option<String> {
    if let Some(months) = months_with_one_digit(text, reader) {
        return Some(months);
    }
    let date = date(text, reader)?;
    let is_year = date.month.is_none() && date.day.is_none();
    is_year
        .then(|| Some([&date.edtf("")?, "-XX"].concat()))
        .flatten()
}

/// `1984-1X` for "October - December 1984".
fn months_with_one_digit(text: &str, reader: &DateReader) -> Option<String> {
    let (digit, rest) = [
        ("0X", "january - september "),
        ("1X", "october - december "),
    ]
    .iter()
    .find_map(|(digit, months)| Some((*digit, text.strip_prefix(months)?)))?;
    Some([&CalendarDate::read(rest, reader)?.edtf("")?, "-", digit].concat())
}

fn interval(text: &str, reader: &DateReader) -> Option<String> {
    let span = after(text, &["from"]).unwrap_or(text);
    let (from, to) = two(span, &["-", "to", "until", "till"], reader)?;
    Some([&from, "/", &to].concat())
}

/// Two dates around one of `marks`; what one leaves out ("3 to 5 June") it has
/// from the other.
fn two(text: &str, marks: &[&str], reader: &DateReader) -> Option<(String, String)> {
    marks
        .iter()
        .find_map(|mark| {
            let mark = [" ", mark, " "].concat();
            // A date may have a dash of its own: "some year in 1900 - 1909".
            text.match_indices(&mark).find_map(|(at, _)| {
                let (from, to) = (text.get(..at)?, text.get(at + mark.len()..)?);
                let first = CalendarDate::read(from.trim_matches([' ', ',']), reader);
                let last = endpoint(to, reader, first.as_ref())?;
                let first = endpoint(from, reader, last.date.as_ref())?;
                Some((first.edtf, last.edtf))
            })
        })
        .or_else(|| years(text))
}

/// `1998-99`, where the second part is not a month.
fn years(text: &str) -> Option<(String, String)> {
    let (from, to) = text.split_once('-')?;
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let is_pair = digits(from) && digits(to) && from.len() == 4 && to.len() == 2;
    let month: u8 = to.parse().ok().filter(|_| is_pair)?;
    (month > 12).then(|| {
        (
            from.to_owned(),
            [from.get(..2).unwrap_or_default(), to].concat(),
        )
    })
}

/// "one of 1960, 1961 or 1963" and "1960, 1961 and 1963".
fn set(text: &str, reader: &DateReader) -> Option<String> {
    let of = |text: &str, word: &str| {
        let words: Vec<&str> = text.split(' ').collect();
        let is_list = words.contains(&word) && words.len() <= MAX_LIST_WORDS;
        let members = is_list
            .then(|| members(&words, word, reader, &mut HashMap::new()))
            .flatten()?;
        let members: Vec<String> = members.into_iter().map(|it| it.edtf).collect();
        Some(members.join(","))
    };
    if let Some(list) = of(after(text, &["one of"]).unwrap_or(text), "or") {
        return Some(["[", &list, "]"].concat());
    }
    Some(["{", &of(text, "and")?, "}"].concat())
}

/// The members of each rest of a list that was looked at, by its number of words: it is
/// come to in as many ways as there are to divide what is before it.
type MembersOfRests = HashMap<usize, Option<Vec<DateOrEnd>>>;

/// The members of a list, of which each may have commas of its own: "June 3,
/// 2018 or June 5, 2018".
fn members(
    words: &[&str],
    joint: &str,
    reader: &DateReader,
    known: &mut MembersOfRests,
) -> Option<Vec<DateOrEnd>> {
    if let Some(members) = known.get(&words.len()) {
        return members.clone();
    }
    let members = divided(words, joint, reader, known);
    known.insert(words.len(), members.clone());
    members
}

fn divided(
    words: &[&str],
    joint: &str,
    reader: &DateReader,
    known: &mut MembersOfRests,
) -> Option<Vec<DateOrEnd>> {
    for end in (1..=words.len()).rev() {
        let rest = match words.get(end..)? {
            [] => &[],
            [",", word, rest @ ..] if *word == joint => rest,
            [word, rest @ ..] if *word == "," || *word == joint => rest,
            _ => continue,
        };
        let tail = if end == words.len() {
            Vec::new()
        } else if rest.is_empty() {
            continue;
        } else {
            match members(rest, joint, reader, known) {
                Some(tail) => tail,
                None => continue,
            }
        };
        let next = tail.first().and_then(|it| it.date.as_ref());
        let head = words.get(..end).unwrap_or_default().join(" ");
        // "1960, 3 June 1961": what has its year before a comma ends there.
        let before_comma = head.split_once(" , ").map(|(first, _)| first);
        let bare = DateReader {
            published: None,
            choice: reader.choice,
            met: Cell::default(),
        };
        if before_comma.is_some_and(|date| member(date, None, &bare).is_some()) {
            continue;
        }
        if let Some(head) = member(&head, next, reader) {
            return Some(std::iter::once(head).chain(tail).collect());
        }
    }
    None
}

fn member(text: &str, next: Option<&CalendarDate>, reader: &DateReader) -> Option<DateOrEnd> {
    let open = |words: &[&str]| Some(point(before(text, words)?, reader, next)?.edtf);
    let edtf = if let Some(date) = open(&["or earlier", "and earlier"]) {
        ["..", &date].concat()
    } else if let Some(date) = open(&["or later", "and later"]) {
        [&date, ".."].concat()
    } else if let Some((from, to)) = two(text, &["-"], reader) {
        [&from, "..", &to].concat()
    } else {
        return point(text, reader, next);
    };
    Some(DateOrEnd { edtf, date: None })
}

/// One end of an interval.
fn endpoint(text: &str, reader: &DateReader, other: Option<&CalendarDate>) -> Option<DateOrEnd> {
    let open = |words: &[&str]| Some(point(before(text, words)?, reader, other)?.edtf);
    let edtf = if let Some(date) = open(&["or earlier"]) {
        ["..", &date].concat()
    } else if let Some(date) = open(&["or later"]) {
        [&date, ".."].concat()
    } else {
        return point(text, reader, other);
    };
    Some(DateOrEnd { edtf, date: None })
}

/// One date with its qualifiers, completed by the one next to it.
fn point(text: &str, reader: &DateReader, other: Option<&CalendarDate>) -> Option<DateOrEnd> {
    let is_whole = |text: &str| significant(text, reader).is_some();
    let Qualified { date: rest, sign } = qualified(text.trim_matches([' ', ',']), is_whole);
    let period = significant(rest, reader)
        .or_else(|| century_or_decade(rest))
        .or_else(|| some_year(rest));
    if let Some(period) = period {
        // The range of a century before Christ is a set already.
        let edtf = [&period, sign].concat();
        return (sign.is_empty() || !period.starts_with('['))
            .then_some(DateOrEnd { edtf, date: None });
    }
    if sign.is_empty()
        && let Some(week) = week(rest, reader.published())
    {
        return Some(DateOrEnd {
            edtf: week,
            date: None,
        });
    }
    if let Some(masked) = some_time_in_point(rest, reader) {
        return Some(DateOrEnd {
            edtf: [&masked, sign].concat(),
            date: None,
        });
    }
    if let Some(date) = date_next_to(rest, other, reader)
        && let Some(edtf) = date.edtf(sign)
        && Date::parse(&edtf).is_ok()
    {
        return Some(DateOrEnd {
            edtf,
            date: Some(date),
        });
    }
    // EDTF itself, where it stands in a sentence.
    let notation = [&rest.to_uppercase(), sign].concat();
    let is_date = matches!(
        Date::parse(&notation).ok()?.edtf(),
        edtf_core::Edtf::Date(_)
    );
    is_date.then_some(DateOrEnd {
        edtf: notation,
        date: None,
    })
}

/// "some day in …" and "some month of …" inside another expression.
fn some_time_in_point(text: &str, reader: &DateReader) -> Option<String> {
    if let Some(rest) = after(text, &["some day in"]) {
        return some_day(rest, reader);
    }
    some_month(after(text, &["some month of"])?, reader)
}
