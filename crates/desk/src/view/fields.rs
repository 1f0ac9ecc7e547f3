//! The fields of the forms, each with what is wrong in it and what mends it.

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::super::edit::{Edit, Value, at, len, text, text_at};
use super::super::fix::{Fix, first_name, fixes};
use super::super::judge::{entity_name, record};
use super::super::languages::{
    add_language, article_language, languages_at, languages_used, may_have_languages,
    remove_language,
};
use super::super::page;
use super::context::{Context, use_desk};
use backstory_core::dataset::Date;
use backstory_core::locale::{ENGLISH, describe};
use backstory_formats::english_date::{self, Reading};

/// A field's id in the page, by its path.
pub fn field_id(path: &str) -> String {
    ["field-", &path.replace(['.', '[', ']'], "-")].concat()
}

/// Buttons that mend something.
pub fn fix_buttons(context: &Context, path: &str, fixes: Vec<Fix>) -> Html {
    if fixes.is_empty() {
        return Html::default();
    }
    html! {
        <span class="fixes">
            { for fixes.into_iter().map(|fix| {
                let (context, path) = (context.clone(), path.to_owned());
                let label = fix.label.clone();
                let on_click = Callback::from(move |_: MouseEvent| {
                    context.edit(&["mend ", &path].concat(), fix.edits.clone());
                    context.say.emit(["Done: ", &fix.label].concat());
                });
                html! {
                    <button type="button" class="fix" onclick={on_click}>{ label }</button>
                }
            }) }
        </span>
    }
}

/// What is wrong at a path, under its field.
pub fn complaints(context: &Context, path: &str) -> Html {
    let problems: Vec<_> = context.judged.at(path).cloned().collect();
    if problems.is_empty() {
        return Html::default();
    }
    html! {
        <div class="wrong" id={[&field_id(path), "-wrong"].concat()}>
            { for problems.into_iter().map(|problem| {
                let fixes = fixes(&problem, context.document(), &context.judged);
                html! {
                    <p>
                        { sentence(&problem.message) }
                        { fix_buttons(context, path, fixes) }
                    </p>
                }
            }) }
        </div>
    }
}

/// A message with a capital, and without the hint that the button has.
fn sentence(message: &str) -> String {
    let message = message
        .split_once("; did you mean")
        .map_or(message, |(message, _)| message);
    let mut letters = message.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    [first.as_str(), letters.as_str(), "."].concat()
}

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
    let Some(context) = use_desk() else {
        return Html::default();
    };
    let path = &props.path;
    let document = context.document();
    let languages = languages_at(document, path);
    let id = field_id(path);
    let is_wrong = context.judged.at(path).next().is_some();
    let class = classes!("field", is_wrong.then_some("field--wrong"));
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
            { complaints(&context, path) }
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
            // What is no text is shown, and not to be typed over.
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
                        context.say.emit([&said, " is taken out. Undo brings it back."].concat());
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
                            aria-label={["Take out ", &language].concat()}
                            onclick={remove}
                        >
                            { "Take out" }
                        </button>
                    </div>
                }
            }) }
            { below }
        </fieldset>
    }
}

