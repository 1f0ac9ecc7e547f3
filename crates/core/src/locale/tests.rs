//! The files of `locale/` say all that English says, in their own grammar.

use std::collections::BTreeSet;

use super::message::{CATEGORIES, Readable};
use super::{ENGLISH, Messages, Words, describe};
use crate::dataset::{Date, Field, Value};

/// Each file, with the plural categories that its language tells apart
/// (Unicode CLDR 46).
const FILES: [(&str, &str, &[&str]); 6] = [
    (
        "ar",
        include_str!("../../locale/ar.json"),
        &["zero", "one", "two", "few", "many", "other"],
    ),
    (
        "fr",
        include_str!("../../locale/fr.json"),
        &["one", "many", "other"],
    ),
    (
        "ru",
        include_str!("../../locale/ru.json"),
        &["one", "few", "many", "other"],
    ),
    (
        "rw",
        include_str!("../../locale/rw.json"),
        &["one", "other"],
    ),
    (
        "sw",
        include_str!("../../locale/sw.json"),
        &["one", "other"],
    ),
    ("zh", include_str!("../../locale/zh.json"), &["other"]),
];

fn file(text: &str) -> Value<'static> {
    serde_json::from_str(text).unwrap()
}

fn words(language: &str) -> &'static Words {
    let (tag, text, _) = FILES.iter().find(|(tag, ..)| *tag == language).unwrap();
    Words::of(tag, Some(&file(text)))
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
        wrong.push(format!("{path}: is no text"));
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
    for (tag, text, plurals) in FILES {
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
    let mut spoilt = FILES[1]
        .1
        .replace("\"{from} – {to}\"", "\"{from} – {too}\"");
    spoilt = spoilt.replace("\"many\": \"{n} de relations\",", "");
    spoilt = spoilt.replace("\"widget\"", "\"wodget\"");
    let mut wrong = Vec::new();
    compare("fr", &english, &file(&spoilt), FILES[1].2, &mut wrong);
    assert_eq!(wrong.len(), 4, "{wrong:?}");
}

#[test]
fn every_language_has_its_file_and_no_other_is_offered() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/locale");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let known = FILES.map(|(tag, ..)| format!("{tag}.json"));
    assert_eq!(files, BTreeSet::from(known));
    let loader = include_str!("../host/language.js");
    let offered = FILES.map(|(tag, ..)| format!("\"{tag}\"")).join(", ");
    assert!(loader.contains(&format!("const FILES = [{offered}];")));
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
        ("fr", "2018-06-01/2018-06-05", "1er–5 juin 2018"),
        ("fr", "2018-06-03T14:05", "3 juin 2018 à 14 h 05"),
        (
            "fr",
            "2024-02-14T05:52/2024-02-14T10:31",
            "14 février 2024 à 5 h 52–10 h 31",
        ),
        ("fr", "2017-21/..", "depuis : printemps 2017"),
        ("fr", "../201X", "jusqu’à : les années 2010"),
        ("fr", "20XX", "une année de la période 2000–2099"),
        ("ru", "2018-06-03", "3 июня 2018 г."),
        ("ru", "2018-06/..", "с июня 2018 г."),
        ("ru", "2013/..", "с 2013 г."),
        ("ru", "2017-21/..", "весна 2017 г. и далее"),
        ("ru", "../2017-21", "конец — весна 2017 г."),
        ("ru", "../2018-06", "по июнь 2018 г."),
        ("ru", "2017-11-XX", "один из дней ноября 2017 г."),
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
        ("sw", "1963%", "huenda takriban 1963"),
        ("rw", "2018-06/..", "kuva muri Kamena 2018"),
        ("rw", "2018-06-03/..", "kuva ku wa 3 Kamena 2018"),
    ] {
        let date = Date::parse(date).unwrap();
        assert_eq!(describe(Some(&date), words(language)), said);
    }
    assert_eq!(describe(None, &ENGLISH), "undated");
}
