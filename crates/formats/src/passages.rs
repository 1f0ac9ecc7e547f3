//! Locators held to an article: which resolve, which mean several passages, and
//! how one is made from a passage that somebody picked.

use super::html;
use crate::EvidenceDocument;
use backstory_core::anchor::Article;
use backstory_core::dataset::{Dataset, Evidence};

/// How many words either end of a locator has.
const WORDS: usize = 6;

/// What became of one locator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// Where it stands in the dataset: `events[2].evidence[0]`.
    pub path: String,
    /// The paragraph that the dataset names, from 1.
    pub paragraph: u32,
    /// The passage, as the dataset has it.
    pub start: String,
    /// Its end.
    pub end: Option<String>,
    /// What was found.
    pub outcome: Outcome,
}

/// What was found of a locator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// One passage, in the paragraph that the dataset names.
    Found,
    /// Passages in other paragraphs only; the nearest, from 1.
    Elsewhere(usize),
    /// More than one passage; the paragraphs that they are in, from 1.
    Ambiguous(Vec<usize>),
    /// None.
    Lost,
}

impl Outcome {
    /// What it is, in a few words.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Found => "found".to_owned(),
            Self::Elsewhere(paragraph) => {
                ["found, but in paragraph ", &paragraph.to_string()].concat()
            }
            Self::Ambiguous(paragraphs) => {
                let numbers: Vec<String> = paragraphs.iter().map(ToString::to_string).collect();
                [
                    "ambiguous: it is in paragraphs ",
                    &numbers.join(", "),
                    "; more words would tell them apart",
                ]
                .concat()
            }
            Self::Lost => "not found in the article".to_owned(),
        }
    }
}

/// The paragraphs of an article that is HTML, or text with one paragraph a line.
///
/// Blank lines are none. A number in brackets at a line's beginning, `[12] `, is
/// the paragraph's number and not of its text.
#[must_use]
pub fn article_paragraphs(text: &str) -> Vec<String> {
    let is_html = ["<p>", "<p ", "<P>", "<P ", "<article", "<body"]
        .iter()
        .any(|tag| text.contains(tag));
    if is_html {
        return html::paragraphs(text);
    }
    let unnumbered = |line: &str| {
        let rest = line.strip_prefix('[')?;
        let (number, text) = rest.split_once("] ")?;
        number.parse::<u32>().ok()?;
        Some(text.to_owned())
    };
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| unnumbered(line).unwrap_or_else(|| line.to_owned()))
        .collect()
}

/// Looks for every locator of a dataset.
#[must_use]
pub fn locate_all(dataset: &Dataset, paragraphs: &[String]) -> Vec<Located> {
    let events = dataset.events.iter().map(|it| &it.evidence);
    let relationships = dataset.relationships.iter().map(|it| &it.evidence);
    let lists = [
        ("events[", events.collect::<Vec<_>>()),
        ("relationships[", relationships.collect()),
    ];
    let texts: Vec<(Article, &str)> = paragraphs
        .iter()
        .map(|text| (Article::new([text]), text.as_str()))
        .collect();
    let mut located = Vec::new();
    for (list, records) in lists {
        for (index, evidence) in records.into_iter().enumerate() {
            for (number, evidence) in evidence.iter().enumerate() {
                let path = [
                    list,
                    &index.to_string(),
                    "].evidence[",
                    &number.to_string(),
                    "]",
                ];
                located.push(Located {
                    path: path.concat(),
                    paragraph: evidence.paragraph,
                    start: evidence.start.to_string(),
                    end: evidence.end.as_ref().map(ToString::to_string),
                    outcome: outcome(evidence, &texts),
                });
            }
        }
    }
    located
}

/// What a locator finds among paragraphs.
fn outcome(evidence: &Evidence, paragraphs: &[(Article, &str)]) -> Outcome {
    let wanted = (evidence.paragraph as usize).saturating_sub(1);
    // The paragraph that the dataset names settles it, if the passage stands
    // there once: a reader is led to it whatever else is like it.
    if let Some((article, text)) = paragraphs.get(wanted) {
        match count(evidence, article, text) {
            0 => {}
            1 => return Outcome::Found,
            _ => return Outcome::Ambiguous(vec![wanted + 1, wanted + 1]),
        }
    }
    let mut elsewhere = Vec::new();
    for (index, (article, text)) in paragraphs.iter().enumerate() {
        for _ in 0..count(evidence, article, text) {
            elsewhere.push(index + 1);
        }
    }
    match elsewhere.as_slice() {
        [] => Outcome::Lost,
        [only] => Outcome::Elsewhere(*only),
        _ => Outcome::Ambiguous(elsewhere),
    }
}

