//! The order of the relationships' table.

use std::cmp::Reverse;

use super::fold::natural_key;
use crate::dataset::{Answer, Dataset, EntityIx, Relationship, RelationshipIx};

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
}

impl Column {
    /// Every column, in the order of the table.
    pub const ALL: [Self; 7] = [
        Self::Subject,
        Self::Predicate,
        Self::What,
        Self::Object,
        Self::Period,
        Self::Status,
        Self::Claimant,
    ];

    /// The column's name in a permalink.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Predicate => "predicate",
            Self::What => "what",
            Self::Object => "object",
            Self::Period => "period",
            Self::Status => "status",
            Self::Claimant => "claimant",
        }
    }

    /// The column that `name` stands for.
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

/// Sorts `rows` by the first of `sorts`, by the second where that finds them
/// equal, and so on; where all do, they stay in their order. What has no value
/// (no period, nothing in "what") comes last, whichever the direction.
pub fn sort(rows: &mut [(RelationshipIx, Answer)], dataset: &Dataset, sorts: &[Sort]) {
    // Each pass is stable, so the last one rules and leaves the rest to those
    // before it.
    for sort in sorts.iter().rev() {
        sort_by(rows, dataset, *sort);
    }
}

fn sort_by(rows: &mut [(RelationshipIx, Answer)], dataset: &Dataset, sort: Sort) {
    let Sort { column, direction } = sort;
    let name = |entity: EntityIx| dataset.entity(entity).map(|entity| &*entity.name);
    let text = |of: fn(&Relationship) -> &str| move |it: &Relationship| key(Some(of(it)));
    match column {
        Column::Subject => by(rows, dataset, direction, |it| key(name(it.subject))),
        Column::Object => by(rows, dataset, direction, |it| key(name(it.object))),
        Column::Predicate => by(rows, dataset, direction, text(|it| &it.predicate)),
        Column::What => by(rows, dataset, direction, text(|it| &it.what)),
        Column::Period => by(rows, dataset, direction, |it| {
            it.period
                .as_ref()
                .map(|period| (period.earliest(), period.latest()))
        }),
        Column::Status => by(rows, dataset, direction, |it| Some(it.status)),
        // The article itself stands before all whom it names.
        Column::Claimant => by(rows, dataset, direction, |it| match it.attribution {
            None => Some(Vec::new()),
            Some(entity) => key(name(entity)),
        }),
    }
}

fn key(text: Option<&str>) -> Option<Vec<(u64, char)>> {
    text.filter(|text| !text.is_empty()).map(natural_key)
}

fn by<K: Ord>(
    rows: &mut [(RelationshipIx, Answer)],
    dataset: &Dataset,
    direction: Direction,
    key: impl Fn(&Relationship) -> Option<K>,
) {
    let key = |(ix, _): &(RelationshipIx, Answer)| {
        let key = dataset.relationship(*ix).and_then(&key);
        // None after Some, by the first part.
        (key.is_none(), key)
    };
    match direction {
        Direction::Ascending => rows.sort_by_cached_key(key),
        Direction::Descending => rows.sort_by_cached_key(|row| {
            let (missing, key) = key(row);
            (missing, Reverse(key))
        }),
    }
}
