//! The ways to put a story into an article: the lines of each, and what they show.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::super::super::edit::text_at;
use super::super::super::languages::{article_language, words_at};
use super::super::super::page;
use super::super::super::publish::{Target, permalink_name};
use super::super::super::work::Work;
use super::super::context::use_editor;
use super::copied::Copied;
use backstory_core::dataset::{Decoded, SafeUrl, Value, decode_in};
use backstory_core::locale::{ENGLISH, LANGUAGES, Words};
use backstory_core::state::View;
use backstory_formats::{article_paragraphs, escaped, for_script};
use backstory_prerender::{Options, Snippet, children, file_address, linked_data};

#[derive(PartialEq, Properties)]
pub(super) struct WaysProps {
    pub target: Target,
    pub file: String,
    pub has_permalink: bool,
    /// Called when lines are taken away.
    pub taken: Callback<()>,
}

#[component]
pub(super) fn Ways(props: &WaysProps) -> Html {
    let Some(context) = use_editor() else {
        return Html::default();
    };
    let work = context.work();
    let src = props.target.file(&props.file);
    let name = permalink_name(&props.file);
    let language = widget_language(&work.document);
    let title = words_at(&work.document, "article.title").to_owned();
    let frame_src = file_address(&props.file);
    let snippet = Snippet {
        base: props.target.base(),
        src: &src,
        frame_src: &frame_src,
        title: &title,
        // The element has the language of its page; a frame is a page of its own.
        language: None,
        permalink: props.has_permalink.then_some(name.as_str()),
    };
    let framed = Snippet {
        language,
        ..snippet
    };
    let link = text_at(&work.document, "article.url").trim().to_owned();
    let link = SafeUrl::parse(&link).map(|_| {
        let page = link.split('#').next().unwrap_or_default();
        [page, "#", &name, ":view=relationships"].concat()
    });
    let page = |make: fn(&Work) -> String| {
        let work = work.clone();
        Callback::from(move |()| make(&work))
    };
    html! {
        <>
            if props.has_permalink {
                <p class="hint" id="permalink">
                    { "A link to the relationships, for one: " }
                    <code>{ link.unwrap_or_else(|| ["…#", &name, ":view=relationships"].concat()) }</code>
                </p>
            }
            <h4>{ "As an element" }</h4>
            <p class="hint">
                { "The best where your system takes it: passages of the article are underlined, \
                   and lead to their rows." }
            </p>
            <Copied id="embed" label="Lines to embed" text={snippet.element()} taken={&props.taken} />
            <Shown id="try-element" label="What the element shows" page={page(element_page)} />
            <Prerendered
                work={work.clone()}
                base={props.target.base().to_owned()}
                head={snippet.script()}
                tag={snippet.tag()}
                language={language.unwrap_or("en").to_owned()}
                taken={&props.taken}
            />
            <h4>{ "As an iframe" }</h4>
            <p class="hint">
                { "Where your system takes no element, as WordPress does of most authors. \
                   Passages are not underlined." }
            </p>
            <Copied id="iframe" label="Lines of the iframe" text={framed.iframe()} taken={&props.taken} />
            <Shown id="try-iframe" label="What the iframe shows" page={page(frame_page)} />
        </>
    }
}

