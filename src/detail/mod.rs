//! All about one record: what, when, who, and which passage says so.

pub(crate) mod actor;

use std::rc::Rc;

use yew::prelude::*;

use crate::context::{WidgetContext, use_widget_context};
use crate::detail::actor::actor;
use crate::media::media;
use crate::passages::passage::{evidence, passages};
use crate::record::record_name;
use crate::ui::icon::Icon;
use crate::ui::text::{bdi, quoted, said, worded};
use crate::ui::value::values;
use backstory_core::dataset::{
    Date, Dating, Entity, EntityIx, Event, EventIx, OrderRelation, Relationship, RelationshipIx,
    Revision, Source,
};
use backstory_core::locale::{
    at_publication, citation, claimant_name, describe, event_kicker, fill, labelled, passage,
    relationship_kicker, voices, when,
};
use backstory_core::query::Facet;
use backstory_core::state::{Action, Record};
use backstory_core::util::narrow::narrow;

/// How many entries a list has; of the rest it says how many they are. Somebody may
/// take part in all of 50,000 events.
const MAX_LISTED: usize = 50;

#[derive(PartialEq, Properties)]
pub(crate) struct DetailProps {
    pub record: Record,
    /// What stands above it: the way to its neighbours.
    #[prop_or_default]
    pub head: Html,
}

#[component]
pub(crate) fn Detail(props: &DetailProps) -> Html {
    let Some(context) = use_widget_context() else {
        return Html::default();
    };
    let record = props.record;
    let dataset = context.dataset();
    let body = match record {
        Record::Event(ix) => dataset
            .event(ix)
            .map(|event| event_body(&context, ix, event)),
        Record::Relationship(ix) => dataset
            .relationship(ix)
            .map(|it| relationship_body(&context, ix, it)),
        Record::Entity(ix) => dataset
            .entity(ix)
            .map(|entity| entity_body(&context, ix, entity)),
    };
    let on_key = {
        let context = context.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                // A dialog of the page is not closed by it, too.
                event.prevent_default();
                event.stop_propagation();
                context.act(Action::Close);
            }
        })
    };
    html! {
        <section
            class="detail"
            part="detail"
            id="detail"
            aria-labelledby="detail-title"
            onkeydown={on_key}
        >
            { props.head.clone() }
            <div class="detail__tools">
                if let Some(text) = citation(record, dataset, context.words) {
                    <Copy key={record_name(record)} text={Rc::from(text)} />
                }
                { Icon::Close.button(context.words.close, false, Some(context.on(Action::Close))) }
            </div>
            { body }
        </section>
    }
}

fn event_body(context: &WidgetContext, ix: EventIx, event: &Event) -> Html {
    let words = context.words;
    let resting: Vec<(RelationshipIx, &Relationship)> = context
        .dataset()
        .relationships()
        .filter(|(_, relationship)| relationship.events.contains(&ix))
        .collect();
    html! {
        <>
            <p class="detail__kicker">
                { event_kicker(event, context.dataset(), words) }
            </p>
            { title(worded(bdi(&event.title), event.factuality(), event.revision.as_ref(), context)) }
            <div class="detail__columns">
                <div>
                    <p class="detail__date">{ when(ix, context.dataset(), words) }</p>
                    { since(context, event) }
                    { dating(context, event.dating.as_ref()) }
                    { revision(context, event.revision.as_ref()) }
                    { added(context, event.added.as_ref()) }
                    <p class="detail__summary">{ bdi(&event.summary) }</p>
                    <dl class="facts">
                        { values(context, Record::Event(ix)) }
                        if let Some(entity) = event.place {
                            <dt>{ words.place }</dt>
                            <dd>{ actor(context, entity) }</dd>
                        }
                        if !event.participants.is_empty() {
                            <dt>{ words.participants }</dt>
                            { for event.participants.iter().map(|participant| html! {
                                <dd>
                                    { actor(context, participant.entity) }
                                    if !participant.role.is_empty() {
                                        <span class="quiet">{ words.list_separator }{ bdi(&participant.role) }</span>
                                    }
                                </dd>
                            }) }
                        }
                    </dl>
                </div>
                <div>
                    { media(context, Record::Event(ix)) }
                    { evidence(context, Record::Event(ix), &event.evidence) }
                    { sources(context, &event.sources) }
                    { order(context, ix) }
                    { relationship_list(context, words.supports, &resting, None, false) }
                </div>
            </div>
        </>
    }
}

