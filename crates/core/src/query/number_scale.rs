//! The scale over which a field's numbers are shown, in bins.

use crate::util::format::within;

/// About how many bins there are where all are equally wide.
const BINS: f64 = 20.0;

/// The most powers of ten that have a bin each.
const MAX_POWERS: usize = 12;

/// A scale of bins that are drawn equally wide: of equal spans, or, where the largest
/// number is over a hundred times the median, one for each power of ten.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberScale {
    /// Where each bin begins, ascending, and where the last one ends.
    edges: Vec<f64>,
}

impl NumberScale {
    /// The scale of numbers in ascending order; `None` where they are all the same.
    pub(super) fn new(sorted: &[f64]) -> Option<Self> {
        let (least, most) = (*sorted.first()?, *sorted.last()?);
        if least >= most {
            return None;
        }
        let median = *sorted.get(sorted.len() / 2)?;
        let positive = sorted.partition_point(|number| *number <= 0.0);
        let is_skewed = median > 0.0 && most > median * 100.0;
        let edges = match sorted.get(positive).filter(|_| is_skewed) {
            Some(first) => powers(least, *first, most),
            None => equal(least, most),
        };
        Some(Self { edges })
    }

    /// How many bins there are.
    #[must_use]
    pub const fn bins(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    /// Where the bins begin, and where the last one ends.
    #[must_use]
    pub fn edges(&self) -> &[f64] {
        &self.edges
    }

    /// The bin of a number.
    #[must_use]
    pub fn bin(&self, number: f64) -> usize {
        let after = self.edges.partition_point(|edge| *edge <= number);
        after.saturating_sub(1).min(self.bins().saturating_sub(1))
    }

    /// Where a number stands, in bins from the beginning.
    #[must_use]
    pub fn position(&self, number: f64) -> f64 {
        let bin = self.bin(number);
        let bounds = self.edges.get(bin).zip(self.edges.get(bin + 1));
        let share = bounds.map_or(0.0, |(from, to)| (number - from) / (to - from));
        bin as f64 + within(share, 0.0, 1.0)
    }

    /// The number at a position, to two digits between the edges of its bin.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast of a float saturates"
    )]
    pub fn number(&self, position: f64) -> f64 {
        let position = within(position, 0.0, self.bins() as f64);
        let bin = (position as usize).min(self.bins().saturating_sub(1));
        let Some((from, to)) = self.edges.get(bin).zip(self.edges.get(bin + 1)) else {
            return 0.0;
        };
        let share = position - bin as f64;
        let step = (to - from) / 100.0;
        let unit = power_of_ten(step) * 10.0;
        let number = from + (to - from) * share;
        within((number / unit).round() * unit, *from, *to)
    }
}

/// The greatest power of ten that is not above a number, which is above 0.
fn power_of_ten(number: f64) -> f64 {
    let mut power = 1.0;
    while power > number && power > f64::MIN_POSITIVE {
        power /= 10.0;
    }
    while power * 10.0 <= number && power < f64::MAX / 10.0 {
        power *= 10.0;
    }
    power
}

fn powers(least: f64, first: f64, most: f64) -> Vec<f64> {
    let mut edges = vec![power_of_ten(most)];
    if edges.iter().all(|edge| *edge < most) {
        edges.push(power_of_ten(most) * 10.0);
    }
    let mut lowest = power_of_ten(most);
    while lowest > first && edges.len() <= MAX_POWERS {
        lowest /= 10.0;
        edges.insert(0, lowest);
    }
    // What is not above zero, or much smaller, shares one bin.
    if least < lowest {
        edges.insert(0, if least < 0.0 { least } else { 0.0 });
    }
    edges
}

fn equal(least: f64, most: f64) -> Vec<f64> {
    // Divided first: what is between them may be more than a number can be.
    let power = power_of_ten(most / BINS - least / BINS);
    let steps = [1.0, 2.0, 5.0, 10.0];
    let steps = steps.map(|step| step * power);
    let is_wide = |step: &f64| most / step - least / step <= BINS;
    let step = steps.into_iter().find(is_wide).unwrap_or(power * 10.0);
    let first = (least / step).floor();
    let mut edges = vec![first * step];
    let mut number = 1.0;
    while edges.last().is_some_and(|edge| *edge < most) && number <= 2.0 * BINS {
        edges.push((first + number) * step);
        number += 1.0;
    }
    edges
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scale(numbers: &[f64]) -> NumberScale {
        NumberScale::new(numbers).unwrap()
    }

    #[test]
    fn a_few_large_numbers_get_a_bin_for_each_power_of_ten() {
        let skewed = scale(&[10.0, 18_500.0, 30_000.0, 212_000.0, 4_200_000.0]);
        assert_eq!(
            skewed.edges(),
            [10.0, 100.0, 1e3, 1e4, 1e5, 1e6, 1e7],
            "4.2 million is over a hundred times 30,000"
        );
        let with_zero = scale(&[0.0, 0.0, 5.0, 10.0, 2_000.0]);
        assert_eq!(with_zero.edges(), [0.0, 1.0, 10.0, 100.0, 1e3, 1e4]);
    }

    #[test]
    fn other_numbers_get_bins_of_one_width() {
        let even = scale(&[3.0, 40.0, 97.0]);
        assert_eq!(even.edges().first(), Some(&0.0));
        assert_eq!(even.edges().last(), Some(&100.0));
        assert_eq!(even.bins(), 20);
        assert_eq!(NumberScale::new(&[7.0, 7.0]), None);
        assert_eq!(NumberScale::new(&[]), None);
    }

    #[test]
    fn numbers_at_the_ends_of_what_there_is_have_bins_too() {
        for numbers in [
            [-1e308, 1e308],
            [f64::MIN, f64::MAX],
            [0.0, f64::MIN_POSITIVE],
        ] {
            let Some(scale) = NumberScale::new(&numbers) else {
                continue;
            };
            assert!((1..=60).contains(&scale.bins()), "{numbers:?}");
            assert!(scale.bin(numbers[0]) <= scale.bin(numbers[1]));
        }
    }

    proptest! {
        #[test]
        fn every_number_has_its_bin_and_its_place(
            mut numbers in proptest::collection::vec(-1e6..1e9_f64, 2..30),
            share in 0.0..1.0_f64,
        ) {
            numbers.sort_by(f64::total_cmp);
            let Some(scale) = NumberScale::new(&numbers) else { return Ok(()) };
            let bins = scale.bins();
            prop_assert!((1..=40).contains(&bins), "{} bins", bins);
            prop_assert!(scale.edges().is_sorted());
            for number in &numbers {
                let (bin, position) = (scale.bin(*number), scale.position(*number));
                prop_assert!(bin < bins);
                prop_assert!(scale.edges()[bin] <= *number && *number <= scale.edges()[bins]);
                prop_assert!(position >= bin as f64 && position <= bin as f64 + 1.0);
            }
            let at = share * bins as f64;
            prop_assert!((scale.position(scale.number(at)) - at).abs() < 0.2);
        }
    }
}
