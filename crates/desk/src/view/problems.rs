//! Everything that is wrong, each with its place and what mends it.

use yew::prelude::*;

use super::super::fix::{fixes, passage_fixes};
use super::super::judge::label;
use super::context::{Context, use_desk};
use super::fields::fix_buttons;
use super::records::show;
use super::start::Losses;

#[component]
pub fn Problems() -> Html {
    let Some(context) = use_desk() else {
        return Html::default();
    };
    let judged = context.judged.clone();
    html! {
        <section class="problems">
            <h2>{ headline(&context) }</h2>
            <Losses />
            if !judged.problems.is_empty() {
                <h3>{ "In the data" }</h3>
                <ul class="problems__list">
                    { for judged.problems.iter().map(|problem| {
                        let fixes = fixes(problem, context.document(), &judged);
                        item(&context, &problem.path, &problem.message, fixes)
                    }) }
                </ul>
            }
            if !judged.passages.is_empty() {
                <h3>{ "Passages that are not where the data says" }</h3>
                <ul class="problems__list">
                    { for judged.passages.iter().map(|(path, outcome)| {
                        item(&context, path, &outcome.describe(), passage_fixes(path, outcome))
                    }) }
                </ul>
            }
        </section>
    }
}

fn headline(context: &Context) -> String {
    let judged = &context.judged;
    match judged.count() {
        0 if judged.is_empty => "There is nothing to check yet".to_owned(),
        0 if judged.paragraphs.is_empty() => {
            "Nothing is wrong. With the article’s text, its passages are checked too.".to_owned()
        }
        0 => "Nothing is wrong, and every passage is in the article".to_owned(),
        1 => "One thing to fix".to_owned(),
        count => [&count.to_string(), " things to fix"].concat(),
    }
}

fn item(context: &Context, path: &str, message: &str, fixes: Vec<super::super::fix::Fix>) -> Html {
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
