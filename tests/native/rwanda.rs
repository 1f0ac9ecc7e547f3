//! The built-in dataset, held to its types, to the story that it was taken from
//! and to the demo page that retells it.
//!
//! The story itself is not the project's; where it is not there, what needs it
//! says so and is passed over.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::collections::HashSet;
use std::path::Path;

use backstory_core::anchor::ArticleText;
use backstory_core::dataset::{Basis, Dataset, Evidence, Value, decode};

/// How many words in a row may be the story's own.
const LONGEST_RUN: usize = 8;

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

fn document() -> Value<'static> {
    let text = std::fs::read_to_string(root().join("data/rwanda.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn dataset() -> Dataset {
    decode(&document()).unwrap().dataset
}

/// The story's numbered paragraphs, where the story is there.
fn story() -> Option<Vec<String>> {
    let path = root().join("../shared/article/article.txt");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("the story is not here: what is held to it is passed over");
        return None;
    };
    let paragraph = |line: &str| {
        let (number, text) = line.strip_prefix('[')?.split_once("] ")?;
        number.parse::<usize>().ok()?;
        Some(text.to_owned())
    };
    Some(text.lines().filter_map(paragraph).collect())
}

/// The paragraphs of the demo page's article, without their markup.
fn retelling() -> Vec<String> {
    let page = std::fs::read_to_string(root().join("index.html")).unwrap();
    let article = page
        .split("<article")
        .nth(1)
        .unwrap()
        .split("</article>")
        .next()
        .unwrap();
    article
        .split("<p>")
        .skip(1)
        .map(|paragraph| without_markup(paragraph.split("</p>").next().unwrap()))
        .collect()
}

fn without_markup(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, after)| after));
    }
    text.replace("&amp;", "&").replace("&nbsp;", " ")
}

fn evidence(dataset: &Dataset) -> Vec<(String, &Evidence)> {
    let events = dataset.events.iter().map(|it| (&it.id, &it.evidence));
    let relationships = dataset
        .relationships
        .iter()
        .map(|it| (&it.id, &it.evidence));
    let orders = dataset.events.iter().flat_map(|it| {
        let lists = it.order.iter().flat_map(|order| order.lists());
        let links = lists.flat_map(|(_, links)| links);
        links.map(|link| (&it.id, &link.evidence))
    });
    events
        .chain(relationships)
        .chain(orders)
        .flat_map(|(id, list)| list.iter().map(move |evidence| (id.to_string(), evidence)))
        .collect()
}

