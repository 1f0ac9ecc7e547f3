//! The kinds and fields that a document declares, and the values of its fields.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::super::fields::{DecodeContext, Fields, Path, wrong_type};
use super::super::limits::{MAX_FIELDS, MAX_KINDS};
use super::super::names::{self, RecordType, document};
use super::super::{
    CustomField, CustomKind, CustomKinds, DistinctValue, EntityKind, EventKind, FieldType,
    FieldValues, NO, ProblemKind, RelationshipKind, SafeUrl, Severity, Text, Value, ValueType, YES,
};
use super::common::{field, id};

/// A longer value is taken to stand in one record only.
const LONGEST_SHARED: usize = 48;

/// What a document declares.
#[derive(Default)]
pub(super) struct Declared {
    /// The kinds, where the document was seen to declare some.
    pub kinds: CustomKinds,
    pub fields: Vec<FieldBuilder>,
    has_kinds: bool,
    has_fields: bool,
}

/// A field whose values are still coming in.
pub(super) struct FieldBuilder {
    pub field: CustomField,
    /// The code of each value by its key.
    codes: HashMap<Text, u32, FxBuildHasher>,
}

impl Declared {
    /// Reads `kinds` or `fields`; whether it is one of the two.
    pub fn declare(&mut self, name: &str, value: &Value, context: &DecodeContext) {
        let path = Path::Field(&Path::Root, name);
        match name {
            document::KINDS => {
                self.has_kinds = true;
                read_kinds(&mut self.kinds, value, &path, context);
            }
            document::FIELDS => {
                self.has_fields = true;
                read_fields(&mut self.fields, value, &path, context);
            }
            _ => {}
        }
    }

    /// Whether all that the record refers to here has been declared, as far as the
    /// document goes.
    pub fn can_read(&self, list: RecordType, record: &Value) -> bool {
        if self.has_kinds && self.has_fields {
            return true;
        }
        let Value::Map(fields) = record else {
            return true;
        };
        fields.iter().all(|(name, value)| match (&**name, value) {
            (names::entity::KIND, Value::Text(kind)) => self.has_kinds || is_built_in(list, kind),
            (names::entity::FIELDS, _) => self.has_fields,
            _ => true,
        })
    }

    /// Reads the values of a record's fields, and keeps them where the record has a
    /// position. What is wrong costs that value alone.
    pub fn read_values(
        &mut self,
        list: RecordType,
        record: &Value,
        path: &Path,
        context: &DecodeContext,
        position: Option<u32>,
    ) {
        let path = Path::Field(path, names::entity::FIELDS);
        let values = match field(record, names::entity::FIELDS) {
            None | Some(Value::Null) => return,
            Some(Value::Map(values)) => values,
            Some(other) => {
                let problem = wrong_type(ValueType::Object, other);
                return context.add(&path, problem, Severity::Noted);
            }
        };
        for (name, value) in values {
            let path = Path::Field(&path, name);
            let is_it = |it: &&mut FieldBuilder| it.field.of == list && *it.field.id == **name;
            let Some(builder) = self.fields.iter_mut().find(is_it) else {
                let known = self.fields.iter().filter(|it| it.field.of == list);
                let known: Vec<&str> = known.map(|it| &*it.field.id).collect();
                let suggestion = context.suggestions.nearest(name, known.into_iter());
                let suggestion = suggestion.map(Into::into);
                let problem = ProblemKind::UndeclaredField { suggestion };
                context.add(&path, problem, Severity::Noted);
                continue;
            };
            if let Err(problem) = builder.read(value, context, position) {
                context.add(&path, problem, Severity::Noted);
            }
        }
    }
}

/// Whether a word is a kind in every document.
fn is_built_in(list: RecordType, word: &str) -> bool {
    match list {
        RecordType::Entity => EntityKind::parse(word).is_some(),
        RecordType::Event => EventKind::parse(word).is_some(),
        RecordType::Relationship => RelationshipKind::parse(word).is_some(),
    }
}

