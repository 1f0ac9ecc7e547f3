//! Copying text for the reader.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::Callback;

use crate::app::context::Copier;

/// Copies through the Clipboard API. It is missing on insecure pages and may be
/// refused in a frame; the view then shows the text to be copied by hand.
pub fn copier() -> Copier {
    Callback::from(|(text, done): (String, Callback<bool>)| {
        spawn_local(async move { done.emit(copy(&text).await) });
    })
}

async fn copy(text: &str) -> bool {
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
