//! What is done with a record as a whole: it is duplicated, moved, and merged into another.

use yew::prelude::*;

use super::super::super::edit::len;
use super::super::super::merge::{duplicate, merge, moved, place};
use super::super::super::validate::{label, record};
use super::super::context::{EditorContext, use_editor};
use super::super::fields::{Select, field_id};

#[derive(PartialEq, Properties)]
pub(super) struct ToolsProps {
    pub path: String,
    /// What a record of its list is called.
    pub noun: &'static str,
}

/// Buttons to duplicate the record and to move it.
#[component]
pub(super) fn Tools(props: &ToolsProps) -> Html {
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let path = &props.path;
    let on_duplicate = {
        let (context, path, noun) = (context.clone(), path.clone(), props.noun);
        Callback::from(move |_: MouseEvent| {
            if let Some((edits, copy)) = duplicate(context.document(), &path) {
                context.set_suggested.emit(None);
                context.edit(&["duplicate ", &copy].concat(), edits);
                context.go_to(&copy);
                context
                    .say
                    .emit(["This is the copy of the ", noun, "."].concat());
            }
        })
    };
    let step = |is_up: bool| {
        let (context, path) = (context.clone(), path.clone());
        let is_there = moved(context.document(), &path, is_up).is_some();
        let on_click = Callback::from(move |_: MouseEvent| {
            if let Some((edit, after)) = moved(context.document(), &path, is_up) {
                context.set_suggested.emit(None);
                context.edit(&["move ", &after].concat(), vec![edit]);
                context.go_to(&after);
                let way = if is_up { "up" } else { "down" };
                context.say.emit(["It is moved ", way, "."].concat());
            }
        });
        let (id, name) = if is_up {
            ("move-up", "Move up")
        } else {
            ("move-down", "Move down")
        };
        html! {
            <button type="button" class="control control--small" {id} disabled={!is_there} onclick={on_click}>
                { name }
            </button>
        }
    };
    html! {
        <div class="buttons tools">
            <button type="button" class="control control--small" id="duplicate" onclick={on_duplicate}>
                { "Duplicate" }
            </button>
            { step(true) }
            { step(false) }
        </div>
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct MergeProps {
    pub path: String,
}

/// Merges the entity into another one, and says before it does what becomes of what.
#[component]
pub(super) fn MergeEntity(props: &MergeProps) -> Html {
    let chosen = use_state_eq(String::new);
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let (path, document) = (&props.path, context.document());
    let others = len(document, "entities");
    let others = (0..others).map(|index| record("entities", index));
    let mut choices: Vec<(String, String)> = others
        .filter(|it| it != path)
        .map(|it| {
            let name = label(document, &it);
            (it, name)
        })
        .collect();
    choices.sort_by_key(|(_, name)| name.to_lowercase());
    let on_choice = {
        let chosen = chosen.clone();
        Callback::from(move |it: String| chosen.set(it))
    };
    let id = [&field_id(path), "-merge"].concat();
    html! {
        <details class="more">
            <summary>{ "The same as another one" }</summary>
            <div class="field">
                <label class="field__label" for={id.clone()}>{ "It is the same as" }</label>
                <Select {id} value={(*chosen).clone()} {choices} {on_choice} />
            </div>
            { consequences(&context, path, &chosen) }
        </details>
    }
}

fn consequences(context: &EditorContext, path: &str, into: &str) -> Html {
    let document = context.document();
    let Some(found) = merge(document, path, into) else {
        return Html::default();
    };
    let (own, other) = (label(document, path), label(document, into));
    let count = found.moved.to_string();
    let on_merge = {
        let (context, edits) = (context.clone(), found.edits.clone());
        let (path, into) = (path.to_owned(), into.to_owned());
        let said = [
            "“",
            &own,
            "” is merged into “",
            &other,
            "”. Undo takes them apart.",
        ]
        .concat();
        Callback::from(move |_: MouseEvent| {
            context.edit(&["merge ", &path].concat(), edits.clone());
            context.say.emit(said.clone());
            // The one that stays moves up where the other stood before it.
            if let (Some((_, gone)), Some((_, stays))) = (place(&path), place(&into)) {
                let stays = stays - usize::from(gone < stays);
                context.go_to(&record("entities", stays));
            }
        })
    };
    html! {
        <div class="failure" role="alert">
            <p>
                { "“" }{ own }{ "” becomes another name of “" }{ other }{ "”, which is named in its \
                   place where it is referred to (" }{ count }{ ")." }
            </p>
            if !found.going.is_empty() {
                <p>{ "These go, since both ends are the same: " }{ found.going.join(", ") }{ "." }</p>
            }
            <div class="buttons">
                <button type="button" class="control" id="merge" onclick={on_merge}>{ "Merge" }</button>
            </div>
        </div>
    }
}
