//! How many events there are when.

use super::{Mark, Window};

/// The number of events in each of `bins` equal parts of `window`.
///
/// An event that lasts through several parts is spread evenly over them, so
/// that the sum is the number of events that touch the window. Each event costs
/// the same, however long it lasts: its share is noted where it begins and
/// taken back where it ends, and the counts are the running sums.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "bins are few"
)]
pub fn density(marks: &[Mark], window: &Window, bins: usize) -> Vec<f64> {
    let mut changes = vec![0.0; bins + 1];
    let bin_of = |days: f64| {
        let share = (days - window.from()) / window.span();
        ((share * bins as f64) as usize).min(bins.saturating_sub(1))
    };
    for Mark { extent, .. } in marks {
        if extent.to <= window.from() || extent.from >= window.to() {
            continue;
        }
        let last = bin_of(extent.to);
        let first = bin_of(extent.from).min(last);
        let share = 1.0 / (last - first + 1) as f64;
        if let Some(change) = changes.get_mut(first) {
            *change += share;
        }
        if let Some(change) = changes.get_mut(last + 1) {
            *change -= share;
        }
    }
    changes.truncate(bins);
    let mut sum = 0.0;
    for count in &mut changes {
        sum += *count;
        // What is left of sums that should be nothing is less than this.
        *count = if sum < 1e-9 { 0.0 } else { sum };
    }
    changes
}
