//! How many records.

/// How many records of each sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many events.
    pub events: u32,
    /// How many relationships.
    pub relationships: u32,
}

impl Count {
    /// How many records.
    #[must_use]
    pub const fn total(self) -> u32 {
        self.events + self.relationships
    }

    /// Counts `more` records in.
    #[inline]
    pub(super) const fn add(&mut self, are_events: bool, more: u32) {
        if are_events {
            self.events += more;
        } else {
            self.relationships += more;
        }
    }

    /// Counts a record out.
    pub(super) const fn take(&mut self, is_event: bool) {
        if is_event {
            self.events = self.events.saturating_sub(1);
        } else {
            self.relationships = self.relationships.saturating_sub(1);
        }
    }
}
