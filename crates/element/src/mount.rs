//! One widget, and what the shell in `shell.js` can do with it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;
use yew::{AppHandle, Callback};

use crate::host_callbacks::HostCallbacks;
use backstory::browser;
use backstory::{
    Change, Chosen, Content, Msg, Properties, Story, StoryBuilder, Widget, record_name,
    record_named,
};
use backstory_core::anchor::{AnchoredPassages, Article, Outline};
use backstory_core::dataset::{LoadError, Loader, Progress, Value, edition};
use backstory_core::locale::{ENGLISH, Words, fill};
use backstory_core::query::Collate;
use backstory_core::state::{self, Action, State};

/// A widget in a `<div>` of its own, which the shell puts where it is wanted.
///
/// Mounting is two steps: [`Mounted::new`] renders into the `<div>`, outside of
/// any page; and the shell puts [`Mounted::place`] into a shadow root, which it
/// gives the style sheet, once there is something to see. What was in the root
/// until then, such as prerendered content, stays until that moment.
///
/// Yew never gives a root's listeners back, so a widget is changed and handed
/// on, never replaced: [`Mounted::detach`] empties it for another element.
#[wasm_bindgen]
pub struct Mounted {
    handle: AppHandle<Widget>,
    place: Element,
    properties: Properties,
    link: Callback<(), String>,
    retry: Callback<()>,
    /// The state as the widget last told it.
    state: Rc<RefCell<Rc<State>>>,
}

/// A story without a widget, while its element is out of the page.
#[wasm_bindgen]
pub struct DetachedStory(Rc<Story>);

/// Fetches what this part of the wasm lacks; whether it is there then, and each
/// widget can [`Mounted::deferred_ready`] what it shows.
#[wasm_bindgen(js_name = loadDeferred)]
pub async fn load_deferred() -> bool {
    crate::deferred::load().await
}

/// A document on its way to being a story.
#[wasm_bindgen]
pub struct StreamingLoad(LoadStage);

/// How far it is.
enum LoadStage {
    /// It is read as it comes in.
    Reading(Box<Loader>),
    /// It cannot be read on.
    Stuck(LoadError),
    /// All has been read; it is being made ready to be asked.
    Read(Result<Box<StoryBuilder>, LoadError>),
}

/// So many records are read before the page is asked whether it can wait.
const RECORDS_PER_STEP: usize = 250;

/// So many rows are shown of a table that is arriving: more than stand in a page
/// as a whole, so that they are laid out as the long table is going to be.
const PREVIEW_ROWS: usize = 250;

#[wasm_bindgen]
impl StreamingLoad {
    /// Nothing yet. Of texts in several languages the one of `language`, a BCP
    /// 47 tag, is wanted.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(language: &str) -> StreamingLoad {
        let mut loader = Loader::default();
        loader.prefer(language);
        StreamingLoad(LoadStage::Reading(Box::new(loader)))
    }

    /// Takes in the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        if let LoadStage::Reading(loader) = &mut self.0 {
            loader.push(bytes);
        }
    }

    /// No more will come.
    pub fn end(&mut self) {
        if let LoadStage::Reading(loader) = &mut self.0 {
            loader.end();
        }
    }

    /// Goes on; whether there is more to be done with what has come in.
    pub fn advance(&mut self) -> bool {
        match &mut self.0 {
            LoadStage::Reading(loader) => match loader.advance(RECORDS_PER_STEP) {
                Ok(Progress::Done) => {}
                Ok(progress) => return progress == Progress::More,
                Err(refusal) => {
                    self.0 = LoadStage::Stuck(refusal);
                    return false;
                }
            },
            LoadStage::Read(Ok(story)) => return !story.advance(),
            LoadStage::Read(Err(_)) | LoadStage::Stuck(_) => return false,
        }
        let read = std::mem::replace(&mut self.0, LoadStage::Stuck(LoadError::Empty));
        if let LoadStage::Reading(loader) = read {
            let story = loader.finish().map(StoryBuilder::new);
            self.0 = LoadStage::Read(story.map(Box::new));
        }
        true
    }

    /// Whether enough has been read to show how the table begins.
    #[must_use]
    pub fn can_preview(&self) -> bool {
        matches!(&self.0, LoadStage::Reading(loader) if loader.can_preview(PREVIEW_ROWS))
    }

    /// Why it cannot be read on, as `Words::failure` knows it; empty where it
    /// can.
    #[must_use]
    pub fn code(&self) -> String {
        match self.0 {
            LoadStage::Stuck(LoadError::NotJson { .. }) => "json",
            LoadStage::Stuck(_) => "other",
            _ => "",
        }
        .to_owned()
    }

    /// What there is to add to that.
    #[must_use]
    pub fn reason(&self) -> String {
        match &self.0 {
            LoadStage::Stuck(LoadError::NotJson { line, column }) => {
                [&*line.to_string(), ":", &column.to_string()].concat()
            }
            LoadStage::Stuck(other) => other.to_string(),
            _ => String::new(),
        }
    }
}

