//! The stories in `examples/`, held to their types and to their article pages,
//! as the built-in one is.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use backstory_core::dataset::{Dataset, EventKind, Value, decode};
use backstory_formats::Document;
use backstory_formats::{QuoteStatus, Sheet, anchor_quotes, from_sheets, paragraphs, to_sheet};

/// Every story with its folder.
fn stories() -> Vec<(PathBuf, Dataset)> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join("examples");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("story.json").is_file())
        .collect();
    folders.sort();
    let stories: Vec<_> = folders
        .into_iter()
        .map(|folder| {
            let text = std::fs::read_to_string(folder.join("story.json")).unwrap();
            let value: Value = serde_json::from_str(&text).unwrap();
            let decoded = decode(&value).unwrap();
            assert_eq!(decoded.problems, [], "{}", folder.display());
            (folder, decoded.dataset)
        })
        .collect();
    assert!(stories.len() >= 5, "only {} stories", stories.len());
    stories
}

#[test]
fn every_text_quote_resolves_in_its_paragraph_of_the_page() {
    for (folder, dataset) in stories() {
        let page = std::fs::read_to_string(folder.join("index.html")).unwrap();
        let paragraphs = paragraphs(&page);
        assert!(paragraphs.len() > 8, "{}", folder.display());
        let lost: Vec<String> = anchor_quotes(&dataset, &paragraphs)
            .into_iter()
            .filter(|it| it.outcome != QuoteStatus::Found)
            .map(|it| format!("{}: {} ({})", it.path, it.start, it.outcome.describe()))
            .collect();
        assert_eq!(lost, [""; 0], "{}", folder.display());
        // Every paragraph is somebody's evidence, but for one or two.
        let cited: HashSet<u32> = anchor_quotes(&dataset, &paragraphs)
            .iter()
            .map(|it| it.paragraph)
            .collect();
        assert!(
            cited.len() + 2 >= paragraphs.len(),
            "{}: {cited:?}",
            folder.display()
        );
    }
}

#[test]
fn every_record_is_complete() {
    for (folder, dataset) in stories() {
        let name = folder.display();
        assert!(dataset.entities.len() >= 12, "{name}");
        // One is a list of payments, in which nothing happens on a day of its own.
        let has_events = !folder.ends_with("payments");
        assert_eq!(has_events, dataset.events.len() >= 9, "{name}");
        assert_eq!(has_events, !dataset.events.is_empty(), "{name}");
        assert!(dataset.relationships.len() >= 12, "{name}");
        assert!(!dataset.article.summary.is_empty() && dataset.article.published.is_some());
        for event in &dataset.events {
            assert!(!event.summary.is_empty(), "{name}: {}", event.id);
            assert!(
                event.date.is_none() || event.dating.is_some(),
                "{name}: how is the date of {} known?",
                event.id
            );
        }
        for it in &dataset.relationships {
            assert!(!it.summary.is_empty(), "{name}: {}", it.id);
        }
    }
}

#[test]
fn every_story_has_its_own_words() {
    for (folder, dataset) in stories() {
        let name = folder.display();
        assert!(
            !dataset.kinds.is_empty() && !dataset.fields.is_empty(),
            "{name}"
        );
        let others = dataset
            .events
            .iter()
            .filter(|it| it.kind == EventKind::Other);
        let others: Vec<&str> = others.map(|it| &*it.title).collect();
        assert_eq!(others, [""; 0], "{name}");
        for field in &dataset.fields {
            assert!(!field.values.is_empty(), "{name}: {}", field.id);
        }
    }
}

#[test]
fn every_entity_is_used_by_a_record() {
    for (folder, dataset) in stories() {
        let mut spoken_of = HashSet::new();
        for event in &dataset.events {
            spoken_of.extend(event.participants.iter().map(|it| it.entity));
            spoken_of.extend(event.place);
        }
        for it in &dataset.relationships {
            spoken_of.extend([it.subject, it.object]);
            spoken_of.extend(it.attribution);
        }
        spoken_of.extend(dataset.entities.iter().filter_map(|it| it.member_of));
        let silent: Vec<&str> = dataset
            .entities()
            .filter(|(ix, _)| !spoken_of.contains(ix))
            .map(|(_, entity)| &*entity.name)
            .collect();
        assert_eq!(silent, [""; 0], "{}", folder.display());
    }
}

#[test]
fn every_story_is_written_as_it_is_read_and_goes_through_sheets() {
    for (_, dataset) in stories() {
        let texts = Sheet::ALL.map(|sheet| (sheet, to_sheet(&dataset, sheet).text));
        let import = from_sheets(
            texts
                .iter()
                .map(|(sheet, text)| (sheet.file(), *sheet, text.as_str())),
        );
        assert_eq!(import.document, Document::from(&dataset));
    }
}

#[test]
fn examples_have_different_shapes() {
    let stories = stories();
    let years = |dataset: &Dataset| {
        let dates = || dataset.events.iter().filter_map(|it| it.date.as_ref());
        let first = dates().map(|it| it.earliest().ymd().0).min().unwrap();
        let last = dates()
            .filter(|it| !it.is_open_end())
            .map(|it| it.latest().ymd().0);
        last.max().unwrap() - first
    };
    let by_name = |name: &str| {
        let found = stories.iter().find(|(folder, _)| folder.ends_with(name));
        &found.unwrap().1
    };
    assert!(years(by_name("court-case")) > 20);
    let ownership = by_name("ownership");
    assert!(ownership.relationships.len() > 2 * ownership.events.len());
    let hours = by_name("hour-by-hour");
    let timed = hours.events.iter().filter(|it| {
        it.date
            .as_ref()
            .is_some_and(|date| date.as_str().contains('T'))
    });
    assert!(timed.count() >= 12);
}
