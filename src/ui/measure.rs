//! What only a page can tell or do: widths, places, focus.

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AddEventListenerOptions, Element, HtmlElement, ResizeObserver, ResizeObserverEntry, ShadowRoot,
    WheelEvent,
};
use yew::prelude::*;

use backstory_core::util::format::tenths;

/// The width of an element before it is measured, in pixels.
pub(crate) const UNMEASURED: f64 = 720.0;

/// Tells the width of an element, in whole pixels, now and whenever it changes,
/// for as long as this is kept.
pub(crate) struct WidthObserver {
    observer: ResizeObserver,
    _told: Closure<dyn FnMut(Array)>,
}

impl WidthObserver {
    pub fn new(element: &Element, tell: Callback<f64>) -> Option<Self> {
        let told = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            let last = entries.get(entries.length().saturating_sub(1));
            if let Ok(entry) = last.dyn_into::<ResizeObserverEntry>() {
                let (tell, width) = (tell.clone(), entry.content_rect().width());
                // Rendering at once would change sizes while they are being told,
                // which a browser reports as an error of the page.
                next_frame(move || tell.emit(width.round()));
            }
        });
        let observer = ResizeObserver::new(told.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _told: told,
        })
    }

    /// Tells of the width of another element as well.
    fn also(&self, element: &Element) {
        self.observer.observe(element);
    }
}

impl Drop for WidthObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// The width of the element behind `node`, in pixels, kept up to date; until it is
/// measured, what is `assumed`.
#[hook]
pub(crate) fn use_width(node: &NodeRef, assumed: fn() -> f64) -> f64 {
    let width = use_state_eq(assumed);
    let setter = width.setter();
    use_effect_with(node.clone(), move |node| {
        let tell = Callback::from(move |width| setter.set(width));
        let observer = node
            .cast::<Element>()
            .and_then(|element| WidthObserver::new(&element, tell));
        move || drop(observer)
    });
    *width
}

/// Does `then` before the next frame is painted.
pub(crate) fn next_frame(then: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let then = Closure::once_into_js(then);
        // Refused only by a window that is gone, and nothing is painted there.
        let _ = window.request_animation_frame(then.unchecked_ref());
    }
}

/// Hears the wheel over an element, and may keep it from the page, for as long
/// as this is kept. Yew's own listeners are passive there.
pub(crate) struct WheelListener {
    element: Element,
    heard: Closure<dyn FnMut(WheelEvent)>,
}

impl WheelListener {
    pub fn new(element: Element, hear: impl FnMut(WheelEvent) + 'static) -> Self {
        let heard = Closure::<dyn FnMut(WheelEvent)>::new(hear);
        let options = AddEventListenerOptions::new();
        options.set_passive(false);
        // An element takes every listener.
        let _ = element.add_event_listener_with_callback_and_add_event_listener_options(
            "wheel",
            heard.as_ref().unchecked_ref(),
            &options,
        );
        Self { element, heard }
    }
}

impl Drop for WheelListener {
    fn drop(&mut self) {
        let _ = self
            .element
            .remove_event_listener_with_callback("wheel", self.heard.as_ref().unchecked_ref());
    }
}

/// A call at the next frame of the page, unless this is dropped before.
pub(crate) struct NextFrame {
    id: i32,
    _call: Closure<dyn FnMut(f64)>,
}

impl NextFrame {
    /// `call` is given the time, in milliseconds on the clock of events.
    pub fn new(call: Callback<f64>) -> Option<Self> {
        let call = Closure::<dyn FnMut(f64)>::new(move |now| call.emit(now));
        let id = web_sys::window()?
            .request_animation_frame(call.as_ref().unchecked_ref())
            .ok()?;
        Some(Self { id, _call: call })
    }
}

impl Drop for NextFrame {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            // A frame that has come already cannot be called off, and need not.
            let _ = window.cancel_animation_frame(self.id);
        }
    }
}

/// Whether the reader asked for less to move.
pub(crate) fn prefers_stillness() -> bool {
    matches("(prefers-reduced-motion: reduce)")
}

/// Whether the reader points with a finger, which needs room.
pub(crate) fn points_with_fingers() -> bool {
    matches("(pointer: coarse)")
}

/// The width of the window, in pixels, which nothing in it is wider than.
pub(crate) fn window_width() -> f64 {
    // Where there is no page, there is no window to ask.
    let window = cfg!(target_arch = "wasm32").then(web_sys::window).flatten();
    let width = window.and_then(|window| window.inner_width().ok()?.as_f64());
    width.unwrap_or(UNMEASURED)
}

fn matches(query: &str) -> bool {
    web_sys::window()
        .and_then(|window| window.match_media(query).ok()?)
        .is_some_and(|query| query.matches())
}

/// How far a point is from the leading edge of an element, in pixels.
pub(crate) fn inline_offset(element: &Element, client_x: f64) -> f64 {
    let place = element.get_bounding_client_rect();
    if reads_to_the_left(element) {
        place.right() - client_x
    } else {
        client_x - place.left()
    }
}

