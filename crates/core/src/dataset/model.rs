//! The data of an article: entities, events, relationships, and the passages
//! that say so.

use std::collections::HashMap;

use super::{
    Basis, CustomField, CustomKinds, Date, EntityKind, EventKind, EventStatus, Factuality, FieldIx,
    FieldType, FieldValue, Media, MediaTable, RecordType, RelationshipKind, RelationshipStatus,
    RevisionStatus, SafeUrl, Span, Stance, Text,
};
use rustc_hash::FxBuildHasher;

/// The `format` that this version reads.
pub const FORMAT: &str = "backstory/1";

/// Declares the position of a record in one of the dataset's lists.
macro_rules! index {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The position as an index into a slice.
            #[must_use]
            pub const fn position(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index! {
    /// The position of an [`Entity`] in [`Dataset::entities`].
    EntityIx
}
index! {
    /// The position of an [`Event`] in [`Dataset::events`].
    EventIx
}
index! {
    /// The position of a [`Relationship`] in [`Dataset::relationships`].
    RelationshipIx
}

/// A record that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    /// An event.
    Event(EventIx),
    /// A relationship.
    Relationship(RelationshipIx),
    /// Somebody, or somewhere.
    Entity(EntityIx),
}

impl Record {
    /// The list that it is in, and its position there.
    #[must_use]
    pub const fn place(self) -> (RecordType, u32) {
        match self {
            Self::Event(ix) => (RecordType::Event, ix.0),
            Self::Relationship(ix) => (RecordType::Relationship, ix.0),
            Self::Entity(ix) => (RecordType::Entity, ix.0),
        }
    }
}

/// An article's whole dataset: `format: "backstory/1"`, decoded and checked.
///
/// Every index held by a record points into the lists of the same dataset; the
/// decoder leaves out a record for which that cannot be had.
#[derive(Clone, Debug, PartialEq)]
pub struct Dataset {
    /// The article that the data was taken from.
    pub article: Article,
    /// The kinds of its own that the document declares.
    pub kinds: CustomKinds,
    /// The fields of its own that the document declares, with their values.
    pub fields: Vec<CustomField>,
    /// Who and where, in the order of the document.
    pub entities: Vec<Entity>,
    /// What happened, or is to happen, in the order of the document.
    pub events: Vec<Event>,
    /// Who stands how to whom, in the order of the document.
    pub relationships: Vec<Relationship>,
    /// What there is to see and hear of the records, for those that have any.
    pub media: MediaTable,
    /// When undated events may have been, by their order.
    pub bounds: OrderBounds,
}

impl Dataset {
    /// When an undated event may have been, by its order.
    #[must_use]
    pub fn bounds(&self, event: EventIx) -> Option<Span> {
        self.bounds.of(event)
    }

    /// A relationship as a [`sentence`]; an end that there is not is empty.
    #[must_use]
    pub fn sentence(&self, it: &Relationship) -> String {
        let name = |ix| self.entity(ix).map_or("", |entity| &*entity.name);
        sentence(name(it.subject), &it.predicate, name(it.object))
    }

    /// The fields of one sort of record with their positions, in the order of the
    /// document.
    pub fn fields_of(&self, list: RecordType) -> impl Iterator<Item = (FieldIx, &CustomField)> {
        let fields = (0..).map(FieldIx).zip(&self.fields);
        fields.filter(move |(_, field)| field.of == list)
    }

    /// The field at `ix`.
    #[must_use]
    pub fn field(&self, ix: FieldIx) -> Option<&CustomField> {
        self.fields.get(ix.position())
    }

    /// The position of the field with this id.
    #[must_use]
    pub fn find_field(&self, id: &str) -> Option<FieldIx> {
        let place = self.fields.iter().position(|field| &*field.id == id)?;
        u8::try_from(place).ok().map(FieldIx)
    }

    /// Whether relationships can be weighed by a field: it has numbers of them.
    #[must_use]
    pub fn can_weigh(&self, ix: FieldIx) -> bool {
        self.field(ix).is_some_and(|field| {
            field.of == RecordType::Relationship
                && field.value_type == FieldType::Number
                && field.values.numbers().next().is_some()
        })
    }

    /// The fields that a record has a value of, each with its values.
    pub fn values_of(&self, record: Record) -> Vec<(&CustomField, Vec<FieldValue<'_>>)> {
        let (list, position) = record.place();
        let fields = self.fields.iter().filter(|field| field.of == list);
        fields
            .map(|field| (field, field.values.of(position).collect::<Vec<_>>()))
            .filter(|(_, values)| !values.is_empty())
            .collect()
    }

    /// What there is to see and hear of a record.
    #[must_use]
    pub fn media(&self, record: Record) -> &[Media] {
        let (list, position) = record.place();
        self.media.of(list, position)
    }

    /// Whether a relationship is said of both its ends alike.
    #[must_use]
    pub fn is_mutual(&self, it: &Relationship) -> bool {
        it.kind.is_mutual(&self.kinds)
    }

    /// The entity at `ix`.
    #[must_use]
    pub fn entity(&self, ix: EntityIx) -> Option<&Entity> {
        self.entities.get(ix.position())
    }

    /// The language that a text of the dataset is in, as a BCP 47 tag; empty
    /// where the dataset does not say.
    #[must_use]
    pub fn language_of(&self, text: &str) -> &str {
        let article = &self.article;
        article.languages.of(text).unwrap_or(&article.language)
    }

    /// The event at `ix`.
    #[must_use]
    pub fn event(&self, ix: EventIx) -> Option<&Event> {
        self.events.get(ix.position())
    }

    /// The relationship at `ix`.
    #[must_use]
    pub fn relationship(&self, ix: RelationshipIx) -> Option<&Relationship> {
        self.relationships.get(ix.position())
    }

    /// The entities with their positions.
    pub fn entities(&self) -> impl Iterator<Item = (EntityIx, &Entity)> {
        (0..).map(EntityIx).zip(&self.entities)
    }

    /// The events with their positions.
    pub fn events(&self) -> impl Iterator<Item = (EventIx, &Event)> {
        (0..).map(EventIx).zip(&self.events)
    }

    /// The relationships with their positions.
    pub fn relationships(&self) -> impl Iterator<Item = (RelationshipIx, &Relationship)> {
        (0..).map(RelationshipIx).zip(&self.relationships)
    }
}

/// The article that a dataset was taken from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The headline.
    pub title: Text,
    /// Who published it.
    pub publisher: Text,
    /// When it was published, as far as that is known.
    pub published: Option<Date>,
    /// How the day of publication is known.
    pub dating: Option<Dating>,
    /// The language it is written in, as a BCP 47 tag.
    pub language: Text,
    /// Where it stands on the web.
    pub url: Option<SafeUrl>,
    /// What it says, in a sentence or two of the project's own.
    pub summary: Text,
    /// What there is to see and hear of it; the first picture is its cover.
    pub media: Vec<Media>,
    /// What was put right in its text since it was published.
    pub corrections: Vec<Correction>,
    /// The language of each text that was given in several; the others are in
    /// the article's.
    pub languages: Languages,
}

