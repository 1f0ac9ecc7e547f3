//! Text from the data, which is only ever text.

use yew::prelude::*;

use crate::context::{WidgetContext, use_widget_context};
use backstory_core::dataset::Text;
use backstory_core::locale::fill;

/// Text from the data, its direction kept to itself: a name in another script,
/// or a stray control character, does not turn round what stands beside it.
///
/// It carries its language; where the data offers it in several, and none of
/// them is the reader's, its language is named.
pub(crate) fn bdi(text: &Text) -> Html {
    html! { <Told text={text.clone()} /> }
}

/// Words of the article's own, as they stand there.
pub(crate) fn quoted(context: &WidgetContext, words: String) -> Html {
    let lang = foreign(context, &context.dataset().article.language);
    html! { <bdi {lang}>{ words }</bdi> }
}

/// The language of a text, where it has one and it is not the reader's.
pub(crate) fn foreign(context: &WidgetContext, tag: &str) -> Option<String> {
    let is_foreign = !tag.is_empty() && !context.words.language.is_spoken_in(tag);
    is_foreign.then(|| tag.to_owned())
}

#[derive(PartialEq, Properties)]
struct ToldProps {
    text: Text,
}

#[component]
fn Told(props: &ToldProps) -> Html {
    match use_widget_context() {
        Some(context) => told(&context, &props.text),
        None => html! { <bdi>{ AttrValue::from(props.text.clone()) }</bdi> },
    }
}

/// What [`bdi`] draws, without a component.
pub(crate) fn told(context: &WidgetContext, text: &Text) -> Html {
    let shown = AttrValue::from(text.clone());
    let dataset = context.dataset();
    let Some(tag) = foreign(context, dataset.language_of(text)) else {
        return html! { <bdi>{ shown }</bdi> };
    };
    let language = context.words.language.name_of(&tag);
    let several = dataset.article.languages.of(text).is_some();
    html! {
        <>
            <bdi lang={tag}>{ shown }</bdi>
            if several {
                <small class="only-in">
                    { " " }
                    { fill(context.words.only_in, &[("language", &language)]) }
                </small>
            }
        </>
    }
}

/// Nothing found in this view, but something in the other: so many.
pub(crate) fn elsewhere(context: &WidgetContext, found: &str) -> Html {
    html! { <p class="nothing">{ fill(context.words.no_matches_here, &[("n", found)]) }</p> }
}
