//! The browser's part: files, storage, the clipboard, downloads.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomParser, FocusOptions, HtmlDocument, HtmlElement, HtmlInputElement, HtmlTextAreaElement,
    KeyboardEvent, Request, RequestCache, RequestCredentials, RequestInit, RequestMode, Response,
    ScrollIntoViewOptions, ScrollLogicalPosition, Storage, SupportedType, Url, Window,
};

use super::publish::Probe;
use super::work::Work;
pub(crate) use backstory::browser::copy;

/// Where the work is kept in the browser's storage.
const KEY: &str = "backstory-desk";

fn window() -> Option<Window> {
    web_sys::window()
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok().flatten()
}

/// The work of a version that kept one only.
pub fn older_work() -> Option<Work> {
    let text = storage()?.get_item(KEY).ok().flatten()?;
    Work::from_text(&text)
}

/// Clears it, once it is kept elsewhere.
pub fn forget_older_work() {
    if let Some(storage) = storage() {
        // Where it cannot be cleared, it is one story more the next time.
        let _ = storage.remove_item(KEY);
    }
}

/// The story that this tab had before it was reloaded.
pub fn tab_story() -> Option<String> {
    let storage = window()?.session_storage().ok().flatten()?;
    storage.get_item(KEY).ok().flatten()
}

/// Remembers the story that this tab has.
pub fn set_tab_story(id: &str) {
    let storage = window().and_then(|window| window.session_storage().ok().flatten());
    if let Some(storage) = storage {
        // Without it, the tab opens the last story.
        let _ = storage.set_item(KEY, id);
    }
}

/// Now, in milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// A date and time as the browser's language writes them.
pub fn date_text(moment: f64) -> String {
    let date = js_sys::Date::new(&moment.into());
    let options = js_sys::Object::new();
    for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        // A plain object takes every property.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    String::from(date.to_locale_string("en-GB", &options))
}

/// An id that no story has.
pub fn fresh_id() -> String {
    let part = |number: f64| js_sys::Number::from(number).to_string_with_radix(36);
    let moment = part(now()).map(String::from).unwrap_or_default();
    let random = part(js_sys::Math::random())
        .map(String::from)
        .unwrap_or_default();
    [&moment, "-", random.get(2..10).unwrap_or_default()].concat()
}

/// Calls a function each time the page is hidden: it may be closed without a further word.
pub fn on_hidden(run: impl Fn() + 'static) -> impl Drop {
    let listener = Closure::<dyn Fn()>::new(run);
    if let Some(window) = window() {
        for event in ["pagehide", "visibilitychange"] {
            // A window takes every listener.
            let _ =
                window.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
        }
    }
    HiddenListener(listener)
}

struct HiddenListener(Closure<dyn Fn()>);

impl Drop for HiddenListener {
    fn drop(&mut self) {
        if let Some(window) = window() {
            for event in ["pagehide", "visibilitychange"] {
                let listener = self.0.as_ref().unchecked_ref();
                let _ = window.remove_event_listener_with_callback(event, listener);
            }
        }
    }
}

/// What was remembered under a name; empty where nothing was.
pub fn recall(name: &str) -> String {
    let key = [KEY, "-", name].concat();
    let text = storage().and_then(|storage| storage.get_item(&key).ok().flatten());
    text.unwrap_or_default()
}

/// Remembers a text under a name, for all stories.
pub fn remember(name: &str, text: &str) {
    let key = [KEY, "-", name].concat();
    if let Some(storage) = storage() {
        // Where there is no room, it is typed again next time.
        let _ = storage.set_item(&key, text);
    }
}

/// The address of this page, without what is behind its path.
pub fn own_address() -> String {
    let address = window().and_then(|window| window.location().href().ok());
    let address = address.unwrap_or_default();
    address
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// An address as it is from a page.
pub fn absolute(address: &str, page: &str) -> Option<String> {
    Url::new_with_base(address, page).ok().map(|url| url.href())
}

async fn fetch(address: &str, mode: RequestMode) -> Option<Response> {
    let options = RequestInit::new();
    options.set_mode(mode);
    options.set_cache(RequestCache::NoStore);
    options.set_credentials(RequestCredentials::Omit);
    let request = Request::new_with_str_and_init(address, &options).ok()?;
    let response = JsFuture::from(window()?.fetch_with_request(&request)).await;
    response.ok()?.dyn_into().ok()
}

/// The text of a file next to the editor; `None` where it is not there.
pub async fn own_file(path: &str) -> Option<String> {
    let response = fetch(path, RequestMode::SameOrigin).await?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?)
        .await
        .ok()?
        .as_string()
}

