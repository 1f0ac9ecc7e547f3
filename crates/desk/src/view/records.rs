//! The records of one list, and the form of the one that is open.

use yew::prelude::*;

use super::super::edit::{Edit, Value, len, text, text_at};
use super::super::fix::{id_for, passage_fixes};
use super::super::judge::{Judged, label, record};
use super::super::page;
use super::context::{Context, Place, Tab, use_desk};
use super::fields::{
    Choice, DateField, LinesField, TextField, complaints, entity_choices, field_id, fix_buttons,
    words,
};
use backstory_core::dataset::{
    Date, EntityKind, EventKind, EventStatus, RelationshipKind, RelationshipStatus, RevisionStatus,
    Stance,
};
use backstory_core::locale::{ENGLISH, describe};

#[derive(PartialEq, Properties)]
pub struct RecordsProps {
    pub list: &'static str,
}

const fn noun(list: &str) -> &'static str {
    match list.as_bytes() {
        b"entities" => "entity",
        b"events" => "event",
        _ => "relationship",
    }
}

#[component]
pub fn Records(props: &RecordsProps) -> Html {
    let find = use_state(String::new);
    let Some(context) = use_desk() else {
        return Html::default();
    };
    let list = props.list;
    let document = context.document();
    let open =
        context.place.record.clone().filter(|path| {
            path.starts_with(list) && super::super::edit::at(document, path).is_some()
        });
    let noun = noun(list);
    let on_add = {
        let context = context.clone();
        Callback::from(move |_: MouseEvent| add(&context, list, ""))
    };
    let wanted = backstory_core::query::fold(&find);
    let shown: Vec<(String, String)> = (0..len(document, list))
        .map(|index| {
            let path = record(list, index);
            let label = label(document, &path);
            (path, label)
        })
        .filter(|(_, label)| {
            wanted.is_empty() || backstory_core::query::fold(label).contains(&wanted)
        })
        .collect();
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
                    <button type="button" class="control control--main" id="add" onclick={on_add}>
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
            </div>
            if let Some(path) = open {
                <div class="form" key={path.clone()}>
                    { form(&context, list, &path) }
                </div>
            }
        </section>
    }
}

const fn empty_hint(list: &str) -> &'static str {
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

