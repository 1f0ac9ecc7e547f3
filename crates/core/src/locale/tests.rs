//! The files of `locale/` say all that English says, in their own grammar.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::files::FILES;
use super::message::{CATEGORIES, Readable};
use super::{ENGLISH, LANGUAGES, Messages, Words, describe, labelled};
use crate::dataset::{Date, EventStatus, Field, RelationshipStatus, Value};
use crate::query::Facet;

/// Each file, with the plural categories that its language tells apart
/// (Unicode CLDR 46).
fn files() -> Vec<(&'static str, &'static str, &'static [&'static str])> {
    let plurals = |tag| -> &[&str] {
        match tag {
            "ar" => &["zero", "one", "two", "few", "many", "other"],
            "fr" => &["one", "many", "other"],
            "ru" => &["one", "few", "many", "other"],
            "zh" => &["other"],
            _ => &["one", "other"],
        }
    };
    let file = |(tag, text)| (tag, text, plurals(tag));
    FILES.map(file).to_vec()
}

/// The text of a language's file.
fn text_of(language: &str) -> &'static str {
    let file = FILES.iter().find(|(tag, _)| *tag == language);
    file.unwrap().1
}

/// The folder of the repository.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut above = own.ancestors();
    let root = above.find(|it| it.join("Trunk.toml").is_file());
    root.unwrap().to_owned()
}

fn file(text: &str) -> Value<'static> {
    serde_json::from_str(text).unwrap()
}

fn words(language: &str) -> &'static Words {
    Words::built_in(language).unwrap()
}

/// The words of every language, English first.
pub(super) fn all_words() -> Vec<&'static Words> {
    let others = FILES.iter().map(|(tag, ..)| words(tag));
    std::iter::once(Words::of("en", None))
        .chain(others)
        .collect()
}

/// The names in braces.
fn slots(message: &str) -> BTreeSet<&str> {
    let pieces = message.split('{').skip(1);
    pieces
        .map(|piece| piece.split_once('}').unwrap().0)
        .collect()
}

/// Says what `found` lacks of `english`, or has too much.
fn compare(path: &str, english: &Value, found: &Value, plurals: &[&str], wrong: &mut Vec<String>) {
    match (english, found) {
        (Value::Text(english), Value::Text(found)) => {
            if slots(english) != slots(found) {
                wrong.push(format!("{path}: the slots of {found:?} differ"));
            }
            if found.trim().is_empty() && !english.trim().is_empty() {
                wrong.push(format!("{path}: is empty"));
            }
        }
        (Value::List(english), Value::List(found)) => {
            if english.len() != found.len() {
                wrong.push(format!("{path}: has {} entries", found.len()));
            }
            for (index, (english, found)) in english.iter().zip(found).enumerate() {
                compare(&format!("{path}[{index}]"), english, found, plurals, wrong);
            }
        }
        (Value::Map(english), Value::Map(found)) => {
            let is_plural = english.iter().any(|(name, _)| name == "other");
            let names = |map: &[Field]| -> BTreeSet<String> {
                map.iter().map(|(name, _)| name.to_string()).collect()
            };
            let expected = if is_plural {
                plurals.iter().map(|name| (*name).to_owned()).collect()
            } else {
                names(english)
            };
            let given = names(found);
            for name in expected.symmetric_difference(&given) {
                let what = if given.contains(name) {
                    "is too much"
                } else {
                    "is missing"
                };
                wrong.push(format!("{path}.{name}: {what}"));
            }
            for (name, found) in found {
                let path = format!("{path}.{name}");
                if is_plural {
                    plural_form(&path, name, found, wrong);
                } else if let Some((_, english)) = english.iter().find(|(it, _)| it == name) {
                    compare(&path, english, found, plurals, wrong);
                }
            }
        }
        _ => wrong.push(format!("{path}: is another sort of thing than in English")),
    }
}

/// A form counts with `{n}`, unless its category is of one number only and the
/// word says which.
fn plural_form(path: &str, category: &str, form: &Value, wrong: &mut Vec<String>) {
    let Value::Text(form) = form else {
        wrong.push(format!("{path}: is not text"));
        return;
    };
    let slots = slots(form);
    let counts = slots == BTreeSet::from(["n"]);
    let says_it = slots.is_empty() && ["zero", "one", "two"].contains(&category);
    if !counts && !says_it {
        wrong.push(format!("{path}: the slots of {form:?} differ"));
    }
}

