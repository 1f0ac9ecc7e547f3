//! Which values each record has of every facet, both ways round: the values of
//! a record, and the records of a value.

use super::bits::Bits;
use super::collate::natural;
use super::count::Count;
use super::facet::{ARTICLE, Facet, Key};
use super::position::at;
use crate::dataset::{
    Dataset, Date, EntityIx, EntityKind, EventStatus, FieldIx, FieldType, RecordType, Relationship,
    RelationshipStatus, Revision, RevisionStatus,
};
use crate::util::narrow::narrow;
use crate::util::sort;

/// A value that occurs in the dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// What names it.
    pub key: Key,
    /// How many records have it.
    pub(super) total: Count,
    /// The records that have it.
    pub(super) records: Postings,
}

/// The records of a value, in whichever form is smaller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Postings {
    /// Their positions, ascending.
    Few(Vec<u32>),
    /// A bit for each record of the dataset.
    Many(Bits),
}

/// Of so many records one at least has a value whose records are kept as bits:
/// below that, four bytes each are fewer.
const RECORDS_PER_FEW: usize = 32;

impl Postings {
    /// Adds these records to `bits`.
    pub fn add_to(&self, bits: &mut Bits) {
        match self {
            Self::Few(records) => records.iter().for_each(|record| bits.insert(at(*record))),
            Self::Many(records) => bits.union(records),
        }
    }

    /// How many of these records are in `bits`, of which the first `events`
    /// are events.
    pub fn count_in(&self, bits: &Bits, events: usize) -> Count {
        match self {
            Self::Few(records) => {
                let mut count = Count::default();
                for record in records.iter().map(|record| at(*record)) {
                    count.add(record < events, u32::from(bits.contains(record)));
                }
                count
            }
            Self::Many(records) => Count {
                events: records.count_both(bits, 0..events),
                relationships: records.count_both(bits, events..bits.length()),
            },
        }
    }
}

/// The values of all records.
///
/// Every value of every facet has a number: those of the first facet come
/// first, each facet's in the order in which a reader is shown them.
#[derive(Clone, Debug, Default)]
pub(super) struct FacetColumns {
    /// The values of each facet: those of the format, then those of the fields that
    /// the document declares.
    pub values: Vec<Vec<FacetValue>>,
    /// Which facet each value is of.
    facets: Vec<u8>,
    /// The numbers of the records' values, one record after the other.
    numbers: Vec<u32>,
    /// Where each record's begin, and where the last one's end.
    starts: Vec<u32>,
}

/// The values of every record, before they are in the order of display.
pub(super) struct RecordValues {
    numbering: Numbering,
    numbers: Vec<u32>,
    starts: Vec<u32>,
}

impl RecordValues {
    pub fn new(dataset: &Dataset) -> Self {
        let numbering = Numbering::new(dataset);
        let (mut numbers, mut starts) = lists(dataset, &numbering);
        once_each(&mut numbers, &mut starts);
        Self {
            numbering,
            numbers,
            starts,
        }
    }
}

impl FacetColumns {
    pub fn new(dataset: &Dataset, lists: RecordValues) -> Self {
        let RecordValues {
            numbering,
            mut numbers,
            starts,
        } = lists;
        let events = dataset.events.len();

        let mut totals = vec![Count::default(); numbering.length()];
        for (record, values) in rows(&numbers, &starts) {
            for value in values {
                if let Some(total) = totals.get_mut(at(*value)) {
                    total.add(record < events, 1);
                }
            }
        }
        let order = numbering.order(dataset, &totals);
        // From the numbers used so far to those in the order of display.
        let mut ranks = vec![0; totals.len()];
        for (rank, (_, value)) in (0_u32..).zip(&order) {
            if let Some(place) = ranks.get_mut(*value) {
                *place = rank;
            }
        }
        for number in &mut numbers {
            *number = ranks.get(at(*number)).copied().unwrap_or(0);
        }

        let records = events + dataset.relationships.len();
        let facets = order
            .iter()
            .map(|(facet, _)| facet.position() as u8)
            .collect();
        let mut postings: Vec<Postings> = order
            .iter()
            .map(|(_, value)| {
                let total = totals.get(*value).map_or(0, |count| count.total()) as usize;
                if total > records / RECORDS_PER_FEW {
                    Postings::Many(Bits::none(records))
                } else {
                    Postings::Few(Vec::with_capacity(total))
                }
            })
            .collect();
        for (record, values) in rows(&numbers, &starts) {
            for value in values {
                match postings.get_mut(at(*value)) {
                    Some(Postings::Many(bits)) => bits.insert(record),
                    Some(Postings::Few(list)) => list.push(narrow(record)),
                    None => {}
                }
            }
        }
        let mut values = vec![Vec::new(); Facet::ALL.len() + dataset.fields.len()];
        for ((facet, value), records) in order.iter().zip(postings) {
            if let Some(list) = values.get_mut(facet.position()) {
                list.push(FacetValue {
                    key: numbering.key(dataset, *facet, *value),
                    total: totals.get(*value).copied().unwrap_or_default(),
                    records,
                });
            }
        }
        Self {
            values,
            facets,
            numbers,
            starts,
        }
    }

