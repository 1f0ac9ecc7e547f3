//! How days and records are written in a permalink, and by the page.

use super::Record;
use crate::dataset::{Dataset, Date, Day};

pub(super) fn day(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// The first day of a date, which may be typed as no more than a year.
pub(super) fn first_day(text: &str) -> Option<Day> {
    Date::parse(text)
        .ok()
        .map(|date| date.earliest())
        .filter(|day| *day != Day::MIN)
}

/// The last day of a date: `to=2018` takes all of the year in.
pub(super) fn last_day(text: &str) -> Option<Day> {
    Date::parse(text)
        .ok()
        .map(|date| date.latest())
        .filter(|day| *day != Day::MAX)
}

pub(super) fn parse_record(text: &str, dataset: &Dataset) -> Option<Record> {
    let (sort, id) = text.split_once('.')?;
    match sort {
        "event" => dataset
            .events()
            .find_map(|(ix, event)| (&*event.id == id).then_some(Record::Event(ix))),
        "relationship" => dataset
            .relationships()
            .find_map(|(ix, it)| (&*it.id == id).then_some(Record::Relationship(ix))),
        "entity" => dataset
            .entities()
            .find_map(|(ix, entity)| (&*entity.id == id).then_some(Record::Entity(ix))),
        _ => None,
    }
}
