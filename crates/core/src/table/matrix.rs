//! The relationships as a matrix.

use super::{RelationshipMatch, Total, counts};
use crate::dataset::{
    Dataset, EntityIx, Factuality, FieldIx, Relationship, RelationshipIx, RelationshipStatus,
    Stance,
};

/// What stands between two actors, from the one to the other.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Edge {
    /// How many relationships.
    pub count: u32,
    /// How many relationships of each stance.
    pub stances: [u32; Stance::ALL.len()],
    /// How many relationships of each status.
    pub statuses: [u32; RelationshipStatus::ALL.len()],
    /// The sum of the field that it is weighed by.
    pub total: Total,
}

impl Edge {
    pub(super) fn add(&mut self, it: &Relationship, number: Option<f64>) {
        self.count += 1;
        self.total.add(it, number);
        let stance = it.stance.map(|it| it as usize);
        let stance = stance.and_then(|it| self.stances.get_mut(it));
        let status = it.status.map(|it| it as usize);
        let status = status.and_then(|it| self.statuses.get_mut(it));
        for count in [stance, status].into_iter().flatten() {
            *count += 1;
        }
    }

    /// How many relationships of each status that is not a fact's, where there are
    /// any.
    pub fn claims(self) -> impl Iterator<Item = (Factuality, u32)> {
        let statuses = RelationshipStatus::ALL.iter().zip(self.statuses);
        let claims = statuses.map(|(status, count)| (status.factuality(), count));
        claims.filter(|(factuality, count)| *factuality != Factuality::Fact && *count > 0)
    }

    /// Whether nothing in it is put as a fact.
    #[must_use]
    pub fn is_claim(self) -> bool {
        self.count() == self.claims().map(|(_, count)| count).sum::<u32>()
    }

    /// How many relationships there are.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.count
    }

    /// Whether the stance of any of them is known.
    #[must_use]
    pub fn has_stance(self) -> bool {
        self.stances.iter().any(|count| *count > 0)
    }

    /// The stance of all of them; `None` where they differ, or none is known.
    #[must_use]
    pub fn stance(self) -> Option<Stance> {
        let of = |stance: &Stance| self.stances.get(*stance as usize).copied();
        let whole = |stance: &&Stance| self.count() > 0 && of(stance) == Some(self.count());
        Stance::ALL.iter().find(whole).copied()
    }

    /// How dark it is drawn, from 1 to 4, relative to the most between any
    /// two; 0 where there is nothing.
    #[must_use]
    pub fn shade(self, most: u32) -> u32 {
        match self.count() {
            0 => 0,
            // The first shade is for one, so that the others tell more apart.
            1 => 1,
            count => 1 + (count * 3).div_ceil(most.max(1)).min(3),
        }
    }

    /// The same where it is drawn by its sum, relative to the largest between any two.
    #[must_use]
    pub fn shade_by_sum(self, most: f64) -> u32 {
        match self.count() {
            0 => 0,
            _ => [0.0, 1.0 / 3.0, 2.0 / 3.0]
                .into_iter()
                .fold(1, |shade, from| shade + u32::from(self.share(most) > from)),
        }
    }

    /// Its sum as a part of the largest between any two, from 0 to 1.
    #[must_use]
    pub fn share(self, most: f64) -> f64 {
        if most > 0.0 {
            self.total.sum.abs() / most
        } else {
            0.0
        }
    }
}

/// The number of a relationship in the field that it is weighed by.
pub(super) fn weight(dataset: &Dataset, field: Option<FieldIx>, ix: RelationshipIx) -> Option<f64> {
    dataset.field(field?)?.values.number(ix.0)
}

/// The largest sum of any edge, without its sign.
pub(super) fn most_sum<'a>(edges: impl Iterator<Item = &'a Edge>) -> f64 {
    edges.fold(0.0, |most, edge| edge.total.sum.abs().max(most))
}

/// An actor at the edge of the matrix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Header {
    /// Who.
    pub entity: EntityIx,
    /// In how many relationships, with those to actors that are left out.
    pub count: u32,
    /// The sum of the field that they are weighed by, over all of these.
    pub sum: f64,
}

