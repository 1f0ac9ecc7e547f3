//! The spreadsheet of Knight Lab, from which TimelineJS makes a timeline: `Year`,
//! `Month`, `Day`, `Time`, the same with `End`, `Display Date`, `Headline`,
//! `Text`, `Media` and its credit, caption and thumbnail, `Type` (`title`, `era`
//! or nothing), `Group` and `Background` (timeline.knightlab.com, "Make a
//! Timeline").
//!
//! Each row is turned into the slide that TimelineJS itself makes of it.

use serde_json::{Map, Value, json};

use super::super::timeline_js::from_timeline_js;
use super::super::{Import, Unsupported};
use super::table::{SheetRow, Table};

/// Reads such a sheet.
pub(super) fn from_timeline_sheet(table: &Table, import: &mut Import) {
    let mut timeline = Map::new();
    let mut events = Vec::new();
    let mut eras = Vec::new();
    let mut names = Vec::new();
    for row in table.rows() {
        let slide = slide(&row, &mut import.unsupported);
        let (list, into) = match row.word("type").as_str() {
            "title" => {
                names.push(("title".to_owned(), row.name()));
                timeline.insert("title".to_owned(), slide);
                continue;
            }
            "era" => ("eras[", &mut eras),
            _ => ("events[", &mut events),
        };
        names.push(([list, &into.len().to_string(), "]"].concat(), row.name()));
        into.push(slide);
    }
    timeline.insert("events".to_owned(), Value::Array(events));
    timeline.insert("eras".to_owned(), Value::Array(eras));
    let read = from_timeline_js(&Value::Object(timeline));
    // What is said of a slide is said of its row.
    let named = |path: &str| {
        let found = names.iter().find_map(|(slide, row)| {
            let rest = path.strip_prefix(slide.as_str())?;
            (rest.is_empty() || rest.starts_with('.')).then_some((row, rest))
        });
        found.map_or_else(
            || path.to_owned(),
            |(row, rest)| match rest.strip_prefix('.') {
                Some(field) => [row, ", ", field].concat(),
                None => row.clone(),
            },
        )
    };
    let said = read.unsupported.into_iter();
    import.unsupported.extend(said.map(|it| Unsupported {
        path: named(&it.path),
        ..it
    }));
    import.document = read.document;
    import.article = read.article;
    let places = read.places.into_iter();
    import.places = places.map(|(path, slide)| (path, named(&slide))).collect();
}

fn slide(row: &SheetRow, unsupported: &mut Vec<Unsupported>) -> Value {
    let mut slide = Map::new();
    for (field, columns) in [
        ("start_date", ["year", "month", "day", "time"]),
        ("end_date", ["end_year", "end_month", "end_day", "end_time"]),
    ] {
        let [year, month, day, time] = columns;
        let mut date = Map::new();
        for (name, column) in [("year", year), ("month", month), ("day", day)] {
            if let Some(value) = row.optional(column) {
                date.insert(name.to_owned(), json!(value));
            }
        }
        if let Some(text) = row.optional(time) {
            match time_of_day(&text) {
                Some(parts) => {
                    for (name, part) in ["hour", "minute", "second"].iter().zip(parts) {
                        date.insert((*name).to_owned(), json!(part));
                    }
                }
                None => unsupported.push(Unsupported::new(
                    [&row.name(), ", ", time].concat(),
                    [
                        "the time \"",
                        &text,
                        "\" is not one such as 23:40 or 11:40 PM, and is \
                      skipped",
                    ]
                    .concat(),
                )),
            }
        }
        if !date.is_empty() {
            slide.insert(field.to_owned(), Value::Object(date));
        }
    }
    slide.insert(
        "text".to_owned(),
        json!({"headline": row.cell("headline"), "text": row.cell("text")}),
    );
    let media = json!({
        "url": row.cell("media"),
        "credit": row.cell("media_credit"),
        "caption": row.cell("media_caption"),
        "thumbnail": row.cell("media_thumbnail"),
        "alt": row.cell("alt_text"),
        "link": row.cell("link"),
    });
    slide.insert("media".to_owned(), media);
    for field in ["display_date", "group", "background"] {
        if let Some(value) = row.optional(field) {
            slide.insert(field.to_owned(), json!(value));
        }
    }
    Value::Object(slide)
}

/// The hour, minute and second of `23:40`, `11:40:05 PM` or `9am`.
fn time_of_day(text: &str) -> Option<[u8; 3]> {
    let text = text
        .to_lowercase()
        .replace(['.', ' ', '\u{a0}', '\u{202f}'], "");
    let (clock, afternoon) = match (text.strip_suffix("pm"), text.strip_suffix("am")) {
        (Some(clock), _) => (clock, Some(true)),
        (_, Some(clock)) => (clock, Some(false)),
        _ => (text.as_str(), None),
    };
    let mut parts = clock.split(':');
    let hour: u8 = parts.next()?.parse().ok()?;
    let minute = parts.next();
    if minute.is_none() && afternoon.is_none() {
        return None;
    }
    let part = |part: Option<&str>| part.map_or(Some(0), |part| part.parse::<u8>().ok());
    let (minute, second) = (part(minute)?, part(parts.next())?);
    let hour = match afternoon {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(is_afternoon) => hour % 12 + if is_afternoon { 12 } else { 0 },
    };
    (hour < 24 && minute < 60 && second < 60 && parts.next().is_none())
        .then_some([hour, minute, second])
}

#[cfg(test)]
mod tests {
    use super::time_of_day;

    #[test]
    fn times_of_day_are_read_as_people_write_them() {
        for (text, time) in [
            ("11:40 PM", Some([23, 40, 0])),
            ("12:05 a.m.", Some([0, 5, 0])),
            ("12pm", Some([12, 0, 0])),
            ("23:40:05", Some([23, 40, 5])),
            ("9", None),
            ("25:00", None),
            ("13:00 pm", None),
            ("noon", None),
        ] {
            assert_eq!(time_of_day(text), time, "{text}");
        }
    }
}
