//! The address of what is shown, for the reader to keep or send.

use yew::prelude::*;

use crate::context::use_widget_context;
use crate::ui::icon::Icon;

#[derive(PartialEq, Properties)]
pub(crate) struct CopyLinkProps {
    pub link: Callback<(), String>,
}

/// Copies the link; where that is blocked, shows it to be copied by hand.
#[component]
pub(crate) fn CopyLink(props: &CopyLinkProps) -> Html {
    let copied = use_state_eq(|| None::<bool>);
    let Some(context) = use_widget_context() else {
        return Html::default();
    };
    let words = context.words;
    let on_click = {
        let (copy, link, copied) = (context.copy.clone(), props.link.clone(), copied.clone());
        Callback::from(move |_: MouseEvent| {
            let copied = copied.clone();
            let done = Callback::from(move |worked| copied.set(Some(worked)));
            copy.emit((link.emit(()), done));
        })
    };
    // It says that the link was copied until the reader turns to something else,
    // since by then it may be another one.
    let on_leave = {
        let copied = copied.clone();
        Callback::from(move |_: FocusEvent| {
            if *copied == Some(true) {
                copied.set(None);
            }
        })
    };
    let (icon, label) = match *copied {
        Some(true) => (Icon::Check, words.copied),
        _ => (Icon::Link, words.copy_link),
    };
    html! {
        <>
            <button type="button" class="link copy-link" onclick={on_click} onfocusout={on_leave}>
                { icon.draw() }
                <span aria-live="polite">{ label }</span>
            </button>
            if *copied == Some(false) {
                <p class="copy-by-hand" role="alert">
                    { words.link_by_hand }
                    <textarea
                        readonly=true
                        rows="2"
                        aria-label={words.copy_link}
                        value={props.link.emit(())}
                    />
                </p>
            }
        </>
    }
}
