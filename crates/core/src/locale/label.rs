//! Names for what a filter holds and a record points at.

use super::{Words, fill};
use crate::dataset::{
    Dataset, EntityIx, EventKind, EventStatus, Evidence, RelationshipKind, RelationshipStatus,
    Stance,
};
use crate::query::Facet;

/// What a facet's value is called; an unknown one is called by its key.
#[must_use]
pub fn facet_value(facet: Facet, key: &str, dataset: &Dataset, words: &Words) -> String {
    let name = match facet {
        Facet::Kind => RelationshipKind::parse(key)
            .map(|kind| words.relationship_kind(kind))
            .or_else(|| EventKind::parse(key).map(|kind| words.event_kind(kind))),
        Facet::Status => RelationshipStatus::parse(key)
            .map(|status| words.relationship_status(status))
            .or_else(|| EventStatus::parse(key).map(|status| words.event_status(status))),
        Facet::Stance => Stance::parse(key).map(|stance| words.stance(stance)),
        Facet::Actor | Facet::Claimant | Facet::Subject | Facet::Object => dataset
            .entities
            .iter()
            .find(|entity| &*entity.id == key)
            .map(|entity| &*entity.name)
            .or((key == crate::query::ARTICLE).then_some(words.the_article)),
    };
    name.unwrap_or(key).to_owned()
}

/// Who makes a claim: an entity, or the article itself.
#[must_use]
pub fn claimant_name<'a>(
    attribution: Option<EntityIx>,
    dataset: &'a Dataset,
    words: &Words,
) -> &'a str {
    attribution
        .and_then(|ix| dataset.entity(ix))
        .map_or(words.the_article, |entity| &*entity.name)
}

/// A passage by its two ends: `“met President … November last year”`.
#[must_use]
pub fn passage(evidence: &Evidence, words: &Words) -> String {
    match &evidence.end {
        Some(end) => fill(words.quote_cut, &[("start", &evidence.start), ("end", end)]),
        None => fill(words.quote, &[("words", &evidence.start)]),
    }
}

/// `Kind: Visit`, with the colon of the language.
#[must_use]
pub fn labelled(label: &str, text: &str, words: &Words) -> String {
    [label, words.label_separator, text].concat()
}
