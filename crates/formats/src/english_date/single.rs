//! One date, wherever what it lacks is taken from.

use super::calendar::{CalendarDate, Year};
use super::reader::DateReader;
use super::relative::relative;

/// One date, counted from publication if it has to be.
pub(super) fn date(text: &str, reader: &DateReader) -> Option<CalendarDate> {
    date_next_to(text, None, reader)
}

/// One date that takes what it lacks from the one next to it, or else from
/// publication.
pub(super) fn date_next_to(
    text: &str,
    other: Option<&CalendarDate>,
    reader: &DateReader,
) -> Option<CalendarDate> {
    if let Some(date) = reader.published.and_then(|it| relative(text, it, reader)) {
        return Some(date);
    }
    let mut date = CalendarDate::read(text, reader)?;
    if let Some(other) = other {
        date = date.completed_by(other);
    }
    if date.year.is_none() {
        let years = reader.published?.years_of(date.month?);
        let year = *years.get(reader.choice.year)?;
        reader.note(|met| {
            met.years = met.years.max(years.len());
            met.is_assumed = true;
        });
        date.year = Some(Year::Number(year));
    }
    date.is_complete().then_some(date)
}
