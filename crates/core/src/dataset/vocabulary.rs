//! The lists of words that a dataset's fields take. Those of kinds are open: a document
//! may declare its own.

use super::custom::{CustomKind, CustomKinds, KindIx};
use super::names::RecordType;

/// The words of a vocabulary, and what is said of them.
macro_rules! words {
    ($name:ident, $about:literal, { $(#[doc = $doc:literal] $variant:ident = $word:literal,)+ }) => {
        impl $name {
            /// Every value that is built in, in the order in which a reader is shown
            /// them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The words of these values, in the order of [`Self::ALL`].
            pub const WORDS: &'static [&'static str] = &[$($word,)+];

            /// What this list of words is about, a sentence for the schema.
            pub const ABOUT: &'static str = $about;

            /// What each value means, in the order of [`Self::ALL`]: sentences
            /// for the schema.
            pub const MEANINGS: &'static [&'static str] = &[$($doc,)+];

            /// The value that `word` stands for; `None` for any other word.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

/// Declares an enum whose variants are the words of one dataset field, with
/// the word itself (`as_str`), all of them in order (`ALL`) and the way back
/// from a word (`parse`).
macro_rules! vocabulary {
    (#[doc = $about:literal] $name:ident { $(#[doc = $doc:literal] $variant:ident = $word:literal,)+ }) => {
        #[doc = $about]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $doc] $variant,)+
        }

        words!($name, $about, { $(#[doc = $doc] $variant = $word,)+ });

        impl $name {
            /// The word that stands for this value in a dataset.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }
    };
}

/// Declares the kinds of one sort of record: the built-in ones, and those that a
/// document declares.
macro_rules! kinds {
    (#[doc = $about:literal] $name:ident of $list:ident { $(#[doc = $doc:literal] $variant:ident = $word:literal,)+ }) => {
        #[doc = $about]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = $doc] $variant,)+
            /// One that the document declares.
            Custom(KindIx),
        }

        words!($name, $about, { $(#[doc = $doc] $variant = $word,)+ });

        impl $name {
            /// The word of a built-in value.
            #[must_use]
            pub const fn word(self) -> Option<&'static str> {
                match self { $(Self::$variant => Some($word),)+ Self::Custom(_) => None }
            }

            /// The built-in or declared value that `id` stands for.
            #[must_use]
            pub fn find(id: &str, kinds: &CustomKinds) -> Option<Self> {
                Self::parse(id).or_else(|| Some(Self::Custom(kinds.find(RecordType::$list, id)?)))
            }

            /// What stands for it in the dataset that declares `kinds`.
            #[must_use]
            pub fn id(self, kinds: &CustomKinds) -> &str {
                match self {
                    Self::Custom(_) => self.custom(kinds).map_or("", |kind| &kind.id),
                    _ => self.word().unwrap_or_default(),
                }
            }

            /// What the document declares of it, where it is not built in.
            #[must_use]
            pub fn custom(self, kinds: &CustomKinds) -> Option<&CustomKind> {
                match self {
                    Self::Custom(ix) => kinds.get(RecordType::$list, ix),
                    _ => None,
                }
            }

            /// Its place among all values: the built-in ones, then those that the
            /// document declares.
            #[must_use]
            pub const fn position(self) -> usize {
                /// The same without those that a document declares.
                enum BuiltIn { $($variant,)+ }
                match self {
                    $(Self::$variant => BuiltIn::$variant as usize,)+
                    Self::Custom(KindIx(ix)) => Self::ALL.len() + ix as usize,
                }
            }
        }
    };
}

kinds! {
    /// What an entity is.
    EntityKind of Entity {
        /// One human being.
        Person = "person",
        /// A state, named as such or by its capital.
        Country = "country",
        /// A body with a name: a government, a company, a court, a magazine.
        Organisation = "organisation",
        /// Somewhere on the map that is not a state.
        Place = "place",
        /// Several people or states spoken of together.
        Group = "group",
    }
}

kinds! {
    /// What sort of happening an event is.
    EventKind of Event {
        /// Somebody goes to see somebody.
        Visit = "visit",
        /// Talks, wherever they are held.
        Meeting = "meeting",
        /// Something signed or agreed.
        Agreement = "agreement",
        /// Goods or arms change hands.
        Supply = "supply",
        /// Something said in public.
        Statement = "statement",
        /// A sanction, an embargo or a tariff, laid or lifted.
        Sanction = "sanction",
        /// A war, an attack or a crime.
        Conflict = "conflict",
        /// Something offered or asked for.
        Offer = "offer",
        /// An office taken, held or sought.
        Office = "office",
        /// None of these.
        Other = "other",
    }
}

vocabulary! {
    /// How real an event is, by what the article says.
    EventStatus {
        /// It took place.
        Happened = "happened",
        /// It is under way at publication.
        Ongoing = "ongoing",
        /// It is to take place.
        Planned = "planned",
        /// Somebody has put it forward.
        Proposed = "proposed",
        /// The article passes on that it took place.
        Reported = "reported",
    }
}

vocabulary! {
    /// How the article lets an event's date be known.
    Basis {
        /// The date is stated in the article.
        Stated = "stated",
        /// It is relative to the day of publication ("last November").
        Relative = "relative",
        /// It was inferred; the note says how.
        Inferred = "inferred",
    }
}

kinds! {
    /// The field of life that a relationship belongs to.
    RelationshipKind of Relationship {
        /// Arms, forces and their training.
        Military = "military",
        /// Goods, services and money.
        Trade = "trade",
        /// Between states, and at bodies of states.
        Diplomatic = "diplomatic",
        /// Nuclear power or weapons.
        Nuclear = "nuclear",
        /// Courts, charges and sanctions.
        Legal = "legal",
        /// Power, office and influence.
        Political = "political",
        /// Who belongs to whom.
        Membership = "membership",
        /// Kin.
        Family = "family",
    }
}

impl RelationshipKind {
    /// Whether a relationship of this kind is said of both its ends alike, as a
    /// marriage is.
    #[must_use]
    pub fn is_mutual(self, kinds: &CustomKinds) -> bool {
        self.custom(kinds).is_some_and(|kind| !kind.is_directed)
    }
}

vocabulary! {
    /// What the values of a field are.
    FieldType {
        /// Numbers, each with the unit of the field.
        Number = "number",
        /// One of a few values, or several of them.
        Choice = "choice",
        /// Text.
        Text = "text",
        /// Dates in EDTF, such as "2018-06".
        Date = "date",
        /// Links to other pages.
        Link = "link",
        /// True or false.
        YesNo = "yes-no",
    }
}

vocabulary! {
    /// Which way a relationship leans.
    Stance {
        /// For each other.
        Cooperative = "cooperative",
        /// Neither.
        Neutral = "neutral",
        /// Against each other.
        Hostile = "hostile",
    }
}

vocabulary! {
    /// How firmly the article puts a relationship.
    RelationshipStatus {
        /// Put as a fact, by the article or by somebody it names.
        Stated = "stated",
        /// Passed on from elsewhere.
        Reported = "reported",
        /// Put forward, not yet so.
        Proposed = "proposed",
        /// Denied by somebody concerned.
        Denied = "denied",
        /// The reading of an analyst.
        Analysis = "analysis",
    }
}

impl FieldType {
    /// Whether its values are few enough to be chosen from.
    #[must_use]
    pub const fn has_choices(self) -> bool {
        matches!(self, Self::Choice | Self::YesNo)
    }

    /// Whether its values have an order in which a range can be chosen.
    #[must_use]
    pub const fn has_range(self) -> bool {
        matches!(self, Self::Number | Self::Date)
    }
}

/// How an event or a relationship is put: as a fact, or as something less.
///
/// A place that shows a record words it by this
/// ([`status_label`](crate::locale::status_label)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factuality {
    /// As a fact.
    Fact,
    /// As what others report.
    Reported,
    /// As what is to come.
    Planned,
    /// As what somebody has put forward.
    Proposed,
    /// As what somebody concerned denies.
    Denied,
    /// As the reading of an analyst.
    Analysis,
}

impl EventStatus {
    /// How the event is put.
    #[must_use]
    pub const fn factuality(self) -> Factuality {
        match self {
            Self::Happened | Self::Ongoing => Factuality::Fact,
            Self::Planned => Factuality::Planned,
            Self::Proposed => Factuality::Proposed,
            Self::Reported => Factuality::Reported,
        }
    }
}

impl RelationshipStatus {
    /// How the relationship is put.
    #[must_use]
    pub const fn factuality(self) -> Factuality {
        match self {
            Self::Stated => Factuality::Fact,
            Self::Reported => Factuality::Reported,
            Self::Proposed => Factuality::Proposed,
            Self::Denied => Factuality::Denied,
            Self::Analysis => Factuality::Analysis,
        }
    }
}

vocabulary! {
    /// What has become of a published record.
    RevisionStatus {
        /// It was wrong in part, and has been put right.
        Corrected = "corrected",
        /// It no longer stands.
        Retracted = "retracted",
    }
}

vocabulary! {
    /// What a medium is, which says how it is shown.
    MediaType {
        /// A picture: a photograph, a drawing, a map.
        Image = "image",
        /// A film: a file that browsers play, or a page of YouTube or Vimeo.
        Video = "video",
        /// A recording: a file that browsers play, or a page of SoundCloud.
        Audio = "audio",
        /// A document to read: a PDF, or a page of DocumentCloud.
        Document = "document",
        /// Any other page.
        Page = "page",
    }
}
