//! What a document becomes, and what is said of one that is broken.

use super::*;

/// A small sound document, with `patch` applied to it as JSON text.
fn document(patch: impl FnOnce(&mut serde_json::Value)) -> Value<'static> {
    let mut document = serde_json::json!({
        "format": "backstory/1",
        "article": {"title": "A story", "published": "2018-06~", "language": "en"},
        "entities": [
            {"id": "russia", "kind": "country", "name": "Russia"},
            {"id": "rwanda", "kind": "country", "name": "Rwanda"},
            {"id": "lavrov", "kind": "person", "name": "Sergei Lavrov", "member_of": "russia"}
        ],
        "events": [{
            "id": "visit", "date": "2018-06~", "title": "A visit", "kind": "visit",
            "status": "happened", "place": "rwanda",
            "participants": [{"entity": "lavrov", "role": "guest"}],
            "evidence": [{"paragraph": 5, "start": "met with", "end": null}]
        }],
        "relationships": [{
            "id": "arms", "subject": "russia", "predicate": "supplies", "object": "rwanda",
            "kind": "military", "stance": "cooperative", "status": "stated",
            "attribution": "lavrov", "events": ["visit"],
            "evidence": [{"paragraph": 11, "start": "We have", "end": "forces"}]
        }]
    });
    patch(&mut document);
    serde_json::from_value(document).unwrap()
}

fn problems(patch: impl FnOnce(&mut serde_json::Value)) -> Vec<String> {
    let decoded = decode(&document(patch)).unwrap();
    decoded.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn a_sound_document_is_read_whole() {
    let decoded = decode(&document(|_| {})).unwrap();
    assert_eq!(decoded.problems, []);
    assert_eq!(decoded.skipped, 0);
    let dataset = decoded.dataset;
    let (_, arms) = dataset.relationships().next().unwrap();
    assert_eq!(&*dataset.entity(arms.object).unwrap().name, "Rwanda");
    assert_eq!(
        &*dataset.entity(arms.attribution.unwrap()).unwrap().name,
        "Sergei Lavrov"
    );
    assert_eq!(&*dataset.event(arms.events[0]).unwrap().title, "A visit");
    let lavrov = &dataset.entities[2];
    assert_eq!(
        &*dataset.entity(lavrov.member_of.unwrap()).unwrap().name,
        "Russia"
    );
}

/// An ordering whose passages are those of its events.
fn link(event: EventIx) -> OrderLink {
    OrderLink {
        event,
        evidence: Vec::new(),
    }
}

#[test]
fn events_know_what_they_come_after_and_before() {
    let with_order = |order: serde_json::Value| {
        document(|d| {
            let mut other = d["events"][0].clone();
            other["id"] = "talks".into();
            d["events"].as_array_mut().unwrap().push(other);
            d["events"][0]["after"] = order;
        })
    };
    // It may name one that comes later in the document.
    let decoded = decode(&with_order(serde_json::json!(["talks"]))).unwrap();
    assert_eq!(decoded.problems, []);
    let order = decoded.dataset.events[0].order.as_ref().unwrap();
    assert_eq!(order.after, [link(EventIx(1))]);
    assert_eq!(order.before, []);

    // What it cannot be after severity the order, and not the event.
    let decoded = decode(&with_order(serde_json::json!(["visit", "talk", "talks"]))).unwrap();
    let problems: Vec<String> = decoded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "events[0].after[0]: an event cannot come after itself",
            "events[0].after[1]: unknown event \"talk\"; did you mean \"talks\"?"
        ]
    );
    let order = decoded.dataset.events[0].order.as_ref().unwrap();
    assert_eq!(order.after, [link(EventIx(1))]);
}

#[test]
fn a_mistyped_id_is_answered_with_the_likely_one() {
    let problems = problems(|d| d["relationships"][0]["object"] = "rwnada".into());
    assert_eq!(
        problems,
        ["relationships[0].object: unknown entity \"rwnada\"; did you mean \"rwanda\"?"]
    );
}

#[test]
fn a_problem_is_a_type_with_what_a_fix_needs() {
    let decoded = decode(&document(|d| {
        d["articel"] = 1.into();
        d["entities"][0]["kind"] = "contry".into();
        d["entities"][1]["wikidata"] = "1037".into();
        d["events"][0]["date"] = "199u".into();
        d["relationships"][0]["object"] = "rwnada".into();
    }))
    .unwrap();
    let kinds: Vec<&ProblemKind> = decoded.problems.iter().map(|it| &it.kind).collect();
    assert_eq!(
        kinds[..3],
        [
            &ProblemKind::UnknownField {
                suggestion: Some("article")
            },
            &ProblemKind::UnknownWord {
                field: "kind",
                word: "contry".into(),
                suggestion: Some("country".into()),
                known: EntityKind::WORDS,
                declared: Box::default(),
            },
            &ProblemKind::InvalidWikidataId { id: "1037".into() },
        ]
    );
    let ProblemKind::InvalidDate(error) = kinds[4] else {
        panic!("{:?}", kinds[4]);
    };
    assert_eq!(error.instead(), Some("199X"));
    // The record that it means has errors, and is not said to be unknown.
    assert!(
        matches!(
            kinds[5..],
            [
                ProblemKind::SkippedRecord { record: RecordType::Entity, id: subject },
                ProblemKind::UnknownRecord { record: RecordType::Entity, id: object, suggestion: Some(meant) },
                ..
            ] if &**subject == "russia" && &**object == "rwnada" && &**meant == "rwanda"
        ),
        "{:?}",
        &kinds[5..]
    );
}

