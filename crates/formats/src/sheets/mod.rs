//! CSV sheets (RFC 4180): entities, events, relationships, and a small one for the
//! article.
//!
//! A sheet is read by the names of its columns, in any order; commas, semicolons
//! and tabs may separate its cells. A cell with several values separates them by `;`:
//!
//! - `participants`: `sergei-lavrov: guest; paul-kagame: host`;
//! - `evidence`: `11: We have supplied … security forces`, the paragraph, the
//!   first and the last words;
//! - `sources`: `Ruling of 3 May <https://example.org/ruling>`;
//! - `media`: `dam.jpg <alt: A dam> <credit: A. Name>`;
//! - the article's `corrections`: `The year was wrong. <date: 2018-06-20> <was: 2012>`.
//!
//! Where an id is asked for, a name does as well, if only one entity has it; a
//! record without an id gets one from its name. Dates may be EDTF or plain
//! English ("around June 2018"). A first line `sep=;`, titles, comments and blank
//! lines before the header are skipped, and other words for a column or a kind
//! ("Company", "City") are understood; both are said.
//!
//! A sheet that nobody prepared, with a date and a title or with two columns that name
//! parties, is a story as well: whom it names become entities, a word for a kind that is
//! none becomes one, and where no sheet has passages each row is its own.
//!
//! Knight Lab's own sheet (`Year`, `Headline`…) is read as a TimelineJS story.

mod columns;
mod corrections;
mod layout;
mod own_field;
mod plain;
mod read;
mod sheet;
mod table;
mod template;
mod timeline_columns;
mod timeline_sheet;
mod words;
mod write;

pub use layout::SheetType;
pub(crate) use own_field::{MAX_CHOICE_LETTERS, column_type};
pub use read::{from_sheets, from_timeline_js_sheet, sheet_type};
pub use sheet::Sheet;
pub use template::template;
pub use write::to_sheet;
