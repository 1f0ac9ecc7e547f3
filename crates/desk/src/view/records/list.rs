//! The records of one list.

use super::form::form;
use super::grid::Grid;
use super::own::Own;
use super::suggested::enter;
use yew::prelude::*;

use super::super::super::dating::words_of;
use super::super::super::edit::{Value, at, len, text_at, texts_at};
use super::super::super::languages::words_at;
use super::super::super::merge::{RecordOrder, keep_order, sorted};
use super::super::super::new_record::new_record;
use super::super::super::page;
use super::super::super::validate::{labels, noun, record};
use super::super::context::{EditorContext, EditorLocation, Tab, use_editor};
use super::super::fields::{Select, field_id};
use backstory_core::dataset::Date;
use backstory_core::locale::{ENGLISH, describe};
use backstory_core::query::fold;

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
    let order = use_state_eq(RecordOrder::default);
    let is_grid_wanted = use_state_eq(|| page::recall("records") == "grid");
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let list = props.list;
    let document = context.document();
    let open = context
        .place
        .record
        .clone()
        .filter(|path| path.starts_with(list) && at(document, path).is_some());
    let noun = noun(list);
    let on_add = {
        let context = context.clone();
        Callback::from(move |_: MouseEvent| add(&context, list, ""))
    };
    let wanted = fold(&find);
    let label = labels(document);
    let in_order = {
        let (article, validation) = (&context.work().article, &context.validation);
        sorted(document, validation, article, list, *order)
    };
    let mut found = in_order
        .iter()
        .map(|index| {
            let path = record(list, *index);
            let label = label(&path);
            (path, label)
        })
        .filter(|(path, label)| {
            wanted.is_empty()
                || fold(label).contains(&wanted)
                || other_words(document, path).contains(&wanted)
        });
    let is_grid = *is_grid_wanted && open.is_none();
    let most = if is_grid { usize::MAX } else { MAX_LISTED };
    let shown: Vec<(String, String)> = found.by_ref().take(most).collect();
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
                <h2 class="visually-hidden">{ Tab::of_path(list).name() }</h2>
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
                if len(document, list) > 0 && open.is_none() {
                    { views(&is_grid_wanted) }
                }
                if len(document, list) > 1 {
                    { order_choice(&context, list, &order, &in_order) }
                }
                if shown.is_empty() {
                    <p class="hint">{ empty_hint(list) }</p>
                }
                if is_grid {
                    <Grid {list} rows={shown.into_iter().map(|(path, _)| path).collect::<Vec<_>>()} />
                } else {
                    <ul>
                        { for shown.into_iter().map(|(path, label)| {
                            let is_open = open.as_deref() == Some(&path);
                            row(&context, &path, &label, is_open)
                        }) }
                    </ul>
                }
                if !is_all {
                    <p class="hint">{ "There are more: find them by name." }</p>
                }
                <fieldset class="plain" disabled={context.is_following()}><Own {list} /></fieldset>
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

/// Buttons for the list and for the grid.
fn views(is_grid: &UseStateHandle<bool>) -> Html {
    let button = |is_it: bool, id: &'static str, name: &'static str| {
        let set = is_grid.setter();
        let on_click = Callback::from(move |_: MouseEvent| {
            page::remember("records", if is_it { "grid" } else { "list" });
            set.set(is_it);
        });
        let is_pressed = if **is_grid == is_it { "true" } else { "false" };
        html! {
            <button type="button" class="control control--small" {id} aria-pressed={is_pressed} onclick={on_click}>
                { name }
            </button>
        }
    };
    html! {
        <div class="views" role="group" aria-label="Show as">
            { button(false, "as-list", "List") }
            { button(true, "as-grid", "Grid") }
        </div>
    }
}

/// What else a record is found by: its other names, what it sums up, and its passages.
fn other_words(document: &Value, path: &str) -> String {
    let field = |name: &str| [path, ".", name].concat();
    let evidence = field("evidence");
    let mut words: Vec<&str> = texts_at(document, &field("aliases")).collect();
    words.push(words_at(document, &field("summary")));
    words.push(text_at(document, &field("role")));
    let passages: Vec<String> = (0..len(document, &evidence))
        .flat_map(|at| ["start", "end"].map(|end| [&record(&evidence, at), ".", end].concat()))
        .collect();
    words.extend(passages.iter().map(|it| text_at(document, it)));
    fold(&words.join(" "))
}

/// In which order the records are listed, and a button that has the file keep it.
fn order_choice(
    context: &EditorContext,
    list: &'static str,
    order: &UseStateHandle<RecordOrder>,
    in_order: &[usize],
) -> Html {
    let chosen = RecordOrder::ALL.iter().find(|(it, ..)| *it == **order);
    let value = chosen.map_or("", |(_, value, _)| *value).to_owned();
    let all = RecordOrder::ALL.iter();
    // Who and where has no date.
    let all = all.filter(|(it, ..)| list != "entities" || *it != RecordOrder::Date);
    let choices = all.map(|(_, value, name)| ((*value).to_owned(), (*name).to_owned()));
    let on_choice = {
        let order = order.clone();
        Callback::from(move |value: String| {
            let found = RecordOrder::ALL.iter().find(|(_, it, _)| *it == value);
            order.set(found.map_or(RecordOrder::File, |(it, ..)| *it));
        })
    };
    let is_other = in_order.windows(2).any(|it| it.first() > it.get(1));
    let on_keep = {
        let (context, order) = (context.clone(), order.clone());
        let in_order = in_order.to_vec();
        Callback::from(move |_: MouseEvent| {
            if let Some(edit) = keep_order(context.document(), list, &in_order) {
                context.set_suggested.emit(None);
                context.edit("order", vec![edit]);
                let (tab, record) = (context.place.tab, None);
                context.go.emit(EditorLocation { tab, record });
                context
                    .say
                    .emit("The file has them in this order now.".to_owned());
                order.set(RecordOrder::File);
            }
        })
    };
    html! {
        <div class="records__order">
            <label for="record-order">{ "Sorted" }</label>
            <Select id="record-order" {value} choices={choices.collect::<Vec<_>>()} {on_choice} />
            if is_other && !context.is_following() {
                <button type="button" class="control control--small" id="keep-order" onclick={on_keep}>
                    { "Keep this order" }
                </button>
            }
        </div>
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
        let name = if path.starts_with("events") {
            "date"
        } else {
            "period"
        };
        let date = field(name);
        let words = words_of(document, &[path, ".", name].concat());
        match (words, Date::parse(&date)) {
            (Some(words), _) => words.to_owned(),
            (None, Ok(date)) => describe(Some(&date), &ENGLISH),
            (None, Err(_)) => date,
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
    let called: &[(&str, &str)] = match list {
        "entities" => &[("name", name)],
        "events" => &[("title", name)],
        _ => &[],
    };
    let add = new_record(document, list, name, called);
    context.edit(&["add ", &path].concat(), vec![add]);
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
