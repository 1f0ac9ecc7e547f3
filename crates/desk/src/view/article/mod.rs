//! The article: its text with the passages of the records, the names in it, and what is known of
//! it.

mod make;
mod names;
mod next;
mod pane;
mod part;
mod selected;

pub use next::go_to_next_passage;
pub use pane::ArticlePane;
pub use part::ArticlePart;

/// The id of the text field in the page.
const FIELD: &str = "article-text";
