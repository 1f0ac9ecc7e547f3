//! The timeline where no script has come to place anything.

use std::rc::Rc;

use yew::prelude::*;

use super::tray::opener;
use crate::query::Selection;
use crate::view::context::Context;

#[derive(PartialEq, Properties)]
pub(in crate::view) struct ListedProps {
    pub context: Context,
    pub selection: Rc<Selection>,
}

/// Every event in the order of time, undated ones last.
#[component]
pub(in crate::view) fn Listed(props: &ListedProps) -> Html {
    let ListedProps { context, selection } = props;
    html! {
        <ol class="undated__list">
            { for selection.events().iter().filter_map(|(ix, answer)| {
                let event = context.dataset().event(*ix)?;
                Some(html! { <li key={ix.0}>{ opener(context, *ix, event, *answer, false) }</li> })
            }) }
        </ol>
    }
}
