//! Finding records by words.

use super::bits::Bits;
use super::fold::fold;
use crate::dataset::{Dataset, EntityIx};

/// The folded text of every record, each word led by a space, so that a word's
/// beginning is found as a plain substring.
#[derive(Clone, Debug)]
pub(super) struct TextIndex {
    texts: Vec<String>,
}

impl TextIndex {
    pub fn new(dataset: &Dataset) -> Self {
        let events = dataset.events.iter().map(|event| {
            let mut text = Searchable::default();
            text.add(&event.title);
            text.add(&event.summary);
            for entity in event
                .place
                .into_iter()
                .chain(event.participants.iter().map(|p| p.entity))
            {
                text.add_entity(dataset, entity);
            }
            for participant in &event.participants {
                text.add(&participant.role);
            }
            text.0
        });
        let relationships = dataset.relationships.iter().map(|it| {
            let mut text = Searchable::default();
            for part in [&it.predicate, &it.what, &it.summary] {
                text.add(part);
            }
            for entity in [Some(it.subject), Some(it.object), it.attribution]
                .into_iter()
                .flatten()
            {
                text.add_entity(dataset, entity);
            }
            text.0
        });
        Self {
            texts: events.chain(relationships).collect(),
        }
    }

    /// The records in which every word of `query` begins a word; `None` where
    /// the query has no words.
    pub fn find(&self, query: &str) -> Option<Bits> {
        let folded = fold(query);
        if folded.is_empty() {
            return None;
        }
        let terms: Vec<String> = folded.split(' ').map(needle).collect();
        let mut found = Bits::none(self.texts.len());
        for (record, text) in self.texts.iter().enumerate() {
            if terms.iter().all(|term| text.contains(term.as_str())) {
                found.insert(record);
            }
        }
        Some(found)
    }
}

/// What to look for. Chinese and Japanese put no space before a word, so a term
/// in them may stand anywhere.
fn needle(term: &str) -> String {
    let spaceless =
        term.starts_with(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'));
    if spaceless {
        term.to_owned()
    } else {
        [" ", term].concat()
    }
}

#[derive(Default)]
struct Searchable(String);

impl Searchable {
    fn add(&mut self, text: &str) {
        self.0.push(' ');
        self.0.push_str(&fold(text));
    }

    fn add_entity(&mut self, dataset: &Dataset, entity: EntityIx) {
        if let Some(entity) = dataset.entity(entity) {
            self.add(&entity.name);
            for alias in &entity.aliases {
                self.add(alias);
            }
        }
    }
}
