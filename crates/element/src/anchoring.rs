//! Where the dataset's passages are in the page's article.

use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::widget_handle::WidgetHandle;
use backstory::{record_name, record_named};

#[wasm_bindgen]
impl WidgetHandle {
    /// Finds the dataset's passages in an article; see [`SharedViews::anchor`] for what
    /// it takes and returns. Nothing, where that is not there yet.
    ///
    /// [`SharedViews::anchor`]: backstory::SharedViews::anchor
    pub fn anchor(&mut self, article: &str) -> Vec<u32> {
        let (Some(story), Some(shared)) = (self.story(), backstory::deferred().shared) else {
            return Vec::new();
        };
        let (anchored, places) = (shared.anchor)(&story.dataset, article);
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
