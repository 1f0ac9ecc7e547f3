//! The instants of date-times.

use edtf_core::{DateTime, Time, TimeShift};

use super::Day;

pub(super) const SECONDS_PER_DAY: i64 = 86_400;

/// The seconds from the beginning of 1970 in UTC; a time without a zone counts
/// as if it were in UTC.
pub(super) fn instant(at: &DateTime) -> i64 {
    let Time {
        hour,
        minute,
        second,
        shift,
        ..
    } = at.time;
    let [hour, minute, second] = [hour, minute, second].map(i64::from);
    let ahead = match shift {
        Some(TimeShift::Offset { minutes, .. }) => i64::from(minutes) * 60,
        _ => 0,
    };
    let field = |field: Option<edtf_core::DateField>| field.and_then(|it| it.value()).unwrap_or(1);
    let year = at.date.year.value().unwrap_or_default();
    let day = Day::saturating_from_ymd(year, field(at.date.month), field(at.date.day));
    let seconds = (hour * 60 + minute) * 60 + second - ahead;
    day.0
        .saturating_mul(SECONDS_PER_DAY)
        .saturating_add(seconds)
}