    /// Counts a record in or out (`by` is 1, or -1 as it wraps) at each of its
    /// values that are of a facet in `wanted`, a bit for each.
    ///
    /// This is where the engine spends its time: no closures and no iterators of
    /// iterators, which a build for size leaves as calls.
    pub fn tally(&self, record: usize, wanted: u64, counts: &mut [Count], is_event: bool, by: u32) {
        let bounds = self.starts.get(record).zip(self.starts.get(record + 1));
        let Some((from, to)) = bounds else { return };
        let numbers = self.numbers.get(at(*from)..at(*to)).unwrap_or_default();
        for number in numbers {
            let number = at(*number);
            let facet = self.facets.get(number).copied().unwrap_or(0);
            if wanted >> facet & 1 == 0 {
                continue;
            }
            if let Some(count) = counts.get_mut(number) {
                if is_event {
                    count.events = count.events.wrapping_add(by);
                } else {
                    count.relationships = count.relationships.wrapping_add(by);
                }
            }
        }
    }
}

/// The values before it is known which of them occur: for a facet of entities
/// all of them and the article, for one of words its words.
struct Numbering {
    /// The number of each facet's first value, and one more than the last.
    starts: Vec<usize>,
    /// The words of each facet, without repetition.
    words: Vec<Vec<Key>>,
}

impl Numbering {
    fn new(dataset: &Dataset) -> Self {
        let mut this = Self {
            starts: vec![0],
            words: Vec::new(),
        };
        let mut length = 0;
        for facet in Facet::all(dataset.fields.len()) {
            let mut words: Vec<Key> = Vec::new();
            if let Facet::Field(ix) = facet {
                // Each is there once already.
                words = field_keys(dataset, ix);
            } else {
                for word in words_of(facet, dataset).into_iter().flatten() {
                    if !words.contains(&word) {
                        words.push(word);
                    }
                }
            }
            length += if facet.is_by_entity() {
                dataset.entities.len() + 1
            } else {
                words.len()
            };
            this.words.push(words);
            this.starts.push(length);
        }
        this
    }

