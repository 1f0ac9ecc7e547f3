//! The names of the format: its lists and the fields of its objects.
//!
//! The decoder, the sheets and the editor take them from here.

/// Declares the fields of one object: a constant for each, and `ALL` of them in
/// the order in which most documents have them.
macro_rules! object {
    ($(#[$meta:meta])* $object:ident { $($constant:ident = $name:literal,)+ }) => {
        $(#[$meta])*
        pub mod $object {
            $(#[doc = concat!("`", $name, "`")] pub const $constant: &str = $name;)+

            /// All of them.
            pub const ALL: &[&str] = &[$($constant,)+];
        }
    };
}

object! {
    /// The document itself.
    document {
        FORMAT = "format",
        ARTICLE = "article",
        KINDS = "kinds",
        FIELDS = "fields",
        ENTITIES = "entities",
        EVENTS = "events",
        RELATIONSHIPS = "relationships",
        SCHEMA = "$schema",
    }
}

object! {
    /// The kinds of its own that the document declares, a list for each sort of record.
    kinds {
        ENTITIES = "entities",
        EVENTS = "events",
        RELATIONSHIPS = "relationships",
    }
}

object! {
    /// A kind that the document declares.
    kind {
        ID = "id",
        NAME = "name",
        DIRECTED = "directed",
    }
}

object! {
    /// A field that the document declares.
    field {
        ID = "id",
        OF = "of",
        NAME = "name",
        TYPE = "type",
        UNIT = "unit",
    }
}

object! {
    /// The article.
    article {
        TITLE = "title",
        PUBLISHER = "publisher",
        PUBLISHED = "published",
        DATING = "dating",
        LANGUAGE = "language",
        URL = "url",
        SUMMARY = "summary",
        MEDIA = "media",
        CORRECTIONS = "corrections",
    }
}

object! {
    /// What was put right in the article's text since it was published.
    correction {
        DATE = "date",
        NOTE = "note",
        WAS = "was",
        NOW = "now",
    }
}

object! {
    /// An entity.
    entity {
        ID = "id",
        KIND = "kind",
        NAME = "name",
        ALIASES = "aliases",
        ROLE = "role",
        MEMBER_OF = "member_of",
        WIKIDATA = "wikidata",
        MEDIA = "media",
        FIELDS = "fields",
    }
}

object! {
    /// An event.
    event {
        ID = "id",
        DATE = "date",
        DATING = "dating",
        AFTER = "after",
        BEFORE = "before",
        DURING = "during",
        TITLE = "title",
        SUMMARY = "summary",
        KIND = "kind",
        STATUS = "status",
        PLACE = "place",
        PARTICIPANTS = "participants",
        EVIDENCE = "evidence",
        SOURCES = "sources",
        MEDIA = "media",
        REVISION = "revision",
        FIELDS = "fields",
        ADDED = "added",
    }
}

object! {
    /// An event that another is ordered by, with the passages that say so.
    order_link {
        EVENT = "event",
        EVIDENCE = "evidence",
    }
}

object! {
    /// An event's participant.
    participant {
        ENTITY = "entity",
        ROLE = "role",
    }
}

object! {
    /// A relationship.
    relationship {
        ID = "id",
        SUBJECT = "subject",
        PREDICATE = "predicate",
        OBJECT = "object",
        WHAT = "what",
        KIND = "kind",
        STANCE = "stance",
        PERIOD = "period",
        STATUS = "status",
        ATTRIBUTION = "attribution",
        DENIED_BY = "denied_by",
        SUMMARY = "summary",
        EVENTS = "events",
        EVIDENCE = "evidence",
        SOURCES = "sources",
        MEDIA = "media",
        REVISION = "revision",
        FIELDS = "fields",
        ADDED = "added",
    }
}

object! {
    /// How a date is known.
    dating {
        BASIS = "basis",
        WORDS = "words",
        NOTE = "note",
    }
}

object! {
    /// A passage of the article.
    evidence {
        PARAGRAPH = "paragraph",
        START = "start",
        END = "end",
    }
}

object! {
    /// A document other than the article.
    source {
        TITLE = "title",
        URL = "url",
    }
}

object! {
    /// A picture, a recording or a page that goes with a record.
    media {
        TYPE = "type",
        SRC = "src",
        SRCSET = "srcset",
        WIDTH = "width",
        HEIGHT = "height",
        ALT = "alt",
        CAPTION = "caption",
        CREDIT = "credit",
        TITLE = "title",
        HREF = "href",
        POSTER = "poster",
        CAPTIONS = "captions",
    }
}

object! {
    /// What became of a record since it was published.
    revision {
        STATUS = "status",
        DATE = "date",
        NOTE = "note",
        WAS = "was",
    }
}

/// What a record is. Each has a list of its own in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RecordType {
    /// Who or where.
    Entity,
    /// What happened.
    Event,
    /// Who to whom.
    Relationship,
}

impl RecordType {
    /// All of them, each after those that it refers to.
    pub const ALL: [Self; 3] = [Self::Entity, Self::Event, Self::Relationship];

    /// What a record is called in a message.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Entity => "entity",
            Self::Event => "event",
            Self::Relationship => "relationship",
        }
    }

    /// The document's field that holds the list.
    #[must_use]
    pub const fn list(self) -> &'static str {
        match self {
            Self::Entity => document::ENTITIES,
            Self::Event => document::EVENTS,
            Self::Relationship => document::RELATIONSHIPS,
        }
    }
}
