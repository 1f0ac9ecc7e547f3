//! What the reader *did*: the state, the actions, one reducer, the permalink.
//!
//! The Elm architecture: every component draws a [`State`] and sends an [`Action`];
//! [`reduce`] alone makes the next state.

mod field;
mod field_names;
mod history;
mod permalink;
mod reduce;
mod request;
mod table_layout;

use std::rc::Rc;

pub use history::{Gradual, HistoryUpdate, history_update};
pub use permalink::{amend, decode, encode, is_table_as_it_comes, record_text, view_in};
pub use reduce::reduce;
pub use request::{PageFilter, PageSelection, Request};
pub(crate) use table_layout::MAX_COLUMNS;
pub use table_layout::{ColumnSet, RelationshipView, TableLayout, Widths};

pub use crate::dataset::Record;
use crate::dataset::{Dataset, DateRange, Day, EntityIx, FieldIx};
use crate::query::{Column, Facet, FieldRange, Filter, Group, Key, Removal, Sort};

/// What is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// The events on their axis.
    #[default]
    Timeline,
    /// The relationships in their table.
    Relationships,
    /// The events one by one, each a page; it has no tab.
    Story,
}

impl View {
    /// Those that have a tab.
    pub const TABS: [Self; 2] = [Self::Timeline, Self::Relationships];

    /// All of them.
    pub const ALL: [Self; 3] = [Self::Timeline, Self::Relationships, Self::Story];

    /// The word that stands for it in a permalink, and in the element's `view`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Relationships => "relationships",
            Self::Story => "story",
        }
    }

    /// The view that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.as_str() == word)
    }

    /// The view whose tab it is behind, and whose part of the wasm draws it.
    #[must_use]
    pub const fn tab(self) -> Self {
        match self {
            Self::Timeline | Self::Story => Self::Timeline,
            Self::Relationships => Self::Relationships,
        }
    }

    /// Whether there is anything in it.
    #[must_use]
    pub const fn has_records(self, dataset: &Dataset) -> bool {
        match self {
            Self::Timeline | Self::Story => !dataset.events.is_empty(),
            Self::Relationships => !dataset.relationships.is_empty(),
        }
    }

    /// The same, or the other one where there is nothing in it.
    #[must_use]
    pub fn or_other(self, dataset: &Dataset) -> Self {
        let mut with_records = Self::TABS.into_iter().filter(|it| it.has_records(dataset));
        match with_records.next() {
            Some(other) if !self.has_records(dataset) => other,
            _ => self,
        }
    }
}

/// Which way time runs on the timeline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// Down where the widget is narrow, along where it is wide.
    #[default]
    Auto,
    /// Along the lines of the text, on an axis.
    Horizontal,
    /// Down the page, one event after the other.
    Vertical,
}

impl Layout {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Horizontal, Self::Vertical];

    /// The word that stands for it in a permalink, and in the element's `layout`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Horizontal => "horizontal",
            Self::Vertical => "vertical",
        }
    }

    /// The choice that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layout| layout.as_str() == word)
    }
}

/// What the attributes of an element begin with, which a permalink leaves out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Initial {
    /// The view.
    pub view: View,
    /// Which way time runs.
    pub layout: Layout,
}

/// What the lanes of the timeline are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lanes {
    /// One lane for all.
    #[default]
    None,
    /// One for each participant.
    Actor,
    /// One for each kind of event.
    Kind,
    /// One for each status.
    Status,
    /// One for each choice of a field that the document declares.
    Field(FieldIx),
}

impl Lanes {
    /// Every choice of the format, in the order in which a reader is shown them.
    pub const ALL: [Self; 4] = [Self::None, Self::Actor, Self::Kind, Self::Status];

    /// The word that stands for it in a permalink, but of a declared field: that is
    /// its id, after [`Facet::FIELD_PREFIX`].
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Field(_) => Facet::FIELD_PREFIX,
            Self::None => "none",
            Self::Actor => "actor",
            Self::Kind => "kind",
            Self::Status => "status",
        }
    }

    /// The choice that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lanes| lanes.as_str() == word)
    }
}

/// A stretch of time, from the beginning of one day to that of a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DayWindow {
    /// Where it begins.
    pub from: Day,
    /// Where it ends.
    pub to: Day,
}

/// Everything that the reader chose and that still shows.
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
    pub table_layout: TableLayout,
    /// The record that is open.
    pub open: Option<Record>,
    /// The pinned records, chosen by a passage or by the page; they filter
    /// nothing.
    pub pinned: Rc<[Record]>,
    /// The stretch of time that the timeline shows; `None` is its own choice.
    pub window: Option<DayWindow>,
    /// What the lanes of the timeline are.
    pub lanes: Lanes,
    /// Which way time runs on the timeline.
    pub layout: Layout,
}

impl State {
    /// The story has pages for events alone: any other record that is open is shown in
    /// another view.
    fn leave_story(&mut self) {
        self.view = match self.open {
            Some(Record::Entity(_)) if self.view == View::Story => View::Timeline,
            Some(Record::Relationship(_)) if self.view == View::Story => View::Relationships,
            _ => self.view,
        };
    }
}

/// Something that the reader did.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Typed words.
    Search(Rc<str>),
    /// Chose a value of a facet, or took the choice back.
    Toggle(Facet, Key),
    /// Asked for dates, which the timeline then shows.
    SetRange(DateRange),
    /// Left out what is only possibly in the range, or took it in.
    SureOnly(bool),
    /// Took one part of the filter away.
    Remove(Removal),
    /// Took all of the filter away.
    ClearAll,
    /// Asked for everything about an entity.
    ChooseActor(EntityIx),
    /// Asked for the relationships of these two, from the first to the second;
    /// asked twice, for all again.
    ChoosePair(EntityIx, EntityIx),
    /// Pressed a column's head: sort by it alone.
    SortBy(Column),
    /// Pressed a column's head with Shift: sort by it as well.
    SortAlso(Column),
    /// Chose a view of the relationships: table, matrix or network.
    Arrange(RelationshipView),
    /// Grouped the table's rows, or ended the grouping.
    GroupBy(Option<Group>),
    /// Weighed the matrix and the network by a field, or by how many relationships there are.
    WeighBy(Option<FieldIx>),
    /// Shows a column, or hides it; the set is that of the columns that are hidden
    /// unless the reader asks for them.
    SetColumn(Column, bool, ColumnSet),
    /// Asked for a range of a field's values, or for all again.
    SetFieldRange(FieldIx, Option<FieldRange>),
    /// Gave the columns other widths, or back their own.
    SetWidths(Option<Widths>),
    /// Opened a record.
    Open(Record),
    /// Stepped to the next record; the focus stays on the stepper.
    Walk(Record),
    /// Closed the open record.
    Close,
    /// Pinned records, in place of those pinned before.
    Pin(Rc<[Record]>),
    /// Went to a view.
    Show(View),
    /// Moved or zoomed the timeline; `None` gives it back its own choice.
    SetWindow(Option<DayWindow>),
    /// Chose what the lanes of the timeline are.
    SetLanes(Lanes),
    /// Chose which way time runs on the timeline.
    SetLayout(Layout),
    /// Was asked by the page for another filter, in place of the present one.
    SetFilter(Filter),
    /// Was asked by the page to open a record and to pin others, in place of the
    /// present ones.
    Select(Option<Record>, Rc<[Record]>),
    /// Was asked by the page to take the filter and the selection away.
    Clear,
    /// Came by a permalink, or by Back or Forward.
    Replace(Box<State>),
}
