//! What is said of an event next to its mark: its title, when it was, and what it
//! comes after and before.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::text::{foreign, label, put};
use backstory_core::dataset::{Event, EventIx, EventStatus, Revision};
use backstory_core::locale::{describe, event_label, event_title, fill};

pub(super) fn title(context: &WidgetContext, event: &Event) -> Html {
    let is_struck = event.revision.as_ref().is_some_and(Revision::is_retraction);
    let lang = foreign(context, context.dataset().language_of(&event.title));
    let title = AttrValue::from(event.title.clone());
    let said = event_label(event, context.words);
    if said.is_empty() {
        return html! { <bdi class="event__title" {lang}>{ title }</bdi> };
    }
    html! {
        <span class={classes!("event__title", put(event.factuality()))}>
            { label(said) }
            <bdi class={is_struck.then_some("retracted")} {lang}>{ title }</bdi>
        </span>
    }
}

/// When it was, and how real and how sure that is.
pub(super) fn date(context: &WidgetContext, event: &Event, is_possibly: bool) -> Html {
    let words = context.words;
    html! {
        <>
            { describe(event.date.as_ref(), words) }
            // What is not a fact has its status in front.
            if event.status == Some(EventStatus::Ongoing) {
                { " · " }{ words.event_status(EventStatus::Ongoing) }
            }
            if is_possibly {
                <span class="possibly">{ words.possibly }</span>
            }
        </>
    }
}

/// What an undated event comes before or after, as far as that is known. What
/// has happened by the story's own account was before the story.
pub(super) fn order(context: &WidgetContext, event: &Event) -> Option<String> {
    let words = context.words;
    if let Some(order) = &event.order {
        let said = |message, events: &[EventIx]| {
            let titles: Vec<String> = events
                .iter()
                .filter_map(|ix| Some(event_title(context.dataset().event(*ix)?, words)))
                .collect();
            (!titles.is_empty()).then(|| fill(message, &[("events", &titles.join(" · "))]))
        };
        let both = [
            said(words.undated_after, &order.after),
            said(words.undated_before, &order.before),
        ];
        return Some(
            both.into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(words.clause_separator),
        );
    }
    if event.date.is_some() {
        return None;
    }
    let is_past = matches!(
        event.status,
        Some(EventStatus::Happened | EventStatus::Reported)
    );
    let published = context.dataset().article.published.as_ref();
    let published = published.filter(|_| is_past)?;
    let date = describe(Some(published), words);
    Some(fill(words.undated_before_publication, &[("date", &date)]))
}
