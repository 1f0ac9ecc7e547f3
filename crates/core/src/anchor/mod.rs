//! Which passage of an article a text quote means.
//!
//! An [`Evidence`] names a passage by its two ends: a text quote (W3C Web Annotation
//! Data Model, section 4.2.4) cut down, as in a Text Fragment (URL Fragment Text
//! Directives, WICG; `#:~:text=start,end`). Here it is found in an article's text, whatever
//! typesetting did to it. Nothing here knows of a page: an [`Outline`] is told
//! what an article is made of, and makes its paragraphs. `docs/article.md` has
//! the definitions of article, paragraph, number and passage.

mod anchored;
mod folded;
mod fragment;
mod paragraphs;

use std::ops::Range;

pub use anchored::{AnchoredPassages, Passage};
pub use fragment::text_fragment;
pub use paragraphs::{Outline, Paragraph};

use folded::{Folded, FoldedIndex};

use crate::dataset::Evidence;

/// How many places of an ambiguous passage are looked for.
const MAX_PLACES: usize = 9;

/// An article's paragraphs, made ready to find passages in.
#[derive(Clone, Debug)]
pub struct ArticleText {
    paragraphs: Vec<Paragraph>,
    /// The letters of each in `text`.
    letters: Vec<Range<usize>>,
    text: Folded,
    index: FoldedIndex,
    /// The paragraphs by each way to count them, as (number, paragraph), sorted.
    numbers: Vec<(u32, u32)>,
    p_numbers: Vec<(u32, u32)>,
}

/// Where a passage stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPassage {
    /// The paragraph, as an index from 0.
    pub paragraph: usize,
    /// The paragraph's number, as the dataset counts.
    pub number: u32,
    /// The passage in the paragraph's text, in UTF-16 code units, as the DOM
    /// counts them.
    pub range: Range<usize>,
}

/// What was found of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// One place, in the paragraph that the dataset names.
    Found(FoundPassage),
    /// One place, in another paragraph.
    Elsewhere(FoundPassage),
    /// Several places, of which nothing tells which is meant; nine at most.
    Ambiguous(Vec<FoundPassage>),
    /// None.
    Missing,
}

impl Anchor {
    /// The one place, in whichever paragraph.
    #[must_use]
    pub const fn place(&self) -> Option<&FoundPassage> {
        match self {
            Self::Found(found) | Self::Elsewhere(found) => Some(found),
            Self::Ambiguous(_) | Self::Missing => None,
        }
    }
}

/// How a dataset counts paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// By [`Paragraph::number`].
    Paragraphs,
    /// By [`Paragraph::p`].
    PElements,
    /// Its passages fit both.
    Either,
}

impl ArticleText {
    /// Takes the texts of an article's paragraphs, which are numbered in order.
    pub fn new<T: AsRef<str>>(paragraphs: impl IntoIterator<Item = T>) -> Self {
        let numbered = (1..).zip(paragraphs);
        let numbered =
            numbered.map(|(n, text)| Paragraph::plain(text.as_ref().to_owned(), n, false));
        Self::of(numbered.collect())
    }

    /// Takes an article's paragraphs.
    #[must_use]
    pub fn of(paragraphs: Vec<Paragraph>) -> Self {
        let mut text = Folded::default();
        let letters = paragraphs.iter().map(|it| text.add(&it.text)).collect();
        let count = |number: &dyn Fn(&Paragraph) -> u32| {
            let mut numbers: Vec<(u32, u32)> = paragraphs.iter().map(number).zip(0..).collect();
            crate::util::sort::sort_by(&mut numbers, Ord::cmp);
            numbers
        };
        Self {
            letters,
            index: FoldedIndex::new(text.letters()),
            text,
            numbers: count(&|it| it.number),
            p_numbers: count(&|it| it.p),
            paragraphs,
        }
    }

