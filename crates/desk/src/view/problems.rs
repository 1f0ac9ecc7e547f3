//! Everything that is wrong, each with its place and what fixes it.

use yew::prelude::*;

use super::super::quick_fix::{fixes, passage_fixes};
use super::super::validate::label;
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
            if !validation.problems.is_empty() {
                <h3>{ "In the data" }</h3>
                <ul class="problems__list">
                    { for validation.problems.iter().take(MAX_LISTED).map(|problem| {
                        let fixes = fixes(problem, context.document(), &validation);
                        item(&context, &problem.path, &problem.kind.to_string(), fixes)
                    }) }
                </ul>
                { unlisted(validation.problems.len()) }
            }
            if !validation.passages.is_empty() {
                <h3>{ "Passages that are not where the data says" }</h3>
                <ul class="problems__list">
                    { for validation.passages.iter().take(MAX_LISTED).map(|(path, outcome)| {
                        item(&context, path, &outcome.describe(), passage_fixes(path, outcome))
                    }) }
                </ul>
                { unlisted(validation.passages.len()) }
            }
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

fn item(
    context: &EditorContext,
    path: &str,
    message: &str,
    fixes: Vec<super::super::quick_fix::QuickFix>,
) -> Html {
    let record = path
        .split_once(']')
        .map(|(record, _)| [record, "]"].concat());
    let name = record.map(|record| label(context.document(), &record));
    let on_show = {
        let (context, path) = (context.clone(), path.to_owned());
        Callback::from(move |_: MouseEvent| show(&context, &path))
    };
    html! {
        <li class="problem" key={[path, message].concat()}>
            <p>
                if let Some(name) = name {
                    <strong>{ name }</strong>{ ": " }
                }
                <code>{ path }</code>{ " " }{ message }
            </p>
            <span class="fixes">
                { fix_buttons(context, path, fixes) }
                <button type="button" class="fix fix--show" onclick={on_show}>{ "Show it" }</button>
            </span>
        </li>
    }
}
