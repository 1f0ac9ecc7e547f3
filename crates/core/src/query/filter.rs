//! What is asked for.

use std::rc::Rc;

use super::facet::{Facet, Key};
use super::field_range::FieldRanges;
use super::fold::fold;
use crate::dataset::DateRange;

/// What is asked for. The default asks for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words, as they were typed.
    pub text: Rc<str>,
    /// The values that are chosen.
    pub chosen: FacetChoices,
    /// The ranges that values of declared fields are to fall into.
    pub ranges: FieldRanges,
    /// The days to fall into.
    pub range: DateRange,
    /// Whether what falls into them only possibly is left out.
    pub sure_only: bool,
}

/// The values that are chosen, each once, in the order of their facets and keys.
/// What is chosen by hand is little: a list does, and is a tenth of a tree's wasm.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetChoices(Vec<(Facet, Key)>);

impl FacetChoices {
    /// The values that are chosen, each with its facet.
    #[must_use]
    pub fn all(&self) -> &[(Facet, Key)] {
        &self.0
    }

    /// The values that are chosen of a facet.
    #[must_use]
    pub fn of(&self, facet: Facet) -> &[(Facet, Key)] {
        let from = self.0.partition_point(|(other, _)| *other < facet);
        let to = self.0.partition_point(|(other, _)| *other <= facet);
        self.0.get(from..to).unwrap_or_default()
    }

    /// Whether a value is chosen.
    #[must_use]
    pub fn has(&self, facet: Facet, key: &str) -> bool {
        self.place(facet, key).is_ok()
    }

    /// Chooses a value in addition to others.
    pub fn add(&mut self, facet: Facet, key: Key) {
        let facet = facet.with(&key);
        if let Err(place) = self.place(facet, &key) {
            self.0.insert(place, (facet, key));
        }
    }

    /// Chooses a value of a facet, and no other.
    pub fn set(&mut self, facet: Facet, key: Key) {
        self.clear(facet);
        self.add(facet, key);
    }

    /// Chooses a value, or takes its choice back.
    pub fn toggle(&mut self, facet: Facet, key: Key) {
        match self.place(facet, &key) {
            Ok(place) => drop(self.0.remove(place)),
            Err(place) => self.0.insert(place, (facet, key)),
        }
    }

    /// Takes back all that is chosen of a facet.
    pub fn clear(&mut self, facet: Facet) {
        self.0.retain(|(other, _)| *other != facet);
    }

    /// Takes back what `is_kept` does not want.
    pub fn retain(&mut self, is_kept: impl Fn(Facet, &str) -> bool) {
        self.0.retain(|(facet, key)| is_kept(*facet, key));
    }

    fn place(&self, facet: Facet, key: &str) -> Result<usize, usize> {
        self.0
            .binary_search_by(|(other, chosen)| (*other, &**chosen).cmp(&(facet, key)))
    }
}

/// A part of a filter that can be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// All that is chosen of one facet, or the range of a field.
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
        self.has_text()
            || !self.chosen.all().is_empty()
            || !self.ranges.all().is_empty()
            || self.has_range()
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
        self.chosen.toggle(facet, key);
    }

    /// Takes a part away.
    pub fn remove(&mut self, removal: Removal) {
        match removal {
            Removal::Facet(facet) => {
                self.chosen.clear(facet);
                if let Facet::Field(ix) = facet {
                    self.ranges.set(ix, None);
                }
            }
            Removal::Text => self.text = Rc::default(),
            Removal::Range => self.range = DateRange::default(),
        }
    }

    /// The parts that can be taken away.
    #[must_use]
    pub fn removals(&self) -> Vec<Removal> {
        let mut facets: Vec<Facet> = self.chosen.all().iter().map(|(facet, _)| *facet).collect();
        facets.extend(self.ranges.all().iter().map(|(ix, _)| Facet::Field(*ix)));
        facets.dedup();
        let mut parts: Vec<Removal> = facets.into_iter().map(Removal::Facet).collect();
        if self.has_text() {
            parts.push(Removal::Text);
        }
        if self.has_range() {
            parts.push(Removal::Range);
        }
        parts
    }
}
