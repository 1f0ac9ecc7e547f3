//! A story's own categories and properties: the kinds and fields that its document
//! declares in addition to those of the format.

use super::{Date, FieldType, RecordType, Text};
use crate::util::narrow::narrow;

/// The place of a kind among those that the document declares for one list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindIx(pub u16);

/// A category that the document declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomKind {
    /// The kebab-case name that records and permalinks refer to; never shown.
    pub id: Text,
    /// The name that readers see.
    pub name: Text,
    /// Whether relationships of this kind lead from their subject to their object;
    /// those that do not (a marriage) are said of both.
    pub is_directed: bool,
}

/// The kinds that a document declares, for each of its lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomKinds([Vec<CustomKind>; RecordType::ALL.len()]);

impl CustomKinds {
    /// Those of one list, in the order of the document.
    #[must_use]
    pub fn of(&self, list: RecordType) -> &[CustomKind] {
        self.0.get(list as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether the document declares none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, list: RecordType, ix: KindIx) -> Option<&CustomKind> {
        self.of(list).get(usize::from(ix.0))
    }

    /// The place of the kind with this id.
    #[must_use]
    pub fn find(&self, list: RecordType, id: &str) -> Option<KindIx> {
        let place = self.of(list).iter().position(|kind| &*kind.id == id)?;
        u16::try_from(place).ok().map(KindIx)
    }

    /// Declares another kind.
    pub fn push(&mut self, list: RecordType, kind: CustomKind) {
        if let Some(kinds) = self.0.get_mut(list as usize) {
            kinds.push(kind);
        }
    }
}

/// The position of a [`CustomField`] in [`Dataset::fields`](super::Dataset::fields).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldIx(pub u8);

impl FieldIx {
    /// The position as an index into a slice.
    #[must_use]
    pub const fn position(self) -> usize {
        self.0 as usize
    }
}

/// A property that the document declares, with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomField {
    /// The kebab-case name that records and permalinks refer to; never shown.
    pub id: Text,
    /// Whose property it is.
    pub of: RecordType,
    /// The name that readers see.
    pub name: Text,
    /// What its values are.
    pub value_type: FieldType,
    /// Of numbers: an ISO 4217 code of a currency, a unit of the Unicode CLDR
    /// ("kilometer"), or words. May be empty.
    pub unit: Text,
    /// The values.
    pub values: FieldValues,
}

/// The values of one field, each with its record: a column, so that a million
/// amounts are twelve megabytes and a rare field costs little.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldValues {
    /// The record of each value, by its position in its list, ascending. A record
    /// with several choices is there several times.
    records: Vec<u32>,
    /// The numbers, where it is a field of numbers.
    numbers: Vec<f64>,
    /// What every other value is, by its place among the different ones.
    codes: Vec<u32>,
    /// The different values of a field that is not of numbers.
    distinct: Vec<DistinctValue>,
}

/// A value that one record has or several have.
#[derive(Clone, Debug, PartialEq)]
pub struct DistinctValue {
    /// What names it in permalinks, the same in every language: the first text
    /// that the document gives; `yes` or `no`.
    pub key: Text,
    /// The text that readers see.
    pub name: Text,
    /// The date, where it is a field of dates.
    pub date: Option<Date>,
}

/// One value of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum FieldValue<'a> {
    /// A number.
    Number(f64),
    /// Any other value.
    Text(&'a DistinctValue),
}

/// The key of the value "yes".
pub const YES: &str = "yes";

/// The key of the value "no".
pub const NO: &str = "no";

impl FieldValues {
    /// Gives the next record a number. Records come in their order.
    pub fn push_number(&mut self, record: u32, number: f64) {
        self.records.push(record);
        self.numbers.push(number);
    }

    /// Gives the next record one of the different values.
    pub fn push_code(&mut self, record: u32, code: u32) {
        self.records.push(record);
        self.codes.push(code);
    }

    /// Adds a value that is different from those before, and says its code.
    pub fn add_distinct(&mut self, value: DistinctValue) -> u32 {
        self.distinct.push(value);
        narrow(self.distinct.len() - 1)
    }

    /// How many values there are in all.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether no record has a value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The different values of a field that is not of numbers, in the order of the
    /// document.
    #[must_use]
    pub fn distinct(&self) -> &[DistinctValue] {
        &self.distinct
    }

    /// The places of a record's values.
    fn places(&self, record: u32) -> std::ops::Range<usize> {
        // Where every record has one, each stands at its own place.
        let place = record as usize;
        let from = match (self.records.get(place), place.checked_sub(1)) {
            (Some(it), None) if *it == record => place,
            (Some(it), Some(before)) if *it == record && self.records.get(before) != Some(it) => {
                place
            }
            _ => self.records.partition_point(|it| *it < record),
        };
        let mut to = from;
        while self.records.get(to) == Some(&record) {
            to += 1;
        }
        from..to
    }

    /// The number of a record.
    #[must_use]
    pub fn number(&self, record: u32) -> Option<f64> {
        let place = self.places(record).next()?;
        self.numbers.get(place).copied()
    }

    /// The codes of a record's values: their places in [`Self::distinct`].
    #[must_use]
    pub fn codes(&self, record: u32) -> &[u32] {
        self.codes.get(self.places(record)).unwrap_or_default()
    }

    /// The values of a record.
    pub fn of(&self, record: u32) -> impl Iterator<Item = FieldValue<'_>> {
        self.places(record).filter_map(|place| self.at(place))
    }

    fn at(&self, place: usize) -> Option<FieldValue<'_>> {
        match self.codes.get(place) {
            Some(code) => self.distinct.get(*code as usize).map(FieldValue::Text),
            None => self.numbers.get(place).copied().map(FieldValue::Number),
        }
    }

    /// Every number with its record, in the order of the records.
    pub fn numbers(&self) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.records
            .iter()
            .copied()
            .zip(self.numbers.iter().copied())
    }

    /// Every code with its record, in the order of the records.
    pub fn all_codes(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.records.iter().copied().zip(self.codes.iter().copied())
    }
}
