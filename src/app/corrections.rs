//! What was put right or taken back since the article was published: one line that opens
//! what stood, what stands, when and why.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::record::{record_name, title};
use crate::ui::text::{bdi, said_before, worded};
use backstory_core::dataset::{Dataset, Factuality, Revision};
use backstory_core::locale::describe;
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
                { for all.iter().take(MAX_LISTED).filter_map(|record| {
                    let (revision, factuality) = revision(dataset, *record)?;
                    // What became of it stands before it.
                    let name = worded(title(context, *record)?, factuality, None, context);
                    Some((record, revision, name))
                }).map(|(record, revision, name)| html! {
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
                            { name }
                        </button>
                        if !revision.note.is_empty() {
                            { " " }{ bdi(&revision.note) }
                        }
                        { said_before(context, revision) }
                    </li>
                }) }
                if unlisted > 0 {
                    <li>{ words.more.of(unlisted) }</li>
                }
            </ul>
        </details>
    }
}

/// What became of a record, and how it was put.
fn revision(dataset: &Dataset, record: Record) -> Option<(&Revision, Factuality)> {
    let (revision, factuality) = match record {
        Record::Event(ix) => {
            let it = dataset.event(ix)?;
            (&it.revision, it.factuality())
        }
        Record::Relationship(ix) => {
            let it = dataset.relationship(ix)?;
            (&it.revision, it.factuality())
        }
        Record::Entity(_) => return None,
    };
    Some((revision.as_ref()?, factuality))
}
