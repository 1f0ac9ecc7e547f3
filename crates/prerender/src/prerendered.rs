//! The widget's first state, all of it, for a page to be served with.
//!
//! It consists of the widget's own components. It differs where a script would be
//! needed: the filters and the drawn timeline are inert; all events
//! stand in a list below the drawing, of which `styles/prerendered.css` shows only what
//! a browser can place; the tabs are a pair of radio buttons; and the passages,
//! which a detail would show, stand in the element's own children.

use std::rc::Rc;

use yew::prelude::*;

use backstory::{Content, WidgetContext, parts};
use backstory_core::dataset::edition;
use backstory_core::locale::Words;
use backstory_core::query::{QuerySession, Selection};
use backstory_core::state::{Layout, State, View};

/// What a [`Prerendered`] shows.
#[derive(Clone, PartialEq, Properties)]
pub struct PrerenderedProps {
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
pub fn Prerendered(props: &PrerenderedProps) -> Html {
    let (Content::Ready(story), words, view) = (&props.content, props.words, props.view) else {
        return Html::default();
    };
    // What is not there is not seen.
    let (view, views) = (view.or_other(&story.dataset), &story.presence.views);
    let context = WidgetContext::inert(story.clone(), words);
    let state = Rc::new(State::default());
    let selection = QuerySession::default().run(&story.index, &story.dataset, &state.filter);
    let selection = Rc::new(selection);
    let found = selection.found();
    html! {
        <section
            class="backstory prerendered"
            part="widget"
            data-edition={edition(&story.dataset)}
            lang={words.language.tag()}
            dir={if words.language.is_rtl() { "rtl" } else { "ltr" }}
            aria-label={words.widget}
        >
            <ContextProvider<WidgetContext> context={context.clone()}>
                { story_or(&context, view, found.events, html! { <>
                <div class="prerendered__controls" inert=true>
                    { parts::filter_bar(&state.filter, &selection) }
                </div>
                <div class="summary-line">
                    <p class="summary">{ parts::summary(&context, found) }</p>
                </div>
                { for views.iter().map(|it| choice(*it, view)) }
                <div class="tabs">
                    { for views.iter().map(|it| match it {
                        View::Timeline | View::Story => {
                            label(*it, words.timeline, &words.language.number(found.events))
                        }
                        View::Relationships => {
                            label(*it, words.table, &words.language.number(found.relationships))
                        }
                    }) }
                </div>
                { panels(&context, &state, &selection) }
                { parts::corrections(&context) }
                <details class="prerendered__passages">
                    <summary>{ words.evidence }</summary>
                    <slot />
                </details>
                </> }) }
            </ContextProvider<WidgetContext>>
        </section>
    }
}

/// What a story begins with, where that is the view, and all of it below, folded.
fn story_or(context: &WidgetContext, view: View, steps: u32, all: Html) -> Html {
    if view != View::Story {
        return all;
    }
    html! {
        <>
            { parts::story_start(context, steps) }
            <details class="prerendered__all">
                <summary class="control">{ context.words.see_all }</summary>
                { all }
            </details>
        </>
    }
}

fn panels(context: &WidgetContext, state: &Rc<State>, selection: &Rc<Selection>) -> Html {
    let horizontal = Rc::new(State {
        layout: Layout::Horizontal,
        ..(**state).clone()
    });
    html! {
        <>
            <div class="panel prerendered__timeline" part="panel">
                <div class="prerendered__picture" inert=true>
                    { parts::timeline(context, &horizontal, selection) }
                </div>
                { parts::event_list(context, state, selection) }
            </div>
            <div class="panel prerendered__relationships" part="panel">
                { parts::whole_table(state, selection) }
            </div>
        </>
    }
}

const fn choice_id(view: View) -> &'static str {
    match view {
        View::Timeline | View::Story => "prerendered-timeline",
        View::Relationships => "prerendered-relationships",
    }
}

/// The view's name in a permalink's line.
const fn choice_value(view: View) -> &'static str {
    match view {
        View::Timeline | View::Story => "",
        View::Relationships => "relationships",
    }
}

fn choice(view: View, first: View) -> Html {
    html! {
        <input
            class="prerendered__choice visually-hidden"
            type="radio"
            name="prerendered"
            id={choice_id(view)}
            checked={choice_id(view) == choice_id(first)}
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
