//! Backstory: an article's dataset as a filterable timeline and a filterable
//! relationship table, in the reader's browser, with no server.
//!
//! Data goes up one flight of stairs, and nothing comes back down but actions:
//!
//! - [`dataset`]: what an article's data is;
//! - [`query`]: what the reader asks of it;
//! - [`timeline`]: where an event stands;
//! - [`table`]: where a relationship stands, and what leaves with the reader;
//! - [`state`]: what the reader did;
//! - [`locate`]: which passage a locator means;
//! - [`locale`]: the words;
//! - [`view`]: how it looks;
//! - [`host`]: the page around it;
//! - `exchange` (a feature of that name): other formats, in and out;
//! - `prerender` (likewise): the element with its content;
//! - `cli` (likewise): the command line;
//! - `desk` (likewise): the page on which a dataset is made.
//!
//! The first four compile and are tested natively, and know of no browser.

#[cfg(all(target_arch = "wasm32", feature = "bench"))]
pub mod bench;
#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(feature = "cli")]
pub mod cli;
pub mod dataset;
#[cfg(feature = "desk")]
pub mod desk;
#[cfg(feature = "exchange")]
pub mod exchange;
mod hash;
#[cfg(target_arch = "wasm32")]
pub mod host;
pub mod locale;
pub mod locate;
mod number;
mod order;
mod percent;
#[cfg(feature = "prerender")]
pub mod prerender;
pub mod query;
pub mod state;
pub mod table;
pub mod timeline;
pub mod view;
