//! Labels for the values of facets, claimants and passages.

use super::{Words, fill};
use crate::dataset::{
    Dataset, EventKind, EventStatus, Evidence, Relationship, RelationshipKind, RelationshipStatus,
    Stance,
};
use crate::query::Facet;

/// The label of a facet's value; its key where the value is unknown.
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

/// Who makes a claim: an entity, or the article itself. Of a claim that is denied
/// the article is not the claimant: `None` where nobody is named.
#[must_use]
pub fn claimant_name<'a>(
    it: &Relationship,
    dataset: &'a Dataset,
    words: &Words,
) -> Option<&'a str> {
    let article = (it.status != RelationshipStatus::Denied).then_some(words.the_article);
    let entity = it.attribution.and_then(|ix| dataset.entity(ix));
    entity.map(|entity| &*entity.name).or(article)
}

/// Quotation marks, of which two pairs around the same words would be one too many.
const MARKS: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// A passage by its two ends: `“met President … November last year”`; without
/// dots where they are all of it.
#[must_use]
pub fn passage(evidence: &Evidence, words: &Words) -> String {
    match &evidence.end {
        Some(end) => {
            let (start, end) = (evidence.start.trim(), end.trim());
            let inner = start.strip_prefix(MARKS).zip(end.strip_suffix(MARKS));
            let inner =
                inner.filter(|(start, end)| ![start, end].iter().any(|it| it.contains(MARKS)));
            let (start, end) = inner.unwrap_or((start, end));
            fill(words.quote_cut, &[("start", start), ("end", end)])
        }
        None => quotation(&evidence.start, words),
    }
}

/// Words in the quotation marks of the language; marks that they have themselves
/// around all of them are left out.
#[must_use]
pub fn quotation(text: &str, words: &Words) -> String {
    fill(words.quote, &[("words", unquoted(text))])
}

/// A text without the quotation marks around all of it.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let inner = text
        .strip_prefix(MARKS)
        .and_then(|it| it.strip_suffix(MARKS));
    inner
        .filter(|inner| !inner.contains(MARKS))
        .map_or(text, str::trim)
}

/// `Kind: Visit`, with the colon of the language.
#[must_use]
pub fn labelled(label: &str, text: &str, words: &Words) -> String {
    [label, words.label_separator, text].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::ENGLISH;

    #[test]
    fn a_quotation_is_in_one_pair_of_marks_and_is_cut_only_where_words_are_missing() {
        let passage = |start: &str, end: Option<&str>| {
            let evidence = Evidence {
                paragraph: 1,
                start: start.into(),
                end: end.map(Into::into),
            };
            super::passage(&evidence, &ENGLISH)
        };
        assert_eq!(passage("the gate broke", None), "“the gate broke”");
        assert_eq!(passage("“The gate broke.”", None), "“The gate broke.”");
        assert_eq!(
            passage("\"The gate", Some("at dawn.\"")),
            "“The gate … at dawn.”"
        );
        assert_eq!(
            passage("“No”, he said, “no”", None),
            "““No”, he said, “no””"
        );
        assert_eq!(
            passage("“The gate", Some("he said")),
            "““The gate … he said”"
        );
    }
}
