//! The names in the article that are nobody's yet, each with what it may be.

use super::edit::{Edit, Value, apply, text};
use super::mentions::Candidate;
use super::naming::{KindGuess, NameContext, alias_of, guess_kind, is_titled};
use super::new_record::new_record;
use super::validate::record;

/// A name that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameOffer {
    /// The name as it is written.
    pub name: String,
    /// How often.
    pub count: usize,
    /// What it may be.
    pub guess: NameGuess,
    /// Its place among all, by where each is first in the text.
    order: usize,
}

/// What a name may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameGuess {
    /// Another name of the entity at this place in the document.
    Alias(usize),
    /// An entity of this kind.
    Sure(&'static str),
    /// An entity, most likely of this kind.
    Unsure(Option<&'static str>),
}

/// The names of the article that are offered, of those that are found in it: those of which the
/// kind is to be chosen first, then the most used.
#[must_use]
pub fn name_offers(
    document: &Value,
    found: Vec<Candidate>,
    context: &NameContext<'_>,
    ignored: &[String],
) -> Vec<NameOffer> {
    let found = found.into_iter().filter(|it| !ignored.contains(&it.name));
    let mut offers: Vec<NameOffer> = found
        .map(|it| {
            let guess = guess_kind(&it.name, context);
            NameOffer {
                guess: name_guess(document, &it.name, guess),
                name: it.name,
                count: it.count,
                order: it.order,
            }
        })
        .collect();
    offers.sort_by_key(|it| !matches!(it.guess, NameGuess::Unsure(_)));
    offers
}

/// The entity that a name is another one of, if it is surely of this kind.
fn owner(document: &Value, name: &str, sure: Option<&str>) -> Option<usize> {
    // A town that a company is called by is not the company.
    let is_place = sure.is_some_and(|kind| ["place", "country"].contains(&kind));
    alias_of(document, name).filter(|_| !is_place)
}

fn name_guess(document: &Value, name: &str, guess: Option<KindGuess>) -> NameGuess {
    let sure = guess.filter(|it| it.is_sure).map(|it| it.kind);
    match (owner(document, name, sure), guess) {
        (Some(owner), _) => NameGuess::Alias(owner),
        (None, Some(it)) if it.is_sure => NameGuess::Sure(it.kind),
        (None, guess) => NameGuess::Unsure(guess.map(|it| it.kind)),
    }
}

/// The changes that add every name of which it is sure what it is: whole names as entities, in the
/// order of the text, and what stands for one of them as another name of it.
#[must_use]
pub fn add_all(document: &Value, offers: &[NameOffer]) -> Vec<Edit> {
    let mut sure: Vec<(&NameOffer, Option<&'static str>)> = offers
        .iter()
        .filter_map(|it| match it.guess {
            NameGuess::Alias(_) => Some((it, None)),
            NameGuess::Sure(kind) => Some((it, Some(kind))),
            NameGuess::Unsure(_) => None,
        })
        .collect();
    // A later mention comes after the name that it stands for.
    let words = |name: &str| name.split_whitespace().count();
    let is_part = |it: &NameOffer| {
        is_titled(&it.name)
            || sure.iter().any(|(other, _)| {
                words(&other.name) > words(&it.name)
                    && it
                        .name
                        .split_whitespace()
                        .all(|word| other.name.split_whitespace().any(|its| its == word))
            })
    };
    let parts: Vec<String> = sure
        .iter()
        .filter(|(it, _)| is_part(it))
        .map(|(it, _)| it.name.clone())
        .collect();
    sure.sort_by_key(|(it, _)| (parts.contains(&it.name), it.order));
    let mut now = document.clone();
    let mut edits = Vec::new();
    for (it, kind) in sure {
        let edit = match (owner(&now, &it.name, kind), kind) {
            (Some(owner), _) => add_alias(owner, &it.name),
            (None, Some(kind)) => add_entity(&now, &it.name, kind),
            (None, None) => continue,
        };
        apply(&mut now, &edit);
        edits.push(edit);
    }
    edits
}

/// The change that adds an entity of a name, of a kind if that is known.
#[must_use]
pub fn add_entity(document: &Value, name: &str, kind: &str) -> Edit {
    let given: &[(&str, &str)] = if kind.is_empty() {
        &[("name", name)]
    } else {
        &[("name", name), ("kind", kind)]
    };
    new_record(document, "entities", name, given)
}

/// The change that adds a name to the other names of an entity.
#[must_use]
pub fn add_alias(entity: usize, name: &str) -> Edit {
    Edit::Push(
        [&record("entities", entity), ".aliases"].concat(),
        text(name),
    )
}

#[cfg(test)]
mod tests {
    use super::super::edit::{edited, len, text_at};
    use super::super::mentions::named;
    use super::*;
    use backstory_formats::article_paragraphs;

    const HARBOUR: &str = include_str!("../../../tests/editor/harbour.txt");

    fn offers_but(document: &Value, ignored: &[String]) -> Vec<NameOffer> {
        let countries = ["cyprus".to_owned()];
        let context = NameContext::new(HARBOUR, &countries);
        let (_, found) = named(document, &article_paragraphs(HARBOUR));
        name_offers(document, found, &context, ignored)
    }

    fn offers(document: &Value) -> Vec<NameOffer> {
        offers_but(document, &[])
    }

    #[test]
    fn the_names_of_an_article_are_added_at_once() {
        let document: Value = serde_json::from_str("{}").unwrap();
        let found = offers(&document);
        let unsure: Vec<&str> = found
            .iter()
            .filter(|it| matches!(it.guess, NameGuess::Unsure(_)))
            .map(|it| &*it.name)
            .collect();
        assert_eq!(unsure, ["Baltic Marine", "Northport"]);
        let after = edited(&document, &add_all(&document, &found));
        let names: Vec<String> = (0..len(&after, "entities"))
            .map(|at| {
                let field = |name: &str| [&record("entities", at), ".", name].concat();
                let other = text_at(&after, &record(&field("aliases"), 0));
                [
                    text_at(&after, &field("name")),
                    text_at(&after, &field("kind")),
                    other,
                ]
                .join(",")
            })
            .collect();
        assert_eq!(
            names,
            [
                "Audit Commission,organisation,",
                "Northport Council,organisation,",
                "Helen Marsh,person,Ms Marsh",
                "Peter Lindqvist,person,Mr Lindqvist",
                "Limassol,place,",
                "Kestrel Holdings,organisation,",
                "David Okafor,person,Mr Okafor",
                "Harbour Trust,organisation,",
                "Harbour Pilots Union,organisation,",
                "Anna Grey,person,Ms Grey",
                "High Court,organisation,",
                "Ministry of Transport,organisation,",
                "Cyprus,country,",
            ]
        );
        assert_eq!(offers(&after).len(), 2);
    }

    #[test]
    fn what_is_chosen_first_hides_no_other_name() {
        let mut document: Value = serde_json::from_str("{}").unwrap();
        for (name, kind) in [("Baltic Marine", "organisation"), ("Northport", "place")] {
            let add = add_entity(&document, name, kind);
            document = edited(&document, &[add]);
        }
        let after = edited(&document, &add_all(&document, &offers(&document)));
        assert_eq!(len(&after, "entities"), 15);
        assert_eq!(offers(&after), []);
    }

    #[test]
    fn what_is_said_to_be_no_name_is_not_offered() {
        let document: Value = serde_json::from_str("{}").unwrap();
        let ignored = ["Baltic Marine".to_owned()];
        let found = offers_but(&document, &ignored);
        assert!(found.iter().all(|it| it.name != "Baltic Marine"));
    }
}
