//! What a page and its address ask for.

use std::rc::Rc;

use backstory_core::dataset::{Dataset, Value, decode};
use backstory_core::query::{Filter, Index, QuerySession};
use backstory_core::state::{
    Initial, PageFilter, PageSelection, Request, State, amend, decode as read_line, encode, reduce,
};
use backstory_formats::read_json;

use crate::bytes::text;

thread_local! {
    static STORIES: [Story; 2] = [
        story(include_str!("../../data/rwanda.json")),
        story(include_str!("../../examples/court-case/story.json")),
    ];
}

struct Story {
    dataset: Dataset,
    index: Index,
}

fn story(json: &str) -> Story {
    let decoded = decode(&read_json(json).expect("it is JSON")).expect("it is a dataset");
    let index = Index::new(&decoded.dataset);
    while index.prepare(&decoded.dataset, 1000) {}
    Story {
        dataset: decoded.dataset,
        index,
    }
}

/// The line of a permalink.
pub fn permalink(bytes: &[u8]) {
    let line = text(bytes);
    // A number of more digits than a double has is read to a few units of the last place.
    let is_digit = |letter: char| letter.is_ascii_digit() || letter == '.';
    let longest = line.split(|letter| !is_digit(letter)).map(str::len).max();
    if longest > Some(16) {
        return;
    }
    STORIES.with(|stories| {
        for Story { dataset, index } in stories {
            let initial = Initial::default();
            let state = read_line(&line, initial, dataset);
            let written = encode(&state, initial, dataset);
            let again = read_line(&written, initial, dataset);
            assert_eq!(again.filter.text.trim(), state.filter.text.trim());
            let text = state.filter.text.clone();
            let filter = Filter {
                text,
                ..again.filter.clone()
            };
            assert_eq!(State { filter, ..again }, state, "{written}");
            let found = QuerySession::default().run(index, dataset, &state.filter);
            assert!(found.found().events <= index.all().events);
        }
    });
}

/// The argument of `setFilter` and `select`, as JSON.
pub fn set_filter(bytes: &[u8]) {
    if let Ok(filter) = serde_json::from_slice::<PageFilter>(bytes) {
        let value = Value::from(filter.clone());
        assert_eq!(PageFilter::try_from(value), Ok(filter.clone()));
        STORIES.with(|stories| {
            for Story { dataset, .. } in stories {
                // What is wrong is told to the page, whatever then becomes of it.
                if filter.check(dataset).is_ok() {
                    is_the_same_before_and_after(&Request::Filter(filter.clone()), dataset);
                }
            }
        });
    }
    if let Ok(selection) = serde_json::from_slice::<PageSelection>(bytes) {
        STORIES.with(|stories| {
            for Story { dataset, .. } in stories {
                is_the_same_before_and_after(&Request::Select(selection.clone()), dataset);
            }
        });
    }
}

/// A request that comes before the dataset is kept in the line, and makes the same state
/// as one that comes after it.
fn is_the_same_before_and_after(request: &Request, dataset: &Dataset) {
    let initial = Initial::default();
    for line in [
        "",
        "q=sochi&actor=russia&open=event.sochi&view=relationships",
    ] {
        let before = read_line(&amend(line, request), initial, dataset);
        let state: Rc<State> = Rc::new(read_line(line, initial, dataset));
        let after = reduce(&state, request.clone().action(dataset), dataset);
        assert_eq!(before.filter, after.filter, "{request:?}");
        assert_eq!(before.open, after.open, "{request:?}");
        assert_eq!(before.pinned, after.pinned, "{request:?}");
    }
}
