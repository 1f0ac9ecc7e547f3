//! Where the dataset's passages are in the page's article.

use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::widget_handle::WidgetHandle;
use backstory::{record_name, record_named};
use backstory_core::anchor::{AnchoredPassages, ArticleText, Outline};

#[wasm_bindgen]
impl WidgetHandle {
    /// Finds the dataset's passages in an article, which is told as
    /// [`Outline::read`] has it; in what is not shown none are looked for. Returns
    /// five numbers for each that was found, in the order of the article: the
    /// passage's, the text node that it begins in and the place in it, and the
    /// same of its end; places in UTF-16 code units.
    ///
    /// [`Outline::read`]: backstory_core::anchor::Outline::read
    pub fn anchor(&mut self, article: &str) -> Vec<u32> {
        let Some(story) = self.story() else {
            return Vec::new();
        };
        let mut paragraphs = Outline::read(article);
        paragraphs.retain(|paragraph| !paragraph.is_hidden);
        let article = ArticleText::of(paragraphs);
        let anchored = AnchoredPassages::new(&story.dataset, &article);
        let narrow = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
        let places = anchored.found().filter_map(|(number, _, found)| {
            let paragraph = article.paragraphs().get(found.paragraph)?;
            let (first, from) = paragraph.node_at(found.range.start, false)?;
            let (last, to) = paragraph.node_at(found.range.end, true)?;
            Some([number, first, narrow(from), last, narrow(to)])
        });
        let places = places.flatten().collect();
        let anchored = Some(Rc::new(anchored));
        if anchored != self.properties.anchored {
            self.properties.anchored = anchored;
            self.update();
        }
        places
    }

    /// The page has no article any more.
    pub fn unanchor(&mut self) {
        self.properties.anchored = None;
        self.update();
    }

    /// The names (`data-record`) of the records that rest on these passages.
    #[wasm_bindgen(js_name = recordsOf)]
    #[must_use]
    pub fn records_of(&self, passages: &[u32]) -> Vec<String> {
        let anchored = self.properties.anchored.as_ref();
        let records = anchored.map(|anchored| anchored.records(passages));
        records
            .unwrap_or_default()
            .into_iter()
            .map(record_name)
            .collect()
    }

    /// The passages that a record rests on, by the record's name.
    #[wasm_bindgen(js_name = passagesOf)]
    #[must_use]
    pub fn passages_of(&self, name: &str) -> Vec<u32> {
        let anchored = self.properties.anchored.as_ref();
        record_named(name)
            .and_then(|record| Some(anchored?.of(record).collect()))
            .unwrap_or_default()
    }
}
