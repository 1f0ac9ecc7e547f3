//! Reading one record's fields, gathering every problem on the way.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::fmt;

use super::names::{self, RecordType};
use super::suggest::Suggestions;
use super::texts::{choose, is_texts};
use super::value::Field;
use super::{
    CustomKind, CustomKinds, Date, DateError, Languages, Problem, ProblemKind, Severity, Text,
    Value, ValueType,
};
use rustc_hash::FxBuildHasher;

/// A text longer than this is taken to stand in one record only.
const LONGEST_SHARED: usize = 48;

/// What is gathered while a document is read.
#[derive(Default)]
pub(super) struct DecodeContext {
    /// All problems found so far, in the order of the document.
    problems: RefCell<Vec<Problem>>,
    /// What stands for every text that is missing.
    empty: Text,
    /// The texts that records share, each kept once.
    texts: RefCell<HashSet<Text, FxBuildHasher>>,
    /// The dates, each read once.
    dates: RefCell<HashMap<Text, Date, FxBuildHasher>>,
    /// The language that is wanted of texts in several, as a BCP 47 tag.
    pub(super) language: String,
    /// The texts that were chosen from several, with the language of each.
    chosen: RefCell<Languages>,
    /// What was likely meant by unknown words.
    pub(super) suggestions: Suggestions,
}

impl DecodeContext {
    pub(super) fn add(&self, path: &Path, kind: ProblemKind, severity: Severity) {
        self.problems.borrow_mut().push(Problem {
            path: path.to_string(),
            kind,
            severity,
        });
    }

    pub(super) fn take_problems(&self) -> Vec<Problem> {
        self.problems.take()
    }

    pub(super) fn take_chosen(&self) -> Languages {
        self.chosen.take()
    }

    /// One text of several, as [`choose`] has it, with its language kept.
    pub(super) fn choose<'a>(&self, texts: &'a [Field<'a>]) -> Option<&'a str> {
        let (tag, text) = choose(texts, &self.language)?;
        let mut chosen = self.chosen.borrow_mut();
        chosen.insert(text.into(), tag.into());
        Some(text)
    }

    pub(super) fn add_problems(&self, problems: Vec<Problem>) {
        self.problems.borrow_mut().extend(problems);
    }

    /// The text, shared with whatever else has the same.
    pub(super) fn shared(&self, text: &str) -> Text {
        if text.is_empty() {
            return self.empty.clone();
        }
        if text.len() > LONGEST_SHARED {
            return text.into();
        }
        let mut texts = self.texts.borrow_mut();
        if let Some(text) = texts.get(text) {
            return text.clone();
        }
        let text = Text::from(text);
        texts.insert(text.clone());
        text
    }

    pub(super) fn date(&self, text: &str) -> Result<Date, DateError> {
        let mut dates = self.dates.borrow_mut();
        if let Some(date) = dates.get(text) {
            return Ok(date.clone());
        }
        let date = Date::parse(text)?;
        dates.insert(text.into(), date.clone());
        Ok(date)
    }
}

/// Where a value stands in the document. It is written out only where something
/// is wrong there.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    /// The document itself.
    Root,
    /// A field of an object.
    Field(&'a Path<'a>, &'a str),
    /// A member of a list.
    Item(&'a Path<'a>, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Self::Root, name) => f.write_str(name),
            Self::Field(parent, name) => write!(f, "{parent}.{name}"),
            Self::Item(list, index) => write!(f, "{list}[{index}]"),
        }
    }
}

/// One object of the document: its fields, its path, and where problems go.
///
/// Each reader method returns `None` when the field cannot be had, having noted
/// why. A decoder calls *all* of them before it gives a record up, so that
/// every problem of the record is reported at once.
pub(super) struct Fields<'a> {
    /// The names that the fields may have, in the order in which most documents
    /// have them and in which they are read.
    known: &'static [&'static str],
    /// The value of each, where it is there and not `null`.
    values: [Option<&'a Value<'a>>; MAX_KNOWN_FIELDS],
    pub(super) path: &'a Path<'a>,
    pub(super) context: &'a DecodeContext,
    /// The place of the name that is looked for next, as far as can be guessed.
    next: Cell<usize>,
}