    /// The paragraphs.
    #[must_use]
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// How many paragraphs there are, counted in one way.
    #[must_use]
    pub fn count(&self, counting: Counting) -> u32 {
        let number = |it: &Paragraph| match counting {
            Counting::PElements => it.p,
            _ => it.number,
        };
        self.paragraphs.iter().map(number).max().unwrap_or(0)
    }

    /// The one place of a passage, in whichever paragraph.
    #[must_use]
    pub fn find(&self, evidence: &Evidence) -> Option<FoundPassage> {
        match self.anchor(evidence, Counting::Either) {
            Anchor::Found(found) | Anchor::Elsewhere(found) => Some(found),
            Anchor::Ambiguous(_) | Anchor::Missing => None,
        }
    }

    /// How a dataset counts, by those of its passages whose words stand in the
    /// article once.
    pub fn counting<'e>(&self, evidence: impl Iterator<Item = &'e Evidence>) -> Counting {
        let (mut by_number, mut by_p) = (0_u32, 0_u32);
        for evidence in evidence {
            let places = Needle::new(evidence).places(self, 0..self.paragraphs.len(), 2);
            if let [found] = places.as_slice() {
                let p = self.paragraphs.get(found.paragraph).map_or(0, |it| it.p);
                by_number += u32::from(found.number == evidence.paragraph);
                by_p += u32::from(p == evidence.paragraph);
            }
        }
        match by_number.cmp(&by_p) {
            std::cmp::Ordering::Greater => Counting::Paragraphs,
            std::cmp::Ordering::Less => Counting::PElements,
            std::cmp::Ordering::Equal => Counting::Either,
        }
    }

    /// What the article has of a passage.
    ///
    /// Words that stand once are found, wherever they are. Of those that stand
    /// several times, the one in the paragraph that the dataset names is meant;
    /// there, what is aside stands back, and what is not shown stands back
    /// everywhere.
    #[must_use]
    pub fn anchor(&self, evidence: &Evidence, counting: Counting) -> Anchor {
        let needle = Needle::new(evidence);
        let mut named = Vec::new();
        for (is_meant, numbers) in [
            (counting != Counting::PElements, &self.numbers),
            (counting != Counting::Paragraphs, &self.p_numbers),
        ] {
            if is_meant && evidence.paragraph > 0 {
                named.extend(self.numbered(numbers, evidence.paragraph));
            }
        }
        crate::util::sort::sort_by(&mut named, Ord::cmp);
        named.dedup();
        let mut places = Vec::new();
        for paragraph in named {
            places.extend(needle.places(self, paragraph..paragraph + 1, MAX_PLACES));
        }
        let is_named = !places.is_empty();
        if !is_named {
            places = needle.places(self, 0..self.paragraphs.len(), MAX_PLACES);
        }
        let paragraph = |it: &FoundPassage| self.paragraphs.get(it.paragraph);
        prefer(&mut places, |it| {
            paragraph(it).is_some_and(|it| !it.is_hidden)
        });
        if is_named {
            prefer(&mut places, |it| {
                paragraph(it).is_some_and(|it| !it.is_aside)
            });
        }
        if counting == Counting::PElements {
            for place in &mut places {
                let p = self.paragraphs.get(place.paragraph).map_or(0, |it| it.p);
                if p > 0 {
                    place.number = p;
                }
            }
        }
        match (places.pop(), places.is_empty()) {
            (None, _) => Anchor::Missing,
            (Some(only), true) if is_named => Anchor::Found(only),
            (Some(only), true) => Anchor::Elsewhere(only),
            (Some(last), false) => {
                places.push(last);
                Anchor::Ambiguous(places)
            }
        }
    }

    /// The words of a place as they are printed, in one line, without the signs
    /// of footnotes.
    #[must_use]
    pub fn words(&self, found: &FoundPassage) -> String {
        let text = self.paragraphs.get(found.paragraph).map(|it| &*it.text);
        let units = text.unwrap_or_default().encode_utf16();
        let units = units.skip(found.range.start).take(found.range.len());
        let mut words = String::new();
        for letter in char::decode_utf16(units) {
            match letter.unwrap_or(char::REPLACEMENT_CHARACTER) {
                letter if letter.is_whitespace() => {
                    if !words.ends_with(' ') {
                        words.push(' ');
                    }
                }
                '\u{ad}' => {}
                letter => words.push(letter),
            }
        }
        words.truncate(words.trim_end().len());
        words
    }

    /// Whether a place in a paragraph is between two letters of a word.
    fn is_inside_word(&self, paragraph: &Range<usize>, place: usize) -> bool {
        let joins = |place: usize| {
            let letter = self.text.letters().get(place);
            letter.is_some_and(|it| it.is_alphanumeric() && !is_unspaced(*it))
        };
        place > paragraph.start && place < paragraph.end && joins(place - 1) && joins(place)
    }

    /// The paragraphs with a number, in order.
    fn numbered(&self, numbers: &[(u32, u32)], number: u32) -> Vec<usize> {
        let from = numbers.partition_point(|(other, _)| *other < number);
        let numbers = numbers.iter().skip(from);
        let same = numbers.take_while(|(other, _)| *other == number);
        same.map(|(_, paragraph)| *paragraph as usize).collect()
    }
}