impl FieldBuilder {
    fn read(
        &mut self,
        value: &Value,
        context: &DecodeContext,
        position: Option<u32>,
    ) -> Result<(), ProblemKind> {
        let push = |this: &mut Self, value: DistinctValue| {
            if let Some(position) = position {
                this.push(value, position);
            }
        };
        match (self.field.value_type, value) {
            (_, Value::Null) => {}
            (FieldType::Number, &Value::Number(number)) if number.is_finite() => {
                if let Some(position) = position {
                    self.field.values.push_number(position, number);
                }
            }
            (FieldType::YesNo, &Value::Bool(yes)) => {
                let key = context.shared(if yes { YES } else { NO });
                push(self, DistinctValue::text(key));
            }
            (FieldType::Date, Value::Text(text)) if text.trim().is_empty() => {}
            (FieldType::Date, Value::Text(text)) => {
                let date = context.date(text.trim());
                let date = date.map_err(|error| ProblemKind::InvalidDate(Box::new(error)))?;
                let value = DistinctValue {
                    date: Some(date),
                    ..DistinctValue::text(context.shared(text.trim()))
                };
                push(self, value);
            }
            (FieldType::Link, Value::Text(text)) if text.trim().is_empty() => {}
            (FieldType::Link, Value::Text(text)) => {
                let url = SafeUrl::parse(text).ok_or(ProblemKind::UnsafeUrl)?;
                push(self, DistinctValue::text(context.shared(url.as_str())));
            }
            (FieldType::Choice, Value::List(choices)) => {
                for choice in choices {
                    if let Some(value) = text(choice, context)? {
                        // Given twice, it is one choice.
                        let is_new = position.is_none_or(|it| !self.has(&value.key, it));
                        if is_new {
                            push(self, value);
                        }
                    }
                }
            }
            (FieldType::Choice | FieldType::Text, _) => {
                if let Some(value) = text(value, context)? {
                    push(self, value);
                }
            }
            (FieldType::Number, _) => return Err(wrong_type(ValueType::Number, value)),
            (FieldType::YesNo, _) => return Err(wrong_type(ValueType::Bool, value)),
            (FieldType::Date | FieldType::Link, _) => {
                return Err(wrong_type(ValueType::Text, value));
            }
        }
        Ok(())
    }

    /// Whether a record has a value already.
    fn has(&self, key: &str, position: u32) -> bool {
        let code = self.codes.get(key);
        code.is_some_and(|code| self.field.values.codes(position).contains(code))
    }

    fn push(&mut self, value: DistinctValue, position: u32) {
        let known = self.codes.get(&value.key).copied();
        let code = known.unwrap_or_else(|| {
            let key = value.key.clone();
            let code = self.field.values.add_distinct(value);
            let is_choice = self.field.value_type.has_choices();
            if is_choice || key.len() <= LONGEST_SHARED {
                self.codes.insert(key, code);
            }
            code
        });
        self.field.values.push_code(position, code);
    }
}

impl DistinctValue {
    fn text(key: Text) -> Self {
        Self {
            name: key.clone(),
            key,
            date: None,
        }
    }
}

/// A text, which may be given in several languages: the first names it.
fn text(value: &Value, context: &DecodeContext) -> Result<Option<DistinctValue>, ProblemKind> {
    match value {
        Value::Null => Ok(None),
        Value::Text(text) if text.trim().is_empty() => Ok(None),
        Value::Text(text) => Ok(Some(DistinctValue::text(context.shared(text.trim())))),
        _ => {
            let texts = value.languages();
            let texts = texts.ok_or_else(|| wrong_type(ValueType::Text, value))?;
            let filled = texts.iter().find_map(|(_, text)| match text {
                Value::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
                _ => None,
            });
            Ok(filled
                .zip(context.choose(texts))
                .map(|(key, name)| DistinctValue {
                    key: context.shared(key),
                    name: context.shared(name),
                    date: None,
                }))
        }
    }
}

