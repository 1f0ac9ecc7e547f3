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

use backstory::{Content, Context, parts};
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
    let context = Context::inert(story.clone(), words);
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
                    { parts::filter_bar(&state.filter, &selection) }
                </div>
                <div class="summary-line">
                    <p class="summary">{ parts::summary(&context, found) }</p>
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
                    { parts::timeline(context, state, selection) }
                </div>
                { parts::event_list(context, selection) }
            </div>
            <div class="panel still__relationships" part="panel">
                { parts::whole_table(state, selection) }
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
