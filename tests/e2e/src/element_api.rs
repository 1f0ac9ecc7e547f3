//! The element's interface: its state, which has one owner, its data, its manners.

use std::error::Error;
use std::path::PathBuf;
use std::time::Duration;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::fixtures::{page_of, story};
use crate::harness::{Outcome, Page, Resource};
use crate::{expect, expect_eq};

const LISTEN: &str = "window.heard = [];
    for (const kind of ['ready', 'filter', 'select', 'error'])
        document.addEventListener(`backstory:${kind}`, ({ detail }) => heard.push([kind, detail]));
    window.it = document.querySelector('back-story');";

const LINKED: &str =
    r#"<back-story id="w" src="/data/rwanda.json" permalink="hash" loading="eager"></back-story>"#;

type Read<T> = Result<T, Box<dyn Error>>;

/// What the page heard of one kind.
async fn heard(page: &Page<'_>, kind: &str) -> Read<Vec<Value>> {
    let script =
        "return heard.filter(([kind]) => kind === arguments[0]).map(([, detail]) => detail);";
    let heard = page.script(script, vec![json!(kind)]).await?;
    Ok(serde_json::from_value(heard)?)
}

/// Runs a script, and returns how the promise that it returns ends: with its value, or
/// with its error as text.
async fn outcome(page: &Page<'_>, script: &str) -> Read<Value> {
    let script = format!(
        "window.outcome = undefined;
         Promise.resolve().then(() => {{ {script} }}).then(
             (value) => (window.outcome = [value ?? null]),
             (error) => (window.outcome = [String(error)]));"
    );
    page.script(&script, vec![]).await?;
    page.until(true, async || {
        Ok(!page
            .script("return window.outcome", vec![])
            .await?
            .is_null())
    })
    .await?;
    page.script("return window.outcome[0]", vec![]).await
}

/// Counts the entries of the history that the page makes from here on. The length
/// of the history does not say so: browsers hold no more than fifty.
async fn count_entries(page: &Page<'_>) -> Read<()> {
    let script = "window.entries = 0;
        const push = history.pushState;
        history.pushState = function (...words) {
            window.entries++;
            return push.apply(this, words);
        };";
    page.script(script, vec![]).await?;
    Ok(())
}

async fn entries(page: &Page<'_>) -> Read<u64> {
    let count = page.script("return window.entries", vec![]).await?;
    count.as_u64().ok_or_else(|| "nothing is counted".into())
}

pub async fn a_filter_and_a_selection_are_both_kept(page: &Page<'_>) -> Outcome {
    page.server.put("/api.html", page_of(LINKED));
    page.open("/api.html").await?;
    page.script(LISTEN, vec![]).await?;
    page.script(
        "it.setFilter({ actor: ['russia'] }); it.select('entity.russia');",
        vec![],
    )
    .await?;
    page.wait_for(".detail").await?;
    expect_eq!(page.count(".chip").await?, 1);
    page.until(json!("#w:actor=russia&open=entity.russia"), async || {
        page.script("return location.hash", vec![]).await
    })
    .await?;
    let message = outcome(page, "return it.setFilter({ acter: ['russia'] })").await?;
    expect_eq!(
        message,
        json!("Error: unknown field \"acter\"; did you mean \"actor\"?")
    );
    expect_eq!(page.count(".chip").await?, 1);
    Ok(())
}

pub async fn a_cell_of_the_matrix_is_told_and_cleared(page: &Page<'_>) -> Outcome {
    page.server.put("/api.html", page_of(LINKED));
    page.open("/api.html#w:view=relationships&as=matrix")
        .await?;
    page.script(LISTEN, vec![]).await?;
    page.wait_for(".matrix__tie").await?;
    page.click(".matrix__tie").await?;
    page.until(1, async || Ok(heard(page, "filter").await?.len()))
        .await?;
    let told = heard(page, "filter").await?;
    let mut fields: Vec<&String> = told[0]["filter"].as_object().unwrap().keys().collect();
    fields.sort();
    expect_eq!(fields, ["object", "subject"]);
    page.script("it.clear()", vec![]).await?;
    page.until(0, async || page.count(".chip").await).await?;
    let told = heard(page, "filter").await?;
    expect_eq!(told.last().unwrap()["filter"], json!({}));
    Ok(())
}

