//! The dataset as its document has it: what is written to a file, and what the
//! JSON Schema is generated from.
//!
//! A [`Document`] holds text where a [`Dataset`] holds what was made of it, so
//! it can also hold what is not yet right: an import writes one, and
//! [`decode`](backstory_core::dataset::decode) says what is wrong with it. The doc comments of
//! the fields are the descriptions that an editor shows; they speak to who
//! writes a dataset.

use serde::Serialize;

use super::json_number::number_json;
use backstory_core::dataset::names::kinds;
use backstory_core::dataset::{
    Article, Correction, CustomField, CustomKind, Dataset, Dating, Entity, EntityIx, Event,
    EventIx, Evidence, FORMAT, FieldType as ValueType, FieldValue, Media, MediaUrl, Order,
    OrderLink, Record, RecordType, Relationship, RelationshipIx, RelationshipStatus as Status,
    Revision, Source, Value, YES,
};

use vocabulary::{
    Basis, EntityKind, EventKind, EventStatus, FieldType, MediaType, RelationshipKind,
    RelationshipStatus, RevisionStatus, Stance,
};

/// The closed lists of words, as the schema describes them.
mod vocabulary {
    use std::borrow::Cow;

    use backstory_core::dataset as core;
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use serde_json::json;

    macro_rules! words {
        ($($name:ident)+) => {$(
            pub(super) struct $name;

            impl JsonSchema for $name {
                fn schema_name() -> Cow<'static, str> {
                    stringify!($name).into()
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    schema(core::$name::ABOUT, core::$name::WORDS, core::$name::MEANINGS)
                }
            }
        )+};
    }

    words! {
        Basis EntityKind EventKind EventStatus FieldType MediaType RelationshipKind
        RelationshipStatus RevisionStatus Stance
    }

    fn schema(about: &str, words: &[&str], meanings: &[&str]) -> Schema {
        let choices = words.iter().zip(meanings).map(|(word, meaning)| {
            json!({"description": meaning.trim(), "type": "string", "const": word})
        });
        let choices: Vec<_> = choices.collect();
        json_schema!({"description": about.trim(), "oneOf": choices})
    }
}

/// A text that readers see may be given in several languages, by their tags.
fn in_languages(schema: &mut schemars::Schema) {
    use serde_json::{Value, json};

    let mut types = match schema.remove("type") {
        Some(Value::Array(types)) => types,
        one => one.into_iter().collect(),
    };
    types.push(json!("object"));
    schema.insert("type".to_owned(), Value::Array(types));
    schema.insert("minProperties".to_owned(), json!(1));
    schema.insert("propertyNames".to_owned(), json!({"pattern": TAG}));
    schema.insert("additionalProperties".to_owned(), json!({"type": "string"}));
}

/// A list of one may be written as the one.
fn one_or_several(schema: &mut schemars::Schema) {
    use serde_json::{Value, json};

    let mut types = match schema.remove("type") {
        Some(Value::Array(types)) => types,
        one => one.into_iter().collect(),
    };
    types.push(json!("string"));
    schema.insert("type".to_owned(), Value::Array(types));
}

/// A kind may also be one that the document declares, which [`crate::schema`] allows
/// where it declares any.
fn or_declared(schema: &mut schemars::Schema) {
    let built_in = schema.remove("$ref");
    let built_in = serde_json::json!({"$ref": built_in});
    let declared = serde_json::json!({"type": "string", "pattern": ID});
    schema.insert("anyOf".to_owned(), vec![built_in, declared].into());
}

/// A word of a vocabulary may be left out, or be `null` or empty.
fn or_left_out(schema: &mut schemars::Schema) {
    let word = schema.remove("$ref");
    let choices = vec![
        serde_json::json!({"$ref": word}),
        serde_json::json!({"type": "null"}),
        serde_json::json!({"type": "string", "pattern": r"^\s*$"}),
    ];
    schema.insert("anyOf".to_owned(), choices.into());
}

