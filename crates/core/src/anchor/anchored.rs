//! A dataset's passages in one article, and the records that rest on each.

use super::{Anchor, ArticleText, FoundPassage};
use crate::dataset::{Dataset, Evidence, Record};
use crate::util::narrow::narrow;
use crate::util::sort;

/// A passage that records rest on.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// Its two ends.
    pub evidence: Evidence,
    /// Where it stands in the article.
    pub anchor: Anchor,
    /// All of its words, from the article, where it stands in one place.
    pub words: Option<String>,
    /// The events and relationships that rest on it; at least one.
    pub records: Vec<Record>,
}

/// Every passage of a dataset, each once: first those that the article has, in
/// its order, then the others. A passage's number is its position here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnchoredPassages {
    passages: Vec<Passage>,
    /// The records with the passage that each rests on, sorted; one that rests
    /// on several stands here several times.
    by_record: Vec<(Record, u32)>,
}

impl AnchoredPassages {
    /// Looks for all of the dataset's passages in `article`.
    #[must_use]
    pub fn new(dataset: &Dataset, article: &ArticleText) -> Self {
        let events = dataset
            .events()
            .map(|(ix, event)| (Record::Event(ix), &event.evidence));
        let relationships = dataset
            .relationships()
            .map(|(ix, it)| (Record::Relationship(ix), &it.evidence));
        let all = events.chain(relationships);
        let mut all: Vec<(Record, &Evidence)> = all
            .flat_map(|(record, evidence)| evidence.iter().map(move |it| (record, it)))
            .collect();
        // What says that one event comes after another is a passage of both.
        for (ix, event) in dataset.events() {
            for (_, links) in event.order.iter().flat_map(|order| order.lists()) {
                for link in links {
                    let both = [Record::Event(ix), Record::Event(link.event)];
                    let of_both = |it| both.map(|record| (record, it));
                    all.extend(link.evidence.iter().flat_map(of_both));
                }
            }
        }
        sort::sort_by(&mut all, |a, b| ends(a.1).cmp(&ends(b.1)));
        let equal = || all.chunk_by(|a, b| ends(a.1) == ends(b.1));
        let each = equal().filter_map(|same| Some(same.first()?.1));
        let counting = article.counting(each);
        let mut passages: Vec<Passage> = equal()
            .filter_map(|same| {
                let (_, evidence) = *same.first()?;
                let anchor = article.anchor(evidence, counting);
                Some(Passage {
                    evidence: evidence.clone(),
                    words: anchor.place().map(|found| article.words(found)),
                    anchor,
                    records: same.iter().map(|(record, _)| *record).collect(),
                })
            })
            .collect();
        sort::sort_by(&mut passages, |a, b| place(a).cmp(&place(b)));
        let numbered = (0..).zip(&passages);
        let mut by_record: Vec<(Record, u32)> = numbered
            .flat_map(|(number, it)| it.records.iter().map(move |record| (*record, number)))
            .collect();
        sort::sort_by(&mut by_record, Ord::cmp);
        by_record.dedup();
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
    pub fn found(&self) -> impl Iterator<Item = (u32, &Passage, &FoundPassage)> {
        (0..)
            .zip(&self.passages)
            .map_while(|(number, it)| Some((number, it, it.anchor.place()?)))
    }

    /// How many passages the article has.
    #[must_use]
    pub fn count(&self) -> u32 {
        narrow(self.found().count())
    }

    /// The numbers of the passages that a record rests on, ascending.
    pub fn of(&self, record: Record) -> impl Iterator<Item = u32> {
        let first = self.by_record.partition_point(|(other, _)| *other < record);
        let rest = self.by_record.iter().skip(first);
        rest.take_while(move |(other, _)| *other == record)
            .map(|(_, number)| *number)
    }

    /// The passage that `record` rests on by `evidence`, with its number.
    #[must_use]
    pub fn passage(&self, record: Record, evidence: &Evidence) -> Option<(u32, &Passage)> {
        let mut passages = self.of(record).filter_map(|it| Some((it, self.get(it)?)));
        passages.find(|(_, passage)| passage.evidence == *evidence)
    }

    /// The records that rest on any of these passages, each once.
    #[must_use]
    pub fn records(&self, numbers: &[u32]) -> Vec<Record> {
        let mut records: Vec<Record> = numbers
            .iter()
            .filter_map(|number| self.get(*number))
            .flat_map(|passage| passage.records.iter().copied())
            .collect();
        sort::sort_by(&mut records, Ord::cmp);
        records.dedup();
        records
    }
}

/// What tells a passage from others, and its order where the article does not.
fn ends(evidence: &Evidence) -> (u32, &str, Option<&str>) {
    (evidence.paragraph, &evidence.start, evidence.end.as_deref())
}

/// Where a passage stands: in the article's order, and what is not there last.
fn place(passage: &Passage) -> (bool, Option<(usize, usize, usize)>) {
    let place = passage.anchor.place();
    let place = place.map(|it| (it.paragraph, it.range.start, it.range.end));
    (place.is_none(), place)
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
        let anchored = AnchoredPassages::new(
            &dataset,
            &ArticleText::new(["It was the first thing of all.", "And the last one."]),
        );
        let starts: Vec<&str> = anchored
            .found()
            .map(|(_, it, _)| &*it.evidence.start)
            .collect();
        assert_eq!(starts, ["the first", "the last"]);
        assert_eq!(anchored.count(), 2);
        let words = anchored.get(0).unwrap().words.as_deref();
        assert_eq!(words, Some("the first thing of all"));
        assert_eq!(anchored.get(2).unwrap().anchor, Anchor::Missing);

        let [late, early] = [0, 1].map(|ix| Record::Event(EventIx(ix)));
        let tie = Record::Relationship(RelationshipIx(0));
        let of = |record| anchored.of(record).collect::<Vec<u32>>();
        assert_eq!(of(late), [1]);
        assert_eq!(of(early), [0, 2]);
        assert_eq!(of(tie), [1]);
        assert_eq!(anchored.records(&[1]), [late, tie]);
        assert_eq!(anchored.records(&[1, 0, 1, 9]), [late, early, tie]);
        let event = dataset.event(EventIx(1)).unwrap();
        let number = |at: usize| anchored.passage(early, &event.evidence[at]).unwrap().0;
        assert_eq!((number(0), number(1)), (0, 2));
    }
}
