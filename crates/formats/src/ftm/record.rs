//! One entity of FollowTheMoney, as it is read.

use serde_json::{Map, Value};

/// One line.
pub(super) struct Record {
    pub place: String,
    pub id: String,
    pub schema: String,
    pub properties: Map<String, Value>,
}

impl Record {
    pub fn of(place: String, value: Value) -> Option<Self> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            place,
            id: text("id").unwrap_or_default(),
            schema: text("schema")?,
            properties: value.get("properties")?.as_object()?.clone(),
        })
    }

    /// All values of a property, as text.
    pub fn all(&self, name: &str) -> Vec<String> {
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            // An entity may stand inside of another.
            Value::Object(entity) => entity.get("id")?.as_str().map(str::to_owned),
            _ => None,
        };
        let values = match self.properties.get(name) {
            Some(Value::Array(values)) => values.iter().filter_map(text).collect(),
            Some(value) => text(value).into_iter().collect::<Vec<_>>(),
            None => Vec::new(),
        };
        values.into_iter().filter(|text| !text.is_empty()).collect()
    }

    pub fn path(&self, property: &str) -> String {
        [&self.place, ", ", &self.schema, ".", property].concat()
    }
}

/// Whether a public body is a country itself: this project's own exports say so
/// by giving it its own name as its `country`.
pub(super) fn is_country(record: &Record) -> bool {
    let names = record.all("name");
    record.all("country").iter().any(|it| names.contains(it))
}
