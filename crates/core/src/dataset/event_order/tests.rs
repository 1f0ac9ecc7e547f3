use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::super::{Decoded, OrderRelation, ProblemKind, Value, decode};
use super::network::{DayBounds, OrderNetwork};
use super::orderings as orderings_of;
use super::*;

/// An event: its id, its date, and what it says of its order.
fn event(id: &str, date: Option<&str>, order: &Json) -> Json {
    let mut event = json!({
        "id": id, "date": date, "title": id, "kind": "other", "status": "planned",
        "evidence": [{"paragraph": 1, "start": "it was"}],
    });
    for (name, list) in order.as_object().into_iter().flatten() {
        event[name] = list.clone();
    }
    event
}

fn decoded(events: &[Json]) -> Decoded {
    let document = json!({"format": "backstory/1", "events": events});
    let value: Value = serde_json::from_value(document).unwrap();
    decode(&value).unwrap()
}

fn problems(events: &[Json]) -> Vec<String> {
    let problems = decoded(events).problems;
    problems.iter().map(ToString::to_string).collect()
}

fn day(year: i64, month: u8, day: u8) -> Day {
    Day::from_ymd(year, month, day).unwrap()
}

/// When an undated event was at the earliest and at the latest.
fn bounds(decoded: &Decoded, event: u32) -> Option<(Day, Day)> {
    let span = decoded.dataset.bounds(EventIx(event))?;
    Some((span.start_earliest, span.end_latest))
}

#[test]
fn an_undated_event_lies_between_what_it_comes_after_and_before() {
    let decoded = decoded(&[
        event("lifting", Some("2017-10"), &json!({})),
        event(
            "bombing",
            None,
            &json!({"after": ["lifting"], "before": ["hesitation"]}),
        ),
        event("hesitation", None, &json!({})),
        event(
            "meeting",
            Some("2017-11"),
            &json!({"after": ["hesitation"]}),
        ),
        event("talks", None, &json!({"during": ["meeting"]})),
        event("jets", None, &json!({"after": ["talks"]})),
        event("before all", None, &json!({})),
    ]);
    let between = Some((day(2017, 10, 1), day(2017, 11, 30)));
    assert_eq!(bounds(&decoded, 1), between);
    assert_eq!(bounds(&decoded, 2), between);
    assert_eq!(
        bounds(&decoded, 4),
        Some((day(2017, 11, 1), day(2017, 11, 30)))
    );
    assert_eq!(bounds(&decoded, 5), Some((day(2017, 11, 1), Day::MAX)));
    assert_eq!(bounds(&decoded, 6), None, "nothing is said of it");
    assert_eq!(bounds(&decoded, 0), None, "it has a date");
}

#[test]
fn what_has_happened_was_before_the_article_if_it_was_after_something() {
    let document = |status: &str| {
        let mut after = event("after", None, &json!({"after": ["dated"]}));
        let mut alone = event("alone", None, &json!({"before": ["after"]}));
        after["status"] = status.into();
        alone["status"] = status.into();
        json!({
            "format": "backstory/1", "article": {"published": "2018-06-11"},
            "events": [event("dated", Some("2018-02"), &json!({})), after, alone],
        })
    };
    let of = |status| {
        let value: Value = serde_json::from_value(document(status)).unwrap();
        decode(&value).unwrap()
    };
    let happened = of("happened");
    assert_eq!(
        bounds(&happened, 1),
        Some((day(2018, 2, 1), day(2018, 6, 11)))
    );
    assert_eq!(bounds(&happened, 2), None, "the article alone is no bound");
    assert_eq!(bounds(&of("planned"), 1), Some((day(2018, 2, 1), Day::MAX)));
}

