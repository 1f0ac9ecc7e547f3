//! Where the later part of the widget comes from.
//!
//! `cargo xtask` builds the wasm in two parts, with `--cfg backstory_split` and
//! the linker's relocations; any other build has all of it from the start.

use backstory::{Deferred, all};

/// Fetches the later part; whether it is there then. Another call after a failure
/// tries again.
pub(crate) async fn load() -> bool {
    let part = fetch().await;
    backstory::provide(part);
    part.is_some()
}

/// Brings what needs no fetching.
pub(crate) fn provide() {
    #[cfg(not(backstory_split))]
    backstory::provide(Some(all()));
}

#[cfg(not(backstory_split))]
#[expect(clippy::unused_async, reason = "a split build waits for it")]
async fn fetch() -> Option<Deferred> {
    Some(all())
}

#[cfg(backstory_split)]
async fn fetch() -> Option<Deferred> {
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    // What the macro writes calls across the two parts.
    #[allow(unsafe_code)]
    #[wasm_split(deferred, fallible)]
    fn part() -> Result<Deferred, SplitLoaderError> {
        Ok(all())
    }

    part().await.ok()
}