fn words(text: &str) -> Vec<String> {
    let folded = text.to_lowercase().replace(['’', '‘'], "'");
    folded
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Runs of more than eight words that `text` shares with `story`.
fn shared_runs(text: &str, story: &[String]) -> Vec<String> {
    let runs = |words: Vec<String>| {
        words
            .windows(LONGEST_RUN + 1)
            .map(|run| run.join(" "))
            .collect::<HashSet<_>>()
    };
    let theirs = runs(words(&story.join(" ")));
    runs(words(text)).intersection(&theirs).cloned().collect()
}

#[test]
fn the_demo_dataset_has_no_problems() {
    let decoded = decode(&document()).unwrap();
    assert_eq!(decoded.problems, []);
}

#[test]
fn the_demo_dataset_holds_the_facts_of_the_story() {
    let dataset = dataset();
    assert!(
        dataset.entities.len() >= 40,
        "{} entities",
        dataset.entities.len()
    );
    assert!(
        dataset.events.len() >= 22,
        "{} events",
        dataset.events.len()
    );
    assert!(
        dataset.relationships.len() >= 36,
        "{} relationships",
        dataset.relationships.len()
    );
    let published = dataset.article.published.clone().unwrap();
    assert_eq!(published.as_str(), "2018-06~");
    let dating = dataset.article.dating.clone().unwrap();
    assert_eq!(dating.basis, Basis::Inferred);
    assert!(
        !dating.note.is_empty(),
        "how the day of publication was worked out"
    );
    for event in &dataset.events {
        assert!(!event.summary.is_empty(), "{} has no summary", event.id);
        if event.date.is_some() {
            let dating = event.dating.as_ref();
            let dating = dating.unwrap_or_else(|| panic!("{}: how is it known?", event.id));
            let explained = dating.basis != Basis::Inferred || !dating.note.is_empty();
            assert!(explained, "{}: how was it worked out?", event.id);
        }
    }
    for relationship in &dataset.relationships {
        assert!(
            !relationship.summary.is_empty(),
            "{} has no summary",
            relationship.id
        );
    }
}

#[test]
fn every_entity_is_used_by_a_record() {
    let dataset = dataset();
    let mut spoken_of = HashSet::new();
    for event in &dataset.events {
        spoken_of.extend(
            event
                .participants
                .iter()
                .map(|participant| participant.entity),
        );
        spoken_of.extend(event.place);
    }
    for it in &dataset.relationships {
        spoken_of.extend([it.subject, it.object]);
        spoken_of.extend(it.attribution);
    }
    spoken_of.extend(
        dataset
            .entities
            .iter()
            .filter_map(|entity| entity.member_of),
    );
    let silent: Vec<&str> = dataset
        .entities()
        .filter(|(ix, _)| !spoken_of.contains(ix))
        .map(|(_, entity)| &*entity.id)
        .collect();
    assert_eq!(silent, [""; 0], "entities that no record names");
}

#[test]
fn every_text_quote_resolves_in_its_paragraph_of_the_story() {
    let Some(story) = story() else { return };
    assert_eq!(story.len(), 32);
    resolve_all(&story);
}

#[test]
fn every_text_quote_resolves_in_its_paragraph_of_the_demo_page() {
    let retelling = retelling();
    assert_eq!(retelling.len(), 32);
    resolve_all(&retelling);
}

fn resolve_all(paragraphs: &[String]) {
    let dataset = dataset();
    let article = ArticleText::new(paragraphs);
    let lost: Vec<String> = evidence(&dataset)
        .into_iter()
        .filter(|(_, evidence)| {
            let found = article.find(evidence).map(|found| found.paragraph + 1);
            found != Some(evidence.paragraph as usize)
        })
        .map(|(id, evidence)| format!("{id}: {evidence:?}"))
        .collect();
    assert_eq!(lost, [""; 0]);
}

#[test]
fn no_long_run_of_the_story_is_copied() {
    let Some(story) = story() else { return };
    let dataset = dataset();
    let entities = dataset.entities.iter().map(|it| it.role.to_string());
    let events = dataset.events.iter().flat_map(|it| {
        let note = it.dating.as_ref().map(|dating| dating.note.to_string());
        [
            it.title.to_string(),
            it.summary.to_string(),
            note.unwrap_or_default(),
        ]
    });
    let relationships = dataset.relationships.iter().flat_map(|it| {
        [
            it.what.to_string(),
            it.summary.to_string(),
            it.predicate.to_string(),
        ]
    });
    let texts = entities
        .chain(events)
        .chain(relationships)
        .chain(retelling());
    let borrowed: Vec<String> = texts.flat_map(|text| shared_runs(&text, &story)).collect();
    assert_eq!(borrowed, [""; 0], "runs of nine words that are the story's");
}

#[test]
fn what_the_story_says_of_order_is_in_the_data() {
    let dataset = dataset();
    let mut stated = Vec::new();
    for event in &dataset.events {
        for (relation, links) in event.order.iter().flat_map(|order| order.lists()) {
            for link in links {
                let other = dataset.event(link.event).unwrap();
                assert!(!link.evidence.is_empty(), "{} {}", event.id, other.id);
                stated.push(format!("{} {} {}", event.id, relation.as_str(), other.id));
            }
        }
    }
    assert_eq!(
        stated,
        [
            "burundi-ostracised after burundi-third-term",
            "arms-for-rwanda before press-briefing",
            "sanctions-lifted after us-sanctions-on-sudan",
            "church-bombings after sanctions-lifted",
            "terror-list-hesitation after sanctions-lifted",
            "terror-list-hesitation after church-bombings",
            "sochi-meeting after terror-list-hesitation",
            "red-sea-base during sochi-meeting",
            "protection-sought during sochi-meeting",
            "syria-support during sochi-meeting",
            "su-35-delivery after sochi-meeting",
            "air-defence-talks before press-briefing",
            "air-defence-talks during lavrov-kagame",
            "sectors-offer during press-briefing",
            "chinese-talks during chinese-visit",
            "ministry-statement after chinese-talks",
        ]
    );
    // The one event that only its order puts in time, as the guide has it.
    let bombings = dataset
        .events()
        .find(|(_, it)| &*it.id == "church-bombings");
    let (ix, _) = bombings.unwrap();
    assert_eq!(
        backstory_core::locale::when(ix, &dataset, &backstory_core::locale::ENGLISH),
        "some time between: October 2017 – November 2017"
    );
}
