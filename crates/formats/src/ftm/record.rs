//! One entity of FollowTheMoney, as it is read.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::super::Unsupported;
use super::schema::is_ftm;

/// One row of the table as it is shown.
pub(super) struct FtmEntity {
    pub place: String,
    pub id: String,
    pub schema: String,
    /// The name that the source itself shows.
    pub caption: String,
    pub properties: Map<String, Value>,
}

impl FtmEntity {
    pub fn of(place: String, value: Value) -> Option<Self> {
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            place,
            id: text("id").unwrap_or_default(),
            schema: text("schema")?,
            caption: text("caption").unwrap_or_default().trim().to_owned(),
            properties: value.get("properties")?.as_object()?.clone(),
        })
    }

    /// All values of a property, as text.
    pub fn all(&self, name: &str) -> Vec<String> {
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            // An entity may stand inside another.
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

    /// The names of a thing, the one to be shown first: the caption, else the
    /// first in Latin letters, else the first.
    pub fn names(&self) -> Vec<String> {
        let mut names = self.all("name");
        names.extend(self.all("full"));
        let caption = &self.caption;
        let shown = if caption.is_empty() || *caption == self.id || *caption == self.schema {
            names
                .iter()
                .find(|name| is_latin(name))
                .or(names.first())
                .cloned()
        } else {
            Some(caption.clone())
        };
        if let Some(shown) = shown {
            names.retain(|name| *name != shown);
            names.insert(0, shown);
        }
        names
    }

    /// An address as one text: its own, or its parts.
    pub fn address(&self) -> String {
        let names = self.names();
        if let Some(name) = names.into_iter().next() {
            return name;
        }
        let parts = ["street", "postalCode", "city", "region", "country"];
        let parts: Vec<String> = parts.iter().flat_map(|part| self.all(part)).collect();
        parts.join(", ")
    }

    pub fn path(&self, property: &str) -> String {
        [&self.place, ", ", &self.schema, ".", property].concat()
    }
}

/// Whether the letters of a name are Latin ones, for the most part.
pub(super) fn is_latin(name: &str) -> bool {
    let letters = || name.chars().filter(|letter| letter.is_alphabetic());
    let latin = letters().filter(|letter| (*letter as u32) < 0x0250).count();
    latin * 2 > letters().count()
}

/// The entities of a text: one a line, a JSON array of them, the `entities` or
/// `results` of an object, or the changes of a delta file (`{"op": "ADD",
/// "entity": …}`). An entity that stands inside another one is one of its own
/// as well. What is none of these is told.
pub(super) fn records(text: &str, unsupported: &mut Vec<Unsupported>) -> Vec<FtmEntity> {
    let mut records = Vec::new();
    let mut seen = HashSet::new();
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        let items = match value {
            Value::Array(items) => items,
            Value::Object(mut fields) if !is_entity(&Value::Object(fields.clone())) => {
                match LISTS.iter().find_map(|list| fields.remove(*list)) {
                    Some(Value::Array(items)) => items,
                    _ => Vec::new(),
                }
            }
            value => vec![value],
        };
        for (index, item) in items.into_iter().enumerate() {
            let place = ["entity ", &(index + 1).to_string()].concat();
            add(place, item, (&mut records, &mut seen), unsupported);
        }
        return records;
    }
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let place = ["line ", &(index + 1).to_string()].concat();
        match serde_json::from_str::<Value>(line) {
            Ok(value) => add(place, value, (&mut records, &mut seen), unsupported),
            Err(error) => {
                let message = ["is not JSON: ", &error.to_string()].concat();
                unsupported.push(Unsupported::new(place, message));
            }
        }
    }
    records
}

/// The fields in which an object may hold its entities: a bundle of them, and an
/// answer of Aleph's.
const LISTS: [&str; 2] = ["entities", "results"];

/// Whether a value is an entity, or one of a delta file.
pub(super) fn is_entity(value: &Value) -> bool {
    is_ftm(value)
        || (value.get("op").is_some() && value.get("entity").is_some_and(Value::is_object))
}

/// Whether a whole JSON text holds entities.
pub(super) fn holds_entities(value: &Value) -> bool {
    let any = |list: &Value| {
        list.as_array()
            .is_some_and(|list| list.iter().any(is_entity))
    };
    is_entity(value)
        || any(value)
        || (value.get("format").is_none()
            && LISTS.iter().any(|list| value.get(list).is_some_and(any)))
}

fn add(
    place: String,
    value: Value,
    (records, seen): (&mut Vec<FtmEntity>, &mut HashSet<String>),
    unsupported: &mut Vec<Unsupported>,
) {
    let value = match value {
        Value::Object(mut fields) if fields.contains_key("op") && fields.contains_key("entity") => {
            if fields.get("op").and_then(Value::as_str) == Some("DEL") {
                let message = "deletes an entity, which is skipped";
                unsupported.push(Unsupported::new(place, message));
                return;
            }
            fields.remove("entity").unwrap_or_default()
        }
        value => value,
    };
    if !is_ftm(&value) {
        let message = "is not a FollowTheMoney entity: it has no schema";
        unsupported.push(Unsupported::new(place, message));
        return;
    }
    let inside = value.get("properties").and_then(Value::as_object);
    let inside = inside.into_iter().flat_map(Map::values);
    let inside = inside.flat_map(|values| match values {
        Value::Array(values) => values.as_slice(),
        value => std::slice::from_ref(value),
    });
    for entity in inside.filter(|value| is_ftm(value)) {
        add(place.clone(), entity.clone(), (records, seen), unsupported);
    }
    if let Some(record) = FtmEntity::of(place, value)
        // One that stands inside several others is read once.
        && (record.id.is_empty() || seen.insert(record.id.clone()))
    {
        records.push(record);
    }
}

/// Whether a public body is a country itself: this project's own exports say so
/// by giving it its own name as its `country`.
pub(super) fn is_country(record: &FtmEntity) -> bool {
    let names = record.all("name");
    record.all("country").iter().any(|it| names.contains(it))
}
