//! Which sheets there are, and their columns.

use super::columns;
use backstory_core::dataset::RecordType;
use backstory_core::dataset::names::{entity, event, field, kind, relationship};

/// In the column `denied_by`: nobody is named who denies the claim. No id is this.
pub(super) const NOBODY: &str = "-";

/// Which of the sheets one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sheet {
    /// The article, one field a row.
    Article,
    /// The kinds that the document declares.
    OwnKinds,
    /// The fields that the document declares.
    OwnFields,
    /// Who and where.
    Entities,
    /// What happened.
    Events,
    /// Who to whom.
    Relationships,
}

impl Sheet {
    /// Every sheet, in the order in which they are read.
    pub const ALL: [Self; 6] = [
        Self::Article,
        Self::OwnKinds,
        Self::OwnFields,
        Self::Entities,
        Self::Events,
        Self::Relationships,
    ];

    /// What its file is called.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Article => "article.csv",
            Self::OwnKinds => "kinds.csv",
            Self::OwnFields => "fields.csv",
            Self::Entities => "entities.csv",
            Self::Events => "events.csv",
            Self::Relationships => "relationships.csv",
        }
    }

    /// The list whose records are its rows.
    #[must_use]
    pub(super) const fn list(self) -> Option<RecordType> {
        match self {
            Self::Article | Self::OwnKinds | Self::OwnFields => None,
            Self::Entities => Some(RecordType::Entity),
            Self::Events => Some(RecordType::Event),
            Self::Relationships => Some(RecordType::Relationship),
        }
    }

    /// Whether its rows rest on passages.
    #[must_use]
    pub(super) const fn has_passages(self) -> bool {
        matches!(self, Self::Events | Self::Relationships)
    }

    /// The names of its columns, but for those of declared fields.
    #[must_use]
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Article => &[columns::FIELD, columns::VALUE],
            Self::OwnKinds => &[field::OF, kind::ID, kind::NAME, kind::DIRECTED],
            Self::OwnFields => &[field::ID, field::OF, field::NAME, field::TYPE, field::UNIT],
            Self::Entities => &[
                entity::ID,
                entity::KIND,
                entity::NAME,
                entity::ALIASES,
                entity::ROLE,
                entity::MEMBER_OF,
                entity::WIKIDATA,
                entity::MEDIA,
            ],
            Self::Events => &[
                event::ID,
                event::DATE,
                columns::DATE_BASIS,
                columns::DATE_WORDS,
                columns::DATE_NOTE,
                event::AFTER,
                event::BEFORE,
                event::DURING,
                event::TITLE,
                event::SUMMARY,
                event::KIND,
                event::STATUS,
                event::PLACE,
                event::PARTICIPANTS,
                event::EVIDENCE,
                event::SOURCES,
                event::MEDIA,
                event::REVISION,
                columns::REVISION_DATE,
                columns::REVISION_NOTE,
                columns::REVISION_WAS,
                event::ADDED,
            ],
            Self::Relationships => &[
                relationship::ID,
                relationship::SUBJECT,
                relationship::PREDICATE,
                relationship::OBJECT,
                relationship::WHAT,
                relationship::KIND,
                relationship::STANCE,
                relationship::PERIOD,
                relationship::STATUS,
                relationship::ATTRIBUTION,
                relationship::DENIED_BY,
                relationship::SUMMARY,
                relationship::EVENTS,
                relationship::EVIDENCE,
                relationship::SOURCES,
                relationship::MEDIA,
                relationship::REVISION,
                columns::REVISION_DATE,
                columns::REVISION_NOTE,
                columns::REVISION_WAS,
                relationship::ADDED,
            ],
        }
    }

    /// The sheet that column names belong to, by the columns that only it has.
    #[must_use]
    pub(super) fn of_columns(names: &[String]) -> Option<Self> {
        let has = |name: &str| names.iter().any(|it| it == name);
        if has(field::OF) && has(field::ID) && has(field::NAME) {
            let is_fields = has(field::TYPE);
            Some(if is_fields {
                Self::OwnFields
            } else {
                Self::OwnKinds
            })
        } else if has(relationship::SUBJECT)
            || has(relationship::PREDICATE)
            || has(relationship::OBJECT)
        {
            Some(Self::Relationships)
        } else if has(event::TITLE)
            || has(event::DATE)
            || has(event::PARTICIPANTS)
            || (has("headline") && !has(entity::NAME))
        {
            Some(Self::Events)
        } else if has(columns::FIELD) && has(columns::VALUE) {
            Some(Self::Article)
        } else if has(entity::NAME) {
            Some(Self::Entities)
        } else {
            None
        }
    }
}

/// The column of a declared field: its id, as [`columns::column_name`] has it, with a prefix where
/// any sheet has a column of this name, by which it would be known.
pub(super) fn field_column(id: &str) -> String {
    let name = columns::column_name(id);
    let is_taken =
        Sheet::ALL.iter().any(|it| it.columns().contains(&&*name)) || columns::is_other_name(&name);
    if is_taken {
        [columns::FIELD_PREFIX, &name].concat()
    } else {
        name
    }
}