#[wasm_bindgen]
impl Mounted {
    /// A widget that tells `callbacks` what the reader does.
    ///
    /// # Errors
    ///
    /// The browser's own, where it makes no `<div>`.
    #[wasm_bindgen(constructor)]
    pub fn new(callbacks: HostCallbacks) -> Result<Mounted, JsValue> {
        let place = web_sys::window()
            .and_then(|window| window.document())
            .ok_or(JsValue::NULL)?
            .create_element("div")?;
        let callbacks = Rc::new(callbacks);
        let state: Rc<RefCell<Rc<State>>> = Rc::default();
        // The story is known to the properties, which the closure below cannot
        // have; the state is written as a line where both are.
        let on_change = {
            let (callbacks, state) = (callbacks.clone(), state.clone());
            Callback::from(move |change: Change| {
                *state.borrow_mut() = change.state;
                callbacks.changed(change.found.events, change.found.relationships);
            })
        };
        let visit = {
            let callbacks = callbacks.clone();
            Callback::from(move |passage: u32| callbacks.visit(passage))
        };
        let retry = {
            let callbacks = callbacks.clone();
            Callback::from(move |()| callbacks.retry())
        };
        let stop = {
            let callbacks = callbacks.clone();
            Callback::from(move |()| callbacks.stop())
        };
        let mark_active = {
            let callbacks = callbacks.clone();
            Callback::from(move |()| callbacks.works())
        };
        let properties = Properties {
            content: Content::Loading,
            words: &ENGLISH,
            start: Rc::default(),
            anchored: None,
            copy: browser::copier(),
            save: browser::saver(),
            link: None,
            retry: None,
            stop,
            visit,
            mark_active,
            on_change,
        };
        let handle =
            yew::Renderer::<Widget>::with_root_and_props(place.clone(), properties.clone())
                .render();
        Ok(Mounted {
            handle,
            place,
            properties,
            link: Callback::from(move |()| callbacks.link()),
            retry,
            state,
        })
    }