/// Declares the types of the document: fields that are empty are not written.
macro_rules! document {
    ($(#[$meta:meta])* $name:ident {
        $($(#[$doc:meta])* $field:ident: $type:ty,)+
    }) => {
        #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
        #[derive(schemars::JsonSchema)]
        #[schemars(deny_unknown_fields)]
        $(#[$meta])*
        pub struct $name {
            $(
                $(#[$doc])*
                #[serde(skip_serializing_if = "Empty::is_empty")]
                pub $field: $type,
            )+
        }
    };
}

/// Whether there is nothing to write.
trait Empty {
    fn is_empty(&self) -> bool;
}

impl Empty for String {
    fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }
}

impl<T> Empty for Option<T> {
    fn is_empty(&self) -> bool {
        self.is_none()
    }
}

impl<T> Empty for Vec<T> {
    fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }
}

impl Empty for u32 {
    fn is_empty(&self) -> bool {
        false
    }
}

document! {
    /// An article's dataset for Backstory: who, what, when, who to whom, and
    /// which passage says so.
    #[schemars(title = "A Backstory dataset", rename = "dataset")]
    Document {
        /// Where the schema of this document is, so that an editor can complete it.
        #[serde(rename = "$schema")]
        #[schemars(default)]
        schema: String,
        /// The format and its version: "backstory/1".
        #[schemars(extend("const" = FORMAT))]
        format: String,
        /// The article that the data is about.
        #[schemars(default)]
        article: Option<ArticleDocument>,
        /// The categories of this story's own, in addition to the built-in ones.
        #[schemars(default)]
        kinds: Option<KindsDocument>,
        /// The properties of this story's own, such as an amount or a court. Write them
        /// and the kinds before the lists that use them: a page can then show a long
        /// document while it comes in.
        #[schemars(default)]
        fields: Vec<FieldDocument>,
        /// Who and where: every person, country, organisation, place and group that
        /// an event or a relationship names.
        #[schemars(default)]
        entities: Vec<EntityDocument>,
        /// What happened, goes on, or is to happen.
        #[schemars(default)]
        events: Vec<EventDocument>,
        /// Who stands how to whom.
        #[schemars(default)]
        relationships: Vec<RelationshipDocument>,
    }
}

document! {
    /// The categories of this story's own, a list for each sort of record.
    #[schemars(rename = "kinds")]
    KindsDocument {
        /// What an entity can be: a vessel, a ministry.
        #[schemars(default)]
        entities: Vec<KindDocument>,
        /// What an event can be: a verdict, a power cut.
        #[schemars(default)]
        events: Vec<KindDocument>,
        /// What a relationship can be: a donation, a marriage.
        #[schemars(default)]
        relationships: Vec<KindDocument>,
    }
}

document! {
    /// A category of this story's own.
    #[schemars(rename = "kind")]
    KindDocument {
        /// A name for use in this document: words of a-z and 0-9 joined by hyphens,
        /// and not one of the built-in kinds.
        #[schemars(extend("pattern" = ID))]
        id: String,
        /// The name that readers see.
        #[schemars(transform = in_languages, extend("pattern" = FILLED))]
        name: String,
        /// Of relationships: false where they are said of both ends alike, as a
        /// marriage is. Leave it out for those that lead from one to the other.
        #[schemars(default)]
        directed: Option<bool>,
    }
}

document! {
    /// A property of this story's own.
    #[schemars(rename = "field")]
    FieldDocument {
        /// A name for use in this document: words of a-z and 0-9 joined by hyphens,
        /// such as "case-file".
        #[schemars(extend("pattern" = ID))]
        id: String,
        /// Whose property it is: "entities", "events" or "relationships".
        #[schemars(extend("enum" = kinds::ALL))]
        of: String,
        /// The name that readers see.
        #[schemars(transform = in_languages, extend("pattern" = FILLED))]
        name: String,
        /// What its values are.
        #[serde(rename = "type")]
        #[schemars(with = "FieldType")]
        value_type: String,
        /// Of numbers: a currency such as "EUR" (ISO 4217), a unit such as "kilometer"
        /// (Unicode CLDR), or words.
        #[schemars(transform = in_languages, default)]
        unit: String,
    }
}

impl KindsDocument {
    /// The kinds of each list.
    pub fn lists(&self) -> [(RecordType, &[KindDocument]); 3] {
        [
            (RecordType::Entity, &self.entities),
            (RecordType::Event, &self.events),
            (RecordType::Relationship, &self.relationships),
        ]
    }

    /// The kinds of one list, to be added to.
    pub fn of_mut(&mut self, list: RecordType) -> &mut Vec<KindDocument> {
        match list {
            RecordType::Entity => &mut self.entities,
            RecordType::Event => &mut self.events,
            RecordType::Relationship => &mut self.relationships,
        }
    }
}

/// The values of the fields of a record, by their ids.
pub type FieldValuesDocument = serde_json::Map<String, serde_json::Value>;

impl Empty for FieldValuesDocument {
    fn is_empty(&self) -> bool {
        self.is_empty()
    }
}

/// What a record can say in its fields, whatever their types are.
fn field_values(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let text = serde_json::json!({
        "type": ["string", "object"],
        "minProperties": 1,
        "propertyNames": {"pattern": TAG},
        "additionalProperties": {"type": "string"},
    });
    schemars::json_schema!({
        "type": "object",
        "propertyNames": {"pattern": ID},
        "additionalProperties": {
            "anyOf": [
                text,
                {"type": ["number", "boolean", "null"]},
                {"type": "array", "items": text},
            ],
        },
    })
}

document! {
    /// The article that the data is about.
    #[schemars(rename = "article")]
    ArticleDocument {
        /// The headline.
        #[schemars(transform = in_languages, default)]
        title: String,
        /// Who published it: the newsroom's name.
        #[schemars(transform = in_languages, default)]
        publisher: String,
        /// The day of publication as an EDTF date, such as "2018-06-11", or
        /// "2018-06~" where only "around June 2018" is known.
        #[schemars(default, extend("pattern" = EDTF))]
        published: Option<String>,
        /// How the day of publication is known, where it is not printed.
        #[schemars(default)]
        dating: Option<DatingDocument>,
        /// The language that the article is written in, as a tag: "en", "fr", "pt-BR".
        #[schemars(default)]
        language: String,
        /// Where the article stands on the web.
        #[schemars(default, extend("pattern" = LINK))]
        url: Option<String>,
        /// What the article says, in a sentence or two.
        #[schemars(transform = in_languages, default)]
        summary: String,
        /// Pictures, recordings, documents and pages that go with it: the first picture is
        /// the story's cover.
        #[schemars(default)]
        media: Vec<MediaDocument>,
        /// What was put right in its text since it was published.
        #[schemars(default)]
        corrections: Vec<CorrectionDocument>,
    }
}

document! {
    /// A person, country, organisation, place or group that the article names.
    #[schemars(rename = "entity")]
    EntityDocument {
        /// A name for use in this document: words of a-z and 0-9 joined by hyphens,
        /// such as "sergei-lavrov". Readers never see it; links to a record hold it,
        /// so do not change it once the article is out.
        #[schemars(extend("pattern" = ID))]
        id: String,
        /// What it is: one of the words below, or a kind that the document declares.
        #[schemars(with = "EntityKind", transform = or_declared)]
        kind: String,
        /// The name that readers see.
        #[schemars(transform = in_languages, extend("pattern" = FILLED))]
        name: String,
        /// Other names that the article or a reader may use: "Mr Lavrov", "Moscow".
        /// A search for any of them finds it.
        #[schemars(default)]
        aliases: Vec<String>,
        /// What the article says it is, in a few words: "foreign minister of Russia".
        #[schemars(transform = in_languages, default)]
        role: String,
        /// The id of the entity that it belongs to: a minister's country, a
        /// subsidiary's parent.
        #[schemars(default)]
        member_of: Option<String>,
        /// Its item in Wikidata, such as "Q1037".
        #[schemars(default, extend("pattern" = "^Q[0-9]+$"))]
        wikidata: Option<String>,
        /// Pictures, recordings, documents and pages that go with it: the first picture is
        /// its portrait.
        #[schemars(default)]
        media: Vec<MediaDocument>,
        /// The values of this story's own fields, by their ids.
        #[schemars(schema_with = "field_values", default)]
        fields: FieldValuesDocument,
    }
}

document! {
    /// Something that happened, goes on, or is to happen.
    #[schemars(rename = "event")]
    EventDocument {
        /// A name for use in this document and in links to the event: words of a-z
        /// and 0-9 joined by hyphens, such as "sochi-meeting".
        #[schemars(extend("pattern" = ID))]
        id: String,
        /// When, as an EDTF date, and no more exactly than it is known: "2018-06-03",
        /// "2018-06", "2018", "2018-06~" (around), "1963?" (possibly), "2017-21"
        /// (spring), "201X" (the 2010s), "2013/.." (since), "2013/2015" (it lasted),
        /// "[2018-06-01..2018-06-07]" (on one day of that week). Times may lack their
        /// seconds and be ends of an interval:
        /// "2024-02-14T05:52/2024-02-14T10:31". Leave it out where nothing is known.
        #[schemars(default, extend("pattern" = EDTF))]
        date: Option<String>,
        /// How the date is known.
        #[schemars(default)]
        dating: Option<DatingDocument>,
        /// The events that it comes after, where the article tells the order and no
        /// dates: their ids, or objects of an id and the passages that say so.
        #[schemars(default)]
        after: Vec<OrderLinkDocument>,
        /// The events that it comes before.
        #[schemars(default)]
        before: Vec<OrderLinkDocument>,
        /// The events that it lies within: what was said in a meeting.
        #[schemars(default)]
        during: Vec<OrderLinkDocument>,
        /// What happened, in a few words.
        #[schemars(transform = in_languages, extend("pattern" = FILLED))]
        title: String,
        /// What happened, in a sentence or two of your own.
        #[schemars(transform = in_languages, default)]
        summary: String,
        /// What sort of happening it is: one of the words below, or a kind that the
        /// document declares.
        #[schemars(with = "EventKind", transform = or_declared)]
        kind: String,
        /// How real it is, by what the article says. Leave it out where nothing is to
        /// be said of that.
        #[schemars(with = "EventStatus", transform = or_left_out, default)]
        status: String,
        /// The id of the entity where it happened.
        #[schemars(default)]
        place: Option<String>,
        /// Who took part, and as what.
        #[schemars(default)]
        participants: Vec<ParticipantDocument>,
        /// The passages of the article that say so; at least one.
        #[schemars(length(min = 1))]
        evidence: Vec<EvidenceDocument>,
        /// Documents other than the article that support it.
        #[schemars(default)]
        sources: Vec<SourceDocument>,
        /// Pictures, recordings, documents and pages that go with it.
        #[schemars(default)]
        media: Vec<MediaDocument>,
        /// What has become of the record since it was published.
        #[schemars(default)]
        revision: Option<RevisionDocument>,
        /// The values of this story's own fields, by their ids.
        #[schemars(schema_with = "field_values", default)]
        fields: FieldValuesDocument,
        /// When the record was added, as an EDTF date, if the article was published
        /// without it.
        #[schemars(default, extend("pattern" = EDTF))]
        added: Option<String>,
    }
}

/// An event that another is ordered by: its id, or an object of the id and the passages
/// that say so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[schemars(rename = "order_link")]
#[serde(untagged)]
pub enum OrderLinkDocument {
    /// The event's id.
    Id(#[schemars(extend("pattern" = FILLED))] String),
    /// The event's id, and the passages that say so.
    Stated(StatedOrderDocument),
}

impl OrderLinkDocument {
    /// An event with the passages that say so, if any.
    #[must_use]
    pub fn new(event: String, evidence: Vec<EvidenceDocument>) -> Self {
        if evidence.is_empty() {
            Self::Id(event)
        } else {
            Self::Stated(StatedOrderDocument { event, evidence })
        }
    }

    /// The event's id, and the passages that say so.
    #[must_use]
    pub fn parts(&self) -> (&str, &[EvidenceDocument]) {
        match self {
            Self::Id(event) => (event, &[]),
            Self::Stated(it) => (&it.event, &it.evidence),
        }
    }
}

document! {
    /// An event that another is ordered by, with the passages that say so.
    #[schemars(rename = "stated_order")]
    StatedOrderDocument {
        /// The event's id.
        #[schemars(extend("pattern" = FILLED))]
        event: String,
        /// The passages of the article that say so.
        #[schemars(default)]
        evidence: Vec<EvidenceDocument>,
    }
}

document! {
    /// How a date is known.
    #[schemars(rename = "dating")]
    DatingDocument {
        /// Whether it is stated in the article, relative to publication, or inferred.
        #[schemars(with = "Basis")]
        basis: String,
        /// The article's own two or three words for it: "last November".
        #[schemars(default)]
        words: String,
        /// How it was inferred.
        #[schemars(transform = in_languages, default)]
        note: String,
    }
}

document! {
    /// One entity's part in an event.
    #[schemars(rename = "participant")]
    ParticipantDocument {
        /// The entity's id.
        #[schemars(extend("pattern" = FILLED))]
        entity: String,
        /// As what: "guest", "host", "buyer".
        #[schemars(transform = in_languages, default)]
        role: String,
    }
}

document! {
    /// How one entity stands to another. Subject, predicate and object read as a
    /// sentence: "Russia" "supplies" "Rwanda".
    #[schemars(rename = "relationship")]
    RelationshipDocument {
        /// A name for use in links to the relationship: words of a-z and 0-9 joined
        /// by hyphens.
        #[schemars(extend("pattern" = ID))]
        id: String,
        /// The id of the entity that does it.
        #[schemars(extend("pattern" = FILLED))]
        subject: String,
        /// Does what: a verb that reads on to the object, such as "supplies".
        #[schemars(transform = in_languages, extend("pattern" = FILLED))]
        predicate: String,
        /// The id of the entity that it is done to.
        #[schemars(extend("pattern" = FILLED))]
        object: String,
        /// With what, or in what: "helicopters, small arms".
        #[schemars(transform = in_languages, default)]
        what: String,
        /// The field of life that it belongs to: one of the words below, or a kind that
        /// the document declares.
        #[schemars(with = "RelationshipKind", transform = or_declared)]
        kind: String,
        /// Which way it leans. Leave it out where nothing is to be said of that.
        #[schemars(with = "Stance", transform = or_left_out, default)]
        stance: String,
        /// Over what time, as an EDTF date: "2013/..", "../2018-06", "2018".
        #[schemars(default, extend("pattern" = EDTF))]
        period: Option<String>,
        /// How firmly the article puts it. Leave it out where nothing is to be said of
        /// that; then the article is not given as who says so.
        #[schemars(with = "RelationshipStatus", transform = or_left_out, default)]
        status: String,
        /// The id of the entity that says so; leave it out where it is the article
        /// itself. Where the status is "denied" and there is no `denied_by`, it is
        /// read as the entity that denies it, as in documents from before
        /// `denied_by`.
        #[schemars(default)]
        attribution: Option<String>,
        /// The id of the entity that denies it, or a list of several; an empty list
        /// says that nobody is named who does.
        #[schemars(transform = one_or_several, default)]
        denied_by: Option<Vec<String>>,
        /// The whole of it in a sentence or two of your own.
        #[schemars(transform = in_languages, default)]
        summary: String,
        /// The ids of the events that it is based on.
        #[schemars(default)]
        events: Vec<String>,
        /// The passages of the article that say so; at least one.
        #[schemars(length(min = 1))]
        evidence: Vec<EvidenceDocument>,
        /// Documents other than the article that support it.
        #[schemars(default)]
        sources: Vec<SourceDocument>,
        /// Pictures, recordings, documents and pages that go with it.
        #[schemars(default)]
        media: Vec<MediaDocument>,
        /// What has become of the record since it was published.
        #[schemars(default)]
        revision: Option<RevisionDocument>,
        /// The values of this story's own fields, by their ids.
        #[schemars(schema_with = "field_values", default)]
        fields: FieldValuesDocument,
        /// When the record was added, as an EDTF date, if the article was published
        /// without it.
        #[schemars(default, extend("pattern" = EDTF))]
        added: Option<String>,
    }
}

document! {
    /// A passage of the article, by its first and its last words.
    #[schemars(
        rename = "evidence",
        extend(
            "if" = {"required": ["end"], "properties": {"end": {"description": "Last words.", "type": "string", "pattern": FILLED}}},
            "then" = {"properties": {"start": {"description": "First words, six at most.", "pattern": SIX_WORDS}}},
        ),
    )]
    EvidenceDocument {
        /// The paragraph's number in the article, from 1.
        #[schemars(range(min = 1))]
        paragraph: u32,
        /// The passage's first words, six at most, exactly as they are printed; or
        /// all of them, twelve at most, where there is no `end`.
        #[schemars(extend("pattern" = TWELVE_WORDS))]
        start: String,
        /// The passage's last words, six at most; leave it out where `start` is all
        /// of it.
        #[schemars(default, extend("pattern" = SIX_WORDS))]
        end: Option<String>,
    }
}

document! {
    /// A document other than the article that supports a record.
    #[schemars(rename = "source")]
    SourceDocument {
        /// What it is and whose: "Case 14/2019, ruling", "Photograph: A. Name".
        #[schemars(transform = in_languages, extend("pattern" = FILLED))]
        title: String,
        /// Where it stands on the web.
        #[schemars(default, extend("pattern" = LINK))]
        url: Option<String>,
    }
}

document! {
    /// Something to see or hear: a picture, a recording, a document or a page. Its
    /// addresses are `http` or `https`, or relative to the page that shows it.
    #[schemars(rename = "media")]
    MediaDocument {
        /// What it is.
        #[serde(rename = "type")]
        #[schemars(with = "MediaType")]
        media_type: String,
        /// Where the file is; or its page at YouTube, Vimeo, SoundCloud or DocumentCloud.
        #[schemars(extend("pattern" = ADDRESS))]
        src: String,
        /// The same picture in other sizes, as in HTML: "dam-800.jpg 800w, dam-1600.jpg
        /// 1600w".
        #[schemars(default)]
        srcset: String,
        /// How wide the picture or film is, in pixels. With the height, nothing jumps when
        /// it comes in.
        #[schemars(range(min = 1), default)]
        width: Option<u32>,
        /// How tall it is, in pixels.
        #[schemars(range(min = 1), default)]
        height: Option<u32>,
        /// What the picture shows, for readers who cannot see it.
        #[schemars(transform = in_languages, default)]
        alt: String,
        /// What is to be said of it.
        #[schemars(transform = in_languages, default)]
        caption: String,
        /// Whose it is: "Photograph: A. Name".
        #[schemars(transform = in_languages, default)]
        credit: String,
        /// Of a document, a page, or a recording with a provider: what its card says.
        #[schemars(transform = in_languages, default)]
        title: String,
        /// Where there is more about it.
        #[schemars(default, extend("pattern" = ADDRESS))]
        href: Option<String>,
        /// The picture that stands for a recording, a document or a page.
        #[schemars(default, extend("pattern" = ADDRESS))]
        poster: Option<String>,
        /// The captions of a film or recording: a WebVTT file.
        #[schemars(default, extend("pattern" = ADDRESS))]
        captions: Option<String>,
    }
}

document! {
    /// What was put right in the article's text since it was published.
    #[schemars(rename = "correction")]
    CorrectionDocument {
        /// When, as an EDTF date.
        #[schemars(default, extend("pattern" = EDTF))]
        date: Option<String>,
        /// What was wrong and why, for the reader.
        #[schemars(transform = in_languages, extend("pattern" = FILLED))]
        note: String,
        /// What stood before, in the article's words.
        #[schemars(transform = in_languages, default)]
        was: String,
        /// What stands in its place.
        #[schemars(transform = in_languages, default)]
        now: String,
    }
}

document! {
    /// What has become of a record since it was published.
    #[schemars(rename = "revision")]
    RevisionDocument {
        /// Whether it was put right or taken back.
        #[schemars(with = "RevisionStatus")]
        status: String,
        /// When, as an EDTF date.
        #[schemars(default, extend("pattern" = EDTF))]
        date: Option<String>,
        /// Why, for the reader.
        #[schemars(transform = in_languages, default)]
        note: String,
        /// What stood before, in your own words.
        #[schemars(transform = in_languages, default)]
        was: String,
    }
}

/// What the letters of an EDTF date can be; whether they are one, the decoder
/// knows.
const EDTF: &str = r"^[\[{]?[-0-9XYESTZ:+./,?~%]+[\]}]?$";

/// An id.
const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// Text that is not empty.
const FILLED: &str = r"\S";

/// A language's tag.
const TAG: &str = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$";

/// One to twelve words.
const TWELVE_WORDS: &str = r"^\s*\S+(\s+\S+){0,11}\s*$";

/// One to six words.
const SIX_WORDS: &str = r"^\s*\S+(\s+\S+){0,5}\s*$";

/// A link that a page may hold.
const LINK: &str = r"^([hH][tT][tT][pP][sS]?://\S+|[mM][aA][iI][lL][tT][oO]:\S*@\S*)$";

/// An address of a medium: `http`, `https` or relative.
const ADDRESS: &str = r"^([hH][tT][tT][pP][sS]?://\S+|[^\s:/?#\\]+([/?#\\]\S*)?|[/?#\\]\S*)$";

impl Document {
    /// A document with nothing in it but its format.
    #[must_use]
    pub fn new() -> Self {
        Self {
            format: FORMAT.to_owned(),
            ..Self::default()
        }
    }

    /// The document as JSON text, indented, with a line feed at its end.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Only a map with keys that are not text could fail.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// The document as the decoder takes it.
    #[must_use]
    pub fn to_value(&self) -> Value<'static> {
        serde_json::to_string(self)
            .and_then(|text| serde_json::from_str(&text))
            .unwrap_or(Value::Null)
    }
}

