//! Texts in several languages, for formats that take one.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Document, Unsupported};
use backstory_core::dataset::{Dataset, Value};

/// Each text of a document that is given in several languages: an export has it
/// in one of them.
#[must_use]
pub fn languages_left_out(document: &Value) -> Vec<Unsupported> {
    let mut unsupported = Vec::new();
    unsupported_languages("", document, false, &mut unsupported);
    unsupported
}

/// A dataset as JSON with every translation that its document has.
#[must_use]
pub fn json_in_all_languages(document: &Value, dataset: &Dataset) -> String {
    let written = Document::from(dataset);
    let mut value = written.to_value();
    translate(&mut value, document, false);
    // Only a map with keys that are not text could fail.
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// Gives each text of `written` the translations that it has in `document`; `is_values`
/// is whether they are the values of fields, which may all have some.
fn translate(written: &mut Value<'static>, document: &Value, is_values: bool) {
    match (written, document) {
        (Value::Map(fields), Value::Map(others)) => {
            for (name, value) in fields {
                let Some((_, other)) = others.iter().find(|(other, _)| other == name) else {
                    continue;
                };
                let is_text = is_values || takes_languages(name);
                match other.languages().filter(|_| is_text) {
                    Some(texts) => *value = Value::Map(texts.iter().map(own).collect()),
                    None => {
                        // The document's own `fields` are a list.
                        let is_values = name == "fields" && matches!(value, Value::Map(_));
                        translate(value, other, is_values);
                    }
                }
            }
        }
        (Value::List(items), Value::List(others)) => {
            let by_id: HashMap<&str, &Value> = others
                .iter()
                .filter_map(|other| Some((id_of(other)?, other)))
                .collect();
            let is_whole = items.len() == others.len();
            for (index, item) in items.iter_mut().enumerate() {
                // Records with errors are left out, so that only ids match.
                let other = match id_of(item) {
                    Some(id) => by_id.get(id).copied(),
                    None => others.get(index).filter(|_| is_whole),
                };
                match (other, other.and_then(|other| other.languages())) {
                    // A choice among several.
                    (_, Some(texts)) if matches!(item, Value::Text(_)) => {
                        *item = Value::Map(texts.iter().map(own).collect());
                    }
                    (Some(other), _) => translate(item, other, false),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// A text in one of its languages, kept beyond the document.
fn own((tag, text): &(Cow<str>, Value)) -> (Cow<'static, str>, Value<'static>) {
    let text = match text {
        Value::Text(text) => text.to_string(),
        _ => String::new(),
    };
    (Cow::Owned(tag.to_string()), Value::Text(text.into()))
}

fn id_of<'v>(record: &'v Value) -> Option<&'v str> {
    let Value::Map(fields) = record else {
        return None;
    };
    match fields.iter().find(|(name, _)| name == "id") {
        Some((_, Value::Text(id))) => Some(id),
        _ => None,
    }
}

/// The fields that may hold a text in several languages.
const TEXTS: [&str; 14] = [
    "title",
    "publisher",
    "summary",
    "name",
    "role",
    "note",
    "was",
    "now",
    "predicate",
    "what",
    "unit",
    "alt",
    "caption",
    "credit",
];

/// Whether a field may hold a text in several languages, by its name.
pub fn takes_languages(field: &str) -> bool {
    TEXTS.contains(&field)
}

fn unsupported_languages(
    path: &str,
    value: &Value,
    is_values: bool,
    unsupported: &mut Vec<Unsupported>,
) {
    match value {
        Value::Map(fields) => {
            for (name, value) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                let path = [path, dot, name].concat();
                if let Value::Map(languages) = value
                    && (is_values || takes_languages(name))
                {
                    if languages.len() > 1 {
                        let message = "is exported in one of its languages only";
                        unsupported.push(Unsupported::new(path, message));
                    }
                    continue;
                }
                let is_values = name == "fields" && matches!(value, Value::Map(_));
                unsupported_languages(&path, value, is_values, unsupported);
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                let path = format!("{path}[{index}]");
                match item.languages() {
                    Some(texts) if texts.len() > 1 => unsupported.push(Unsupported::new(
                        path,
                        "is exported in one of its languages only",
                    )),
                    _ => unsupported_languages(&path, item, false, unsupported),
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value as Json;

    use super::TEXTS;

    /// The names of the fields whose schema takes a text for each language.
    fn in_languages(schema: &Json, names: &mut BTreeSet<String>) {
        for (name, value) in schema.as_object().into_iter().flatten() {
            let takes_text = serde_json::json!({"type": "string"});
            if value.get("additionalProperties") == Some(&takes_text) {
                names.insert(name.clone());
            }
            in_languages(value, names);
        }
    }

    #[test]
    fn the_texts_are_those_of_the_schema() {
        let schema = serde_json::from_str(include_str!("../../../data/schema.json")).unwrap();
        let mut names = BTreeSet::new();
        in_languages(&schema, &mut names);
        let known: BTreeSet<String> = TEXTS.map(str::to_owned).into();
        assert_eq!(names, known);
    }
}
