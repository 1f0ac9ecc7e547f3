//! Where data and articles come in: dropped, chosen, or pasted.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DragEvent, File, FileList, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::super::page;
use super::super::work::{Action, Work};
use super::context::{Context, Place, Tab, use_desk};
use backstory_formats::{Format, Loss, Unreadable, article_paragraphs, detect, import, read_json};

/// What came of what was handed over.
enum Taken {
    Data {
        work: Work,
        losses: Vec<Loss>,
        what: &'static str,
    },
    Article(String),
    Failed {
        name: String,
        why: String,
        text: String,
        at: Option<(usize, usize)>,
    },
}

#[derive(Clone, PartialEq)]
struct Failure {
    name: String,
    why: String,
}

#[component]
pub fn Start() -> Html {
    let pasted = use_node_ref();
    let failure = use_state(|| None::<Failure>);
    let reading = use_state(|| None::<(String, f64)>);
    let is_over = use_state(|| false);
    let Some(context) = use_desk() else {
        return Html::default();
    };

    let take = {
        let (context, failure, reading) = (context.clone(), failure.clone(), reading.clone());
        let pasted = pasted.clone();
        Callback::from(move |texts: Vec<(String, String)>| {
            let taken = taken(texts, &mut context.sheets.borrow_mut(), context.work());
            failure.set(None);
            reading.set(None);
            match taken {
                Taken::Data { work, losses, what } => {
                    let said = [what, " imported. Undo restores what was here before."];
                    context.say.emit(said.concat());
                    context.set_losses.emit(losses.into());
                    context.history.dispatch(Action::Replace(work));
                    context.go.emit(Place {
                        tab: Tab::Problems,
                        record: None,
                    });
                }
                Taken::Article(article) => {
                    context.say.emit("Article read.".to_owned());
                    context.history.dispatch(Action::Article(article));
                    context.go.emit(Place {
                        tab: Tab::Article,
                        record: None,
                    });
                }
                Taken::Failed {
                    name,
                    why,
                    text,
                    at,
                } => {
                    failure.set(Some(Failure { name, why }));
                    if let Some(field) = pasted.cast::<HtmlTextAreaElement>() {
                        field.set_value(&text);
                        if let Some((start, end)) = at {
                            page::select(&field, start, end);
                        }
                    }
                }
            }
        })
    };
    let read_files = {
        let (take, reading) = (take.clone(), reading.clone());
        Callback::from(move |files: FileList| {
            let (take, reading) = (take.clone(), reading.clone());
            spawn_local(async move {
                let files = (0..files.length()).filter_map(|index| files.get(index));
                let texts = read_all(files.collect(), &reading).await;
                // The bar is painted before the work that keeps the page still.
                page::painted().await;
                take.emit(texts);
            });
        })
    };
    let on_choose = {
        let read_files = read_files.clone();
        Callback::from(move |event: Event| {
            let input: Option<HtmlInputElement> = event.target_dyn_into();
            let files = input.and_then(|input| input.files());
            if let Some(files) = files.filter(|files| files.length() > 0) {
                read_files.emit(files);
            }
        })
    };
    let on_drop = {
        let (read_files, take, is_over) = (read_files.clone(), take.clone(), is_over.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            is_over.set(false);
            let Some(data) = event.data_transfer() else {
                return;
            };
            match data.files().filter(|files| files.length() > 0) {
                Some(files) => read_files.emit(files),
                None => {
                    let text = data.get_data("text/plain").unwrap_or_default();
                    take.emit(vec![("what you dropped".to_owned(), text)]);
                }
            }
        })
    };
    let over = |is: bool| {
        let is_over = is_over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            is_over.set(is);
        })
    };
    let on_read = {
        let (take, pasted) = (take.clone(), pasted.clone());
        Callback::from(move |_: MouseEvent| {
            let text = pasted
                .cast::<HtmlTextAreaElement>()
                .map(|field| field.value())
                .unwrap_or_default();
            take.emit(vec![("what you pasted".to_owned(), text)]);
        })
    };
    let on_empty = {
        let context = context.clone();
        Callback::from(move |_: MouseEvent| {
            let question = "Clear the desk? The dataset and the article on it go; \
                            until you close this page, Undo brings them back.";
            if context.work().is_empty() || page::is_sure(question) {
                context.history.dispatch(Action::Replace(Work::new()));
                context.set_losses.emit(Rc::from([]));
                context.sheets.borrow_mut().clear();
                context.go.emit(Place {
                    tab: Tab::Article,
                    record: None,
                });
            }
        })
    };
    let on_example = {
        let (take, say) = (take.clone(), context.say.clone());
        Callback::from(move |_: MouseEvent| {
            let (take, say) = (take.clone(), say.clone());
            spawn_local(async move {
                let data = fetch("data/rwanda.json").await;
                let article = fetch("index.html").await;
                let texts = [("the example", data), ("its article.html", article)];
                let texts = texts
                    .into_iter()
                    .filter_map(|(name, text)| Some((name.to_owned(), text?)));
                let texts: Vec<_> = texts.collect();
                if texts.is_empty() {
                    say.emit("The example does not stand beside this page.".to_owned());
                } else {
                    take.emit(texts);
                }
            });
        })
    };
    html! {
        <section class="start">
            <h2>{ "Import" }</h2>
            <p class="lead">
                { "A spreadsheet, a dataset, a timeline or an article: drop it here. \
                   Everything stays in this browser." }
            </p>
            <div
                class={classes!("drop", is_over.then_some("drop--over"))}
                ondragover={over(true)}
                ondragleave={over(false)}
                ondrop={on_drop}
            >
                <label class="drop__choose">
                    <span class="control control--main">{ "Choose files" }</span>
                    <input
                        type="file"
                        id="files"
                        class="visually-hidden"
                        multiple=true
                        accept=".json,.jsonl,.ftm,.csv,.tsv,.txt,.html,.htm"
                        onchange={on_choose}
                    />
                </label>
                <p>
                    { "or drop them here: Backstory or TimelineJS JSON, FollowTheMoney lines, \
                       CSV or TSV sheets (all of them at once), the article as text or HTML" }
                </p>
                if let Some((name, part)) = &*reading {
                    <label class="drop__progress">
                        { "Reading " }{ name }
                        <progress max="1" value={part.to_string()} />
                    </label>
                }
            </div>
            if let Some(failure) = &*failure {
                <div class="failure" role="alert" id="failure">
                    <strong>{ &failure.name }{ " cannot be imported" }</strong>
                    <p>{ &failure.why }</p>
                    <p class="hint">
                        { "Its text is below: fix it there, and import it again." }
                    </p>
                </div>
            }
            <label class="field">
                <span class="field__label">{ "or paste it" }</span>
                <textarea
                    ref={pasted}
                    id="paste"
                    rows="7"
                    spellcheck="false"
                    placeholder="name,kind,aliases …"
                />
            </label>
            <div class="buttons">
                <button type="button" class="control control--main" id="read" onclick={on_read}>
                    { "Import" }
                </button>
                <button type="button" class="control" id="empty" onclick={on_empty}>
                    { "Start from an empty desk" }
                </button>
                <button type="button" class="control" id="example" onclick={on_example}>
                    { "Open the example" }
                </button>
            </div>
        </section>
    }
}

