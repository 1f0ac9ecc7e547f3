//! What every component may want to have: the story, the words, the way up.

use std::rc::Rc;

use yew::prelude::*;

use crate::story::Story;
use backstory_core::anchor::AnchoredPassages;
use backstory_core::dataset::{Dataset, Entity, EntityIx};
use backstory_core::locale::Words;
use backstory_core::state::Action;

/// Copies text for the reader, and says whether that worked.
pub type Copier = Callback<(String, Callback<bool>)>;

/// A file for the reader to keep.
pub struct File {
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub text: String,
}

/// Hands a file to the reader.
pub type Saver = Callback<File>;

/// One widget's parts. It stays the same object for as long as the story
/// does, so that handing it down causes no rendering.
#[derive(Clone)]
pub struct WidgetContext(Rc<ContextParts>);

/// What a [`WidgetContext`] holds.
#[doc(hidden)]
pub struct ContextParts {
    pub story: Rc<Story>,
    pub words: &'static Words,
    pub dispatch: Callback<Action>,
    /// The article's passages, where the page has the article.
    pub anchored: Option<Rc<AnchoredPassages>>,
    /// Picks out the records of a passage, by its number.
    pub visit_passage: Callback<u32>,
    /// Goes to a passage in the article, by its number.
    pub visit: Callback<u32>,
    pub copy: Copier,
    pub save: Saver,
    /// The address of what is shown, where it has one.
    pub link: Option<Callback<(), String>>,
    /// Hears that something of this widget is about to be drawn.
    pub mark_active: Callback<()>,
}

/// The parts of the component that asks, which is about to be drawn.
#[hook]
pub(crate) fn use_widget_context() -> Option<WidgetContext> {
    let context = use_context::<WidgetContext>();
    if let Some(context) = &context {
        context.mark_active.emit(());
    }
    context
}

impl WidgetContext {
    /// The parts of a widget to be looked at only: nothing in it does
    /// anything.
    #[must_use]
    pub fn inert(story: Rc<Story>, words: &'static Words) -> Self {
        Self::new(ContextParts {
            story,
            words,
            dispatch: Callback::noop(),
            anchored: None,
            visit_passage: Callback::noop(),
            visit: Callback::noop(),
            copy: Callback::noop(),
            save: Callback::noop(),
            link: None,
            mark_active: Callback::noop(),
        })
    }

    pub(crate) fn new(parts: ContextParts) -> Self {
        Self(Rc::new(parts))
    }

    pub(crate) fn dataset(&self) -> &Dataset {
        &self.story.dataset
    }

    pub(crate) fn entity(&self, ix: EntityIx) -> Option<&Entity> {
        self.dataset().entity(ix)
    }

    pub(crate) fn act(&self, action: Action) {
        self.dispatch.emit(action);
    }

    /// A callback that ignores its event and does `action`.
    pub(crate) fn on<E>(&self, action: Action) -> Callback<E>
    where
        Action: Clone,
    {
        self.dispatch.reform(move |_| action.clone())
    }
}

impl std::ops::Deref for WidgetContext {
    type Target = ContextParts;

    fn deref(&self) -> &ContextParts {
        &self.0
    }
}

impl PartialEq for WidgetContext {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
