//! The axis, divided by the calendar.

use super::Scale;
use super::scale::days;
use crate::dataset::Day;

/// What lies between two ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// So many minutes, from one that they divide.
    Minutes(u8),
    /// So many hours, from one that they divide.
    Hours(u8),
    /// A day.
    Day,
    /// Seven days from a Monday.
    Week,
    /// A month.
    Month,
    /// Three months from January, April, July or October.
    Quarter,
    /// So many years, from one that they divide.
    Years(u16),
}

/// How many minutes a day has.
const MINUTES: f64 = 1440.0;

/// What divides the longest window.
const COARSEST: Unit = Unit::Years(5000);

/// The units from fine to coarse.
const UNITS: [Unit; 23] = [
    Unit::Minutes(5),
    Unit::Minutes(15),
    Unit::Minutes(30),
    Unit::Hours(1),
    Unit::Hours(3),
    Unit::Hours(6),
    Unit::Hours(12),
    Unit::Day,
    Unit::Week,
    Unit::Month,
    Unit::Quarter,
    Unit::Years(1),
    Unit::Years(2),
    Unit::Years(5),
    Unit::Years(10),
    Unit::Years(20),
    Unit::Years(50),
    Unit::Years(100),
    Unit::Years(200),
    Unit::Years(500),
    Unit::Years(1000),
    Unit::Years(2000),
    COARSEST,
];

impl Unit {
    /// The fewest days that it has.
    fn least_days(self) -> f64 {
        match self {
            Self::Minutes(minutes) => f64::from(minutes) / MINUTES,
            Self::Hours(hours) => f64::from(hours) / 24.0,
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 28.0,
            Self::Quarter => 90.0,
            Self::Years(years) => f64::from(years) * 365.0,
        }
    }

    /// The finest unit of at least so many days, and of one.
    #[must_use]
    pub fn of_at_least(days: f64) -> Self {
        let days = days.max(1.0);
        let unit = UNITS.into_iter().find(|unit| unit.least_days() >= days);
        unit.unwrap_or(COARSEST)
    }

    /// So many boundaries on from `day`, or back where that is negative.
    #[must_use]
    pub fn step(self, day: Day, steps: i32) -> Day {
        let on = |day| self.floor(day).and_then(|first| self.next(first));
        let back = |day: Day| self.floor(Day(day.0 - 1));
        (0..steps.unsigned_abs()).fold(day, |day, _| {
            let stepped = if steps < 0 { back(day) } else { on(day) };
            stepped.unwrap_or(day)
        })
    }

    /// The unit that gives this one its context; none for years, which are
    /// their own.
    const fn context(self) -> Option<Self> {
        match self {
            Self::Minutes(_) | Self::Hours(_) => Some(Self::Day),
            Self::Day | Self::Week => Some(Self::Month),
            Self::Month | Self::Quarter => Some(Self::Years(1)),
            Self::Years(_) => None,
        }
    }

    /// The last boundary at or before `day`.
    fn floor(self, day: Day) -> Option<Day> {
        let (year, month, _) = day.ymd();
        match self {
            Self::Minutes(_) | Self::Hours(_) | Self::Day => Some(day),
            // 1970-01-01 was a Thursday.
            Self::Week => Some(Day(day.0 - (day.0 + 3).rem_euclid(7))),
            Self::Month => Day::from_ymd(year, month, 1),
            Self::Quarter => Day::from_ymd(year, month - (month - 1) % 3, 1),
            Self::Years(years) => Day::from_ymd(year - year.rem_euclid(i64::from(years)), 1, 1),
        }
    }

    /// The boundary after the boundary `day`.
    fn next(self, day: Day) -> Option<Day> {
        let (year, month, _) = day.ymd();
        let months_on = |months: u8| match month + months {
            month @ 13.. => Day::from_ymd(year + 1, month - 12, 1),
            month => Day::from_ymd(year, month, 1),
        };
        match self {
            Self::Minutes(_) | Self::Hours(_) | Self::Day => Some(Day(day.0 + 1)),
            Self::Week => Some(Day(day.0 + 7)),
            Self::Month => months_on(1),
            Self::Quarter => months_on(3),
            Self::Years(years) => Day::from_ymd(year + i64::from(years), 1, 1),
        }
    }
}

