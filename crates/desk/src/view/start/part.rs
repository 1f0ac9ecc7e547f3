//! The part in which data and articles are imported.

use super::import::{InputText, Taken, taken};
use super::read::read_all;
use super::stories::Stories;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, FileList, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::super::super::page;
use super::super::super::work::{Work, WorkAction};
use super::super::context::{EditorLocation, Tab, use_editor};
use super::super::session::StoryRequest;

/// The example, in the program itself: it opens wherever the published files are.
const EXAMPLE: &str = include_str!("../../../../../data/rwanda.json");

/// The page that it is of.
const EXAMPLE_ARTICLE: &str = include_str!("../../../../../index.html");

#[component]
pub fn Start() -> Html {
    let pasted = use_node_ref();
    let failure = use_state(|| None::<ImportFailure>);
    let reading = use_state(|| None::<(String, f64)>);
    let is_over = use_state(|| false);
    let Some(context) = use_editor() else {
        return Html::default();
    };

    let take = {
        let (context, failure, reading) = (context.clone(), failure.clone(), reading.clone());
        let pasted = pasted.clone();
        Callback::from(move |texts: Vec<InputText>| {
            let taken = taken(texts, &mut context.sheets.borrow_mut(), context.work());
            failure.set(None);
            reading.set(None);
            match taken {
                // A story of its own: nothing that is here goes.
                Taken::Project(work) => {
                    context
                        .say
                        .emit("The project is open as a story of its own.".to_owned());
                    context.open.emit(StoryRequest::New(Box::new(work)));
                }
                Taken::Data {
                    work,
                    unsupported,
                    what,
                } => {
                    let said = [what, " imported. Undo restores what was here before."];
                    context.say.emit(said.concat());
                    context.set_unsupported.emit(unsupported.into());
                    context.history.dispatch(WorkAction::Replace(work));
                    context.go.emit(EditorLocation {
                        tab: Tab::Problems,
                        record: None,
                    });
                }
                Taken::Article(article) => {
                    context.say.emit("Article read.".to_owned());
                    context.history.dispatch(WorkAction::Article(article));
                    context.go.emit(EditorLocation {
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
                    failure.set(Some(ImportFailure { name, why }));
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
        let (take, reading, failure) = (take.clone(), reading.clone(), failure.clone());
        Callback::from(move |files: FileList| {
            let (take, reading, failure) = (take.clone(), reading.clone(), failure.clone());
            spawn_local(async move {
                let files = (0..files.length()).filter_map(|index| files.get(index));
                let texts = read_all(files.collect(), &reading).await;
                // The bar is painted before the work that keeps the page still.
                page::painted().await;
                match texts {
                    Ok(texts) => take.emit(texts),
                    Err((name, why)) => {
                        reading.set(None);
                        failure.set(Some(ImportFailure { name, why }));
                    }
                }
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
                    take.emit(vec![InputText::new("what you dropped", text)]);
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
            take.emit(vec![InputText::new("what you pasted", text)]);
        })
    };
    let on_empty = {
        let context = context.clone();
        Callback::from(move |_: MouseEvent| {
            let question = "Remove the dataset and the article? Until you close \
                            this page, Undo brings them back.";
            if context.work().is_empty() || page::is_sure(question) {
                context.history.dispatch(WorkAction::Replace(Work::new()));
                context.set_unsupported.emit(Rc::from([]));
                context.sheets.borrow_mut().clear();
                context.go.emit(EditorLocation {
                    tab: Tab::Article,
                    record: None,
                });
            }
        })
    };
    let on_example = {
        let take = take.clone();
        Callback::from(move |_: MouseEvent| {
            take.emit(vec![
                InputText::new("rwanda.json", EXAMPLE.to_owned()),
                InputText::new("article.html", EXAMPLE_ARTICLE.to_owned()),
            ]);
        })
    };
    html! {
        <section class="start">
            <Stories />
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
                        accept=".json,.backstory,.jsonl,.ftm,.csv,.tsv,.xlsx,.ods,.xls,.txt,.html,.htm,.docx"
                        onchange={on_choose}
                    />
                </label>
                <p>
                    { "or drop them here: a project file, Backstory or TimelineJS JSON, FollowTheMoney lines, \
                       CSV or TSV sheets (all of them at once), the article as text, HTML or a Word document" }
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
                    { "Start with an empty dataset" }
                </button>
                <button type="button" class="control" id="example" onclick={on_example}>
                    { "Open the example" }
                </button>
            </div>
        </section>
    }
}

#[derive(Clone, PartialEq)]
pub(super) struct ImportFailure {
    name: String,
    why: String,
}
