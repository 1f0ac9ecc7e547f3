//! The lines of the table: rows, grouped under headings or not.

use std::ops::Range;
use std::rc::Rc;

use crate::dataset::{Dataset, EntityIx, FieldIx, Match, RelationshipIx, RelationshipKind};
use crate::query::Group;

/// A row: a relationship, and what it answers to the dates that are asked for.
pub type RelationshipMatch = (RelationshipIx, Match);

/// What a group's rows have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupHeader {
    /// The same actor on one side.
    Entity(EntityIx),
    /// The same kind.
    Kind(RelationshipKind),
    /// The same choice of a field, by its code.
    Choice(FieldIx, u32),
    /// No choice of a field.
    NoChoice(FieldIx),
}

/// One row of the table as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A group's heading.
    Section(Section),
    /// A row, by its place among the rows.
    Relationship(usize),
}

/// A group of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What they have in common.
    pub heading: GroupHeader,
    /// Where they are among the rows.
    pub rows: Range<usize>,
    /// Whether they are in sight.
    pub is_open: bool,
}

/// The lines of the table, found by their number in a logarithm of the groups.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRows {
    rows: Rc<[RelationshipMatch]>,
    sections: Vec<Section>,
    /// The line of each section's heading.
    starts: Vec<usize>,
    length: usize,
}

impl TableRows {
    /// Puts sorted rows together. Groups come in the order in which the rows
    /// bring them up, and within a group the rows keep their order.
    #[must_use]
    pub fn new(rows: Vec<RelationshipMatch>, dataset: &Dataset, group: Option<Group>) -> Self {
        let (rows, sections) = match group {
            None => (rows, Vec::new()),
            Some(group) => group_rows(&rows, dataset, group),
        };
        Self {
            rows: rows.into(),
            sections,
            starts: Vec::new(),
            length: 0,
        }
        .counted()
    }

    /// The same lines with all groups open but those in `folded`.
    #[must_use]
    pub fn folded(&self, folded: &[GroupHeader]) -> Self {
        let mut lines = self.clone();
        for section in &mut lines.sections {
            section.is_open = !folded.contains(&section.heading);
        }
        lines.counted()
    }

    fn counted(mut self) -> Self {
        self.starts.clear();
        self.length = if self.sections.is_empty() {
            self.rows.len()
        } else {
            0
        };
        for section in &self.sections {
            self.starts.push(self.length);
            self.length += 1 + if section.is_open {
                section.rows.len()
            } else {
                0
            };
        }
        self
    }

    /// How many lines there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The rows, in order, those of closed groups with them.
    #[must_use]
    pub fn rows(&self) -> &[RelationshipMatch] {
        &self.rows
    }

    /// The row at a place among the rows.
    #[must_use]
    pub fn row(&self, place: usize) -> Option<RelationshipMatch> {
        self.rows.get(place).copied()
    }

    /// The groups, in order; none where rows are not put together.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The line of a number.
    #[must_use]
    pub fn line(&self, number: usize) -> Option<Row> {
        if number >= self.length {
            return None;
        }
        let after = self.starts.partition_point(|start| *start <= number);
        let Some(group) = after.checked_sub(1) else {
            return Some(Row::Relationship(number));
        };
        let section = self.sections.get(group)?;
        Some(match number - self.starts.get(group)? {
            0 => Row::Section(section.clone()),
            row => Row::Relationship(section.rows.start + row - 1),
        })
    }

    /// The number of the line on which a relationship stands; `None` where it
    /// is in a closed group, or not among the rows. It looks at every row.
    #[must_use]
    pub fn number_of(&self, ix: RelationshipIx) -> Option<usize> {
        let place = self.rows.iter().position(|(row, _)| *row == ix)?;
        if self.sections.is_empty() {
            return Some(place);
        }
        let group = self.sections.partition_point(|it| it.rows.end <= place);
        let section = self.sections.get(group).filter(|it| it.is_open)?;
        Some(self.starts.get(group)? + 1 + place - section.rows.start)
    }
}

