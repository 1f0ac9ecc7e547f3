//! What the verbs of a passage tell of the record that is made of it: its kind, its status and
//! its stance.

use backstory_core::query::fold;

/// The words of a folded text.
pub(super) fn words(folded: &str) -> impl Iterator<Item = &str> {
    let parts = folded.split(|it: char| !it.is_alphanumeric());
    parts.filter(|it| !it.is_empty())
}

/// Words, each with a space before and after it, to look for others in.
fn spaced(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = words(&folded).collect();
    [" ", &words.join(" "), " "].concat()
}

/// The first word of a vocabulary whose verbs are in a passage.
fn first(passage: &str, vocabulary: &[(&'static str, &[&str])]) -> Option<&'static str> {
    let words = spaced(passage);
    let has = |verb: &&str| words.contains(&[" ", verb, " "].concat());
    let found = vocabulary.iter().find(|(_, verbs)| verbs.iter().any(&has));
    found.map(|(word, _)| *word)
}

/// The sort of event that a passage's verbs tell of.
#[must_use]
pub fn event_kind(passage: &str) -> Option<&'static str> {
    first(
        passage,
        &[
            (
                "visit",
                &["visited", "visits", "travelled to", "arrived in", "flew to"],
            ),
            ("meeting", &["met", "meets", "held talks", "gathered"]),
            ("agreement", &["signed", "agreed", "sold", "bought"]),
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
                &[
                    "said",
                    "announced",
                    "declared",
                    "denied",
                    "wrote",
                    "told",
                    "warned",
                ],
            ),
            // Nouns only say so where no verb does.
            ("other", &["court", "judge", "ruled", "vote"]),
            ("agreement", &["contract", "sale", "deal"]),
        ],
    )
}

/// How real an event is that a passage tells of.
#[must_use]
pub fn event_status(passage: &str) -> Option<&'static str> {
    first(
        passage,
        &[
            ("planned", &["will", "plans to", "is due to", "are due to"]),
            ("proposed", &["proposes", "proposed"]),
            ("reported", &["reportedly", "allegedly"]),
        ],
    )
}

/// The field of life of a relationship that a passage tells of.
#[must_use]
pub fn relationship_kind(passage: &str) -> Option<&'static str> {
    first(
        passage,
        &[
            (
                "family",
                &[
                    "married", "wife", "husband", "son", "daughter", "brother", "sister", "cousin",
                    "father", "mother",
                ],
            ),
            (
                "legal",
                &[
                    "sued",
                    "sues",
                    "charged",
                    "fined",
                    "indicted",
                    "prosecuted",
                    "investigates",
                ],
            ),
            ("military", &["arms", "weapons", "troops", "trained"]),
            ("nuclear", &["nuclear", "reactor"]),
            (
                "membership",
                &[
                    "member",
                    "belongs to",
                    "works for",
                    "employed",
                    "chairs",
                    "heads",
                ],
            ),
            (
                "trade",
                &[
                    "owns", "owned", "owes", "bought", "buys", "sold", "sells", "paid", "pays",
                    "leases", "leased", "lent", "lends", "supplies", "supplied", "shares",
                    "invested",
                ],
            ),
            (
                "political",
                &["lobbied", "backs", "opposes", "governs", "supervises"],
            ),
            ("diplomatic", &["recognised", "ambassador", "embassy"]),
        ],
    )
}

/// Which way a relationship leans that a passage tells of.
#[must_use]
pub fn stance(passage: &str) -> Option<&'static str> {
    first(
        passage,
        &[
            (
                "hostile",
                &[
                    "sued",
                    "sues",
                    "accuses",
                    "accused",
                    "opposes",
                    "opposed",
                    "attacked",
                    "threatened",
                    "sanctioned",
                ],
            ),
            (
                "cooperative",
                &[
                    "supports",
                    "supported",
                    "backs",
                    "backed",
                    "advises",
                    "advised",
                    "helped",
                    "allied",
                ],
            ),
        ],
    )
}

/// How firmly a passage puts a relationship.
#[must_use]
pub fn relationship_status(passage: &str) -> Option<&'static str> {
    first(
        passage,
        &[
            ("reported", &["reportedly", "allegedly", "is said to"]),
            ("proposed", &["will", "plans to", "wants to"]),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use backstory_core::dataset::{
        EventKind, EventStatus, RelationshipKind, RelationshipStatus, Stance,
    };

    #[test]
    fn verbs_tell_of_words_that_there_are() {
        for verb in [
            "visited", "met", "sold", "shipped", "fined", "war", "resigned", "said",
        ] {
            assert!(
                event_kind(verb).is_some_and(|it| EventKind::WORDS.contains(&it)),
                "{verb}"
            );
        }
        for verb in ["will", "proposed", "reportedly"] {
            assert!(
                event_status(verb).is_some_and(|it| EventStatus::WORDS.contains(&it)),
                "{verb}"
            );
            let status = relationship_status(verb);
            assert!(
                status.is_none_or(|it| RelationshipStatus::WORDS.contains(&it)),
                "{verb}"
            );
        }
        for verb in [
            "wife", "sued", "arms", "reactor", "member", "owns", "backs", "embassy",
        ] {
            let kind = relationship_kind(verb);
            assert!(
                kind.is_some_and(|it| RelationshipKind::WORDS.contains(&it)),
                "{verb}"
            );
        }
        for verb in ["sued", "backs"] {
            assert!(
                stance(verb).is_some_and(|it| Stance::WORDS.contains(&it)),
                "{verb}"
            );
        }
        // A word in another one says nothing.
        assert_eq!(event_kind("The metal was goodwill."), None);
        assert_eq!(event_status("The metal was goodwill."), None);
    }
}
