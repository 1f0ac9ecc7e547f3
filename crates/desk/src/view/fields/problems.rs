//! What is wrong in a field, and the buttons that fix it.

use yew::prelude::*;

use super::super::super::quick_fix::{QuickFix, fixes};
use super::super::super::sentences::problem_sentence;
use super::super::context::EditorContext;

/// A field's id in the page, by its path.
pub fn field_id(path: &str) -> String {
    ["field-", &path.replace(['.', '[', ']'], "-")].concat()
}

/// Buttons that fix something.
pub fn fix_buttons(context: &EditorContext, path: &str, fixes: Vec<QuickFix>) -> Html {
    if fixes.is_empty() {
        return Html::default();
    }
    html! {
        <span class="fixes">
            { for fixes.into_iter().map(|fix| {
                let (context, path) = (context.clone(), path.to_owned());
                let label = fix.label.clone();
                let on_click = Callback::from(move |_: MouseEvent| {
                    context.edit(&["fix ", &path].concat(), fix.edits.clone());
                    context.say.emit(["Done: ", &fix.label].concat());
                });
                html! {
                    <button type="button" class="fix" onclick={on_click}>{ label }</button>
                }
            }) }
        </span>
    }
}

/// What is wrong at a path, under its field.
pub fn field_problems(context: &EditorContext, path: &str) -> Html {
    let problems: Vec<_> = context.validation.at(path).cloned().collect();
    if problems.is_empty() {
        return Html::default();
    }
    html! {
        <div class="wrong" id={[&field_id(path), "-wrong"].concat()}>
            { for problems.into_iter().map(|problem| {
                let fixes = fixes(&problem, context.document(), &context.validation);
                html! {
                    <p>
                        { capital(&problem_sentence(context.document(), &problem)) }
                        { fix_buttons(context, path, fixes) }
                    </p>
                }
            }) }
        </div>
    }
}

/// A sentence with a capital at its beginning.
fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    [first.as_str(), letters.as_str()].concat()
}

pub(super) fn described_by(id: &str, hint: &str, is_wrong: bool) -> Option<String> {
    let hint = (!hint.is_empty()).then(|| [id, "-hint"].concat());
    let wrong = is_wrong.then(|| [id, "-wrong"].concat());
    let ids: Vec<String> = hint.into_iter().chain(wrong).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
