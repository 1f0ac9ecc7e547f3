//! The part of the view that comes after the first one.
//!
//! On a slow line the wasm is what a reader waits for. Most of it draws the
//! instrument, the table and the details, none of which is needed for a filter to
//! work. So a page's build is cut in two: all that only [`all`] leads to is the
//! later part, fetched once the first has started, and drawn through the pointers
//! that it gives. Until then [`crate::app::brief`] stands in the panel. Every other
//! build has all of it from the start.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::context::Context;
use crate::passages::picked::picked;
use crate::print::paper::Paper;
use crate::relationships::Table;
use crate::timeline::{Stepper, Timeline};
use backstory_core::query::{Filter, Selection};
use backstory_core::state::{Record, State};

/// How the later part draws what it draws.
#[derive(Clone, Copy)]
pub(crate) struct Later {
    pub timeline: fn(&Context, &Rc<State>, &Rc<Selection>) -> Html,
    pub table: fn(&Rc<State>, &Rc<Selection>) -> Html,
    pub walk: fn(Record, &Rc<Selection>) -> Html,
    pub picked: fn(&Context, &[Record], &[u32]) -> Html,
    pub paper: fn(&Filter, &Rc<Selection>) -> Html,
}

const fn all() -> Later {
    Later {
        timeline: |context, state, selection| {
            html! {
                <Timeline
                    context={context.clone()}
                    state={state.clone()}
                    selection={selection.clone()}
                />
            }
        },
        table: |state, selection| {
            html! { <Table state={state.clone()} selection={selection.clone()} /> }
        },
        walk: |record, selection| {
            html! { <Stepper {record} selection={selection.clone()} /> }
        },
        picked,
        paper: |filter, selection| {
            html! { <Paper filter={filter.clone()} selection={selection.clone()} /> }
        },
    }
}

#[cfg(not(backstory_split))]
mod part {
    use super::{Later, all};

    /// The later part, which is always there.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "it may not be there in a split build"
    )]
    pub(crate) fn later() -> Option<Later> {
        Some(all())
    }

    /// Fetches nothing.
    pub async fn whole() -> bool {
        true
    }
}

#[cfg(backstory_split)]
mod part {
    use std::cell::Cell;

    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    use super::{Later, all};

    thread_local! {
        static LATER: Cell<Option<Later>> = const { Cell::new(None) };
    }

    /// The later part, where it is there.
    pub(crate) fn later() -> Option<Later> {
        LATER.get()
    }

    /// Fetches the later part; whether it is there then. Another call after a
    /// failure tries again.
    pub async fn whole() -> bool {
        LATER.set(fetch().await.ok());
        LATER.get().is_some()
    }

    // What the macro writes calls across the two parts.
    #[allow(unsafe_code)]
    #[wasm_split(later, fallible)]
    fn fetch() -> Result<Later, SplitLoaderError> {
        Ok(all())
    }
}

pub(crate) use part::later;
pub use part::whole;
