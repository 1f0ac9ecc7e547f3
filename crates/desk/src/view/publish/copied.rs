//! Lines that are copied.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::super::super::page;
use super::super::context::use_editor;

#[derive(PartialEq, Properties)]
pub(super) struct CopiedProps {
    pub id: &'static str,
    pub label: &'static str,
    pub text: String,
    /// Called when they are copied.
    #[prop_or_default]
    pub taken: Callback<()>,
}

/// Lines with a button that copies them; where that is blocked, they are
/// selected to be copied by hand.
#[component]
pub(super) fn Copied(props: &CopiedProps) -> Html {
    let field = use_node_ref();
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let on_click = {
        let (text, say, field) = (props.text.clone(), context.say.clone(), field.clone());
        let taken = props.taken.clone();
        Callback::from(move |_: MouseEvent| {
            taken.emit(());
            let (text, say, field) = (text.clone(), say.clone(), field.clone());
            spawn_local(async move {
                if page::copy(&text).await {
                    say.emit("Copied.".to_owned());
                } else if let Some(field) = field.cast::<web_sys::HtmlTextAreaElement>() {
                    page::select(&field, 0, text.encode_utf16().count());
                    say.emit("The lines are selected: copy them with your keyboard.".to_owned());
                }
            });
        })
    };
    html! {
        <div class="copied">
            <textarea
                ref={field}
                id={props.id}
                readonly=true
                rows="3"
                aria-label={props.label}
                value={props.text.clone()}
            />
            <button type="button" class="control" id={["copy-", props.id].concat()} onclick={on_click}>
                { "Copy" }
            </button>
        </div>
    }
}
