//! What is printed: everything that the filter leaves, whole and in order, with
//! its passages and links spelled out.
//!
//! It is there only while the page is printed.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use yew::prelude::*;
use yew::virtual_dom::VNode;

use crate::context::{WidgetContext, use_widget_context};
use crate::filters::chips::active;
use crate::media::printed;
use crate::ui::text::{localized, quoted, worded};
use backstory_core::dataset::{
    Event, EventIx, Evidence, Factuality, Record, Relationship, RelationshipIx, Revision, Source,
    Text,
};
use backstory_core::locale::{
    correction_line, describe, field_facts, fill, joined, labelled, passage, revision_line, voices,
    when,
};
use backstory_core::query::{Filter, Selection};
use backstory_core::util::narrow::narrow;

/// More records than this of either sort are a book, and seconds of waiting:
/// they are counted, and can be saved instead.
const MAX_PRINTED_ROWS: usize = 2000;

const PRINTING: [&str; 2] = ["beforeprint", "afterprint"];

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct PrintProps {
    pub filter: Filter,
    pub selection: Rc<Selection>,
}

/// The place of what is printed. Yew leaves it empty: it would fill it in a
/// microtask, and Firefox runs none of a page's between `beforeprint` and
/// `afterprint`, nor does any browser where a script of the page prints.
#[component]
pub(crate) fn Print(props: &PrintProps) -> Html {
    let place = use_node_ref();
    let latest = use_mut_ref(|| None);
    *latest.borrow_mut() = use_widget_context().map(|context| (context, props.clone()));
    {
        let place = place.clone();
        use_effect_with((), move |()| {
            let heard = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
                let (Some(place), Ok(latest)) = (place.get(), latest.try_borrow()) else {
                    return;
                };
                place.set_text_content(None);
                // A widget may be kept, away from the page, for another element.
                if event.type_() == "beforeprint"
                    && place.is_connected()
                    && let Some((context, props)) = &*latest
                {
                    let _ = draw(&sheets(context, props), &place);
                }
            });
            let window = web_sys::window();
            if let Some(window) = &window {
                for name in PRINTING {
                    // A window takes every listener.
                    let listener = heard.as_ref().unchecked_ref();
                    let _ = window.add_event_listener_with_callback(name, listener);
                }
            }
            move || {
                if let Some(window) = window {
                    for name in PRINTING {
                        let listener = heard.as_ref().unchecked_ref();
                        let _ = window.remove_event_listener_with_callback(name, listener);
                    }
                }
            }
        });
    }
    html! { <div class="print" ref={place} /> }
}

/// Puts elements and texts at the end of a node, at once. What Yew alone can
/// draw, such as a component, is not printed.
fn draw(html: &Html, into: &web_sys::Node) -> Option<()> {
    match html {
        VNode::VList(list) => list.iter().try_for_each(|html| draw(html, into)),
        VNode::VText(text) => {
            let text = into.owner_document()?.create_text_node(&text.text);
            into.append_child(&text).ok().map(drop)
        }
        VNode::VTag(tag) => {
            let element = into.owner_document()?.create_element(tag.tag()).ok()?;
            for (name, value) in tag.attributes.iter() {
                element.set_attribute(name, value).ok()?;
            }
            if let Some(inner) = tag.children() {
                draw(inner, &element)?;
            }
            into.append_child(&element).ok().map(drop)
        }
        _ => Some(()),
    }
}

fn sheets(context: &WidgetContext, props: &PrintProps) -> Html {
    let words = context.words;
    let dataset = context.dataset();
    let article = &dataset.article;
    let filters = active(context, &props.filter);
    let PrintProps { selection, .. } = props;
    html! {
        <>
            <h3 class="print__title">{ words.widget }</h3>
            <p>
                if !article.title.is_empty() {
                    { localized(context, &article.title) }{ words.list_separator }
                }
                if !article.publisher.is_empty() {
                    { localized(context, &article.publisher) }{ words.list_separator }
                }
                { describe(article.published.as_ref(), words) }
            </p>
            if let Some(url) = &article.url {
                <p class="print__link" dir="ltr">{ url.as_str() }</p>
            }
            if !filters.is_empty() {
                <p>{ labelled(words.active_filters, &filters.join(words.clause_separator), words) }</p>
            }
            { for article.corrections.iter().map(|it| html! {
                <p>{ correction_line(it, words) }</p>
            }) }
            if !selection.events().is_empty() {
                <h3 class="print__head">{ words.timeline }{ " · " }{ words.events.of(narrow(selection.events().len())) }</h3>
                { for selection.events().iter().take(MAX_PRINTED_ROWS).filter_map(|(ix, _)| {
                    Some(event(context, *ix, dataset.event(*ix)?))
                }) }
                { skipped(context, selection.events().len()) }
            }
            if !selection.relationships().is_empty() {
                <h3 class="print__head">{ words.table }{ " · " }{ words.relationships.of(narrow(selection.relationships().len())) }</h3>
                { for selection.relationships().iter().take(MAX_PRINTED_ROWS).filter_map(|(ix, _)| {
                    Some(relationship(context, *ix, dataset.relationship(*ix)?))
                }) }
                { skipped(context, selection.relationships().len()) }
            }
        </>
    }
}