pub async fn back_returns_to_the_view_that_it_began_with(page: &Page<'_>) -> Outcome {
    let element = LINKED.replace("src=", "view=\"relationships\" src=");
    page.server.put("/api.html", page_of(&element));
    page.open("/api.html").await?;
    page.type_into(".search__field", "sudan").await?;
    page.until(json!("#w:q=sudan"), async || {
        page.script("return location.hash", vec![]).await
    })
    .await?;
    page.script("history.back()", vec![]).await?;
    page.until(0, async || page.count(".chip").await).await?;
    expect_eq!(
        page.count("#tab-relationships[aria-selected=true]").await?,
        1
    );
    // The other view can be linked to.
    page.click("#tab-timeline").await?;
    page.until(json!("#w:view=timeline"), async || {
        page.script("return location.hash", vec![]).await
    })
    .await?;
    Ok(())
}

pub async fn a_dragged_border_is_one_entry(page: &Page<'_>) -> Outcome {
    page.server.put("/api.html", page_of(LINKED));
    page.open("/api.html#w:view=relationships").await?;
    page.wait_for(".row").await?;
    count_entries(page).await?;
    page.drag("th:nth-child(2) .table__border", 60).await?;
    page.until(true, async || {
        let hash = page.script("return location.hash", vec![]).await?;
        Ok(hash.as_str().unwrap_or_default().contains("widths="))
    })
    .await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    expect_eq!(entries(page).await?, 1);
    Ok(())
}

pub async fn methods_work_before_the_element_is_in_the_page(page: &Page<'_>) -> Outcome {
    page.server.put("/api.html", page_of("<p>Before.</p>"));
    page.go("/api.html").await?;
    page.script(LISTEN, vec![]).await?;
    let script = "await customElements.whenDefined('back-story');
        const el = document.createElement('back-story');
        el.src = '/data/rwanda.json'; el.loading = 'eager';
        await el.setFilter({ actor: 'russia' });
        document.body.append(el);";
    let done = outcome(page, &format!("return (async () => {{ {script} }})()")).await?;
    expect_eq!(done, Value::Null);
    page.wait_for(".chip").await?;
    expect_eq!(page.count(".chip").await?, 1);
    page.until(1, async || Ok(heard(page, "ready").await?.len()))
        .await?;
    Ok(())
}

/// What reads the arguments of methods, and objects that are data, is a part of its
/// own: where it does not come it is said so, and asked for again.
pub async fn what_reads_objects_is_asked_for_again(page: &Page<'_>) -> Outcome {
    const PART: &str = "/core/backstory_values.wasm";
    let dist = PathBuf::from(std::env::var("BACKSTORY_DIST")?);
    let wasm = std::fs::read(dist.join(PART.trim_start_matches('/')))?;
    let part = || Resource::new("application/wasm", wasm.clone());

    page.server.put(PART, part().status(500).and_then(part()));
    page.server.put("/api.html", page_of(LINKED));
    page.go("/api.html").await?;
    page.wait_for(".summary").await?;
    let call = "return document.querySelector('back-story').setFilter({ actor: 'russia' })";
    let failed = outcome(page, call).await?;
    expect!(
        failed
            .as_str()
            .is_some_and(|it| it.contains("did not load")),
        "{failed}"
    );
    expect_eq!(page.count(".chip").await?, 0);
    expect_eq!(outcome(page, call).await?, Value::Null);
    page.wait_for(".chip").await?;

    page.server.put(PART, part().status(500).and_then(part()));
    page.server.put(
        "/api.html",
        page_of("<back-story loading='eager'></back-story>"),
    );
    page.go("/api.html").await?;
    let give = format!(
        "document.querySelector('back-story').data = {}",
        story(&["The flood"])
    );
    page.script(&give, vec![]).await?;
    page.wait_for(".failure").await?;
    expect!(
        page.text(".failure").await?.contains("did not load"),
        "it says why"
    );
    page.click(".failure .control").await?;
    page.wait_for("[data-record]").await?;
    // What the browser itself says of it.
    page.script("window.__problems = []", vec![]).await?;
    Ok(())
}

