//! The events of one lane, in the order of time, in columns.

use std::ops::Range;

use super::{LegendEntries, Mark, Window};
use crate::util::format::greater;
use crate::util::sort;

/// So many events share one note of how far the longest of them reaches.
const BLOCK: usize = 64;

/// The events of a lane, in the order in which they may begin.
///
/// What is in a window is found by binary search, and what began before it and
/// lasts into it by the farthest reach of each block of events, so that a lane
/// of 100,000 costs little more than what is seen of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LaneEvents {
    marks: Vec<Mark>,
    reaches: Vec<f64>,
    legend: LegendEntries,
}

impl LaneEvents {
    /// The lane of these events; those that begin together stay in their order.
    #[must_use]
    pub fn new(mut marks: Vec<Mark>) -> Self {
        sort::sort_by_key(&mut marks, |mark| (sort::key_of(mark.extent.soft_from), 0));
        Self::in_order(marks)
    }

    /// The lane of those events that `wanted` takes.
    #[must_use]
    pub fn part(&self, wanted: &dyn Fn(u32) -> bool) -> Self {
        let marks = self.marks.iter().filter(|mark| wanted(mark.key));
        Self::in_order(marks.copied().collect())
    }

    fn in_order(marks: Vec<Mark>) -> Self {
        let farthest = |marks: &[Mark]| {
            let ends = marks.iter().map(|mark| mark.extent.soft_to);
            ends.fold(f64::NEG_INFINITY, greater)
        };
        let mut legend = LegendEntries::default();
        marks.iter().for_each(|mark| legend.add(mark));
        Self {
            reaches: marks.chunks(BLOCK).map(farthest).collect(),
            marks,
            legend,
        }
    }

    /// How many events there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// The events, in order.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// In which ways their dates are drawn.
    #[must_use]
    pub const fn legend(&self) -> &LegendEntries {
        &self.legend
    }

    /// The event at a position.
    #[must_use]
    pub fn mark(&self, position: usize) -> Option<&Mark> {
        self.marks.get(position)
    }

    /// What the event at a position is known by.
    #[must_use]
    pub fn key(&self, position: usize) -> Option<u32> {
        Some(self.mark(position)?.key)
    }

    /// The position of an event.
    #[must_use]
    pub fn position(&self, key: u32) -> Option<usize> {
        self.marks.iter().position(|mark| mark.key == key)
    }

    /// When the event at a position may begin, and when it may end.
    #[must_use]
    pub fn bounds(&self, position: usize) -> Option<(f64, f64)> {
        let extent = self.mark(position)?.extent;
        Some((extent.soft_from, extent.soft_to))
    }

    /// How many events ended before a window, and how many begin after it.
    #[must_use]
    pub fn outside(&self, window: &Window) -> (usize, usize) {
        let begun = self.first_from(window.from());
        let before = begun - self.lasting_at(window.from()).count();
        (before, self.len() - self.first_from(window.to()))
    }

    /// Where the last event begins that ended before a window.
    #[must_use]
    pub fn last_before(&self, window: &Window) -> Option<f64> {
        Some(self.bounds(self.last_ended_before(window)?)?.0)
    }

    /// The position of the last event that ended before a window.
    #[must_use]
    pub fn last_ended_before(&self, window: &Window) -> Option<usize> {
        let from = window.from();
        let begun = self.marks.get(..self.first_from(from))?;
        begun.iter().rposition(|mark| mark.extent.soft_to <= from)
    }

    /// The position of the first event that begins after a window.
    #[must_use]
    pub fn first_beginning_after(&self, window: &Window) -> Option<usize> {
        let first = self.first_from(window.to());
        (first < self.len()).then_some(first)
    }

    /// Where the first event begins that begins after a window.
    #[must_use]
    pub fn first_after(&self, window: &Window) -> Option<f64> {
        Some(self.bounds(self.first_beginning_after(window)?)?.0)
    }

    /// The position of the first event that begins at `day` or later.
    pub(super) fn first_from(&self, day: f64) -> usize {
        self.marks
            .partition_point(|mark| mark.extent.soft_from < day)
    }

    /// The events that begin in a window.
    pub(super) fn beginning_in(&self, window: &Window) -> Range<usize> {
        self.first_from(window.from())..self.first_from(window.to())
    }

    /// The events that began before `day` and last beyond it.
    pub(super) fn lasting_at(&self, day: f64) -> impl Iterator<Item = usize> {
        let before = self.first_from(day);
        let blocks = self.reaches.iter().enumerate();
        blocks
            .take_while(move |(block, _)| block * BLOCK < before)
            .filter(move |(_, reach)| **reach > day)
            .flat_map(move |(block, _)| block * BLOCK..((block + 1) * BLOCK).min(before))
            .filter(move |position| self.bounds(*position).is_some_and(|it| it.1 > day))
    }
}

/// The lanes of the events of one, each of which belongs to the classes that
/// `classes` adds to a list: one lane a class, by class, where an event with
/// several stands once in each. Only the `most` largest have a lane of their own;
/// the events of the others, and those without a class, share the last, whose
/// class is `None`.
#[must_use]
pub fn lanes(
    whole: &LaneEvents,
    classes: &dyn Fn(u32, &mut Vec<u32>),
    most: usize,
) -> Vec<(Option<u32>, LaneEvents)> {
    // Of each class how many events there are; the classes as they come in time.
    let mut counts: Vec<i64> = Vec::new();
    let mut by_size: Vec<u32> = Vec::new();
    let mut of_mark = Vec::new();
    for mark in &whole.marks {
        classes_of(mark, classes, &mut of_mark);
        for class in &of_mark {
            let at = *class as usize;
            if counts.len() <= at {
                counts.resize(at + 1, 0);
            }
            if let Some(count) = counts.get_mut(at) {
                if *count == 0 {
                    by_size.push(*class);
                }
                *count += 1;
            }
        }
    }
    // The largest first; among equals the one that is first in time.
    sort::sort_by_key(&mut by_size, |class| {
        let count = counts.get(*class as usize).copied().unwrap_or_default();
        (-count, 0)
    });
    by_size.truncate(most);

    let mut places: Vec<Option<usize>> = vec![None; counts.len()];
    for (at, class) in by_size.iter().enumerate() {
        if let Some(place) = places.get_mut(*class as usize) {
            *place = Some(at);
        }
    }
    let mut marks: Vec<Vec<Mark>> = vec![Vec::new(); by_size.len()];
    let mut rest = Vec::new();
    for mark in &whole.marks {
        classes_of(mark, classes, &mut of_mark);
        let place = |class: &u32| places.get(*class as usize).copied().flatten();
        if of_mark.is_empty() || of_mark.iter().any(|class| place(class).is_none()) {
            rest.push(*mark);
        }
        for at in of_mark.iter().filter_map(place) {
            if let Some(lane) = marks.get_mut(at) {
                lane.push(*mark);
            }
        }
    }
    let named = by_size.into_iter().map(Some).zip(marks);
    let rest = (!rest.is_empty()).then_some((None, rest));
    let lanes = named.chain(rest);
    lanes
        .map(|(class, marks)| (class, LaneEvents::in_order(marks)))
        .collect()
}

/// The classes of an event, each once.
fn classes_of(mark: &Mark, classes: &dyn Fn(u32, &mut Vec<u32>), of_mark: &mut Vec<u32>) {
    of_mark.clear();
    classes(mark.key, of_mark);
    for at in (1..of_mark.len()).rev() {
        if of_mark
            .get(at)
            .is_some_and(|it| of_mark.iter().take(at).any(|other| other == it))
        {
            of_mark.remove(at);
        }
    }
}
