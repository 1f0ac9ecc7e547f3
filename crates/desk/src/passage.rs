//! What a selected passage says of the record that is made of it: its date, its parties and its
//! place; and what a name is, as far as its words tell.

use super::edit::{Edit, Value, at, len, text, text_at};
use super::languages::words_at;
use super::mentions::{Mentions, mentions};
use super::validate::record;
use backstory_core::dataset::Date;
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
    /// What sort of event it is.
    pub kind: Option<&'static str>,
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
    let named = mentions(document, &[passage.to_owned()]);
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
            let between = String::from_utf16_lossy(between);
            let words: Vec<&str> = between.split_whitespace().collect();
            let is_verb = !words.is_empty()
                && words.len() <= MAX_VERB_WORDS
                && !between.contains([',', ';', '.', '“', '”', '"'])
                && fold(&between).trim() != "and";
            is_verb.then(|| words.join(" "))
        }
        _ => None,
    };
    let parties = parties.into_iter().map(|it| id(it));
    Suggestion {
        date: date_in(passage, published),
        parties: parties.filter(|id| !id.is_empty()).collect(),
        place: place.filter(|id| !id.is_empty()),
        verb,
        kind: event_kind(passage),
    }
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
            if !window.iter().any(may_be_date) || is_number {
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

/// The sort of event that a passage's verbs tell of.
fn event_kind(passage: &str) -> Option<&'static str> {
    const VERBS: [(&str, &[&str]); 8] = [
        (
            "visit",
            &["visited", "visits", "travelled to", "arrived in", "flew to"],
        ),
        ("meeting", &["met", "meets", "held talks", "gathered"]),
        (
            "agreement",
            &[
                "signed", "agreed", "sold", "bought", "contract", "sale", "deal",
            ],
        ),
        ("supply", &["delivered", "supplied", "shipped"]),
        ("sanction", &["sanctioned", "sanctions", "embargo", "fined"]),
        (
            "conflict",
            &["attacked", "war", "fighting", "invaded", "killed"],
        ),
        (
            "office",
            &[
                "elected",
                "appointed",
                "resigned",
                "took office",
                "dismissed",
            ],
        ),
        (
            "statement",
            &["said", "announced", "declared", "denied", "wrote", "told"],
        ),
    ];
    let folded = fold(passage);
    let words: Vec<&str> = folded.split(|it: char| !it.is_alphanumeric()).collect();
    let joined = [" ", &words.join(" "), " "].concat();
    let has = |verb: &&str| joined.contains(&[" ", verb, " "].concat());
    VERBS
        .iter()
        .find(|(_, verbs)| verbs.iter().any(&has))
        .map(|(kind, _)| *kind)
}

/// The changes that accept a suggestion for the event at `path`; what it has already is kept.
#[must_use]
pub fn accept_event(document: &Value, path: &str, it: &Suggestion) -> Vec<Edit> {
    let field = |name: &str| [path, ".", name].concat();
    let is_free = |name: &str| at(document, &field(name)).is_none();
    let mut edits = Vec::new();
    let mut put = |name: &str, value: &str| {
        if is_free(name) {
            edits.push(Edit::Set(field(name), text(value)));
        }
    };
    if let Some(found) = &it.date {
        put("date", found.date.as_str());
    }
    if let Some(place) = &it.place {
        put("place", place);
    }
    if let Some(kind) = it.kind {
        put("kind", kind);
    }
    if is_free("participants") {
        let row = |id: &String| Value::Map(vec![("entity".into(), text(id.as_str()))]);
        let rows: Vec<Value> = it.parties.iter().map(row).collect();
        if !rows.is_empty() {
            edits.push(Edit::Set(field("participants"), Value::List(rows)));
        }
    }
    edits
}

/// The changes that accept a suggestion for the relationship at `path`.
#[must_use]
pub fn accept_relationship(document: &Value, path: &str, it: &Suggestion) -> Vec<Edit> {
    let verb = it.verb.as_ref();
    let values = [
        ("subject", it.parties.first()),
        ("predicate", verb),
        ("object", it.parties.get(1)),
    ];
    let mut edits = Vec::new();
    for (name, value) in values {
        let path = [path, ".", name].concat();
        if let Some(value) = value.filter(|_| text_at(document, &path).is_empty()) {
            edits.push(Edit::Set(path, text(value.as_str())));
        }
    }
    let period = [path, ".period"].concat();
    if let Some(found) = it.date.as_ref().filter(|_| at(document, &period).is_none()) {
        edits.push(Edit::Set(period, text(found.date.as_str())));
    }
    edits
}

