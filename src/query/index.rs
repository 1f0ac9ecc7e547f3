//! A dataset made ready to be asked, and what a filter leaves of it.

use std::collections::BTreeSet;

use super::bits::Bits;
use super::facet::{Facet, Key, Value, values};
use super::filter::{Filter, Removal};
use super::text::TextIndex;
use crate::dataset::{Answer, Dataset, Date, EventIx, RelationshipIx};

/// How many records of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many events.
    pub events: u32,
    /// How many relationships.
    pub relationships: u32,
}

impl Count {
    /// How many records.
    #[must_use]
    pub const fn total(self) -> u32 {
        self.events + self.relationships
    }
}

/// For each facet and each of its values, what choosing it would leave: the
/// records that have the value and pass everything but the facet itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetCounts([Vec<Count>; Facet::ALL.len()]);

impl FacetCounts {
    /// The counts of a facet's values, in the order of [`Index::values`].
    #[must_use]
    pub fn of(&self, facet: Facet) -> &[Count] {
        self.0.get(facet as usize).map_or(&[], Vec::as_slice)
    }
}

/// What a filter leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The events, in the order of time; undated ones last.
    pub events: Vec<(EventIx, Answer)>,
    /// The relationships, in the order of the dataset.
    pub relationships: Vec<(RelationshipIx, Answer)>,
    /// What each further choice would leave.
    pub counts: FacetCounts,
    /// How many of the records are only possibly in the range.
    pub possibly: Count,
    /// How many records pass all but the range, and have no date to answer it
    /// with.
    pub undated_left_out: Count,
}

impl Selection {
    /// How many records there are of each sort.
    #[must_use]
    pub fn found(&self) -> Count {
        count_of(self.events.len(), self.relationships.len())
    }
}

/// A dataset made ready to be asked. It is built once a dataset.
#[derive(Clone, Debug)]
pub struct Index {
    events: usize,
    records: usize,
    facets: [Vec<Value>; Facet::ALL.len()],
    entities: BTreeSet<Key>,
    text: TextIndex,
    dates: Vec<Option<Date>>,
    in_time: Vec<EventIx>,
}

/// The records that pass each part of a filter.
struct Passed {
    facets: [Option<Bits>; Facet::ALL.len()],
    text: Option<Bits>,
    range: Option<Bits>,
}

impl Index {
    /// Makes a dataset ready.
    #[must_use]
    pub fn new(dataset: &Dataset) -> Self {
        let events = dataset.events.iter().map(|event| event.date.clone());
        let periods = dataset.relationships.iter().map(|it| it.period.clone());
        let mut in_time: Vec<EventIx> = dataset.events().map(|(ix, _)| ix).collect();
        in_time.sort_by_key(|ix| {
            let date = dataset.event(*ix).and_then(|event| event.date.as_ref());
            (
                date.is_none(),
                date.map(|date| (date.earliest(), date.latest())),
            )
        });
        Self {
            events: dataset.events.len(),
            records: dataset.events.len() + dataset.relationships.len(),
            facets: Facet::ALL.map(|facet| values(facet, dataset)),
            entities: dataset
                .entities
                .iter()
                .map(|entity| entity.id.clone())
                .collect(),
            text: TextIndex::new(dataset),
            dates: events.chain(periods).collect(),
            in_time,
        }
    }

    /// How many records there are.
    #[must_use]
    pub fn all(&self) -> Count {
        count_of(self.events, self.records - self.events)
    }

    /// The values of a facet that occur in the dataset, in the order in which a
    /// reader is shown them.
    #[must_use]
    pub fn values(&self, facet: Facet) -> &[Value] {
        self.facets.get(facet as usize).map_or(&[], Vec::as_slice)
    }

    /// What `filter` leaves.
    ///
    /// A choice that names no value of the dataset is ignored: a permalink may
    /// be older than the data. An entity that no record names is no such
    /// choice: it leaves nothing.
    #[must_use]
    pub fn select(&self, filter: &Filter) -> Selection {
        let passed = self.pass(filter);
        let selected = self.combine(&passed, None);
        let answer = |record: usize| self.answer(record, filter);
        let events: Vec<(EventIx, Answer)> = self
            .in_time
            .iter()
            .filter(|ix| selected.contains(ix.position()))
            .map(|ix| (*ix, answer(ix.position())))
            .collect();
        let relationships: Vec<(RelationshipIx, Answer)> = selected
            .iter()
            .filter_map(|record| {
                let position = u32::try_from(record.checked_sub(self.events)?).ok()?;
                Some((RelationshipIx(position), answer(record)))
            })
            .collect();
        Selection {
            possibly: Count {
                events: possibly(&events),
                relationships: possibly(&relationships),
            },
            events,
            relationships,
            counts: FacetCounts(Facet::ALL.map(|facet| {
                let others = self.combine(&passed, Some(Removal::Facet(facet)));
                self.values(facet)
                    .iter()
                    .map(|value| self.count(&others, &value.records))
                    .collect()
            })),
            undated_left_out: self.undated_left_out(&passed),
        }
    }

