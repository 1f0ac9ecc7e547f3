//! What only a browser can do for the widget and the editor: its rules of languages,
//! the clipboard, files for the reader.

mod clipboard;
mod intl;
mod save;

pub use clipboard::copier;
pub use intl::{lower_letters, speak};
pub use save::saver;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// Copies text through the Clipboard API. `false` where it is missing, as on an
/// insecure page, or refused, as in some frames.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    if !window.is_secure_context() {
        return false;
    }
    let clipboard = window.navigator().clipboard();
    // Some browsers have none, whatever their types say; a call to it would throw
    // through the wasm, which does not survive that.
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// An address under which the page itself has `text` as a file.
///
/// # Errors
///
/// Where the browser makes no blobs.
pub fn object_url(text: &str, media_type: &str) -> Result<String, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    Url::create_object_url_with_blob(&blob)
}

/// Hands `text` to the reader as a file, as a link with `download` does. Nothing
/// is sent anywhere.
///
/// # Errors
///
/// Where the browser makes no blobs. A frame that allows no downloads is silent.
pub fn save(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?;
    let url = object_url(text, media_type)?;
    let link = document.create_element("a")?;
    link.set_attribute("href", &url)?;
    link.set_attribute("download", name)?;
    link.unchecked_into::<HtmlElement>().click();
    // The download has begun by then: a click is heard at once.
    Url::revoke_object_url(&url)
}
