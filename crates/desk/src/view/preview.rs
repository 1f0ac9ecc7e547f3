//! The widget itself, with the work in it.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use super::super::languages::article_language;
use super::super::page;
use super::context::use_editor;
use super::validated::is_large;
use backstory_core::util::ptr_eq::PtrEq;

/// How long after a change the widget shows it, in milliseconds.
const DELAY_MS: u32 = 350;

/// The same with very many records.
const LARGE_DELAY_MS: u32 = 2_000;

/// Shows the work as readers will see it, shortly after each change.
#[component]
pub fn Preview() -> Html {
    let address = use_state(|| None::<String>);
    let context = use_editor();
    let text = context.as_ref().and_then(|context| {
        let dataset = context.validation.dataset.as_ref()?;
        let has_records = !dataset.events.is_empty() || !dataset.relationships.is_empty();
        has_records.then(|| PtrEq(context.work().document.clone()))
    });
    {
        let address = address.clone();
        let is_large = context.as_ref().is_some_and(|it| is_large(it.work()));
        use_effect_with(text, move |document| {
            let document = document.clone();
            let delay = if is_large { LARGE_DELAY_MS } else { DELAY_MS };
            let timer = Timeout::new(delay, move || {
                let made = document.and_then(|document| {
                    let text = serde_json::to_string(&*document).ok()?;
                    page::address(&text, "application/json")
                });
                if let Some(old) = &*address {
                    page::give_up(old);
                }
                address.set(made);
            });
            move || drop(timer)
        });
    }
    let Some(context) = context else {
        return Html::default();
    };
    // Words and texts in the language of the article, as the page has them.
    let language = article_language(&context.work().document).to_owned();
    let language = Some(language).filter(|language| !language.is_empty());
    html! {
        <aside class="preview" aria-label="Preview">
            <h2 class="preview__head">{ "As readers see it" }</h2>
            if let Some(refusal) = &context.validation.refusal {
                <p class="preview__none">{ "There is nothing to show: " }{ refusal }</p>
            } else if let Some(address) = &*address {
                <back-story src={address.clone()} lang={language} loading="eager" />
            } else if context.validation.count() > 0 {
                <p class="preview__none">
                    { "The widget appears here once an event or a relationship has all it needs: \
                       see Check." }
                </p>
            } else {
                <p class="preview__none">
                    { "The widget appears here with your first event or relationship." }
                </p>
            }
        </aside>
    }
}