#[test]
fn a_problem_can_be_said_without_its_suggestion() {
    let decoded = decode(&document(|d| d["entities"][0]["kind"] = "contry".into())).unwrap();
    let kind = &decoded.problems[0].kind;
    assert_eq!(format!("{kind:#}"), "unknown kind \"contry\"");
    assert_eq!(kind.suggestion(), Some("country"));
}

#[test]
fn a_word_that_is_like_none_gets_the_whole_list() {
    let problems = problems(|d| d["events"][0]["status"] = "xyzzy".into());
    assert_eq!(
        problems[0],
        "events[0].status: unknown status \"xyzzy\"; it should be one of \
         happened, ongoing, planned, proposed, reported"
    );
}

#[test]
fn all_problems_of_a_record_are_told_at_once() {
    let problems = problems(|d| {
        d["events"][0] = serde_json::json!({
            "id": "Visit!", "date": "2018-13", "kind": "vist", "titel": "A visit",
            "participants": [{"entity": "lavrof"}, {"role": "host"}],
            "evidence": []
        });
        d["relationships"][0]["events"] = serde_json::json!([]);
    });
    let paths: Vec<&str> = problems
        .iter()
        .map(|problem| problem.split(": ").next().unwrap())
        .collect();
    assert_eq!(
        paths,
        [
            "events[0].titel",
            "events[0].id",
            "events[0].date",
            "events[0].title",
            "events[0].kind",
            "events[0].participants[0].entity",
            "events[0].participants[1].entity",
            "events[0].evidence",
        ]
    );
}

#[test]
fn a_broken_record_is_without_and_the_rest_stays() {
    let decoded = decode(&document(|d| d["entities"][2]["kind"] = 7.into())).unwrap();
    // The event and the relationship name the person that could not be read.
    assert_eq!(decoded.skipped, 3);
    assert_eq!(decoded.dataset.entities.len(), 2);
    assert_eq!(decoded.dataset.events.len(), 0);
    let messages: Vec<String> = decoded.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        messages,
        [
            "entities[2].kind: should be text, not a number",
            "events[0].participants[0].entity: entity \"lavrov\" is skipped because of its own errors",
            "relationships[0].attribution: entity \"lavrov\" is skipped because of its own errors",
            "relationships[0].events[0]: event \"visit\" is skipped because of its own errors",
        ]
    );
}

#[test]
fn a_repeated_id_keeps_the_first_record() {
    let decoded = decode(&document(|d| {
        let again = d["entities"][0].clone();
        d["entities"].as_array_mut().unwrap().push(again);
    }))
    .unwrap();
    assert_eq!(decoded.dataset.entities.len(), 3);
    assert_eq!(
        decoded.problems[0].to_string(),
        "entities[3].id: there is another entity \"russia\" before this one"
    );
}

#[test]
fn what_can_be_spared_is_dropped_and_noted() {
    let decoded = decode(&document(|d| {
        d["article"]["url"] = "javascript:alert(1)".into();
        d["entities"][0]["wikidata"] = "159".into();
        d["entities"][2]["member_of"] = "rusia".into();
    }))
    .unwrap();
    assert_eq!(decoded.skipped, 0);
    assert_eq!(decoded.dataset.article.url, None);
    let paths: Vec<&str> = decoded
        .problems
        .iter()
        .map(|problem| problem.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "article.url",
            "entities[0].wikidata",
            "entities[2].member_of"
        ]
    );
    assert!(
        decoded
            .problems
            .iter()
            .all(|problem| problem.severity == Severity::Noted)
    );
}

#[test]
fn long_locators_are_refused() {
    let found = problems(|d| {
        d["events"][0]["evidence"][0]["start"] = "one two three four five six seven".into();
        d["events"][0]["evidence"][0]["end"] = "end".into();
    });
    assert_eq!(
        found,
        [
            "events[0].evidence[0].start: has more than six words; \
             the first or last six are enough",
            "relationships[0].events[0]: event \"visit\" is skipped because of its own errors",
        ]
    );
}

#[test]
fn a_start_that_is_all_of_its_passage_may_have_twelve_words() {
    let of_words = |count: usize| {
        problems(|d| {
            d["events"][0]["evidence"][0] =
                serde_json::json!({"paragraph": 1, "start": vec!["word"; count].join(" ")});
        })
    };
    assert_eq!(of_words(12), [""; 0]);
    assert_eq!(
        of_words(13).first().map(String::as_str),
        Some(
            "events[0].evidence[0].start: has more than twelve words; give the first six, and \
             the last six as its \"end\""
        )
    );
}