fn skipped(context: &WidgetContext, all: usize) -> Html {
    match all.checked_sub(MAX_PRINTED_ROWS) {
        None | Some(0) => Html::default(),
        Some(more) => html! { <p>{ context.words.not_printed.of(narrow(more)) }</p> },
    }
}

fn event(context: &WidgetContext, ix: EventIx, event: &Event) -> Html {
    let words = context.words;
    let who: Vec<&str> = (event.participants.iter())
        .filter_map(|it| Some(&*context.entity(it.entity)?.name))
        .collect();
    let place = event.place.and_then(|place| context.entity(place));
    html! {
        <div class="print__record">
            <h4>
                { worded(localized(context, &event.title), event.factuality(), event.revision.as_ref(), context) }
            </h4>
            <p>
                { when(ix, context.dataset(), words) }{ " · " }
                { words.event_kind(event.kind, &context.dataset().kinds) }
                // What is not a fact has its status in front.
                if let Some(status) = event.status.filter(|it| it.factuality() == Factuality::Fact) {
                    { " · " }{ words.event_status(status) }
                }
                if let Some(place) = place {
                    { " · " }{ localized(context, &place.name) }
                }
            </p>
            { values(context, Record::Event(ix)) }
            { summary(context, &event.summary) }
            if !who.is_empty() {
                <p>{ labelled(words.participants, &who.join(words.list_separator), words) }</p>
            }
            { revision(context, event.revision.as_ref()) }
            { passages(context, &event.evidence) }
            { printed(context, Record::Event(ix)) }
            { sources(context, &event.sources) }
        </div>
    }
}

fn relationship(context: &WidgetContext, ix: RelationshipIx, it: &Relationship) -> Html {
    let words = context.words;
    let name = |ix| {
        context
            .entity(ix)
            .map(|entity| localized(context, &entity.name))
    };
    let sentence = html! {
        <>
            { name(it.subject) }{ " " }{ localized(context, &it.predicate) }{ " " }{ name(it.object) }
            if !it.what.is_empty() {
                { " · " }{ localized(context, &it.what) }
            }
        </>
    };
    html! {
        <div class="print__record">
            <h4>{ worded(sentence, it.factuality(), it.revision.as_ref(), context) }</h4>
            <p>
                { describe(it.period.as_ref(), words) }{ " · " }
                { joined(&[
                    words.relationship_kind(it.kind, &context.dataset().kinds),
                    it.stance.map_or("", |it| words.stance(it)),
                    it.status.filter(|it| it.factuality() == Factuality::Fact)
                        .map_or("", |it| words.relationship_status(it)),
                    &voices(it, context.dataset(), words),
                ]) }
            </p>
            { values(context, Record::Relationship(ix)) }
            { summary(context, &it.summary) }
            { revision(context, it.revision.as_ref()) }
            { passages(context, &it.evidence) }
            { printed(context, Record::Relationship(ix)) }
            { sources(context, &it.sources) }
        </div>
    }
}

/// The values of the declared fields.
fn values(context: &WidgetContext, record: Record) -> Html {
    let facts = field_facts(record, context.dataset(), context.words);
    facts
        .into_iter()
        .map(|fact| html! { <p>{ fact }</p> })
        .collect()
}

fn summary(context: &WidgetContext, text: &Text) -> Html {
    if text.is_empty() {
        return Html::default();
    }
    html! { <p>{ localized(context, text) }</p> }
}

fn revision(context: &WidgetContext, revision: Option<&Revision>) -> Html {
    let Some(revision) = revision else {
        return Html::default();
    };
    let words = context.words;
    html! { <p>{ revision_line(revision, words) }</p> }
}

fn passages(context: &WidgetContext, evidence: &[Evidence]) -> Html {
    let words = context.words;
    let passages = evidence.iter().map(|evidence| {
        let n = words.language.number(evidence.paragraph);
        html! {
            <p class="print__passage">
                { quoted(context, passage(evidence, words)) }{ " — " }
                { fill(words.cite_paragraph, &[("n", &n)]) }
            </p>
        }
    });
    passages.collect()
}

/// A link cannot be followed in print, so its address is written out.
fn sources(context: &WidgetContext, sources: &[Source]) -> Html {
    let sources = sources.iter().map(|source| {
        html! {
            <p class="print__link">
                { localized(context, &source.title) }
                if let Some(url) = &source.url {
                    { " " }<bdi dir="ltr">{ url.as_str() }</bdi>
                }
            </p>
        }
    });
    sources.collect()
}