impl From<&Dataset> for Document {
    fn from(dataset: &Dataset) -> Self {
        let entities = dataset.entities();
        let events = dataset.events();
        let relationships = dataset.relationships();
        Self {
            schema: String::new(),
            format: FORMAT.to_owned(),
            // The languages of its texts are no field of it.
            article: Some(article_document(&dataset.article))
                .filter(|article| *article != ArticleDocument::default()),
            kinds: kinds_document(dataset),
            fields: dataset.fields.iter().map(field_document).collect(),
            entities: entities.map(|it| entity_document(it, dataset)).collect(),
            events: events.map(|it| event_document(it, dataset)).collect(),
            relationships: relationships
                .map(|it| relationship_document(it, dataset))
                .collect(),
        }
    }
}

fn article_document(article: &Article) -> ArticleDocument {
    ArticleDocument {
        title: article.title.to_string(),
        publisher: article.publisher.to_string(),
        published: article.published.as_ref().map(ToString::to_string),
        dating: article.dating.as_ref().map(dating_document),
        language: article.language.to_string(),
        url: article.url.as_ref().map(|url| url.as_str().to_owned()),
        summary: article.summary.to_string(),
        media: article.media.iter().map(media_document).collect(),
        corrections: article
            .corrections
            .iter()
            .map(correction_document)
            .collect(),
    }
}

