//! The ways in which a text with several meanings is read.

use std::cell::Cell;

use super::published::Published;

/// How a text with several meanings is read this time.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Choice {
    pub month_first: bool,
    /// Whether two digits are a year of the century after 1900.
    pub later_century: bool,
    /// Which of the years that a date without one may be of.
    pub year: usize,
}

/// Which choices a reading had to make.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Met {
    pub order: bool,
    pub century: bool,
    pub years: usize,
    pub is_assumed: bool,
}

impl Choice {
    /// The choices that differ from this one in the last thing that is left
    /// open, so that each is made once.
    pub fn others(self, met: Met) -> Vec<Self> {
        let mut others = Vec::new();
        if met.order && !self.month_first && !self.later_century && self.year == 0 {
            others.push(Self {
                month_first: true,
                ..self
            });
        }
        if met.century && !self.later_century && self.year == 0 {
            others.push(Self {
                later_century: true,
                ..self
            });
        }
        if self.year + 1 < met.years {
            others.push(Self {
                year: self.year + 1,
                ..self
            });
        }
        others
    }
}

/// Reads with what is known of publication, and in one way where there are two.
pub(super) struct DateReader<'p> {
    pub published: Option<&'p Published>,
    pub choice: Choice,
    pub met: Cell<Met>,
}

impl DateReader<'_> {
    pub fn note(&self, note: impl FnOnce(&mut Met)) {
        let mut met = self.met.get();
        note(&mut met);
        self.met.set(met);
    }

    pub const fn published(&self) -> Option<&Published> {
        self.published
    }

    /// Whether the day stands before the month in `3/6/2018`.
    pub fn is_day_first(&self) -> bool {
        self.note(|met| met.order = true);
        !self.choice.month_first
    }

    /// The year of `98`: the last one before publication, which is assumed, or
    /// one of either century.
    pub fn year_of_two_digits(&self, digits: i64) -> i64 {
        if let Some(year) = self.published.and_then(|it| it.year) {
            self.note(|met| met.is_assumed = true);
            // What is planned may be a few years ahead.
            return year + 5 - (year + 5 - digits).rem_euclid(100);
        }
        self.note(|met| met.century = true);
        let century = if self.choice.later_century {
            2000
        } else {
            1900
        };
        century + digits
    }
}