/// No object of the format has more fields.
const MAX_KNOWN_FIELDS: usize = 19;

impl<'a> Fields<'a> {
    /// The fields of `value`, which should be an object with no other fields
    /// than `known`.
    pub(super) fn of(
        value: &'a Value<'a>,
        path: &'a Path<'a>,
        context: &'a DecodeContext,
        known: &'static [&'static str],
    ) -> Option<Self> {
        let Value::Map(fields) = value else {
            context.add(
                path,
                wrong_type(ValueType::Object, value),
                Severity::Skipped,
            );
            return None;
        };
        debug_assert!(known.len() <= MAX_KNOWN_FIELDS);
        let mut this = Self {
            known,
            values: [None; MAX_KNOWN_FIELDS],
            path,
            context,
            next: Cell::new(0),
        };
        for (name, value) in fields {
            let Some(place) = this.place(|known| known == name) else {
                let suggestion = context.suggestions.nearest(name, known.iter().copied());
                this.note(name, ProblemKind::UnknownField { suggestion });
                continue;
            };
            // Of two with the same name the first counts.
            if let Some(kept) = this.values.get_mut(place)
                && kept.is_none()
                && !matches!(value, Value::Null)
            {
                *kept = Some(value);
            }
        }
        this.next.set(0);
        Some(this)
    }

    /// Notes a problem that the record survives.
    pub(super) fn note(&self, name: &str, kind: ProblemKind) {
        let path = Path::Field(self.path, name);
        self.context.add(&path, kind, Severity::Noted);
    }

    /// Notes a problem for which the record is skipped.
    pub(super) fn fail<T>(&self, name: &str, kind: ProblemKind) -> Option<T> {
        let path = Path::Field(self.path, name);
        self.context.add(&path, kind, Severity::Skipped);
        None
    }

    /// The field's value, where it is there and not `null`.
    pub(super) fn get(&self, name: &str) -> Option<&'a Value<'a>> {
        // Both are most often the same literal.
        let place = self
            .place(|known| std::ptr::eq(known, name))
            .or_else(|| self.place(|known| known == name))?;
        *self.values.get(place)?
    }

    /// The place of the known name that `is_it` takes, first tried where it is
    /// likely to be.
    fn place(&self, is_it: impl Fn(&str) -> bool) -> Option<usize> {
        let next = self.next.get();
        let (before, after) = self.known.split_at_checked(next)?;
        let ahead = after.iter().position(|known| is_it(known));
        let place = ahead
            .map(|ahead| next + ahead)
            .or_else(|| before.iter().position(|known| is_it(known)))?;
        self.next.set(place + 1);
        Some(place)
    }

    fn wrong_type<T>(&self, name: &str, expected: ValueType, found: &Value) -> Option<T> {
        self.fail(name, wrong_type(expected, found))
    }

    /// Text that may be missing: `Some(None)` where it is.
    pub(super) fn optional_text(&self, name: &str) -> Option<Option<&'a str>> {
        match self.get(name) {
            None => Some(None),
            Some(Value::Text(text)) => Some(Some(trimmed(text)).filter(|text| !text.is_empty())),
            Some(Value::Map(texts)) if is_texts(texts) => Some(self.context.choose(texts)),
            Some(other) => self.wrong_type(name, ValueType::Text, other),
        }
    }

    /// Text that is empty where it is missing.
    pub(super) fn text_or_empty(&self, name: &str) -> Option<Text> {
        Some(
            self.context
                .shared(self.optional_text(name)?.unwrap_or_default()),
        )
    }

    /// Text that must be there.
    pub(super) fn text(&self, name: &str) -> Option<Text> {
        Some(self.context.shared(self.str(name)?))
    }

    /// The same, not kept.
    pub(super) fn str(&self, name: &str) -> Option<&'a str> {
        match self.optional_text(name)? {
            Some(text) => Some(text),
            None => self.fail(name, ProblemKind::MissingField),
        }
    }

    /// One of the words of a vocabulary.
    pub(super) fn word<T>(
        &self,
        field: &'static str,
        known: &'static [&'static str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let word = self.str(field)?;
        parse(word).or_else(|| self.fail(field, self.unknown_word(field, word, known, &[])))
    }

    /// The same where it may be missing: `Some(None)` where it is.
    pub(super) fn optional_word<T>(
        &self,
        field: &'static str,
        known: &'static [&'static str],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.optional_text(field)? {
            None => Some(None),
            Some(_) => self.word(field, known, parse).map(Some),
        }
    }

    /// A kind, built in or declared.
    pub(super) fn kind<T>(
        &self,
        list: RecordType,
        kinds: &CustomKinds,
        known: &'static [&'static str],
        find: impl Fn(&str, &CustomKinds) -> Option<T>,
    ) -> Option<T> {
        let field = names::entity::KIND;
        let word = self.str(field)?;
        find(word, kinds)
            .or_else(|| self.fail(field, self.unknown_word(field, word, known, kinds.of(list))))
    }

    fn unknown_word(
        &self,
        field: &'static str,
        word: &str,
        known: &'static [&'static str],
        declared: &[CustomKind],
    ) -> ProblemKind {
        let declared: Vec<Text> = declared.iter().map(|kind| kind.id.clone()).collect();
        let all: Vec<&str> = (known.iter().copied())
            .chain(declared.iter().map(|id| &**id))
            .collect();
        let suggestion = self.context.suggestions.nearest(word, all.into_iter());
        ProblemKind::UnknownWord {
            field,
            word: word.into(),
            suggestion: suggestion.map(Into::into),
            known,
            declared: declared.into(),
        }
    }

    /// An EDTF date that may be missing: `Some(None)` where it is.
    pub(super) fn date(&self, name: &str) -> Option<Option<Date>> {
        let Some(text) = self.optional_text(name)? else {
            return Some(None);
        };
        match self.context.date(text) {
            Ok(date) => Some(Some(date)),
            Err(error) => self.fail(name, ProblemKind::InvalidDate(Box::new(error))),
        }
    }

    /// The same where it may be missing: `Some(None)` where it is.
    pub(super) fn optional_ordinal(&self, name: &str) -> Option<Option<u32>> {
        match self.get(name) {
            None => Some(None),
            Some(_) => self.ordinal(name).map(Some),
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
            Some(Value::Number(_)) => self.fail(name, ProblemKind::NotAnOrdinal),
            Some(other) => self.wrong_type(name, ValueType::Number, other),
            None => self.fail(name, ProblemKind::MissingField),
        }
    }

    /// A list that is empty where it is missing; `None` when any member of it
    /// cannot be read.
    pub(super) fn list<T>(
        &self,
        name: &str,
        read: impl Fn(&Value, &Path) -> Option<T>,
    ) -> Option<Vec<T>> {
        match self.get(name) {
            None => Some(Vec::new()),
            Some(Value::List(values)) => {
                let list = Path::Field(self.path, name);
                let mut members = Vec::with_capacity(values.len());
                let mut is_whole = true;
                for (index, value) in values.iter().enumerate() {
                    match read(value, &Path::Item(&list, index)) {
                        Some(member) => members.push(member),
                        // The others are read all the same, for their problems.
                        None => is_whole = false,
                    }
                }
                is_whole.then_some(members)
            }
            Some(other) => self.wrong_type(name, ValueType::List, other),
        }
    }

    /// An object that may be missing: `Some(None)` where it is.
    pub(super) fn object<T>(
        &self,
        name: &str,
        read: impl Fn(&Value, &Path) -> Option<T>,
    ) -> Option<Option<T>> {
        match self.get(name) {
            None => Some(None),
            Some(value) => read(value, &Path::Field(self.path, name)).map(Some),
        }
    }
}

/// A value is there, but of another type.
pub(super) fn wrong_type(expected: ValueType, found: &Value) -> ProblemKind {
    ProblemKind::WrongType {
        expected,
        found: found.value_type(),
    }
}

/// The text without white space around it, of which most have none.
fn trimmed(text: &str) -> &str {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if is_plain(bytes.first()) && is_plain(bytes.last()) {
        text
    } else {
        text.trim()
    }
}