fn read_kinds(kinds: &mut CustomKinds, value: &Value, path: &Path, context: &DecodeContext) {
    let Some(lists) = Fields::of(value, path, context, names::kinds::ALL) else {
        return;
    };
    for list in RecordType::ALL {
        let read = |value: &Value, path: &Path| {
            let fields = Fields::of(value, path, context, names::kind::ALL)?;
            let (id, name) = (id(&fields), fields.text(names::kind::NAME));
            let is_directed = match fields.get(names::kind::DIRECTED) {
                None => true,
                Some(Value::Bool(is_directed)) => *is_directed,
                Some(other) => {
                    fields.note(names::kind::DIRECTED, wrong_type(ValueType::Bool, other));
                    true
                }
            };
            Some(CustomKind {
                id: id?,
                name: name?,
                is_directed,
            })
        };
        for (index, value) in items(&lists, list.list()).iter().enumerate() {
            let list_path = Path::Field(path, list.list());
            let path = Path::Item(&list_path, index);
            if index >= MAX_KINDS {
                let problem = ProblemKind::TooMany { limit: MAX_KINDS };
                context.add(&path, problem, Severity::Skipped);
                break;
            }
            let Some(kind) = read(value, &path) else {
                continue;
            };
            if is_built_in(list, &kind.id) || kinds.find(list, &kind.id).is_some() {
                duplicate(&path, kind.id, list, context);
            } else {
                kinds.push(list, kind);
            }
        }
    }
}

fn read_fields(
    builders: &mut Vec<FieldBuilder>,
    value: &Value,
    path: &Path,
    context: &DecodeContext,
) {
    let Value::List(values) = value else {
        if *value != Value::Null {
            let problem = wrong_type(ValueType::List, value);
            context.add(path, problem, Severity::Skipped);
        }
        return;
    };
    for (index, value) in values.iter().enumerate() {
        let path = Path::Item(path, index);
        if index >= MAX_FIELDS {
            let problem = ProblemKind::TooMany { limit: MAX_FIELDS };
            context.add(&path, problem, Severity::Skipped);
            break;
        }
        let Some(field) = declared_field(value, &path, context) else {
            continue;
        };
        if builders.iter().any(|it| it.field.id == field.id) {
            duplicate(&path, field.id, field.of, context);
        } else {
            builders.push(FieldBuilder {
                field,
                codes: HashMap::default(),
            });
        }
    }
}

fn declared_field(value: &Value, path: &Path, context: &DecodeContext) -> Option<CustomField> {
    const LISTS: &[&str] = names::kinds::ALL;
    let fields = Fields::of(value, path, context, names::field::ALL)?;
    let id = id(&fields);
    let of = fields.word(names::field::OF, LISTS, |word| {
        RecordType::ALL.into_iter().find(|list| list.list() == word)
    });
    let name = fields.text(names::field::NAME);
    let value_type = fields.word(names::field::TYPE, FieldType::WORDS, FieldType::parse);
    let unit = fields.text_or_empty(names::field::UNIT);
    Some(CustomField {
        id: id?,
        of: of?,
        name: name?,
        value_type: value_type?,
        unit: unit?,
        values: FieldValues::default(),
    })
}

/// The members of a list that may be missing; what is not a list is noted.
fn items<'a>(fields: &Fields<'a>, name: &str) -> &'a [Value<'a>] {
    match fields.get(name) {
        None => &[],
        Some(Value::List(items)) => items,
        Some(other) => {
            fields.note(name, wrong_type(ValueType::List, other));
            &[]
        }
    }
}

fn duplicate(path: &Path, id: Text, record: RecordType, context: &DecodeContext) {
    let path = Path::Field(path, names::kind::ID);
    let problem = ProblemKind::AlreadyDeclared { record, id };
    context.add(&path, problem, Severity::Skipped);
}