/// What the event comes after and before, and what lies within what, each with the
/// passages that say so.
fn order(context: &WidgetContext, ix: EventIx) -> Html {
    let words = context.words;
    let neighbours = context.dataset().neighbours(ix);
    let list = |head: &'static str, relation: OrderRelation| {
        let of_one = || neighbours.iter().filter(|it| it.relation == relation);
        let all = of_one().count();
        if all == 0 {
            return Html::default();
        }
        html! {
            <>
                <h4 class="detail__head">{ head }</h4>
                <ul class="links">
                    { for of_one().take(MAX_LISTED).filter_map(|it| {
                        let event = context.dataset().event(it.event)?;
                        Some(html! {
                            <li>
                                { event_link(context, it.event, event) }
                                if !it.evidence.is_empty() {
                                    { passages(context, Record::Event(ix), it.evidence) }
                                }
                            </li>
                        })
                    }) }
                    { unlisted(context, all) }
                </ul>
            </>
        }
    };
    html! {
        <>
            { list(words.comes_after, OrderRelation::After) }
            { list(words.comes_before, OrderRelation::Before) }
            { list(words.comes_during, OrderRelation::During) }
            { list(words.includes, OrderRelation::Includes) }
        </>
    }
}

fn relationship_body(
    context: &WidgetContext,
    ix: RelationshipIx,
    relationship: &Relationship,
) -> Html {
    let words = context.words;
    let name = |ix| context.entity(ix).map(|entity| bdi(&entity.name));
    let heading = html! {
        <>
            { name(relationship.subject) }{ " " }
            { bdi(&relationship.predicate) }{ " " }
            { name(relationship.object) }
        </>
    };
    let events: Vec<(EventIx, &Event)> = relationship
        .events
        .iter()
        .filter_map(|ix| Some((*ix, context.dataset().event(*ix)?)))
        .collect();
    html! {
        <>
            <p class="detail__kicker">
                { relationship_kicker(relationship, context.dataset(), words) }
            </p>
            { title(worded(heading, relationship.factuality(), relationship.revision.as_ref(), context)) }
            <div class="detail__columns">
                <div>
                    <p class="detail__date">
                        { describe(relationship.period.as_ref(), words) }
                    </p>
                    { revision(context, relationship.revision.as_ref()) }
                    { added(context, relationship.added.as_ref()) }
                    if !relationship.what.is_empty() {
                        <p class="detail__what">{ bdi(&relationship.what) }</p>
                    }
                    <p class="detail__summary">{ bdi(&relationship.summary) }</p>
                    <dl class="facts">
                        { values(context, Record::Relationship(ix)) }
                        <dt>{ words.column(backstory_core::query::Column::Subject, context.dataset()) }</dt>
                        <dd>{ actor(context, relationship.subject) }</dd>
                        <dt>{ words.column(backstory_core::query::Column::Object, context.dataset()) }</dt>
                        <dd>{ actor(context, relationship.object) }</dd>
                        if let Some(claimant) = claimant_name(relationship, context.dataset(), words) {
                            <dt>{ words.facet(Facet::Claimant, context.dataset()) }</dt>
                            <dd>
                                if let Some(entity) = relationship.attribution {
                                    { actor(context, entity) }
                                } else {
                                    { claimant }
                                }
                            </dd>
                        }
                        if !relationship.denied_by.is_empty() {
                            <dt>{ words.denied_by }</dt>
                            { for relationship.denied_by.iter().map(|entity| html! {
                                <dd>{ actor(context, *entity) }</dd>
                            }) }
                        }
                    </dl>
                </div>
                <div>
                    { media(context, Record::Relationship(ix)) }
                    { evidence(context, Record::Relationship(ix), &relationship.evidence) }
                    { sources(context, &relationship.sources) }
                    { event_list(context, words.based_on, &events) }
                </div>
            </div>
        </>
    }
}

