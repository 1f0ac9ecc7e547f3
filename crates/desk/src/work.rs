//! The work in the editor: the document, the article's text, and its history for undo
//! and redo.

use std::cell::RefCell;
use std::rc::Rc;

use super::delta::Delta;
use super::edit::{Edit, Value, edited};
use backstory_core::util::ptr_eq::PtrEq;
use backstory_formats::Document;

/// How many steps back are kept.
const STEPS: usize = 200;

/// How much of them is kept across a reload, in bytes.
const MAX_STEPS_BYTES: usize = 2_000_000;

/// How much a key that is pressed changes of the article's text at most, in bytes.
const MAX_TYPED_BYTES: usize = 4;

/// The document and the article. A clone is cheap.
#[derive(Clone, Debug)]
pub struct Work {
    /// The dataset's document, which may be broken.
    pub document: Rc<Value>,
    /// The article's text, a paragraph a line.
    pub article: Rc<str>,
    /// The name under which the dataset is published; empty as long as it has none of its own,
    /// and is called by the headline.
    pub file: Rc<str>,
}

impl PartialEq for Work {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other) || (self.article == other.article && self.document == other.document)
    }
}

impl Work {
    /// Whether it is the other one, not only equal to it.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }

    /// The document and the article, as what something depends on.
    #[must_use]
    pub fn parts(&self) -> (PtrEq<Value>, PtrEq<str>) {
        (
            PtrEq(Rc::clone(&self.document)),
            PtrEq(Rc::clone(&self.article)),
        )
    }

    /// An empty dataset, and no article.
    #[must_use]
    pub fn new() -> Self {
        Self {
            document: Rc::new(Document::new().to_value()),
            article: "".into(),
            file: "".into(),
        }
    }

    /// Whether there is no dataset and no article yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::new()
    }

    /// As it is kept in the browser's storage.
    #[must_use]
    pub fn to_text(&self) -> String {
        // The text goes straight from the document: a tree of serde_json's would
        // sort its fields.
        let document = serde_json::to_string(&*self.document).unwrap_or_default();
        let article = serde_json::to_string(&*self.article).unwrap_or_default();
        let file = serde_json::to_string(&*self.file).unwrap_or_default();
        [
            "{\"document\":",
            &document,
            ",\"article\":",
            &article,
            ",\"file\":",
            &file,
            "}",
        ]
        .concat()
    }

    /// The text without the file's name, which is not of any step.
    fn content(&self) -> String {
        let file = "".into();
        Self {
            file,
            ..self.clone()
        }
        .to_text()
    }

    /// What [`to_text`](Self::to_text) kept.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let Ok(Value::Map(fields)) = serde_json::from_str(text) else {
            return None;
        };
        let mut work = Self::new();
        for (name, value) in fields {
            match (&*name, value) {
                ("document", value) => work.document = Rc::new(value),
                ("article", Value::Text(article)) => work.article = (*article).into(),
                ("file", Value::Text(file)) => work.file = (*file).into(),
                _ => {}
            }
        }
        Some(work)
    }

    /// The dataset's file: its document as JSON, indented.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(&*self.document).unwrap_or_default();
        text.push('\n');
        text
    }
}

impl Default for Work {
    fn default() -> Self {
        Self::new()
    }
}

/// What the user does.
#[derive(Clone, Debug, PartialEq)]
pub enum WorkAction {
    /// Opens a history in place of this one, as it was written here before or in another tab.
    Load(Box<History>),
    /// Replaces the work.
    Replace(Work),
    /// Changes the document. Changes with the same key, one after the other, are
    /// one step: a word typed into a field, not each letter of it.
    Edit {
        /// What is changed, such as a field's path.
        key: String,
        /// The changes.
        edits: Vec<Edit>,
    },
    /// Changes the article's text.
    Article(String),
    /// Changes the article's text, and with it what stands in its passages.
    ArticleWith {
        /// The text.
        article: String,
        /// The changes of the document.
        edits: Vec<Edit>,
    },
    /// Names the file of the dataset: not a step, and so not undone with one.
    File(String),
    /// Undoes a step.
    Undo,
    /// Redoes a step.
    Redo,
}

/// One step of undo or redo: a work, or what makes its text of the text of the work that
/// comes after it, if it was read from the storage.
#[derive(Clone, Debug)]
enum Step {
    Live(Rc<LiveStep>),
    Stored(Rc<Delta>),
}

