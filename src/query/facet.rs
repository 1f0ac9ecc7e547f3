//! The ways in which records are told apart, and the values of each.

use std::collections::HashMap;
use std::rc::Rc;

use super::bits::Bits;
use super::fold::natural_key;
use crate::dataset::{
    Dataset, EntityIx, EntityKind, EventKind, EventStatus, Relationship, RelationshipKind,
    RelationshipStatus, Stance,
};

/// What names a value of a facet: a vocabulary's word, or an entity's id.
pub type Key = Rc<str>;

/// The key of the claimant that is the article itself. No id may be this.
pub const ARTICLE: &str = "-";

/// A way in which records are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Who takes part, stands at either end, claims it, or is where it is; with
    /// a person, also the body that they belong to.
    Actor,
    /// What sort of event or relationship it is.
    Kind,
    /// How real it is.
    Status,
    /// Which way a relationship leans.
    Stance,
    /// Who says so.
    Claimant,
    /// Who stands at a relationship's beginning, themselves alone.
    Subject,
    /// Who stands at its end, themselves alone.
    Object,
}

impl Facet {
    /// Every facet, in the order in which a reader is shown them.
    pub const ALL: [Self; 7] = [
        Self::Actor,
        Self::Kind,
        Self::Status,
        Self::Stance,
        Self::Claimant,
        Self::Subject,
        Self::Object,
    ];

    /// Those that a reader has a menu for. The two ends of a relationship are
    /// chosen where they are seen together, in the matrix and the picture.
    pub const MENUS: [Self; 5] = [
        Self::Actor,
        Self::Kind,
        Self::Status,
        Self::Stance,
        Self::Claimant,
    ];

    /// The facet's name in a permalink.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Stance => "stance",
            Self::Claimant => "claimant",
            Self::Subject => "subject",
            Self::Object => "object",
        }
    }

    /// The facet that `name` stands for.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.as_str() == name)
    }

    /// Whether `key` can name one of its values: a word of its vocabularies, or
    /// an entity of the dataset.
    #[must_use]
    pub fn knows(self, key: &str, dataset: &Dataset) -> bool {
        let is_entity = || dataset.entities.iter().any(|entity| &*entity.id == key);
        match self {
            Self::Actor | Self::Subject | Self::Object => is_entity(),
            Self::Claimant => key == ARTICLE || is_entity(),
            Self::Kind | Self::Status | Self::Stance => {
                self.words().iter().any(|words| words.contains(&key))
            }
        }
    }

    /// The vocabularies that its values are words of, in the order in which a
    /// reader is shown them; none where its values are entities.
    const fn words(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Actor | Self::Claimant | Self::Subject | Self::Object => &[],
            Self::Kind => &[EventKind::WORDS, RelationshipKind::WORDS],
            Self::Status => &[EventStatus::WORDS, RelationshipStatus::WORDS],
            Self::Stance => &[Stance::WORDS],
        }
    }
}

/// A value that occurs in the dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What names it.
    pub key: Key,
    /// The records that have it.
    pub(super) records: Bits,
}

/// The values of one facet, each with its records.
pub(super) fn values(facet: Facet, dataset: &Dataset) -> Vec<Value> {
    let mut postings = Postings::new(dataset);
    match facet {
        Facet::Actor => actors(&mut postings, dataset),
        Facet::Kind => kinds(&mut postings, dataset),
        Facet::Status => statuses(&mut postings, dataset),
        Facet::Stance => stances(&mut postings, dataset),
        Facet::Claimant => claimants(&mut postings, dataset),
        Facet::Subject => ends(&mut postings, dataset, |it| it.subject),
        Facet::Object => ends(&mut postings, dataset, |it| it.object),
    }
    let mut values = postings.values;
    match facet {
        Facet::Actor | Facet::Claimant | Facet::Subject | Facet::Object => {
            by_number(&mut values, dataset);
        }
        Facet::Kind | Facet::Status | Facet::Stance => by_list(&mut values, facet.words()),
    }
    values
}

/// Collects which records have which value.
struct Postings {
    values: Vec<Value>,
    positions: HashMap<Key, usize>,
    events: usize,
    records: usize,
}

impl Postings {
    fn new(dataset: &Dataset) -> Self {
        let events = dataset.events.len();
        Self {
            values: Vec::new(),
            positions: HashMap::new(),
            events,
            records: events + dataset.relationships.len(),
        }
    }

    fn add(&mut self, key: &str, record: usize) {
        let position = match self.positions.get(key) {
            Some(position) => *position,
            None => {
                let key = Key::from(key);
                let records = Bits::none(self.records);
                self.positions.insert(key.clone(), self.values.len());
                self.values.push(Value { key, records });
                self.values.len() - 1
            }
        };
        if let Some(value) = self.values.get_mut(position) {
            value.records.insert(record);
        }
    }

