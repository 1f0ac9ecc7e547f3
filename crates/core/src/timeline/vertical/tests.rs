use proptest::prelude::*;

use super::*;
use crate::dataset::{Value, decode};
use crate::query::{Filter, Index};

/// An event: its date, and what it comes after and before, by their numbers.
type EventFixture<'a> = (Option<&'a str>, &'a [usize], &'a [usize]);

fn dataset(published: Option<&str>, events: &[EventFixture]) -> Dataset {
    let name = |number: &usize| format!("e{number}");
    let events: Vec<_> = events
        .iter()
        .enumerate()
        .map(|(number, (date, after, before))| {
            let mut event = serde_json::json!({
                "id": name(&number), "title": "An event", "kind": "visit", "status": "happened",
                "evidence": [{"paragraph": 1, "start": "a"}],
                "after": after.iter().map(name).collect::<Vec<_>>(),
                "before": before.iter().map(name).collect::<Vec<_>>(),
            });
            if let Some(date) = date {
                event["date"] = (*date).into();
            }
            event
        })
        .collect();
    let mut article = serde_json::json!({"title": "A story"});
    if let Some(published) = published {
        article["published"] = published.into();
    }
    let document = serde_json::json!(
        {"format": "backstory/1", "article": article, "events": events});
    let value: Value = serde_json::from_value(document).unwrap();
    decode(&value).unwrap().dataset
}

fn layout(dataset: &Dataset) -> VerticalLayout {
    let selection = Index::new(dataset).select(dataset, &Filter::default());
    VerticalLayout::new(dataset, selection.events())
}

fn dates(published: Option<&str>, dates: &[&str]) -> VerticalLayout {
    let events: Vec<EventFixture> = dates
        .iter()
        .map(|date| (Some(*date), &[] as &[_], &[] as &[_]))
        .collect();
    layout(&dataset(published, &events))
}

fn order(layout: &VerticalLayout) -> Vec<u32> {
    layout.rows().iter().map(|row| row.event.0).collect()
}

fn headings(layout: &VerticalLayout) -> Vec<(PeriodHeading, usize)> {
    let sections = layout.sections().iter();
    sections.map(|it| (it.heading, it.rows.len())).collect()
}

fn gaps(layout: &VerticalLayout) -> Vec<Option<Elapsed>> {
    layout.rows().iter().map(|row| row.gap).collect()
}

fn day(year: i64, month: u8, day: u8) -> Day {
    Day::from_ymd(year, month, day).unwrap()
}

#[test]
fn a_year_heads_its_events() {
    let layout = dates(None, &["2021-06-01", "2013", "2021-02", "1884"]);
    assert_eq!(order(&layout), [3, 1, 2, 0]);
    assert_eq!(
        headings(&layout),
        [
            (PeriodHeading::Year(day(1884, 1, 1)), 1),
            (PeriodHeading::Year(day(2013, 1, 1)), 1),
            (PeriodHeading::Year(day(2021, 1, 1)), 2),
        ]
    );
}

#[test]
fn a_full_year_is_divided_and_a_vague_event_divides_none() {
    let mut all = vec!["2021-03-05", "2021", "2020-12-31"];
    all.extend(["2021-05-01"; 7]);
    all.extend(["2021-04-02"; 6]);
    let layout = dates(None, &all);
    assert_eq!(
        headings(&layout),
        [
            (PeriodHeading::Year(day(2020, 1, 1)), 1),
            (PeriodHeading::Year(day(2021, 1, 1)), 1),
            (PeriodHeading::Month(day(2021, 3, 1)), 1),
            (PeriodHeading::Month(day(2021, 4, 1)), 6),
            (PeriodHeading::Month(day(2021, 5, 1)), 7),
        ]
    );
    // A year that was begun is not begun again by what is only known to be in it.
    let mut all = vec!["2021-01-01", "2021", "2021-01-05", "2021-03"];
    all.extend(["2021-03-01"; 20]);
    assert_eq!(
        headings(&dates(None, &all)),
        [
            (PeriodHeading::Month(day(2021, 1, 1)), 3),
            (PeriodHeading::Day(day(2021, 3, 1)), 21),
        ]
    );
}

