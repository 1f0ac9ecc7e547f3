//! Text from the data, which is only ever text.

use web_sys::Element;
use yew::prelude::*;

use crate::context::{WidgetContext, use_widget_context};
use crate::ui::measure::focus;
use backstory_core::dataset::{Factuality, Revision, Text};
use backstory_core::locale::{Message, fill, status_label};
use backstory_core::state::{Action, View};
use backstory_core::util::find::cut;

/// Text from the data, its direction kept to itself: a name in another script,
/// or a stray control character, does not turn round what stands next to it.
///
/// It carries its language; where the data offers it in several, and none of
/// them is the reader's, its language is named.
pub(crate) fn bdi(text: &Text) -> Html {
    html! { <Localized text={text.clone()} /> }
}

/// What stands in front of a record that is not put as a fact: `Claim, denied: `.
pub(crate) fn label(label: String) -> Html {
    if label.is_empty() {
        return Html::default();
    }
    html! { <span class="status-label">{ label }</span> }
}

/// A record's title, worded by its status.
pub(crate) fn worded(
    title: Html,
    factuality: Factuality,
    revision: Option<&Revision>,
    context: &WidgetContext,
) -> Html {
    let said = status_label(factuality, revision, context.words);
    if said.is_empty() {
        return title;
    }
    let struck = revision.is_some_and(Revision::is_retraction);
    html! {
        <span class={put(factuality)}>
            { label(said) }
            <span class={struck.then_some("retracted")}>{ title }</span>
        </span>
    }
}

/// The class of a title by how it is put: only a fact is bold.
pub(crate) const fn put(factuality: Factuality) -> Option<&'static str> {
    match factuality {
        Factuality::Fact => None,
        Factuality::Denied => Some("claim claim--denied"),
        _ => Some("claim"),
    }
}

/// Words of the article's own, as they stand there.
pub(crate) fn quoted(context: &WidgetContext, words: String) -> Html {
    let lang = foreign(context, &context.dataset().article.language);
    html! { <bdi {lang}>{ words }</bdi> }
}

/// What is said before or since a correction, where there is anything, in its message.
pub(crate) fn said(message: Message, text: &Text) -> Html {
    if text.is_empty() {
        return Html::default();
    }
    let (before, after) = cut(message, "{words}").unwrap_or((message, ""));
    html! { <>{ " · " }{ before }{ bdi(text) }{ after }</> }
}

/// The language of a text, where it has one and it is not the reader's.
pub(crate) fn foreign(context: &WidgetContext, tag: &str) -> Option<String> {
    let is_foreign = !tag.is_empty() && !context.words.language.is_spoken_in(tag);
    is_foreign.then(|| tag.to_owned())
}

#[derive(PartialEq, Properties)]
struct LocalizedProps {
    text: Text,
}

#[component]
fn Localized(props: &LocalizedProps) -> Html {
    match use_widget_context() {
        Some(context) => localized(&context, &props.text),
        None => html! { <bdi>{ AttrValue::from(props.text.clone()) }</bdi> },
    }
}

/// What [`bdi`] draws, without a component.
pub(crate) fn localized(context: &WidgetContext, text: &Text) -> Html {
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

/// Nothing found in this view, but something in the other: so many, and the way there.
pub(crate) fn elsewhere(context: &WidgetContext, found: &str, other: View) -> Html {
    let words = context.words;
    let name = match other {
        View::Timeline | View::Story => words.timeline,
        View::Relationships => words.table,
    };
    let onclick = {
        let context = context.clone();
        Callback::from(move |event: MouseEvent| {
            // This button goes, and the focus would go with it.
            let button = event.target_dyn_into::<Element>();
            if let Some(widget) = button.and_then(|it| it.closest(".backstory").ok()?) {
                focus(&widget, "[role=tab][aria-selected=false]");
            }
            context.act(Action::Show(other));
        })
    };
    html! {
        <div class="nothing">
            <p>{ fill(words.no_matches_here, &[("n", found)]) }</p>
            <button type="button" class="control" {onclick}>{ name }</button>
        </div>
    }
}
