//! One widget on the test page, and a reader's hands and eyes.

use std::cell::RefCell;
use std::rc::Rc;

use backstory::{Content, File, Story, Widget, WidgetMsg, WidgetProps};
use backstory_core::dataset::{Value, decode};
use wasm_bindgen::JsCast;
use web_sys::{
    Document, DomRect, Element, Event, EventInit, HtmlElement, HtmlInputElement, KeyboardEvent,
    KeyboardEventInit, PointerEvent, PointerEventInit,
};
use yew::{AppHandle, Callback};

/// A small story: three events (one of them undated) and three relationships.
pub fn story() -> serde_json::Value {
    serde_json::json!({
        "format": "backstory/1",
        "article": {"title": "A story", "publisher": "The Paper", "published": "2018-06~"},
        "entities": [
            {"id": "russia", "kind": "country", "name": "Russia"},
            {"id": "sudan", "kind": "country", "name": "Sudan"},
            {"id": "united-states", "kind": "country", "name": "United States"},
            {"id": "bashir", "kind": "person", "name": "Omar al-Bashir", "member_of": "sudan"}
        ],
        "events": [
            {
                "id": "lifted", "date": "2017-10", "title": "Sanctions are lifted",
                "kind": "sanction", "status": "happened",
                "participants": [{"entity": "united-states", "role": ""}],
                "evidence": [{"paragraph": 25, "start": "lifted the 20-year sanctions"}]
            },
            {
                "id": "sochi", "date": "2017-11", "title": "A meeting in Sochi",
                "dating": {"basis": "relative", "words": "in November last year", "note": ""},
                "kind": "meeting", "status": "happened",
                "participants": [{"entity": "bashir", "role": "guest"}],
                "evidence": [{"paragraph": 26, "start": "he met", "end": "last year"}]
            },
            {
                "id": "offer", "date": null, "title": "An offer", "kind": "offer",
                "status": "proposed", "participants": [{"entity": "russia", "role": "host"}],
                "evidence": [{"paragraph": 27, "start": "the Russian offer"}]
            }
        ],
        "relationships": [
            {
                "id": "jets", "subject": "russia", "predicate": "supplies", "object": "sudan",
                "what": "jets", "kind": "military", "stance": "cooperative",
                "status": "stated", "attribution": "bashir", "events": [],
                "evidence": [{"paragraph": 28, "start": "Sudan became the first"}]
            },
            {
                "id": "sanctions", "subject": "united-states", "predicate": "sanctioned",
                "object": "sudan", "kind": "legal", "stance": "hostile", "status": "stated",
                "period": "1997~/2017-10", "events": ["lifted"],
                "evidence": [{"paragraph": 25, "start": "the 20-year sanctions"}]
            },
            {
                "id": "meets", "subject": "bashir", "predicate": "meets", "object": "russia",
                "kind": "diplomatic", "stance": "cooperative",
                "period": "2017-11-20", "events": ["sochi"],
                "evidence": [{"paragraph": 26, "start": "he met", "end": "last year"}]
            }
        ]
    })
}

/// A mounted widget, which is taken away with the test.
pub struct Page {
    handle: Option<AppHandle<Widget>>,
    place: Element,
    copied: Rc<RefCell<String>>,
    saved: Rc<RefCell<Option<File>>>,
}

fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

impl Page {
    /// Shows the dataset in `document`.
    pub async fn open(document: serde_json::Value) -> Self {
        let value: Value = serde_json::from_value(document).unwrap();
        let story = Story::from(decode(&value).unwrap());
        Self::show(Content::Ready(Rc::new(story))).await
    }

    /// Shows that there is no dataset.
    pub async fn fail(reason: &str) -> Self {
        Self::show(Content::Failed(reason.into())).await
    }

    async fn show(content: Content) -> Self {
        let host = document().create_element("div").unwrap();
        host.set_attribute("style", "width: 900px").unwrap();
        document().body().unwrap().append_child(&host).unwrap();
        let root = host
            .attach_shadow(&web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open))
            .unwrap();
        let styles = document().create_element("style").unwrap();
        styles.set_text_content(Some(backstory::STYLES));
        root.append_child(&styles).unwrap();
        let place = document().create_element("div").unwrap();
        root.append_child(&place).unwrap();

