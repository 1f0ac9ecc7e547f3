//! The lists in a record.

use yew::prelude::*;

use super::super::super::edit::{Edit, Value, at, len, text, text_at};
use super::super::super::validate::{label, record};
use super::super::context::EditorContext;
use super::super::fields::{Choice, DateField, TextField, entity_choices, field_problems};
use backstory_core::dataset::RelationshipStatus;

/// Makes the path of a field of the record.
pub(super) type FieldText<'a> = &'a dyn Fn(&str) -> String;

/// The rows of a list in a record, each with a button that takes it out.
pub(super) fn rows(
    context: &EditorContext,
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
    let add_id = ["add-", path.rsplit('.').next().unwrap_or_default()].concat();
    html! {
        <fieldset class="rows">
            <legend>{ title }</legend>
            { field_problems(context, path) }
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
                        { field_problems(context, &item) }
                        <button type="button" class="control control--small" onclick={on_remove}>
                            { "Remove" }
                        </button>
                    </div>
                }
            }) }
            <button type="button" class="control control--small" id={add_id} onclick={on_add}>
                { more.0 }
            </button>
        </fieldset>
    }
}

pub(super) fn participants(context: &EditorContext, path: &str) -> Html {
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

/// What was put right in the article since it was published.
pub fn corrections(context: &EditorContext) -> Html {
    let path = "article.corrections";
    let empty = Value::Map(vec![("note".into(), text(""))]);
    html! {
        <details class="more" open={len(context.document(), path) > 0}>
            <summary>{ "Corrections" }</summary>
            { rows(context, path, "Corrected since publication", ("Add a correction", empty), |item| {
                let field = |name: &str| [item, ".", name].concat();
                html! {
                    <>
                        <TextField path={field("note")} label="What was wrong, for the reader" required=true long=true />
                        <DateField path={field("date")} label="When it was put right" />
                        <TextField path={field("was")} label="What stood before" long=true />
                        <TextField path={field("now")} label="What stands now" long=true />
                    </>
                }
            }) }
        </details>
    }
}

/// What the event comes after and before.
pub(super) fn order(context: &EditorContext, field: FieldText) -> Html {
    html! {
        <details class="more">
            <summary>{ "Before or after other events" }</summary>
            { events(context, &field("after"), "It comes after") }
            { events(context, &field("before"), "It comes before") }
            { events(context, &field("during"), "It lies within") }
        </details>
    }
}

pub(super) fn events(context: &EditorContext, path: &str, head: &'static str) -> Html {
    let document = context.document();
    let choices: Vec<(String, String)> = (0..len(document, "events"))
        .map(|index| {
            let path = record("events", index);
            let id = text_at(document, &[&path, ".id"].concat()).to_owned();
            (id, label(document, &path))
        })
        .collect();
    rows(context, path, head, ("Add an event", text("")), |item| {
        // An ordering with passages of its own is an object.
        let is_stated = matches!(at(document, item), Some(Value::Map(_)));
        let path = if is_stated {
            [item, ".event"].concat()
        } else {
            item.to_owned()
        };
        html! { <Choice {path} label="Event" choices={choices.clone()} /> }
    })
}

/// Who denies the claim, one id or a list of them; and how a document from before
/// `denied_by` is read.
pub(super) fn deniers(context: &EditorContext, field: FieldText) -> Html {
    const HEAD: &str = "Who denies it";
    let document = context.document();
    let (path, is_denied) = (
        field("denied_by"),
        text_at(document, &field("status")) == RelationshipStatus::Denied.as_str(),
    );
    let choices = entity_choices(document);
    if !text_at(document, &path).is_empty() {
        return html! { <Choice {path} label={HEAD} {choices} /> };
    }
    let is_old = is_denied
        && at(document, &path).is_none()
        && !text_at(document, &field("attribution")).is_empty();
    html! {
        <>
            { rows(
                context,
                &path,
                HEAD,
                ("Add who denies it", text("")),
                |item| html! {
                    <Choice path={item.to_owned()} label="Who" choices={choices.clone()} />
                },
            ) }
            if is_old {
                <p class="hint">
                    { "As long as nobody stands here, “Who says so” is read as who denies it." }
                </p>
            }
        </>
    }
}

pub(super) fn sources(context: &EditorContext, path: &str) -> Html {
    let empty = Value::Map(vec![("title".into(), text(""))]);
    rows(
        context,
        path,
        "Sources other than the article",
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