#[derive(PartialEq, Properties)]
struct InputProps {
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
fn Input(props: &InputProps) -> Html {
    let InputProps {
        id,
        value,
        lang,
        described,
        readonly,
        ..
    } = props;
    let invalid = props.is_wrong.then_some("true");
    // A text may run the other way than the desk.
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

#[derive(PartialEq, Properties)]
struct AnotherProps {
    path: String,
    label: AttrValue,
}

/// Languages that are offered to begin with: those that the widget speaks.
const OFFERED: [&str; 7] = ["en", "fr", "sw", "rw", "ar", "ru", "zh"];

/// Gives a text another language.
#[component]
fn AnotherLanguage(props: &AnotherProps) -> Html {
    // While it is open: the language of the text as it is, and the other.
    let open = use_state(|| None::<(String, String)>);
    let Some(context) = use_desk() else {
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
                { for OFFERED.into_iter().filter(|tag| !has.contains(tag)).map(|tag| html! {
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
fn later(id: String) {
    wasm_bindgen_futures::spawn_local(async move {
        page::painted().await;
        page::show(&id);
    });
}

fn described_by(id: &str, hint: &str, is_wrong: bool) -> Option<String> {
    let hint = (!hint.is_empty()).then(|| [id, "-hint"].concat());
    let wrong = is_wrong.then(|| [id, "-wrong"].concat());
    let ids: Vec<String> = hint.into_iter().chain(wrong).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

#[derive(PartialEq, Properties)]
pub struct ChoiceProps {
    pub path: String,
    pub label: AttrValue,
    /// Values with what they are called.
    pub choices: Vec<(String, String)>,
    #[prop_or_default]
    pub required: bool,
    #[prop_or_default]
    pub hint: AttrValue,
}

/// A choice of one of a list. A value that is not in the list is shown and kept
/// until another is chosen.
#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let Some(context) = use_desk() else {
        return Html::default();
    };
    let path = props.path.clone();
    let value = text_at(context.document(), &path).to_owned();
    let id = field_id(&path);
    let is_wrong = context.judged.at(&path).next().is_some();
    let is_strange = !value.is_empty() && !props.choices.iter().any(|(it, _)| *it == value);
    let on_change = {
        let (context, path) = (context.clone(), path.clone());
        Callback::from(move |event: Event| {
            let field: Option<HtmlSelectElement> = event.target_dyn_into();
            if let Some(field) = field {
                context.set_text(&path, &field.value());
            }
        })
    };
    html! {
        <div class={classes!("field", is_wrong.then_some("field--wrong"))}>
            <label class="field__label" for={id.clone()}>
                { &props.label }
                if props.required { <span class="field__must">{ " (needed)" }</span> }
            </label>
            <select
                id={id.clone()}
                onchange={on_change}
                aria-invalid={is_wrong.then_some("true")}
                aria-describedby={described_by(&id, &props.hint, is_wrong)}
            >
                <option value="" selected={value.is_empty()}>{ "—" }</option>
                if is_strange {
                    <option value={value.clone()} selected=true>{ &value }</option>
                }
                { for props.choices.iter().map(|(choice, name)| html! {
                    <option value={choice.clone()} selected={*choice == value}>{ name }</option>
                }) }
            </select>
            if !props.hint.is_empty() {
                <p class="hint" id={[&id, "-hint"].concat()}>{ &props.hint }</p>
            }
            { complaints(&context, &path) }
        </div>
    }
}

/// The words of a vocabulary as choices.
pub fn words(all: &[&str]) -> Vec<(String, String)> {
    all.iter()
        .map(|word| ((*word).to_owned(), (*word).to_owned()))
        .collect()
}

/// The entities of the document as choices, by name.
pub fn entity_choices(document: &Value) -> Vec<(String, String)> {
    let mut choices: Vec<(String, String)> = (0..len(document, "entities"))
        .map(|index| {
            let id = text_at(document, &[&record("entities", index), ".id"].concat());
            (id.to_owned(), entity_name(document, id))
        })
        .filter(|(id, _)| !id.is_empty())
        .collect();
    choices.sort_by_key(|(_, name)| name.to_lowercase());
    choices
}

/// A date: EDTF or plain English, and what it means in words.
#[component]
pub fn DateField(props: &FieldProps) -> Html {
    let typed = use_state_eq(|| None::<String>);
    let Some(context) = use_desk() else {
        return Html::default();
    };
    let path = props.path.clone();
    let kept = text_at(context.document(), &path).to_owned();
    let shown = (*typed).clone().unwrap_or_else(|| kept.clone());
    let id = field_id(&path);
    let published = Date::parse(text_at(context.document(), "article.published")).ok();
    let published = published.filter(|_| path != "article.published");
    let reading = english_date::interpret(&shown, published.as_ref());
    let (meaning, assumed) = match &reading {
        Reading::Date(date) => (Some(date), ""),
        Reading::Assumed(date) => (
            Some(date),
            " The year is a guess from the date of publication.",
        ),
        _ => (None, ""),
    };
    let said = if shown.trim().is_empty() {
        "Undated.".to_owned()
    } else {
        match meaning {
            // What was not typed here is only mended when somebody says so.
            Some(date) if typed.is_none() && date.as_str() != shown.trim() => String::new(),
            Some(date) => {
                let words = describe(Some(date), &ENGLISH);
                if date.as_str() == shown.trim() {
                    ["It reads: ", &words, "."].concat()
                } else {
                    [
                        "It reads: ",
                        &words,
                        ". Kept as ",
                        date.as_str(),
                        ".",
                        assumed,
                    ]
                    .concat()
                }
            }
            None if matches!(reading, Reading::Ambiguous(_)) => {
                let dates = match &reading {
                    Reading::Ambiguous(dates) => dates.as_slice(),
                    _ => &[],
                };
                let dates = dates.iter().map(|date| describe(Some(date), &ENGLISH));
                let dates: Vec<String> = dates.collect();
                ["This may be ", &dates.join(" or "), ": write one of them."].concat()
            }
            None => "This is no date yet. Try “around June 2018”, “3 June 2018”, “since 2013”, \
                     “between 1960 and 1963”."
                .to_owned(),
        }
    };
    let on_input = {
        let (context, path, typed) = (context.clone(), path.clone(), typed.clone());
        Callback::from(move |event: InputEvent| {
            let field: Option<HtmlInputElement> = event.target_dyn_into();
            let Some(words) = field.map(|field| field.value()) else {
                return;
            };
            let date = english_date::read(&words, published.as_ref());
            let value = date.map_or_else(|| words.trim().to_owned(), |date| date.to_string());
            context.set_text(&path, &value);
            typed.set(Some(words));
        })
    };
    // Once the field is left, it shows what is kept.
    let on_blur = {
        let typed = typed.clone();
        Callback::from(move |_: FocusEvent| typed.set(None))
    };
    let is_wrong = context.judged.at(&path).next().is_some();
    let meaning_id = [&id, "-meaning"].concat();
    html! {
        <div class={classes!("field", is_wrong.then_some("field--wrong"))}>
            <label class="field__label" for={id.clone()}>{ &props.label }</label>
            <input
                id={id.clone()}
                type="text"
                autocomplete="off"
                value={shown}
                placeholder="around June 2018"
                aria-invalid={is_wrong.then_some("true")}
                aria-describedby={meaning_id.clone()}
                oninput={on_input}
                onfocusout={on_blur}
            />
            <p class={classes!("hint", "meaning", meaning.is_some().then_some("meaning--known"))} id={meaning_id} aria-live="polite">
                { said }
            </p>
            { complaints(&context, &path) }
        </div>
    }
}

/// A list of short texts, one a line.
#[component]
pub fn LinesField(props: &FieldProps) -> Html {
    let Some(context) = use_desk() else {
        return Html::default();
    };
    let path = props.path.clone();
    let lines: Vec<String> = match at(context.document(), &path) {
        Some(Value::List(items)) => items
            .iter()
            .map(|item| match item {
                Value::Text(text) => text.to_string(),
                _ => String::new(),
            })
            .collect(),
        _ => Vec::new(),
    };
    let id = field_id(&path);
    let on_input = {
        let (context, path) = (context.clone(), path.clone());
        Callback::from(move |event: InputEvent| {
            let field: Option<HtmlTextAreaElement> = event.target_dyn_into();
            let Some(words) = field.map(|field| field.value()) else {
                return;
            };
            let edit = if words.trim().is_empty() {
                Edit::Remove(path.clone())
            } else {
                let items = words.split('\n').map(text).collect();
                Edit::Set(path.clone(), Value::List(items))
            };
            context.edit(&path, vec![edit]);
        })
    };
    // Lines that stayed blank are none.
    let on_blur = {
        let (context, path, lines) = (context.clone(), path.clone(), lines.clone());
        Callback::from(move |_: FocusEvent| {
            if lines.iter().any(|line| line.trim().is_empty()) {
                let filled = lines.iter().filter(|line| !line.trim().is_empty());
                let items = filled.map(|line| text(line.trim())).collect();
                context.edit(&path, vec![Edit::Set(path.clone(), Value::List(items))]);
            }
        })
    };
    html! {
        <div class="field">
            <label class="field__label" for={id.clone()}>{ &props.label }</label>
            <textarea
                id={id.clone()}
                rows="2"
                value={lines.join("\n")}
                aria-describedby={described_by(&id, &props.hint, false)}
                oninput={on_input}
                onfocusout={on_blur}
            />
            if !props.hint.is_empty() {
                <p class="hint" id={[&id, "-hint"].concat()}>{ &props.hint }</p>
            }
            { complaints(&context, &path) }
        </div>
    }
}
