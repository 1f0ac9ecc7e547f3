//! The axis, divided by the calendar.

use super::Scale;
use crate::dataset::Day;

/// What lies between two ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
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

/// The units from fine to coarse.
const UNITS: [Unit; 16] = [
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
    Unit::Years(5000),
];

impl Unit {
    /// The fewest days that it has.
    fn least_days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 28.0,
            Self::Quarter => 90.0,
            Self::Years(years) => f64::from(years) * 365.0,
        }
    }

    /// The unit that gives this one its context; none for years, which are
    /// their own.
    const fn context(self) -> Option<Self> {
        match self {
            Self::Day | Self::Week => Some(Self::Month),
            Self::Month | Self::Quarter => Some(Self::Years(1)),
            Self::Years(_) => None,
        }
    }

    /// The last boundary at or before `day`.
    fn floor(self, day: Day) -> Option<Day> {
        let (year, month, _) = day.ymd();
        match self {
            Self::Day => Some(day),
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
            Self::Day => Some(Day(day.0 + 1)),
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
    /// What begins there.
    pub unit: Unit,
}

/// The boundaries in a window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticks {
    /// The coarse ones that give context (the years above the months). The
    /// first began before the window, so that its name can stand at the edge.
    pub major: Vec<Tick>,
    /// The fine ones, all of them within the window.
    pub minor: Vec<Tick>,
}

/// Divides the window by the finest unit whose boundaries stand `gap` pixels
/// apart or more.
#[must_use]
pub fn ticks(scale: &Scale, gap: f64) -> Ticks {
    let fits = |unit: &Unit| unit.least_days() * scale.pixels_per_day() >= gap;
    let unit = UNITS.into_iter().find(fits).unwrap_or(Unit::Years(5000));
    let minor = boundaries(unit, scale)
        .filter(|tick| in_window(*tick, scale))
        .collect();
    let mut major: Vec<Tick> = unit
        .context()
        .map(|context| boundaries(context, scale).collect())
        .unwrap_or_default();
    // The name at the edge gives way to one that comes too soon after it.
    if major
        .get(1)
        .is_some_and(|second| scale.x_of(second.day) < gap * 1.6)
    {
        major.remove(0);
    }
    Ticks { major, minor }
}

fn in_window(tick: Tick, scale: &Scale) -> bool {
    (0.0..=scale.width()).contains(&scale.x_of(tick.day))
}

/// The boundaries from the last before the window to the last in it.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a window is never far from 1970"
)]
fn boundaries(unit: Unit, scale: &Scale) -> impl Iterator<Item = Tick> {
    let first = unit.floor(Day(scale.window().from().floor() as i64));
    let scale = *scale;
    std::iter::successors(first, move |day| unit.next(*day))
        .take_while(move |day| scale.x_of(*day) <= scale.width())
        .map(move |day| Tick { day, unit })
}
