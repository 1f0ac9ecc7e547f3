//! How many events there are when.

use super::{Extent, Window};

/// The number of events in each of `bins` equal parts of `window`.
///
/// An event that lasts through several parts is spread evenly over them, so
/// that the sum is the number of events that touch the window.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "bins are few"
)]
pub fn density(extents: &[Extent], window: &Window, bins: usize) -> Vec<f64> {
    let mut counts = vec![0.0; bins];
    let bin_of = |days: f64| {
        let share = (days - window.from()) / window.span();
        ((share * bins as f64).max(0.0) as usize).min(bins.saturating_sub(1))
    };
    for extent in extents {
        if extent.to <= window.from() || extent.from >= window.to() {
            continue;
        }
        let last = bin_of(extent.to);
        let first = bin_of(extent.from).min(last);
        let share = 1.0 / (last - first + 1) as f64;
        for count in counts.iter_mut().take(last + 1).skip(first) {
            *count += share;
        }
    }
    counts
}
