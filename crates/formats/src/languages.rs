//! Texts in several languages, for formats that take one.

use super::Unsupported;
use backstory_core::dataset::Value;

/// Each text of a document that is given in several languages: an export has it
/// in one of them.
#[must_use]
pub fn languages_left_out(document: &Value) -> Vec<Unsupported> {
    let mut unsupported = Vec::new();
    lose_languages("", document, &mut unsupported);
    unsupported
}

/// The fields that may hold a text in several languages.
const TEXTS: [&str; 8] = [
    "title",
    "publisher",
    "summary",
    "name",
    "role",
    "note",
    "predicate",
    "what",
];

/// Whether a field may hold a text in several languages, by its name.
pub fn takes_languages(field: &str) -> bool {
    TEXTS.contains(&field)
}

fn lose_languages(path: &str, value: &Value, unsupported: &mut Vec<Unsupported>) {
    match value {
        Value::Map(fields) => {
            for (name, value) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                let path = [path, dot, name].concat();
                if let Value::Map(languages) = value
                    && takes_languages(name)
                {
                    if languages.len() > 1 {
                        let message = "is exported in one of its languages only";
                        unsupported.push(Unsupported::new(path, message));
                    }
                    continue;
                }
                lose_languages(&path, value, unsupported);
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                lose_languages(&format!("{path}[{index}]"), item, unsupported);
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
            if value.get("propertyNames").is_some() {
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
