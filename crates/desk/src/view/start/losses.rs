//! What an import did not carry.

use yew::prelude::*;

use super::super::context::{Context, use_desk};

/// What an import did not carry, the same message once.
#[component]
pub fn Losses() -> Html {
    let Some(context) = use_desk() else {
        return Html::default();
    };
    losses(&context)
}

pub(super) fn losses(context: &Context) -> Html {
    if context.losses.is_empty() {
        return Html::default();
    }
    let mut messages: Vec<(&str, Vec<&str>)> = Vec::new();
    for loss in context.losses.iter() {
        match messages.iter_mut().find(|(it, _)| *it == loss.message) {
            Some((_, paths)) => paths.push(&loss.path),
            None => messages.push((&loss.message, vec![&loss.path])),
        }
    }
    html! {
        <details class="losses" id="losses" open=true>
            <summary>
                { "What the import changed or skipped (" }{ context.losses.len() }{ ")" }
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
    const MOST: usize = 6;
    let first: Vec<&str> = paths.iter().copied().take(MOST).collect();
    let more = paths.len().saturating_sub(MOST);
    if more == 0 {
        return first.join(", ");
    }
    [&first.join(", "), " and ", &more.to_string(), " more"].concat()
}
