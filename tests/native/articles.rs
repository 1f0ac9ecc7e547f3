//! Articles as content management systems write them, read from files. The
//! browser is held to the same files in `tests/web/articles.rs`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "../articles/expected.rs"]
mod expected;

use std::path::Path;

use backstory_core::anchor::ArticleText;
use backstory_formats::{
    QuoteStatus, anchor_all, article_paragraphs, page_paragraphs, read_article,
};
use expected::{evidence_and_outcomes, paragraph_rows};
use serde_json::Value as Json;

const NAMES: [&str; 7] = [
    "wordpress",
    "wordpress_blocks",
    "ghost",
    "ghost_card",
    "drupal",
    "static",
    "paper",
];

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
        let found = paragraph_rows(&page_paragraphs(&read(name, ".html"), None).unwrap());
        let expected = expected(name)["paragraphs"].as_array().unwrap().clone();
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected, "{name}");
        }
        assert_eq!(found.len(), expected.len(), "{name}");
    }
}

fn outcome(of: &QuoteStatus) -> &'static str {
    match of {
        QuoteStatus::Found => "found",
        QuoteStatus::Elsewhere(_) => "elsewhere",
        QuoteStatus::Ambiguous(_) => "ambiguous",
        QuoteStatus::Lost => "missing",
    }
}

#[test]
fn each_passage_has_the_expected_outcome() {
    for name in NAMES {
        let page = read(name, ".html");
        let (dataset, expected) = evidence_and_outcomes(&expected(name)["passages"]);
        let article = read_article(&page, None).unwrap();
        let anchored = anchor_all(&dataset, &article).into_iter();
        let found: Vec<&str> = anchored.map(|it| outcome(&it.outcome)).collect();
        assert_eq!(found, expected, "{name}");
    }
}

/// The editor keeps the page as a text, a paragraph a line.
#[test]
fn the_editors_text_of_a_page_has_the_same_numbers() {
    for name in NAMES {
        let page = read(name, ".html");
        let as_page = read_article(&page, None).unwrap();
        let as_text = read_article(&article_paragraphs(&page).join("\n\n"), None).unwrap();
        let numbers = |it: &ArticleText| {
            it.paragraphs()
                .iter()
                .map(|it| it.number)
                .collect::<Vec<_>>()
        };
        assert_eq!(numbers(&as_text), numbers(&as_page), "{name}");
    }
}