fn kinds_document(dataset: &Dataset) -> Option<KindsDocument> {
    let of = |list: RecordType| {
        let kind = |kind: &CustomKind| KindDocument {
            id: kind.id.to_string(),
            name: kind.name.to_string(),
            directed: (!kind.is_directed).then_some(false),
        };
        dataset.kinds.of(list).iter().map(kind).collect()
    };
    (!dataset.kinds.is_empty()).then(|| KindsDocument {
        entities: of(RecordType::Entity),
        events: of(RecordType::Event),
        relationships: of(RecordType::Relationship),
    })
}

fn field_document(field: &CustomField) -> FieldDocument {
    FieldDocument {
        id: field.id.to_string(),
        of: field.of.list().to_owned(),
        name: field.name.to_string(),
        value_type: field.value_type.as_str().to_owned(),
        unit: field.unit.to_string(),
    }
}

fn field_values_document(record: Record, dataset: &Dataset) -> FieldValuesDocument {
    let value = |field: &CustomField, value: FieldValue| match value {
        FieldValue::Number(number) => number_json(number),
        FieldValue::Text(value) if field.value_type == ValueType::YesNo => {
            (&*value.key == YES).into()
        }
        FieldValue::Text(value) => (&*value.name).into(),
    };
    let values = dataset.values_of(record).into_iter();
    values
        .map(|(field, values)| {
            let mut values: Vec<serde_json::Value> =
                values.into_iter().map(|it| value(field, it)).collect();
            let one = (values.len() == 1).then(|| values.pop()).flatten();
            (field.id.to_string(), one.unwrap_or_else(|| values.into()))
        })
        .collect()
}

