//! One filter after another, each answered from what the last one left.
//!
//! Every part of a filter (each facet, the words, the range) has a set of the
//! records that pass it. When a part changes, only the records that pass it now
//! and did not before, or the other way round, can come or go; and such a record
//! changes the counts of *all* other facets where it passes everything else, and
//! of *one* where it fails nothing but that one. This is what crossfilter does
//! with its bit masks. Where more records change than counting anew would cost,
//! counting anew it is.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::rc::Rc;

use super::bits::Bits;
use super::columns::{FacetColumns, FacetValue};
use super::count::Count;
use super::dates::Answers;
use super::facet::Facet;
use super::field_range::FieldRange;
use super::fields::RangeIndex;
use super::filter::{Filter, Removal};
use super::index::Index;
use super::number_scale::NumberScale;
use super::position::at;
use crate::dataset::{Dataset, DateRange, EventIx, FieldIx, Match, RelationshipIx};
use crate::util::narrow::narrow;

/// The parts of a filter: the words, the dates, and the facets behind them.
const TEXT: usize = 0;
const RANGE: usize = 1;
const FIRST_FACET: usize = 2;

/// Counts a record out: 1 less, as it wraps.
const OUT: u32 = u32::MAX;

/// Following a changed record costs so many times what counting one anew does.
const DELTA_COST: u32 = 2;

/// For each facet and each of its values, what choosing it would leave: the
/// records that have the value and pass everything but the facet itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetCounts {
    /// By the number of the value.
    counts: Vec<Count>,
    /// Where each facet's begin, and where the last one's end.
    starts: Vec<usize>,
}

impl FacetCounts {
    /// The counts of a facet's values, in the order of [`Index::values`].
    #[must_use]
    pub fn of(&self, facet: Facet) -> &[Count] {
        let facet = facet.position();
        let bounds = self.starts.get(facet).zip(self.starts.get(facet + 1));
        let counts = bounds.and_then(|(from, to)| self.counts.get(*from..*to));
        counts.unwrap_or_default()
    }

    /// The counts where nothing is asked for.
    fn totals(columns: &FacetColumns) -> Self {
        let mut this = Self {
            counts: Vec::new(),
            starts: vec![0],
        };
        for values in &columns.values {
            this.counts.extend(values.iter().map(|value| value.total));
            this.starts.push(this.counts.len());
        }
        this
    }
}

/// What a filter leaves.
#[derive(Clone, Debug)]
pub struct Selection {
    records: Rc<Bits>,
    /// The records, chosen or not, that are only possibly in the range.
    doubtful: Rc<Bits>,
    in_time: Rc<[EventIx]>,
    found: Count,
    /// What each further choice would leave.
    pub counts: Rc<FacetCounts>,
    /// How many of the records are only possibly in the range.
    pub possibly: Count,
    /// How many records pass all but the range, and have no date to answer it
    /// with.
    pub undated_left_out: Count,
    events: OnceCell<Vec<(EventIx, Match)>>,
    relationships: OnceCell<Vec<(RelationshipIx, Match)>>,
}

impl PartialEq for Selection {
    fn eq(&self, other: &Self) -> bool {
        self.found == other.found
            && self.possibly == other.possibly
            && self.undated_left_out == other.undated_left_out
            && self.records == other.records
            && self.doubtful == other.doubtful
            && self.counts == other.counts
    }
}

impl Eq for Selection {}

impl Selection {
    /// How many of the records, of those that a field is one of, have a number in each
    /// bin of a scale.
    #[must_use]
    pub fn number_counts(&self, index: &Index, field: FieldIx, scale: &NumberScale) -> Vec<u32> {
        let mut counts = vec![0_u32; scale.bins()];
        if let Some(numbers) = index.numbers(field) {
            numbers.each_in(&self.records, index.events, &mut |number| {
                if let Some(count) = counts.get_mut(scale.bin(number)) {
                    *count += 1;
                }
            });
        }
        counts
    }

    /// How many of the records, of those that a field of numbers or dates is one of, have
    /// a value.
    #[must_use]
    pub fn with_value(&self, index: &Index, field: FieldIx) -> u32 {
        let field = index.fields.get(field.position());
        field.map_or(0, |field| field.count_in(&self.records, index.events))
    }

