//! Where the dataset's passages are in the page's article.

use backstory_core::anchor::{AnchoredPassages, ArticleText, Outline};
use backstory_core::dataset::Dataset;
use backstory_core::util::narrow::narrow;

/// Finds a dataset's passages in an article, which is told as [`Outline::read`] has it;
/// in what is not shown none are looked for.
///
/// With them come five numbers for each that was found, in the order of the article:
/// the passage's, the text node that it begins in and the place in it, and the same of
/// its end; places in UTF-16 code units.
pub(crate) fn anchor(dataset: &Dataset, article: &str) -> (AnchoredPassages, Vec<u32>) {
    let mut paragraphs = Outline::read(article);
    paragraphs.retain(|paragraph| !paragraph.is_hidden);
    let article = ArticleText::of(paragraphs);
    let anchored = AnchoredPassages::new(dataset, &article);
    let places = anchored.found().filter_map(|(number, _, found)| {
        let paragraph = article.paragraphs().get(found.paragraph)?;
        let (first, from) = paragraph.node_at(found.range.start, false)?;
        let (last, to) = paragraph.node_at(found.range.end, true)?;
        Some([number, first, narrow(from), last, narrow(to)])
    });
    let places = places.flatten().collect();
    (anchored, places)
}
