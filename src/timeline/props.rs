//! What either layout of the timeline is given, and what both make of it.

use std::rc::Rc;

use yew::prelude::*;

use crate::context::WidgetContext;
use backstory_core::dataset::EventIx;
use backstory_core::query::Selection;
use backstory_core::state::{Layout, Record, State};

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TimelineProps {
    pub context: WidgetContext,
    pub state: Rc<State>,
    pub selection: Rc<Selection>,
    /// Changes the layout in the reader's name.
    #[prop_or_default]
    pub switch: Callback<Layout>,
}

impl TimelineProps {
    pub fn new(context: &WidgetContext, state: &Rc<State>, selection: &Rc<Selection>) -> Self {
        Self {
            context: context.clone(),
            state: state.clone(),
            selection: selection.clone(),
            switch: Callback::default(),
        }
    }
}

pub(super) fn open_event(state: &State) -> Option<EventIx> {
    match state.open {
        Some(Record::Event(ix)) => Some(ix),
        _ => None,
    }
}
