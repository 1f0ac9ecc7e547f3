//! A value of a field that the document declares itself.

use super::choice::Select;
use super::date::DateField;
use super::lines::LinesField;
use super::problems::{field_id, field_problems};
use super::text::TextField;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::super::edit::{Edit, Value, at, len, text_at};
use super::super::super::own_kinds::kinds_path;
use super::super::super::validate::record;
use super::super::context::{EditorContext, use_editor};
use backstory_core::dataset::{FieldType, NO, Value as CoreValue, YES};
use backstory_core::locale::read_number;

/// The kinds that the document declares for a list, as choices.
pub fn declared_kinds(document: &Value, list: &str) -> Vec<(String, String)> {
    let path = kinds_path(list);
    (0..len(document, &path))
        .map(|index| {
            let kind = record(&path, index);
            let id = text_at(document, &[&kind, ".id"].concat()).to_owned();
            let name = name_at(document, &[&kind, ".name"].concat());
            (id, name)
        })
        .filter(|(id, _)| !id.is_empty())
        .collect()
}

/// A name, in the first language that has one.
fn name_at(document: &Value, path: &str) -> String {
    let name = at(document, path).and_then(|name| name.text_in(""));
    name.unwrap_or_default().to_owned()
}

/// The form fields for the values of a record of a list; none where the document
/// declares no field for it.
pub fn declared_fields(document: &Value, list: &str, record: &str) -> Html {
    let fields = (0..len(document, "fields")).filter_map(|index| {
        let field = ["fields[", &index.to_string(), "]"].concat();
        let text = |name: &str| text_at(document, &[&field, ".", name].concat()).to_owned();
        let (id, of) = (text("id"), text("of"));
        let value_type = FieldType::parse(&text("type"))?;
        if of != list || id.is_empty() {
            return None;
        }
        let path = [record, ".fields.", &id].concat();
        let name = name_at(document, &[&field, ".name"].concat());
        let unit = name_at(document, &[&field, ".unit"].concat());
        Some(html! { <DeclaredField key={id} {path} {name} {unit} {value_type} /> })
    });
    fields.collect()
}

#[derive(PartialEq, Properties)]
struct DeclaredFieldProps {
    path: String,
    name: String,
    unit: String,
    value_type: FieldType,
}

#[component]
fn DeclaredField(props: &DeclaredFieldProps) -> Html {
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let DeclaredFieldProps {
        path,
        name,
        unit,
        value_type,
    } = props;
    let value = at(context.document(), path);
    match (value_type, value) {
        (_, Some(CoreValue::List(_))) => html! {
            <LinesField path={path.clone()} label={name.clone()} hint="One a line." />
        },
        (FieldType::Number, _) => html! {
            <NumberField path={path.clone()} name={name.clone()} unit={unit.clone()} />
        },
        (FieldType::YesNo, _) => yes_no(&context, path, name),
        (FieldType::Date, _) => html! {
            <DateField path={path.clone()} label={name.clone()} />
        },
        (FieldType::Choice | FieldType::Text | FieldType::Link, _) => html! {
            <TextField path={path.clone()} label={name.clone()} />
        },
    }
}

fn yes_no(context: &EditorContext, path: &str, name: &str) -> Html {
    let id = field_id(path);
    let value = match at(context.document(), path) {
        Some(CoreValue::Bool(true)) => YES,
        Some(CoreValue::Bool(false)) => NO,
        _ => "",
    };
    let on_choice = {
        let (context, path) = (context.clone(), path.to_owned());
        Callback::from(move |value: String| {
            let edit = match &*value {
                YES => Edit::Set(path.clone(), CoreValue::Bool(true)),
                NO => Edit::Set(path.clone(), CoreValue::Bool(false)),
                _ => Edit::Remove(path.clone()),
            };
            context.edit(&path, vec![edit]);
        })
    };
    let choices = [(YES, "Yes"), (NO, "No")].map(|(it, text)| (it.to_owned(), text.to_owned()));
    html! {
        <div class="field">
            <label class="field__label" for={id.clone()}>{ name }</label>
            <Select {id} value={value.to_owned()} choices={choices.to_vec()} {on_choice} />
            { field_problems(context, path) }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct NumberFieldProps {
    path: String,
    name: String,
    unit: String,
}

/// A number, however its digits are grouped where it is typed.
#[component]
fn NumberField(props: &NumberFieldProps) -> Html {
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let NumberFieldProps { path, name, unit } = props;
    let id = field_id(path);
    let value = match at(context.document(), path) {
        Some(CoreValue::Number(number)) => number.to_string(),
        Some(CoreValue::Text(text)) => text.to_string(),
        _ => String::new(),
    };
    let is_wrong = context.validation.at(path).next().is_some();
    let on_change = {
        let (context, path) = (context.clone(), path.clone());
        Callback::from(move |event: Event| {
            let Some(field) = event.target_dyn_into::<HtmlInputElement>() else {
                return;
            };
            let typed = field.value();
            match read_number(&typed) {
                Some(number) => {
                    let number = Edit::Set(path.clone(), CoreValue::Number(number));
                    context.edit(&path, vec![number]);
                }
                // What is not a number is kept, and said to be wrong.
                None => context.set_text(&path, typed.trim()),
            }
        })
    };
    let unit = (!unit.is_empty()).then(|| [" (", unit, ")"].concat());
    html! {
        <div class={classes!("field", is_wrong.then_some("field--wrong"))}>
            <label class="field__label" for={id.clone()}>{ name }{ unit }</label>
            <input
                {id}
                type="text"
                {value}
                aria-invalid={is_wrong.then_some("true")}
                onchange={on_change}
            />
            { field_problems(&context, path) }
        </div>
    }
}
