//! The work in the editor: the document, the article's text, and its history for undo
//! and redo.

use std::rc::Rc;

use super::edit::{Edit, Value, apply};
use backstory_core::util::ptr_eq::PtrEq;
use backstory_formats::Document;

/// How many steps back are kept.
const STEPS: usize = 200;

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
    /// Names the file of the dataset: not a step, and so not undone with one.
    File(String),
    /// Undoes a step.
    Undo,
    /// Redoes a step.
    Redo,
}

/// The work with its undo and redo steps.
#[derive(Clone, Debug, Default)]
pub struct History {
    now: Work,
    past: Vec<Work>,
    future: Vec<Work>,
    /// The key of the last change, if the next may be of the same step.
    key: Option<String>,
}

impl PartialEq for History {
    fn eq(&self, other: &Self) -> bool {
        let is_same = |one: &[Work], other: &[Work]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.is_same(other))
        };
        self.now.is_same(&other.now)
            && self.now.file == other.now.file
            && is_same(&self.past, &other.past)
            && is_same(&self.future, &other.future)
            && self.key == other.key
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
        !self.past.is_empty()
    }

    /// Whether there is a step to redo.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// The history after an action.
    #[must_use]
    pub fn after(&self, action: WorkAction) -> Self {
        let mut next = self.clone();
        match action {
            WorkAction::Replace(work) => next.step(work, None),
            WorkAction::Edit { key, edits } => {
                let mut document = (*self.now.document).clone();
                for edit in &edits {
                    apply(&mut document, edit);
                }
                let work = Work {
                    document: Rc::new(document),
                    ..self.now.clone()
                };
                next.step(work, Some(key));
            }
            WorkAction::Article(article) => {
                let work = Work {
                    article: article.into(),
                    ..self.now.clone()
                };
                next.step(work, Some("article text".to_owned()));
            }
            WorkAction::File(name) => {
                let name: Rc<str> = name.into();
                for work in next.past.iter_mut().chain(&mut next.future) {
                    work.file = Rc::clone(&name);
                }
                next.now.file = name;
            }
            WorkAction::Undo => {
                if let Some(work) = next.past.pop() {
                    next.future.push(std::mem::replace(&mut next.now, work));
                }
                next.key = None;
            }
            WorkAction::Redo => {
                if let Some(work) = next.future.pop() {
                    next.past.push(std::mem::replace(&mut next.now, work));
                }
                next.key = None;
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
            self.past.push(before);
            if self.past.len() > STEPS {
                self.past.remove(0);
            }
        }
        self.future.clear();
        self.key = key;
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
