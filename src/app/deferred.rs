//! The parts of the view that come after the first one.
//!
//! On a slow line the wasm is what a reader waits for. Most of it draws the
//! timeline, the table and the details, none of which is needed for a filter to
//! work, and few readers see both views. So a page's build is cut in parts: all that
//! only one constant here leads to is a part of its own, fetched when its view is
//! shown, and drawn through the pointers that it gives. Until then the records'
//! names stand in the panel ([`fallback_list`](super::fallback_list)). Every other
//! build has all of it from the start.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use crate::app::corrections::corrections;
use crate::app::problems::problems;
use crate::context::WidgetContext;
use crate::filters::field_range::FieldRangeMenu;
use crate::filters::range_menu::DateRangeMenu;
use crate::filters::range_views::RangeViews;
use crate::passages::anchoring::anchor;
use crate::passages::pinned::pinned;
use crate::print::Print;
use crate::relationships::Table;
use crate::timeline::{Stepper, StoryPages, Timeline, TimelineProps};
use backstory_core::anchor::AnchoredPassages;
use backstory_core::dataset::Dataset;
use backstory_core::query::{Filter, Selection};
use backstory_core::state::{Record, State, View};

/// How the later parts draw what they draw; what is not there yet is `None`.
#[derive(Clone, Copy)]
pub struct Deferred {
    /// What stands beside every view.
    pub shared: Option<SharedViews>,
    /// The timeline.
    pub timeline: Option<TimelineView>,
    /// The relationships.
    pub relationships: Option<RelationshipsView>,
}

/// Draws the timeline.
pub type TimelineView = fn(&WidgetContext, &Rc<State>, &Rc<Selection>) -> Html;
/// Draws the relationships.
pub type RelationshipsView = fn(&Rc<State>, &Rc<Selection>) -> Html;

/// How what stands beside every view is drawn.
#[derive(Clone, Copy)]
pub struct SharedViews {
    /// One record at a time, with the way on.
    pub walk: fn(Record, &Rc<Selection>) -> Html,
    /// The records that were pinned out by passages.
    pub pinned: fn(&WidgetContext, &[Record], &[u32]) -> Html,
    /// What is printed.
    pub print: fn(&Filter, &Rc<Selection>) -> Html,
    /// What the menus of ranges hold.
    pub ranges: RangeViews,
    /// What was put right or taken back.
    pub corrections: fn(&WidgetContext) -> Html,
    /// What is wrong in the document.
    pub problems: fn(&WidgetContext) -> Html,
    /// A dataset's passages in an article, with their places in it.
    pub anchor: fn(&Dataset, &str) -> (AnchoredPassages, Vec<u32>),
}

/// What stands beside every view.
pub const SHARED: SharedViews = SharedViews {
    walk: |record, selection| {
        html! { <Stepper {record} selection={selection.clone()} /> }
    },
    pinned,
    anchor,
    corrections,
    problems,
    print: |filter, selection| {
        html! { <Print filter={filter.clone()} selection={selection.clone()} /> }
    },
    ranges: RangeViews {
        dates: |filter, selection| {
            html! { <DateRangeMenu filter={filter.clone()} selection={selection.clone()} /> }
        },
        field: |field, filter, selection| {
            html! { <FieldRangeMenu {field} filter={filter.clone()} selection={selection.clone()} /> }
        },
    },
};

/// Whether the story is shown page by page; one without events is not.
pub(crate) fn is_story(state: &State, selection: &Selection) -> bool {
    state.view == View::Story && !selection.events().is_empty()
}

/// The timeline, or the story page by page.
pub const TIMELINE: TimelineView = |context, state, selection| {
    let props = TimelineProps::new(context, state, selection);
    if is_story(state, selection) {
        return html! { <StoryPages ..props /> };
    }
    html! { <Timeline ..props /> }
};

/// The relationships.
pub const RELATIONSHIPS: RelationshipsView = |state, selection| {
    html! { <Table state={state.clone()} selection={selection.clone()} /> }
};

impl Deferred {
    /// None of them.
    pub const NONE: Self = Self {
        shared: None,
        timeline: None,
        relationships: None,
    };

    /// All of them.
    #[must_use]
    pub const fn all() -> Self {
        Self {
            shared: Some(SHARED),
            timeline: Some(TIMELINE),
            relationships: Some(RELATIONSHIPS),
        }
    }

    /// Whether a view can be drawn, with what stands beside it.
    #[must_use]
    pub const fn draws(&self, view: View) -> bool {
        self.shared.is_some()
            && match view {
                View::Timeline | View::Story => self.timeline.is_some(),
                View::Relationships => self.relationships.is_some(),
            }
    }
}

thread_local! {
    static DEFERRED: Cell<Deferred> = const { Cell::new(Deferred::NONE) };
}

/// The later parts, as far as they are there.
#[must_use]
pub fn deferred() -> Deferred {
    DEFERRED.get()
}

/// Brings later parts.
pub fn provide(parts: Deferred) {
    DEFERRED.set(parts);
}
