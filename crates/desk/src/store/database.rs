//! Stories in IndexedDB: a list of entries, and the history of each as text.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

use crate::stories::StoryEntry;

const NAME: &str = "backstory-desk";
const ENTRIES: &str = "entries";
const HISTORIES: &str = "histories";

/// Why a story is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StoreError {
    /// The browser lets this page store nothing, as in some private windows.
    Forbidden,
    /// There is no room.
    Full,
    /// Another tab has stored a newer version.
    Newer,
}

impl From<JsValue> for StoreError {
    fn from(error: JsValue) -> Self {
        let name = error.dyn_ref::<DomException>().map(DomException::name);
        match name.as_deref() {
            Some("QuotaExceededError") => Self::Full,
            _ => Self::Forbidden,
        }
    }
}

/// Waits for a request; its error, where it fails.
async fn result(request: &IdbRequest) -> Result<JsValue, StoreError> {
    let done = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(done).await {
        Ok(_) => Ok(request.result()?),
        Err(_) => Err(match request.error() {
            Ok(Some(error)) => JsValue::from(error).into(),
            _ => StoreError::Forbidden,
        }),
    }
}

async fn open() -> Result<IdbDatabase, StoreError> {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    let factory = factory.ok_or(StoreError::Forbidden)?;
    let request: IdbOpenDbRequest = factory.open_with_u32(NAME, 1)?;
    let upgraded = request.clone();
    let upgrade = Closure::once_into_js(move || {
        let made = upgraded
            .result()
            .ok()
            .and_then(|it| it.dyn_into::<IdbDatabase>().ok());
        if let Some(database) = made {
            for name in [ENTRIES, HISTORIES] {
                // One that is there already is kept.
                let _ = database.create_object_store(name);
            }
        }
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let database = result(&request).await?;
    database.dyn_into().map_err(|_| StoreError::Forbidden)
}

fn begin(
    database: &IdbDatabase,
    mode: IdbTransactionMode,
) -> Result<(IdbTransaction, IdbObjectStore, IdbObjectStore), StoreError> {
    let names = js_sys::Array::of2(&ENTRIES.into(), &HISTORIES.into());
    let transaction = database.transaction_with_str_sequence_and_mode(&names, mode)?;
    let entries = transaction.object_store(ENTRIES)?;
    let histories = transaction.object_store(HISTORIES)?;
    Ok((transaction, entries, histories))
}

/// Waits until what a transaction wrote is in the storage.
async fn committed(transaction: &IdbTransaction) -> Result<(), StoreError> {
    let done = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    match JsFuture::from(done).await {
        Ok(_) => Ok(()),
        Err(_) => Err(match transaction.error() {
            Some(error) => JsValue::from(error).into(),
            None => StoreError::Forbidden,
        }),
    }
}

fn entry_of(value: &JsValue) -> Option<StoryEntry> {
    serde_json::from_str(&value.as_string()?).ok()
}

/// The stories, the last changed first.
pub(crate) async fn list() -> Result<Vec<StoryEntry>, StoreError> {
    let database = open().await?;
    let (_, entries, _) = begin(&database, IdbTransactionMode::Readonly)?;
    let all = result(&entries.get_all()?).await;
    database.close();
    let mut all: Vec<StoryEntry> = js_sys::Array::from(&all?)
        .iter()
        .filter_map(|it| entry_of(&it))
        .collect();
    all.sort_by(|a, b| b.changed.total_cmp(&a.changed));
    Ok(all)
}

/// A story's entry and its history; `None` where there is none of this id.
pub(crate) async fn read(id: &str) -> Result<Option<(StoryEntry, String)>, StoreError> {
    let database = open().await?;
    let (_, entries, histories) = begin(&database, IdbTransactionMode::Readonly)?;
    let entry = entries.get(&id.into())?;
    let history = histories.get(&id.into())?;
    let entry = result(&entry).await;
    let history = result(&history).await;
    database.close();
    Ok(entry_of(&entry?).zip(history?.as_string()))
}

/// Stores a story, unless there is a version of it that this tab has not seen: the entry's
/// revision is one more than the last that it has.
pub(crate) async fn write(entry: &StoryEntry, history: &str) -> Result<(), StoreError> {
    let database = open().await?;
    let written = write_in(&database, entry, history).await;
    database.close();
    written
}

async fn write_in(
    database: &IdbDatabase,
    entry: &StoryEntry,
    history: &str,
) -> Result<(), StoreError> {
    let (transaction, entries, histories) = begin(database, IdbTransactionMode::Readwrite)?;
    let key = JsValue::from(entry.id.as_str());
    let there = result(&entries.get(&key)?).await?;
    if entry_of(&there).is_some_and(|it| it.revision >= entry.revision) {
        return Err(StoreError::Newer);
    }
    let text = serde_json::to_string(entry).unwrap_or_default();
    entries.put_with_key(&text.into(), &key)?;
    histories.put_with_key(&history.into(), &key)?;
    committed(&transaction).await
}

/// Deletes a story.
pub(crate) async fn delete(id: &str) -> Result<(), StoreError> {
    let database = open().await?;
    let (transaction, entries, histories) = begin(&database, IdbTransactionMode::Readwrite)?;
    entries.delete(&id.into())?;
    histories.delete(&id.into())?;
    let done = committed(&transaction).await;
    database.close();
    done
}
