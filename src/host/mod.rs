//! The page around the widget: mounting, data from the page, the clipboard.
//!
//! `backstory.js`, beside this file, defines the custom element and fetches the
//! data and the wasm; it talks to [`Mounted`] and to nothing else in here.

mod clipboard;
mod mount;
mod style;

pub use mount::Mounted;
pub use style::adopt as adopt_styles;
