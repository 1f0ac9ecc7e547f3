//! A record as a citation: the fact, who says so, the article, its passage.

use super::{Words, claimant_name, describe, fill, labelled, passage};
use crate::dataset::{Dataset, Event, Evidence, Record, Relationship};
use crate::util::lowercase::lowercase;

/// The citation of a record as plain text, one line.
///
/// ```text
/// Russia supplies Rwanda: small arms (stated; claimed by: Sergei Lavrov).
/// “Rwanda courts Russia…”, The EastAfrican, around June 2018, paragraph 11:
/// “We have supplied … security forces”.
/// ```
///
/// `None` where the record is an entity, or not of this dataset.
#[must_use]
pub fn citation(record: Record, dataset: &Dataset, words: &Words) -> Option<String> {
    let (fact, evidence) = match record {
        Record::Event(ix) => {
            let event = dataset.event(ix)?;
            (event_fact(event, dataset, words), &event.evidence)
        }
        Record::Relationship(ix) => {
            let relationship = dataset.relationship(ix)?;
            (
                relationship_fact(relationship, dataset, words)?,
                &relationship.evidence,
            )
        }
        Record::Entity(_) => return None,
    };
    Some([fact, source(dataset, evidence, words)].join(" "))
}

fn event_fact(event: &Event, dataset: &Dataset, words: &Words) -> String {
    let mut when = describe(event.date.as_ref(), words);
    if let Some(place) = event.place.and_then(|ix| dataset.entity(ix)) {
        when = [&when, words.list_separator, &place.name].concat();
    }
    fill(
        words.cite_event,
        &[
            ("title", event.title.trim_end_matches('.')),
            ("when", &when),
            ("status", &lowered(words.event_status(event.status))),
        ],
    )
}

fn relationship_fact(
    relationship: &Relationship,
    dataset: &Dataset,
    words: &Words,
) -> Option<String> {
    dataset.entity(relationship.subject)?;
    dataset.entity(relationship.object)?;
    let mut fact = dataset.sentence(relationship);
    if !relationship.what.is_empty() {
        fact = labelled(&fact, &relationship.what, words);
    }
    if relationship.period.is_some() {
        let period = describe(relationship.period.as_ref(), words);
        fact = [&fact, words.list_separator, &period].concat();
    }
    let claimant = claimant_name(relationship.attribution, dataset, words);
    let status = words.relationship_status(relationship.status);
    Some(fill(
        words.cite_relationship,
        &[
            ("fact", &fact),
            ("status", &lowered(status)),
            ("claimed", &fill(words.cite_claimant, &[("who", claimant)])),
        ],
    ))
}

/// A word as it stands within a sentence.
fn lowered(word: &str) -> String {
    word.chars().map(lowercase).collect()
}

/// The article, with the passages that say so.
fn source(dataset: &Dataset, evidence: &[Evidence], words: &Words) -> String {
    let article = &dataset.article;
    let mut parts = Vec::new();
    if !article.title.is_empty() {
        parts.push(fill(words.quote, &[("words", &article.title)]));
    }
    if !article.publisher.is_empty() {
        parts.push(article.publisher.to_string());
    }
    if article.published.is_some() {
        parts.push(describe(article.published.as_ref(), words));
    }
    for evidence in evidence {
        let paragraph = words.language.number(evidence.paragraph);
        let paragraph = fill(words.cite_paragraph, &[("n", &paragraph)]);
        parts.push(labelled(&paragraph, &passage(evidence, words), words));
    }
    let mut source = parts.join(words.list_separator);
    source.push_str(words.full_stop());
    if let Some(url) = &article.url {
        source.push(' ');
        source.push_str(url.as_str());
    }
    source
}
