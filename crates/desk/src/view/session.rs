//! A story in a tab: who writes it, and when it is stored.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use web_sys::AbortController;
use yew::prelude::*;

use super::super::page;
use super::super::store::{
    Channel, HeldLock, LockRequest, StoreError, TabMessage, acquire, list, read, write,
};
use super::super::stories::{StoryEntry, is_unstored, shown, stored_when_opened};
use super::super::work::{History, Work, WorkAction};

/// How long after a change a story is stored, in milliseconds.
const STORE_DELAY_MS: u32 = 300;

/// How long a tab that writes has to give a story up, in milliseconds; then it is taken.
const HANDOVER_MS: u32 = 1_500;

/// What a story was opened with.
#[derive(Clone)]
pub struct OpenedStory {
    pub entry: StoryEntry,
    pub history: History,
    /// Whether it goes on where this tab was, rather than being the last that there is.
    pub is_resumed: bool,
    /// Why nothing is stored here, where that is known from the beginning.
    pub trouble: Option<StoreError>,
    /// The lock, which the session takes.
    held: Rc<RefCell<Option<HeldLock>>>,
    /// What is called when another tab takes it, once the session is there.
    lost: Rc<RefCell<Option<Callback<()>>>>,
}

impl PartialEq for OpenedStory {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.held, &other.held)
    }
}

/// What is to be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum StoryRequest {
    /// The story that this tab had, or the last one that was changed.
    Last,
    /// A new story, with what is in it so far.
    New(Box<Work>),
    /// A story of the list.
    Open(String),
}

/// Opens a story.
pub async fn open(request: StoryRequest) -> OpenedStory {
    let mut trouble = None;
    let mut is_resumed = true;
    let mut found = None;
    match request {
        StoryRequest::New(work) => found = Some((fresh(), History::of(*work))),
        StoryRequest::Open(id) => found = stored(&id).await.unwrap_or_default(),
        StoryRequest::Last => {
            if let Some(work) = page::older_work() {
                let entry = fresh().of(&work, page::now());
                let history = History::of(work);
                if write(&entry, &history.to_text()).await.is_ok() {
                    page::forget_older_work();
                }
                found = Some((entry, history));
            } else if let Some(id) = page::tab_story() {
                found = stored(&id).await.unwrap_or_default();
            }
            if found.is_none() {
                is_resumed = false;
                match list().await {
                    Err(why) => trouble = Some(why),
                    Ok(stories) => {
                        if let Some(last) = stories.first() {
                            found = stored(&last.id).await.unwrap_or_default();
                        }
                    }
                }
            }
        }
    }
    let (entry, history) = found.unwrap_or_else(|| (fresh(), History::default()));
    page::set_tab_story(&entry.id);
    let lost = Rc::<RefCell<Option<Callback<()>>>>::default();
    let when_lost = {
        let lost = lost.clone();
        Callback::from(move |()| {
            let lost = lost.borrow().clone();
            if let Some(lost) = lost {
                lost.emit(());
            }
        })
    };
    let held = acquire(&entry.id, LockRequest::IfFree, when_lost).await;
    OpenedStory {
        entry,
        history: history.following(held.is_none()),
        is_resumed,
        trouble,
        held: Rc::new(RefCell::new(held)),
        lost,
    }
}

async fn stored(id: &str) -> Result<Option<(StoryEntry, History)>, StoreError> {
    let found = read(id).await?;
    Ok(found.and_then(|(entry, text)| Some((entry, History::from_text(&text)?))))
}

fn fresh() -> StoryEntry {
    StoryEntry {
        id: page::fresh_id(),
        begun: page::now(),
        ..StoryEntry::default()
    }
}

/// Whether a story is stored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StorageState {
    Yes,
    Soon,
    No(StoreError),
}

/// What the editor shows of its session.
#[derive(Clone, PartialEq)]
pub struct Session {
    pub state: StorageState,
    pub stories: Rc<[StoryEntry]>,
    /// Has this tab write the story.
    pub take_over: Callback<()>,
    /// Deletes a story of the list.
    pub delete: Callback<String>,
}

