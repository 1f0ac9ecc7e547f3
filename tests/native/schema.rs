//! The published schema: current, and of one mind with the decoder.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::path::Path;

use backstory_core::dataset::{Value, decode};
use backstory_formats::Document;
use backstory_formats::schema;
use serde_json::{Value as Json, json};

fn file(path: &str) -> String {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(path);
    std::fs::read_to_string(path).unwrap()
}

fn validator() -> jsonschema::Validator {
    let schema: Json = serde_json::from_str(&schema()).unwrap();
    jsonschema::draft202012::meta::validate(&schema).expect("a schema of the draft");
    jsonschema::draft202012::new(&schema).unwrap()
}

/// What the decoder has to say of a document.
fn decode_problems(document: &Json) -> Vec<String> {
    let value: Value = serde_json::from_value(document.clone()).unwrap();
    match decode(&value) {
        Ok(decoded) => decoded.problems.iter().map(ToString::to_string).collect(),
        Err(refusal) => vec![refusal.to_string()],
    }
}

fn sound() -> Json {
    json!({
        "$schema": "schema.json",
        "format": "backstory/1",
        "article": {"title": "A story", "published": "2018-06~", "language": "en",
                    "dating": {"basis": "inferred", "note": "counted"},
                    "url": "https://example.org/story",
                    "corrections": [{"date": "2018-07-02", "note": "A slip.",
                                     "was": "2012", "now": "2013"}, {"note": "The name."}]},
        "entities": [
            {"id": "russia", "kind": "country", "name": "Russia", "aliases": ["Moscow"],
             "wikidata": "Q159", "media": [{"type": "image", "src": "/russia.svg"}]},
            {"id": "lavrov", "kind": "person", "name": "Sergei Lavrov", "member_of": "russia"}
        ],
        "events": [{
            "id": "visit", "date": "2018-06~", "title": "A visit", "kind": "visit",
            "status": "happened", "place": "russia",
            "dating": {"basis": "relative", "words": "last week"},
            "participants": [{"entity": "lavrov", "role": "guest"}],
            "evidence": [{"paragraph": 5, "start": "met with"}],
            "sources": [{"title": "Photograph", "url": "https://example.org/photo"}],
            "media": [{"type": "image", "src": "dam.jpg", "srcset": "dam.jpg 800w", "width": 1600,
                       "height": 900, "alt": "A dam", "caption": "A dam", "credit": "A. Name",
                       "href": "https://example.org/dam"},
                      {"type": "video", "src": "//example.org/a.mp4", "poster": "../a.jpg",
                       "captions": "a.vtt", "title": "A film"}],
            "revision": {"status": "corrected", "date": "2018-07", "note": "the day"}
        }],
        "relationships": [{
            "id": "arms", "subject": "russia", "predicate": "supplies", "object": "lavrov",
            "what": "arms", "kind": "military", "stance": "cooperative", "period": "2013/..",
            "status": "denied", "attribution": "lavrov", "denied_by": "russia", "summary": "It does.",
            "events": ["visit"],
            "evidence": [{"paragraph": 11, "start": "We have", "end": "forces"}]
        }]
    })
}

#[test]
fn the_published_schema_is_current() {
    let path = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join("data/schema.json");
    if std::env::var_os("BACKSTORY_BLESS").is_some() {
        std::fs::write(&path, schema()).unwrap();
    }
    let published = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        published == schema(),
        "data/schema.json is not what the types say: \
         run `cargo run --features cli --bin backstory -- schema -o data/schema.json`"
    );
}

#[test]
fn it_takes_what_the_decoder_takes() {
    let validator = validator();
    let mut documents: Vec<Json> = vec![
        sound(),
        serde_json::from_str(&file("data/rwanda.json")).unwrap(),
    ];
    // Every field that may be missing may be null, or text with nothing in it.
    for (list, fields) in [
        (
            "entities",
            ["aliases", "role", "member_of", "wikidata"].as_slice(),
        ),
        (
            "events",
            &[
                "date",
                "dating",
                "summary",
                "place",
                "participants",
                "sources",
                "media",
                "revision",
            ],
        ),
        (
            "relationships",
            &[
                "what",
                "period",
                "attribution",
                "denied_by",
                "summary",
                "events",
                "sources",
                "media",
                "revision",
            ],
        ),
    ] {
        for field in fields {
            let mut document = sound();
            document[list][0][*field] = Json::Null;
            documents.push(document);
        }
    }
    for (list, field) in [
        ("entities", "role"),
        ("entities", "wikidata"),
        ("events", "date"),
    ] {
        let mut document = sound();
        document[list][0][field] = "".into();
        documents.push(document);
    }
    for deniers in [json!([]), json!(["russia"]), json!(["russia", "lavrov"])] {
        let mut document = sound();
        document["relationships"][0]["denied_by"] = deniers;
        documents.push(document);
    }
    for (list, field) in [("entities", "name"), ("events", "summary")] {
        let mut document = sound();
        document[list][0][field] = json!({"en": "In English", "pt-BR": "Em português"});
        documents.push(document);
    }
    for document in documents {
        assert_eq!(decode_problems(&document), [""; 0]);
        let errors: Vec<String> = validator
            .iter_errors(&document)
            .map(|error| format!("{}: {error}", error.instance_path))
            .collect();
        assert_eq!(errors, [""; 0]);
    }
}

