//! The order of the relationships' table.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::collate::{Collate, natural};
use super::facet::Facet;
use super::fields::sort_key;
use super::position::at;
use crate::dataset::{
    Dataset, EntityIx, FieldIx, FieldType, MAX_FIELDS, Match, Relationship, RelationshipIx,
};
use crate::util::narrow::narrow;
use crate::util::sort::{self, Keyed};
use rustc_hash::FxBuildHasher;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Who.
    Subject,
    /// Does what.
    Predicate,
    /// With what, or in what.
    What,
    /// To whom.
    Object,
    /// Over what time.
    Period,
    /// How firmly it is put.
    Status,
    /// Who says so.
    Claimant,
    /// A field that the document declares.
    Field(FieldIx),
}

impl Column {
    /// Every column of the format, in the order of the table; those of declared fields
    /// come after them.
    pub const ALL: [Self; 7] = [
        Self::Subject,
        Self::Predicate,
        Self::What,
        Self::Object,
        Self::Period,
        Self::Status,
        Self::Claimant,
    ];

    /// The column of a place among all columns.
    #[must_use]
    pub fn at(place: usize) -> Option<Self> {
        match Self::ALL.get(place) {
            Some(column) => Some(*column),
            None => {
                let field = u8::try_from(place.checked_sub(Self::ALL.len())?).ok()?;
                Some(Self::Field(FieldIx(field)))
            }
        }
    }

    /// Its place among all columns.
    #[must_use]
    pub const fn position(self) -> usize {
        match self {
            Self::Subject => 0,
            Self::Predicate => 1,
            Self::What => 2,
            Self::Object => 3,
            Self::Period => 4,
            Self::Status => 5,
            Self::Claimant => 6,
            Self::Field(ix) => Self::ALL.len() + ix.position(),
        }
    }

    /// The column's name in a permalink, but of a declared field: that is its id,
    /// after [`Facet::FIELD_PREFIX`].
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Field(_) => Facet::FIELD_PREFIX,
            Self::Subject => "subject",
            Self::Predicate => "predicate",
            Self::What => "what",
            Self::Object => "object",
            Self::Period => "period",
            Self::Status => "status",
            Self::Claimant => "claimant",
        }
    }

    /// The column of the format that `name` stands for.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.as_str() == name)
    }
}

/// Which way to sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The least, the first in the alphabet, the earliest first.
    Ascending,
    /// The other way round.
    Descending,
}

/// What to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By which column.
    pub column: Column,
    /// Which way.
    pub direction: Direction,
}

/// Of more different texts than this the order is [`natural`]: a language's own
/// would hold the page up.
const MAX_COLLATED: usize = 10_000;

/// Has no value in a column.
const NO_VALUE: u32 = u32::MAX;

/// The places of the relationships in the order of each column, worked out when
/// first asked for.
pub(super) struct Ranks {
    columns: [OnceCell<Vec<u32>>; Column::ALL.len() + MAX_FIELDS],
    collate: Collate,
}

impl Ranks {
    pub fn new(collate: Collate) -> Self {
        Self {
            columns: [const { OnceCell::new() }; Column::ALL.len() + MAX_FIELDS],
            collate,
        }
    }

    /// Sorts `rows` by the first of `sorts`, where they are equal by the next,
    /// and leaves them in their order where they are equal by all. What has no
    /// value (no period, nothing in "what") comes last, whichever the direction.
    pub fn sort(&self, rows: &mut Vec<(RelationshipIx, Match)>, dataset: &Dataset, sorts: &[Sort]) {
        // The last first: sorting keeps the order of what is equal.
        for Sort { column, direction } in sorts.iter().rev() {
            let ranks = self.of(*column, dataset);
            sort::sort_by_key(rows, |(ix, _)| {
                let rank = ranks.get(ix.position()).copied().unwrap_or(NO_VALUE);
                let key = match direction {
                    Direction::Descending if rank != NO_VALUE => NO_VALUE - 1 - rank,
                    _ => rank,
                };
                (key.into(), 0)
            });
        }
    }

    fn of(&self, column: Column, dataset: &Dataset) -> &[u32] {
        match self.columns.get(column.position()) {
            Some(cell) => cell.get_or_init(|| self.rank(column, dataset)),
            None => &[],
        }
    }

