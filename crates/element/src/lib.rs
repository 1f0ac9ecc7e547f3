//! The page around the widget: mounting, data from the page, the clipboard.
//!
//! Half of this room is JavaScript, since what talks to a page's DOM and
//! network is a third of the bytes there:
//!
//! - `backstory.js` defines the custom element, and fetches the rest;
//! - `shell.js` stands behind each element; it talks to [`Mounted`] and to
//!   nothing else in here;
//! - `language.js` picks the language and fetches its words;
//! - `data.js` reads the element's data, and says what is in the way;
//! - `passages.js` ties the rows to the article's text;
//! - `takeover.js` puts the widget where a page was served with its content;
//! - `later.js` fetches the later part of the wasm;
//! - `rescue.js` is what is shown when the wasm has gone down.

mod clipboard;
mod ear;
mod mount;
mod save;
mod style;

pub use ear::Ear;
pub use mount::{Kept, Mounted, on_panic, whole};
pub use style::STYLES;
