//! Which window to show.

use super::{Extent, Window};

/// How much room is left on either side, as a share of the window.
const MARGIN: f64 = 0.06;
/// A window around one event has this many days.
const LEAST: f64 = 30.0;
/// The opening window holds this share of the events …
const SHARE: f64 = 0.85;
/// … where that takes no more than this share of all the time.
const CROWDED: f64 = 1.0 / 3.0;
/// What takes more than this share of all the time, or has no end, is in sight
/// of most windows and has no say in which one to open with.
const LONG: f64 = 0.1;

/// The window that holds every event, with a margin.
#[must_use]
pub fn fit(extents: &[Extent]) -> Window {
    let from = extents
        .iter()
        .map(|extent| extent.bounded().0)
        .fold(f64::INFINITY, f64::min);
    let to = extents
        .iter()
        .map(|extent| extent.bounded().1)
        .fold(f64::NEG_INFINITY, f64::max);
    if from > to {
        return Window::new(0.0, LEAST);
    }
    with_margin(from, to)
}

/// The window to open with: the shortest that holds most events, where they
/// crowd in a small part of the time; else all of it.
///
/// One event in 1963 and twenty in 2018 would otherwise all stand on the last
/// pixels of the axis.
#[must_use]
pub fn dense(extents: &[Extent]) -> Window {
    let all = fit(extents);
    let short = |extent: &&Extent| {
        let (from, to) = extent.bounded();
        !extent.open_start && !extent.open_end && to - from <= all.span() * LONG
    };
    let mut middles: Vec<f64> = extents.iter().filter(short).map(Extent::middle).collect();
    middles.sort_by(f64::total_cmp);
    let wanted = share_of(middles.len());
    let shortest = middles
        .windows(wanted.max(1))
        .filter_map(|run| Some((*run.first()?, *run.last()?)))
        .min_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
    match shortest {
        Some((from, to)) if wanted > 1 && to - from <= all.span() * CROWDED => {
            with_margin(from, to)
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

fn with_margin(from: f64, to: f64) -> Window {
    let missing = (LEAST - (to - from)).max(0.0) / 2.0;
    let margin = ((to - from) * MARGIN).max(missing).max(1.0);
    Window::new(from - margin, to + margin)
}
