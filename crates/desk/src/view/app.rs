//! The editor as a whole: its header, its parts, and the preview.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::super::page;
use super::super::store::StoreError;
use super::super::work::WorkAction;
use super::article::{ArticlePane, ArticlePart, go_to_next_passage};
use super::context::{EditorContext, EditorLocation, Tab};
use super::preview::Preview;
use super::problems::Problems;
use super::publish::Publish;
use super::records::{Records, accept};
use super::session::{OpenedStory, StorageState, StoryRequest, open, use_session};
use super::start::Start;
use super::validated::use_validation;
use backstory_formats::Unsupported;

/// The editor, with the story that is open in it.
#[component]
pub fn App() -> Html {
    let opened = use_state(|| None::<OpenedStory>);
    let open_story = {
        let opened = opened.setter();
        Callback::from(move |request: StoryRequest| {
            let opened = opened.clone();
            spawn_local(async move { opened.set(Some(open(request).await)) });
        })
    };
    {
        let open_story = open_story.clone();
        use_effect_with((), move |()| open_story.emit(StoryRequest::Last));
    }
    match &*opened {
        None => html! { <p class="opening" role="status">{ "Opening…" }</p> },
        Some(story) => html! {
            <Editor key={story.entry.id.clone()} opened={story.clone()} open={open_story} />
        },
    }
}

#[derive(PartialEq, Properties)]
struct EditorProps {
    opened: OpenedStory,
    open: Callback<StoryRequest>,
}

#[component]
fn Editor(props: &EditorProps) -> Html {
    let history = use_reducer(|| props.opened.history.clone());
    let was_kept = use_state(|| !history.now().is_empty() && props.opened.is_resumed);
    let tab = if *was_kept { Tab::Events } else { Tab::Start };
    let place = use_state(|| EditorLocation { tab, record: None });
    let unsupported = use_state(|| Rc::<[Unsupported]>::from([]));
    let said = use_state(String::new);
    let sheets = use_mut_ref(Vec::new);
    let suggested = use_state(|| None);
    let validation = use_validation(&history);

    let say = {
        let said = said.setter();
        Callback::from(move |words| said.set(words))
    };
    let session = use_session(&props.opened, &history, &say);
    {
        // The message has been read; it would cover what is below it.
        let said = said.clone();
        use_effect_with((*said).clone(), move |words| {
            let is_said = !words.is_empty();
            let timer = is_said.then(|| Timeout::new(6_000, move || said.set(String::new())));
            move || drop(timer)
        });
    }
    use_warning(session.state != StorageState::Yes && !history.now().is_empty());

    let context = EditorContext {
        history: history.clone(),
        validation: validation.clone(),
        place: (*place).clone(),
        go: {
            let place = place.clone();
            Callback::from(move |to: EditorLocation| place.set(to))
        },
        unsupported: (*unsupported).clone(),
        set_unsupported: {
            let unsupported = unsupported.clone();
            Callback::from(move |list| unsupported.set(list))
        },
        sheets,
        say,
        suggested: (*suggested).clone(),
        set_suggested: {
            let suggested = suggested.setter();
            Callback::from(move |it| suggested.set(it))
        },
        story: props.opened.entry.id.as_str().into(),
        stories: session.stories.clone(),
        open: props.open.clone(),
        delete_story: session.delete.clone(),
    };
    let step = |action: WorkAction| {
        let history = history.clone();
        Callback::from(move |_: MouseEvent| history.dispatch(action.clone()))
    };
    let on_key = {
        let (history, context) = (history.clone(), context.clone());
        Callback::from(move |event: KeyboardEvent| {
            let is_command = event.ctrl_key() || event.meta_key();
            if !is_command || event.alt_key() {
                return;
            }
            if event.key() == "Enter" {
                event.prevent_default();
                accept(&context);
                go_to_next_passage(&context);
                return;
            }
            // A text field undoes its own letters.
            if page::is_in_text_field(&event) {
                return;
            }
            let action = match event.key().to_lowercase().as_str() {
                "z" if event.shift_key() => WorkAction::Redo,
                "z" => WorkAction::Undo,
                "y" => WorkAction::Redo,
                _ => return,
            };
            event.prevent_default();
            history.dispatch(action);
        })
    };
    let is_following = history.is_following();
    let keeping = match session.state {
        _ if is_following => "Another tab is writing this story. Here you see it as it changes.",
        StorageState::Yes => "Stored only here, in this browser. Nothing is sent anywhere.",
        StorageState::Soon => "Storing in this browser…",
        StorageState::No(StoreError::Full) => {
            "This browser has no room for it: download it, under Publish, before you leave."
        }
        StorageState::No(_) => {
            "This browser stores nothing of this page (a private window, or a setting): download \
             it, under Publish, before you leave."
        }
    };
    let is_article = place.tab == Tab::Article;
    let has_panes = match place.tab {
        Tab::Start | Tab::Publish => false,
        Tab::Article => true,
        _ => !history.now().article.trim().is_empty(),
    };
    let is_warning = matches!(session.state, StorageState::No(_)) || is_following;
    let on_take_over = session.take_over.reform(|_: MouseEvent| ());
    html! {
        <ContextProvider<EditorContext> {context}>
            <div class={classes!("editor", has_panes.then_some("editor--panes"), is_article.then_some("editor--article"))} onkeydown={on_key}>
                <header class="head">
                    <h1 class="head__title">{ "Backstory editor" }</h1>
                    <p class={classes!("head__kept", is_warning.then_some("is-warning"))}>
                        { keeping }
                    </p>
                    if is_following {
                        <button
                            type="button"
                            class="control"
                            id="take-over"
                            onclick={on_take_over}
                        >
                            { "Write it here" }
                        </button>
                    }
                    <div class="head__steps">
                        <button
                            type="button"
                            class="control"
                            id="undo"
                            disabled={!history.can_undo()}
                            onclick={step(WorkAction::Undo)}
                        >
                            { "Undo" }
                        </button>
                        <button
                            type="button"
                            class="control"
                            id="redo"
                            disabled={!history.can_redo()}
                            onclick={step(WorkAction::Redo)}
                        >
                            { "Redo" }
                        </button>
                    </div>
                </header>
                <Tabs />
                <main class="editor__main">
                    <ArticlePane />
                    <div
                        class="part"
                        id="part"
                        role="tabpanel"
                        aria-labelledby={["tab-", place.tab.id()].concat()}
                    >
                        { part(place.tab, is_following) }
                    </div>
                    <Preview />
                </main>
                <div class="said" role="status" aria-live="polite">{ (*said).clone() }</div>
            </div>
        </ContextProvider<EditorContext>>
    }
}

