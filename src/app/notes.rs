//! Messages where there is nothing to show, or something went wrong.

use std::rc::Rc;

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::text::bdi;
use backstory_core::locale::{Words, fill};
use backstory_core::query::{Filter, Removal};
use backstory_core::state::Action;
use backstory_core::util::format::within;

/// The one message in place of the whole widget.
pub(crate) fn failure(reason: &Rc<str>, words: &Words, retry: Option<&Callback<()>>) -> Html {
    html! {
        <div class="failure" role="alert">
            <p class="failure__title">{ words.failed }</p>
            <p>{ bdi(reason) }</p>
            if let Some(retry) = retry {
                <button type="button" class="control" onclick={retry.reform(|_| ())}>
                    { words.retry }
                </button>
            }
        </div>
    }
}

/// Much data is on its way. The words are said once; the bar moves in silence.
pub(crate) fn arriving(share: Option<f64>, words: &Words, stop: &Callback<()>) -> Html {
    // Whole numbers are enough, and few bytes to write.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share is 0 to 1"
    )]
    let percent = |share: f64| (within(share, 0.0, 1.0) * 100.0) as u32;
    let value = share.map(|share| percent(share).to_string());
    html! {
        <>
            <p role="status">{ words.loading }</p>
            <progress class="loading__bar" max="100" {value} aria-label={words.loading} />
            <button type="button" class="control" onclick={stop.reform(|_| ())}>
                { words.stop }
            </button>
        </>
    }
}

/// Nothing found: say so, and offer the one removal that brings most back.
pub(crate) fn nothing(context: &WidgetContext, filter: &Filter) -> Html {
    let words = context.words;
    let best = context.story.index.least_removal(context.dataset(), filter);
    html! {
        <div class="nothing">
            <p>{ words.no_matches }</p>
            if let Some((removal, count)) = best {
                <button
                    type="button"
                    class="control"
                    onclick={context.on(Action::Remove(removal))}
                >
                    { offer(context, filter, removal, count.total()) }
                </button>
            }
            <button type="button" class="link" onclick={context.on(Action::ClearAll)}>
                { words.clear_all }
            </button>
        </div>
    }
}

fn offer(context: &WidgetContext, filter: &Filter, removal: Removal, count: u32) -> String {
    let words = context.words;
    let n = words.records.of(count);
    match removal {
        Removal::Facet(facet) => fill(
            words.remove_facet,
            &[("filter", words.facet(facet, context.dataset())), ("n", &n)],
        ),
        Removal::Text => fill(
            words.remove_search,
            &[("filter", filter.text.trim()), ("n", &n)],
        ),
        Removal::Range => fill(words.remove_range, &[("n", &n)]),
    }
}
