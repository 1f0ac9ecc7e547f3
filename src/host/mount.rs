//! One widget in one shadow root.

use std::rc::Rc;

use serde::Deserialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, ShadowRoot};
use yew::AppHandle;

use super::{clipboard, style};
use crate::dataset::{Value, decode};
use crate::locale::{ENGLISH, Words};
use crate::view::{Content, Properties, Story, Widget};

/// A widget that stands in a page. The element keeps one for as long as it
/// lives: Yew never gives a root's listeners back, so it is changed, not
/// replaced.
#[wasm_bindgen]
pub struct Mounted {
    handle: AppHandle<Widget>,
    content: Content,
    words: &'static Words,
}

#[wasm_bindgen]
impl Mounted {
    /// Renders into `place`, an element inside of the shadow root `root`.
    #[wasm_bindgen(constructor)]
    pub fn new(root: &ShadowRoot, place: Element) -> Mounted {
        style::adopt(root);
        let handle = yew::Renderer::<Widget>::with_root_and_props(
            place,
            Properties {
                content: Content::Loading,
                words: &ENGLISH,
                copy: clipboard::copier(),
                on_change: yew::Callback::noop(),
            },
        )
        .render();
        Mounted {
            handle,
            content: Content::Loading,
            words: &ENGLISH,
        }
    }

    /// Shows the dataset that `document`, a parsed JSON document, holds; where
    /// it holds none, says why in the widget's place, and returns the same.
    #[wasm_bindgen(js_name = setData)]
    pub fn set_data(&mut self, document: JsValue) -> Option<String> {
        let story = Value::deserialize(serde_wasm_bindgen::Deserializer::from(document))
            .map_err(|error| error.to_string())
            .and_then(|value| decode(&value).map_err(|refusal| refusal.to_string()));
        match story {
            Ok(decoded) => {
                self.show(Content::Ready(Rc::new(Story::from(decoded))));
                None
            }
            Err(reason) => {
                self.fail(&reason);
                Some(reason)
            }
        }
    }

    /// Says in the widget's place why there is nothing to show.
    pub fn fail(&mut self, reason: &str) {
        self.show(Content::Failed(reason.into()));
    }

    /// Speaks the language of `tag`, a BCP 47 tag, with the messages of `file`,
    /// a parsed file of `locale/`; English where that is `undefined`.
    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(&mut self, tag: &str, file: JsValue) {
        let file = Value::deserialize(serde_wasm_bindgen::Deserializer::from(file)).ok();
        self.words = Words::of(tag, file.as_ref());
        self.render();
    }

    fn show(&mut self, content: Content) {
        self.content = content;
        self.render();
    }

    fn render(&mut self) {
        self.handle.update(Properties {
            content: self.content.clone(),
            words: self.words,
            copy: clipboard::copier(),
            on_change: yew::Callback::noop(),
        });
    }
}
