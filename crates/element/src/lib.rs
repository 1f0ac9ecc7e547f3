//! The custom element `<back-story>`: the Backstory component in any page.
//!
//! Half of this crate is JavaScript (`js/`), since what talks to a page's DOM and
//! network takes a third of the bytes there:
//!
//! - `backstory.js` defines the custom element (HTML Standard, section 4.13), and
//!   fetches the rest;
//! - `shell.js` stands behind each element; it talks to [`Mounted`] and to
//!   nothing else in here;
//! - `language.js` picks the language and fetches its words;
//! - `data.js` reads the element's data, and says what is in the way;
//! - `passages.js` ties the rows to the article's text;
//! - `handoff.js` puts the widget where a page was served with its content;
//! - `deferred.js` fetches the deferred part of the wasm;
//! - `crash_fallback.js` is what is shown when the wasm has gone down.
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
//! const mounted = new Mounted(callbacks);
//! const failure = mounted.setData(load, "actor=russia");
//! ```

mod deferred;
mod host_callbacks;
mod mount;

pub use host_callbacks::HostCallbacks;
pub use mount::{DetachedStory, Mounted, load_deferred, on_panic};

use wasm_bindgen::prelude::wasm_bindgen;

/// Gets ready for the first widget.
#[wasm_bindgen(start)]
pub fn start() {
    backstory::browser::speak();
    deferred::provide();
}
