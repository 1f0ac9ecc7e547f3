//! English dates as EDTF: "around June 2018" is `2018-06~`.
//!
//! Reads whatever [`describe`](backstory_core::locale::describe) writes in English, and
//! what people type into a form or a spreadsheet. A text with two meanings
//! (`3/6/2018`) gives both of them and is not decided; what counts from
//! publication ("last November") needs the day of publication, and is read no
//! more exactly than that is known; and where the nearest year is assumed ("20
//! December") it is said to be.
//!
//! A text goes through `text` (words and spaces), then `expression` (intervals and
//! sets), `qualifier` ("around"), and one of `periods` ("the 1960s"), `relative`
//! ("last week") and `calendar` ("3 June 2018").

mod calendar;
mod counted;
mod digits;
mod expression;
mod numeric;
mod other_languages;
mod periods;
mod published;
mod qualifier;
mod reader;
mod relative;
#[cfg(test)]
mod round_trip;
mod single;
mod text;
mod time;
mod vocabulary;

pub(crate) use vocabulary::MONTHS;
pub use vocabulary::{is_month, is_weekday};

use std::cell::Cell;

use backstory_core::dataset::Date;

pub use counted::{is_later, later};
pub(crate) use digits::ascii_digits;
pub use numeric::{YearPair, year_pair};
use published::Published;
use reader::{Choice, DateReader};

/// What a text says of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Interpretation {
    /// One date.
    Date(Date),
    /// A date whose year is not in the text: the one nearest to publication.
    Assumed(Date),
    /// Two dates or more, of which the text may mean any: `09/05/2023`.
    Ambiguous(Vec<Date>),
    /// That the date is not known: "undated", "n.d.".
    Undated,
    /// Nothing that is understood.
    Unknown,
}

/// The date that `text` means, if it means one; also where its year is
/// assumed.
///
/// `published` is when the article appeared, as far as that is known; words
/// that count from it are read only as exactly as it is.
///
/// ```
/// use backstory_core::dataset::Date;
/// use backstory_formats::english_date::read;
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
    match interpret(text, published) {
        Interpretation::Date(date) | Interpretation::Assumed(date) => Some(date),
        Interpretation::Ambiguous(_) | Interpretation::Undated | Interpretation::Unknown => None,
    }
}

/// What `text` says, with what is assumed and what is left open.
///
/// ```
/// use backstory_formats::english_date::{Interpretation, interpret};
///
/// let Interpretation::Ambiguous(dates) = interpret("09/05/2023", None) else {
///     panic!("it may be of May or of September");
/// };
/// let dates: Vec<&str> = dates.iter().map(|date| date.as_str()).collect();
/// assert_eq!(dates, ["2023-05-09", "2023-09-05"]);
/// ```
#[must_use]
pub fn interpret(text: &str, published: Option<&Date>) -> Interpretation {
    let text = &*ascii_digits(text.trim());
    if let Ok(date) = Date::parse(text) {
        return Interpretation::Date(date);
    }
    let normal = text::normal(text);
    if UNDATED.contains(&&*normal) {
        return Interpretation::Undated;
    }
    if let Some(pair) = year_pair(text) {
        let month = Date::parse(&text.replace(['/', '–'], "-")).ok();
        let dates = month.into_iter().chain(Date::parse(&pair.years));
        return reading(dates.collect(), false);
    }
    let mut normal = normal;
    let mut without = read_in_all_ways(&normal, None);
    if without == Interpretation::Unknown
        && let Some(english) = other_languages::in_english(text)
    {
        normal = text::normal(&english);
        without = read_in_all_ways(&normal, None);
    }
    if let (Interpretation::Date(_), _) | (_, None) = (&without, published) {
        return without;
    }
    read_in_all_ways(&normal, published.map(Published::of).as_ref())
}

/// What people write for a date that is not known, as [`text::normal`] has it.
const UNDATED: [&str; 6] = [
    "undated",
    "no date",
    "not dated",
    "n.d",
    "nd",
    "date unknown",
];

/// Whether a text says that the date is not known.
pub(crate) fn is_undated(text: &str) -> bool {
    UNDATED.contains(&&*text::normal(text))
}

/// What a cell of a sheet says: as [`interpret`], but digits alone are a day or a month in
/// ISO 8601's basic format, or a spreadsheet's number for a day, before they are the year
/// 20,180,603.
///
/// ```
/// use backstory_formats::english_date::{Interpretation, interpret_cell};
///
/// let Interpretation::Date(date) = interpret_cell("20180603") else {
///     panic!("it is one day");
/// };
/// assert_eq!(date.as_str(), "2018-06-03");
/// assert!(matches!(interpret_cell("43254"), Interpretation::Ambiguous(_)));
/// ```
#[must_use]
pub fn interpret_cell(text: &str) -> Interpretation {
    let text = &*ascii_digits(text.trim());
    match digits::digits(text) {
        Some(dates) => reading(dates, false),
        None => interpret(text, None),
    }
}

