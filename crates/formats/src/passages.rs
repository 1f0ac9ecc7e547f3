//! Text quotes (W3C Web Annotation Data Model, section 4.2.4) looked for in an article:
//! which resolve, which are ambiguous, and how one is made from a selected passage.

use std::collections::{HashMap, HashSet};

use super::html;
use crate::EvidenceDocument;
use backstory_core::anchor::{Anchor, ArticleText, Paragraph};
use backstory_core::dataset::{Dataset, Evidence, Value};

/// How many words either end of a text quote has, and how many one without an end.
const WORDS: usize = 6;
const WORDS_ALONE: usize = 12;

/// The result for one text quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnchoredQuote {
    /// Where it stands in the dataset: `events[2].evidence[0]`.
    pub path: String,
    /// The paragraph that the dataset names, from 1.
    pub paragraph: u32,
    /// The passage, as the dataset has it.
    pub start: String,
    /// Its end.
    pub end: Option<String>,
    /// What was found.
    pub outcome: QuoteStatus,
}

/// What was found of a text quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuoteStatus {
    /// One passage, in the paragraph that the dataset names.
    Found,
    /// One passage, in another paragraph; its number, from 1.
    Elsewhere(usize),
    /// More than one passage, of which nothing tells which is meant; the numbers
    /// of the paragraphs that they are in, from 1.
    Ambiguous(Vec<usize>),
    /// None.
    Lost,
}

impl QuoteStatus {
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

/// An article that is HTML, or text with one paragraph a line.
///
/// In a text, blank lines are none. A number in brackets at a line's beginning,
/// `[12] `, is the paragraph's number and not of its text. A line that begins
/// with `# ` is a heading or a caption, which is not counted.
///
/// `selector` names the article's element in a page; without it, it is found as
/// `docs/article.md` says.
///
/// # Errors
///
/// Where `selector` is none, or names nothing.
pub fn read_article(text: &str, selector: Option<&str>) -> Result<ArticleText, String> {
    if is_html(text) {
        return Ok(ArticleText::of(html::page_paragraphs(text, selector)?));
    }
    Ok(ArticleText::of(text_paragraphs(text)))
}

/// The texts of an article's paragraphs, as lines that [`read_article`] reads.
#[must_use]
pub fn article_paragraphs(text: &str) -> Vec<String> {
    if !is_html(text) {
        let numbered = text_paragraphs(text).into_iter();
        return numbered.map(|it| it.text).collect();
    }
    let paragraphs = html::page_paragraphs(text, None).unwrap_or_default();
    let line = |it: Paragraph| {
        let sign = if it.is_aside { "# " } else { "" };
        [sign, &html::squeeze(&it.text)].concat()
    };
    paragraphs.into_iter().map(line).collect()
}

fn is_html(text: &str) -> bool {
    [
        "<p>",
        "<p ",
        "<P>",
        "<P ",
        "<article",
        "<body",
        "<html",
        "<div",
        "<!doctype",
        "<!DOCTYPE",
    ]
    .iter()
    .any(|tag| text.contains(tag))
}

/// The number in front of a line of an article, as in `[3] The words`, and the words.
#[must_use]
pub fn numbered_line(line: &str) -> Option<(u32, &str)> {
    let (number, words) = line.strip_prefix('[')?.split_once("] ")?;
    Some((number.parse().ok()?, words))
}

fn text_paragraphs(text: &str) -> Vec<Paragraph> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut last = 0;
    let paragraphs = lines.map(|line| {
        let is_aside = line.starts_with("# ");
        let (number, text) = numbered_line(line).unwrap_or((last + 1, line));
        if !is_aside {
            last = number;
        }
        Paragraph::plain(text.to_owned(), number, is_aside)
    });
    let mut paragraphs: Vec<Paragraph> = paragraphs.collect();
    // What is aside at the end goes by the last number, as in a page.
    let trailing = paragraphs.iter_mut().rev().take_while(|it| it.is_aside);
    trailing.for_each(|it| it.number = last.max(1));
    paragraphs
}

