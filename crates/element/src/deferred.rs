//! Where the deferred parts of the widget come from.
//!
//! `cargo xtask` builds the wasm in parts, with `--cfg backstory_split` and the
//! linker's relocations; any other build has all of it from the start. A part is
//! what only its function here leads to:
//!
//! - `deferred`: the views, which every reader gets after the first part.
//! - `values`: what reads objects of the page, for one that calls the element's
//!   methods or sets its `data`.

use std::cell::Cell;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use backstory::{Deferred, all};
use backstory_core::dataset::Value;

/// Fetches the later part; whether it is there then. Another call after a failure
/// tries again.
pub(crate) async fn load() -> bool {
    let part = views().await;
    backstory::provide(part);
    part.is_some()
}

/// Reads an object of the page.
type ReadValue = fn(JsValue) -> Result<Value<'static>, JsValue>;

thread_local! {
    static READ_VALUE: Cell<Option<ReadValue>> = const { Cell::new(None) };
}

/// Fetches what reads objects of the page; whether it is there then. Another call
/// after a failure tries again.
#[wasm_bindgen(js_name = loadValues)]
pub async fn load_values() -> bool {
    if READ_VALUE.get().is_none() {
        READ_VALUE.set(values().await);
    }
    READ_VALUE.get().is_some()
}

/// An object of the page as a value of a dataset.
///
/// # Errors
///
/// Where it is nothing that JSON could say, or [`load_values`] has not been waited
/// for.
pub(crate) fn value(value: JsValue) -> Result<Value<'static>, JsValue> {
    match READ_VALUE.get() {
        Some(read) => read(value),
        None => Err(JsValue::from_str(
            "the code that reads objects is not there",
        )),
    }
}

/// Brings what needs no fetching.
pub(crate) fn provide() {
    #[cfg(not(backstory_split))]
    {
        backstory::provide(Some(all()));
        READ_VALUE.set(Some(read_value));
    }
}

fn read_value(value: JsValue) -> Result<Value<'static>, JsValue> {
    Ok(serde_wasm_bindgen::from_value(value)?)
}

#[cfg(not(backstory_split))]
#[expect(clippy::unused_async, reason = "a split build waits for it")]
async fn views() -> Option<Deferred> {
    Some(all())
}

#[cfg(not(backstory_split))]
#[expect(clippy::unused_async, reason = "a split build waits for it")]
async fn values() -> Option<ReadValue> {
    Some(read_value)
}

#[cfg(backstory_split)]
use split::{values, views};

// What the macro writes calls across the parts.
#[cfg(backstory_split)]
#[allow(unsafe_code)]
mod split {
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    use super::{Deferred, ReadValue, all, read_value};

    pub(super) async fn views() -> Option<Deferred> {
        #[wasm_split(deferred, fallible)]
        fn part() -> Result<Deferred, SplitLoaderError> {
            Ok(all())
        }

        part().await.ok()
    }

    pub(super) async fn values() -> Option<ReadValue> {
        #[wasm_split(values, fallible)]
        fn part() -> Result<ReadValue, SplitLoaderError> {
            Ok(read_value)
        }

        part().await.ok()
    }
}
