//! Copying text for the reader.

use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::copy;
use crate::context::Copier;

/// Where text cannot be copied, the view shows it to be copied by hand.
pub fn copier() -> Copier {
    Callback::from(|(text, done): (String, Callback<bool>)| {
        spawn_local(async move { done.emit(copy(&text).await) });
    })
}
