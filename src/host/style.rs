//! The style sheet, one object for every widget of the page.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, ShadowRoot};

/// Tokens first, then one sheet a component.
const STYLES: &str = concat!(
    include_str!("../../styles/tokens.css"),
    include_str!("../../styles/base.css"),
    include_str!("../../styles/filters.css"),
    include_str!("../../styles/timeline.css"),
    include_str!("../../styles/ties.css"),
    include_str!("../../styles/table.css"),
    include_str!("../../styles/matrix.css"),
    include_str!("../../styles/network.css"),
    include_str!("../../styles/detail.css"),
    include_str!("../../styles/passages.css"),
);

thread_local! {
    static SHEET: Option<CssStyleSheet> = constructed();
}

/// A constructed sheet needs no `style-src` of the page's policy.
fn constructed() -> Option<CssStyleSheet> {
    let sheet = CssStyleSheet::new().ok()?;
    sheet.replace_sync(STYLES).ok()?;
    Some(sheet)
}

/// Gives `root` the widget's styles.
pub fn adopt(root: &ShadowRoot) {
    SHEET.with(|sheet| {
        if let Some(sheet) = sheet {
            let sheets = js_sys::Array::of1(sheet);
            // Only a sheet of another document is refused.
            let _ = js_sys::Reflect::set(
                root.unchecked_ref::<JsValue>(),
                &JsValue::from_str("adoptedStyleSheets"),
                &sheets,
            );
        }
    });
}
