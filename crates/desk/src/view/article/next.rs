//! The way on to the next passage of which a record can be made.

use super::super::super::dating::published;
use super::super::super::highlights::highlights;
use super::super::super::page;
use super::super::super::prose::next_passage;
use super::super::context::{EditorContext, EditorLocation, Tab};
use super::FIELD;

/// Selects the next passage of which a record can be made, and gives the text the focus: beside
/// the form where there is room, else in its own part.
pub fn go_to_next_passage(context: &EditorContext) {
    let Some(field) = page::text_area(FIELD) else {
        return;
    };
    let (document, text) = (context.document(), &context.work().article);
    let taken: Vec<_> = highlights(document, &context.validation, text)
        .into_iter()
        .map(|it| it.range)
        .collect();
    let from = page::selection(&field).map_or(0, |(_, end)| end);
    let found = next_passage(document, published(document).as_ref(), text, &taken, from);
    if found.is_none() {
        let said = "Every passage with a date or two of your names has a record.";
        context.say.emit(said.to_owned());
    }
    let range = found.map_or(from..from, |it| it.range);
    let context = context.clone();
    wasm_bindgen_futures::spawn_local(async move {
        if !page::is_shown(FIELD) {
            let (tab, record) = (Tab::Article, None);
            context.go.emit(EditorLocation { tab, record });
        }
        page::painted().await;
        page::select(&field, range.start, range.end);
    });
}
