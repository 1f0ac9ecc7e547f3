//! Makes records of what is selected in the article.

use std::rc::Rc;

use super::super::super::dating::published;
use super::super::super::edit::{Edit, Value, text};
use super::super::super::languages::article_language;
use super::super::super::name_offers;
use super::super::super::naming::{NameContext, guess_kind, known_as};
use super::super::super::page;
use super::super::super::passage::{event_fields, relationship_fields, suggest};
use super::super::super::validate::{label, noun, record};
use super::super::context::{EditorContext, OpenSuggestion};
use super::super::fields::field_id;
use super::super::records;
use backstory_formats::{EvidenceDocument, text_quote};

pub(super) fn evidence_value(evidence: &EvidenceDocument) -> Value {
    let mut fields = vec![
        ("paragraph".into(), Value::Number(evidence.paragraph.into())),
        ("start".into(), text(evidence.start.as_str())),
    ];
    if let Some(end) = &evidence.end {
        fields.push(("end".into(), text(end.as_str())));
    }
    Value::Map(fields)
}

/// Makes a record of a passage. The form of an event and a relationship is opened, filled in with
/// what the passage says; a name is added where it stands.
pub(super) fn make(context: &EditorContext, list: &'static str, passage: &(u32, String)) {
    let (paragraph, words) = passage;
    let first = |count: usize| {
        let words: Vec<&str> = words.split_whitespace().take(count).collect();
        words.join(" ")
    };
    if list == "entities" {
        add_name(context, &first(6), None);
        return;
    }
    let Some(evidence) = text_quote(*paragraph, words) else {
        return;
    };
    let suggestion = suggest(
        context.document(),
        words,
        published(context.document()).as_ref(),
    );
    let is_event = list == "events";
    let title = if is_event { first(10) } else { String::new() };
    let path = records::insert(context, list, &title);
    let filled = if is_event {
        event_fields(&path, &suggestion)
    } else {
        relationship_fields(&path, &suggestion)
    };
    let set = filled.iter();
    let set = set.map(|(path, value)| Edit::Set(path.clone(), value.clone()));
    let evidence = Edit::Push([&path, ".evidence"].concat(), evidence_value(&evidence));
    // One step with the record itself: undone, there is nothing left of it.
    context.edit(&["add ", &path].concat(), set.chain([evidence]).collect());
    // What reads first is typed first: a title, or what one does to the other.
    let is_given = |name: &str| {
        let path = [&path, ".", name].concat();
        filled.iter().any(|(it, _)| *it == path)
    };
    let field = match () {
        () if is_event => "title",
        () if !is_given("subject") => "subject",
        () if is_given("predicate") || is_given("object") => "predicate",
        () => "object",
    };
    let field = field_id(&[&path, ".", field].concat());
    let open = OpenSuggestion {
        path: path.clone(),
        suggestion,
        filled,
        is_accepted: false,
    };
    context.set_suggested.emit(Some(Rc::new(open)));
    context.go_to(&path);
    page::show_later(field);
    let said = ["New ", noun(list), " from the passage."];
    context.say.emit(said.concat());
}

/// Adds an entity of a name in the article, of a kind that is given or that its words tell.
pub(super) fn add_name(context: &EditorContext, name: &str, kind: Option<&'static str>) {
    let document = context.document();
    if let Some(known) = known_as(document, name) {
        let owner = label(document, &record("entities", known));
        let said = ["“", name, "” is a name of “", &owner, "” already."];
        context.say.emit(said.concat());
        return;
    }
    let countries = page::countries(article_language(document));
    let guess = || {
        let around = NameContext::new(&context.work().article, &countries);
        guess_kind(name, &around).map(|it| it.kind)
    };
    let kind = kind.or_else(guess);
    let add = name_offers::add_entity(document, name, kind.unwrap_or_default());
    context.edit(&["add ", name].concat(), vec![add]);
    context.say.emit(match kind {
        Some(kind) => ["“", name, "” is added, as a ", kind, "."].concat(),
        None => ["“", name, "” is added. Its kind is to be chosen."].concat(),
    });
}

/// Adds a name to the other names of an entity.
pub(super) fn add_alias(context: &EditorContext, entity: usize, name: &str) {
    let push = name_offers::add_alias(entity, name);
    context.edit(&["alias ", name].concat(), vec![push]);
    let owner = label(context.document(), &record("entities", entity));
    let said = ["“", name, "” is another name of “", &owner, "”."];
    context.say.emit(said.concat());
}