/// Reads files one after the other, and shows how far it is.
async fn read_all(
    files: Vec<File>,
    reading: &UseStateHandle<Option<(String, f64)>>,
) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for file in files {
        let text = read_file(&file, |part| reading.set(Some((file.name(), part)))).await;
        texts.push((file.name(), text));
    }
    texts
}

/// The pieces in which a file is read, in bytes.
const PIECE: f64 = 4_000_000.0;

/// Reads a file in pieces, so that a large one shows its progress. What is not
/// UTF-8 in it becomes replacement characters.
async fn read_file(file: &File, progress: impl Fn(f64)) -> String {
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
    String::from_utf8_lossy(&bytes).into_owned()
}

async fn fetch(path: &str) -> Option<String> {
    let window = web_sys::window()?;
    let response = JsFuture::from(window.fetch_with_str(path)).await.ok()?;
    let response: web_sys::Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let text = JsFuture::from(response.text().ok()?).await.ok()?;
    text.as_string()
}

/// What texts are. Sheets that came before are read together with new ones; an
/// article may come beside data.
fn taken(texts: Vec<(String, String)>, sheets: &mut Vec<(String, String)>, before: &Work) -> Taken {
    let mut article = None;
    let mut data = Vec::new();
    for (name, text) in texts {
        match detect(&text) {
            Err(Unreadable::Unknown) if is_prose(&name, &text) => {
                article = Some(article_paragraphs(&text).join("\n\n"));
            }
            Err(error) => return failed(name, &error, text),
            Ok(format) => data.push((name, format, text)),
        }
    }
    let article = article.map(Rc::<str>::from);
    let is_sheet = |format: &Format| matches!(format, Format::Sheet(_));
    let Some((name, format, text)) = data.first() else {
        return match article {
            Some(article) => Taken::Article(article.to_string()),
            None => failed(String::new(), &Unreadable::Empty, String::new()),
        };
    };
    if *format == Format::Dataset && data.len() == 1 {
        return match read_json(text) {
            Ok(document) => Taken::Data {
                work: Work {
                    document: Rc::new(document),
                    article: article.unwrap_or_else(|| before.article.clone()),
                },
                losses: Vec::new(),
                what: format.name(),
            },
            Err(error) => failed(name.clone(), &error, text.clone()),
        };
    }
    let what = format.name();
    let together = if data.iter().all(|(_, format, _)| is_sheet(format)) {
        for (name, format, text) in data {
            sheets.retain(|(_, old)| detect(old) != Ok(format));
            sheets.push((name, text));
        }
        sheets.clone()
    } else {
        sheets.clear();
        data.into_iter()
            .map(|(name, _, text)| (name, text))
            .collect()
    };
    let together: Vec<(&str, &str)> = together
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    match import(&together) {
        Ok(import) => {
            // What brings its own text is read with it, unless there is an
            // article already.
            let own = Rc::<str>::from(import.article.join("\n\n"));
            let kept = if before.article.is_empty() || !own.is_empty() {
                own
            } else {
                before.article.clone()
            };
            Taken::Data {
                work: Work {
                    document: Rc::new(import.document.to_value()),
                    article: article.unwrap_or(kept),
                },
                losses: import.losses,
                what,
            }
        }
        Err((name, why)) => {
            sheets.clear();
            Taken::Failed {
                name,
                why,
                text: String::new(),
                at: None,
            }
        }
    }
}