        let copied = Rc::new(RefCell::new(String::new()));
        let copy = {
            let copied = copied.clone();
            Callback::from(move |(text, done): (String, Callback<bool>)| {
                *copied.borrow_mut() = text;
                done.emit(true);
            })
        };
        let saved = Rc::new(RefCell::new(None));
        let save = {
            let saved = saved.clone();
            Callback::from(move |file: File| *saved.borrow_mut() = Some(file))
        };
        backstory::browser::speak();
        backstory::provide(backstory::Deferred::all());
        let properties = WidgetProps {
            content,
            words: &backstory_core::locale::ENGLISH,
            start: Rc::default(),
            anchored: None,
            copy,
            link: None,
            retry: None,
            stop: Callback::noop(),
            visit: Callback::noop(),
            on_missing: Callback::noop(),
            mark_active: Callback::noop(),
            save,
            on_change: Callback::noop(),
        };
        let handle =
            yew::Renderer::<Widget>::with_root_and_props(place.clone(), properties).render();
        let page = Self {
            handle: Some(handle),
            place,
            copied,
            saved,
        };
        page.settle().await;
        page
    }

    /// Waits until everything is rendered, measured and rendered again.
    pub async fn settle(&self) {
        for _ in 0..3 {
            yew::scheduler::flush().await;
            next_frame().await;
        }
    }

    /// The element that the widget's shadow root is of.
    pub fn host(&self) -> Element {
        let root: web_sys::ShadowRoot = self.place.get_root_node().unchecked_into();
        root.host()
    }

    pub fn element(&self, selector: &str) -> HtmlElement {
        let found = self.place.query_selector(selector).unwrap();
        found
            .unwrap_or_else(|| panic!("there is no {selector}"))
            .unchecked_into()
    }

    fn elements(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.place.query_selector_all(selector).unwrap();
        (0..found.length())
            .map(|index| found.get(index).unwrap().unchecked_into())
            .collect()
    }

    pub fn count(&self, selector: &str) -> usize {
        self.elements(selector).len()
    }

    pub fn text(&self, selector: &str) -> String {
        text(&self.element(selector))
    }

    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.elements(selector).iter().map(text).collect()
    }

    pub fn boxes(&self, selector: &str) -> Vec<DomRect> {
        self.elements(selector)
            .iter()
            .map(|element| element.get_bounding_client_rect())
            .collect()
    }

    pub fn attribute(&self, selector: &str, name: &str) -> String {
        self.element(selector)
            .get_attribute(name)
            .unwrap_or_default()
    }

    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        self.elements(selector)
            .iter()
            .map(|element| element.get_attribute(name).unwrap_or_default())
            .collect()
    }

    /// What stands in a field.
    pub fn value(&self, selector: &str) -> String {
        let field: HtmlInputElement = self.element(selector).unchecked_into();
        field.value()
    }

    fn focused(&self) -> Option<Element> {
        let root: web_sys::ShadowRoot = self.place.get_root_node().unchecked_into();
        root.active_element()
    }

    /// An attribute of what `selector` names around the element with the focus.
    pub fn focused_ancestor(&self, selector: &str, name: &str) -> String {
        let around = self.focused().and_then(|it| it.closest(selector).unwrap());
        around
            .and_then(|it| it.get_attribute(name))
            .unwrap_or_default()
    }

    /// An attribute of the element that has the focus.
    pub fn focused_attribute(&self, name: &str) -> String {
        self.focused()
            .and_then(|it| it.get_attribute(name))
            .unwrap_or_default()
    }

    /// What the reader has copied last.
    pub fn copied(&self) -> String {
        self.copied.borrow().clone()
    }

    /// The file that the reader was given last: its name, and what is in it.
    pub fn saved(&self) -> (String, String) {
        let file = self.saved.borrow();
        let file = file.as_ref().expect("no file was given");
        (file.name.clone(), file.text.clone())
    }

    pub async fn click(&self, selector: &str) {
        self.element(selector).click();
        self.settle().await;
    }

    pub async fn click_with_shift(&self, selector: &str) {
        let init = web_sys::MouseEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_shift_key(true);
        let event = web_sys::MouseEvent::new_with_mouse_event_init_dict("click", &init).unwrap();
        self.element(selector).dispatch_event(&event).unwrap();
        self.settle().await;
    }

    pub async fn focus(&self, selector: &str) {
        self.element(selector).focus().unwrap();
        self.settle().await;
    }

    pub async fn press(&self, selector: &str, key: &str) {
        self.press_on(&self.element(selector), key).await;
    }

    /// Presses a key, `Ctrl+` before its name or not, where the focus is.
    pub async fn press_focused(&self, key: &str) {
        let focused = self.focused().expect("nothing has the focus");
        self.press_on(&focused, key).await;
    }

    /// Lets a key go on an element.
    pub async fn lift_key(&self, selector: &str, key: &str) {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_bubbles(true);
        init.set_composed(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keyup", &init).unwrap();
        self.element(selector).dispatch_event(&event).unwrap();
        self.settle().await;
    }

    /// Tells the widget what the page around it would.
    pub async fn tell(&self, message: WidgetMsg) {
        let handle = self.handle.as_ref().expect("it is mounted");
        handle.send_message(message);
        self.settle().await;
    }

    /// Drags with the mouse along the middle of an element, between two shares of its
    /// width.
    pub async fn drag(&self, selector: &str, from: f64, to: f64) {
        self.move_along(selector, "mouse", from, to).await;
    }

    /// Swipes with a finger along an element, between two shares of its width.
    pub async fn swipe(&self, selector: &str, from: f64, to: f64) {
        self.move_along(selector, "touch", from, to).await;
    }

    async fn move_along(&self, selector: &str, pointer: &str, from: f64, to: f64) {
        let place = self.element(selector).get_bounding_client_rect();
        for (kind, share) in [
            ("pointerdown", from),
            ("pointermove", (from + to) / 2.0),
            ("pointermove", to),
            ("pointerup", to),
        ] {
            let init = PointerEventInit::new();
            init.set_pointer_type(pointer);
            init.set_is_primary(true);
            init.set_bubbles(true);
            init.set_composed(true);
            #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
            init.set_client_x((place.x() + place.width() * share).round() as i32);
            let event = PointerEvent::new_with_event_init_dict(kind, &init).unwrap();
            self.element(selector).dispatch_event(&event).unwrap();
            self.settle().await;
        }
    }

    /// Chooses an option of a list.
    pub async fn choose(&self, selector: &str, value: &str) {
        let list: web_sys::HtmlSelectElement = self.element(selector).unchecked_into();
        list.set_value(value);
        let init = EventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        let event = Event::new_with_event_init_dict("change", &init).unwrap();
        list.dispatch_event(&event).unwrap();
        self.settle().await;
    }

    async fn press_on(&self, element: &Element, key: &str) {
        let (key, ctrl) = match key.strip_prefix("Ctrl+") {
            Some(key) => (key, true),
            None => (key, false),
        };
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_ctrl_key(ctrl);
        init.set_bubbles(true);
        init.set_composed(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        element.dispatch_event(&event).unwrap();
        self.settle().await;
    }

    pub async fn type_into(&self, selector: &str, value: &str) {
        self.enter(selector, value, "input").await;
    }

    /// Types into a field and leaves it.
    pub async fn change(&self, selector: &str, value: &str) {
        self.enter(selector, value, "change").await;
    }

    async fn enter(&self, selector: &str, value: &str, kind: &str) {
        let field: HtmlInputElement = self.element(selector).unchecked_into();
        field.set_value(value);
        let init = EventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        let event = Event::new_with_event_init_dict(kind, &init).unwrap();
        field.dispatch_event(&event).unwrap();
        self.settle().await;
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.destroy();
        }
    }
}

/// The text that a reader sees, white space folded.
fn text(element: &HtmlElement) -> String {
    element
        .text_content()
        .unwrap_or_default()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

async fn next_frame() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        web_sys::window()
            .unwrap()
            .request_animation_frame(&resolve)
            .unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(promise).await.unwrap();
}
