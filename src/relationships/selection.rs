//! What is left to choose from in a picture.

use std::rc::Rc;

use yew::prelude::*;

use crate::context::use_widget_context;
use backstory_core::query::{Facet, Filter, Removal, Selection};
use backstory_core::state::State;
use backstory_core::util::ptr_eq::PtrEq;

/// What the filter leaves, but for what it says of `facets`: where those are
/// chosen in a picture, the picture has to go on showing what else there is to
/// choose.
#[hook]
pub(super) fn use_selection_without(
    state: &State,
    selection: &Rc<Selection>,
    facets: &'static [Facet],
) -> PtrEq<Selection> {
    let context = use_widget_context();
    let mut filter: Filter = state.filter.clone();
    for facet in facets {
        filter.remove(Removal::Facet(*facet));
    }
    let wider = (filter != state.filter).then_some(filter);
    let selected = use_memo(
        (wider, PtrEq(selection.clone())),
        |(wider, selection)| match (wider, context) {
            (Some(filter), Some(context)) => {
                let story = &context.story;
                PtrEq(Rc::new(story.index.select(&story.dataset, filter)))
            }
            _ => selection.clone(),
        },
    );
    (*selected).clone()
}