fn part(tab: Tab, is_following: bool) -> Html {
    match tab {
        Tab::Start => html! { <Start /> },
        Tab::Article => html! {
            <fieldset class="plain" disabled={is_following}><ArticlePart /></fieldset>
        },
        Tab::Entities => html! { <Records key="entities" list="entities" /> },
        Tab::Events => html! { <Records key="events" list="events" /> },
        Tab::Relationships => html! { <Records key="relationships" list="relationships" /> },
        Tab::Problems => html! {
            <fieldset class="plain" disabled={is_following}><Problems /></fieldset>
        },
        Tab::Publish => html! { <Publish /> },
    }
}

/// The parts of the editor, as tabs: arrow keys move along them.
#[component]
fn Tabs() -> Html {
    let Some(context) = super::context::use_editor() else {
        return Html::default();
    };
    let document = context.document();
    let count = |tab: Tab| match tab {
        Tab::Entities | Tab::Events | Tab::Relationships => {
            Some(super::super::edit::len(document, tab.id()))
        }
        Tab::Problems => Some(context.validation.count()),
        _ => None,
    };
    let on_key = {
        let (go, now) = (context.go.clone(), context.place.tab);
        Callback::from(move |event: KeyboardEvent| {
            let all = Tab::ALL;
            let at = all.iter().position(|tab| *tab == now).unwrap_or(0);
            let to = match event.key().as_str() {
                "ArrowRight" | "ArrowDown" => (at + 1) % all.len(),
                "ArrowLeft" | "ArrowUp" => (at + all.len() - 1) % all.len(),
                "Home" => 0,
                "End" => all.len() - 1,
                _ => return,
            };
            event.prevent_default();
            if let Some(tab) = all.get(to).copied() {
                go.emit(EditorLocation { tab, record: None });
                page::show(&["tab-", tab.id()].concat());
            }
        })
    };
    html! {
        <div class="tabs" role="tablist" aria-label="Parts of the editor" onkeydown={on_key}>
            { for Tab::ALL.into_iter().map(|tab| {
                let is_here = tab == context.place.tab;
                let go = context.go.reform(move |_: MouseEvent| EditorLocation { tab, record: None });
                let has_problems = tab == Tab::Problems && context.validation.count() > 0;
                html! {
                    <button
                        type="button"
                        class={classes!("tab", has_problems.then_some("tab--wrong"))}
                        id={["tab-", tab.id()].concat()}
                        role="tab"
                        aria-selected={if is_here { "true" } else { "false" }}
                        aria-controls="part"
                        tabindex={if is_here { "0" } else { "-1" }}
                        onclick={go}
                    >
                        { tab.name() }
                        if let Some(count) = count(tab) {
                            <span class="tab__count">{ count }</span>
                        }
                    </button>
                }
            }) }
        </div>
    }
}

/// Warns before the page is closed with work that is not stored.
#[hook]
fn use_warning(is_unsafe: bool) {
    use_effect_with(is_unsafe, |is_unsafe| {
        let closure = is_unsafe.then(|| {
            Closure::<dyn Fn(web_sys::Event)>::new(|event: web_sys::Event| event.prevent_default())
        });
        if let (Some(closure), Some(window)) = (&closure, web_sys::window()) {
            let listener = closure.as_ref().unchecked_ref();
            // A window takes every listener.
            let _ = window.add_event_listener_with_callback("beforeunload", listener);
        }
        move || {
            if let (Some(closure), Some(window)) = (closure, web_sys::window()) {
                let listener = closure.as_ref().unchecked_ref();
                let _ = window.remove_event_listener_with_callback("beforeunload", listener);
            }
        }
    });
}