    fn rank(&self, column: Column, dataset: &Dataset) -> Vec<u32> {
        let texts = |of: &dyn Fn(&Relationship) -> u32| -> Vec<u32> {
            dataset.relationships.iter().map(of).collect()
        };
        let names = || self.texts(dataset.entities.iter().map(|it| &*it.name));
        let of_entity = |names: &[u32], entity: EntityIx| {
            names.get(entity.position()).copied().unwrap_or(NO_VALUE)
        };
        match column {
            Column::Subject => {
                let names = names();
                texts(&|it| of_entity(&names, it.subject))
            }
            Column::Object => {
                let names = names();
                texts(&|it| of_entity(&names, it.object))
            }
            // The article itself stands before all whom it names.
            Column::Claimant => {
                let names = names();
                texts(&|it| match it.attribution {
                    Some(ix) => of_entity(&names, ix).saturating_add(1),
                    None if it.is_said_by_article() => 0,
                    None => NO_VALUE,
                })
            }
            Column::Predicate => self.texts(dataset.relationships.iter().map(|it| &*it.predicate)),
            Column::What => self.texts(dataset.relationships.iter().map(|it| &*it.what)),
            Column::Status => texts(&|it| it.status.map_or(NO_VALUE, |it| it as u32)),
            Column::Period => {
                let bounds = |(record, it): (u32, &Relationship)| {
                    let period = it.period.as_ref()?;
                    let (first, last) = period.sort_key();
                    Some((first, last, record))
                };
                let records = (0..).zip(&dataset.relationships);
                ranks_of(records.filter_map(bounds).collect(), dataset)
            }
            Column::Field(ix) => self.rank_field(dataset, ix),
        }
    }

    /// The places of the values of a field of relationships.
    fn rank_field(&self, dataset: &Dataset, ix: FieldIx) -> Vec<u32> {
        let Some(field) = dataset.field(ix) else {
            return Vec::new();
        };
        if field.value_type == FieldType::Number {
            let numbers = field.values.numbers();
            let keys = numbers.map(|(record, number)| (sort_key(number), 0, record));
            return ranks_of(keys.collect(), dataset);
        }
        let distinct = field.values.distinct();
        if field.value_type == FieldType::Date {
            let key = |(record, code): (u32, u32)| {
                let (first, last) = distinct.get(at(code))?.date.as_ref()?.sort_key();
                Some((first, last, record))
            };
            return ranks_of(field.values.all_codes().filter_map(key).collect(), dataset);
        }
        // A record with several choices stands where the first of them does.
        let records = (0..).zip(&dataset.relationships).map(|(record, _)| record);
        let first = records.map(|record| {
            let code = field.values.codes(record).first();
            let value = code.and_then(|code| distinct.get(at(*code)));
            value.map_or("", |value| &*value.name)
        });
        self.texts(first)
    }

    /// The place of each of `texts`; none for one that is empty.
    fn texts<'a>(&self, texts: impl Iterator<Item = &'a str>) -> Vec<u32> {
        let mut numbers: HashMap<&str, u32, FxBuildHasher> = HashMap::default();
        let mut different = Vec::new();
        let mut ranks: Vec<u32> = texts
            .map(|text| {
                if text.is_empty() {
                    return NO_VALUE;
                }
                *numbers.entry(text).or_insert_with(|| {
                    different.push(text);
                    narrow(different.len() - 1)
                })
            })
            .collect();
        let order = if different.len() > MAX_COLLATED {
            natural(&different)
        } else {
            (self.collate)(&different)
        };
        for rank in &mut ranks {
            if *rank != NO_VALUE {
                *rank = order.get(at(*rank)).copied().unwrap_or(NO_VALUE);
            }
        }
        ranks
    }
}

/// The place of every relationship by its key; none for one that has no key.
fn ranks_of(mut keys: Vec<Keyed>, dataset: &Dataset) -> Vec<u32> {
    sort::sort(&mut keys);
    let mut ranks = vec![NO_VALUE; dataset.relationships.len()];
    let same = |a: &Keyed, b: &Keyed| (a.0, a.1) == (b.0, b.1);
    for (rank, equal) in (0..).zip(keys.chunk_by(same)) {
        for (_, _, record) in equal {
            if let Some(place) = ranks.get_mut(at(*record)) {
                *place = rank;
            }
        }
    }
    ranks
}
