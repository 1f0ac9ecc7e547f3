//! A document on its way to being a story.

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::deferred::page_values;
use backstory::StoryBuilder;
use backstory_core::dataset::{LoadError, Loader, Progress, RecordType};

/// A document on its way to being a story: text that comes in as bytes, or an
/// object of the page, whose records come in one slice after the other.
#[wasm_bindgen]
pub struct StreamingLoad(pub(crate) LoadStage);

/// How far it is.
pub(crate) enum LoadStage {
    /// It is read as it comes in.
    Reading(Box<Loader>),
    /// It cannot be read on.
    Stuck(LoadError),
    /// All has been read; it is being made ready to be asked.
    Read(Result<Box<StoryBuilder>, LoadError>),
}

/// So many records are read before the page is asked whether it can wait.
pub(crate) const RECORDS_PER_STEP: usize = 250;

/// So many rows are shown of a table that is arriving: more than stand in a page
/// as a whole, so that they are laid out as the long table is going to be.
pub(crate) const PREVIEW_ROWS: usize = 250;

#[wasm_bindgen]
impl StreamingLoad {
    /// Nothing yet. Of texts in several languages the one of `language`, a BCP
    /// 47 tag, is wanted.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(language: &str) -> StreamingLoad {
        let mut loader = Loader::default();
        loader.prefer(language);
        StreamingLoad(LoadStage::Reading(Box::new(loader)))
    }

    /// Takes in the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        if let LoadStage::Reading(loader) = &mut self.0 {
            loader.push(bytes);
        }
    }

    /// The names of the lists of records, in the order in which an object's are
    /// to be read: each after those that it refers to.
    #[must_use]
    pub fn lists() -> Vec<String> {
        let lists = RecordType::ALL.into_iter();
        lists.map(|list| list.list().to_owned()).collect()
    }

    /// Takes in a field of an object.
    ///
    /// # Errors
    ///
    /// Where the value is nothing that JSON could say.
    #[wasm_bindgen(js_name = pushField)]
    pub fn push_field(&mut self, name: &str, value: JsValue) -> Result<(), JsValue> {
        if let LoadStage::Reading(loader) = &mut self.0 {
            loader.push_field(name, (page_values()?.value)(value)?);
        }
        Ok(())
    }

    /// Takes in some records of an object's list, in their order.
    ///
    /// # Errors
    ///
    /// Where one of them is nothing that JSON could say.
    #[wasm_bindgen(js_name = pushRecords)]
    pub fn push_records(&mut self, list: &str, records: &Array) -> Result<(), JsValue> {
        let list = RecordType::ALL.into_iter().find(|it| it.list() == list);
        if let (LoadStage::Reading(loader), Some(list)) = (&mut self.0, list) {
            loader.begin_list(list);
            for record in records.iter() {
                loader.push_record(list, &(page_values()?.value)(record)?);
            }
        }
        Ok(())
    }

    /// No more will come.
    pub fn end(&mut self) {
        if let LoadStage::Reading(loader) = &mut self.0 {
            loader.end();
        }
    }

    /// Goes on; whether there is more to be done with what has come in.
    pub fn advance(&mut self) -> bool {
        match &mut self.0 {
            LoadStage::Reading(loader) => match loader.advance(RECORDS_PER_STEP) {
                Ok(Progress::Done) => {}
                Ok(progress) => return progress == Progress::More,
                Err(refusal) => {
                    self.0 = LoadStage::Stuck(refusal);
                    return false;
                }
            },
            LoadStage::Read(Ok(story)) => return !story.advance(),
            LoadStage::Read(Err(_)) | LoadStage::Stuck(_) => return false,
        }
        let read = std::mem::replace(&mut self.0, LoadStage::Stuck(LoadError::Empty));
        if let LoadStage::Reading(loader) = read {
            let story = loader.finish().map(StoryBuilder::new);
            self.0 = LoadStage::Read(story.map(Box::new));
        }
        true
    }

    /// Whether enough has been read to show how the table begins.
    #[must_use]
    pub fn can_preview(&self) -> bool {
        matches!(&self.0, LoadStage::Reading(loader) if loader.can_preview(PREVIEW_ROWS))
    }

    /// Why it cannot be read on, as `Words::failure` knows it; empty where it
    /// can.
    #[must_use]
    pub fn code(&self) -> String {
        match self.0 {
            LoadStage::Stuck(LoadError::NotJson { .. }) => "json",
            LoadStage::Stuck(_) => "other",
            LoadStage::Read(Err(_)) => "data",
            _ => "",
        }
        .to_owned()
    }

    /// What there is to add to that.
    #[must_use]
    pub fn reason(&self) -> String {
        match &self.0 {
            LoadStage::Stuck(LoadError::NotJson { line, column }) => {
                [&*line.to_string(), ":", &column.to_string()].concat()
            }
            LoadStage::Stuck(other) | LoadStage::Read(Err(other)) => other.to_string(),
            _ => String::new(),
        }
    }
}
