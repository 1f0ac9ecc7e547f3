//! What the menus of ranges hold, which comes with a later part of the wasm.

use std::rc::Rc;

use yew::prelude::*;

use backstory_core::dataset::FieldIx;
use backstory_core::locale::Words;
use backstory_core::query::{Filter, Selection};

/// Draws what is in the menus of ranges: a first look at a story can do without the fields
/// for dates and the histograms. A menu that is opened before is filled when it is there.
#[derive(Clone, Copy)]
pub struct RangeViews {
    /// The range of dates.
    pub dates: fn(&Filter, &Rc<Selection>) -> Html,
    /// The range of a declared field.
    pub field: fn(FieldIx, &Filter, &Rc<Selection>) -> Html,
}

impl PartialEq for RangeViews {
    /// There is one way to draw them.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What is in a menu of a range, or that it is on its way.
pub(crate) fn range_or_loading(words: &Words, range: Option<Html>) -> Html {
    range.unwrap_or_else(|| html! { <p class="hint" role="status">{ words.loading }</p> })
}
