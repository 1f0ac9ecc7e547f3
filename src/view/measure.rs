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
                        let (setter, width) = (setter.clone(), entry.content_rect().width());
                        // Rendering at once would change sizes while they are being
                        // told, which a browser reports as an error of the page.
                        next_frame(move || setter.set(width.round()));
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

/// Does `then` before the next frame is painted.
pub(super) fn next_frame(then: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let then = Closure::once_into_js(then);
        // Refused only by a window that is gone, and nothing is painted there.
        let _ = window.request_animation_frame(then.unchecked_ref());
    }
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

/// Shifts the element behind `node` sideways until it is within the widget, once
/// it is there to be measured.
#[hook]
pub(super) fn use_inside(node: &NodeRef, is_there: bool) {
    use_effect_with((node.clone(), is_there), |(node, is_there)| {
        if *is_there && let Some(element) = node.cast::<HtmlElement>() {
            keep_inside(&element);
        }
    });
}

fn keep_inside(element: &HtmlElement) {
    let Ok(Some(frame)) = element.closest(".backstory") else {
        return;
    };
    let (inner, outer) = (
        element.get_bounding_client_rect(),
        frame.get_bounding_client_rect(),
    );
    let over = (inner.right() - outer.right()).max(0.0);
    let shift = -over.min(inner.left() - outer.left());
    // The one way this can fail is a read-only style, which ours is not.
    let _: Result<(), JsValue> = element
        .style()
        .set_property("--shift", &shift.round().to_string());
}

/// Moves the focus to the first element below `root` that matches `selector`.
pub(super) fn focus(root: &Element, selector: &str) {
    let found = root.query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _: Result<(), JsValue> = element.focus();
    }
}

/// Whether the text of `element` reads to the left, by its computed style.
pub(super) fn reads_to_the_left(element: &Element) -> bool {
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok());
    let direction = style
        .flatten()
        .map(|style| style.get_property_value("direction"));
    direction.is_some_and(|direction| direction.is_ok_and(|direction| direction == "rtl"))
}

/// Whether the reader has text selected, which a press or a copy is then about.
pub(super) fn has_selected_text() -> bool {
    let selection = web_sys::window().and_then(|window| window.get_selection().ok());
    let text = selection.flatten().map(|it| it.to_string());
    text.is_some_and(|text| text.length() > 0)
}

/// Prints the page.
pub(super) fn print() {
    if let Some(window) = web_sys::window() {
        // It fails where a frame may show no dialog: then there is none.
        let _: Result<(), JsValue> = window.print();
    }
}
