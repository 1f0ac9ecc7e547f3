//! The events of one lane, in the order of time, in columns.

use std::ops::Range;

use super::{Extent, Window};

/// So many events share one note of how far the longest of them reaches.
const BLOCK: usize = 64;

/// The events of a lane, in the order in which they may begin.
///
/// What is in a window is found by binary search, and what began before it and
/// lasts into it by the farthest reach of each block of events, so that a lane
/// of 100,000 costs little more than what is seen of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    keys: Vec<u32>,
    begins: Vec<f64>,
    ends: Vec<f64>,
    weights: Vec<u8>,
    reaches: Vec<f64>,
}

/// An event to stand in a lane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// What the event is known by.
    pub key: u32,
    /// What is drawn of its date.
    pub extent: Extent,
    /// How much the story makes of it: where there is no room for all, what
    /// weighs more stands by itself.
    pub weight: u8,
}

impl Lane {
    /// The lane of these events.
    #[must_use]
    pub fn new<'a>(marks: impl IntoIterator<Item = &'a Mark>) -> Self {
        let mut marks: Vec<&Mark> = marks.into_iter().collect();
        // Stable, and quick where the marks come nearly in order.
        marks.sort_by(|a, b| a.extent.soft_from.total_cmp(&b.extent.soft_from));
        let mut lane = Self::default();
        for mark in marks {
            lane.keys.push(mark.key);
            lane.begins.push(mark.extent.soft_from);
            lane.ends.push(mark.extent.soft_to);
            lane.weights.push(mark.weight);
        }
        let farthest = |ends: &[f64]| ends.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        lane.reaches = lane.ends.chunks(BLOCK).map(farthest).collect();
        lane
    }

    /// How many events there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The events, by what they are known by, in order.
    #[must_use]
    pub fn keys(&self) -> &[u32] {
        &self.keys
    }

    /// What the event at a position is known by.
    #[must_use]
    pub fn key(&self, position: usize) -> Option<u32> {
        self.keys.get(position).copied()
    }

    /// The position of an event.
    #[must_use]
    pub fn position(&self, key: u32) -> Option<usize> {
        self.keys.iter().position(|other| *other == key)
    }

    /// When the event at a position may begin, and when it may end.
    #[must_use]
    pub fn bounds(&self, position: usize) -> Option<(f64, f64)> {
        Some((*self.begins.get(position)?, *self.ends.get(position)?))
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
        let from = window.from();
        let ended = |position: &usize| self.ends.get(*position).is_some_and(|end| *end <= from);
        let last = (0..self.first_from(from)).rev().find(ended)?;
        self.begins.get(last).copied()
    }

    /// Where the first event begins that begins after a window.
    #[must_use]
    pub fn first_after(&self, window: &Window) -> Option<f64> {
        self.begins.get(self.first_from(window.to())).copied()
    }

    pub(super) fn weight(&self, position: usize) -> u8 {
        self.weights.get(position).copied().unwrap_or_default()
    }

    /// The position of the first event that begins at `day` or later.
    pub(super) fn first_from(&self, day: f64) -> usize {
        self.begins.partition_point(|begin| *begin < day)
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
            .filter(move |position| self.ends.get(*position).is_some_and(|end| *end > day))
    }
}

/// The lanes of these events, which come with every class that each belongs
/// to: one lane a class, by class, where an event with several stands once in
/// each. Only the `most` largest have a lane of their own; the events of the
/// others, and those without a class, share the last, whose class is `None`.
#[must_use]
pub fn lanes(
    marks: &[&Mark],
    classes: &dyn Fn(u32, &mut Vec<u32>),
    most: usize,
) -> Vec<(Option<u32>, Lane)> {
    let mut by_class: Vec<(u32, Vec<&Mark>)> = Vec::new();
    let mut places: Vec<Option<usize>> = Vec::new();
    let mut rest: Vec<&Mark> = Vec::new();
    let mut of_mark = Vec::new();
    for &mark in marks {
        of_mark.clear();
        classes(mark.key, &mut of_mark);
        of_mark.sort_unstable();
        of_mark.dedup();
        if of_mark.is_empty() {
            rest.push(mark);
        }
        for class in &of_mark {
            let at = *class as usize;
            if places.len() <= at {
                places.resize(at + 1, None);
            }
            let Some(place) = places.get_mut(at) else {
                continue;
            };
            let position = *place.get_or_insert_with(|| {
                by_class.push((*class, Vec::new()));
                by_class.len() - 1
            });
            if let Some((_, lane)) = by_class.get_mut(position) {
                lane.push(mark);
            }
        }
    }
    // The largest first; among equals the one that is first in time.
    by_class.sort_by_key(|(_, lane)| std::cmp::Reverse(lane.len()));
    if by_class.len() > most {
        for (_, lane) in by_class.drain(most..) {
            rest.extend(lane);
        }
        rest.sort_by_key(|mark| mark.key);
        rest.dedup_by_key(|mark| mark.key);
    }
    let mut lanes: Vec<(Option<u32>, Lane)> = by_class
        .into_iter()
        .map(|(class, lane)| (Some(class), Lane::new(lane)))
        .collect();
    if !rest.is_empty() {
        lanes.push((None, Lane::new(rest)));
    }
    lanes
}
