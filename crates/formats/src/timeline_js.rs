//! TimelineJS's JSON, read.
//!
//! A slide becomes an event; its text becomes a paragraph of an article, which
//! the event's passage stands in. A group becomes an entity of that kind, an
//! era an event that lasted, media a source with its credit and its link.
//! Everything else is listed as not carried.

use serde_json::{Map, Value};

use super::dates::two_digits;
use super::html::reduce;
use super::ids::Ids;
use super::passages::text_quote;
use super::{Import, Unsupported};
use crate::{
    ArticleDocument, DatingDocument, Document, EntityDocument, EventDocument, ParticipantDocument,
    SourceDocument,
};
use backstory_core::dataset::Date;

/// Reads a timeline.
#[must_use]
pub fn from_timeline_js(timeline: &Value) -> Import {
    let mut reader = Reader {
        import: Import {
            document: Document::new(),
            ..Import::default()
        },
        entity_ids: Ids::default(),
        event_ids: Ids::default(),
        groups: Vec::new(),
    };
    let Some(root) = timeline.as_object() else {
        return reader.import;
    };
    if let Some(title) = root.get("title").and_then(Value::as_object) {
        reader.title(title);
    }
    for (index, slide) in list(root, "events").iter().enumerate() {
        reader.slide(&["events[", &index.to_string(), "]"].concat(), slide);
    }
    for (index, era) in list(root, "eras").iter().enumerate() {
        reader.era(&["eras[", &index.to_string(), "]"].concat(), era);
    }
    reader.lose_fields("", root, &["title", "events", "eras", "scale"]);
    if root.get("scale").and_then(Value::as_str) == Some("cosmological") {
        reader.lose(
            "scale",
            "the scale is \"cosmological\"; Backstory chooses its own from the dates",
        );
    }
    reader.import
}

fn list<'v>(node: &'v Map<String, Value>, name: &str) -> &'v [Value] {
    node.get(name)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

struct Reader {
    import: Import,
    entity_ids: Ids,
    event_ids: Ids,
    /// The id of the entity of each group.
    groups: Vec<(String, String)>,
}

impl Reader {
    fn lose(&mut self, path: &str, message: &str) {
        self.import
            .unsupported
            .push(Unsupported::new(path, message));
    }

    /// Lists the fields that there is no place for.
    fn lose_fields(&mut self, path: &str, node: &Map<String, Value>, known: &[&str]) {
        for (name, value) in node {
            if known.contains(&name.as_str()) || is_blank(value) {
                continue;
            }
            let path = joined(path, name);
            self.lose(&path, "is not imported: a dataset has no place for it");
        }
    }

    fn title(&mut self, slide: &Map<String, Value>) {
        let (headline, text) = self.text("title", slide);
        self.import.document.article = Some(ArticleDocument {
            title: headline,
            summary: text,
            ..ArticleDocument::default()
        });
        self.lose_fields("title", slide, &["text", "unique_id", "autolink"]);
    }

    fn slide(&mut self, path: &str, slide: &Value) {
        let Some(slide) = slide.as_object() else {
            self.lose(path, "is not a slide, and is skipped");
            return;
        };
        let date = self.period(path, slide);
        let words = self.display_date(path, slide);
        let (headline, text, mut sources) = self.words(path, slide);
        if let Some(source) = self.media(path, slide) {
            sources.push(source);
        }
        let participants = self.group(slide).map_or_else(Vec::new, |entity| {
            let role = "group".to_owned();
            vec![ParticipantDocument { entity, role }]
        });
        let known = [
            "start_date",
            "end_date",
            "display_date",
            "text",
            "media",
            "group",
            "unique_id",
            "autolink",
        ];
        self.lose_fields(path, slide, &known);
        let id = slide.get("unique_id").and_then(Value::as_str);
        self.event(
            path,
            id,
            EventDocument {
                date,
                dating: words.map(|words| DatingDocument {
                    basis: "stated".to_owned(),
                    words,
                    note: String::new(),
                }),
                title: headline,
                summary: text,
                participants,
                sources,
                ..EventDocument::default()
            },
        );
    }

    fn era(&mut self, path: &str, era: &Value) {
        let Some(era) = era.as_object() else {
            self.lose(path, "is not an era, and is skipped");
            return;
        };
        let date = self.period(path, era);
        let (headline, text, sources) = self.words(path, era);
        self.lose(path, "the era is imported as an event that lasted");
        self.lose_fields(path, era, &["start_date", "end_date", "text"]);
        self.event(
            path,
            None,
            EventDocument {
                date,
                title: headline,
                summary: text,
                sources,
                ..EventDocument::default()
            },
        );
    }

