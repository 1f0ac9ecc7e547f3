//! Which window to show.

use super::{Extent, Mark, Window};
use crate::util::format::{greater, lesser, within};

/// How much room is left on either side, as a share of the window.
const MARGIN: f64 = 0.04;
/// No more than this share of the window is left for the last label.
const MOST_ROOM: f64 = 0.5;
/// A window around one event has this many days.
const LEAST: f64 = 30.0;
/// The opening window holds this share of the events …
const SHARE: f64 = 0.85;
/// … where that takes no more than this share of all the time.
const CROWDED: f64 = 1.0 / 3.0;
/// What takes more than this share of all the time, or has no end, is in sight
/// of most windows and has no say in which one to open with.
const LONG: f64 = 0.1;

/// The window that holds every event, with a margin, and with the share `room`
/// of it after the beginning of the last, for its label.
#[must_use]
pub fn fit(marks: &[Mark], room: f64) -> Window {
    let mut bounds = Bounds::NONE;
    for mark in marks {
        if let Some((from, to)) = mark.extent.bounded() {
            bounds.add(from, to);
        }
    }
    bounds.window(room)
}

/// The window to open with: the shortest that holds most events, where they
/// crowd in a small part of the time; else all of it. The events come in the
/// order of time.
///
/// One event in 1963 and twenty in 2018 would otherwise all stand on the last
/// pixels of the axis.
#[must_use]
pub fn dense(marks: &[Mark], room: f64) -> Window {
    let all = fit(marks, room);
    let is_short = |extent: &Extent| {
        !extent.open_start && !extent.open_end && extent.to - extent.from <= all.span() * LONG
    };
    let extents = marks.iter().map(|mark| mark.extent);
    let short: Vec<(f64, f64)> = extents
        .filter(is_short)
        .filter_map(|extent| extent.bounded())
        .collect();
    let wanted = share_of(short.len());
    let shortest = short
        .windows(wanted.max(1))
        .filter_map(|run| Some((run.first()?.0, run.last()?.1)))
        .min_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    match shortest {
        Some((from, to)) if wanted > 1 && to - from <= all.span() * CROWDED => {
            let mut bounds = Bounds::NONE;
            for (start, end) in short.iter().filter(|it| it.0 >= from && it.1 <= to) {
                bounds.add(*start, *end);
            }
            bounds.window(room)
        }
        _ => all,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a share of a count of records"
)]
fn share_of(count: usize) -> usize {
    (count as f64 * SHARE).ceil() as usize
}

/// What is to be in sight: from the first beginning to the last end, and where
/// the last one begins, from which its label takes room.
struct Bounds {
    from: f64,
    to: f64,
    last: f64,
}

impl Bounds {
    const NONE: Self = Self {
        from: f64::INFINITY,
        to: f64::NEG_INFINITY,
        last: f64::NEG_INFINITY,
    };

    fn add(&mut self, from: f64, to: f64) {
        self.from = lesser(self.from, from);
        self.to = greater(self.to, to);
        self.last = greater(self.last, from);
    }

    fn window(&self, room: f64) -> Window {
        let room = within(room, MARGIN, MOST_ROOM);
        if self.from > self.to {
            return Window::new(0.0, LEAST);
        }
        // The window `w` is to leave `MARGIN * w` before the first beginning
        // and after the last end, and `room * w` after the last beginning.
        let for_marks = (self.to - self.from) / (1.0 - 2.0 * MARGIN);
        let for_label = (self.last - self.from) / (1.0 - MARGIN - room);
        let needed = for_marks.max(for_label);
        let span = needed.max(LEAST);
        // What stands alone stands towards the middle.
        let from = self.from - span * MARGIN - (span - needed) / 3.0;
        Window::new(from, from + span)
    }
}
