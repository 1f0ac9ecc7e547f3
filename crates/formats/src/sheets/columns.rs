//! The names of the columns: those of the format's fields, and of the fields
//! inside them, which a sheet has in columns of their own.

use backstory_core::dataset::names::article;

pub(super) const FIELD: &str = "field";

/// What the column of a declared field begins with, where its id alone would be taken
/// for another column.
pub(super) const FIELD_PREFIX: &str = "field.";

pub(super) const VALUE: &str = "value";
pub(super) const DATE_BASIS: &str = "date_basis";
pub(super) const DATE_WORDS: &str = "date_words";
pub(super) const DATE_NOTE: &str = "date_note";
pub(super) const PUBLISHED_BASIS: &str = "published_basis";
pub(super) const PUBLISHED_WORDS: &str = "published_words";
pub(super) const PUBLISHED_NOTE: &str = "published_note";
pub(super) const REVISION_DATE: &str = "revision_date";
pub(super) const REVISION_NOTE: &str = "revision_note";
pub(super) const REVISION_WAS: &str = "revision_was";

/// The fields of the article's sheet.
pub(super) const ARTICLE_FIELDS: [&str; 11] = [
    article::TITLE,
    article::PUBLISHER,
    article::PUBLISHED,
    PUBLISHED_BASIS,
    PUBLISHED_WORDS,
    PUBLISHED_NOTE,
    article::LANGUAGE,
    article::URL,
    article::SUMMARY,
    article::MEDIA,
    article::CORRECTIONS,
];

/// A column's name as it is known here: "Member of" is `member_of`.
pub(super) fn column_name(name: &str) -> String {
    let name = name.trim().trim_start_matches('\u{feff}').to_lowercase();
    name.replace([' ', '-'], "_")
}

/// Other names of columns, where the sheet has none of the name itself.
const OTHER_NAMES: [(&str, &str); 10] = [
    ("type", "kind"),
    ("category", "kind"),
    ("headline", "title"),
    ("when", "date"),
    ("location", "place"),
    ("where", "place"),
    ("description", "summary"),
    ("description", "role"),
    ("who", "participants"),
    ("relationship", "predicate"),
];

/// Whether a name is another one for a column.
pub(super) fn is_other_name(name: &str) -> bool {
    OTHER_NAMES.iter().any(|(other, _)| *other == name)
}

/// The column of `known` that another name means.
pub(super) fn column_of_other_name(name: &str, known: &[&'static str]) -> Option<&'static str> {
    let meant = |column: &str| known.iter().copied().find(|it| *it == column);
    let mut others = OTHER_NAMES.iter().filter(|(other, _)| *other == name);
    others.find_map(|(_, column)| meant(column))
}
