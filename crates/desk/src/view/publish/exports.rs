//! Files for other tools.

use yew::prelude::*;

use super::super::super::page;
use super::super::context::use_editor;
use super::super::start::notices;
use backstory_core::dataset::Day;
use backstory_core::locale::ENGLISH;
use backstory_formats::{
    Export, Sheet, Unsupported, json_ld, languages_left_out, to_csl, to_ftm, to_ical, to_sheet,
};

/// A file that the editor makes.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Sheet(Sheet),
    JsonLd,
    Calendar,
    Ftm,
    Csl,
}

const KINDS: [(Kind, &str, &str, &str); 8] = [
    (
        Kind::Sheet(Sheet::Entities),
        "Sheet of entities",
        "entities.csv",
        "text/csv",
    ),
    (
        Kind::Sheet(Sheet::Events),
        "Sheet of events",
        "events.csv",
        "text/csv",
    ),
    (
        Kind::Sheet(Sheet::Relationships),
        "Sheet of relationships",
        "relationships.csv",
        "text/csv",
    ),
    (
        Kind::Sheet(Sheet::Article),
        "Sheet of the article",
        "article.csv",
        "text/csv",
    ),
    (
        Kind::JsonLd,
        "JSON-LD",
        "story.jsonld",
        "application/ld+json",
    ),
    (Kind::Calendar, "iCalendar", "story.ics", "text/calendar"),
    (
        Kind::Ftm,
        "FollowTheMoney",
        "story.ftm.jsonl",
        "application/x-ndjson",
    ),
    (
        Kind::Csl,
        "Sources (CSL-JSON)",
        "sources.json",
        "application/json",
    ),
];

#[component]
pub(super) fn Exports() -> Html {
    let left = use_state(Vec::<Unsupported>::new);
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let work = context.work().clone();
    html! {
        <>
            <h3>{ "For other tools" }</h3>
            <ul class="files">
                { for KINDS.into_iter().map(|(kind, label, name, media)| {
                    let dataset = context.validation.dataset.clone();
                    let (say, left) = (context.say.clone(), left.clone());
                    let document = work.document.clone();
                    let is_off = dataset.is_none();
                    let on_click = Callback::from(move |_: MouseEvent| {
                        let Some(dataset) = &dataset else { return };
                        let made: Export = match kind {
                            Kind::Sheet(sheet) => to_sheet(dataset, sheet),
                            Kind::JsonLd => json_ld(dataset, &ENGLISH),
                            Kind::Calendar => to_ical(dataset, &ENGLISH, Day(page::today())),
                            Kind::Ftm => to_ftm(dataset),
                            Kind::Csl => to_csl(dataset),
                        };
                        page::download(name, media, &made.text);
                        say.emit(["Downloaded ", name].concat());
                        let mut unsupported = languages_left_out(&document);
                        unsupported.extend(made.unsupported);
                        left.set(unsupported);
                    });
                    html! {
                        <li>
                            <button type="button" class="control" disabled={is_off} onclick={on_click}>
                                { label }
                            </button>
                        </li>
                    }
                }) }
            </ul>
            if !left.is_empty() {
                <details class="unsupported" open=true>
                    <summary>{ "What is not exported (" }{ left.len() }{ ")" }</summary>
                    { notices(&left) }
                </details>
            }
        </>
    }
}
