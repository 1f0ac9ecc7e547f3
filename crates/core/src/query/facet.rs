//! The ways in which records are told apart.

use std::rc::Rc;

use crate::dataset::{
    Dataset, EventKind, EventStatus, FieldIx, RecordType, RelationshipKind, RelationshipStatus,
    RevisionStatus, Stance, names::event,
};

/// What names a value of a facet: a vocabulary's word, or an entity's id.
pub type Key = Rc<str>;

/// The key of the claimant that is the article itself. No id may be this.
pub const ARTICLE: &str = "-";

/// A way in which records are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Who takes part, stands at either end, claims it, denies it, or is where it
    /// is; with a person, also the body that they belong to.
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
    /// What became of it since publication: put right, taken back, or added.
    Revision,
    /// Who says so where nobody else does: of the same two, in a relationship of the same kind.
    SoleClaimant,
    /// A field that the document declares.
    Field(FieldIx),
}

/// The words of [`Facet::Revision`].
const REVISIONS: &[&str] = &[
    RevisionStatus::Corrected.as_str(),
    RevisionStatus::Retracted.as_str(),
    event::ADDED,
];

impl Facet {
    /// Every facet of the format, in the order in which a reader is shown them.
    pub const ALL: [Self; 9] = [
        Self::Actor,
        Self::Kind,
        Self::Status,
        Self::Stance,
        Self::Claimant,
        Self::Subject,
        Self::Object,
        Self::Revision,
        Self::SoleClaimant,
    ];

    /// Those that a reader has a menu for. The two ends of a relationship are
    /// chosen where they are seen together, in the matrix and the picture, and a sole
    /// claimant where what it claims is seen.
    pub const MENUS: [Self; 6] = [
        Self::Actor,
        Self::Kind,
        Self::Status,
        Self::Stance,
        Self::Claimant,
        Self::Revision,
    ];

    /// What the name of a declared field's facet begins with in a permalink.
    pub const FIELD_PREFIX: &'static str = "field.";

    /// The facet's name in a permalink, but of a declared field: that is its id,
    /// after [`Self::FIELD_PREFIX`].
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Field(_) => Self::FIELD_PREFIX,
            Self::Actor => "actor",
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Stance => "stance",
            Self::Claimant => "claimant",
            Self::Subject => "subject",
            Self::Object => "object",
            Self::Revision => "revision",
            Self::SoleClaimant => "soleClaimant",
        }
    }

    /// Its place among all facets: those of the format, then the fields that the
    /// document declares.
    #[must_use]
    pub const fn position(self) -> usize {
        match self {
            Self::Actor => 0,
            Self::Kind => 1,
            Self::Status => 2,
            Self::Stance => 3,
            Self::Claimant => 4,
            Self::Subject => 5,
            Self::Object => 6,
            Self::Revision => 7,
            Self::SoleClaimant => 8,
            Self::Field(ix) => Self::ALL.len() + ix.position(),
        }
    }

    /// Every facet of a dataset with so many fields.
    pub(super) fn all(fields: usize) -> impl Iterator<Item = Self> {
        let fields = (0..).map(|ix| Self::Field(FieldIx(ix))).take(fields);
        Self::ALL.into_iter().chain(fields)
    }

    /// The facet of the format that `name` stands for.
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
            Self::Actor | Self::Subject | Self::Object | Self::SoleClaimant => is_entity(),
            Self::Claimant => key == ARTICLE || is_entity(),
            Self::Kind | Self::Status | Self::Stance | Self::Revision => {
                let is_word = self.words().iter().any(|words| words.contains(&key));
                let lists = [RecordType::Event, RecordType::Relationship];
                let is_declared = |list| dataset.kinds.find(list, key).is_some();
                is_word || self == Self::Kind && lists.into_iter().any(is_declared)
            }
            Self::Field(ix) => dataset.field(ix).is_some_and(|field| {
                let mut values = field.values.distinct().iter();
                field.value_type.has_choices() && values.any(|value| &*value.key == key)
            }),
        }
    }

    /// The built-in vocabularies that its values are words of, in the order in which
    /// a reader is shown them; none where its values are others.
    pub(super) const fn words(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Actor
            | Self::Claimant
            | Self::SoleClaimant
            | Self::Subject
            | Self::Object
            | Self::Field(_) => &[],
            Self::Kind => &[EventKind::WORDS, RelationshipKind::WORDS],
            Self::Status => &[EventStatus::WORDS, RelationshipStatus::WORDS],
            Self::Revision => &[REVISIONS],
            Self::Stance => &[Stance::WORDS],
        }
    }

    /// The facet that has a key which links and pages of before chose in this one: what
    /// became of a record was a part of its status.
    pub(super) fn with(self, key: &str) -> Self {
        if self == Self::Status && REVISIONS.contains(&key) {
            Self::Revision
        } else {
            self
        }
    }

    /// Whether its values are entities.
    #[must_use]
    pub const fn is_by_entity(self) -> bool {
        matches!(
            self,
            Self::Actor | Self::Claimant | Self::SoleClaimant | Self::Subject | Self::Object
        )
    }
}
