//! "Did you mean …?": the known word that is nearest to an unknown one.

use std::cell::Cell;

use super::limits::MAX_SUGGESTION_WORK;

/// A longer word is not a slip of the hand, and is compared with nothing.
const MAX_LETTERS: usize = 64;

/// What a look at one candidate severity, in compared letters.
const COST_PER_CANDIDATE: usize = 6;

/// Finds suggestions until one document's share of work is used up, so that a
/// document in which every id is wrong does not hold the page.
///
/// An ordinary document does not come near: 50 mistyped ids among 1,000 that
/// differ only in their numbers cost two thirds of it, and names cost less.
pub(crate) struct Suggestions {
    /// How many letters may still be compared.
    left: Cell<usize>,
    /// How many edit distances were worked out.
    #[cfg(test)]
    pub(super) comparisons: Cell<usize>,
}

impl Default for Suggestions {
    fn default() -> Self {
        Self {
            left: Cell::new(MAX_SUGGESTION_WORK),
            #[cfg(test)]
            comparisons: Cell::default(),
        }
    }
}

impl Suggestions {
    /// The nearest of `known`, or nothing where none is near: at most a third of
    /// the letters may be wrong (Damerau's four slips, counted as the optimal
    /// string alignment distance). Of those that are equally near, the first in
    /// the order of the alphabet.
    pub(crate) fn nearest<'k>(
        &self,
        word: &str,
        known: impl ExactSizeIterator<Item = &'k str> + Clone,
    ) -> Option<&'k str> {
        let length = word.chars().count();
        if length > MAX_LETTERS {
            return None;
        }
        let letters = letters_of(word);
        // Most slips are single ones, and few candidates are so near that they
        // need be compared at all.
        for allowed in 1..=(length / 3).max(1) {
            // All are looked at or none: which come first is chance.
            self.pay(known.len() * COST_PER_CANDIDATE)?;
            let mut best: Option<(usize, &str)> = None;
            for candidate in known.clone() {
                // So many bytes are more letters than there may be.
                if candidate.len() > (length + allowed) * 4 {
                    continue;
                }
                let other = candidate.chars().count();
                // Each slip changes the length by one at most, and takes one
                // letter out at most and puts another in.
                let strange = (letters ^ letters_of(candidate)).count_ones() as usize;
                if length.abs_diff(other) > allowed || strange > 2 * allowed {
                    continue;
                }
                self.pay(length * other)?;
                #[cfg(test)]
                self.comparisons.set(self.comparisons.get() + 1);
                let distance = strsim::osa_distance(word, candidate);
                if distance <= allowed && best.is_none_or(|best| (distance, candidate) < best) {
                    best = Some((distance, candidate));
                }
            }
            if let Some((_, nearest)) = best {
                return Some(nearest);
            }
        }
        None
    }

    fn pay(&self, cost: usize) -> Option<()> {
        let left = self.left.get().checked_sub(cost);
        self.left.set(left.unwrap_or_default());
        left.map(drop)
    }
}

/// The word of `known` that `word` may be a slip of, as the decoder suggests it.
#[must_use]
pub fn nearest_word<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    Suggestions::default().nearest(word, known.iter().copied())
}

/// Which letters a word has, a bit each: one for each of those that ids are made
/// of. Others share a bit with them, so that two words with the same bits can
/// still differ.
fn letters_of(word: &str) -> u64 {
    word.chars().fold(0, |bits, letter| {
        // Digits and the hyphen come before, the letters after.
        let half = if letter < '@' { 32 } else { 0 };
        bits | 1 << (half + u32::from(letter) % 32)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is suggested where everything is compared with everything.
    fn naive<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
        let allowed = (word.chars().count() / 3).max(1);
        known
            .iter()
            .map(|candidate| (strsim::osa_distance(word, candidate), *candidate))
            .filter(|(distance, _)| *distance <= allowed)
            .min()
            .map(|(_, nearest)| nearest)
    }

    proptest! {
        #[test]
        fn nothing_near_is_passed_over(
            word in "[a-e0é-]{0,9}",
            known in proptest::collection::vec("[a-e0é-]{0,9}", 0..12),
        ) {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let suggestions = Suggestions::default();
            let found = suggestions.nearest(&word, known.iter().copied());
            prop_assert_eq!(found, naive(&word, &known));
        }
    }

    #[test]
    fn ids_that_are_unlike_are_not_compared() {
        let known = [
            "russia",
            "rwanda",
            "united-states",
            "kagame",
            "lavrov",
            "sudan",
        ];
        let suggestions = Suggestions::default();
        let found = suggestions.nearest("rusia", known.into_iter());
        assert_eq!(found, Some("russia"));
        assert_eq!(suggestions.comparisons.get(), 1);
    }

    #[test]
    fn a_document_of_wrong_ids_stops_being_compared() {
        let known: Vec<String> = (0..50_000).map(|n| format!("entity-{n:05}")).collect();
        let known = || known.iter().map(String::as_str);
        let suggestions = Suggestions::default();
        for n in 0..500 {
            let _ = suggestions.nearest(&format!("entiti-{n:05}"), known());
        }
        // 25 million, were each compared with each.
        assert!(
            suggestions.comparisons.get() < 30_000,
            "{}",
            suggestions.comparisons.get()
        );
        assert_eq!(suggestions.nearest("entity-0000", known()), None);
    }

    #[test]
    fn an_ordinary_document_has_all_its_suggestions() {
        let known: Vec<String> = (0..1_000)
            .map(|n| format!("person-number-{n:03}"))
            .collect();
        let suggestions = Suggestions::default();
        for n in 0..50 {
            let word = format!("persno-number-{n:03}");
            let found = suggestions.nearest(&word, known.iter().map(String::as_str));
            assert_eq!(found, Some(format!("person-number-{n:03}").as_str()));
        }
    }
}
