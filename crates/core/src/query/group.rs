//! What the rows of the table are put together by.

/// What the rows of the table are put together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Who.
    Subject,
    /// To whom.
    Object,
    /// The field of life.
    Kind,
}

impl Group {
    /// Every way, in the order in which a reader is shown them.
    pub const ALL: [Self; 3] = [Self::Subject, Self::Object, Self::Kind];

    /// Its name in a permalink.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Object => "object",
            Self::Kind => "kind",
        }
    }

    /// The way that `name` stands for.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.as_str() == name)
    }
}
