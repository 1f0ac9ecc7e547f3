//! The choice of a kind, with a new one typed where none fits.

use super::choice::{Select, words};
use super::problems::{described_by, field_id, field_problems};
use super::value::declared_kinds;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::super::edit::{Edit, Value, text, text_at};
use super::super::super::own_kinds::{built_in_kinds, declare_kind};
use super::super::super::page;
use super::super::context::use_editor;

/// What is chosen for a kind that is not in the list. No id has such a sign.
const NEW: &str = "+";

/// The kinds of a list as choices: the format's words, then those that the document declares.
pub fn kind_choices(document: &Value, list: &str) -> Vec<(String, String)> {
    let mut choices = words(built_in_kinds(list));
    choices.extend(declared_kinds(document, list));
    choices
}

#[derive(PartialEq, Properties)]
pub struct KindChoiceProps {
    pub path: String,
    pub list: &'static str,
}

/// A choice of a kind: the format's words, then those that the document declares, then a new one.
#[component]
pub fn KindChoice(props: &KindChoiceProps) -> Html {
    let typed = use_state_eq(|| None::<String>);
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let KindChoiceProps { path, list } = props;
    let list = *list;
    let id = field_id(path);
    let new_id = [&id, "-new"].concat();
    let mut choices = kind_choices(context.document(), list);
    choices.push((NEW.to_owned(), "Another kind…".to_owned()));
    let on_choice = {
        let (context, path, typed, new_id) =
            (context.clone(), path.clone(), typed.clone(), new_id.clone());
        Callback::from(move |value: String| {
            if value == NEW {
                typed.set(Some(String::new()));
                page::show_later(new_id.clone());
            } else {
                context.set_text(&path, &value);
            }
        })
    };
    let declare = {
        let (context, path, typed, id) = (context.clone(), path.clone(), typed.clone(), id.clone());
        Callback::from(move |()| {
            let name = (*typed).clone().unwrap_or_default();
            if let Some((kind, edit)) = declare_kind(context.document(), list, &name) {
                let set = Edit::Set(path.clone(), text(kind));
                let edits = edit.into_iter().chain([set]).collect();
                context.edit(&["kind of ", &path].concat(), edits);
                let said = ["“", name.trim(), "” is a kind of this story now."];
                context.say.emit(said.concat());
            }
            typed.set(None);
            page::show_later(id.clone());
        })
    };
    let on_input = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                typed.set(Some(field.value()));
            }
        })
    };
    let on_key = {
        let (declare, typed, id) = (declare.clone(), typed.clone(), id.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                // The form goes on with Enter, too.
                event.stop_propagation();
                declare.emit(());
            }
            "Escape" => {
                typed.set(None);
                page::show_later(id.clone());
            }
            _ => {}
        })
    };
    let is_wrong = context.validation.at(path).next().is_some();
    html! {
        <div class={context.field_class(path)}>
            <label class="field__label" for={id.clone()}>
                { "Kind" }<span class="field__must">{ " (needed)" }</span>
            </label>
            <Select
                id={id.clone()}
                value={text_at(context.document(), path).to_owned()}
                {choices}
                {on_choice}
                {is_wrong}
                described_by={described_by(&id, "", is_wrong)}
            />
            if let Some(name) = &*typed {
                <div class="typed-kind">
                    <input
                        type="text"
                        id={new_id}
                        aria-label="Name of the new kind"
                        placeholder="Verdict"
                        autocomplete="off"
                        value={name.clone()}
                        oninput={on_input}
                        onkeydown={on_key}
                    />
                    <button type="button" class="control" onclick={declare.reform(|_: MouseEvent| ())}>
                        { "Add" }
                    </button>
                </div>
            }
            { field_problems(&context, path) }
        </div>
    }
}