/// Subjects and objects: those with most relationships, on either side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// Who, the most connected first.
    pub subjects: Vec<Header>,
    /// To whom, the most connected first.
    pub objects: Vec<Header>,
    /// What is between them, one line for each subject.
    pub edges: Vec<Vec<Edge>>,
    /// How many subjects are left out.
    pub more_subjects: usize,
    /// How many objects are left out.
    pub more_objects: usize,
    /// The most relationships between any two.
    pub most: u32,
    /// The largest sum between any two, without its sign.
    pub most_sum: f64,
}

/// The matrix of `rows`, of at most so many subjects and objects, weighed by a field of
/// numbers or by nothing but how many they are. It looks at each row twice.
#[must_use]
pub fn matrix(
    rows: &[RelationshipMatch],
    dataset: &Dataset,
    lines: usize,
    columns: usize,
    field: Option<FieldIx>,
) -> Matrix {
    let relationships = || {
        let numbered = |ix| Some((dataset.relationship(ix)?, weight(dataset, field, ix)));
        rows.iter().filter_map(move |(ix, _)| numbered(*ix))
    };
    let entities = dataset.entities.len();
    // What is said of both alike stands on both sides.
    let other =
        |it: &Relationship, end| (it.subject != it.object && dataset.is_mutual(it)).then_some(end);
    let from = |it: &Relationship| [Some(it.subject), other(it, it.object)];
    let to = |it: &Relationship| [Some(it.object), other(it, it.subject)];
    let subjects = relationships().flat_map(|(it, number)| weighed(from(it), it, number));
    let objects = relationships().flat_map(|(it, number)| weighed(to(it), it, number));
    let (subjects, more_subjects) = ranked(subjects, entities, lines);
    let (objects, more_objects) = ranked(objects, entities, columns);
    let (line_of, column_of) = (places(&subjects, entities), places(&objects, entities));
    let mut edges = vec![vec![Edge::default(); objects.len()]; subjects.len()];
    let place = |subject: EntityIx, object: EntityIx| {
        let line = (*line_of.get(subject.position())?)?;
        let column = (*column_of.get(object.position())?)?;
        Some((line, column))
    };
    for (it, number) in relationships() {
        let ends = from(it).into_iter().zip(to(it));
        for (subject, object) in ends.filter_map(|(from, to)| from.zip(to)) {
            if let Some((line, column)) = place(subject, object)
                && let Some(edge) = edges.get_mut(line).and_then(|line| line.get_mut(column))
            {
                edge.add(it, number);
            }
        }
    }
    let mut matrix = Matrix {
        most: edges
            .iter()
            .flatten()
            .map(|edge| edge.count())
            .max()
            .unwrap_or(0),
        most_sum: most_sum(edges.iter().flatten()),
        subjects,
        objects,
        edges,
        more_subjects,
        more_objects,
    };
    matrix.drop_empty();
    matrix
}

impl Matrix {
    /// Leaves out actors whose relationships were all left out before: an empty
    /// line says nothing.
    fn drop_empty(&mut self) {
        let is_tied = |edge: &Edge| edge.count() > 0;
        let lines: Vec<bool> = self
            .edges
            .iter()
            .map(|line| line.iter().any(is_tied))
            .collect();
        let columns: Vec<bool> = (0..self.objects.len())
            .map(|column| {
                self.edges
                    .iter()
                    .any(|line| line.get(column).is_some_and(is_tied))
            })
            .collect();
        self.more_subjects += retain_marked(&mut self.subjects, &lines);
        self.more_objects += retain_marked(&mut self.objects, &columns);
        retain_marked(&mut self.edges, &lines);
        for line in &mut self.edges {
            retain_marked(line, &columns);
        }
    }
}

/// Keeps what is marked, and says how many that are not.
fn retain_marked<T>(list: &mut Vec<T>, marks: &[bool]) -> usize {
    let before = list.len();
    let mut marks = marks.iter();
    list.retain(|_| marks.next().copied().unwrap_or_default());
    before - list.len()
}

/// Each end of a relationship, with what it adds to the sum of who stands there.
pub(super) fn weighed(
    ends: [Option<EntityIx>; 2],
    it: &Relationship,
    number: Option<f64>,
) -> impl Iterator<Item = (EntityIx, f64)> + use<> {
    let number = number.filter(|_| counts(it)).unwrap_or(0.0);
    ends.into_iter().flatten().map(move |end| (end, number))
}