/// A work, and how it was stored last: with the work that it was then the step before.
#[derive(Debug)]
struct LiveStep {
    work: Work,
    stored: RefCell<Option<(Work, Rc<Delta>)>>,
}

impl Step {
    fn of(work: Work) -> Self {
        let stored = RefCell::default();
        Self::Live(Rc::new(LiveStep { work, stored }))
    }

    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Live(one), Self::Live(other)) => {
                Rc::ptr_eq(one, other) || one.work.is_same(&other.work)
            }
            (Self::Stored(one), Self::Stored(other)) => Rc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// The work, of the one that comes after it.
    fn work(&self, after: &Work) -> Option<Work> {
        match self {
            Self::Live(step) => Some(step.work.clone()),
            Self::Stored(delta) => {
                let work = Work::from_text(&delta.apply(&after.content())?)?;
                // A name that it got since then is its own.
                let file = Rc::clone(&after.file);
                Some(Work { file, ..work })
            }
        }
    }

    /// What makes it of the work that comes after it.
    fn delta(&self, after: Option<&Work>) -> Option<Rc<Delta>> {
        match self {
            Self::Stored(delta) => Some(Rc::clone(delta)),
            Self::Live(step) => {
                let after = after?;
                let mut stored = step.stored.borrow_mut();
                match &*stored {
                    Some((it, delta)) if it.is_same(after) => Some(Rc::clone(delta)),
                    _ => {
                        let delta = Delta::between(&after.content(), &step.work.content());
                        let delta = Rc::new(delta);
                        *stored = Some((after.clone(), Rc::clone(&delta)));
                        Some(delta)
                    }
                }
            }
        }
    }

    fn held(&self) -> Option<&Work> {
        match self {
            Self::Live(step) => Some(&step.work),
            Self::Stored(_) => None,
        }
    }
}

/// The work with its undo and redo steps.
#[derive(Clone, Debug, Default)]
pub struct History {
    now: Work,
    past: Vec<Step>,
    future: Vec<Step>,
    /// The key of the last change, if the next may be of the same step.
    key: Option<String>,
    /// Whether another tab writes it, and this one only shows it.
    is_following: bool,
}

impl PartialEq for History {
    fn eq(&self, other: &Self) -> bool {
        let is_same = |one: &[Step], other: &[Step]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.is_same(other))
        };
        self.now.is_same(&other.now)
            && self.now.file == other.now.file
            && is_same(&self.past, &other.past)
            && is_same(&self.future, &other.future)
            && self.key == other.key
            && self.is_following == other.is_following
    }
}

impl History {
    /// A history that begins with `work`.
    #[must_use]
    pub fn of(work: Work) -> Self {
        Self {
            now: work,
            ..Self::default()
        }
    }

    /// The work as it is now.
    #[must_use]
    pub fn now(&self) -> &Work {
        &self.now
    }

