//! The query engine by itself: `cargo bench --bench engine`.
//!
//! Times differ from machine to machine, so nothing fails here; `benches/peers` holds
//! the engine to its peers in one run. This is for seeing what a change does.

#![expect(
    clippy::expect_used,
    reason = "a benchmark that cannot run should stop"
)]

use backstory_core::dataset::{Dataset, Day, FieldIx, OrderBounds};
use backstory_core::query::{
    Column, Direction, Facet, FieldRange, Filter, Finite, Index, QuerySession, Sort,
};
use divan::{Bencher, black_box};

mod document;

use document::{document, load};

const RECORDS: [usize; 2] = [100_000, 1_000_000];

fn main() {
    divan::main();
}

fn days(from: i64, to: i64) -> Filter {
    let mut filter = Filter::default();
    filter.range.from = Some(Day(from));
    filter.range.to = Some(Day(to));
    filter
}

#[divan::bench(args = RECORDS, sample_count = 3)]
fn load_document(bencher: Bencher, records: usize) {
    let document = document(records);
    bencher.bench_local(|| load(&document));
}

#[divan::bench(args = RECORDS, sample_count = 3)]
fn build_index(bencher: Bencher, records: usize) {
    let dataset = load(&document(records));
    bencher.bench_local(|| Index::new(&dataset));
}

#[divan::bench(args = RECORDS, sample_count = 20)]
fn choose_and_drop(bencher: Bencher, records: usize) {
    let dataset = load(&document(records));
    let index = Index::new(&dataset);
    let mut session = QuerySession::default();
    let mut filter = Filter::default();
    bencher.bench_local(|| {
        filter.toggle(Facet::Kind, "military".into());
        black_box(session.run(&index, &dataset, &filter).found())
    });
}

#[divan::bench(args = RECORDS, sample_count = 20)]
fn wide_range(bencher: Bencher, records: usize) {
    let dataset = load(&document(records));
    let index = Index::new(&dataset);
    let mut session = QuerySession::default();
    let mut at = 0;
    bencher.bench_local(|| {
        at = (at + 2500) % 5000;
        black_box(
            session
                .run(&index, &dataset, &days(7305 + at, 12_800 + at))
                .found(),
        )
    });
}

#[divan::bench(args = RECORDS)]
fn brush(bencher: Bencher, records: usize) {
    let dataset = load(&document(records));
    let index = Index::new(&dataset);
    let mut session = QuerySession::default();
    let mut at = 0;
    bencher.bench_local(|| {
        at = (at + 11) % 7000;
        black_box(
            session
                .run(&index, &dataset, &days(7305 + at, 10_600 + at))
                .found(),
        )
    });
}

#[divan::bench(args = RECORDS)]
fn brush_numbers(bencher: Bencher, records: usize) {
    let dataset = load(&document(records));
    let index = Index::new(&dataset);
    let mut session = QuerySession::default();
    let mut at = 0.0;
    bencher.bench_local(|| {
        // As many of the records come and go as in `brush`.
        at = (at + 1_000.0) % 640_000.0;
        let range = FieldRange {
            from: Finite::new(at),
            to: Finite::new(at + 300_000.0),
            with_none: false,
        };
        let mut filter = Filter::default();
        filter.ranges.set(FieldIx(0), Some(range));
        black_box(session.run(&index, &dataset, &filter).found())
    });
}

#[divan::bench(args = [100_000], sample_count = 3)]
fn words_ready(bencher: Bencher, records: usize) {
    let dataset = load(&document(records));
    bencher
        .with_inputs(|| Index::new(&dataset))
        .bench_local_values(|index| index.prepare(&dataset, usize::MAX));
}

#[divan::bench(args = ["word12", "w", "supplies word1", "\"word12 word3"])]
fn words_answer(bencher: Bencher, query: &str) {
    let dataset = load(&document(100_000));
    let index = Index::new(&dataset);
    let filter = Filter {
        text: query.into(),
        ..Filter::default()
    };
    index.prepare(&dataset, usize::MAX);
    bencher.bench_local(|| black_box(index.select(&dataset, &filter).found()));
}

#[divan::bench(args = [100_000], sample_count = 5)]
fn sort_by_name(bencher: Bencher, records: usize) {
    let dataset = load(&document(records));
    let index = Index::new(&dataset);
    let selection = index.select(&dataset, &Filter::default());
    let sort = Sort {
        column: Column::Object,
        direction: Direction::Descending,
    };
    bencher
        .with_inputs(|| selection.relationships().to_vec())
        .bench_local_values(|mut rows| {
            index.sort(&dataset, &mut rows, &[sort]);
            rows
        });
}

/// A dataset of events, half of them without a date, with so many orderings: of each
/// to one that is earlier and to one that is later, in no order of the document.
fn ordered(orderings: usize) -> Dataset {
    let mut random = document::Random(7);
    let count = orderings.max(2);
    // The place of each event in time.
    let mut places: Vec<usize> = (0..count).collect();
    for at in (1..count).rev() {
        let other = usize::try_from(random.below(at as u64 + 1)).unwrap_or(0);
        places.swap(at, other);
    }
    let mut event_at = vec![0; count];
    for (event, place) in places.iter().enumerate() {
        if let Some(at) = event_at.get_mut(*place) {
            *at = event;
        }
    }
    let events: Vec<String> = places
        .iter()
        .map(|place| {
            let day = i64::try_from(*place).unwrap_or(0);
            let date = if random.below(2) == 0 {
                format!(r#""date":"{}","#, Day(day))
            } else {
                String::new()
            };
            let step = 1 + usize::try_from(random.below(40)).unwrap_or(0);
            let (field, other) = match place.checked_sub(step) {
                Some(earlier) => ("after", event_at.get(earlier)),
                None => ("before", event_at.get(place + step)),
            };
            let order = other.map_or(String::new(), |it| format!(r#""{field}":["e{it}"],"#));
            let n = event_at.get(*place).copied().unwrap_or_default();
            format!(
                r#"{{"id":"e{n}",{date}{order}"title":"It","kind":"other","status":"planned","evidence":[{{"paragraph":1,"start":"as it says"}}]}}"#
            )
        })
        .collect();
    let document = format!(
        r#"{{"format":"backstory/1","events":[{}]}}"#,
        events.join(",")
    );
    load(&document)
}

#[divan::bench(args = [1_000, 100_000], sample_count = 20)]
fn bound_by_order(bencher: Bencher, orderings: usize) {
    let dataset = ordered(orderings);
    assert!(!dataset.bounds.all().is_empty(), "no event is bounded");
    bencher.bench_local(|| OrderBounds::new(&dataset.events, None));
}
