//! A claim is not shown as a fact: each status in each place and each language.
//!
//! A record whose status is not a fact's has its label in front wherever it is
//! worded, and who says so and who denies it next to it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use backstory_core::dataset::{
    Day, Decoded, EventStatus, Match, Record, RelationshipStatus, Value, decode,
};
use backstory_core::export::{ExportFormat, export, row_text};
use backstory_core::locale::{ENGLISH, Words, citation, relationship_claim};
use backstory_core::state::View;
use backstory_formats::{json_ld, plain_html, to_csl, to_ftm, to_ical};
use backstory_prerender::{Options, children_now, linked_data};
use serde_json::{Value as Json, json};

const LANGUAGES: [&str; 7] = ["en", "fr", "sw", "rw", "ar", "ru", "zh"];

/// Words that stand in the records' own texts and nowhere else.
const TITLE: &str = "Zorblax opens";
const PREDICATE: &str = "bribezzes";
const SUBJECT: &str = "Kestrel";
const CLAIMANT: &str = "Claudia";
const DENIER: &str = "Denise";

fn story(event: &str, relationship: &str, revision: &Json) -> Decoded {
    let evidence = json!([{"paragraph": 1, "start": "one two"}]);
    let document = json!({
        "format": "backstory/1",
        "article": {"title": "A story", "publisher": "The Paper", "published": "2024-01-05",
                    "language": "en", "url": "https://example.org/story"},
        "entities": [
            {"id": "kestrel", "kind": "organisation", "name": SUBJECT},
            {"id": "council", "kind": "organisation", "name": "Council"},
            {"id": "claudia", "kind": "person", "name": CLAIMANT},
            {"id": "denise", "kind": "person", "name": DENIER},
        ],
        "events": [
            {"id": "opens", "title": TITLE, "date": "2023-05-01", "kind": "other",
             "status": event, "participants": [{"entity": "kestrel"}],
             "evidence": evidence, "revision": revision},
            {"id": "undated", "title": TITLE, "kind": "other", "status": event,
             "after": ["opens"], "evidence": evidence, "revision": revision}],
        "relationships": [
            {"id": "bribe", "subject": "kestrel", "predicate": PREDICATE, "object": "council",
             "what": "money", "kind": "political", "stance": "neutral",
             "status": relationship, "attribution": "claudia", "denied_by": ["denise"],
             "events": ["opens"], "evidence": evidence, "revision": revision}],
    });
    let value: Value = serde_json::from_value(document).unwrap();
    let decoded = decode(&value).unwrap();
    assert_eq!(decoded.problems, []);
    decoded
}

/// The label that a language has for a status; empty for a fact's.
fn label(status: &str, words: &Words) -> String {
    let label = match status {
        "happened" | "ongoing" | "stated" => return String::new(),
        "reported" => words.label_reported,
        "planned" => words.label_planned,
        "proposed" => words.label_proposed,
        "denied" => words.label_denied,
        "analysis" => words.label_analysis,
        other => panic!("{other} has no label in this test"),
    };
    assert!(!label.is_empty());
    [label, words.label_separator].concat()
}

