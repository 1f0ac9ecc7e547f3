//! The animation from one window to another, and the inertia of a drag.

use super::Window;
use crate::util::format::within;

/// How long a step of a button or a key takes, in milliseconds.
pub const STEP_MS: f64 = 220.0;
/// How long a drag goes on after it is let go, in milliseconds.
const COAST_MS: f64 = 700.0;
/// How far back, in milliseconds, the speed of a drag is measured, where its moves
/// come often enough.
const SPEED_SPAN_MS: f64 = 90.0;
/// A drag slower than this share of the window a second ends where it is.
const MIN_COAST_SPEED: f64 = 0.15;
/// No drag goes on by more windows than this.
const MAX_COAST_WINDOWS: f64 = 2.0;

/// A window on its way, quick at first and ever slower.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Motion {
    from: Window,
    to: Window,
    since: f64,
    lasts: f64,
}

impl Motion {
    /// Sets out from one window to another at the time `now`, to be there after
    /// `lasts` milliseconds.
    #[must_use]
    pub const fn new(from: Window, to: Window, now: f64, lasts: f64) -> Self {
        Self {
            from,
            to,
            since: now,
            lasts,
        }
    }

    /// Where it leads.
    #[must_use]
    pub const fn to(&self) -> Window {
        self.to
    }

    /// Where it is at the time `now`; `None` once it has arrived.
    #[must_use]
    pub fn at(&self, now: f64) -> Option<Window> {
        let passed = (now - self.since) / self.lasts;
        if passed.is_nan() || passed >= 1.0 {
            return None;
        }
        let left = 1.0 - passed.max(0.0);
        Some(self.from.towards(&self.to, 1.0 - left * left * left))
    }
}

/// Where a drag was when, as far as that tells how fast it is.
#[derive(Clone, Debug, Default)]
pub struct Drag(Vec<(f64, f64)>);

impl Drag {
    /// At the time `now`, the window began at `from`.
    pub fn note(&mut self, now: f64, from: f64) {
        // The last one tells the pace of a device that is slow to tell.
        let last = self.0.len().saturating_sub(1);
        let old = |(time, _): &(f64, f64)| now - time > SPEED_SPAN_MS;
        let gone = self.0.iter().take(last).filter(|note| old(note)).count();
        self.0.drain(..gone);
        self.0.push((now, from));
    }

    /// How `window`, let go at the time `now`, moves on; `None` where it was
    /// not moving fast enough to.
    #[must_use]
    pub fn let_go(&self, window: Window, now: f64) -> Option<Motion> {
        let (before, last) = match self.0.as_slice() {
            [.., before, last] => (before, last),
            _ => return None,
        };
        let pause = (last.0 - before.0).max(SPEED_SPAN_MS);
        if now - last.0 > pause {
            return None;
        }
        let recent = |note: &&(f64, f64)| now - note.0 <= SPEED_SPAN_MS;
        let first = self.0.iter().find(recent).filter(|first| *first != last);
        let first = first.unwrap_or(before);
        let time = now - first.0;
        if time <= 0.0 {
            return None;
        }
        let velocity = (last.1 - first.1) / time;
        if velocity.abs() * 1000.0 < MIN_COAST_SPEED * window.span() {
            return None;
        }
        // Cubic easing sets out three times as fast as it is on average.
        let way = velocity * COAST_MS / 3.0;
        let most = window.span() * MAX_COAST_WINDOWS;
        let to = window.pan(within(way, -most, most));
        Some(Motion::new(window, to, now, COAST_MS))
    }
}
