//! What is asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::facet::{Facet, Key};
use super::fold::fold;
use crate::dataset::DateRange;

/// What is asked for. The default asks for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words, as they were typed.
    pub text: Rc<str>,
    /// The values chosen of each facet; a facet with none is not in it.
    pub chosen: BTreeMap<Facet, BTreeSet<Key>>,
    /// The days to fall into.
    pub range: DateRange,
    /// Whether what falls into them only possibly is left out.
    pub sure_only: bool,
}

/// A part of a filter that can be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// All that is chosen of one facet.
    Facet(Facet),
    /// The words.
    Text,
    /// The dates.
    Range,
}

impl Filter {
    /// Whether it asks for anything less than everything.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.has_text() || !self.chosen.is_empty() || self.has_range()
    }

    /// Whether it asks for words; white space and punctuation are none.
    #[must_use]
    pub fn has_text(&self) -> bool {
        !fold(&self.text).is_empty()
    }

    /// Whether it asks for dates.
    #[must_use]
    pub fn has_range(&self) -> bool {
        self.range != DateRange::default()
    }

    /// Chooses a value, or takes its choice back.
    pub fn toggle(&mut self, facet: Facet, key: Key) {
        let chosen = self.chosen.entry(facet).or_default();
        if !chosen.remove(&key) {
            chosen.insert(key);
        }
        if chosen.is_empty() {
            self.chosen.remove(&facet);
        }
    }

    /// Takes a part away.
    pub fn remove(&mut self, removal: Removal) {
        match removal {
            Removal::Facet(facet) => {
                self.chosen.remove(&facet);
            }
            Removal::Text => self.text = Rc::default(),
            Removal::Range => self.range = DateRange::default(),
        }
    }

    /// The parts that can be taken away.
    #[must_use]
    pub fn removals(&self) -> Vec<Removal> {
        let mut parts: Vec<Removal> = self.chosen.keys().copied().map(Removal::Facet).collect();
        if self.has_text() {
            parts.push(Removal::Text);
        }
        if self.has_range() {
            parts.push(Removal::Range);
        }
        parts
    }
}
