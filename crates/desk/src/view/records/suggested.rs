//! What the passage of a new record says of it: filled in, and accepted at once.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::super::super::edit::text_at;
use super::super::super::page;
use super::super::super::passage::{Suggestion, take_back};
use super::super::super::validate::entity_name;
use super::super::article::go_to_next_passage;
use super::super::context::{EditorContext, OpenSuggestion, use_editor};
use super::super::fields::field_id;
use backstory_core::locale::{ENGLISH, describe};

#[derive(PartialEq, Properties)]
pub(super) struct SuggestedProps {
    pub path: String,
}

/// What the passage suggests, and the way on to the next one.
#[component]
pub(super) fn Suggested(props: &SuggestedProps) -> Html {
    let context = use_editor();
    let open = context.as_ref().and_then(|it| it.suggested.clone());
    let open = open.filter(|it| it.path == props.path);
    let (Some(context), Some(open)) = (context, open) else {
        return Html::default();
    };
    let on_accept = {
        let context = context.clone();
        Callback::from(move |_: MouseEvent| accept_and_go_on(&context))
    };
    let on_dismiss = {
        let (context, open) = (context.clone(), open.clone());
        Callback::from(move |_: MouseEvent| {
            let edits = take_back(context.document(), &open.filled);
            context.edit(&["not so ", &open.path].concat(), edits);
            accept(&context);
        })
    };
    let on_next = {
        let context = context.clone();
        Callback::from(move |_: MouseEvent| {
            accept(&context);
            go_to_next_passage(&context);
        })
    };
    let is_open = !open.is_accepted && !open.filled.is_empty();
    html! {
        <div class="suggested" id="suggested">
            if is_open {
                <p>
                    { "From the passage: " }{ in_words(&context, &open.path, &open.suggestion) }
                </p>
            }
            <div class="buttons">
                if is_open {
                    <button type="button" class="control control--small control--main" id="accept" onclick={on_accept}>
                        { "Accept" }<kbd>{ "Enter" }</kbd>
                    </button>
                    <button type="button" class="control control--small" id="dismiss" onclick={on_dismiss}>
                        { "Not so" }
                    </button>
                }
                <button type="button" class="control control--small" id="next" onclick={on_next}>
                    { "Next passage" }<kbd>{ "Ctrl Enter" }</kbd>
                </button>
            </div>
        </div>
    }
}

/// What Enter does in a field of the form: the suggestion is accepted, and one goes on.
pub(super) fn enter(context: &EditorContext, path: &str, event: &KeyboardEvent) {
    let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key());
    let is_field = event.target_dyn_into::<HtmlInputElement>().is_some()
        || event.target_dyn_into::<HtmlSelectElement>().is_some();
    let is_here = context.suggested.as_ref().is_some_and(|it| it.path == path);
    if event.key() == "Enter" && is_plain && is_field && is_here {
        accept_and_go_on(context);
    }
}

/// What was filled in is taken as it is now.
pub fn accept(context: &EditorContext) {
    if let Some(open) = context.suggested.as_ref().filter(|it| !it.is_accepted) {
        let is_accepted = true;
        let accepted = OpenSuggestion {
            is_accepted,
            ..(**open).clone()
        };
        context.set_suggested.emit(Some(Rc::new(accepted)));
    }
}

/// The suggestion is accepted: the focus goes to what is still to be chosen, or else to the next
/// passage.
fn accept_and_go_on(context: &EditorContext) {
    accept(context);
    let Some(open) = &context.suggested else {
        return;
    };
    let document = context.document();
    let field = |name: &str| [&open.path, ".", name].concat();
    let fields: &[&str] = if open.path.starts_with("events") {
        &["title", "kind"]
    } else {
        &["subject", "predicate", "object", "kind"]
    };
    let missing = fields
        .iter()
        .find(|name| text_at(document, &field(name)).is_empty());
    match missing {
        Some(name) => page::show_later(field_id(&field(name))),
        None => go_to_next_passage(context),
    }
}

/// What is suggested, in one line.
fn in_words(context: &EditorContext, path: &str, it: &Suggestion) -> String {
    let name = |id: &String| entity_name(context.document(), id);
    let mut parts = Vec::new();
    if let Some(found) = &it.date {
        let guess = if found.is_assumed {
            " (the year is a guess)"
        } else {
            ""
        };
        parts.push([&*describe(Some(&found.date), &ENGLISH), guess].concat());
    }
    let is_event = path.starts_with("events");
    let told = if is_event {
        &it.event
    } else {
        &it.relationship
    };
    if is_event {
        if !it.parties.is_empty() {
            let names: Vec<String> = it.parties.iter().map(name).collect();
            parts.push(["with ", &names.join(", ")].concat());
        }
        if let Some(place) = &it.place {
            parts.push(["in ", &name(place)].concat());
        }
    } else {
        let ends: Vec<String> = it.parties.iter().take(2).map(name).collect();
        let verb = it.verb.as_deref().unwrap_or("…");
        match ends.as_slice() {
            [one, other] => parts.push([&**one, " ", verb, " ", other].concat()),
            [one] => parts.push([&**one, " ", verb, " …"].concat()),
            _ => {}
        }
    }
    if let Some(kind) = told.kind {
        parts.push(["of the kind “", kind, "”"].concat());
    }
    parts.extend(
        told.stance
            .into_iter()
            .chain(told.status)
            .map(str::to_owned),
    );
    if parts.is_empty() {
        parts.push("no date and no names".to_owned());
    }
    [&*parts.join("; "), "."].concat()
}
