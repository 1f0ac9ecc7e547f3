//! Reading one record's fields, gathering every problem on the way.

use std::cell::RefCell;
use std::fmt::Write as _;

use super::{Date, Problem, Severity, Text, Value};

/// All problems found so far, in the order of the document.
#[derive(Default)]
pub(super) struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    pub(super) fn add(&self, path: String, message: String, severity: Severity) {
        self.0.borrow_mut().push(Problem {
            path,
            message,
            severity,
        });
    }

    pub(super) fn into_inner(self) -> Vec<Problem> {
        self.0.into_inner()
    }
}

/// One object of the document: its fields, its path, and where problems go.
///
/// Each reader method returns `None` when the field cannot be had, having noted
/// why. A decoder calls *all* of them before it gives a record up, so that
/// every problem of the record is reported at once.
pub(super) struct Fields<'a> {
    fields: &'a [(String, Value)],
    path: String,
    problems: &'a Problems,
}

impl<'a> Fields<'a> {
    /// The fields of `value`, which should be an object with no other fields
    /// than `known`.
    pub(super) fn of(
        value: &'a Value,
        path: String,
        problems: &'a Problems,
        known: &[&str],
    ) -> Option<Self> {
        let Value::Map(fields) = value else {
            let message = join(&["should be an object, not ", value.describe()]);
            problems.add(path, message, Severity::LeftOut);
            return None;
        };
        let this = Self {
            fields,
            path,
            problems,
        };
        for (name, _) in fields {
            if !known.contains(&name.as_str()) {
                let hint = did_you_mean(name, known.iter().copied());
                this.note(name, join(&["is not a field of this record", &hint]));
            }
        }
        Some(this)
    }

    /// The path of the field `name`.
    pub(super) fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() {
            name.to_owned()
        } else {
            join(&[&self.path, ".", name])
        }
    }

    /// Notes a problem that the record survives.
    pub(super) fn note(&self, name: &str, message: String) {
        self.problems
            .add(self.path_of(name), message, Severity::Noted);
    }

    /// Notes a problem that costs the record.
    pub(super) fn fail<T>(&self, name: &str, message: String) -> Option<T> {
        self.problems
            .add(self.path_of(name), message, Severity::LeftOut);
        None
    }

    /// The field's value, where it is there and not `null`.
    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        let (_, value) = self.fields.iter().find(|(field, _)| field == name)?;
        (*value != Value::Null).then_some(value)
    }

    fn wrong_type<T>(&self, name: &str, wanted: &str, found: &Value) -> Option<T> {
        self.fail(
            name,
            join(&["should be ", wanted, ", not ", found.describe()]),
        )
    }

    /// Text that may be missing: `Some(None)` where it is.
    pub(super) fn optional_text(&self, name: &str) -> Option<Option<&'a str>> {
        match self.get(name) {
            None => Some(None),
            Some(Value::Text(text)) => Some(Some(text.trim()).filter(|text| !text.is_empty())),
            Some(other) => self.wrong_type(name, "text", other),
        }
    }

    /// Text that is empty where it is missing.
    pub(super) fn text_or_empty(&self, name: &str) -> Option<Text> {
        Some(self.optional_text(name)?.unwrap_or_default().into())
    }

    /// Text that must be there.
    pub(super) fn text(&self, name: &str) -> Option<Text> {
        match self.optional_text(name)? {
            Some(text) => Some(text.into()),
            None => self.fail(name, "is missing".to_owned()),
        }
    }

    /// One of the words of a vocabulary.
    pub(super) fn word<T>(
        &self,
        name: &str,
        words: &[&str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(name)?;
        parse(&text).or_else(|| {
            let hint = match did_you_mean(&text, words.iter().copied()) {
                hint if hint.is_empty() => join(&["; it should be one of ", &words.join(", ")]),
                hint => hint,
            };
            self.fail(name, join(&["\"", &text, "\" is no ", name, hint.as_str()]))
        })
    }

    /// An EDTF date that may be missing: `Some(None)` where it is.
    pub(super) fn date(&self, name: &str) -> Option<Option<Date>> {
        let Some(text) = self.optional_text(name)? else {
            return Some(None);
        };
        match Date::parse(text) {
            Ok(date) => Some(Some(date)),
            Err(error) => self.fail(name, error.to_string()),
        }
    }

    /// A whole number from 1.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range was checked"
    )]
    pub(super) fn ordinal(&self, name: &str) -> Option<u32> {
        match self.get(name) {
            Some(Value::Number(n)) if *n >= 1.0 && *n <= f64::from(u32::MAX) && n.trunc() == *n => {
                Some(*n as u32)
            }
            Some(Value::Number(_)) => self.fail(name, "should be a whole number from 1".to_owned()),
            Some(other) => self.wrong_type(name, "a number", other),
            None => self.fail(name, "is missing".to_owned()),
        }
    }

    /// A list that is empty where it is missing; `None` when any member of it
    /// cannot be read.
    pub(super) fn list<T>(
        &self,
        name: &str,
        read: impl Fn(&'a Value, String) -> Option<T>,
    ) -> Option<Vec<T>> {
        match self.get(name) {
            None => Some(Vec::new()),
            Some(Value::List(values)) => {
                let path = self.path_of(name);
                let read: Vec<Option<T>> = values
                    .iter()
                    .enumerate()
                    .map(|(index, value)| read(value, item_path(&path, index)))
                    .collect();
                read.into_iter().collect()
            }
            Some(other) => self.wrong_type(name, "a list", other),
        }
    }

    /// The members of a list with their paths; none where it is no list, which
    /// is noted.
    pub(super) fn items(&self, name: &str) -> Vec<(&'a Value, String)> {
        self.list(name, |value, path| Some((value, path)))
            .unwrap_or_default()
    }

    /// An object that may be missing: `Some(None)` where it is.
    pub(super) fn object<T>(
        &self,
        name: &str,
        read: impl Fn(&'a Value, String) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.get(name) {
            None => Some(None),
            Some(value) => read(value, self.path_of(name)).map(Some),
        }
    }
}

/// The path of a list's member: `events[3]`.
pub(super) fn item_path(list: &str, index: usize) -> String {
    let mut path = list.to_owned();
    // Writing to a String cannot fail.
    let _ = write!(path, "[{index}]");
    path
}

/// `; did you mean "russia"?` for the nearest of `known`, or nothing where none
/// is near: at most a third of the letters may be wrong (Damerau's four slips,
/// counted as optimal string alignment distance).
pub(super) fn did_you_mean<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> String {
    let allowed = (word.chars().count() / 3).max(1);
    known
        .map(|candidate| (strsim::osa_distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, nearest)| join(&["; did you mean \"", nearest, "\"?"]))
        .unwrap_or_default()
}

/// Puts pieces of a message together; many times smaller in wasm than `format!`.
pub(super) fn join(pieces: &[&str]) -> String {
    pieces.concat()
}