/// Asks an address for a file, and says what came back; its text only where it is wanted.
pub async fn probe(address: &str, has_text: bool) -> Probe {
    let Some(response) = fetch(address, RequestMode::Cors).await else {
        // Without CORS an answer says nothing but that there is one.
        let answer = fetch(address, RequestMode::NoCors).await;
        return answer.map_or(Probe::Silent, |_| Probe::Opaque);
    };
    let header = |name: &str| response.headers().get(name).ok().flatten();
    let text = match response.text().ok().filter(|_| has_text) {
        Some(text) => JsFuture::from(text)
            .await
            .ok()
            .and_then(|it| it.as_string()),
        None => None,
    };
    Probe::Answered {
        status: response.status(),
        media: header("content-type").unwrap_or_default(),
        framing: header("x-frame-options").unwrap_or_default(),
        text,
    }
}

/// The policies of a page, in its headers and in itself, and its HTML; `None` where it may not
/// be read.
pub async fn policy_of(address: &str) -> Option<(String, String)> {
    let response = fetch(address, RequestMode::Cors).await?;
    if !response.ok() {
        return None;
    }
    let header = response.headers().get("content-security-policy");
    let mut policies: Vec<String> = header.ok().flatten().into_iter().collect();
    let html = JsFuture::from(response.text().ok()?)
        .await
        .ok()?
        .as_string()?;
    let page = DomParser::new().ok()?;
    let page = page
        .parse_from_string(&html, SupportedType::TextHtml)
        .ok()?;
    let metas = page.query_selector_all("meta[http-equiv='Content-Security-Policy' i]");
    let metas = metas.ok()?;
    for index in 0..metas.length() {
        let meta = metas
            .get(index)
            .and_then(|it| it.dyn_into::<web_sys::Element>().ok());
        policies.extend(meta.and_then(|meta| meta.get_attribute("content")));
    }
    Some((policies.join(","), html))
}

thread_local! {
    /// The names of countries in the languages that they were asked for.
    static COUNTRIES: RefCell<Vec<(String, Rc<[String]>)>> = const { RefCell::new(Vec::new()) };
}

/// The folded names of countries in a language and in English, as the browser knows them.
pub fn countries(language: &str) -> Rc<[String]> {
    let known = COUNTRIES.with_borrow(|all| {
        let found = all.iter().find(|(tag, _)| tag == language);
        found.map(|(_, names)| Rc::clone(names))
    });
    known.unwrap_or_else(|| {
        let mut names = region_names("en");
        if !language.is_empty() && language != "en" {
            names.extend(region_names(language));
        }
        let names: Rc<[String]> = names.into();
        let entry = (language.to_owned(), Rc::clone(&names));
        COUNTRIES.with_borrow_mut(|all| all.push(entry));
        names
    })
}

/// The names of all regions that have two letters (ISO 3166-1), folded.
fn region_names(language: &str) -> Vec<String> {
    let find = |it: &JsValue, name: &str| js_sys::Reflect::get(it, &name.into()).ok();
    let options = js_sys::Object::new();
    for (name, value) in [("type", "region"), ("fallback", "none")] {
        // A plain object takes every property.
        let _ = js_sys::Reflect::set(&options, &name.into(), &value.into());
    }
    let intl = find(&js_sys::global(), "Intl");
    let class = intl.and_then(|intl| {
        find(&intl, "DisplayNames")?
            .dyn_into::<js_sys::Function>()
            .ok()
    });
    let arguments = js_sys::Array::of2(&language.into(), &options);
    let made = class.and_then(|class| js_sys::Reflect::construct(&class, &arguments).ok());
    let Some((names, of)) = made.and_then(|names| {
        let of = find(&names, "of")?.dyn_into::<js_sys::Function>().ok()?;
        Some((names, of))
    }) else {
        return Vec::new();
    };
    let letters = || 'A'..='Z';
    letters()
        .flat_map(|first| letters().map(move |second| String::from_iter([first, second])))
        .filter_map(|code| of.call1(&names, &code.into()).ok()?.as_string())
        .map(|name| backstory_core::query::fold(&name))
        .collect()
}

