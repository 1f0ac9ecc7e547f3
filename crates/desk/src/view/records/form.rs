//! The form of one record.

use super::delete::DeleteRecord;
use super::evidence::evidence;
use super::rows::{FieldText, deniers, events, order, participants, sources};
use super::suggested::Suggested;
use super::tools::{MergeEntity, Tools};
use yew::prelude::*;

use super::super::super::edit::{Edit, text_at};
use super::super::super::validate::{label, noun};
use super::super::context::{EditorContext, EditorLocation, Tab};
use super::super::fields::{
    Choice, DateField, KindChoice, LinesField, TextField, declared_fields, entity_choices,
    field_id, field_problems, words,
};
use backstory_core::dataset::{
    EventStatus, ProblemKind, RelationshipStatus, RevisionStatus, Stance,
};

pub(super) fn form(context: &EditorContext, list: &'static str, path: &str) -> Html {
    let field = |name: &str| [path, ".", name].concat();
    let document = context.document();
    let on_close = {
        let go = context.go.clone();
        let tab = Tab::of_path(path);
        Callback::from(move |_: MouseEvent| go.emit(EditorLocation { tab, record: None }))
    };
    html! {
        <>
            <div class="form__head">
                <h2>{ label(document, path) }</h2>
                <button type="button" class="control" onclick={on_close}>{ "Close" }</button>
            </div>
            <Suggested key={["suggested ", path].concat()} path={path.to_owned()} />
            { field_problems(context, path) }
            { match list {
                "entities" => entity_form(context, &field),
                "events" => event_form(context, &field),
                _ => relationship_form(context, &field),
            } }
            { declared_fields(document, list, path) }
            <details class="more">
                <summary>{ "Id" }</summary>
                { id_field(context, path) }
            </details>
            { unknown_fields(context, path) }
            if list == "entities" {
                <MergeEntity key={["merge ", path].concat()} path={path.to_owned()} />
            }
            <Tools path={path.to_owned()} noun={noun(list)} />
            <DeleteRecord key={["delete ", path].concat()} path={path.to_owned()} noun={noun(list)} />
        </>
    }
}

pub(super) fn entity_form(context: &EditorContext, field: FieldText) -> Html {
    let document = context.document();
    let own = text_at(document, &field("id"));
    let mut others = entity_choices(document);
    others.retain(|(id, _)| id != own);
    html! {
        <>
            <TextField path={field("name")} label="Name" required=true hint="As readers see it." />
            <KindChoice path={field("kind")} list="entities" />
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

pub(super) fn event_form(context: &EditorContext, field: FieldText) -> Html {
    let document = context.document();
    html! {
        <>
            <TextField path={field("title")} label="What happened" required=true hint="In a few words." />
            <DateField path={field("date")} label="When" />
            <KindChoice path={field("kind")} list="events" />
            <Choice path={field("status")} label="Status" choices={words(EventStatus::WORDS)} />
            <Choice path={field("place")} label="Where" choices={entity_choices(document)} />
            <TextField path={field("summary")} label="Summary" long=true hint="A sentence or two of your own." />
            { participants(context, &field("participants")) }
            { dating(field) }
            { order(context, field) }
            { evidence(context, &field("evidence")) }
            { sources(context, &field("sources")) }
            { revision(field) }
        </>
    }
}

pub(super) fn relationship_form(context: &EditorContext, field: FieldText) -> Html {
    let document = context.document();
    let entities = entity_choices(document);
    html! {
        <>
            <Choice path={field("subject")} label="Who" choices={entities.clone()} required=true />
            <TextField path={field("predicate")} label="Does what" required=true hint="A verb that reads on: “supplies”, “owns”, “is married to”." />
            <Choice path={field("object")} label="To whom" choices={entities.clone()} required=true />
            <TextField path={field("what")} label="With what, or in what" hint="“helicopters, small arms”" />
            <KindChoice path={field("kind")} list="relationships" />
            <Choice path={field("stance")} label="Stance" choices={words(Stance::WORDS)} />
            <DateField path={field("period")} label="Over what time" />
            <Choice path={field("status")} label="Status" choices={words(RelationshipStatus::WORDS)} />
            <Choice path={field("attribution")} label="Who says so" choices={entities} hint="Leave it open where it is the article itself; of a denied claim, where nobody is named." />
            { deniers(context, field) }
            <TextField path={field("summary")} label="Summary" long=true />
            { events(context, &field("events"), "Based on events") }
            { evidence(context, &field("evidence")) }
            { sources(context, &field("sources")) }
            { revision(field) }
        </>
    }
}

pub(super) fn dating(field: FieldText) -> Html {
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

pub(super) fn revision(field: FieldText) -> Html {
    html! {
        <details class="more">
            <summary>{ "Correction or retraction" }</summary>
            <Choice path={field("revision.status")} label="It was" choices={words(RevisionStatus::WORDS)} />
            <DateField path={field("revision.date")} label="When" />
            <TextField path={field("revision.note")} label="Why, for the reader" long=true />
            <TextField path={field("revision.was")} label="What stood before" long=true />
            <DateField path={field("added")} label="Added since publication, on" />
        </details>
    }
}

pub(super) fn id_field(context: &EditorContext, path: &str) -> Html {
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
            { field_problems(context, &id_path) }
        </div>
    }
}

/// Problems of fields that no form has, such as one that is misspelt.
pub(super) fn unknown_fields(context: &EditorContext, path: &str) -> Html {
    let inside = [path, "."].concat();
    let strange: Vec<String> = context
        .validation
        .problems
        .iter()
        .filter(|it| {
            let is_unknown = matches!(
                it.kind,
                ProblemKind::UnknownField { .. } | ProblemKind::UndeclaredField { .. }
            );
            it.path.starts_with(&inside) && is_unknown
        })
        .map(|it| it.path.clone())
        .collect();
    html! {
        <>
            { for strange.into_iter().map(|path| html! {
                <div class="field field--wrong">
                    <span class="field__label">{ path.rsplit('.').next().unwrap_or_default().to_owned() }</span>
                    { field_problems(context, &path) }
                </div>
            }) }
        </>
    }
}