    /// The widget's own `<div>`.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn place(&self) -> Element {
        self.place.clone()
    }

    /// Shows the dataset that has arrived, in the state that `line` stands for;
    /// where there is none, says why in the widget's place, and returns the
    /// same.
    #[wasm_bindgen(js_name = setData)]
    pub fn set_data(&mut self, arriving: StreamingLoad, line: &str) -> Option<String> {
        let story = match arriving.0 {
            // The shell reads to the end, where there is one.
            LoadStage::Reading(_) => Err(LoadError::Empty),
            LoadStage::Stuck(refusal) => Err(refusal),
            LoadStage::Read(story) => story,
        };
        match story {
            Ok(story) => {
                self.begin(Rc::new(story.finish(self.collate())), line);
                None
            }
            Err(refusal) => Some(self.fail("other", &refusal.to_string(), "")),
        }
    }

    /// Says in the widget's place which part of the data has arrived; NaN where
    /// nobody knows.
    pub fn arrive(&mut self, share: f64) {
        let preview = match &self.properties.content {
            Content::Streaming(_, preview) => preview.clone(),
            _ => None,
        };
        self.show(Content::Streaming(
            (!share.is_nan()).then_some(share),
            preview,
        ));
    }

    /// Shows how the relationships begin that are arriving, where they do
    /// (`StreamingLoad::can_preview`), in the state that `line` stands for.
    pub fn preview(&mut self, arriving: &StreamingLoad, line: &str) {
        if let LoadStage::Reading(loader) = &arriving.0
            && let Some(decoded) = loader.preview(PREVIEW_ROWS)
        {
            let story = Story::new(decoded, self.collate());
            self.properties.start = Rc::new(state::decode(line, &story.dataset));
            self.show(Content::Streaming(None, Some(Rc::new(story))));
        }
    }

    /// Speaks the language of `tag`, a BCP 47 tag, with the messages of `file`,
    /// a file of `locale/`; English where that is `undefined`.
    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(&mut self, tag: &str, file: Option<String>) {
        let file = file.as_deref().and_then(Value::parse);
        self.properties.words = Words::of(tag, file.as_ref());
        self.update();
    }

    /// Says in the widget's place why there is nothing to show, and returns the
    /// same in English, for the page. `code` is one of `Words::failure`.
    pub fn fail(&mut self, code: &str, detail: &str, url: &str) -> String {
        let values = [("detail", detail), ("url", url)];
        let message = fill(self.properties.words.failure(code), &values);
        // Only what was fetched may be another thing the next time.
        self.properties.retry = (!url.is_empty()).then(|| self.retry.clone());
        self.properties.anchored = None;
        self.show(Content::Failed(message.trim_end().into()));
        fill(ENGLISH.failure(code), &values)
    }

    /// Gets ready for words, one step further; whether there is more to be done.
    #[must_use]
    pub fn prepare(&self) -> bool {
        self.story()
            .is_some_and(|story| !story.index.prepare(&story.dataset, RECORDS_PER_STEP))
    }

    /// Takes the story out, so that the widget can go to another element.
    pub fn detach(&mut self) -> Option<DetachedStory> {
        let story = self.story().cloned();
        self.properties.anchored = None;
        self.show(Content::Loading);
        story.map(DetachedStory)
    }

    /// Shows a story that another widget had, in the state that `line` stands
    /// for.
    pub fn attach(&mut self, kept: &DetachedStory, line: &str) {
        self.begin(kept.0.clone(), line);
    }

    /// The state as a line.
    #[must_use]
    pub fn line(&self) -> String {
        let state = self.state.borrow().clone();
        self.story()
            .map(|story| state::encode(&state, &story.dataset))
            .unwrap_or_default()
    }

    /// Goes to the state that `line` stands for; whether there is a story to go
    /// there with.
    pub fn go(&self, line: &str) -> bool {
        let Some(story) = self.story() else {
            return false;
        };
        let state = state::decode(line, &story.dataset);
        self.handle.send_message(Msg::Act(Action::Replace(state)));
        true
    }

    /// Which edition of a dataset is shown, as prerendered content names it.
    #[must_use]
    pub fn edition(&self) -> String {
        self.story()
            .map(|story| edition(&story.dataset))
            .unwrap_or_default()
    }

    /// Does what a press on the record of this name does.
    pub fn press(&self, name: &str) {
        if let Some(record) = record_named(name) {
            self.handle.send_message(Msg::Act(Action::Open(record)));
        }
    }

    /// Offers the reader a link to what is shown, or no longer.
    #[wasm_bindgen(js_name = offerLink)]
    pub fn offer_link(&mut self, offered: bool) {
        self.properties.link = offered.then(|| self.link.clone());
        self.update();
    }

    /// Finds the dataset's passages in an article, which is told as
    /// [`Outline::read`] has it; in what is not shown none are looked for. Returns
    /// five numbers for each that was found, in the order of the article: the
    /// passage's, the text node that it begins in and the place in it, and the
    /// same of its end; places in UTF-16 code units.
    ///
    /// [`Outline::read`]: backstory_core::anchor::Outline::read
    pub fn anchor(&mut self, article: &str) -> Vec<u32> {
        let Some(story) = self.story() else {
            return Vec::new();
        };
        let mut paragraphs = Outline::read(article);
        paragraphs.retain(|paragraph| !paragraph.is_hidden);
        let article = Article::of(paragraphs);
        let anchored = AnchoredPassages::new(&story.dataset, &article);
        let narrow = |position: usize| u32::try_from(position).unwrap_or(u32::MAX);
        let places = anchored.found().filter_map(|(number, _, found)| {
            let paragraph = article.paragraphs().get(found.paragraph)?;
            let (first, from) = paragraph.node_at(found.range.start, false)?;
            let (last, to) = paragraph.node_at(found.range.end, true)?;
            Some([number, first, narrow(from), last, narrow(to)])
        });
        let places = places.flatten().collect();
        let anchored = Some(Rc::new(anchored));
        if anchored != self.properties.anchored {
            self.properties.anchored = anchored;
            self.update();
        }
        places
    }

    /// The page has no article any more.
    pub fn unanchor(&mut self) {
        self.properties.anchored = None;
        self.update();
    }

    /// The names (`data-record`) of the records that rest on these passages.
    #[wasm_bindgen(js_name = recordsOf)]
    #[must_use]
    pub fn records_of(&self, passages: &[u32]) -> Vec<String> {
        let anchored = self.properties.anchored.as_ref();
        let records = anchored.map(|anchored| anchored.records(passages));
        records
            .unwrap_or_default()
            .into_iter()
            .map(record_name)
            .collect()
    }

    /// The passages that a record rests on, by the record's name.
    #[wasm_bindgen(js_name = passagesOf)]
    #[must_use]
    pub fn passages_of(&self, name: &str) -> Vec<u32> {
        let anchored = self.properties.anchored.as_ref();
        record_named(name)
            .and_then(|record| Some(anchored?.of(record).collect()))
            .unwrap_or_default()
    }

    /// The names of the records that are in the reader's hands: those pinned
    /// out, and after them the open one.
    #[must_use]
    pub fn highlighted(&self) -> Vec<String> {
        let state = self.state.borrow();
        state
            .pinned
            .iter()
            .copied()
            .chain(state.open)
            .map(record_name)
            .collect()
    }

    /// Draws what the first part of the wasm could not: [`load_deferred`] is there.
    #[wasm_bindgen(js_name = deferredReady)]
    pub fn deferred_ready(&self) {
        self.handle.send_message(Msg::DeferredReady);
    }

    /// The reader chose passages in the article: by pressing on them, or else
    /// by selecting words.
    pub fn choose(&self, passages: Vec<u32>, pressed: bool) {
        let chosen = if pressed {
            Chosen::Pressed
        } else {
            Chosen::Selected
        };
        self.handle
            .send_message(Msg::Passages(passages.into(), chosen));
    }
}

