//! The engine of Backstory: an article's dataset, the questions asked of it, and the
//! geometry in which it is shown. All of it runs without a browser.
//!
//! Data flows one way, and only actions come back:
//!
//! - [`dataset`]: the article's data, decoded with every problem; dates are EDTF
//!   (ISO 8601-2:2019);
//! - [`query`]: the filter, and what it leaves;
//! - [`timeline`]: where an event is drawn;
//! - [`table`]: where a relationship is shown;
//! - [`state`]: what the reader did, one reducer, and the permalink;
//! - [`anchor`]: the passage that a text quote means (W3C Web Annotation Data Model,
//!   section 4.2.4);
//! - [`locale`]: the words (plural rules of CLDR);
//! - [`export`]: the selection as a file: CSV (RFC 4180), JSON, a citation;
//! - [`util`]: sorting and formatting that weigh little in wasm.
//!
//! ```
//! use backstory_core::dataset::{Value, decode};
//! use backstory_core::query::{Facet, Filter, Index, QuerySession};
//!
//! let document = Value::parse(
//!     r#"{"format": "backstory/1",
//!         "entities": [{"id": "russia", "kind": "country", "name": "Russia"}],
//!         "events": [
//!           {"id": "visit", "date": "2018-06~", "title": "Lavrov visits Kigali",
//!            "kind": "visit", "status": "happened", "participants": [{"entity": "russia"}],
//!            "evidence": [{"paragraph": 5, "start": "Sergei Lavrov met"}]},
//!           {"id": "vote", "title": "A vote", "kind": "other", "status": "planned",
//!            "evidence": [{"paragraph": 6, "start": "There is to be"}]}]}"#,
//! );
//! let dataset = decode(&document.ok_or("not JSON")?)?.dataset;
//! let index = Index::new(&dataset);
//!
//! let mut filter = Filter::default();
//! filter.toggle(Facet::Actor, "russia".into());
//! let selection = QuerySession::default().run(&index, &dataset, &filter);
//! assert_eq!(selection.found().events, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod anchor;
pub mod dataset;
pub mod export;
pub mod locale;
pub mod presence;
pub mod query;
pub mod state;
pub mod table;
pub mod timeline;
pub mod util;
