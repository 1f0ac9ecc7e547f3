//! Other formats than the dataset: whatever a file holds, it is read or refused, and what
//! is read can be used.

use backstory_core::dataset::decode;
use backstory_formats::{
    Import, decode_text, file_texts, from_ftm, from_timeline_js, grouped, import,
};

use crate::bytes::text;
use crate::documents::every_use;

/// One sheet, or several with a form feed between them.
pub fn sheets(bytes: &[u8]) {
    const NAMES: [&str; 4] = ["one.csv", "two.csv", "three.csv", "four.csv"];
    let Ok(decoded) = decode_text(bytes) else {
        return;
    };
    let texts = decoded.text.split('\u{c}');
    let named: Vec<(&str, &str)> = NAMES.into_iter().zip(texts).collect();
    match import(&named) {
        Ok(import) => is_usable(&import),
        Err((name, why)) => assert!(NAMES.contains(&&*name) && !why.is_empty()),
    }
}

/// TimelineJS's JSON.
pub fn timeline_js(bytes: &[u8]) {
    if let Ok(json) = serde_json::from_slice(bytes) {
        is_usable(&from_timeline_js(&json));
    }
}

/// FollowTheMoney's entities.
pub fn ftm(bytes: &[u8]) {
    is_usable(&from_ftm(&text(bytes)));
}

/// A file of any kind.
pub fn workbook(bytes: &[u8]) {
    let texts = match file_texts("book.xlsx", bytes) {
        Ok(file) => file.texts,
        Err(why) => {
            assert!(!why.is_empty());
            return;
        }
    };
    let named: Vec<(&str, &str)> = texts
        .iter()
        .map(|(name, text)| (&**name, &**text))
        .collect();
    if let Ok(import) = import(&named) {
        is_usable(&import);
    }
}

fn is_usable(import: &Import) {
    for notice in &import.unsupported {
        assert!(!notice.message.is_empty(), "{notice:?}");
    }
    let _ = grouped(&import.unsupported);
    let Ok(decoded) = decode(&import.document.to_value()) else {
        return;
    };
    for problem in &decoded.problems {
        let _ = import.place_of(&problem.path);
    }
    every_use(&decoded);
}
