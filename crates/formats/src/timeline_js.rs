//! TimelineJS's JSON, read.
//!
//! A slide becomes an event; its text becomes a paragraph of an article, which
//! the event's passage stands in. A group becomes a choice of the field "Group", an
//! era an event that lasted, a medium one of the event, with its thumbnail.
//! Everything else is listed as not imported.

use serde_json::{Map, Value};

use super::dates::two_digits;
use super::english_date::read as read_date;
use super::html::reduce;
use super::ids::IdAllocator;
use super::media::type_of;
use super::passages::text_quote;
use super::{Import, Unsupported};
use crate::english_date::MONTHS;
use crate::{
    ArticleDocument, DatingDocument, Document, EventDocument, FieldDocument, MediaDocument,
    SourceDocument,
};
use backstory_core::dataset::{Date, FieldType, MediaType, MediaUrl, RecordType};

/// The field of the groups.
const GROUP: &str = "group";

/// Reads a timeline.
#[must_use]
pub fn from_timeline_js(timeline: &Value) -> Import {
    let mut reader = TimelineJsReader {
        import: Import {
            document: Document::new(),
            ..Import::default()
        },
        event_ids: IdAllocator::default(),
    };
    let Some(root) = timeline.as_object() else {
        return reader.import;
    };
    if let Some(story) = root.get("timeline").and_then(Value::as_object) {
        return from_version_2(story);
    }
    if let Some(title) = root.get("title").and_then(Value::as_object) {
        reader.title(title);
    }
    for name in ["title", "events", "eras"] {
        let value = root.get(name).filter(|value| !is_blank(value));
        let is_right = |value: &Value| {
            if name == "title" {
                value.is_object()
            } else {
                value.is_array()
            }
        };
        if value.is_some_and(|value| !is_right(value)) {
            reader.unsupported(name, "cannot be read, and is skipped");
        }
    }
    for (index, slide) in list(root, "events").iter().enumerate() {
        reader.slide(&["events[", &index.to_string(), "]"].concat(), slide);
    }
    for (index, era) in list(root, "eras").iter().enumerate() {
        reader.era(&["eras[", &index.to_string(), "]"].concat(), era);
    }
    reader.unsupported_fields("", root, &["title", "events", "eras", "scale"]);
    if root.get("scale").and_then(Value::as_str) == Some("cosmological") {
        reader.unsupported(
            "scale",
            "the scale is \"cosmological\"; Backstory chooses its own from the dates",
        );
    }
    reader.import
}

/// Reads a timeline of version 2 of the format, by what version 3 makes of it.
fn from_version_2(story: &Map<String, Value>) -> Import {
    let renamed = |node: &Map<String, Value>, names: &[(&str, &str)]| -> Map<String, Value> {
        let renamed = node.iter().map(|(name, value)| {
            let new = names.iter().find(|(old, _)| old == name);
            (
                new.map_or(name.as_str(), |(_, new)| new).to_owned(),
                value.clone(),
            )
        });
        renamed.collect()
    };
    let slide = |value: &Value| {
        let Some(node) = value.as_object() else {
            return value.clone();
        };
        let mut slide = renamed(
            node,
            &[
                ("startDate", "start_date"),
                ("endDate", "end_date"),
                ("asset", "media"),
                ("tag", "group"),
            ],
        );
        for name in ["start_date", "end_date"] {
            if let Some(Value::String(text)) = slide.get(name)
                && let Some(date) = comma_date(text)
            {
                slide.insert(name.to_owned(), date);
            }
        }
        if let Some(Value::Object(media)) = slide.get("media") {
            let media = renamed(media, &[("media", "url")]);
            slide.insert("media".to_owned(), Value::Object(media));
        }
        let words = ["headline", "text"].map(|name| {
            let words = slide.remove(name).unwrap_or_default();
            (name.to_owned(), words)
        });
        slide.insert(
            "text".to_owned(),
            Value::Object(words.into_iter().collect()),
        );
        Value::Object(slide)
    };
    let slides = |name: &str| Value::Array(list(story, name).iter().map(slide).collect());
    let mut root = Map::new();
    root.insert("events".to_owned(), slides("date"));
    root.insert("eras".to_owned(), slides("era"));
    let mut title = story.clone();
    // The story's own date and type only choose how TimelineJS begins.
    for name in ["date", "era", "type"] {
        title.remove(name);
    }
    if !title.is_empty() {
        root.insert("title".to_owned(), slide(&Value::Object(title)));
    }
    let mut import = from_timeline_js(&Value::Object(root));
    let own = |path: &mut String| {
        for (new, old) in [
            ("events[", "timeline.date["),
            ("eras[", "timeline.era["),
            ("title", "timeline"),
        ] {
            if let Some(rest) = path.strip_prefix(new) {
                *path = [old, rest].concat();
                return;
            }
        }
    };
    import
        .unsupported
        .iter_mut()
        .for_each(|it| own(&mut it.path));
    import.places.values_mut().for_each(own);
    let message = "version 2 of TimelineJS's format, read as version 3";
    import
        .unsupported
        .insert(0, Unsupported::imported("timeline", message));
    import
}

