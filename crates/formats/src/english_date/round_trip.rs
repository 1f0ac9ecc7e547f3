//! Every date that is shown in English reads back as the same date.

use edtf_core::{DateTime, Edtf, TimeShift};
use proptest::prelude::*;

use super::read;
use backstory_core::dataset::{Date, Precision, Span};
use backstory_core::locale::{Words, describe};

/// What is told of a date, however it is written: `{1960/1961}` and
/// `1960/1961` are the same.
#[derive(Debug, PartialEq)]
struct DateFacts {
    spans: Vec<Span>,
    formal_spans: Vec<Span>,
    precision: Precision,
    is_approximate: bool,
    is_uncertain: bool,
    is_one_of: bool,
    sort_key: (i64, i64),
    times: Vec<(u8, u8, u8, Option<i16>)>,
}

fn date_facts(date: &Date) -> DateFacts {
    let at = match date.edtf() {
        Edtf::DateTime(at) => vec![*at],
        _ => date.interval_times().into_iter().flatten().collect(),
    };
    let time = |at: &DateTime| {
        let shift = at.time.shift.map(|shift| match shift {
            TimeShift::Utc => i16::MAX,
            TimeShift::Offset { minutes, .. } => minutes,
        });
        (at.time.hour, at.time.minute, at.time.second, shift)
    };
    DateFacts {
        spans: date.spans().to_vec(),
        formal_spans: date.formal_spans().to_vec(),
        precision: date.precision(),
        is_approximate: date.is_approximate(),
        is_uncertain: date.is_uncertain(),
        is_one_of: date.is_one_of() && date.spans().len() > 1,
        sort_key: date.sort_key(),
        times: at.iter().map(time).collect(),
    }
}

fn reads_back(text: &str) -> Result<(), String> {
    let Ok(date) = Date::parse(text) else {
        return Ok(());
    };
    for tag in ["en", "en-GB", "en-US"] {
        let said = describe(Some(&date), Words::of(tag, None));
        let back = read(&said, None);
        let back_facts = back.as_ref().map(date_facts);
        if back_facts != Some(date_facts(&date)) {
            return Err(format!(
                "{text} is shown in {tag} as \"{said}\", which reads as {back:?}"
            ));
        }
    }
    Ok(())
}

