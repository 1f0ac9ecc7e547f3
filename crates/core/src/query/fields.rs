//! The values of declared fields, ready for ranges.

use std::ops::Range;

use super::bits::Bits;
use super::columns::each_bearer;
use super::dates::Dates;
use super::field_range::FieldRange;
use super::position::at;
use crate::dataset::{
    CustomField, Dataset, Date, FieldType, FieldValue, Match, OrderBounds, RecordType,
};
use crate::util::narrow::narrow;
use crate::util::sort::{self, Keyed};

/// The values of one field by which ranges are found.
#[derive(Clone, Debug)]
pub(super) enum RangeIndex {
    /// It has no ranges.
    None,
    /// Numbers.
    Numbers(NumberIndex),
    /// Dates, and which records they are a field of.
    Dates(Dates, RecordType),
}

/// The records by their numbers: a range is two searches.
#[derive(Clone, Debug)]
pub(super) struct NumberIndex {
    /// Every number of every record, ascending.
    values: Vec<f64>,
    /// The record of each.
    records: Vec<u32>,
    /// The records that have one.
    has_value: Bits,
    /// Whether no record has several.
    is_single: bool,
    /// Which records they are a field of.
    of: RecordType,
}

/// The records that a field is one of themselves.
fn bearers(of: RecordType, records: usize, events: usize) -> Range<usize> {
    match of {
        RecordType::Event => 0..events,
        RecordType::Relationship => events..records,
        RecordType::Entity => 0..records,
    }
}

impl RangeIndex {
    pub fn new(dataset: &Dataset, field: &CustomField) -> Self {
        match field.value_type {
            FieldType::Number => Self::Numbers(NumberIndex::new(dataset, field)),
            FieldType::Date => Self::Dates(dates(dataset, field), field.of),
            _ => Self::None,
        }
    }

    /// Whether it has values that a range tells apart.
    pub fn has_range(&self) -> bool {
        match self {
            Self::None => false,
            Self::Numbers(numbers) => numbers.values.first() != numbers.values.last(),
            Self::Dates(dates, _) => dates.has_several(),
        }
    }

    /// How many of the records that it is a field of have a value, of those in `bits`,
    /// of which the first `events` are events.
    pub fn count_in(&self, bits: &Bits, events: usize) -> u32 {
        let own = |of| bearers(of, bits.length(), events);
        match self {
            Self::None => 0,
            Self::Numbers(numbers) => numbers.has_value.count_both(bits, own(numbers.of)),
            Self::Dates(dates, of) => {
                let undated = dates.undated.count_both(bits, own(*of));
                bits.count_both(bits, own(*of)).saturating_sub(undated)
            }
        }
    }

    /// The records that pass a range.
    pub fn pass(&self, range: FieldRange, sure_only: bool, records: usize) -> Option<Bits> {
        match self {
            Self::None => None,
            Self::Numbers(numbers) => Some(numbers.pass(range)),
            Self::Dates(dates, _) => {
                let mut bits = Bits::none(records);
                let answers = dates.answers(range.days());
                dates.each(&answers, &mut |record, answer| {
                    let passes = match answer {
                        Match::Definite => true,
                        Match::Possible => !sure_only,
                        Match::No => false,
                    };
                    if passes {
                        bits.insert(at(record));
                    }
                });
                if range.with_none {
                    bits.union(&dates.undated);
                }
                Some(bits)
            }
        }
    }
}

/// The first date that each record has, itself or by what it is connected to.
fn dates(dataset: &Dataset, field: &CustomField) -> Dates {
    let records = dataset.events.len() + dataset.relationships.len();
    let mut dates: Vec<Option<Date>> = vec![None; records];
    each_bearer(dataset, field.of, &mut |position, record| {
        if let Some(place) = dates.get_mut(record)
            && place.is_none()
            && let Some(FieldValue::Text(value)) = field.values.of(position).next()
        {
            place.clone_from(&value.date);
        }
    });
    let bounds = OrderBounds::default();
    Dates::new(dates.iter().map(Option::as_ref), records, &bounds)
}

impl NumberIndex {
    fn new(dataset: &Dataset, field: &CustomField) -> Self {
        let records = dataset.events.len() + dataset.relationships.len();
        let mut keyed: Vec<Keyed> = Vec::with_capacity(field.values.len());
        let mut has_value = Bits::none(records);
        each_bearer(dataset, field.of, &mut |position, record| {
            let Some(number) = field.values.number(position) else {
                return;
            };
            has_value.insert(record);
            keyed.push((sort_key(number), 0, narrow(record)));
        });
        sort::sort(&mut keyed);
        // Who takes part and is the place as well is told twice.
        keyed.dedup();
        let is_single = has_value.count() as usize == keyed.len();
        Self {
            values: keyed.iter().map(|(key, _, _)| number_of(*key)).collect(),
            records: keyed.iter().map(|(_, _, record)| *record).collect(),
            has_value,
            is_single,
            of: field.of,
        }
    }

    /// Every number, ascending.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Tells the numbers of those records in `bits` that it is a field of themselves.
    pub fn each_in(&self, bits: &Bits, events: usize, tell: &mut dyn FnMut(f64)) {
        let own = bearers(self.of, bits.length(), events);
        for (number, record) in self.values.iter().zip(&self.records) {
            let record = at(*record);
            if own.contains(&record) && bits.contains(record) {
                tell(*number);
            }
        }
    }

    /// Where the numbers of a range stand.
    fn places(&self, range: FieldRange) -> Range<usize> {
        let from = range
            .from
            .map_or(0, |from| self.values.partition_point(|it| *it < from.get()));
        let to = range.to.map_or(self.values.len(), |to| {
            self.values.partition_point(|it| *it <= to.get())
        });
        from..to.max(from)
    }

    fn pass(&self, range: FieldRange) -> Bits {
        let mut bits = if range.with_none {
            self.has_value.complement()
        } else {
            Bits::none(self.has_value.length())
        };
        let records = self.records.get(self.places(range)).unwrap_or_default();
        for record in records {
            bits.insert(at(*record));
        }
        bits
    }

    /// The records that pass one range and not the other, each with whether it
    /// passes now; `None` where that is to be worked out anew.
    pub fn changed(&self, before: FieldRange, now: FieldRange) -> Option<Vec<(usize, bool)>> {
        if !self.is_single || before.with_none != now.with_none {
            return None;
        }
        let (old, new) = (self.places(before), self.places(now));
        let mut changed = Vec::new();
        for (have, lack, passes) in [(&old, &new, false), (&new, &old, true)] {
            // Its part before the other, and its part behind it.
            let head = have.start..have.end.min(lack.start);
            let tail = have.start.max(lack.end).max(head.end)..have.end;
            for part in [head, tail] {
                let records = self.records.get(part).unwrap_or_default();
                changed.extend(records.iter().map(|record| (at(*record), passes)));
            }
        }
        Some(changed)
    }
}

/// A whole number that is ordered as the number is: IEEE 754, section 5.10.
#[expect(clippy::cast_possible_wrap, reason = "the bits are what is wanted")]
pub(super) fn sort_key(number: f64) -> i64 {
    let bits = (number + 0.0).to_bits() as i64;
    if bits < 0 { !bits | i64::MIN } else { bits }
}

/// The number of a [`sort_key`].
#[expect(clippy::cast_sign_loss, reason = "the bits are what is wanted")]
fn number_of(key: i64) -> f64 {
    let bits = if key < 0 { !(key & i64::MAX) } else { key };
    f64::from_bits(bits as u64)
}
