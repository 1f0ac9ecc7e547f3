//! The sum of a column of numbers.

use super::RelationshipMatch;
use crate::dataset::{Dataset, Factuality, FieldIx, FieldType, Relationship, Revision};

/// The sum of a field over rows.
///
/// What is denied, only proposed or withdrawn is in no sum, and a number that is not
/// given is not zero: how many rows each of these are is told with the sum.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Total {
    /// The sum of the numbers that count.
    pub sum: f64,
    /// How many rows have one.
    pub rows: u32,
    /// How many rows have a number that does not count.
    pub not_counted: u32,
    /// How many rows have no number.
    pub without: u32,
}

/// The sum of a field of numbers over `rows`; `None` of any other field.
#[must_use]
pub fn total(rows: &[RelationshipMatch], dataset: &Dataset, field: FieldIx) -> Option<Total> {
    let field = dataset.field(field)?;
    if field.value_type != FieldType::Number {
        return None;
    }
    let mut total = Total::default();
    for (ix, _) in rows {
        let number = field.values.number(ix.0);
        match (number, dataset.relationship(*ix)) {
            (Some(number), Some(it)) if counts(it) => {
                total.sum += number;
                total.rows += 1;
            }
            (Some(_), _) => total.not_counted += 1,
            (None, _) => total.without += 1,
        }
    }
    Some(total)
}

/// Whether the numbers of a relationship are in sums.
#[must_use]
pub fn counts(it: &Relationship) -> bool {
    let is_claimed = matches!(it.factuality(), Factuality::Denied | Factuality::Proposed);
    !is_claimed && !it.revision.as_ref().is_some_and(Revision::is_retraction)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{
        CustomField, FieldValues, Match, RecordType, RelationshipIx, RelationshipStatus,
        RevisionStatus,
    };
    use crate::table::tests::dataset;

    #[test]
    fn what_is_not_so_is_in_no_sum() {
        let mut dataset = dataset(&[(0, 1, 0); 5]);
        let mut values = FieldValues::default();
        for (record, number) in [(0, 10.0), (1, 2.5), (2, 100.0), (3, 1000.0)] {
            values.push_number(record, number);
        }
        dataset.relationships[2].status = Some(RelationshipStatus::Denied);
        dataset.relationships[3].revision = Some(Revision {
            status: RevisionStatus::Retracted,
            date: None,
            note: "".into(),
            was: "".into(),
        });
        dataset.fields.push(CustomField {
            id: "amount".into(),
            of: RecordType::Relationship,
            name: "Amount".into(),
            value_type: FieldType::Number,
            unit: "EUR".into(),
            values,
        });
        let rows: Vec<RelationshipMatch> = (0..5)
            .map(|ix| (RelationshipIx(ix), Match::Definite))
            .collect();
        let expected = Total {
            sum: 12.5,
            rows: 2,
            not_counted: 2,
            without: 1,
        };
        assert_eq!(total(&rows, &dataset, FieldIx(0)), Some(expected));
        assert_eq!(total(&rows, &dataset, FieldIx(1)), None);
    }
}
