//! One event of the timeline that runs down, and what stands beside and after it.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::media::thumbnail;
use crate::record::record_name;
use crate::story::mark;
use crate::timeline::label::{date, order, title};
use crate::timeline::mark::mark_classes;
use crate::ui::text::localized;
use backstory_core::dataset::{Event, EventIx, Match, RecordType};
use backstory_core::locale::{amount, describe, field_value, labelled};
use backstory_core::query::Selection;
use backstory_core::state::{Lanes, Record};
use backstory_core::timeline::{BarSlice, Elapsed, VerticalLayout};

/// What every entry is drawn with.
pub(super) struct Entry<'a> {
    pub context: &'a WidgetContext,
    pub selection: &'a Selection,
    pub layout: &'a VerticalLayout,
    pub lanes: Lanes,
    /// The event that is open.
    pub open: Option<EventIx>,
    /// The row that Tab comes to.
    pub stop: usize,
}

/// The entry of a row.
pub(super) fn entry(of: &Entry, at: usize) -> Html {
    let (context, words) = (of.context, of.context.words);
    let rows = of.layout.rows();
    let Some(row) = rows.get(at) else {
        return Html::default();
    };
    let Some(event) = context.dataset().event(row.event) else {
        return Html::default();
    };
    let is_open = of.open == Some(row.event);
    let is_possibly = of.selection.event(row.event) == Some(Match::Possible);
    let published = of.layout.published();
    let group = group(of, row.event, event);
    html! {
        <li
            key={row.event.0}
            class={classes!("entry", is_open.then_some("entry--open"))}
            aria-setsize={rows.len().to_string()}
            aria-posinset={(at + 1).to_string()}
        >
            if published == Some(0) && at == 0 {
                { publication(context) }
            }
            if !row.has_bar() {
                { shape(of, row.event) }
            }
            { for (0..).zip(&row.bars).filter(|(_, bar)| bar.is_present()).map(|(track, bar)| {
                slice(track, *bar)
            }) }
            { thumbnail(context, Record::Event(row.event)) }
            <button
                type="button"
                class="entry__open"
                tabindex={if of.stop == at { "0" } else { "-1" }}
                aria-expanded={is_open.to_string()}
                aria-controls="detail"
                data-record={record_name(Record::Event(row.event))}
            >
                <span class="event__date">
                    { date(context, row.event, event, is_possibly) }
                    { for amounts(context, row.event).into_iter().map(|amount| html! {
                        <span class="entry__amount">{ " · " }{ amount }</span>
                    }) }
                    if !group.is_empty() {
                        <span class="entry__group">{ " · " }{ group }</span>
                    }
                </span>
                { title(context, event) }
            </button>
            if !event.summary.is_empty() {
                <p class="entry__summary">{ localized(context, &event.summary) }</p>
            }
            if let Some(order) = order(context, row.event, event) {
                <p class="entry__order">{ order }</p>
            }
            if let Some(gap) = row.gap {
                <p class="entry__gap">
                    { match gap {
                        Elapsed::Years(count) => words.years_later.of(count),
                        Elapsed::Months(count) => words.months_later.of(count),
                        Elapsed::Days(count) => words.days_later.of(count),
                        Elapsed::Hours(count) => words.hours_later.of(count),
                    } }
                </p>
            }
            if published == Some(at + 1) {
                { publication(context) }
            }
        </li>
    }
}

/// The mark of an event with no bar: of one without a date, the brackets of what it
/// comes after and before.
fn shape(of: &Entry, ix: EventIx) -> Html {
    let classes = match mark(ix, of.context.dataset()) {
        Some(mark) => mark_classes(&mark),
        None if of.context.dataset().bounds.has(ix) => classes!("mark--order"),
        None => return Html::default(),
    };
    html! { <span class={classes!("entry__mark", "legend__mark", "mark", classes)} aria-hidden="true" /> }
}

/// The part of a bar that runs along an entry.
fn slice(track: usize, bar: BarSlice) -> Html {
    let class = classes!(
        "entry__bar",
        ["entry__bar--", &track.to_string()].concat(),
        bar.begins().then_some("entry__bar--begins"),
        bar.ends().then_some("entry__bar--ends"),
        (bar.begins() && bar.is_open_start()).then_some("entry__bar--earlier"),
        (bar.ends() && bar.is_open_end()).then_some("entry__bar--onward"),
        bar.is_vague().then_some("entry__bar--vague"),
        bar.is_planned().then_some("entry__bar--plan"),
    );
    html! { <span key={["bar-", &track.to_string()].concat()} {class} aria-hidden="true" /> }
}

/// The event's numbers that have a unit: without one, a number says nothing alone.
fn amounts(context: &WidgetContext, ix: EventIx) -> Vec<String> {
    let fields = context.dataset().fields_of(RecordType::Event);
    let fields = fields.filter(|(_, field)| !field.unit.is_empty());
    let amount = |number, unit: &str| amount(number, unit, false, context.words);
    fields
        .filter_map(|(_, field)| Some(amount(field.values.number(ix.0)?, &field.unit)))
        .collect()
}

/// What the lane of an event would be called, where there were lanes.
fn group(of: &Entry, ix: EventIx, event: &Event) -> String {
    let (words, dataset) = (of.context.words, of.context.dataset());
    match of.lanes {
        Lanes::None => String::new(),
        Lanes::Kind => words.event_kind(event.kind, &dataset.kinds).to_owned(),
        Lanes::Status => event
            .status
            .map_or("", |it| words.event_status(it))
            .to_owned(),
        Lanes::Field(field) => {
            let field = dataset.field(field);
            let values = field.into_iter().flat_map(|field| {
                let values = field.values.of(ix.0);
                values.map(move |value| field_value(field, value, words))
            });
            values.collect::<Vec<_>>().join(words.list_separator)
        }
        Lanes::Actor => {
            let names = event.participants.iter();
            let names: Vec<&str> = names
                .filter_map(|it| Some(&*of.context.entity(it.entity)?.name))
                .collect();
            names.join(words.list_separator)
        }
    }
}

/// The line of the publication.
fn publication(context: &WidgetContext) -> Html {
    let words = context.words;
    let published = context.dataset().article.published.as_ref();
    let line = labelled(words.published_line, &describe(published, words), words);
    html! { <p class="entry__published">{ line }</p> }
}