    /// For a filter that leaves nothing: the one part whose removal brings most
    /// records back, with how many; `None` where none brings any.
    #[must_use]
    pub fn least_removal(&self, filter: &Filter) -> Option<(Removal, Count)> {
        let passed = self.pass(filter);
        let all = Bits::all(self.records);
        filter
            .removals()
            .into_iter()
            .map(|removal| {
                (
                    removal,
                    self.count(&self.combine(&passed, Some(removal)), &all),
                )
            })
            .filter(|(_, count)| *count != Count::default())
            // The first of equals: `max_by_key` would give the last.
            .rev()
            .max_by_key(|(_, count)| count.total())
    }

    fn pass(&self, filter: &Filter) -> Passed {
        Passed {
            facets: Facet::ALL.map(|facet| self.pass_facet(filter, facet)),
            text: self.text.find(&filter.text),
            range: filter.has_range().then(|| {
                let mut bits = Bits::none(self.records);
                let least = if filter.sure_only {
                    Answer::Surely
                } else {
                    Answer::Possibly
                };
                (0..self.records)
                    .filter(|record| self.answer(*record, filter) >= least)
                    .for_each(|record| bits.insert(record));
                bits
            }),
        }
    }

    fn pass_facet(&self, filter: &Filter, facet: Facet) -> Option<Bits> {
        let chosen = filter.chosen.get(&facet)?;
        let by_entity = matches!(
            facet,
            Facet::Actor | Facet::Claimant | Facet::Subject | Facet::Object
        );
        let mut is_known = by_entity && !chosen.is_disjoint(&self.entities);
        let mut bits = Bits::none(self.records);
        for value in self
            .values(facet)
            .iter()
            .filter(|value| chosen.contains(&value.key))
        {
            bits.union(&value.records);
            is_known = true;
        }
        is_known.then_some(bits)
    }

    /// The records that pass every part but `without`.
    fn combine(&self, passed: &Passed, without: Option<Removal>) -> Bits {
        let mut bits = Bits::all(self.records);
        for (facet, facet_bits) in Facet::ALL.into_iter().zip(&passed.facets) {
            if let Some(facet_bits) = facet_bits
                && without != Some(Removal::Facet(facet))
            {
                bits.intersect(facet_bits);
            }
        }
        for (part, part_bits) in [
            (Removal::Text, &passed.text),
            (Removal::Range, &passed.range),
        ] {
            if let Some(part_bits) = part_bits
                && without != Some(part)
            {
                bits.intersect(part_bits);
            }
        }
        bits
    }

    fn count(&self, a: &Bits, b: &Bits) -> Count {
        Count {
            events: a.count_both(b, 0..self.events),
            relationships: a.count_both(b, self.events..self.records),
        }
    }

    /// What a record answers to the range; one that is undated answers no.
    fn answer(&self, record: usize, filter: &Filter) -> Answer {
        if !filter.has_range() {
            return Answer::Surely;
        }
        match self.dates.get(record) {
            Some(Some(date)) => date.answer(filter.range),
            _ => Answer::No,
        }
    }

    fn undated_left_out(&self, passed: &Passed) -> Count {
        if passed.range.is_none() {
            return Count::default();
        }
        let mut undated = Bits::none(self.records);
        let dates = self.dates.iter().enumerate();
        dates
            .filter(|(_, date)| date.is_none())
            .for_each(|(record, _)| undated.insert(record));
        self.count(&self.combine(passed, Some(Removal::Range)), &undated)
    }
}

fn count_of(events: usize, relationships: usize) -> Count {
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    Count {
        events: count(events),
        relationships: count(relationships),
    }
}

fn possibly<T>(answers: &[(T, Answer)]) -> u32 {
    let found = answers
        .iter()
        .filter(|(_, answer)| *answer == Answer::Possibly)
        .count();
    u32::try_from(found).unwrap_or(u32::MAX)
}
