//! The widget's parts by themselves, for a page that is put together elsewhere:
//! prerendering. Each stands below a `ContextProvider` of its [`WidgetContext`].

use std::rc::Rc;

use yew::prelude::*;

use crate::WidgetContext;
use crate::app::{self, widget};
use crate::filters::filter_bar::FilterBar;
use crate::relationships::Table;
use crate::timeline::{Listed, Timeline, start_page};
use crate::ui::icon::Icon;
use backstory_core::query::{Count, Filter, Selection};
use backstory_core::state::State;

/// The search, the facets and the dates.
pub fn filter_bar(filter: &Filter, selection: &Rc<Selection>) -> Html {
    html! { <FilterBar filter={filter.clone()} selection={selection.clone()} /> }
}

/// How much of the story is found, as a sentence.
pub fn summary(context: &WidgetContext, found: Count) -> Html {
    widget::summary(context, found).into()
}

/// What was put right or taken back since publication; nothing where nothing was.
pub fn corrections(context: &WidgetContext) -> Html {
    app::corrections::corrections(context)
}

/// The drawn timeline.
pub fn timeline(context: &WidgetContext, state: &Rc<State>, selection: &Rc<Selection>) -> Html {
    html! {
        <Timeline
            context={context.clone()}
            state={state.clone()}
            selection={selection.clone()}
        />
    }
}

/// The first page of the story page by page, and how many events there are to come.
pub fn story_start(context: &WidgetContext, steps: u32) -> Html {
    let words = context.words;
    html! {
        <div class="story">
            { start_page(context, steps) }
            <div class="story__foot" inert=true>
                <span class="story__at" />
                <button type="button" class="control story__next">
                    { words.start }
                    { Icon::On.draw() }
                </button>
            </div>
        </div>
    }
}

/// The timeline that runs down, with every event of the selection.
pub fn event_list(context: &WidgetContext, state: &Rc<State>, selection: &Rc<Selection>) -> Html {
    html! {
        <Listed
            context={context.clone()}
            state={state.clone()}
            selection={selection.clone()}
        />
    }
}

/// The table with every row of the selection, however many there are.
pub fn whole_table(state: &Rc<State>, selection: &Rc<Selection>) -> Html {
    html! { <Table state={state.clone()} selection={selection.clone()} is_whole=true /> }
}
