//! iCalendar (RFC 5545): a dataset's events for a calendar.
//!
//! Written here and not by the crate `icalendar` (0.17), with which the tests
//! found lines of 76 octets and line feeds in `X-WR-CALNAME`; it would also bring
//! a clock, a time zone database and random numbers that nothing here needs.

use edtf_core::Edtf;

use super::dates::{four_digits, two_digits};
use super::{Export, Unsupported};
use backstory_core::dataset::{Dataset, Date, Day, Event, EventIx, EventStatus, Record, SafeUrl};
use backstory_core::locale::{Words, describe, event_title, field_facts, labelled, revision_line};

/// How many octets a line may have (RFC 5545, section 3.1).
const LINE: usize = 75;

/// The dataset's events as one calendar.
///
/// A date that is not known to the day is an all-day event over every day that
/// it may have been, and the words for it ("around June 2018") stand in the
/// title. What has no date, or no beginning, cannot stand in a calendar and is
/// listed. `made` is the day that the calendar is made on.
#[must_use]
pub fn to_ical(dataset: &Dataset, words: &Words, made: Day) -> Export {
    let mut writer = Calendar {
        text: String::new(),
        unsupported: Vec::new(),
        dataset,
        words,
        made,
    };
    writer.line("BEGIN", "VCALENDAR");
    writer.line("VERSION", "2.0");
    writer.line("PRODID", "-//Backstory//Backstory 1//EN");
    writer.line("CALSCALE", "GREGORIAN");
    writer.text_line("X-WR-CALNAME", &dataset.article.title);
    for (ix, event) in dataset.events() {
        writer.event(&["events[", &ix.0.to_string(), "]"].concat(), ix, event);
    }
    writer.line("END", "VCALENDAR");
    for index in 0..dataset.relationships.len() {
        writer.unsupported.push(Unsupported::new(
            ["relationships[", &index.to_string(), "]"].concat(),
            "a calendar holds events only",
        ));
    }
    Export {
        text: writer.text,
        unsupported: writer.unsupported,
    }
}

