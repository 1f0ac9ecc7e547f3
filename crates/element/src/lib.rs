//! The custom element `<back-story>`: the Backstory component in any page.
//!
//! Half of this crate is JavaScript (`js/`), since what talks to a page's DOM and
//! network takes a third of the bytes there:
//!
//! - `backstory.js` defines the custom element (HTML Standard, section 4.13), and
//!   fetches the rest;
//! - `shell.js` stands behind each element; it talks to [`WidgetHandle`] and to
//!   nothing else in here;
//! - `language.js` picks the language and fetches its words;
//! - `data.js` reads the element's data, and says what is in the way;
//! - `source.js` has other formats read, by the wasm of `crates/reader`;
//! - `passages.js` links the rows to the article's text;
//! - `handoff.js` puts the widget where a page was served with its content;
//! - `deferred.js` fetches the deferred part of the wasm;
//! - `crash_fallback.js` is what is shown when the wasm has gone down;
//! - `frame.js` is in `embed.html`, the element alone in a frame, and `embed.js` in the
//!   page around it.
//!
//! What a page writes:
//!
//! ```html
//! <script type="module" src="/dist/backstory.js"></script>
//! <back-story src="story.json" article="#story"></back-story>
//! ```
//!
//! What `shell.js` does with this crate, in short:
//!
//! ```js
//! const load = new StreamingLoad("en");
//! for await (const bytes of response.body) load.push(bytes);
//! load.end();
//! while (load.advance()) await breath();
//! const handle = new WidgetHandle(callbacks);
//! const failure = handle.setData(load, "actor=russia");
//! ```

mod anchoring;
mod deferred;
mod host_callbacks;
mod page_api;
mod panic;
mod streaming_load;
mod widget_handle;

pub use host_callbacks::HostCallbacks;
pub use page_api::{PageRequest, is_table_as_it_comes, view_in};
pub use panic::on_panic;
pub use streaming_load::StreamingLoad;
pub use widget_handle::{DetachedStory, WidgetHandle, load_deferred};

use wasm_bindgen::prelude::wasm_bindgen;

/// A third of the standard library's allocator in bytes, and as steady in time.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Gets ready for the first widget.
#[wasm_bindgen(start)]
pub fn start() {
    backstory::browser::speak();
    deferred::provide();
}
