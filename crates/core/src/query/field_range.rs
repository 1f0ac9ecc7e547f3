//! The ranges that values of declared fields are to fall into.

use crate::dataset::{DateRange, Day, FieldIx};

/// A number that is one: neither infinite nor "not a number".
#[derive(Clone, Copy, Debug)]
pub struct Finite(f64);

impl Finite {
    /// The number; `None` where it is not finite.
    #[must_use]
    pub fn new(number: f64) -> Option<Self> {
        // The one zero, so that equal numbers have the same bits.
        number.is_finite().then_some(Self(number + 0.0))
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl PartialEq for Finite {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl Eq for Finite {}

/// A range of a field's values, both ends with it; of dates, in days from the
/// beginning of 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FieldRange {
    /// The least.
    pub from: Option<Finite>,
    /// The most.
    pub to: Option<Finite>,
    /// Whether what has no value passes as well.
    pub with_none: bool,
}

impl FieldRange {
    /// Whether it leaves everything.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// The same with its ends in order.
    #[must_use]
    pub fn ordered(self) -> Self {
        let (from, to) = (self.from, self.to);
        match from.zip(to) {
            Some((low, high)) if low.get() > high.get() => Self {
                from: to,
                to: from,
                ..self
            },
            _ => self,
        }
    }

    /// The days of a range of dates.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a cast of a float saturates"
    )]
    pub fn days(&self) -> DateRange {
        let day = |end: Option<Finite>| end.map(|end| Day(end.get() as i64));
        DateRange {
            from: day(self.from),
            to: day(self.to),
        }
    }

    /// The range of dates between two days.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "exact for every day of a calendar"
    )]
    pub fn of_days(range: DateRange) -> Self {
        let end = |day: Option<Day>| day.and_then(|day| Finite::new(day.0 as f64));
        Self {
            from: end(range.from),
            to: end(range.to),
            with_none: false,
        }
    }
}

/// The ranges that are asked for, one a field at most, in the order of the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldRanges(Vec<(FieldIx, FieldRange)>);

impl FieldRanges {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[(FieldIx, FieldRange)] {
        &self.0
    }

    /// The range of a field.
    #[must_use]
    pub fn of(&self, field: FieldIx) -> Option<FieldRange> {
        let range = self.0.iter().find(|(ix, _)| *ix == field);
        range.map(|(_, range)| *range)
    }

    /// Asks for a range of a field, or for none.
    pub fn set(&mut self, field: FieldIx, range: Option<FieldRange>) {
        self.0.retain(|(ix, _)| *ix != field);
        if let Some(range) = range.filter(|range| !range.is_open()) {
            let place = self.0.partition_point(|(ix, _)| *ix < field);
            self.0.insert(place, (field, range.ordered()));
        }
    }
}
