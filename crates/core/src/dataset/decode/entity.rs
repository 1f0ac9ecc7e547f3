//! An entity.

use super::super::fields::{DecodeContext, Fields, Path, wrong_type};
use super::super::names::entity as names;
use super::super::{
    CustomKinds, Entity, EntityKind, ProblemKind, RecordType, Text, Value, ValueType,
};
use super::common::{field, id, string};

pub(super) fn entity(
    value: &Value,
    path: &Path,
    context: &DecodeContext,
    kinds: &CustomKinds,
) -> Option<Entity> {
    let fields = Fields::of(value, path, context, names::ALL)?;
    let id = id(&fields);
    let kind = fields.kind(
        RecordType::Entity,
        kinds,
        EntityKind::WORDS,
        EntityKind::find,
    );
    let name = fields.text(names::NAME);
    let aliases = fields.list(names::ALIASES, |value, path| {
        string(value, path, context).map(|text| context.shared(text))
    });
    let role = fields.text_or_empty(names::ROLE);
    let wikidata = wikidata(&fields);
    Some(Entity {
        id: id?,
        kind: kind?,
        name: name?,
        aliases: aliases?,
        role: role?,
        member_of: None,
        wikidata,
    })
}

/// A Wikidata item's name; any other text is dropped and noted.
fn wikidata(fields: &Fields) -> Option<Text> {
    let text = fields.optional_text(names::WIKIDATA).flatten()?;
    let digits = text.strip_prefix('Q').unwrap_or_default();
    if !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()) {
        return Some(text.into());
    }
    let problem = ProblemKind::InvalidWikidataId { id: text.into() };
    fields.note(names::WIKIDATA, problem);
    None
}

/// What an entity says it belongs to.
pub(super) fn member_of(value: &Value) -> Option<Result<Text, ProblemKind>> {
    match field(value, names::MEMBER_OF)? {
        Value::Null => None,
        Value::Text(id) => Some(Ok((&**id).into())),
        other => Some(Err(wrong_type(ValueType::Text, other))),
    }
}
