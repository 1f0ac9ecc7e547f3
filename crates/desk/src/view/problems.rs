//! Everything that is wrong, each with its place and what fixes it.

use yew::prelude::*;

use super::super::date_order::{DayOrder, in_order, unordered_dates};
use super::super::edit::Edit;
use super::super::quick_fix::{QuickFix, certain_fixes, fixes, passage_fixes};
use super::super::reanchor::{all_edits, nearest_fixes};
use super::super::sentences::{advice, called, problem_sentence};
use super::context::{EditorContext, use_editor};
use super::fields::fix_buttons;
use super::records::show;
use super::start::UnsupportedList;
use backstory_core::locale::{ENGLISH, describe};

/// How many problems and passages are listed at once: those below come up as
/// the first are fixed.
const MAX_LISTED: usize = 100;

#[component]
pub fn Problems() -> Html {
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let validation = context.validation.clone();
    let certain = match validation.count() {
        0 | 1 => Vec::new(),
        _ => certain_fixes(context.work(), &validation),
    };
    let nearest = nearest_fixes(context.document(), &validation);
    html! {
        <section class="problems">
            <h2>{ headline(&context) }</h2>
            <UnsupportedList />
            { date_order(&context) }
            { at_once(
                &context,
                "fix-all",
                "Fix all that is certain",
                certain,
                "What is certain is fixed. Undo takes all of it back.",
            ) }
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
                { at_once(
                    &context,
                    "nearest-all",
                    "Use the nearest passage for all",
                    all_edits(&nearest),
                    "The nearest passages are taken. Undo takes all of it back.",
                ) }
                <ul class="problems__list">
                    { for validation.passages.iter().take(MAX_LISTED).map(|(path, outcome)| {
                        let sentence = ["its passage is ", &*outcome.describe(), "."].concat();
                        let fixes = passage_fixes(path, outcome).into_iter();
                        let fixes = fixes.chain(nearest.get(path).cloned());
                        item(&context, path, &sentence, fixes.collect())
                    }) }
                </ul>
                { unlisted(validation.passages.len()) }
            }
            { advised(&context) }
        </section>
    }
}

/// What is first in dates that are written in numbers: asked once, for all of them.
fn date_order(context: &EditorContext) -> Html {
    let dates = unordered_dates(context.document());
    let Some(first) = dates.first() else {
        return Html::default();
    };
    let button = |order: DayOrder, id: &'static str, what: &str| {
        let (context, dates) = (context.clone(), dates.clone());
        let words = describe(Some(first.read(order)), &ENGLISH);
        let on_click = Callback::from(move |_: MouseEvent| {
            let count = dates.len().to_string();
            context.edit("date order", in_order(&dates, order));
            let said = [&*count, " dates are read so. Undo takes it back."];
            context.say.emit(said.concat());
        });
        html! {
            <button type="button" class="fix" {id} onclick={on_click}>
                { words }{ ": the " }{ what }{ " is first" }
            </button>
        }
    };
    html! {
        <div class="problem" id="date-order">
            <p>
                { "“" }{ &first.words }{ "” may be two dates. Which is it" }
                { match dates.len() {
                    1 => "?".to_owned(),
                    count => [", here and in all ", &count.to_string(), " dates like it?"].concat(),
                } }
            </p>
            <span class="fixes">
                { button(DayOrder::DayFirst, "day-first", "day") }
                { button(DayOrder::MonthFirst, "month-first", "month") }
            </span>
        </div>
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

/// A button that makes many changes as one step; nothing where there are none.
fn at_once(
    context: &EditorContext,
    id: &'static str,
    words: &'static str,
    edits: Vec<Edit>,
    said: &'static str,
) -> Html {
    if edits.is_empty() {
        return Html::default();
    }
    let context = context.clone();
    let on_click = Callback::from(move |_: MouseEvent| {
        context.edit(id, edits.clone());
        context.say.emit(said.to_owned());
    });
    html! {
        <button type="button" class="control" {id} onclick={on_click}>{ words }</button>
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
