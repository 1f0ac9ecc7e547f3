//! Why a text is not an EDTF date, and what to write instead.

use std::fmt;

use edtf_core::ParseError;

use super::read::read;

/// A text that is not an EDTF date.
///
/// Its message names the text and, where that is in the syntax of an old draft
/// of EDTF, the form that took its place:
///
/// ```
/// use backstory_core::dataset::Date;
///
/// let error = Date::parse("199u").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     r#""199u" is in the syntax of an old EDTF draft; write "199X""#
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    text: Box<str>,
    cause: ParseError,
    instead: Option<String>,
}

impl DateError {
    pub(super) fn new(text: &str, cause: ParseError) -> Self {
        Self {
            text: text.into(),
            cause,
            instead: modern_form(text),
        }
    }

    /// The form to write instead, where the text is in the syntax of an old
    /// draft.
    #[must_use]
    pub fn instead(&self) -> Option<&str> {
        self.instead.as_deref()
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            text,
            cause,
            instead,
        } = self;
        match instead {
            Some(form) => write!(
                f,
                "\"{text}\" is in the syntax of an old EDTF draft; write \"{form}\""
            ),
            None => write!(
                f,
                "\"{text}\" is not an EDTF date: {} (at character {})",
                cause.message,
                // Up to the offset all is ASCII, or that is the error.
                cause.offset.saturating_add(1)
            ),
        }
    }
}

impl std::error::Error for DateError {}

/// What the drafts of EDTF wrote, and the specification's form for it (Library
/// of Congress, EDTF specification, 2019, "Differences").
///
/// In this order: `unknown` begins with a `u`, and `y+` with a `y`.
const SUPERSEDED: [(&str, &str); 11] = [
    ("unknown", ""),
    ("open", ".."),
    ("u", "X"),
    ("x", "X"),
    ("?~", "%"),
    ("~?", "%"),
    ("y+", "Y"),
    ("y", "Y"),
    ("e", "E"),
    ("p", "S"),
    ("Y+", "Y"),
];

/// `text` in the syntax of the specification, if it is a date in that of a
/// draft.
fn modern_form(text: &str) -> Option<String> {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    // By prefixes: `str::replace` would bring the standard library's search into the wasm.
    while let Some(letter) = rest.chars().next() {
        let superseded = SUPERSEDED
            .iter()
            .find_map(|(old, new)| Some((rest.strip_prefix(old)?, new)));
        if let Some((after, new)) = superseded {
            replaced.push_str(new);
            rest = after;
        } else {
            replaced.push(letter);
            rest = rest.strip_prefix(letter).unwrap_or_default();
        }
    }
    let form = without_group(&replaced).unwrap_or(replaced);
    read(&form).is_ok().then_some(form)
}

/// The parts of a group in parentheses, each qualified from its left:
/// `2011-~06-~04` for `2011-(06-04)~`.
fn without_group(text: &str) -> Option<String> {
    let (before, rest) = text.split_once('(')?;
    let (group, after) = rest.split_once(')')?;
    let qualifier = after.chars().next()?;
    let after = after.strip_prefix(['?', '~', '%'])?;
    let mut form = before.to_owned();
    for (position, part) in group.split('-').enumerate() {
        if position > 0 {
            form.push('-');
        }
        form.push(qualifier);
        form.push_str(part);
    }
    form.push_str(after);
    Some(form)
}
