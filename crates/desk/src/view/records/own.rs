//! The kinds and fields that the story declares of its own: made, renamed and deleted.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::super::edit::{Edit, Value, at, len, text_at};
use super::super::super::languages::words_at;
use super::super::super::own_kinds::{
    declare_field, declare_kind, delete_field, delete_kind, field_uses, kind_uses, kinds_path,
};
use super::super::super::validate::record;
use super::super::context::{EditorContext, use_editor};
use super::super::fields::{Choice, Select, TextField, field_id, kind_choices, words};
use backstory_core::dataset::FieldType;

#[derive(PartialEq, Properties)]
pub(super) struct OwnProps {
    pub list: &'static str,
}

/// Kinds and fields of the records of one list.
#[component]
pub(super) fn Own(props: &OwnProps) -> Html {
    let asked = use_state_eq(|| None::<String>);
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let list = props.list;
    let document = context.document();
    let path = kinds_path(list);
    let kinds = (0..len(document, &path)).map(|index| record(&path, index));
    let fields = (0..len(document, "fields"))
        .map(|index| record("fields", index))
        .filter(|it| text_at(document, &[it, ".of"].concat()) == list);
    html! {
        <details class="more own" id="own">
            <summary>{ "Kinds and fields of your own" }</summary>
            <h3>{ "Kinds" }</h3>
            { for kinds.map(|kind| html! {
                <fieldset class="rows__row" key={kind.clone()}>
                    <legend class="visually-hidden">{ name_of(&context, &kind) }</legend>
                    <TextField path={[&kind, ".name"].concat()} label="Name" required=true />
                    if list == "relationships" {
                        { both_ways(&context, &kind) }
                    }
                    { deleting(&context, list, &kind, &asked) }
                </fieldset>
            }) }
            <AddDeclared {list} is_field=false />
            <h3>{ "Fields" }</h3>
            { for fields.map(|field| {
                let is_number = text_at(document, &[&field, ".type"].concat()) == FieldType::Number.as_str();
                html! {
                    <fieldset class="rows__row" key={field.clone()}>
                        <legend class="visually-hidden">{ name_of(&context, &field) }</legend>
                        <TextField path={[&field, ".name"].concat()} label="Name" required=true />
                        <Choice path={[&field, ".type"].concat()} label="What its values are" choices={words(FieldType::WORDS)} required=true />
                        if is_number {
                            <TextField path={[&field, ".unit"].concat()} label="Unit" hint="“EUR”, “tonne”, or words of your own." />
                        }
                        { deleting(&context, list, &field, &asked) }
                    </fieldset>
                }
            }) }
            <AddDeclared {list} is_field=true />
        </details>
    }
}

fn name_of(context: &EditorContext, path: &str) -> String {
    words_at(context.document(), &[path, ".name"].concat()).to_owned()
}

/// Whether a relationship of the kind is said of both its ends alike.
fn both_ways(context: &EditorContext, kind: &str) -> Html {
    let path = [kind, ".directed"].concat();
    let is_mutual = at(context.document(), &path) == Some(&Value::Bool(false));
    let id = field_id(&path);
    let on_change = {
        let context = context.clone();
        Callback::from(move |_: Event| {
            let edit = if is_mutual {
                Edit::Remove(path.clone())
            } else {
                Edit::Set(path.clone(), Value::Bool(false))
            };
            context.edit(&path, vec![edit]);
        })
    };
    html! {
        <p class="check">
            <input type="checkbox" id={id.clone()} checked={is_mutual} onchange={on_change} />
            <label for={id}>{ "It is said of both alike, as a marriage is" }</label>
        </p>
    }
}

