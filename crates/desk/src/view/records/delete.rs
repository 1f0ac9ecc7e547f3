//! Deleting a record, with what refers to it.

use yew::prelude::*;

use super::super::super::references::{Reference, delete_with_references, references};
use super::super::super::validate::label;
use super::super::context::{EditorLocation, Tab, use_editor};

/// How many records that refer to it are named.
const MAX_NAMED: usize = 12;

#[derive(PartialEq, Properties)]
pub(super) struct DeleteProps {
    pub path: String,
    /// What a record of its list is called.
    pub noun: &'static str,
}

/// A button that deletes the record, and says before it does what goes with it.
#[component]
pub(super) fn DeleteRecord(props: &DeleteProps) -> Html {
    let is_asking = use_state_eq(|| false);
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let (path, document) = (props.path.clone(), context.document());
    let name = label(document, &path);
    // The whole document is searched for them: not each time that the form is drawn.
    let referring = if *is_asking {
        references(document, &path)
    } else {
        Vec::new()
    };
    let on_delete = {
        let (context, path, name) = (context.clone(), path.clone(), name.clone());
        Callback::from(move |_: MouseEvent| {
            let edits = delete_with_references(context.document(), &path);
            context.edit(&["remove ", &path].concat(), edits);
            // What its passage says is not said of the record that has its place next.
            context.set_suggested.emit(None);
            let said = ["“", &name, "” is deleted. Undo brings it back."];
            context.say.emit(said.concat());
            let tab = Tab::of_path(&path);
            context.go.emit(EditorLocation { tab, record: None });
        })
    };
    let set = |to: bool| {
        let is_asking = is_asking.clone();
        Callback::from(move |_: MouseEvent| is_asking.set(to))
    };
    let on_remove = {
        let (context, path) = (context.clone(), path.clone());
        let (delete, ask) = (on_delete.clone(), set(true));
        Callback::from(move |event: MouseEvent| {
            if references(context.document(), &path).is_empty() {
                delete.emit(event);
            } else {
                ask.emit(event);
            }
        })
    };
    let named = |goes: bool| {
        let all: Vec<&Reference> = referring.iter().filter(|it| it.goes == goes).collect();
        let mut names: Vec<String> = all
            .iter()
            .take(MAX_NAMED)
            .map(|it| ["“", &label(document, &it.record), "”"].concat())
            .collect();
        if let more @ 1.. = all.len().saturating_sub(MAX_NAMED) {
            names.push([&more.to_string(), " more"].concat());
        }
        names.join(", ")
    };
    let (going, losing) = (named(true), named(false));
    html! {
        if !referring.is_empty() {
            <div class="failure" id="goes-with-it" role="alert">
                <p>{ "“" }{ name }{ "” is referred to." }</p>
                if !going.is_empty() {
                    <p>{ "These are deleted with it: " }{ going }{ "." }</p>
                }
                if !losing.is_empty() {
                    <p>{ "These no longer name it: " }{ losing }{ "." }</p>
                }
                <div class="buttons">
                    <button type="button" class="control" id="remove-all" onclick={on_delete}>
                        { "Delete all of that" }
                    </button>
                    <button type="button" class="control" id="keep" onclick={set(false)}>
                        { "Keep it" }
                    </button>
                </div>
            </div>
        } else {
            <button
                type="button"
                class="control control--danger"
                id="remove"
                onclick={on_remove}
            >
                { "Delete this " }{ props.noun }
            </button>
        }
    }
}
