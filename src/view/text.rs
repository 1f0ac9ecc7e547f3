//! Text from the data, which is only ever text.

use yew::prelude::*;

use crate::dataset::Text;

/// Text from the data, its direction kept to itself: a name in another script,
/// or a stray control character, does not turn round what stands beside it.
pub(super) fn bdi(text: &Text) -> Html {
    html! { <bdi>{ AttrValue::from(text.clone()) }</bdi> }
}