    /// Adds an event with what every one of a timeline has: a kind that the
    /// timeline does not say, and its own text as the passage.
    fn event(&mut self, path: &str, id: Option<&str>, event: EventDocument) {
        let mut event = event;
        if event.title.is_empty() {
            if event.summary.is_empty() {
                self.lose(path, "has no words, and is skipped");
                return;
            }
            let words: Vec<&str> = event.summary.split_whitespace().take(8).collect();
            event.title = words.join(" ");
        }
        event.id = self.event_ids.make(id.unwrap_or(&event.title), "event");
        event.kind = "other".to_owned();
        event.status = "happened".to_owned();
        let stop = if event.title.ends_with(['.', '!', '?']) || event.summary.is_empty() {
            ""
        } else {
            "."
        };
        let paragraph = [&event.title, stop, " ", &event.summary].concat();
        let number = u32::try_from(self.import.article.len() + 1).unwrap_or(u32::MAX);
        event.evidence.extend(text_quote(number, &paragraph));
        self.import.article.push(paragraph.trim_end().to_owned());
        let place = [
            "events[",
            &self.import.document.events.len().to_string(),
            "]",
        ];
        self.import.places.push((place.concat(), path.to_owned()));
        self.import.document.events.push(event);
    }

    /// The headline and the text, of which the links are lost.
    fn text(&mut self, path: &str, slide: &Map<String, Value>) -> (String, String) {
        let (headline, text, sources) = self.words(path, slide);
        for source in sources {
            let link = source.url.unwrap_or_default();
            self.lose(
                &joined(path, "text"),
                &["the link to ", &link, " is not imported"].concat(),
            );
        }
        (headline, text)
    }

    /// The headline, the text, and the links that were in them as sources.
    fn words(
        &mut self,
        path: &str,
        slide: &Map<String, Value>,
    ) -> (String, String, Vec<SourceDocument>) {
        let mut sources = Vec::new();
        let text = slide.get("text").and_then(Value::as_object);
        let [headline, body] = ["headline", "text"].map(|name| {
            let html = text.and_then(|text| text.get(name)).and_then(Value::as_str);
            let reduced = reduce(html.unwrap_or_default());
            if !reduced.elements.is_empty() {
                let elements = reduced.elements.join(", ");
                self.lose(
                    &joined(&joined(path, "text"), name),
                    &["HTML is reduced to text, without its ", &elements].concat(),
                );
            }
            for (words, link) in reduced.links {
                let title = if words.is_empty() {
                    link.clone()
                } else {
                    words
                };
                sources.push(SourceDocument {
                    title,
                    url: Some(link),
                });
            }
            reduced.text
        });
        if let Some(text) = text {
            self.lose_fields(&joined(path, "text"), text, &["headline", "text"]);
        }
        (headline, body, sources)
    }

    /// The medium as a source: its caption and credit, and where it stands.
    fn media(&mut self, path: &str, slide: &Map<String, Value>) -> Option<SourceDocument> {
        let media = slide.get("media")?.as_object()?;
        let path = joined(path, "media");
        let field = |name: &str| media.get(name).and_then(Value::as_str).unwrap_or_default();
        let credit = reduce(field("credit"));
        let words: Vec<String> = [
            reduce(field("title")).text,
            reduce(field("caption")).text,
            credit.text,
        ]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
        let is_link = |url: &str| url.starts_with("http://") || url.starts_with("https://");
        let credited = credit.links.into_iter().map(|(_, link)| link);
        let url = [field("link").to_owned(), field("url").to_owned()]
            .into_iter()
            .chain(credited)
            .find(|url| is_link(url));
        if url.as_deref() != Some(field("url")) && !field("url").is_empty() {
            self.lose(
                &joined(&path, "url"),
                "the medium itself is not imported, only what it links to and its credit",
            );
        }
        self.lose_fields(&path, media, &["url", "caption", "credit", "title", "link"]);
        let title = match words.join(" – ") {
            words if words.is_empty() => url.clone()?,
            words => words,
        };
        Some(SourceDocument { title, url })
    }

    fn group(&mut self, slide: &Map<String, Value>) -> Option<String> {
        let name = reduce(slide.get("group")?.as_str()?).text;
        if name.is_empty() {
            return None;
        }
        if let Some((_, id)) = self.groups.iter().find(|(group, _)| *group == name) {
            return Some(id.clone());
        }
        let id = self.entity_ids.make(&name, "group");
        self.groups.push((name.clone(), id.clone()));
        self.import.document.entities.push(EntityDocument {
            id: id.clone(),
            kind: "group".to_owned(),
            name,
            ..EntityDocument::default()
        });
        Some(id)
    }

