//! Which window to show.

use super::scale::LONGEST;
use super::{DateExtent, Mark, MarkShape, Window};
use crate::util::format::{greater, lesser, within};
use crate::util::sort;

/// How much room is left on either side, as a share of the window.
const SIDE_MARGIN: f64 = 0.04;
/// No more than this share of the window is left for the last label.
const MAX_LABEL_ROOM: f64 = 0.5;
/// A window around one date has this many days …
const MIN_DAYS_AROUND_ONE: f64 = 30.0;
/// … around several days so many …
const MIN_DAYS_AROUND_DAYS: f64 = 7.0;
/// … and around several times of a day a few hours.
const MIN_DAYS_AROUND_TIMES: f64 = 0.125;
/// The opening window holds this share of the events …
const OPENING_SHARE: f64 = 0.85;
/// … where that takes no more than this share of all the time.
const MAX_OPENING_SPAN: f64 = 1.0 / 3.0;
/// The shares of the events that are tried as the opening window, the largest
/// first.
const OPENING_SHARES: [f64; 8] = [0.97, 0.94, 0.9, OPENING_SHARE, 0.75, 0.66, 0.5, 0.35];
/// Of more events than this, no window lets most be read, and trying costs time.
const MOST_TRIED: usize = 2_000;
/// What takes more than this share of all the time, or has no end, is in sight
/// of most windows and has no say in which one to open with.
const LONG_SHARE: f64 = 0.1;

/// The window that holds every event, with a margin, and with the share `room`
/// of it after the beginning of the last, for its label.
///
/// Where the events lie further apart than any window is long, it holds as many
/// of them as one can.
#[must_use]
pub fn fit(marks: &[Mark], room: f64) -> Window {
    let mut bounds = Bounds::NONE;
    for mark in marks {
        bounds.add(mark);
    }
    if bounds.needed(room) <= LONGEST {
        return bounds.window(room);
    }
    let mut known: Vec<(f64, f64)> = marks
        .iter()
        .filter_map(|mark| mark.extent.bounded())
        .collect();
    sort::sort_by_key(&mut known, |it| (sort::key_of(it.0), 0));
    let longest = LONGEST * (1.0 - SIDE_MARGIN - within(room, SIDE_MARGIN, MAX_LABEL_ROOM));
    let (mut first, mut most) = (0, 0..0);
    for (at, (from, _)) in known.iter().enumerate() {
        while known.get(first).is_some_and(|it| from - it.0 > longest) {
            first += 1;
        }
        if at + 1 - first > most.len() {
            most = first..at + 1;
        }
    }
    let chosen = known.get(most).unwrap_or_default();
    let (Some(first), Some(last)) = (chosen.first(), chosen.last()) else {
        return bounds.window(room);
    };
    Bounds::of(
        marks,
        first.0,
        lesser(last.0, first.0 + longest),
        f64::INFINITY,
    )
    .window(room)
}

/// The shortest window that holds most events, where they crowd in a small part
/// of the time; else all of it. The events come in the order of time.
///
/// One event in 1963 and twenty in 2018 would otherwise all stand on the last
/// pixels of the axis.
#[must_use]
pub fn dense(marks: &[Mark], room: f64) -> Window {
    let all = fit(marks, room);
    let short = short(marks, &all);
    match shortest(&short, OPENING_SHARE) {
        Some((from, to)) if to - from <= all.span() * MAX_OPENING_SPAN => {
            Bounds::of(marks, from, to, all.span() * LONG_SHARE).window(room)
        }
        _ => all,
    }
}

/// The window to open with: the one in which most titles can be read, of which
/// `readable` gives the number. Of those that are equal it is the longest, but a
/// crowd rather than all of time. The events come in the order of time.
#[must_use]
pub fn opening(marks: &[Mark], room: f64, readable: &dyn Fn(&Window) -> usize) -> Window {
    if marks.len() > MOST_TRIED {
        return dense(marks, room);
    }
    let all = fit(marks, room);
    let short = short(marks, &all);
    let mut best = (readable(&all), all);
    for share in OPENING_SHARES {
        // What all of them need, and what a window of few has room for.
        if best.0 >= marks.len() {
            break;
        }
        let Some((from, to)) = shortest(&short, share) else {
            continue;
        };
        let window = Bounds::of(marks, from, to, all.span() * LONG_SHARE).window(room);
        let count = readable(&window);
        // Of equal ones, where most events crowd in a small part of the time, they
        // are told apart better there.
        let is_apart = best.1 == all && window.span() <= all.span() * MAX_OPENING_SPAN;
        if count > best.0 || count == best.0 && is_apart {
            best = (count, window);
        }
    }
    best.1
}