/// Those with the largest sums, and of as large ones those that come most often; at most so
/// many, and how many more there are.
pub(super) fn ranked(
    actors: impl Iterator<Item = (EntityIx, f64)>,
    entities: usize,
    most: usize,
) -> (Vec<Header>, usize) {
    let mut counts = vec![(0_u32, 0.0_f64); entities];
    for (actor, number) in actors {
        if let Some((count, sum)) = counts.get_mut(actor.position()) {
            *count += 1;
            *sum += number;
        }
    }
    // A handful is wanted, of maybe many: to look for the next one so many times
    // costs less than to sort them all.
    let mut edges: Vec<Header> = Vec::new();
    while edges.len() < most {
        let mut next: Option<Header> = None;
        for (entity, (count, sum)) in (0..).map(EntityIx).zip(&counts) {
            let (count, sum) = (*count, *sum);
            let is_more =
                next.is_none_or(|next| sum > next.sum || sum >= next.sum && count > next.count);
            if count > 0 && is_more {
                next = Some(Header { entity, count, sum });
            }
        }
        let Some(next) = next else { break };
        if let Some((count, _)) = counts.get_mut(next.entity.position()) {
            *count = 0;
        }
        edges.push(next);
    }
    let more = counts.iter().filter(|(count, _)| *count > 0).count();
    (edges, more)
}

