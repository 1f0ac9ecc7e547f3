//! The passages that a record rests on, and the way to each.

use yew::prelude::*;

use crate::app::context::Context;
use crate::ui::icon::Icon;
use crate::ui::text::quoted;
use backstory_core::anchor::text_fragment;
use backstory_core::dataset::Evidence;
use backstory_core::locale::{fill, passage};
use backstory_core::state::Record;

/// What the story says for `record`: each passage in its words. One that the
/// page's article has can be gone to; one that it lacks is said to be missing,
/// with a link to the article it is from, where that is known.
pub(crate) fn evidence(context: &Context, record: Record, evidence: &[Evidence]) -> Html {
    let words = context.words;
    html! {
        <>
            <h4 class="detail__head">{ words.evidence }</h4>
            <ul class="passages" part="passages">
                { for evidence.iter().map(|evidence| html! {
                    <li class="passage">
                        <q class="passage__words">{ quoted(context, passage(evidence, words)) }</q>
                        <span class="passage__where">
                            { fill(words.paragraph, &[("n", &words.language.number(evidence.paragraph))]) }
                        </span>
                        { way(context, record, evidence) }
                    </li>
                }) }
            </ul>
        </>
    }
}

fn way(context: &Context, record: Record, evidence: &Evidence) -> Html {
    let words = context.words;
    let number = context
        .located
        .as_ref()
        .and_then(|located| located.number(record, evidence));
    if let Some(number) = number {
        return html! {
            <button
                type="button"
                class="control passage__go"
                data-passage={number.to_string()}
                onclick={context.visit.reform(move |_| number)}
            >
                { Icon::Passage.draw() }{ words.go_to_passage }
            </button>
        };
    }
    let url = context.dataset().article.url.as_ref();
    let link = url.and_then(|url| text_fragment(url, evidence));
    html! {
        <>
            if context.located.is_some() {
                <span class="passage__missing">{ words.passage_missing }</span>
            }
            if let Some(link) = link {
                <a
                    class="link passage__elsewhere"
                    href={link.as_str().to_owned()}
                    target="_blank"
                    rel="noopener"
                >
                    { words.passage_elsewhere }
                </a>
            }
        </>
    }
}