/// The dates that have a say in which window to open with, in order.
fn short(marks: &[Mark], all: &Window) -> Vec<(f64, f64)> {
    let is_short = |extent: &DateExtent| is_short(extent, all.span() * LONG_SHARE);
    let extents = marks.iter().map(|mark| mark.extent).filter(is_short);
    let mut short: Vec<(f64, f64)> = extents.filter_map(|extent| extent.bounded()).collect();
    sort::sort_by_key(&mut short, |it| (sort::key_of(it.0), 0));
    short
}

fn is_short(extent: &DateExtent, longest: f64) -> bool {
    let (from, to) = extent
        .bounded()
        .unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
    !extent.open_start && !extent.open_end && to - from <= longest
}

/// The shortest time in which this share of the dates lies, if that is more than
/// one.
fn shortest(short: &[(f64, f64)], share: f64) -> Option<(f64, f64)> {
    let wanted = share_of(short.len(), share);
    if wanted < 2 {
        return None;
    }
    let runs = short.windows(wanted);
    runs.filter_map(|run| Some((run.first()?.0, run.last()?.1)))
        .min_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "a share of a count of records"
)]
fn share_of(count: usize, share: f64) -> usize {
    (count as f64 * share).ceil() as usize
}

/// What is to be in sight: from the first beginning to the last end, and where
/// the last one begins, from which its label takes room.
struct Bounds {
    from: f64,
    to: f64,
    last: f64,
    /// Whether there are several beginnings that only times of the day tell
    /// apart.
    has_times: bool,
}

impl Bounds {
    const NONE: Self = Self {
        from: f64::INFINITY,
        to: f64::NEG_INFINITY,
        last: f64::NEG_INFINITY,
        has_times: false,
    };

    /// The bounds of what lies within a time and takes no longer than `longest`.
    fn of(marks: &[Mark], from: f64, to: f64, longest: f64) -> Self {
        let mut bounds = Self::NONE;
        for mark in marks.iter().filter(|mark| is_short(&mark.extent, longest)) {
            if let Some((start, end)) = mark.extent.bounded()
                && start >= from
                && (end <= to || longest.is_infinite() && start <= to)
            {
                bounds.add(mark);
            }
        }
        bounds
    }

    fn add(&mut self, mark: &Mark) {
        let Some((from, to)) = mark.extent.bounded() else {
            return;
        };
        self.from = lesser(self.from, from);
        self.to = greater(self.to, to);
        self.last = greater(self.last, from);
        self.has_times |= mark.extent.shape == MarkShape::Instant;
    }

    /// How long a window has to be: to leave `SIDE_MARGIN` of it before the first
    /// beginning and after the last end, and `room` of it after the last
    /// beginning.
    fn needed(&self, room: f64) -> f64 {
        let room = within(room, SIDE_MARGIN, MAX_LABEL_ROOM);
        let for_marks = (self.to - self.from) / (1.0 - 2.0 * SIDE_MARGIN);
        let for_label = (self.last - self.from) / (1.0 - SIDE_MARGIN - room);
        for_marks.max(for_label)
    }

    fn window(&self, room: f64) -> Window {
        if self.from > self.to {
            return Window::new(0.0, MIN_DAYS_AROUND_ONE);
        }
        let needed = self.needed(room);
        let least = match self.last > self.from {
            true if self.has_times => MIN_DAYS_AROUND_TIMES,
            true => MIN_DAYS_AROUND_DAYS,
            false => MIN_DAYS_AROUND_ONE,
        };
        let span = needed.max(least);
        // What stands alone stands towards the middle.
        let from = self.from - span * SIDE_MARGIN - (span - needed) / 3.0;
        Window::new(from, from + span)
    }
}
