//! Sets of records as bits.

use std::ops::Range;

const WORD: usize = u64::BITS as usize;

/// A set of record positions below a fixed length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
    length: usize,
}

impl Bits {
    /// The empty set.
    pub fn none(length: usize) -> Self {
        Self {
            words: vec![0; length.div_ceil(WORD)],
            length,
        }
    }

    /// Every position below `length`.
    pub fn all(length: usize) -> Self {
        let mut words = vec![u64::MAX; length.div_ceil(WORD)];
        if let Some(last) = words.last_mut()
            && !length.is_multiple_of(WORD)
        {
            *last = (1 << (length % WORD)) - 1;
        }
        Self { words, length }
    }

    pub fn insert(&mut self, position: usize) {
        if let Some(word) = self.words.get_mut(position / WORD)
            && position < self.length
        {
            *word |= 1 << (position % WORD);
        }
    }

    pub fn contains(&self, position: usize) -> bool {
        self.words
            .get(position / WORD)
            .is_some_and(|word| word >> (position % WORD) & 1 == 1)
    }

    pub fn union(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    pub fn intersect(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// How many positions of `range` are in both sets.
    pub fn count_both(&self, other: &Self, range: Range<usize>) -> u32 {
        let words = self.words.iter().zip(&other.words).enumerate();
        words
            .skip(range.start / WORD)
            .take_while(|(index, _)| index * WORD < range.end)
            .map(|(index, (a, b))| (a & b & mask(index * WORD, &range)).count_ones())
            .sum()
    }

    /// The positions in the set, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        self.words.iter().enumerate().flat_map(|(index, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros();
                rest &= rest.checked_sub(1)?;
                Some(index * WORD + bit as usize)
            })
        })
    }
}

/// The bits of the word that begins at position `base` which lie in `range`.
fn mask(base: usize, range: &Range<usize>) -> u64 {
    let from = range.start.saturating_sub(base);
    let to = range.end.saturating_sub(base);
    let below = |bit: usize| {
        if bit >= WORD {
            u64::MAX
        } else {
            (1 << bit) - 1
        }
    };
    below(to) & !below(from)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_set_of_bits_is_a_set(
            a in proptest::collection::btree_set(0_usize..200, 0..60),
            b in proptest::collection::btree_set(0_usize..200, 0..60),
            from in 0_usize..210, to in 0_usize..210,
        ) {
            let bits = |set: &std::collections::BTreeSet<usize>| {
                let mut bits = Bits::none(200);
                set.iter().for_each(|position| bits.insert(*position));
                bits
            };
            let (left, right) = (bits(&a), bits(&b));
            prop_assert_eq!(left.iter().collect::<Vec<_>>(), a.iter().copied().collect::<Vec<_>>());
            let both = a.intersection(&b).filter(|n| (from..to).contains(n)).count();
            prop_assert_eq!(left.count_both(&right, from..to) as usize, both);
            let mut union = left.clone();
            union.union(&right);
            prop_assert!(union.iter().eq(a.union(&b).copied()));
            let mut both = left.clone();
            both.intersect(&right);
            prop_assert!(both.iter().eq(a.intersection(&b).copied()));
            prop_assert!((0..210).all(|position| left.contains(position) == a.contains(&position)));
        }
    }

    #[test]
    fn all_ends_where_the_records_end() {
        for length in [0, 1, 63, 64, 65, 128] {
            assert_eq!(Bits::all(length).iter().count(), length);
        }
    }
}