/// Gives the focus to the first element that a selector finds, and says whether there is one.
pub fn focus(selector: &str) -> bool {
    let document = window().and_then(|window| window.document());
    let found = document.and_then(|it| it.query_selector(selector).ok().flatten());
    let found = found.and_then(|it| it.dyn_into::<HtmlElement>().ok());
    found.is_some_and(|it| it.focus().is_ok())
}

/// Whether the focus is in an element.
pub fn has_focus(element: &HtmlElement) -> bool {
    let focused = element.owner_document().and_then(|it| it.active_element());
    element.contains(focused.as_deref())
}

/// Whether the focus is on one of the tabs, where arrows go from part to part.
pub fn is_in_tabs() -> bool {
    let document = window().and_then(|window| window.document());
    let focused = document.and_then(|it| it.active_element());
    focused.is_some_and(|it| it.get_attribute("role").as_deref() == Some("tab"))
}

/// How far a finger or a mouse may move in a press, in pixels.
const MAX_PRESS_PX: i32 = 8;

/// Has no press lost because the form moved under it: leaving a field may change what is said
/// below it, and a browser has a click only where the press ends on what it began on.
pub fn keep_presses() {
    use web_sys::{Element, PointerEvent};
    let pressed = Rc::new(RefCell::new(None::<(HtmlElement, i32, i32)>));
    let button = |event: &PointerEvent| {
        let target = event.target()?.dyn_into::<Element>().ok()?;
        let button = target.closest("button, summary, label").ok().flatten()?;
        button.dyn_into::<HtmlElement>().ok()
    };
    let down = {
        let pressed = pressed.clone();
        Closure::<dyn Fn(PointerEvent)>::new(move |event: PointerEvent| {
            let is_main = event.is_primary() && event.button() == 0;
            let found = button(&event).filter(|_| is_main);
            *pressed.borrow_mut() = found.map(|it| (it, event.client_x(), event.client_y()));
        })
    };
    let up = Closure::<dyn Fn(PointerEvent)>::new(move |event: PointerEvent| {
        let Some((element, x, y)) = pressed.borrow_mut().take() else {
            return;
        };
        let is_near = (event.client_x() - x).abs() <= MAX_PRESS_PX
            && (event.client_y() - y).abs() <= MAX_PRESS_PX;
        let end = event
            .target()
            .and_then(|it| it.dyn_into::<web_sys::Node>().ok());
        let is_there = element.contains(end.as_ref());
        if is_near && !is_there && element.is_connected() {
            element.click();
        }
    });
    if let Some(window) = window() {
        for (name, listener) in [("pointerdown", &down), ("pointerup", &up)] {
            let listener = listener.as_ref().unchecked_ref();
            // A window takes every listener.
            let _ = window.add_event_listener_with_callback_and_bool(name, listener, true);
        }
    }
    // They are there as long as the page is.
    down.forget();
    up.forget();
}

/// Puts a text where the caret is, as if it had been typed: the field itself undoes it.
pub fn insert(field: &HtmlTextAreaElement, text: &str) -> bool {
    let _ = field.focus();
    let document = window().and_then(|window| window.document());
    let document = document.and_then(|it| it.dyn_into::<HtmlDocument>().ok());
    let is_done = document.is_some_and(|document| {
        let done = document.exec_command_with_show_ui_and_value("insertText", false, text);
        done.unwrap_or(false)
    });
    // The caret goes away and comes back: else what is typed next would be undone with it.
    if let Some((start, end)) = selection(field) {
        let as_units = |at: usize| u32::try_from(at).unwrap_or(0);
        let _ = field.set_selection_range(0, 0);
        let _ = field.set_selection_range(as_units(start), as_units(end));
    }
    is_done
}

/// Whether a key was pressed in a field whose text the browser itself undoes.
pub fn is_in_text_field(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target() else {
        return false;
    };
    if target.dyn_ref::<HtmlTextAreaElement>().is_some() {
        return true;
    }
    // Those without text: see "input type" in the HTML standard, 4.10.5.
    let input = target.dyn_ref::<HtmlInputElement>();
    input.is_some_and(|input| {
        !matches!(
            input.type_().as_str(),
            "button"
                | "checkbox"
                | "color"
                | "file"
                | "image"
                | "radio"
                | "range"
                | "reset"
                | "submit"
        )
    })
}

