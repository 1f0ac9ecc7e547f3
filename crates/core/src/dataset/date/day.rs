//! Civil days, counted.

use std::fmt;

/// A civil day of the proleptic Gregorian calendar, counted from 1970-01-01.
///
/// Years are astronomical, as in ISO 8601: year 0 is 1 BC.
///
/// ```
/// use backstory_core::dataset::Day;
///
/// assert_eq!(Day::from_ymd(1970, 1, 2), Some(Day(1)));
/// assert_eq!(Day(-1).ymd(), (1969, 12, 31));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

/// The years that [`Day::from_ymd`] counts lie this far from year 0 at most.
const FARTHEST_YEAR: u64 = 12_000_000_000_000;

/// Days in the 400 years after which the calendar repeats.
const DAYS_PER_ERA: i64 = 146_097;

/// Days from 0000-03-01, where the eras begin, to 1970-01-01.
const EPOCH: i64 = 719_468;

impl Day {
    /// Stands for "without limit" towards the past.
    ///
    /// A power of two well inside `i64`: sums and differences of days do not
    /// overflow, and a day is exact as an `f64`.
    pub const MIN: Self = Self(-(1 << 52));

    /// Stands for "without limit" towards the future.
    pub const MAX: Self = Self(1 << 52);

    /// The day of a calendar date; `None` if there is no such date, or if it
    /// is more than 12 million million years away.
    #[must_use]
    pub fn from_ymd(year: i64, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=12).contains(&month) && (1..=days_in_month(year, month)).contains(&day);
        if !exists || year.unsigned_abs() > FARTHEST_YEAR {
            return None;
        }
        // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
        // days_from_civil: years begin in March, so that a leap day is a last
        // day.
        let year = if month <= 2 { year - 1 } else { year };
        let month_from_march = (i64::from(month) + 9) % 12;
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Self(
            year.div_euclid(400) * DAYS_PER_ERA + day_of_era - EPOCH,
        ))
    }

    /// The year, month and day of the month; of a day outside
    /// [`MIN`](Self::MIN)..=[`MAX`](Self::MAX), those of the nearer one.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a month is 1 to 12 and a day of the month 1 to 31"
    )]
    pub fn ymd(self) -> (i64, u8, u8) {
        // Hinnant's civil_from_days.
        let days = self.clamp(Self::MIN, Self::MAX).0 + EPOCH;
        let day_of_era = days.rem_euclid(DAYS_PER_ERA);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = year_of_era + days.div_euclid(DAYS_PER_ERA) * 400 + i64::from(month <= 2);
        (year, month as u8, day as u8)
    }

    /// The day of a date known to exist; a limit where it is too far away.
    pub(super) fn saturating_from_ymd(year: i64, month: u8, day: u8) -> Self {
        let limit = if year < 0 { Self::MIN } else { Self::MAX };
        Self::from_ymd(year, month, day).unwrap_or(limit)
    }

    /// The day `days` later, a limit staying where it is.
    pub(super) fn plus_days(self, days: i64) -> Self {
        if self.is_limit() {
            return self;
        }
        Self(self.0.saturating_add(days)).clamp(Self::MIN, Self::MAX)
    }

    /// The same day of the month `months` later, or the last of a month that
    /// is too short for it; a limit stays where it is.
    pub(super) fn plus_months(self, months: i64) -> Self {
        if self.is_limit() {
            return self;
        }
        let (year, month, day) = self.ymd();
        let months = (year * 12 + i64::from(month) - 1).saturating_add(months);
        #[expect(clippy::cast_possible_truncation, reason = "the remainder is 0 to 11")]
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u8 + 1);
        Self::saturating_from_ymd(year, month, day.min(days_in_month(year, month)))
    }

    fn is_limit(self) -> bool {
        self <= Self::MIN || self >= Self::MAX
    }
}

/// The day as ISO 8601 writes it: `2018-06-01`, `-0043-03-15`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        if year < 0 {
            f.write_str("-")?;
        }
        write!(f, "{:04}-{month:02}-{day:02}", year.unsigned_abs())
    }
}

/// How many days a month has.
pub(super) fn days_in_month(year: i64, month: u8) -> u8 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
