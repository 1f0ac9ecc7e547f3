//! Which passage of an article a locator means.
//!
//! An [`Evidence`] names a passage by its two ends, as a Text Fragment does
//! (`#:~:text=start,end`). Here it is found in an article's text, whatever
//! typesetting did to it: white space, quotation marks, dashes and case are
//! folded on both sides. Nothing here knows of a page; the article comes as the
//! texts of its paragraphs.

mod folded;
mod fragment;
mod located;

use std::ops::Range;

pub use fragment::text_fragment;
pub use located::{Located, Passage};

use folded::Folded;

use crate::dataset::Evidence;

/// An article's paragraphs, made ready to find passages in.
#[derive(Clone, Debug)]
pub struct Article {
    paragraphs: Vec<Folded>,
}

/// Where a passage stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The paragraph, as an index from 0.
    pub paragraph: usize,
    /// The passage in the paragraph's text, in UTF-16 code units, as the DOM
    /// counts them.
    pub range: Range<usize>,
}

impl Article {
    /// Takes the texts of an article's paragraphs, in order.
    pub fn new<T: AsRef<str>>(paragraphs: impl IntoIterator<Item = T>) -> Self {
        let paragraphs = paragraphs
            .into_iter()
            .map(|text| Folded::new(text.as_ref()))
            .collect();
        Self { paragraphs }
    }

    /// The passage that `evidence` means; of several, the one nearest to its
    /// paragraph, and of these the first.
    ///
    /// Both ends have to be in one paragraph. A page may number its paragraphs
    /// otherwise than the dataset does (a caption, a pull quote), which is why
    /// all of them are looked at.
    #[must_use]
    pub fn find(&self, evidence: &Evidence) -> Option<Found> {
        let start = Folded::new(&evidence.start);
        let end = evidence.end.as_deref().map(Folded::new);
        let wanted = (evidence.paragraph as usize).saturating_sub(1);
        nearest_first(self.paragraphs.len(), wanted).find_map(|paragraph| {
            let range = self.paragraphs.get(paragraph)?.find(&start, end.as_ref())?;
            Some(Found { paragraph, range })
        })
    }
}

/// The positions below `count`, the nearest to `wanted` first, and of two that
/// are as near the smaller one.
fn nearest_first(count: usize, wanted: usize) -> impl Iterator<Item = usize> {
    let farthest = count.saturating_sub(1).abs_diff(wanted).max(wanted);
    (0..=farthest).flat_map(move |distance| {
        let before = wanted.checked_sub(distance);
        let after = wanted.checked_add(distance).filter(|_| distance > 0);
        [before, after]
            .into_iter()
            .flatten()
            .filter(move |position| *position < count)
    })
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
        let found = Article::new(paragraphs).find(evidence)?;
        let units: Vec<u16> = paragraphs[found.paragraph].encode_utf16().collect();
        Some((
            found.paragraph,
            String::from_utf16(&units[found.range]).unwrap(),
        ))
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
    fn the_nearest_paragraph_is_meant() {
        let paragraphs = ["Sudan", "Kenya", "Sudan", "Uganda"];
        assert_eq!(
            found(&paragraphs, &evidence(4, "Sudan", None)).unwrap().0,
            2
        );
        assert_eq!(
            found(&paragraphs, &evidence(1, "sudan", None)).unwrap().0,
            0
        );
        assert_eq!(
            found(&paragraphs, &evidence(2, "Sudan", None)).unwrap().0,
            0
        );
        assert_eq!(found(&paragraphs, &evidence(9, "Chad", None)), None);
    }

    #[test]
    fn every_paragraph_is_looked_at_once() {
        for (count, wanted, expected) in [
            (4, 1, vec![1, 0, 2, 3]),
            (3, 7, vec![2, 1, 0]),
            (3, 0, vec![0, 1, 2]),
            (0, 0, vec![]),
        ] {
            let order: Vec<usize> = nearest_first(count, wanted).collect();
            assert_eq!(order, expected, "{count} paragraphs, {wanted} wanted");
        }
    }

    #[test]
    fn offsets_are_counted_as_the_dom_does() {
        // A letter outside of the basic plane is two units; a capital İ is two
        // letters when folded.
        let text = "𝕏 İzmir Ankara";
        let range = Article::new([text])
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
