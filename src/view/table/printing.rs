//! A table that is whole on paper.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use yew::prelude::*;

/// Whether the page is being printed.
#[hook]
pub(super) fn use_printing() -> bool {
    let printing = use_state_eq(|| false);
    let setter = printing.setter();
    use_effect_with((), move |()| {
        let heard = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            setter.set(event.type_() == "beforeprint");
        });
        let listener = heard.as_ref().unchecked_ref::<js_sys::Function>();
        let window = web_sys::window();
        if let Some(window) = &window {
            for name in ["beforeprint", "afterprint"] {
                // Adding a listener to a window does not fail.
                let _ = window.add_event_listener_with_callback(name, listener);
            }
        }
        move || {
            let listener = heard.as_ref().unchecked_ref();
            if let Some(window) = window {
                for name in ["beforeprint", "afterprint"] {
                    let _ = window.remove_event_listener_with_callback(name, listener);
                }
            }
        }
    });
    *printing
}
