//! A record as a citation: the fact, who says so, the article, its passage.

use super::{Words, claimant_name, describe, fill, passage};
use crate::dataset::{Dataset, Event, Evidence, Relationship};
use crate::state::Record;

/// The citation of a record as plain text, one line.
///
/// ```text
/// Russia supplies Rwanda: small arms (stated; says: Sergei Lavrov).
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
    let place = event.place.and_then(|ix| dataset.entity(ix));
    let place = place
        .map(|place| [", ", &place.name].concat())
        .unwrap_or_default();
    fill(
        "{title} ({date}{place}; {status}).",
        &[
            ("title", event.title.trim_end_matches('.')),
            ("date", &describe(event.date.as_ref(), &words.dates)),
            ("place", &place),
            ("status", &words.event_status(event.status).to_lowercase()),
        ],
    )
}

fn relationship_fact(
    relationship: &Relationship,
    dataset: &Dataset,
    words: &Words,
) -> Option<String> {
    let subject = dataset.entity(relationship.subject)?;
    let object = dataset.entity(relationship.object)?;
    let what = match &*relationship.what {
        "" => String::new(),
        what => [": ", what].concat(),
    };
    let period = match &relationship.period {
        None => String::new(),
        period => [", ", &describe(period.as_ref(), &words.dates)].concat(),
    };
    let claimant = claimant_name(relationship.attribution, dataset, words);
    let claimed = fill(words.cite_claimant, &[("who", claimant)]);
    Some(fill(
        "{subject} {predicate} {object}{what}{period} ({status}; {claimed}).",
        &[
            ("subject", &subject.name),
            ("predicate", &relationship.predicate),
            ("object", &object.name),
            ("what", &what),
            ("period", &period),
            (
                "status",
                &words
                    .relationship_status(relationship.status)
                    .to_lowercase(),
            ),
            ("claimed", &claimed),
        ],
    ))
}

/// The article, with the passages that say so.
fn source(dataset: &Dataset, evidence: &[Evidence], words: &Words) -> String {
    let article = &dataset.article;
    let mut parts = Vec::new();
    if !article.title.is_empty() {
        parts.push(fill("“{title}”", &[("title", &article.title)]));
    }
    if !article.publisher.is_empty() {
        parts.push(article.publisher.to_string());
    }
    if article.published.is_some() {
        parts.push(describe(article.published.as_ref(), &words.dates));
    }
    for evidence in evidence {
        let paragraph = fill(
            words.cite_paragraph,
            &[("n", &evidence.paragraph.to_string())],
        );
        parts.push([&paragraph, ": ", &passage(evidence)].concat());
    }
    let mut source = parts.join(", ");
    source.push('.');
    if let Some(url) = &article.url {
        source.push(' ');
        source.push_str(url.as_str());
    }
    source
}
