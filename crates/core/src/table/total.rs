//! The sum of a column of numbers.

use super::{RelationshipMatch, TableRows};
use crate::dataset::{Dataset, Factuality, FieldIx, FieldType, RecordType, Relationship, Revision};

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

impl Total {
    pub(super) fn add(&mut self, it: &Relationship, number: Option<f64>) {
        match number {
            Some(number) if counts(it) => {
                self.sum += number;
                self.rows += 1;
            }
            Some(_) => self.not_counted += 1,
            None => self.without += 1,
        }
    }
}

/// The sums of every field of numbers, over all rows of a table and over each section.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals(Vec<FieldTotals>);

/// The sums of one field.
#[derive(Clone, Debug, PartialEq)]
struct FieldTotals {
    field: FieldIx,
    all: Total,
    /// In the order of the sections.
    sections: Vec<Total>,
}

impl Totals {
    /// Adds up the rows of `lines`, whether their sections are open or not.
    #[must_use]
    pub fn new(lines: &TableRows, dataset: &Dataset) -> Self {
        let fields = (0..).map(FieldIx).zip(&dataset.fields);
        let fields = fields.filter(|(_, field)| field.of == RecordType::Relationship);
        let sums = fields.filter_map(|(field, _)| {
            let section = |rows| total(lines.rows().get(rows).unwrap_or_default(), dataset, field);
            Some(FieldTotals {
                field,
                all: total(lines.rows(), dataset, field)?,
                sections: (lines.sections().iter())
                    .filter_map(|it| section(it.rows.clone()))
                    .collect(),
            })
        });
        Self(sums.collect())
    }

    /// The sum of a field over the rows of a section, by its place among the sections, or
    /// over all rows; `None` where the field has none.
    #[must_use]
    pub fn of(&self, field: FieldIx, section: Option<usize>) -> Option<Total> {
        let sums = self.0.iter().find(|it| it.field == field)?;
        match section {
            Some(place) => sums.sections.get(place).copied(),
            None => Some(sums.all),
        }
    }
}

/// The sum of a field of numbers over `rows`; `None` of any other field.
fn total(rows: &[RelationshipMatch], dataset: &Dataset, field: FieldIx) -> Option<Total> {
    let field = dataset.field(field)?;
    if field.value_type != FieldType::Number {
        return None;
    }
    let mut total = Total::default();
    for (ix, _) in rows {
        if let Some(it) = dataset.relationship(*ix) {
            total.add(it, field.values.number(ix.0));
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
    use crate::query::Group;
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

    #[test]
    fn each_section_has_its_sum_open_or_not() {
        let mut dataset = dataset(&[(0, 1, 0), (2, 1, 0), (0, 1, 0), (2, 3, 0)]);
        let mut values = FieldValues::default();
        for (record, number) in [(0, 1.0), (1, 2.0), (2, 4.0)] {
            values.push_number(record, number);
        }
        for (id, of) in [
            ("events", RecordType::Event),
            ("amount", RecordType::Relationship),
        ] {
            dataset.fields.push(CustomField {
                id: id.into(),
                of,
                name: id.into(),
                value_type: FieldType::Number,
                unit: "".into(),
                values: values.clone(),
            });
        }
        let rows = (0..4).map(|ix| (RelationshipIx(ix), Match::Definite));
        let lines = TableRows::new(rows.collect(), &dataset, Some(Group::Subject));
        let closed = lines.folded(&[lines.sections()[0].heading]);
        for lines in [lines, closed] {
            let totals = Totals::new(&lines, &dataset);
            let sum = |section| totals.of(FieldIx(1), section).map(|it| (it.sum, it.rows));
            assert_eq!(sum(None), Some((7.0, 3)));
            assert_eq!(sum(Some(0)), Some((5.0, 2)));
            assert_eq!(sum(Some(1)), Some((2.0, 1)));
            assert_eq!(sum(Some(2)), None);
            assert_eq!(totals.of(FieldIx(0), None), None);
        }
    }
}