fn read_in_all_ways(normal: &str, published: Option<&Published>) -> Interpretation {
    let mut dates: Vec<Date> = Vec::new();
    let mut open = vec![Choice::default()];
    let mut is_assumed = false;
    // Each choice that was met is made in both ways.
    while let Some(choice) = open.pop() {
        let reader = DateReader {
            published,
            choice,
            met: Cell::default(),
        };
        let date = expression::expression(normal, &reader);
        let date = date.and_then(|edtf| Date::parse(&edtf).ok());
        let met = reader.met.get();
        open.extend(choice.others(met));
        if let Some(date) = date {
            is_assumed |= met.is_assumed;
            if !dates.contains(&date) {
                dates.push(date);
            }
        }
    }
    dates.sort();
    reading(dates, is_assumed)
}

fn reading(mut dates: Vec<Date>, is_assumed: bool) -> Interpretation {
    match (dates.len(), is_assumed) {
        (0, _) => Interpretation::Unknown,
        (1, _) => match dates.pop() {
            Some(date) if is_assumed => Interpretation::Assumed(date),
            Some(date) => Interpretation::Date(date),
            None => Interpretation::Unknown,
        },
        _ => Interpretation::Ambiguous(dates),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use backstory_core::dataset::Day;
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
            ("3-5 June 2018", "2018-06-03/2018-06-05"),
            ("June 3-5, 2018", "2018-06-03/2018-06-05"),
            ("Sunday 3 June 2018", "2018-06-03"),
            ("Tuesday 27 February 2024", "2024-02-27"),
            ("3 June 2018, 2.05 p.m.", "2018-06-03T14:05:00"),
            ("2018-06-03 14:05", "2018-06-03T14:05:00"),
            ("2018-06-03 14:05+02:00", "2018-06-03T14:05:00+02:00"),
            ("3 June 2018, 14:05 GMT", "2018-06-03T14:05:00Z"),
            (
                "14 February 2024, 5.52am to 10.31am",
                "2024-02-14T05:52:00/2024-02-14T10:31:00",
            ),
            ("AD 79", "0079"),
            ("24 October AD 79", "0079-10-24"),
            ("c1860", "1860~"),
            ("c.1860", "1860~"),
            ("approx. 1860", "1860~"),
            ("late 1990s", "[1995..1999]"),
            ("mid-1990s", "[1993..1996]"),
            ("the early 19th century", "[1800..1839]"),
            ("end of 2023", "[2023-09..2023-12]"),
            ("the beginning of June 2018", "[2018-06-01..2018-06-10]"),
            ("2nd century BC", "[-0199..-0100]"),
            ("2018-6-3", "2018-06-03"),
            ("3-Jun-2018", "2018-06-03"),
            ("13-06-2018", "2018-06-13"),
            ("6/2018", "2018-06"),
            ("June or July 2018", "[2018-06,2018-07]"),
            ("3 or 5 June 2018", "[2018-06-03,2018-06-05]"),
            ("June 3, 2018 or June 5, 2018", "[2018-06-03,2018-06-05]"),
            ("2013–present", "2013/.."),
            ("from May 2013 to date", "2013-05/.."),
            ("1997/98", "1997/1998"),
            ("1939–45", "1939/1945"),
            ("1939-45", "1939/1945"),
            ("2013-", "2013/.."),
            ("2018-6", "2018-06"),
            ("June/July 2018", "[2018-06,2018-07]"),
            ("spring/summer 2019", "[2019-21,2019-22]"),
            ("winter 2010-11", "[2010-12..2011-02]"),
            ("Summer 2019/20", "[2019-12..2020-02]"),
            ("2018 (approx.)", "2018~"),
            ("June 2018 (estimated)", "2018-06~"),
            ("1850 (circa)", "1850~"),
            ("1850 (?)", "1850?"),
            ("2018-W23", "[2018-06-04..2018-06-10]"),
            ("week 23 of 2018", "[2018-06-04..2018-06-10]"),
            ("week 1, 2021", "[2021-01-04..2021-01-10]"),
            ("week beginning 4 June 2018", "[2018-06-04..2018-06-10]"),
            ("w/c 4 June 2018", "[2018-06-04..2018-06-10]"),
            ("week ending 10 June 2018", "[2018-06-04..2018-06-10]"),
            // Whether the week begins on it or has it somewhere is not said.
            ("the week of 7 June 2018", "[2018-06-01..2018-06-13]"),
            ("night of 3-4 June 2018", "2018-06-03/2018-06-04"),
            ("the night of 3 June 2018", "2018-06-03/2018-06-04"),
            ("the morning of June 3, 2018", "2018-06-03"),
            ("3 juin 2018", "2018-06-03"),
            ("1er mai 1968", "1968-05-01"),
            ("mars 2018", "2018-03"),
            ("3. Juni 2018", "2018-06-03"),
            ("3 de junio de 2018", "2018-06-03"),
            ("12 марта 2018 г.", "2018-03-12"),
            ("май 2018", "2018-05"),
            ("2018年6月3日", "2018-06-03"),
            ("2018 年 6 月", "2018-06"),
            ("٣ يونيو ٢٠١٨", "2018-06-03"),
            ("٢٠١٨-٠٦-٠٣", "2018-06-03"),
            ("٢٠١٨", "2018"),
            ("3 Juni 2018", "2018-06-03"),
            ("Kamena 2018", "2018-06"),
        ] {
            assert_eq!(edtf(text).as_deref(), Some(date), "{text}");
        }
    }

    #[test]
    fn what_is_not_in_the_text_is_assumed_or_left_open() {
        let said = |published: Option<&str>, text: &str| {
            let published = published.map(|date| Date::parse(date).unwrap());
            match interpret(text, published.as_ref()) {
                Interpretation::Date(date) => date.to_string(),
                Interpretation::Assumed(date) => format!("assumed {date}"),
                Interpretation::Ambiguous(dates) => {
                    let dates: Vec<&str> = dates.iter().map(Date::as_str).collect();
                    dates.join(" or ")
                }
                Interpretation::Undated => "undated".to_owned(),
                Interpretation::Unknown => "unknown".to_owned(),
            }
        };
        for (published, text, reading) in [
            (None, "09/05/2023", "2023-05-09 or 2023-09-05"),
            (Some("2023-06-01"), "09/05/2023", "2023-05-09 or 2023-09-05"),
            (None, "13/05/2023", "2023-05-13"),
            (None, "05/05/2023", "2023-05-05"),
            (
                None,
                "3/6/2018 or 5/6/2018",
                "[2018-03-06,2018-05-06] or [2018-06-03,2018-06-05]",
            ),
            (None, "27 Feb 24", "1924-02-27 or 2024-02-27"),
            (Some("2024-03-01"), "27 Feb 24", "assumed 2024-02-27"),
            (Some("2024-03-01"), "27 Feb 98", "assumed 1998-02-27"),
            (None, "24 October 79", "1979-10-24 or 2079-10-24"),
            (None, "2011/12", "2011-12 or 2011/2012"),
            // A year that is said is never one of publication.
            (Some("2020"), "June or July 2018", "[2018-06,2018-07]"),
            (Some("2020-03-01"), "June to August 2018", "2018-06/2018-08"),
            (
                Some("2020-03-01"),
                "between 3 and 5 June 2018",
                "[2018-06-03..2018-06-05]",
            ),
            // The nearest, also before the turn of a year and after it.
            (Some("2018-01-05"), "20 December", "assumed 2017-12-20"),
            (Some("2018-12-05"), "20 January", "assumed 2019-01-20"),
            (Some("2018-06-11"), "3 June", "assumed 2018-06-03"),
            (Some("2018-06-11"), "20 June", "assumed 2018-06-20"),
            (
                Some("2018-06-11"),
                "20 December",
                "2017-12-20 or 2018-12-20",
            ),
            (Some("2018"), "20 December", "2017-12-20 or 2018-12-20"),
            (None, "20 December", "unknown"),
            (
                Some("2018-06-13"),
                "two weeks ago",
                "[2018-05-28..2018-06-03]",
            ),
            (Some("2018-06"), "two weeks ago", "unknown"),
            // 1914 to 1918, or August.
            (None, "1914-8", "unknown"),
            (None, "week 54 of 2018", "unknown"),
            (None, "32 juin 2018", "unknown"),
            (None, "undated", "undated"),
            (None, "n.d.", "undated"),
            // The 3rd was a Sunday.
            (None, "Monday 3 June 2018", "unknown"),
            (None, "3 June 2018, 14:05 BST", "unknown"),
        ] {
            assert_eq!(said(published, text), reading, "{text} at {published:?}");
        }
    }

    #[test]
    fn a_long_list_is_divided_once_and_not_in_every_way() {
        // There are a quarter of a million ways to divide it.
        for joint in [" or ", ", "] {
            let text = vec!["year"; 19].join(joint) + " or time";
            assert_eq!(edtf(&text), None, "{text}");
        }
        let years: Vec<String> = (1960..1979).map(|year| year.to_string()).collect();
        let list = [&years.join(","), "]"].concat();
        assert_eq!(
            edtf(&years.join(" or ")).as_deref(),
            Some(&*["[", &list].concat())
        );
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