#[test]
fn it_refuses_what_the_decoder_refuses() {
    let validator = validator();
    type Patch = fn(&mut Json);
    let patches: [(&str, Patch); 28] = [
        ("no format", |d| {
            drop(d.as_object_mut().unwrap().remove("format"))
        }),
        ("a medium without an address", |d| {
            d["events"][0]["media"][0]["src"] = Json::Null;
        }),
        ("a medium that runs", |d| {
            d["events"][0]["media"][0]["src"] = "javascript:alert(1)".into();
        }),
        ("an unknown type of medium", |d| {
            d["entities"][0]["media"][0]["type"] = "imgae".into();
        }),
        ("another format", |d| d["format"] = "backstory/9".into()),
        ("a list that is none", |d| d["events"] = "none".into()),
        ("an unknown field", |d| d["entites"] = json!([])),
        ("an id with a space", |d| {
            d["entities"][0]["id"] = "the russia".into()
        }),
        ("no id", |d| d["entities"][0]["id"] = Json::Null),
        ("an unknown kind", |d| {
            d["entities"][0]["kind"] = "contry".into()
        }),
        ("no name", |d| d["entities"][0]["name"] = " ".into()),
        ("a number for a name", |d| {
            d["entities"][0]["name"] = 7.into()
        }),
        ("aliases as text", |d| {
            d["entities"][0]["aliases"] = "Moscow".into()
        }),
        ("no Wikidata item", |d| {
            d["entities"][0]["wikidata"] = "159".into()
        }),
        ("no date", |d| d["events"][0]["date"] = "last June".into()),
        ("a number for a date", |d| {
            d["events"][0]["date"] = 2018.into()
        }),
        ("an unknown status", |d| {
            d["events"][0]["status"] = "done".into()
        }),
        ("no evidence", |d| d["events"][0]["evidence"] = json!([])),
        ("paragraph 0", |d| {
            d["events"][0]["evidence"][0]["paragraph"] = 0.into()
        }),
        ("half a paragraph", |d| {
            d["events"][0]["evidence"][0]["paragraph"] = json!(1.5)
        }),
        ("seven words", |d| {
            d["events"][0]["evidence"][0]["start"] = "one two three four five six seven".into();
            d["events"][0]["evidence"][0]["end"] = "end".into();
        }),
        ("thirteen words", |d| {
            let words = vec!["word"; 13].join(" ");
            d["events"][0]["evidence"][0] = json!({"paragraph": 1, "start": words});
        }),
        ("a basis of its own", |d| {
            d["events"][0]["dating"]["basis"] = "guessed".into()
        }),
        ("a link that runs", |d| {
            d["events"][0]["sources"][0]["url"] = "javascript:alert(1)".into()
        }),
        ("an unknown stance", |d| {
            d["relationships"][0]["stance"] = "warm".into();
        }),
        ("a number for who denies it", |d| {
            d["relationships"][0]["denied_by"] = 7.into()
        }),
        ("a correction that gives no reason", |d| {
            d["article"]["corrections"] = json!([{"was": "2012"}])
        }),
        ("an unknown revision", |d| {
            d["events"][0]["revision"]["status"] = "gone".into()
        }),
    ];
    for (name, patch) in patches {
        let mut document = sound();
        patch(&mut document);
        assert_ne!(
            decode_problems(&document),
            [""; 0],
            "the decoder takes {name}"
        );
        assert!(!validator.is_valid(&document), "the schema takes {name}");
    }
}

#[test]
fn every_field_and_every_word_is_described() {
    let schema: Json = serde_json::from_str(&schema()).unwrap();
    let mut silent = Vec::new();
    let mut described = 0;
    walk(&schema, "", &mut |path, node| {
        let fields = node.get("properties").and_then(Json::as_object);
        for (name, field) in fields.into_iter().flatten() {
            let own = field.get("description").is_some();
            described += 1;
            // What holds without kinds of its own is described where it stands.
            if !own && !path.starts_with("/then") {
                silent.push(format!("{path}.{name}"));
            }
        }
        for choice in node
            .get("oneOf")
            .and_then(Json::as_array)
            .into_iter()
            .flatten()
        {
            described += 1;
            if choice.get("description").is_none() {
                silent.push(format!("{path}: {choice}"));
            }
        }
    });
    assert_eq!(silent, [""; 0]);
    assert!(described > 90, "only {described} descriptions");
}

fn walk(node: &Json, path: &str, see: &mut impl FnMut(&str, &Json)) {
    see(path, node);
    match node {
        Json::Object(fields) => {
            for (name, field) in fields {
                walk(field, &format!("{path}/{name}"), see);
            }
        }
        Json::Array(list) => list.iter().for_each(|it| walk(it, path, see)),
        _ => {}
    }
}

#[test]
fn a_dataset_written_is_the_dataset_read() {
    let value: Value = serde_json::from_value(sound()).unwrap();
    for value in [
        value,
        serde_json::from_str(&file("data/rwanda.json")).unwrap(),
    ] {
        let dataset = decode(&value).unwrap().dataset;
        let document = Document::from(&dataset);
        let read: Value = serde_json::from_str(&document.to_json()).unwrap();
        assert_eq!(read, document.to_value());
        let again = decode(&read).unwrap();
        assert_eq!(again.problems, []);
        assert_eq!(again.dataset, dataset);
    }
}
