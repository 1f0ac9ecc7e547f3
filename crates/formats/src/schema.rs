//! The JSON Schema of the dataset, generated from its types.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Value, json};

use crate::Document;

/// Where the published schema says it is.
const ID: &str = "https://backstory.example/schema/backstory-1.json";

/// The JSON Schema, draft 2020-12, as text; what `data/schema.json` holds.
///
/// It accepts the documents that the decoder accepts without a problem, except that it
/// does not know which ids a document has, and of dates it knows the notation, not
/// the calendar. The decoder checks those.
#[must_use]
pub fn schema() -> String {
    let mut settings = SchemaSettings::draft2020_12();
    settings.transforms.push(Box::new(Tolerant));
    let mut generator = SchemaGenerator::new(settings);
    let mut schema = Document::json_schema(&mut generator);
    let mut definitions = generator.take_definitions(true);
    for definition in definitions.values_mut() {
        if let Ok(definition) = <&mut Schema>::try_from(definition) {
            Tolerant.transform(definition);
        }
    }
    Tolerant.transform(&mut schema);
    schema.insert(
        "$schema".to_owned(),
        "https://json-schema.org/draft/2020-12/schema".into(),
    );
    schema.insert("$id".to_owned(), ID.into());
    schema.insert("$defs".to_owned(), Value::Object(definitions));
    // Without kinds of its own, a document has only those that are built in.
    let only = |kind: &str| {
        let place = ["#/$defs/", kind].concat();
        let kind = json!({"$ref": place});
        json!({"items": {"properties": {"kind": kind}}})
    };
    schema.insert("if".to_owned(), json!({"not": {"required": ["kinds"]}}));
    schema.insert(
        "then".to_owned(),
        json!({"properties": {
            "entities": only("EntityKind"),
            "events": only("EventKind"),
            "relationships": only("RelationshipKind"),
        }}),
    );
    // Only a map with keys that are not text could fail.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// Lets every field that may be missing be `null` or empty text too, as the
/// decoder does.
#[derive(Clone, Debug)]
struct Tolerant;

impl Transform for Tolerant {
    fn transform(&mut self, schema: &mut Schema) {
        // A comment's lines are the source's, not the reader's.
        if let Some(Value::String(description)) = schema.get_mut("description") {
            *description = description.replace('\n', " ");
        }
        let required: Vec<String> = schema
            .get("required")
            .and_then(Value::as_array)
            .map(|names| {
                let names = names.iter().filter_map(Value::as_str);
                names.map(str::to_owned).collect()
            })
            .unwrap_or_default();
        if let Some(fields) = schema.get_mut("properties").and_then(Value::as_object_mut) {
            for (name, field) in fields {
                if required.contains(name) {
                    continue;
                }
                if let Some(field) = field.as_object_mut() {
                    field.remove("default");
                    tolerate(field);
                }
            }
        }
        transform_subschemas(self, schema);
    }
}

fn tolerate(field: &mut serde_json::Map<String, Value>) {
    // Empty text is as good as none: `|^\s*$` at the end of a pattern.
    if let Some(Value::String(pattern)) = field.get_mut("pattern")
        && !pattern.ends_with(EMPTY)
    {
        *pattern = [pattern.as_str(), EMPTY].concat();
    }
    match field.get_mut("type") {
        Some(Value::Array(types)) if !types.contains(&"null".into()) => types.push("null".into()),
        Some(Value::Array(_)) | None => {}
        Some(name) => *name = json!([name, "null"]),
    }
}

/// Matches text in which there is nothing.
const EMPTY: &str = r"|^\s*$";