pub async fn an_element_that_goes_while_it_loads_gives_all_back(page: &Page<'_>) -> Outcome {
    page.server.put("/slow.json", Resource::held());
    let element = LINKED.replace("/data/rwanda.json", "/slow.json");
    let script = "<script>const get = window.fetch; window.signals = [];
        window.fetch = (url, options) => {
            if (String(url).includes('slow.json')) signals.push(options.signal);
            return get(url, options);
        };</script>";
    page.server
        .put("/api.html", page_of(&format!("{script}{element}")));
    page.go("/api.html").await?;
    page.until(json!(1), async || {
        page.script("return signals.length", vec![]).await
    })
    .await?;
    page.script("document.querySelector('back-story').remove()", vec![])
        .await?;
    page.until(json!(true), async || {
        page.script("return signals.every((it) => it.aborted)", vec![])
            .await
    })
    .await?;
    // Its name in the address is free, and so is its widget.
    page.script(
        "document.body.insertAdjacentHTML('beforeend', arguments[0])",
        vec![json!(LINKED)],
    )
    .await?;
    page.live().await?;
    page.type_into(".search__field", "sudan").await?;
    page.until(json!("#w:q=sudan"), async || {
        page.script("return location.hash", vec![]).await
    })
    .await?;
    Ok(())
}

pub async fn an_object_is_read_as_its_text_is(page: &Page<'_>) -> Outcome {
    page.server.put(
        "/api.html",
        page_of("<back-story loading=\"eager\"></back-story>"),
    );
    let data: Value = serde_json::from_str(&std::fs::read_to_string("data/rwanda.json")?)?;
    page.go("/api.html").await?;
    page.script(LISTEN, vec![]).await?;
    let set = async |script: &str| {
        let script = format!(
            "heard.length = 0; const data = structuredClone(arguments[0]); {script}; it.data = data;"
        );
        page.script(&script, vec![data.clone()]).await?;
        page.until(true, async || {
            let ready = heard(page, "ready").await?.len();
            Ok(ready + heard(page, "error").await?.len() > 0)
        })
        .await?;
        let ready = heard(page, "ready").await?;
        let error = heard(page, "error").await?;
        Ok::<Value, Box<dyn Error>>(match ready.first() {
            Some(ready) => ready["events"].clone(),
            None => error[0]["message"].clone(),
        })
    };
    let events = json!(data["events"].as_array().map(Vec::len));
    expect_eq!(set("").await?, events);
    // What is undefined is not there, and a Map is an object.
    expect_eq!(set("data.events[0].summary = undefined").await?, events);
    expect_eq!(
        set("data.events[0] = new window.Map(Object.entries(data.events[0]))").await?,
        events
    );
    // One of another window is one, too.
    let frame =
        "const frame = document.body.appendChild(document.createElement('iframe')).contentWindow;";
    let other = "data.events[0].title = new frame.Map([['en', 'A visit']]);
        data.article = frame.JSON.parse(JSON.stringify(data.article))";
    expect_eq!(set(&format!("{frame} {other}")).await?, events);
    let other_date = format!("{frame} data.events[1].date = new frame.Date(0)");
    for (script, message) in [
        (
            &*other_date,
            "events.1.date: a Date is not data; write it as text or a list",
        ),
        (
            "data.events[1].date = new Date(0)",
            "events.1.date: a Date is not data; write it as text or a list",
        ),
        (
            "data.article.self = data.article",
            "nested too deeply, or holds itself",
        ),
        (
            "Object.defineProperty(data.events[2], 'title', { enumerable: true, get() { throw Error('no') } })",
            "events.2.title: cannot be read: Error: no",
        ),
        (
            "data.events[0].title = () => 1",
            "events.0.title: a function is not data",
        ),
    ] {
        let told = set(script).await?;
        expect!(
            told.as_str().is_some_and(|told| told.contains(message)),
            "{script}: {told}"
        );
    }
    // The element is not lost by any of it.
    expect_eq!(set("").await?, events);
    Ok(())
}

