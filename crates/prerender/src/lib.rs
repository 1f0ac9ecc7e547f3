//! The element with its content, as HTML for a page to be served with: it can be read
//! before any script runs, and stays where none does.
//!
//! A prerendered element holds its content twice. The declarative shadow root (HTML
//! Standard, section 4.12.3) has the widget's own components in their first state; a
//! browser draws it as it parses the page. The element's children are the same records as
//! plain HTML with their passages: feed readers, reader modes and mail keep these, and the
//! shadow root shows them where it has no detail to open.
//!
//! In the page, `crates/element/js/handoff.js` puts the widget in its place.
//!
//! ```
//! use backstory_core::dataset::{Value, decode};
//! use backstory_core::locale::ENGLISH;
//! use backstory_core::state::View;
//! use backstory_prerender::{Options, children_now};
//!
//! let document = Value::parse(
//!     r#"{"format": "backstory/1", "events": [
//!         {"id": "visit", "date": "2018-06~", "title": "Lavrov visits Kigali",
//!          "kind": "visit", "status": "happened",
//!          "evidence": [{"paragraph": 5, "start": "Sergei Lavrov met"}]}]}"#,
//! );
//! let decoded = decode(&document.ok_or("not JSON")?)?;
//! let options = Options {
//!     css: "/dist/backstory.css",
//!     inline_css: None,
//!     plain: false,
//!     view: View::Timeline,
//! };
//! let html = children_now(&decoded, &ENGLISH, &options);
//! assert!(html.contains("<template shadowrootmode=\"open\">"));
//! assert!(html.contains("around June 2018"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::rc::Rc;

use backstory_core::dataset::{Decoded, decode_in};
use backstory_core::locale::Words;
use backstory_core::state::View;
use backstory_formats::{escaped, for_script, json_ld, plain_html, read_json};
mod prerendered;
mod snippet;

use backstory::{Content, Story};
use prerendered::{Prerendered, PrerenderedProps};
pub use snippet::{Snippet, file_address};

/// What a prerendered element is to have.
#[derive(Clone, Copy, Debug)]
pub struct Options<'a> {
    /// Where the page finds the widget's style sheet.
    pub css: &'a str,
    /// The text of that sheet, to stand in the page in place of its address.
    pub inline_css: Option<&'a str>,
    /// Only what needs no shadow root, for pages that strip templates.
    pub plain: bool,
    /// What is shown first.
    pub view: View,
}

/// [`children`], blocking.
#[must_use]
pub fn children_now(decoded: &Decoded, words: &'static Words, options: &Options) -> String {
    // Nothing in it waits for anything, so that it is done when it is first asked.
    pollster::block_on(children(decoded, words, options))
}

/// An element's children, to stand between `<back-story …>` and
/// `</back-story>`.
pub async fn children(decoded: &Decoded, words: &'static Words, options: &Options<'_>) -> String {
    let plain = plain_html(&decoded.dataset, words);
    if options.plain {
        return plain;
    }
    let story = Rc::new(Story::from(decoded.clone()));
    let prerendered = yew::LocalServerRenderer::<Prerendered>::with_props(PrerenderedProps {
        content: Content::Ready(story),
        words,
        view: options.view,
    });
    let prerendered = prerendered.hydratable(false).render().await;
    [
        &hints(options.css),
        "\n<template shadowrootmode=\"open\">\n",
        &sheet(options),
        "\n<div>",
        &placed(&prerendered),
        "</div>\n</template>\n",
        &plain,
    ]
    .concat()
}

/// What gives the content its styles.
fn sheet(options: &Options<'_>) -> String {
    match options.inline_css {
        Some(css) => ["<style>\n", &for_style(css), "</style>"].concat(),
        None => {
            let href = escaped(options.css);
            ["<link rel=\"stylesheet\" href=\"", &href, "\">"].concat()
        }
    }
}

/// A sheet to stand in a `<style>` element, which `</` could end. CSS has it in
/// strings and comments only, and in a string `\2f` with a space is a slash.
fn for_style(css: &str) -> String {
    css.replace("</", "<\\2f ")
}

/// Has a browser fetch the widget's code while it reads the page, and not only
/// once it has laid it out; behind the sheet, which the first paint needs. The code
/// lies next to the sheet; where a build renamed that, nothing is known of it.
fn hints(css: &str) -> String {
    let Some(folder) = css.strip_suffix("backstory.css") else {
        return String::new();
    };
    let hint = |kind: &str, file: &str| {
        let href = escaped(&[folder, "core/", file].concat());
        [
            "\n<link rel=\"",
            kind,
            "\" fetchpriority=\"low\" crossorigin href=\"",
            &href,
            "\">",
        ]
        .concat()
    };
    [
        hint("modulepreload", "shell.js"),
        hint("modulepreload", "backstory-element.js"),
        hint("preload\" as=\"fetch", "backstory-element_bg.wasm"),
    ]
    .concat()
}

/// The markup with each property of a `data-place` as an attribute of its own,
/// which a style sheet can read as a number (`attr(data-x type(<number>))`): no
/// script has come to place anything.
fn placed(markup: &str) -> String {
    const PLACE: &str = " data-place=\"";
    let mut parts = markup.split(PLACE);
    let mut html = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (place, rest) = part.split_once('"').unwrap_or_default();
        for property in place.split(';') {
            if let Some((name, value)) = property.split_once(':') {
                let (name, value) = (name.trim_start_matches('-'), value.trim_end_matches("px"));
                html.push_str(&[" data-", name, "=\"", value, "\""].concat());
            }
        }
        html.push_str(rest);
    }
    html
}

/// The story as JSON-LD, in the `<script>` that search engines read.
#[must_use]
pub fn linked_data(decoded: &Decoded, words: &Words) -> String {
    let json = json_ld(&decoded.dataset, words).text;
    [
        "<script type=\"application/ld+json\">\n",
        &for_script(&json),
        "\n</script>\n",
    ]
    .concat()
}

/// Reads a dataset's JSON.
///
/// # Errors
///
/// A sentence, where it is not a dataset.
pub fn read(json: &str) -> Result<Decoded, String> {
    read_in(json, "")
}

/// The same with texts in `language`, where they are in several.
///
/// # Errors
///
/// As [`read`].
pub fn read_in(json: &str, language: &str) -> Result<Decoded, String> {
    let document = read_json(json).map_err(|error| error.to_string())?;
    decode_in(&document, language).map_err(|refusal| refusal.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_is_named_where_it_lies_next_to_the_sheet() {
        let found = hints("/a\"b/backstory.css");
        assert_eq!(found.matches("href=\"/a&quot;b/core/").count(), 3);
        assert_eq!(hints("/assets/backstory-4f2a.css"), "");
    }

    #[test]
    fn a_place_is_attributes_that_a_style_sheet_reads() {
        let markup = r#"<li data-place="block-size:44px;--soft-x:3.5;" id="a"></li><b></b>"#;
        let placed = placed(markup);
        assert_eq!(
            placed,
            r#"<li data-block-size="44" data-soft-x="3.5" id="a"></li><b></b>"#
        );
    }
}
