//! What was put right or taken back since the article was published: one line that opens
//! what stood, what stands, when and why.

use yew::prelude::*;

use crate::context::WidgetContext;
use crate::record::{record_name, title};
use crate::ui::text::{bdi, said, worded};
use backstory_core::dataset::{Dataset, Date, Factuality, Revision, RevisionStatus};
use backstory_core::locale::describe;
use backstory_core::state::{Action, Record};
use backstory_core::util::narrow::narrow;

/// How many corrections are listed; of the rest the list says how many they are.
const MAX_LISTED: usize = 50;

/// The line, where there is anything to tell.
pub(crate) fn corrections(context: &WidgetContext) -> Html {
    let (dataset, words) = (context.dataset(), context.words);
    let all = &context.story.corrected;
    let of_article = &dataset.article.corrections;
    let count = of_article.len() + all.len();
    if count == 0 {
        return Html::default();
    }
    let room = MAX_LISTED.saturating_sub(of_article.len());
    let unlisted = narrow(all.len().saturating_sub(room));
    html! {
        <details class="corrections">
            <summary>{ words.corrections.of(narrow(count)) }</summary>
            <ul>
                { for of_article.iter().map(|it| html! {
                    <li>
                        { head(context, RevisionStatus::Corrected, it.date.as_ref()) }
                        { bdi(&it.note) }
                        { said(context.words.said_before, &it.was) }
                        { said(context.words.says_now, &it.now) }
                    </li>
                }) }
                { for all.iter().take(room).filter_map(|record| {
                    let (revision, factuality) = revision(dataset, *record)?;
                    // What became of it stands before it.
                    let name = worded(title(context, *record)?, factuality, None, context);
                    Some((record, revision, name))
                }).map(|(record, revision, name)| html! {
                    <li>
                        { head(context, revision.status, revision.date.as_ref()) }
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
                        { said(words.said_before, &revision.was) }
                    </li>
                }) }
                if unlisted > 0 {
                    <li>{ words.more.of(unlisted) }</li>
                }
            </ul>
        </details>
    }
}

/// What became of it, and when.
fn head(context: &WidgetContext, status: RevisionStatus, date: Option<&Date>) -> Html {
    let words = context.words;
    html! {
        <>
            <strong>{ words.revision(status) }</strong>
            if date.is_some() {
                { words.list_separator }{ describe(date, words) }
            }
            { words.label_separator }
        </>
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
