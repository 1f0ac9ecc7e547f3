//! A picture a quarter as wide and high, to be kept and compared: small enough for git,
//! and rough enough that a glyph drawn half a pixel further on is the same.
//!
//! Without a dependency, so that `tests/native/reduced.rs` tests it.

/// So many pixels of a picture, in a row and in a column, are one.
const SCALE: usize = 4;

/// A colour has so many steps: what is below is not kept.
const STEP: u8 = 8;

/// Pixels whose colours differ by more than this, of 255, are different.
const TOLERANCE: u8 = 32;

/// So many different pixels of a million are none: a caret, or a glyph's edge.
const ALLOWED_PER_MILLION: usize = 500;

/// Red, green and blue of each pixel, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReducedPicture {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<u8>,
}

impl ReducedPicture {
    /// The mean colours of a picture of this width, with `channels` bytes a pixel.
    pub fn of(width: usize, height: usize, channels: usize, bytes: &[u8]) -> Self {
        let (to_width, to_height) = (width / SCALE, height / SCALE);
        let mut pixels = Vec::with_capacity(to_width * to_height * 3);
        for (y, x) in places(to_width, to_height) {
            for channel in 0..3 {
                let sum: usize = places(SCALE, SCALE)
                    .map(|(dy, dx)| (y * SCALE + dy) * width + x * SCALE + dx)
                    .map(|at| usize::from(bytes[at * channels + channel]))
                    .sum();
                let mean = u8::try_from(sum / (SCALE * SCALE)).unwrap_or(u8::MAX);
                pixels.push(mean / STEP * STEP);
            }
        }
        Self {
            width: to_width,
            height: to_height,
            pixels,
        }
    }

    fn is_other(&self, other: &Self, at: usize) -> bool {
        let colours = |it: &Self| [0, 1, 2].map(|channel| it.pixels[at * 3 + channel]);
        let [a, b] = [colours(self), colours(other)];
        a.iter().zip(b).any(|(a, b)| a.abs_diff(b) > TOLERANCE)
    }

    /// How many pixels differ, where that is more than none.
    pub fn differs(&self, other: &Self) -> Option<usize> {
        let count = self.width * self.height;
        if (self.width, self.height) != (other.width, other.height) {
            return Some(count);
        }
        let different = (0..count).filter(|at| self.is_other(other, *at)).count();
        (different * 1_000_000 > count * ALLOWED_PER_MILLION).then_some(different)
    }

    /// This one, another one, and in red where they differ, side by side.
    pub fn beside(&self, other: &Self) -> Self {
        let (width, height) = (self.width.max(other.width), self.height.max(other.height));
        let mut pixels = vec![0; width * 3 * height * 3];
        let is_same_size = (self.width, self.height) == (other.width, other.height);
        let mut put = |x: usize, y: usize, colour: [u8; 3]| {
            let at = (y * width * 3 + x) * 3;
            pixels[at..at + 3].copy_from_slice(&colour);
        };
        for (panel, it) in [self, other].into_iter().enumerate() {
            for (y, x) in places(it.width, it.height) {
                let at = y * it.width + x;
                let colour = [0, 1, 2].map(|channel| it.pixels[at * 3 + channel]);
                put(panel * width + x, y, colour);
                if panel == 1 {
                    let is_other = is_same_size && self.is_other(other, at);
                    let pale = colour.map(|it| 128 + it / 2);
                    put(2 * width + x, y, if is_other { [224, 0, 0] } else { pale });
                }
            }
        }
        Self {
            width: width * 3,
            height,
            pixels,
        }
    }
}

/// Every row and column.
fn places(width: usize, height: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..height).flat_map(move |y| (0..width).map(move |x| (y, x)))
}
