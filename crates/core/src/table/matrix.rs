//! The relationships as a matrix.

use super::RelationshipMatch;
use crate::dataset::{Dataset, EntityIx, Factuality, Relationship, RelationshipStatus, Stance};

/// What stands between two actors, from the one to the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edge {
    /// How many relationships.
    pub count: u32,
    /// How many relationships of each stance.
    pub stances: [u32; Stance::ALL.len()],
    /// How many relationships of each status.
    pub statuses: [u32; RelationshipStatus::ALL.len()],
}

impl Edge {
    pub(super) fn add(&mut self, it: &Relationship) {
        self.count += 1;
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
}

/// An actor at the edge of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// Who.
    pub entity: EntityIx,
    /// In how many relationships, with those to actors that are left out.
    pub count: u32,
}

/// Subjects and objects: those with most relationships, on either side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
}

/// The matrix of `rows`, of at most so many subjects and objects. It looks at
/// each row twice.
#[must_use]
pub fn matrix(
    rows: &[RelationshipMatch],
    dataset: &Dataset,
    lines: usize,
    columns: usize,
) -> Matrix {
    let relationships = || rows.iter().filter_map(|(ix, _)| dataset.relationship(*ix));
    let entities = dataset.entities.len();
    // What is said of both alike stands on both sides.
    let other =
        |it: &Relationship, end| (it.subject != it.object && dataset.is_mutual(it)).then_some(end);
    let from = |it: &Relationship| [Some(it.subject), other(it, it.object)];
    let to = |it: &Relationship| [Some(it.object), other(it, it.subject)];
    let subjects = relationships().flat_map(from).flatten();
    let objects = relationships().flat_map(to).flatten();
    let (subjects, more_subjects) = ranked(subjects, entities, lines);
    let (objects, more_objects) = ranked(objects, entities, columns);
    let (line_of, column_of) = (places(&subjects, entities), places(&objects, entities));
    let mut edges = vec![vec![Edge::default(); objects.len()]; subjects.len()];
    let place = |subject: EntityIx, object: EntityIx| {
        let line = (*line_of.get(subject.position())?)?;
        let column = (*column_of.get(object.position())?)?;
        Some((line, column))
    };
    for it in relationships() {
        let ends = from(it).into_iter().zip(to(it));
        for (subject, object) in ends.filter_map(|(from, to)| from.zip(to)) {
            if let Some((line, column)) = place(subject, object)
                && let Some(edge) = edges.get_mut(line).and_then(|line| line.get_mut(column))
            {
                edge.add(it);
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

/// Those that come most often, at most so many, and how many more there are.
pub(super) fn ranked(
    actors: impl Iterator<Item = EntityIx>,
    entities: usize,
    most: usize,
) -> (Vec<Header>, usize) {
    let mut counts = vec![0_u32; entities];
    for actor in actors {
        if let Some(count) = counts.get_mut(actor.position()) {
            *count += 1;
        }
    }
    // A handful is wanted, of maybe many: to look for the next one so many times
    // costs less than to sort them all.
    let mut edges = Vec::new();
    while edges.len() < most {
        let mut next = Header {
            entity: EntityIx(0),
            count: 0,
        };
        for (entity, count) in (0..).map(EntityIx).zip(&counts) {
            if *count > next.count {
                next = Header {
                    entity,
                    count: *count,
                };
            }
        }
        match counts.get_mut(next.entity.position()) {
            Some(count) if *count > 0 => *count = 0,
            _ => break,
        }
        edges.push(next);
    }
    let more = counts.iter().filter(|count| **count > 0).count();
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
    use crate::dataset::{Match, RelationshipIx};
    use crate::table::tests::dataset;

    fn rows(edges: usize) -> Vec<RelationshipMatch> {
        (0..u32::try_from(edges).unwrap())
            .map(|position| (RelationshipIx(position), Match::Definite))
            .collect()
    }

    #[test]
    fn a_cell_counts_what_stands_between_two_and_which_way_it_leans() {
        let dataset = dataset(&[(0, 1, 0), (0, 1, 0), (0, 1, 2), (2, 1, 2), (1, 0, 1)]);
        let it = matrix(&rows(5), &dataset, 10, 10);
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
        let it = matrix(&rows(4), &dataset, 1, 2);
        assert_eq!((it.subjects.len(), it.objects.len()), (1, 2));
        assert_eq!((it.more_subjects, it.more_objects), (1, 1));
        assert_eq!(it.objects[0].entity, EntityIx(2));
        // The second subject has nothing with the only object that is shown.
        let it = matrix(&rows(4), &dataset, 2, 1);
        assert_eq!((it.subjects.len(), it.objects.len()), (1, 1));
        assert_eq!((it.more_subjects, it.more_objects), (1, 2));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_where_all_have_room(
            edges in proptest::collection::vec((0_u32..6, 0_u32..6, 0_usize..3), 0..80),
        ) {
            let dataset = dataset(&edges);
            let it = matrix(&rows(edges.len()), &dataset, 6, 6);
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
