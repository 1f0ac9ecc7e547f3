//! JSON-LD: what a search engine is told, and that it is no more than is known.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use backstory::dataset::{Dataset, Value, decode};
use backstory::exchange::{for_script, json_ld};
use backstory::locale::ENGLISH;
use serde_json::{Value as Json, json};

fn dataset(document: Json) -> Dataset {
    let value: Value = serde_json::from_value(document).unwrap();
    let decoded = decode(&value).unwrap();
    assert_eq!(decoded.problems, []);
    decoded.dataset
}

fn story(date: Json, revision: Json) -> (Json, Vec<String>) {
    let evidence = json!([{"paragraph": 1, "start": "met"}]);
    let dataset = dataset(json!({
        "format": "backstory/1",
        "article": {"title": "A story", "published": "2018-06-11", "language": "en"},
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
    let losses = export.losses.iter().map(ToString::to_string).collect();
    (serde_json::from_str(&export.text).unwrap(), losses)
}

#[test]
fn what_is_known_is_said_in_the_words_of_schema_org() {
    let (article, _) = story(json!("2018-06"), Json::Null);
    assert_eq!(article["@type"], "NewsArticle");
    assert_eq!(article["datePublished"], "2018-06-11");
    assert_eq!(
        article["mentions"][0]["sameAs"],
        "https://www.wikidata.org/entity/Q159"
    );
    assert_eq!(article["mentions"][1]["memberOf"]["@id"], "#entity-russia");
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
        let (article, losses) = story(json!(date), Json::Null);
        let event = &article["about"][0];
        assert_eq!(event["startDate"].as_str(), start, "{date}");
        assert_eq!(event["endDate"].as_str(), end, "{date}");
        assert_eq!(article["hasPart"][0]["temporalCoverage"], coverage);
        assert!(
            losses.iter().all(|loss| !loss.contains("ISO 8601")),
            "{losses:?}"
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
        let (article, losses) = story(json!(date), Json::Null);
        let event = &article["about"][0];
        assert_eq!(event["startDate"], Json::Null, "{date}");
        assert_eq!(event["description"], format!("He came. ({words})"));
        assert_eq!(article["hasPart"][0]["description"], format!("({words})"));
        for path in ["events[0].date: ", "relationships[0].period: "] {
            assert!(
                losses.iter().any(|loss| loss.starts_with(path)),
                "{losses:?}"
            );
        }
    }
}

#[test]
fn what_was_retracted_is_only_a_correction() {
    let (article, losses) = story(
        json!("2018"),
        json!({"status": "retracted", "date": "2018-07-02", "note": "He did not come."}),
    );
    assert_eq!(article["about"], Json::Null);
    assert_eq!(article["correction"][0]["text"], "He did not come.");
    assert_eq!(article["correction"][0]["datePublished"], "2018-07-02");
    assert!(losses.iter().any(|loss| loss.starts_with("events[0]: ")));
}

#[test]
fn no_text_ends_the_script_that_holds_it() {
    let held = for_script(r#"{"name": "</script><!--"}"#);
    assert!(!held.contains('<'));
    let read: Json = serde_json::from_str(&held).unwrap();
    assert_eq!(read["name"], "</script><!--");
}
