//! What only a page can tell or do: widths, places, focus.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, ResizeObserver, ResizeObserverEntry};
use yew::prelude::*;

/// The width of an element before it is measured, in pixels.
const UNMEASURED: f64 = 720.0;

/// The width of the element behind `node`, in pixels, kept up to date.
#[hook]
pub(super) fn use_width(node: &NodeRef) -> f64 {
    let width = use_state_eq(|| UNMEASURED);
    let setter = width.setter();
    use_effect_with(node.clone(), move |node| {
        let observing = node.cast::<Element>().and_then(|element| {
            let closure =
                Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
                    let last = entries.get(entries.length().saturating_sub(1));
                    if let Ok(entry) = last.dyn_into::<ResizeObserverEntry>() {
                        setter.set(entry.content_rect().width().round());
                    }
                });
            let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
            observer.observe(&element);
            Some((observer, closure))
        });
        move || {
            if let Some((observer, _closure)) = observing {
                observer.disconnect();
            }
        }
    });
    *width
}

/// The attributes that carry a place, and the custom properties that the style
/// sheet reads it from.
const PLACES: [(&str, &str); 5] = [
    ("data-x", "--x"),
    ("data-width", "--width"),
    ("data-row", "--row"),
    ("data-rows", "--rows"),
    ("data-share", "--share"),
];

/// Puts every element below `node` at the place its attributes give, after each
/// rendering of the component.
///
/// A `style` attribute would do it in the markup, and is what a page's
/// `style-src` forbids; the CSSOM is not.
#[hook]
pub(super) fn use_placing(node: &NodeRef) {
    let node = node.clone();
    use_effect(move || {
        if let Some(root) = node.cast::<Element>() {
            for (attribute, property) in PLACES {
                place(&root, attribute, property);
            }
        }
    });
}

fn place(root: &Element, attribute: &str, property: &str) {
    let Ok(found) = root.query_selector_all(&["[", attribute, "]"].concat()) else {
        return;
    };
    for index in 0..found.length() {
        let Some(element) = found
            .get(index)
            .and_then(|node| node.dyn_into::<HtmlElement>().ok())
        else {
            continue;
        };
        if let Some(value) = element.get_attribute(attribute) {
            // The one way this can fail is a read-only style, which ours is not.
            let _: Result<(), JsValue> = element.style().set_property(property, &value);
        }
    }
}

/// Moves the focus to the first element below `root` that matches `selector`.
pub(super) fn focus(root: &Element, selector: &str) {
    let found = root.query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _: Result<(), JsValue> = element.focus();
    }
}
