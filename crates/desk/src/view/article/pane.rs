//! The article's text, with the passages of all records lit. It stays beside the form where there
//! is room.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use web_sys::{ClipboardEvent, HtmlTextAreaElement};
use yew::prelude::*;

use super::super::super::highlights::{Highlight, highlights, records_at, segments};
use super::super::super::page;
use super::super::super::passage::spliced;
use super::super::super::prose::{sentence_from, sentences};
use super::super::super::reanchor::moved_passages;
use super::super::super::work::WorkAction;
use super::super::context::{EditorContext, Tab, use_editor};
use super::super::validated::is_large;
use super::FIELD;
use super::make::make;
use super::selected::selected_passage;
use backstory_core::util::ptr_eq::PtrEq;
use backstory_formats::{pasted_paragraphs, read_article};

/// How long after a change the passages are lit anew, in milliseconds.
const LIT_DELAY_MS: u32 = 120;

/// The same with very many records.
const LARGE_LIT_DELAY_MS: u32 = 1_000;

/// What is selected in the text.
#[derive(Clone, Debug, Default, PartialEq)]
struct TextSelection {
    /// The paragraph and its words.
    passage: Option<(u32, String)>,
    /// Where it begins.
    caret: usize,
}

/// The article's text.
#[component]
pub fn ArticlePane() -> Html {
    let field = use_node_ref();
    let selection = use_state_eq(TextSelection::default);
    let lit = use_state_eq(|| PtrEq(Rc::<[Highlight]>::from([])));
    let context = use_editor();
    {
        // Not at each key: there may be thousands of them.
        let lit = lit.setter();
        let is_large = context.as_ref().is_some_and(|it| is_large(it.work()));
        let delay = if is_large {
            LARGE_LIT_DELAY_MS
        } else {
            LIT_DELAY_MS
        };
        let now = context.as_ref().map(|it| {
            let validation = it.validation.clone();
            (it.work().parts(), validation)
        });
        use_effect_with(now, move |now| {
            let now = now.clone();
            let timer = Timeout::new(delay, move || {
                if let Some(((document, article), validation)) = now {
                    let found = highlights(&document.0, &validation, &article.0);
                    lit.set(PtrEq(found.into()));
                }
            });
            move || drop(timer)
        });
    }
    let parts = {
        let article = context.as_ref().map(|it| PtrEq(it.work().article.clone()));
        use_memo((article, (*lit).clone()), |(article, lit)| {
            let article = article.as_ref().map_or("", |it| &*it.0);
            segments(article, &lit.0)
        })
    };
    {
        // An empty text waits for what is pasted.
        let is_awaited = context.as_ref().is_some_and(|it| {
            it.place.tab == Tab::Article && it.work().article.is_empty() && !it.is_following()
        });
        let field = field.clone();
        use_effect_with(is_awaited, move |is_awaited| {
            let field = field.cast::<HtmlTextAreaElement>().filter(|_| *is_awaited);
            if let Some(field) = field.filter(|_| !page::is_in_tabs()) {
                page::select(&field, 0, 0);
            }
        });
    }
    let Some(context) = context else {
        return Html::default();
    };
    let article = context.work().article.clone();
    let look = {
        let (field, selection) = (field.clone(), selection.setter());
        move || {
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                let caret = page::selection(&field).map_or(0, |(start, _)| start);
                let passage = selected(&field);
                selection.set(TextSelection { passage, caret });
            }
        }
    };
    let on_input = {
        let context = context.clone();
        Callback::from(move |event: InputEvent| {
            let field: Option<HtmlTextAreaElement> = event.target_dyn_into();
            if let Some(field) = field {
                set_article(&context, field.value());
            }
        })
    };
    // A press on a passage opens its record beside it; of several, one after the other.
    let on_click = {
        let (context, field, lit) = (context.clone(), field.clone(), lit.clone());
        Callback::from(move |_: MouseEvent| {
            let field = field.cast::<HtmlTextAreaElement>();
            let place = field.as_ref().and_then(page::selection);
            let place = place.filter(|(start, end)| start == end);
            if let Some((caret, _)) = place.filter(|_| context.place.tab != Tab::Article) {
                open_at(&context, &lit.0, caret);
            }
        })
    };
    let is_shown = match context.place.tab {
        Tab::Start | Tab::Publish => false,
        Tab::Article => true,
        _ => !article.trim().is_empty(),
    };
    let here: Vec<String> = records_at(&lit.0, selection.caret)
        .into_iter()
        .map(str::to_owned)
        .collect();
    html! {
        <section class="article-pane" id="article-pane" aria-label="The article" hidden={!is_shown}>
            <h2 class="article-pane__head"><label for={FIELD}>{ "The article" }</label></h2>
            <p class="hint article-pane__help" id="article-hint">
                { "Paste it, a paragraph a line. With words selected, " }<kbd>{ "E" }</kbd>
                { " makes an event of them, " }<kbd>{ "R" }</kbd>{ " a relationship and " }
                <kbd>{ "W" }</kbd>{ " an entity; " }<kbd>{ "Alt ↓" }</kbd>
                { " selects the next sentence. Press a passage that is lit to open its record, \
                   or " }<kbd>{ "Alt Enter" }</kbd>{ " in it." }
            </p>
            <div class="article-scroll">
                <div class="article-both">
                    <textarea
                        ref={field.clone()}
                        id={FIELD}
                        value={article.to_string()}
                        disabled={context.is_following()}
                        aria-describedby="article-hint"
                        oninput={on_input}
                        onpaste={paste(&context)}
                        onkeydown={keys(&context, &field, &lit.0)}
                        onclick={on_click}
                        onkeyup={let look = look.clone(); Callback::from(move |_: KeyboardEvent| look())}
                        onmouseup={let look = look.clone(); Callback::from(move |_: MouseEvent| look())}
                        onselect={Callback::from(move |_: Event| look())}
                    />
                    <div class="article-lit" aria-hidden="true">
                        { for parts.iter().map(|part| {
                            let is_open = |it: &String| context.place.record.as_ref() == Some(it);
                            let class = classes!(
                                (!part.records.is_empty()).then_some("lit"),
                                part.records.iter().any(is_open).then_some("lit--open"),
                            );
                            html! { <span {class}>{ &part.text }</span> }
                        }) }
                        // The last line is one, even if it is empty.
                        { "\n" }
                    </div>
                </div>
            </div>
            { selected_passage(&context, selection.passage.as_ref(), &here) }
        </section>
    }
}

