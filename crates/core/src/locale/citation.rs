//! A record as a citation: the fact, its claimant, the article, its passage.

use super::{
    Words, describe, event_title, fill, labelled, passage, relationship_title, voices, when,
};
use crate::dataset::{Dataset, Event, EventIx, Evidence, Factuality, Record, Relationship};
use crate::util::lowercase::lowercase_text;

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
            (event_fact(ix, event, dataset, words), &event.evidence)
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

fn event_fact(ix: EventIx, event: &Event, dataset: &Dataset, words: &Words) -> String {
    let mut when = when(ix, dataset, words);
    if let Some(place) = event.place.and_then(|ix| dataset.entity(ix)) {
        when = [&when, words.list_separator, &place.name].concat();
    }
    // What is not a fact has its status in front.
    if event.factuality() == Factuality::Fact
        && let Some(status) = event.status
    {
        let status = lowercase_text(words.event_status(status));
        when = [&when, words.clause_separator, &status].concat();
    }
    let title = event_title(event, words);
    fill(
        words.cite_event,
        &[("title", title.trim_end_matches('.')), ("when", &when)],
    )
}

fn relationship_fact(
    relationship: &Relationship,
    dataset: &Dataset,
    words: &Words,
) -> Option<String> {
    dataset.entity(relationship.subject)?;
    dataset.entity(relationship.object)?;
    let mut fact = relationship_title(relationship, dataset, words);
    if relationship.period.is_some() {
        let period = describe(relationship.period.as_ref(), words);
        fact = [&fact, words.list_separator, &period].concat();
    }
    let mut claimed = voices(relationship, dataset, words);
    let is_fact = relationship.factuality() == Factuality::Fact;
    if is_fact || claimed.is_empty() {
        let status = relationship.status;
        let status = status.map_or("", |status| words.relationship_status(status));
        let mut parts = vec![lowercase_text(status), claimed];
        parts.retain(|part| !part.is_empty());
        claimed = parts.join(words.clause_separator);
    }
    Some(fill(
        words.cite_relationship,
        &[("fact", &fact), ("claimed", &claimed)],
    ))
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
