//! A choice from a list.

use super::problems::{described_by, field_id, field_problems};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::super::super::edit::{Value, len, text_at};
use super::super::super::validate::{label, record};
use super::super::context::use_editor;

#[derive(PartialEq, Properties)]
pub struct ChoiceProps {
    pub path: String,
    pub label: AttrValue,
    /// Values with what they are called.
    pub choices: Vec<(String, String)>,
    #[prop_or_default]
    pub required: bool,
    #[prop_or_default]
    pub hint: AttrValue,
}

/// A choice from a list. A value that is not in the list is shown and kept
/// until another is chosen.
#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let path = props.path.clone();
    let id = field_id(&path);
    let is_wrong = context.validation.at(&path).next().is_some();
    let on_choice = {
        let (context, path) = (context.clone(), path.clone());
        Callback::from(move |value: String| context.set_text(&path, &value))
    };
    html! {
        <div class={context.field_class(&path)}>
            <label class="field__label" for={id.clone()}>
                { &props.label }
                if props.required { <span class="field__must">{ " (needed)" }</span> }
            </label>
            <Select
                id={id.clone()}
                value={text_at(context.document(), &path).to_owned()}
                choices={props.choices.clone()}
                {on_choice}
                {is_wrong}
                described_by={described_by(&id, &props.hint, is_wrong)}
            />
            if !props.hint.is_empty() {
                <p class="hint" id={[&id, "-hint"].concat()}>{ &props.hint }</p>
            }
            { field_problems(&context, &path) }
        </div>
    }
}

#[derive(PartialEq, Properties)]
pub struct SelectProps {
    pub id: String,
    /// What is chosen; empty where nothing is.
    pub value: String,
    /// Values with what they are called.
    pub choices: Vec<(String, String)>,
    /// Called with the value that somebody chooses.
    pub on_choice: Callback<String>,
    #[prop_or_default]
    pub is_wrong: bool,
    #[prop_or_default]
    pub described_by: Option<String>,
}

/// The list to choose from, with nothing as its first choice.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let select = use_node_ref();
    {
        let (select, value) = (select.clone(), props.value.clone());
        // Once somebody has chosen, `selected` says no more what is selected; and browsers
        // differ in which option stays it where options come and go.
        use_effect(move || {
            if let Some(select) = select.cast::<HtmlSelectElement>()
                && select.value() != value
            {
                select.set_value(&value);
            }
        });
    }
    let value = &props.value;
    let is_strange = !value.is_empty() && !props.choices.iter().any(|(it, _)| it == value);
    let on_change = props.on_choice.clone();
    let on_change = Callback::from(move |event: Event| {
        if let Some(field) = event.target_dyn_into::<HtmlSelectElement>() {
            on_change.emit(field.value());
        }
    });
    html! {
        <select
            ref={select}
            id={props.id.clone()}
            onchange={on_change}
            aria-invalid={props.is_wrong.then_some("true")}
            aria-describedby={props.described_by.clone()}
        >
            <option value="" selected={value.is_empty()}>{ "—" }</option>
            if is_strange {
                <option value={value.clone()} selected=true>{ value }</option>
            }
            <Options value={value.clone()} choices={props.choices.clone()} />
        </select>
    }
}

#[derive(PartialEq, Properties)]
struct OptionsProps {
    value: String,
    choices: Vec<(String, String)>,
}

/// The choices of a list. They may be thousands: those of a list that is the same are not drawn
/// again at each key.
#[component]
fn Options(props: &OptionsProps) -> Html {
    html! {
        { for props.choices.iter().map(|(choice, name)| html! {
            <option value={choice.clone()} selected={*choice == props.value}>{ name }</option>
        }) }
    }
}

/// The words of a vocabulary as choices.
pub fn words(all: &[&str]) -> Vec<(String, String)> {
    all.iter()
        .map(|word| ((*word).to_owned(), (*word).to_owned()))
        .collect()
}

/// The entities of the document as choices, by name.
pub fn entity_choices(document: &Value) -> Vec<(String, String)> {
    let mut choices: Vec<(String, String)> = (0..len(document, "entities"))
        .map(|index| {
            let path = record("entities", index);
            let id = text_at(document, &[&path, ".id"].concat());
            (id.to_owned(), label(document, &path))
        })
        .filter(|(id, _)| !id.is_empty())
        .collect();
    choices.sort_by_cached_key(|(_, name)| name.to_lowercase());
    choices
}
