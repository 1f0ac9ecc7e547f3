//! A field of short texts, one a line.

use super::problems::{described_by, field_id, field_problems};
use super::text::FieldProps;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::super::super::edit::{Edit, Value, at, text};
use super::super::context::use_editor;

/// A list of short texts, one a line.
#[component]
pub fn LinesField(props: &FieldProps) -> Html {
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let path = props.path.clone();
    let lines: Vec<String> = match at(context.document(), &path) {
        Some(Value::List(items)) => items
            .iter()
            .map(|item| match item {
                Value::Text(text) => text.to_string(),
                _ => String::new(),
            })
            .collect(),
        _ => Vec::new(),
    };
    let id = field_id(&path);
    let on_input = {
        let (context, path) = (context.clone(), path.clone());
        Callback::from(move |event: InputEvent| {
            let field: Option<HtmlTextAreaElement> = event.target_dyn_into();
            let Some(words) = field.map(|field| field.value()) else {
                return;
            };
            let edit = if words.trim().is_empty() {
                Edit::Remove(path.clone())
            } else {
                let items = words.split('\n').map(text).collect();
                Edit::Set(path.clone(), Value::List(items))
            };
            context.edit(&path, vec![edit]);
        })
    };
    // Blank lines are not values.
    let on_blur = {
        let (context, path, lines) = (context.clone(), path.clone(), lines.clone());
        Callback::from(move |_: FocusEvent| {
            if lines.iter().any(|line| line.trim().is_empty()) {
                let filled = lines.iter().filter(|line| !line.trim().is_empty());
                let items = filled.map(|line| text(line.trim())).collect();
                context.edit(&path, vec![Edit::Set(path.clone(), Value::List(items))]);
            }
        })
    };
    html! {
        <div class="field">
            <label class="field__label" for={id.clone()}>{ &props.label }</label>
            <textarea
                id={id.clone()}
                rows="2"
                value={lines.join("\n")}
                aria-describedby={described_by(&id, &props.hint, false)}
                oninput={on_input}
                onfocusout={on_blur}
            />
            if !props.hint.is_empty() {
                <p class="hint" id={[&id, "-hint"].concat()}>{ &props.hint }</p>
            }
            { field_problems(&context, &path) }
        </div>
    }
}