#[test]
fn a_morning_is_headed_by_its_day() {
    let times: Vec<String> = (10..30)
        .map(|it| format!("2024-02-14T05:{it}:00Z"))
        .collect();
    let mut all = vec!["2024-02-01", "2024-02-13"];
    all.extend(times.iter().map(|it| &**it));
    let layout = dates(None, &all);
    assert_eq!(
        headings(&layout),
        [
            (PeriodHeading::Day(day(2024, 2, 1)), 1),
            (PeriodHeading::Day(day(2024, 2, 13)), 1),
            (PeriodHeading::Day(day(2024, 2, 14)), 20),
        ]
    );
    // From the 13th, a day known as a whole, it is a day; within it, minutes.
    assert_eq!(gaps(&layout)[1], Some(Elapsed::Days(1)));
    assert!(gaps(&layout)[2..].iter().all(Option::is_none));
}

#[test]
fn what_is_not_known_to_the_year_is_under_its_years() {
    let layout = dates(None, &["198X", "../1990", "1984-05", "198X", "[1985..]"]);
    assert_eq!(
        headings(&layout),
        [
            (PeriodHeading::None, 1),
            (PeriodHeading::Years(day(1980, 1, 1), day(1989, 1, 1)), 2),
            (PeriodHeading::Year(day(1984, 1, 1)), 1),
            (PeriodHeading::Year(day(1985, 1, 1)), 1),
        ]
    );
}

#[test]
fn a_gap_is_told_as_exactly_as_both_ends_are_known() {
    let gap = |from: &str, to: &str| gaps(&dates(None, &[from, to]))[0];
    assert_eq!(gap("1884", "2013-05-03"), Some(Elapsed::Years(129)));
    assert_eq!(gap("2013-05-04", "2021-05-03"), Some(Elapsed::Years(7)));
    assert_eq!(gap("2013-05-04", "2021-05-04"), Some(Elapsed::Years(8)));
    assert_eq!(gap("2019-06", "2021-07"), Some(Elapsed::Years(2)));
    assert_eq!(gap("2020", "2021"), None);
    // Nothing is said of what is not known.
    assert_eq!(gap("198X", "2021"), None);
    assert_eq!(gap("../2013", "2021"), None);
    // Ten times what lies between the others.
    let all = [
        "2021-01-01",
        "2021-01-02",
        "2021-01-03",
        "2021-01-18",
        "2021-05-20",
        "2021-05-21",
    ];
    assert_eq!(
        gaps(&dates(None, &all)),
        [
            None,
            None,
            Some(Elapsed::Days(15)),
            Some(Elapsed::Months(4)),
            None,
            None
        ]
    );
    let hours = dates(
        None,
        &[
            "2024-02-14T05:52:00Z",
            "2024-02-14T05:55:00Z",
            "2024-02-14T05:58:00Z",
            "2024-02-14T09:59:00Z",
        ],
    );
    assert_eq!(gaps(&hours)[2], Some(Elapsed::Hours(4)));
}

#[test]
fn events_that_each_come_after_many_others_take_no_longer() {
    // Eight at a time, each after all eight of those before: to follow every way from
    // the last to the first would take 8 to the power of 14 steps.
    const WIDTH: usize = 8;
    let groups: Vec<Vec<usize>> = (0..14)
        .map(|group| (1..=WIDTH).map(|at| group * WIDTH + at).collect())
        .collect();
    let first = [0];
    let after = |group: usize| group.checked_sub(1).map_or(&first[..], |it| &groups[it]);
    let undated = (0..groups.len()).flat_map(|group| {
        let event: EventFixture = (None, after(group), &[]);
        [event; WIDTH]
    });
    let events: Vec<EventFixture> = [(Some("1990"), &[] as &[_], &[] as &[_])]
        .into_iter()
        .chain(undated)
        .chain([(Some("2000"), &[] as &[_], &[] as &[_])])
        .collect();
    let order = order(&layout(&dataset(None, &events)));
    assert!(order.is_sorted(), "{order:?}");
    assert_eq!(order.len(), 2 + 14 * WIDTH);
}

#[test]
fn a_circle_of_events_loses_none_of_them() {
    // 1 and 2 come after each other; 2 comes after 0, too. 4 comes after itself.
    let events: [EventFixture; 5] = [
        (Some("2020"), &[], &[]),
        (None, &[2], &[]),
        (None, &[1, 0], &[]),
        (Some("2022"), &[], &[]),
        (None, &[4], &[]),
    ];
    let mut order = order(&layout(&dataset(None, &events)));
    assert_eq!((order[0], &order[3..]), (0, &[3, 4][..]));
    order.sort_unstable();
    assert_eq!(order, [0, 1, 2, 3, 4]);
}

