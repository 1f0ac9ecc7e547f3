//! The editor: a page on which a journalist makes a dataset, all in the browser.
//!
//! What it knows and does is in plain modules with native tests ([`work`], [`edit`],
//! [`validate`], [`quick_fix`], [`mentions`], [`naming`], [`name_offers`], [`languages`],
//! [`publish`], [`stories`], [`references`], [`sentences`], [`prose`], [`passage`], [`verbs`], [`dating`], [`date_order`],
//! [`highlights`], [`merge`], [`grid`], [`new_record`], [`own_kinds`], [`reanchor`]); how it looks is in `view`, and
//! the browser's part (files, storage, clipboard) in `page`. It is a program of its own: the
//! widget contains none of it.
//!
//! ```
//! use backstory_desk::edit::Value;
//! use backstory_desk::mentions::mentions;
//!
//! let document = Value::parse(
//!     r#"{"format": "backstory/1",
//!         "entities": [{"id": "russia", "kind": "country", "name": "Russia"}]}"#,
//! );
//! let paragraphs = ["Russia supplies arms.".to_owned(), "So does Russia’s ally.".to_owned()];
//! let found = mentions(&document.ok_or("not JSON")?, &paragraphs);
//! assert_eq!(found[0].name, "Russia");
//! assert_eq!(found[0].places, [(1, 0..6), (2, 8..14)]);
//! # Ok::<(), &str>(())
//! ```

pub mod date_order;
pub mod dating;
pub mod delta;
pub mod edit;
#[cfg(test)]
mod fixtures;
pub mod grid;
pub mod highlights;
pub mod languages;
pub mod mentions;
pub mod merge;
pub mod name_offers;
pub mod naming;
pub mod new_record;
pub mod own_kinds;
pub mod passage;
pub mod prose;
pub mod publish;
pub mod quick_fix;
pub mod reanchor;
pub mod references;
pub mod sentences;
pub mod stories;
pub mod validate;
pub mod verbs;
pub mod work;

mod page;
mod store;
mod view;

/// Shows the editor in the element with the id `desk`.
pub fn start() {
    // Languages are named, and dates written, by the browser's rules.
    backstory::browser::speak();
    page::keep_presses();
    if let Some(place) = place() {
        yew::Renderer::<view::App>::with_root(place).render();
    }
}

fn place() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id("desk")
}
