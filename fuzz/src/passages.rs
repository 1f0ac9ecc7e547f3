//! Articles, and passages in them.

use backstory_core::anchor::{Anchor, ArticleText, Counting, FoundPassage};
use backstory_core::dataset::Evidence;
use backstory_formats::{
    article_paragraphs, page_paragraphs, paragraphs, read_article, text_quote,
};

use crate::bytes::{Numbers, text};

/// An article as a page or as text.
pub fn article(bytes: &[u8]) {
    let text = text(bytes);
    for selector in [None, Some("article"), Some("body > *"), Some("[")] {
        let Ok(found) = page_paragraphs(&text, selector) else {
            continue;
        };
        let mut last = 0;
        for paragraph in &found {
            assert!(paragraph.number >= last.max(1), "{paragraph:?}");
            assert!(!paragraph.text.trim().is_empty(), "{paragraph:?}");
            last = paragraph.number;
        }
    }
    let _ = paragraphs(&text);
    let Ok(article) = read_article(&text, None) else {
        return;
    };
    // What a page becomes as a text has the same numbers.
    let lines = article_paragraphs(&text);
    let again = read_article(&lines.join("\n\n"), None);
    let is_plain = lines.iter().all(|line| !line.contains(['<', '[', '#']));
    let is_shown = article.paragraphs().iter().all(|it| !it.is_aside);
    if let (Ok(again), true, true) = (again, is_plain, is_shown) {
        let numbers = |article: &ArticleText| -> Vec<u32> {
            article.paragraphs().iter().map(|it| it.number).collect()
        };
        if !text.contains('[') {
            assert_eq!(numbers(&again), numbers(&article), "{lines:?}");
        }
    }
    for paragraph in article.paragraphs() {
        quoted(&article, paragraph.number, &paragraph.text, bytes);
    }
}

/// Paragraphs, one a line, and in the last line a passage: its start, and its end behind
/// "//".
pub fn anchor(bytes: &[u8]) {
    let text = text(bytes);
    let (lines, passage) = text.rsplit_once('\n').unwrap_or((&text, ""));
    let article = ArticleText::new(lines.lines());
    let (start, end) = passage.split_once("//").unwrap_or((passage, ""));
    for paragraph in [0, 1, 2, u32::MAX] {
        let evidence = Evidence {
            paragraph,
            start: start.into(),
            end: Some(end.into()).filter(|_| !end.is_empty()),
        };
        for counting in [Counting::Either, Counting::PElements, Counting::Paragraphs] {
            lies_in(&article, &article.anchor(&evidence, counting));
        }
        let _ = article.counting([&evidence].into_iter());
    }
    for (number, line) in (1..).zip(lines.lines()) {
        quoted(&article, number, line, bytes);
    }
}

/// A quote of words that stand in a paragraph is found.
fn quoted(article: &ArticleText, number: u32, paragraph: &str, bytes: &[u8]) {
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    let mut numbers = Numbers::of(bytes);
    let from = numbers.below(words.len());
    let to = from + 1 + numbers.below(words.len() - from.min(words.len()));
    let Some(words) = words.get(from..to) else {
        return;
    };
    let Some(quote) = text_quote(number, &words.join(" ")) else {
        return;
    };
    let evidence = Evidence {
        paragraph: number,
        start: quote.start.as_str().into(),
        end: quote.end.as_deref().map(Into::into),
    };
    lies_in(article, &article.anchor(&evidence, Counting::Either));
}

/// A place lies in its paragraph, between letters.
fn lies_in(article: &ArticleText, anchor: &Anchor) {
    let places: Vec<&FoundPassage> = match anchor {
        Anchor::Found(found) | Anchor::Elsewhere(found) => vec![found],
        Anchor::Ambiguous(places) => places.iter().collect(),
        Anchor::Missing => Vec::new(),
    };
    for place in places {
        let paragraph = article
            .paragraphs()
            .get(place.paragraph)
            .expect("a paragraph");
        let units: Vec<u16> = paragraph.text.encode_utf16().collect();
        let found = units.get(place.range.clone()).expect("a place in it");
        assert!(!found.is_empty(), "nothing is found in {paragraph:?}");
        String::from_utf16(found).expect("whole letters");
        assert!(!article.words(place).trim().is_empty());
    }
}
