//! Finding records by words and phrases.

use std::collections::HashMap;
use std::mem::take;
use std::ops::Range;

use super::bits::Bits;
use super::columns::ends;
use super::digits::{grouped, ungrouped};
use super::fold::{fold, fold_into};
use super::position::at;
use crate::dataset::{Dataset, EntityIx, Evidence, FieldType, RecordType};
use crate::util::find::holds;
use crate::util::narrow::narrow;
use crate::util::sort;
use rustc_hash::FxBuildHasher;

/// Stands between two texts of one record, so that no phrase runs on.
const BREAK: u32 = u32::MAX;

/// The words of all records, sorted, each with where it stands.
///
/// A unit is a record with its own texts, or an entity with its names: a record
/// is found by whom it names too, and the names are kept once.
#[derive(Clone, Debug, Default)]
pub(super) struct TextIndex {
    /// The words that occur, sorted.
    terms: Vec<Box<str>>,
    /// How many of the units are records; the others are entities.
    records: usize,
    /// The words of each unit, in their order, by their position in `terms`.
    words: NumberLists,
    /// The units of each word, ascending.
    units: NumberLists,
    /// The records that name each entity.
    mentions: NumberLists,
}

/// Lists of numbers, one after the other.
#[derive(Clone, Debug, Default)]
struct NumberLists {
    numbers: Vec<u32>,
    /// Where each list begins, and where the last one ends.
    starts: Vec<u32>,
}

impl NumberLists {
    /// Puts each of `pairs` (the list that it belongs to, and a number) into
    /// its list, keeping their order.
    fn sorted(lists: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0_u32; lists + 1];
        for (list, _) in pairs.clone() {
            if let Some(end) = starts.get_mut(at(list) + 1) {
                *end += 1;
            }
        }
        let mut sum = 0;
        for end in &mut starts {
            sum += *end;
            *end = sum;
        }
        let mut next = starts.clone();
        let mut numbers = vec![0; at(sum)];
        for (list, number) in pairs {
            let Some(place) = next.get_mut(at(list)) else {
                continue;
            };
            if let Some(slot) = numbers.get_mut(at(*place)) {
                *slot = number;
            }
            *place += 1;
        }
        Self { numbers, starts }
    }

    fn of(&self, list: usize) -> &[u32] {
        self.numbers.get(self.bounds(list)).unwrap_or_default()
    }

    fn of_mut(&mut self, list: usize) -> &mut [u32] {
        let bounds = self.bounds(list);
        self.numbers.get_mut(bounds).unwrap_or_default()
    }

    fn bounds(&self, list: usize) -> Range<usize> {
        let bounds = self.starts.get(list).zip(self.starts.get(list + 1));
        bounds.map_or(0..0, |(from, to)| at(*from)..at(*to))
    }
}

/// A [`TextIndex`] in the making. It can be made a slice at a time, so that a
/// page stays responsive meanwhile: first all units are read, then their words
/// are sorted, then each word is given its place among them.
#[derive(Clone, Debug, Default)]
pub(super) struct TextBuilder {
    /// The next unit to be read.
    next: usize,
    /// The number of each word so far, in the order in which they came.
    numbers: HashMap<Box<str>, u32, FxBuildHasher>,
    words: NumberLists,
    mentions: Vec<(u32, u32)>,
    folded: String,
    /// The words in order, once all have been read.
    sorted: Option<Sorted>,
}

/// The words of all units, sorted.
#[derive(Clone, Debug, Default)]
struct Sorted {
    terms: Vec<Box<str>>,
    /// The place among them of each word, by its number.
    ranks: Vec<u32>,
    /// The last unit that had the word of a place; at first none.
    last: Vec<u32>,
    /// Each word of a unit with the unit, once however often it stands there.
    pairs: Vec<(u32, u32)>,
    /// The next unit whose words are to have their places.
    next: usize,
}

impl TextBuilder {
    /// Goes so many units further; whether all is done but the last step.
    pub fn advance(&mut self, dataset: &Dataset, units: usize) -> bool {
        let all = records(dataset) + dataset.entities.len();
        if self.next < all {
            let to = self.next.saturating_add(units).min(all);
            for unit in self.next..to {
                self.words.starts.push(narrow(self.words.numbers.len()));
                self.read(dataset, unit);
            }
            self.next = to;
            return false;
        }
        let Some(sorted) = &mut self.sorted else {
            self.words.starts.push(narrow(self.words.numbers.len()));
            self.words.numbers.shrink_to_fit();
            self.sorted = Some(Sorted::new(take(&mut self.numbers)));
            return false;
        };
        let to = sorted.next.saturating_add(units).min(all);
        for unit in sorted.next..to {
            sorted.place(unit, self.words.of_mut(unit));
        }
        sorted.next = to;
        to == all
    }

