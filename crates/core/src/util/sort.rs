//! Sorting, compiled twice and not once for every type that is sorted: the
//! standard library's sort is some 5 KB of wasm each time.

use super::narrow::narrow;
use std::cmp::Ordering;

/// What a row is sorted by, and its position, which tells equal ones apart.
pub type Keyed = (i64, i64, u32);

/// Sorts rows by their keys; quick where they come nearly in order.
#[inline(never)]
pub fn sort(rows: &mut [Keyed]) {
    // As documents mostly are, so that a sort which finds their runs is best.
    rows.sort();
}

/// The positions up to `length` in the order that `compare` has, those of equals
/// as they are.
#[inline(never)]
pub fn positions_by(length: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<u32> {
    let mut positions: Vec<u32> = (0..narrow(length)).collect();
    positions.sort_by(|a, b| compare(*a as usize, *b as usize));
    positions
}

/// Sorts items by two numbers, and leaves those that have the same as they are.
pub fn sort_by_key<T>(items: &mut Vec<T>, key: impl Fn(&T) -> (i64, i64)) {
    let keys = (0..).zip(items.iter()).map(|(position, item)| {
        let (first, second) = key(item);
        (first, second, position)
    });
    let mut rows: Vec<Keyed> = keys.collect();
    sort(&mut rows);
    arrange(items, rows.into_iter().map(|(_, _, position)| position));
}

/// Sorts items as `compare` has them, and leaves equal ones as they are.
pub fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let mut order = |a: usize, b: usize| {
        let pair = items.get(a).zip(items.get(b));
        pair.map_or(Ordering::Equal, |(a, b)| compare(a, b))
    };
    let positions = positions_by(items.len(), &mut order);
    arrange(items, positions.into_iter());
}

/// Puts the items in the order of `positions`.
fn arrange<T>(items: &mut Vec<T>, positions: impl Iterator<Item = u32>) {
    let mut taken: Vec<Option<T>> = items.drain(..).map(Some).collect();
    let item = |position: u32| taken.get_mut(position as usize)?.take();
    items.extend(positions.filter_map(item));
}

/// A number as a key that sorts as numbers do; NaN beyond all others.
pub fn key_of(number: f64) -> i64 {
    let bits = number.to_bits().cast_signed();
    // As `f64::total_cmp` has it: the more negative, the larger the bits.
    bits ^ (((bits >> 63).cast_unsigned() >> 1).cast_signed())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(
            items in proptest::collection::vec((-3_i64..3, any::<i64>(), any::<u8>()), 0..100),
        ) {
            let mut expected = items.clone();
            expected.sort_by_key(|it| (it.0, it.1 % 3));
            let mut found = items.clone();
            sort_by_key(&mut found, |it| (it.0, it.1 % 3));
            prop_assert_eq!(&found, &expected);
            let mut found = items;
            sort_by(&mut found, |a, b| (a.0, a.1 % 3).cmp(&(b.0, b.1 % 3)));
            prop_assert_eq!(&found, &expected);
        }

        #[test]
        fn numbers_keep_their_order(a in any::<f64>(), b in any::<f64>()) {
            prop_assert_eq!(key_of(a).cmp(&key_of(b)), a.total_cmp(&b));
        }
    }
}