    /// How many records there are of each sort.
    #[must_use]
    pub const fn found(&self) -> Count {
        self.found
    }

    /// The events, in the order of time; undated ones last.
    #[must_use]
    pub fn events(&self) -> &[(EventIx, Match)] {
        self.events.get_or_init(|| {
            let in_time = self.in_time.iter();
            let chosen = in_time.filter(|ix| self.records.contains(ix.position()));
            chosen.map(|ix| (*ix, self.answer(ix.position()))).collect()
        })
    }

    /// What an event answers to the range; `None` where it is left out.
    #[must_use]
    pub fn event(&self, ix: EventIx) -> Option<Match> {
        let is_in = self.records.contains(ix.position());
        is_in.then(|| self.answer(ix.position()))
    }

    /// The relationships, in the order of the dataset.
    #[must_use]
    pub fn relationships(&self) -> &[(RelationshipIx, Match)] {
        self.relationships.get_or_init(|| {
            let events = self.in_time.len();
            let mut rows = Vec::with_capacity(at(self.found.relationships));
            rows.extend(self.records.iter().filter_map(|record| {
                let position = u32::try_from(record.checked_sub(events)?).ok()?;
                Some((RelationshipIx(position), self.answer(record)))
            }));
            rows
        })
    }

    /// What a record of the selection answers to the range.
    fn answer(&self, record: usize) -> Match {
        if self.doubtful.contains(record) {
            Match::Possible
        } else {
            Match::Definite
        }
    }
}

/// What is asked of an index, from one filter to the next.
///
/// It may be asked about one index only.
#[derive(Clone, Debug)]
pub struct QuerySession {
    /// `None` before the first question.
    pub(super) asked: Option<QueryInput>,
    pub(super) delta_cost: u32,
}

impl Default for QuerySession {
    fn default() -> Self {
        Self {
            asked: None,
            delta_cost: DELTA_COST,
        }
    }
}

/// The last filter, and what it left.
#[derive(Clone, Debug)]
pub(super) struct QueryInput {
    filter: Filter,
    /// The records that pass each part; `None` where it asks for nothing.
    parts: Vec<Option<Bits>>,
    answers: Option<Answers>,
    doubtful: Rc<Bits>,
    /// The records that pass all parts.
    chosen: Rc<Bits>,
    found: Count,
    counts: Rc<FacetCounts>,
    delta_cost: u32,
    /// Whether `chosen`, `found` and `counts` are to be worked out anew.
    is_stale: bool,
}

impl QuerySession {
    /// What `filter` leaves of the dataset that `index` was built from.
    pub fn run(&mut self, index: &Index, dataset: &Dataset, filter: &Filter) -> Selection {
        let cost = self.delta_cost;
        let asked = (self.asked).get_or_insert_with(|| QueryInput::nothing(index, cost));
        asked.update(index, dataset, filter);
        asked.selection(index)
    }
}

impl QueryInput {
    /// The filter that asks for nothing, and leaves everything.
    fn nothing(index: &Index, delta_cost: u32) -> Self {
        Self {
            delta_cost,
            filter: Filter::default(),
            parts: vec![None; FIRST_FACET + index.columns.values.len()],
            answers: None,
            doubtful: Rc::new(Bits::none(index.records)),
            chosen: Rc::new(Bits::all(index.records)),
            found: index.all(),
            counts: Rc::new(FacetCounts::totals(&index.columns)),
            is_stale: false,
        }
    }

    fn update(&mut self, index: &Index, dataset: &Dataset, filter: &Filter) {
        let before = std::mem::replace(&mut self.filter, filter.clone());
        for facet in Facet::all(index.fields.len()) {
            let part = FIRST_FACET + facet.position();
            if let Facet::Field(ix) = facet
                && let Some(field) = index.fields.get(ix.position())
                && !matches!(field, RangeIndex::None)
            {
                let (old, new) = (before.ranges.of(ix), filter.ranges.of(ix));
                let is_other_rule = before.sure_only != filter.sure_only && new.is_some();
                if old != new || is_other_rule {
                    self.change_field(index, part, field, old, new);
                }
            } else if before.chosen.of(facet) != filter.chosen.of(facet) {
                self.change(index, part, pass_facet(index, dataset, filter, facet));
            }
        }
        if before.text != filter.text {
            self.change(index, TEXT, index.find(dataset, filter));
        }
        if (before.range, before.sure_only) != (filter.range, filter.sure_only) {
            self.change_range(index, before.sure_only != filter.sure_only);
        }
        if std::mem::take(&mut self.is_stale) {
            self.count_anew(index);
        }
    }