struct Calendar<'d> {
    text: String,
    unsupported: Vec<Unsupported>,
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
    fn event(&mut self, path: &str, ix: EventIx, event: &Event) {
        let date_path = [path, ".date"].concat();
        let Some(date) = &event.date else {
            self.unsupported(
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

        self.line("BEGIN", "VEVENT");
        let uid = [&event.id, "@", &self.host()].concat();
        self.text_line("UID", &uid);
        let stamp = [&compact(self.made), "T000000Z"].concat();
        self.line("DTSTAMP", &stamp);
        match when {
            When::Time(time) => self.line("DTSTART", &time),
            When::Days(first, last) => {
                self.line("DTSTART;VALUE=DATE", &compact(first));
                // The end is the first day that is no longer of it.
                self.line("DTEND;VALUE=DATE", &compact(Day(last.0 + 1)));
            }
        }
        let title = event_title(event, self.words);
        if is_exact {
            self.text_line("SUMMARY", &title);
        } else {
            let words = self.words;
            let open = words.parenthesis_open;
            let title = [&title, open, &said, words.parenthesis_close].concat();
            self.text_line("SUMMARY", &title);
        }
        let description = self.description(ix, event, &said);
        self.text_line("DESCRIPTION", &description);
        if let Some(place) = event.place.and_then(|ix| self.dataset.entity(ix)) {
            self.text_line("LOCATION", &place.name);
        }
        self.text_line(
            "CATEGORIES",
            self.words.event_kind(event.kind, &self.dataset.kinds),
        );
        if let Some(url) = &self.dataset.article.url {
            self.line("URL", url.as_str());
        }
        for (at, medium) in (0..).zip(self.dataset.media(Record::Event(ix))) {
            let src = medium.src.as_str();
            if SafeUrl::parse(src).is_some() {
                self.line("ATTACH", src);
            } else {
                let at = [path, ".media[", &u32::to_string(&at), "]"].concat();
                self.unsupported(&at, "is not exported: its address is not a whole one");
            }
        }
        let is_retracted = event
            .revision
            .as_ref()
            .is_some_and(backstory_core::dataset::Revision::is_retraction);
        let status = match event.status {
            _ if is_retracted => "CANCELLED",
            Some(EventStatus::Planned | EventStatus::Proposed | EventStatus::Reported) => {
                "TENTATIVE"
            }
            Some(EventStatus::Happened | EventStatus::Ongoing) | None => "CONFIRMED",
        };
        self.line("STATUS", status);
        self.line("TRANSP", "TRANSPARENT");
        self.line("END", "VEVENT");
        self.unsupported(
            &[path, ".evidence"].concat(),
            "a calendar has no place for the passage",
        );
    }

    fn when(&mut self, path: &str, date: &Date) -> Option<When> {
        if let Edtf::DateTime(at) = date.edtf() {
            return Some(When::Time(self.time(path, date, at.date.year.value()?)?));
        }
        if date.interval_times().iter().any(Option::is_some) {
            self.unsupported(
                path,
                "its times are in its description: it stands on its days",
            );
        }
        let (first, last) = (date.earliest(), date.latest());
        if date.is_open_start() {
            self.unsupported(
                path,
                "has no beginning, and what has none cannot stand in a calendar",
            );
            return None;
        }
        let last = if date.is_open_end() {
            self.unsupported(
                path,
                "has no end: it stands on the days of its beginning, and its title says since when",
            );
            date.spans().first().map_or(first, |_| start_of(date))
        } else {
            last
        };
        let in_calendar = |day: Day| (1..=9998).contains(&day.ymd().0);
        if !in_calendar(first) || !in_calendar(last) {
            self.unsupported(
                path,
                "is outside of the years 1 to 9998, which a calendar has",
            );
            return None;
        }
        Some(When::Days(first, last))
    }

    /// `20180603T140500`: a floating time, without a zone, as the article has it (RFC 5545, section 3.3.5).
    fn time(&mut self, path: &str, date: &Date, year: i64) -> Option<String> {
        if !(1..=9998).contains(&year) {
            self.unsupported(
                path,
                "is outside of the years 1 to 9998, which a calendar has",
            );
            return None;
        }
        let (day, rest) = date.as_str().split_once('T')?;
        let (clock, zone) = match rest.find(['Z', '+', '-']) {
            Some(at) => rest.split_at_checked(at)?,
            None => (rest, ""),
        };
        let mut clock = clock.replace(':', "");
        if clock.len() == 4 {
            clock.push_str("00");
        }
        let is_utc = zone == "Z";
        if !is_utc && !zone.is_empty() {
            self.unsupported(path, &["the time zone ", zone, " is not exported"].concat());
        }
        let mark = if is_utc { "Z" } else { "" };
        Some([&day.replace('-', ""), "T", &clock, mark].concat())
    }

    fn description(&self, ix: EventIx, event: &Event, said: &str) -> String {
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
                    role => [
                        name,
                        self.words.parenthesis_open,
                        role,
                        self.words.parenthesis_close,
                    ]
                    .concat(),
                })
            })
            .collect();
        if !who.is_empty() {
            let who = who.join(self.words.list_separator);
            parts.push(labelled(self.words.participants, &who, self.words));
        }
        if let Some(status) = event.status {
            let status = self.words.event_status(status);
            parts.push(labelled(self.words.status, status, self.words));
        }
        parts.extend(field_facts(Record::Event(ix), self.dataset, self.words));
        if let Some(revision) = &event.revision {
            parts.push(revision_line(revision, self.words));
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

    fn unsupported(&mut self, path: &str, message: &str) {
        self.unsupported.push(Unsupported::new(path, message));
    }

    /// A line whose value is text, which is escaped (section 3.3.11); none where
    /// it is empty.
    fn text_line(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.line(name, &escape(text));
        }
    }

    /// A line, folded: no line has more than 75 octets without its break, and no
    /// letter is torn.
    fn line(&mut self, name: &str, value: &str) {
        let line = [name, ":", value].concat();
        let mut room = LINE;
        for letter in line.chars() {
            if letter.len_utf8() > room {
                self.text.push_str("\r\n ");
                room = LINE - 1;
            }
            self.text.push(letter);
            room -= letter.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\n' => escaped.push_str("\\n"),
            // No other control character may stand in text.
            letter if letter.is_control() && letter != '\t' => {}
            letter => escaped.push(letter),
        }
    }
    escaped
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
