//! The passages of the records in the article's text, where they are lit.

use std::ops::Range;

use super::edit::{Value, at, len, text_at};
use super::validate::{Validation, record};
use backstory_core::dataset::{Evidence, RecordType, names};
use backstory_formats::numbered_line;

/// A passage of a record in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Where it is, in UTF-16 code units as a text field counts.
    pub range: Range<usize>,
    /// The path of the record.
    pub record: String,
}

/// A part of the text in which the same passages are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its text.
    pub text: String,
    /// The paths of the records whose passages it is in.
    pub records: Vec<String>,
}

/// The passages that stand in the article, in its order.
#[must_use]
pub fn highlights(document: &Value, validation: &Validation, text: &str) -> Vec<Highlight> {
    let Some(article) = &validation.article else {
        return Vec::new();
    };
    let starts = paragraph_starts(text);
    let mut all = Vec::new();
    for list in [RecordType::Event.list(), RecordType::Relationship.list()] {
        for index in 0..len(document, list) {
            let path = record(list, index);
            let evidence = [&path, ".", names::event::EVIDENCE].concat();
            for item in 0..len(document, &evidence) {
                let place = evidence_at(document, &record(&evidence, item));
                let Some(found) = place.and_then(|it| article.find(&it)) else {
                    continue;
                };
                if let Some(start) = starts.get(found.paragraph) {
                    all.push(Highlight {
                        range: start + found.range.start..start + found.range.end,
                        record: path.clone(),
                    });
                }
            }
        }
    }
    all.sort_by_key(|it| (it.range.start, it.range.end));
    all
}

/// The passage at `path` of a document.
fn evidence_at(document: &Value, path: &str) -> Option<Evidence> {
    let field = |name: &str| [path, ".", name].concat();
    let start = text_at(document, &field(names::evidence::START));
    let end = text_at(document, &field(names::evidence::END));
    let Some(Value::Number(number)) = at(document, &field(names::evidence::PARAGRAPH)) else {
        return None;
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "what is no number of a paragraph is not found"
    )]
    let paragraph = *number as u32;
    let has_words = start.contains(char::is_alphanumeric);
    has_words.then(|| Evidence {
        paragraph,
        start: start.into(),
        end: (!end.is_empty()).then(|| end.into()),
    })
}

/// Where the words of each paragraph begin in a text with a paragraph a line; a number in front is
/// not of them.
#[must_use]
pub fn paragraph_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut line_start = 0;
    for line in text.split('\n') {
        let words = line.trim();
        if !words.is_empty() {
            let words = numbered_line(words).map_or(words, |(_, rest)| rest);
            let lead = line.trim_end().len() - words.len();
            let lead = line.get(..lead).unwrap_or_default();
            starts.push(line_start + lead.encode_utf16().count());
        }
        line_start += line.encode_utf16().count() + 1;
    }
    starts
}

/// The records whose passages are at a place in the text.
#[must_use]
pub fn records_at(highlights: &[Highlight], place: usize) -> Vec<&str> {
    let here = highlights.iter().filter(|it| it.range.contains(&place));
    let mut records: Vec<&str> = Vec::new();
    for it in here {
        if !records.contains(&&*it.record) {
            records.push(&it.record);
        }
    }
    records
}

/// The whole text in parts, of which each is in the same passages.
#[must_use]
pub fn segments(text: &str, highlights: &[Highlight]) -> Vec<Segment> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let borders = highlights
        .iter()
        .flat_map(|it| [it.range.start, it.range.end]);
    let mut borders: Vec<usize> = borders.chain([0, units.len()]).collect();
    borders.retain(|it| *it <= units.len());
    borders.sort_unstable();
    borders.dedup();
    let pairs = borders.iter().zip(borders.iter().skip(1));
    let mut open = 0;
    pairs
        .map(|(start, end)| {
            // Those that are over are not looked at again.
            while highlights
                .get(open)
                .is_some_and(|it| it.range.end <= *start)
            {
                open += 1;
            }
            let rest = highlights.get(open..).unwrap_or_default();
            let begun = rest.iter().take_while(|it| it.range.start <= *start);
            let here = begun.filter(|it| it.range.end > *start);
            Segment {
                text: String::from_utf16_lossy(units.get(*start..*end).unwrap_or_default()),
                records: here.map(|it| it.record.clone()).collect(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::work::Work;
    use super::*;
    use std::rc::Rc;

    #[test]
    fn passages_are_lit_where_they_are() {
        let document = r#"{"format": "backstory/1",
            "entities": [{"id": "x", "name": "X", "kind": "person"}, {"id": "y", "name": "Y", "kind": "person"}],
            "events": [{"id": "a", "title": "A", "kind": "other", "status": "happened",
                "evidence": [{"paragraph": 2, "start": "They", "end": "Sochi"}, {"paragraph": 9, "start": "nowhere"},
                             {"paragraph": 1, "start": ""}]}],
            "relationships": [{"id": "r", "subject": "x", "object": "y", "predicate": "meets",
                "evidence": [{"paragraph": 2, "start": "met in"}]}]}"#;
        let text = "One 𝄞.\n\n [2] They met in Sochi.";
        let work = Work {
            document: Rc::new(serde_json::from_str(document).unwrap()),
            article: text.into(),
            file: "".into(),
        };
        let found = highlights(&work.document, &Validation::of(&work), text);
        let parts: Vec<(String, Vec<String>)> = segments(text, &found)
            .into_iter()
            .map(|it| (it.text, it.records))
            .collect();
        let part = |text: &str, records: &[&str]| {
            let records = records.iter().map(|it| (*it).to_owned()).collect();
            (text.to_owned(), records)
        };
        assert_eq!(
            parts,
            [
                part("One 𝄞.\n\n [2] ", &[]),
                part("They ", &["events[0]"]),
                part("met in", &["events[0]", "relationships[0]"]),
                part(" Sochi", &["events[0]"]),
                part(".", &[]),
            ]
        );
        let place = text.encode_utf16().count() - "in Sochi.".len();
        assert_eq!(records_at(&found, place), ["events[0]", "relationships[0]"]);
        assert_eq!(records_at(&found, 0), [""; 0]);
        assert_eq!(segments("A", &[]).len(), 1);
        assert_eq!(segments("", &[]), []);
    }
}