/// Looks for every text quote of a dataset in paragraphs that are numbered in order.
#[must_use]
pub fn anchor_quotes(dataset: &Dataset, paragraphs: &[String]) -> Vec<AnchoredQuote> {
    anchor_all(dataset, &ArticleText::new(paragraphs))
}

/// Looks for every text quote of a dataset.
#[must_use]
pub fn anchor_all(dataset: &Dataset, article: &ArticleText) -> Vec<AnchoredQuote> {
    let mut quotes: Vec<(String, &Evidence)> = Vec::new();
    let paths = |record: &str, evidence: &[Evidence]| -> Vec<String> {
        let numbers = 0..evidence.len();
        numbers
            .map(|at| format!("{record}.evidence[{at}]"))
            .collect()
    };
    for (index, event) in dataset.events.iter().enumerate() {
        let path = format!("events[{index}]");
        quotes.extend(
            paths(&path, &event.evidence)
                .into_iter()
                .zip(&event.evidence),
        );
        for (relation, links) in event.order.iter().flat_map(|order| order.lists()) {
            for (at, link) in links.iter().enumerate() {
                let path = format!("{path}.{}[{at}]", relation.as_str());
                quotes.extend(paths(&path, &link.evidence).into_iter().zip(&link.evidence));
            }
        }
    }
    for (index, it) in dataset.relationships.iter().enumerate() {
        let path = format!("relationships[{index}]");
        quotes.extend(paths(&path, &it.evidence).into_iter().zip(&it.evidence));
    }
    let counting = article.counting(quotes.iter().map(|(_, evidence)| *evidence));
    let anchored = quotes.into_iter().map(|(path, evidence)| AnchoredQuote {
        path,
        paragraph: evidence.paragraph,
        start: evidence.start.to_string(),
        end: evidence.end.as_ref().map(ToString::to_string),
        outcome: article.anchor(evidence, counting).into(),
    });
    anchored.collect()
}

/// The same with places in `document`, which the dataset was read from; and the
/// records of the document that the dataset lacks, such as `events[2]`.
#[must_use]
pub fn anchor_quotes_in(
    document: &Value,
    dataset: &Dataset,
    article: &ArticleText,
) -> (Vec<AnchoredQuote>, Vec<String>) {
    let events = dataset.events.iter().map(|it| &*it.id).collect();
    let relationships = dataset.relationships.iter().map(|it| &*it.id).collect();
    let lists: [(&str, Vec<&str>); 2] = [("events", events), ("relationships", relationships)];
    let mut skipped = Vec::new();
    let own: Vec<(&str, Vec<usize>)> = lists
        .into_iter()
        .map(|(list, ids)| {
            let records = field(document, list).and_then(|it| match it {
                Value::List(records) => Some(records.as_slice()),
                _ => None,
            });
            let mut places: HashMap<&str, usize> = HashMap::new();
            let kept: HashSet<&str> = ids.iter().copied().collect();
            for (index, record) in records.unwrap_or_default().iter().enumerate() {
                let id = match field(record, "id") {
                    Some(Value::Text(id)) => id.trim(),
                    _ => "",
                };
                if kept.contains(id) && !places.contains_key(id) {
                    places.insert(id, index);
                } else {
                    skipped.push([list, "[", &index.to_string(), "]"].concat());
                }
            }
            let place = |id: &&str| places.get(id).copied().unwrap_or_default();
            (list, ids.iter().map(place).collect())
        })
        .collect();
    let mut anchored = anchor_all(dataset, article);
    for it in &mut anchored {
        let place = it.path.split_once('[').and_then(|(list, rest)| {
            let (index, rest) = rest.split_once(']')?;
            let (_, places) = own.iter().find(|(own, _)| *own == list)?;
            let place = places.get(index.parse::<usize>().ok()?)?;
            Some([list, "[", &place.to_string(), "]", rest].concat())
        });
        if let Some(place) = place {
            it.path = place;
        }
    }
    (anchored, skipped)
}