/// Texts, each with the language that it is in, as a BCP 47 tag.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Languages(HashMap<Text, Text, FxBuildHasher>);

impl Languages {
    /// The language of a text, where it is known.
    #[must_use]
    pub fn of(&self, text: &str) -> Option<&Text> {
        self.0.get(text)
    }

    /// Whether no text was given in several languages: a reader of another language
    /// is shown the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn insert(&mut self, text: Text, language: Text) {
        self.0.insert(text, language);
    }
}

/// A person, country, organisation, place or group that the article names.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The kebab-case name that records and permalinks refer to; never shown.
    pub id: Text,
    /// What it is.
    pub kind: EntityKind,
    /// The name it is shown by.
    pub name: Text,
    /// Other names that the article or a reader may use.
    pub aliases: Vec<Text>,
    /// What the article says it is; empty where it says nothing.
    pub role: Text,
    /// The entity it belongs to.
    pub member_of: Option<EntityIx>,
    /// Its Wikidata item, such as `Q1037`.
    pub wikidata: Option<Text>,
}

/// Something that happened, goes on, or is to happen.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The kebab-case name that records and permalinks refer to; never shown.
    pub id: Text,
    /// When; `None` is undated.
    pub date: Option<Date>,
    /// How the date is known.
    pub dating: Option<Dating>,
    /// What it comes after and before, and what it lies within, where that is known
    /// without dates.
    pub order: Option<Box<Order>>,
    /// What happened, in a few words.
    pub title: Text,
    /// What happened, in a sentence or two.
    pub summary: Text,
    /// What sort of happening it is.
    pub kind: EventKind,
    /// How real it is; `None` where the document leaves it out.
    pub status: Option<EventStatus>,
    /// Where.
    pub place: Option<EntityIx>,
    /// Who took part, and as what.
    pub participants: Vec<Participant>,
    /// The passages that say so; at least one.
    pub evidence: Vec<Evidence>,
    /// Where else it is documented, other than in the article.
    pub sources: Vec<Source>,
    /// What has become of the record since it was published.
    pub revision: Option<Revision>,
    /// When it was added, if the article was published without it.
    pub added: Option<Date>,
}