fn group_rows(
    rows: &[RelationshipMatch],
    dataset: &Dataset,
    group: Group,
) -> (Vec<RelationshipMatch>, Vec<Section>) {
    let mut groups: Vec<(GroupHeader, Vec<RelationshipMatch>)> = Vec::new();
    // Where each actor's group is, or each kind's: one of the two.
    let mut places: Vec<Option<usize>> = Vec::new();
    for row in rows {
        let Some(it) = dataset.relationship(row.0) else {
            continue;
        };
        let heading = match group {
            Group::Subject => GroupHeader::Entity(it.subject),
            Group::Object => GroupHeader::Entity(it.object),
            Group::Kind => GroupHeader::Kind(it.kind),
            // What has several choices stands with the first of them.
            Group::Field(ix) => {
                let field = dataset.field(ix);
                let code = field.and_then(|field| field.values.codes(row.0.0).first());
                code.map_or(GroupHeader::NoChoice(ix), |code| {
                    GroupHeader::Choice(ix, *code)
                })
            }
        };
        let number = match heading {
            GroupHeader::Entity(ix) => ix.position(),
            GroupHeader::Kind(kind) => kind.position(),
            GroupHeader::Choice(_, code) => code as usize + 1,
            GroupHeader::NoChoice(_) => 0,
        };
        if places.len() <= number {
            places.resize(number + 1, None);
        }
        let Some(place) = places.get_mut(number) else {
            continue;
        };
        let place = *place.get_or_insert_with(|| {
            groups.push((heading, Vec::new()));
            groups.len() - 1
        });
        if let Some((_, members)) = groups.get_mut(place) {
            members.push(*row);
        }
    }
    let mut together = Vec::with_capacity(rows.len());
    let sections = groups
        .into_iter()
        .map(|(heading, members)| {
            let start = together.len();
            together.extend(members);
            Section {
                heading,
                rows: start..together.len(),
                is_open: true,
            }
        })
        .collect();
    (together, sections)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::table::tests::dataset;

    fn rows(edges: usize) -> Vec<RelationshipMatch> {
        (0..u32::try_from(edges).unwrap())
            .map(|position| (RelationshipIx(position), Match::Definite))
            .collect()
    }

    proptest! {
        #[test]
        fn every_row_has_its_line_under_its_heading(
            edges in proptest::collection::vec((0_u32..5, 0_u32..5, 0_usize..3), 0..60),
            group in proptest::option::of(select(&Group::ALL[..])),
            folded in proptest::collection::vec(0_u32..5, 0..3),
        ) {
            let dataset = dataset(&edges);
            let folded: Vec<GroupHeader> =
                folded.into_iter().map(|ix| GroupHeader::Entity(EntityIx(ix))).collect();
            let lines = TableRows::new(rows(edges.len()), &dataset, group).folded(&folded);
            let heading_of = |row: usize| {
                let it = dataset.relationship(lines.row(row).unwrap().0).unwrap();
                match group.unwrap() {
                    Group::Subject => GroupHeader::Entity(it.subject),
                    Group::Object => GroupHeader::Entity(it.object),
                    Group::Kind => GroupHeader::Kind(it.kind),
                    // No dataset here has fields.
                    Group::Field(ix) => GroupHeader::NoChoice(ix),
                }
            };
            let mut above: Option<Section> = None;
            let mut seen = 0;
            for number in 0..lines.len() {
                match lines.line(number).unwrap() {
                    Row::Section(section) => {
                        prop_assert!(section.rows.clone().all(|row| heading_of(row) == section.heading));
                        prop_assert_eq!(section.is_open, !folded.contains(&section.heading));
                        above = Some(section);
                    }
                    Row::Relationship(row) => {
                        seen += 1;
                        prop_assert_eq!(lines.number_of(lines.row(row).unwrap().0), Some(number));
                        prop_assert!(above.as_ref().is_none_or(|it| it.is_open && it.rows.contains(&row)));
                    }
                }
            }
            prop_assert_eq!(lines.line(lines.len()), None);
            let hidden: usize =
                lines.sections().iter().filter(|it| !it.is_open).map(|it| it.rows.len()).sum();
            prop_assert_eq!(seen + hidden, edges.len());
            let mut all: Vec<u32> = lines.rows().iter().map(|(ix, _)| ix.0).collect();
            // Within a group, the order is the rows' own.
            for section in lines.sections() {
                prop_assert!(all[section.rows.clone()].is_sorted());
            }
            all.sort_unstable();
            prop_assert!(all.into_iter().eq(0..u32::try_from(edges.len()).unwrap()));
        }
    }

    #[test]
    fn groups_come_in_the_order_of_the_rows() {
        let dataset = dataset(&[(2, 0, 0), (1, 0, 0), (2, 1, 0)]);
        let lines = TableRows::new(rows(3), &dataset, Some(Group::Subject));
        let headings: Vec<GroupHeader> = lines.sections().iter().map(|it| it.heading).collect();
        assert_eq!(
            headings,
            [
                GroupHeader::Entity(EntityIx(2)),
                GroupHeader::Entity(EntityIx(1))
            ]
        );
        assert_eq!(lines.number_of(RelationshipIx(2)), Some(2));
    }
}
