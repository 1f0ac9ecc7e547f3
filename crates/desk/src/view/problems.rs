//! Everything that is wrong, each with its place and what fixes it.

use yew::prelude::*;

use super::super::quick_fix::{QuickFix, certain_fixes, fixes};
use super::super::reanchor::{all_nearest, fixes_of_passage};
use super::super::sentences::{advice, called, problem_sentence};
use super::context::{EditorContext, use_editor};
use super::fields::fix_buttons;
use super::records::show;
use super::start::UnsupportedList;

/// How many problems and passages are listed at once: those below come up as
/// the first are fixed.
const MAX_LISTED: usize = 100;

#[component]
pub fn Problems() -> Html {
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let validation = context.validation.clone();
    html! {
        <section class="problems">
            <h2>{ headline(&context) }</h2>
            <UnsupportedList />
            { fix_all(&context) }
            if !validation.problems.is_empty() {
                <h3>{ "In the data" }</h3>
                <ul class="problems__list">
                    { for validation.problems.iter().take(MAX_LISTED).map(|problem| {
                        let fixes = fixes(problem, context.document(), &validation);
                        let sentence = problem_sentence(context.document(), problem);
                        item(&context, &problem.path, &sentence, fixes)
                    }) }
                </ul>
                { unlisted(validation.problems.len()) }
            }
            if !validation.passages.is_empty() {
                <h3>{ "Passages that are not where the data says" }</h3>
                { nearest_all(&context) }
                <ul class="problems__list">
                    { for validation.passages.iter().take(MAX_LISTED).map(|(path, outcome)| {
                        let sentence = ["its passage is ", &*outcome.describe(), "."].concat();
                        let fixes = fixes_of_passage(context.document(), &validation, path, outcome);
                        item(&context, path, &sentence, fixes)
                    }) }
                </ul>
                { unlisted(validation.passages.len()) }
            }
            { advised(&context) }
        </section>
    }
}

/// How many are not listed.
fn unlisted(count: usize) -> Html {
    match count.saturating_sub(MAX_LISTED) {
        0 => Html::default(),
        more => html! { <p class="hint">{ ["And ", &more.to_string(), " more."].concat() }</p> },
    }
}

fn headline(context: &EditorContext) -> String {
    let validation = &context.validation;
    match validation.count() {
        0 if validation.is_empty => "There is nothing to check yet".to_owned(),
        0 if validation.paragraphs.is_empty() => {
            "Nothing is wrong. With the article’s text, its passages are checked too.".to_owned()
        }
        0 => "Nothing is wrong, and every passage is in the article".to_owned(),
        1 => "One thing to fix".to_owned(),
        count => [&count.to_string(), " things to fix"].concat(),
    }
}

fn item(context: &EditorContext, path: &str, sentence: &str, fixes: Vec<QuickFix>) -> Html {
    html! {
        <li class="problem" key={[path, sentence].concat()}>
            <p>
                if let Some(name) = called(context.document(), path) {
                    <strong>{ name }</strong>{ ": " }
                }
                { sentence }
            </p>
            <span class="fixes">
                { fix_buttons(context, path, fixes) }
                { show_button(context, path, "Show it") }
                <details class="problem__path">
                    <summary>{ "Where in the file" }</summary>
                    <code>{ path }</code>
                </details>
            </span>
        </li>
    }
}

fn show_button(context: &EditorContext, path: &str, words: &'static str) -> Html {
    let (context, path) = (context.clone(), path.to_owned());
    let on_show = Callback::from(move |_: MouseEvent| show(&context, &path));
    html! {
        <button type="button" class="fix fix--show" onclick={on_show}>{ words }</button>
    }
}

/// A button that fixes at once what is certain.
fn fix_all(context: &EditorContext) -> Html {
    let edits = certain_fixes(context.work(), &context.validation);
    if edits.is_empty() || context.validation.count() < 2 {
        return Html::default();
    }
    let context = context.clone();
    let on_fix = Callback::from(move |_: MouseEvent| {
        context.edit("fix all", edits.clone());
        let said = "What is certain is fixed. Undo takes all of it back.";
        context.say.emit(said.to_owned());
    });
    html! {
        <button type="button" class="control" id="fix-all" onclick={on_fix}>
            { "Fix all that is certain" }
        </button>
    }
}

/// A button that takes the nearest passage for all that are lost.
fn nearest_all(context: &EditorContext) -> Html {
    let edits = all_nearest(context.document(), &context.validation);
    if edits.is_empty() {
        return Html::default();
    }
    let context = context.clone();
    let on_fix = Callback::from(move |_: MouseEvent| {
        context.edit("nearest passages", edits.clone());
        let said = "The nearest passages are taken. Undo takes all of it back.";
        context.say.emit(said.to_owned());
    });
    html! {
        <button type="button" class="control" id="nearest-all" onclick={on_fix}>
            { "Use the nearest passage for all" }
        </button>
    }
}

/// What is not wrong, and would be missed.
fn advised(context: &EditorContext) -> Html {
    let all = advice(context.work());
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ "Readers would miss" }</h3>
            <ul class="problems__list" id="advice">
                { for all.iter().take(MAX_LISTED).map(|it| html! {
                    <li class="problem problem--advice" key={[&*it.path, &*it.sentence].concat()}>
                        <p>{ &it.sentence }</p>
                        { show_button(context, &it.path, "Go there") }
                    </li>
                }) }
            </ul>
            { unlisted(all.len()) }
        </>
    }
}