    fn read(&mut self, dataset: &Dataset, unit: usize) {
        let record = narrow(unit);
        if let Some(event) = dataset.events.get(unit) {
            self.add(&event.title);
            self.add(&event.summary);
            if let Some(place) = event.place {
                self.mentions.push((place.0, record));
            }
            for participant in &event.participants {
                self.add(&participant.role);
                self.mentions.push((participant.entity.0, record));
            }
            self.add_passages(&event.evidence);
            self.add_fields(dataset, RecordType::Event, record);
        } else if let Some(it) = dataset.relationships.get(unit - dataset.events.len()) {
            for text in [&it.predicate, &it.what, &it.summary] {
                self.add(text);
            }
            self.add_passages(&it.evidence);
            let position = narrow(unit - dataset.events.len());
            self.add_fields(dataset, RecordType::Relationship, position);
            self.mentions
                .extend(ends(it).map(|EntityIx(entity)| (entity, record)));
        } else if let Some(entity) = dataset.entities.get(unit - records(dataset)) {
            self.add(&entity.name);
            for alias in &entity.aliases {
                self.add(alias);
            }
            let position = narrow(unit - records(dataset));
            self.add_fields(dataset, RecordType::Entity, position);
        }
    }

    /// Adds what the fields of texts and choices say of a record.
    fn add_fields(&mut self, dataset: &Dataset, list: RecordType, position: u32) {
        for (_, field) in dataset.fields_of(list) {
            if matches!(field.value_type, FieldType::Text | FieldType::Choice) {
                for code in field.values.codes(position) {
                    if let Some(value) = field.values.distinct().get(at(*code)) {
                        self.add(&value.name);
                    }
                }
            }
        }
    }

    /// Adds the words of the article that a record is based on.
    fn add_passages(&mut self, evidence: &[Evidence]) {
        for it in evidence {
            self.add(&it.start);
            if let Some(end) = &it.end {
                self.add(end);
            }
        }
    }

    /// Adds the words of a text, and its numbers whose digits stand in groups.
    fn add(&mut self, text: &str) {
        self.add_words(text);
        for number in grouped(text) {
            self.add_words(&number);
        }
    }

    fn add_words(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let mut folded = take(&mut self.folded);
        folded.clear();
        fold_into(&mut folded, text);
        for word in folded.split(' ').filter(|word| !word.is_empty()) {
            let number = match self.numbers.get(word) {
                Some(number) => *number,
                None => {
                    let number = narrow(self.numbers.len());
                    self.numbers.insert(word.into(), number);
                    number
                }
            };
            self.words.numbers.push(number);
        }
        self.words.numbers.push(BREAK);
        self.folded = folded;
    }

    /// Does the last step, and whatever else is left.
    pub fn finish(mut self, dataset: &Dataset) -> TextIndex {
        while !self.advance(dataset, usize::MAX) {}
        let Sorted { terms, pairs, .. } = self.sorted.unwrap_or_default();
        TextIndex {
            units: NumberLists::sorted(terms.len(), pairs.iter().copied()),
            terms,
            records: records(dataset),
            words: self.words,
            mentions: NumberLists::sorted(dataset.entities.len(), self.mentions.iter().copied()),
        }
    }
}

impl Sorted {
    fn new(numbers: HashMap<Box<str>, u32, FxBuildHasher>) -> Self {
        let mut words: Vec<(Box<str>, u32)> = numbers.into_iter().collect();
        sort::sort_by(&mut words, |a, b| a.0.cmp(&b.0));
        let mut ranks = vec![0; words.len()];
        for (rank, (_, number)) in (0..).zip(&words) {
            if let Some(place) = ranks.get_mut(at(*number)) {
                *place = rank;
            }
        }
        Self {
            last: vec![u32::MAX; words.len()],
            terms: words.into_iter().map(|(word, _)| word).collect(),
            ranks,
            ..Self::default()
        }
    }

    /// Puts the words of a unit, which are numbers so far, in their places. The
    /// units come one after the other.
    fn place(&mut self, unit: usize, words: &mut [u32]) {
        let unit = narrow(unit);
        for word in words {
            // The break has no rank, and stays.
            let Some(rank) = self.ranks.get(at(*word)) else {
                continue;
            };
            *word = *rank;
            if let Some(last) = self.last.get_mut(at(*rank))
                && *last != unit
            {
                *last = unit;
                self.pairs.push((*rank, unit));
            }
        }
    }
}