    /// Whether there is a step to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty() && !self.is_following
    }

    /// Whether there is a step to redo.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty() && !self.is_following
    }

    /// Whether another tab writes it.
    #[must_use]
    pub fn is_following(&self) -> bool {
        self.is_following
    }

    /// The same, written here or only shown.
    #[must_use]
    pub fn following(self, is_following: bool) -> Self {
        Self {
            is_following,
            ..self
        }
    }

    /// As it is kept in the browser's storage: the work, and its steps as differences.
    #[must_use]
    pub fn to_text(&self) -> String {
        let steps = |steps: &[Step]| {
            let mut after = Some(&self.now);
            let mut weight = 0;
            let mut kept = Vec::new();
            for step in steps.iter().rev() {
                let Some(delta) = step.delta(after) else {
                    break;
                };
                weight += delta.weight();
                if weight > MAX_STEPS_BYTES {
                    break;
                }
                kept.push(delta);
                after = step.held();
            }
            kept.reverse();
            let kept: Vec<&Delta> = kept.iter().map(|it| &**it).collect();
            serde_json::to_string(&kept).unwrap_or_else(|_| "[]".to_owned())
        };
        [
            "{\"past\":",
            &steps(&self.past),
            ",\"future\":",
            &steps(&self.future),
            ",\"work\":",
            &self.now.to_text(),
            "}",
        ]
        .concat()
    }

    /// What [`to_text`](Self::to_text) kept, or a work alone.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        #[derive(serde::Deserialize)]
        struct StoredHistory<'a> {
            #[serde(default)]
            past: Vec<Delta>,
            #[serde(default)]
            future: Vec<Delta>,
            #[serde(borrow)]
            work: &'a serde_json::value::RawValue,
        }
        let steps = |steps: Vec<Delta>| steps.into_iter().map(|it| Step::Stored(Rc::new(it)));
        match serde_json::from_str::<StoredHistory>(text) {
            Ok(stored) => Some(Self {
                now: Work::from_text(stored.work.get())?,
                past: steps(stored.past).collect(),
                future: steps(stored.future).collect(),
                ..Self::default()
            }),
            Err(_) => Work::from_text(text).map(Self::of),
        }
    }

    /// The history after an action.
    #[must_use]
    pub fn after(&self, action: WorkAction) -> Self {
        let mut next = self.clone();
        if self.is_following && !matches!(action, WorkAction::Load(_)) {
            return next;
        }
        match action {
            WorkAction::Load(history) => next = *history,
            WorkAction::Replace(work) => next.step(work, None),
            WorkAction::Edit { key, edits } => {
                let work = Work {
                    document: Rc::new(edited(&self.now.document, &edits)),
                    ..self.now.clone()
                };
                next.step(work, Some(key));
            }
            WorkAction::Article(article) => {
                // What is pasted is a step of its own, and not of the word that is typed next.
                let is_typed = article.len().abs_diff(self.now.article.len()) <= MAX_TYPED_BYTES;
                let work = Work {
                    article: article.into(),
                    ..self.now.clone()
                };
                next.step(work, is_typed.then(|| "article text".to_owned()));
            }
            WorkAction::ArticleWith { article, edits } => {
                let work = Work {
                    document: Rc::new(edited(&self.now.document, &edits)),
                    article: article.into(),
                    file: Rc::clone(&self.now.file),
                };
                next.step(work, None);
            }
            WorkAction::File(name) => {
                let name: Rc<str> = name.into();
                for step in next.past.iter_mut().chain(&mut next.future) {
                    if let Some(work) = step.held() {
                        let file = Rc::clone(&name);
                        *step = Step::of(Work {
                            file,
                            ..work.clone()
                        });
                    }
                }
                next.now.file = name;
            }
            WorkAction::Undo => {
                next.key = None;
                go(&mut next.now, &mut next.past, &mut next.future);
            }
            WorkAction::Redo => {
                next.key = None;
                go(&mut next.now, &mut next.future, &mut next.past);
            }
        }
        next
    }

    fn step(&mut self, work: Work, key: Option<String>) {
        if work == self.now {
            return;
        }
        let is_same_step = key.is_some() && self.key == key;
        let before = std::mem::replace(&mut self.now, work);
        if !is_same_step {
            self.past.push(Step::of(before));
            if self.past.len() > STEPS {
                self.past.remove(0);
            }
        }
        self.future.clear();
        self.key = key;
    }
}

/// Goes a step from one side to the other.
fn go(now: &mut Work, from: &mut Vec<Step>, to: &mut Vec<Step>) {
    if let Some(work) = from.pop().and_then(|step| step.work(now)) {
        to.push(Step::of(std::mem::replace(now, work)));
    }
}

impl yew::Reducible for History {
    type Action = WorkAction;

