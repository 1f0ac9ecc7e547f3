//! The widget before it lives: all of the first state, for a page to be served
//! with.
//!
//! It is made of the widget's own components. What is put otherwise is so since
//! no script may come: the filters and the drawn timeline are inert; all events
//! stand in a list below the drawing, of which `styles/still.css` shows only what
//! a browser can place; the tabs are a pair of radio buttons; and the passages,
//! which a detail would show, stand in the element's own children.

use std::rc::Rc;

use yew::prelude::*;

use super::context::{Context, Surroundings};
use super::filter_bar::FilterBar;
use super::table::Table;
use super::timeline::{Listed, Timeline};
use super::widget::{Content, summary};
use backstory_core::dataset::edition;
use backstory_core::locale::Words;
use backstory_core::query::{Inquiry, Selection};
use backstory_core::state::{State, View};

/// What a [`Still`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct StillProps {
    /// The story; anything else is shown as nothing.
    pub content: Content,
    /// The language that it speaks.
    pub words: &'static Words,
    /// What is shown first.
    #[prop_or_default]
    pub view: View,
}

/// All of a story, with both views, and nothing that has to be pressed to be
/// read but the tabs.
#[component]
pub fn Still(props: &StillProps) -> Html {
    let (Content::Ready(story), words, view) = (&props.content, props.words, props.view) else {
        return Html::default();
    };
    let context = Context::new(Surroundings {
        story: story.clone(),
        words,
        dispatch: Callback::noop(),
        located: None,
        walk: Callback::noop(),
        visit: Callback::noop(),
        copy: Callback::noop(),
        save: Callback::noop(),
        link: None,
        at_work: Callback::noop(),
    });
    let state = Rc::new(State::default());
    let selection = Inquiry::default().ask(&story.index, &story.dataset, &state.filter);
    let selection = Rc::new(selection);
    let found = selection.found();
    html! {
        <section
            class="backstory still"
            part="widget"
            data-edition={edition(&story.dataset)}
            lang={words.language.tag()}
            dir={if words.language.is_rtl() { "rtl" } else { "ltr" }}
            aria-label={words.widget}
        >
            <ContextProvider<Context> context={context.clone()}>
                <div class="still__controls" inert=true>
                    <FilterBar filter={state.filter.clone()} selection={selection.clone()} />
                </div>
                <div class="summary-line">
                    <p class="summary">{ summary(&context, found) }</p>
                </div>
                { choice(View::Timeline, view) }
                { choice(View::Relationships, view) }
                <div class="tabs">
                    { label(View::Timeline, words.timeline, &words.language.number(found.events)) }
                    { label(
                        View::Relationships,
                        words.table,
                        &words.language.number(found.relationships),
                    ) }
                </div>
                { panels(&context, &state, &selection) }
                <details class="still__passages">
                    <summary>{ words.evidence }</summary>
                    <slot />
                </details>
            </ContextProvider<Context>>
        </section>
    }
}

fn panels(context: &Context, state: &Rc<State>, selection: &Rc<Selection>) -> Html {
    html! {
        <>
            <div class="panel still__timeline" part="panel">
                <div class="still__picture" inert=true>
                    <Timeline
                        context={context.clone()}
                        state={state.clone()}
                        selection={selection.clone()}
                    />
                </div>
                <Listed context={context.clone()} selection={selection.clone()} />
            </div>
            <div class="panel still__relationships" part="panel">
                <Table state={state.clone()} selection={selection.clone()} is_whole=true />
            </div>
        </>
    }
}

const fn choice_id(view: View) -> &'static str {
    match view {
        View::Timeline => "still-timeline",
        View::Relationships => "still-relationships",
    }
}

/// The view's name in a permalink's line.
const fn choice_value(view: View) -> &'static str {
    match view {
        View::Timeline => "",
        View::Relationships => "relationships",
    }
}

fn choice(view: View, first: View) -> Html {
    html! {
        <input
            class="still__choice visually-hidden"
            type="radio"
            name="still"
            id={choice_id(view)}
            checked={view == first}
            value={choice_value(view)}
        />
    }
}

fn label(view: View, name: &'static str, count: &str) -> Html {
    html! {
        <label class="tab" for={choice_id(view)}>
            { name }
            <span class="tab__count">{ count }</span>
        </label>
    }
}
