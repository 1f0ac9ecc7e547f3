//! The specification's own examples, and this project's reading of them.

use proptest::prelude::*;

use super::*;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

fn range(from: &str, to: &str) -> DateRange {
    let side = |text: &str| (!text.is_empty()).then(|| date(text));
    DateRange {
        from: side(from).map(|date| date.earliest()),
        to: side(to).map(|date| date.latest()),
    }
}

fn bounds(text: &str) -> (String, String) {
    let limit = |day: Day| match day {
        Day::MIN => "-∞".to_owned(),
        Day::MAX => "∞".to_owned(),
        day => day.to_string(),
    };
    (limit(date(text).earliest()), limit(date(text).latest()))
}

/// Every example of the Library of Congress's EDTF specification (2019) with
/// the first and the last day that it allows.
const EXAMPLES: &[(&str, &str, &str)] = &[
    // Level 0
    ("1985-04-12", "1985-04-12", "1985-04-12"),
    ("1985-04", "1985-04-01", "1985-04-30"),
    ("1985", "1985-01-01", "1985-12-31"),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12"),
    ("1964/2008", "1964-01-01", "2008-12-31"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
    ("2005/2006-02", "2005-01-01", "2006-02-28"),
    // Level 1
    ("Y170000002", "170000002-01-01", "170000002-12-31"),
    ("Y-170000002", "-170000002-01-01", "-170000002-12-31"),
    ("2001-21", "2001-03-01", "2001-05-31"),
    ("1984?", "1984-01-01", "1984-12-31"),
    ("2004-06~", "2004-06-01", "2004-06-30"),
    ("2004-06-11%", "2004-06-11", "2004-06-11"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("1985-04-XX", "1985-04-01", "1985-04-30"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31"),
    ("1985-04-12/..", "1985-04-12", "∞"),
    ("1985-04/..", "1985-04-01", "∞"),
    ("1985/..", "1985-01-01", "∞"),
    ("../1985-04-12", "-∞", "1985-04-12"),
    ("../1985-04", "-∞", "1985-04-30"),
    ("../1985", "-∞", "1985-12-31"),
    ("1985-04-12/", "1985-04-12", "∞"),
    ("1985-04/", "1985-04-01", "∞"),
    ("1985/", "1985-01-01", "∞"),
    ("/1985-04-12", "-∞", "1985-04-12"),
    ("/1985-04", "-∞", "1985-04-30"),
    ("/1985", "-∞", "1985-12-31"),
    ("-1985", "-1985-01-01", "-1985-12-31"),
    // Level 2
    ("Y-17E7", "-170000000-01-01", "-170000000-12-31"),
    ("1950S2", "1900-01-01", "1999-12-31"),
    ("Y171010000S3", "171000000-01-01", "171999999-12-31"),
    ("Y3388E2S3", "338000-01-01", "338999-12-31"),
    ("2001-34", "2001-04-01", "2001-06-30"),
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
    ("[..1760-12-03]", "-∞", "1760-12-03"),
    ("[1760-12..]", "1760-12-01", "∞"),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01", "∞"),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31"),
    ("[..1984]", "-∞", "1984-12-31"),
    ("{1667,1668,1670..1672}", "1667-01-01", "1672-12-31"),
    ("{1960,1961-12}", "1960-01-01", "1961-12-31"),
    ("{..1984}", "-∞", "1984-12-31"),
    ("2004-06-11%", "2004-06-11", "2004-06-11"),
    ("2004-06~-11", "2004-06-11", "2004-06-11"),
    ("2004?-06-11", "2004-06-11", "2004-06-11"),
    ("?2004-06-~11", "2004-06-11", "2004-06-11"),
    ("2004-%06-11", "2004-06-11", "2004-06-11"),
    ("156X-12-25", "1560-12-25", "1569-12-25"),
    ("15XX-12-25", "1500-12-25", "1599-12-25"),
    ("XXXX-12-XX", "0000-12-01", "9999-12-31"),
    ("1XXX-XX", "1000-01-01", "1999-12-31"),
    ("1XXX-12", "1000-12-01", "1999-12-31"),
    ("1984-1X", "1984-10-01", "1984-12-31"),
    ("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20"),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
];

#[test]
fn an_interval_that_ends_before_it_starts_is_refused_beyond_what_can_be_counted_too() {
    for (text, is_date) in [
        ("2024/Y3E422", true),
        ("Y3E422/2024", false),
        ("2024/Y-3E422", false),
        ("Y-3E422/2024", true),
        ("[Y3E422..2024]", false),
    ] {
        assert_eq!(Date::parse(text).is_ok(), is_date, "{text}");
    }
}

#[test]
fn the_specifications_examples_are_read_and_printed_back() {
    for (text, earliest, latest) in EXAMPLES {
        assert_eq!(date(text).as_str(), *text);
        let (from, to) = bounds(text);
        assert_eq!((from.as_str(), to.as_str()), (*earliest, *latest), "{text}");
    }
}

#[test]
fn forms_of_old_drafts_are_answered_with_the_new_form() {
    for (old, new) in [
        ("199u", "199X"),
        ("19uu", "19XX"),
        ("1999-uu", "1999-XX"),
        ("1999-01-uu", "1999-01-XX"),
        ("2004-06-uu/2004-07-03", "2004-06-XX/2004-07-03"),
        ("2004/open", "2004/.."),
        ("2004-01-01/open", "2004-01-01/.."),
        ("unknown/2006", "/2006"),
        ("2004-06-01/unknown", "2004-06-01/"),
        ("1984?~", "1984%"),
        ("y170000002", "Y170000002"),
        ("y-17e7", "Y-17E7"),
        ("y17101e4p3", "Y17101E4S3"),
        ("199x", "199X"),
    ] {
        let error = Date::parse(old).unwrap_err();
        assert_eq!(error.instead(), Some(new), "{old}");
        let message = error.to_string();
        assert!(
            message.contains(old) && message.contains(&["\"", new, "\""].concat()),
            "{message}"
        );
    }
}

#[test]
fn a_text_that_is_not_a_date_is_refused() {
    for text in [
        "",
        " ",
        "June 2018",
        "2018-13",
        "2018-02-30",
        "1900-02-29",
        "2018-6",
        "18-06",
        "2018/06",
        "2018-06-01..2018-06-07",
        "[2018",
        "2018-06-31",
        "../..x",
        "undated",
        "2018 ",
        "unknown",
    ] {
        assert!(Date::parse(text).is_err(), "{text:?}");
    }
    assert!(
        Date::parse("2018-13")
            .unwrap_err()
            .to_string()
            .contains("\"2018-13\"")
    );
}

#[test]
fn vague_dates_match_for_certain_possibly_or_not() {
    use Match::{Definite, No, Possible};
    for (text, from, to, expected) in [
        ("2017-11", "2017", "2017", Definite),
        ("2017-11", "2017-11-15", "2018", Possible),
        ("2017-11", "2018", "", No),
        ("2017-11", "", "", Definite),
        // Around June 2018 is possibly May to July, and no further.
        ("2018-06~", "2018", "2018", Definite),
        ("2018-06~", "2018-06", "2018-06", Possible),
        ("2018-06~", "2018-05", "2018-05", Possible),
        ("2018-06~", "2018-04", "2018-04", No),
        ("2018-06~", "2018-07-31", "", Possible),
        ("2018-06~", "2018-08", "", No),
        ("1963?", "1962", "1964", Definite),
        ("1963?", "1963", "1963", Possible),
        // An interval lasts: it is surely there in its middle.
        ("2013/2018", "2015", "2015", Definite),
        ("2013/2018", "2013-02", "2013-02", Possible),
        ("2013/..", "2030", "2031", Definite),
        ("2013/..", "2012", "2012", No),
        ("2013/", "2030", "2031", Possible),
        ("2013/", "2013", "2013", Definite),
        ("../2018", "1900", "1900", Definite),
        ("/2018", "1900", "1900", Possible),
        ("/2018", "2019", "", No),
        // One day of a week is on no one day of it surely.
        (
            "[2018-06-01..2018-06-07]",
            "2018-06-03",
            "2018-06-03",
            Possible,
        ),
        (
            "[2018-06-01..2018-06-07]",
            "2018-06-01",
            "2018-06-07",
            Definite,
        ),
        ("[1960,1970]", "1960", "1960", Possible),
        ("[1960,1970]", "1960", "1970", Definite),
        ("{1960,1970}", "1960", "1960", Definite),
        ("{1960,1970}", "1965", "1965", No),
        ("{1960..1970}", "1965", "1965", Definite),
        ("[1960..1970]", "1965", "1965", Possible),
    ] {
        assert_eq!(
            date(text).answer(range(from, to)),
            expected,
            "{text} in {from}..{to}"
        );
    }
}

#[test]
fn dates_are_ordered_by_their_bounds() {
    let mut dates: Vec<Date> = [
        "2018-06~", "2017", "../2018", "2017-11", "1963?", "-0043", "2017-01",
    ]
    .map(date)
    .into();
    dates.sort();
    let texts: Vec<&str> = dates.iter().map(Date::as_str).collect();
    assert_eq!(
        texts,
        [
            "../2018", "-0043", "1963?", "2017-01", "2017", "2017-11", "2018-06~"
        ]
    );
}

#[test]
fn the_precision_is_what_is_known() {
    for (text, precision) in [
        ("2018-06-01T12:00:00", Precision::Instant),
        ("2018-06-01", Precision::Day),
        ("2018-06-XX", Precision::Month),
        ("2018-06", Precision::Month),
        ("2018-21", Precision::Season),
        ("2018-XX-XX", Precision::Year),
        ("2018", Precision::Year),
        ("201X", Precision::Decade),
        ("20XX", Precision::Century),
        ("2013/2018-06", Precision::Year),
        ("[2018-06-01..2018-06-07]", Precision::Day),
    ] {
        assert_eq!(date(text).precision(), precision, "{text}");
    }
}

#[test]
fn times_go_without_seconds_and_as_ends_of_intervals() {
    for (text, earliest, latest) in [
        ("2024-02-14T05:52", "2024-02-14", "2024-02-14"),
        ("2024-02-14T05:52Z", "2024-02-14", "2024-02-14"),
        ("2024-02-14T05:52-04:00", "2024-02-14", "2024-02-14"),
        (
            "2024-02-14T05:52/2024-02-14T10:31",
            "2024-02-14",
            "2024-02-14",
        ),
        (
            "2024-02-14T23:52/2024-02-15T00:10:30",
            "2024-02-14",
            "2024-02-15",
        ),
        ("2024-02-14T05:52/2024-02-15", "2024-02-14", "2024-02-15"),
        ("2024-02-14T05:52/..", "2024-02-14", "∞"),
        ("/2024-02-14T05:52", "-∞", "2024-02-14"),
    ] {
        assert_eq!(date(text).as_str(), text);
        let (from, to) = bounds(text);
        assert_eq!((from.as_str(), to.as_str()), (earliest, latest), "{text}");
    }
    for text in [
        "2024-02-14T05",
        "2024-02-14T5:52",
        "2024-02-14T05:60",
        "2024-02T05:52",
        "2024-02-14T10:31/2024-02-14T05:52",
        "2024-02-14T05:52/2024-02-13",
        "[2024-02-14T05:52]",
        "2024-02-14T05:52~",
        "T/T",
    ] {
        assert!(Date::parse(text).is_err(), "{text}");
    }
    assert_eq!(
        date("2024-02-14T05:52/2024-02-14T10:31").precision(),
        Precision::Instant
    );
    assert_eq!(
        date("2024-02-14T05:52/2024-02-15").precision(),
        Precision::Day
    );
    let day = range("2024-02-14", "2024-02-14");
    assert_eq!(
        date("2024-02-14T05:52/2024-02-14T10:31").answer(day),
        Match::Definite
    );
    assert_eq!(
        date("2024-02-14T23:52/2024-02-15T00:10").answer(day),
        Match::Definite
    );
    assert_eq!(
        date("2024-02-14T05:52").answer(range("2024-02-15", "")),
        Match::No
    );
}

#[test]
fn times_are_ordered_by_their_instants() {
    let mut dates: Vec<Date> = [
        "2018-06-03T12:30:00Z",
        "2018-06-03T14:05:00+02:00",
        "2018-06-04T01:00Z",
        "2018-06-03T23:30-05:00",
        "2018-06-03T12:10/2018-06-03T13:00",
        "2018-06-03",
        "2018-06-04T00:30+02:00",
    ]
    .map(date)
    .into();
    dates.sort();
    let texts: Vec<&str> = dates.iter().map(Date::as_str).collect();
    assert_eq!(
        texts,
        [
            "2018-06-03",
            "2018-06-03T14:05:00+02:00",
            "2018-06-03T12:10/2018-06-03T13:00",
            "2018-06-03T12:30:00Z",
            "2018-06-04T00:30+02:00",
            "2018-06-04T01:00Z",
            "2018-06-03T23:30-05:00",
        ]
    );
}

#[test]
fn months_are_added_by_the_calendar() {
    let day = |text: &str| date(text).earliest();
    assert_eq!(day("2018-01-31").plus_months(1), day("2018-02-28"));
    assert_eq!(day("2018-01-31").plus_months(-2), day("2017-11-30"));
    assert_eq!(Day::MAX.plus_months(1), Day::MAX);
    assert_eq!(Day::MIN.plus_days(1), Day::MIN);
}

proptest! {
    #[test]
    fn a_day_is_the_same_day_after_a_round_trip(days in -4_000_000_i64..4_000_000) {
        let (year, month, day) = Day(days).ymd();
        prop_assert_eq!(Day::from_ymd(year, month, day), Some(Day(days)));
    }

    #[test]
    fn no_text_makes_it_panic(text in "[0-9XuY?~%./,\\[\\]{}TES:+-]{0,24}") {
        if let Ok(date) = Date::parse(&text) {
            prop_assert!(date.earliest() <= date.latest());
            prop_assert_eq!(date.as_str(), text);
            for span in date.spans() {
                prop_assert!(span.start_earliest <= span.end_latest);
            }
        }
    }

    #[test]
    fn any_day_of_a_date_lies_possibly_in_it(year in 1000_i64..3000, month in 1_u8..=12) {
        let month_of = date(&format!("{year}-{month:02}"));
        for day in [month_of.earliest(), month_of.latest()] {
            let asked = DateRange { from: Some(day), to: Some(day) };
            prop_assert_eq!(month_of.answer(asked), Match::Possible);
        }
    }
}

/// Texts that are dates, or nearly.
fn nearly_a_date() -> impl Strategy<Value = String> {
    let year = r"[?~%]?-?([0-9X]{4}|19[0-9]{2}|20[0-9X]{2})(S[0-9]{1,2})?[?~%]?";
    let far_year = r"Y-?[0-9]{1,7}(E[0-9]{1,3})?(S[0-9]{1,2})?[?~%]?";
    let month = r"-[?~%]?([0-9X]{2}|[0-4][0-9])[?~%]?";
    let day = r"-[?~%]?([0-9X]{2}|[0-3][0-9X])[?~%]?";
    let date = format!("({year}({month}({day})?)?|{far_year})");
    let time = r"T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](Z|[+-][01][0-9](:[0-6][0-9])?)?";
    let side = format!(r"(\.\.)?({date})?(\.\.)?");
    let element = format!(r"(\.\.)?{date}(\.\.({date})?)?");
    [
        date,
        format!("[0-9]{{4}}-[01][0-9]-[0-3][0-9]{time}"),
        format!("{side}/{side}"),
        format!(r"[\[{{]({element})(,{element}){{0,2}}[\]}}]"),
        "[0-9XYSE?~%.,/T:Z+-]{0,14}".to_owned(),
    ]
    .map(|pattern| {
        proptest::string::string_regex(&pattern)
            .expect("it is a pattern")
            .boxed()
    })
    .into_iter()
    .reduce(|one, other| proptest::strategy::Union::new([one, other]).boxed())
    .expect("there are some")
}

/// Whether a text has times to the minute or as ends of an interval, which EDTF has not.
fn is_beyond_edtf(text: &str) -> bool {
    text.contains('T') && (text.contains('/') || text.matches(':').count() < 2)
}

/// Whether an interval or a range has a year beyond what can be counted: edtf-core does not
/// see there that it ends before it starts.
fn has_uncounted_range(edtf: &Edtf) -> bool {
    let is_uncounted = |date: &edtf_core::Date| date.year.value().is_none();
    match edtf {
        Edtf::Interval(interval) => [&interval.start, &interval.end]
            .into_iter()
            .any(|end| matches!(end, edtf_core::IntervalEndpoint::Date(date) if is_uncounted(date))),
        Edtf::Set(set) => set.elements.iter().any(|element| {
            matches!(element, edtf_core::SetElement::Range(from, to) if is_uncounted(from) || is_uncounted(to))
        }),
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn it_reads_what_edtf_core_reads(text in nearly_a_date()) {
        let found = read(&text).map(|it| it.edtf).ok();
        let expected = Edtf::parse(&text).ok();
        let is_stricter = found.is_none() && expected.as_ref().is_some_and(has_uncounted_range);
        prop_assert!(
            found == expected || is_beyond_edtf(&text) || is_stricter,
            "{text}: {found:?}, {expected:?}"
        );
        if let Some(Edtf::Date(date)) = found {
            let bound = |bound| match bound {
                edtf_core::Bound::Date(it) => Some((it.year, it.month, it.day)),
                _ => None,
            };
            let bounds = Edtf::Date(date).bounds();
            let span = extent::days(&date).map(|it| (it.earliest, it.latest));
            prop_assert_eq!(span, bound(bounds.earliest).zip(bound(bounds.latest)), "{}", text);
        }
    }
}
