//! What is said of an event next to its mark: its title, when it was, and what it
//! comes after and before.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::ui::text::{foreign, label, put};
use backstory_core::dataset::{Event, EventIx, EventStatus, OrderRelation, Revision};
use backstory_core::locale::{describe, event_label, event_title, fill, when};

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
pub(super) fn date(context: &WidgetContext, ix: EventIx, event: &Event, is_possibly: bool) -> Html {
    let words = context.words;
    html! {
        <>
            { when(ix, context.dataset(), words) }
            // What is not a fact has its status in front.
            if event.status == Some(EventStatus::Ongoing) {
                { " · " }{ words.event_status(EventStatus::Ongoing) }
            }
            // What was taken back says so in front of its title.
            if let Some(revision) = event.revision.as_ref().filter(|it| !it.is_retraction()) {
                { " · " }
                <span class="revision" title={revision.note.to_string()}>
                    { words.revision(revision.status) }
                </span>
            }
            if is_possibly {
                <span class="possibly">{ words.possibly }</span>
            }
        </>
    }
}

/// What an event comes before or after, as far as that is known: of one with a date,
/// what it says of it itself. What has happened by the story's own account was before
/// the story.
pub(super) fn order(context: &WidgetContext, ix: EventIx, event: &Event) -> Option<String> {
    let words = context.words;
    let is_ordered = event.order.is_some() || context.dataset().bounds.has(ix);
    let neighbours = if is_ordered {
        context.dataset().neighbours(ix)
    } else {
        Vec::new()
    };
    let said = |message, relation: OrderRelation| {
        let events = neighbours.iter().filter(|it| it.relation == relation);
        let titles: Vec<String> = events
            .filter_map(|it| Some(event_title(context.dataset().event(it.event)?, words)))
            .collect();
        (!titles.is_empty()).then(|| fill(message, &[("events", &titles.join(" · "))]))
    };
    let all = [
        said(words.undated_after, OrderRelation::After),
        said(words.undated_before, OrderRelation::Before),
        said(words.undated_during, OrderRelation::During),
    ];
    let all: Vec<String> = all.into_iter().flatten().collect();
    if !all.is_empty() {
        return Some(all.join(words.clause_separator));
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
