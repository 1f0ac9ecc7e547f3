//! Handing a file to the reader.

use wasm_bindgen::JsValue;
use yew::Callback;

use super::save;
use crate::context::{File, Saver};

/// Saves as a link with `download` does. Nothing is sent anywhere.
pub fn saver() -> Saver {
    Callback::from(|file: File| {
        // It fails where the page's frame allows no downloads, as a link would.
        let _: Result<(), JsValue> = save(&file.name, file.media_type, &file.text);
    })
}
