//! Times of day: date-times, and intervals of them.
//!
//! EDTF has date-times only to the second and only by themselves (Annex A of
//! ISO 8601-2:2019, A.4.3 and A.4.4). A chronology of a night needs more, so
//! two forms of ISO 8601-1 are read as well: a time without seconds
//! (`2024-02-14T05:52`), and a date-time as an end of an interval
//! (`2024-02-14T05:52/2024-02-14T10:31`).

use edtf_core::{DateTime, Edtf, ParseError, Time, TimeShift};

use super::Day;

pub(super) const SECONDS_PER_DAY: i64 = 86_400;

/// Reads EDTF and the two forms beyond it. Of an interval of date-times it
/// gives the interval of their days.
pub(super) fn parse(text: &str) -> Result<Edtf, ParseError> {
    if !text.contains('T') {
        return Edtf::parse(text);
    }
    let Some((start, end)) = text.split_once('/') else {
        return match date_time(text) {
            Some(at) => Ok(Edtf::DateTime(at)),
            None => Edtf::parse(text),
        };
    };
    let day = |side: &str| match date_time(side) {
        Some(_) => side.split('T').next().unwrap_or_default().to_owned(),
        None => side.to_owned(),
    };
    let edtf = Edtf::parse(&[&day(start), "/", &day(end)].concat())?;
    let seconds = |side: &str| date_time(side).map(|at| instant(&at));
    if let (Some(first), Some(last)) = (seconds(start), seconds(end))
        && first > last
    {
        return Err(ParseError {
            message: "interval end precedes interval start",
            offset: start.len() + 1,
        });
    }
    Ok(edtf)
}

/// The times at which an interval starts and ends, where it has them.
pub(super) fn of_interval(text: &str) -> [Option<DateTime>; 2] {
    match text.split_once('/') {
        Some((start, end)) if text.contains('T') => [date_time(start), date_time(end)],
        _ => [None; 2],
    }
}

/// A date-time with or without seconds.
fn date_time(text: &str) -> Option<DateTime> {
    let (_, time) = text.split_once('T')?;
    let to_the_minute = time.get(5..)?;
    let parsed = if to_the_minute.is_empty() || to_the_minute.starts_with(['Z', '+', '-']) {
        let (minutes, zone) = text.split_at_checked(text.len() - to_the_minute.len())?;
        Edtf::parse(&[minutes, ":00", zone].concat())
    } else {
        Edtf::parse(text)
    };
    match parsed {
        Ok(Edtf::DateTime(at)) => Some(at),
        _ => None,
    }
}

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
