//! The part of the view that comes after the first one.
//!
//! On a slow line the wasm is what a reader waits for. Most of it draws the
//! instrument, the table and the details, none of which is needed for a filter to
//! work. So a page's build is cut in two: all that only [`all`] leads to is the
//! later part, fetched once the first has started, and drawn through the pointers
//! that it gives. Until then [`crate::app::brief`] stands in the panel. Every other
//! build has all of it from the start.

use std::cell::Cell;
use std::rc::Rc;

use yew::prelude::*;

use crate::app::corrections::corrections;
use crate::context::WidgetContext;
use crate::filters::field_range::FieldRangeMenu;
use crate::passages::anchoring::anchor;
use crate::passages::pinned::pinned;
use crate::print::Print;
use crate::relationships::Table;
use crate::timeline::{Stepper, Timeline};
use backstory_core::anchor::AnchoredPassages;
use backstory_core::dataset::{Dataset, FieldIx};
use backstory_core::query::{Filter, Selection};
use backstory_core::state::{Record, State};

/// How the later part draws what it draws.
#[derive(Clone, Copy)]
pub struct Deferred {
    /// The timeline.
    pub timeline: fn(&WidgetContext, &Rc<State>, &Rc<Selection>) -> Html,
    /// The relationships.
    pub table: fn(&Rc<State>, &Rc<Selection>) -> Html,
    /// One record at a time, with the way on.
    pub walk: fn(Record, &Rc<Selection>) -> Html,
    /// The records that were pinned out by passages.
    pub pinned: fn(&WidgetContext, &[Record], &[u32]) -> Html,
    /// What is printed.
    pub print: fn(&Filter, &Rc<Selection>) -> Html,
    /// The range of a declared field.
    pub field_range: fn(FieldIx, &Filter, &Rc<Selection>) -> Html,
    /// What was put right or taken back.
    pub corrections: fn(&WidgetContext) -> Html,
    /// A dataset's passages in an article, with their places in it.
    pub anchor: fn(&Dataset, &str) -> (AnchoredPassages, Vec<u32>),
}

/// All of the later part.
#[must_use]
pub const fn all() -> Deferred {
    Deferred {
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
        pinned,
        anchor,
        corrections,
        field_range: |field, filter, selection| {
            html! { <FieldRangeMenu {field} filter={filter.clone()} selection={selection.clone()} /> }
        },
        print: |filter, selection| {
            html! { <Print filter={filter.clone()} selection={selection.clone()} /> }
        },
    }
}

thread_local! {
    static DEFERRED: Cell<Option<Deferred>> = const { Cell::new(None) };
}

/// The later part, where it is there.
#[must_use]
pub fn deferred() -> Option<Deferred> {
    DEFERRED.get()
}

/// Brings the later part, which is [`all`] once it is there.
pub fn provide(part: Option<Deferred>) {
    DEFERRED.set(part);
}
