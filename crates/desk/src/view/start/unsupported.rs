//! What an import or an export did not carry.

use yew::prelude::*;

use super::super::context::{EditorContext, use_editor};
use backstory_formats::{NoticeGroup, Unsupported, grouped};

/// What an import did not carry.
#[component]
pub fn UnsupportedList() -> Html {
    let Some(context) = use_editor() else {
        return Html::default();
    };
    unsupported(&context)
}

pub(super) fn unsupported(context: &EditorContext) -> Html {
    if context.unsupported.is_empty() {
        return Html::default();
    }
    html! {
        <details class="unsupported" id="unsupported" open=true>
            <summary>
                { "What the import changed or skipped (" }{ context.unsupported.len() }{ ")" }
            </summary>
            { notices(&context.unsupported) }
        </details>
    }
}

/// What is to be said, grouped by what happened.
pub fn notices(unsupported: &[Unsupported]) -> Html {
    html! {
        <ul>
            { for grouped(unsupported).iter().map(|group| html! {
                <li>
                    { group.to_string() }
                    { rows(group) }
                </li>
            }) }
        </ul>
    }
}

/// The rows of a group, on demand. Of very many, the first.
fn rows(group: &NoticeGroup) -> Html {
    const MAX_LISTED: usize = 500;
    if group.rows.len() < 2 {
        return Html::default();
    }
    let more = group.rows.len().saturating_sub(MAX_LISTED);
    let said = |row: &Unsupported| {
        if group.is_same {
            row.path.clone()
        } else {
            row.to_string()
        }
    };
    html! {
        <details>
            <summary>{ "Rows" }</summary>
            <ul>
                { for group.rows.iter().take(MAX_LISTED).map(|row| html! {
                    <li>{ said(row) }</li>
                }) }
                if more > 0 {
                    <li>{ "and " }{ more }{ " more" }</li>
                }
            </ul>
        </details>
    }
}
