//! The browser's part: files, storage, the clipboard, downloads.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomParser, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent, Request, RequestCache,
    RequestCredentials, RequestInit, RequestMode, Response, Storage, SupportedType, Url, Window,
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

/// The work that was kept here before.
pub fn stored_work() -> Option<Work> {
    let text = storage()?.get_item(KEY).ok().flatten()?;
    Work::from_text(&text)
}

/// Keeps the work in this browser. `false` where it has no room or no storage.
pub fn store_work(work: &Work) -> bool {
    let Some(storage) = storage() else {
        return false;
    };
    if work.is_empty() {
        return storage.remove_item(KEY).is_ok();
    }
    storage.set_item(KEY, &work.to_text()).is_ok()
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
    let day = (js_sys::Date::now() / 86_400_000.0) as i64;
    day
}

/// What is selected in a text field, in UTF-16 code units.
pub fn selection(field: &HtmlTextAreaElement) -> Option<(usize, usize)> {
    let start = field.selection_start().ok().flatten()?;
    let end = field.selection_end().ok().flatten()?;
    Some((start as usize, end as usize))
}

/// Selects a part of a text field, and brings it into view.
pub fn select(field: &HtmlTextAreaElement, start: usize, end: usize) {
    let [Ok(start), Ok(end)] = [u32::try_from(start), u32::try_from(end)] else {
        return;
    };
    // A hidden field cannot have the focus.
    let _ = field.focus();
    let _ = field.set_selection_range(start, end);
    let before = field.value().encode_utf16().take(start as usize).count();
    let all = field.value().encode_utf16().count().max(1);
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "a height in pixels"
    )]
    let top = (f64::from(field.scroll_height()) * before as f64 / all as f64) as i32;
    field.set_scroll_top(top - 60);
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