#[test]
fn an_undated_event_stands_between_dates_that_begin_together() {
    // 2 comes after 0 and before 1, as does 3, which comes after 2.
    let events: [EventFixture; 4] = [
        (Some("2017-10"), &[], &[]),
        (Some("[2017-10..2017-11]"), &[], &[]),
        (None, &[0], &[1]),
        (None, &[2], &[1]),
    ];
    assert_eq!(order(&layout(&dataset(None, &events))), [0, 2, 3, 1]);
    // The order of one that says only what comes after it reaches through it.
    let events: [EventFixture; 4] = [
        (Some("2017-10"), &[], &[]),
        (Some("[2017-10..2017-11]"), &[], &[]),
        (None, &[0], &[3]),
        (None, &[], &[1]),
    ];
    assert_eq!(order(&layout(&dataset(None, &events))), [0, 2, 3, 1]);
}

#[test]
fn an_undated_event_is_where_the_others_put_it() {
    // 2 comes after 0, 3 after 2, 4 before 1, and of 5 nothing is known.
    let events: [EventFixture; 6] = [
        (Some("2020"), &[], &[]),
        (Some("2022-05"), &[], &[]),
        (None, &[0], &[1]),
        (None, &[2], &[]),
        (None, &[], &[1]),
        (None, &[], &[]),
    ];
    let layout = layout(&dataset(None, &events));
    assert_eq!(order(&layout), [0, 2, 3, 4, 1, 5]);
    assert_eq!(
        headings(&layout),
        [
            (PeriodHeading::Year(day(2020, 1, 1)), 4),
            (PeriodHeading::Year(day(2022, 1, 1)), 1),
            (PeriodHeading::Undated, 1),
        ]
    );
    // The gap is between the dated ones, and is told next to the later one.
    assert_eq!(gaps(&layout)[3], Some(Elapsed::Years(2)));
}

#[test]
fn what_comes_after_publication_is_still_to_come() {
    let layout = dates(Some("2024-06-03"), &["2024-02", "2024-09", "2027"]);
    assert_eq!(layout.published(), Some(1));
    assert_eq!(
        headings(&layout),
        [
            (PeriodHeading::Year(day(2024, 1, 1)), 1),
            (PeriodHeading::Upcoming, 2),
        ]
    );
    let past = dates(Some("2024-06-03"), &["2024-02", "2024-06"]);
    assert_eq!(past.published(), Some(2));
    assert_eq!(dates(None, &["2024"]).published(), None);
}

#[test]
fn what_lasts_is_a_bar_along_what_happened_meanwhile() {
    let layout = dates(
        Some("2024-06-03"),
        &[
            "2013/..",
            "2020",
            "2023-05/2023-09",
            "2023-07-01",
            "2023-10",
            "2026",
        ],
    );
    assert_eq!(layout.tracks(), 2);
    let along = |track: usize| -> Vec<usize> {
        let rows = layout.rows().iter().enumerate();
        rows.filter(|(_, row)| row.bars[track].is_present())
            .map(|(at, _)| at)
            .collect()
    };
    // What goes on, to the day of publication.
    assert_eq!(along(0), [0, 1, 2, 3, 4]);
    assert_eq!(along(1), [2, 3]);
    assert!(layout.rows()[4].bars[0].is_open_end() && layout.rows()[4].bars[0].ends());
    assert!(layout.rows()[0].has_bar() && !layout.rows()[1].has_bar());
    // One beyond the tracks has none.
    let many = dates(
        None,
        &["2013/2020", "2014/2020", "2015/2020", "2016/2020", "2017"],
    );
    assert_eq!(many.tracks(), BAR_TRACKS);
    assert!(!many.rows()[3].has_bar());
}

const POOL: [&str; 18] = [
    "1884",
    "198X",
    "2013/..",
    "../2015",
    "2019-03~",
    "2020?",
    "2020-01-01",
    "2020-02",
    "2020-02-14T05:52:00Z",
    "2020-02-14T05:52:00Z/2020-02-14T10:31:00Z",
    "2020-21",
    "2020-03/2020-06",
    "2020-03-01/2022",
    "2021-05-05",
    "[2019,2021]",
    "{2019,2021}",
    "2026-01",
    "-0050",
];