fn entity_document((ix, entity): (EntityIx, &Entity), dataset: &Dataset) -> EntityDocument {
    EntityDocument {
        id: entity.id.to_string(),
        kind: entity.kind.id(&dataset.kinds).to_owned(),
        name: entity.name.to_string(),
        aliases: entity.aliases.iter().map(ToString::to_string).collect(),
        role: entity.role.to_string(),
        member_of: entity
            .member_of
            .and_then(|ix| Some(dataset.entity(ix)?.id.to_string())),
        wikidata: entity.wikidata.as_ref().map(ToString::to_string),
        media: media_documents(Record::Entity(ix), dataset),
        fields: field_values_document(Record::Entity(ix), dataset),
    }
}

fn event_document((ix, event): (EventIx, &Event), dataset: &Dataset) -> EventDocument {
    let participants = event.participants.iter().filter_map(|participant| {
        Some(ParticipantDocument {
            entity: dataset.entity(participant.entity)?.id.to_string(),
            role: participant.role.to_string(),
        })
    });
    let links = |links: fn(&Order) -> &[OrderLink]| {
        let links = event.order.as_deref().map(links).unwrap_or_default().iter();
        let links = links.filter_map(|link| {
            let id = dataset.event(link.event)?.id.to_string();
            let evidence = link.evidence.iter().map(evidence_document).collect();
            Some(OrderLinkDocument::new(id, evidence))
        });
        links.collect()
    };
    EventDocument {
        id: event.id.to_string(),
        date: event.date.as_ref().map(ToString::to_string),
        dating: event.dating.as_ref().map(dating_document),
        after: links(|order| &order.after),
        before: links(|order| &order.before),
        during: links(|order| &order.during),
        title: event.title.to_string(),
        summary: event.summary.to_string(),
        kind: event.kind.id(&dataset.kinds).to_owned(),
        status: event.status.map_or("", |it| it.as_str()).to_owned(),
        place: event
            .place
            .and_then(|ix| Some(dataset.entity(ix)?.id.to_string())),
        participants: participants.collect(),
        evidence: event.evidence.iter().map(evidence_document).collect(),
        sources: event.sources.iter().map(source_document).collect(),
        media: media_documents(Record::Event(ix), dataset),
        revision: event.revision.as_ref().map(revision_document),
        fields: field_values_document(Record::Event(ix), dataset),
        added: event.added.as_ref().map(ToString::to_string),
    }
}