#[test]
fn an_ordering_has_passages_of_its_own_and_both_events_know_of_it() {
    let passage = json!([{"paragraph": 26, "start": "in the wake", "end": "of it"}]);
    let stated = json!({"event": "bombing", "evidence": passage});
    let decoded = decoded(&[
        event("bombing", None, &json!({"before": ["hesitation"]})),
        event(
            "hesitation",
            None,
            &json!({"after": [stated], "during": ["year"]}),
        ),
        event("year", Some("2017"), &json!({})),
    ]);
    assert_eq!(decoded.problems, []);
    let told = |ix: u32| -> Vec<(OrderRelation, u32, usize)> {
        let neighbours = decoded.dataset.neighbours(EventIx(ix));
        let told = neighbours.iter();
        told.map(|it| (it.relation, it.event.0, it.evidence.len()))
            .collect()
    };
    assert_eq!(told(0), [(OrderRelation::Before, 1, 1)]);
    assert_eq!(
        told(1),
        [(OrderRelation::After, 0, 1), (OrderRelation::During, 2, 0)]
    );
    assert_eq!(told(2), [(OrderRelation::Includes, 1, 0)]);
}

#[test]
fn a_contradiction_is_told_by_the_shortest_chain() {
    let dates = [
        event("jets", Some("2017-03"), &json!({"after": ["detour"]})),
        event("detour", None, &json!({"after": ["meeting"]})),
        event("meeting", Some("2017-11"), &json!({"before": ["jets"]})),
    ];
    assert_eq!(
        problems(&dates),
        [
            "events[1].after[0]: contradicts the dates: \"meeting\" (2017-11) is before \
             \"detour\", which is before \"jets\" (2017-03)",
            "events[2].before[0]: contradicts the dates: \"meeting\" (2017-11) is before \
             \"jets\" (2017-03)",
        ]
    );
    let circle = [
        event("a", None, &json!({"before": ["b"]})),
        event("b", None, &json!({"before": ["c"]})),
        event("c", None, &json!({"before": ["a"]})),
        event("d", Some("2017"), &json!({"after": ["c"]})),
    ];
    let decoded = decoded(&circle);
    assert_eq!(
        decoded
            .problems
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        [
            "events[2].before[0]: closes a circle: \"a\" is before \"b\", which is before \
             \"c\", which is before \"a\"",
        ]
    );
    assert!(matches!(
        decoded.problems[0].kind,
        ProblemKind::OrderContradiction(_)
    ));
    // Without it the rest still says something.
    assert_eq!(bounds(&decoded, 2), Some((Day::MIN, day(2017, 12, 31))));
}

#[test]
fn what_goes_on_has_nothing_after_it_and_much_within_it() {
    let goes_on = event("ties", Some("1963/.."), &json!({}));
    let within = event("visit", Some("2018-06"), &json!({"during": ["ties"]}));
    assert_eq!(problems(&[goes_on.clone(), within]), [] as [&str; 0]);
    let after = event("end", None, &json!({"after": ["ties"]}));
    let problems = problems(&[goes_on, after]);
    assert!(
        problems[0].starts_with("events[1].after[0]: contradicts"),
        "{problems:?}"
    );
}

#[test]
fn vague_dates_are_read_as_widely_as_they_are_meant() {
    let around = event("around", Some("2018-06~"), &json!({"after": ["july"]}));
    let july = event("july", Some("2018-07-01"), &json!({}));
    assert_eq!(problems(&[around, july]), [] as [&str; 0]);
}

/// How the days of a small network may be drawn: from and to, of four days.
const DAYS: i64 = 4;

type Drawn = (Option<(i64, i64)>, Option<(i64, i64)>);

