//! What a name in the article is, as far as its words tell: of which kind, or another name of an
//! entity that there is.

use std::collections::HashSet;

use super::edit::{Value, len, texts_at};
use super::languages::words_at;
use super::validate::record;
use super::verbs::words;
use backstory_core::query::fold;

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
pub(super) const ORGANISATIONS: &[&str] = &[
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
pub(super) const PLACES: &[&str] = &[
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

/// What a name may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindGuess {
    /// The kind of the entity.
    pub kind: &'static str,
    /// Whether its words or the article say so; else it is only the likeliest.
    pub is_sure: bool,
}

/// What tells of the names in an article.
pub struct NameContext<'a> {
    article: &'a str,
    /// The folded words that stand behind a title in it.
    titled: HashSet<String>,
    /// The folded names of countries.
    countries: &'a [String],
}

impl<'a> NameContext<'a> {
    /// That of an article, with the folded names of countries.
    #[must_use]
    pub fn new(article: &'a str, countries: &'a [String]) -> Self {
        let folded = fold(article);
        let words: Vec<&str> = words(&folded).collect();
        let pairs = words.iter().zip(words.iter().skip(1));
        let titled = pairs.filter(|(title, _)| TITLES.contains(title));
        Self {
            article,
            titled: titled.map(|(_, name)| (*name).to_owned()).collect(),
            countries,
        }
    }

    /// Whether the article calls somebody of this last name by a title.
    fn has_titled(&self, name: &[&str]) -> bool {
        let last = name.last().filter(|_| name.len() > 1);
        last.is_some_and(|last| self.titled.contains(*last))
    }
}

/// The kind that a name's words tell, or what stands around it in the article.
#[must_use]
pub fn guess_kind(name: &str, context: &NameContext<'_>) -> Option<KindGuess> {
    let sure = |kind| {
        let is_sure = true;
        Some(KindGuess { kind, is_sure })
    };
    let folded = fold(name);
    if context.countries.contains(&folded) {
        return sure("country");
    }
    let words: Vec<&str> = folded.split_whitespace().collect();
    let has = |list: &[&str]| {
        words
            .iter()
            .any(|word| list.contains(&word.trim_matches('.')))
    };
    if words.first().is_some_and(|word| is_title(word)) {
        return sure("person");
    }
    if has(ORGANISATIONS) {
        return sure("organisation");
    }
    if has(PLACES) {
        return sure("place");
    }
    let before = words_before(name, context.article);
    let is_one_of = |all: &[&str]| before.iter().any(|word| all.contains(&word.as_str()));
    if before.iter().any(|word| is_title(word)) || context.has_titled(&words) {
        return sure("person");
    }
    match words.len() {
        1 if is_one_of(&["in", "at", "near"]) => sure("place"),
        1 if is_one_of(&["from", "to", "of"]) => Some(KindGuess {
            kind: "place",
            is_sure: false,
        }),
        2 | 3 => Some(KindGuess {
            kind: "person",
            is_sure: false,
        }),
        _ => None,
    }
}

/// Whether a folded word is a title of a person.
fn is_title(word: &str) -> bool {
    TITLES.contains(&word.trim_end_matches('.'))
}

/// The folded words before each place of a name in the article where it is not the beginning of a
/// longer one.
fn words_before(name: &str, article: &str) -> Vec<String> {
    let places = article.match_indices(name);
    let alone = places.filter(|(at, _)| {
        let rest = article.get(at + name.len()..).unwrap_or_default();
        let mut rest = rest.chars();
        let is_longer = match rest.next() {
            Some(' ') => rest.next().is_some_and(char::is_uppercase),
            Some(next) => next.is_alphanumeric(),
            None => false,
        };
        !is_longer
    });
    let before = alone.filter_map(|(at, _)| article.get(..at)?.split_whitespace().next_back());
    before.map(fold).collect()
}

/// Whether a name begins with a title of a person.
#[must_use]
pub fn is_titled(name: &str) -> bool {
    let first = name.split_whitespace().next();
    first.is_some_and(|word| is_title(&fold(word)))
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
        let mut aliases = texts_at(document, &[&path, ".aliases"].concat());
        fold(own) == name || aliases.any(|it| fold(it) == name)
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::northport as document;
    use super::*;
    use backstory_core::dataset::EntityKind;

    #[test]
    fn a_name_says_what_it_is() {
        let countries = ["rwanda".to_owned()];
        let guess = |name: &str, article: &str| {
            let found = guess_kind(name, &NameContext::new(article, &countries));
            found.map(|it| (it.kind, it.is_sure))
        };
        for (name, article, kind) in [
            ("Kestrel Ltd", "", Some(("organisation", true))),
            ("High Court", "", Some(("organisation", true))),
            ("Rwanda", "", Some(("country", true))),
            ("Mr Grey", "", Some(("person", true))),
            ("Anna Grey", "", Some(("person", false))),
            (
                "Anna Grey",
                "Anna Grey left. Ms Grey said so.",
                Some(("person", true)),
            ),
            ("Northport", "In Northport Council it is so.", None),
            (
                "Northport",
                "The Northport Council. In Northport, it is so.",
                Some(("place", true)),
            ),
            ("Grey", "said Minister Grey", Some(("person", true))),
            ("Sochi", "They met in Sochi.", Some(("place", true))),
            ("Harbour Street", "", Some(("place", true))),
            ("Kremlin", "the Kremlin said", None),
        ] {
            assert_eq!(guess(name, article), kind, "{name}");
            assert!(kind.is_none_or(|(kind, _)| EntityKind::WORDS.contains(&kind)));
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
            let _ = guess_kind(&text, &NameContext::new(&text, &[]));
            let _ = alias_of(&document(), &text);
        }
    }
}