/// A boundary of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// The first day after it.
    pub day: Day,
    /// The hour of that day.
    pub hour: u8,
    /// The minute of that hour.
    pub minute: u8,
    /// What begins there.
    pub unit: Unit,
}

impl Tick {
    /// Where it is in time, in days.
    #[must_use]
    pub fn at(&self) -> f64 {
        days(self.day) + f64::from(self.hour) / 24.0 + f64::from(self.minute) / MINUTES
    }

    /// The next one.
    fn next(&self) -> Option<Self> {
        let Self { day, unit, .. } = *self;
        let minutes = u16::from(self.hour) * 60 + u16::from(self.minute);
        let step = match unit {
            Unit::Minutes(minutes) => minutes.into(),
            Unit::Hours(hours) => u16::from(hours) * 60,
            _ => return Some(Self::of(unit.next(day)?, unit)),
        };
        let on = minutes + step;
        match (u8::try_from(on / 60), u8::try_from(on % 60)) {
            (Ok(hour @ ..24), Ok(minute)) => Some(Self {
                hour,
                minute,
                ..*self
            }),
            _ => Some(Self::of(unit.next(day)?, unit)),
        }
    }

    /// The beginning of a day.
    const fn of(day: Day, unit: Unit) -> Self {
        Self {
            day,
            hour: 0,
            minute: 0,
            unit,
        }
    }
}

/// The boundaries in a window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticks {
    /// The coarse ones that give context (the years above the months). The
    /// first began before the window, so that its name can stand at the edge.
    pub major: Vec<Tick>,
    /// The fine ones, all of them within the window; where the window lies
    /// between two, the one before it, so that its name can stand at the edge.
    pub minor: Vec<Tick>,
}

/// A unit with more boundaries in the window than this is too fine unseen.
const MAX_TICKS: f64 = 400.0;

/// Divides the window by the finest unit whose names fit between its
/// boundaries. `name_width` gives the width of a tick's name in pixels, with
/// the distance that it keeps from the next; it is told whether the tick is a
/// major one.
#[must_use]
pub fn ticks(scale: &Scale, name_width: &dyn Fn(&Tick, bool) -> f64) -> Ticks {
    UNITS
        .into_iter()
        .find_map(|unit| divided(unit, scale, name_width))
        .unwrap_or_default()
}

/// The window divided by `unit`; `None` where the names do not fit.
fn divided(unit: Unit, scale: &Scale, name_width: &dyn Fn(&Tick, bool) -> f64) -> Option<Ticks> {
    let is_last = unit == COARSEST;
    if !is_last && scale.window().span() / unit.least_days() > MAX_TICKS {
        return None;
    }
    let mut minor: Vec<Tick> = boundaries(unit, scale).collect();
    let fits = minor
        .iter()
        .zip(minor.iter().skip(1))
        .all(|(tick, next)| scale.x(next.at()) - scale.x(tick.at()) >= name_width(tick, false));
    if !is_last && !fits {
        return None;
    }
    if minor.len() > 1 && minor.first().is_some_and(|tick| scale.x(tick.at()) < 0.0) {
        minor.remove(0);
    }
    let mut major: Vec<Tick> = unit
        .context()
        .map(|context| boundaries(context, scale).collect())
        .unwrap_or_default();
    // The name at the edge gives way to one that comes too soon after it.
    if let [first, second, ..] = major.as_slice()
        && scale.x(second.at()) - scale.x(first.at()).max(0.0) < name_width(first, true)
    {
        major.remove(0);
    }
    Some(Ticks { major, minor })
}

/// The boundaries from the last before the window to the last in it.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a window is never far from 1970"
)]
fn boundaries(unit: Unit, scale: &Scale) -> impl Iterator<Item = Tick> {
    let from = scale.window().from();
    let first = unit.floor(Day(from.floor() as i64));
    let first = first.map(|day| Tick::of(day, unit));
    let scale = *scale;
    let mut ticks = std::iter::successors(first, Tick::next)
        .take_while(move |tick| scale.x(tick.at()) <= scale.width())
        .peekable();
    // Of the hours of the first day only the last before the window counts.
    let mut last = ticks.next();
    while ticks
        .next_if(|tick| tick.at() <= from)
        .map(|tick| last = Some(tick))
        .is_some()
    {}
    last.into_iter().chain(ticks)
}
