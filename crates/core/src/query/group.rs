//! What the rows of the table are put together by.

use super::Facet;
use crate::dataset::FieldIx;

/// What the rows of the table are put together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Who.
    Subject,
    /// To whom.
    Object,
    /// The field of life.
    Kind,
    /// A field of choices that the document declares.
    Field(FieldIx),
}

impl Group {
    /// Every way of the format, in the order in which a reader is shown them.
    pub const ALL: [Self; 3] = [Self::Subject, Self::Object, Self::Kind];

    /// Its name in a permalink, but of a declared field: that is its id, after
    /// [`Facet::FIELD_PREFIX`].
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Field(_) => Facet::FIELD_PREFIX,
            Self::Subject => "subject",
            Self::Object => "object",
            Self::Kind => "kind",
        }
    }

    /// The way of the format that `name` stands for.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.as_str() == name)
    }
}
