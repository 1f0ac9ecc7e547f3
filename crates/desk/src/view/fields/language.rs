//! Giving a text another language.

use super::problems::field_id;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::super::edit::{Edit, text};
use super::super::super::languages::{
    add_language, article_language, languages_at, languages_used,
};
use super::super::super::page;
use super::super::context::use_editor;
use backstory_core::locale::{ENGLISH, LANGUAGES};

#[derive(PartialEq, Properties)]
pub(super) struct AnotherProps {
    pub path: String,
    pub label: AttrValue,
}

/// Gives a text another language.
#[component]
pub(super) fn AnotherLanguage(props: &AnotherProps) -> Html {
    // While it is open: the language of the text as it is, and the other.
    let open = use_state(|| None::<(String, String)>);
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let AnotherProps { path, label } = props;
    let document = context.document();
    let has = languages_at(document, path);
    let is_plain = has.is_empty();
    let known = article_language(document).to_owned();
    let Some((own, tag)) = &*open else {
        // A translator goes on in the language of the text before.
        let used = languages_used(document);
        let next = used
            .into_iter()
            .find(|it| !has.contains(it) && *it != known);
        let next = next.unwrap_or_default().to_owned();
        let on_open = {
            let (open, known) = (open.clone(), known.clone());
            let first = [&field_id(path), "-another"].concat();
            Callback::from(move |_: MouseEvent| {
                open.set(Some((known.clone(), next.clone())));
                later(first.clone());
            })
        };
        return html! {
            <button
                type="button"
                class="link another"
                aria-label={[label.as_str(), " in another language"].concat()}
                onclick={on_open}
            >
                { "In another language" }
            </button>
        };
    };
    let typed = |change: fn(&mut (String, String), String)| {
        let open = open.clone();
        Callback::from(move |event: InputEvent| {
            let field: Option<HtmlInputElement> = event.target_dyn_into();
            if let (Some(field), Some(mut words)) = (field, (*open).clone()) {
                change(&mut words, field.value());
                open.set(Some(words));
            }
        })
    };
    let on_add = {
        let (context, open, path) = (context.clone(), open.clone(), path.clone());
        let (own, tag) = (own.clone(), tag.trim().to_owned());
        let asks = is_plain && known.is_empty();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let document = context.document();
            match add_language(document, &path, &own, &tag) {
                Ok(edit) => {
                    let mut edits = vec![edit];
                    // What was said of one text is so of the article.
                    if asks {
                        edits.push(Edit::Set("article.language".to_owned(), text(own.trim())));
                    }
                    context.edit(&["language ", &path, " ", &tag].concat(), edits);
                    open.set(None);
                    later(field_id(&[&path, ".", &tag].concat()));
                }
                Err(why) => context.say.emit(why),
            }
        })
    };
    let on_close = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(None))
    };
    let id = [&field_id(path), "-another"].concat();
    let (own_id, list) = ([&id, "-own"].concat(), [&id, "-list"].concat());
    html! {
        <form class="another another--open" onsubmit={on_add}>
            <datalist id={list.clone()}>
                { for LANGUAGES.into_iter().filter(|tag| !has.contains(tag)).map(|tag| html! {
                    <option value={tag}>{ ENGLISH.language.name_of(tag) }</option>
                }) }
            </datalist>
            if is_plain && known.is_empty() {
                <div class="field">
                    <label class="field__label" for={own_id.clone()}>{ "The article is in" }</label>
                    <input
                        id={own_id}
                        type="text"
                        autocomplete="off"
                        list={list.clone()}
                        placeholder="en"
                        value={own.clone()}
                        oninput={typed(|it, words| it.0 = words)}
                    />
                </div>
            }
            <div class="field">
                <label class="field__label" for={id.clone()}>{ "Language, by its tag" }</label>
                <input
                    {id}
                    type="text"
                    autocomplete="off"
                    {list}
                    placeholder="fr"
                    value={tag.clone()}
                    oninput={typed(|it, words| it.1 = words)}
                />
            </div>
            <button type="submit" class="control control--small">{ "Add" }</button>
            <button type="button" class="control control--small" onclick={on_close}>
                { "Cancel" }
            </button>
        </form>
    }
}

/// Gives the focus to what is about to be there.
pub(super) fn later(id: String) {
    wasm_bindgen_futures::spawn_local(async move {
        page::painted().await;
        page::show(&id);
    });
}
