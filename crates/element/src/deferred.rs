//! Where the deferred parts of the widget come from.
//!
//! `cargo xtask` builds the wasm in parts, with `--cfg backstory_split` and the
//! linker's relocations; any other build has all of it from the start. A part is
//! what only its function here leads to:
//!
//! - `shared`: what stands beside every view, such as the details of a record.
//! - `timeline` and `relationships`: the views, for who looks at them.
//! - `values`: what reads objects of the page, for one that calls the element's
//!   methods or sets its `data`.

use std::cell::Cell;

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use backstory::{Deferred, RelationshipsView, SharedViews, TimelineView};
use backstory_core::dataset::{Dataset, Value};
use backstory_core::state::{PageFilter, PageSelection};

/// Fetches a later part by its name; whether it is there then. Another call after a
/// failure tries again.
pub(crate) async fn load(name: &str) -> bool {
    // What comes in meanwhile stays.
    let there = backstory::deferred;
    let (parts, is_there) = match name {
        "timeline" => {
            let timeline = timeline().await;
            (
                Deferred {
                    timeline,
                    ..there()
                },
                timeline.is_some(),
            )
        }
        "relationships" => {
            let relationships = relationships().await;
            (
                Deferred {
                    relationships,
                    ..there()
                },
                relationships.is_some(),
            )
        }
        _ => {
            let shared = shared().await;
            (Deferred { shared, ..there() }, shared.is_some())
        }
    };
    backstory::provide(parts);
    is_there
}

/// What reads objects of the page, and judges them.
#[derive(Clone, Copy)]
pub(crate) struct PageValues {
    /// An object as a value of a dataset; an error where it is nothing that JSON could say.
    pub value: fn(JsValue) -> Result<Value<'static>, JsValue>,
    /// What `setFilter` is given; the error names the field.
    pub filter: fn(JsValue) -> Result<PageFilter, JsValue>,
    /// What `select` is given.
    pub selection: fn(JsValue) -> Result<PageSelection, JsValue>,
    /// What a filter asks for that a dataset does not have.
    pub check: fn(&PageFilter, &Dataset) -> Result<(), JsValue>,
}

const PAGE_VALUES: PageValues = PageValues {
    value: read_value,
    filter: |value| PageFilter::try_from(read_value(value)?).map_err(error),
    selection: |value| PageSelection::try_from(read_value(value)?).map_err(error),
    check: |filter, dataset| filter.check(dataset).map_err(error),
};

thread_local! {
    static FETCHED: Cell<Option<PageValues>> = const { Cell::new(None) };
}

/// Fetches what reads objects of the page; whether it is there then. Another call
/// after a failure tries again.
#[wasm_bindgen(js_name = loadValues)]
pub async fn load_values() -> bool {
    if FETCHED.get().is_none() {
        FETCHED.set(values().await);
    }
    FETCHED.get().is_some()
}

/// What reads objects of the page.
///
/// # Errors
///
/// Where [`load_values`] has not been waited for.
pub(crate) fn page_values() -> Result<PageValues, JsValue> {
    let missing = || JsValue::from_str("the code that reads objects is not there");
    FETCHED.get().ok_or_else(missing)
}

/// Brings what needs no fetching.
pub(crate) fn provide() {
    #[cfg(not(backstory_split))]
    {
        backstory::provide(Deferred::all());
        FETCHED.set(Some(PAGE_VALUES));
    }
}

fn read_value(value: JsValue) -> Result<Value<'static>, JsValue> {
    Ok(serde_wasm_bindgen::from_value(value)?)
}

fn error(message: String) -> JsValue {
    JsError::new(&message).into()
}

/// The parts by themselves: each is a split point of its name in a build in parts, and
/// only there something to wait for.
macro_rules! parts {
    ($($name:ident: $part:ty = $value:expr;)*) => {
        $(
            #[cfg(not(backstory_split))]
            async fn $name() -> Option<$part> {
                Some($value)
            }

            // What the macro writes calls across the parts.
            #[cfg(backstory_split)]
            #[allow(unsafe_code)]
            async fn $name() -> Option<$part> {
                #[wasm_split_helpers::wasm_split($name, fallible)]
                fn part() -> Result<$part, wasm_split_helpers::SplitLoaderError> {
                    Ok($value)
                }

                part().await.ok()
            }
        )*
    };
}

parts! {
    shared: SharedViews = backstory::SHARED;
    timeline: TimelineView = backstory::TIMELINE;
    relationships: RelationshipsView = backstory::RELATIONSHIPS;
    values: PageValues = PAGE_VALUES;
}
