//! The two views: the ARIA tabs pattern, with both counts always in sight.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::context::use_widget_context;
use backstory_core::query::Count;
use backstory_core::state::{Action, View};

#[derive(PartialEq, Properties)]
pub(crate) struct TabsProps {
    /// One that has a tab.
    pub view: View,
    /// How much is behind each, once that is known.
    #[prop_or_default]
    pub found: Option<Count>,
}

pub(crate) const fn tab_id(view: View) -> &'static str {
    match view {
        View::Timeline | View::Story => "tab-timeline",
        View::Relationships => "tab-relationships",
    }
}

pub(crate) const fn panel_id(view: View) -> &'static str {
    match view {
        View::Timeline | View::Story => "panel-timeline",
        View::Relationships => "panel-relationships",
    }
}

const fn other(view: View) -> View {
    match view {
        View::Timeline | View::Story => View::Relationships,
        View::Relationships => View::Timeline,
    }
}

#[component]
pub(crate) fn Tabs(props: &TabsProps) -> Html {
    let timeline = use_node_ref();
    let relationships = use_node_ref();
    let Some(context) = use_widget_context() else {
        return Html::default();
    };
    let view = props.view;
    let words = context.words;
    // With two tabs, either arrow leads to the other one.
    let on_key = {
        let (context, target) = (
            context.clone(),
            if view == View::Timeline {
                relationships.clone()
            } else {
                timeline.clone()
            },
        );
        Callback::from(move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowLeft" | "ArrowRight" => other(view),
                "Home" => View::Timeline,
                "End" => View::Relationships,
                _ => return,
            };
            event.prevent_default();
            if to == view {
                return;
            }
            context.act(Action::Show(to));
            if let Some(tab) = target.cast::<HtmlElement>() {
                let _ = tab.focus();
            }
        })
    };
    let tab = |of: View, node: &NodeRef, name: &'static str, count: Option<u32>| {
        let selected = of == view;
        html! {
            <button
                ref={node.clone()}
                type="button"
                role="tab"
                class="tab"
                id={tab_id(of)}
                aria-selected={selected.to_string()}
                aria-controls={selected.then_some(panel_id(of))}
                tabindex={if selected { "0" } else { "-1" }}
                onclick={context.on(Action::Show(of))}
            >
                { name }
                <span class="tab__count">{ count.map(|count| words.language.number(count)) }</span>
            </button>
        }
    };
    // While records come in, nobody knows yet which there will be.
    let views = &context.story.presence.views;
    let is_there = |of: View| props.found.is_none() || of == view || views.contains(&of);
    let (event_count, relationship_count) =
        props.found.map(|it| (it.events, it.relationships)).unzip();
    html! {
        <div class="tabs" role="tablist" aria-label={words.widget} onkeydown={on_key}>
            if is_there(View::Timeline) {
                { tab(View::Timeline, &timeline, words.timeline, event_count) }
            }
            if is_there(View::Relationships) {
                { tab(View::Relationships, &relationships, words.table, relationship_count) }
            }
        </div>
    }
}
