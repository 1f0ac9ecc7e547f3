//! The article: its text, the passages that records are based on, and mentions.

use std::rc::Rc;

use web_sys::{ClipboardEvent, HtmlTextAreaElement};
use yew::prelude::*;

use super::super::edit::{Edit, Value, len, text, text_at};
use super::super::languages::article_language;
use super::super::mentions::{Candidate, Mentions, candidates, mentions};
use super::super::page;
use super::super::passage::{alias_of, guess_kind, known_as, spliced, suggest};
use super::super::reanchor::moved_passages;
use super::super::validate::{label, noun, record};
use super::super::work::WorkAction;
use super::context::{EditorContext, use_editor};
use super::fields::{DateField, TextField};
use super::records;
use backstory_core::dataset::Date;
use backstory_formats::EvidenceDocument;
use backstory_formats::{pasted_paragraphs, read_article, text_quote};

/// How many names without an entity are offered.
const OFFERED: usize = 24;

#[component]
pub fn ArticlePart() -> Html {
    let field = use_node_ref();
    let passage = use_state(|| None::<(u32, String)>);
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let article = context.work().article.clone();
    let look = {
        let (field, passage) = (field.clone(), passage.clone());
        move || {
            let found = field
                .cast::<HtmlTextAreaElement>()
                .and_then(|field| selected(&field));
            if *passage != found {
                passage.set(found);
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
    // What is pasted from a page is HTML, of which the paragraphs are wanted.
    let on_paste = {
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
    };
    // With words selected, a letter makes a record of them.
    let on_key = {
        let (context, field) = (context.clone(), field.clone());
        Callback::from(move |event: KeyboardEvent| {
            let is_command = event.ctrl_key() || event.meta_key() || event.alt_key();
            let list = match event.key().as_str() {
                "e" => "events",
                "r" => "relationships",
                "w" => "entities",
                _ => return,
            };
            let field = field.cast::<HtmlTextAreaElement>();
            let Some(passage) = field.as_ref().and_then(selected).filter(|_| !is_command) else {
                return;
            };
            event.prevent_default();
            let end = field.as_ref().and_then(page::selection);
            *context.caret.borrow_mut() = end.map(|(_, end)| end);
            make(&context, list, &passage);
        })
    };
    {
        // Back from the form, one goes on where one was.
        let (field, caret) = (field.clone(), context.caret.clone());
        use_effect_with((), move |()| {
            let caret = caret.borrow_mut().take();
            if let (Some(field), Some(caret)) = (field.cast::<HtmlTextAreaElement>(), caret) {
                page::select(&field, caret, caret);
            }
        });
    }
    let paragraphs = context.validation.paragraphs.clone();
    let named = mentions(context.document(), &paragraphs);
    let unknown = candidates(context.document(), &paragraphs);
    html! {
        <section class="article-part">
            <h2>{ "The article" }</h2>
            <div class="field">
                <label class="field__label" for="article-text">{ "Text" }</label>
                <p class="hint" id="article-hint">
                    { "Paste it, a paragraph a line. Select words in it, with the mouse or with \
                       Shift and the arrow keys, and press E for an event, R for a relationship \
                       or W for who it is." }
                </p>
                <textarea
                    ref={field.clone()}
                    id="article-text"
                    rows="14"
                    value={article.to_string()}
                    aria-describedby="article-hint"
                    oninput={on_input}
                    onpaste={on_paste}
                    onkeydown={on_key}
                    onkeyup={let look = look.clone(); Callback::from(move |_: KeyboardEvent| look())}
                    onmouseup={let look = look.clone(); Callback::from(move |_: MouseEvent| look())}
                    onselect={Callback::from(move |_: Event| look())}
                />
            </div>
            { selected_passage(&context, passage.as_ref()) }
            { who(&context, &named, &unknown, &field, &article) }
            <h3>{ "About the article" }</h3>
            <div class="pair">
                <TextField path="article.title" label="Headline" />
                <TextField path="article.publisher" label="Publisher" />
            </div>
            <div class="pair">
                <DateField path="article.published" label="Published" />
                <TextField path="article.url" label="Link to the article" />
            </div>
            <TextField
                path="article.language"
                label="Language"
                hint="The one it is written in, as a tag: “en”, “fr”, “pt-BR”. What is given in one language only is in this one."
            />
            <TextField path="article.summary" label="Summary" long=true />
            { records::corrections(&context) }
        </section>
    }
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

fn evidence_value(evidence: &EvidenceDocument) -> Value {
    let mut fields = vec![
        ("paragraph".into(), Value::Number(evidence.paragraph.into())),
        ("start".into(), text(evidence.start.as_str())),
    ];
    if let Some(end) = &evidence.end {
        fields.push(("end".into(), text(end.as_str())));
    }
    Value::Map(fields)
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

/// Makes a record of a passage. Of an event and a relationship the form is opened, with what the
/// passage says of it; a name is added where it stands.
fn make(context: &EditorContext, list: &'static str, passage: &(u32, String)) {
    let (paragraph, words) = passage;
    let first = |count: usize| {
        let words: Vec<&str> = words.split_whitespace().take(count).collect();
        words.join(" ")
    };
    if list == "entities" {
        add_name(context, &first(6));
        return;
    }
    let Some(evidence) = text_quote(*paragraph, words) else {
        return;
    };
    let published = Date::parse(text_at(context.document(), "article.published")).ok();
    let suggestion = suggest(context.document(), words, published.as_ref());
    let title = match list {
        "events" => first(10),
        _ => String::new(),
    };
    let path = records::insert(context, list, &title, "");
    let evidence = Edit::Push([&path, ".evidence"].concat(), evidence_value(&evidence));
    context.edit(&["add ", &path].concat(), vec![evidence]);
    let found = Some(Rc::new((path.clone(), suggestion)));
    context.set_suggested.emit(found);
    context.go_to(&path);
    let said = ["New ", noun(list), " from the passage."];
    context.say.emit(said.concat());
}

/// Adds an entity of a name in the article, of the kind that its words tell.
fn add_name(context: &EditorContext, name: &str) {
    let document = context.document();
    if let Some(known) = known_as(document, name) {
        let owner = label(document, &record("entities", known));
        let said = ["“", name, "” is a name of “", &owner, "” already."];
        context.say.emit(said.concat());
        return;
    }
    let countries = page::countries(article_language(document));
    let kind = guess_kind(name, &context.work().article, &countries);
    records::insert(context, "entities", name, kind.unwrap_or_default());
    context.say.emit(match kind {
        Some(kind) => ["“", name, "” is added, as a ", kind, "."].concat(),
        None => ["“", name, "” is added. Its kind is to be chosen."].concat(),
    });
}

/// Adds a name to the other names of an entity.
fn add_alias(context: &EditorContext, entity: usize, name: &str) {
    let own = record("entities", entity);
    let path = [&own, ".aliases"].concat();
    let push = Edit::Push(path, text(name));
    context.edit(&["alias ", name].concat(), vec![push]);
    let owner = label(context.document(), &own);
    let said = ["“", name, "” is another name of “", &owner, "”."];
    context.say.emit(said.concat());
}

/// The records that can be made of the selected words.
fn selected_passage(context: &EditorContext, passage: Option<&(u32, String)>) -> Html {
    let made = passage.and_then(|(paragraph, words)| text_quote(*paragraph, words));
    let (Some((paragraph, words)), Some(evidence)) = (passage, made) else {
        return html! {
            <p class="selected selected--none">{ "No passage is selected." }</p>
        };
    };
    let shown = match &evidence.end {
        Some(end) => [&evidence.start, " … ", end].concat(),
        None => evidence.start.clone(),
    };
    let evidence = evidence_value(&evidence);
    let open = context
        .place
        .record
        .clone()
        .filter(|path| !path.starts_with("entities"));
    let to_open = open.map(|path| {
        let name = label(context.document(), &path);
        let (context, evidence) = (context.clone(), evidence.clone());
        let on_click = Callback::from(move |_: MouseEvent| {
            let list = [&path, ".evidence"].concat();
            context.edit(
                &["pick ", &path].concat(),
                vec![Edit::Push(list, evidence.clone())],
            );
            context.say.emit("The passage is added.".to_owned());
            context.go_to(&path);
        });
        html! {
            <button type="button" class="control control--main" id="pick-open" onclick={on_click}>
                { "Passage of “" }{ name }{ "”" }
            </button>
        }
    });
    let new = |list: &'static str| {
        let (context, passage) = (context.clone(), (*paragraph, words.clone()));
        Callback::from(move |_: MouseEvent| make(&context, list, &passage))
    };
    html! {
        <div class="selected" id="selected-passage" role="group" aria-label="The selected passage">
            <p>
                <q>{ shown }</q>{ " " }
                <span class="quiet">{ "paragraph " }{ paragraph }</span>
            </p>
            <div class="buttons">
                { to_open.unwrap_or_default() }
                <button type="button" class="control" id="pick-event" onclick={new("events")}>
                    { "New event " }<kbd>{ "E" }</kbd>
                </button>
                <button type="button" class="control" id="pick-relationship" onclick={new("relationships")}>
                    { "New relationship " }<kbd>{ "R" }</kbd>
                </button>
                <button type="button" class="control" id="pick-entity" onclick={new("entities")}>
                    { "New entity " }<kbd>{ "W" }</kbd>
                </button>
            </div>
        </div>
    }
}

/// Mentions of entities, and names that are not entities yet.
fn who(
    context: &EditorContext,
    named: &[Mentions],
    unknown: &[Candidate],
    field: &NodeRef,
    article: &str,
) -> Html {
    if article.trim().is_empty() {
        return Html::default();
    }
    let silent: Vec<String> = (0..len(context.document(), "entities"))
        .filter(|index| !named.iter().any(|it| it.entity == *index))
        .map(|index| label(context.document(), &record("entities", index)))
        .collect();
    html! {
        <div class="who" id="who">
            <h3>{ "Who is named" }</h3>
            if named.is_empty() {
                <p class="hint">{ "Nobody of your data is named in the text yet." }</p>
            }
            <ul class="names">
                { for named.iter().map(|it| html! {
                    <li key={it.entity}>
                        <NameButton
                            name={it.name.clone()}
                            places={offsets(article, &it.places)}
                            field={field.clone()}
                        />
                    </li>
                }) }
            </ul>
            if !silent.is_empty() {
                <p class="hint">{ "Not named in the text: " }{ silent.join(", ") }</p>
            }
            if !unknown.is_empty() {
                <h3>{ "Names that are nobody’s yet" }</h3>
                <ul class="names">
                    { for unknown.iter().take(OFFERED).map(|candidate| {
                        let (context, name) = (context.clone(), candidate.name.clone());
                        let owner = alias_of(context.document(), &name);
                        let shown = owner.map(|owner| {
                            label(context.document(), &record("entities", owner))
                        });
                        let on_alias = {
                            let (context, name) = (context.clone(), name.clone());
                            Callback::from(move |_: MouseEvent| {
                                if let Some(owner) = owner {
                                    add_alias(&context, owner, &name);
                                    page::focus_first(".name--new");
                                }
                            })
                        };
                        let on_click = Callback::from(move |_: MouseEvent| {
                            add_name(&context, &name);
                            page::focus_first(".name--new");
                        });
                        html! {
                            <li key={candidate.name.clone()}>
                                if let Some(shown) = shown {
                                    <button type="button" class="name name--new" onclick={on_alias}>
                                        { &candidate.name }{ " is " }{ shown }
                                        <span class="name__count">{ candidate.count }</span>
                                    </button>
                                }
                                <button type="button" class="name name--new" onclick={on_click}>
                                    { "Add " }{ &candidate.name }
                                    <span class="name__count">{ candidate.count }</span>
                                </button>
                            </li>
                        }
                    }) }
                </ul>
            }
        </div>
    }
}

/// Places in paragraphs as places in the whole text.
fn offsets(article: &str, places: &[(usize, std::ops::Range<usize>)]) -> Vec<(usize, usize)> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in article.split('\n') {
        let units = line.encode_utf16().count();
        if !line.trim().is_empty() {
            let lead = line.len() - line.trim_start().len();
            let lead = line.get(..lead).unwrap_or_default().encode_utf16().count();
            starts.push(at + lead);
        }
        at += units + 1;
    }
    places
        .iter()
        .filter_map(|(paragraph, range)| {
            let start = starts.get(paragraph.checked_sub(1)?)?;
            Some((start + range.start, start + range.end))
        })
        .collect()
}

#[derive(PartialEq, Properties)]
struct NameProps {
    name: String,
    places: Vec<(usize, usize)>,
    field: NodeRef,
}

/// A name that selects its places in the text, one after the other.
#[component]
fn NameButton(props: &NameProps) -> Html {
    let next = use_mut_ref(|| 0_usize);
    let on_click = {
        let (places, field) = (props.places.clone(), props.field.clone());
        Callback::from(move |_: MouseEvent| {
            let mut next = next.borrow_mut();
            let Some((start, end)) = places.get(*next % places.len().max(1)) else {
                return;
            };
            *next += 1;
            if let Some(field) = field.cast::<HtmlTextAreaElement>() {
                page::select(&field, *start, *end);
            }
        })
    };
    html! {
        <button type="button" class="name" onclick={on_click}>
            { &props.name }
            <span class="name__count">{ props.places.len() }</span>
        </button>
    }
}
