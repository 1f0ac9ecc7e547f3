//! Pages and files that journeys of several features are served.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::harness::{Outcome, Page, Resource};

/// A page with the loader, and `body` in it.
pub fn page_of(body: &str) -> Resource {
    Resource::html(format!(
        r#"<!doctype html><html><head><script type="module" src="/backstory.js"></script></head>
        <body>{body}</body></html>"#
    ))
}

/// Two widgets of the same story.
pub const TWO: &str = r#"<back-story id="one" src="/data/rwanda.json" loading="eager"></back-story>
    <back-story id="two" src="/data/rwanda.json" loading="eager"></back-story>"#;

/// A small dataset, with an event for each title.
pub fn story(titles: &[&str]) -> String {
    let events: Vec<Value> = titles
        .iter()
        .enumerate()
        .map(|(at, title)| {
            json!({"id": format!("e{at}"), "date": "2018-06", "title": title, "kind": "visit",
                "status": "happened", "evidence": [{"paragraph": 1, "start": "words"}]})
        })
        .collect();
    json!({"format": "backstory/1", "entities": [], "events": events}).to_string()
}

/// The later parts of the wasm that draw the views.
const LATER: [&str; 3] = [
    "core/backstory_relationships.wasm",
    "core/backstory_shared.wasm",
    "core/backstory_timeline.wasm",
];

/// Serves `with` in place of each later part of the wasm.
pub fn hold_later(page: &Page<'_>, folder: &str, with: impl Fn() -> Resource) {
    for part in LATER {
        page.server.put(&format!("{folder}/{part}"), with());
    }
}

/// Lets the later parts of the wasm come.
pub fn put_later(page: &Page<'_>, folder: &str) -> Outcome {
    let dist = PathBuf::from(std::env::var("BACKSTORY_DIST")?);
    for part in LATER {
        let wasm = std::fs::read(dist.join(part))?;
        page.server.put(
            &format!("{folder}/{part}"),
            Resource::new("application/wasm", wasm),
        );
    }
    Ok(())
}