fn row(context: &Context, path: &str, label: &str, is_open: bool) -> Html {
    let wrong = context.judged.inside(path);
    let document = context.document();
    let field = |name: &str| text_at(document, &[path, ".", name].concat()).to_owned();
    let beside = if path.starts_with("entities") {
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
                <span class="record__beside">{ beside }</span>
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
pub fn add(context: &Context, list: &'static str, name: &str) {
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
    context.go_to(&path);
    context.say.emit(["New ", noun(list), "."].concat());
}

fn form(context: &Context, list: &'static str, path: &str) -> Html {
    let field = |name: &str| [path, ".", name].concat();
    let document = context.document();
    let on_remove = {
        let (context, path) = (context.clone(), path.to_owned());
        let label = label(document, &path);
        let tab = Tab::of_path(&path);
        Callback::from(move |_: MouseEvent| {
            context.edit(
                &["remove ", &path].concat(),
                vec![Edit::Remove(path.clone())],
            );
            context
                .say
                .emit(["“", &label, "” is deleted. Undo restores it."].concat());
            context.go.emit(Place { tab, record: None });
        })
    };
    let on_close = {
        let go = context.go.clone();
        let tab = Tab::of_path(path);
        Callback::from(move |_: MouseEvent| go.emit(Place { tab, record: None }))
    };
    html! {
        <>
            <div class="form__head">
                <h2>{ label(document, path) }</h2>
                <button type="button" class="control" onclick={on_close}>{ "Close" }</button>
            </div>
            { complaints(context, path) }
            { match list {
                "entities" => entity_form(context, &field),
                "events" => event_form(context, &field),
                _ => relationship_form(context, &field),
            } }
            <details class="more">
                <summary>{ "Id" }</summary>
                { id_field(context, path) }
            </details>
            { unknown_fields(context, path) }
            <button type="button" class="control control--danger" id="remove" onclick={on_remove}>
                { "Delete this " }{ noun(list) }
            </button>
        </>
    }
}

type Field<'a> = &'a dyn Fn(&str) -> String;

fn entity_form(context: &Context, field: Field) -> Html {
    let document = context.document();
    let own = text_at(document, &field("id"));
    let mut others = entity_choices(document);
    others.retain(|(id, _)| id != own);
    html! {
        <>
            <TextField path={field("name")} label="Name" required=true hint="As readers see it." />
            <Choice path={field("kind")} label="Kind" choices={words(EntityKind::WORDS)} required=true />
            <LinesField
                path={field("aliases")}
                label="Other names"
                hint="One a line. A search for any of them finds it, and so does the article."
            />
            <TextField path={field("role")} label="Role" hint="What the article says it is: “foreign minister of Russia”." />
            <Choice path={field("member_of")} label="Belongs to" choices={others} />
            <TextField path={field("wikidata")} label="Wikidata ID" hint="Such as Q1037." />
        </>
    }
}

fn event_form(context: &Context, field: Field) -> Html {
    let document = context.document();
    html! {
        <>
            <TextField path={field("title")} label="What happened" required=true hint="In a few words." />
            <DateField path={field("date")} label="When" />
            { dating(field) }
            { order(context, field) }
            <Choice path={field("kind")} label="Kind" choices={words(EventKind::WORDS)} required=true />
            <Choice path={field("status")} label="Status" choices={words(EventStatus::WORDS)} required=true />
            <Choice path={field("place")} label="Where" choices={entity_choices(document)} />
            <TextField path={field("summary")} label="Summary" long=true hint="A sentence or two of your own." />
            { participants(context, &field("participants")) }
            { evidence(context, &field("evidence")) }
            { sources(context, &field("sources")) }
            { revision(field) }
        </>
    }
}

fn relationship_form(context: &Context, field: Field) -> Html {
    let entities = entity_choices(context.document());
    html! {
        <>
            <Choice path={field("subject")} label="Who" choices={entities.clone()} required=true />
            <TextField path={field("predicate")} label="Does what" required=true hint="A verb that reads on: “supplies”, “owns”, “is married to”." />
            <Choice path={field("object")} label="To whom" choices={entities.clone()} required=true />
            <TextField path={field("what")} label="With what, or in what" hint="“helicopters, small arms”" />
            <Choice path={field("kind")} label="Kind" choices={words(RelationshipKind::WORDS)} required=true />
            <Choice path={field("stance")} label="Stance" choices={words(Stance::WORDS)} required=true />
            <DateField path={field("period")} label="Over what time" />
            <Choice path={field("status")} label="Status" choices={words(RelationshipStatus::WORDS)} required=true />
            <Choice path={field("attribution")} label="Who says so" choices={entities} hint="Leave it open where it is the article itself." />
            <TextField path={field("summary")} label="Summary" long=true />
            { events(context, &field("events"), "Based on events") }
            { evidence(context, &field("evidence")) }
            { sources(context, &field("sources")) }
            { revision(field) }
        </>
    }
}

fn dating(field: Field) -> Html {
    html! {
        <details class="more">
            <summary>{ "How the date is known" }</summary>
            <Choice path={field("dating.basis")} label="It is" choices={vec![
                ("stated".to_owned(), "stated in the article".to_owned()),
                ("relative".to_owned(), "relative to publication".to_owned()),
                ("inferred".to_owned(), "inferred".to_owned()),
            ]} />
            <TextField path={field("dating.words")} label="The article’s words for it" hint="“last November”" />
            <TextField path={field("dating.note")} label="How it was inferred" />
        </details>
    }
}

fn revision(field: Field) -> Html {
    html! {
        <details class="more">
            <summary>{ "Correction or retraction" }</summary>
            <Choice path={field("revision.status")} label="It was" choices={words(RevisionStatus::WORDS)} />
            <DateField path={field("revision.date")} label="When" />
            <TextField path={field("revision.note")} label="Why, for the reader" long=true />
        </details>
    }
}

fn id_field(context: &Context, path: &str) -> Html {
    let id_path = [path, ".id"].concat();
    let id = field_id(&id_path);
    let on_change = {
        let (context, path) = (context.clone(), path.to_owned());
        Callback::from(move |event: Event| {
            let field: Option<web_sys::HtmlInputElement> = event.target_dyn_into();
            if let Some(field) = field {
                let rename = Edit::Rename {
                    record: path.clone(),
                    id: field.value().trim().to_owned(),
                };
                context.edit(&["rename ", &path].concat(), vec![rename]);
            }
        })
    };
    html! {
        <div class="field">
            <label class="field__label" for={id.clone()}>{ "Name in links" }</label>
            <input
                {id}
                type="text"
                value={text_at(context.document(), &id_path).to_owned()}
                onchange={on_change}
            />
            <p class="hint">
                { "Links to this record hold it: leave it once the article is out. References to \
                   it change with it." }
            </p>
            { complaints(context, &id_path) }
        </div>
    }
}

/// Problems of fields that no form has, such as one that is misspelt.
fn unknown_fields(context: &Context, path: &str) -> Html {
    let inside = [path, "."].concat();
    let strange: Vec<String> = context
        .judged
        .problems
        .iter()
        .filter(|it| it.path.starts_with(&inside) && it.message.starts_with("is not a field"))
        .map(|it| it.path.clone())
        .collect();
    html! {
        <>
            { for strange.into_iter().map(|path| html! {
                <div class="field field--wrong">
                    <span class="field__label">{ path.rsplit('.').next().unwrap_or_default().to_owned() }</span>
                    { complaints(context, &path) }
                </div>
            }) }
        </>
    }
}

/// The rows of a list inside of a record, each with a button that takes it out.
fn rows(
    context: &Context,
    path: &str,
    title: &str,
    more: (&str, Value),
    row: impl Fn(&str) -> Html,
) -> Html {
    let count = len(context.document(), path);
    let on_add = {
        let (context, path, empty) = (context.clone(), path.to_owned(), more.1);
        let key = ["add to ", &path, " ", &count.to_string()].concat();
        Callback::from(move |_: MouseEvent| {
            context.edit(&key, vec![Edit::Push(path.clone(), empty.clone())]);
        })
    };
    html! {
        <fieldset class="rows">
            <legend>{ title }</legend>
            { complaints(context, path) }
            { for (0..count).map(|index| {
                let item = record(path, index);
                let on_remove = {
                    let (context, item) = (context.clone(), item.clone());
                    Callback::from(move |_: MouseEvent| {
                        context.edit(&["remove ", &item].concat(), vec![Edit::Remove(item.clone())]);
                    })
                };
                html! {
                    <div class="rows__row">
                        { row(&item) }
                        { complaints(context, &item) }
                        <button type="button" class="control control--small" onclick={on_remove}>
                            { "Remove" }
                        </button>
                    </div>
                }
            }) }
            <button type="button" class="control control--small" onclick={on_add}>
                { more.0 }
            </button>
        </fieldset>
    }
}

fn participants(context: &Context, path: &str) -> Html {
    let entities = entity_choices(context.document());
    let empty = Value::Map(vec![("entity".into(), text(""))]);
    rows(
        context,
        path,
        "Who took part",
        ("Add a participant", empty),
        |item| {
            html! {
                <div class="pair">
                    <Choice path={[item, ".entity"].concat()} label="Who" choices={entities.clone()} />
                    <TextField path={[item, ".role"].concat()} label="As what" />
                </div>
            }
        },
    )
}

/// What the event comes after and before.
fn order(context: &Context, field: Field) -> Html {
    html! {
        <details class="more">
            <summary>{ "Before or after other events" }</summary>
            { events(context, &field("after"), "It comes after") }
            { events(context, &field("before"), "It comes before") }
        </details>
    }
}

fn events(context: &Context, path: &str, head: &'static str) -> Html {
    let document = context.document();
    let choices: Vec<(String, String)> = (0..len(document, "events"))
        .map(|index| {
            let path = record("events", index);
            let id = text_at(document, &[&path, ".id"].concat()).to_owned();
            (id, label(document, &path))
        })
        .collect();
    rows(
        context,
        path,
        head,
        ("Add an event", text("")),
        |item| html! { <Choice path={item.to_owned()} label="Event" choices={choices.clone()} /> },
    )
}

fn evidence(context: &Context, path: &str) -> Html {
    let empty = Value::Map(vec![
        ("paragraph".into(), Value::Number(1.0)),
        ("start".into(), text("")),
    ]);
    let pick = {
        let go = context.go.clone();
        let record = context.place.record.clone();
        Callback::from(move |_: MouseEvent| {
            go.emit(Place {
                tab: Tab::Article,
                record: record.clone(),
            });
        })
    };
    html! {
        <>
            { rows(context, path, "Passages that say so", ("Add a passage by hand", empty), |item| html! {
                <div class="passage">
                    <ParagraphField path={[item, ".paragraph"].concat()} />
                    <TextField path={[item, ".start"].concat()} label="First words" />
                    <TextField path={[item, ".end"].concat()} label="Last words" />
                    { found(context, item) }
                </div>
            }) }
            <button type="button" class="control" id="pick" onclick={pick}>
                { "Select the passage in the article" }
            </button>
        </>
    }
}

/// Whether the passage is in the article.
fn found(context: &Context, path: &str) -> Html {
    let judged: &Judged = &context.judged;
    if judged.paragraphs.is_empty() || judged.inside(path) > judged.passages.len() {
        return Html::default();
    }
    match judged.passages.iter().find(|(it, _)| it == path) {
        None => html! { <p class="hint found">{ "Found in the article." }</p> },
        Some((_, outcome)) => html! {
            <p class="wrong">
                { "This passage is " }{ outcome.describe() }{ "." }
                { fix_buttons(context, path, passage_fixes(path, outcome)) }
            </p>
        },
    }
}

#[derive(PartialEq, Properties)]
struct ParagraphProps {
    path: String,
}

#[component]
fn ParagraphField(props: &ParagraphProps) -> Html {
    let Some(context) = use_desk() else {
        return Html::default();
    };
    let path = props.path.clone();
    let value = match super::super::edit::at(context.document(), &path) {
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Text(text)) => text.to_string(),
        _ => String::new(),
    };
    let id = field_id(&path);
    let on_input = {
        let (context, path) = (context.clone(), path.clone());
        Callback::from(move |event: InputEvent| {
            let field: Option<web_sys::HtmlInputElement> = event.target_dyn_into();
            let Some(words) = field.map(|field| field.value()) else {
                return;
            };
            let value = words
                .trim()
                .parse()
                .map_or_else(|_| text(words.trim()), Value::Number);
            context.edit(&path, vec![Edit::Set(path.clone(), value)]);
        })
    };
    html! {
        <div class="field field--number">
            <label class="field__label" for={id.clone()}>{ "Paragraph" }</label>
            <input {id} type="text" inputmode="numeric" {value} oninput={on_input} />
            { complaints(&context, &path) }
        </div>
    }
}

fn sources(context: &Context, path: &str) -> Html {
    let empty = Value::Map(vec![("title".into(), text(""))]);
    rows(
        context,
        path,
        "Sources beside the article",
        ("Add a source", empty),
        |item| {
            html! {
                <div class="pair">
                    <TextField path={[item, ".title"].concat()} label="What it is, and whose" />
                    <TextField path={[item, ".url"].concat()} label="Link" />
                </div>
            }
        },
    )
}

/// Opens the place of a problem and brings its field into view.
pub fn show(context: &Context, path: &str) {
    context.go_to(path);
    let id = field_id(path);
    wasm_bindgen_futures::spawn_local(async move {
        page::painted().await;
        page::show(&id);
    });
}
