//! Copying text for the reader.

use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use crate::browser::copy;
use crate::view::Copier;

/// Where text cannot be copied, the view shows it to be copied by hand.
pub(super) fn copier() -> Copier {
    Callback::from(|(text, done): (String, Callback<bool>)| {
        spawn_local(async move { done.emit(copy(&text).await) });
    })
}
