//! What the reader *did*: the state, the actions, one reducer, the permalink.

mod arrangement;
mod permalink;
mod reduce;

use std::rc::Rc;

pub use arrangement::{Arrangement, Columns, Shape, Widths};
pub use permalink::{decode, encode};
pub use reduce::reduce;

use crate::dataset::{DateRange, Day, EntityIx, EventIx, RelationshipIx};
use crate::query::{Column, Facet, Filter, Group, Key, Removal, Sort};

/// A record that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    /// An event.
    Event(EventIx),
    /// A relationship.
    Relationship(RelationshipIx),
    /// Somebody, or somewhere.
    Entity(EntityIx),
}

/// What is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// The events on their axis.
    #[default]
    Timeline,
    /// The relationships in their table.
    Relationships,
}

/// A stretch of time, from the beginning of one day to that of a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    /// Where it begins.
    pub from: Day,
    /// Where it ends.
    pub to: Day,
}

/// All that the reader did, so far as it still shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// What is looked at.
    pub view: View,
    /// What is asked for.
    pub filter: Filter,
    /// What the table is sorted by, the first that counts first; with nothing in
    /// it, the order of the story.
    pub sort: Vec<Sort>,
    /// How the relationships are laid out.
    pub arrangement: Arrangement,
    /// The record that is open.
    pub open: Option<Record>,
    /// The records that were picked out, by a passage or by the page; they
    /// filter nothing.
    pub picked: Rc<[Record]>,
    /// The stretch of time that the timeline shows; `None` is its own choice.
    pub window: Option<Window>,
}

/// Something that the reader did.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Typed words.
    Search(Rc<str>),
    /// Chose a value of a facet, or took the choice back.
    Toggle(Facet, Key),
    /// Asked for dates.
    SetRange(DateRange),
    /// Left out what is only possibly in the range, or took it in.
    SureOnly(bool),
    /// Took one part of the filter away.
    Remove(Removal),
    /// Took all of the filter away.
    ClearAll,
    /// Asked for all about somebody.
    ChooseActor(EntityIx),
    /// Asked for what stands between these two, from the first to the second;
    /// asked twice, for all again.
    ChoosePair(EntityIx, EntityIx),
    /// Pressed a column's head: sort by it alone.
    SortBy(Column),
    /// Pressed a column's head with Shift: sort by it as well.
    SortAlso(Column),
    /// Looked at the relationships in a shape.
    Arrange(Shape),
    /// Put the table's rows together, or took them apart.
    GroupBy(Option<Group>),
    /// Hid a column, or brought it back.
    ToggleColumn(Column),
    /// Gave the columns other widths, or back their own.
    SetWidths(Option<Widths>),
    /// Opened a record.
    Open(Record),
    /// Closed the open record.
    Close,
    /// Picked records out, instead of those picked before.
    Pick(Rc<[Record]>),
    /// Went to a view.
    Show(View),
    /// Moved or zoomed the timeline; `None` gives it back its own choice.
    SetWindow(Option<Window>),
    /// Came by a permalink, or by Back or Forward.
    Replace(State),
}
