//! iCalendar (RFC 5545): a dataset's events for a calendar, written by the crate
//! `icalendar`, which escapes and folds.

use edtf_core::Edtf;
use icalendar::{Component, EventLike, Property};

use super::dates::{four_digits, two_digits};
use super::{Export, Loss};
use backstory_core::dataset::{Dataset, Date, Day, Event, EventStatus};
use backstory_core::locale::{Words, describe};

/// The dataset's events as one calendar.
///
/// A date that is not known to the day is an all-day event over every day that
/// it may have been, and the words for it ("around June 2018") stand in the
/// title. What has no date, or no beginning, cannot stand in a calendar and is
/// listed. `made` is the day that the calendar is made on.
#[must_use]
pub fn to_ical(dataset: &Dataset, words: &Words, made: Day) -> Export {
    let mut writer = Calendar {
        calendar: icalendar::Calendar::empty(),
        losses: Vec::new(),
        dataset,
        words,
        made,
    };
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Backstory//Backstory 1//EN"),
        ("CALSCALE", "GREGORIAN"),
    ] {
        writer.calendar.append_property(Property::new(name, value));
    }
    let title = printable(&dataset.article.title);
    if !title.is_empty() {
        // The library knows neither of the two as text, which is escaped.
        writer.calendar.name(&escaped(&title));
    }
    for (index, event) in dataset.events.iter().enumerate() {
        writer.event(&["events[", &index.to_string(), "]"].concat(), event);
    }
    for index in 0..dataset.relationships.len() {
        writer.losses.push(Loss::new(
            ["relationships[", &index.to_string(), "]"].concat(),
            "a calendar holds events only",
        ));
    }
    Export {
        text: writer.calendar.to_string(),
        losses: writer.losses,
    }
}

struct Calendar<'d> {
    calendar: icalendar::Calendar,
    losses: Vec<Loss>,
    dataset: &'d Dataset,
    words: &'d Words,
    made: Day,
}

/// When an event stands in a calendar.
enum When {
    /// From the first day to the last, both included.
    Days(Day, Day),
    /// At a time of the clock, as `DTSTART` has it.
    Time(String),
}

