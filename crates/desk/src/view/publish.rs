//! Publishing: files to download, lines to copy.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::super::languages::words_at;
use super::super::page;
use super::context::use_editor;
use super::start::notices;
use backstory_core::dataset::{Day, Decoded, Value, decode};
use backstory_core::locale::ENGLISH;
use backstory_core::state::View;
use backstory_formats::{
    Export, Sheet, Unsupported, json_ld, languages_left_out, slug, to_csl, to_ftm, to_ical,
    to_sheet,
};
use backstory_prerender::{Options, children, linked_data};

/// The widget's style sheet, next to the page as its script is.
const OPTIONS: Options = Options {
    css: "backstory.css",
    inline_css: None,
    plain: false,
    view: View::Timeline,
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
pub fn Publish() -> Html {
    let left = use_state(Vec::<Unsupported>::new);
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let work = context.work().clone();
    let name = match slug(words_at(&work.document, "article.title")) {
        slug if slug.is_empty() => "story".to_owned(),
        slug => slug,
    };
    let file = [name.as_str(), ".json"].concat();
    let embed = [
        "<script type=\"module\" src=\"backstory.js\"></script>\n<back-story src=\"",
        &file,
        "\" article=\"article\"></back-story>\n",
    ]
    .concat();
    let on_download = {
        let (work, file, say) = (work.clone(), file.clone(), context.say.clone());
        Callback::from(move |_: MouseEvent| {
            page::download(&file, "application/json", &work.to_json());
            say.emit(["Downloaded ", &file].concat());
        })
    };
    let count = context.validation.count();
    html! {
        <section class="publish">
            <h2>{ "Publish" }</h2>
            if count > 0 {
                <p class="wrong">
                    { count }{ " things are still to fix, under Check. Readers see only records without errors." }
                </p>
            }
            <h3>{ "1. The dataset" }</h3>
            <p>{ "Put it next to your article." }</p>
            <button type="button" class="control control--main" id="download" onclick={on_download}>
                { "Download " }{ &file }
            </button>
            <h3>{ "2. The widget, in the article" }</h3>
            <Copied id="embed" label="Lines to embed" text={embed} />
            <Prerendered document={work.document.clone()} file={file.clone()} />
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
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct PrerenderedSnippetProps {
    document: Rc<Value<'static>>,
    file: String,
}

/// The lines to embed with the story in them, as `backstory prerender` prints
/// them; nothing where the document as a whole is no dataset.
#[component]
fn Prerendered(props: &PrerenderedSnippetProps) -> Html {
    let lines = use_state_eq(String::new);
    {
        let lines = lines.clone();
        let deps = (props.document.clone(), props.file.clone());
        // A component that renders may not render another one.
        use_effect_with(deps, move |(document, file)| {
            let (document, file) = (document.clone(), file.clone());
            spawn_local(async move {
                let decoded = decode(&document).ok();
                lines.set(match decoded {
                    Some(decoded) => prerendered(&decoded, &file).await,
                    None => String::new(),
                });
            });
        });
    }
    if lines.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h3>{ "or the lines with the whole story in them" }</h3>
            <p class="hint">
                { "The story is on the page before any script, for search engines and for \
                   readers without scripts; then the widget takes its place. Copy them \
                   anew when the dataset changes." }
            </p>
            <Copied id="prerendered" label="Lines with the story in them" text={(*lines).clone()} />
        </>
    }
}

async fn prerendered(decoded: &Decoded, file: &str) -> String {
    [
        &*linked_data(decoded, &ENGLISH),
        "<script type=\"module\" src=\"backstory.js\"></script>\n<back-story src=\"",
        file,
        "\" article=\"article\">",
        &children(decoded, &ENGLISH, &OPTIONS).await,
        "</back-story>\n",
    ]
    .concat()
}

#[derive(PartialEq, Properties)]
struct CopiedProps {
    id: &'static str,
    label: &'static str,
    text: String,
}

/// Lines with a button that copies them; where that is blocked, they are
/// selected to be copied by hand.
#[component]
fn Copied(props: &CopiedProps) -> Html {
    let field = use_node_ref();
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let on_click = {
        let (text, say, field) = (props.text.clone(), context.say.clone(), field.clone());
        Callback::from(move |_: MouseEvent| {
            let (text, say, field) = (text.clone(), say.clone(), field.clone());
            spawn_local(async move {
                if page::copy(&text).await {
                    say.emit("Copied.".to_owned());
                } else if let Some(field) = field.cast::<web_sys::HtmlTextAreaElement>() {
                    page::select(&field, 0, text.encode_utf16().count());
                    say.emit("The lines are selected: copy them with your keyboard.".to_owned());
                }
            });
        })
    };
    html! {
        <div class="copied">
            <textarea
                ref={field}
                id={props.id}
                readonly=true
                rows="3"
                aria-label={props.label}
                value={props.text.clone()}
            />
            <button type="button" class="control" id={["copy-", props.id].concat()} onclick={on_click}>
                { "Copy" }
            </button>
        </div>
    }
}
