//! Labels for the values of facets, claimants and passages.

use super::{Words, fill};
use crate::dataset::{
    Dataset, Event, EventKind, EventStatus, Evidence, FieldType, Relationship, RelationshipKind,
    RelationshipStatus, RevisionStatus, Stance, YES,
};
use crate::query::Facet;

/// The label of a facet's value; its key where the value is unknown.
#[must_use]
pub fn facet_value(facet: Facet, key: &str, dataset: &Dataset, words: &Words) -> String {
    let kinds = &dataset.kinds;
    let name = match facet {
        Facet::Kind => RelationshipKind::find(key, kinds)
            .map(|kind| words.relationship_kind(kind, kinds))
            .or_else(|| EventKind::find(key, kinds).map(|kind| words.event_kind(kind, kinds))),
        Facet::Status => RelationshipStatus::parse(key)
            .map(|status| words.relationship_status(status))
            .or_else(|| EventStatus::parse(key).map(|status| words.event_status(status))),
        Facet::Revision => match RevisionStatus::parse(key) {
            None => Some(words.added),
            Some(status) => Some(words.revision(status)),
        },
        Facet::Stance => Stance::parse(key).map(|stance| words.stance(stance)),
        Facet::Actor | Facet::Claimant | Facet::SoleClaimant | Facet::Subject | Facet::Object => {
            dataset
                .entities
                .iter()
                .find(|entity| &*entity.id == key)
                .map(|entity| &*entity.name)
                .or((key == crate::query::ARTICLE).then_some(words.the_article))
        }
        Facet::Field(ix) => dataset.field(ix).and_then(|field| match field.value_type {
            FieldType::YesNo => Some(if key == YES { words.yes } else { words.no }),
            _ => {
                let mut values = field.values.distinct().iter();
                values.find(|it| &*it.key == key).map(|it| &*it.name)
            }
        }),
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
    let article = it.is_said_by_article().then_some(words.the_article);
    let entity = it.attribution.and_then(|ix| dataset.entity(ix));
    entity.map(|entity| &*entity.name).or(article)
}

/// What sort of event it is and how real, as far as the document says: `Visit ·
/// Happened`.
#[must_use]
pub fn event_kicker(event: &Event, dataset: &Dataset, words: &Words) -> String {
    joined(&[
        words.event_kind(event.kind, &dataset.kinds),
        event.status.map_or("", |it| words.event_status(it)),
    ])
}

/// The kind, stance and status of a relationship, as far as the document says.
#[must_use]
pub fn relationship_kicker(it: &Relationship, dataset: &Dataset, words: &Words) -> String {
    joined(&[
        words.relationship_kind(it.kind, &dataset.kinds),
        it.stance.map_or("", |it| words.stance(it)),
        it.status.map_or("", |it| words.relationship_status(it)),
    ])
}

/// Those of the texts that are not empty, with a dot between them.
#[must_use]
pub fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = (parts.iter().copied())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" · ")
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
