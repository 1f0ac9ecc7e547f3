//! The stories that are kept in this browser.

use yew::prelude::*;

use super::super::super::page;
use super::super::super::stories::{StoryEntry, project_name, to_project};
use super::super::context::{EditorContext, use_editor};
use super::super::session::StoryRequest;

#[component]
pub(super) fn Stories() -> Html {
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let on_save = {
        let (work, say) = (context.work().clone(), context.say.clone());
        Callback::from(move |_: MouseEvent| {
            let name = project_name(&work);
            page::download(&name, "application/json", &to_project(&work));
            say.emit(
                [
                    "Downloaded ",
                    &name,
                    ": it holds the dataset and the article.",
                ]
                .concat(),
            );
        })
    };
    let on_new = {
        let open = context.open.clone();
        let new = StoryRequest::New(Box::default());
        Callback::from(move |_: MouseEvent| open.emit(new.clone()))
    };
    let is_empty = context.work().is_empty();
    if context.stories.is_empty() && is_empty {
        return Html::default();
    }
    html! {
        <section class="stories" id="stories">
            <h2>{ "Your stories" }</h2>
            <ul class="stories__list">
                { for context.stories.iter().map(|entry| story(&context, entry)) }
            </ul>
            <div class="buttons">
                <button type="button" class="control" id="new-story" onclick={on_new}>
                    { "New story" }
                </button>
                <button
                    type="button"
                    class="control"
                    id="save-project"
                    disabled={is_empty}
                    onclick={on_save}
                >
                    { "Save this story as a project file" }
                </button>
            </div>
            <p class="hint">
                { "They are in this browser only, which may clear them when it is short of room, \
                   and Safari after seven days without a visit. A project file holds the dataset, \
                   the article and nothing else: keep it, or give it to a colleague, who imports \
                   it here." }
            </p>
        </section>
    }
}

fn story(context: &EditorContext, entry: &StoryEntry) -> Html {
    let is_open = *context.story == *entry.id;
    let on_open = {
        let (open, id) = (context.open.clone(), entry.id.clone());
        Callback::from(move |_: MouseEvent| open.emit(StoryRequest::Open(id.clone())))
    };
    let on_delete = {
        let (context, entry) = (context.clone(), entry.clone());
        Callback::from(move |_: MouseEvent| {
            let question = [
                "Delete “",
                &entry.name,
                "”, its article and its steps for Undo?",
            ];
            if page::is_sure(&question.concat()) {
                context.delete_story.emit(entry.id.clone());
                context
                    .say
                    .emit(["“", &entry.name, "” is deleted."].concat());
            }
        })
    };
    let records = match entry.records {
        1 => "1 record".to_owned(),
        records => [&records.to_string(), " records"].concat(),
    };
    html! {
        <li key={entry.id.clone()} class="story" aria-current={is_open.then_some("true")}>
            <button type="button" class="story__open" disabled={is_open} onclick={on_open}>
                <span class="story__name">{ &entry.name }</span>
                <span class="quiet">
                    { records }{ ", changed " }{ page::date_text(entry.changed) }
                    if is_open { { ". It is open." } }
                </span>
            </button>
            if !is_open {
                <button
                    type="button"
                    class="control control--small"
                    aria-label={["Delete ", &entry.name].concat()}
                    onclick={on_delete}
                >
                    { "Delete" }
                </button>
            }
        </li>
    }
}
