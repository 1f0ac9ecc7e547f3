//! One facet's choices, each with what choosing it would leave.

use std::collections::HashMap;
use std::rc::Rc;

use rustc_hash::FxBuildHasher;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::context::{WidgetContext, use_widget_context};
use crate::filters::range_views::{RangeViews, range_or_loading};
use crate::ui::popover::Popover;
use backstory_core::dataset::{EventKind, FieldType};
use backstory_core::locale::{facet_value, fill};
use backstory_core::query::{ARTICLE, Count, Facet, Filter, Key, Removal, Selection, fold};
use backstory_core::state::Action;
use backstory_core::util::find::holds;
use backstory_core::util::ptr_eq::PtrEq;

/// A list longer than this gets a field to find a choice in it.
const SEARCHABLE_FROM: usize = 12;

/// How many choices are drawn; of the rest the menu says how many they are, and its
/// field finds them. A story may have 50,000 actors.
const MAX_DRAWN: usize = 100;

#[derive(PartialEq, Properties)]
struct ChoicesProps {
    facet: Facet,
    filter: Filter,
    selection: Rc<Selection>,
}

/// One choice, ready to be shown.
struct FacetChoice<'a> {
    key: &'a Key,
    name: &'a str,
    count: Count,
    on: bool,
}

/// What a choice is called, and that folded as a search is.
type FoldedName = (String, String);

pub(crate) fn facet_menu(
    context: &WidgetContext,
    facet: Facet,
    filter: &Filter,
    selection: &Rc<Selection>,
    ranges: Option<RangeViews>,
) -> Html {
    let dataset = context.dataset();
    let id = match facet {
        Facet::Field(ix) => dataset.field(ix).map_or("", |field| &field.id),
        _ => facet.as_str(),
    };
    let label = context.words.facet(facet, dataset);
    let range = match facet {
        Facet::Field(ix) if context.story.index.has_range(ix) => Some(ix),
        _ => None,
    };
    let active = match range {
        Some(ix) => usize::from(filter.ranges.of(ix).is_some()),
        None => filter.chosen.of(facet).len(),
    };
    html! {
        <Popover
            key={facet.position()}
            id={[if let Facet::Field(_) = facet { "choices-field-" } else { "choices-" }, id].concat()}
            label={label.to_owned()}
            {active}
        >
            if let Some(ix) = range {
                { range_or_loading(context.words, ranges.map(|it| (it.field)(ix, filter, selection))) }
            } else {
                <Choices {facet} filter={filter.clone()} selection={selection.clone()} />
            }
        </Popover>
    }
}