impl Event {
    /// How it is put; as a fact where the document leaves its status out.
    #[must_use]
    pub fn factuality(&self) -> Factuality {
        self.status
            .map_or(Factuality::Fact, EventStatus::factuality)
    }
}

/// Where an event stands among others, whatever their dates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// The events that it comes after.
    pub after: Vec<OrderLink>,
    /// The events that it comes before.
    pub before: Vec<OrderLink>,
    /// The events that it lies within.
    pub during: Vec<OrderLink>,
}

impl Order {
    /// The lists, each with how the event stands to those in it.
    #[must_use]
    pub fn lists(&self) -> [(OrderRelation, &[OrderLink]); 3] {
        [
            (OrderRelation::After, &self.after),
            (OrderRelation::Before, &self.before),
            (OrderRelation::During, &self.during),
        ]
    }
}

/// An event that another is ordered by, and the passages that say so.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderLink {
    /// The event.
    pub event: EventIx,
    /// The passages of the ordering itself; none where those of the events say it.
    pub evidence: Vec<Evidence>,
}

/// How one event stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderRelation {
    /// All of it comes after the other.
    After,
    /// All of it comes before the other.
    Before,
    /// It lies within the other.
    During,
    /// The other lies within it.
    Includes,
}

impl OrderRelation {
    /// How the other stands to it.
    #[must_use]
    pub const fn inverse(self) -> Self {
        match self {
            Self::After => Self::Before,
            Self::Before => Self::After,
            Self::During => Self::Includes,
            Self::Includes => Self::During,
        }
    }

    /// The word for it between two events.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::After => "after",
            Self::Before => "before",
            Self::During => "during",
            Self::Includes => "includes",
        }
    }
}

/// When undated events may have been, by their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OrderBounds {
    pub(super) spans: Vec<(EventIx, Span)>,
    pub(super) sequence: Vec<EventIx>,
    /// The events without a date that have an order, ascending.
    pub(super) undated: Vec<EventIx>,
    /// Each event that another names in its order, with that other, ascending.
    pub(super) named_by: Vec<(EventIx, EventIx)>,
}

impl OrderBounds {
    /// When an undated event may have been; `None` where its order says nothing of it.
    #[must_use]
    pub fn of(&self, event: EventIx) -> Option<Span> {
        let at = self.spans.binary_search_by_key(&event, |it| it.0).ok()?;
        Some(self.spans.get(at)?.1)
    }

    /// Whether an event without a date has a place in an order.
    #[must_use]
    pub fn has(&self, event: EventIx) -> bool {
        self.undated.binary_search(&event).is_ok()
    }

    /// The events that name one in their order, in theirs.
    pub(super) fn naming(&self, event: EventIx) -> impl Iterator<Item = EventIx> {
        let first = self.named_by.partition_point(|it| it.0 < event);
        let pairs = self.named_by.get(first..).unwrap_or_default().iter();
        pairs.take_while(move |it| it.0 == event).map(|it| it.1)
    }

    /// The events that have bounds, with them.
    #[must_use]
    pub fn all(&self) -> &[(EventIx, Span)] {
        &self.spans
    }

