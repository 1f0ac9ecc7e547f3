//! How a record is worded by its status: a label and a colon in front of what is
//! not a fact, and next to it who says so and who denies it.
//!
//! A label is never a matter of grammar, so that it works in every language. It is
//! part of the title: for a screen reader, a citation, a tooltip and print too.

use super::{Words, claimant_name, describe, fill, joined, labelled};
use crate::dataset::{
    Correction, Dataset, Date, Event, Factuality, Relationship, Revision, RevisionStatus,
};
use crate::util::lowercase::lowercase_text;

/// What stands in front of a record, with the colon of the language and the space
/// behind it: `Claim, denied: `. Empty where the record is put as a fact.
///
/// Every place that shows a record takes its words from here.
#[must_use]
pub fn status_label(factuality: Factuality, revision: Option<&Revision>, words: &Words) -> String {
    let retracted = revision.filter(|it| it.is_retraction());
    let retracted = retracted.map(|it| words.revision(it.status));
    let status = match factuality {
        Factuality::Fact => None,
        Factuality::Reported => Some(words.label_reported),
        Factuality::Planned => Some(words.label_planned),
        Factuality::Proposed => Some(words.label_proposed),
        Factuality::Denied => Some(words.label_denied),
        Factuality::Analysis => Some(words.label_analysis),
    };
    let mut label = String::new();
    for part in [retracted, status].into_iter().flatten() {
        label.push_str(part);
        label.push_str(words.label_separator);
    }
    label
}

/// The [`status_label`] of an event.
#[must_use]
pub fn event_label(event: &Event, words: &Words) -> String {
    status_label(event.factuality(), event.revision.as_ref(), words)
}

/// The [`status_label`] of a relationship.
#[must_use]
pub fn relationship_label(it: &Relationship, words: &Words) -> String {
    status_label(it.factuality(), it.revision.as_ref(), words)
}

/// An event's title, worded by its status: `Planned: The licence ends`.
#[must_use]
pub fn event_title(event: &Event, words: &Words) -> String {
    [&*event_label(event, words), &event.title].concat()
}

/// A relationship as a sentence with its detail, worded by its status: `Reported,
/// not confirmed: Russia supplies Rwanda: small arms`.
#[must_use]
pub fn relationship_title(it: &Relationship, dataset: &Dataset, words: &Words) -> String {
    let mut sentence = dataset.sentence(it);
    if !it.what.is_empty() {
        sentence = labelled(&sentence, &it.what, words);
    }
    [relationship_label(it, words), sentence].concat()
}

/// A [`relationship_title`] for a place that has nothing next to it: what is not a
/// fact is followed by who says so and who denies it.
#[must_use]
pub fn relationship_claim(it: &Relationship, dataset: &Dataset, words: &Words) -> String {
    let title = relationship_title(it, dataset, words);
    let said = voices(it, dataset, words);
    if it.factuality() == Factuality::Fact || said.is_empty() {
        return title;
    }
    let (open, close) = (words.parenthesis_open, words.parenthesis_close);
    [&*title, open, &said, close].concat()
}

/// Who says so, and who denies it: `claimed by: Ilse Brandt; denied by: Korvin
/// Hydro`. Empty where neither is known.
#[must_use]
pub fn voices(it: &Relationship, dataset: &Dataset, words: &Words) -> String {
    let claimed = claimant_name(it, dataset, words)
        .map(|who| super::fill(words.cite_claimant, &[("who", who)]));
    let denied = denier_names(it, dataset, words)
        .map(|who| labelled(&lowercase_text(words.denied_by), &who, words));
    let both: Vec<String> = [claimed, denied].into_iter().flatten().collect();
    both.join(words.clause_separator)
}

/// What became of a record since it was published: `Corrected, 20 June 2018: The year was
/// wrong. It said: …`.
#[must_use]
pub fn revision_line(it: &Revision, words: &Words) -> String {
    line(
        words.revision(it.status),
        it.date.as_ref(),
        &revision_reason(it, words),
        words,
    )
}

/// What was put right in the article, as [`revision_line`] has it.
#[must_use]
pub fn correction_line(it: &Correction, words: &Words) -> String {
    line(
        words.revision(RevisionStatus::Corrected),
        it.date.as_ref(),
        &correction_reason(it, words),
        words,
    )
}

/// Why a record was put right or taken back, and what stood before.
#[must_use]
pub fn revision_reason(it: &Revision, words: &Words) -> String {
    reason(&it.note, &it.was, "", words)
}

/// What was wrong in the article and why, what stood before and what stands now.
#[must_use]
pub fn correction_reason(it: &Correction, words: &Words) -> String {
    reason(&it.note, &it.was, &it.now, words)
}

fn reason(note: &str, was: &str, now: &str, words: &Words) -> String {
    let said = |message, said: &str| match said {
        "" => String::new(),
        _ => fill(message, &[("words", said)]),
    };
    let (was, now) = (said(words.said_before, was), said(words.says_now, now));
    joined(&[note, &was, &now])
}

fn line(what: &str, date: Option<&Date>, reason: &str, words: &Words) -> String {
    let mut line = what.to_owned();
    if date.is_some() {
        line.push_str(words.list_separator);
        line.push_str(&describe(date, words));
    }
    if reason.is_empty() {
        return line;
    }
    labelled(&line, reason, words)
}

/// Those who deny it, by their names; `None` where nobody does.
#[must_use]
pub fn denier_names(it: &Relationship, dataset: &Dataset, words: &Words) -> Option<String> {
    let names = it.denied_by.iter().filter_map(|ix| dataset.entity(*ix));
    let names: Vec<&str> = names.map(|entity| &*entity.name).collect();
    (!names.is_empty()).then(|| names.join(words.list_separator))
}
