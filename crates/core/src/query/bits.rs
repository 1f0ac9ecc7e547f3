//! Sets of records as bits.

use std::ops::Range;

const WORD: usize = u64::BITS as usize;

/// A set of record positions below a fixed length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
        let mut bits = Self {
            words: vec![u64::MAX; length.div_ceil(WORD)],
            length,
        };
        bits.trim();
        bits
    }

    /// Takes out what lies past the length.
    fn trim(&mut self) {
        if let Some(last) = self.words.last_mut()
            && !self.length.is_multiple_of(WORD)
        {
            *last &= (1 << (self.length % WORD)) - 1;
        }
    }

    /// How many positions there can be.
    pub const fn length(&self) -> usize {
        self.length
    }

    #[inline]
    pub fn insert(&mut self, position: usize) {
        if let Some(word) = self.words.get_mut(position / WORD)
            && position < self.length
        {
            *word |= 1 << (position % WORD);
        }
    }

    #[inline]
    pub fn remove(&mut self, position: usize) {
        if let Some(word) = self.words.get_mut(position / WORD) {
            *word &= !(1 << (position % WORD));
        }
    }

    #[inline]
    pub fn set(&mut self, position: usize, is_in: bool) {
        if is_in {
            self.insert(position);
        } else {
            self.remove(position);
        }
    }

    #[inline]
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

    /// Every position that is not in the set.
    pub fn complement(&self) -> Self {
        let mut bits = Self {
            words: self.words.iter().map(|word| !word).collect(),
            length: self.length,
        };
        bits.trim();
        bits
    }

    /// How many positions there are in the set.
    pub fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// How many positions are in one of the two sets only.
    pub fn count_different(&self, other: &Self) -> u32 {
        let words = self.words.iter().zip(&other.words);
        words.map(|(a, b)| (a ^ b).count_ones()).sum()
    }

    /// How many positions of `range` are in both sets.
    pub fn count_both(&self, other: &Self, range: Range<usize>) -> u32 {
        let (first, last) = (range.start / WORD, range.end.div_ceil(WORD));
        let last = last.min(self.words.len()).min(other.words.len());
        let (Some(own), Some(others)) = (self.words.get(first..last), other.words.get(first..last))
        else {
            return 0;
        };
        let inner = own.iter().zip(others).map(|(a, b)| (a & b).count_ones());
        let whole: u32 = inner.sum();
        // What the first and the last word hold outside the range.
        let outside = |index: usize| {
            let (a, b) = (own.get(index)?, others.get(index)?);
            Some((a & b & !mask((first + index) * WORD, &range)).count_ones())
        };
        let ends = own.len().saturating_sub(1);
        let head = outside(0).unwrap_or(0);
        let tail = if ends > 0 {
            outside(ends).unwrap_or(0)
        } else {
            0
        };
        whole - head - tail
    }

    /// Tells every position in the set, ascending: quicker than [`Self::iter`]
    /// in a build for size.
    #[inline]
    pub fn each(&self, mut tell: impl FnMut(usize)) {
        for (index, word) in self.words.iter().enumerate() {
            let mut rest = *word;
            while rest != 0 {
                tell(index * WORD + rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
        }
    }

    /// The positions in the set, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        let words = self.words.iter().enumerate();
        words.flat_map(|(index, word)| ones(index, *word))
    }

    /// The positions that are in one of the two sets only, ascending.
    pub fn different<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = usize> + 'a {
        let words = self.words.iter().zip(&other.words).enumerate();
        words.flat_map(|(index, (a, b))| ones(index, a ^ b))
    }
}

/// The positions of the ones of the word at `index`.
fn ones(index: usize, mut rest: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = rest.trailing_zeros();
        rest &= rest.checked_sub(1)?;
        Some(index * WORD + bit as usize)
    })
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