/// What changes without anything being drawn anew.
struct StoryWriter {
    entry: StoryEntry,
    /// The story as it is now, and as it was stored or read last.
    history: History,
    stored: History,
    held: Option<HeldLock>,
    /// Ends the waiting for the lock.
    waiting: Option<AbortController>,
    timer: Option<Timeout>,
    channel: Option<Channel>,
    is_storing: bool,
    /// Another tab has the story now, and what is not stored of it is to be kept.
    is_lost: bool,
    is_gone: bool,
    dispatch: UseReducerDispatcher<History>,
    state: UseStateSetter<StorageState>,
    stories: UseStateSetter<Rc<[StoryEntry]>>,
    say: Callback<String>,
}

impl StoryWriter {
    fn is_unstored(&self) -> bool {
        is_unstored(&self.entry, &self.history, &self.stored)
    }
}

type Shared = Rc<RefCell<StoryWriter>>;

/// Keeps a story in the storage, as long as this tab writes it; and shows it as another tab
/// writes it, where one does.
#[hook]
pub fn use_session(
    opened: &OpenedStory,
    history: &UseReducerHandle<History>,
    say: &Callback<String>,
) -> Session {
    let state = use_state_eq(|| {
        let stored = stored_when_opened(&opened.entry, &opened.history);
        match opened.trouble {
            Some(why) => StorageState::No(why),
            None if is_unstored(&opened.entry, &opened.history, &stored) => StorageState::Soon,
            None => StorageState::Yes,
        }
    });
    let stories = use_state(|| Rc::<[StoryEntry]>::from([]));
    let shared: Rc<RefCell<Option<Shared>>> = use_mut_ref(|| None);
    let writer = {
        let mut shared = shared.borrow_mut();
        let made = shared.get_or_insert_with(|| {
            Rc::new(RefCell::new(StoryWriter {
                entry: opened.entry.clone(),
                history: opened.history.clone(),
                stored: stored_when_opened(&opened.entry, &opened.history),
                held: None,
                waiting: None,
                timer: None,
                channel: None,
                is_storing: false,
                is_lost: false,
                is_gone: false,
                dispatch: history.dispatcher(),
                state: state.setter(),
                stories: stories.setter(),
                say: say.clone(),
            }))
        });
        made.clone()
    };
    writer.borrow_mut().history = (**history).clone();
    {
        let (writer, opened) = (writer.clone(), opened.clone());
        use_effect_with((), move |()| {
            let heard = {
                let writer = writer.clone();
                Callback::from(move |message| hear(&writer, message))
            };
            writer.borrow_mut().channel = Some(Channel::open(heard));
            writer.borrow_mut().held = opened.held.borrow_mut().take();
            let lost = {
                let writer = writer.clone();
                Callback::from(move |()| lock_lost(&writer))
            };
            *opened.lost.borrow_mut() = Some(lost);
            if writer.borrow().held.is_none() {
                follow(&writer);
            }
            refresh(&writer);
            let leaving = {
                let writer = writer.clone();
                page::on_hidden(move || store_now(&writer))
            };
            move || {
                drop(leaving);
                let waiting = {
                    let mut left = writer.borrow_mut();
                    left.is_gone = true;
                    left.timer = None;
                    left.waiting.take()
                };
                if let Some(waiting) = waiting {
                    waiting.abort();
                }
                // The lock is given up once all is stored: without it nothing would be.
                store_now(&writer);
            }
        });
    }
    {
        let writer = writer.clone();
        let (parts, file) = (history.now().parts(), history.now().file.clone());
        use_effect_with((parts, file), move |_| {
            let mut it = writer.borrow_mut();
            if it.held.is_some() && it.history != it.stored {
                it.state.set(StorageState::Soon);
                let writer = writer.clone();
                it.timer = Some(Timeout::new(STORE_DELAY_MS, move || store_now(&writer)));
            }
        });
    }
    let take_over = {
        let writer = writer.clone();
        Callback::from(move |()| take_over(&writer))
    };
    let delete = Callback::from(move |id: String| {
        let writer = writer.clone();
        spawn_local(async move {
            if super::super::store::delete(&id).await.is_ok() {
                tell(&writer, &TabMessage::Deleted(id));
            }
            refresh(&writer);
        });
    });
    Session {
        state: *state,
        stories: (*stories).clone(),
        take_over,
        delete,
    }
}

fn tell(writer: &Shared, message: &TabMessage) {
    if let Some(channel) = &writer.borrow().channel {
        channel.tell(message);
    }
}

