//! Mentions of entities in the article, by name and alias, and names that are not
//! entities yet.

use std::collections::HashMap;
use std::ops::Range;

use super::edit::{Value, at, texts_at};
use super::languages::article_language;
use super::naming::{ORGANISATIONS, PLACES};
use backstory_core::query::fold;
use backstory_formats::english_date::{is_month, is_weekday};

/// The places at which an entity is mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentions {
    /// The entity's position in the document.
    pub entity: usize,
    /// Its name.
    pub name: String,
    /// Each place: the paragraph, from 1, and where in its text, in UTF-16 code
    /// units.
    pub places: Vec<(usize, Range<usize>)>,
}

/// A name that may be an entity's, and how often it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The name as it is first written.
    pub name: String,
    /// How often.
    pub count: usize,
    /// Its place among all, by where each is first in the text.
    pub order: usize,
}

/// A word of a paragraph.
struct Word {
    folded: String,
    written: String,
    range: Range<usize>,
    /// Whether a sentence begins with it.
    is_first: bool,
    /// Whether only a space is between it and the one before.
    follows: bool,
}

/// Every entity of the document with the places where the article names it. The
/// longest name wins where several begin at one word.
#[must_use]
pub fn mentions(document: &Value, paragraphs: &[String]) -> Vec<Mentions> {
    KnownNames::of(document).read(paragraphs).0
}

/// The mentions of entities, and the names in the article that are not of an entity yet, the most
/// used first.
#[must_use]
pub fn named(document: &Value, paragraphs: &[String]) -> (Vec<Mentions>, Vec<Candidate>) {
    KnownNames::of(document).read(paragraphs)
}

/// The names of the entities of a document, by the first word of each.
pub(super) struct KnownNames {
    /// The longest first, with the entity's position and name.
    by_first_word: HashMap<String, Vec<(EntityName, usize, String)>>,
}

impl KnownNames {
    /// Those of a document.
    pub(super) fn of(document: &Value) -> Self {
        let mut by_first_word: HashMap<_, Vec<_>> = HashMap::new();
        for it in names(document) {
            if let Some(first) = it.0.words.first() {
                by_first_word.entry(first.clone()).or_default().push(it);
            }
        }
        Self { by_first_word }
    }

    /// The longest one that words begin with.
    fn at(&self, rest: &[Word]) -> Option<&(EntityName, usize, String)> {
        let names = self.by_first_word.get(&rest.first()?.folded)?;
        names.iter().find(|(name, ..)| name.starts_at(rest))
    }

    /// The mentions of these, and the other names.
    pub(super) fn read(&self, paragraphs: &[String]) -> (Vec<Mentions>, Vec<Candidate>) {
        let (mut found, unknown) = read(self, paragraphs);
        found.sort_by_key(|it| it.entity);
        (found, unknown)
    }
}

fn read(names: &KnownNames, paragraphs: &[String]) -> (Vec<Mentions>, Vec<Candidate>) {
    let mut found: Vec<Mentions> = Vec::new();
    let mut unknown: Vec<Candidate> = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let words = words(paragraph);
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let known = names.at(rest);
            let longer = known.map_or(0, |(name, ..)| body(rest, name.words.len(), names));
            if longer > 0 {
                note(&mut unknown, rest.get(..longer).unwrap_or_default());
                at += longer;
            } else if let Some((name, entity, shown)) = known {
                let range = span(rest.get(..name.words.len()).unwrap_or_default());
                let place = (number + 1, range);
                match found.iter_mut().find(|it| it.entity == *entity) {
                    Some(it) => it.places.push(place),
                    None => found.push(Mentions {
                        entity: *entity,
                        name: shown.clone(),
                        places: vec![place],
                    }),
                }
                at += name.words.len();
            } else {
                let run = rest.get(..capitals(rest, names)).unwrap_or_default();
                let name = trimmed(run);
                if !name.is_empty() {
                    note(&mut unknown, name);
                }
                at += run.len().max(1);
            }
        }
    }
    unknown.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    (found, unknown)
}

struct EntityName {
    words: Vec<String>,
    /// Short names in capitals ("US") are told from words ("us") by them.
    exact: Option<String>,
}

impl EntityName {
    fn starts_at(&self, rest: &[Word]) -> bool {
        let Some(words) = rest.get(..self.words.len()) else {
            return false;
        };
        let is_same = words.iter().map(|it| &it.folded).eq(self.words.iter());
        let is_exact = |name: &String| words.first().is_some_and(|word| word.written == *name);
        is_same && self.exact.as_ref().is_none_or(is_exact)
    }
}

