//! What either layout of the timeline is given, and what both make of it.

use std::rc::Rc;

use yew::prelude::*;

use crate::context::WidgetContext;
use backstory_core::dataset::EventIx;
use backstory_core::query::Selection;
use backstory_core::state::{Action, Layout, Record, State};

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TimelineProps {
    pub context: WidgetContext,
    pub state: Rc<State>,
    pub selection: Rc<Selection>,
    /// Changes the layout in the reader's name.
    #[prop_or_default]
    pub switch: Callback<Layout>,
}

pub(super) fn open_event(state: &State) -> Option<EventIx> {
    match state.open {
        Some(Record::Event(ix)) => Some(ix),
        _ => None,
    }
}

/// Opens the first event, or the one that is open: from there one goes through them.
pub(super) fn step_through(context: &WidgetContext, state: &State, first: Option<EventIx>) {
    if let Some(here) = open_event(state).or(first) {
        context.act(Action::Open(Record::Event(here)));
    }
}
