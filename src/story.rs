//! The article's dataset, made ready to be asked and drawn.

use std::rc::Rc;

use backstory_core::dataset::{Dataset, Decoded, EventIx, EventStatus, Problem};
use backstory_core::presence::Presence;
use backstory_core::query::{Collate, Index, IndexBuilder, natural};
use backstory_core::state::Record;
use backstory_core::timeline::{DateExtent, LaneEvents, Mark};

/// A dataset that is ready to be asked.
pub struct Story {
    /// The records.
    pub dataset: Dataset,
    /// What the filter asks.
    pub index: Index,
    /// What is drawn of the events that have a date, or bounds by their order.
    pub dated: Rc<LaneEvents>,
    /// What of the widget has something to show.
    pub presence: Presence,
    /// What was put right or taken back, the events first.
    pub corrected: Vec<Record>,
    /// What was wrong in the document.
    pub problems: Vec<Problem>,
    /// How many records were left out for it.
    pub skipped: u32,
}

impl From<Decoded> for Story {
    /// Its names in the order that needs no language.
    fn from(decoded: Decoded) -> Self {
        Self::new(decoded, Rc::new(natural))
    }
}

impl Story {
    /// Makes ready what was decoded, its names to be sorted by `collate`.
    #[must_use]
    pub fn new(decoded: Decoded, collate: Collate) -> Self {
        StoryBuilder::new(decoded).finish(collate)
    }
}

/// So many events are made ready to be drawn in one step.
const EVENTS_PER_STEP: usize = 5_000;

/// A [`Story`] in the making, in steps that each hold a page up but shortly.
pub struct StoryBuilder {
    decoded: Decoded,
    index: IndexBuilder,
    marks: Vec<Mark>,
    /// How many of the events, in the order of time, are among the marks.
    marked: usize,
    dated: Option<Rc<LaneEvents>>,
}

impl StoryBuilder {
    /// Begins with what was decoded.
    #[must_use]
    pub fn new(decoded: Decoded) -> Self {
        Self {
            decoded,
            index: IndexBuilder::default(),
            marks: Vec::new(),
            marked: 0,
            dated: None,
        }
    }

    /// Does the next step; whether all are done.
    pub fn advance(&mut self) -> bool {
        let dataset = &self.decoded.dataset;
        if !self.index.advance(dataset) {
            return false;
        }
        let rest = self.index.in_time().iter().skip(self.marked);
        let next = rest.take(EVENTS_PER_STEP);
        let before = self.marked;
        for ix in next {
            self.marked += 1;
            self.marks.extend(mark(*ix, dataset));
        }
        if self.marked == before && self.dated.is_none() {
            let marks = std::mem::take(&mut self.marks);
            self.dated = Some(Rc::new(LaneEvents::new(marks)));
        }
        self.dated.is_some()
    }

    /// Does what is left; names are to be sorted by `collate`.
    #[must_use]
    pub fn finish(mut self, collate: Collate) -> Story {
        while !self.advance() {}
        let Decoded {
            dataset,
            problems,
            skipped,
        } = self.decoded;
        let index = self.index.finish(&dataset, collate);
        Story {
            presence: Presence::new(&dataset, &index),
            index,
            dated: self.dated.unwrap_or_default(),
            corrected: corrected(&dataset),
            dataset,
            problems,
            skipped,
        }
    }
}

/// The records that were put right or taken back, the events first.
fn corrected(dataset: &Dataset) -> Vec<Record> {
    let events = dataset.events().filter(|(_, it)| it.revision.is_some());
    let events = events.map(|(ix, _)| Record::Event(ix));
    let relationships = dataset.relationships();
    let relationships = relationships.filter(|(_, it)| it.revision.is_some());
    let relationships = relationships.map(|(ix, _)| Record::Relationship(ix));
    events.chain(relationships).collect()
}

/// What is drawn of an event. It weighs as much as the story says of it: the
/// passages, and those who took part.
pub(crate) fn mark(ix: EventIx, dataset: &Dataset) -> Option<Mark> {
    let event = dataset.event(ix)?;
    let told = event.evidence.len() + event.participants.len();
    Some(Mark {
        key: ix.0,
        extent: DateExtent::of_event(ix, dataset)?,
        weight: u8::try_from(told).unwrap_or(u8::MAX),
        planned: matches!(
            event.status,
            Some(EventStatus::Planned | EventStatus::Proposed)
        ),
    })
}
