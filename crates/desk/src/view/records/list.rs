//! The records of one list.

use super::form::form;
use super::suggested::enter;
use yew::prelude::*;

use super::super::super::edit::{Edit, Value, len, text, text_at};
use super::super::super::page;
use super::super::super::quick_fix::id_for;
use super::super::super::validate::{labels, noun, record};
use super::super::context::{EditorContext, use_editor};
use super::super::fields::field_id;
use backstory_core::dataset::Date;
use backstory_core::locale::{ENGLISH, describe};

/// How many records are listed at once. All of 5,000 would be drawn again at each
/// key.
const MAX_LISTED: usize = 200;

#[derive(PartialEq, Properties)]
pub struct RecordsProps {
    pub list: &'static str,
}

#[component]
pub fn Records(props: &RecordsProps) -> Html {
    let find = use_state(String::new);
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let list = props.list;
    let document = context.document();
    let open = context.place.record.clone().filter(|path| {
        path.starts_with(list) && super::super::super::edit::at(document, path).is_some()
    });
    let noun = noun(list);
    let on_add = {
        let context = context.clone();
        Callback::from(move |_: MouseEvent| add(&context, list, ""))
    };
    let wanted = backstory_core::query::fold(&find);
    let label = labels(document);
    let mut found = (0..len(document, list))
        .map(|index| {
            let path = record(list, index);
            let label = label(&path);
            (path, label)
        })
        .filter(|(_, label)| {
            wanted.is_empty() || backstory_core::query::fold(label).contains(&wanted)
        });
    let shown: Vec<(String, String)> = found.by_ref().take(MAX_LISTED).collect();
    let is_all = found.next().is_none();
    let on_find = {
        let find = find.clone();
        Callback::from(move |event: InputEvent| {
            let field: Option<web_sys::HtmlInputElement> = event.target_dyn_into();
            if let Some(field) = field {
                find.set(field.value());
            }
        })
    };
    html! {
        <section class={classes!("records", open.is_some().then_some("records--open"))}>
            <div class="records__list">
                <div class="records__head">
                    <input
                        type="search"
                        aria-label={["Find in ", list].concat()}
                        placeholder="Find"
                        value={(*find).clone()}
                        oninput={on_find}
                    />
                    <button type="button" class="control control--main" id="add" disabled={context.is_following()} onclick={on_add}>
                        { "Add " }{ noun }
                    </button>
                </div>
                if shown.is_empty() {
                    <p class="hint">{ empty_hint(list) }</p>
                }
                <ul>
                    { for shown.into_iter().map(|(path, label)| {
                        let is_open = open.as_deref() == Some(&path);
                        row(&context, &path, &label, is_open)
                    }) }
                </ul>
                if !is_all {
                    <p class="hint">{ "There are more: find them by name." }</p>
                }
            </div>
            if let Some(path) = open {
                <div class="form" key={path.clone()} onkeydown={
                    let (context, path) = (context.clone(), path.clone());
                    Callback::from(move |event: KeyboardEvent| enter(&context, &path, &event))
                }>
                    <fieldset class="plain" disabled={context.is_following()}>
                        { form(&context, list, &path) }
                    </fieldset>
                </div>
            }
        </section>
    }
}

pub(super) const fn empty_hint(list: &str) -> &'static str {
    match list.as_bytes() {
        b"entities" => {
            "Nobody yet. Add people, countries, organisations and places here, or find the names \
             in your article, under Article."
        }
        b"events" => {
            "No event yet. Add one, or select a passage in your article, under Article, and make \
             an event of it."
        }
        _ => {
            "No relationship yet: who supplies, owns, sues, belongs to, is married to whom? It \
             takes two entities."
        }
    }
}

pub(super) fn row(context: &EditorContext, path: &str, label: &str, is_open: bool) -> Html {
    let wrong = context.validation.inside(path);
    let document = context.document();
    let field = |name: &str| text_at(document, &[path, ".", name].concat()).to_owned();
    let subtitle = if path.starts_with("entities") {
        field("kind")
    } else {
        let date = field(if path.starts_with("events") {
            "date"
        } else {
            "period"
        });
        match Date::parse(&date) {
            Ok(date) => describe(Some(&date), &ENGLISH),
            Err(_) => date,
        }
    };
    let on_click = {
        let (context, path) = (context.clone(), path.to_owned());
        Callback::from(move |_: MouseEvent| context.go_to(&path))
    };
    html! {
        <li key={path.to_owned()}>
            <button
                type="button"
                class="record"
                aria-current={is_open.then_some("true")}
                onclick={on_click}
            >
                <span class="record__name">{ label }</span>
                <span class="record__subtitle">{ subtitle }</span>
                if wrong > 0 {
                    <span class="record__wrong">
                        { wrong }<span class="visually-hidden">{ " to fix" }</span>
                    </span>
                }
            </button>
        </li>
    }
}

/// Adds a record that is called `name`, and opens its form.
fn add(context: &EditorContext, list: &'static str, name: &str) {
    // It has no passage; one that was deleted or undone may have had its path.
    context.set_suggested.emit(None);
    let path = insert(context, list, name);
    context.go_to(&path);
    context.say.emit(["New ", noun(list), "."].concat());
}

/// Adds a record that is called `name`, and gives its path.
pub fn insert(context: &EditorContext, list: &'static str, name: &str) -> String {
    let document = context.document();
    let index = len(document, list);
    let path = record(list, index);
    let mut fields = vec![("id".into(), text(id_for(document, list, name)))];
    let mut put = |field: &str, value: &str| fields.push((field.to_owned().into(), text(value)));
    match list {
        "entities" => put("name", name),
        "events" => {
            put("title", name);
            put("status", "happened");
        }
        _ => {
            put("stance", "neutral");
            put("status", "stated");
        }
    }
    let record = Value::Map(fields);
    context.edit(
        &["add ", &path].concat(),
        vec![Edit::Push(list.to_owned(), record)],
    );
    path
}

/// Opens the place of a problem and brings its field into view.
pub fn show(context: &EditorContext, path: &str) {
    context.go_to(path);
    let id = field_id(path);
    wasm_bindgen_futures::spawn_local(async move {
        page::painted().await;
        page::show(&id);
    });
}
