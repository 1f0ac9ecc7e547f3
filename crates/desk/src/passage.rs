//! What a selected passage says of the record that is made of it: its date, its parties and its
//! place.

use super::dating::{dating_value, kept_words};
use super::edit::{Edit, Value, at, text, text_at};
use super::mentions::{KnownNames, Mentions};
use super::new_record::first_values;
use super::validate::record;
use super::verbs;
use backstory_core::dataset::{Date, EventKind};
use backstory_core::query::fold;
use backstory_formats::english_date::{Interpretation, interpret, is_month, is_weekday};

/// How many words a date has at most.
const MAX_DATE_WORDS: usize = 7;

/// How many words between two parties may be what the one does to the other.
const MAX_VERB_WORDS: usize = 5;

/// A text with `words` in place of what is selected in it, in UTF-16 code units as a text field
/// counts; and where the words end.
#[must_use]
pub fn spliced(text: &str, selection: (usize, usize), words: &str) -> (String, usize) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let start = selection.0.min(units.len());
    let end = selection.1.clamp(start, units.len());
    let part = |units: Option<&[u16]>| String::from_utf16_lossy(units.unwrap_or_default());
    let (before, after) = (part(units.get(..start)), part(units.get(end..)));
    let caret = start + words.encode_utf16().count();
    ([&before, words, &after].concat(), caret)
}

/// A date in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundDate {
    /// The date.
    pub date: Date,
    /// The article's words for it.
    pub words: String,
    /// Whether its year is a guess.
    pub is_assumed: bool,
}

/// What a passage suggests.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Suggestion {
    /// When.
    pub date: Option<FoundDate>,
    /// The ids of who is named, in the order of the text, without the place.
    pub parties: Vec<String>,
    /// The id of where.
    pub place: Option<String>,
    /// What is between the first two parties, if it may be a verb.
    pub verb: Option<String>,
    /// What an event of it is.
    pub event: VerbHints,
    /// What a relationship of it is.
    pub relationship: VerbHints,
}

/// What the verbs of a passage tell of a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VerbHints {
    /// Its kind.
    pub kind: Option<&'static str>,
    /// Its status, where it is not the one that a record has at first.
    pub status: Option<&'static str>,
    /// Its stance, of a relationship.
    pub stance: Option<&'static str>,
}