/// A date of version 2, `2011,12,10,07,02,10`, as version 3 has it.
fn comma_date(text: &str) -> Option<Value> {
    let names = ["year", "month", "day", "hour", "minute", "second"];
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let is_number = |part: &&str| part.parse::<i64>().is_ok();
    if parts.len() > names.len() || !parts.iter().all(|part| part.is_empty() || is_number(part)) {
        return None;
    }
    let fields = names.iter().zip(parts).filter(|(_, part)| !part.is_empty());
    let fields = fields.map(|(name, part)| ((*name).to_owned(), Value::from(part)));
    Some(Value::Object(fields.collect()))
}

fn list<'v>(node: &'v Map<String, Value>, name: &str) -> &'v [Value] {
    node.get(name)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The quotation that a slide has in place of a medium, as HTML.
fn quotation(slide: &Map<String, Value>) -> Option<&str> {
    let url = slide.get("media")?.get("url")?.as_str()?.trim();
    url.starts_with("<blockquote").then_some(url)
}

struct TimelineJsReader {
    import: Import,
    event_ids: IdAllocator,
}

impl TimelineJsReader {
    fn unsupported(&mut self, path: &str, message: &str) {
        self.import
            .unsupported
            .push(Unsupported::new(path, message));
    }

    /// Lists the fields that there is no place for.
    fn unsupported_fields(&mut self, path: &str, node: &Map<String, Value>, known: &[&str]) {
        for (name, value) in node {
            if known.contains(&name.as_str()) || is_blank(value) {
                continue;
            }
            let path = joined(path, name);
            self.unsupported(&path, "is not imported: a dataset has no place for it");
        }
    }

    fn title(&mut self, slide: &Map<String, Value>) {
        let (headline, text) = self.text("title", slide);
        let media = self.cover(slide);
        self.import.document.article = Some(ArticleDocument {
            title: headline,
            summary: text,
            media: media.into_iter().collect(),
            ..ArticleDocument::default()
        });
        let known = ["text", "media", "background", "unique_id", "autolink"];
        self.unsupported_fields("title", slide, &known);
    }

