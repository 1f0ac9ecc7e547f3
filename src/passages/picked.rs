//! The rows of a passage, and the walk from one passage to the next.
//!
//! A mouse presses on a passage in the article. A keyboard cannot: the article
//! is the page's, and nothing in it may be given the focus. So the passages can
//! be walked from here, in the article's order: each step picks out the rows of
//! the next passage and lights it up, and the focus stays on the step until the
//! reader goes to the passage itself.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::brief::name;
use crate::app::context::Context;
use crate::ui::icon::Icon;
use backstory_core::anchor::Located;
use backstory_core::locale::fill;
use backstory_core::state::{Action, Record};

/// The records that are picked out, and the passages by which they were.
pub(crate) fn picked(context: &Context, picked: &[Record], passages: &[u32]) -> Html {
    let words = context.words;
    let count = context.located.as_ref().map_or(0, |it| it.count());
    if picked.is_empty() {
        return Html::default();
    }
    let only = match *passages {
        [number] => Some(number),
        _ => None,
    };
    let rows = words
        .highlighted
        .of(u32::try_from(picked.len()).unwrap_or(u32::MAX));
    let on_key = {
        let context = context.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                context.act(Action::Pick(Rc::default()));
            }
        })
    };
    html! {
        <section
            class="picked"
            part="passages"
            aria-labelledby="picked-title"
            onkeydown={on_key}
        >
            <div class="picked__head">
                <h3 class="picked__title" id="picked-title" tabindex="-1">
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
                    class="control control--icon picked__close"
                    aria-label={words.close}
                    title={words.close}
                    onclick={context.on(Action::Pick(Rc::default()))}
                >
                    { Icon::Close.draw() }
                </button>
            </div>
            <div aria-live="polite">
                { quotes(context, passages) }
                <ul class="links picked__rows">
                    { for picked.iter().filter_map(|record| row(context, *record)) }
                </ul>
            </div>
        </section>
    }
}

/// Begins the walk.
pub(crate) fn passages(context: &Context) -> Html {
    let count = context.located.as_ref().map_or(0, |it| it.count());
    if count == 0 {
        return Html::default();
    }
    html! {
        <button type="button" class="link picked__start" onclick={step(context, 0)}>
            { Icon::Passage.draw() }{ context.words.passages.of(count) }
        </button>
    }
}

/// Picks out the rows of a passage.
fn step(context: &Context, number: u32) -> Callback<MouseEvent> {
    context.walk.reform(move |_| number)
}

fn steps(context: &Context, passages: &[u32], count: u32) -> Html {
    let words = context.words;
    let previous = passages.first().map_or(0, |first| first.saturating_sub(1));
    let next = passages.last().map_or(0, |last| (last + 1).min(count - 1));
    let is_first = passages.first() == Some(&0);
    let is_last = passages.last().is_some_and(|last| last + 1 >= count);
    html! {
        <div class="picked__steps" role="group" aria-label={words.passages.of(count)}>
            { Icon::Back.button(words.previous_passage, is_first, Some(step(context, previous))) }
            { Icon::On.button(words.next_passage, is_last, Some(step(context, next))) }
            if let Some(number) = passages.first().copied() {
                <button
                    type="button"
                    class="control picked__go"
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
fn quotes(context: &Context, passages: &[u32]) -> Html {
    let found = |number: &u32| {
        let located: &Rc<Located> = context.located.as_ref()?;
        let found = located.get(*number)?;
        Some(crate::passages::passage::quote(
            context,
            &found.evidence,
            Some(found),
        ))
    };
    html! { <p class="picked__quotes">{ for passages.iter().filter_map(found) }</p> }
}

/// A picked record, as a button that opens it.
fn row(context: &Context, record: Record) -> Option<Html> {
    let name = name(context, record)?;
    Some(html! {
        <li>
            <button type="button" class="link" onclick={context.on(Action::Open(record))}>
                { name }
            </button>
        </li>
    })
}
