//! What is wrong, and what is missing, in sentences that name the record and no path.

use super::edit::{Value, at, len, text_at};
use super::languages::words_at;
use super::quick_fix::is_placeholder;
use super::validate::{entity_name, label, noun, record};
use super::work::Work;
use backstory_core::dataset::{
    OrderRelation, Problem, ProblemKind, RecordType, RelationshipStatus, names,
};

/// What a record is called at the beginning of a sentence: by its name, or by its place in the
/// list.
#[must_use]
pub fn called(document: &Value, path: &str) -> Option<String> {
    let (list, rest) = path.split_once('[')?;
    let index: usize = rest.split_once(']')?.0.parse().ok()?;
    let own = record(list, index);
    let is_record = RecordType::ALL.iter().any(|it| it.list() == list);
    if !is_record {
        return None;
    }
    let name = label(document, &own);
    let id = text_at(document, &[&own, ".id"].concat());
    if name != "Unnamed" && (name != id || !is_placeholder(list, id)) {
        return Some(["“", &name, "”"].concat());
    }
    let noun = match list {
        "entities" => "name of the list",
        _ => noun(list),
    };
    Some(["The ", &ordinal(index + 1), " ", noun].concat())
}

/// A place in a list, in words as far as they are short.
fn ordinal(number: usize) -> String {
    const WORDS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    if let Some(word) = number.checked_sub(1).and_then(|at| WORDS.get(at)) {
        return (*word).to_owned();
    }
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    [&number.to_string(), end].concat()
}

/// The field at the end of a path as the form calls it.
fn field_name(path: &str) -> &str {
    let field = path.rsplit('.').next().unwrap_or(path);
    let field = field.split('[').next().unwrap_or(field);
    let is_article = path.starts_with("article.");
    match field {
        "title" if is_article => "headline",
        "published" => "date of publication",
        "title" => "title",
        "predicate" => "verb (“Does what”)",
        "subject" => "one who does it (“Who”)",
        "object" => "one to whom it is done (“To whom”)",
        "entity" => "name of who took part",
        "place" => "place",
        "member_of" => "group that it belongs to",
        "attribution" => "one who says so",
        "denied_by" => "one who denies it",
        "period" => "time over which it was so",
        "evidence" => "passage",
        "start" => "first words of the passage",
        "end" => "last words of the passage",
        "paragraph" => "number of the paragraph",
        "url" => "link",
        "id" => "name in links",
        other => other,
    }
}

