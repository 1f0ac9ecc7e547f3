//! One widget, and what the shell in `shell.js` can do with it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;
use yew::{AppHandle, Callback};

use crate::host_callbacks::HostCallbacks;
use crate::page_api::{ErrorDetail, PageRequest, Told, layout_of, view_of};
use crate::streaming_load::{LoadStage, PREVIEW_ROWS, RECORDS_PER_STEP, StreamingLoad};
use backstory::browser;
use backstory::{
    Change, Content, PassageTrigger, Story, Widget, WidgetMsg, WidgetProps, record_name,
    record_named,
};
use backstory_core::dataset::{LoadError, Value, edition};
use backstory_core::locale::{ENGLISH, Words, fill};
use backstory_core::query::{Collate, Count};
use backstory_core::state::{self, Action, Initial, State, View};

/// A widget in a `<div>` of its own, which the shell puts where it is wanted.
///
/// Mounting is two steps: [`WidgetHandle::new`] renders into the `<div>`, outside
/// of any page; and the shell puts [`WidgetHandle::place`] into a shadow root,
/// which it gives the style sheet, once there is something to see. What was in the
/// root until then, such as prerendered content, stays until that moment.
///
/// Yew never gives a root's listeners back, so a widget is changed and handed
/// on, never replaced: [`WidgetHandle::detach`] empties it for another element.
///
/// The widget owns the state. The shell has it as a line, for the page's address
/// and for the case that the wasm goes down, and never takes that line apart.
#[wasm_bindgen]
pub struct WidgetHandle {
    app: AppHandle<Widget>,
    place: Element,
    pub(crate) properties: WidgetProps,
    link: Callback<(), String>,
    retry: Callback<()>,
    /// The state as the widget last told it, and how much of the story it leaves.
    latest: Rc<RefCell<(Rc<State>, Count)>>,
    /// What the page knows of it.
    told: Told,
    /// What the element began with.
    initial: Initial,
}

/// A story without a widget, while its element is out of the page.
#[wasm_bindgen]
pub struct DetachedStory(Rc<Story>);

#[wasm_bindgen]
impl DetachedStory {
    /// Whether its texts are the same in every language.
    #[wasm_bindgen(js_name = isOfOneLanguage)]
    #[must_use]
    pub fn is_of_one_language(&self) -> bool {
        self.0.dataset.article.languages.is_empty()
    }
}

/// Fetches a part that this one lacks, by its name: `shared`, or that of a view.
/// Returns whether it is there then, and each widget can be told by
/// [`WidgetHandle::deferred_ready`].
#[wasm_bindgen(js_name = loadDeferred)]
pub async fn load_deferred(name: String) -> bool {
    crate::deferred::load(&name).await
}