#[component]
fn Choices(props: &ChoicesProps) -> Html {
    let wanted = use_state_eq(String::new);
    let context = use_widget_context();
    let ChoicesProps {
        facet,
        filter,
        selection,
    } = props;
    let facet = *facet;
    let names = {
        let story = context.as_ref().map(|it| PtrEq(it.story.clone()));
        let language = context.as_ref().map(|it| it.words.language.tag());
        let context = context.clone();
        use_memo((story, language, facet), move |_| {
            context.map_or_else(Vec::new, |context| names(&context, facet))
        })
    };
    let Some(context) = context else {
        return Html::default();
    };
    let words = context.words;

    let index = &context.story.index;
    let values = index.values(facet);
    let long = values.len() > SEARCHABLE_FROM;
    let needle = fold(&wanted);
    let all = values.iter().zip(selection.counts.of(facet)).zip(&**names);
    let matching =
        all.filter(|(_, (_, folded))| holds(folded, &needle))
            .map(|((value, count), (name, _))| FacetChoice {
                key: &value.key,
                name,
                count: *count,
                on: filter.chosen.has(facet, &value.key),
            });
    let (mut drawn, mut unlisted) = (Vec::new(), 0_u32);
    for choice in matching {
        // What is chosen can always be taken back.
        if choice.on || drawn.len() < MAX_DRAWN {
            drawn.push(choice);
        } else {
            unlisted += 1;
        }
    }
    let groups: Vec<(Option<&str>, Vec<FacetChoice>)> = if facet == Facet::Kind {
        let (events, relationships) = drawn
            .into_iter()
            .partition(|choice| EventKind::find(choice.key, &context.dataset().kinds).is_some());
        vec![
            (Some(words.event_kinds), events),
            (Some(words.relationship_kinds), relationships),
        ]
    } else {
        vec![(None, drawn)]
    };

    let on_find = {
        let wanted = wanted.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                wanted.set(input.value());
            }
        })
    };
    let legend = fill(
        words.choose,
        &[("facet", words.facet(facet, context.dataset()))],
    );
    html! {
        <fieldset class="choices">
            <legend class="visually-hidden">{ legend }</legend>
            if long {
                <input
                    class="field choices__find"
                    type="search"
                    placeholder={words.find_choice}
                    aria-label={words.find_choice}
                    oninput={on_find}
                />
            }
            <div class="choices__head" aria-hidden="true">
                <span>{ words.count_events }</span>
                <span>{ words.count_relationships }</span>
            </div>
            // Its choices are stops enough: Firefox makes one of whatever scrolls.
            <div class="choices__list" tabindex="-1">
                { for groups.iter().filter(|(_, list)| !list.is_empty()).map(|(title, list)| html! {
                    <>
                        if let Some(title) = title {
                            <p class="choices__group">{ title }</p>
                        }
                        <ul>{ for list.iter().map(|choice| row(&context, facet, choice)) }</ul>
                    </>
                }) }
                if unlisted > 0 {
                    <p class="hint choices__more">{ words.more.of(unlisted) }</p>
                }
            </div>
            if !filter.chosen.of(facet).is_empty() {
                <button
                    type="button"
                    class="link choices__clear"
                    onclick={context.on(Action::Remove(Removal::Facet(facet)))}
                >
                    { words.clear }
                </button>
            }
        </fieldset>
    }
}

/// What the choices of a facet are called, in their order.
fn names(context: &WidgetContext, facet: Facet) -> Vec<FoldedName> {
    let (dataset, words) = (context.dataset(), context.words);
    let values = context.story.index.values(facet);
    // One look at every entity or choice, and not one for each value.
    let mut known = HashMap::<&str, &str, FxBuildHasher>::default();
    if facet.is_by_entity() {
        known.extend(dataset.entities.iter().map(|it| (&*it.id, &*it.name)));
    }
    if let Facet::Field(ix) = facet
        && let Some(field) = dataset
            .field(ix)
            .filter(|it| it.value_type == FieldType::Choice)
    {
        let choices = field.values.distinct().iter();
        known.extend(choices.map(|it| (&*it.key, &*it.name)));
    }
    let name = |key: &str| match known.get(key) {
        Some(name) => (*name).to_owned(),
        None if facet.is_by_entity() && key != ARTICLE => key.to_owned(),
        None => facet_value(facet, key, dataset, words),
    };
    values
        .iter()
        .map(|value| {
            let name = name(&value.key);
            let folded = fold(&name);
            (name, folded)
        })
        .collect()
}

fn row(context: &WidgetContext, facet: Facet, choice: &FacetChoice) -> Html {
    let FacetChoice {
        key,
        name,
        count,
        on,
    } = choice;
    let key: &Key = key;
    let words = context.words;
    let empty = *count == Count::default();
    html! {
        <li key={&**key}>
            <label class={classes!("choice", empty.then_some("choice--empty"))}>
                <input
                    type="checkbox"
                    checked={*on}
                    onchange={context.on(Action::Toggle(facet, key.clone()))}
                />
                <bdi class="choice__name">{ (*name).to_owned() }</bdi>
                <span class="visually-hidden">
                    { [
                        words.label_separator,
                        &words.events.of(count.events),
                        words.list_separator,
                        &words.relationships.of(count.relationships),
                    ].concat() }
                </span>
                <span class="choice__count" aria-hidden="true">{ words.language.number(count.events) }</span>
                <span class="choice__count" aria-hidden="true">{ words.language.number(count.relationships) }</span>
            </label>
        </li>
    }
}
