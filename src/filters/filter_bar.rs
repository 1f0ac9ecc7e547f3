//! The filter bar: search, facets, date range.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::context::use_widget_context;
use crate::filters::facet_menu::facet_menu;
use crate::filters::range_menu::range_menu;
use crate::filters::range_views::RangeViews;
use crate::ui::icon::Icon;
use backstory_core::query::{Filter, Selection};
use backstory_core::state::Action;

#[derive(PartialEq, Properties)]
pub(crate) struct FilterBarProps {
    pub filter: Filter,
    pub selection: Rc<Selection>,
    /// What the menus of ranges hold, once the part of the wasm that draws it is there.
    #[prop_or_default]
    pub ranges: Option<RangeViews>,
}

#[component]
pub(crate) fn FilterBar(props: &FilterBarProps) -> Html {
    let Some(context) = use_widget_context() else {
        return Html::default();
    };
    let FilterBarProps {
        filter,
        selection,
        ranges,
    } = props;
    let on_search = {
        let context = context.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                context.act(Action::Search(input.value().into()));
            }
        })
    };
    html! {
        <div class="filters" part="filters" role="search" aria-label={context.words.filters}>
            <div class="search">
                { Icon::Search.draw() }
                <input
                    class="field search__field"
                    type="search"
                    value={filter.text.to_string()}
                    placeholder={context.words.search_hint}
                    aria-label={context.words.search}
                    autocomplete="off"
                    oninput={on_search}
                />
            </div>
            { for context.story.presence.facets.iter().map(|facet| {
                facet_menu(&context, *facet, filter, selection, *ranges)
            }) }
            if context.story.presence.has_dates {
                { range_menu(context.words, filter, selection, *ranges) }
            }
        </div>
    }
}
