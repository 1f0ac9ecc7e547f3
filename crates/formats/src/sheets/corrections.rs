//! The article's corrections in a cell of its sheet.

use backstory_core::dataset::names::correction;

use crate::CorrectionDocument;
use crate::cells::{escape, join, parts, split, unescape};

/// Corrections as one cell: `The year was wrong. <date: 2018-06-20> <was: …> <now: …>; …`.
pub(super) fn cell(list: &[CorrectionDocument]) -> String {
    join(list.iter().map(|it| {
        let date = it.date.as_deref().unwrap_or_default();
        let fields = [
            (correction::DATE, date),
            (correction::WAS, &it.was),
            (correction::NOW, &it.now),
        ];
        let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
        let fields = fields.map(|(name, value)| [" <", name, ": ", &escape(value), ">"].concat());
        [escape(&it.note)].into_iter().chain(fields).collect()
    }))
}

/// The corrections of such a cell. What is not a field of theirs is kept in the note.
pub(super) fn of_cell(cell: &str) -> Vec<CorrectionDocument> {
    let read = |text: &str| {
        read(text).unwrap_or_else(|| CorrectionDocument {
            note: unescape(text),
            ..CorrectionDocument::default()
        })
    };
    split(cell).into_iter().map(read).collect()
}

fn read(text: &str) -> Option<CorrectionDocument> {
    let mut it = CorrectionDocument::default();
    let mut rest = Some(text);
    let mut is_note = true;
    while let Some(text) = rest {
        let (part, more) = parts(text, "<").map_or((text, None), |(it, more)| (it, Some(more)));
        rest = more;
        if std::mem::take(&mut is_note) {
            it.note = unescape(part);
            continue;
        }
        let (name, value) = parts(part.strip_suffix('>')?, ":")?;
        let value = unescape(value);
        match &*name.to_lowercase() {
            correction::DATE => it.date = Some(value),
            correction::WAS => it.was = value,
            correction::NOW => it.now = value,
            _ => return None,
        }
    }
    Some(it)
}