/// A button that deletes a kind or a field, and says before it does what goes with it.
fn deleting(
    context: &EditorContext,
    list: &'static str,
    path: &str,
    asked: &UseStateHandle<Option<String>>,
) -> Html {
    let is_field = path.starts_with("fields");
    let name = name_of(context, path);
    let is_asked = asked.as_deref() == Some(path);
    let delete = {
        let (context, path, name, asked) = (
            context.clone(),
            path.to_owned(),
            name.clone(),
            asked.clone(),
        );
        Callback::from(move |instead: String| {
            let document = context.document();
            let edits = if is_field {
                delete_field(document, &path)
            } else {
                delete_kind(document, list, &path, &instead)
            };
            context.edit(&["remove ", &path].concat(), edits);
            let said = ["“", &name, "” is deleted. Undo brings it back."];
            context.say.emit(said.concat());
            asked.set(None);
        })
    };
    let uses = || {
        let document = context.document();
        if is_field {
            field_uses(document, path)
        } else {
            kind_uses(document, list, path)
        }
    };
    let on_ask = {
        let (asked, delete, path) = (asked.clone(), delete.clone(), path.to_owned());
        let is_used = uses() > 0;
        Callback::from(move |_: MouseEvent| {
            if is_used {
                asked.set(Some(path.clone()));
            } else {
                delete.emit(String::new());
            }
        })
    };
    if !is_asked {
        return html! {
            <button type="button" class="control control--small" onclick={on_ask}>
                { "Delete " }{ "“" }{ name }{ "”" }
            </button>
        };
    }
    let count = uses();
    let counted = |one: &str, many: &str| match count {
        1 => ["One record ", one].concat(),
        count => [&*count.to_string(), " records ", many].concat(),
    };
    let on_keep = {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| asked.set(None))
    };
    let choose_id = [&field_id(path), "-instead"].concat();
    let own = text_at(context.document(), &[path, ".id"].concat());
    let mut choices = kind_choices(context.document(), list);
    choices.retain(|(id, _)| id != own);
    html! {
        <div class="failure" role="alert">
            if is_field {
                <p>{ counted("has a value", "have a value") }{ " in it, which goes with it." }</p>
                <div class="buttons">
                    <button type="button" class="control" onclick={delete.reform(|_: MouseEvent| String::new())}>
                        { "Delete it with its values" }
                    </button>
                    <button type="button" class="control" onclick={on_keep}>{ "Keep it" }</button>
                </div>
            } else {
                <p>
                    <label for={choose_id.clone()}>
                        { counted("is", "are") }{ " of this kind. Which kind instead?" }
                    </label>
                </p>
                <Select id={choose_id} value={String::new()} {choices} on_choice={delete.clone()} />
                <div class="buttons">
                    <button type="button" class="control" onclick={delete.reform(|_: MouseEvent| String::new())}>
                        { "None: Check asks for it" }
                    </button>
                    <button type="button" class="control" onclick={on_keep}>{ "Keep it" }</button>
                </div>
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct AddProps {
    list: &'static str,
    is_field: bool,
}

/// Declares a kind or a field by its name; of a field, also what its values are.
#[component]
fn AddDeclared(props: &AddProps) -> Html {
    let name = use_state_eq(String::new);
    let value_type = use_state_eq(|| FieldType::Number.as_str().to_owned());
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let AddProps { list, is_field } = *props;
    let id = if is_field { "new-field" } else { "new-kind" };
    let on_add = {
        let (context, name, value_type) = (context.clone(), name.clone(), value_type.clone());
        Callback::from(move |()| {
            let document = context.document();
            let edit = if is_field {
                declare_field(document, list, &name, &value_type, "")
            } else {
                declare_kind(document, list, &name).and_then(|(_, edit)| edit)
            };
            let said = match &edit {
                Some(_) => ["“", name.trim(), "” is added."].concat(),
                None if name.trim().is_empty() => "A name is needed.".to_owned(),
                None => ["“", name.trim(), "” is there already."].concat(),
            };
            context.say.emit(said);
            if let Some(edit) = edit {
                context.edit(&["declare ", &name].concat(), vec![edit]);
                name.set(String::new());
            }
        })
    };
    let on_key = {
        let on_add = on_add.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" {
                on_add.emit(());
            }
        })
    };
    let on_input = {
        let name = name.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                name.set(field.value());
            }
        })
    };
    let on_type = {
        let value_type = value_type.clone();
        Callback::from(move |chosen: String| value_type.set(chosen))
    };
    let type_id = [id, "-type"].concat();
    html! {
        <div class="typed-kind">
            <div class="field">
                <label class="field__label" for={id}>
                    { if is_field { "New field" } else { "New kind" } }
                </label>
                <input
                    type="text"
                    {id}
                    autocomplete="off"
                    value={(*name).clone()}
                    oninput={on_input}
                    onkeydown={on_key}
                />
            </div>
            if is_field {
                <div class="field">
                    <label class="field__label" for={type_id.clone()}>{ "Its values" }</label>
                    <Select
                        id={type_id}
                        value={(*value_type).clone()}
                        choices={words(FieldType::WORDS)}
                        on_choice={on_type}
                    />
                </div>
            }
            <button type="button" class="control" id={[id, "-add"].concat()} onclick={on_add.reform(|_: MouseEvent| ())}>
                { "Add" }
            </button>
        </div>
    }
}
