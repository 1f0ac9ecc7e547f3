//! CSL-JSON (the input data schema of CSL 1.0.2): a dataset's article and sources, for
//! a reference manager.

use edtf_core::{Date as Part, Edtf, IntervalEndpoint};
use serde_json::{Map, Value, json};

use super::ids::IdAllocator;
use super::{Export, Unsupported};
use backstory_core::dataset::{Dataset, Date, Source};
use backstory_core::locale::{ENGLISH, describe};

/// The article and every source that a record names, once each.
#[must_use]
pub fn to_csl(dataset: &Dataset) -> Export {
    let mut unsupported = Vec::new();
    let mut ids = IdAllocator::default();
    let mut items = Vec::new();
    let article = &dataset.article;
    if article.title.is_empty() && article.url.is_none() {
        unsupported.push(Unsupported::new(
            "article.title",
            "is missing, and the article is skipped",
        ));
    } else {
        let mut item = Map::new();
        item.insert("id".to_owned(), ids.make(&article.title, "article").into());
        item.insert("type".to_owned(), "article-newspaper".into());
        let url = article.url.as_ref().map_or("", |url| url.as_str());
        for (name, text) in [
            ("title", &*article.title),
            ("container-title", &*article.publisher),
            ("language", &*article.language),
            ("abstract", &*article.summary),
            ("URL", url),
        ] {
            put(&mut item, name, text);
        }
        if let Some(date) = &article.published {
            item.insert("issued".to_owned(), issued(date, &mut unsupported));
        }
        items.push(Value::Object(item));
    }
    let mut seen: Vec<&Source> = Vec::new();
    let events = dataset.events.iter().map(|it| &it.sources);
    let relationships = dataset.relationships.iter().map(|it| &it.sources);
    for source in events.chain(relationships).flatten() {
        if seen.contains(&source) {
            continue;
        }
        seen.push(source);
        let mut item = Map::new();
        item.insert("id".to_owned(), ids.make(&source.title, "source").into());
        let kind = if source.url.is_some() {
            "webpage"
        } else {
            "document"
        };
        item.insert("type".to_owned(), kind.into());
        put(&mut item, "title", &source.title);
        put(
            &mut item,
            "URL",
            source.url.as_ref().map_or("", |url| url.as_str()),
        );
        items.push(Value::Object(item));
    }
    for (list, count) in [
        ("entities", dataset.entities.len()),
        ("events", dataset.events.len()),
        ("relationships", dataset.relationships.len()),
    ] {
        if count > 0 {
            unsupported.push(Unsupported::new(
                list,
                "a list of sources has no place for the records themselves",
            ));
        }
    }
    // Only a map with keys that are not text could fail.
    let mut text = serde_json::to_string_pretty(&items).unwrap_or_default();
    text.push('\n');
    Export { text, unsupported }
}

fn put(item: &mut Map<String, Value>, name: &str, text: &str) {
    if !text.is_empty() {
        item.insert(name.to_owned(), text.into());
    }
}

/// A date as CSL has it: parts, whether it is only about then, or the words.
fn issued(date: &Date, unsupported: &mut Vec<Unsupported>) -> Value {
    let parts = match date.edtf() {
        Edtf::Date(part) => parts(part).map(|parts| vec![parts]),
        Edtf::DateTime(at) => {
            unsupported.push(Unsupported::new(
                "article.published",
                "the time of day is not exported",
            ));
            parts(&at.date).map(|parts| vec![parts])
        }
        Edtf::Interval(interval) => match (&interval.start, &interval.end) {
            (IntervalEndpoint::Date(start), IntervalEndpoint::Date(end)) => parts(start)
                .zip(parts(end))
                .map(|(start, end)| vec![start, end]),
            _ => None,
        },
        Edtf::Set(_) => None,
    };
    match parts {
        Some(parts) if date.is_approximate() || date.is_uncertain() => {
            json!({"date-parts": parts, "circa": true})
        }
        Some(parts) => json!({"date-parts": parts}),
        None => {
            unsupported.push(Unsupported::new(
                "article.published",
                "is exported as words only",
            ));
            json!({"literal": describe(Some(date), &ENGLISH)})
        }
    }
}

fn parts(part: &Part) -> Option<Vec<i64>> {
    let mut parts = vec![part.year.value()?];
    if part.year.significant_digits.is_some() {
        return None;
    }
    if let Some(month) = part.month {
        parts.push(month.value().filter(|month| *month <= 12)?.into());
    }
    if let Some(day) = part.day {
        parts.push(day.value()?.into());
    }
    Some(parts)
}