    /// Puts a part's new records in the place of its old ones.
    fn change(&mut self, index: &Index, part: usize, now: Option<Bits>) {
        let Some(place) = self.parts.get_mut(part) else {
            return;
        };
        let before = place.take();
        if before.is_none() && now.is_none() {
            return;
        }
        let all = |bits: Option<Bits>| bits.unwrap_or_else(|| Bits::all(index.records));
        let is_asked = now.is_some();
        let (before, now) = (all(before), all(now));
        if self.is_cheap(index, now.count_different(&before)) {
            let changed = now.different(&before);
            let changed = changed.map(|record| (record, now.contains(record)));
            self.step(index, part, changed);
        }
        if let Some(place) = self.parts.get_mut(part) {
            *place = is_asked.then_some(now);
        }
    }

    /// The same for the range of a field, of which only the ends may have moved.
    fn change_field(
        &mut self,
        index: &Index,
        part: usize,
        field: &RangeIndex,
        before: Option<FieldRange>,
        now: Option<FieldRange>,
    ) {
        let changed = match (field, before.zip(now)) {
            (RangeIndex::Numbers(numbers), Some((before, now))) => numbers.changed(before, now),
            _ => None,
        };
        let bits = self.parts.get_mut(part).and_then(Option::take);
        match (changed, bits) {
            (Some(changed), Some(mut bits)) => {
                for (record, passes) in &changed {
                    bits.set(*record, *passes);
                }
                if self.is_cheap(index, narrow(changed.len())) {
                    self.step(index, part, changed.into_iter());
                }
                if let Some(place) = self.parts.get_mut(part) {
                    *place = Some(bits);
                }
            }
            (_, bits) => {
                if let Some(place) = self.parts.get_mut(part) {
                    *place = bits;
                }
                let sure_only = self.filter.sure_only;
                let now = now.and_then(|now| field.pass(now, sure_only, index.records));
                self.change(index, part, now);
            }
        }
    }

    /// The same for the range, of which only the ends may have moved.
    fn change_range(&mut self, index: &Index, is_other_rule: bool) {
        let Filter {
            range, sure_only, ..
        } = self.filter;
        let is_asked = range != DateRange::default();
        let passes = |answer: Match| match answer {
            Match::Definite => true,
            Match::Possible => !sure_only,
            Match::No => false,
        };
        let now = is_asked.then(|| index.dates.answers(range));
        let before = std::mem::replace(&mut self.answers, now.clone());
        let Some(now) = now else {
            self.doubtful = Rc::new(Bits::none(index.records));
            return self.change(index, RANGE, None);
        };
        let bits = self.parts.get_mut(RANGE).and_then(Option::take);
        let doubtful = Rc::make_mut(&mut self.doubtful);
        match (before, bits) {
            (Some(before), Some(mut bits)) if !is_other_rule => {
                let mut changed = Vec::new();
                index.dates.changed(&before, &now, &mut |record, answer| {
                    let record = at(record);
                    doubtful.set(record, answer == Match::Possible);
                    let passes = passes(answer);
                    if bits.contains(record) != passes {
                        bits.set(record, passes);
                        changed.push((record, passes));
                    }
                });
                if self.is_cheap(index, narrow(changed.len())) {
                    self.step(index, RANGE, changed.into_iter());
                }
                if let Some(place) = self.parts.get_mut(RANGE) {
                    *place = Some(bits);
                }
            }
            (_, bits) => {
                if let Some(place) = self.parts.get_mut(RANGE) {
                    *place = bits;
                }
                let mut bits = Bits::none(index.records);
                index.dates.each(&now, &mut |record, answer| {
                    let record = at(record);
                    doubtful.set(record, answer == Match::Possible);
                    if passes(answer) {
                        bits.insert(record);
                    }
                });
                self.change(index, RANGE, Some(bits));
            }
        }
    }