fn entity_body(context: &WidgetContext, ix: EntityIx, entity: &Entity) -> Html {
    let words = context.words;
    let dataset = context.dataset();
    let members: Vec<EntityIx> = dataset
        .entities()
        .filter(|(_, other)| other.member_of == Some(ix))
        .map(|(member, _)| member)
        .collect();
    let events: Vec<(EventIx, &Event)> = dataset
        .events()
        .filter(|(_, event)| {
            event.place == Some(ix) || event.participants.iter().any(|p| p.entity == ix)
        })
        .collect();
    let of_ends = |it: &Relationship| it.subject == ix || it.object == ix;
    let those = |wanted: &dyn Fn(&Relationship) -> bool| -> Vec<_> {
        let all = dataset.relationships();
        all.filter(|(_, it)| wanted(it)).collect()
    };
    let relationships = those(&of_ends);
    let claims = those(&|it| it.attribution == Some(ix) && !of_ends(it));
    let denials = those(&|it| it.denied_by.contains(&ix));
    let otherwise: Vec<_> = dataset
        .contradicting(ix)
        .into_iter()
        .filter_map(|other| Some((other, dataset.relationship(other)?)))
        .collect();
    let aliases: Vec<&str> = entity.aliases.iter().map(|alias| &**alias).collect();
    html! {
        <>
            <p class="detail__kicker">{ words.entity_kind(entity.kind, &dataset.kinds) }</p>
            { title(bdi(&entity.name)) }
            <div class="detail__columns">
                <div>
                    if !entity.role.is_empty() {
                        <p class="detail__summary">{ bdi(&entity.role) }</p>
                    }
                    <dl class="facts">
                        { values(context, Record::Entity(ix)) }
                        if !aliases.is_empty() {
                            <dt>{ words.also_called }</dt>
                            <dd><bdi>{ aliases.join(words.list_separator) }</bdi></dd>
                        }
                        if let Some(entity) = entity.member_of {
                            <dt>{ words.belongs_to }</dt>
                            <dd>{ actor(context, entity) }</dd>
                        }
                        if !members.is_empty() {
                            <dt>{ words.members }</dt>
                            { for members.iter().take(MAX_LISTED).map(|member| html! {
                                <dd>{ actor(context, *member) }</dd>
                            }) }
                            if members.len() > MAX_LISTED {
                                <dd class="quiet">{ words.more.of(unlisted_count(members.len())) }</dd>
                            }
                        }
                    </dl>
                    { event_list(context, words.timeline, &events) }
                </div>
                <div>
                    { media(context, Record::Entity(ix)) }
                    { relationship_list(context, words.table, &relationships, Some(ix), false) }
                    { relationship_list(context, words.claims, &claims, None, true) }
                    { relationship_list(context, words.denials, &denials, None, true) }
                    { relationship_list(context, words.contradicted, &otherwise, None, true) }
                    { sole_claims(context, entity) }
                </div>
            </div>
        </>
    }
}

/// Leaves what nobody but an entity claims, where there is any.
fn sole_claims(context: &WidgetContext, entity: &Entity) -> Html {
    let facet = Facet::SoleClaimant;
    let values = context.story.index.values(facet);
    let Some(value) = values.iter().find(|it| *it.key == *entity.id) else {
        return Html::default();
    };
    let words = context.words;
    html! {
        <p>
            <button
                type="button"
                class="link detail__sole"
                onclick={context.on(Action::Toggle(facet, value.key.clone()))}
            >
                { labelled(words.facet(facet, context.dataset()), "", words) }{ bdi(&entity.name) }
            </button>
        </p>
    }
}

fn title(text: Html) -> Html {
    html! { <h3 class="detail__title" id="detail-title" tabindex="-1">{ text }</h3> }
}

/// How long before the story it was, or after.
fn since(context: &WidgetContext, event: &Event) -> Html {
    let published = context.dataset().article.published.as_ref();
    let since = event.date.as_ref().zip(published);
    match since.and_then(|(date, published)| at_publication(date, published, context.words)) {
        Some(since) => html! { <p class="detail__dating">{ since }</p> },
        None => Html::default(),
    }
}

/// How a date is known: by the article's own words, and how they were read.
fn dating(context: &WidgetContext, dating: Option<&Dating>) -> Html {
    let Some(dating) = dating else {
        return Html::default();
    };
    let words = context.words;
    html! {
        <p class="detail__dating">
            { labelled(words.date_basis, words.basis(dating.basis), words) }
            if !dating.words.is_empty() {
                { words.parenthesis_open }
                { quoted(context, fill(words.quote, &[("words", &dating.words)])) }
                { words.parenthesis_close }
            }
            { words.full_stop() }
            if !dating.note.is_empty() {
                { " " }{ bdi(&dating.note) }
            }
        </p>
    }
}

fn revision(context: &WidgetContext, revision: Option<&Revision>) -> Html {
    let Some(revision) = revision else {
        return Html::default();
    };
    let words = context.words;
    html! {
        <p class="detail__revision">
            <strong>{ words.revision(revision.status) }</strong>
            if revision.date.is_some() {
                { words.list_separator }{ describe(revision.date.as_ref(), words) }
            }
            if !revision.note.is_empty() {
                { words.label_separator }{ bdi(&revision.note) }
            }
            { said(words.said_before, &revision.was) }
        </p>
    }
}

/// When a record was added, if the article was published without it.
fn added(context: &WidgetContext, date: Option<&Date>) -> Html {
    let words = context.words;
    if date.is_none() {
        return Html::default();
    }
    let when = labelled(words.added, &describe(date, words), words);
    html! { <p class="detail__revision">{ when }</p> }
}

