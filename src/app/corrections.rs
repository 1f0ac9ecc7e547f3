//! What was put right or taken back since the article was published: one line that opens
//! what stood, what stands, when and why.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::record::record_name;
use crate::ui::text::bdi;
use backstory_core::dataset::{Dataset, Revision};
use backstory_core::locale::{describe, fill, status_label};
use backstory_core::state::{Action, Record};

/// How many corrections are listed; of the rest the list says how many they are.
const MAX_LISTED: usize = 50;

/// The line, where there is anything to tell.
pub(crate) fn corrections(context: &WidgetContext) -> Html {
    let (dataset, words) = (context.dataset(), context.words);
    let all = &context.story.corrected;
    if all.is_empty() {
        return Html::default();
    }
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let unlisted = number(all.len().saturating_sub(MAX_LISTED));
    html! {
        <details class="corrections">
            <summary>{ words.corrections.of(number(all.len())) }</summary>
            <ul>
                { for all.iter().take(MAX_LISTED).filter_map(|record| Some((record, revision(dataset, *record)?))).map(|(record, revision)| html! {
                    <li>
                        <strong>{ words.revision(revision.status) }</strong>
                        if revision.date.is_some() {
                            { words.list_separator }{ describe(revision.date.as_ref(), words) }
                        }
                        { words.label_separator }
                        <button
                            type="button"
                            class="link"
                            data-record={record_name(*record)}
                            onclick={context.on(Action::Open(*record))}
                        >
                            { title(context, *record) }
                        </button>
                        if !revision.note.is_empty() {
                            { " " }{ bdi(&revision.note) }
                        }
                        if !revision.was.is_empty() {
                            { " " }{ fill(words.said_before, &[("words", &revision.was)]) }
                        }
                    </li>
                }) }
                if unlisted > 0 {
                    <li>{ words.more.of(unlisted) }</li>
                }
            </ul>
        </details>
    }
}

/// What became of a record.
fn revision(dataset: &Dataset, record: Record) -> Option<&Revision> {
    match record {
        Record::Event(ix) => dataset.event(ix)?.revision.as_ref(),
        Record::Relationship(ix) => dataset.relationship(ix)?.revision.as_ref(),
        Record::Entity(_) => None,
    }
}

/// A record's title, worded by its status; what became of it stands before it.
fn title(context: &WidgetContext, record: Record) -> String {
    let (dataset, words) = (context.dataset(), context.words);
    let title = match record {
        Record::Event(ix) => dataset
            .event(ix)
            .map(|it| (it.factuality(), it.title.to_string())),
        Record::Relationship(ix) => dataset
            .relationship(ix)
            .map(|it| (it.factuality(), dataset.sentence(it))),
        Record::Entity(_) => None,
    };
    let worded = title.map(|(factuality, it)| [status_label(factuality, None, words), it].concat());
    worded.unwrap_or_default()
}