impl Mounted {
    /// Sorts names as the widget's language does.
    fn collate(&self) -> Collate {
        let language = self.properties.words.language;
        Rc::new(move |names| language.ranks(names))
    }

    fn story(&self) -> Option<&Rc<Story>> {
        match &self.properties.content {
            Content::Ready(story) => Some(story),
            _ => None,
        }
    }

    fn begin(&mut self, story: Rc<Story>, line: &str) {
        self.properties.start = Rc::new(state::decode(line, &story.dataset));
        self.properties.anchored = None;
        self.show(Content::Ready(story));
    }

    fn show(&mut self, content: Content) {
        self.properties.content = content;
        self.update();
    }

    fn update(&mut self) {
        self.handle.update(self.properties.clone());
    }
}

thread_local! {
    static ON_PANIC: RefCell<Option<js_sys::Function>> = const { RefCell::new(None) };
}

/// Has `hear` called with the message of a panic. After one, this instance of
/// the wasm is lost, and so are all of its widgets: the shell starts another.
#[wasm_bindgen(js_name = onPanic)]
pub fn on_panic(hear: js_sys::Function) {
    ON_PANIC.with(|on_panic| on_panic.replace(Some(hear)));
    yew::set_custom_panic_hook(Box::new(|info| {
        let message = JsValue::from_str(&info.to_string());
        ON_PANIC.with(|on_panic| {
            if let Some(hear) = on_panic
                .try_borrow()
                .ok()
                .as_deref()
                .and_then(Option::as_ref)
            {
                // What it throws would add nothing to a panic.
                let _ = hear
                    .unchecked_ref::<js_sys::Function>()
                    .call1(&JsValue::NULL, &message);
            }
        });
    }));
}
