//! Handing a file to the reader.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};
use yew::Callback;

use crate::app::context::{File, Saver};

/// Saves as a link with `download` does. Nothing is sent anywhere.
pub fn saver() -> Saver {
    Callback::from(|file: File| {
        // It fails where the page's frame allows no downloads, as a link would.
        let _: Result<(), JsValue> = save(&file);
    })
}

fn save(file: &File) -> Result<(), JsValue> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?;
    let kind = BlobPropertyBag::new();
    kind.set_type(file.media_type);
    let text = Array::of1(&JsValue::from_str(&file.text));
    let url =
        Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&text, &kind)?)?;
    let link = document.create_element("a")?;
    link.set_attribute("href", &url)?;
    link.set_attribute("download", &file.name)?;
    link.unchecked_into::<HtmlElement>().click();
    // The download has begun by then: a click is heard at once.
    Url::revoke_object_url(&url)
}