    fn slide(&mut self, path: &str, slide: &Value) {
        let Some(slide) = slide.as_object() else {
            self.unsupported(path, "is not a slide, and is skipped");
            return;
        };
        let date = self.period(path, slide);
        let words = self.display_date(path, slide);
        let (headline, mut text, sources) = self.words(path, slide);
        if let Some(quoted) = quotation(slide) {
            text = [&*text, &reduce(quoted).text]
                .join("\n\n")
                .trim()
                .to_owned();
        }
        let media = self.media(path, slide);
        self.told_where_unread(path, slide);
        let group = self
            .group(slide)
            .map(|name| (GROUP.to_owned(), name.into()));
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
        self.unsupported_fields(path, slide, &known);
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
                fields: group.into_iter().collect(),
                sources,
                media: media.into_iter().collect(),
                ..EventDocument::default()
            },
        );
    }

    /// Says which fields are filled with another type of value than theirs.
    fn told_where_unread(&mut self, path: &str, slide: &Map<String, Value>) {
        for name in ["text", "media", "group", "display_date"] {
            let is_object = matches!(name, "text" | "media");
            let is_right = |value: &Value| {
                if is_object {
                    value.is_object()
                } else {
                    value.is_string()
                }
            };
            if let Some(value) = slide.get(name)
                && !is_blank(value)
                && !is_right(value)
            {
                self.unsupported(&joined(path, name), "cannot be read, and is skipped");
            }
        }
    }

    fn era(&mut self, path: &str, era: &Value) {
        let Some(era) = era.as_object() else {
            self.unsupported(path, "is not an era, and is skipped");
            return;
        };
        let date = self.period(path, era);
        let (headline, text, sources) = self.words(path, era);
        self.unsupported(path, "the era is imported as an event that lasted");
        self.unsupported_fields(path, era, &["start_date", "end_date", "text"]);
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
                self.unsupported(path, "has no words, and is skipped");
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
        self.import.places.insert(place.concat(), path.to_owned());
        self.import.document.events.push(event);
    }

    /// The headline and the text, of which the links are lost.
    fn text(&mut self, path: &str, slide: &Map<String, Value>) -> (String, String) {
        let (headline, text, sources) = self.words(path, slide);
        for source in sources {
            let link = source.url.unwrap_or_default();
            self.unsupported(
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
                self.unsupported(
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
            self.unsupported_fields(&joined(path, "text"), text, &["headline", "text"]);
        }
        (headline, body, sources)
    }

    /// The medium of the title, or else the picture that it has behind its words.
    fn cover(&mut self, slide: &Map<String, Value>) -> Option<MediaDocument> {
        let path = "title";
        let media = self.media(path, slide);
        let background = slide.get("background").filter(|it| !is_blank(it));
        let Some(background) = background else {
            return media;
        };
        let field = |name: &str| background.get(name).and_then(Value::as_str);
        let url = background.as_str().or(field("url")).unwrap_or_default();
        let is_picture = url.starts_with("http") && MediaUrl::parse(url).is_some();
        if media.is_none() && is_picture {
            return Some(MediaDocument {
                media_type: MediaType::Image.as_str().to_owned(),
                src: url.to_owned(),
                alt: field("alt").unwrap_or_default().trim().to_owned(),
                ..MediaDocument::default()
            });
        }
        let path = joined(path, "background");
        self.unsupported(&path, "is not imported: a dataset has no place for it");
        media
    }

    /// The medium, with its thumbnail. What is HTML in place of an address, such as a
    /// frame, is not one; a quotation is among the words.
    fn media(&mut self, path: &str, slide: &Map<String, Value>) -> Option<MediaDocument> {
        let media = slide.get("media")?.as_object()?;
        let path = joined(path, "media");
        let known = [
            "url",
            "caption",
            "credit",
            "title",
            "link",
            "alt",
            "thumbnail",
        ];
        self.unsupported_fields(&path, media, &known);
        let field = |name: &str| media.get(name).and_then(Value::as_str).unwrap_or_default();
        let mut address = |name: &str| {
            let text = field(name).trim();
            let is_address = !text.contains('<') && MediaUrl::parse(text).is_some();
            if !is_address && !text.is_empty() {
                let message = if name == "url" && quotation(slide).is_some() {
                    "is not imported as a medium: its words are in the summary"
                } else {
                    "is not imported: it is not an address of http or https"
                };
                self.unsupported(&joined(&path, name), message);
            }
            is_address.then(|| text.to_owned())
        };
        let (src, link, poster) = (address("url"), address("link"), address("thumbnail"));
        let [title, caption, credit] = ["title", "caption", "credit"].map(|name| {
            let reduced = reduce(field(name));
            (reduced.text, reduced.links)
        });
        // The thumbnail alone is a picture, too.
        let (src, poster) = match (src, poster) {
            (None, Some(poster)) => (poster, None),
            (src, poster) => {
                let is_anything = [&title.0, &caption.0, &credit.0]
                    .iter()
                    .any(|it| !it.is_empty());
                if src.is_none() && is_anything {
                    let message = "the words of a medium that is not imported are not, either";
                    self.unsupported(&path, message);
                }
                (src?, poster)
            }
        };
        let mut links = [title.1, caption.1, credit.1].concat().into_iter();
        let href = link.or_else(|| links.next_back().map(|(_, link)| link));
        for (_, link) in links {
            let message = ["the link to ", &link, " is not imported"].concat();
            self.unsupported(&path, &message);
        }
        let media_type = type_of(&src).as_str().to_owned();
        Some(MediaDocument {
            media_type,
            src,
            alt: field("alt").trim().to_owned(),
            title: title.0,
            caption: caption.0,
            credit: credit.0,
            href,
            poster,
            ..MediaDocument::default()
        })
    }

    /// The group of a slide, of which the field is declared with the first.
    fn group(&mut self, slide: &Map<String, Value>) -> Option<String> {
        let name = reduce(slide.get("group")?.as_str()?).text;
        if name.is_empty() {
            return None;
        }
        let fields = &mut self.import.document.fields;
        if fields.is_empty() {
            fields.push(FieldDocument {
                id: GROUP.to_owned(),
                of: RecordType::Event.list().to_owned(),
                name: "Group".to_owned(),
                value_type: FieldType::Choice.as_str().to_owned(),
                unit: String::new(),
            });
        }
        Some(name)
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
            self.unsupported(
                &joined(&joined(path, "end_date"), "display_date"),
                "the words for the end are not imported",
            );
        }
        own.or(start)
    }

    /// One end of a period, with what could not be read of it listed.
    fn end_of_period(
        &mut self,
        path: &str,
        slide: &Map<String, Value>,
        name: &str,
    ) -> Option<PeriodEnd> {
        let value = slide.get(name)?;
        let path = joined(path, name);
        let node = match value {
            Value::Object(node) => node,
            _ if is_blank(value) => return None,
            _ => return self.end_in_words(&path, value),
        };
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
        self.unsupported_fields(&path, node, &known);
        let is_filled = |(name, value): (&String, &Value)| {
            !matches!(name.as_str(), "display_date" | "format") && !is_blank(value)
        };
        if !node.iter().any(is_filled) {
            return None;
        }
        let Some((point, unread)) = point(node) else {
            self.unsupported(&path, "has no year that can be read, and is skipped");
            return None;
        };
        for (name, value) in unread {
            let message = [
                "\"",
                &value,
                "\" is not a ",
                name,
                ", and is skipped with what is finer",
            ];
            self.unsupported(&joined(&path, name), &message.concat());
        }
        if point.milliseconds {
            self.unsupported(
                &joined(&path, "millisecond"),
                "milliseconds are not imported",
            );
        }
        Some(PeriodEnd {
            path,
            day: point.edtf(false),
            time: point.edtf(true),
        })
    }

    /// An end that is a text or a number in place of an object.
    fn end_in_words(&mut self, path: &str, value: &Value) -> Option<PeriodEnd> {
        let text = match value {
            Value::String(text) => text.trim().to_owned(),
            other => other.to_string(),
        };
        let date = match Date::parse(&text) {
            Ok(date) => Some(date),
            Err(_) => read_date(&text, None),
        };
        let Some(date) = date.filter(|date| !date.as_str().contains('/')) else {
            let message = [
                "\"",
                &text,
                "\" is not a date that can be read, and is skipped",
            ];
            self.unsupported(path, &message.concat());
            return None;
        };
        let message = ["\"", &text, "\" is read as ", date.as_str()].concat();
        let read = Unsupported::imported(path, message);
        self.import.unsupported.push(read);
        let time = date.as_str().to_owned();
        Some(PeriodEnd {
            path: path.to_owned(),
            day: time.split('T').next().unwrap_or_default().to_owned(),
            time,
        })
    }

    fn period(&mut self, path: &str, slide: &Map<String, Value>) -> Option<String> {
        let start = self.end_of_period(path, slide, "start_date");
        let end = self.end_of_period(path, slide, "end_date");
        let ends = [start.as_ref(), end.as_ref()];
        let written = |of: fn(&PeriodEnd) -> &str| match ends {
            [Some(start), Some(end)] if of(start) == of(end) => of(start).to_owned(),
            [Some(start), Some(end)] => [of(start), of(end)].join("/"),
            [Some(only), None] => of(only).to_owned(),
            [None, Some(end)] => ["/", of(end)].concat(),
            [None, None] => String::new(),
        };
        let (timed, daily) = (written(|end| &end.time), written(|end| &end.day));
        if timed.is_empty() {
            return None;
        }
        if Date::parse(&timed).is_ok() {
            return Some(timed);
        }
        match Date::parse(&daily) {
            Ok(_) => {
                for end in ends.into_iter().flatten().filter(|end| end.time != end.day) {
                    self.unsupported(
                        &end.path,
                        "the time of day is not imported: the date cannot have it",
                    );
                }
                Some(daily)
            }
            Err(error) => {
                self.unsupported(
                    &joined(path, "start_date"),
                    &["is skipped: ", &error.to_string()].concat(),
                );
                None
            }
        }
    }
}

