//! What `tests/native/articles.rs` and `tests/web/articles.rs` both do with the files in
//! this folder: each page has its paragraphs and passages in the JSON of the same name.

use backstory_core::anchor::Paragraph;
use backstory_core::dataset::{Dataset, decode};
use serde_json::{Value as Json, json};

/// The paragraphs as the files have them.
pub fn paragraph_rows(paragraphs: &[Paragraph]) -> Vec<Json> {
    let row = |it: &Paragraph| {
        let text: Vec<&str> = it.text.split_whitespace().collect();
        let mut row = json!({"number": it.number, "text": text.join(" ")});
        if it.is_aside {
            row["aside"] = true.into();
        }
        if it.is_hidden {
            row["hidden"] = true.into();
        }
        row
    };
    paragraphs.iter().map(row).collect()
}

/// A dataset with the passages of a file as the evidence of one event, and the expected
/// outcome of each.
pub fn evidence_and_outcomes(passages: &Json) -> (Dataset, Vec<Json>) {
    let mut evidence = passages.clone();
    let mut outcomes = Vec::new();
    for it in evidence.as_array_mut().unwrap() {
        outcomes.extend(it.as_object_mut().unwrap().remove("outcome"));
    }
    let document = json!({"format": "backstory/1", "events": [
        {"id": "e", "title": "E", "kind": "other", "status": "happened", "evidence": evidence}]});
    let document = serde_json::from_value(document).unwrap();
    (decode(&document).unwrap().dataset, outcomes)
}
