//! Which lines of a long list are in sight, and where they stand.

use std::ops::Range;

use super::Heights;
use crate::util::format::within;

/// The longest that the scrolled content is made, in pixels. Firefox cuts an
/// element at 17.5 million, Chromium and Safari at 33.5 million.
const MAX_SCROLL_PX: f64 = 10_000_000.0;

/// At either end, so much is scrolled pixel by pixel even where the content is
/// longer than it can be made, so that the first and the last lines stand where
/// they are expected to.
const EXACT_END_PX: f64 = 20_000.0;

/// How scrolling moves through the lines.
///
/// Where all of them are no longer than a browser can bear, a scrolled pixel is
/// a pixel of lines. Where they are longer, the content is as long as it can
/// be, and between two exact ends a scrolled pixel is worth more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScrollMapping {
    /// How tall all lines are together, in pixels.
    pub total: f64,
    /// How much of them is seen at once, in pixels.
    pub view: f64,
}

impl ScrollMapping {
    /// How tall the scrolled content is, in pixels.
    #[must_use]
    pub fn length(self) -> f64 {
        self.total.min(MAX_SCROLL_PX)
    }

    /// How far one can scroll, and how far that moves the lines.
    fn ends(self) -> (f64, f64) {
        (
            (self.length() - self.view).max(0.0),
            (self.total - self.view).max(0.0),
        )
    }

    /// The offset of the lines that is at the top when so much is scrolled.
    #[must_use]
    pub fn offset(self, scrolled: f64) -> f64 {
        let (from, to) = self.ends();
        through(scrolled, from, to)
    }

    /// How much is to be scrolled for `offset` to be at the top.
    #[must_use]
    pub fn scrolled(self, offset: f64) -> f64 {
        let (to, from) = self.ends();
        through(offset, from, to)
    }
}

/// Takes a position on a way of length `from` to the one on a way of length
/// `to`: the same distance from either end near the ends, in proportion
/// between.
fn through(position: f64, from: f64, to: f64) -> f64 {
    let position = within(position, 0.0, from);
    if position <= EXACT_END_PX.min(from / 2.0) {
        position.min(to)
    } else if from - position <= EXACT_END_PX.min(from / 2.0) {
        (to - (from - position)).max(0.0)
    } else {
        EXACT_END_PX
            + (position - EXACT_END_PX) * (to - 2.0 * EXACT_END_PX) / (from - 2.0 * EXACT_END_PX)
    }
}

/// The lines that are to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Slice {
    /// Which lines.
    pub lines: Range<usize>,
    /// How much empty room stands before them, in pixels.
    pub before: f64,
    /// How much after them.
    pub after: f64,
}

/// Slices begin at a multiple of this, so that most scrolling changes nothing.
const SLICE_STEP_LINES: usize = 4;

/// The lines to show when so much is scrolled: those in sight, and `spare` more
/// on either side, for the next moments of scrolling and for the Tab key.
#[must_use]
pub fn slice(heights: &Heights, view: f64, scrolled: f64, spare: usize) -> Slice {
    let track = ScrollMapping {
        total: heights.total(),
        view,
    };
    let offset = track.offset(scrolled);
    let first = heights.line_at(offset).saturating_sub(spare) / SLICE_STEP_LINES * SLICE_STEP_LINES;
    let last = (heights.line_at(offset + view) + 1 + spare).next_multiple_of(SLICE_STEP_LINES);
    placed(heights, view, scrolled, first..last.min(heights.len()))
}

/// These lines, with the room around them, when so much is scrolled.
#[must_use]
pub fn placed(heights: &Heights, view: f64, scrolled: f64, lines: Range<usize>) -> Slice {
    let track = ScrollMapping {
        total: heights.total(),
        view,
    };
    let offset = track.offset(scrolled);
    let (top, end) = (heights.above(lines.start), heights.above(lines.end));
    // The lines in sight stand where the reader has scrolled to.
    let moved = within(scrolled, 0.0, track.length() - view) - offset;
    let before = top + moved;
    Slice {
        before,
        after: (track.length() - before - (end - top)).max(0.0),
        lines,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn heights() -> impl Strategy<Value = Heights> {
        // Up to thrice what the content can be as one element.
        let measured =
            proptest::collection::vec((any::<prop::sample::Index>(), 20.0_f64..300.0), 0..40);
        (1_usize..600_000, 30.0_f64..60.0, measured).prop_map(|(lines, each, measured)| {
            let mut heights = Heights::new(lines, each);
            for (line, height) in measured {
                heights.set(line.index(lines), height);
            }
            heights
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_in_sight_is_shown_where_it_stands(
            heights in heights(), view in 100.0_f64..2000.0, share in 0.0_f64..=1.0, near in 0.0_f64..900.0,
        ) {
            let track = ScrollMapping { total: heights.total(), view };
            let most = (track.length() - view).max(0.0);
            for scrolled in [0.0, near.min(most), most * share, (most - near).max(0.0), most] {
                let it = slice(&heights, view, scrolled, 6);
                let tall = heights.above(it.lines.end) - heights.above(it.lines.start);
                prop_assert!(it.before >= -1e-6 && it.after >= 0.0, "{:?}", it);
                prop_assert!((it.before + tall + it.after - track.length()).abs() < 1e-3);
                // The window is filled from its top to its foot, or to the last line.
                prop_assert!(it.before <= scrolled + 1e-6);
                let end = it.lines.end == heights.len();
                prop_assert!(end || it.before + tall >= scrolled + view);
                prop_assert!(it.lines.len() < 120 + 12 + 2 * SLICE_STEP_LINES);
            }
            prop_assert_eq!(slice(&heights, view, 0.0, 6).lines.start, 0);
            let last = slice(&heights, view, most, 6);
            prop_assert_eq!(last.lines.end, heights.len());
            prop_assert!(last.after < 1e-3, "the last line stands at the foot");
        }

        #[test]
        fn scrolling_on_never_goes_back(
            total in 0.0_f64..60_000_000.0, view in 100.0_f64..2000.0,
            a in 0.0_f64..10_000_000.0, b in 0.0_f64..10_000_000.0,
        ) {
            let track = ScrollMapping { total, view };
            let (a, b) = (a.min(b), a.max(b));
            prop_assert!(track.offset(a) <= track.offset(b) + 1e-6);
            let within = a.min((track.length() - view).max(0.0));
            prop_assert!((track.scrolled(track.offset(within)) - within).abs() < 1e-6);
            if total <= MAX_SCROLL_PX {
                prop_assert!((track.offset(within) - within).abs() < 1e-6);
            }
        }
    }
}