/// Where each entity is in the list, if it is.
pub(super) fn places(edges: &[Header], entities: usize) -> Vec<Option<usize>> {
    let mut places = vec![None; entities];
    for (position, edge) in edges.iter().enumerate() {
        if let Some(place) = places.get_mut(edge.entity.position()) {
            *place = Some(position);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dataset::{CustomField, FieldType, FieldValues, Match, RecordType, RelationshipIx};
    use crate::table::tests::dataset;

    fn rows(edges: usize) -> Vec<RelationshipMatch> {
        (0..u32::try_from(edges).unwrap())
            .map(|position| (RelationshipIx(position), Match::Definite))
            .collect()
    }

    #[test]
    fn a_cell_counts_what_stands_between_two_and_which_way_it_leans() {
        let dataset = dataset(&[(0, 1, 0), (0, 1, 0), (0, 1, 2), (2, 1, 2), (1, 0, 1)]);
        let it = matrix(&rows(5), &dataset, 10, 10, None);
        let who = |edges: &[Header]| {
            edges
                .iter()
                .map(|it| (it.entity.0, it.count))
                .collect::<Vec<_>>()
        };
        assert_eq!(who(&it.subjects), [(0, 3), (1, 1), (2, 1)]);
        assert_eq!(who(&it.objects), [(1, 4), (0, 1)]);
        assert_eq!(it.edges[0][0].stances, [2, 0, 1]);
        assert_eq!(it.edges[0][0].stance(), None);
        assert_eq!(it.edges[2][0].stance(), Some(Stance::Hostile));
        assert_eq!(it.edges[1][1].stance(), Some(Stance::Neutral));
        assert_eq!(it.edges[0][1], Edge::default());
        assert_eq!((it.most, it.more_subjects, it.more_objects), (3, 0, 0));
        let shades: Vec<u32> = it
            .edges
            .iter()
            .flatten()
            .map(|edge| edge.shade(it.most))
            .collect();
        assert_eq!(shades, [4, 0, 0, 1, 1, 0]);
    }

    #[test]
    fn the_least_connected_are_left_out_and_counted() {
        let dataset = dataset(&[(0, 1, 0), (0, 2, 0), (0, 2, 0), (3, 4, 0)]);
        let it = matrix(&rows(4), &dataset, 1, 2, None);
        assert_eq!((it.subjects.len(), it.objects.len()), (1, 2));
        assert_eq!((it.more_subjects, it.more_objects), (1, 1));
        assert_eq!(it.objects[0].entity, EntityIx(2));
        // The second subject has nothing with the only object that is shown.
        let it = matrix(&rows(4), &dataset, 2, 1, None);
        assert_eq!((it.subjects.len(), it.objects.len()), (1, 1));
        assert_eq!((it.more_subjects, it.more_objects), (1, 2));
    }

    /// A field of these numbers of the dataset's relationships.
    fn amounts(numbers: &[Option<f64>]) -> CustomField {
        let mut values = FieldValues::default();
        for (record, number) in (0..).zip(numbers) {
            if let Some(number) = number {
                values.push_number(record, *number);
            }
        }
        CustomField {
            id: "amount".into(),
            of: RecordType::Relationship,
            name: "Amount".into(),
            value_type: FieldType::Number,
            unit: "EUR".into(),
            values,
        }
    }

    #[test]
    fn a_cell_that_is_weighed_has_the_sum_of_what_counts() {
        let mut dataset = dataset(&[(0, 1, 0), (0, 1, 0), (2, 1, 0), (2, 1, 0), (1, 0, 0)]);
        let numbers = [Some(10.0), None, Some(900.0), Some(50.0), None];
        dataset.fields.push(amounts(&numbers));
        dataset.relationships[3].status = Some(RelationshipStatus::Denied);
        let it = matrix(&rows(5), &dataset, 10, 10, Some(FieldIx(0)));
        let who = |headers: &[Header]| -> Vec<(u32, f64)> {
            headers.iter().map(|it| (it.entity.0, it.sum)).collect()
        };
        assert_eq!(who(&it.subjects), [(2, 900.0), (0, 10.0), (1, 0.0)]);
        assert_eq!(who(&it.objects), [(1, 910.0), (0, 0.0)]);
        let edge = it.edges[0][0];
        let total = edge.total;
        assert_eq!((total.sum, total.rows, total.not_counted), (900.0, 1, 1));
        assert_eq!(it.most_sum, 900.0);
        let shades = it.edges.iter().flatten();
        let shades: Vec<u32> = shades.map(|it| it.shade_by_sum(900.0)).collect();
        // What has no number is not nothing.
        assert_eq!(shades, [4, 0, 2, 0, 0, 1]);
    }

    proptest! {
        #[test]
        fn the_sums_are_those_of_a_reading_of_every_relationship(
            edges in proptest::collection::vec(
                (0_u32..5, 0_u32..5, proptest::option::of(-1000_i32..1000), 0..5_usize),
                0..60,
            ),
            (lines, columns) in (1_usize..6, 1_usize..6),
        ) {
            let ends: Vec<_> = edges.iter().map(|(from, to, ..)| (*from, *to, 0)).collect();
            let mut dataset = dataset(&ends);
            let numbers = edges.iter().map(|(_, _, number, _)| number.map(f64::from));
            dataset.fields.push(amounts(&numbers.collect::<Vec<_>>()));
            for (it, (.., status)) in dataset.relationships.iter_mut().zip(&edges) {
                it.status = Some(RelationshipStatus::ALL[*status]);
            }
            let counted = |it: &(u32, u32, Option<i32>, usize)| match RelationshipStatus::ALL[it.3] {
                RelationshipStatus::Denied | RelationshipStatus::Proposed => 0,
                _ => it.2.unwrap_or(0),
            };
            let it = matrix(&rows(edges.len()), &dataset, lines, columns, Some(FieldIx(0)));
            let mut most = 0;
            for (line, subject) in it.edges.iter().zip(&it.subjects) {
                let own = || edges.iter().filter(|it| it.0 == subject.entity.0);
                prop_assert_eq!(subject.sum, f64::from(own().map(counted).sum::<i32>()));
                for (edge, object) in line.iter().zip(&it.objects) {
                    let sum = own().filter(|it| it.1 == object.entity.0).map(counted).sum::<i32>();
                    prop_assert_eq!(edge.total.sum, f64::from(sum));
                    most = most.max(sum.abs());
                }
            }
            prop_assert!(it.subjects.is_sorted_by(|one, next| one.sum >= next.sum));
            prop_assert_eq!(it.most_sum, f64::from(most));
            for edge in it.edges.iter().flatten() {
                let shade = edge.shade_by_sum(it.most_sum);
                prop_assert_eq!(shade == 0, edge.count() == 0);
                prop_assert!(shade <= 4);
            }
        }

        #[test]
        fn nothing_is_lost_where_all_have_room(
            edges in proptest::collection::vec((0_u32..6, 0_u32..6, 0_usize..3), 0..80),
        ) {
            let dataset = dataset(&edges);
            let it = matrix(&rows(edges.len()), &dataset, 6, 6, None);
            let counted: u32 = it.edges.iter().flatten().map(|edge| edge.count()).sum();
            prop_assert_eq!(counted as usize, edges.len());
            for (line, subject) in it.edges.iter().zip(&it.subjects) {
                prop_assert_eq!(line.iter().map(|edge| edge.count()).sum::<u32>(), subject.count);
            }
            for edge in it.edges.iter().flatten() {
                prop_assert_eq!(edge.shade(it.most) == 0, edge.count() == 0);
                prop_assert!(edge.shade(it.most) <= 4);
            }
        }
    }
}