#[test]
fn a_list_that_is_not_a_list_is_reported() {
    let problems = problems(|d| {
        d["entities"] = serde_json::json!({});
        d["events"] = "none".into();
        d["relationships"] = serde_json::json!([]);
    });
    assert_eq!(
        problems,
        [
            "entities: should be a list, not an object",
            "events: should be a list, not text"
        ]
    );
}

#[test]
fn a_document_that_is_not_a_dataset_is_refused_in_one_sentence() {
    let refusal = |json: &str| {
        let value: Value = serde_json::from_str(json).unwrap();
        decode(&value).unwrap_err()
    };
    assert_eq!(refusal("null"), LoadError::Empty);
    assert_eq!(refusal("{}"), LoadError::Empty);
    assert_eq!(refusal("[]"), LoadError::NotAnObject);
    assert_eq!(refusal(r#"{"events": []}"#), LoadError::Format(None));
    assert_eq!(refusal(r#"{"format": "backstory/1"}"#), LoadError::Empty);
    assert_eq!(
        refusal(r#"{"format": "backstory/9"}"#).to_string(),
        "the dataset's \"format\" is \"backstory/9\"; this version reads \"backstory/1\""
    );
}

#[test]
fn a_document_that_is_too_deep_is_refused_while_it_is_read() {
    let deep = |levels: usize| ["[".repeat(levels), "]".repeat(levels)].concat();
    assert!(serde_json::from_str::<Value>(&deep(16)).is_ok());
    let error = serde_json::from_str::<Value>(&deep(18)).unwrap_err();
    assert!(error.to_string().contains("nested too deeply"), "{error}");
}

#[test]
fn only_harmless_links_pass() {
    for good in [
        "https://example.org/a?b#c",
        "HTTP://example.org",
        " mailto:a@example.org ",
    ] {
        assert!(SafeUrl::parse(good).is_some(), "{good}");
    }
    for bad in [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "\u{1}javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "/relative",
        "https:",
        "https://",
        "https://a b",
        "mailto:",
        "vbscript:x",
        "blob:https://example.org/1",
        "",
    ] {
        assert!(SafeUrl::parse(bad).is_none(), "{bad}");
    }
}

#[test]
fn a_source_may_be_other_than_the_article() {
    let source = |url: &str| serde_json::json!([{"title": "Ruling", "url": url}]);
    let decoded = decode(&document(|d| {
        d["events"][0]["sources"] = source("https://example.org/ruling");
        d["relationships"][0]["sources"] = source("javascript:alert(1)");
    }));
    let decoded = decoded.unwrap();
    let [event] = decoded.dataset.events.as_slice() else {
        panic!("one event");
    };
    let url = event.sources[0].url.as_ref().unwrap();
    assert_eq!(url.as_str(), "https://example.org/ruling");
    // A link that runs severity the link, not the source.
    let source = &decoded.dataset.relationships[0].sources[0];
    assert_eq!((&*source.title, &source.url), ("Ruling", &None));
    assert_eq!(decoded.problems.len(), 1);
    assert_eq!(decoded.problems[0].path, "relationships[0].sources[0].url");
}

#[test]
fn the_article_may_have_corrections() {
    let decoded = decode(&document(|d| {
        d["article"]["corrections"] = serde_json::json!([
            {"date": "2018-07-02", "note": {"en": "A slip.", "fr": "Une erreur."},
             "was": "in 2012", "now": "in 2013"},
            {"was": "in 2012"},
            {"note": "The name.", "date": "July"},
            {"note": "The place."}
        ]);
    }))
    .unwrap();
    let corrections = &decoded.dataset.article.corrections;
    let notes: Vec<&str> = corrections.iter().map(|it| &*it.note).collect();
    assert_eq!(notes, ["A slip.", "The place."]);
    assert_eq!(
        (&*corrections[0].was, &*corrections[0].now),
        ("in 2012", "in 2013")
    );
    assert_eq!(corrections[0].date, Date::parse("2018-07-02").ok());
    assert_eq!(decoded.dataset.language_of(&corrections[0].note), "en");
    let problems = decoded.problems.iter();
    let problems: Vec<(&str, Severity)> = problems.map(|it| (&*it.path, it.severity)).collect();
    assert_eq!(
        problems,
        [
            ("article.corrections[1].note", Severity::Noted),
            ("article.corrections[2].date", Severity::Noted)
        ]
    );
}

#[test]
fn a_record_may_have_pictures_and_recordings() {
    let decoded = decode(&document(|d| {
        d["article"]["media"] = serde_json::json!([{"type": "image", "src": "cover.jpg"}]);
        d["events"][0]["media"] = serde_json::json!([
            {"type": "image", "src": "dam.jpg", "srcset": "dam-800.jpg 800w, /dam.jpg 1600w",
             "width": 1600, "height": 900, "alt": "A dam", "caption": {"en": "The dam", "fr": "Le barrage"},
             "credit": "A. Name", "href": "https://example.org/dam"},
            {"type": "video", "src": "https://example.org/a.mp4", "poster": "a.jpg", "captions": "a.vtt"}
        ]);
        d["entities"][2]["media"] = serde_json::json!([{"type": "image", "src": "lavrov.jpg"}]);
    }))
    .unwrap();
    assert_eq!(decoded.problems, []);
    let dataset = decoded.dataset;
    let [picture, film] = dataset.media(Record::Event(EventIx(0))) else {
        panic!("two media");
    };
    assert_eq!(picture.media_type, MediaType::Image);
    assert_eq!((picture.width, picture.height), (Some(1600), Some(900)));
    assert_eq!((&*picture.alt, &*picture.caption), ("A dam", "The dam"));
    assert_eq!(dataset.language_of(&picture.caption), "en");
    assert_eq!(film.still().unwrap().as_str(), "a.jpg");
    assert_eq!(film.captions.as_ref().unwrap().as_str(), "a.vtt");
    let portrait = dataset.media(Record::Entity(EntityIx(2)));
    assert_eq!(portrait[0].src.as_str(), "lavrov.jpg");
    assert_eq!(dataset.article.media[0].src.as_str(), "cover.jpg");
    assert_eq!(dataset.media(Record::Entity(EntityIx(0))), []);
    assert_eq!(dataset.media(Record::Relationship(RelationshipIx(0))), []);
}

#[test]
fn what_is_wrong_with_a_medium_costs_the_medium_alone() {
    let decoded = decode(&document(|d| {
        d["events"][0]["media"] = serde_json::json!([
            {"type": "image", "src": "javascript:alert(1)"},
            {"type": "image"},
            {"type": "imgae", "src": "a.jpg"},
            "a.jpg",
            {"type": "image", "src": "a.jpg", "width": 0, "href": "data:text/html,x",
             "srcset": "a.jpg, blob:x 2x", "alt": 3, "colour": "red"}
        ]);
        d["relationships"][0]["media"] = serde_json::json!({"type": "image"});
        d["article"]["media"] = serde_json::json!([{"type": "image"}]);
    }))
    .unwrap();
    let told: Vec<String> = decoded.problems.iter().map(ToString::to_string).collect();
    let unsafe_address = "not an address for a page: it should be http, https or relative";
    assert_eq!(
        told,
        [
            "article.media[0].src: is missing".to_owned(),
            format!("events[0].media[0].src: {unsafe_address}"),
            "events[0].media[1].src: is missing".to_owned(),
            "events[0].media[2].type: unknown type \"imgae\"; did you mean \"image\"?".to_owned(),
            "events[0].media[3]: should be an object, not text".to_owned(),
            "events[0].media[4].colour: unknown field".to_owned(),
            format!("events[0].media[4].srcset: {unsafe_address}"),
            "events[0].media[4].width: should be a whole number from 1".to_owned(),
            "events[0].media[4].alt: should be text, not a number".to_owned(),
            format!("events[0].media[4].href: {unsafe_address}"),
            "relationships[0].media: should be a list, not an object".to_owned(),
        ]
    );
    // The record is shown, with what is left.
    assert_eq!(decoded.skipped, 0);
    let all_noted = |problem: &Problem| problem.severity == Severity::Noted;
    assert!(decoded.problems.iter().all(all_noted));
    let [left] = decoded.dataset.media(Record::Event(EventIx(0))) else {
        panic!("one medium");
    };
    assert_eq!(left.src.as_str(), "a.jpg");
    assert_eq!((&*left.srcset, left.width, &left.href), ("", None, &None));
}

#[test]
fn an_address_of_a_medium_is_http_https_or_relative() {
    for good in [
        "a.jpg",
        "/a.jpg",
        "../a/b:c.jpg?x=a:b",
        "//cdn.example.org/a.jpg",
        "HTTPS://example.org/a",
        "?a:b",
    ] {
        assert!(MediaUrl::parse(good).is_some(), "{good}");
    }
    for bad in [
        "",
        " ",
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:image/png;base64,AAAA",
        "blob:https://example.org/1",
        "file:///etc/passwd",
        "https:",
        "https://",
        "https:a.jpg",
        "a b.jpg",
    ] {
        assert!(MediaUrl::parse(bad).is_none(), "{bad:?}");
    }
}

/// Loads a document in pieces of so many bytes, so many records at a time.
fn load(bytes: &[u8], piece: usize, records: usize) -> Result<Decoded, LoadError> {
    let mut loader = Loader::default();
    for piece in bytes.chunks(piece) {
        loader.push(piece);
        while loader.advance(records)? == Progress::More {}
    }
    loader.end();
    loop {
        match loader.advance(records)? {
            Progress::More => {}
            Progress::Done => return loader.finish(),
            Progress::Hungry => panic!("hungry at the end"),
        }
    }
}

#[test]
fn a_document_is_the_same_however_it_comes_in() {
    let good = document(|_| {});
    let broken = document(|d| {
        d["articel"] = 1.into();
        d["article"]["url"] = "javascript:alert(1)".into();
        d["entities"][2]["kind"] = 7.into();
        d["entities"][1]["member_of"] = "rusia".into();
        d["relationships"][0]["what"] = "two\nlines, \"quoted\"".into();
    });
    for value in [good, broken] {
        let expected = decode(&value);
        let text = text_of(&value, &[]);
        for piece in [1, 7, 64, 100_000] {
            for records in [1, 3, 1000] {
                assert_eq!(load(text.as_bytes(), piece, records), expected);
            }
        }
        // In whatever order its parts stand.
        for order in [
            ["relationships", "events", "entities"],
            ["events", "entities", "relationships"],
        ] {
            let text = text_of(&value, &order);
            assert_eq!(load(text.as_bytes(), 64, 2), expected, "{order:?}");
        }
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        assert_eq!(load(&marked, 2, 2), expected);
    }
}

#[test]
fn a_preview_shows_how_the_relationships_begin() {
    let long = |first: &[&str]| {
        let value = document(|d| {
            let arms = d["relationships"][0].clone();
            d["relationships"] = (0..50)
                .map(|n| {
                    let mut it = arms.clone();
                    it["id"] = format!("arms-{n}").into();
                    it
                })
                .collect();
        });
        (text_of(&value, first), decode(&value).unwrap().dataset)
    };
    let (text, whole) = long(&["article", "entities", "events", "relationships"]);
    let mut loader = Loader::default();
    assert_eq!(loader.preview(3), None);
    let mut preview = None;
    for piece in text.as_bytes().chunks(100) {
        loader.push(piece);
        while loader.advance(1).unwrap() == Progress::More {}
        preview = preview.or_else(|| {
            let preview = loader.preview(3)?;
            assert!(loader.bytes() < text.len() / 2);
            Some(preview.dataset)
        });
    }
    let preview = preview.unwrap();
    assert_eq!(preview.entities, whole.entities);
    assert_eq!(preview.relationships, whole.relationships[..3]);
    // What they rest on may come later, and is not reported as missing.
    assert_eq!(preview.events, []);
    let index = crate::query::Index::new(&preview);
    assert_eq!(index.all().relationships, 3);

    // Where those come later that they are between, there is nothing to show.
    let (text, _) = long(&["relationships"]);
    let mut loader = Loader::default();
    loader.push(text.as_bytes());
    while loader.records() < 50 {
        loader.advance(1).unwrap();
        assert_eq!(loader.preview(1), None);
    }
}

#[test]
fn a_preview_does_not_copy_many_entities() {
    let document = |entities: usize| {
        let entities: Vec<String> = (0..entities)
            .map(|n| format!(r#"{{"id":"e{n}","kind":"country","name":"Country {n}"}}"#))
            .collect();
        format!(
            concat!(
                r#"{{"format":"backstory/1","entities":[{}],"events":[],"relationships":["#,
                r#"{{"id":"r","subject":"e0","predicate":"supplies","object":"e1","#,
                r#""kind":"trade","stance":"neutral","status":"stated","#,
                r#""evidence":[{{"paragraph":1,"start":"so"}}]}},"#,
            ),
            entities.join(",")
        )
    };
    for (entities, is_shown) in [(2_000, true), (2_001, false)] {
        let mut loader = Loader::default();
        loader.push(document(entities).as_bytes());
        while loader.advance(1000).unwrap() == Progress::More {}
        assert_eq!(loader.preview(1).is_some(), is_shown, "{entities}");
    }
}

#[test]
fn white_space_is_not_kept() {
    for start in ["", r#"{"format": "backstory/1", "events": ["#] {
        let mut loader = Loader::default();
        loader.push(start.as_bytes());
        for line in 1..=100 {
            loader.push(&[b' '; 999]);
            loader.push(b"\n");
            assert_eq!(loader.advance(1), Ok(Progress::Hungry));
            assert_eq!(loader.bytes(), start.len() + line * 1000);
        }
        loader.push(b"?");
        loader.end();
        let place = LoadError::NotJson {
            line: 101,
            column: 1,
        };
        assert_eq!(loader.advance(1), Err(place));
    }
}

#[test]
fn bytes_that_are_not_a_letter_are_read_as_the_browser_reads_them() {
    let text = text_of(
        &document(|d| d["article"]["title"] = "Цель 🌀@".into()),
        &[],
    );
    let at = text.find('@').unwrap();
    // The first half of a letter in two bytes, and a byte that begins none.
    for wrong in [&b"\xd0"[..], b"\xff", b"\xf0\x9f\x8c"] {
        let bytes = [&text.as_bytes()[..at], wrong, &text.as_bytes()[at + 1..]].concat();
        for piece in [1, 2, 3, 5, 100_000] {
            let title = load(&bytes, piece, 3).unwrap().dataset.article.title;
            assert_eq!(&*title, "Цель 🌀\u{fffd}", "{wrong:?} by {piece}");
        }
    }
    // One that ends within a letter ends too early.
    let cut = load(&text.as_bytes()[..at - 1], 4, 3);
    assert!(matches!(cut, Err(LoadError::NotJson { .. })), "{cut:?}");
}

/// A document's text, with the fields of `first` before all others.
fn text_of(value: &Value, first: &[&str]) -> String {
    fn json(value: &Value) -> serde_json::Value {
        match value {
            Value::Null => serde_json::Value::Null,
            Value::Bool(it) => (*it).into(),
            Value::Number(it) => (*it).into(),
            Value::Text(it) => (&**it).into(),
            Value::List(it) => it.iter().map(json).collect(),
            Value::Map(it) => {
                let fields = it.iter().map(|(name, it)| (name.to_string(), json(it)));
                serde_json::Value::Object(fields.collect())
            }
        }
    }
    let Value::Map(fields) = value else { panic!() };
    let mut fields: Vec<_> = fields.iter().collect();
    let place = |name: &str| first.iter().position(|it| *it == name);
    fields.sort_by_key(|(name, _)| place(name).unwrap_or(first.len()));
    let fields: Vec<String> = fields
        .iter()
        // Whole numbers are written without a point.
        .map(|(name, it)| format!("{name:?} : {:#}", json(it)).replace(".0", ""))
        .collect();
    format!("{{{}}}", fields.join(",\n"))
}

#[test]
fn a_document_that_is_not_a_dataset_is_refused_piece_by_piece_too() {
    let not_json = |line, column| LoadError::NotJson { line, column };
    for (text, refusal) in [
        ("", LoadError::Empty),
        ("  \n", LoadError::Empty),
        ("null", LoadError::Empty),
        ("{}", LoadError::Empty),
        ("[1]", LoadError::NotAnObject),
        ("<html>", not_json(1, 1)),
        ("{\"format\": \"backstory/1\"", not_json(1, 25)),
        ("{\"format\": \"backstory/1\"} x", not_json(1, 27)),
        ("{\"events\": [\n{},\n}]}", not_json(3, 1)),
        ("{\"events\": [{}, ]}", not_json(1, 17)),
        (
            "{\"format\": \"x/9\", \"events\": []}",
            LoadError::Format(Some("x/9".to_owned())),
        ),
        ("{\"events\": [[[[[[[[[[[[[[[[[[[[1]", LoadError::TooDeep),
    ] {
        for piece in [1, 5, 1000] {
            assert_eq!(
                load(text.as_bytes(), piece, 10),
                Err(refusal.clone()),
                "{text}"
            );
        }
    }
}

#[test]
fn records_share_what_they_have_in_common() {
    let decoded = decode(&document(|d| {
        let mut copy = d["relationships"][0].clone();
        copy["id"] = "copy".into();
        d["relationships"].as_array_mut().unwrap().push(copy);
    }));
    let dataset = decoded.unwrap().dataset;
    let [first, .., last] = dataset.relationships.as_slice() else {
        panic!()
    };
    assert!(std::rc::Rc::ptr_eq(&first.predicate, &last.predicate));
}

#[test]
fn a_text_is_read_in_the_reader_s_language() {
    let document: Value = serde_json::from_value(serde_json::json!({
        "format": "backstory/1",
        "article": {"title": {"en": "A story", "fr": "Une histoire"}, "language": "en"},
        "entities": [{"id": "rwanda", "kind": "country", "name": {"en": "Rwanda", "ru": "Руанда"}}],
        "events": [{
            "id": "visit", "kind": "visit", "status": "happened",
            "title": {"en": "A visit", "zh-Hant": "訪問"},
            "summary": "In one language only.",
            "evidence": [{"paragraph": 1, "start": "A visit"}]
        }]
    }))
    .unwrap();
    let title = |language| {
        let dataset = super::decode_in(&document, language).unwrap().dataset;
        let (story, event) = (&dataset.article, &dataset.events[0]);
        let language = dataset.language_of(&event.title).to_owned();
        assert_eq!(dataset.language_of(&event.summary), "en");
        (story.title.to_string(), event.title.to_string(), language)
    };
    let is = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    assert_eq!(title("fr-CA"), is("Une histoire", "A visit", "en"));
    assert_eq!(title("zh"), is("A story", "訪問", "zh-Hant"));
    assert_eq!(title(""), is("A story", "A visit", "en"));

    let nonsense: Value = serde_json::from_value(serde_json::json!({
        "format": "backstory/1",
        "entities": [{"id": "a", "kind": "country", "name": {"english": "A"}}]
    }))
    .unwrap();
    let problem = decode(&nonsense).unwrap().problems[0].to_string();
    assert_eq!(problem, "entities[0].name: should be text, not an object");
}

mod own {
    //! The kinds and fields that a document declares.

    use proptest::prelude::*;
    use serde_json::{Value as Json, json};

    use super::*;

    fn with_own(patch: impl FnOnce(&mut Json)) -> Value<'static> {
        document(|it| {
            it["kinds"] = json!({
                "entities": [{"id": "vessel", "name": {"en": "Vessel", "fr": "Navire"}}],
                "events": [{"id": "verdict", "name": "Verdict"}],
                "relationships": [
                    {"id": "donation", "name": "Donation"},
                    {"id": "marriage", "name": "Marriage", "directed": false}
                ]
            });
            it["fields"] = json!([
                {"id": "amount", "of": "relationships", "name": {"en": "Amount", "fr": "Montant"},
                 "type": "number", "unit": "EUR"},
                {"id": "court", "of": "events", "name": "Court", "type": "choice"},
                {"id": "file", "of": "relationships", "name": "Case file", "type": "link"},
                {"id": "paid", "of": "relationships", "name": "Paid", "type": "date"},
                {"id": "secret", "of": "relationships", "name": "Secret", "type": "yes-no"},
                {"id": "flag", "of": "entities", "name": "Flag", "type": "text"}
            ]);
            it["entities"][2]["kind"] = "vessel".into();
            it["entities"][2]["fields"] = json!({"flag": {"en": "Panama", "fr": "le Panama"}});
            it["events"][0]["kind"] = "verdict".into();
            it["events"][0]["fields"] = json!({"court": ["High Court", {"en": "Tribunal"}]});
            it["relationships"][0]["kind"] = "marriage".into();
            it["relationships"][0]["fields"] = json!({
                "amount": 125000.5, "file": "https://court.example/7", "paid": "2018-06~",
                "secret": true
            });
            patch(it);
        })
    }

    fn said(patch: impl FnOnce(&mut Json)) -> (Vec<String>, u32) {
        let decoded = decode(&with_own(patch)).unwrap();
        let problems = decoded.problems.iter().map(ToString::to_string).collect();
        (problems, decoded.skipped)
    }

    fn texts(dataset: &Dataset, record: Record) -> Vec<(String, Vec<String>)> {
        let values = dataset.values_of(record).into_iter();
        let text = |value: &FieldValue| match value {
            FieldValue::Number(number) => number.to_string(),
            FieldValue::Text(value) => value.name.to_string(),
        };
        values
            .map(|(field, values)| (field.id.to_string(), values.iter().map(text).collect()))
            .collect()
    }

    #[test]
    fn a_choice_is_one_however_long_and_however_often_it_is_given() {
        let long = "The Court of Appeal for the Northern and the Eastern District";
        let decoded = decode(&with_own(|it| {
            it["events"][0]["fields"]["court"] = json!([long, "High Court", long]);
            let mut again = it["events"][0].clone();
            again["id"] = "again".into();
            it["events"].as_array_mut().unwrap().push(again);
        }))
        .unwrap();
        assert_eq!(decoded.problems, []);
        let court = decoded.dataset.find_field("court").unwrap();
        let values = &decoded.dataset.field(court).unwrap().values;
        assert_eq!(values.distinct().len(), 2);
        assert_eq!(values.codes(0), [0, 1]);
        assert_eq!(values.len(), 4, "two of each");
    }

    #[test]
    fn kinds_and_fields_of_its_own_are_read() {
        let decoded = decode_in(&with_own(|_| {}), "fr").unwrap();
        assert_eq!(decoded.problems, []);
        let dataset = decoded.dataset;
        let kinds = &dataset.kinds;
        assert_eq!(dataset.entities[2].kind.id(kinds), "vessel");
        assert_eq!(
            &*dataset.entities[2].kind.custom(kinds).unwrap().name,
            "Navire"
        );
        assert_eq!(dataset.events[0].kind.id(kinds), "verdict");
        assert!(dataset.is_mutual(&dataset.relationships[0]));
        assert_eq!(dataset.language_of("Navire"), "fr");
        let fields = |record| texts(&dataset, record);
        let value = |field: &str, values: &[&str]| {
            (
                field.to_owned(),
                values.iter().map(|it| (*it).to_owned()).collect(),
            )
        };
        assert_eq!(
            fields(Record::Entity(EntityIx(2))),
            [value("flag", &["le Panama"])]
        );
        assert_eq!(fields(Record::Entity(EntityIx(0))), []);
        assert_eq!(
            fields(Record::Event(EventIx(0))),
            [value("court", &["High Court", "Tribunal"])]
        );
        assert_eq!(
            fields(Record::Relationship(RelationshipIx(0))),
            [
                value("amount", &["125000.5"]),
                value("file", &["https://court.example/7"]),
                value("paid", &["2018-06~"]),
                value("secret", &["yes"]),
            ]
        );
        let amount = &dataset.fields[0];
        assert_eq!((&*amount.name, &*amount.unit), ("Montant", "EUR"));
        // What names a value is the same in every language.
        assert_eq!(&*dataset.fields[5].values.distinct()[0].key, "Panama");
    }

    #[test]
    fn a_value_that_is_wrong_is_the_only_thing_that_is_lost() {
        let (problems, skipped) = said(|it| {
            it["relationships"][0]["fields"] = json!({
                "amount": "125000", "file": "javascript:alert(1)", "paid": "yesterday",
                "secret": "yes", "ammount": 1, "court": "High Court"
            });
            it["events"][0]["fields"] = json!({"court": [1]});
            it["entities"][0]["fields"] = json!([]);
        });
        assert_eq!(skipped, 0);
        assert_eq!(problems.len(), 8, "{problems:?}");
        for expected in [
            "entities[0].fields: should be an object, not a list",
            "events[0].fields.court: should be text, not a number",
            "relationships[0].fields.amount: should be a number, not text",
            "relationships[0].fields.file: not a link for a page: it should be http, https or mailto",
            "relationships[0].fields.secret: should be true or false, not text",
            "relationships[0].fields.ammount: is not one of the document's \"fields\" for this sort \
             of record; did you mean \"amount\"?",
            "relationships[0].fields.court: is not one of the document's \"fields\" for this sort of \
             record",
        ] {
            assert!(
                problems.iter().any(|it| it == expected),
                "{expected}\n{problems:#?}"
            );
        }
        assert!(
            problems
                .iter()
                .any(|it| it.starts_with("relationships[0].fields.paid: "))
        );
    }

    #[test]
    fn a_declaration_that_is_wrong_is_told_with_its_path() {
        let (problems, _) = said(|it| {
            it["kinds"]["events"] = json!([
                {"id": "verdict", "name": "Verdict"}, {"id": "verdict", "name": "Again"},
                {"id": "visit", "name": "A visit"}, {"id": "No Id", "name": "x"}, {"id": "x"}
            ]);
            it["kinds"]["places"] = json!([]);
            it["fields"] = json!([
                {"id": "amount", "of": "relationship", "name": "Amount", "type": "number"},
                {"id": "court", "of": "events", "name": "Court", "type": "choise"},
                {"id": "flag", "of": "entities", "name": "Flag", "type": "text"},
                {"id": "flag", "of": "events", "name": "Flag", "type": "text"}
            ]);
        });
        for expected in [
            "kinds.places: unknown field",
            "kinds.events[1].id: there is already one for each event: \"verdict\"",
            "kinds.events[2].id: there is already one for each event: \"visit\"",
            "kinds.events[3].id: \"No Id\" should be words of a-z and 0-9 joined by hyphens",
            "kinds.events[4].name: is missing",
            "fields[0].of: unknown of \"relationship\"; did you mean \"relationships\"?",
            "fields[1].type: unknown type \"choise\"; did you mean \"choice\"?",
            "fields[3].id: there is already one for each event: \"flag\"",
        ] {
            assert!(
                problems.iter().any(|it| it == expected),
                "{expected}\n{problems:#?}"
            );
        }
    }

    #[test]
    fn a_kind_that_is_nowhere_declared_is_still_an_error() {
        let (problems, skipped) = said(|it| it["events"][0]["kind"] = "verdikt".into());
        assert_eq!(
            problems[0],
            "events[0].kind: unknown kind \"verdikt\"; did you mean \"verdict\"?"
        );
        assert_eq!(skipped, 2);
        let (problems, _) = said(|it| it["events"][0]["kind"] = "zzzzzz".into());
        assert!(
            problems[0].ends_with("office, other, verdict"),
            "{problems:?}"
        );
    }

    #[test]
    fn there_are_only_so_many() {
        let (problems, _) = said(|it| {
            let fields = (0..=MAX_FIELDS).map(
                |n| json!({"id": format!("f{n}"), "of": "events", "name": "F", "type": "text"}),
            );
            it["fields"] = fields.collect();
        });
        assert!(problems.contains(&format!(
            "fields[{MAX_FIELDS}]: the document declares too many: {MAX_FIELDS} are the most"
        )));
    }

    #[test]
    fn stance_status_and_attribution_may_be_without() {
        let without = document(|it| {
            for (list, field) in [
                ("events", "status"),
                ("relationships", "status"),
                ("relationships", "stance"),
                ("relationships", "attribution"),
            ] {
                it[list][0].as_object_mut().unwrap().remove(field);
            }
        });
        let decoded = decode(&without).unwrap();
        assert_eq!(decoded.problems, []);
        let it = &decoded.dataset.relationships[0];
        assert_eq!((it.stance, it.status, it.attribution), (None, None, None));
        assert_eq!(decoded.dataset.events[0].status, None);
        // Nothing is claimed: not that the article says so, nor that it is denied.
        assert!(!it.is_said_by_article());
        assert_eq!(it.factuality(), Factuality::Fact);
        // As before, what the article states is said by it.
        let stated = document(|it| {
            it["relationships"][0]
                .as_object_mut()
                .unwrap()
                .remove("attribution");
        });
        let stated = decode(&stated).unwrap().dataset;
        assert!(stated.relationships[0].is_said_by_article());
    }

    /// The document with its fields in another order, as text.
    fn in_order(document: &Value, order: &[&str]) -> String {
        let Value::Map(fields) = document else {
            panic!()
        };
        let mut fields = fields.clone();
        fields.sort_by_key(|(name, _)| order.iter().position(|it| it == name));
        serde_json::to_string(&Value::Map(fields)).unwrap()
    }

    proptest! {
        #[test]
        fn it_does_not_matter_where_the_declarations_stand(
            order in Just(vec!["format", "kinds", "fields", "entities", "events", "relationships"])
                .prop_shuffle(),
            piece in 1_usize..400,
        ) {
            let document = with_own(|it| {
                it["relationships"][0]["fields"]["amount"] = "no".into();
                it["kinds"]["colour"] = 1.into();
            });
            let text = in_order(&document, &order);
            let mut loader = Loader::default();
            for piece in text.as_bytes().chunks(piece) {
                loader.push(piece);
                while loader.advance(1).unwrap() == Progress::More {}
            }
            loader.end();
            while loader.advance(1).unwrap() != Progress::Done {}
            let loaded = loader.finish().unwrap();
            let decoded = decode(&serde_json::from_str(&text).unwrap()).unwrap();
            prop_assert_eq!(&loaded.dataset, &decoded.dataset);
            prop_assert_eq!(loaded.problems.len(), 2);
            prop_assert_eq!(&loaded.problems, &decoded.problems);
            prop_assert_eq!(loaded.skipped, 0);
        }
    }
}
