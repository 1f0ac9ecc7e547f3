//! The hot paths of the engine, one at a time, for `cargo xtask instructions`.
//!
//! Under callgrind only what runs inside of [`measured`] is counted, so that making the
//! data is not. The counts hardly change between runs and machines, as times do.

#![expect(
    clippy::expect_used,
    reason = "a benchmark that cannot run should stop"
)]

use std::hint::black_box;

use backstory_core::anchor::{ArticleText, Counting};
use backstory_core::dataset::{Dataset, Date, Day, Evidence};
use backstory_core::query::{Column, Direction, Facet, Filter, Index, QuerySession, Sort};
use backstory_core::state::{Initial, decode, encode};

mod document;

use document::{document, load};

const RECORDS: usize = 5_000;

/// A hot path: makes its data, and runs what is counted in [`measured`].
type HotPath = fn();

const HOT_PATHS: [(&str, HotPath); 9] = [
    ("anchor", anchor),
    ("choose", choose),
    ("dates", dates),
    ("index", index),
    ("load", load_document),
    ("permalink", permalink),
    ("range", range),
    ("search", search),
    ("sort", sort),
];

fn main() {
    let mut names = std::env::args().skip(1);
    // Cargo runs benches with an option of its own.
    let name = names.find(|name| !name.starts_with('-'));
    for (hot_path, run) in HOT_PATHS {
        match &name {
            None => println!("{hot_path}"),
            Some(name) if name == hot_path => run(),
            Some(_) => {}
        }
    }
}

/// What is counted.
#[inline(never)]
fn measured<T>(run: impl FnOnce() -> T) {
    black_box(run());
}

fn data() -> (Dataset, Index) {
    let dataset = load(&document(RECORDS));
    let index = Index::new(&dataset);
    while index.prepare(&dataset, 1000) {}
    (dataset, index)
}

fn load_document() {
    let document = document(RECORDS);
    measured(|| load(&document));
}

fn index() {
    let dataset = load(&document(RECORDS));
    measured(|| {
        let index = Index::new(&dataset);
        while index.prepare(&dataset, 1000) {}
        index
    });
}

fn ask(filter: &Filter) {
    let (dataset, index) = data();
    let mut session = QuerySession::default();
    session.run(&index, &dataset, &Filter::default());
    measured(|| {
        let selection = session.run(&index, &dataset, filter);
        selection.relationships().len()
    });
}

fn choose() {
    let mut filter = Filter::default();
    filter.toggle(Facet::Kind, "military".into());
    filter.toggle(Facet::Actor, "a7".into());
    ask(&filter);
}

fn range() {
    let mut filter = Filter::default();
    filter.range.from = Some(Day(9_000));
    filter.range.to = Some(Day(12_000));
    ask(&filter);
}

fn search() {
    ask(&Filter {
        text: "word12 actor".into(),
        ..Filter::default()
    });
}

fn sort() {
    let (dataset, index) = data();
    let selection = QuerySession::default().run(&index, &dataset, &Filter::default());
    let mut rows = selection.relationships().to_vec();
    let sorts = [Column::Object, Column::Period].map(|column| Sort {
        column,
        direction: Direction::Descending,
    });
    measured(|| index.sort(&dataset, &mut rows, &sorts));
}

fn permalink() {
    let (dataset, _) = data();
    let line = "q=word&actor=a1,a2,a3&from=2000-01-01&view=relationships&sort=-period,subject";
    let initial = Initial::default();
    measured(|| {
        for _ in 0..100 {
            let state = decode(line, initial, &dataset);
            black_box(encode(&state, initial, &dataset));
        }
    });
}

fn dates() {
    let texts = [
        "2018-06-03",
        "2018-06~",
        "[1960..1963]",
        "2013/..",
        "156X-12-25",
        "2024-02-14T05:52/2024-02-14T10:31",
    ];
    measured(|| {
        for text in texts.iter().cycle().take(600) {
            black_box(Date::parse(text).expect("a date"));
        }
    });
}

fn anchor() {
    let paragraphs: Vec<String> = (0..200)
        .map(|n| {
            format!("Paragraph {n} says “what it says” — and more, of w{n} and v{n}, at length. ")
                .repeat(3)
        })
        .collect();
    let evidence: Vec<Evidence> = (0..200)
        .map(|n| Evidence {
            paragraph: n + 1,
            start: format!("says \"what it says\" - and more, of w{n}").into(),
            end: Some("at length.".into()),
        })
        .collect();
    measured(|| {
        let article = ArticleText::new(&paragraphs);
        for evidence in &evidence {
            black_box(article.anchor(evidence, Counting::Either));
        }
    });
}
