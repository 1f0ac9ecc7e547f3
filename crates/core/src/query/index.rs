//! A dataset made ready to be asked.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

use super::bits::Bits;
use super::collate::{Collate, natural};
use super::columns::{FacetColumns, FacetValue, RecordValues};
use super::count::Count;
use super::dates::Dates;
use super::facet::Facet;
use super::fields::{NumberIndex, RangeIndex};
use super::filter::Filter;
use super::number_scale::NumberScale;
use super::position::at;
use super::sort::{Ranks, Sort};
use super::text::{TextBuilder, TextIndex};
use crate::dataset::{Dataset, EventIx, FieldIx, Match, RelationshipIx};
use crate::util::narrow::narrow;
use crate::util::sort::{self, Keyed};

/// A dataset made ready to be asked. It is built once a dataset, and must be
/// asked together with the dataset that it was built from.
pub struct Index {
    pub(super) events: usize,
    pub(super) records: usize,
    pub(super) columns: FacetColumns,
    /// The values of each declared field by which ranges are found.
    pub(super) fields: Vec<RangeIndex>,
    pub(super) dates: Dates,
    in_time: Rc<[EventIx]>,
    text: RefCell<IndexedText>,
    ranks: RefCell<Ranks>,
}

/// The words of the records: sorted only once somebody asks for words, or while
/// nobody asks for anything.
enum IndexedText {
    Building(TextBuilder),
    Ready(TextIndex),
}

/// So many events are looked at in one step: the bounds of a date that is not
/// one plain day take a while.
const EVENTS_PER_STEP: usize = 20_000;

/// An [`Index`] in the making: a large dataset takes longer than a page may be
/// held up, so that it is made in steps.
#[derive(Default)]
pub struct IndexBuilder {
    dates: Option<Dates>,
    /// When each dated event began and ended at the most, with its position.
    bounds: Vec<Keyed>,
    /// How many events have been looked at for that.
    bounded: usize,
    in_time: Option<Rc<[EventIx]>>,
    lists: Option<RecordValues>,
    columns: Option<FacetColumns>,
    fields: Vec<RangeIndex>,
}

impl IndexBuilder {
    /// Does the next step; whether all are done. It is to be given the same
    /// dataset every time.
    pub fn advance(&mut self, dataset: &Dataset) -> bool {
        if self.dates.is_none() {
            let events = dataset.events.iter().map(|event| event.date.as_ref());
            let periods = dataset.relationships.iter().map(|it| it.period.as_ref());
            let records = dataset.events.len() + dataset.relationships.len();
            self.dates = Some(Dates::new(events.chain(periods), records, &dataset.bounds));
        } else if self.in_time.is_none() {
            self.sort_in_time(dataset);
        } else if self.columns.is_none() {
            match self.lists.take() {
                None => self.lists = Some(RecordValues::new(dataset)),
                Some(lists) => self.columns = Some(FacetColumns::new(dataset, lists)),
            }
        } else if let Some(field) = dataset.fields.get(self.fields.len()) {
            self.fields.push(RangeIndex::new(dataset, field));
        }
        self.columns.is_some() && self.fields.len() == dataset.fields.len()
    }

    /// Looks at the next events, or sorts them once all have been looked at.
    fn sort_in_time(&mut self, dataset: &Dataset) {
        let rest = dataset.events().skip(self.bounded);
        for (ix, event) in rest.take(EVENTS_PER_STEP) {
            self.bounded += 1;
            let date = event.date.as_ref();
            let bounds = date.map(|date| {
                let (first, last) = date.sort_key();
                (first, last, ix.0)
            });
            self.bounds.extend(bounds);
        }
        if self.bounded < dataset.events.len() {
            return;
        }
        sort::sort(&mut self.bounds);
        let dated = self.bounds.iter().map(|(_, _, event)| EventIx(*event));
        let undated = dataset.events().filter(|(_, event)| event.date.is_none());
        let (mut bounded, undated): (Vec<EventIx>, Vec<EventIx>) = undated
            .map(|(ix, _)| ix)
            .partition(|ix| dataset.bounds(*ix).is_some());
        sort::sort_by_key(&mut bounded, |ix| {
            let span = dataset.bounds(*ix);
            span.map_or((0, 0), |it| (it.start_earliest.0, it.end_latest.0))
        });
        self.in_time = Some(dated.chain(bounded).chain(undated).collect());
        self.bounds = Vec::new();
    }

    /// The events in the order of time, the undated ones last and first of these those with
    /// bounds by their order, once it has them.
    #[must_use]
    pub fn in_time(&self) -> &[EventIx] {
        self.in_time.as_deref().unwrap_or_default()
    }

