//! One tab writes a story (Web Locks), and tells the others (a broadcast channel).

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortSignal, BroadcastChannel, MessageEvent};
use yew::Callback;

#[wasm_bindgen]
extern "C" {
    /// The browser's locks (Web Locks API). web-sys has them as unstable only.
    type Locks;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &Locks,
        name: &str,
        options: &JsValue,
        granted: &Function,
    ) -> Result<Promise, JsValue>;
}

/// How a lock is wanted.
#[derive(Clone)]
pub(crate) enum LockRequest {
    /// Only if nobody has it.
    IfFree,
    /// When those who have it and those who wait for it are done.
    InTurn(AbortSignal),
    /// At once: who has it loses it.
    Stolen,
}

/// A lock that is held until this is dropped.
pub(crate) struct HeldLock(Option<Function>);

impl Drop for HeldLock {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            // The resolve function of a promise does not throw.
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

fn locks() -> Option<Locks> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    (!locks.is_undefined()).then(|| locks.unchecked_into())
}

/// The lock of a story; `None` where it is not to be had. `lost` is called when another tab
/// takes it. A browser has no locks for a page that is not on https: then everybody has them,
/// and a newer version in the storage is all that is not overwritten.
pub(crate) async fn acquire(
    story: &str,
    wanted: LockRequest,
    lost: Callback<()>,
) -> Option<HeldLock> {
    let Some(locks) = locks() else {
        return Some(HeldLock(None));
    };
    let options = js_sys::Object::new();
    let (name, value) = match wanted {
        LockRequest::IfFree => ("ifAvailable", JsValue::TRUE),
        LockRequest::InTurn(signal) => ("signal", signal.into()),
        LockRequest::Stolen => ("steal", JsValue::TRUE),
    };
    // A plain object takes every property.
    let _ = Reflect::set(&options, &name.into(), &value);
    let mut answer = None;
    let answered = Promise::new(&mut |resolve, _| answer = Some(resolve));
    let answer: Function = answer?;
    let is_granted = Rc::new(RefCell::new(false));
    let granted = {
        let (answer, is_granted) = (answer.clone(), is_granted.clone());
        Closure::once_into_js(move |lock: JsValue| -> JsValue {
            let mut release = None;
            let held = Promise::new(&mut |resolve, _| release = Some(resolve));
            let is_ours = !lock.is_null() && !lock.is_undefined();
            *is_granted.borrow_mut() = is_ours;
            let release = release
                .filter(|_| is_ours)
                .map_or(JsValue::NULL, Into::into);
            let _ = answer.call1(&JsValue::NULL, &release);
            if is_ours {
                held.into()
            } else {
                JsValue::UNDEFINED
            }
        })
    };
    let name = ["backstory-desk-", story].concat();
    let request = locks
        .request(&name, &options, granted.unchecked_ref())
        .ok()?;
    spawn_local(async move {
        if JsFuture::from(request).await.is_err() {
            if *is_granted.borrow() {
                lost.emit(());
            }
            let _ = answer.call1(&JsValue::NULL, &JsValue::NULL);
        }
    });
    let release = JsFuture::from(answered).await.ok()?;
    release
        .dyn_into()
        .ok()
        .map(|release| HeldLock(Some(release)))
}

/// What a tab tells the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum TabMessage {
    /// A story was stored.
    Stored(String),
    /// A story was deleted.
    Deleted(String),
    /// Whoever writes a story is asked for it.
    Requested(String),
}

/// The channel between the tabs.
pub(crate) struct Channel {
    channel: Option<BroadcastChannel>,
    _listener: Closure<dyn Fn(MessageEvent)>,
}

impl Channel {
    /// Opens it, and has `heard` called with what the others tell.
    pub(crate) fn open(heard: Callback<TabMessage>) -> Self {
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let message = event.data().as_string();
            let message = message.and_then(|text| serde_json::from_str(&text).ok());
            if let Some(message) = message {
                heard.emit(message);
            }
        });
        let channel = BroadcastChannel::new("backstory-desk").ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        }
        Self {
            channel,
            _listener: listener,
        }
    }

    /// Tells the others.
    pub(crate) fn tell(&self, message: &TabMessage) {
        let text = serde_json::to_string(message).unwrap_or_default();
        if let Some(channel) = &self.channel {
            // One that is closed has nobody to tell.
            let _ = channel.post_message(&text.into());
        }
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}
