//! Reading files in pieces.

use wasm_bindgen_futures::JsFuture;
use web_sys::File;
use yew::prelude::*;

use super::super::super::page;
use super::import::InputText;
use backstory_formats::file_texts;

/// Reads files one after the other, and shows how far it is. The name of the
/// first that is not text, and what it is, end it.
pub(super) async fn read_all(
    files: Vec<File>,
    reading: &UseStateHandle<Option<(String, f64)>>,
) -> Result<Vec<InputText>, (String, String)> {
    let mut texts = Vec::new();
    for file in files {
        let name = file.name();
        let bytes = read_bytes(&file, |part| reading.set(Some((file.name(), part)))).await;
        let read = file_texts(&name, &bytes).map_err(|why| (name, why))?;
        let mut notices = read.notices;
        texts.extend(read.texts.into_iter().map(|(name, text)| InputText {
            name,
            text,
            notices: std::mem::take(&mut notices),
        }));
    }
    Ok(texts)
}

/// The pieces in which a file is read, in bytes.
pub(super) const PIECE: f64 = 4_000_000.0;

/// Reads a file in pieces, so that a large one shows its progress.
async fn read_bytes(file: &File, progress: impl Fn(f64)) -> Vec<u8> {
    let size = file.size();
    let mut bytes = Vec::new();
    let mut at = 0.0;
    progress(0.0);
    while at < size {
        let end = (at + PIECE).min(size);
        let Ok(piece) = file.slice_with_f64_and_f64(at, end) else {
            break;
        };
        let Ok(buffer) = JsFuture::from(piece.array_buffer()).await else {
            break;
        };
        bytes.extend(js_sys::Uint8Array::new(&buffer).to_vec());
        at = end;
        progress(at / size);
        if size > PIECE {
            page::painted().await;
        }
    }
    bytes
}