/// All names and aliases, the longest first, with the entity's position and
/// name.
fn names(document: &Value) -> Vec<(EntityName, usize, String)> {
    let Some(Value::List(entities)) = at(document, "entities") else {
        return Vec::new();
    };
    let language = article_language(document);
    let mut names = Vec::new();
    for (position, entity) in entities.iter().enumerate() {
        let name = at(entity, "name");
        let shown = name
            .and_then(|name| name.text_in(language))
            .unwrap_or_default();
        // The article may use the name of any language.
        let others = name.and_then(Value::languages).unwrap_or_default();
        let others = others.iter().filter_map(|(_, name)| match name {
            Value::Text(name) if **name != *shown => Some(&**name),
            _ => None,
        });
        let aliases = texts_at(entity, "aliases");
        for name in aliases.chain(others).chain([shown]) {
            let folded = fold(name);
            let words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
            if words.is_empty() {
                continue;
            }
            let is_short = name.chars().count() <= 3 && name.chars().all(char::is_uppercase);
            let exact = is_short.then(|| name.to_owned());
            names.push((EntityName { words, exact }, position, shown.to_owned()));
        }
    }
    names.sort_by_key(|(name, ..)| std::cmp::Reverse(name.words.len()));
    names
}

/// The words of a paragraph, where letters and digits are together.
fn words(paragraph: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut unit = 0;
    let mut open: Option<(String, usize)> = None;
    let mut between = String::from(".");
    let mut close = |open: &mut Option<(String, usize)>, between: &mut String, end: usize| {
        if let Some((written, start)) = open.take() {
            words.push(Word {
                folded: fold(&written),
                is_first: between.contains(['.', '!', '?', ':', '“', '"']),
                follows: between == " ",
                range: start..end,
                written,
            });
            between.clear();
        }
    };
    for letter in paragraph.chars() {
        if letter.is_alphanumeric() {
            match &mut open {
                Some((written, _)) => written.push(letter),
                None => open = Some((String::from(letter), unit)),
            }
        } else {
            close(&mut open, &mut between, unit);
            between.push(letter);
        }
        unit += letter.len_utf16();
    }
    close(&mut open, &mut between, unit);
    words
}

fn span(words: &[Word]) -> Range<usize> {
    let start = words.first().map_or(0, |word| word.range.start);
    let end = words.last().map_or(0, |word| word.range.end);
    start..end
}

/// How many words from here on are in capitals, up to a name that is known.
fn capitals(rest: &[Word], names: &KnownNames) -> usize {
    let is_capital = |word: &Word| {
        let mut letters = word.written.chars();
        letters.next().is_some_and(char::is_uppercase) && word.written.chars().count() > 1
    };
    // "Ministry of Transport" is one name.
    let is_of = |index: usize| {
        let around = index.checked_sub(1).and_then(|it| rest.get(it..index + 2));
        let Some([body, of, next]) = around else {
            return false;
        };
        let is_body = [OFFICES, ORGANISATIONS]
            .iter()
            .any(|it| it.contains(&&*body.folded));
        of.folded == "of" && is_body && next.follows && is_capital(next)
    };
    let mut length = 0;
    for (index, word) in rest.iter().enumerate() {
        let rest_here = rest.get(index..).unwrap_or_default();
        let begins_known = names.at(rest_here).is_some();
        if begins_known || (index > 0 && !word.follows) || !(is_capital(word) || is_of(index)) {
            break;
        }
        length += 1;
    }
    length
}

/// How many words the name of a body has that begins with a known name of so many words, as
/// "Northport Council" does with "Northport"; 0 where it is only the known name.
fn body(rest: &[Word], known: usize, names: &KnownNames) -> usize {
    let after = rest.get(known..).unwrap_or_default();
    let more = match after.first() {
        Some(word) if word.follows => capitals(after, names),
        _ => 0,
    };
    let is_body = |word: &Word| {
        [ORGANISATIONS, PLACES]
            .iter()
            .any(|it| it.contains(&&*word.folded))
    };
    let last = more.checked_sub(1).and_then(|last| after.get(last));
    if last.is_some_and(is_body) {
        known + more
    } else {
        0
    }
}