    /// What the slide or its start date would rather show: words, never a date.
    fn display_date(&mut self, path: &str, slide: &Map<String, Value>) -> Option<String> {
        let of = |node: Option<&Value>| {
            let words = node?.get("display_date")?.as_str()?;
            Some(reduce(words).text).filter(|words| !words.is_empty())
        };
        let own = of(Some(&Value::Object(slide.clone())));
        let start = of(slide.get("start_date"));
        let end = of(slide.get("end_date"));
        if end.is_some() && end != own {
            self.lose(
                &joined(&joined(path, "end_date"), "display_date"),
                "the words for the end are not imported",
            );
        }
        own.or(start)
    }

    /// One end of a period, with what could not be carried of it listed.
    fn end_of_period(
        &mut self,
        (point, node, path): (Option<Point>, &Map<String, Value>, String),
        alone: bool,
    ) -> Option<String> {
        let Some(point) = point else {
            if !node.is_empty() {
                self.lose(&path, "has no year that can be read, and is skipped");
            }
            return None;
        };
        if point.milliseconds {
            self.lose(
                &joined(&path, "millisecond"),
                "milliseconds are not imported",
            );
        }
        if !alone && point.time.is_some() {
            self.lose(
                &path,
                "the time of day is not imported: a period has days at its ends",
            );
        }
        Some(point.edtf(alone))
    }

    fn period(&mut self, path: &str, slide: &Map<String, Value>) -> Option<String> {
        let [start, end] = ["start_date", "end_date"].map(|name| {
            let node = slide.get(name)?.as_object()?;
            let path = joined(path, name);
            let known = [
                "year",
                "month",
                "day",
                "hour",
                "minute",
                "second",
                "millisecond",
                "display_date",
                "format",
            ];
            self.lose_fields(&path, node, &known);
            Some((point(node), node, path))
        });
        let alone = end.is_none();
        let start = start.and_then(|it| self.end_of_period(it, alone));
        let end = end.and_then(|it| self.end_of_period(it, false));
        let date = match (start, end) {
            (Some(start), Some(end)) if start == end => start,
            (Some(start), Some(end)) => [start, end].join("/"),
            (Some(only), None) => only,
            (None, Some(end)) => ["/", &end].concat(),
            (None, None) => return None,
        };
        match Date::parse(&date) {
            Ok(_) => Some(date),
            Err(error) => {
                self.lose(
                    &joined(path, "start_date"),
                    &["is skipped: ", &error.to_string()].concat(),
                );
                None
            }
        }
    }
}

/// A date of TimelineJS's.
struct Point {
    year: i64,
    month: Option<u8>,
    day: Option<u8>,
    time: Option<(u8, u8, u8)>,
    milliseconds: bool,
}

impl Point {
    fn edtf(&self, with_time: bool) -> String {
        // TimelineJS shows the year -44 as 44 BC; to EDTF, 44 BC is -43.
        let year = if self.year < 0 {
            self.year + 1
        } else {
            self.year
        };
        let sign = if year < 0 { "-" } else { "" };
        let digits = year.unsigned_abs().to_string();
        let (mark, zeros) = match digits.len() {
            0..=4 => ("", "0".repeat(4 - digits.len())),
            _ => ("Y", String::new()),
        };
        let mut text = [mark, sign, &zeros, &digits].concat();
        let (Some(month), "") = (self.month, mark) else {
            return text;
        };
        text.push_str(&["-", &two_digits(month)].concat());
        let Some(day) = self.day else { return text };
        text.push_str(&["-", &two_digits(day)].concat());
        if let Some((hour, minute, second)) = self.time.filter(|_| with_time) {
            let time = [two_digits(hour), two_digits(minute), two_digits(second)].join(":");
            text.push_str(&["T", &time].concat());
        }
        text
    }
}

/// The numbers of a date; a missing month or day is precision. `None` without
/// a year.
fn point(node: &Map<String, Value>) -> Option<Point> {
    let number = |name: &str| -> Option<i64> {
        match node.get(name)? {
            Value::Number(number) => number.as_i64().or_else(|| whole(number.as_f64()?)),
            Value::String(text) => text
                .trim()
                .parse()
                .ok()
                .or_else(|| whole(text.trim().parse().ok()?)),
            _ => None,
        }
    };
    let small = |name: &str| number(name).and_then(|number| u8::try_from(number).ok());
    let year = number("year")?;
    let month = small("month").filter(|month| (1..=12).contains(month));
    let day = month.and_then(|_| small("day")).filter(|day| *day > 0);
    let hour = day.and_then(|_| small("hour"));
    Some(Point {
        year,
        month,
        day,
        time: hour.map(|hour| {
            let part = |name| small(name).unwrap_or(0);
            (hour, part("minute"), part("second"))
        }),
        milliseconds: number("millisecond").is_some_and(|number| number != 0),
    })
}

#[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
fn whole(number: f64) -> Option<i64> {
    (number.trunc() == number && number.abs() < 1e15).then_some(number as i64)
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        [path, ".", name].concat()
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
