//! The desk: a page on which a journalist makes a dataset, all in the browser.
//!
//! What it knows and does is in plain modules that are tested natively
//! ([`work`], [`edit`], [`languages`], [`fix`], [`mentions`], [`judge`]); how it looks is in
//! `view`, and the browser's part (files, storage, clipboard) in `page`. It is
//! a program of its own: the widget carries none of it.

pub mod edit;
pub mod languages;
pub mod mentions;
pub mod quick_fix;
pub mod validate;
pub mod work;

mod page;
mod view;

/// Shows the desk in the element with the id `desk`.
pub fn start() {
    backstory::browser::lower_letters();
    if let Some(place) = place() {
        yew::Renderer::<view::App>::with_root(place).render();
    }
}

fn place() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id("desk")
}