    /// Adds an actor, and whom they act for: a person, for what they belong to.
    /// Without this, choosing Russia would leave out what its minister did.
    fn add_actor(&mut self, dataset: &Dataset, entity: EntityIx, record: usize) {
        let Some(entity) = dataset.entity(entity) else {
            return;
        };
        self.add(&entity.id, record);
        if entity.kind == EntityKind::Person
            && let Some(body) = entity.member_of.and_then(|ix| dataset.entity(ix))
        {
            self.add(&body.id, record);
        }
    }

    /// The record number of a relationship.
    const fn relationship(&self, position: usize) -> usize {
        self.events + position
    }
}

fn actors(postings: &mut Postings, dataset: &Dataset) {
    for (record, event) in dataset.events.iter().enumerate() {
        for participant in &event.participants {
            postings.add_actor(dataset, participant.entity, record);
        }
        if let Some(place) = event.place {
            postings.add_actor(dataset, place, record);
        }
    }
    for (position, it) in dataset.relationships.iter().enumerate() {
        let record = postings.relationship(position);
        for entity in [Some(it.subject), Some(it.object), it.attribution]
            .into_iter()
            .flatten()
        {
            postings.add_actor(dataset, entity, record);
        }
    }
}

// A record answers for itself where its own vocabulary has the word. For words
// that only the other sort of record has, it answers through its ties: choosing
// "visit" leaves the visits and what rests on them, and choosing "hostile" the
// hostile relationships and the events that they rest on. Without this, either
// view would go blank whenever the other one's words are chosen.

fn kinds(postings: &mut Postings, dataset: &Dataset) {
    for (record, event) in dataset.events.iter().enumerate() {
        postings.add(event.kind.as_str(), record);
    }
    for (position, it) in dataset.relationships.iter().enumerate() {
        let record = postings.relationship(position);
        postings.add(it.kind.as_str(), record);
        for event in &it.events {
            postings.add(it.kind.as_str(), event.position());
            if let Some(event) = dataset.event(*event) {
                postings.add(event.kind.as_str(), record);
            }
        }
    }
}

fn statuses(postings: &mut Postings, dataset: &Dataset) {
    for (record, event) in dataset.events.iter().enumerate() {
        postings.add(event.status.as_str(), record);
    }
    for (position, it) in dataset.relationships.iter().enumerate() {
        let record = postings.relationship(position);
        let own = it.status.as_str();
        postings.add(own, record);
        for event in &it.events {
            if EventStatus::parse(own).is_none() {
                postings.add(own, event.position());
            }
            if let Some(theirs) = dataset.event(*event).map(|event| event.status.as_str())
                && RelationshipStatus::parse(theirs).is_none()
            {
                postings.add(theirs, record);
            }
        }
    }
}

fn stances(postings: &mut Postings, dataset: &Dataset) {
    for_ties(postings, dataset, |it| Some(it.stance.as_str().into()));
}

fn claimants(postings: &mut Postings, dataset: &Dataset) {
    for_ties(postings, dataset, |it| match it.attribution {
        Some(entity) => dataset.entity(entity).map(|entity| entity.id.clone()),
        None => Some(ARTICLE.into()),
    });
}

fn ends(postings: &mut Postings, dataset: &Dataset, end: fn(&Relationship) -> EntityIx) {
    for_ties(postings, dataset, |it| {
        dataset.entity(end(it)).map(|entity| entity.id.clone())
    });
}

/// Gives a relationship's value to itself and to the events that it rests on.
fn for_ties(
    postings: &mut Postings,
    dataset: &Dataset,
    key: impl Fn(&Relationship) -> Option<Key>,
) {
    for (position, it) in dataset.relationships.iter().enumerate() {
        let Some(key) = key(it) else { continue };
        postings.add(&key, postings.relationship(position));
        for event in &it.events {
            postings.add(&key, event.position());
        }
    }
}

/// The most frequent first, then by name.
fn by_number(values: &mut [Value], dataset: &Dataset) {
    let names: HashMap<&str, &str> = dataset
        .entities
        .iter()
        .map(|entity| (&*entity.id, &*entity.name))
        .collect();
    values.sort_by_cached_key(|value| {
        let name = names.get(&*value.key).copied().unwrap_or_default();
        (
            std::cmp::Reverse(value.records.iter().count()),
            natural_key(name),
        )
    });
}

/// In the order of the vocabularies.
fn by_list(values: &mut [Value], lists: &[&[&str]]) {
    values.sort_by_key(|value| {
        lists
            .iter()
            .copied()
            .flatten()
            .position(|word| *word == &*value.key)
    });
}
