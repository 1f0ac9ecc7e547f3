//! Publishing: where the files will be, what goes there, and the lines to paste.

mod copied;
mod exports;
mod trial;
mod ways;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::page;
use super::super::publish::{Target, Upload, file_name, last_name, uploads};
use super::super::work::WorkAction;
use super::context::{EditorContext, use_editor};
use exports::Exports;
use trial::Trial;
use ways::Ways;

/// Under which name the address of the published files is remembered.
const BASE: &str = "base";

/// Under which name it is remembered whether readers' links hold what they see.
const PERMALINK: &str = "permalink";

#[component]
pub fn Publish() -> Html {
    let typed = use_state(|| page::recall(BASE));
    let has_permalink = use_state(|| !page::recall(PERMALINK).is_empty());
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let work = context.work().clone();
    let file = file_name(&work);
    let read = Target::read(&typed);
    let target = read.clone().unwrap_or_default();
    let count = context.validation.count();
    // What is out under a name keeps it, whatever becomes of the headline.
    let name_file = {
        let (history, file) = (context.history.clone(), file.clone());
        Callback::from(move |()| {
            if history.now().file.is_empty() {
                history.dispatch(WorkAction::File(file.clone()));
            }
        })
    };
    let on_download = {
        let (work, file, say) = (work.clone(), file.clone(), context.say.clone());
        let name_file = name_file.clone();
        Callback::from(move |_: MouseEvent| {
            let name = last_name(&file);
            page::download(name, "application/json", &work.to_json());
            say.emit(["Downloaded ", name].concat());
            name_file.emit(());
        })
    };
    let on_base = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                page::remember(BASE, field.value().trim());
                typed.set(field.value());
            }
        })
    };
    let on_permalink = {
        let has_permalink = has_permalink.clone();
        Callback::from(move |event: Event| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                page::remember(PERMALINK, if field.checked() { "hash" } else { "" });
                has_permalink.set(field.checked());
            }
        })
    };
    html! {
        <section class="publish">
            <h2>{ "Publish" }</h2>
            if count > 0 {
                <p class="wrong">
                    { count }{ " things are still to fix, under Check. Readers see only records without errors." }
                </p>
            }
            <h3>{ "1. Where the files will be" }</h3>
            <div class={classes!("field", read.is_err().then_some("field--wrong"))}>
                <label class="field__label" for="publish-base">{ "Folder or address" }</label>
                <p class="hint" id="publish-base-hint">
                    { "“/backstory/” on your site, or “https://cdn.example.org/backstory/”; \
                       empty where they are next to the article. All lines below are written from \
                       it, and it is remembered for your next story." }
                </p>
                <input
                    id="publish-base"
                    type="text"
                    inputmode="url"
                    autocomplete="off"
                    spellcheck="false"
                    value={(*typed).clone()}
                    aria-describedby="publish-base-hint publish-base-wrong"
                    aria-invalid={read.is_err().then_some("true")}
                    oninput={on_base}
                />
                if let Err(error) = &read {
                    <p class="wrong" id="publish-base-wrong">{ error.describe() }</p>
                }
            </div>
            { file_field(&context, &file) }
            <h3>{ "2. What goes there" }</h3>
            <button type="button" class="control control--main" id="download" onclick={on_download}>
                { "Download " }{ last_name(&file) }
            </button>
            <p class="hint">
                { "Put it at " }<code>{ target.file(&file) }</code>
                { ", anew after each change." }
            </p>
            { files(&uploads(&target, true)) }
            <Trial target={target.clone()} file={file.clone()} document={work.document.clone()} />
            <h3>{ "3. The lines to paste into the article" }</h3>
            <label class="check">
                <input
                    type="checkbox"
                    id="publish-permalink"
                    checked={*has_permalink}
                    onchange={on_permalink}
                />
                { "The address of the article holds what a reader filtered and opened (permalink)" }
            </label>
            <Ways {target} {file} has_permalink={*has_permalink} taken={name_file} />
            <Exports />
        </section>
    }
}

/// The name of the dataset's file, which the headline does not change once it has one.
fn file_field(context: &EditorContext, file: &str) -> Html {
    let history = context.history.clone();
    let on_change = Callback::from(move |event: Event| {
        if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
            let name = field.value().trim().to_owned();
            let has_end = name.is_empty() || last_name(&name).contains('.');
            let end = if has_end { "" } else { ".json" };
            history.dispatch(WorkAction::File([&*name, end].concat()));
        }
    });
    html! {
        <div class="field">
            <label class="field__label" for="publish-file">{ "The dataset’s file" }</label>
            <p class="hint" id="publish-file-hint">
                { "A name, or its own address where it is elsewhere. Another headline does not \
                   change it once you have downloaded it." }
            </p>
            <input
                id="publish-file"
                type="text"
                autocomplete="off"
                spellcheck="false"
                value={file.to_owned()}
                aria-describedby="publish-file-hint"
                onchange={on_change}
            />
        </div>
    }
}

/// What is uploaded once.
fn files(uploads: &[Upload]) -> Html {
    html! {
        <details class="more" id="uploads">
            <summary>{ "Once, for all stories: the files of the widget" }</summary>
            <p class="hint">
                { "They are in the folder that this editor is in. Put them there as they are, \
                   all of one version." }
            </p>
            <ul class="uploads">
                { for uploads.iter().map(|upload| html! {
                    <li><code>{ &upload.address }</code>{ " " }<span class="quiet">{ upload.what }</span></li>
                }) }
            </ul>
        </details>
    }
}
