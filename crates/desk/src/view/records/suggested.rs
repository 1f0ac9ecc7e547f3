//! What the passage of a new record says of it, to be accepted at once.

use std::rc::Rc;

use yew::prelude::*;

use super::super::super::edit::text_at;
use super::super::super::page;
use super::super::super::passage::{Suggestion, accept_event, accept_relationship};
use super::super::super::validate::entity_name;
use super::super::context::{EditorContext, EditorLocation, Tab, use_editor};
use super::super::fields::field_id;
use backstory_core::locale::{ENGLISH, describe};

#[derive(PartialEq, Properties)]
pub(super) struct SuggestedProps {
    pub path: String,
}

/// What the passage suggests, with a button that has the focus; then the way back to the
/// article.
#[component]
pub(super) fn Suggested(props: &SuggestedProps) -> Html {
    let context = use_editor();
    let found = context.as_ref().and_then(|it| it.suggested.clone());
    let found = found.filter(|it| it.0 == props.path);
    {
        let is_there = found.as_ref().is_some_and(|it| !it.1.is_empty());
        use_effect_with(is_there, |is_there| {
            if *is_there {
                page::show("accept");
            }
        });
    }
    let (Some(context), Some(found)) = (context, found) else {
        return Html::default();
    };
    let (path, suggestion) = &*found;
    let on_accept = {
        let (context, path, suggestion) = (context.clone(), path.clone(), suggestion.clone());
        Callback::from(move |_: MouseEvent| {
            let document = context.document();
            let edits = if path.starts_with("events") {
                accept_event(document, &path, &suggestion)
            } else {
                accept_relationship(document, &path, &suggestion)
            };
            context.edit(&["accept ", &path].concat(), edits);
            go_on(&context, &path, &suggestion);
        })
    };
    let on_dismiss = {
        let (context, path) = (context.clone(), path.clone());
        Callback::from(move |_: MouseEvent| go_on(&context, &path, &Suggestion::default()))
    };
    let on_next = context.go.reform(|_: MouseEvent| EditorLocation {
        tab: Tab::Article,
        record: None,
    });
    html! {
        <div class="suggested" id="suggested">
            if !suggestion.is_empty() {
                <p>{ "The passage says: " }{ in_words(&context, path, suggestion) }</p>
            }
            <div class="buttons">
                if !suggestion.is_empty() {
                    <button type="button" class="control control--main" id="accept" onclick={on_accept}>
                        { "Accept" }
                    </button>
                    <button type="button" class="control" id="dismiss" onclick={on_dismiss}>
                        { "Not so" }
                    </button>
                }
                <button type="button" class="control" id="next" onclick={on_next}>
                    { "Next passage" }
                </button>
            </div>
        </div>
    }
}

/// The suggestion is done with: the focus goes to what is still to be chosen.
fn go_on(context: &EditorContext, path: &str, it: &Suggestion) {
    let done = Rc::new((path.to_owned(), Suggestion::default()));
    context.set_suggested.emit(Some(done));
    let document = context.document();
    let is_missing = |name: &str| text_at(document, &[path, ".", name].concat()).is_empty();
    let is_event = path.starts_with("events");
    let fields: &[(&str, bool)] = if is_event {
        &[("kind", it.kind.is_some())]
    } else {
        &[
            ("subject", !it.parties.is_empty()),
            ("predicate", it.verb.is_some()),
            ("object", it.parties.len() > 1),
            ("kind", false),
        ]
    };
    let missing = fields
        .iter()
        .find(|(name, is_given)| !is_given && is_missing(name));
    let id = missing.map_or_else(
        || "next".to_owned(),
        |(name, _)| field_id(&[path, ".", name].concat()),
    );
    wasm_bindgen_futures::spawn_local(async move {
        page::painted().await;
        page::show(&id);
    });
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
    if path.starts_with("events") {
        if let Some(kind) = it.kind {
            parts.push(["it is of the kind “", kind, "”"].concat());
        }
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
    [&*parts.join("; "), "."].concat()
}