/// Of words in capitals, those that look like a name: without what a sentence
/// begins with and without dates. Nothing where no name is left.
fn trimmed(run: &[Word]) -> &[Word] {
    let is_one_of = |word: &Word, words: &[&str]| words.contains(&word.folded.as_str());
    let is_date = |word: &Word| is_weekday(&word.folded) || is_month(&word.folded);
    let mut name = run;
    let mut is_after_opener = false;
    while let [first, rest @ ..] = name {
        let is_opener = is_one_of(first, OPENERS) && (first.is_first || is_after_opener);
        // "April Ryan" and "June Osborne" are people, "In April Ryan" is not.
        let may_be_person = is_one_of(first, FIRST_NAMES) && !is_after_opener && !rest.is_empty();
        if !is_opener && (!is_date(first) || may_be_person) {
            break;
        }
        is_after_opener = true;
        name = rest;
    }
    while let [rest @ .., last] = name
        && is_weekday(&last.folded)
    {
        name = rest;
    }
    match name {
        // A capital at the beginning of a sentence says nothing.
        [only] if only.is_first || is_date(only) || is_one_of(only, OFFICES) => &[],
        // "The Court", wherever it stands.
        [article, only] if article.folded == "the" && is_one_of(only, OFFICES) => &[],
        name => name,
    }
}

/// Months that people are called by as well.
const FIRST_NAMES: &[&str] = &["april", "may", "june", "august", "jan"];

/// Words that have a capital only where a sentence begins with them: articles,
/// prepositions, conjunctions, pronouns and adverbs, in English and French.
const OPENERS: &[&str] = &[
    "a",
    "about",
    "according",
    "across",
    "after",
    "against",
    "all",
    "almost",
    "already",
    "also",
    "although",
    "amid",
    "among",
    "an",
    "and",
    "another",
    "around",
    "as",
    "at",
    "because",
    "before",
    "behind",
    "besides",
    "between",
    "beyond",
    "both",
    "but",
    "by",
    "despite",
    "during",
    "each",
    "earlier",
    "early",
    "even",
    "eventually",
    "every",
    "finally",
    "first",
    "following",
    "for",
    "former",
    "from",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "if",
    "in",
    "indeed",
    "instead",
    "into",
    "it",
    "its",
    "just",
    "last",
    "late",
    "later",
    "like",
    "many",
    "meanwhile",
    "moreover",
    "most",
    "much",
    "near",
    "nearly",
    "neither",
    "next",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "our",
    "out",
    "over",
    "perhaps",
    "recently",
    "she",
    "since",
    "so",
    "some",
    "soon",
    "still",
    "such",
    "than",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "throughout",
    "thus",
    "to",
    "today",
    "together",
    "tomorrow",
    "tonight",
    "toward",
    "towards",
    "two",
    "under",
    "unlike",
    "until",
    "upon",
    "was",
    "we",
    "were",
    "what",
    "when",
    "whenever",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "within",
    "without",
    "yesterday",
    "yet",
    "you",
    "your", //
    "alors",
    "apres",
    "au",
    "aujourd",
    "aussi",
    "aux",
    "avant",
    "avec",
    "ce",
    "ces",
    "cet",
    "cette",
    "chez",
    "dans",
    "de",
    "demain",
    "depuis",
    "des",
    "du",
    "elle",
    "elles",
    "en",
    "ensuite",
    "entre",
    "et",
    "hier",
    "hui",
    "il",
    "ils",
    "la",
    "le",
    "les",
    "leur",
    "mais",
    "ni",
    "notre",
    "nous",
    "ou",
    "par",
    "pendant",
    "pour",
    "quand",
    "selon",
    "ses",
    "si",
    "son",
    "sous",
    "sur",
    "un",
    "une",
    "vers",
    "vous",
];

/// What is written with a capital and names an office, not one of its holders.
const OFFICES: &[&str] = &[
    "ambassador",
    "army",
    "assembly",
    "bank",
    "board",
    "cabinet",
    "chairman",
    "chancellor",
    "church",
    "committee",
    "commission",
    "company",
    "congress",
    "constitution",
    "council",
    "court",
    "department",
    "directorate",
    "embassy",
    "general",
    "government",
    "governor",
    "judge",
    "justice",
    "king",
    "mayor",
    "minister",
    "ministry",
    "mr",
    "mrs",
    "ms",
    "parliament",
    "party",
    "police",
    "president",
    "prince",
    "queen",
    "republic",
    "secretary",
    "senate",
    "state",
    "treaty",
];

