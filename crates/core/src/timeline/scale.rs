//! From days to pixels.

use crate::dataset::Day;
use crate::util::format::within;

/// The shortest window: one hour.
pub(super) const SHORTEST: f64 = 1.0 / 24.0;
/// The longest window: a little more than 10,000 years.
pub(super) const LONGEST: f64 = 12_000.0 * 365.2425;
/// No window reaches further from 1970 than this. A day out there is still exact
/// to some seconds.
const FARTHEST: f64 = 1.1e9 * 365.2425;

/// How far from the edge, as a share of the window, that begins which was moved
/// into sight.
const LEAD: f64 = 0.1;

/// A stretch of time, in days; never empty, never infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    from: f64,
    to: f64,
}

impl Window {
    /// The window from one day to another. What cannot be shown (the wrong way
    /// round, too short, too long, not finite) becomes the nearest that can.
    #[must_use]
    pub fn new(from: f64, to: f64) -> Self {
        let finite = |day: f64| {
            if day.is_nan() {
                0.0
            } else {
                within(day, -FARTHEST, FARTHEST)
            }
        };
        let (from, to) = (finite(from), finite(to));
        let span = within(to - from, SHORTEST, LONGEST);
        let middle = f64::midpoint(from, to);
        Self {
            from: middle - span / 2.0,
            to: middle + span / 2.0,
        }
    }

    /// The window from the beginning of one day to that of another.
    #[must_use]
    pub fn of_days(from: Day, to: Day) -> Self {
        Self::new(days(from), days(to))
    }

    /// The least window of whole days that holds this one.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a window is never far from 1970"
    )]
    pub fn to_days(self) -> (Day, Day) {
        let (from, to) = (self.from.floor() as i64, self.to.ceil() as i64);
        (Day(from), Day(to.max(from + 1)))
    }

    /// Its beginning, in days from 1970-01-01.
    #[must_use]
    pub const fn from(&self) -> f64 {
        self.from
    }

    /// Its end, in days from 1970-01-01.
    #[must_use]
    pub const fn to(&self) -> f64 {
        self.to
    }

    /// Its length, in days.
    #[must_use]
    pub fn span(&self) -> f64 {
        self.to - self.from
    }

    /// The point half way.
    #[must_use]
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    /// The window in which everything is `factor` times as large, and `anchor`
    /// stays where it is.
    #[must_use]
    pub fn zoom(&self, factor: f64, anchor: f64) -> Self {
        let factor = self.span() / within(self.span() / factor, SHORTEST, LONGEST);
        Self::new(
            anchor + (self.from - anchor) / factor,
            anchor + (self.to - anchor) / factor,
        )
    }

    /// The window in which what is under each pointer stays under it, over
    /// `width` pixels: `held` gives for one pointer, or two, the point in time
    /// that it holds and where it is. One pointer moves, two zoom as well.
    #[must_use]
    pub fn holding(&self, held: &[(f64, f64)], width: f64) -> Self {
        let span = match held {
            // Fingers that cross, or meet, zoom no further.
            [(day, x), (other_day, other_x), ..] if (day < other_day) == (x < other_x) => {
                let apart = (other_x - x).abs().max(1.0);
                (other_day - day).abs() / apart * width
            }
            _ => self.span(),
        };
        let span = within(span, SHORTEST, LONGEST);
        match held {
            [(day, x), ..] => {
                let from = day - x / width * span;
                Self::new(from, from + span)
            }
            [] => *self,
        }
    }

    /// The window that shows the time from `from` to `to`, moved no further
    /// than that takes, and as long as before; its beginning where that is
    /// longer. `room` is the share of the window to keep free at its end.
    #[must_use]
    pub fn reveal(&self, from: f64, to: f64, room: f64) -> Self {
        let span = self.span();
        let (starts, ends) = ((from - self.from) / span, (to - self.from) / span);
        // What was just revealed is revealed.
        let slack = 1e-6;
        let is_long = ends - starts > 1.0 - room - LEAD;
        let is_in_sight = starts >= -slack && (is_long || ends <= 1.0 - room + slack);
        // In the middle of what is long there is as much of it to see.
        let is_around = starts < 0.0 && ends > 1.0 - room;
        if is_in_sight && starts <= 1.0 - room || is_around {
            return *self;
        }
        let lead = if starts < 0.0 || is_long {
            LEAD
        } else {
            (1.0 - room - (ends - starts)).min(0.6)
        };
        self.pan(from - (self.from + span * lead))
    }

    /// The window a part of the way from this one to `to`: none of it at 0,
    /// all of it at 1.
    #[must_use]
    pub fn towards(&self, to: &Self, part: f64) -> Self {
        let between = |a: f64, b: f64| a + (b - a) * part;
        Self::new(between(self.from, to.from), between(self.to, to.to))
    }

    /// The window so many days later.
    #[must_use]
    pub fn pan(&self, days: f64) -> Self {
        Self::new(self.from + days, self.to + days)
    }
}

/// A day as a point in time: its midnight.
#[expect(clippy::cast_precision_loss, reason = "days that far out are clamped")]
pub(super) fn days(day: Day) -> f64 {
    within(day.0 as f64, -FARTHEST, FARTHEST)
}

/// A window drawn over a width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    window: Window,
    width: f64,
}

impl Scale {
    /// Draws `window` over `width` pixels, of which there is at least one.
    #[must_use]
    pub fn new(window: Window, width: f64) -> Self {
        Self {
            window,
            width: if width >= 1.0 { width.min(1e6) } else { 1.0 },
        }
    }

    /// What is drawn.
    #[must_use]
    pub const fn window(&self) -> &Window {
        &self.window
    }

    /// How wide it is drawn, in pixels.
    #[must_use]
    pub const fn width(&self) -> f64 {
        self.width
    }

    /// How many pixels a day takes.
    #[must_use]
    pub fn pixels_per_day(&self) -> f64 {
        self.width / self.window.span()
    }

    /// Where a point in time stands.
    #[must_use]
    pub fn x(&self, days: f64) -> f64 {
        (days - self.window.from) * self.pixels_per_day()
    }

    /// Where a day begins.
    #[must_use]
    pub fn x_of(&self, day: Day) -> f64 {
        self.x(days(day))
    }

    /// The point in time that stands at `x`.
    #[must_use]
    pub fn day(&self, x: f64) -> f64 {
        self.window.from + x / self.pixels_per_day()
    }

    /// Where a stretch of time begins and ends, cut to what is drawn.
    #[must_use]
    pub fn clip(&self, from: f64, to: f64) -> (f64, f64) {
        let cut = |days: f64| within(self.x(days), 0.0, self.width);
        (cut(from), cut(to))
    }
}