/// An event's windows by brute force, if its orderings hold: every possible day of every
/// beginning and end is tried.
fn by_brute_force(drawn: &[Drawn], orderings: &[Ordering]) -> Option<Vec<[DayBounds; 2]>> {
    let points = drawn.len() * 2;
    let windows: Vec<(i64, i64)> = drawn
        .iter()
        .flat_map(|(begin, end)| [begin.unwrap_or((0, DAYS - 1)), end.unwrap_or((0, DAYS - 1))])
        .collect();
    let mut pairs: Vec<(usize, usize)> = (0..drawn.len()).map(|at| (2 * at, 2 * at + 1)).collect();
    for it in orderings {
        let (a, b) = (it.event.position() * 2, it.other.position() * 2);
        match it.relation {
            OrderRelation::After => pairs.push((b + 1, a)),
            OrderRelation::Before => pairs.push((a + 1, b)),
            OrderRelation::During => pairs.extend([(b, a), (a + 1, b + 1)]),
            OrderRelation::Includes => pairs.extend([(a, b), (b + 1, a + 1)]),
        }
    }
    // What is on one day needs an order within the day, too.
    let mut left: Vec<usize> = (0..points).collect();
    loop {
        let before = left.len();
        let is_first = |point: &usize| {
            !pairs
                .iter()
                .any(|(from, to)| to == point && left.contains(from))
        };
        let first: Vec<usize> = left.iter().copied().filter(is_first).collect();
        left.retain(|point| !first.contains(point));
        if left.len() == before {
            break;
        }
    }
    if !left.is_empty() {
        return None;
    }
    let mut found: Option<Vec<(i64, i64)>> = None;
    let all = DAYS.pow(u32::try_from(points).unwrap());
    for number in 0..all {
        let days: Vec<i64> = (0..points)
            .map(|point| number / DAYS.pow(u32::try_from(point).unwrap()) % DAYS)
            .collect();
        let is_within = days
            .iter()
            .zip(&windows)
            .all(|(day, (from, to))| from <= day && day <= to);
        if !is_within || pairs.iter().any(|(from, to)| days[*from] > days[*to]) {
            continue;
        }
        let found = found.get_or_insert_with(|| days.iter().map(|day| (*day, *day)).collect());
        for ((least, most), day) in found.iter_mut().zip(&days) {
            *least = (*least).min(*day);
            *most = (*most).max(*day);
        }
    }
    let found = found?;
    let window = |(from, to): (i64, i64)| [Day(from), Day(to)];
    Some(
        found
            .chunks(2)
            .map(|it| [window(it[0]), window(it[1])])
            .collect(),
    )
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let range = || (0..DAYS, 0..DAYS).prop_map(|(a, b)| (a.min(b), a.max(b)));
    (range(), range()).prop_map(|(begin, end)| (Some(begin), Some(end)))
}

fn relation() -> impl Strategy<Value = OrderRelation> {
    prop_oneof![
        Just(OrderRelation::After),
        Just(OrderRelation::Before),
        Just(OrderRelation::During),
    ]
}

/// The events that were drawn, as dates that say the same.
fn events_of(drawn: &[Drawn]) -> Vec<Event> {
    let events: Vec<Json> = (0..drawn.len())
        .map(|at| event(&format!("e{at}"), None, &json!({})))
        .collect();
    decoded(&events).dataset.events
}

/// The network of what was drawn.
fn network(drawn: &[Drawn], orderings: Vec<Ordering>) -> OrderNetwork {
    let mut network = OrderNetwork::new(&events_of(drawn), orderings);
    for (at, ix) in network.events.iter().enumerate() {
        let (begin, end) = drawn[ix.position()];
        for (offset, window) in [begin, end].into_iter().enumerate() {
            let (from, to) = window.unwrap_or((0, DAYS - 1));
            network.dated[2 * at + offset] = [Day(from), Day(to)];
        }
    }
    network
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Bounds are those that are found where every day is tried; and where none holds, a
    /// contradiction is found.
    #[test]
    fn bounds_are_those_of_every_possible_reading(
        drawn in proptest::collection::vec(drawn(), 3),
        orderings in proptest::collection::vec((0_u32..3, relation(), 0_u32..3), 1..5),
    ) {
        let orderings: Vec<Ordering> = orderings
            .into_iter()
            .filter(|(event, _, other)| event != other)
            .map(|(event, relation, other)| Ordering {
                event: EventIx(event),
                relation,
                other: EventIx(other),
            })
            .collect();
        prop_assume!(!orderings.is_empty());
        let named = |at: usize| orderings.iter().any(|it| it.event.position() == at || it.other.position() == at);
        let network = network(&drawn, orderings.clone());
        // An event that no ordering names has its own window, and may be impossible alone.
        let drawn: Vec<Drawn> = drawn.iter().enumerate().map(|(at, it)| if named(at) { *it } else { (None, None) }).collect();
        let expected = by_brute_force(&drawn, &orderings);
        let found = network.windows().ok().filter(|windows| windows.iter().all(|it| it[0] <= it[1]));
        match (expected, found) {
            (None, None) => {}
            (Some(expected), Some(found)) => {
                for (ix, pair) in network.events.iter().zip(found.chunks(2)) {
                    prop_assert_eq!(&expected[ix.position()][..], pair);
                }
            }
            (expected, found) => prop_assert!(false, "{:?} expected, {:?} found", expected, found),
        }
    }

    /// What is left once the contradictions are taken out holds, and each chain is one.
    #[test]
    fn without_what_contradicts_the_rest_holds(
        dates in proptest::collection::vec(proptest::option::of(2001_i64..2006), 6),
        orderings in proptest::collection::vec((0_u32..6, relation(), 0_u32..6), 0..12),
    ) {
        let mut documents: Vec<Json> = dates
            .iter()
            .enumerate()
            .map(|(at, year)| {
                let year = year.map(|year| year.to_string());
                event(&format!("e{at}"), year.as_deref(), &json!({"after": [], "before": [], "during": []}))
            })
            .collect();
        for (event, relation, other) in &orderings {
            if event != other {
                let list = documents[*event as usize][relation.as_str()].as_array_mut().unwrap();
                list.push(format!("e{other}").into());
            }
        }
        let found = decoded(&documents);
        let orderings = orderings_of(&found.dataset.events);
        let network = OrderNetwork::new(&found.dataset.events, orderings);
        let windows = network.windows();
        prop_assert!(windows.is_ok_and(|it| it.iter().all(|it| it[0] <= it[1])));
        for problem in &found.problems {
            let ProblemKind::OrderContradiction(chain) = &problem.kind else {
                panic!("{problem}")
            };
            let last = chain.steps.last().map(|(_, id)| id);
            match &chain.dates {
                None => prop_assert_eq!(last, Some(&chain.first)),
                Some((first, last)) => prop_assert!(**first > **last, "{} {}", first, last),
            }
        }
    }
}

