//! Where the later part of the widget comes from.
//!
//! `cargo xtask` builds the wasm in two parts, with `--cfg backstory_split` and
//! the linker's relocations; any other build has all of it from the start.

use backstory::{Later, all};

/// Fetches the later part; whether it is there then. Another call after a failure
/// tries again.
pub(crate) async fn whole() -> bool {
    let part = fetch().await;
    backstory::provide(part);
    part.is_some()
}

/// Brings what needs no fetching.
pub(crate) fn bring() {
    #[cfg(not(backstory_split))]
    backstory::provide(Some(all()));
}

#[cfg(not(backstory_split))]
#[expect(clippy::unused_async, reason = "a split build waits for it")]
async fn fetch() -> Option<Later> {
    Some(all())
}

#[cfg(backstory_split)]
async fn fetch() -> Option<Later> {
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    // What the macro writes calls across the two parts.
    #[allow(unsafe_code)]
    #[wasm_split(later, fallible)]
    fn part() -> Result<Later, SplitLoaderError> {
        Ok(all())
    }

    part().await.ok()
}
