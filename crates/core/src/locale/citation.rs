//! A record as a citation: the fact, its claimant, the article, its passage.

use super::{
    Words, describe, event_title, field_facts, fill, labelled, passage, relationship_title, voices,
    when,
};
use crate::dataset::{
    Dataset, Event, EventIx, Evidence, Factuality, Record, Relationship, RelationshipIx,
};
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
                relationship_fact(ix, relationship, dataset, words)?,
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
    let facts = field_facts(Record::Event(ix), dataset, words);
    let facts = [vec![when], facts].concat();
    let when = facts.join(words.clause_separator);
    let title = event_title(event, words);
    fill(
        words.cite_event,
        &[("title", title.trim_end_matches('.')), ("when", &when)],
    )
}

fn relationship_fact(
    ix: RelationshipIx,
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
    let claimed = voices(relationship, dataset, words);
    let is_fact = relationship.factuality() == Factuality::Fact;
    let status = relationship
        .status
        .filter(|_| is_fact || claimed.is_empty());
    let status = status.map_or("", |status| words.relationship_status(status));
    let facts = field_facts(Record::Relationship(ix), dataset, words);
    let mut parts = [vec![lowercase_text(status), claimed], facts].concat();
    parts.retain(|part| !part.is_empty());
    if parts.is_empty() {
        return Some([&*fact, words.full_stop()].concat());
    }
    let claimed = parts.join(words.clause_separator);
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

#[cfg(test)]
mod tests {
    use super::super::ENGLISH;
    use super::*;
    use crate::dataset::{Value, decode};

    #[test]
    fn a_citation_has_the_fields_of_its_record_and_no_empty_parentheses() {
        let document: Value = serde_json::from_value(serde_json::json!({
            "format": "backstory/1",
            "article": {"title": "Gifts", "published": "2024-02-03"},
            "fields": [
                {"id": "amount", "of": "relationships", "name": "Amount", "type": "number", "unit": "GBP"},
                {"id": "court", "of": "events", "name": "Court", "type": "choice"}
            ],
            "entities": [
                {"id": "firm", "kind": "organisation", "name": "A firm"},
                {"id": "party", "kind": "organisation", "name": "A party"}
            ],
            "events": [{"id": "ruling", "title": "It rules", "date": "2024", "kind": "other",
                "fields": {"court": ["High Court", "Court of Appeal"]},
                "evidence": [{"paragraph": 2, "start": "it ruled"}]}],
            "relationships": [
                {"id": "gift", "subject": "firm", "predicate": "gave to", "object": "party",
                 "kind": "trade", "fields": {"amount": 125_000},
                 "evidence": [{"paragraph": 1, "start": "a gift"}]},
                {"id": "plain", "subject": "firm", "predicate": "knows", "object": "party",
                 "kind": "trade", "evidence": [{"paragraph": 1, "start": "a gift"}]}
            ]
        }))
        .unwrap();
        let dataset = decode(&document).unwrap().dataset;
        let cited = |record| citation(record, &dataset, &ENGLISH).unwrap();
        assert_eq!(
            cited(Record::Event(EventIx(0))),
            "It rules (2024; Court: High Court, Court of Appeal). “Gifts”, 3 February 2024, \
             paragraph 2: “it ruled”."
        );
        let amount = super::super::amount(125_000.0, "GBP", false, &ENGLISH);
        assert_eq!(
            cited(Record::Relationship(RelationshipIx(0))),
            format!(
                "A firm gave to A party (Amount: {amount}). “Gifts”, 3 February 2024, \
             paragraph 1: “a gift”."
            )
        );
        assert_eq!(
            cited(Record::Relationship(RelationshipIx(1))),
            "A firm knows A party. “Gifts”, 3 February 2024, paragraph 1: “a gift”."
        );
    }
}