/// Reads the list of stories anew.
fn refresh(writer: &Shared) {
    let writer = writer.clone();
    spawn_local(async move {
        if let Ok(stories) = list().await
            && !writer.borrow().is_gone
        {
            writer.borrow().stories.set(stories.into());
        }
    });
}

/// Stores what is not stored yet, without waiting for it.
fn store_now(writer: &Shared) {
    let writer = writer.clone();
    spawn_local(async move { store(&writer).await });
}

/// Stores the story; then gives it up, where another tab has it or this one has left it.
async fn store(writer: &Shared) {
    store_all(writer).await;
    let is_lost = {
        let mut it = writer.borrow_mut();
        // Whoever is storing it does what is left to do.
        !it.is_storing && std::mem::take(&mut it.is_lost)
    };
    if is_lost {
        hand_over(writer).await;
    }
    let mut it = writer.borrow_mut();
    if it.is_gone && !it.is_storing {
        it.held = None;
        it.channel = None;
    }
}

/// Stores the story, until what is stored is what there is.
async fn store_all(writer: &Shared) {
    loop {
        let (entry, history) = {
            let mut it = writer.borrow_mut();
            // A tab that does not write has a timer for something else.
            if it.held.is_none() {
                return;
            }
            it.timer = None;
            if it.is_storing || !it.is_unstored() {
                return;
            }
            it.is_storing = true;
            let entry = it.entry.of(it.history.now(), page::now());
            (entry, it.history.clone())
        };
        let written = write(&entry, &history.to_text()).await;
        let mut it = writer.borrow_mut();
        it.is_storing = false;
        match written {
            Ok(()) => {
                let id = entry.id.clone();
                it.entry = entry;
                it.stored = history;
                let is_all = it.history == it.stored;
                // What was typed meanwhile is stored next, and is not said to be.
                if is_all && !it.is_gone {
                    it.state.set(StorageState::Yes);
                }
                drop(it);
                tell(writer, &TabMessage::Stored(id));
                refresh(writer);
                if is_all {
                    return;
                }
            }
            Err(StoreError::Newer) => {
                it.held = None;
                it.is_lost = true;
                return;
            }
            Err(why) => {
                if !it.is_gone {
                    it.state.set(StorageState::No(why));
                }
                return;
            }
        }
    }
}

/// Shows the story as the other tab has it, once what was written here is kept.
async fn hand_over(writer: &Shared) {
    if writer.borrow().is_unstored() {
        yield_to_newer(writer).await;
    } else {
        follow_stored(writer).await;
    }
}

async fn follow_stored(writer: &Shared) {
    if writer.borrow().is_gone {
        return;
    }
    follow(writer);
    show_stored(writer).await;
}

/// Keeps what was written here as a story of its own, and shows the version of the other tab.
async fn yield_to_newer(writer: &Shared) {
    let mut own = fresh();
    let mut kept = History::default();
    loop {
        let history = writer.borrow().history.clone();
        let entry = own.of(history.now(), page::now());
        if let Err(why) = write(&entry, &history.to_text()).await {
            return go_on_as(writer, own, kept, why).await;
        }
        (own, kept) = (entry, history);
        // What was typed meanwhile is kept as well; then nothing is typed any more.
        let shown = kept.clone().following(true);
        let (dispatch, say) = {
            let mut it = writer.borrow_mut();
            if it.history != kept {
                continue;
            }
            it.history = shown.clone();
            it.stored = shown.clone();
            (it.dispatch.clone(), it.say.clone())
        };
        if !writer.borrow().is_gone {
            dispatch.dispatch(WorkAction::Load(Box::new(shown)));
            let said = "Another tab writes this story, and what it has is shown now. What was \
                        written here is a story of its own.";
            say.emit(said.to_owned());
        }
        break;
    }
    tell(writer, &TabMessage::Stored(own.id));
    follow_stored(writer).await;
    refresh(writer);
}