#[test]
fn what_is_on_the_same_day_is_not_blamed_for_what_is_later() {
    let found = problems(&[
        event("same", Some("2018-06-03"), &json!({"before": ["end"]})),
        event("end", Some("2018-06-03"), &json!({})),
        event("later", Some("2018-06-05"), &json!({"before": ["between"]})),
        event("between", None, &json!({"before": ["end"]})),
    ]);
    // The chain over "same" is shorter, and holds.
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("\"later\" (2018-06-05)"), "{found:?}");
}

#[test]
fn the_sequence_has_each_event_once_after_those_before_it() {
    let decoded = decoded(&[
        event("third", None, &json!({"after": ["second"]})),
        event("first", None, &json!({})),
        event("second", None, &json!({"after": ["first"]})),
    ]);
    let events = &decoded.dataset.events;
    let network = OrderNetwork::new(events, orderings_of(events));
    let sequence = network.sequence().ok();
    assert_eq!(sequence, Some(vec![EventIx(1), EventIx(2), EventIx(0)]));
}

#[test]
fn the_shortest_chain_is_told_whichever_is_found_first() {
    let found = problems(&[
        event("after", Some("2018-06-03"), &json!({})),
        event("late", Some("2018-06-05"), &json!({"before": ["wrong"]})),
        event(
            "wrong",
            Some("2018-06-01/2018-06-02"),
            &json!({"before": ["after"]}),
        ),
    ]);
    // "late" is also before "after", by way of "wrong"; without the one ordering both hold.
    assert_eq!(
        found,
        [
            "events[1].before[0]: contradicts the dates: \"late\" (2018-06-05) is before \
             \"wrong\" (2018-06-01/2018-06-02)"
        ]
    );
}

#[test]
fn a_contradiction_over_a_long_chain_is_found() {
    let mut events = vec![event("first", Some("2018"), &json!({}))];
    let id = |number: usize| format!("undated-{number}");
    for number in 0..400 {
        let before = if number == 0 {
            "first".to_owned()
        } else {
            id(number - 1)
        };
        events.push(event(&id(number), None, &json!({"after": [before]})));
    }
    events.push(event("last", Some("2017"), &json!({"after": [id(399)]})));
    let decoded = decoded(&events);
    assert_eq!(decoded.problems.len(), 1);
    let kind = &decoded.problems[0].kind;
    assert!(
        matches!(kind, ProblemKind::OrderContradiction(_)),
        "{kind:?}"
    );
    for (ix, span) in decoded.dataset.bounds.all() {
        assert!(span.start_earliest <= span.end_latest, "{ix:?}");
    }
}