/// Words in front of a name that say that it is a person's.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "lord",
    "lady",
    "president",
    "minister",
    "chancellor",
    "senator",
    "judge",
    "general",
    "colonel",
    "captain",
    "king",
    "queen",
    "prince",
    "princess",
    "councillor",
    "mayor",
    "monsieur",
    "madame",
    "herr",
    "frau",
];

/// Words in a name that say that it is an organisation's.
const ORGANISATIONS: &[&str] = &[
    "ltd",
    "limited",
    "plc",
    "inc",
    "llc",
    "llp",
    "corp",
    "corporation",
    "company",
    "co",
    "gmbh",
    "ag",
    "sa",
    "sarl",
    "bv",
    "nv",
    "oy",
    "ab",
    "spa",
    "srl",
    "group",
    "holding",
    "holdings",
    "bank",
    "fund",
    "trust",
    "foundation",
    "council",
    "court",
    "tribunal",
    "ministry",
    "parliament",
    "senate",
    "assembly",
    "commission",
    "committee",
    "agency",
    "authority",
    "department",
    "office",
    "police",
    "party",
    "union",
    "university",
    "institute",
    "association",
    "federation",
    "times",
    "post",
    "agence",
    "ministere",
    "conseil",
    "partners",
    "futures",
    "capital",
    "ventures",
    "industries",
];

/// Words in a name that say that it is a place's.
const PLACES: &[&str] = &[
    "street",
    "road",
    "square",
    "bridge",
    "river",
    "lake",
    "island",
    "port",
    "harbour",
    "airport",
    "bay",
    "sea",
    "mount",
    "mountains",
    "valley",
    "city",
    "province",
    "county",
    "region",
];

/// The kind that a name's words tell, or what stands before it in the article; `countries` are
/// the folded names of countries.
#[must_use]
pub fn guess_kind(name: &str, article: &str, countries: &[String]) -> Option<&'static str> {
    let folded = fold(name);
    if countries.contains(&folded) {
        return Some("country");
    }
    let words: Vec<&str> = folded.split_whitespace().collect();
    let has = |list: &[&str]| {
        words
            .iter()
            .any(|word| list.contains(&word.trim_matches('.')))
    };
    if words.first().is_some_and(|word| is_title(word)) {
        return Some("person");
    }
    if has(ORGANISATIONS) {
        return Some("organisation");
    }
    if has(PLACES) {
        return Some("place");
    }
    let before = word_before(&fold(article), &folded);
    if is_title(&before) {
        return Some("person");
    }
    match words.len() {
        1 if ["in", "at", "near", "from", "to"].contains(&&*before) => Some("place"),
        2 | 3 => Some("person"),
        _ => None,
    }
}

/// Whether a folded word is a title of a person.
fn is_title(word: &str) -> bool {
    TITLES.contains(&word.trim_end_matches('.'))
}

/// The word before the first place of `name` in `text`.
fn word_before(text: &str, name: &str) -> String {
    let before = text.find(name).and_then(|at| text.get(..at));
    let word = before.and_then(|before| before.split_whitespace().next_back());
    word.unwrap_or_default().to_owned()
}

/// The entity that a name is another one of: the only one whose name has all of its words, titles
/// aside.
#[must_use]
pub fn alias_of(document: &Value, name: &str) -> Option<usize> {
    let folded = fold(name);
    let mut words: Vec<&str> = folded.split_whitespace().collect();
    while words.first().is_some_and(|word| is_title(word)) {
        words.remove(0);
    }
    if words.is_empty() {
        return None;
    }
    let mut found = (0..len(document, "entities")).filter(|index| {
        let path = [&record("entities", *index), ".name"].concat();
        let whole = fold(words_at(document, &path));
        let whole: Vec<&str> = whole.split_whitespace().collect();
        whole.len() > words.len() && words.iter().all(|word| whole.contains(word))
    });
    let only = found.next()?;
    found.next().is_none().then_some(only)
}