fn field<'v, 'd>(value: &'v Value<'d>, name: &str) -> Option<&'v Value<'d>> {
    let Value::Map(fields) = value else {
        return None;
    };
    fields
        .iter()
        .find(|(field, _)| field == name)
        .map(|(_, value)| value)
}

impl From<Anchor> for QuoteStatus {
    fn from(anchor: Anchor) -> Self {
        match anchor {
            Anchor::Found(_) => Self::Found,
            Anchor::Elsewhere(found) => Self::Elsewhere(found.number as usize),
            Anchor::Ambiguous(all) => {
                Self::Ambiguous(all.iter().map(|it| it.number as usize).collect())
            }
            Anchor::Missing => Self::Lost,
        }
    }
}

/// The text quote of a passage that stands in the paragraph with this number, from
/// 1: all of it where it has twelve words at most, else six words at either end.
///
/// `None` where there is no word in it.
///
/// ```
/// use backstory_formats::text_quote;
///
/// let passage = "We have supplied helicopters, cars and small arms to all the security forces";
/// let evidence = text_quote(11, passage).unwrap();
/// assert_eq!(evidence.start, "We have supplied helicopters, cars and");
/// assert_eq!(evidence.end.as_deref(), Some("arms to all the security forces"));
/// ```
#[must_use]
pub fn text_quote(paragraph: u32, passage: &str) -> Option<EvidenceDocument> {
    let words: Vec<&str> = passage.split_whitespace().collect();
    let is_whole = words.len() <= WORDS_ALONE;
    let first = words.get(..if is_whole { words.len() } else { WORDS })?;
    if first.is_empty() {
        return None;
    }
    let last = words.get(words.len().saturating_sub(WORDS)..);
    let last = last.filter(|_| !is_whole);
    Some(EvidenceDocument {
        paragraph,
        start: first.join(" "),
        end: last.map(|last| last.join(" ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use backstory_core::dataset::{Evidence, Value, decode};

    fn outcomes(evidence: serde_json::Value, article: &str) -> Vec<QuoteStatus> {
        let document = serde_json::json!({
            "format": "backstory/1",
            "events": [{"id": "e", "title": "T", "kind": "other", "status": "happened",
                        "evidence": evidence}]
        });
        let value: Value = serde_json::from_value(document).unwrap();
        let dataset = decode(&value).unwrap().dataset;
        let anchored = anchor_all(&dataset, &read_article(article, None).unwrap());
        anchored.into_iter().map(|it| it.outcome).collect()
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
                QuoteStatus::Found,
                QuoteStatus::Ambiguous(vec![1, 2]),
                QuoteStatus::Elsewhere(2),
                QuoteStatus::Ambiguous(vec![2, 2]),
                QuoteStatus::Lost,
            ]
        );
    }

    #[test]
    fn an_article_is_text_or_html() {
        assert_eq!(
            article_paragraphs("[1] One.\n\n[2] Two.\n"),
            ["One.", "Two."]
        );
        let numbers = |text: &str| {
            let article = read_article(text, None).unwrap();
            let numbers = article.paragraphs().iter().map(|it| it.number);
            numbers.collect::<Vec<_>>()
        };
        assert_eq!(numbers("One.\n[4] Four.\nFive."), [1, 4, 5]);
        // What a page becomes as a text has the same numbers.
        let page = "<h1>Head</h1><p>One.</p><h2>Then</h2><p>Two.</p><h2>End</h2>";
        let text = article_paragraphs(page).join("\n\n");
        assert_eq!(text, "# Head\n\nOne.\n\n# Then\n\nTwo.\n\n# End");
        assert_eq!(numbers(page), [1, 1, 2, 2, 2]);
        assert_eq!(numbers(&text), [1, 1, 2, 2, 2]);
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
            let made = text_quote(1, &passage).unwrap();
            let evidence = Evidence {
                paragraph: 1,
                start: made.start.as_str().into(),
                end: made.end.as_deref().map(Into::into),
            };
            // One word may well be somewhere else, too.
            let found = ArticleText::new([&text]).anchor(&evidence, backstory_core::anchor::Counting::Either);
            proptest::prop_assert!(found != Anchor::Missing);
        }
    }
}