/// Opens a record whose passage is at a place in the text: the one after the open one.
fn open_at(context: &EditorContext, lit: &[Highlight], place: usize) {
    let records = records_at(lit, place);
    let open = context.place.record.as_deref();
    let at = records.iter().position(|it| Some(*it) == open);
    let next = at.map_or(0, |at| (at + 1) % records.len());
    if let Some(path) = records.get(next) {
        context.go_to(path);
    }
}

/// With words selected, a letter makes a record of them; sentences are selected by arrows.
fn keys(
    context: &EditorContext,
    field: &NodeRef,
    lit: &Rc<[Highlight]>,
) -> Callback<KeyboardEvent> {
    let (context, field, lit) = (context.clone(), field.clone(), lit.clone());
    Callback::from(move |event: KeyboardEvent| {
        let Some(field) = field.cast::<HtmlTextAreaElement>() else {
            return;
        };
        let Some((start, end)) = page::selection(&field) else {
            return;
        };
        let is_command = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if event.alt_key() && !is_command => {
                event.prevent_default();
                let all = sentences(&field.value());
                let found = if event.key() == "ArrowUp" {
                    all.iter().rev().find(|it| it.range.start < start)
                } else {
                    sentence_from(&all, end)
                };
                if let Some(found) = found {
                    page::select(&field, found.range.start, found.range.end);
                }
            }
            "Enter" if event.alt_key() => {
                event.prevent_default();
                open_at(&context, &lit, start);
            }
            // What is selected to be read is not typed over by a key that is still down.
            "Enter" if !is_command && (event.repeat() || start < end) => event.prevent_default(),
            key @ ("e" | "r" | "w") if !is_command && !event.alt_key() => {
                let list = match key {
                    "e" => "events",
                    "r" => "relationships",
                    _ => "entities",
                };
                if let Some(passage) = selected(&field) {
                    event.prevent_default();
                    make(&context, list, &passage);
                }
            }
            _ => {}
        }
    })
}

