//! A dataset as sheets.

use csv::Writer;

use super::super::Export;
use super::super::cells::{escape, join};
use super::columns::ARTICLE_FIELDS;
use super::sheet::{NOBODY, Sheet};
use crate::{
    ArticleDocument, Document, EntityDocument, EventDocument, EvidenceDocument, OrderLinkDocument,
    RelationshipDocument, SourceDocument,
};
use backstory_core::dataset::Dataset;
use backstory_core::export::guard;

/// One sheet of a dataset as CSV. All four hold everything that the dataset
/// does.
#[must_use]
pub fn to_sheet(dataset: &Dataset, sheet: Sheet) -> Export {
    let document = Document::from(dataset);
    let mut writer = Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(sheet.columns());
    let mut write = |cells: Vec<String>| {
        let _ = writer.write_record(cells.into_iter().map(guard));
    };
    match sheet {
        Sheet::Article => {
            let article = document.article.unwrap_or_default();
            for (field, value) in ARTICLE_FIELDS.iter().zip(article_cells(article)) {
                if !value.is_empty() {
                    write(vec![(*field).to_owned(), value]);
                }
            }
        }
        Sheet::Entities => document
            .entities
            .into_iter()
            .for_each(|it| write(entity_cells(it))),
        Sheet::Events => document
            .events
            .into_iter()
            .for_each(|it| write(event_cells(it))),
        Sheet::Relationships => document
            .relationships
            .into_iter()
            .for_each(|it| write(relationship_cells(it))),
    }
    let bytes = writer.into_inner().unwrap_or_default();
    Export {
        text: String::from_utf8(bytes).unwrap_or_default(),
        unsupported: Vec::new(),
    }
}

fn article_cells(article: ArticleDocument) -> Vec<String> {
    let dating = article.dating.unwrap_or_default();
    vec![
        article.title,
        article.publisher,
        article.published.unwrap_or_default(),
        dating.basis,
        dating.words,
        dating.note,
        article.language,
        article.url.unwrap_or_default(),
        article.summary,
    ]
}

fn entity_cells(it: EntityDocument) -> Vec<String> {
    vec![
        it.id,
        it.kind,
        it.name,
        join(it.aliases.iter().map(|alias| escape(alias))),
        it.role,
        it.member_of.unwrap_or_default(),
        it.wikidata.unwrap_or_default(),
    ]
}

fn event_cells(it: EventDocument) -> Vec<String> {
    let dating = it.dating.unwrap_or_default();
    let revision = it.revision.unwrap_or_default();
    let participants = it.participants.into_iter().map(|participant| {
        if participant.role.is_empty() {
            participant.entity
        } else {
            [&participant.entity, ": ", &escape(&participant.role)].concat()
        }
    });
    vec![
        it.id,
        it.date.unwrap_or_default(),
        dating.basis,
        dating.words,
        dating.note,
        links_cell(&it.after),
        links_cell(&it.before),
        links_cell(&it.during),
        it.title,
        it.summary,
        it.kind,
        it.status,
        it.place.unwrap_or_default(),
        join(participants),
        evidence_cell(&it.evidence),
        sources_cell(&it.sources),
        revision.status,
        revision.date.unwrap_or_default(),
        revision.note,
    ]
}

fn relationship_cells(it: RelationshipDocument) -> Vec<String> {
    let revision = it.revision.unwrap_or_default();
    // An empty cell says nothing, and a claimant would be taken for who denies it.
    let denied_by = match it.denied_by {
        Some(nobody) if nobody.is_empty() && it.attribution.is_some() => NOBODY.to_owned(),
        named => join(named.unwrap_or_default()),
    };
    vec![
        it.id,
        it.subject,
        it.predicate,
        it.object,
        it.what,
        it.kind,
        it.stance,
        it.period.unwrap_or_default(),
        it.status,
        it.attribution.unwrap_or_default(),
        denied_by,
        it.summary,
        join(it.events),
        evidence_cell(&it.evidence),
        sources_cell(&it.sources),
        revision.status,
        revision.date.unwrap_or_default(),
        revision.note,
    ]
}

fn evidence_cell(evidence: &[EvidenceDocument]) -> String {
    join(evidence.iter().map(passage))
}

fn passage(it: &EvidenceDocument) -> String {
    let start = [&it.paragraph.to_string(), ": ", &escape(&it.start)].concat();
    match &it.end {
        Some(end) => [&start, " … ", &escape(end)].concat(),
        None => start,
    }
}

/// `sochi-meeting; vote <26: first words … last words>`
fn links_cell(links: &[OrderLinkDocument]) -> String {
    join(links.iter().map(|link| {
        let (event, evidence) = link.parts();
        let passages = evidence.iter().map(|it| [" <", &passage(it), ">"].concat());
        [event.to_owned()].into_iter().chain(passages).collect()
    }))
}

fn sources_cell(sources: &[SourceDocument]) -> String {
    join(sources.iter().map(|it| match &it.url {
        Some(url) => [&escape(&it.title), " <", &escape(url), ">"].concat(),
        None => escape(&it.title),
    }))
}