fn records(dataset: &Dataset) -> usize {
    dataset.events.len() + dataset.relationships.len()
}

impl TextIndex {
    /// The records that have all that `query` asks for; `None` where it asks for
    /// nothing.
    ///
    /// A word of the query is the beginning of a word. Words in quotation marks
    /// stand together, whole and in their order; a quotation that is not closed
    /// is still being typed, so that its last word is a beginning.
    ///
    /// A year is also found by its records' dates, which `in_year` adds.
    pub fn find(&self, query: &str, in_year: &dyn Fn(&str, &mut Bits)) -> Option<Bits> {
        let mut found: Option<Bits> = None;
        let mut narrow_to = |bits: Bits| match &mut found {
            None => found = Some(bits),
            Some(found) => found.intersect(&bits),
        };
        let mut pieces = query.split(is_quotation_mark).enumerate().peekable();
        while let Some((index, piece)) = pieces.next() {
            let folded = fold(piece);
            let is_quoted = index % 2 == 1;
            let is_closed = pieces.peek().is_some();
            if folded.is_empty() {
            } else if is_quoted {
                let words: Vec<&str> = folded.split(' ').collect();
                narrow_to(self.find_phrase(&words, is_closed));
            } else {
                for word in fold(&ungrouped(piece)).split(' ') {
                    let mut found = self.find_word(word);
                    if word.len() == 4 && word.bytes().all(|it| it.is_ascii_digit()) {
                        in_year(word, &mut found);
                    }
                    narrow_to(found);
                }
            }
        }
        found
    }

    /// The records in which a word begins with `word`. Chinese and Japanese put
    /// no space before a word, so in them it may stand anywhere.
    fn find_word(&self, word: &str) -> Bits {
        let spaceless =
            word.starts_with(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'));
        let mut found = FoundRecords::new(self);
        if spaceless {
            let terms = self.terms.iter().enumerate();
            for (term, _) in terms.filter(|(_, term)| holds(term, word)) {
                found.add_term(term);
            }
        } else {
            for term in self.beginning(word) {
                found.add_term(term);
            }
        }
        found.records()
    }

    /// The records in which `words` stand together.
    fn find_phrase(&self, words: &[&str], is_closed: bool) -> Bits {
        let mut found = FoundRecords::new(self);
        let whole = |word: &str| match self.terms.binary_search_by(|term| (**term).cmp(word)) {
            Ok(term) => term..term + 1,
            Err(_) => 0..0,
        };
        let last = words.len().saturating_sub(1);
        let wanted: Vec<Range<usize>> = words
            .iter()
            .enumerate()
            .map(|(index, word)| {
                if index == last && !is_closed {
                    self.beginning(word)
                } else {
                    whole(word)
                }
            })
            .collect();
        let Some(first) = wanted.first() else {
            return found.records();
        };
        for term in first.clone() {
            for unit in self.units.of(term) {
                let text = self.words.of(at(*unit));
                let stands = text.windows(wanted.len()).any(|window| {
                    let mut pairs = window.iter().zip(&wanted);
                    pairs.all(|(word, wanted)| wanted.contains(&at(*word)))
                });
                if stands {
                    found.add_unit(*unit);
                }
            }
        }
        found.records()
    }

    /// The words that begin with `start`.
    fn beginning(&self, start: &str) -> Range<usize> {
        let from = self.terms.partition_point(|term| **term < *start);
        let rest = self.terms.get(from..).unwrap_or_default();
        from..from + rest.partition_point(|term| term.starts_with(start))
    }
}

/// Whether it opens or closes a quotation.
const fn is_quotation_mark(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」')
}

/// The records that were found so far.
struct FoundRecords<'a> {
    index: &'a TextIndex,
    bits: Bits,
}

impl<'a> FoundRecords<'a> {
    fn new(index: &'a TextIndex) -> Self {
        Self {
            index,
            bits: Bits::none(index.records),
        }
    }

    fn add_term(&mut self, term: usize) {
        for unit in self.index.units.of(term) {
            self.add_unit(*unit);
        }
    }

    /// Adds a record, or all that name an entity.
    fn add_unit(&mut self, unit: u32) {
        match at(unit).checked_sub(self.index.records) {
            None => self.bits.insert(at(unit)),
            Some(entity) => {
                for record in self.index.mentions.of(entity) {
                    self.bits.insert(at(*record));
                }
            }
        }
    }

    fn records(self) -> Bits {
        self.bits
    }
}