    fn length(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    fn start(&self, facet: Facet) -> usize {
        self.starts.get(facet.position()).copied().unwrap_or(0)
    }

    fn words(&self, facet: Facet) -> &[Key] {
        self.words.get(facet.position()).map_or(&[], Vec::as_slice)
    }

    /// The number of each of `words`, which are words of `facet`.
    fn of_words(&self, facet: Facet, words: &[Key]) -> Vec<u32> {
        let known = self.words(facet);
        let number = |word: &Key| {
            let position = known.iter().position(|it| it == word);
            narrow(self.start(facet) + position.unwrap_or(0))
        };
        words.iter().map(number).collect()
    }

    /// The values that occur, in the order in which a reader is shown them:
    /// words in that of their lists, entities and choices by how many records have
    /// them and then by name.
    fn order(&self, dataset: &Dataset, totals: &[Count]) -> Vec<(Facet, usize)> {
        let mut names: Vec<&str> = dataset.entities.iter().map(|it| &*it.name).collect();
        // The article, which is a claimant.
        names.push("");
        let names = natural(&names);
        let mut ordered = Vec::new();
        for (facet, bounds) in Facet::all(dataset.fields.len()).zip(self.starts.windows(2)) {
            let &[from, to] = bounds else { continue };
            let total = |value: &usize| totals.get(*value).map_or(0, |it| it.total());
            let mut values: Vec<usize> = (from..to).filter(|value| total(value) > 0).collect();
            if facet.is_by_entity() {
                sort::sort_by_key(&mut values, |value| {
                    let name = names.get(value - from).copied().unwrap_or_default();
                    (-i64::from(total(value)), name.into())
                });
            } else if let Facet::Field(ix) = facet
                && let Some(field) = dataset.field(ix)
                && field.value_type == FieldType::Choice
            {
                let values_of = field.values.distinct();
                let names: Vec<&str> = values_of.iter().map(|it| &*it.name).collect();
                let names = natural(&names);
                sort::sort_by_key(&mut values, |value| {
                    let name = names.get(value - from).copied().unwrap_or_default();
                    (-i64::from(total(value)), name.into())
                });
            }
            ordered.extend(values.into_iter().map(|value| (facet, value)));
        }
        ordered
    }

    fn key(&self, dataset: &Dataset, facet: Facet, value: usize) -> Key {
        let value = value - self.start(facet);
        if facet.is_by_entity() {
            let entity = dataset.entities.get(value);
            entity.map_or_else(|| ARTICLE.into(), |entity| entity.id.clone())
        } else {
            self.words(facet).get(value).cloned().unwrap_or_default()
        }
    }
}

/// The words that the values of a facet of words can be: those of events, then those of
/// relationships.
fn words_of(facet: Facet, dataset: &Dataset) -> [Vec<Key>; 2] {
    let lists = [RecordType::Event, RecordType::Relationship];
    let mut words: [Vec<Key>; 2] = Default::default();
    for ((words, list), index) in words.iter_mut().zip(lists).zip(0..) {
        let built_in = facet.words().get(index).copied().unwrap_or_default();
        words.extend(built_in.iter().map(|word| Key::from(*word)));
        if facet == Facet::Kind {
            words.extend(dataset.kinds.of(list).iter().map(|kind| kind.id.clone()));
        }
    }
    words
}

/// The values of a field that can be chosen, in the order of their codes.
fn field_keys(dataset: &Dataset, ix: FieldIx) -> Vec<Key> {
    let field = dataset.field(ix).filter(|it| it.value_type.has_choices());
    let values = field.map_or(&[][..], |field| field.values.distinct());
    values.iter().map(|value| value.key.clone()).collect()
}

/// The values of every record, one list after the other, and where each begins.
fn lists(dataset: &Dataset, numbering: &Numbering) -> (Vec<u32>, Vec<u32>) {
    let records = dataset.events.len() + dataset.relationships.len();
    let mut ends = vec![0_u32; records + 1];
    let sole = dataset.sole_claimants();
    // Counted first, so that every list is written to its own place.
    visit(dataset, numbering, &sole, &mut |record, _| {
        if let Some(end) = ends.get_mut(record + 1) {
            *end += 1;
        }
    });
    let mut sum = 0;
    for end in &mut ends {
        sum += *end;
        *end = sum;
    }
    let mut next = ends.clone();
    let mut numbers = vec![0; at(sum)];
    visit(dataset, numbering, &sole, &mut |record, value| {
        if let Some(place) = next.get_mut(record) {
            if let Some(number) = numbers.get_mut(at(*place)) {
                *number = value;
            }
            *place += 1;
        }
    });
    (numbers, ends)
}

/// Leaves of each list every value once.
fn once_each(numbers: &mut Vec<u32>, starts: &mut [u32]) {
    let mut kept = 0;
    let mut from = 0;
    for next in starts.iter_mut().skip(1) {
        let to = at(*next);
        let first = kept;
        for index in from..to {
            let Some(value) = numbers.get(index).copied() else {
                continue;
            };
            let known = numbers.get(first..kept);
            if known.is_some_and(|known| known.contains(&value)) {
                continue;
            }
            if let Some(place) = numbers.get_mut(kept) {
                *place = value;
            }
            kept += 1;
        }
        from = to;
        *next = narrow(kept);
    }
    numbers.truncate(kept);
    numbers.shrink_to_fit();
}

/// Every record with its values.
fn rows<'a>(
    numbers: &'a [u32],
    starts: &'a [u32],
) -> impl Iterator<Item = (usize, &'a [u32])> + 'a {
    let bounds = starts.iter().zip(starts.iter().skip(1));
    bounds
        .map(|(from, to)| numbers.get(at(*from)..at(*to)).unwrap_or_default())
        .enumerate()
}

/// Tells every value of every record, some more than once.
///
/// A record answers for itself where its own vocabulary has the word. For words
/// that only the other sort of record has, it answers through its ties: choosing
/// "visit" leaves the visits and what rests on them, and choosing "hostile" the
/// hostile relationships and the events that they rest on. Without this, either
/// view would go blank whenever the other one's words are chosen.
fn visit(
    dataset: &Dataset,
    numbering: &Numbering,
    sole: &[Option<EntityIx>],
    tell: &mut impl FnMut(usize, u32),
) {
    let of = |facet: Facet| {
        let [of_events, of_relationships] = words_of(facet, dataset);
        let numbers = |words: &[Key]| numbering.of_words(facet, words);
        (numbers(&of_events), numbers(&of_relationships))
    };
    let number = |list: &[u32], position: usize| list.get(position).copied().unwrap_or(0);
    let (event_kinds, kinds) = of(Facet::Kind);
    let (event_statuses, statuses) = of(Facet::Status);
    let (stances, _) = of(Facet::Stance);
    let (revisions, _) = of(Facet::Revision);
    let revisions = |revision: &Option<Revision>, added: &Option<Date>| {
        let status = revision.as_ref().map(|it| it.status as usize);
        let added = added.as_ref().map(|_| RevisionStatus::ALL.len());
        [status, added].map(|position| position.map(|it| number(&revisions, it)))
    };

    let entities = dataset.entities.len();
    let start = |facet| narrow(numbering.start(facet));
    let (actors, claimants) = (start(Facet::Actor), start(Facet::Claimant));
    let sole_claimants = start(Facet::SoleClaimant);
    let (subjects, objects) = (start(Facet::Subject), start(Facet::Object));

    for (record, event) in dataset.events.iter().enumerate() {
        for participant in &event.participants {
            actor(dataset, participant.entity, |ix| tell(record, actors + ix));
        }
        if let Some(place) = event.place {
            actor(dataset, place, |ix| tell(record, actors + ix));
        }
        tell(record, number(&event_kinds, event.kind.position()));
        if let Some(status) = event.status {
            tell(record, number(&event_statuses, status as usize));
        }
        let revisions = revisions(&event.revision, &event.added).into_iter();
        revisions.flatten().for_each(|value| tell(record, value));
    }
    let relationships = (dataset.events.len()..).zip(&dataset.relationships);
    for ((record, it), sole) in relationships.zip(sole) {
        for entity in ends(it) {
            actor(dataset, entity, |ix| tell(record, actors + ix));
        }
        let status = it.status.map(|status| number(&statuses, status as usize));
        let article = it.is_said_by_article().then_some(narrow(entities));
        let claimant = it.attribution.map(|ix| ix.0).or(article);
        let shared = [
            Some(number(&kinds, it.kind.position())),
            it.stance.map(|stance| number(&stances, stance as usize)),
            claimant.map(|claimant| claimants + claimant),
            sole.map(|EntityIx(claimant)| sole_claimants + claimant),
            Some(subjects + it.subject.0),
            Some(objects + it.object.0),
        ];
        let shared = shared.into_iter().flatten();
        if let Some(status) = status {
            tell(record, status);
        }
        let revisions = revisions(&it.revision, &it.added).into_iter();
        revisions.flatten().for_each(|value| tell(record, value));
        shared.clone().for_each(|value| tell(record, value));
        for tied in &it.events {
            for value in shared.clone() {
                tell(tied.position(), value);
            }
            let is_own = it.status.map(RelationshipStatus::as_str);
            let is_own = is_own.is_some_and(|word| EventStatus::parse(word).is_none());
            if let Some(status) = status.filter(|_| is_own) {
                tell(tied.position(), status);
            }
            let Some(event) = dataset.event(*tied) else {
                continue;
            };
            tell(record, number(&event_kinds, event.kind.position()));
            if let Some(status) = event.status
                && RelationshipStatus::parse(status.as_str()).is_none()
            {
                tell(record, number(&event_statuses, status as usize));
            }
        }
    }

    for (ix, field) in (0..).map(FieldIx).zip(&dataset.fields) {
        let start = narrow(numbering.start(Facet::Field(ix)));
        if field.value_type.has_choices() {
            each_bearer(dataset, field.of, &mut |position, record| {
                for code in field.values.codes(position) {
                    tell(record, start + code);
                }
            });
        }
    }
}

/// Tells every member of a list by its position with each record that answers for it:
/// itself; of events and relationships, what they are connected to; of entities, the
/// records that name them.
pub(super) fn each_bearer(dataset: &Dataset, list: RecordType, tell: &mut impl FnMut(u32, usize)) {
    let events = dataset.events.len();
    for (record, event) in dataset.events.iter().enumerate() {
        match list {
            RecordType::Event => tell(narrow(record), record),
            RecordType::Entity => {
                let who = event.participants.iter().map(|it| it.entity);
                for EntityIx(who) in who.chain(event.place) {
                    tell(who, record);
                }
            }
            RecordType::Relationship => {}
        }
    }
    for (position, it) in (0..).zip(&dataset.relationships) {
        let record = events + at(position);
        match list {
            RecordType::Event => it.events.iter().for_each(|event| tell(event.0, record)),
            RecordType::Entity => {
                for EntityIx(who) in [it.subject, it.object] {
                    tell(who, record);
                }
            }
            RecordType::Relationship => {
                tell(position, record);
                for event in &it.events {
                    tell(position, event.position());
                }
            }
        }
    }
}

/// Who stands at either end of a relationship, who claims it, and who denies it.
pub(super) fn ends(it: &Relationship) -> impl Iterator<Item = EntityIx> {
    [Some(it.subject), Some(it.object), it.attribution]
        .into_iter()
        .flatten()
        .chain(it.denied_by.iter().copied())
}

/// Tells an actor, and whom they act for: a person, for what they belong to.
/// Without this, choosing Russia would leave out what its minister did.
fn actor(dataset: &Dataset, ix: EntityIx, mut tell: impl FnMut(u32)) {
    let Some(entity) = dataset.entity(ix) else {
        return;
    };
    tell(ix.0);
    if entity.kind == EntityKind::Person
        && let Some(body) = entity.member_of
    {
        tell(body.0);
    }
}