pub async fn a_file_that_is_not_data_is_named(page: &Page<'_>) -> Outcome {
    let json = std::fs::read_to_string("data/rwanda.json")?.replace("</", "<\\/");
    for kind in ["application/json", "application/json; charset=utf-8"] {
        // As an editor wraps it.
        let wrapped = format!(
            r#"<back-story loading="eager"><p><script type="{kind}">{json}</script></p></back-story>"#
        );
        page.server.put("/wrapped.html", page_of(&wrapped));
        page.open("/wrapped.html").await?;
        expect_eq!(page.count(".failure").await?, 0);
    }
    let attribute = r#"<back-story data="[object Object]" loading="eager"></back-story>"#;
    page.server.put("/attribute.html", page_of(attribute));
    page.open("/attribute.html").await?;
    let message = page.text(".failure").await?;
    expect!(message.contains("[object Object]"), "{message}");
    Ok(())
}

pub async fn escape_closes_the_innermost_thing(page: &Page<'_>) -> Outcome {
    let dialog = r#"<dialog id="d"><back-story src="/data/rwanda.json" loading="eager"></back-story></dialog>
        <script>document.querySelector('#d').showModal();</script>"#;
    page.server.put("/dialog.html", page_of(dialog));
    page.open("/dialog.html").await?;
    let is_open = async || {
        page.script("return document.querySelector('#d').open", vec![])
            .await
    };
    // Headless windows put a tall dialog where a press does not reach it.
    page.widget_script(
        "const it = root.querySelector('.popover > button'); it.click(); it.focus();",
    )
    .await?;
    page.wait_for(".popover--open").await?;
    page.press(&[Key::Escape]).await?;
    page.until(0, async || page.count(".popover--open").await)
        .await?;
    expect_eq!(is_open().await?, json!(true));
    page.script(
        "document.querySelector('back-story').select('entity.russia')",
        vec![],
    )
    .await?;
    page.wait_for(".detail").await?;
    page.widget_script("root.querySelector('.detail__title').focus()")
        .await?;
    page.press(&[Key::Escape]).await?;
    page.until(0, async || page.count(".detail").await).await?;
    expect_eq!(is_open().await?, json!(true));
    page.press(&[Key::Escape]).await?;
    page.until(json!(false), is_open).await?;
    Ok(())
}

pub async fn an_element_that_was_hidden_is_laid_out(page: &Page<'_>) -> Outcome {
    let hidden = r#"<details><summary>More</summary>
        <back-story src="/data/rwanda.json" loading="eager"></back-story></details>"#;
    page.server.put("/details.html", page_of(hidden));
    page.go("/details.html").await?;
    page.wait_for(".summary-line").await?;
    page.script("document.querySelector('details').open = true", vec![])
        .await?;
    page.wait_for(".event").await?;
    page.until(true, async || {
        let wide = "return root.querySelector('.timeline')?.getBoundingClientRect().width > 300;";
        let is_wide = page.widget_script(wide).await? == json!(true);
        Ok(is_wide && page.overflow().await? <= 1.0)
    })
    .await?;
    Ok(())
}

pub async fn wasm_of_another_type_works(page: &Page<'_>) -> Outcome {
    let dist = PathBuf::from(std::env::var("BACKSTORY_DIST")?);
    for file in std::fs::read_dir(dist.join("core"))? {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        if name.ends_with(".wasm") {
            let wasm = Resource::new("application/octet-stream", std::fs::read(file.path())?);
            page.server.put(&format!("/typed/core/{name}"), wasm);
        } else if name.ends_with(".js") {
            let script = Resource::new("text/javascript", std::fs::read(file.path())?);
            page.server.put(&format!("/typed/core/{name}"), script);
        }
    }
    for (name, kind) in [
        ("backstory.js", "text/javascript"),
        ("backstory.css", "text/css"),
    ] {
        let file = Resource::new(kind, std::fs::read(dist.join(name))?);
        page.server.put(&format!("/typed/{name}"), file);
    }
    page.server.put(
        "/typed.html",
        Resource::html(
            r#"<!doctype html><html><head><script type="module" src="/typed/backstory.js"></script></head>
            <body><back-story src="/data/rwanda.json" loading="eager"></back-story></body></html>"#,
        ),
    );
    page.open("/typed.html").await?;
    page.wait_for(".event").await?;
    Ok(())
}
