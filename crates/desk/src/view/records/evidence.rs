//! The passages of a record.

use super::rows::rows;
use yew::prelude::*;

use super::super::super::edit::{Edit, Value, text};
use super::super::super::reanchor::fixes_of_passage;
use super::super::super::validate::Validation;
use super::super::context::{EditorContext, EditorLocation, Tab, use_editor};
use super::super::fields::{TextField, field_id, field_problems, fix_buttons};

pub(super) fn evidence(context: &EditorContext, path: &str) -> Html {
    let empty = Value::Map(vec![
        ("paragraph".into(), Value::Number(1.0)),
        ("start".into(), text("")),
    ]);
    let pick = {
        let go = context.go.clone();
        let record = context.place.record.clone();
        Callback::from(move |_: MouseEvent| {
            go.emit(EditorLocation {
                tab: Tab::Article,
                record: record.clone(),
            });
        })
    };
    html! {
        <>
            { rows(context, path, "Passages that say so", ("Add a passage by hand", empty), |item| html! {
                <div class="passage">
                    <ParagraphField path={[item, ".paragraph"].concat()} />
                    <TextField path={[item, ".start"].concat()} label="First words" />
                    <TextField path={[item, ".end"].concat()} label="Last words" />
                    { found(context, item) }
                </div>
            }) }
            <button type="button" class="control" id="pick" onclick={pick}>
                { "Select the passage in the article" }
            </button>
        </>
    }
}

/// Whether the passage is in the article; nothing of one that was not looked for.
pub(super) fn found(context: &EditorContext, path: &str) -> Html {
    let validation: &Validation = &context.validation;
    if validation.found.contains(path) {
        return html! { <p class="hint found">{ "Found in the article." }</p> };
    }
    match validation.passages.iter().find(|(it, _)| it == path) {
        None => Html::default(),
        Some((_, outcome)) => html! {
            <p class="wrong">
                { "This passage is " }{ outcome.describe() }{ "." }
                { fix_buttons(context, path, fixes_of_passage(context.document(), validation, path, outcome)) }
            </p>
        },
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct ParagraphProps {
    path: String,
}

#[component]
pub(super) fn ParagraphField(props: &ParagraphProps) -> Html {
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let path = props.path.clone();
    let value = match super::super::super::edit::at(context.document(), &path) {
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Text(text)) => text.to_string(),
        _ => String::new(),
    };
    let id = field_id(&path);
    let on_input = {
        let (context, path) = (context.clone(), path.clone());
        Callback::from(move |event: InputEvent| {
            let field: Option<web_sys::HtmlInputElement> = event.target_dyn_into();
            let Some(words) = field.map(|field| field.value()) else {
                return;
            };
            let value = words
                .trim()
                .parse()
                .map_or_else(|_| text(words.trim()), Value::Number);
            context.edit(&path, vec![Edit::Set(path.clone(), value)]);
        })
    };
    html! {
        <div class="field field--number">
            <label class="field__label" for={id.clone()}>{ "Paragraph" }</label>
            <input {id} type="text" inputmode="numeric" {value} oninput={on_input} />
            { field_problems(&context, &path) }
        </div>
    }
}
