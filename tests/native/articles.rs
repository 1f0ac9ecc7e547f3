//! Articles as content management systems write them, read from files. The
//! browser is held to the same files in `tests/web/articles.rs`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::path::Path;

use backstory_core::anchor::Article;
use backstory_core::dataset::decode;
use backstory_formats::{Outcome, anchor_all, article_paragraphs, page_paragraphs, read_article};
use serde_json::{Value as Json, json};

const NAMES: [&str; 5] = ["wordpress", "ghost", "drupal", "static", "paper"];

fn read(name: &str, ending: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../articles");
    std::fs::read_to_string(folder.join([name, ending].concat())).unwrap()
}

fn expected(name: &str) -> Json {
    serde_json::from_str(&read(name, ".json")).unwrap()
}

#[test]
fn each_page_has_its_paragraphs_and_numbers() {
    for name in NAMES {
        let read = page_paragraphs(&read(name, ".html"), None).unwrap();
        let found: Vec<Json> = read
            .iter()
            .map(|it| {
                let text: Vec<&str> = it.text.split_whitespace().collect();
                let mut row = json!({"number": it.number, "text": text.join(" ")});
                if it.is_aside {
                    row["aside"] = true.into();
                }
                if it.is_hidden {
                    row["hidden"] = true.into();
                }
                row
            })
            .collect();
        let expected = expected(name)["paragraphs"].as_array().unwrap().clone();
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected, "{name}");
        }
        assert_eq!(found.len(), expected.len(), "{name}");
    }
}

fn outcomes(passages: &Json, article: &Article) -> Vec<&'static str> {
    let mut evidence = passages.clone();
    for it in evidence.as_array_mut().unwrap() {
        it.as_object_mut().unwrap().remove("outcome");
    }
    let document = json!({"format": "backstory/1", "events": [
        {"id": "e", "title": "E", "kind": "other", "status": "happened", "evidence": evidence}]});
    let document = serde_json::from_value(document).unwrap();
    let dataset = decode(&document).unwrap().dataset;
    let located = anchor_all(&dataset, article).into_iter();
    let outcome = |outcome| match outcome {
        Outcome::Found => "found",
        Outcome::Elsewhere(_) => "elsewhere",
        Outcome::Ambiguous(_) => "ambiguous",
        Outcome::Lost => "missing",
    };
    located.map(|it| outcome(it.outcome)).collect()
}

#[test]
fn each_passage_has_the_expected_outcome() {
    for name in NAMES {
        let page = read(name, ".html");
        let expected = expected(name);
        let passages = &expected["passages"];
        let article = read_article(&page, None).unwrap();
        let right: Vec<&str> = passages
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["outcome"].as_str().unwrap())
            .collect();
        assert_eq!(outcomes(passages, &article), right, "{name}");
    }
}

/// The editor keeps the page as a text, a paragraph a line.
#[test]
fn the_editors_text_of_a_page_has_the_same_numbers() {
    for name in NAMES {
        let page = read(name, ".html");
        let as_page = read_article(&page, None).unwrap();
        let as_text = read_article(&article_paragraphs(&page).join("\n\n"), None).unwrap();
        let numbers = |it: &Article| {
            it.paragraphs()
                .iter()
                .map(|it| it.number)
                .collect::<Vec<_>>()
        };
        assert_eq!(numbers(&as_text), numbers(&as_page), "{name}");
    }
}