/// How often a passage begins in a paragraph; two stands for more.
fn count(evidence: &Evidence, article: &Article, text: &str) -> usize {
    let Some(first) = article.find(evidence) else {
        return 0;
    };
    let units: Vec<u16> = text.encode_utf16().skip(first.range.start + 1).collect();
    let rest = String::from_utf16_lossy(&units);
    match Article::new([rest]).find(evidence) {
        None => 1,
        Some(_) => 2,
    }
}

/// The locator of a passage that stands in the paragraph with this number, from
/// 1: six words at either end, or all of it where it is short.
///
/// `None` where there is no word in it.
///
/// ```
/// use backstory_formats::locator;
///
/// let passage = "We have supplied helicopters, cars and small arms to the security forces";
/// let evidence = locator(11, passage).unwrap();
/// assert_eq!(evidence.start, "We have supplied helicopters, cars and");
/// assert_eq!(evidence.end.as_deref(), Some("small arms to the security forces"));
/// ```
#[must_use]
pub fn locator(paragraph: u32, passage: &str) -> Option<EvidenceDocument> {
    let words: Vec<&str> = passage.split_whitespace().collect();
    let first = words.get(..WORDS.min(words.len()))?;
    if first.is_empty() {
        return None;
    }
    // The two ends never share a word.
    let last = words.get(words.len().saturating_sub(WORDS).max(WORDS)..);
    let last = last.filter(|last| !last.is_empty());
    Some(EvidenceDocument {
        paragraph,
        start: first.join(" "),
        end: last.map(|last| last.join(" ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use backstory_core::dataset::{Value, decode};

    fn outcomes(evidence: serde_json::Value, article: &str) -> Vec<Outcome> {
        let document = serde_json::json!({
            "format": "backstory/1",
            "events": [{"id": "e", "title": "T", "kind": "other", "status": "happened",
                        "evidence": evidence}]
        });
        let value: Value = serde_json::from_value(document).unwrap();
        let dataset = decode(&value).unwrap().dataset;
        let located = locate_all(&dataset, &article_paragraphs(article));
        located.into_iter().map(|it| it.outcome).collect()
    }

    #[test]
    fn a_locator_is_found_or_lost_or_means_several() {
        let article = "Sudan met Russia.\n\nKenya met Russia, and Kenya met China.\nChad.";
        let evidence = serde_json::json!([
            {"paragraph": 1, "start": "met Russia"},
            {"paragraph": 3, "start": "met Russia"},
            {"paragraph": 1, "start": "met china"},
            {"paragraph": 2, "start": "Kenya met"},
            {"paragraph": 2, "start": "Uganda"},
        ]);
        assert_eq!(
            outcomes(evidence, article),
            [
                Outcome::Found,
                Outcome::Ambiguous(vec![1, 2]),
                Outcome::Elsewhere(2),
                Outcome::Ambiguous(vec![2, 2]),
                Outcome::Lost,
            ]
        );
    }

    #[test]
    fn an_article_is_text_or_html() {
        assert_eq!(
            article_paragraphs("[1] One.\n\n[2] Two.\n"),
            ["One.", "Two."]
        );
        assert_eq!(
            article_paragraphs("<p>One.</p><p>Two.</p>"),
            ["One.", "Two."]
        );
    }

    proptest::proptest! {
        #[test]
        fn a_locator_leads_back_to_its_passage(words in proptest::collection::vec("[a-z]{1,5}[.,]?", 1..20)) {
            let passage = words.join(" ");
            let text = ["Before that, 1 2 3. ", &passage, " And 4 5 6 after."].concat();
            let made = locator(1, &passage).unwrap();
            let evidence = Evidence {
                paragraph: 1,
                start: made.start.as_str().into(),
                end: made.end.as_deref().map(Into::into),
            };
            let found = Article::new([&text]).find(&evidence);
            proptest::prop_assert!(found.is_some());
        }
    }
}