    /// Whether so many changed records are better followed one by one than all
    /// counted anew; where they are not, remembers to do that.
    fn is_cheap(&mut self, index: &Index, changed: u32) -> bool {
        let all = index.all().total();
        let found = self.found.total();
        let anew = found.min(all.saturating_sub(found)) + all / 64;
        self.is_stale |= changed.saturating_mul(self.delta_cost) > anew;
        !self.is_stale
    }

    /// Follows records that come to pass a part, or no longer do.
    fn step(&mut self, index: &Index, part: usize, changed: impl Iterator<Item = (usize, bool)>) {
        let others: Vec<(usize, &Bits)> = self
            .parts
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != part)
            .filter_map(|(other, bits)| Some((other, bits.as_ref()?)))
            .collect();
        let chosen = Rc::make_mut(&mut self.chosen);
        let counts = &mut Rc::make_mut(&mut self.counts).counts;
        for (record, comes) in changed {
            let mut fails = others.iter().filter(|(_, bits)| !bits.contains(record));
            let is_event = record < index.events;
            let only = match (fails.next(), fails.next()) {
                (None, _) => {
                    chosen.set(record, comes);
                    if comes {
                        self.found.add(is_event, 1);
                    } else {
                        self.found.take(is_event);
                    }
                    None
                }
                (Some((only, _)), None) => Some(*only),
                _ => continue,
            };
            let bit = |part: usize| part.checked_sub(FIRST_FACET).map_or(0, |facet| 1 << facet);
            let wanted = match only {
                Some(TEXT | RANGE) => continue,
                Some(only) => bit(only),
                None => !bit(part),
            };
            let by = if comes { 1 } else { OUT };
            index.columns.tally(record, wanted, counts, is_event, by);
        }
    }

    /// Works everything out from the parts.
    fn count_anew(&mut self, index: &Index) {
        let chosen = self.combine(index, None);
        self.found = count(index, &chosen);
        let is_asked = |facet: usize| {
            let part = self.parts.get(FIRST_FACET + facet);
            part.is_some_and(Option::is_some)
        };
        let mut counts = FacetCounts::totals(&index.columns);
        // A field of ranges has no values to be counted.
        let has_values = |facet: &usize| {
            let values = index.columns.values.get(*facet);
            values.is_some_and(|values| !values.is_empty())
        };
        let facets = (0..index.columns.values.len()).filter(has_values);
        let (asked, free): (Vec<usize>, Vec<usize>) = facets.partition(|facet| is_asked(*facet));
        count_values(index, &chosen, &free, &mut counts);
        for facet in asked {
            let others = self.combine(index, Some(FIRST_FACET + facet));
            count_values(index, &others, &[facet], &mut counts);
        }
        self.chosen = Rc::new(chosen);
        self.counts = Rc::new(counts);
    }

    /// The records that pass every part but `without`.
    fn combine(&self, index: &Index, without: Option<usize>) -> Bits {
        let mut bits = Bits::all(index.records);
        for (part, part_bits) in self.parts.iter().enumerate() {
            if let Some(part_bits) = part_bits
                && without != Some(part)
            {
                bits.intersect(part_bits);
            }
        }
        bits
    }

    fn selection(&self, index: &Index) -> Selection {
        let both = |a: &Bits, b: &Bits| Count {
            events: a.count_both(b, 0..index.events),
            relationships: a.count_both(b, index.events..index.records),
        };
        let (possibly, undated_left_out) = if self.answers.is_some() {
            let rest = || self.combine(index, Some(RANGE));
            (
                both(&self.chosen, &self.doubtful),
                if index.dates.undated.count() == 0 {
                    Count::default()
                } else {
                    both(&rest(), &index.dates.undated)
                },
            )
        } else {
            Default::default()
        };
        Selection {
            records: self.chosen.clone(),
            doubtful: self.doubtful.clone(),
            in_time: index.in_time().clone(),
            found: self.found,
            counts: self.counts.clone(),
            possibly,
            undated_left_out,
            events: OnceCell::new(),
            relationships: OnceCell::new(),
        }
    }
}

