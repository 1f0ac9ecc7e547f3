//! CSV sheets (RFC 4180): entities, events, relationships, and a small one for the
//! article.
//!
//! A sheet is read by the names of its columns, in any order; commas, semicolons
//! and tabs may separate its cells. A cell with several values separates them by `;`:
//!
//! - `participants`: `sergei-lavrov: guest; paul-kagame: host`;
//! - `evidence`: `11: We have supplied … security forces`, the paragraph, the
//!   first and the last words;
//! - `sources`: `Ruling of 3 May <https://example.org/ruling>`.
//!
//! Where an id is asked for, a name does as well, if only one entity has it; a
//! record without an id gets one from its name. Dates may be EDTF or plain
//! English ("around June 2018").

mod columns;
mod read;
mod sheet;
mod table;
mod write;

pub use read::from_sheets;
pub use sheet::Sheet;
pub use write::to_sheet;
