//! Words that a sheet may have in place of those of a vocabulary.

use backstory_core::dataset::names::{event, relationship};

use super::sheet::Sheet;

const ENTITY_KINDS: [(&str, &[&str]); 5] = [
    (
        "person",
        &[
            "people",
            "individual",
            "human",
            "man",
            "woman",
            "politician",
            "official",
        ],
    ),
    ("country", &["state", "nation", "countries"]),
    (
        "organisation",
        &[
            "organization",
            "organisations",
            "organizations",
            "org",
            "company",
            "companies",
            "corporation",
            "business",
            "firm",
            "agency",
            "association",
            "authority",
            "bank",
            "body",
            "charity",
            "council",
            "court",
            "foundation",
            "institution",
            "legal entity",
            "legalentity",
            "media",
            "ministry",
            "ngo",
            "party",
            "political party",
            "public body",
            "publicbody",
            "school",
            "trust",
            "union",
            "university",
        ],
    ),
    (
        "place",
        &[
            "places",
            "location",
            "locations",
            "address",
            "area",
            "building",
            "city",
            "district",
            "county",
            "island",
            "municipality",
            "port",
            "province",
            "region",
            "river",
            "site",
            "town",
            "village",
        ],
    ),
    (
        "group",
        &["groups", "family", "team", "community", "people group"],
    ),
];

const EVENT_KINDS: [(&str, &[&str]); 10] = [
    ("visit", &["trip", "journey", "state visit"]),
    ("meeting", &["talks", "summit", "conference", "hearing"]),
    (
        "agreement",
        &["contract", "deal", "treaty", "accord", "memorandum"],
    ),
    ("supply", &["delivery", "shipment", "transfer"]),
    (
        "statement",
        &["speech", "interview", "announcement", "press conference"],
    ),
    ("sanction", &["sanctions", "embargo", "tariff"]),
    ("conflict", &["war", "attack", "battle", "crime"]),
    ("offer", &["proposal", "bid", "request"]),
    ("office", &["appointment", "election", "resignation"]),
    ("other", &["others", "misc", "miscellaneous", "event"]),
];

const EVENT_STATUSES: [(&str, &[&str]); 2] = [
    ("happened", &["done", "past", "completed", "occurred"]),
    ("planned", &["upcoming", "scheduled"]),
];

const RELATIONSHIP_KINDS: [(&str, &[&str]); 4] = [
    (
        "trade",
        &["business", "commercial", "economic", "financial", "finance"],
    ),
    ("diplomatic", &["diplomacy"]),
    ("political", &["politics"]),
    ("membership", &["member", "employment"]),
];

const STANCES: [(&str, &[&str]); 3] = [
    ("cooperative", &["friendly", "co-operative", "allied"]),
    ("hostile", &["adversarial", "unfriendly"]),
    ("neutral", &["none"]),
];

/// The vocabulary's word for `word` in a column of a sheet, where it is another
/// word for the same.
pub(super) fn vocabulary_word(sheet: Sheet, column: &str, word: &str) -> Option<&'static str> {
    let words: &[(&str, &[&str])] = match (sheet, column) {
        (Sheet::Entities, event::KIND) => &ENTITY_KINDS,
        (Sheet::Events, event::KIND) => &EVENT_KINDS,
        (Sheet::Events, event::STATUS) => &EVENT_STATUSES,
        (Sheet::Relationships, relationship::KIND) => &RELATIONSHIP_KINDS,
        (Sheet::Relationships, relationship::STANCE) => &STANCES,
        _ => return None,
    };
    let has = |others: &&[&str]| others.contains(&word);
    let found = words.iter().find(|(_, others)| has(others));
    found.map(|(word, _)| *word)
}

#[cfg(test)]
mod tests {
    use backstory_core::dataset::{EntityKind, EventKind, EventStatus, RelationshipKind, Stance};

    use super::*;

    #[test]
    fn other_words_mean_words_of_the_vocabulary_and_are_none_themselves() {
        let checked = |lists: &[(&str, &[&str])], known: &[&str]| {
            let mut seen = std::collections::HashSet::new();
            for (word, others) in lists {
                assert!(known.contains(word), "{word}");
                for other in *others {
                    assert!(!known.contains(other), "{other}");
                    assert!(seen.insert(*other), "{other} twice");
                    assert_eq!(*other, other.to_lowercase());
                }
            }
        };
        checked(&ENTITY_KINDS, EntityKind::WORDS);
        checked(&EVENT_KINDS, EventKind::WORDS);
        checked(&EVENT_STATUSES, EventStatus::WORDS);
        checked(&RELATIONSHIP_KINDS, RelationshipKind::WORDS);
        checked(&STANCES, Stance::WORDS);
    }
}
