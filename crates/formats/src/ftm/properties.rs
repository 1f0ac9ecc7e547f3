//! What FollowTheMoney says of a thing and a dataset has no place of its own for: fields of
//! the story's own.

use std::ops::Range;

use serde_json::Value;

use super::super::Unsupported;
use super::super::ids::IdAllocator;
use super::super::json_number::parsed_number;
use super::super::sheets::{MAX_CHOICE_LETTERS, column_type};
use crate::{Document, FieldDocument, FieldValuesDocument};
use backstory_core::dataset::{FieldType, MAX_FIELDS, RecordType};

/// The properties of all records, each to be a field of one list.
#[derive(Default)]
pub(super) struct Properties(Vec<Property>);

/// A property of one list.
struct Property {
    list: RecordType,
    name: String,
    /// The records that have it: their places in the list, where they stand in the file, and
    /// the values.
    records: Vec<(Range<usize>, String, Vec<String>)>,
}

/// Properties of which a value is a choice, even where no other has it: those that FollowTheMoney
/// has a list of words for.
const CHOICES: [&str; 7] = [
    "country",
    "jurisdiction",
    "nationality",
    "citizenship",
    "mainCountry",
    "topics",
    "status",
];

impl Properties {
    /// Takes the values of a property of the records at `places`.
    pub fn add(
        &mut self,
        list: RecordType,
        places: &Range<usize>,
        name: &str,
        path: String,
        values: Vec<String>,
    ) {
        let known = (self.0.iter_mut()).find(|it| it.list == list && it.name == name);
        let record = (places.clone(), path, values);
        match known {
            Some(property) => property.records.push(record),
            None => self.0.push(Property {
                list,
                name: name.to_owned(),
                records: vec![record],
            }),
        }
    }

    /// Makes each a field of the document, those that most records have first, as far as there
    /// is room; and says so.
    pub fn declare(mut self, document: &mut Document, unsupported: &mut Vec<Unsupported>) {
        self.0
            .sort_by_key(|property| std::cmp::Reverse(property.records.len()));
        let mut ids = IdAllocator::default();
        for field in &document.fields {
            ids.take(&field.id);
        }
        for property in self.0 {
            let name = words(&property.name);
            let is_full = document.fields.len() >= MAX_FIELDS;
            for (_, path, _) in &property.records {
                unsupported.push(if is_full {
                    let message = "is not imported: a dataset has no room for more fields";
                    Unsupported::new(path.clone(), message)
                } else {
                    let message = ["is now the field \"", &name, "\""].concat();
                    Unsupported::imported(path.clone(), message)
                });
            }
            if !is_full {
                let id = ids.make(&name, "field");
                property.declare(id, name, document);
            }
        }
    }
}

impl Property {
    fn declare(self, id: String, name: String, document: &mut Document) {
        let all = || self.records.iter().flat_map(|(_, _, values)| values);
        let cells: Vec<&str> = all().map(String::as_str).collect();
        let is_choice = CHOICES.contains(&&*self.name);
        let read = column_type(&name, &cells, false).filter(|_| !is_choice);
        let (mut value_type, unit, values) = match read {
            Some(read) => (read.value_type, read.unit, read.values),
            None => (FieldType::Choice, "", all().cloned().collect()),
        };
        // Of numbers, dates and links a record has one; several words are choices.
        let has_several = self.records.iter().any(|(_, _, values)| values.len() > 1);
        let is_short = |cell: &&str| cell.chars().count() <= MAX_CHOICE_LETTERS;
        if has_several && value_type == FieldType::Text && cells.iter().all(is_short) {
            value_type = FieldType::Choice;
        }
        let is_list = has_several && value_type != FieldType::Choice;
        let mut values = values.into_iter();
        if is_list {
            value_type = FieldType::Text;
            values = all().cloned().collect::<Vec<_>>().into_iter();
        }
        for (places, _, own) in &self.records {
            // What is not given is no value: "n/a" among numbers.
            let own = values.by_ref().take(own.len());
            let own: Vec<String> = own.filter(|value| !value.is_empty()).collect();
            if own.is_empty() {
                continue;
            }
            let value = if is_list {
                own.join(", ").into()
            } else {
                json(value_type, own)
            };
            for place in places.clone() {
                if let Some(fields) = fields_of(document, self.list, place) {
                    fields.insert(id.clone(), value.clone());
                }
            }
        }
        document.fields.push(FieldDocument {
            id,
            of: self.list.list().to_owned(),
            name,
            value_type: value_type.as_str().to_owned(),
            unit: unit.to_owned(),
        });
    }
}

/// Values as the document has them: one, or several choices.
fn json(value_type: FieldType, values: Vec<String>) -> Value {
    let mut values: Vec<Value> = (values.into_iter())
        .map(|value| match value_type {
            FieldType::Number => parsed_number(&value).unwrap_or_else(|| value.into()),
            FieldType::YesNo => value.to_lowercase().starts_with(['y', 't']).into(),
            _ => value.into(),
        })
        .collect();
    match values.len() {
        1 => values.pop().unwrap_or_default(),
        _ => values.into(),
    }
}

fn fields_of(
    document: &mut Document,
    list: RecordType,
    place: usize,
) -> Option<&mut FieldValuesDocument> {
    Some(match list {
        RecordType::Entity => &mut document.entities.get_mut(place)?.fields,
        RecordType::Event => &mut document.events.get_mut(place)?.fields,
        RecordType::Relationship => &mut document.relationships.get_mut(place)?.fields,
    })
}

/// A property's name in words: `registrationNumber` is `Registration number`.
fn words(name: &str) -> String {
    let mut words = String::new();
    let mut was_lower = false;
    for letter in name.chars() {
        if was_lower && letter.is_uppercase() {
            words.push(' ');
            words.extend(letter.to_lowercase());
        } else if words.is_empty() {
            words.extend(letter.to_uppercase());
        } else {
            words.push(letter);
        }
        was_lower = letter.is_lowercase() || letter.is_numeric();
    }
    words
}