/// An end of a period, in EDTF.
struct PeriodEnd {
    path: String,
    /// To the day.
    day: String,
    /// With its time of day, where it has one.
    time: String,
}

/// A date of TimelineJS's.
struct TimelineJsDate {
    year: i64,
    month: Option<u8>,
    day: Option<u8>,
    time: Option<(u8, u8, u8)>,
    milliseconds: bool,
}

impl TimelineJsDate {
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

/// The numbers of a date; a missing month or day is precision. With the fields
/// that are filled and cannot be read, and what they say. `None` without a year.
fn point(node: &Map<String, Value>) -> Option<(TimelineJsDate, Vec<(&'static str, String)>)> {
    let text = |name: &str| match node.get(name)? {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Null => None,
        other => Some(other.to_string()),
    };
    let number = |text: &str| -> Option<i64> {
        let whole_number = text.parse().ok();
        whole_number.or_else(|| whole(text.parse().ok()?))
    };
    let year = number(&text("year")?)?;
    let mut unread = Vec::new();
    // What is finer than a field that cannot be read has no place.
    let mut is_readable = true;
    let mut field = |name: &'static str, read: &dyn Fn(&str) -> Option<u8>| {
        let text = text(name).filter(|_| is_readable)?;
        let value = read(&text);
        if value.is_none() {
            is_readable = false;
            unread.push((name, text));
        }
        value
    };
    let within = |range: std::ops::RangeInclusive<u8>| {
        move |text: &str| {
            let number = number(text).and_then(|number| u8::try_from(number).ok());
            number.filter(|number| range.contains(number))
        }
    };
    let month = field("month", &|text| {
        within(1..=12)(text).or_else(|| month_of_name(text))
    });
    let day = field("day", &|text| {
        let ordinal = ["st", "nd", "rd", "th", "."];
        let plain = ordinal.iter().find_map(|end| text.strip_suffix(end));
        within(1..=31)(plain.unwrap_or(text))
    });
    let hour = field("hour", &within(0..=23));
    let minute = field("minute", &within(0..=59));
    let second = field("second", &within(0..=59));
    let milliseconds = text("millisecond").and_then(|text| number(&text));
    let day = month.and(day);
    let point = TimelineJsDate {
        year,
        month,
        day,
        time: day
            .and(hour)
            .map(|hour| (hour, minute.unwrap_or(0), second.unwrap_or(0))),
        milliseconds: milliseconds.is_some_and(|number| number != 0),
    };
    Some((point, unread))
}

/// The number of a month by its English name or the beginning of it: "June",
/// "Sept.".
fn month_of_name(text: &str) -> Option<u8> {
    let text = text.trim_end_matches('.').to_lowercase();
    let is_name = |month: &&str| text.len() >= 3 && month.starts_with(text.as_str());
    let at = MONTHS.iter().position(is_name)?;
    u8::try_from(at + 1).ok()
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