fn sources(context: &WidgetContext, sources: &[Source]) -> Html {
    if sources.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h4 class="detail__head">{ context.words.sources }</h4>
            <ul class="links">
                { for sources.iter().map(|source| html! {
                    <li>
                        if let Some(url) = &source.url {
                            <a class="link" href={url.as_str().to_owned()} rel="noopener">
                                { bdi(&source.title) }
                            </a>
                        } else {
                            { bdi(&source.title) }
                        }
                    </li>
                }) }
            </ul>
        </>
    }
}

fn event_list(context: &WidgetContext, head: &str, events: &[(EventIx, &Event)]) -> Html {
    if events.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h4 class="detail__head">{ head }</h4>
            <ul class="links">
                { for events.iter().take(MAX_LISTED).map(|(ix, event)| html! {
                    <li>{ event_link(context, *ix, event) }</li>
                }) }
                { unlisted(context, events.len()) }
            </ul>
        </>
    }
}

fn event_link(context: &WidgetContext, ix: EventIx, event: &Event) -> Html {
    html! {
        <>
            <button
                type="button"
                class="link"
                onclick={context.on(Action::Open(Record::Event(ix)))}
            >
                { worded(bdi(&event.title), event.factuality(), event.revision.as_ref(), context) }
            </button>
            <span class="quiet">
                { " " }{ when(ix, context.dataset(), context.words) }
            </span>
        </>
    }
}

fn relationship_list(
    context: &WidgetContext,
    head: &str,
    relationships: &[(RelationshipIx, &Relationship)],
    of: Option<EntityIx>,
    with_passages: bool,
) -> Html {
    if relationships.is_empty() {
        return Html::default();
    }
    let words = context.words;
    html! {
        <>
            <h4 class="detail__head">{ head }</h4>
            <ul class="links">
                { for relationships.iter().take(MAX_LISTED).filter_map(|(ix, it)| {
                    let (mut subject, mut object) = (it.subject, it.object);
                    // What is said of both alike is told from the one who is looked at.
                    if of == Some(object) && context.dataset().is_mutual(it) {
                        std::mem::swap(&mut subject, &mut object);
                    }
                    let (subject, object) = (context.entity(subject)?, context.entity(object)?);
                    let sentence = html! {
                        <>
                            { bdi(&subject.name) }{ " " }
                            { bdi(&it.predicate) }{ " " }
                            { bdi(&object.name) }
                        </>
                    };
                    Some(html! {
                        <li>
                            <button
                                type="button"
                                class="link"
                                onclick={context.on(Action::Open(Record::Relationship(*ix)))}
                            >
                                { worded(sentence, it.factuality(), it.revision.as_ref(), context) }
                            </button>
                            <span class="quiet">
                                { " " }{ voices(it, context.dataset(), words) }
                            </span>
                            // Of claims the words themselves, one next to the other.
                            if let Some(said) = it.evidence.first().filter(|_| with_passages) {
                                <div class="quiet">{ quoted(context, passage(said, words)) }</div>
                            }
                        </li>
                    })
                }) }
                { unlisted(context, relationships.len()) }
            </ul>
        </>
    }
}

fn unlisted_count(all: usize) -> u32 {
    narrow(all.saturating_sub(MAX_LISTED))
}

/// How many of so many entries a list leaves out.
fn unlisted(context: &WidgetContext, all: usize) -> Html {
    let rest = unlisted_count(all);
    if rest == 0 {
        return Html::default();
    }
    html! { <li class="quiet">{ context.words.more.of(rest) }</li> }
}

#[derive(PartialEq, Properties)]
struct CopyProps {
    text: Rc<str>,
}

/// Copies the citation; where that is blocked, shows it to be copied by hand.
#[component]
fn Copy(props: &CopyProps) -> Html {
    let outcome = use_state_eq(|| None::<bool>);
    let Some(context) = use_widget_context() else {
        return Html::default();
    };
    let words = context.words;
    let on_click = {
        let (copy, outcome) = (context.copy.clone(), outcome.clone());
        let text = props.text.clone();
        Callback::from(move |_: MouseEvent| {
            let outcome = outcome.clone();
            let done = Callback::from(move |worked| outcome.set(Some(worked)));
            copy.emit((text.to_string(), done));
        })
    };
    let (icon, label) = match *outcome {
        Some(true) => (Icon::Check, words.copied),
        _ => (Icon::Copy, words.copy_citation),
    };
    html! {
        <>
            <button
                type="button"
                class="control"
                data-copied={(*outcome == Some(true)).then_some("true")}
                onclick={on_click}
            >
                { icon.draw() }
                <span aria-live="polite">{ label }</span>
            </button>
            if *outcome == Some(false) {
                <p class="copy-by-hand" role="alert">
                    { words.copy_by_hand }
                    <textarea readonly=true rows="3" aria-label={words.copy_citation} value={props.text.to_string()} />
                </p>
            }
        </>
    }
}