    /// The events that have an order, each after those that it comes after or lies within.
    #[must_use]
    pub fn sequence(&self) -> &[EventIx] {
        &self.sequence
    }
}

/// How a date is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Dating {
    /// Whether it is stated in the article, relative to publication, or inferred.
    pub basis: Basis,
    /// The article's own two or three words for it; may be empty.
    pub words: Text,
    /// How it was inferred; may be empty.
    pub note: Text,
}

/// One entity's part in an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// Who.
    pub entity: EntityIx,
    /// As what; may be empty.
    pub role: Text,
}

/// How one entity stands to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Relationship {
    /// The kebab-case name that permalinks refer to; never shown.
    pub id: Text,
    /// Who.
    pub subject: EntityIx,
    /// Does what, as a verb that reads on to the object ("supplies").
    pub predicate: Text,
    /// To whom.
    pub object: EntityIx,
    /// With what, or in what; may be empty.
    pub what: Text,
    /// The field of life it belongs to.
    pub kind: RelationshipKind,
    /// Which way it leans; `None` where the document leaves it out.
    pub stance: Option<Stance>,
    /// Over what time; `None` is undated.
    pub period: Option<Date>,
    /// How firmly it is put; `None` where the document leaves it out.
    pub status: Option<RelationshipStatus>,
    /// Who says so. `None` is the article itself where there is a status that does
    /// not deny the claim, and otherwise somebody who is not named.
    pub attribution: Option<EntityIx>,
    /// Who denies it.
    pub denied_by: Vec<EntityIx>,
    /// The whole of it in a sentence or two.
    pub summary: Text,
    /// The events that it rests on.
    pub events: Vec<EventIx>,
    /// The passages that say so; at least one.
    pub evidence: Vec<Evidence>,
    /// Where else it is documented, other than in the article.
    pub sources: Vec<Source>,
    /// What has become of the record since it was published.
    pub revision: Option<Revision>,
    /// When it was added, if the article was published without it.
    pub added: Option<Date>,
}

impl Relationship {
    /// How it is put; as a fact where the document leaves its status out.
    #[must_use]
    pub fn factuality(&self) -> Factuality {
        let status = self.status;
        status.map_or(Factuality::Fact, RelationshipStatus::factuality)
    }

    /// Whether the article itself is who says so.
    #[must_use]
    pub fn is_said_by_article(&self) -> bool {
        self.attribution.is_none()
            && (self.status).is_some_and(|status| status != RelationshipStatus::Denied)
    }
}

/// A passage of the article: a W3C Web Annotation text quote cut to its two
/// ends, which are those of a Text Fragment (`#:~:text=start,end`).
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The paragraph's number, from 1.
    pub paragraph: u32,
    /// The passage's first words, six at most; twelve where they are all of it.
    pub start: Text,
    /// The passage's last words, six at most; `None` where `start` is all of it.
    pub end: Option<Text>,
}

/// A document, other than the article, that supports a record: a court file, a
/// register, a photograph with its credit.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// What it is and whose.
    pub title: Text,
    /// Where it stands on the web.
    pub url: Option<SafeUrl>,
}

/// What has become of a record since it was published.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// Whether it was put right or taken back.
    pub status: RevisionStatus,
    /// When.
    pub date: Option<Date>,
    /// Why, for the reader.
    pub note: Text,
    /// What stood before, in the newsroom's own words; may be empty.
    pub was: Text,
}

impl Revision {
    /// Whether the record no longer stands.
    #[must_use]
    pub fn is_retraction(&self) -> bool {
        self.status == RevisionStatus::Retracted
    }
}

/// What was put right in the article's text since it was published.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// When.
    pub date: Option<Date>,
    /// What was wrong and why, for the reader.
    pub note: Text,
    /// What stood before; may be empty.
    pub was: Text,
    /// What stands in its place; may be empty.
    pub now: Text,
}

/// What a relationship says, in the order of its table: "Russia supplies Rwanda".
#[must_use]
pub fn sentence(subject: &str, predicate: &str, object: &str) -> String {
    [subject, predicate, object].join(" ")
}
