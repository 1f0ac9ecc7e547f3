//! The element as a page is served with it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::process::Command;

const EVENTS: usize = 31;
const RELATIONSHIPS: usize = 67;

fn prerender(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_backstory"))
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .arg("prerender")
        .arg("data/rwanda.json")
        .args(arguments)
        .output()
        .unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    String::from_utf8(output.stdout).unwrap()
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("no {from}"));
    rest.split_once(to).unwrap_or_else(|| panic!("no {to}")).0
}

#[test]
fn all_of_the_story_is_there_before_any_script() {
    let html = prerender(&["--article", "#story"]);
    let shadow = between(&html, "<template shadowrootmode=\"open\">", "</template>");
    let listed = between(shadow, "prerendered__list", "prerendered__room");
    assert_eq!(listed.matches("data-record=\"event-").count(), EVENTS);
    // Pictures wait until they are nearly in sight.
    let thumbnails = listed.matches("<img ").count();
    assert_eq!(
        (thumbnails, listed.matches("loading=\"lazy\"").count()),
        (4, 4)
    );
    let picture = between(shadow, "prerendered__picture", "prerendered__list");
    assert!(picture.contains(" data-margin-inline-start="), "and drawn");
    assert!(!shadow.contains("data-place"), "what a style sheet reads");
    let rows = shadow.matches("aria-controls=\"detail\" data-record=\"relationship-");
    assert_eq!(rows.count(), RELATIONSHIPS);
    assert!(shadow.contains("since around 1963"), "dates are in words");
    // What cannot work yet: the filters, and the picture.
    assert_eq!(shadow.matches(" inert=").count(), 2);
    // A policy without 'unsafe-inline' lets all of it through.
    for forbidden in ["<script", "<style", " style=", " onclick="] {
        assert!(!shadow.contains(forbidden), "{forbidden}");
    }
    let plain = between(&html, "</template>", "</back-story>");
    assert_eq!(plain.matches("<li id=").count(), EVENTS + RELATIONSHIPS);
    assert!(html.contains("<back-story src=\"data/rwanda.json\" article=\"#story\">"));
}

#[test]
fn search_engines_are_told_in_their_own_words() {
    let html = prerender(&[]);
    let json = between(&html, "<script type=\"application/ld+json\">", "</script>");
    let linked: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(linked["@type"], "NewsArticle");
    assert_eq!(linked["about"].as_array().unwrap().len(), EVENTS);
}

#[test]
fn pages_that_strip_templates_get_plain_html() {
    let html = prerender(&["--plain", "--lang", "fr"]);
    assert_eq!(html.matches("<li id=").count(), EVENTS + RELATIONSHIPS);
    for forbidden in ["<template", "<back-story", "<script", "<style"] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
    assert!(
        html.contains("juin 2018 environ"),
        "dates are in French words"
    );
}

#[test]
fn a_page_gets_it_in_place_of_its_element() {
    let page = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("page.html");
    let html = "<p>Before.</p>\n<back-story id=\"x\" src=\"d.json\"></back-story>\n<p>After.</p>";
    std::fs::write(&page, html).unwrap();
    let filled = prerender(&["--into", page.to_str().unwrap(), "--css", "/w/a\"b.css"]);
    assert!(filled.starts_with("<p>Before.</p>"));
    assert!(filled.ends_with("</back-story>\n<p>After.</p>"));
    assert!(filled.contains("<back-story id=\"x\" src=\"d.json\">\n<template"));
    assert!(filled.contains("href=\"/w/a&quot;b.css\""));
}

#[test]
fn the_sheet_stands_in_the_page_where_that_is_wanted() {
    let sheet = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("sheet.css");
    std::fs::write(&sheet, ".a::before { content: \"</style>\" }").unwrap();
    let html = prerender(&[
        "--inline-css",
        sheet.to_str().unwrap(),
        "--css",
        "/w/backstory.css",
    ]);
    let style = "<style>\n.a::before { content: \"<\\2f style>\" }</style>";
    assert!(html.contains(style));
    assert!(!html.contains("rel=\"stylesheet\""));
    assert!(html.contains("href=\"/w/core/shell.js\""));
}

#[test]
fn an_event_that_only_its_order_bounds_is_drawn_between_brackets() {
    let html = prerender(&[]);
    let shadow = between(&html, "<template shadowrootmode=\"open\">", "</template>");
    let picture = between(shadow, "prerendered__picture", "prerendered__list");
    assert!(picture.contains("mark--order"), "in the legend at least");
    let listed = between(shadow, "prerendered__list", "prerendered__room");
    assert!(listed.contains("some time between: October 2017 – November 2017"));
    let place = |words: &str| listed.find(words).unwrap_or_else(|| panic!("no {words}"));
    let bombings = place("Churches are bombed in Sudan</bdi>");
    assert!(place("Washington lifts its sanctions on Sudan</bdi>") < bombings);
    assert!(bombings < place("Al-Bashir meets Putin in Sochi</bdi>"));
}

#[test]
fn corrections_are_told_in_one_line_that_opens_them() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("corrections");
    std::fs::create_dir_all(&folder).unwrap();
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/rwanda.json");
    let mut document: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(data).unwrap()).unwrap();
    assert!(!prerender(&[]).contains("since publication"), "none yet");
    document["events"][2]["revision"] = serde_json::json!({
        "status": "corrected", "date": "2018-06-20", "note": "The year was wrong.",
        "was": "Civil war begins in 2012",
    });
    document["relationships"][0]["revision"] = serde_json::json!({"status": "retracted"});
    document["article"]["corrections"] = serde_json::json!([
        {"date": "2018-06-21", "note": "The headline had another year.", "was": "In 2012",
         "now": {"en": "In 2013", "fr": "En 2013"}},
    ]);
    let path = folder.join("story.json");
    std::fs::write(&path, document.to_string()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_backstory"))
        .args(["prerender", path.to_str().unwrap()])
        .output()
        .unwrap();
    let html = String::from_utf8(output.stdout).unwrap();
    let line = between(&html, "<details class=\"corrections\">", "</details>");
    assert!(
        line.contains("<summary>3 corrections since publication</summary>"),
        "{line}"
    );
    for words in [
        "Corrected",
        "20 June 2018",
        "Civil war begins in South Sudan",
        "The year was wrong.",
        "It said: <bdi>Civil war begins in 2012</bdi>",
        "Withdrawn",
        "21 June 2018",
        "The headline had another year.",
        "It said: <bdi>In 2012</bdi>",
        "Now: <bdi>In 2013</bdi>",
    ] {
        assert!(line.contains(words), "{words} in {line}");
    }
    let rows = between(&html, "prerendered__list", "prerendered__room");
    let mark = between(
        rows,
        "2013 · <span title=\"The year was wrong.\"",
        "</span>",
    );
    assert_eq!(mark, " class=\"revision\">Corrected", "the row is marked");
    let json = between(&html, "<script type=\"application/ld+json\">", "</script>");
    assert_eq!(json.matches("CorrectionComment").count(), 3);
}
