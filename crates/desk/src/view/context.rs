//! The context of every part of the editor.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::super::edit::{Edit, Value, text};
use super::super::passage::{Suggestion, is_as_filled};
use super::super::stories::StoryEntry;
use super::super::validate::Validation;
use super::super::work::{History, Work, WorkAction};
use super::session::StoryRequest;
use backstory_core::util::ptr_eq::PtrEq;
use backstory_formats::Unsupported;

/// A part of the editor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    Start,
    Article,
    Entities,
    Events,
    Relationships,
    Problems,
    Publish,
}

impl Tab {
    pub const ALL: [Self; 7] = [
        Self::Start,
        Self::Article,
        Self::Entities,
        Self::Events,
        Self::Relationships,
        Self::Problems,
        Self::Publish,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Start => "Start",
            Self::Article => "Article",
            Self::Entities => "Who and where",
            Self::Events => "Events",
            Self::Relationships => "Relationships",
            Self::Problems => "Check",
            Self::Publish => "Publish",
        }
    }

    pub const fn id(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Article => "article",
            Self::Entities => "entities",
            Self::Events => "events",
            Self::Relationships => "relationships",
            Self::Problems => "problems",
            Self::Publish => "publish",
        }
    }

    /// The part on which the thing at `path` is fixed.
    pub fn of_path(path: &str) -> Self {
        match path.split(['[', '.']).next() {
            Some("entities") => Self::Entities,
            Some("events") => Self::Events,
            Some("relationships") => Self::Relationships,
            Some("article") => Self::Article,
            _ => Self::Problems,
        }
    }
}

/// The open part of the editor, and the record that is open in it.
#[derive(Clone, Debug, PartialEq)]
pub struct EditorLocation {
    pub tab: Tab,
    pub record: Option<String>,
}

/// The record that was made of a passage last, and what that suggests of it.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenSuggestion {
    /// The path of the record.
    pub path: String,
    pub suggestion: Suggestion,
    /// The fields that were filled in, with what they got.
    pub filled: Vec<(String, Value)>,
    pub is_accepted: bool,
}

/// The context of every part of the editor.
#[derive(Clone, PartialEq)]
pub struct EditorContext {
    pub history: UseReducerHandle<History>,
    pub validation: PtrEq<Validation>,
    pub place: EditorLocation,
    pub go: Callback<EditorLocation>,
    /// What the last import did not carry.
    pub unsupported: Rc<[Unsupported]>,
    pub set_unsupported: Callback<Rc<[Unsupported]>>,
    /// The sheets that were read, with their names: the next one is read together
    /// with them.
    pub sheets: Rc<RefCell<Vec<(String, String)>>>,
    /// Announces a message, to screen readers too.
    pub say: Callback<String>,
    /// The record that was made of a passage last, and what that suggests of it.
    pub suggested: Option<Rc<OpenSuggestion>>,
    pub set_suggested: Callback<Option<Rc<OpenSuggestion>>>,
    /// The id of the story that is open.
    pub story: Rc<str>,
    /// The stories that are kept in this browser, the last changed first.
    pub stories: Rc<[StoryEntry]>,
    /// Opens another story.
    pub open: Callback<StoryRequest>,
    /// Deletes one.
    pub delete_story: Callback<String>,
}

impl EditorContext {
    pub fn work(&self) -> &Work {
        self.history.now()
    }

    /// Whether another tab writes the story.
    pub fn is_following(&self) -> bool {
        self.history.is_following()
    }

    pub fn document(&self) -> &Value {
        &self.history.now().document
    }

    pub fn edit(&self, key: &str, edits: Vec<Edit>) {
        let key = key.to_owned();
        self.history.dispatch(WorkAction::Edit { key, edits });
    }

    /// Sets a field to what was typed; an empty one is taken out.
    pub fn set_text(&self, path: &str, words: &str) {
        let edit = if words.is_empty() {
            Edit::Remove(path.to_owned())
        } else {
            Edit::Set(path.to_owned(), text(words))
        };
        self.edit(path, vec![edit]);
    }

    /// Whether what is in a field was filled in from a passage, and is not accepted yet.
    pub fn is_suggested(&self, path: &str) -> bool {
        let open = self.suggested.as_ref().filter(|it| !it.is_accepted);
        open.is_some_and(|it| is_as_filled(self.document(), &it.filled, path))
    }

    /// The classes of a field's element.
    pub fn field_class(&self, path: &str) -> Classes {
        let is_wrong = self.validation.at(path).next().is_some();
        classes!(
            "field",
            is_wrong.then_some("field--wrong"),
            self.is_suggested(path).then_some("field--suggested"),
        )
    }

    pub fn go_to(&self, path: &str) {
        let tab = Tab::of_path(path);
        let record = path
            .split_once(']')
            .map(|(record, _)| [record, "]"].concat());
        self.go.emit(EditorLocation { tab, record });
    }
}

/// The context, in a component.
#[hook]
pub fn use_editor() -> Option<EditorContext> {
    use_context::<EditorContext>()
}
