//! JSON-LD: the facts for search engines, and no more of them than are known.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::path::Path;

use backstory_core::dataset::{Dataset, MediaUrl, Value, decode};
use backstory_core::locale::ENGLISH;
use backstory_formats::{for_script, json_ld};
use serde_json::{Value as Json, json};

fn dataset(document: Json) -> Dataset {
    let value: Value = serde_json::from_value(document).unwrap();
    let decoded = decode(&value).unwrap();
    assert_eq!(decoded.problems, []);
    decoded.dataset
}

fn story(date: Json, revision: Json) -> (Json, Vec<String>) {
    told(date, revision, &Json::Null)
}

fn told(date: Json, revision: Json, corrections: &Json) -> (Json, Vec<String>) {
    let evidence = json!([{"paragraph": 1, "start": "met"}]);
    let dataset = dataset(json!({
        "format": "backstory/1",
        "article": {"title": "A story", "published": "2018-06-11", "language": "en",
                    "corrections": corrections},
        "entities": [
            {"id": "russia", "kind": "country", "name": "Russia", "wikidata": "Q159"},
            {"id": "lavrov", "kind": "person", "name": "Sergei Lavrov", "member_of": "russia"},
        ],
        "events": [{"id": "visit", "title": "A visit", "summary": "He came.", "date": date,
                    "kind": "visit", "status": "happened", "place": "russia",
                    "participants": [{"entity": "lavrov", "role": "guest"}],
                    "evidence": evidence, "revision": revision}],
        "relationships": [{"id": "for", "subject": "lavrov", "predicate": "speaks for",
                           "object": "russia", "kind": "political", "stance": "cooperative",
                           "status": "stated", "period": date, "evidence": evidence}],
    }));
    let export = json_ld(&dataset, &ENGLISH);
    let unsupported = export.unsupported.iter().map(ToString::to_string).collect();
    (serde_json::from_str(&export.text).unwrap(), unsupported)
}

#[test]
fn what_is_known_is_said_in_the_words_of_schema_org() {
    let (article, unsupported) = story(json!("2018-06"), Json::Null);
    assert_eq!(article["@type"], "NewsArticle");
    assert_eq!(article["datePublished"], "2018-06-11");
    assert_eq!(
        article["mentions"][0]["sameAs"],
        "https://www.wikidata.org/entity/Q159"
    );
    // A country is not an organisation, and its people are not its members.
    assert_eq!(article["mentions"][1]["memberOf"], Json::Null);
    assert!(
        unsupported
            .iter()
            .any(|notice| notice.starts_with("entities[1].member_of: ")),
        "{unsupported:?}"
    );
    let event = &article["about"][0];
    assert_eq!(event["startDate"], "2018-06");
    assert_eq!(event["location"]["@id"], "#entity-russia");
    assert_eq!(event["attendee"][0]["roleName"], "guest");
    assert_eq!(event["attendee"][0]["attendee"]["@id"], "#entity-lavrov");
    let claim = &article["hasPart"][0];
    assert_eq!(claim["text"], "Sergei Lavrov speaks for Russia");
    assert_eq!(claim["temporalCoverage"], "2018-06");
}