fn relationship_document(
    (ix, it): (RelationshipIx, &Relationship),
    dataset: &Dataset,
) -> RelationshipDocument {
    let entity = |ix| dataset.entity(ix).map(|entity| entity.id.to_string());
    let events = it.events.iter().filter_map(|ix| dataset.event(*ix));
    RelationshipDocument {
        id: it.id.to_string(),
        subject: entity(it.subject).unwrap_or_default(),
        predicate: it.predicate.to_string(),
        object: entity(it.object).unwrap_or_default(),
        what: it.what.to_string(),
        kind: it.kind.id(&dataset.kinds).to_owned(),
        stance: it.stance.map_or("", |it| it.as_str()).to_owned(),
        period: it.period.as_ref().map(ToString::to_string),
        status: it.status.map_or("", |it| it.as_str()).to_owned(),
        attribution: it.attribution.and_then(entity),
        denied_by: (!it.denied_by.is_empty() || it.status == Some(Status::Denied))
            .then(|| it.denied_by.iter().copied().filter_map(entity).collect()),
        summary: it.summary.to_string(),
        events: events.map(|event| event.id.to_string()).collect(),
        evidence: it.evidence.iter().map(evidence_document).collect(),
        sources: it.sources.iter().map(source_document).collect(),
        media: media_documents(Record::Relationship(ix), dataset),
        revision: it.revision.as_ref().map(revision_document),
        fields: field_values_document(Record::Relationship(ix), dataset),
        added: it.added.as_ref().map(ToString::to_string),
    }
}