/// An address under which the page itself has `text` as a file.
pub fn address(text: &str, kind: &str) -> Option<String> {
    backstory::browser::object_url(text, kind).ok()
}

/// Gives an address up.
pub fn give_up(address: &str) {
    // Nothing can be done about an address that is not known.
    let _ = Url::revoke_object_url(address);
}

/// Hands `text` to the reader as a file.
pub fn download(name: &str, kind: &str, text: &str) {
    // In a browser without blobs the editor does not work at all.
    let _ = backstory::browser::save(name, kind, text);
}

/// Asks before something is lost.
pub fn is_sure(question: &str) -> bool {
    window().is_some_and(|window| window.confirm_with_message(question).unwrap_or(false))
}

/// Today, in days since 1970.
pub fn today() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a day of our time fits")]
    let day = (now() / 86_400_000.0) as i64;
    day
}

/// What is selected in a text field, in UTF-16 code units.
pub fn selection(field: &HtmlTextAreaElement) -> Option<(usize, usize)> {
    let start = field.selection_start().ok().flatten()?;
    let end = field.selection_end().ok().flatten()?;
    Some((start as usize, end as usize))
}

/// The text field with this id.
pub fn text_area(id: &str) -> Option<HtmlTextAreaElement> {
    let found = window()?.document()?.get_element_by_id(id);
    found?.dyn_into().ok()
}

/// Whether an element is laid out: not hidden, and in nothing that is.
pub fn is_shown(id: &str) -> bool {
    let found = window().and_then(|it| it.document()?.get_element_by_id(id));
    found.is_some_and(|it| it.get_client_rects().length() > 0)
}

/// Selects a part of the article's text, and brings it into view.
pub fn select(field: &HtmlTextAreaElement, start: usize, end: usize) {
    let [Ok(first), Ok(last)] = [u32::try_from(start), u32::try_from(end)] else {
        return;
    };
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    // A hidden field cannot have the focus.
    let _ = field.focus_with_options(&options);
    let _ = field.set_selection_range(first, last);
    // Where it cannot be measured, the field shows its caret by itself.
    let _ = scroll_to(field, start);
}

/// How much of the text stays in view above what is selected, in pixels.
const LEAD_PX: f64 = 60.0;

/// Scrolls to a place in the text: by the lines behind the field, which are the same.
fn scroll_to(field: &HtmlTextAreaElement, place: usize) -> Option<()> {
    let behind = field.next_element_sibling()?.child_nodes();
    let scroller = field.closest(".article-scroll").ok().flatten()?;
    let mut left = place;
    for index in 0..behind.length() {
        let part = behind.get(index)?;
        let text = part.first_child().unwrap_or(part);
        let units = text.text_content()?.encode_utf16().count();
        if left < units || index + 1 == behind.length() {
            let range = text.owner_document()?.create_range().ok()?;
            let at = u32::try_from(left.min(units)).ok()?;
            range.set_start(&text, at).ok()?;
            range.set_end(&text, at).ok()?;
            let top = range.get_bounding_client_rect().top();
            let by = top - scroller.get_bounding_client_rect().top() - LEAD_PX;
            #[expect(clippy::cast_possible_truncation, reason = "a height in pixels")]
            scroller.set_scroll_top(scroller.scroll_top() + by as i32);
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            scroller.scroll_into_view_with_scroll_into_view_options(&nearest);
            return Some(());
        }
        left -= units;
    }
    None
}

/// Waits until the browser has painted what was changed.
pub async fn painted() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = window() {
            // A page that is closing has nothing left to paint.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 30);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// Shows an element once what changed is drawn; what is in a field of text is selected, to be typed
/// over.
pub fn show_later(id: String) {
    wasm_bindgen_futures::spawn_local(async move {
        painted().await;
        show(&id);
        let field = window().and_then(|it| it.document()?.get_element_by_id(&id));
        if let Some(field) = field.and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) {
            field.select();
        }
    });
}

/// Brings an element into view and gives it the focus.
pub fn show(id: &str) {
    let element = window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element {
        element.scroll_into_view();
        if let Ok(element) = element.dyn_into::<web_sys::HtmlElement>() {
            let _ = element.focus();
        }
    }
}