/// The problem as a sentence, without the name of its record.
#[must_use]
pub fn problem_sentence(document: &Value, problem: &Problem) -> String {
    let path = problem.path.as_str();
    let field = field_name(path);
    let words = at(document, path).map_or_else(String::new, shown);
    let meant = |word: &str| [" Did you mean ", word, "?"].concat();
    let quoted_meant = |word: &Option<_>| {
        let word: Option<&str> = word.as_deref();
        word.map_or_else(String::new, |word| meant(&["“", word, "”"].concat()))
    };
    match &problem.kind {
        ProblemKind::UnknownRecord {
            record: kind,
            id,
            suggestion,
        } => {
            let is_entity = *kind == RecordType::Entity;
            let nobody = if is_entity {
                ["there is nobody called “", id, "”."]
            } else {
                ["there is no event called “", id, "”."]
            };
            let suggested = suggestion
                .as_deref()
                .map(|id| record_name(document, *kind, id));
            let suggested = suggested.map_or_else(String::new, |name| meant(&name));
            [nobody.concat(), suggested].concat()
        }
        ProblemKind::SkippedRecord { record: kind, id } => [
            "it names ",
            &*record_name(document, *kind, id),
            ", which has errors of its own.",
        ]
        .concat(),
        ProblemKind::MissingField => match path.rsplit('.').next() {
            Some("kind") => "its kind is not chosen yet.".to_owned(),
            Some("status") => "its status is not chosen yet.".to_owned(),
            _ => ["the ", field, " is missing."].concat(),
        },
        ProblemKind::MissingEvidence => {
            "no passage says so yet: select the words in the article.".to_owned()
        }
        ProblemKind::UnknownWord {
            field,
            word,
            suggestion,
            ..
        } => {
            let not = ["“", word, "” is not a ", field, " that there is."].concat();
            [not, quoted_meant(suggestion)].concat()
        }
        ProblemKind::UnknownField { suggestion } => {
            let name = path.rsplit('.').next().unwrap_or(path);
            let not = ["there is no field “", name, "”."].concat();
            let meant = suggestion.map_or_else(String::new, |it| meant(&["“", it, "”"].concat()));
            [not, meant].concat()
        }
        ProblemKind::UndeclaredField { suggestion } => {
            let name = path.rsplit('.').next().unwrap_or(path);
            let not = ["your story has no field “", name, "” of its own."].concat();
            [not, quoted_meant(suggestion)].concat()
        }
        ProblemKind::WrongType { expected, found } => [
            "the ",
            field,
            " should be ",
            expected.as_str(),
            ", and is ",
            found.as_str(),
            ".",
        ]
        .concat(),
        ProblemKind::NotAnOrdinal => ["the ", field, " should be a number from 1."].concat(),
        ProblemKind::InvalidDate(_) => ["“", &words, "” is not a date yet."].concat(),
        ProblemKind::DuplicateId { id, .. } => {
            ["another one has the same name in links, “", id, "”."].concat()
        }
        ProblemKind::InvalidId { id } => [
            "the name in links, “",
            id,
            "”, may have only the letters a to z, digits and hyphens.",
        ]
        .concat(),
        ProblemKind::InvalidWikidataId { id } => {
            ["“", id, "” is not a Wikidata ID, which is like Q1037."].concat()
        }
        ProblemKind::UnsafeUrl => {
            ["the link “", &words, "” does not begin with https://."].concat()
        }
        ProblemKind::TooManyWords { .. } => {
            "the passage is too long: its first six and its last six words are enough.".to_owned()
        }
        ProblemKind::MemberOfItself => "it cannot belong to itself.".to_owned(),
        ProblemKind::OrderedByItself { field } => {
            let verb = if *field == names::event::DURING {
                "lie within"
            } else {
                field
            };
            [
                "it cannot ",
                if verb == *field { "come " } else { "" },
                verb,
                " itself.",
            ]
            .concat()
        }
        ProblemKind::OrderContradiction(chain) => {
            let name = |id: &str| record_name(document, RecordType::Event, id);
            let mut sentence = match &chain.dates {
                Some(_) => "the order contradicts the dates: ".to_owned(),
                None => "the order goes in a circle: ".to_owned(),
            };
            let dated = |id: &str, date: Option<&str>| match date {
                Some(date) => [&*name(id), " (", date, ")"].concat(),
                None => name(id),
            };
            let (first, last) = match &chain.dates {
                Some((first, last)) => (Some(&**first), Some(&**last)),
                None => (None, None),
            };
            sentence.push_str(&dated(&chain.first, first));
            for (at, (relation, id)) in chain.steps.iter().enumerate() {
                let is_last = at + 1 == chain.steps.len();
                sentence.push_str(match relation {
                    OrderRelation::After => " is after ",
                    OrderRelation::Before => " is before ",
                    OrderRelation::During => " is within ",
                    OrderRelation::Includes => " is around ",
                });
                sentence.push_str(&dated(id, last.filter(|_| is_last)));
                sentence.push_str(if is_last { "." } else { ", which" });
            }
            sentence
        }
        other => [&*other.to_string(), "."].concat(),
    }
}

/// What a record that is referred to is called.
fn record_name(document: &Value, kind: RecordType, id: &str) -> String {
    if kind == RecordType::Entity {
        return entity_name(document, id);
    }
    let list = kind.list();
    let found = (0..len(document, list))
        .map(|index| record(list, index))
        .find(|path| text_at(document, &[path, ".id"].concat()) == id);
    let name = found.map_or_else(|| id.to_owned(), |path| label(document, &path));
    ["“", &name, "”"].concat()
}

/// A value as it is read.
fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        other => serde_json::to_string(other).unwrap_or_default(),
    }
}

/// Something that is not wrong, and that readers would miss.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// The record or field that it is of.
    pub path: String,
    /// What is missing, as a sentence.
    pub sentence: String,
}

