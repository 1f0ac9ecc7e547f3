//! What every component may want to have: the story, the words, the way up.

use std::rc::Rc;

use yew::prelude::*;

use backstory_core::anchor::AnchoredPassages;
use backstory_core::dataset::{
    Dataset, Decoded, Entity, EntityIx, Event, EventIx, EventStatus, Problem,
};
use backstory_core::locale::Words;
use backstory_core::query::{Collate, Index, IndexBuilder, natural};
use backstory_core::state::Action;
use backstory_core::timeline::{DateExtent, LaneEvents, Mark};

/// A dataset that is ready to be asked.
pub struct Story {
    /// The records.
    pub dataset: Dataset,
    /// What the filter asks.
    pub index: Index,
    /// What is drawn of the events that have a date.
    pub dated: Rc<LaneEvents>,
    /// What was wrong in the document.
    pub problems: Vec<Problem>,
    /// How many records were left out for it.
    pub skipped: u32,
}

impl From<Decoded> for Story {
    /// Its names in the order that needs no language.
    fn from(decoded: Decoded) -> Self {
        Self::new(decoded, Rc::new(natural))
    }
}

impl Story {
    /// Makes ready what was decoded, its names to be sorted by `collate`.
    #[must_use]
    pub fn new(decoded: Decoded, collate: Collate) -> Self {
        StoryBuilder::new(decoded).finish(collate)
    }
}

/// So many events are made ready to be drawn in one step.
const EVENTS_PER_STEP: usize = 5_000;

/// A [`Story`] in the making, in steps that each hold a page up but shortly.
pub struct StoryBuilder {
    decoded: Decoded,
    index: IndexBuilder,
    marks: Vec<Mark>,
    /// How many of the events, in the order of time, are among the marks.
    marked: usize,
    dated: Option<Rc<LaneEvents>>,
}

impl StoryBuilder {
    /// Begins with what was decoded.
    #[must_use]
    pub fn new(decoded: Decoded) -> Self {
        Self {
            decoded,
            index: IndexBuilder::default(),
            marks: Vec::new(),
            marked: 0,
            dated: None,
        }
    }

    /// Does the next step; whether all are done.
    pub fn advance(&mut self) -> bool {
        let dataset = &self.decoded.dataset;
        if !self.index.advance(dataset) {
            return false;
        }
        let rest = self.index.in_time().iter().skip(self.marked);
        let next = rest.take(EVENTS_PER_STEP);
        let before = self.marked;
        for ix in next {
            self.marked += 1;
            self.marks
                .extend(dataset.event(*ix).and_then(|event| mark(*ix, event)));
        }
        if self.marked == before && self.dated.is_none() {
            let marks = std::mem::take(&mut self.marks);
            self.dated = Some(Rc::new(LaneEvents::new(marks)));
        }
        self.dated.is_some()
    }

    /// Does what is left; names are to be sorted by `collate`.
    #[must_use]
    pub fn finish(mut self, collate: Collate) -> Story {
        while !self.advance() {}
        let Decoded {
            dataset,
            problems,
            skipped,
        } = self.decoded;
        Story {
            index: self.index.finish(&dataset, collate),
            dated: self.dated.unwrap_or_default(),
            dataset,
            problems,
            skipped,
        }
    }
}

/// What is drawn of an event. It weighs as much as the story says of it: the
/// passages, and those who took part.
fn mark(ix: EventIx, event: &Event) -> Option<Mark> {
    let told = event.evidence.len() + event.participants.len();
    Some(Mark {
        key: ix.0,
        extent: DateExtent::of(event.date.as_ref()?),
        weight: u8::try_from(told).unwrap_or(u8::MAX),
        planned: matches!(event.status, EventStatus::Planned | EventStatus::Proposed),
    })
}

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
    pub walk: Callback<u32>,
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
            walk: Callback::noop(),
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