impl Suggestion {
    /// Whether it suggests nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What a passage of an article that appeared at `published` suggests.
#[must_use]
pub fn suggest(document: &Value, passage: &str, published: Option<&Date>) -> Suggestion {
    suggest_by(&KnownNames::of(document), document, passage, published)
}

/// The same for several passages of one document, whose names are gathered once.
pub(super) fn suggest_by(
    names: &KnownNames,
    document: &Value,
    passage: &str,
    published: Option<&Date>,
) -> Suggestion {
    let (named, _) = names.read(&[passage.to_owned()]);
    let units: Vec<u16> = passage.encode_utf16().collect();
    let before = |at: usize| {
        let text = String::from_utf16_lossy(units.get(..at).unwrap_or_default());
        fold(text.split_whitespace().next_back().unwrap_or_default())
    };
    let first_at = |it: &Mentions| it.places.first().map_or(0, |(_, range)| range.start);
    let mut named: Vec<&Mentions> = named.iter().collect();
    named.sort_by_key(|it| first_at(it));
    let id = |it: &Mentions| {
        let path = record("entities", it.entity);
        text_at(document, &[&path, ".id"].concat()).to_owned()
    };
    let is_place = |it: &&&Mentions| {
        let kind = text_at(
            document,
            &[&record("entities", it.entity), ".kind"].concat(),
        );
        let may_be = ["place", "country"].contains(&kind);
        let preposition = before(first_at(it));
        may_be && ["in", "at", "near", "outside", "off"].contains(&&*preposition)
    };
    let place = named.iter().find(is_place).map(|it| id(it));
    let parties: Vec<&&Mentions> = named.iter().filter(|it| Some(id(it)) != place).collect();
    let verb = match parties.as_slice() {
        [one, other, ..] => {
            let end = one.places.first().map_or(0, |(_, range)| range.end);
            let between = units.get(end..first_at(other)).unwrap_or_default();
            verb_in(&String::from_utf16_lossy(between))
        }
        _ => None,
    };
    let parties = parties.into_iter().map(|it| id(it));
    Suggestion {
        date: date_in(passage, published),
        parties: parties.filter(|id| !id.is_empty()).collect(),
        place: place.filter(|id| !id.is_empty()),
        verb,
        event: VerbHints {
            kind: verbs::event_kind(passage),
            status: verbs::event_status(passage),
            stance: None,
        },
        relationship: VerbHints {
            kind: verbs::relationship_kind(passage),
            status: verbs::relationship_status(passage),
            stance: verbs::stance(passage),
        },
    }
}

/// What one party does to another, of the words between them; nothing where they are a list, or
/// more than that.
fn verb_in(between: &str) -> Option<String> {
    // ", 58, owns": what is said of the first party is not of the verb.
    let rest = between.trim_start().strip_prefix(',');
    let rest = rest.and_then(|rest| rest.split_once(','));
    let between = rest.map_or(between, |(_, rest)| rest);
    let mut words: Vec<&str> = between.split_whitespace().collect();
    while words
        .last()
        .is_some_and(|word| ["the", "a", "an"].contains(word))
    {
        words.pop();
    }
    let is_verb = !words.is_empty()
        && words.len() <= MAX_VERB_WORDS
        && !between.contains([',', ';', '.', '“', '”', '"'])
        && !["and", "or", "of", "for", "with", "in", "from", "to"].contains(words.first()?);
    is_verb.then(|| words.join(" "))
}

/// The first date in a text, in as many of its words as say it.
#[must_use]
pub fn date_in(text: &str, published: Option<&Date>) -> Option<FoundDate> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let bare = |word: &str| fold(word.trim_matches(|it: char| !it.is_alphanumeric()));
    let may_be_date = |word: &&str| {
        let word = bare(word);
        let has_digit = word.contains(|it: char| it.is_ascii_digit());
        has_digit
            || is_month(&word)
            || is_weekday(&word)
            || ["yesterday", "ago", "last", "week", "month", "year"].contains(&&*word)
    };
    for begin in 0..words.len() {
        for length in (1..=MAX_DATE_WORDS.min(words.len() - begin)).rev() {
            let Some(window) = words.get(begin..begin + length) else {
                continue;
            };
            // A number alone may count anything: a year has four digits.
            let is_number = length == 1 && bare(window.first().unwrap_or(&"")).chars().count() != 4;
            // "on 18 March on buying it" is of the day; "from 18 March on" is since then.
            let edge = |word: Option<&&str>| fold(word.map_or("", |it| *it));
            let last = edge(window.last());
            let is_more = ["the", "a", "an", "in", "at", "of", "and", "by"].contains(&&*last)
                || (last == "on" && edge(window.first()) != "from");
            if !window.iter().any(may_be_date) || is_number || is_more {
                continue;
            }
            let phrase = window.join(" ");
            let phrase = phrase.trim_matches(|it: char| !it.is_alphanumeric());
            let (date, is_assumed) = match interpret(phrase, published) {
                Interpretation::Date(date) => (date, false),
                Interpretation::Assumed(date) => (date, true),
                _ => continue,
            };
            let words = phrase.to_owned();
            return Some(FoundDate {
                date,
                words,
                is_assumed,
            });
        }
    }
    None
}

