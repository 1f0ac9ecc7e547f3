//! One facet's choices, each with what choosing it would leave.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::context::{WidgetContext, use_widget_context};
use crate::ui::popover::Popover;
use backstory_core::dataset::EventKind;
use backstory_core::locale::{Words, facet_value, fill};
use backstory_core::query::{Count, Facet, Filter, Key, Removal, Selection, fold};
use backstory_core::state::Action;

/// A list longer than this gets a field to find a choice in it.
const SEARCHABLE_FROM: usize = 12;

#[derive(PartialEq, Properties)]
struct ChoicesProps {
    facet: Facet,
    filter: Filter,
    selection: Rc<Selection>,
}

/// One choice, ready to be shown.
struct FacetChoice {
    key: Key,
    name: String,
    count: Count,
    on: bool,
}

pub(crate) fn facet_menu(
    words: &Words,
    facet: Facet,
    filter: &Filter,
    selection: &Rc<Selection>,
) -> Html {
    let key = facet.as_str();
    let chosen = filter.chosen.of(facet);
    html! {
        <Popover
            {key}
            id={["choices-", key].concat()}
            label={words.facet(facet)}
            active={chosen.len()}
        >
            <Choices {facet} filter={filter.clone()} selection={selection.clone()} />
        </Popover>
    }
}

#[component]
fn Choices(props: &ChoicesProps) -> Html {
    let wanted = use_state_eq(String::new);
    let Some(context) = use_widget_context() else {
        return Html::default();
    };
    let ChoicesProps {
        facet,
        filter,
        selection,
    } = props;
    let facet = *facet;
    let words = context.words;

    let choices = choices(&context, facet, filter, selection);
    let long = choices.len() > SEARCHABLE_FROM;
    let needle = fold(&wanted);
    let matching: Vec<&FacetChoice> = choices
        .iter()
        .filter(|choice| fold(&choice.name).contains(needle.as_str()))
        .collect();
    let groups: Vec<(Option<&str>, Vec<&FacetChoice>)> = if facet == Facet::Kind {
        let (events, relationships) = matching
            .into_iter()
            .partition(|choice| EventKind::parse(&choice.key).is_some());
        vec![
            (Some(words.event_kinds), events),
            (Some(words.relationship_kinds), relationships),
        ]
    } else {
        vec![(None, matching)]
    };

    let on_find = {
        let wanted = wanted.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                wanted.set(input.value());
            }
        })
    };
    let legend = fill(words.choose, &[("facet", words.facet(facet))]);
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

fn choices(
    context: &WidgetContext,
    facet: Facet,
    filter: &Filter,
    selection: &Selection,
) -> Vec<FacetChoice> {
    let index = &context.story.index;
    index
        .values(facet)
        .iter()
        .zip(selection.counts.of(facet))
        .map(|(value, count)| FacetChoice {
            key: value.key.clone(),
            name: facet_value(facet, &value.key, context.dataset(), context.words),
            count: *count,
            on: filter.chosen.has(facet, &value.key),
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
                <bdi class="choice__name">{ name }</bdi>
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
