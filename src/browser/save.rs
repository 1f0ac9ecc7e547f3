//! Handing a file to the reader.

use wasm_bindgen::JsValue;
use yew::Callback;

use crate::browser::save;
use crate::view::{File, Saver};

pub(super) fn saver() -> Saver {
    Callback::from(|file: File| {
        // It fails where the page's frame allows no downloads, as a link would.
        let _: Result<(), JsValue> = save(&file.name, file.media_type, &file.text);
    })
}
