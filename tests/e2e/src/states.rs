//! The states that a reader may find the widget in.

use serde_json::json;

use crate::harness::{Outcome, Page, Resource};

/// The languages of `crates/core/locale/`, and English.
pub use backstory_core::locale::LANGUAGES;

/// A state of the widget: what to call it, the line of its address, and what is
/// pressed from there.
pub struct WidgetState {
    pub name: &'static str,
    line: &'static str,
    presses: &'static [&'static str],
}

const fn state(
    name: &'static str,
    line: &'static str,
    presses: &'static [&'static str],
) -> WidgetState {
    WidgetState {
        name,
        line,
        presses,
    }
}

pub const STATES: [WidgetState; 20] = [
    state("the timeline", "", &[]),
    state("the axis", "layout=horizontal", &[]),
    state("the timeline that runs down", "layout=vertical", &[]),
    state("the start of the story", "view=story", &[]),
    state(
        "a page of the story",
        "view=story&open=event.lavrov-kagame",
        &[],
    ),
    state("its groups", "layout=vertical&lanes=kind", &[]),
    state("lanes", "lanes=kind", &[]),
    state("the table", "view=relationships", &[]),
    state(
        "groups",
        "view=relationships&group=subject&sort=period",
        &[],
    ),
    state("the matrix", "view=relationships", &["[data-shape=matrix]"]),
    state(
        "the network",
        "view=relationships",
        &["[data-shape=network]"],
    ),
    state(
        "columns",
        "view=relationships",
        &["[aria-controls=column-menu]"],
    ),
    state("a facet", "", &["[aria-controls=choices-actor]"]),
    state("kinds", "", &["[aria-controls=choices-kind]"]),
    state("dates", "", &["[aria-controls=choices-when]"]),
    state(
        "filtered, an event open",
        "stance=cooperative&from=2010",
        &[".event__open, .entry__open"],
    ),
    state(
        "a relationship open",
        "view=relationships",
        &[".row:nth-child(3) .row__open"],
    ),
    state(
        "an actor open",
        "view=relationships",
        &[".row:nth-child(3) .actor"],
    ),
    state("a passage's rows", "", &[".summary-line > .link"]),
    state("empty", "q=zzz", &[]),
];

impl WidgetState {
    /// Comes to it on a fresh page in a language.
    pub async fn come(&self, page: &Page<'_>, language: &str) -> Outcome {
        page.open_in(language, self.line).await?;
        for press in self.presses {
            page.wait_for(press).await?;
            // Cards have no columns to choose.
            let there = [
                "return root.querySelector(\"",
                press,
                "\").getClientRects().length > 0;",
            ];
            if page.widget_script(&there.concat()).await? == json!(false) {
                continue;
            }
            page.click(press).await?;
        }
        page.wait_for(if self.name == "empty" {
            ".nothing .control"
        } else {
            ".panel > *, .story__page"
        })
        .await
    }
}

/// A page in a language whose data cannot be shown, and one whose data is
/// broken in part.
pub async fn come_to_grief(page: &Page<'_>, language: &str, data: &str) -> Outcome {
    page.server.put("/other.json", Resource::json(data));
    let dir = if language == "ar" { "rtl" } else { "ltr" };
    let html = format!(
        r#"<!doctype html><html lang="{language}" dir="{dir}"><head><meta charset="utf-8">
        <title>x</title><meta name="viewport" content="width=device-width">
        <link rel="stylesheet" href="demo.css">
        <script type="module" src="backstory.js"></script></head>
        <body><main><h1>x</h1><back-story src="other.json"></back-story></main></body></html>"#
    );
    page.server.put("/grief.html", Resource::html(html));
    page.open("/grief.html").await
}

/// No dataset at all.
pub const REFUSED: &str = r#"{"format": "backstory/9"}"#;

/// A dataset one record of which cannot be read.
pub fn broken() -> String {
    json!({
        "format": "backstory/1",
        "article": {"title": "A story", "language": "en", "published": "2018-06"},
        "entities": [{"id": "a", "kind": "country", "name": "Atlantis"}],
        "events": [
            {"id": "e", "date": "2018-05", "kind": "visit", "status": "happened",
             "title": "A visit", "participants": [{"entity": "a"}],
             "evidence": [{"paragraph": 1, "start": "A visit"}]},
            {"id": "f", "date": "2018-13", "kind": "visit", "status": "happened",
             "title": "Another", "evidence": [{"paragraph": 1, "start": "Another"}]}
        ]
    })
    .to_string()
}