fn note(unknown: &mut Vec<Candidate>, words: &[Word]) {
    let written: Vec<&str> = words.iter().map(|word| word.written.as_str()).collect();
    let name = written.join(" ");
    match unknown.iter_mut().find(|it| it.name == name) {
        Some(it) => it.count += 1,
        None => unknown.push(Candidate {
            name,
            count: 1,
            order: unknown.len(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Value {
        serde_json::from_str(
            r#"{"entities": [
                {"id": "us", "name": "United States", "aliases": ["US", "Washington"]},
                {"id": "bashir", "name": "Omar al-Bashir", "aliases": ["al-Bashir"]},
                {"id": "chad", "name": "Chad"}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn an_entity_is_found_by_every_name_it_has() {
        let paragraphs = [
            "The US told us so. Washington’s envoy met Omar Al Bashir.".to_owned(),
            "𝕏: al-Bashir and the united states".to_owned(),
        ];
        let found = mentions(&document(), &paragraphs);
        let places: Vec<(&str, Vec<(usize, String)>)> = found
            .iter()
            .map(|it| {
                let places = it.places.iter().map(|(number, range)| {
                    let units: Vec<u16> = paragraphs[number - 1].encode_utf16().collect();
                    (*number, String::from_utf16(&units[range.clone()]).unwrap())
                });
                (it.name.as_str(), places.collect())
            })
            .collect();
        let place = |number, words: &str| (number, words.to_owned());
        assert_eq!(
            places,
            [
                (
                    "United States",
                    vec![
                        place(1, "US"),
                        place(1, "Washington"),
                        place(2, "united states")
                    ]
                ),
                (
                    "Omar al-Bashir",
                    vec![place(1, "Omar Al Bashir"), place(2, "al-Bashir")]
                ),
            ]
        );
    }

    #[test]
    fn names_that_nobody_has_are_offered() {
        let paragraphs = [
            "Yesterday Sergei Lavrov met Omar al-Bashir in Sochi. Then he left \
                           Sochi. Norinco Group sells. Sergei Lavrov stayed."
                .to_owned(),
        ];
        let found = named(&document(), &paragraphs).1;
        let names: Vec<(&str, usize)> = found
            .iter()
            .map(|it| (it.name.as_str(), it.count))
            .collect();
        assert_eq!(
            names,
            [("Sergei Lavrov", 2), ("Sochi", 2), ("Norinco Group", 1)]
        );
    }

    #[test]
    fn what_a_sentence_begins_with_is_not_a_name() {
        let names = |paragraph: &str| -> Vec<String> {
            let found = named(&document(), &[paragraph.to_owned()]).1;
            found.into_iter().map(|it| it.name).collect()
        };
        for (paragraph, expected) in [
            ("Around June 2018 they met.", &[][..]),
            ("They met around June, on Monday.", &[]),
            ("The Court ruled, and The Court adjourned.", &[]),
            ("The Kremlin said so.", &["Kremlin"]),
            (
                "The Bank of England met the Ministry of Transport.",
                &["Bank of England", "Ministry of Transport"],
            ),
            ("The Ministry of it all.", &[]),
            ("Yesterday Sergei Lavrov left.", &["Sergei Lavrov"]),
            ("In June Sergei Lavrov left.", &["Sergei Lavrov"]),
            ("On Monday Norinco Group paid.", &["Norinco Group"]),
            ("She met Sergei Lavrov Monday.", &["Sergei Lavrov"]),
            (
                "She met April Ryan and Theresa May.",
                &["April Ryan", "Theresa May"],
            ),
            (
                "He read The Guardian in The Hague.",
                &["The Guardian", "The Hague"],
            ),
            ("Hier Sergueï Lavrov est parti.", &["Sergueï Lavrov"]),
            ("Yesterday it rained.", &[]),
            ("Last September Saturday came early.", &[]),
        ] {
            assert_eq!(names(paragraph), expected, "{paragraph}");
        }
    }

    #[test]
    fn a_body_is_not_the_town_that_it_is_called_by() {
        let paragraphs =
            ["Chad Council met US President Joe Example of Chad and the US Senate.".to_owned()];
        let found = named(&document(), &paragraphs).1;
        let names: Vec<String> = found.into_iter().map(|it| it.name).collect();
        assert_eq!(
            names,
            ["Chad Council", "President Joe Example", "US Senate"]
        );
        let chad = mentions(&document(), &paragraphs);
        let chad = chad.iter().find(|it| it.name == "Chad").unwrap();
        assert_eq!(chad.places.len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}") {
            let _ = named(&document(), &[text]);
        }
    }
}