/// The examples of the specification, and the neighbours of what went wrong.
#[test]
fn the_examples_of_edtf_read_back() {
    let mut wrong = Vec::new();
    for text in [
        "1985-04-12",
        "1985-04",
        "1985",
        "1985-04-12T23:20:30",
        "1985-04-12T23:20:30Z",
        "1985-04-12T23:20:30-04",
        "1985-04-12T23:20:30+04:30",
        "2024-02-14T05:52",
        "2024-02-14T05:52/2024-02-14T10:31",
        "2024-02-14T23:52Z/2024-02-15T00:31Z",
        "2024-02-14T05:52/..",
        "../2024-02-14T05:52",
        "2024-02-14T05:52/2024-02-15",
        "1000-XX-XX/1000-01-01T00:00",
        "2018-XX-XX/2018-06-03",
        "2018-XX-XX/2019-XX-XX",
        "2018-XX-XX/2019",
        "1964/2008",
        "2004-06/2006-08",
        "2004-02-01/2005-02-08",
        "2004-02-01/2005-02",
        "2004-02-01/2005",
        "2005/2006-02",
        "Y170000002",
        "Y-170000002",
        "2001-21",
        "2001-25",
        "2001-32",
        "1984?",
        "2004-06~",
        "2004-06-11%",
        "201X",
        "190X",
        "20XX",
        "00XX",
        "000X",
        "001X",
        "1XXX",
        "XXXX",
        "19X4",
        "2004-XX",
        "1985-04-XX",
        "1985-XX-XX",
        "1985-04-12/..",
        "1985-04/..",
        "1985/..",
        "../1985-04-12",
        "../1985-04",
        "../1985",
        "1985-04-12/",
        "1985-04/",
        "1985/",
        "/1985-04-12",
        "/1985-04",
        "/1985",
        "-1985",
        "0079",
        "0005",
        "0079-10-24",
        "0000",
        "-0043-03-15",
        "Y-17E7",
        "1950S2",
        "0000S3",
        "Y171010000S3",
        "Y3388E2S3",
        "2001-34",
        "[1667,1668,1670..1672]",
        "[..1760-12-03]",
        "[1760-12..]",
        "[1760-01,1760-02,1760-12..]",
        "[1667,1760-12]",
        "[..1984]",
        "{1667,1668,1670..1672}",
        "{1960,1961-12}",
        "{..1984}",
        "{1984..}",
        "[..1760,1800..]",
        "2004-06~-11",
        "2004?-06-11",
        "?2004-06-~11",
        "2004-%06-11",
        "156X-12-25",
        "15XX-12-25",
        "XXXX-12-XX",
        "1XXX-XX",
        "1XXX-12",
        "1984-1X",
        "1984-0X",
        "2004-06-1X",
        "2004-06-3X",
        "2004-06-X1",
        "2004-X2",
        "2004-XX-12",
        "2004-1X-XX",
        "2004-06-~01/2004-06-~20",
        "2004-06-XX/2004-07-03",
        "..1985/2000",
        "1985/2000..",
        "156X-21",
        "2001?-21",
        "2001-~21",
        "[2018-06-01..2018-06-07]",
        "[2018-06-03,2018-06-05]",
        "{1960}",
        "[1960]",
        "[1670..1672]",
        "2018-06-03/2018-06-05",
        "0005/0012",
        "-0005/0012",
        "196X/197X",
        "196X~",
        "1950S2~",
        "20XX?",
        "2004-06~/..",
    ] {
        assert!(Date::parse(text).is_ok(), "{text} is not a date");
        wrong.extend(reads_back(text).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn qualifier() -> BoxedStrategy<&'static str> {
    prop_oneof![6 => Just(""), 1 => Just("?"), 1 => Just("~"), 1 => Just("%")].boxed()
}

fn year() -> BoxedStrategy<String> {
    let number = prop_oneof![3 => 1000..2100_i32, 1 => -9999..10_000_i32];
    prop_oneof![
        6 => number.prop_map(|year| {
            format!("{}{:04}", if year < 0 { "-" } else { "" }, year.abs())
        }),
        2 => "[0-9X]{4}",
        1 => "[0-9][0-9][0-9X]X",
    ]
    .boxed()
}

fn long_year() -> BoxedStrategy<String> {
    prop_oneof![
        "Y-?[1-9][0-9]{4,9}",
        "Y-?[1-9][0-9]{0,3}E[1-9]",
        "Y-?[1-9][0-9]{0,3}E[1-2][0-9]",
        "-?[1-9][0-9]{3}S[1-4]",
        "Y-?[1-9][0-9]{5,8}S[1-5]",
    ]
    .boxed()
}

/// A date of any level; some are refused, since they are not dates.
fn part() -> BoxedStrategy<String> {
    let month = prop_oneof![
        6 => (1..=12_u8).prop_map(|it| format!("{it:02}")),
        2 => (21..=41_u8).prop_map(|it| it.to_string()),
        1 => "[01X]X",
        1 => "X[0-9]",
    ];
    let day = prop_oneof![
        6 => (1..=31_u8).prop_map(|it| format!("{it:02}")),
        1 => "[0-3X]X",
        1 => "X[0-9]",
    ];
    let fields = (
        year(),
        proptest::option::of((month, proptest::option::of(day))),
    );
    let qualifiers = [qualifier(), qualifier(), qualifier()];
    let date = (fields, qualifiers, qualifier(), any::<bool>());
    let short = date.boxed().prop_map(
        |((year, rest), [of_year, of_month, of_day], of_all, is_mixed)| {
            let sign = |sign: &'static str| if is_mixed { sign } else { "" };
            let mut text = [sign(of_year), &year].concat();
            if let Some((month, day)) = rest {
                text.extend(["-", sign(of_month), &month]);
                if let Some(day) = day {
                    text.extend(["-", sign(of_day), &day]);
                }
            }
            if is_mixed { text } else { text + of_all }
        },
    );
    prop_oneof![9 => short, 1 => (long_year(), qualifier()).prop_map(|(year, sign)| year + sign)]
        .boxed()
}

fn instant() -> BoxedStrategy<String> {
    let zone = prop_oneof![
        3 => Just(String::new()),
        1 => Just("Z".to_owned()),
        1 => "[+-](0[0-9]|1[01])(:[0-5][0-9])?",
    ];
    let second = proptest::option::of(0..60_u8);
    (
        1..3000_u16,
        1..=12_u8,
        1..=28_u8,
        0..24_u8,
        0..60_u8,
        second,
        zone,
    )
        .prop_map(|(year, month, day, hour, minute, second, zone)| {
            let second = second.map(|it| format!(":{it:02}")).unwrap_or_default();
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}{second}{zone}")
        })
        .boxed()
}

fn element() -> BoxedStrategy<String> {
    prop_oneof![
        4 => part(),
        1 => part().prop_map(|it| it + ".."),
        1 => part().prop_map(|it| ["..", &it].concat()),
        1 => (part(), part()).prop_map(|(from, to)| [&from, "..", &to].concat()),
    ]
    .boxed()
}

fn any_date() -> BoxedStrategy<String> {
    let end = prop_oneof![5 => part(), 1 => Just("..".to_owned()), 1 => Just(String::new()),
        2 => instant(), 1 => part().prop_map(|it| it + ".."),
        1 => part().prop_map(|it| ["..", &it].concat())];
    let end = end.boxed();
    let ends = [end.clone(), end];
    prop_oneof![
        4 => part(),
        1 => instant(),
        3 => ends.prop_map(|ends| ends.join("/")),
        3 => (proptest::collection::vec(element(), 1..4), any::<bool>()).prop_map(|(list, one)| {
            let list = list.join(",");
            if one { format!("[{list}]") } else { format!("{{{list}}}") }
        }),
    ]
    .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_date_shown_in_english_reads_back(text in any_date()) {
        if let Err(message) = reads_back(&text) {
            return Err(TestCaseError::fail(message));
        }
    }
}
