//! What an import did not carry.

use yew::prelude::*;

use super::super::context::{EditorContext, use_desk};

/// What an import did not carry, the same message once.
#[component]
pub fn Losses() -> Html {
    let Some(context) = use_desk() else {
        return Html::default();
    };
    unsupported(&context)
}

pub(super) fn unsupported(context: &EditorContext) -> Html {
    if context.unsupported.is_empty() {
        return Html::default();
    }
    let mut messages: Vec<(&str, Vec<&str>)> = Vec::new();
    for loss in context.unsupported.iter() {
        match messages.iter_mut().find(|(it, _)| *it == loss.message) {
            Some((_, paths)) => paths.push(&loss.path),
            None => messages.push((&loss.message, vec![&loss.path])),
        }
    }
    html! {
        <details class="unsupported" id="unsupported" open=true>
            <summary>
                { "What the import changed or skipped (" }{ context.unsupported.len() }{ ")" }
            </summary>
            <ul>
                { for messages.into_iter().map(|(message, paths)| html! {
                    <li>
                        { message }
                        <span class="quiet">{ " — " }{ shown(&paths) }</span>
                    </li>
                }) }
            </ul>
        </details>
    }
}

pub(super) fn shown(paths: &[&str]) -> String {
    const MAX_LISTED: usize = 6;
    let first: Vec<&str> = paths.iter().copied().take(MAX_LISTED).collect();
    let more = paths.len().saturating_sub(MAX_LISTED);
    if more == 0 {
        return first.join(", ");
    }
    [&first.join(", "), " and ", &more.to_string(), " more"].concat()
}
