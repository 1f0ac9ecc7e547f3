//! When the article appeared, as far as that is known.

use backstory_core::dataset::{Date, Day};

/// What is known of the day of publication.
#[derive(Clone, Copy, Debug)]
pub(super) struct Published {
    pub year: Option<i64>,
    pub month: Option<u8>,
    pub day: Option<Day>,
}

impl Published {
    pub fn of(date: &Date) -> Self {
        let (first, last) = (date.earliest(), date.latest());
        let ((year, month, _), (last_year, last_month, _)) = (first.ymd(), last.ymd());
        let same_year = year == last_year;
        Self {
            year: same_year.then_some(year),
            month: (same_year && month == last_month).then_some(month),
            day: (first == last).then_some(first),
        }
    }

    /// The years that a date without one may be of: those in which its `month`
    /// is nearest to publication. A month of June in an article of December may
    /// be of two.
    pub fn years_of(&self, month: u8) -> Vec<i64> {
        let Some(year) = self.year else {
            return Vec::new();
        };
        // The middle of a season, a quarter, a third or a half.
        let month = match month {
            21..=32 => i64::from((month - 21) % 4) * 3 + 4,
            33..=36 => i64::from(month - 33) * 3 + 2,
            37..=39 => i64::from(month - 37) * 4 + 2,
            40..=41 => i64::from(month - 40) * 6 + 3,
            _ => i64::from(month),
        };
        let months = match self.month {
            Some(month) => i64::from(month)..=i64::from(month),
            None => 1..=12,
        };
        let mut years: Vec<i64> = Vec::new();
        for of_publication in months {
            let distance = |by: &i64| (month + by * 12 - of_publication).abs();
            let nearest = [-1, 0, 1].iter().map(distance).min();
            let is_nearest = |by: &&i64| Some(distance(by)) == nearest;
            years.extend([-1, 0, 1].iter().filter(is_nearest).map(|by| year + by));
        }
        years.sort_unstable();
        years.dedup();
        years
    }
}
