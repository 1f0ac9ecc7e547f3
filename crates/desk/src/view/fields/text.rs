//! A field of text, in one language or in several.

use super::language::AnotherLanguage;
use super::problems::{described_by, field_id, field_problems};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::super::super::edit::{Edit, Value, at, text, text_at};
use super::super::super::languages::{languages_at, may_have_languages, remove_language};
use super::super::super::quick_fix::first_name;
use super::super::context::use_editor;
use backstory_core::locale::ENGLISH;

#[derive(PartialEq, Properties)]
pub struct FieldProps {
    pub path: String,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: AttrValue,
    /// Several lines.
    #[prop_or_default]
    pub long: bool,
    #[prop_or_default]
    pub required: bool,
}

/// A field of text; of one in several languages, a field for each.
#[component]
pub fn TextField(props: &FieldProps) -> Html {
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let path = &props.path;
    let document = context.document();
    let languages = languages_at(document, path);
    let id = field_id(path);
    let is_wrong = context.validation.at(path).next().is_some();
    let class = context.field_class(path);
    let described = described_by(&id, &props.hint, is_wrong);
    let must = html! {
        if props.required { <span class="field__must">{ " (needed)" }</span> }
    };
    let below = html! {
        <>
            if may_have_languages(path) {
                <AnotherLanguage path={path.clone()} label={props.label.clone()} />
            }
            if !props.hint.is_empty() {
                <p class="hint" id={[&id, "-hint"].concat()}>{ &props.hint }</p>
            }
            { field_problems(&context, path) }
        </>
    };
    // A new record's id is made of its name once that is known.
    let left = {
        let (context, path) = (context.clone(), path.clone());
        Callback::from(move |_: FocusEvent| {
            if let Some(rename) = first_name(context.document(), &path) {
                context.edit(&["name ", &path].concat(), vec![rename]);
            }
        })
    };
    if languages.is_empty() {
        let (value, is_strange) = match at(document, path) {
            Some(Value::Number(number)) => (number.to_string(), false),
            Some(Value::Text(text)) => (text.to_string(), false),
            None | Some(Value::Null) => (String::new(), false),
            // A value that is not text is shown, and cannot be typed over.
            Some(other) => (serde_json::to_string(other).unwrap_or_default(), true),
        };
        let set = {
            let (context, path) = (context.clone(), path.clone());
            Callback::from(move |words: String| context.set_text(&path, &words))
        };
        return html! {
            <div {class}>
                <label class="field__label" for={id.clone()}>{ &props.label }{ must }</label>
                <Input {id} {value} long={props.long} {is_wrong} {described} {set} {left} readonly={is_strange} />
                { below }
            </div>
        };
    }
    html! {
        <fieldset class={classes!(class, "field--languages")} id={id.clone()} tabindex="-1">
            <legend class="field__label">{ &props.label }{ must }</legend>
            { for languages.into_iter().map(|tag| {
                let own = [path, ".", tag].concat();
                let id = field_id(&own);
                let value = text_at(document, &own).to_owned();
                // One that is empty still waits for its words.
                let set = {
                    let (context, own) = (context.clone(), own.clone());
                    Callback::from(move |words: String| {
                        context.edit(&own, vec![Edit::Set(own.clone(), text(words))]);
                    })
                };
                let language = ENGLISH.language.name_of(tag);
                let remove = {
                    let (context, path, tag) = (context.clone(), path.clone(), tag.to_owned());
                    Callback::from(move |_: MouseEvent| {
                        let edit = remove_language(context.document(), &path, &tag);
                        context.edit(&["remove ", &path, " ", &tag].concat(), vec![edit]);
                        let said = ENGLISH.language.name_of(&tag);
                        context.say.emit([&said, " is removed. Undo brings it back."].concat());
                    })
                };
                let lang = Some(tag.to_owned());
                html! {
                    <div class="field__language" key={tag.to_owned()}>
                        <label for={id.clone()}>{ &language }</label>
                        <Input {id} {value} long={props.long} {is_wrong} {lang} {set} described={described.clone()} left={left.clone()} />
                        <button
                            type="button"
                            class="control control--small"
                            aria-label={["Remove ", &language].concat()}
                            onclick={remove}
                        >
                            { "Remove" }
                        </button>
                    </div>
                }
            }) }
            { below }
        </fieldset>
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct InputProps {
    id: String,
    value: String,
    long: bool,
    is_wrong: bool,
    described: Option<String>,
    set: Callback<String>,
    left: Callback<FocusEvent>,
    /// The language of what is typed, where it is of one of several.
    #[prop_or_default]
    lang: Option<String>,
    #[prop_or_default]
    readonly: bool,
}

/// What is typed into: for the whole text, or for one language of it.
#[component]
pub(super) fn Input(props: &InputProps) -> Html {
    let InputProps {
        id,
        value,
        lang,
        described,
        readonly,
        ..
    } = props;
    let invalid = props.is_wrong.then_some("true");
    // A text may run in the other direction than the editor.
    let dir = lang.is_some().then_some("auto");
    let set = props.set.clone();
    if props.long {
        return html! {
            <textarea
                id={id.clone()}
                rows="3"
                value={value.clone()}
                lang={lang.clone()}
                {dir}
                readonly={*readonly}
                aria-invalid={invalid}
                aria-describedby={described.clone()}
                oninput={Callback::from(move |event: InputEvent| {
                    let field: Option<HtmlTextAreaElement> = event.target_dyn_into();
                    if let Some(field) = field { set.emit(field.value()); }
                })}
            />
        };
    }
    html! {
        <input
            id={id.clone()}
            type="text"
            autocomplete="off"
            value={value.clone()}
            lang={lang.clone()}
            {dir}
            readonly={*readonly}
            aria-invalid={invalid}
            aria-describedby={described.clone()}
            onfocusout={props.left.clone()}
            oninput={Callback::from(move |event: InputEvent| {
                let field: Option<HtmlInputElement> = event.target_dyn_into();
                if let Some(field) = field { set.emit(field.value()); }
            })}
        />
    }
}