/// What a story lacks for its readers; nothing of an empty one.
#[must_use]
pub fn advice(work: &Work) -> Vec<Advice> {
    let document = &*work.document;
    let mut all = Vec::new();
    if work.is_empty() {
        return all;
    }
    for (field, sentence) in [
        ("title", "The headline of the article is missing."),
        ("publisher", "The publisher of the article is missing."),
        (
            "published",
            "The date of publication is missing: “last week” cannot be counted from it.",
        ),
        (
            "language",
            "The language of the article is missing: readers hear it read in their own.",
        ),
    ] {
        let path = ["article.", field].concat();
        if at(document, &path).is_none_or(|value| shown(value).trim().is_empty()) {
            let sentence = sentence.to_owned();
            all.push(Advice { path, sentence });
        }
    }
    let has_amounts = (0..len(document, "fields")).any(|index| {
        let field = record("fields", index);
        text_at(document, &[&field, ".type"].concat()) == "number"
    });
    for list in [RecordType::Event, RecordType::Relationship].map(RecordType::list) {
        for index in 0..len(document, list) {
            let own = record(list, index);
            let name = called(document, &own).unwrap_or_default();
            let field = |name: &str| [&*own, ".", name].concat();
            let mut push = |path: String, sentence: &str| {
                let sentence = [&*name, ": ", sentence].concat();
                all.push(Advice { path, sentence });
            };
            let title = field(if list == "events" { "title" } else { "what" });
            let has_numbers = matches!(at(document, &field("fields")), Some(Value::Map(values)) if
                values.iter().any(|(_, value)| matches!(value, Value::Number(_))));
            if let Some(money) = money_in(words_at(document, &title))
                && !has_numbers
            {
                let rest = if has_amounts {
                    " stands in the words only: in its field it is added up and filtered."
                } else {
                    " stands in the words only: a field of your own for amounts adds it up and \
                     filters by it."
                };
                push(title, &["“", &money, "”", rest].concat());
            }
            let status = text_at(document, &field("status"));
            let needs_claimant = [RelationshipStatus::Reported, RelationshipStatus::Analysis]
                .iter()
                .any(|it| it.as_str() == status);
            let has_sources = len(document, &field("sources")) > 0;
            if list == "relationships"
                && needs_claimant
                && !has_sources
                && text_at(document, &field("attribution")).is_empty()
            {
                push(
                    field("attribution"),
                    "it is a claim, and nobody is named who makes it.",
                );
            }
            for item in 0..len(document, &field("media")) {
                let media = record(&field("media"), item);
                let alt = [&*media, ".alt"].concat();
                let kind = text_at(document, &[&*media, ".type"].concat());
                if kind == "image" && words_at(document, &alt).trim().is_empty() {
                    push(
                        own.clone(),
                        "a picture has no text for readers who cannot see it.",
                    );
                }
            }
        }
    }
    all
}