/// Goes on with what was written here as another story, as there is no room to store it: it
/// stays in this tab, and is stored once there is.
async fn go_on_as(writer: &Shared, own: StoryEntry, stored: History, why: StoreError) {
    if writer.borrow().is_gone {
        return;
    }
    let lost = {
        let writer = writer.clone();
        Callback::from(move |()| lock_lost(&writer))
    };
    let held = acquire(&own.id, LockRequest::IfFree, lost).await;
    let mut it = writer.borrow_mut();
    if it.is_gone {
        return;
    }
    page::set_tab_story(&own.id);
    it.entry = own;
    it.stored = stored;
    it.held = held;
    it.state.set(StorageState::No(why));
    let said = "Another tab writes this story. What was written here could not be stored: it is \
                a story of its own, in this tab only. Save it as a project file.";
    it.say.emit(said.to_owned());
}

/// Shows the story as it is stored.
async fn show_stored(writer: &Shared) {
    let id = writer.borrow().entry.id.clone();
    let found = stored(&id).await.ok().flatten();
    let (dispatch, history) = {
        let mut it = writer.borrow_mut();
        if it.is_gone {
            return;
        }
        // Much may have happened while it was read: what there is now decides.
        let is_writing = it.held.is_some();
        let Some((entry, history)) = shown(&it.entry, &it.history, found, is_writing) else {
            return;
        };
        it.entry = entry;
        it.history = history.clone();
        it.stored = history.clone();
        it.state.set(StorageState::Yes);
        (it.dispatch.clone(), history)
    };
    dispatch.dispatch(WorkAction::Load(Box::new(history)));
}

/// Waits for the story, and writes it once no other tab does.
fn follow(writer: &Shared) {
    let Ok(waiting) = AbortController::new() else {
        return;
    };
    let wanted = LockRequest::InTurn(waiting.signal());
    writer.borrow_mut().waiting = Some(waiting);
    lead_when(writer, wanted);
}

/// Writes the story once its lock is had.
fn lead_when(writer: &Shared, wanted: LockRequest) {
    let writer = writer.clone();
    let id = writer.borrow().entry.id.clone();
    spawn_local(async move {
        let lost = {
            let writer = writer.clone();
            Callback::from(move |()| lock_lost(&writer))
        };
        let Some(held) = acquire(&id, wanted, lost).await else {
            return;
        };
        {
            let mut it = writer.borrow_mut();
            if it.is_gone {
                return;
            }
            it.held = Some(held);
            it.waiting = None;
            it.say.emit("This tab writes the story now.".to_owned());
        }
        show_stored(&writer).await;
    });
}

/// Another tab has taken the story.
fn lock_lost(writer: &Shared) {
    {
        let mut it = writer.borrow_mut();
        if it.held.take().is_none() {
            return;
        }
        it.is_lost = true;
    }
    store_now(writer);
}

/// Asks the tab that writes the story for it, and takes it where none answers.
fn take_over(writer: &Shared) {
    let id = writer.borrow().entry.id.clone();
    tell(writer, &TabMessage::Requested(id));
    let late = writer.clone();
    let timer = Timeout::new(HANDOVER_MS, move || {
        let is_wanted = {
            let it = late.borrow();
            it.held.is_none() && !it.is_gone
        };
        if is_wanted {
            if let Some(waiting) = late.borrow_mut().waiting.take() {
                waiting.abort();
            }
            lead_when(&late, LockRequest::Stolen);
        }
    });
    writer.borrow_mut().timer = Some(timer);
}

fn hear(writer: &Shared, message: TabMessage) {
    let (id, has_it) = {
        let it = writer.borrow();
        (it.entry.id.clone(), it.held.is_some())
    };
    match message {
        TabMessage::Stored(story) => {
            if story == id && !has_it {
                let writer = writer.clone();
                spawn_local(async move { show_stored(&writer).await });
            }
            refresh(writer);
        }
        TabMessage::Deleted(_) => refresh(writer),
        TabMessage::Requested(story) if story == id && has_it => {
            let writer = writer.clone();
            spawn_local(async move {
                store(&writer).await;
                let is_given = {
                    let mut it = writer.borrow_mut();
                    // What could not be stored is not given up: the other tab takes the story
                    // in the end, and then it is kept as one of its own.
                    let is_all = !it.is_storing && !it.is_unstored();
                    is_all && it.held.take().is_some()
                };
                if is_given {
                    let said = "Another tab writes the story now.";
                    writer.borrow().say.emit(said.to_owned());
                    follow_stored(&writer).await;
                }
            });
        }
        TabMessage::Requested(_) => {}
    }
}
