//! A dataset's passages in one article, and the records that rest on each.

use std::collections::BTreeMap;

use super::{Article, Found};
use crate::dataset::{Dataset, Evidence};
use crate::state::Record;

/// A passage that records rest on.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Its two ends.
    pub evidence: Evidence,
    /// Where it stands in the article, if it does.
    pub found: Option<Found>,
    /// The events and relationships that rest on it; at least one.
    pub records: Vec<Record>,
}

/// Every passage of a dataset, each once: first those that the article has, in
/// its order, then the others. A passage's number is its position here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Located {
    passages: Vec<Passage>,
    by_record: BTreeMap<Record, Vec<u32>>,
}

impl Located {
    /// Looks for all of the dataset's passages in `article`.
    #[must_use]
    pub fn new(dataset: &Dataset, article: &Article) -> Self {
        let mut by_ends: BTreeMap<(u32, &str, Option<&str>), Passage> = BTreeMap::new();
        let events = dataset
            .events()
            .map(|(ix, event)| (Record::Event(ix), &event.evidence));
        let relationships = dataset
            .relationships()
            .map(|(ix, it)| (Record::Relationship(ix), &it.evidence));
        for (record, evidence) in events.chain(relationships) {
            for evidence in evidence {
                by_ends
                    .entry((evidence.paragraph, &evidence.start, evidence.end.as_deref()))
                    .or_insert_with(|| Passage {
                        evidence: evidence.clone(),
                        found: article.find(evidence),
                        records: Vec::new(),
                    })
                    .records
                    .push(record);
            }
        }
        let mut passages: Vec<Passage> = by_ends.into_values().collect();
        passages.sort_by_key(|passage| {
            let place = passage.found.as_ref();
            let place = place.map(|it| (it.paragraph, it.range.start, it.range.end));
            (place.is_none(), place)
        });
        let mut by_record: BTreeMap<Record, Vec<u32>> = BTreeMap::new();
        for (number, passage) in (0..).zip(&passages) {
            for record in &passage.records {
                let numbers = by_record.entry(*record).or_default();
                if numbers.last() != Some(&number) {
                    numbers.push(number);
                }
            }
        }
        Self {
            passages,
            by_record,
        }
    }

    /// The passage with a number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&Passage> {
        self.passages.get(number as usize)
    }

    /// The passages that the article has, with their numbers, in its order.
    pub fn found(&self) -> impl Iterator<Item = (u32, &Passage, &Found)> {
        (0..)
            .zip(&self.passages)
            .map_while(|(number, it)| Some((number, it, it.found.as_ref()?)))
    }

    /// How many passages the article has.
    #[must_use]
    pub fn count(&self) -> u32 {
        u32::try_from(self.found().count()).unwrap_or(u32::MAX)
    }

    /// The numbers of the passages that a record rests on.
    #[must_use]
    pub fn of(&self, record: Record) -> &[u32] {
        self.by_record.get(&record).map_or(&[], Vec::as_slice)
    }

    /// The number of the passage that `record` rests on by `evidence`, if the
    /// article has it.
    #[must_use]
    pub fn number(&self, record: Record, evidence: &Evidence) -> Option<u32> {
        self.of(record).iter().copied().find(|number| {
            self.get(*number)
                .is_some_and(|it| it.found.is_some() && it.evidence == *evidence)
        })
    }

    /// The records that rest on any of these passages, each once.
    #[must_use]
    pub fn records(&self, numbers: &[u32]) -> Vec<Record> {
        let mut records: Vec<Record> = numbers
            .iter()
            .filter_map(|number| self.get(*number))
            .flat_map(|passage| passage.records.iter().copied())
            .collect();
        records.sort_unstable();
        records.dedup();
        records
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{EventIx, RelationshipIx, Value, decode};

    fn dataset() -> Dataset {
        let value: Value = serde_json::from_value(serde_json::json!({
            "format": "backstory/1",
            "entities": [{"id": "a", "kind": "person", "name": "A"}],
            "events": [
                {"id": "late", "title": "Late", "kind": "visit", "status": "happened",
                 "evidence": [{"paragraph": 2, "start": "the last"}]},
                {"id": "early", "title": "Early", "kind": "visit", "status": "happened",
                 "evidence": [{"paragraph": 1, "start": "the first", "end": "of all"},
                              {"paragraph": 1, "start": "not there"}]}
            ],
            "relationships": [
                {"id": "tie", "subject": "a", "predicate": "sees", "object": "a",
                 "kind": "political", "stance": "neutral", "status": "stated",
                 "evidence": [{"paragraph": 2, "start": "the last"}]}
            ]
        }))
        .unwrap();
        decode(&value).unwrap().dataset
    }

    #[test]
    fn each_passage_is_there_once_in_the_articles_order() {
        let dataset = dataset();
        let located = Located::new(
            &dataset,
            &Article::new(["It was the first thing of all.", "And the last one."]),
        );
        let starts: Vec<&str> = located
            .found()
            .map(|(_, it, _)| &*it.evidence.start)
            .collect();
        assert_eq!(starts, ["the first", "the last"]);
        assert_eq!(located.count(), 2);
        assert_eq!(located.get(2).unwrap().found, None);

        let [late, early] = [0, 1].map(|ix| Record::Event(EventIx(ix)));
        let tie = Record::Relationship(RelationshipIx(0));
        assert_eq!(located.of(late), [1]);
        assert_eq!(located.of(early), [0, 2]);
        assert_eq!(located.of(tie), [1]);
        assert_eq!(located.records(&[1]), [late, tie]);
        assert_eq!(located.records(&[1, 0, 1, 9]), [late, early, tie]);
        let event = dataset.event(EventIx(1)).unwrap();
        assert_eq!(located.number(early, &event.evidence[0]), Some(0));
        assert_eq!(located.number(early, &event.evidence[1]), None);
    }
}
