//! What the shell hears of a panic.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    static ON_PANIC: RefCell<Option<js_sys::Function>> = const { RefCell::new(None) };
}

/// Has `hear` called with the message of a panic. After one, this instance of
/// the wasm is lost, and so are all of its widgets: the shell starts another.
#[wasm_bindgen(js_name = onPanic)]
pub fn on_panic(hear: js_sys::Function) {
    ON_PANIC.with(|on_panic| on_panic.replace(Some(hear)));
    yew::set_custom_panic_hook(Box::new(|info| {
        let message = JsValue::from_str(&info.to_string());
        ON_PANIC.with(|on_panic| {
            if let Some(hear) = on_panic
                .try_borrow()
                .ok()
                .as_deref()
                .and_then(Option::as_ref)
            {
                // What it throws would add nothing to a panic.
                let _ = hear
                    .unchecked_ref::<js_sys::Function>()
                    .call1(&JsValue::NULL, &message);
            }
        });
    }));
}