/// The fields of the event at `path` that a suggestion fills in.
#[must_use]
pub fn event_fields(path: &str, it: &Suggestion) -> Vec<(String, Value)> {
    let rows = it.parties.iter();
    let rows = rows.map(|id| Value::Map(vec![("entity".into(), text(id.as_str()))]));
    let rows: Vec<Value> = rows.collect();
    let dating = it
        .date
        .as_ref()
        .and_then(|it| kept_words(&it.words, &it.date));
    // None of the verbs that are known: then it is of none of the other kinds, until one is chosen.
    let kind = it.event.kind.or(EventKind::Other.word());
    let values = [
        ("date", it.date.as_ref().map(|it| text(it.date.as_str()))),
        ("dating", dating.map(|it| dating_value(&it))),
        ("kind", kind.map(text)),
        ("status", it.event.status.map(text)),
        ("place", it.place.as_deref().map(text)),
        (
            "participants",
            (!rows.is_empty()).then_some(Value::List(rows)),
        ),
    ];
    fields(path, values)
}

/// The fields of the relationship at `path` that a suggestion fills in.
#[must_use]
pub fn relationship_fields(path: &str, it: &Suggestion) -> Vec<(String, Value)> {
    let party = |at: usize| it.parties.get(at).map(|id| text(id.as_str()));
    let told = &it.relationship;
    let values = [
        ("subject", party(0)),
        ("predicate", it.verb.as_deref().map(text)),
        ("object", party(1)),
        ("kind", told.kind.map(text)),
        ("stance", told.stance.map(text)),
        ("status", told.status.map(text)),
        ("period", it.date.as_ref().map(|it| text(it.date.as_str()))),
    ];
    fields(path, values)
}

fn fields<const N: usize>(path: &str, values: [(&str, Option<Value>); N]) -> Vec<(String, Value)> {
    let values = values.into_iter();
    let values = values.filter_map(|(name, value)| Some(([path, ".", name].concat(), value?)));
    values.collect()
}

/// Whether what is at `path` was filled in, and is as it was.
#[must_use]
pub fn is_as_filled(document: &Value, filled: &[(String, Value)], path: &str) -> bool {
    filled.iter().any(|(own, value)| {
        let rest = path.strip_prefix(own.as_str());
        let is_in_it = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('['));
        is_in_it && at(document, own) == Some(value)
    })
}

/// The changes that take back what was filled in and is as it was.
#[must_use]
pub fn take_back(document: &Value, filled: &[(String, Value)]) -> Vec<Edit> {
    let same = filled
        .iter()
        .filter(|(path, value)| at(document, path) == Some(value));
    same.map(|(path, _)| match first_value(path) {
        Some(value) => Edit::Set(path.clone(), text(value)),
        None => Edit::Remove(path.clone()),
    })
    .collect()
}

