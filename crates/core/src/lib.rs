//! What an article's data is, what is asked of it, and where it stands: all of
//! Backstory that needs no browser.
//!
//! Data goes up one flight of stairs, and nothing comes back down but actions:
//!
//! - [`dataset`]: what an article's data is;
//! - [`query`]: what the reader asks of it;
//! - [`timeline`]: where an event stands;
//! - [`table`]: where a relationship stands;
//! - [`state`]: what the reader did;
//! - [`anchor`]: which passage a text quote means;
//! - [`locale`]: the words;
//! - [`export`]: what leaves with the reader, as text;
//! - [`util`]: sorting and formatting that weigh little in wasm.

pub mod anchor;
pub mod dataset;
pub mod export;
pub mod locale;
pub mod query;
pub mod state;
pub mod table;
pub mod timeline;
pub mod util;
