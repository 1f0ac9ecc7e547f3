//! What a widget tells the shell that has it.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// An object of `shell.js`. None of its methods may throw, nor come back
    /// into the wasm before it returns.
    pub type HostCallbacks;

    /// The widget works at something, until another one does.
    #[wasm_bindgen(method)]
    pub(super) fn works(this: &HostCallbacks);

    /// There is a new state, of which [`take_notice`](crate::WidgetHandle::take_notice)
    /// tells.
    #[wasm_bindgen(method)]
    pub(super) fn changed(this: &HostCallbacks);

    /// The data is to be read again.
    #[wasm_bindgen(method)]
    pub(super) fn retry(this: &HostCallbacks);

    /// The data is no longer waited for.
    #[wasm_bindgen(method)]
    pub(super) fn stop(this: &HostCallbacks);

    /// A view should be drawn whose part of the wasm is not there.
    #[wasm_bindgen(method)]
    pub(super) fn missing(this: &HostCallbacks, view: &str);

    /// The reader wants to see a passage in the article.
    #[wasm_bindgen(method)]
    pub(super) fn visit(this: &HostCallbacks, passage: u32);

    /// The address of what is shown.
    #[wasm_bindgen(method)]
    pub(super) fn link(this: &HostCallbacks) -> String;
}