/// Whether a letter is of a script that has no spaces between words: Thai, Lao,
/// Burmese, Khmer, Chinese, Japanese.
const fn is_unspaced(letter: char) -> bool {
    matches!(
        letter,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Keeps only the places that are better, where there are any.
fn prefer(places: &mut Vec<FoundPassage>, is_better: impl Fn(&FoundPassage) -> bool) {
    if places.iter().any(&is_better) {
        places.retain(is_better);
    }
}

/// The two ends of a passage, folded.
struct Needle {
    start: Folded,
    end: Option<Folded>,
}

impl Needle {
    fn new(evidence: &Evidence) -> Self {
        Self {
            start: Folded::new(&evidence.start),
            end: evidence.end.as_deref().map(Folded::new),
        }
    }

    /// The places in these paragraphs, up to `most`: from each `start` to the
    /// nearest `end` behind it in its paragraph. Where the words stand as whole
    /// words, parts of longer words are not meant.
    fn places(
        &self,
        article: &ArticleText,
        paragraphs: Range<usize>,
        most: usize,
    ) -> Vec<FoundPassage> {
        let whole = self.places_of(article, paragraphs.clone(), most, true);
        if whole.is_empty() {
            return self.places_of(article, paragraphs, most, false);
        }
        whole
    }

    fn places_of(
        &self,
        article: &ArticleText,
        paragraphs: Range<usize>,
        most: usize,
        of_whole_words: bool,
    ) -> Vec<FoundPassage> {
        let start = self.start.letters();
        let mut places = Vec::new();
        let mut paragraph = paragraphs.start;
        let bounds = article.letters.get(paragraphs).unwrap_or_default();
        let (Some(first), Some(last)) = (bounds.first(), bounds.last()) else {
            return places;
        };
        let within = first.start..last.end;
        let indexed = article.index.places(start, &within);
        let mut indexed = indexed.map(|it| it.iter().map(|it| *it as usize));
        let mut from = within.start;
        while places.len() < most {
            let at = match &mut indexed {
                Some(indexed) => indexed.next(),
                None => article.text.position(start, from, within.end),
            };
            let Some(at) = at else { break };
            if at < from {
                continue;
            }
            from = at + 1;
            let after = at + start.len();
            if article.text.letters().get(at..after) != Some(start) {
                continue;
            }
            let bounds = loop {
                match article.letters.get(paragraph) {
                    Some(bounds) if bounds.end <= at => paragraph += 1,
                    bounds => break bounds,
                }
            };
            let Some(bounds) = bounds else { break };
            let is_part = of_whole_words
                && (article.is_inside_word(bounds, at)
                    || (self.end.is_none() && article.is_inside_word(bounds, after)));
            if after > bounds.end || is_part {
                continue;
            }
            let end = match &self.end {
                None => Some(after),
                Some(end) => {
                    let end = end.letters();
                    let found = article.text.position(end, after, bounds.end);
                    found.map(|at| at + end.len())
                }
            };
            let Some(end) = end else {
                // None is behind a later start of this paragraph either.
                from = bounds.end;
                continue;
            };
            let number = article.paragraphs.get(paragraph).map_or(0, |it| it.number);
            if let Some(range) = article.text.source(at..end) {
                // Of several starts before one end the first is meant, as in a
                // Text Fragment.
                let is_inside =
                    |it: &FoundPassage| it.paragraph == paragraph && it.range.end == range.end;
                if places.last().is_some_and(is_inside) {
                    continue;
                }
                places.push(FoundPassage {
                    paragraph,
                    number,
                    range,
                });
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(paragraph: u32, start: &str, end: Option<&str>) -> Evidence {
        Evidence {
            paragraph,
            start: start.into(),
            end: end.map(Into::into),
        }
    }

    fn found(paragraphs: &[&str], evidence: &Evidence) -> Option<(usize, String)> {
        let found = ArticleText::new(paragraphs).find(evidence)?;
        let units: Vec<u16> = paragraphs[found.paragraph].encode_utf16().collect();
        Some((
            found.paragraph,
            String::from_utf16(&units[found.range]).unwrap(),
        ))
    }

    #[test]
    fn a_dash_at_an_end_and_one_at_the_next_beginning_are_two() {
        let paragraphs = ["He said this and —", "— No, she said."];
        for (number, passage, whole) in [(1, "this and —", "this and —"), (2, "— No", "— No")]
        {
            let place = found(&paragraphs, &evidence(number, passage, None));
            assert_eq!(place, Some((number as usize - 1, whole.to_owned())));
        }
    }

    #[test]
    fn typesetting_makes_no_difference() {
        let text = "He said:\u{a0}“Russia’s   state–owned\nfirm” would — in time — build.";
        for (start, end, passage) in [
            (
                "russia's state-owned",
                Some("in TIME"),
                "Russia’s   state–owned\nfirm” would — in time",
            ),
            ("\"Russia's", None, "“Russia’s"),
            ("He said: “", Some("build."), text),
        ] {
            let passage = Some((0, passage.to_owned()));
            assert_eq!(found(&[text], &evidence(1, start, end)), passage, "{start}");
        }
    }

    #[test]
    fn the_end_comes_after_the_start() {
        let text = "the end, the start, the end";
        let passage = found(&[text], &evidence(1, "the start", Some("the end")));
        assert_eq!(passage.unwrap().1, "the start, the end");
        assert_eq!(
            found(&[text], &evidence(1, "the end", Some("nothing"))),
            None
        );
        // A later start may have the end that the first one lacks.
        let text = "x a b x a c";
        assert_eq!(
            found(&[text], &evidence(1, "x a", Some("c"))).unwrap().1,
            "x a b x a c"
        );
    }

    #[test]
    fn the_paragraph_that_is_named_is_meant() {
        let article = ArticleText::new(["Sudan", "Kenya", "Sudan", "Uganda"]);
        let anchor = |paragraph, start| {
            let anchor = article.anchor(&evidence(paragraph, start, None), Counting::Either);
            match anchor {
                Anchor::Found(it) => ("found", vec![it.number]),
                Anchor::Elsewhere(it) => ("elsewhere", vec![it.number]),
                Anchor::Ambiguous(all) => ("ambiguous", all.iter().map(|it| it.number).collect()),
                Anchor::Missing => ("missing", Vec::new()),
            }
        };
        assert_eq!(anchor(1, "sudan"), ("found", vec![1]));
        assert_eq!(anchor(3, "Sudan"), ("found", vec![3]));
        // The nearest lookalike is not what is meant.
        assert_eq!(anchor(4, "Sudan"), ("ambiguous", vec![1, 3]));
        assert_eq!(anchor(4, "Kenya"), ("elsewhere", vec![2]));
        assert_eq!(anchor(u32::MAX, "Kenya"), ("elsewhere", vec![2]));
        assert_eq!(anchor(9, "Chad"), ("missing", vec![]));
    }

    #[test]
    fn a_dataset_counts_in_one_way() {
        let told = "\u{1}ul\u{1}li\u{3}ONE: they met.\u{2}\u{2}\u{1}p\u{3}TWO: they met.\u{2}\
                    \u{1}p\u{3}THREE: they met. The last.\u{2}";
        let article = ArticleText::of(Outline::read(told));
        let met = evidence(2, "they met", None);
        let place = |counting| {
            article
                .anchor(&met, counting)
                .place()
                .map(|it| it.paragraph)
        };
        assert_eq!(place(Counting::Paragraphs), Some(1));
        assert_eq!(place(Counting::PElements), Some(2));
        assert_eq!(place(Counting::Either), None);
        let counting = |paragraph| {
            let last = evidence(paragraph, "The last", None);
            article.counting([&last, &met].into_iter())
        };
        assert_eq!(counting(3), Counting::Paragraphs);
        assert_eq!(counting(2), Counting::PElements);
        assert_eq!(counting(7), Counting::Either);
    }

    #[test]
    fn what_is_aside_stands_back_in_its_own_paragraph_only() {
        let told =
            "\u{1}figure\u{3}They met.\u{2}\u{1}p\u{3}Then they met.\u{2}\u{1}p\u{3}More.\u{2}";
        let article = ArticleText::of(Outline::read(told));
        let anchor = |n| article.anchor(&evidence(n, "they met", None), Counting::Either);
        assert_eq!(anchor(1).place().unwrap().paragraph, 1);
        assert!(matches!(anchor(2), Anchor::Ambiguous(all) if all.len() == 2));
    }

    #[test]
    fn a_part_of_a_longer_word_is_not_a_match() {
        let place = |text, start| found(&[text], &evidence(1, start, None)).map(|it| it.1);
        assert_eq!(place("Metal met metals", "met").as_deref(), Some("met"));
        // Where words are written together, a part is all there is.
        assert_eq!(place("والوزير قال", "الوزير").as_deref(), Some("الوزير"));
        assert_eq!(place("中国总统会见", "总统").as_deref(), Some("总统"));
        assert_eq!(place("总统，总统府", "总统"), None);
    }

    #[test]
    fn many_lookalikes_are_found_quickly_and_not_all_listed() {
        let text = "a b ".repeat(50_000);
        let article = ArticleText::new([text]);
        for end in [None, Some("never there")] {
            let anchor = article.anchor(&evidence(u32::MAX, "a b a", end), Counting::Either);
            match end {
                None => assert!(matches!(anchor, Anchor::Ambiguous(all) if all.len() == 9)),
                Some(_) => assert_eq!(anchor, Anchor::Missing),
            }
        }
    }

    #[test]
    fn offsets_are_counted_as_the_dom_does() {
        // A letter outside the basic plane is two units; a capital İ is two
        // letters when folded.
        let text = "𝕏 İzmir Ankara";
        let range = ArticleText::new([text])
            .find(&evidence(1, "ankara", None))
            .unwrap()
            .range;
        assert_eq!(range, 9..15);
        assert_eq!(found(&[text], &evidence(1, "𝕏", None)).unwrap().1, "𝕏");
    }

    #[test]
    fn an_empty_locator_means_nothing() {
        assert_eq!(found(&["text"], &evidence(1, " ", None)), None);
        assert_eq!(found(&[], &evidence(1, "text", None)), None);
    }
}