/// What is pasted from a page is HTML, of which the paragraphs are wanted.
fn paste(context: &EditorContext) -> Callback<Event> {
    let context = context.clone();
    Callback::from(move |event: Event| {
        use wasm_bindgen::JsCast;
        let event: ClipboardEvent = event.unchecked_into();
        let field: Option<HtmlTextAreaElement> =
            event.target().and_then(|target| target.dyn_into().ok());
        let pasted = event.clipboard_data();
        let (Some(field), Some(data)) = (field, pasted) else {
            return;
        };
        let html = data.get_data("text/html").unwrap_or_default();
        let paragraphs = pasted_paragraphs(&html);
        // A word that is pasted into a sentence stays in its line.
        if field.value().is_empty() || paragraphs.len() > 1 {
            let text = paragraphs.join("\n\n");
            if text.is_empty() {
                return;
            }
            event.prevent_default();
            let context = context.clone();
            // Once this event is done: what the field tells of within it is not heard.
            wasm_bindgen_futures::spawn_local(async move {
                // As if it had been typed, so that Ctrl+Z in the field takes back it alone.
                let before = field.value();
                let end = before.encode_utf16().count();
                let selection = page::selection(&field).unwrap_or((end, end));
                if page::insert(&field, &text) {
                    return;
                }
                // A browser that does not type for the page: then Undo of the editor has it.
                let (article, caret) = spliced(&before, selection, &text);
                set_article(&context, article);
                page::painted().await;
                page::select(&field, caret, caret);
            });
        }
    })
}

/// The paragraph and the words that are selected, if they are of one paragraph.
fn selected(field: &HtmlTextAreaElement) -> Option<(u32, String)> {
    let (start, end) = page::selection(field)?;
    let units: Vec<u16> = field.value().encode_utf16().collect();
    let words = String::from_utf16_lossy(units.get(start..end)?);
    let words = words.trim();
    if words.is_empty() {
        return None;
    }
    // A text quote's passage is in one paragraph: the first that is selected.
    let words = words.lines().next()?.trim();
    let before = String::from_utf16_lossy(units.get(..start)?);
    let lead = String::from_utf16_lossy(units.get(start..)?);
    let blank = lead.len() - lead.trim_start().len();
    let before = [&before, lead.get(..blank)?].concat();
    let line = before.matches('\n').count();
    let value = field.value();
    let lines = value.lines().take(line + 1);
    let position = lines.filter(|line| !line.trim().is_empty()).count();
    let article = read_article(&value, None).ok()?;
    let paragraph = article.paragraphs().get(position.checked_sub(1)?)?;
    Some((paragraph.number, words.to_owned()))
}

/// Changes the article; passages that are in another paragraph by that follow.
fn set_article(context: &EditorContext, article: String) {
    let lines = |text: &str| text.lines().filter(|line| !line.trim().is_empty()).count();
    // Within a paragraph nothing moves to another one.
    let edits = if lines(&article) == lines(&context.work().article) {
        Vec::new()
    } else {
        moved_passages(context.work(), &context.validation, &article)
    };
    if edits.is_empty() {
        context.history.dispatch(WorkAction::Article(article));
        return;
    }
    let count = edits.len();
    let action = WorkAction::ArticleWith { article, edits };
    context.history.dispatch(action);
    context.say.emit(match count {
        1 => "One passage is in another paragraph now, and has followed.".to_owned(),
        count => [
            &*count.to_string(),
            " passages are in other paragraphs now, and have followed.",
        ]
        .concat(),
    });
}