/// The entity that has this name already, as its own or as another one.
#[must_use]
pub fn known_as(document: &Value, name: &str) -> Option<usize> {
    let name = fold(name);
    (0..len(document, "entities")).find(|index| {
        let path = record("entities", *index);
        let own = words_at(document, &[&path, ".name"].concat());
        let aliases = [&path, ".aliases"].concat();
        fold(own) == name
            || (0..len(document, &aliases))
                .any(|at| fold(text_at(document, &record(&aliases, at))) == name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use backstory_core::dataset::{EntityKind, EventKind};

    fn document() -> Value {
        serde_json::from_str(
            r#"{"entities": [
                {"id": "council", "kind": "organisation", "name": "Northport Council", "aliases": ["the council"]},
                {"id": "kestrel", "kind": "organisation", "name": "Kestrel Ltd", "aliases": ["Kestrel"]},
                {"id": "northport", "kind": "place", "name": "Northport"},
                {"id": "lavrov", "kind": "person", "name": "Sergei Lavrov"}],
              "events": [{"id": "e", "title": "T", "kind": "other"}], "relationships": [{"id": "r", "subject": "", "object": ""}]}"#,
        )
        .unwrap()
    }

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
        assert_eq!(it.kind, Some("agreement"));
        for verb in [
            "visited", "met", "sold", "shipped", "fined", "war", "resigned", "said",
        ] {
            let kind = event_kind(verb);
            assert!(
                kind.is_some_and(|kind| EventKind::WORDS.contains(&kind)),
                "{verb}"
            );
        }

        let mut event = document();
        for edit in accept_event(&document(), "events[0]", &it) {
            super::super::edit::apply(&mut event, &edit);
        }
        assert_eq!(text_at(&event, "events[0].date"), "2023-03-14");
        assert_eq!(text_at(&event, "events[0].place"), "northport");
        assert_eq!(
            text_at(&event, "events[0].participants[1].entity"),
            "kestrel"
        );
        // What is chosen already is kept.
        assert_eq!(text_at(&event, "events[0].kind"), "other");
        for edit in accept_relationship(&document(), "relationships[0]", &it) {
            super::super::edit::apply(&mut event, &edit);
        }
        assert_eq!(text_at(&event, "relationships[0].object"), "kestrel");
        assert_eq!(text_at(&event, "relationships[0].period"), "2023-03-14");
        assert!(suggest(&document(), "nothing at all", None).is_empty());
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

    #[test]
    fn a_name_says_what_it_is() {
        let countries = ["rwanda".to_owned()];
        let guess = |name: &str, article: &str| guess_kind(name, article, &countries);
        for (name, article, kind) in [
            ("Kestrel Ltd", "", Some("organisation")),
            ("High Court", "", Some("organisation")),
            ("Rwanda", "", Some("country")),
            ("Mr Grey", "", Some("person")),
            ("Anna Grey", "", Some("person")),
            ("Grey", "said Minister Grey", Some("person")),
            ("Sochi", "They met in Sochi.", Some("place")),
            ("Harbour Street", "", Some("place")),
            ("Kremlin", "the Kremlin said", None),
        ] {
            assert_eq!(guess(name, article), kind, "{name}");
            assert!(kind.is_none_or(|kind| EntityKind::WORDS.contains(&kind)));
        }
    }

    #[test]
    fn a_later_mention_is_another_name() {
        let document = document();
        assert_eq!(alias_of(&document, "Mr Lavrov"), Some(3));
        assert_eq!(alias_of(&document, "Lavrov"), Some(3));
        assert_eq!(alias_of(&document, "Sergei Lavrov"), None);
        assert_eq!(alias_of(&document, "Mr"), None);
        assert_eq!(alias_of(&document, "Ltd Group"), None);
        assert_eq!(known_as(&document, "KESTREL"), Some(1));
        assert_eq!(known_as(&document, "Lavrov"), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}") {
            let _ = suggest(&document(), &text, None);
            let _ = guess_kind(&text, &text, &[]);
            let _ = alias_of(&document(), &text);
        }
    }
}