#[test]
fn a_date_is_plain_iso_8601_or_none_at_all() {
    for (date, start, end, coverage) in [
        ("2018-06-03", Some("2018-06-03"), None, "2018-06-03"),
        (
            "2018-06-03T14:05:00",
            Some("2018-06-03T14:05:00"),
            None,
            "2018-06-03T14:05:00",
        ),
        (
            "2013/2015-02",
            Some("2013"),
            Some("2015-02"),
            "2013/2015-02",
        ),
        ("2013/..", Some("2013"), None, "2013/.."),
        ("../2013", None, Some("2013"), "../2013"),
    ] {
        let (article, unsupported) = story(json!(date), Json::Null);
        let event = &article["about"][0];
        assert_eq!(event["startDate"].as_str(), start, "{date}");
        assert_eq!(event["endDate"].as_str(), end, "{date}");
        assert_eq!(article["hasPart"][0]["temporalCoverage"], coverage);
        assert!(
            unsupported
                .iter()
                .all(|notice| !notice.contains("ISO 8601")),
            "{unsupported:?}"
        );
    }
    for (date, words) in [
        ("2018-06~", "around June 2018"),
        ("1963?", "possibly 1963"),
        ("2017-21", "spring 2017"),
        ("201X", "the 2010s"),
        ("-0043-03-15", "15 March 44 BC"),
        ("[2018-06-01..2018-06-07]", "one day of 1–7 June 2018"),
        ("1963~/..", "since around 1963"),
    ] {
        let (article, unsupported) = story(json!(date), Json::Null);
        let event = &article["about"][0];
        assert_eq!(event["startDate"], Json::Null, "{date}");
        assert_eq!(event["description"], format!("He came. ({words})"));
        assert_eq!(article["hasPart"][0]["description"], format!("({words})"));
        for path in ["events[0].date: ", "relationships[0].period: "] {
            assert!(
                unsupported.iter().any(|notice| notice.starts_with(path)),
                "{unsupported:?}"
            );
        }
    }
}

#[test]
fn what_was_retracted_is_only_a_correction() {
    let (article, unsupported) = story(
        json!("2018"),
        json!({"status": "retracted", "date": "2018-07-02", "note": "He did not come."}),
    );
    assert_eq!(article["about"], Json::Null);
    assert_eq!(article["correction"][0]["text"], "He did not come.");
    assert_eq!(article["correction"][0]["datePublished"], "2018-07-02");
    assert!(
        unsupported
            .iter()
            .any(|notice| notice.starts_with("events[0]: "))
    );
}

#[test]
fn what_was_put_right_in_the_article_is_a_correction() {
    let corrections = json!([
        {"date": "2018-07-02", "note": "The year was wrong.", "was": "in 2012", "now": "in 2013"},
        {"date": "2018-07~", "note": "A name."},
    ]);
    let (article, unsupported) = told(json!("2018"), Json::Null, &corrections);
    assert_eq!(
        article["correction"],
        json!([
            {"@type": "CorrectionComment", "datePublished": "2018-07-02",
             "text": "The year was wrong. · It said: in 2012 · Now: in 2013"},
            {"@type": "CorrectionComment", "text": "A name."},
        ])
    );
    assert!(
        unsupported
            .iter()
            .any(|notice| notice.starts_with("article.corrections[1].date: ")),
        "{unsupported:?}"
    );
}