/// The records that pass what is chosen of a facet; `None` where nothing is.
fn pass_facet(index: &Index, dataset: &Dataset, filter: &Filter, facet: Facet) -> Option<Bits> {
    let chosen = &filter.chosen;
    if chosen.of(facet).is_empty() {
        return None;
    }
    let values = index.values(facet).iter();
    let mut bits: Option<Bits> = None;
    for value in values.filter(|it| chosen.has(facet, &it.key)) {
        let bits = bits.get_or_insert_with(|| Bits::none(index.records));
        value.records.add_to(bits);
    }
    // Somebody whom no record names is a choice that leaves nothing.
    bits.or_else(|| {
        let known =
            facet.is_by_entity() && dataset.entities.iter().any(|it| chosen.has(facet, &it.id));
        known.then(|| Bits::none(index.records))
    })
}

fn count(index: &Index, bits: &Bits) -> Count {
    let total = bits.count();
    let events = bits.count_both(bits, 0..index.events);
    Count {
        events,
        relationships: total - events,
    }
}

/// Counts the values that the records of `bits` have of `facets`, of which
/// `counts` holds the totals.
fn count_values(index: &Index, bits: &Bits, facets: &[usize], counts: &mut FacetCounts) {
    let found = bits.count();
    let all = index.all().total();
    if found == all || facets.is_empty() {
        return;
    }
    let few = found.min(all - found);
    // Facets of few values are counted by their sets where there is much else
    // to be gone through.
    let (short, long): (Vec<usize>, Vec<usize>) = facets.iter().copied().partition(|facet| {
        let values = index.columns.values.get(*facet).map_or(0, Vec::len);
        values * (index.records / 128) < few as usize
    });
    for facet in short {
        let start = counts.starts.get(facet).copied().unwrap_or(0);
        let values = index.columns.values.get(facet);
        let places = counts.counts.iter_mut().skip(start);
        let count = |value: &FacetValue| value.records.count_in(bits, index.events);
        for (place, value) in places.zip(values.into_iter().flatten()) {
            *place = count(value);
        }
    }
    if long.is_empty() {
        return;
    }
    let wanted = long.iter().fold(0_u64, |wanted, facet| wanted | 1 << facet);
    let (set, by) = if found <= all - found {
        for facet in &long {
            let bounds = counts.starts.get(*facet).zip(counts.starts.get(facet + 1));
            let places = bounds.and_then(|(from, to)| counts.counts.get_mut(*from..*to));
            places
                .into_iter()
                .flatten()
                .for_each(|it| *it = Count::default());
        }
        (Cow::Borrowed(bits), 1)
    } else {
        // Fewer are left out than found: they are taken from the totals.
        (Cow::Owned(bits.complement()), OUT)
    };
    set.each(|record| {
        let is_event = record < index.events;
        index
            .columns
            .tally(record, wanted, &mut counts.counts, is_event, by);
    });
}

impl Index {
    /// What `filter` leaves.
    ///
    /// A choice that names no value of the dataset is ignored: a permalink may
    /// be older than the data. An entity that no record names is no such
    /// choice: it leaves nothing. For one filter after another, an [`QuerySession`]
    /// is faster.
    #[must_use]
    pub fn select(&self, dataset: &Dataset, filter: &Filter) -> Selection {
        QuerySession::default().run(self, dataset, filter)
    }

    /// For a filter that leaves nothing: the one part whose removal brings most
    /// records back, with how many; `None` where none brings any.
    #[must_use]
    pub fn least_removal(&self, dataset: &Dataset, filter: &Filter) -> Option<(Removal, Count)> {
        let mut session = QuerySession::default();
        filter
            .removals()
            .into_iter()
            .map(|removal| {
                let mut rest = filter.clone();
                rest.remove(removal);
                (removal, session.run(self, dataset, &rest).found())
            })
            .filter(|(_, count)| *count != Count::default())
            // The first of equals: `max_by_key` would give the last.
            .rev()
            .max_by_key(|(_, count)| count.total())
    }
}
