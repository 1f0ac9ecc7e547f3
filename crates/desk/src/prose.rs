//! The sentences of an article, and the next one that a record can be made of.

use std::ops::Range;

use super::edit::Value;
use super::mentions::KnownNames;
use super::passage::suggest_by;
use backstory_core::dataset::Date;
use backstory_core::query::fold;
use backstory_formats::numbered_line;

/// Words that end with a full stop within a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "capt", "sen", "rep", "gov", "no", "vs",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "approx",
    "c", "ca", "cf", "e.g", "i.e", "u.s", "u.k", "a.m", "p.m", "m", "mme", "fig",
];

/// A sentence in a text: where it is, in UTF-16 code units as a text field counts, and its words
/// without what it ends with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where its words are.
    pub range: Range<usize>,
    /// Its words.
    pub words: String,
}

/// The sentences of a text with a paragraph a line, in order. Headings, which begin with `# `, are
/// none.
#[must_use]
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut found = Vec::new();
    let mut line_start = 0;
    for line in text.split('\n') {
        let is_heading = line.trim_start().starts_with("# ");
        if !is_heading {
            let mut begin = 0;
            for end in ends(line).into_iter().chain([line.len()]) {
                let part = line.get(begin..end).unwrap_or_default();
                found.extend(sentence(line, begin, part, line_start));
                begin = end;
            }
        }
        line_start += units(line) + 1;
    }
    found
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A part of a line as a sentence, if there is a word in it.
fn sentence(line: &str, begin: usize, part: &str, line_start: usize) -> Option<Sentence> {
    // A number in front is the paragraph's.
    let trimmed = part.trim_start();
    let number = numbered_line(trimmed).filter(|_| begin == 0);
    let words = number.map_or(trimmed, |(_, rest)| rest);
    let lead = part.len() - words.len();
    let is_end = |it: char| it.is_whitespace() || ".!?…”\"’»".contains(it);
    let words = words.trim_end_matches(is_end);
    let is_start = |it: char| it.is_whitespace() || "“\"‘«".contains(it);
    let inner = words.trim_start_matches(is_start);
    if !inner.contains(char::is_alphabetic) {
        return None;
    }
    let at = begin + lead + (words.len() - inner.len());
    let start = line_start + units(line.get(..at)?);
    Some(Sentence {
        range: start..start + units(inner),
        words: inner.to_owned(),
    })
}

/// Where the sentences of a line end, but for the last.
fn ends(line: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    for (at, sign) in line.char_indices() {
        if !matches!(sign, '.' | '!' | '?' | '…') {
            continue;
        }
        let after = at + sign.len_utf8();
        let rest = line.get(after..).unwrap_or_default();
        let closed = rest.trim_start_matches(['”', '"', '’', '»', ')']);
        let next = closed.trim_start();
        let is_apart = next.len() < closed.len();
        let begins = next
            .chars()
            .next()
            .is_some_and(|it| it.is_uppercase() || it.is_ascii_digit() || "“\"‘«(".contains(it));
        let word = line.get(..at).unwrap_or_default();
        let word = word.rsplit([' ', '(', '“']).next().unwrap_or_default();
        let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        let is_short = sign == '.' && (is_initial || ABBREVIATIONS.contains(&&*fold(word)));
        if is_apart && begins && !is_short {
            ends.push(after + (rest.len() - closed.len()));
        }
    }
    ends
}

/// The sentence that a place in the text is in, or the next one.
#[must_use]
pub fn sentence_from(sentences: &[Sentence], at: usize) -> Option<&Sentence> {
    sentences.iter().find(|it| it.range.end > at)
}

/// The first sentence after a place of which a record can be made: it has a date, or two names
/// that are known, and stands in no passage of a record yet.
#[must_use]
pub fn next_passage(
    document: &Value,
    published: Option<&Date>,
    text: &str,
    taken: &[Range<usize>],
    from: usize,
) -> Option<Sentence> {
    let all = sentences(text);
    let names = KnownNames::of(document);
    let is_free = |it: &Sentence| {
        let overlaps =
            |other: &Range<usize>| other.start < it.range.end && it.range.start < other.end;
        !taken.iter().any(overlaps)
    };
    let says_something = |it: &Sentence| {
        let found = suggest_by(&names, document, &it.words, published);
        found.date.is_some() || found.parties.len() > 1
    };
    let after = all.iter().filter(|it| it.range.start >= from);
    let before = all.iter().filter(|it| it.range.start < from);
    let mut wanted = after.chain(before);
    wanted.find(|it| is_free(it) && says_something(it)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        sentences(text).into_iter().map(|it| it.words).collect()
    }

    #[test]
    fn a_text_has_sentences() {
        for (text, expected) in [
            (
                "He met Mr. Grey of Kestrel Ltd. on 3.4 acres. “We sold it,” she said. It is late!",
                &[
                    "He met Mr. Grey of Kestrel Ltd. on 3.4 acres",
                    "We sold it,” she said",
                    "It is late",
                ][..],
            ),
            (
                "# A heading. Here\n\n[3] J. Smith left. 12 stayed",
                &["J. Smith left", "12 stayed"],
            ),
            ("“Is it so?” Nobody knew.", &["Is it so", "Nobody knew"]),
            ("…\n\n", &[]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn a_sentence_is_where_a_text_field_has_it() {
        let text = "Où 𝄞 est?\n\n“Là, 𝄞.” Bon.";
        let units: Vec<u16> = text.encode_utf16().collect();
        for it in sentences(text) {
            let there = String::from_utf16_lossy(&units[it.range.clone()]);
            assert_eq!(there, it.words);
        }
        let all = sentences(text);
        assert_eq!(
            sentence_from(&all, 0).map(|it| &*it.words),
            Some("Où 𝄞 est")
        );
        assert_eq!(sentence_from(&all, 10).map(|it| &*it.words), Some("Là, 𝄞"));
        assert_eq!(sentence_from(&all, 99), None);
    }

    #[test]
    fn the_next_passage_has_a_date_or_two_names() {
        let document: Value = serde_json::from_str(
            r#"{"entities": [{"id": "a", "name": "Kestrel"}, {"id": "b", "name": "Anna Grey"}]}"#,
        )
        .unwrap();
        let text = "It was late. Kestrel paid Anna Grey. She left. Kestrel closed in 2019.";
        let next = |from: usize, taken: &[Range<usize>]| {
            next_passage(&document, None, text, taken, from).map(|it| it.words)
        };
        assert_eq!(next(0, &[]).as_deref(), Some("Kestrel paid Anna Grey"));
        assert_eq!(next(20, &[]).as_deref(), Some("Kestrel closed in 2019"));
        let paid = 13..35;
        assert_eq!(
            next(0, std::slice::from_ref(&paid)).as_deref(),
            Some("Kestrel closed in 2019")
        );
        // From the end one goes on at the beginning; where nothing is left, nowhere.
        assert_eq!(next(60, &[]).as_deref(), Some("Kestrel paid Anna Grey"));
        let whole = 0..70;
        assert_eq!(next(0, std::slice::from_ref(&whole)), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}") {
            let _ = sentences(&text);
        }
    }
}
