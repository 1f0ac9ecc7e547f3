//! What is wrong in the document.

use yew::prelude::*;

use crate::context::WidgetContext;
use backstory_core::util::narrow::narrow;

/// How many problems are listed; of the rest the list says how many they are.
const MAX_LISTED: usize = 50;

/// What was wrong in the document: counted, and listed on demand.
pub(crate) fn problems(context: &WidgetContext) -> Html {
    let words = context.words;
    let problems = &context.story.problems;
    if problems.is_empty() {
        return Html::default();
    }
    let count = narrow(problems.len());
    let unlisted = narrow(problems.len().saturating_sub(MAX_LISTED));
    html! {
        <details class="problems">
            <summary>
                if context.story.skipped > 0 {
                    { words.skipped.of(context.story.skipped) }{ " " }
                }
                { words.problems.of(count) }
            </summary>
            <ul>
                { for problems.iter().take(MAX_LISTED).map(|problem| html! {
                    <li><code>{ &problem.path }</code>{ words.label_separator }<bdi>{ problem.kind.to_string() }</bdi></li>
                }) }
                if unlisted > 0 {
                    <li>{ words.more.of(unlisted) }</li>
                }
            </ul>
        </details>
    }
}