fn failed(name: String, error: &Unreadable, text: String) -> Taken {
    let name = if name.is_empty() {
        "What you gave".to_owned()
    } else {
        name
    };
    let at = match error {
        Unreadable::Json { line, column, .. } => offset(&text, *line, *column),
        _ => None,
    };
    Taken::Failed {
        name,
        why: error.to_string(),
        text,
        at,
    }
}

/// Where a line and a column are, in UTF-16 code units, and the end of the line.
fn offset(text: &str, line: usize, column: usize) -> Option<(usize, usize)> {
    let units = |text: &str| text.encode_utf16().count();
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(units)
        .sum();
    let here = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let end = before + units(here);
    Some(((before + column.saturating_sub(1)).min(end), end))
}

/// Whether a text that is no data reads like an article: by its name, or by
/// sentences in it.
fn is_prose(name: &str, text: &str) -> bool {
    let name = name.to_lowercase();
    let is_sheet = [".csv", ".tsv", ".json", ".jsonl"]
        .iter()
        .any(|end| name.ends_with(end));
    let is_text = [".txt", ".html", ".htm", ".md"]
        .iter()
        .any(|end| name.ends_with(end));
    let is_html = text.contains("<p") || text.contains("<body");
    let has_sentence = text.contains(". ") || text.trim_end().ends_with('.');
    !is_sheet && (is_text || is_html || has_sentence)
}

/// What an import did not carry, the same message once.
#[component]
pub fn Losses() -> Html {
    let Some(context) = use_desk() else {
        return Html::default();
    };
    losses(&context)
}

fn losses(context: &Context) -> Html {
    if context.losses.is_empty() {
        return Html::default();
    }
    let mut messages: Vec<(&str, Vec<&str>)> = Vec::new();
    for loss in context.losses.iter() {
        match messages.iter_mut().find(|(it, _)| *it == loss.message) {
            Some((_, paths)) => paths.push(&loss.path),
            None => messages.push((&loss.message, vec![&loss.path])),
        }
    }
    html! {
        <details class="losses" id="losses" open=true>
            <summary>
                { "What the import changed or skipped (" }{ context.losses.len() }{ ")" }
            </summary>
            <ul>
                { for messages.into_iter().map(|(message, paths)| html! {
                    <li>
                        { message }
                        <span class="quiet">{ " — " }{ shown(&paths) }</span>
                    </li>
                }) }
            </ul>
        </details>
    }
}

fn shown(paths: &[&str]) -> String {
    const MOST: usize = 6;
    let first: Vec<&str> = paths.iter().copied().take(MOST).collect();
    let more = paths.len().saturating_sub(MOST);
    if more == 0 {
        return first.join(", ");
    }
    [&first.join(", "), " and ", &more.to_string(), " more"].concat()
}