#[test]
fn no_text_ends_the_script_that_holds_it() {
    let held = for_script(r#"{"name": "</script><!--"}"#);
    assert!(!held.contains('<'));
    let read: Json = serde_json::from_str(&held).unwrap();
    assert_eq!(read["name"], "</script><!--");
}

/// The part of schema.org's vocabulary that a story is told in, from
/// `tests/schema_org.json`: for each type its parents and its properties, with
/// the types that their values may have.
struct Vocabulary(Json);

impl Vocabulary {
    fn read() -> Self {
        Self(serde_json::from_str(include_str!("schema_org.json")).unwrap())
    }

    fn is_a(&self, name: &str, other: &str) -> bool {
        let parents = self.0["types"][name]["parents"].as_array();
        name == other
            || parents.is_some_and(|parents| {
                parents
                    .iter()
                    .any(|parent| self.is_a(parent.as_str().unwrap(), other))
            })
    }

    /// What a type's property may hold; none where it has no such property.
    fn expected(&self, name: &str, property: &str) -> Option<Vec<&str>> {
        let it = &self.0["types"][name];
        if let Some(expected) = it["properties"][property].as_array() {
            return Some(expected.iter().filter_map(Json::as_str).collect());
        }
        let parents = it["parents"].as_array()?;
        parents
            .iter()
            .find_map(|parent| self.expected(parent.as_str()?, property))
    }

    fn is_text(&self, text: &str, expected: &str) -> bool {
        match expected {
            "Text" => true,
            // Relative ones are of the page that the script stands in.
            "URL" => MediaUrl::parse(text).is_some(),
            "Distance" => text
                .strip_suffix(" px")
                .is_some_and(|it| it.parse::<u32>().is_ok()),
            "Date" | "DateTime" => {
                let (day, time) = text.split_once('T').unwrap_or((text, "00:00:00"));
                let lengths: Vec<usize> = day.split('-').map(str::len).collect();
                [&[4][..], &[4, 2], &[4, 2, 2]].contains(&&*lengths)
                    && day.bytes().all(|it| it.is_ascii_digit() || it == b'-')
                    && time.split(':').map(str::len).eq([2, 2, 2])
            }
            _ => self.0["values"][expected]
                .as_array()
                .is_some_and(|values| values.iter().any(|it| it == text)),
        }
    }

    /// All that is not as schema.org has it, below a node.
    fn check(&self, node: &Json, known: &Json, path: &str, wrong: &mut Vec<String>) {
        let name = node["@type"].as_str().unwrap_or_default();
        if self.0["types"][name].is_null() {
            wrong.push(format!("{path}: there is no type \"{name}\""));
            return;
        }
        for (property, value) in node.as_object().unwrap() {
            if property.starts_with('@') {
                continue;
            }
            let path = format!("{path}.{property}");
            // A role stands between a thing and its property, and has the same.
            let expected = match (name, self.expected(name, property)) {
                ("Role", None) => ["Event", "CreativeWork"]
                    .iter()
                    .find_map(|it| self.expected(it, property)),
                (_, expected) => expected,
            };
            let Some(expected) = expected else {
                wrong.push(format!("{path}: {name} has no such property"));
                continue;
            };
            let one = [value.clone()];
            for value in value.as_array().map_or(&one[..], |list| &list[..]) {
                let fits = match value {
                    Json::String(text) => expected.iter().any(|it| self.is_text(text, it)),
                    Json::Object(_) => {
                        let is_reference = value["@type"].is_null();
                        let kind = if is_reference {
                            &known[value["@id"].as_str().unwrap_or_default()]
                        } else {
                            self.check(value, known, &path, wrong);
                            &value["@type"]
                        };
                        let kind = kind.as_str().unwrap_or_default();
                        kind == "Role" || expected.iter().any(|it| self.is_a(kind, it))
                    }
                    _ => false,
                };
                if !fits {
                    wrong.push(format!("{path}: {value} is none of {expected:?}"));
                }
            }
        }
    }
}

/// The type of every node that has an id.
fn ids(node: &Json, known: &mut Json) {
    match node {
        Json::Array(list) => list.iter().for_each(|it| ids(it, known)),
        Json::Object(map) => {
            if let (Some(id), Some(kind)) = (node["@id"].as_str(), node.get("@type")) {
                known[id] = kind.clone();
            }
            map.values().for_each(|it| ids(it, known));
        }
        _ => {}
    }
}

fn check(article: &Json) -> Vec<String> {
    let (mut known, mut wrong) = (json!({}), Vec::new());
    ids(article, &mut known);
    Vocabulary::read().check(article, &known, "article", &mut wrong);
    wrong
}

#[test]
fn every_word_is_schema_orgs() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let mut stories = vec![root.join("data/rwanda.json")];
    for entry in std::fs::read_dir(root.join("examples")).unwrap().flatten() {
        let story = entry.path().join("story.json");
        if story.is_file() {
            stories.push(story);
        }
    }
    assert!(stories.len() > 3, "{stories:?}");
    for story in stories {
        let document = serde_json::from_str(&std::fs::read_to_string(&story).unwrap()).unwrap();
        let article: Json =
            serde_json::from_str(&json_ld(&dataset(document), &ENGLISH).text).unwrap();
        assert_eq!(check(&article), Vec::<String>::new(), "{}", story.display());
    }
    for (date, revision) in [
        (json!("2018-06-03T14:05:00"), Json::Null),
        (
            json!("2013/.."),
            json!({"status": "corrected", "date": "2018-07", "note": "Later."}),
        ),
        (json!(null), json!({"status": "retracted", "note": "No."})),
    ] {
        let (article, _) = story(date, revision);
        assert_eq!(check(&article), Vec::<String>::new());
    }
}