    /// Does what is left; names are to be sorted by `collate`.
    #[must_use]
    pub fn finish(mut self, dataset: &Dataset, collate: Collate) -> Index {
        while !self.advance(dataset) {}
        let dates = self.dates.unwrap_or_default();
        let records = dataset.events.len() + dataset.relationships.len();
        Index {
            events: dataset.events.len(),
            records,
            columns: self.columns.unwrap_or_default(),
            fields: self.fields,
            dates,
            in_time: self.in_time.unwrap_or_default(),
            text: RefCell::new(IndexedText::Building(TextBuilder::default())),
            ranks: RefCell::new(Ranks::new(collate)),
        }
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index").finish_non_exhaustive()
    }
}

impl Index {
    /// Makes a dataset ready, to be sorted without regard to its language; with
    /// regard to one, an [`IndexBuilder`] makes it.
    #[must_use]
    pub fn new(dataset: &Dataset) -> Self {
        IndexBuilder::default().finish(dataset, Rc::new(natural))
    }

    /// How many records there are.
    #[must_use]
    pub fn all(&self) -> Count {
        Count {
            events: narrow(self.events),
            relationships: narrow(self.records - self.events),
        }
    }

    /// The events in the order of time, undated ones last.
    #[must_use]
    pub fn in_time(&self) -> &Rc<[EventIx]> {
        &self.in_time
    }

    /// The values of a facet that occur in the dataset, in the order in which a
    /// reader is shown them.
    #[must_use]
    pub fn values(&self, facet: Facet) -> &[FacetValue] {
        let values = self.columns.values.get(facet.position());
        values.map_or(&[], Vec::as_slice)
    }

    /// Whether the records have dates that a range tells apart.
    #[must_use]
    pub const fn has_dates(&self) -> bool {
        self.dates.has_several()
    }

    /// Whether a field has values that a range tells apart.
    #[must_use]
    pub fn has_range(&self, field: FieldIx) -> bool {
        let values = self.fields.get(field.position());
        values.is_some_and(RangeIndex::has_range)
    }

    /// The scale over which a field's numbers are shown; `None` where it has none that
    /// differ.
    #[must_use]
    pub fn number_scale(&self, field: FieldIx) -> Option<NumberScale> {
        NumberScale::new(self.numbers(field)?.values())
    }

    /// The least and the greatest of a field's numbers.
    #[must_use]
    pub fn number_bounds(&self, field: FieldIx) -> Option<(f64, f64)> {
        let values = self.numbers(field)?.values();
        values.first().copied().zip(values.last().copied())
    }

    pub(super) fn numbers(&self, field: FieldIx) -> Option<&NumberIndex> {
        match self.fields.get(field.position())? {
            RangeIndex::Numbers(numbers) => Some(numbers),
            _ => None,
        }
    }

    /// Gets ready for words, a step of so many records; whether it is ready now.
    ///
    /// The first question for words does what is left of it, so that calling
    /// this is never needed: it only takes the work to a better time.
    pub fn prepare(&self, dataset: &Dataset, records: usize) -> bool {
        let mut text = self.text.borrow_mut();
        if let IndexedText::Building(builder) = &mut *text {
            if !builder.advance(dataset, records) {
                return false;
            }
            let builder = std::mem::take(builder);
            *text = IndexedText::Ready(builder.finish(dataset));
        }
        true
    }

    /// The records that the words of a filter leave; `None` where it has none.
    pub(super) fn find(&self, dataset: &Dataset, filter: &Filter) -> Option<Bits> {
        if !filter.has_text() {
            return None;
        }
        while !self.prepare(dataset, usize::MAX) {}
        match &*self.text.borrow() {
            IndexedText::Ready(text) => text.find(&filter.text, &|year, found| {
                self.dates
                    .of_year(year, &mut |record| found.insert(at(record)));
            }),
            IndexedText::Building(_) => None,
        }
    }

    /// Sorts rows of the table by the first of `sorts`, where they are equal by
    /// the next, and leaves them in their order where they are equal by all.
    /// What has no value in a column comes last, whichever the direction.
    pub fn sort(&self, dataset: &Dataset, rows: &mut Vec<(RelationshipIx, Match)>, sorts: &[Sort]) {
        self.ranks.borrow().sort(rows, dataset, sorts);
    }

    /// Sorts names by `collate` from here on: the reader's language is another one.
    pub fn collate_by(&self, collate: Collate) {
        *self.ranks.borrow_mut() = Ranks::new(collate);
    }
}
