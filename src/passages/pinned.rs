//! The rows of a passage, and the steps from one passage to the next.
//!
//! A mouse presses on a passage in the article. A keyboard cannot: the article
//! is the page's, and nothing in it may be given the focus. So the passages can
//! be walked from here, in the article's order: each step picks out the rows of
//! the next passage and lights it up, and the focus stays on the step until the
//! reader goes to the passage itself.

use std::rc::Rc;

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::record::name;
use crate::ui::icon::Icon;
use backstory_core::anchor::AnchoredPassages;
use backstory_core::locale::fill;
use backstory_core::state::{Action, Record};
use backstory_core::util::narrow::narrow;

/// The records that are pinned out, and the passages by which they were.
pub(crate) fn pinned(context: &WidgetContext, pinned: &[Record], passages: &[u32]) -> Html {
    let words = context.words;
    let count = context.anchored.as_ref().map_or(0, |it| it.count());
    if pinned.is_empty() {
        return Html::default();
    }
    let only = match *passages {
        [number] => Some(number),
        _ => None,
    };
    let rows = words.highlighted.of(narrow(pinned.len()));
    let on_key = {
        let context = context.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                // A dialog of the page is not closed by it, too.
                event.prevent_default();
                event.stop_propagation();
                context.act(Action::Pin(Rc::default()));
            }
        })
    };
    html! {
        <section
            class="pinned"
            part="passages"
            aria-labelledby="pinned-title"
            onkeydown={on_key}
        >
            <div class="pinned__head">
                <h3 class="pinned__title" id="pinned-title" tabindex="-1">
                    if let Some(number) = only {
                        { fill(words.passage_of, &[
                            ("n", &words.language.number(number + 1)),
                            ("all", &words.language.number(count)),
                        ]) }
                        { words.label_separator }
                    }
                    { rows }
                </h3>
                if count > 0 {
                    { steps(context, passages, count) }
                }
                <button
                    type="button"
                    class="control control--icon pinned__close"
                    aria-label={words.close}
                    title={words.close}
                    onclick={context.on(Action::Pin(Rc::default()))}
                >
                    { Icon::Close.draw() }
                </button>
            </div>
            <div aria-live="polite">
                { quotes(context, passages) }
                <ul class="links pinned__rows">
                    { for pinned.iter().filter_map(|record| row(context, *record)) }
                </ul>
            </div>
        </section>
    }
}

/// Starts stepping through the passages.
pub(crate) fn passages(context: &WidgetContext) -> Html {
    let count = context.anchored.as_ref().map_or(0, |it| it.count());
    if count == 0 {
        return Html::default();
    }
    html! {
        <button type="button" class="link pinned__start" onclick={step(context, 0)}>
            { Icon::Passage.draw() }{ context.words.passages.of(count) }
        </button>
    }
}

/// Picks out the rows of a passage.
fn step(context: &WidgetContext, number: u32) -> Callback<MouseEvent> {
    context.visit_passage.reform(move |_| number)
}

fn steps(context: &WidgetContext, passages: &[u32], count: u32) -> Html {
    let words = context.words;
    let previous = passages.first().map_or(0, |first| first.saturating_sub(1));
    let next = passages.last().map_or(0, |last| (last + 1).min(count - 1));
    let is_first = passages.first() == Some(&0);
    let is_last = passages.last().is_some_and(|last| last + 1 >= count);
    html! {
        <div class="pinned__steps" role="group" aria-label={words.passages.of(count)}>
            { Icon::Back.button(words.previous_passage, is_first, Some(step(context, previous))) }
            { Icon::On.button(words.next_passage, is_last, Some(step(context, next))) }
            if let Some(number) = passages.first().copied() {
                <button
                    type="button"
                    class="control pinned__go"
                    data-passage={number.to_string()}
                    onclick={context.visit.reform(move |_| number)}
                >
                    { Icon::Passage.draw() }{ words.go_to_passage }
                </button>
            }
        </div>
    }
}

/// The passages in their words.
fn quotes(context: &WidgetContext, passages: &[u32]) -> Html {
    let found = |number: &u32| {
        let anchored: &Rc<AnchoredPassages> = context.anchored.as_ref()?;
        let found = anchored.get(*number)?;
        Some(crate::passages::passage::quote(
            context,
            &found.evidence,
            Some(found),
        ))
    };
    html! { <p class="pinned__quotes">{ for passages.iter().filter_map(found) }</p> }
}

/// A pinned record, as a button that opens it.
fn row(context: &WidgetContext, record: Record) -> Option<Html> {
    let name = name(context, record)?;
    Some(html! {
        <li>
            <button type="button" class="link" onclick={context.on(Action::Open(record))}>
                { name }
            </button>
        </li>
    })
}