#[test]
fn no_language_lacks_a_message_or_a_plural_form() {
    let english = Messages::ENGLISH.to_value();
    let mut wrong = Vec::new();
    for (tag, text, plurals) in files() {
        compare(tag, &english, &file(text), plurals, &mut wrong);
        // What is read of it is what it says.
        let read = Messages::read(&file(text), words(tag).language).unwrap();
        compare(tag, &english, &read.to_value(), plurals, &mut wrong);
    }
    assert!(wrong.is_empty(), "locale/:\n{}", wrong.join("\n"));
}

#[test]
fn the_comparison_sees_what_is_wrong() {
    let english = Messages::ENGLISH.to_value();
    let mut spoilt = text_of("fr").replace("\"{from} – {to}\"", "\"{from} – {too}\"");
    spoilt = spoilt.replace("\"many\": \"{n} de relations\",", "");
    spoilt = spoilt.replace("\"widget\"", "\"wodget\"");
    let mut wrong = Vec::new();
    let plurals = ["one", "many", "other"];
    compare("fr", &english, &file(&spoilt), &plurals, &mut wrong);
    assert_eq!(wrong.len(), 4, "{wrong:?}");
}

#[test]
fn every_language_has_its_file_and_no_other_is_offered() {
    let files: BTreeSet<String> = std::fs::read_dir(root().join("crates/core/locale"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let known = FILES.map(|(tag, _)| format!("{tag}.json"));
    assert_eq!(files, BTreeSet::from(known));
    let loader = include_str!("../../../element/js/language.js");
    let mut offered = FILES.map(|(tag, _)| format!("\"{tag}\""));
    offered.sort();
    assert!(loader.contains(&format!("const FILES = [{}];", offered.join(", "))));
}

#[test]
fn counts_take_the_form_of_the_language() {
    let events = |language, n| words(language).events.of(n);
    assert_eq!(events("ru", 21), "21 событие");
    assert_eq!(events("ru", 3), "3 события");
    assert_eq!(events("ru", 11), "11 событий");
    assert_eq!(events("ar", 0), "لا أحداث");
    assert_eq!(events("ar", 2), "حدثان");
    assert_eq!(events("ar", 5), "5 أحداث");
    assert_eq!(events("zh", 1), "1 个事件");
    assert_eq!(events("fr", 0), "0 événement");
    assert_eq!(events("sw", 1), "tukio 1");
    assert_eq!(events("rw", 4), "ibikorwa 4");
    assert_eq!(CATEGORIES.len(), 6);
}

#[test]
fn dates_are_as_vague_in_every_language() {
    for (language, date, said) in [
        ("fr", "2018-06~", "juin 2018 environ"),
        ("fr", "2018-06-03/..", "depuis le 3 juin 2018"),
        ("fr", "../2018-06", "jusqu’en juin 2018"),
        ("fr", "2018-06-01", "1er juin 2018"),
        ("fr", "2018-06-03T14:05", "3 juin 2018 à 14\u{a0}h\u{a0}05"),
        (
            "fr",
            "2018-06-03T14:00:30",
            "3 juin 2018 à 14\u{a0}h\u{a0}00:30",
        ),
        (
            "fr",
            "2024-02-14T05:52/2024-02-14T10:31",
            "14 février 2024 à 5\u{a0}h\u{a0}52–10\u{a0}h\u{a0}31",
        ),
        ("fr", "20XX", "une année de la période 2000–2099"),
        ("ru", "2018-06-03", "3 июня 2018 г."),
        ("fr", "2018-07-01", "1er juillet 2018"),
        ("fr", "2018-06-01/2018-06-05", "1er–5 juin 2018"),
        (
            "fr",
            "2018-06-03T14:05:00",
            "3 juin 2018 à 14\u{a0}h\u{a0}05",
        ),
        ("fr", "2018-06-03T09:00:00", "3 juin 2018 à 9\u{a0}h"),
        ("fr", "2017-04-XX", "un jour en avril 2017"),
        ("fr", "2017-21/..", "début\u{a0}: printemps 2017"),
        ("fr", "../201X", "fin\u{a0}: les années 2010"),
        ("fr", "../2018-06~", "fin\u{a0}: juin 2018 environ"),
        ("ru", "2018-06/..", "с июня 2018 г."),
        ("ru", "2018-06-03/..", "с 3 июня 2018 г."),
        ("ru", "2013/..", "с 2013 г."),
        ("ru", "2017-11-XX", "один из дней ноября 2017 г."),
        ("ru", "2017-21/..", "весна 2017 г. и далее"),
        ("ru", "../2017-21", "конец — весна 2017 г."),
        ("ru", "../2018-06", "по июнь 2018 г."),
        ("zh", "190X", "1900–1909年中的某一年"),
        ("ru", "2018-06~/..", "примерно июнь 2018 г. и далее"),
        ("ru", "-0043-03-15", "15 марта 44 г. до н. э."),
        ("ru", "2018-06-03/2018-06-05", "3–5 июня 2018 г."),
        ("ru", "2018-06/2018-08", "июнь–август 2018 г."),
        ("zh", "2018-06-03", "2018年6月3日"),
        ("zh", "-0043-03-15", "公元前44年3月15日"),
        ("zh", "2017-21", "2017年春季"),
        ("zh", "2013/..", "自2013年起"),
        ("ar", "2013/..", "منذ 2013"),
        ("ar", "[1667,1668]", "أحد التواريخ: 1667 أو 1668"),
        ("sw", "2018-06-03/..", "tangu tarehe 3 Juni 2018"),
        ("sw", "1963%", "labda takriban 1963"),
        ("sw", "2018-06-03T05:49:00", "3 Juni 2018, 05:49"),
        ("rw", "1963~/..", "byatangiye: 1963 ugereranyije"),
        ("zh", "{1960,1961,1963}", "1960年、1961年和1963年"),
        ("zh", "../2018-06", "到2018年6月为止"),
        ("ar", "2017-XX", "أحد شهور عام 2017"),
        ("rw", "2018-06/..", "kuva muri Kamena 2018"),
        ("rw", "2018-06-03/..", "kuva ku wa 3 Kamena 2018"),
    ] {
        let date = Date::parse(date).unwrap();
        assert_eq!(describe(Some(&date), words(language)), said);
    }
    assert_eq!(describe(None, &ENGLISH), "undated");
}

/// Every text in `value`, with its key.
fn texts<'v>(path: &str, value: &'v Value, found: &mut Vec<(String, &'v str)>) {
    match value {
        Value::Text(text) => found.push((path.to_owned(), text)),
        Value::List(values) => {
            for (index, value) in values.iter().enumerate() {
                texts(&format!("{path}[{index}]"), value, found);
            }
        }
        Value::Map(fields) => {
            for (name, value) in fields {
                texts(&format!("{path}.{name}"), value, found);
            }
        }
        _ => {}
    }
}

#[test]
fn english_has_none_of_the_words_that_were_replaced() {
    // Words that say something else to a reader, or that are ours alone.
    const REPLACED: [&str; 32] = [
        "take along",
        "ties",
        "walk through",
        "all of time",
        "lanes",
        "others",
        "dates to show",
        "story",
        "leave out",
        "left out",
        "only possibly",
        "is no ",
        "and no ",
        "on this side",
        "without",
        "with shift",
        "at a moment",
        "on a day",
        "all this time",
        "about then",
        "not certain",
        "goes on",
        "rests on",
        "printed in",
        "counted from",
        "worked out",
        "picked",
        "names no data",
        "inside of",
        "could not be read and",
        "says:",
        "at all times",
    ];
    let english = Messages::ENGLISH.to_value();
    let mut said = Vec::new();
    texts("en", &english, &mut said);
    let mut wrong = Vec::new();
    for (path, text) in said {
        // "The backstory" is the product's name.
        let text = text.to_lowercase().replace("backstory", "");
        for word in REPLACED {
            let at_word = text
                .match_indices(word)
                .any(|(at, _)| !text.get(..at).unwrap().ends_with(char::is_alphabetic));
            if at_word {
                wrong.push(format!("{path}: {text:?} has {word:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let document = r#"{"format": "backstory/1", "entities": [{"id": "a"}]}"#;
    let document = Value::parse(document).unwrap();
    let dataset = crate::dataset::decode(&document).unwrap().dataset;
    // The two ends of a relationship are not named like the ends of a period.
    for facet in [Facet::Subject, Facet::Object] {
        assert!(![ENGLISH.from, ENGLISH.to].contains(&ENGLISH.facet(facet, &dataset)));
    }
}

#[test]
fn each_language_has_its_own_marks_between_parts() {
    let said = |language| {
        let words = words(language);
        let pair = labelled("A", "B", words);
        let list = ["A", "B"].join(words.list_separator);
        let clauses = ["A", "B"].join(words.clause_separator);
        let sentences = ["A", "B"].join(words.sentence_separator);
        [pair, list, clauses, sentences].join("|")
    };
    assert_eq!(said("fr"), "A\u{a0}: B|A, B|A\u{202f}; B|A. B");
    assert_eq!(said("zh"), "A：B|A，B|A；B|A。B");
    assert_eq!(said("ar"), "A: B|A، B|A؛ B|A. B");
    for language in ["ru", "sw", "rw"] {
        assert_eq!(said(language), "A: B|A, B|A; B|A. B");
    }
}

#[test]
fn french_marks_never_begin_a_line() {
    let file = file(text_of("fr"));
    let mut said = Vec::new();
    texts("fr", &file, &mut said);
    let wrong: Vec<_> = said
        .iter()
        .filter(|(_, text)| {
            [" :", " ;", " ?", " !", " »", "« "]
                .iter()
                .any(|it| text.contains(it))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_status_is_called_the_same_of_events_and_of_relationships() {
    // The filter "Status" has one choice for both.
    for tag in LANGUAGES {
        let words = words(tag);
        for (event, relationship) in [
            (EventStatus::Proposed, RelationshipStatus::Proposed),
            (EventStatus::Reported, RelationshipStatus::Reported),
        ] {
            assert_eq!(
                words.event_status(event),
                words.relationship_status(relationship),
                "{tag}"
            );
        }
    }
}

#[test]
fn nothing_is_made_surer_or_more_doubtful_by_its_translation() {
    let status = |tag, status| words(tag).relationship_status(status);
    // Not "alleged", of what the article itself states.
    assert_eq!(status("ru", RelationshipStatus::Stated), "Заявлено");
    // Not "confirmed".
    assert_eq!(status("rw", RelationshipStatus::Stated), "Byatangajwe");
    // Not "exiled", which the other word is next to a person's name.
    assert_eq!(status("ar", RelationshipStatus::Denied), "جرى نفيه");
    // Somebody else denied it.
    assert_eq!(status("zh", RelationshipStatus::Denied), "遭否认");
    // Not "was prepared": a plan is not done.
    assert_eq!(
        words("rw").event_status(EventStatus::Planned),
        "Biteganyijwe"
    );
    // Not "some day or other".
    assert_eq!(words("zh").legend_day, "精确到日");
    // The date is that of the article, not of the event.
    for tag in LANGUAGES {
        let said = words(tag).undated_before_publication;
        assert!(
            said.contains("({date})") || said.contains("（{date}）"),
            "{tag}"
        );
    }
}

#[test]
fn arabic_isolates_every_address() {
    let file = file(text_of("ar"));
    let mut said = Vec::new();
    texts("ar", &file, &mut said);
    for (path, text) in said {
        let bare = text.replace("\u{2066}{url}\u{2069}", "");
        assert!(!bare.contains("{url}"), "{path}: {text}");
    }
}

#[test]
fn every_message_is_used() {
    fn sources(folder: &Path, text: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, text);
            } else if path.extension().is_some_and(|it| it == "rs") {
                text.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let mut code = String::new();
    for folder in ["src", "crates"] {
        let folder = root().join(folder);
        if folder.is_dir() {
            sources(&folder, &mut code);
        }
    }
    let Value::Map(english) = Messages::ENGLISH.to_value() else {
        panic!("the messages are a map");
    };
    let mut names: Vec<String> = english.iter().map(|(name, _)| name.to_string()).collect();
    if let Some((_, Value::Map(dates))) = english.iter().find(|(name, _)| name == "dates") {
        names.extend(dates.iter().map(|(name, _)| name.to_string()));
    }
    let is_used = |name: &str| {
        code.match_indices(&format!(".{name}")).any(|(at, found)| {
            !code
                .get(at + found.len()..)
                .unwrap()
                .starts_with(|c: char| c == '_' || c.is_alphanumeric())
        })
    };
    names.retain(|name| !is_used(name));
    assert!(names.is_empty(), "nobody says {names:?}");
}