proptest! {
    #[test]
    fn every_event_is_read_once_under_a_heading_and_bars_are_whole(
        told in proptest::collection::vec(
            (proptest::option::weighted(0.8, 0..POOL.len()), proptest::collection::vec(0_usize..40, 0..3), any::<bool>()),
            1..40,
        ),
        published in proptest::option::of(Just("2021-06")),
    ) {
        // Only what comes later in the list is referred to, so that there is no circle.
        let references: Vec<(Vec<usize>, Vec<usize>)> = told.iter().enumerate().map(|(at, (_, others, is_after))| {
            let others: Vec<usize> = others.iter().copied().filter(|it| *it > at && *it < told.len()).collect();
            if *is_after { (others, Vec::new()) } else { (Vec::new(), others) }
        }).collect();
        let events: Vec<EventFixture> = told.iter().zip(&references).map(|((date, ..), (after, before))| {
            (date.map(|it| POOL[it]), &**after, &**before)
        }).collect();
        let dataset = dataset(published, &events);
        let layout = layout(&dataset);

        let mut every = order(&layout);
        every.sort_unstable();
        prop_assert_eq!(every, (0..told.len() as u32).collect::<Vec<_>>());

        // Dated events are in the order of time.
        let key = |row: &VerticalRow| dataset.event(row.event).unwrap().date.as_ref().map(Date::sort_key);
        let keys: Vec<_> = layout.rows().iter().filter_map(key).collect();
        prop_assert!(keys.is_sorted());

        // The sections are all rows, each heading is another one than the last.
        let mut next = 0;
        for section in layout.sections() {
            prop_assert_eq!(section.rows.start, next);
            prop_assert!(!section.rows.is_empty());
            next = section.rows.end;
            for row in &layout.rows()[section.rows.clone()] {
                let Some(date) = &dataset.event(row.event).unwrap().date else { continue };
                match section.heading {
                    PeriodHeading::Undated => prop_assert!(false, "a dated event"),
                    PeriodHeading::Year(year) => prop_assert_eq!(date.earliest().ymd().0, year.ymd().0),
                    PeriodHeading::Day(day) if date.earliest() != day => prop_assert!(date.earliest() < date.latest()),
                    PeriodHeading::Month(_) | PeriodHeading::Day(_) | PeriodHeading::None | PeriodHeading::Years(..) | PeriodHeading::Upcoming => {}
                }
            }
        }
        prop_assert_eq!(next, layout.rows().len());
        prop_assert!(layout.sections().windows(2).all(|pair| pair[0].heading != pair[1].heading));
        for at in 0..layout.rows().len() {
            let of = layout.sections_of(&(at..at + 1));
            prop_assert_eq!(of.len(), 1);
            prop_assert!(of[0].rows.contains(&at));
        }

        // Bars begin, go on and end, one after the other.
        for track in 0..BAR_TRACKS {
            let mut is_on = false;
            for row in layout.rows() {
                let slice = row.bars[track];
                prop_assert_eq!(slice.is_present(), is_on || slice.begins());
                prop_assert!(!(is_on && slice.begins()));
                is_on = slice.is_present() && !slice.ends();
            }
            prop_assert!(!is_on);
            prop_assert!(track < layout.tracks() || layout.rows().iter().all(|row| !row.bars[track].is_present()));
        }
        prop_assert!(layout.rows().iter().all(|row| row.bars.iter().filter(|it| it.begins()).count() <= 1));

        // What comes after something comes after it, where that has a place.
        let place = |ix: usize| layout.position(EventIx(ix as u32)).unwrap();
        let is_placed = |ix: usize| layout.sections().iter().any(|it| it.rows.contains(&place(ix)) && it.heading != PeriodHeading::Undated);
        // Of what contradicts the dates, what the others allow is left.
        for (ix, event) in dataset.events() {
            if event.date.is_some() { continue }
            let neighbours = dataset.neighbours(ix);
            // Vague dates may stand the other way round than what lies between them asks for.
            let has_both = neighbours.iter().any(|it| it.relation == OrderRelation::After);
            for it in neighbours {
                let (at, other) = (ix.position(), it.event.position());
                match it.relation {
                    _ if !is_placed(other) => {}
                    OrderRelation::Before if has_both && events[other].0.is_some() => {}
                    OrderRelation::After => prop_assert!(place(at) > place(other), "{} after {}", at, other),
                    _ => prop_assert!(place(at) < place(other), "{} before {}", at, other),
                }
            }
        }
    }
}
