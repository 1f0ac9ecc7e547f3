//! The passages that a record rests on.

use super::super::fields::Fields;
use super::super::limits::{MAX_QUOTE_WORDS, MAX_WHOLE_QUOTE_WORDS};
use super::super::names::{self, evidence as passage};
use super::super::{Evidence, ProblemKind, Text};

/// A record's passages, of which there must be one.
pub(super) fn evidence(fields: &Fields) -> Option<Vec<Evidence>> {
    let evidence = passages(fields)?;
    if evidence.is_empty() {
        return fields.fail(names::event::EVIDENCE, ProblemKind::MissingEvidence);
    }
    Some(evidence)
}

/// The passages that are named, if any.
pub(super) fn passages(fields: &Fields) -> Option<Vec<Evidence>> {
    fields.list(names::event::EVIDENCE, |value, path| {
        let fields = Fields::of(value, path, fields.context, passage::ALL)?;
        let paragraph = fields.ordinal(passage::PARAGRAPH);
        let start = fields.str(passage::START);
        let end = fields.optional_text(passage::END);
        let end = end?;
        let limit = match end {
            Some(_) => MAX_QUOTE_WORDS,
            None => MAX_WHOLE_QUOTE_WORDS,
        };
        let start = locator_end(&fields, passage::START, start?, limit);
        let end = match end {
            Some(end) => Some(locator_end(&fields, passage::END, end, limit)?),
            None => None,
        };
        Some(Evidence {
            paragraph: paragraph?,
            start: start?,
            end,
        })
    })
}

/// One end of a passage, which must be short: the dataset locates the article's
/// sentences and does not carry them.
fn locator_end(fields: &Fields, name: &str, words: &str, limit: usize) -> Option<Text> {
    // Quickly: between words stands a space, or something that is not ASCII.
    let is_between = |byte: &u8| *byte <= b' ' || !byte.is_ascii();
    let most = words.bytes().filter(is_between).count() + 1;
    if most <= limit || words.split_whitespace().count() <= limit {
        return Some(fields.context.shared(words));
    }
    fields.fail(name, ProblemKind::TooManyWords { limit })
}