#[wasm_bindgen]
impl WidgetHandle {
    /// A widget that tells `callbacks` what the reader does.
    ///
    /// # Errors
    ///
    /// The browser's own, where it makes no `<div>`.
    #[wasm_bindgen(constructor)]
    pub fn new(callbacks: HostCallbacks) -> Result<WidgetHandle, JsValue> {
        let place = web_sys::window()
            .and_then(|window| window.document())
            .ok_or(JsValue::NULL)?
            .create_element("div")?;
        let callbacks = Rc::new(callbacks);
        let latest: Rc<RefCell<(Rc<State>, Count)>> = Rc::default();
        let on_change = {
            let (callbacks, latest) = (callbacks.clone(), latest.clone());
            Callback::from(move |change: Change| {
                *latest.borrow_mut() = (change.state, change.found);
                callbacks.changed();
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
        let on_missing = {
            let callbacks = callbacks.clone();
            Callback::from(move |view: View| callbacks.missing(view.tab().as_str()))
        };
        let stop = {
            let callbacks = callbacks.clone();
            Callback::from(move |()| callbacks.stop())
        };
        let mark_active = {
            let callbacks = callbacks.clone();
            Callback::from(move |()| callbacks.works())
        };
        let properties = WidgetProps {
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
            on_missing,
            on_change,
        };
        let app = yew::Renderer::<Widget>::with_root_and_props(place.clone(), properties.clone())
            .render();
        Ok(WidgetHandle {
            app,
            place,
            properties,
            link: Callback::from(move |()| callbacks.link()),
            retry,
            latest,
            told: Told::default(),
            initial: Initial::default(),
        })
    }

    /// The widget's own `<div>`.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn place(&self) -> Element {
        self.place.clone()
    }

    /// The element began with the view and the layout of these names: they are what
    /// a line stands for that names none.
    #[wasm_bindgen(js_name = beginWith)]
    pub fn begin_with(&mut self, view: Option<String>, layout: Option<String>) {
        self.initial = Initial {
            view: view_of(view.as_deref()),
            layout: layout_of(layout.as_deref()),
        };
    }

    /// Shows the dataset that has arrived, in the state that `line` stands for;
    /// where there is none, says why in the widget's place, and returns the
    /// same: the detail of `backstory:error`.
    #[wasm_bindgen(js_name = setData)]
    pub fn set_data(&mut self, arriving: StreamingLoad, line: &str) -> Option<JsValue> {
        let story = match arriving.0 {
            // The shell reads to the end, where there is one.
            LoadStage::Reading(_) => Err(LoadError::Empty),
            LoadStage::Stuck(refusal) => Err(refusal),
            LoadStage::Read(story) => story,
        };
        match story {
            Ok(story) => {
                self.begin(Rc::new(story.finish(self.collate())), line, true);
                None
            }
            Err(refusal) => Some(self.fail("data", &refusal.to_string(), "")),
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
    /// ([`StreamingLoad::can_preview`]), in the state that `line` stands for.
    pub fn preview(&mut self, arriving: &StreamingLoad, line: &str) {
        if let LoadStage::Reading(loader) = &arriving.0
            && let Some(decoded) = loader.preview(PREVIEW_ROWS)
        {
            let story = Story::new(decoded, self.collate());
            self.properties.start = Rc::new(state::decode(line, self.initial, &story.dataset));
            self.show(Content::Streaming(None, Some(Rc::new(story))));
        }
    }

    /// Speaks the language of `tag`, a BCP 47 tag, with the messages of `file`,
    /// a file of `crates/core/locale/`; English where that is `undefined`.
    #[wasm_bindgen(js_name = setLanguage)]
    pub fn set_language(&mut self, tag: &str, file: Option<String>) {
        let file = file.as_deref().and_then(Value::parse);
        self.properties.words = Words::of(tag, file.as_ref());
        if let Some(story) = self.story() {
            story.index.collate_by(self.collate());
        }
        self.update();
    }

    /// Whether there is a story, whose texts are the same in every language.
    #[wasm_bindgen(js_name = isOfOneLanguage)]
    #[must_use]
    pub fn is_of_one_language(&self) -> bool {
        self.story()
            .is_some_and(|story| story.dataset.article.languages.is_empty())
    }

    /// Says in the widget's place why there is nothing to show, and returns the
    /// detail of `backstory:error`, with the same in English. `code` is one of
    /// `Words::failure`.
    pub fn fail(&mut self, code: &str, detail: &str, url: &str) -> JsValue {
        let values = [("detail", detail), ("url", url)];
        let message = fill(self.properties.words.failure(code), &values);
        // Only what was fetched may be another thing the next time.
        self.properties.retry = (!url.is_empty()).then(|| self.retry.clone());
        self.properties.anchored = None;
        self.show(Content::Failed(message.trim_end().into()));
        ErrorDetail {
            code: code.to_owned(),
            message: fill(ENGLISH.failure(code), &values),
        }
        .to_js()
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
        kept.0.index.collate_by(self.collate());
        self.begin(kept.0.clone(), line, false);
    }

    /// What there is to tell of the state since the last time: an object with the
    /// state as a `line`, and `ready`, `filter` and `select`, the details of the
    /// events, and `history`, how the line is written into the address; `null`
    /// where there is none.
    #[wasm_bindgen(js_name = takeNotice)]
    pub fn take_notice(&mut self) -> JsValue {
        let Some(story) = self.story().cloned() else {
            return JsValue::NULL;
        };
        let (state, found) = self.latest.borrow().clone();
        let notice = self.told.tell(state, found, self.initial, &story.dataset);
        notice.to_js()
    }

    /// Does what the page asks for; whether there is a story to do it with.
    ///
    /// # Errors
    ///
    /// Where it asks for a field that the story does not have, or for a value of one.
    pub fn request(&self, request: &PageRequest) -> Result<bool, JsValue> {
        let Some(story) = self.story() else {
            return Ok(false);
        };
        request.check(&story.dataset)?;
        let action = request.0.clone().action(&story.dataset);
        self.app.send_message(WidgetMsg::Request(action));
        Ok(true)
    }

    /// Goes to the state that `line` stands for, as the address has it; whether
    /// there is a story to go there with.
    pub fn go(&mut self, line: &str) -> bool {
        let Some(story) = self.story() else {
            return false;
        };
        let state = state::decode(line, self.initial, &story.dataset);
        if state != *self.latest.borrow().0 {
            self.told.came(&state);
        }
        self.app
            .send_message(WidgetMsg::Act(Action::Replace(state.into())));
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
            self.app.send_message(WidgetMsg::Act(Action::Open(record)));
        }
    }

    /// Offers the reader a link to what is shown, or no longer.
    #[wasm_bindgen(js_name = offerLink)]
    pub fn offer_link(&mut self, offered: bool) {
        self.properties.link = offered.then(|| self.link.clone());
        self.update();
    }

    /// The names of the records that are in the reader's hands: those pinned
    /// out, and after them the open one.
    #[must_use]
    pub fn highlighted(&self) -> Vec<String> {
        let state = self.latest.borrow().0.clone();
        state
            .pinned
            .iter()
            .copied()
            .chain(state.open)
            .map(record_name)
            .collect()
    }

    /// The view that the story begins with; none where there is no story.
    #[must_use]
    pub fn view(&self) -> Option<String> {
        let view = self.properties.start.view;
        self.story()
            .map(|story| view.or_other(&story.dataset).tab().as_str().to_owned())
    }

    /// The views that the story has records for.
    #[must_use]
    pub fn views(&self) -> Vec<String> {
        let views = self.story().map(|story| story.presence.views.clone());
        let names = views.iter().flat_map(|views| views.iter());
        names.map(|view| view.as_str().to_owned()).collect()
    }

    /// Draws what was missing: a part of [`load_deferred`] is there.
    #[wasm_bindgen(js_name = deferredReady)]
    pub fn deferred_ready(&self) {
        self.app.send_message(WidgetMsg::DeferredReady);
    }

    /// The reader chose passages in the article: by pressing on them, or else
    /// by selecting words.
    pub fn choose(&self, passages: Vec<u32>, pressed: bool) {
        let chosen = if pressed {
            PassageTrigger::Pressed
        } else {
            PassageTrigger::Selected
        };
        self.app
            .send_message(WidgetMsg::Passages(passages.into(), chosen));
    }
}

impl WidgetHandle {
    /// Sorts names as the widget's language does.
    fn collate(&self) -> Collate {
        let language = self.properties.words.language;
        Rc::new(move |names| language.ranks(names))
    }

    pub(crate) fn story(&self) -> Option<&Rc<Story>> {
        match &self.properties.content {
            Content::Ready(story) => Some(story),
            _ => None,
        }
    }

    fn begin(&mut self, story: Rc<Story>, line: &str, is_new: bool) {
        let start = Rc::new(state::decode(line, self.initial, &story.dataset));
        self.told.begin(start.clone(), is_new);
        self.properties.start = start;
        self.properties.anchored = None;
        self.show(Content::Ready(story));
    }

    fn show(&mut self, content: Content) {
        self.properties.content = content;
        self.update();
    }

    pub(crate) fn update(&mut self) {
        self.app.update(self.properties.clone());
    }
}