    fn reduce(self: Rc<Self>, action: WorkAction) -> Rc<Self> {
        let next = self.after(action);
        if next == *self { self } else { Rc::new(next) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::edit::{text, text_at};
    use super::*;

    fn typed(key: &str, words: &str) -> WorkAction {
        WorkAction::Edit {
            key: key.to_owned(),
            edits: vec![Edit::Set(key.to_owned(), text(words))],
        }
    }

    fn title(history: &History) -> &str {
        text_at(&history.now().document, "article.title")
    }

    #[test]
    fn a_word_typed_is_one_step() {
        let history = History::default()
            .after(typed("article.title", "A"))
            .after(typed("article.title", "A s"))
            .after(typed("article.title", "A story"))
            .after(typed("article.summary", "Of"));
        assert_eq!(title(&history), "A story");
        let back = history.after(WorkAction::Undo);
        assert_eq!(text_at(&back.now().document, "article.summary"), "");
        assert_eq!(title(&back), "A story");
        let back = back.after(WorkAction::Undo);
        assert_eq!(title(&back), "");
        assert!(!back.can_undo());
        let forth = back.after(WorkAction::Redo);
        assert_eq!(title(&forth), "A story");
        // A new step removes the steps to redo.
        let other = back.after(typed("article.title", "B"));
        assert!(!other.can_redo());
    }

    #[test]
    fn what_is_replaced_can_be_had_back() {
        let history = History::default()
            .after(WorkAction::Article("One.".to_owned()))
            .after(WorkAction::Replace(Work::new()));
        assert!(history.now().is_empty());
        assert_eq!(&*history.after(WorkAction::Undo).now().article, "One.");
    }

    #[test]
    fn undo_survives_a_reload() {
        let history = History::default()
            .after(typed("article.title", "A"))
            .after(typed("article.summary", "Of é"))
            .after(WorkAction::Article("One.".to_owned()))
            .after(typed("article.title", "B"))
            .after(WorkAction::Undo);
        let mut back = History::from_text(&history.to_text()).unwrap();
        assert_eq!(back.now(), history.now());
        back = back.after(WorkAction::File("a.json".to_owned()));
        // What is done after the reload is undone before what was done before it.
        back = back.after(WorkAction::Redo).after(typed("x", "1"));
        // And it may be reloaded again.
        back = History::from_text(&back.to_text()).unwrap();
        back = back.after(WorkAction::Undo);
        assert_eq!(title(&back), "B");
        back = back.after(WorkAction::Undo);
        assert_eq!((title(&back), &*back.now().article), ("A", "One."));
        back = back.after(WorkAction::Undo).after(WorkAction::Undo);
        assert_eq!(text_at(&back.now().document, "article.summary"), "");
        assert_eq!(title(&back), "A");
        back = back.after(WorkAction::Undo);
        assert!(back.now().is_empty() && !back.can_undo());
        for _ in 0..5 {
            back = back.after(WorkAction::Redo);
        }
        assert_eq!(text_at(&back.now().document, "x"), "1");
        assert_eq!(&*back.now().file, "a.json");
        assert!(!back.can_redo());
    }

    #[test]
    fn what_an_older_version_kept_is_read() {
        let work = Work {
            article: "One.".into(),
            ..Work::new()
        };
        let history = History::from_text(&work.to_text()).unwrap();
        assert_eq!(history.now(), &work);
        assert!(History::from_text("what?").is_none());
    }

    #[test]
    fn a_story_that_another_tab_writes_is_only_shown() {
        let history = History::default().following(true);
        let after = history.after(typed("article.title", "A"));
        assert_eq!(after, history);
        let there = History::default().after(typed("article.title", "B"));
        let after = after.after(WorkAction::Load(Box::new(there.following(true))));
        assert_eq!(title(&after), "B");
        assert!(after.is_following() && !after.can_undo());
    }

    #[test]
    fn a_text_that_is_pasted_is_a_step_of_its_own() {
        let history = History::default()
            .after(WorkAction::Article("It is pasted.".to_owned()))
            .after(WorkAction::Article("It is pasted. A".to_owned()))
            .after(WorkAction::Article("It is pasted. Aw".to_owned()))
            .after(WorkAction::Undo);
        assert_eq!(&*history.now().article, "It is pasted.");
    }

    #[test]
    fn undo_takes_no_file_its_name() {
        let history = History::default()
            .after(typed("article.title", "A"))
            .after(WorkAction::File("a.json".to_owned()))
            .after(WorkAction::Undo);
        assert_eq!(title(&history), "");
        assert_eq!(&*history.now().file, "a.json");
        let forth = history.after(WorkAction::Redo);
        assert_eq!(title(&forth), "A");
        assert_eq!(&*forth.now().file, "a.json");
    }

    #[test]
    fn what_is_kept_comes_back_even_if_it_is_broken() {
        let work = Work {
            document: Rc::new(
                serde_json::from_str(r#"{"events": 3, "colour": [1.5, true, null]}"#).unwrap(),
            ),
            article: "A\nB".into(),
            file: "b.json".into(),
        };
        assert_eq!(
            Work::from_text(&work.to_text()).map(|work| work.file),
            Some("b.json".into())
        );
        assert_eq!(Work::from_text(&work.to_text()), Some(work));
        assert_eq!(Work::from_text("what?"), None);
    }
}
