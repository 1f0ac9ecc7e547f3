//! The records of a list by their ids, and the references to them.

use std::collections::HashMap;

use super::super::fields::{DecodeContext, Fields, Path};
use super::super::names;
use super::super::{Entity, Event, ProblemKind, RecordType, Relationship, Severity, Text, Value};
use rustc_hash::FxBuildHasher;

/// Which ids a list has, and where their records are.
pub(super) struct RecordIds {
    /// What the records are.
    record: RecordType,
    /// The position of each record; `None` for one that was left out.
    positions: HashMap<Text, Option<u32>, FxBuildHasher>,
}

impl RecordIds {
    /// The position of the record that the field `name` refers to, which must
    /// be given.
    pub(super) fn required(&self, fields: &Fields, name: &str) -> Option<u32> {
        let id = fields.str(name)?;
        self.find(id)
            .or_else(|| fields.fail(name, self.unknown(id, fields.context)))
    }

    /// The same for a reference that may be missing: `Some(None)` where it is.
    pub(super) fn optional(&self, fields: &Fields, name: &str) -> Option<Option<u32>> {
        match fields.optional_text(name)? {
            None => Some(None),
            Some(_) => self.required(fields, name).map(Some),
        }
    }

    pub(super) fn find(&self, id: &str) -> Option<u32> {
        self.positions.get(id).copied().flatten()
    }

    /// Why `id` was not found.
    pub(super) fn unknown(&self, id: &str, context: &DecodeContext) -> ProblemKind {
        let record = self.record;
        if self.positions.contains_key(id) {
            let id = id.into();
            return ProblemKind::SkippedRecord { record, id };
        }
        let known = self.positions.keys().map(|id| &**id);
        ProblemKind::UnknownRecord {
            record,
            id: id.into(),
            suggestion: context.suggestions.nearest(id, known).map(Into::into),
        }
    }
}

/// A record that others refer to by its id.
pub(super) trait RecordWithId {
    const TYPE: RecordType;
    fn id(&self) -> &Text;
}

impl RecordWithId for Entity {
    const TYPE: RecordType = RecordType::Entity;
    fn id(&self) -> &Text {
        &self.id
    }
}

impl RecordWithId for Event {
    const TYPE: RecordType = RecordType::Event;
    fn id(&self) -> &Text {
        &self.id
    }
}

impl RecordWithId for Relationship {
    const TYPE: RecordType = RecordType::Relationship;
    fn id(&self) -> &Text {
        &self.id
    }
}

/// The records of one list so far.
pub(super) struct Records<T> {
    pub(super) kept: Vec<T>,
    pub(super) ids: RecordIds,
    /// How many records of the list were left out.
    pub(super) skipped: u32,
}

impl<T: RecordWithId> Default for Records<T> {
    fn default() -> Self {
        Self {
            kept: Vec::new(),
            ids: RecordIds {
                record: T::TYPE,
                positions: HashMap::default(),
            },
            skipped: 0,
        }
    }
}

impl<T: RecordWithId> Records<T> {
    /// Takes one record in, and says where it stands; `None` where it is left
    /// out.
    pub(super) fn read(
        &mut self,
        value: &Value,
        path: &Path,
        context: &DecodeContext,
        read: impl FnOnce(&Path) -> Option<T>,
    ) -> Option<u32> {
        let id = id_of(value);
        let positions = &mut self.ids.positions;
        if let Some(id) = id.filter(|id| positions.contains_key(*id)) {
            let problem = ProblemKind::DuplicateId {
                record: T::TYPE,
                id: id.into(),
            };
            let path = Path::Field(path, names::entity::ID);
            context.add(&path, problem, Severity::Skipped);
            self.skipped += 1;
            return None;
        }
        let Some(record) = read(path) else {
            self.skipped += 1;
            if let Some(id) = id {
                positions.insert(id.into(), None);
            }
            return None;
        };
        let position = u32::try_from(self.kept.len()).ok()?;
        positions.insert(record.id().clone(), Some(position));
        self.kept.push(record);
        Some(position)
    }
}

/// The id of a record that may be broken.
fn id_of<'a>(record: &'a Value) -> Option<&'a str> {
    let Value::Map(fields) = record else {
        return None;
    };
    fields.iter().find_map(|(name, value)| match value {
        Value::Text(id) if name == names::entity::ID => Some(id.trim()),
        _ => None,
    })
}
