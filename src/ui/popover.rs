//! A button and the panel that it opens: the ARIA disclosure pattern, closed by
//! Escape, by pressing outside it, and by moving the focus elsewhere.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

use crate::ui::icon::Icon;
use crate::ui::measure::use_inside;

#[derive(PartialEq, Properties)]
pub(crate) struct PopoverProps {
    /// The panel's id, which is unique within the widget.
    pub id: AttrValue,
    /// What the button says.
    pub label: AttrValue,
    /// How many choices are on.
    pub active: usize,
    pub children: Html,
}

#[component]
pub(crate) fn Popover(props: &PopoverProps) -> Html {
    let open = use_state_eq(|| false);
    let root = use_node_ref();
    let button = use_node_ref();
    let panel = use_node_ref();
    use_inside(&panel, *open);

    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let on_key = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *open {
                // A dialog of the page is not closed by it, too.
                event.prevent_default();
                event.stop_propagation();
                open.set(false);
                if let Some(button) = button.cast::<HtmlElement>() {
                    let _ = button.focus();
                }
            }
        })
    };
    // A press on the panel's own text takes the focus from its controls to
    // nowhere (`related_target` is null); only a focus that arrives elsewhere,
    // or a press outside, closes the panel.
    let on_focus_out = {
        let (open, root) = (open.clone(), root.clone());
        Callback::from(move |event: FocusEvent| {
            let target = event
                .related_target()
                .and_then(|to| to.dyn_into::<Node>().ok());
            let inside = root
                .cast::<Element>()
                .is_some_and(|root| root.contains(target.as_ref()));
            if target.is_some() && !inside {
                open.set(false);
            }
        })
    };
    let close = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(false))
    };

    html! {
        <div
            ref={root}
            class={classes!("popover", open.then_some("popover--open"))}
            onkeydown={on_key}
            onfocusout={on_focus_out}
        >
            <button
                ref={button}
                type="button"
                class={classes!("control", (props.active > 0).then_some("control--active"))}
                aria-expanded={open.to_string()}
                aria-controls={props.id.clone()}
                onclick={toggle}
            >
                { &props.label }
                if props.active > 0 {
                    <span class="control__count">{ props.active }</span>
                }
                { Icon::Down.draw() }
            </button>
            if *open {
                <div class="popover__veil" onclick={close} />
            }
            <div ref={panel} class="popover__panel" id={props.id.clone()} hidden={!*open}>
                if *open {
                    { props.children.clone() }
                }
            </div>
        </div>
    }
}