/// What a new record has in the field at `path` before anything is chosen.
fn first_value(path: &str) -> Option<&'static str> {
    let (record, field) = path.rsplit_once('.')?;
    let list = record.split('[').next()?;
    let first = first_values(list).iter().find(|(name, _)| *name == field);
    first.map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::northport as document;
    use super::*;

    fn date(text: &str) -> Option<(String, String)> {
        let published = Date::parse("2024-03-01").ok();
        let found = date_in(text, published.as_ref());
        found.map(|it| (it.date.to_string(), it.words))
    }

    #[test]
    fn what_is_pasted_takes_the_place_of_what_is_selected() {
        // A letter outside of the first plane has two code units.
        let text = "Où 𝄞 est?";
        assert_eq!(spliced(text, (3, 5), "il"), ("Où il est?".to_owned(), 5));
        assert_eq!(spliced(text, (5, 5), "!"), ("Où 𝄞! est?".to_owned(), 6));
        let appended = ("Où 𝄞 est?\n\nA".to_owned(), 13);
        assert_eq!(spliced(text, (99, 120), "\n\nA"), appended);
        assert_eq!(spliced("", (0, 0), "A"), ("A".to_owned(), 1));
    }

    #[test]
    fn a_passage_has_its_date_its_parties_and_its_place() {
        let it = suggest(
            &document(),
            "Northport Council sold the harbour to Kestrel at a hearing in Northport on 14 March 2023",
            None,
        );
        let found = it.date.as_ref().unwrap();
        assert_eq!(
            (found.date.as_str(), &*found.words),
            ("2023-03-14", "on 14 March 2023")
        );
        assert_eq!(it.parties, ["council", "kestrel"]);
        assert_eq!(it.place.as_deref(), Some("northport"));
        assert_eq!(it.verb.as_deref(), Some("sold the harbour to"));
        assert_eq!(it.event.kind, Some("agreement"));

        let mut event = document();
        let filled = event_fields("events[0]", &it);
        for (path, value) in &filled {
            super::super::edit::apply(&mut event, &Edit::Set(path.clone(), value.clone()));
        }
        assert_eq!(text_at(&event, "events[0].date"), "2023-03-14");
        assert_eq!(text_at(&event, "events[0].place"), "northport");
        assert_eq!(
            text_at(&event, "events[0].participants[1].entity"),
            "kestrel"
        );
        for (path, value) in relationship_fields("relationships[0]", &it) {
            super::super::edit::apply(&mut event, &Edit::Set(path, value));
        }
        assert_eq!(text_at(&event, "relationships[0].object"), "kestrel");
        assert_eq!(text_at(&event, "relationships[0].period"), "2023-03-14");
        assert_eq!(text_at(&event, "relationships[0].kind"), "trade");

        // What was chosen since then is kept.
        let chosen = Edit::Set("events[0].kind".to_owned(), text("other"));
        super::super::edit::apply(&mut event, &chosen);
        for edit in take_back(&event.clone(), &filled) {
            super::super::edit::apply(&mut event, &edit);
        }
        assert_eq!(at(&event, "events[0].date"), None);
        assert_eq!(at(&event, "events[0].participants"), None);
        assert_eq!(text_at(&event, "events[0].kind"), "other");
        assert!(suggest(&document(), "nothing at all", None).is_empty());
    }

    #[test]
    fn a_verb_is_what_one_party_does_to_the_other() {
        for (between, verb) in [
            (" sold the harbour to ", Some("sold the harbour to")),
            (", 58, owns ", Some("owns")),
            (", the finance director, advised the ", Some("advised")),
            (" and ", None),
            (", ", None),
            (" of the ", None),
            (". In May ", None),
        ] {
            assert_eq!(verb_in(between).as_deref(), verb, "{between}");
        }
    }

    #[test]
    fn dates_are_found_as_the_article_has_them() {
        for (text, found, words) in [
            (
                "It was sold on Tuesday 27 February 2024, they said",
                "2024-02-27",
                "on Tuesday 27 February 2024",
            ),
            (
                "In the late 1990s it closed",
                "[1995..1999]",
                "In the late 1990s",
            ),
            (
                "It closed at the end of 2023.",
                "[2023-09..2023-12]",
                "the end of 2023",
            ),
            (
                "They met last November in Sochi",
                "2023-11",
                "last November",
            ),
            ("He paid 500 people in 2019", "2019", "in 2019"),
            (
                "In late 2021 the town sold it",
                "[2021-09..2021-12]",
                "In late 2021",
            ),
            (
                "They vote on 18 March 2024 on buying it",
                "2024-03-18",
                "on 18 March 2024",
            ),
        ] {
            let (date, phrase) = date(text).unwrap_or_default();
            assert_eq!(date, found, "{text}");
            assert!(
                phrase.contains(words.trim_start_matches("on ")) || words.contains(&*phrase),
                "{phrase}"
            );
        }
        assert_eq!(date("He paid 500 people"), None);
        assert_eq!(date("The last of them left"), None);
        let guess = date_in("on 20 February", Date::parse("2024-03-01").ok().as_ref()).unwrap();
        assert!(guess.is_assumed);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}") {
            let _ = suggest(&document(), &text, None);
        }
    }
}
