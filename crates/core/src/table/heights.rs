//! The heights of lines that are only known once they have been shown.

/// How tall each line of a list is, in pixels.
///
/// A Fenwick tree (P. M. Fenwick, "A new data structure for cumulative
/// frequency tables", 1994): what stands above a line, which line stands at an
/// offset, and a new height each cost a logarithm of the number of lines.
///
/// Heights are rounded to the 64th of a pixel, in which browsers lay out, so
/// that sums of them are exact, in whatever order they are made.
///
/// ```
/// use backstory_core::table::Heights;
///
/// let mut heights = Heights::new(100_000, 40.0);
/// heights.set(1, 60.0);
/// assert_eq!(heights.above(2), 100.0);
/// assert_eq!(heights.line_at(99.0), 1);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Heights {
    /// At `i` (from 1) the sum of as many heights, up to and with the line
    /// `i - 1`, as the lowest bit of `i` is worth; at 0 nothing.
    sums: Vec<f64>,
}

/// The lowest bit of a position.
const fn low(position: usize) -> usize {
    position & position.wrapping_neg()
}

fn rounded(height: f64) -> f64 {
    (height.max(0.0) * 64.0).round() / 64.0
}

impl Heights {
    /// So many lines, each taken to be `each` tall until it is measured.
    #[must_use]
    pub fn new(lines: usize, each: f64) -> Self {
        let each = rounded(each);
        Self {
            sums: (0..=lines).map(|it| each * low(it) as f64).collect(),
        }
    }

    /// How many lines there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sums.len().saturating_sub(1)
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How tall the lines before `line` are together.
    #[must_use]
    pub fn above(&self, line: usize) -> f64 {
        let mut position = line.min(self.len());
        let mut sum = 0.0;
        while position > 0 {
            sum += self.sums.get(position).copied().unwrap_or_default();
            position -= low(position);
        }
        sum
    }

    /// How tall all of them are together.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.above(self.len())
    }

    /// Gives a line the height that was measured, and says by how much it grew.
    pub fn set(&mut self, line: usize, height: f64) -> f64 {
        if line >= self.len() {
            return 0.0;
        }
        let grown = rounded(height) - (self.above(line + 1) - self.above(line));
        let mut position = line + 1;
        while grown != 0.0
            && let Some(sum) = self.sums.get_mut(position)
        {
            *sum += grown;
            position += low(position);
        }
        grown
    }

    /// The line that stands at `offset`, counted from the top of the first one;
    /// the last one where the offset is below them all.
    #[must_use]
    pub fn line_at(&self, offset: f64) -> usize {
        let (mut line, mut rest) = (0, offset);
        let mut step = (self.len() + 1).next_power_of_two() / 2;
        while step > 0 {
            if let Some(sum) = self.sums.get(line + step)
                && *sum <= rest
            {
                line += step;
                rest -= sum;
            }
            step /= 2;
        }
        line.min(self.len().saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_agrees_with_a_plain_list(
            lines in 0_usize..300,
            each in 1.0_f64..90.0,
            measured in proptest::collection::vec((0_usize..320, 0.5_f64..400.0), 0..80),
            asked in proptest::collection::vec(-50.0_f64..40_000.0, 1..20),
        ) {
            let mut heights = Heights::new(lines, each);
            let mut list = vec![rounded(each); lines];
            for (line, height) in measured {
                let before = list.get(line).copied();
                let grown = heights.set(line, height);
                if let Some(known) = list.get_mut(line) {
                    *known = rounded(height);
                }
                prop_assert_eq!(grown, before.map_or(0.0, |before| rounded(height) - before));
            }
            prop_assert_eq!(heights.len(), lines);
            let mut above = 0.0;
            for (line, height) in list.iter().enumerate() {
                prop_assert_eq!(heights.above(line), above);
                prop_assert_eq!(heights.line_at(above), line);
                prop_assert_eq!(heights.line_at(above + height / 2.0), line);
                above += height;
            }
            prop_assert_eq!(heights.total(), above);
            for offset in asked {
                let line = heights.line_at(offset);
                prop_assert!(line < lines || lines == 0);
                if (0.0..above).contains(&offset) {
                    prop_assert!(heights.above(line) <= offset && offset < heights.above(line + 1));
                }
            }
        }
    }
}
