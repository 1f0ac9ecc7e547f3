//! What can be done with the passage that is selected, or that the caret is in.

use yew::prelude::*;

use super::super::super::edit::Edit;
use super::super::super::validate::label;
use super::super::context::EditorContext;
use super::make::{evidence_value, make};
use super::next::go_to_next_passage;
use backstory_formats::text_quote;

/// The records that can be made of the selected words, and those whose passages are there.
pub(super) fn selected_passage(
    context: &EditorContext,
    passage: Option<&(u32, String)>,
    here: &[String],
) -> Html {
    let on_next = {
        let context = context.clone();
        Callback::from(move |_: MouseEvent| go_to_next_passage(&context))
    };
    let next = html! {
        <button type="button" class="control control--small" id="next-passage" onclick={on_next}>
            { "Next passage " }<kbd>{ "Ctrl Enter" }</kbd>
        </button>
    };
    let open_here: Html = here
        .iter()
        .map(|path| {
            let is_open = context.place.record.as_deref() == Some(path);
            let on_click = {
                let (context, path) = (context.clone(), path.clone());
                Callback::from(move |_: MouseEvent| context.go_to(&path))
            };
            html! {
                <button
                    type="button"
                    class="control control--small"
                    aria-current={is_open.then_some("true")}
                    onclick={on_click}
                >
                    { label(context.document(), path) }
                </button>
            }
        })
        .collect();
    let open_here = html! {
        if !here.is_empty() {
            <div class="buttons here" role="group" aria-label="What this passage says">
                <span class="quiet">{ "It says:" }</span>
                { open_here }
            </div>
        }
    };
    let made = passage.and_then(|(paragraph, words)| text_quote(*paragraph, words));
    let (Some((paragraph, words)), Some(evidence)) = (passage, made) else {
        return html! {
            <div class="selected selected--none">
                if here.is_empty() {
                    <p>{ "No passage is selected." }</p>
                }
                { open_here }
                { next }
            </div>
        };
    };
    let shown = match &evidence.end {
        Some(end) => [&evidence.start, " … ", end].concat(),
        None => evidence.start.clone(),
    };
    let evidence = evidence_value(&evidence);
    let open = context
        .place
        .record
        .clone()
        .filter(|path| !path.starts_with("entities") && !here.contains(path));
    let to_open = open.map(|path| {
        let name = label(context.document(), &path);
        let (context, evidence) = (context.clone(), evidence.clone());
        let on_click = Callback::from(move |_: MouseEvent| {
            let list = [&path, ".evidence"].concat();
            context.edit(
                &["pick ", &path].concat(),
                vec![Edit::Push(list, evidence.clone())],
            );
            context.say.emit("The passage is added.".to_owned());
            context.go_to(&path);
        });
        html! {
            <button type="button" class="control control--small" id="pick-open" onclick={on_click}>
                { "Passage of “" }{ name }{ "”" }
            </button>
        }
    });
    let new = |list: &'static str| {
        let (context, passage) = (context.clone(), (*paragraph, words.clone()));
        Callback::from(move |_: MouseEvent| make(&context, list, &passage))
    };
    html! {
        <div class="selected" id="selected-passage" role="group" aria-label="The selected passage">
            <p>
                <q>{ shown }</q>{ " " }
                <span class="quiet">{ "paragraph " }{ paragraph }</span>
            </p>
            <div class="buttons">
                <button type="button" class="control control--small" id="pick-event" onclick={new("events")}>
                    { "New event " }<kbd>{ "E" }</kbd>
                </button>
                <button type="button" class="control control--small" id="pick-relationship" onclick={new("relationships")}>
                    { "New relationship " }<kbd>{ "R" }</kbd>
                </button>
                <button type="button" class="control control--small" id="pick-entity" onclick={new("entities")}>
                    { "New entity " }<kbd>{ "W" }</kbd>
                </button>
                { to_open.unwrap_or_default() }
                { next }
            </div>
            { open_here }
        </div>
    }
}