/// HTML as it is read: its text, and each name that is said or shown of an element.
fn read_html(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut names = Vec::new();
    for part in html.split('<') {
        let (tag, after) = part.split_once('>').unwrap_or(("", part));
        for attribute in ["aria-label=\"", "title=\""] {
            if let Some((_, value)) = tag.split_once(attribute) {
                names.push(value.split('"').next().unwrap().to_owned());
            }
        }
        // Parts of one line stand together; a block or a button begins anew.
        if !tag.trim_start_matches('/').starts_with(['b', 's', 't']) {
            text.push('\n');
        }
        text.push_str(after);
    }
    names.push(text);
    let plain = |text: &String| text.replace("&amp;", "&").replace("&#x27;", "'");
    names.iter().map(plain).collect()
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How often a text words the records; each time behind its label.
#[track_caller]
fn worded(text: &str, event: &str, relationship: &str, place: &str) -> usize {
    let text = squeezed(text);
    let mut count = 0;
    for (marker, between, label) in [
        (TITLE, String::new(), event),
        (PREDICATE, [SUBJECT, " "].concat(), relationship),
    ] {
        let label = squeezed(label);
        for (at, _) in text.match_indices(marker) {
            count += 1;
            let before = text[..at].trim_end();
            // A name that is said of the verb alone has the label right in front.
            let led = before.ends_with(&label)
                || before
                    .strip_suffix(between.trim())
                    .is_some_and(|before| before.trim_end().ends_with(&label));
            let near: Vec<char> = text[..at].chars().rev().take(120).collect();
            let near: String = near.into_iter().rev().collect();
            assert!(
                led,
                "{place}: a bare {marker:?} without {label:?}: …{near}{marker}"
            );
        }
    }
    count
}

/// Every text of a JSON value.
fn texts(value: &Json, see: &mut impl FnMut(&str)) {
    match value {
        Json::String(text) => see(text),
        Json::Array(list) => list.iter().for_each(|it| texts(it, see)),
        Json::Object(fields) => fields.values().for_each(|it| texts(it, see)),
        _ => {}
    }
}

#[test]
fn every_status_is_worded_in_every_place_and_language() {
    let events = EventStatus::WORDS.iter().copied();
    let statuses = RelationshipStatus::WORDS;
    // Each status of either list at least once.
    let pairs: Vec<(&str, &str)> = events.zip(statuses.iter().copied()).collect();
    assert_eq!(pairs.len(), EventStatus::WORDS.len().max(statuses.len()));
    let retracted = json!({"status": "retracted", "note": "Wrong."});
    for tag in LANGUAGES {
        let words = Words::built_in(tag).unwrap();
        for (event, relationship) in &pairs {
            for revision in [&Json::Null, &retracted] {
                check(words, event, relationship, revision);
            }
        }
    }
}

fn check(words: &'static Words, event: &str, relationship: &str, revision: &Json) {
    let story = story(event, relationship, revision);
    let dataset = &story.dataset;
    let withdrawn = if revision.is_null() {
        String::new()
    } else {
        [words.revision[1], words.label_separator].concat()
    };
    let said = |status| [&*withdrawn, &label(status, words)].concat();
    let (event_label, label_) = (said(event), said(relationship));
    let is_fact = label(relationship, words).is_empty();
    let at = |place: &str| {
        format!(
            "{place} ({}, {event}, {relationship})",
            words.language.tag()
        )
    };
    let led = |text: &str, place: &str| worded(text, &event_label, &label_, &at(place));
    let voices = |text: &str, place: &str| {
        if !is_fact {
            for who in [CLAIMANT, DENIER] {
                assert!(text.contains(who), "{} lacks {who}: {text}", at(place));
            }
        }
    };

    // Pages.
    let plain = plain_html(dataset, words);
    assert_eq!(
        read_html(&plain)
            .iter()
            .map(|it| led(it, "plain HTML"))
            .sum::<usize>(),
        3
    );
    voices(&plain, "plain HTML");
    for view in [View::Timeline, View::Relationships] {
        let options = Options {
            css: "backstory.css",
            inline_css: None,
            plain: false,
            view,
        };
        let page = children_now(&story, words, &options);
        let told: usize = read_html(&page)
            .iter()
            .map(|it| led(it, "prerendered page"))
            .sum();
        assert!(told > 6, "{} tells {told}", at("prerendered page"));
        voices(&page, "prerendered page");
    }

    // A citation, and a claim with nothing next to it.
    for (ix, _) in dataset.events() {
        let text = citation(Record::Event(ix), dataset, words).unwrap();
        assert_eq!(led(&text, "citation"), 1);
    }
    let (ix, it) = dataset.relationships().next().unwrap();
    let text = citation(Record::Relationship(ix), dataset, words).unwrap();
    assert_eq!(led(&text, "citation"), 1);
    voices(&text, "citation");
    let text = relationship_claim(it, dataset, words);
    assert_eq!(led(&text, "claim"), 1);
    voices(&text, "claim");

    // A row as it is copied, and the files. Its verb is a cell, and so is its status.
    let rows = [(ix, Match::Definite)];
    let row = row_text(ix, dataset, words).unwrap();
    let csv = export(ExportFormat::Csv, &rows, dataset, words);
    let status = words.relationship_status(it.status.unwrap());
    for (text, place) in [(&row, "copied row"), (&csv, "CSV")] {
        assert!(text.contains(status), "{}", at(place));
        voices(text, place);
        let cited = text.rsplit_once(PREDICATE).unwrap().0;
        assert!(
            text.contains(&*label_) && cited.contains(PREDICATE),
            "{}",
            at(place)
        );
    }
    let exported: Json =
        serde_json::from_str(&export(ExportFormat::Json, &rows, dataset, words)).unwrap();
    let exported = &exported["relationships"][0];
    assert_eq!(exported["status"], relationship);
    assert_eq!(exported["attribution"], CLAIMANT);
    assert_eq!(exported["denied_by"], json!([DENIER]));

    // Search engines, calendars, reference managers, investigators' graphs.
    let linked: Json = serde_json::from_str(&json_ld(dataset, words).text).unwrap();
    let mut told = 0;
    texts(&linked, &mut |text| told += led(text, "JSON-LD"));
    assert_eq!(told, 3, "{}", at("JSON-LD"));
    voices(&linked.to_string(), "JSON-LD");
    if revision.is_null() {
        let stage = &linked["hasPart"][0]["creativeWorkStatus"];
        assert_eq!(stage.as_str(), (!is_fact).then_some(relationship));
    }
    assert!(linked_data(&story, words).contains(TITLE));
    let calendar = to_ical(dataset, words, Day(20_000))
        .text
        .replace("\r\n ", "")
        .replace('\\', "");
    let summary = |line: &&str| line.starts_with("SUMMARY");
    let line = calendar.lines().find(summary).unwrap();
    assert_eq!(led(line, "iCalendar"), 1);
    let is_sure = ["happened", "ongoing"].contains(&event) && revision.is_null();
    assert_eq!(
        calendar.contains("STATUS:CONFIRMED"),
        is_sure,
        "{}",
        at("iCalendar")
    );
    let references = to_csl(dataset).text;
    assert!(!references.contains(TITLE) && !references.contains(PREDICATE));
    if words.language == ENGLISH.language {
        let mut told = 0;
        for line in to_ftm(dataset).text.lines() {
            let entity: Json = serde_json::from_str(line).unwrap();
            texts(&entity, &mut |text| told += led(text, "FollowTheMoney"));
            if entity["id"] == "relationship-bribe" {
                voices(line, "FollowTheMoney");
            }
        }
        assert_eq!(told, 3);
    }
}

#[test]
fn a_label_is_a_language_s_own() {
    let labels = |words: &Words| {
        [
            words.label_reported,
            words.label_planned,
            words.label_proposed,
            words.label_denied,
            words.label_analysis,
        ]
    };
    for tag in &LANGUAGES[1..] {
        let words = Words::built_in(tag).unwrap();
        let own = labels(words);
        for (place, label) in own.iter().enumerate() {
            assert!(
                !own[..place].contains(label),
                "{tag}: {label} stands for two"
            );
        }
        let same = own
            .iter()
            .zip(labels(&ENGLISH))
            .filter(|(own, english)| *own == english);
        assert_eq!(same.count(), 0, "{tag} speaks English");
        assert_ne!(words.denied_by, ENGLISH.denied_by);
    }
}

#[test]
fn an_old_document_is_read_as_it_was_meant() {
    let read = |relationship: Json| {
        let mut document = json!({
            "format": "backstory/1",
            "entities": [{"id": "a", "kind": "person", "name": "A"},
                         {"id": "b", "kind": "person", "name": "B"}],
            "relationships": [{"id": "r", "subject": "a", "predicate": "bribes", "object": "b",
                "kind": "political", "stance": "neutral", "status": "denied",
                "evidence": [{"paragraph": 1, "start": "one"}]}],
        });
        for (name, value) in relationship.as_object().unwrap() {
            document["relationships"][0][name] = value.clone();
        }
        let value: Value = serde_json::from_value(document).unwrap();
        let decoded = decode(&value).unwrap();
        let problems: Vec<String> = decoded.problems.iter().map(ToString::to_string).collect();
        let it = decoded.dataset.relationships.first();
        let name = |ix| &*decoded.dataset.entity(ix).unwrap().id;
        let said = it.map(|it| {
            let deniers: Vec<String> = it.denied_by.iter().map(|ix| name(*ix).to_owned()).collect();
            (
                it.attribution.map(|ix| name(ix).to_owned()),
                deniers.join(","),
            )
        });
        (said, problems)
    };
    let said = |claimant: Option<&str>, deniers: &str| {
        (
            Some((claimant.map(str::to_owned), deniers.to_owned())),
            vec![],
        )
    };
    // The one who was named denied it.
    assert_eq!(read(json!({"attribution": "a"})), said(None, "a"));
    assert_eq!(read(json!({})), said(None, ""));
    assert_eq!(
        read(json!({"attribution": "a", "denied_by": "b"})),
        said(Some("a"), "b")
    );
    assert_eq!(
        read(json!({"attribution": "a", "denied_by": []})),
        said(Some("a"), "")
    );
    assert_eq!(read(json!({"denied_by": ["a", "b"]})), said(None, "a,b"));
    // Of any other status, who says so says so.
    assert_eq!(
        read(json!({"attribution": "a", "status": "reported"})),
        said(Some("a"), "")
    );
    let (record, problems) = read(json!({"denied_by": ["a", "nobody"]}));
    assert_eq!(record, None);
    assert_eq!(
        problems,
        ["relationships[0].denied_by[1]: unknown entity \"nobody\""]
    );
    let (record, _) = read(json!({"denied_by": 7}));
    assert_eq!(record, None);
}
