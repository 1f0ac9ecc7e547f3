//! The reader's layout of the relationships.

use crate::dataset::{FieldIx, MAX_FIELDS};
use crate::query::{Column, Group};

/// How the reader has the relationships laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableLayout {
    /// The view: table, matrix or network.
    pub shape: RelationshipView,
    /// The grouping of the table's rows.
    pub group: Option<Group>,
    /// The field of numbers that the matrix and the network are weighed by; `None` is how
    /// many relationships there are.
    pub weight: Option<FieldIx>,
    /// The columns of the table that the reader hid.
    pub hidden: ColumnSet,
    /// The columns that the reader asked for although all rows say the same there.
    pub shown: ColumnSet,
    /// The widths of the table's columns; `None` is their own widths.
    pub widths: Option<Widths>,
}

/// A view of the relationships.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RelationshipView {
    /// A table, one row each.
    #[default]
    Rows,
    /// A matrix of subjects and objects.
    Matrix,
    /// A network: a node for each actor, an edge for their relationships.
    Network,
}

impl RelationshipView {
    /// Every view, in the order of display.
    pub const ALL: [Self; 3] = [Self::Rows, Self::Matrix, Self::Network];

    /// The view's name in a permalink.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Matrix => "matrix",
            Self::Network => "network",
        }
    }

    /// The view that `name` stands for.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shape| shape.as_str() == name)
    }
}

/// A set of columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ColumnSet(u64);

/// How many columns there can be.
pub(crate) const MAX_COLUMNS: usize = Column::ALL.len() + MAX_FIELDS;

/// All columns that there can be, in the order of the table.
fn all_columns() -> impl Iterator<Item = Column> {
    let fields = (0..).map(|ix| Column::Field(FieldIx(ix)));
    Column::ALL.into_iter().chain(fields).take(MAX_COLUMNS)
}

impl TableLayout {
    /// Shows a column or hides it; `plain` are those that are hidden unless the
    /// reader asks for them.
    pub fn set_column(&mut self, column: Column, is_shown: bool, plain: ColumnSet) {
        let is_plain = plain.contains(column);
        self.hidden.set(column, !is_shown && !is_plain);
        self.shown.set(column, is_shown && is_plain);
    }

    /// The hidden columns, of which `plain` are hidden unless the reader asks for
    /// them.
    #[must_use]
    pub const fn all_hidden(&self, plain: ColumnSet) -> ColumnSet {
        ColumnSet((self.hidden.0 | plain.0) & !self.shown.0)
    }
}

impl ColumnSet {
    /// Whether the column is in it.
    #[must_use]
    pub const fn contains(self, column: Column) -> bool {
        self.0 >> column.position() & 1 == 1
    }

    /// The columns of the fields that the format does not have itself.
    #[must_use]
    pub const fn fields() -> Self {
        Self(((1 << MAX_FIELDS) - 1) << Column::ALL.len())
    }

    /// Takes a column in, or out.
    pub fn set(&mut self, column: Column, is_in: bool) {
        if self.contains(column) != is_in {
            self.toggle(column);
        }
    }

    /// Whether there is none in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Takes a column in, or out again. The one that says what somebody does
    /// holds the way to a row's detail, and is never taken in: this set is one
    /// of hidden columns.
    pub fn toggle(&mut self, column: Column) {
        if column != Column::Predicate {
            self.0 ^= 1 << column.position();
        }
    }

    /// The columns in it, in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = Column> {
        all_columns().filter(move |column| self.contains(*column))
    }

    /// The columns that are not in it, in the order of the table.
    pub fn others(self) -> impl Iterator<Item = Column> {
        all_columns().filter(move |column| !self.contains(*column))
    }
}

/// The width of each column, in thousandths of the table's. What hidden columns
/// leave goes to the others in proportion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Widths(pub [u16; MAX_COLUMNS]);

impl Default for Widths {
    fn default() -> Self {
        // No word of the languages that the widget speaks, nor a usual one of a
        // story's, is broken where the table is narrowest.
        let mut widths = [Self::OF_FIELD; MAX_COLUMNS];
        let own = [151, 149, 209, 135, 113, 131, 112];
        widths
            .iter_mut()
            .zip(own)
            .for_each(|(width, own)| *width = own);
        Self(widths)
    }
}

impl Widths {
    /// The narrowest that a column gets.
    pub const LEAST: u16 = 50;

    /// How wide the column of a declared field is at first.
    const OF_FIELD: u16 = 130;

    /// The width of a column.
    #[must_use]
    pub fn of(self, column: Column) -> u16 {
        self.0
            .get(column.position())
            .copied()
            .unwrap_or(Self::LEAST)
    }

    /// The widths with the border behind `column` moved by `by`: what one side
    /// gains, the next column in sight loses, and neither gets narrower than
    /// [`Widths::LEAST`]. The last column has no border to move.
    #[must_use]
    pub fn moved(self, column: Column, hidden: ColumnSet, by: i32) -> Self {
        let mut columns = hidden.others().skip_while(|it| *it != column);
        let (Some(_), Some(next)) = (columns.next(), columns.next()) else {
            return self;
        };
        let spare = |column| i32::from(self.of(column).saturating_sub(Self::LEAST));
        let by = by.clamp(-spare(column), spare(next));
        let mut moved = self;
        for (column, by) in [(column, by), (next, -by)] {
            if let Some(width) = moved.0.get_mut(column.position()) {
                *width = width.saturating_add_signed(i16::try_from(by).unwrap_or_default());
            }
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    proptest! {
        #[test]
        fn a_border_moves_between_two_columns_in_sight(
            columns in proptest::collection::vec(select(Column::ALL.to_vec()), 0..6),
            moves in proptest::collection::vec((select(Column::ALL.to_vec()), -2000_i32..2000), 1..8),
        ) {
            let mut hidden = ColumnSet::fields();
            columns.into_iter().for_each(|column| hidden.toggle(column));
            let mut widths = Widths::default();
            for (column, by) in moves {
                let moved = widths.moved(column, hidden, by);
                let total = |it: Widths| it.0.iter().map(|width| u32::from(*width)).sum::<u32>();
                prop_assert_eq!(total(moved), total(widths));
                prop_assert!(moved.0.iter().all(|width| *width >= Widths::LEAST));
                for column in hidden.iter() {
                    prop_assert_eq!(moved.of(column), widths.of(column));
                }
                let last = hidden.others().last();
                let stays = hidden.contains(column) || last == Some(column);
                prop_assert!(!stays || moved == widths);
                widths = moved;
            }
        }
    }

    #[test]
    fn the_way_to_a_rows_detail_stays_in_sight() {
        let mut hidden = ColumnSet::fields();
        Column::ALL
            .into_iter()
            .for_each(|column| hidden.toggle(column));
        assert_eq!(hidden.others().collect::<Vec<_>>(), [Column::Predicate]);
        assert_eq!(hidden.iter().count(), 6 + MAX_FIELDS);
    }
}