/// Writes down where an element stands, for [`place`]: properties with numbers
/// to the tenth, those that begin with `--` as they are, the others in pixels.
///
/// A custom property is inherited, so that each that changes has everything
/// below the element styled anew: what moves with every frame takes a property
/// of its own.
pub(crate) fn placing(properties: &[(&str, f64)]) -> String {
    let mut text = String::new();
    for (name, value) in properties {
        text.push_str(name);
        text.push(':');
        text.push_str(&tenths(*value));
        text.push_str(if name.starts_with("--") { ";" } else { "px;" });
    }
    text
}

/// Puts every element below `root` at the place that its `data-place` gives.
///
/// A `style` attribute would do it in the markup, and is what a page's
/// `style-src` forbids; the CSSOM is not. The attribute is taken away with that:
/// it comes back with the next place, and what has none stays where it is.
pub(crate) fn place(root: &Element) {
    let Ok(found) = root.query_selector_all("[data-place]") else {
        return;
    };
    for index in 0..found.length() {
        // Whatever has a place is a part of a page, and no drawing's.
        let element = found
            .get(index)
            .map(|it| it.unchecked_into::<HtmlElement>());
        if let Some(element) = element
            && let Some(properties) = element.get_attribute("data-place")
        {
            element.style().set_css_text(&properties);
            // Nobody else removes it, and whether it was there is all the same.
            let _: Result<(), JsValue> = element.remove_attribute("data-place");
        }
    }
}

/// [`place`] for what is below `node`, after each rendering of the component.
#[hook]
pub(crate) fn use_placing(node: &NodeRef) {
    let node = node.clone();
    use_effect(move || {
        if let Some(root) = node.cast::<Element>() {
            place(&root);
        }
    });
}

/// Shifts the element behind `node` sideways until it is within the widget, for
/// as long as it is there, and whatever width the widget or it comes to have.
#[hook]
pub(crate) fn use_inside(node: &NodeRef, is_there: bool) {
    use_effect_with((node.clone(), is_there), |(node, is_there)| {
        let element = node.cast::<HtmlElement>().filter(|_| *is_there);
        let observer = element.and_then(|element| {
            let frame = element.closest(".backstory").ok()??;
            keep_inside(&element, &frame);
            let tell = {
                let (element, frame) = (element.clone(), frame.clone());
                Callback::from(move |_: f64| keep_inside(&element, &frame))
            };
            let observer = WidthObserver::new(&frame, tell)?;
            // What it holds may come later, and be wider.
            observer.also(&element);
            Some(observer)
        });
        move || drop(observer)
    });
}

fn keep_inside(element: &HtmlElement, frame: &Element) {
    let shift = |by: f64| {
        let by = tenths(by.round());
        // The one way this can fail is a read-only style, which ours is not.
        let _: Result<(), JsValue> = element.style().set_property("--shift", &by);
    };
    shift(0.0);
    let (inner, outer) = (
        element.get_bounding_client_rect(),
        frame.get_bounding_client_rect(),
    );
    let over = (inner.right() - outer.right()).max(0.0);
    shift(-over.min(inner.left() - outer.left()));
}

/// The shadow root that an element is in.
pub(crate) fn shadow_root(element: &Element) -> Option<ShadowRoot> {
    element.get_root_node().dyn_into().ok()
}

/// Moves the focus to the first element below `root` that matches `selector`.
pub(crate) fn focus(root: &Element, selector: &str) {
    find_and_focus(root, selector);
}

/// [`focus`], and says whether there is such an element.
pub(crate) fn find_and_focus(root: &Element, selector: &str) -> bool {
    let found = root.query_selector(selector).ok().flatten();
    let element = found.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = &element {
        // An element that cannot take the focus leaves it where it is.
        let _: Result<(), JsValue> = element.focus();
    }
    element.is_some()
}

/// Whether the text of `element` reads to the left, by its computed style.
pub(crate) fn reads_to_the_left(element: &Element) -> bool {
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok());
    let direction = style
        .flatten()
        .map(|style| style.get_property_value("direction"));
    direction.is_some_and(|direction| direction.is_ok_and(|direction| direction == "rtl"))
}

/// Whether the reader has text selected, which a press or a copy is then about.
pub(crate) fn has_selected_text() -> bool {
    let selection = web_sys::window().and_then(|window| window.get_selection().ok());
    let text = selection.flatten().map(|it| it.to_string());
    text.is_some_and(|text| text.length() > 0)
}

/// Whether a click on `target` is a press on what is around it. Dragging over text
/// selects it, and is none; a press of a button is one, whatever is selected elsewhere
/// on the page.
pub(crate) fn is_press(target: &Element) -> bool {
    let is_button = || target.closest("button").is_ok_and(|it| it.is_some());
    is_button() || !has_selected_text()
}

/// Prints the page.
pub(crate) fn print() {
    if let Some(window) = web_sys::window() {
        // It fails where a frame may show no dialog: then there is none.
        let _: Result<(), JsValue> = window.print();
    }
}