fn dating_document(dating: &Dating) -> DatingDocument {
    DatingDocument {
        basis: dating.basis.as_str().to_owned(),
        words: dating.words.to_string(),
        note: dating.note.to_string(),
    }
}

fn evidence_document(evidence: &Evidence) -> EvidenceDocument {
    EvidenceDocument {
        paragraph: evidence.paragraph,
        start: evidence.start.to_string(),
        end: evidence.end.as_ref().map(ToString::to_string),
    }
}

fn source_document(source: &Source) -> SourceDocument {
    SourceDocument {
        title: source.title.to_string(),
        url: source.url.as_ref().map(|url| url.as_str().to_owned()),
    }
}

fn media_documents(record: Record, dataset: &Dataset) -> Vec<MediaDocument> {
    dataset.media(record).iter().map(media_document).collect()
}

fn media_document(media: &Media) -> MediaDocument {
    let address = |url: &Option<MediaUrl>| url.as_ref().map(|url| url.as_str().to_owned());
    MediaDocument {
        media_type: media.media_type.as_str().to_owned(),
        src: media.src.as_str().to_owned(),
        srcset: media.srcset.to_string(),
        width: media.width,
        height: media.height,
        alt: media.alt.to_string(),
        caption: media.caption.to_string(),
        credit: media.credit.to_string(),
        title: media.title.to_string(),
        href: address(&media.href),
        poster: address(&media.poster),
        captions: address(&media.captions),
    }
}

fn revision_document(revision: &Revision) -> RevisionDocument {
    RevisionDocument {
        status: revision.status.as_str().to_owned(),
        date: revision.date.as_ref().map(ToString::to_string),
        note: revision.note.to_string(),
        was: revision.was.to_string(),
    }
}

fn correction_document(it: &Correction) -> CorrectionDocument {
    CorrectionDocument {
        date: it.date.as_ref().map(ToString::to_string),
        note: it.note.to_string(),
        was: it.was.to_string(),
        now: it.now.to_string(),
    }
}
