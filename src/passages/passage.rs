//! The passages that a record rests on, and the way to each.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::icon::Icon;
use crate::ui::text::quoted;
use backstory_core::anchor::{Anchor, Passage, text_fragment};
use backstory_core::dataset::Evidence;
use backstory_core::locale::{fill, passage, quotation};
use backstory_core::state::Record;

/// What the story says for `record`: each passage in its words. One that the
/// page's article has can be gone to; one that it lacks is said to be missing,
/// with a link to the article it is from, where that is known.
pub(crate) fn evidence(context: &WidgetContext, record: Record, evidence: &[Evidence]) -> Html {
    html! {
        <>
            <h4 class="detail__head">{ context.words.evidence }</h4>
            { passages(context, record, evidence) }
        </>
    }
}

/// The passages without a head.
pub(crate) fn passages(context: &WidgetContext, record: Record, evidence: &[Evidence]) -> Html {
    let words = context.words;
    html! {
        <ul class="passages" part="passages">
            { for evidence.iter().map(|evidence| {
                let anchored = context.anchored.as_ref();
                let found = anchored.and_then(|anchored| anchored.passage(record, evidence));
                let number = match found.map(|(_, it)| &it.anchor) {
                    Some(Anchor::Elsewhere(place)) => place.number,
                    _ => evidence.paragraph,
                };
                html! {
                    <li class="passage">
                        { quote(context, evidence, found.map(|(_, it)| it)) }
                        <span class="passage__where">
                            { fill(words.paragraph, &[("n", &words.language.number(number))]) }
                        </span>
                        { way(context, evidence, found) }
                    </li>
                }
            }) }
        </ul>
    }
}

/// A passage's words: all of them where the article is on the page, else its two
/// ends. The marks around them are the language's own.
pub(crate) fn quote(context: &WidgetContext, evidence: &Evidence, found: Option<&Passage>) -> Html {
    let words = found.and_then(|found| found.words.as_deref());
    let words = match words {
        Some(all) => quotation(all, context.words),
        None => passage(evidence, context.words),
    };
    html! { <q class="passage__words">{ quoted(context, words) }</q> }
}

fn way(context: &WidgetContext, evidence: &Evidence, found: Option<(u32, &Passage)>) -> Html {
    let words = context.words;
    let anchor = found.map(|(_, it)| &it.anchor);
    if let (Some((number, _)), Some(Anchor::Found(_) | Anchor::Elsewhere(_))) = (found, anchor) {
        return html! {
            <>
                <button
                    type="button"
                    class="control passage__go"
                    data-passage={number.to_string()}
                    onclick={context.visit.reform(move |_| number)}
                >
                    { Icon::Passage.draw() }{ words.go_to_passage }
                </button>
                if matches!(anchor, Some(Anchor::Elsewhere(_))) {
                    <span class="passage__missing">
                        { fill(
                            words.passage_moved,
                            &[("n", &words.language.number(evidence.paragraph))],
                        ) }
                    </span>
                }
            </>
        };
    }
    let url = context.dataset().article.url.as_ref();
    let link = url.and_then(|url| text_fragment(url, evidence));
    let why = match anchor {
        Some(Anchor::Ambiguous(_)) => words.passage_ambiguous,
        _ => words.passage_missing,
    };
    html! {
        <>
            if context.anchored.is_some() {
                <span class="passage__missing">{ why }</span>
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