/// The first amount of money in a text: `£2.3 million`, `USD 40,000`, `12 000 €`.
#[must_use]
pub fn money_in(text: &str) -> Option<String> {
    const SIGNS: [char; 8] = ['£', '€', '$', '¥', '₹', '₽', '₩', '₺'];
    const CODES: [&str; 9] = [
        "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "RUB", "RWF", "KES",
    ];
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| {
        word.trim_matches(['.', ',', ';', ':', '(', ')', '“', '”'])
            .to_owned()
    };
    let is_number = |word: &str| {
        word.starts_with(|it: char| it.is_ascii_digit())
            && word
                .chars()
                .all(|it| it.is_ascii_digit() || matches!(it, '.' | ','))
    };
    let is_scale = |word: &str| {
        ["million", "billion", "thousand", "m", "bn", "trillion"].contains(&&*word.to_lowercase())
    };
    for (index, word) in words.iter().enumerate() {
        let word = bare(word);
        let next = words
            .get(index + 1)
            .map(|word| bare(word))
            .unwrap_or_default();
        let scaled = |amount: String, scale: &str| {
            if is_scale(scale) {
                [&*amount, " ", scale].concat()
            } else {
                amount
            }
        };
        if word.contains(SIGNS) && word.contains(|it: char| it.is_ascii_digit()) {
            return Some(scaled(word, &next));
        }
        if CODES.contains(&&*word) && is_number(&next) {
            let scale = words
                .get(index + 2)
                .map(|word| bare(word))
                .unwrap_or_default();
            return Some(scaled([&*word, " ", &next].concat(), &scale));
        }
        if is_number(&word)
            && (CODES.contains(&&*next) || SIGNS.iter().any(|it| next == it.to_string()))
        {
            return Some([&*word, " ", &next].concat());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::validate::Validation;
    use super::*;
    use std::rc::Rc;

    fn work(document: &str) -> Work {
        Work {
            document: Rc::new(serde_json::from_str(document).unwrap()),
            ..Work::new()
        }
    }

    fn sentences(document: &str) -> Vec<String> {
        let work = work(document);
        let validation = Validation::of(&work);
        validation
            .problems
            .iter()
            .map(|problem| {
                let name = called(&work.document, &problem.path).unwrap_or_default();
                [&*name, ": ", &problem_sentence(&work.document, problem)].concat()
            })
            .collect()
    }

    #[test]
    fn a_problem_is_told_by_names_and_never_by_its_path() {
        let said = sentences(
            r#"{"format": "backstory/1",
                "entities": [{"id": "harbour-futures-ltd", "kind": "organisation", "name": "Harbour Futures Ltd"},
                             {"id": "x", "kind": "contry", "name": "X"}],
                "events": [
                  {"id": "event", "kind": "visit", "status": "happened", "date": "some day", "colour": "red",
                   "evidence": [{"paragraph": 1, "start": "a"}]},
                  {"id": "sale", "title": "The sale", "kind": "agreement", "status": "happened", "place": "harbour-futures",
                   "evidence": []}],
                "relationships": [{"id": "p", "subject": "harbour-futures-ltd", "predicate": "pays", "object": "x",
                   "kind": "economic", "status": "stated", "sources": [{"title": "S", "url": "ftp://x"}],
                   "evidence": [{"paragraph": 0, "start": "a"}]}]}"#,
        );
        let all = said.join("\n");
        for sentence in [
            "“The sale”: there is nobody called “harbour-futures”. Did you mean Harbour Futures Ltd?",
            "“X”: “contry” is not a kind that there is. Did you mean “country”?",
            "The first event: the title is missing.",
            "The first event: “some day” is not a date yet.",
            "The first event: there is no field “colour”.",
            "“The sale”: no passage says so yet: select the words in the article.",
            "“Harbour Futures Ltd pays X”: the link “ftp://x” does not begin with https://.",
            "“Harbour Futures Ltd pays X”: the number of the paragraph should be a number from 1.",
        ] {
            assert!(all.contains(sentence), "{sentence}\n\n{all}");
        }
        assert!(!all.contains('['), "{all}");
    }

    #[test]
    fn what_readers_would_miss_is_asked_for() {
        let work = work(
            r#"{"format": "backstory/1", "article": {"title": "T", "language": "en"},
                "fields": [{"id": "amount", "of": "relationships", "name": "Amount", "type": "number"}],
                "events": [{"id": "a", "title": "The council sells it for £2.3 million",
                  "media": [{"type": "image", "src": "a.jpg"}, {"type": "video", "src": "a.mp4"},
                            {"type": "image", "src": "b.jpg", "alt": {"en": "A harbour"}}]}],
                "relationships": [
                  {"id": "b", "subject": "x", "predicate": "pays", "object": "y", "what": "40,000 EUR", "status": "reported"},
                  {"id": "c", "subject": "x", "predicate": "pays", "object": "z", "what": "40,000 EUR", "status": "stated", "fields": {"amount": 40000}}]}"#,
        );
        let asked = advice(&work);
        let paths: Vec<&str> = asked.iter().map(|it| it.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "article.publisher",
                "article.published",
                "events[0].title",
                "events[0]",
                "relationships[0].what",
                "relationships[0].attribution",
            ]
        );
        assert!(
            asked[2]
                .sentence
                .contains("“£2.3 million” stands in the words only")
        );
        assert_eq!(
            asked[5].sentence,
            "“x pays y”: it is a claim, and nobody is named who makes it."
        );
        assert_eq!(advice(&Work::new()), []);
    }

    #[test]
    fn money_is_told_from_other_numbers() {
        for (text, money) in [
            ("Sold for £2.3 million, they say", Some("£2.3 million")),
            ("It paid USD 40,000.", Some("USD 40,000")),
            ("It paid 12,000 € at once", Some("12,000 €")),
            ("It paid $5m", Some("$5m")),
            ("27 February 2024", None),
            ("500 people", None),
            ("US troops", None),
        ] {
            assert_eq!(money_in(text).as_deref(), money, "{text}");
        }
    }

    #[test]
    fn places_in_a_list_are_words() {
        assert_eq!(ordinal(2), "second");
        assert_eq!(ordinal(21), "21st");
        assert_eq!(ordinal(112), "112th");
    }
}
