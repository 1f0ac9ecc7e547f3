//! The messages that a language has to give.

use super::DateWords;
use crate::dataset::{
    Basis, EntityKind, EventKind, EventStatus, RelationshipKind, RelationshipStatus,
    RevisionStatus, Stance,
};
use crate::query::{Column, Facet};

/// A message for a number of things, by the plural categories that the
/// language tells apart (Unicode CLDR).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plural {
    /// For one.
    pub one: &'static str,
    /// For any other number.
    pub other: &'static str,
}

impl Plural {
    /// The message for `count`, with its `{n}` filled in.
    #[must_use]
    pub fn of(self, count: u32) -> String {
        let form = if count == 1 { self.one } else { self.other };
        fill(form, &[("n", &count.to_string())])
    }
}

/// Fills the `{name}` slots of a message.
///
/// A slot with no value stays as it is, so that a missing one is seen.
///
/// ```
/// use backstory::locale::fill;
///
/// assert_eq!(fill("{n} of {all}", &[("n", "3"), ("all", "25")]), "3 of 25");
/// ```
#[must_use]
pub fn fill(message: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, slot)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = slot.split_once('}') else {
            filled.push('{');
            rest = slot;
            continue;
        };
        match values.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => filled.push_str(value),
            None => {
                filled.push('{');
                filled.push_str(name);
                filled.push('}');
            }
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// All that the widget says in one language.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field's English message says what it is")]
pub struct Words {
    /// The language, as a BCP 47 tag.
    pub language: &'static str,
    pub dates: DateWords,

    pub widget: &'static str,
    pub events: Plural,
    pub relationships: Plural,
    pub records: Plural,
    pub timeline: &'static str,
    pub table: &'static str,
    pub showing: &'static str,
    pub showing_all: &'static str,
    pub loading: &'static str,

    pub search: &'static str,
    pub search_hint: &'static str,
    pub filters: &'static str,
    pub active_filters: &'static str,
    pub clear_all: &'static str,
    pub clear: &'static str,
    pub remove: &'static str,
    pub choose: &'static str,
    pub event_kinds: &'static str,
    pub relationship_kinds: &'static str,
    pub count_events: &'static str,
    pub count_relationships: &'static str,
    pub find_choice: &'static str,

    pub when: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub from_date: &'static str,
    pub to_date: &'static str,
    pub sure_only: &'static str,
    pub possibly: &'static str,
    pub possibly_count: Plural,
    pub undated_left_out: Plural,
    pub bad_date: &'static str,
    pub date_hint: &'static str,

    pub nothing: &'static str,
    pub nothing_here: &'static str,
    pub without: &'static str,
    pub without_text: &'static str,
    pub without_range: &'static str,

    pub earlier: Plural,
    pub later: Plural,
    pub zoom_in: &'static str,
    pub zoom_out: &'static str,
    pub pan_back: &'static str,
    pub pan_on: &'static str,
    pub fit: &'static str,
    pub undated: &'static str,
    pub undated_note: &'static str,
    pub published_line: &'static str,
    pub legend: &'static str,
    pub legend_exact: &'static str,
    pub legend_vague: &'static str,
    pub legend_about: &'static str,
    pub legend_open: &'static str,
    pub legend_plan: &'static str,

    pub sort_by: &'static str,
    pub sorted_up: &'static str,
    pub sorted_down: &'static str,
    pub unsorted: &'static str,
    pub details: &'static str,
    pub close: &'static str,
    pub copy_citation: &'static str,
    pub copied: &'static str,
    pub not_copied: &'static str,
    pub copy_by_hand: &'static str,

    pub how_known: &'static str,
    pub place: &'static str,
    pub took_part: &'static str,
    pub rests_on_this: &'static str,
    pub rests_on: &'static str,
    pub evidence: &'static str,
    pub sources: &'static str,
    pub paragraph: &'static str,
    pub status: &'static str,
    pub also_called: &'static str,
    pub belongs_to: &'static str,
    pub members: &'static str,
    pub claims: &'static str,
    pub according_to: &'static str,
    pub cite_claimant: &'static str,
    pub cite_paragraph: &'static str,
    pub the_article: &'static str,
    pub only_this: &'static str,
    pub all_about: &'static str,
    pub corrected: &'static str,
    pub retracted: &'static str,

    pub left_out: Plural,
    pub problems: Plural,
    pub failed: &'static str,

    pub facets: [&'static str; Facet::ALL.len()],
    pub columns: [&'static str; Column::ALL.len()],
    pub entity_kinds: [&'static str; EntityKind::ALL.len()],
    pub event_kind: [&'static str; EventKind::ALL.len()],
    pub event_status: [&'static str; EventStatus::ALL.len()],
    pub relationship_kind: [&'static str; RelationshipKind::ALL.len()],
    pub relationship_status: [&'static str; RelationshipStatus::ALL.len()],
    pub stance: [&'static str; Stance::ALL.len()],
    pub basis: [&'static str; Basis::ALL.len()],
    pub revision: [&'static str; RevisionStatus::ALL.len()],
}

/// The entry of `list` for a vocabulary's value; the lists are as long as their
/// vocabularies, by their type.
fn entry<const N: usize>(list: &[&'static str; N], position: usize) -> &'static str {
    list.get(position).copied().unwrap_or_default()
}

impl Words {
    /// A facet's name.
    #[must_use]
    pub fn facet(&self, facet: Facet) -> &'static str {
        entry(&self.facets, facet as usize)
    }

    /// A column's name.
    #[must_use]
    pub fn column(&self, column: Column) -> &'static str {
        entry(&self.columns, column as usize)
    }

    /// What an entity is.
    #[must_use]
    pub fn entity_kind(&self, kind: EntityKind) -> &'static str {
        entry(&self.entity_kinds, kind as usize)
    }

    /// What sort of happening an event is.
    #[must_use]
    pub fn event_kind(&self, kind: EventKind) -> &'static str {
        entry(&self.event_kind, kind as usize)
    }

    /// How real an event is.
    #[must_use]
    pub fn event_status(&self, status: EventStatus) -> &'static str {
        entry(&self.event_status, status as usize)
    }

    /// The field of life that a relationship belongs to.
    #[must_use]
    pub fn relationship_kind(&self, kind: RelationshipKind) -> &'static str {
        entry(&self.relationship_kind, kind as usize)
    }

    /// How firmly a relationship is put.
    #[must_use]
    pub fn relationship_status(&self, status: RelationshipStatus) -> &'static str {
        entry(&self.relationship_status, status as usize)
    }

    /// Which way a relationship leans.
    #[must_use]
    pub fn stance(&self, stance: Stance) -> &'static str {
        entry(&self.stance, stance as usize)
    }

    /// How a date is known.
    #[must_use]
    pub fn basis(&self, basis: Basis) -> &'static str {
        entry(&self.basis, basis as usize)
    }

    /// What has become of a record.
    #[must_use]
    pub fn revision(&self, status: RevisionStatus) -> &'static str {
        entry(&self.revision, status as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_filled_and_strangers_kept() {
        assert_eq!(fill("{a} and {b}", &[("a", "x")]), "x and {b}");
        assert_eq!(fill("open { brace", &[]), "open { brace");
        assert_eq!(fill("{a}{a}", &[("a", "{a}")]), "{a}{a}");
    }

    #[test]
    fn one_thing_is_not_many() {
        let plural = Plural {
            one: "{n} event",
            other: "{n} events",
        };
        assert_eq!(plural.of(1), "1 event");
        assert_eq!(plural.of(0), "0 events");
    }
}
