//! The story page by page: a start with the article's title and picture, then one event
//! after the other, its picture large, in the order in which the timeline is read.

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::label;
use super::props::{TimelineProps, open_event};
use super::swipe::{is_on_player, use_swipe};
use crate::context::WidgetContext;
use crate::media::{cover, figures};
use crate::passages::passage::passages;
use crate::record::name;
use crate::ui::icon::Icon;
use crate::ui::measure::{focus, reads_to_the_left, shadow_root};
use crate::ui::text::{localized, worded};
use backstory_core::dataset::{Event, EventIx, EventKind};
use backstory_core::locale::{describe, fill, when};
use backstory_core::state::{Action, Record, View};
use backstory_core::timeline::VerticalLayout;
use backstory_core::util::narrow::narrow;
use backstory_core::util::ptr_eq::PtrEq;

/// The story, at the page of the open event, or else at its start.
#[component]
pub(crate) fn StoryPages(props: &TimelineProps) -> Html {
    let TimelineProps {
        context,
        state,
        selection,
        ..
    } = props;
    let root = use_node_ref();
    let is_turned = use_mut_ref(|| false);
    let layout = {
        let key = (PtrEq(selection.clone()), PtrEq(context.story.clone()));
        use_memo(key, |(selection, story)| {
            VerticalLayout::new(&story.dataset, selection.events())
        })
    };
    let rows = layout.rows();
    let at = open_event(state).and_then(|open| layout.position(open));
    let next = at.map_or(0, |at| at + 1);
    let event = |at: usize| rows.get(at).map(|row| row.event);
    {
        let (root, is_turned) = (root.clone(), is_turned.clone());
        use_effect_with(at, move |_| {
            if let (true, Some(root)) = (is_turned.take(), root.cast::<HtmlElement>()) {
                turned(&root);
            }
        });
    }
    let turn = {
        let (context, is_turned) = (context.clone(), is_turned.clone());
        let to = [
            at.and_then(|at| at.checked_sub(1)).and_then(event),
            event(next),
        ];
        Callback::from(move |is_on: bool| {
            let [back, on] = to;
            let action = match if is_on { on } else { back } {
                Some(ix) => Action::Walk(Record::Event(ix)),
                None if !is_on && at.is_some() => Action::Close,
                None => return,
            };
            *is_turned.borrow_mut() = true;
            context.act(action);
        })
    };
    let on_key = {
        let (turn, context) = (turn.clone(), context.clone());
        Callback::from(move |event: KeyboardEvent| {
            let is_modified =
                event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key();
            if is_modified || is_on_player(&event) {
                return;
            }
            let Some(target) = event.target_dyn_into::<Element>() else {
                return;
            };
            match &*event.key() {
                "ArrowRight" => turn.emit(!reads_to_the_left(&target)),
                "ArrowLeft" => turn.emit(reads_to_the_left(&target)),
                "Escape" => context.act(Action::Show(View::Timeline)),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let (onpointerdown, onpointerup) = use_swipe(turn.clone());
    context.mark_active.emit(());
    let words = context.words;
    let leave = context.on(Action::Show(View::Timeline));
    let page = at.and_then(|at| {
        let ix = event(at)?;
        Some(event_page(context, ix, context.dataset().event(ix)?))
    });
    let number = |count: usize| words.language.number(narrow(count));
    let on = |is_on: bool| turn.reform(move |_: MouseEvent| is_on);
    html! {
        <section
            ref={root}
            class="story"
            part="panel"
            aria-labelledby="story-title"
            onkeydown={on_key}
            {onpointerdown}
            {onpointerup}
        >
            <progress class="story__progress" max={rows.len().to_string()} value={next.to_string()} aria-hidden="true" />
            { page.unwrap_or_else(|| start_page(context, narrow(rows.len()))) }
            <div class="story__foot" role="group" aria-label={words.step_through}>
                if at.is_some() {
                    { Icon::Back.button(words.previous_event, false, Some(on(false))) }
                }
                // There from the start: what comes into the page with its words is not read out.
                <span class="story__at" role="status">
                    if let Some(at) = at {
                        <span class="stepper__at">
                            { fill(words.step_of, &[("n", &number(at + 1)), ("all", &number(rows.len()))]) }
                        </span>
                        <span class="visually-hidden">
                            { words.list_separator }
                            { event(at).and_then(|ix| name(context, Record::Event(ix))) }
                        </span>
                    }
                </span>
                <button
                    key="all"
                    type="button"
                    class={if event(next).is_some() { "control story__all" } else { "control story__all story__next" }}
                    onclick={leave}
                >
                    { words.see_all }
                </button>
                if let Some(ix) = event(next) {
                    <button key="next" type="button" class="control story__next" onclick={on(true)}>
                        <span>
                            if at.is_none() {
                                { words.start }
                            } else {
                                { words.next_event }
                                <small>{ when(ix, context.dataset(), words) }</small>
                            }
                        </span>
                        { Icon::On.draw() }
                    </button>
                }
            </div>
        </section>
    }
}

/// Shows the new page from its beginning, and lets the next press go on.
fn turned(root: &HtmlElement) {
    if root.get_bounding_client_rect().top() < 0.0 {
        root.scroll_into_view();
    }
    let focused = shadow_root(root).and_then(|it| it.active_element());
    if focused.is_none() {
        focus(root, ".story__next");
    }
}

/// The article's title and picture, and what there is to come.
pub(crate) fn start_page(context: &WidgetContext, steps: u32) -> Html {
    let words = context.words;
    let article = &context.dataset().article;
    let steps = words.events.of(steps);
    let published = article.published.as_ref();
    html! {
        <div key="start" class="story__page story__page--start">
            { cover(context, &article.media) }
            <div class="story__text">
                <p class="story__kicker">
                    if !article.publisher.is_empty() {
                        { localized(context, &article.publisher) }{ " · " }
                    }
                    if published.is_some() {
                        { describe(published, words) }{ " · " }
                    }
                    { steps }
                </p>
                <h3 class="story__title" id="story-title" tabindex="-1">
                    if article.title.is_empty() {
                        { words.widget }
                    } else {
                        { localized(context, &article.title) }
                    }
                </h3>
                if !article.summary.is_empty() {
                    <p class="story__summary">{ localized(context, &article.summary) }</p>
                }
            </div>
        </div>
    }
}

fn event_page(context: &WidgetContext, ix: EventIx, event: &Event) -> Html {
    let words = context.words;
    let record = Record::Event(ix);
    let (first, rest) = match context.dataset().media(record).split_first() {
        Some((first, rest)) => (std::slice::from_ref(first), rest),
        None => Default::default(),
    };
    let kind = words.event_kind(event.kind, &context.dataset().kinds);
    let title = worded(
        localized(context, &event.title),
        event.factuality(),
        event.revision.as_ref(),
        context,
    );
    html! {
        <div key={ix.0} class="story__page">
            { cover(context, first) }
            <div class="story__text">
                <p class="story__date">
                    { label::date(context, ix, event, false) }
                    if event.kind != EventKind::Other {
                        <span class="story__kind">{ " · " }{ kind }</span>
                    }
                </p>
                <h3 class="story__title" id="story-title" tabindex="-1">{ title }</h3>
                if let Some(order) = label::order(context, ix, event) {
                    <p class="story__kicker">{ order }</p>
                }
                if !event.summary.is_empty() {
                    <p class="story__summary">{ localized(context, &event.summary) }</p>
                }
                { passages(context, record, &event.evidence) }
                { figures(context, rest) }
            </div>
        </div>
    }
}
