//! The widget before it lives: all of the first state, for a page to be served
//! with.
//!
//! It is made of the widget's own components. Three things are put otherwise,
//! since no script may come: the filters are inert, the timeline is the list of
//! its events, and the tabs are a pair of radio buttons, which the style sheet
//! makes to work.

use std::rc::Rc;

use yew::prelude::*;

use super::context::{Context, Surroundings};
use super::filter_bar::FilterBar;
use super::table::Table;
use super::timeline::Listed;
use super::widget::{Content, summary};
use crate::locale::Words;
use crate::query::{Inquiry, Selection};
use crate::state::{State, View};

/// What a [`Still`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct StillProps {
    /// The story; anything else is shown as nothing.
    pub content: Content,
    /// The language that it speaks.
    pub words: &'static Words,
}

/// All of a story, with both views, and nothing that has to be pressed to be
/// read but the tabs.
#[component]
pub fn Still(props: &StillProps) -> Html {
    let (Content::Ready(story), words) = (&props.content, props.words) else {
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
    });
    let state = Rc::new(State::default());
    let selection = Inquiry::default().ask(&story.index, &story.dataset, &state.filter);
    let selection = Rc::new(selection);
    let found = selection.found();
    html! {
        <section
            class="backstory still"
            lang={words.language.tag()}
            dir={if words.language.is_rtl() { "rtl" } else { "ltr" }}
            aria-label={words.widget}
        >
            <ContextProvider<Context> context={context.clone()}>
                <div inert=true>
                    <FilterBar filter={state.filter.clone()} selection={selection.clone()} />
                </div>
                <div class="summary-line">
                    <p class="summary">{ summary(&context, found) }</p>
                </div>
                { choice(View::Timeline) }
                { choice(View::Relationships) }
                <div class="tabs">
                    { label(View::Timeline, words.timeline, &words.language.number(found.events)) }
                    { label(
                        View::Relationships,
                        words.table,
                        &words.language.number(found.relationships),
                    ) }
                </div>
                { panels(&context, &state, &selection) }
            </ContextProvider<Context>>
        </section>
    }
}

fn panels(context: &Context, state: &Rc<State>, selection: &Rc<Selection>) -> Html {
    html! {
        <>
            <div class="panel">
                <Listed context={context.clone()} selection={selection.clone()} />
            </div>
            <div class="panel">
                <Table state={state.clone()} selection={selection.clone()} />
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

fn choice(view: View) -> Html {
    html! {
        <input
            class="still__choice visually-hidden"
            type="radio"
            name="still"
            id={choice_id(view)}
            checked={view == View::default()}
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