#[test]
fn pictures_are_images_and_other_media_are_about_their_record() {
    let all = json!([
        {"type": "image", "src": "dam.jpg", "alt": "A dam", "caption": "The dam",
         "credit": "A. Name", "width": 1600, "height": 900},
        {"type": "video", "src": "https://youtu.be/a", "title": "The gates", "poster": "a.jpg"},
        {"type": "audio", "src": "https://example.org/a.mp3"},
        {"type": "document", "src": "https://example.org/a.pdf", "caption": "A ruling"},
        {"type": "page", "src": "https://example.org/", "title": "A page"},
    ]);
    let evidence = json!([{"paragraph": 1, "start": "met"}]);
    let dataset = dataset(json!({
        "format": "backstory/1",
        "article": {"title": "A story", "media": all},
        "entities": [{"id": "a", "kind": "person", "name": "A", "media": all}],
        "events": [{"id": "e", "title": "E", "kind": "visit", "media": all, "evidence": evidence,
                    "sources": [{"title": "File"}]}],
        "relationships": [{"id": "r", "subject": "a", "predicate": "knows", "object": "a",
                           "kind": "family", "media": all, "evidence": evidence}],
    }));
    let article: Json = serde_json::from_str(&json_ld(&dataset, &ENGLISH).text).unwrap();
    assert_eq!(check(&article), Vec::<String>::new());
    for node in [
        &article,
        &article["mentions"][0],
        &article["about"][0],
        &article["hasPart"][0],
    ] {
        let image = &node["image"][0];
        assert_eq!(image["@type"], "ImageObject");
        assert_eq!(image["contentUrl"], "dam.jpg");
        assert_eq!(image["creditText"], "A. Name");
        assert_eq!(image["width"], "1600 px");
        let about = node["subjectOf"].as_array().unwrap();
        let [film, recording, ..] = &about[about.len() - 4..] else {
            panic!("four others");
        };
        // A provider's page is not the film itself.
        assert_eq!(
            (&film["url"], &film["contentUrl"]),
            (&json!("https://youtu.be/a"), &Json::Null)
        );
        assert_eq!(film["thumbnailUrl"], "a.jpg");
        assert_eq!(recording["contentUrl"], "https://example.org/a.mp3");
    }
    assert_eq!(article["about"][0]["subjectOf"][0]["name"], "File");
}

#[test]
fn a_word_that_is_not_schema_orgs_is_found() {
    let wrong = |change: &dyn Fn(&mut Json)| {
        let (mut article, _) = story(json!("2018-06"), Json::Null);
        change(&mut article);
        check(&article).join("\n")
    };
    assert_eq!(wrong(&|_| ()), "");
    for (found, expected) in [
        (
            wrong(&|it| it["about"][0]["startDate"] = json!("2018-06~")),
            "article.about.startDate",
        ),
        (
            wrong(&|it| it["about"][0]["headline"] = json!("It")),
            "Event has no such property",
        ),
        (
            wrong(&|it| it["about"][0]["location"]["@id"] = json!("#entity-lavrov")),
            "article.about.location",
        ),
        (
            wrong(&|it| it["mentions"][0]["@type"] = json!("State")),
            "no type \"State\"",
        ),
        (
            wrong(&|it| it["about"][0]["eventStatus"] = json!("planned")),
            "article.about.eventStatus",
        ),
    ] {
        assert!(found.contains(expected), "{expected} is not in \"{found}\"");
    }
}