/// The language of the article, where the widget speaks it.
fn widget_language(document: &Value<'static>) -> Option<&'static str> {
    let primary = article_language(document)
        .split('-')
        .next()?
        .to_ascii_lowercase();
    LANGUAGES.into_iter().find(|tag| *tag == primary)
}

/// The head of a page that is shown in a preview. It has the policy of this page.
fn head(document: &Value<'static>, script: &str) -> String {
    let language = article_language(document);
    [
        "<!doctype html><html lang=\"",
        &escaped(if language.is_empty() { "en" } else { language }),
        "\"><head><meta name=\"viewport\" content=\"width=device-width\"><meta \
         name=\"color-scheme\" content=\"light dark\"><link rel=\"stylesheet\" href=\"desk.css\">",
        script,
        "</head>",
    ]
    .concat()
}

/// The element with the dataset in it.
fn element(document: &Value<'static>) -> String {
    let json = serde_json::to_string(document).unwrap_or_default();
    [
        "<back-story loading=\"eager\"><script type=\"application/json\">",
        &for_script(&json),
        "</script></back-story>",
    ]
    .concat()
}

const SCRIPT: &str = "<script type=\"module\" src=\"backstory.js\"></script>";

/// The article with the element below it.
fn element_page(work: &Work) -> String {
    let title = words_at(&work.document, "article.title");
    let paragraphs: String = article_paragraphs(&work.article)
        .iter()
        .map(|paragraph| ["<p>", &escaped(paragraph), "</p>"].concat())
        .collect();
    [
        &*head(&work.document, SCRIPT),
        "<body class=\"shown-article\"><article><h1>",
        &escaped(title),
        "</h1>",
        &paragraphs,
        &element(&work.document),
        "</article></body></html>",
    ]
    .concat()
}

/// The element alone, as `embed.html` has it.
fn frame_page(work: &Work) -> String {
    let language = widget_language(&work.document);
    let tag = ["<back-story lang=\"", language.unwrap_or("en"), "\""].concat();
    [
        &*head(&work.document, SCRIPT),
        "<body>",
        &element(&work.document).replacen("<back-story", &tag, 1),
        "</body></html>",
    ]
    .concat()
}

#[derive(PartialEq, Properties)]
struct PrerenderedSnippetProps {
    work: Work,
    base: String,
    head: String,
    tag: String,
    language: String,
    taken: Callback<()>,
}

/// The lines with the story in them, as `backstory prerender` prints them; nothing
/// where the document as a whole is no dataset.
#[component]
fn Prerendered(props: &PrerenderedSnippetProps) -> Html {
    let lines = use_state_eq(|| None::<(String, String)>);
    {
        let lines = lines.clone();
        let deps = (
            props.work.document.clone(),
            props.base.clone(),
            props.head.clone(),
            props.tag.clone(),
            props.language.clone(),
        );
        // A component that renders may not render another one.
        use_effect_with(deps, move |(document, base, head, tag, language)| {
            let (document, base) = (document.clone(), base.clone());
            let (head, tag, language) = (head.clone(), tag.clone(), language.clone());
            spawn_local(async move {
                let decoded = decode_in(&document, &language).ok();
                lines.set(match decoded {
                    Some(decoded) => {
                        Some(prerendered(&decoded, &base, &head, &tag, &language).await)
                    }
                    None => None,
                });
            });
        });
    }
    let Some((text, _)) = &*lines else {
        return Html::default();
    };
    let page = {
        let (document, lines) = (props.work.document.clone(), lines.clone());
        Callback::from(move |()| {
            let content = lines.as_ref().map_or("", |(_, content)| content);
            [
                &*head(&document, ""),
                "<body class=\"shown-article\"><back-story>",
                content,
                "</back-story></body></html>",
            ]
            .concat()
        })
    };
    html! {
        <>
            <h4>{ "As an element with its content" }</h4>
            <p class="hint">
                { "The story is on the page before any script, for search engines and for \
                   readers without scripts; then the widget takes its place. Copy them \
                   anew when the dataset changes." }
            </p>
            <Copied
                id="prerendered"
                label="Lines with the story in them"
                text={text.clone()}
                taken={&props.taken}
            />
            <Shown
                id="try-prerendered"
                label="What a reader without scripts sees"
                {page}
                has_scripts=false
            />
        </>
    }
}

/// The lines, and the content for this page's own preview.
async fn prerendered(
    decoded: &Decoded,
    base: &str,
    head: &str,
    tag: &str,
    language: &str,
) -> (String, String) {
    let words = words(language).await;
    let css = [base, "backstory.css"].concat();
    let made = |css| Options {
        css,
        inline_css: None,
        plain: false,
        view: View::Timeline,
    };
    let content = children(decoded, words, &made(&css)).await;
    let lines = [
        head,
        &*linked_data(decoded, words),
        tag,
        &content,
        "</back-story>\n",
    ]
    .concat();
    let own = if base.is_empty() {
        content
    } else {
        children(decoded, words, &made("backstory.css")).await
    };
    (lines, own)
}

/// The words of a language, whose file is next to the editor.
async fn words(language: &str) -> &'static Words {
    if language == "en" {
        return &ENGLISH;
    }
    let file = page::own_file(&["locale/", language, ".json"].concat()).await;
    let file = Rc::<str>::from(file.unwrap_or_default());
    match Value::parse(&file) {
        Some(file) => Words::of(language, Some(&file)),
        None => &ENGLISH,
    }
}

#[derive(PartialEq, Properties)]
struct ShownProps {
    id: &'static str,
    label: &'static str,
    /// Makes the page, which holds the whole story.
    page: Callback<(), String>,
    #[prop_or(true)]
    has_scripts: bool,
}

/// What the lines show, on demand: in a frame, since a page's own rules reach into no other.
#[component]
fn Shown(props: &ShownProps) -> Html {
    let is_open = use_state_eq(|| false);
    let on_toggle = {
        let is_open = is_open.clone();
        Callback::from(move |event: Event| {
            if let Some(details) = event.target_dyn_into::<web_sys::Element>() {
                is_open.set(details.has_attribute("open"));
            }
        })
    };
    // Without scripts it is still of this page's origin, so that its styles may come.
    let sandbox = (!props.has_scripts).then_some("allow-same-origin");
    html! {
        <details class="shown" id={props.id} ontoggle={on_toggle}>
            <summary>{ props.label }</summary>
            if *is_open {
                <iframe title={props.label} srcdoc={props.page.emit(())} {sandbox} />
            }
        </details>
    }
}