impl Calendar<'_> {
    fn event(&mut self, path: &str, event: &Event) {
        let date_path = [path, ".date"].concat();
        let Some(date) = &event.date else {
            self.lose(
                &date_path,
                "is missing: what is undated cannot stand in a calendar",
            );
            return;
        };
        let Some(when) = self.when(&date_path, date) else {
            return;
        };
        let is_exact = matches!(&when, When::Time(_))
            || matches!(&when, When::Days(first, last) if first == last);
        let said = describe(Some(date), self.words);

        let mut entry = icalendar::Event::new();
        entry.uid(&printable(&[&event.id, "@", &self.host()].concat()));
        entry.add_property("DTSTAMP", [&compact(self.made), "T000000Z"].concat());
        match when {
            When::Time(time) => {
                entry.add_property("DTSTART", time);
            }
            When::Days(first, last) => {
                entry.append_property(day("DTSTART", first));
                // The end is the first day that is no longer of it.
                entry.append_property(day("DTEND", Day(last.0 + 1)));
            }
        }
        if is_exact {
            entry.summary(&printable(&event.title));
        } else {
            entry.summary(&printable(&[&event.title, " (", &said, ")"].concat()));
        }
        entry.description(&printable(&self.description(event, &said)));
        if let Some(place) = event.place.and_then(|ix| self.dataset.entity(ix)) {
            entry.location(&printable(&place.name));
        }
        // The library takes this one as a list that is escaped already.
        let kind = escaped(self.words.event_kind(event.kind));
        entry.add_property("CATEGORIES", kind);
        if let Some(url) = &self.dataset.article.url {
            entry.url(url.as_str());
        }
        let is_retracted = event
            .revision
            .as_ref()
            .is_some_and(backstory_core::dataset::Revision::is_retraction);
        let status = match event.status {
            _ if is_retracted => "CANCELLED",
            EventStatus::Planned | EventStatus::Proposed => "TENTATIVE",
            EventStatus::Happened | EventStatus::Ongoing | EventStatus::Reported => "CONFIRMED",
        };
        entry.add_property("STATUS", status);
        entry.add_property("TRANSP", "TRANSPARENT");
        self.calendar.push(entry);
        self.lose(
            &[path, ".evidence"].concat(),
            "a calendar has no place for the passage",
        );
    }

    fn when(&mut self, path: &str, date: &Date) -> Option<When> {
        if let Edtf::DateTime(at) = date.edtf() {
            return Some(When::Time(self.time(path, date, at.date.year.value()?)?));
        }
        let (first, last) = (date.earliest(), date.latest());
        if date.is_open_start() {
            self.lose(
                path,
                "has no beginning, and what has none cannot stand in a calendar",
            );
            return None;
        }
        let last = if date.is_open_end() {
            self.lose(
                path,
                "has no end: it stands on the days of its beginning, and its title says since when",
            );
            date.spans().first().map_or(first, |_| start_of(date))
        } else {
            last
        };
        let in_calendar = |day: Day| (1..=9998).contains(&day.ymd().0);
        if !in_calendar(first) || !in_calendar(last) {
            self.lose(
                path,
                "is outside of the years 1 to 9998, which a calendar has",
            );
            return None;
        }
        Some(When::Days(first, last))
    }

    /// `20180603T140500`: in nobody's time zone, as the article has it.
    fn time(&mut self, path: &str, date: &Date, year: i64) -> Option<String> {
        if !(1..=9998).contains(&year) {
            self.lose(
                path,
                "is outside of the years 1 to 9998, which a calendar has",
            );
            return None;
        }
        let (day, rest) = date.as_str().split_once('T')?;
        let clock: String = rest.chars().take(8).filter(char::is_ascii_digit).collect();
        let zone = rest.get(8..).unwrap_or_default();
        let is_utc = zone == "Z";
        if !is_utc && !zone.is_empty() {
            self.lose(path, &["the time zone ", zone, " is not carried"].concat());
        }
        let mark = if is_utc { "Z" } else { "" };
        Some([&day.replace('-', ""), "T", &clock, mark].concat())
    }

    fn description(&self, event: &Event, said: &str) -> String {
        let mut parts = vec![event.summary.to_string()];
        parts.push(["Date: ", said, "."].concat());
        if let Some(dating) = event.dating.as_ref().filter(|it| !it.note.is_empty()) {
            parts.push(dating.note.to_string());
        }
        let who: Vec<String> = event
            .participants
            .iter()
            .filter_map(|participant| {
                let name = &self.dataset.entity(participant.entity)?.name;
                Some(match &*participant.role {
                    "" => name.to_string(),
                    role => [name, " (", role, ")"].concat(),
                })
            })
            .collect();
        if !who.is_empty() {
            parts.push(["With ", &who.join(", "), "."].concat());
        }
        parts.push(self.words.event_status(event.status).to_owned() + ".");
        if let Some(revision) = &event.revision {
            let what = self.words.revision(revision.status);
            parts.push([what, ": ", &revision.note].concat());
        }
        for source in &event.sources {
            let link = source.url.as_ref().map_or("", |url| url.as_str());
            parts.push([&source.title, " ", link].concat().trim_end().to_owned());
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }

    /// What makes ids of this dataset different from others': the article's
    /// host and path.
    fn host(&self) -> String {
        let url = self
            .dataset
            .article
            .url
            .as_ref()
            .map_or("", |url| url.as_str());
        let host = url.split_once("//").map_or("", |(_, rest)| rest);
        let host = host.split(['?', '#']).next().unwrap_or_default();
        let host = host.trim_end_matches('/').replace('/', ".");
        if host.is_empty() {
            "backstory".to_owned()
        } else {
            host
        }
    }

    fn lose(&mut self, path: &str, message: &str) {
        self.losses.push(Loss::new(path, message));
    }
}

/// A property whose value is a whole day.
fn day(name: &str, day: Day) -> Property {
    let mut property = Property::new(name, compact(day));
    property.add_parameter("VALUE", "DATE");
    property
}

/// A text as a value (section 3.3.11).
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}

/// Text without control characters, of which a line may have none but a tab
/// (section 3.1).
fn printable(text: &str) -> String {
    let is_printable = |it: &char| !it.is_control() || matches!(it, '\n' | '\t');
    text.chars().filter(is_printable).collect()
}

/// The last day on which something without an end may have begun.
fn start_of(date: &Date) -> Day {
    let starts = date.formal_spans().iter().map(|span| span.start_latest);
    let last = starts.min().unwrap_or(Day::MIN);
    if last >= Day::MAX {
        date.earliest()
    } else {
        last
    }
}

fn compact(day: Day) -> String {
    let (year, month, day) = day.ymd();
    [four_digits(year), two_digits(month), two_digits(day)].concat()
}
