//! The element in somebody else's page.

use std::time::Duration;

use serde_json::{Value, json};

use crate::fixtures::{TWO, hold_later, page_of, put_later, story};
use crate::harness::{Engine, Outcome, Page, Resource, Server};
use crate::{expect, expect_eq};

const RWANDA: &str = r#"<back-story src="/data/rwanda.json" loading="eager"></back-story>"#;

/// Keeps what the page hears, as `[type, detail]`.
const LISTEN: &str = "window.heard = [];
    for (const kind of ['ready', 'filter', 'select', 'error'])
        document.addEventListener(`backstory:${kind}`, (event) => heard.push([kind, event.detail]));";

async fn heard(page: &Page<'_>, kind: &str) -> Result<Vec<Value>, Box<dyn std::error::Error>> {
    let script =
        "return heard.filter(([kind]) => kind === arguments[0]).map(([, detail]) => detail);";
    Ok(serde_json::from_value(
        page.script(script, vec![json!(kind)]).await?,
    )?)
}

pub async fn the_element_has_an_interface(page: &Page<'_>) -> Outcome {
    page.server
        .put("/interface.html", page_of("<p>Before.</p>"));
    page.go("/interface.html").await?;
    page.script(LISTEN, vec![]).await?;
    // Set before the element is in the page, and so before it has a widget.
    let script = "const it = document.createElement('back-story');
        it.loading = 'eager'; it.data = JSON.parse(arguments[0]); document.body.append(it);
        window.it = it; return [it.getAttribute('loading'), it.src, it.view];";
    let data = std::fs::read_to_string("data/rwanda.json")?;
    let mirrored = page.script(script, vec![json!(data)]).await?;
    expect_eq!(mirrored, json!(["eager", null, null]));
    page.wait_for(".summary").await?;
    page.until(1, async || Ok(heard(page, "ready").await?.len()))
        .await?;
    let ready = heard(page, "ready").await?;
    expect!(
        ready[0]["events"].as_u64() > Some(20) && ready[0]["relationships"].as_u64() > Some(40),
        "{ready:?}"
    );

    page.script(
        "it.setFilter({actor: ['russia', 'sudan'], stance: 'hostile', from: '2010'})",
        vec![],
    )
    .await?;
    page.until(4, async || page.count(".chip").await).await?;
    let filters = heard(page, "filter").await?;
    expect_eq!(
        filters[0]["filter"],
        json!({"actor": ["russia", "sudan"], "stance": ["hostile"], "from": "2010-01-01"})
    );
    let counted = page.text(".tab__count").await?;
    expect_eq!(filters[0]["events"].to_string(), counted);

    page.script("it.select('entity.russia')", vec![]).await?;
    page.wait_for(".detail__title").await?;
    page.script("it.select(['entity.russia', 'entity.sudan'])", vec![])
        .await?;
    page.wait_for(".pinned__rows li:nth-child(2)").await?;
    page.until(2, async || Ok(heard(page, "select").await?.len()))
        .await?;
    expect_eq!(
        heard(page, "select").await?,
        [
            json!({"open": "entity.russia", "rows": []}),
            json!({"open": null, "rows": ["entity.russia", "entity.sudan"]})
        ]
    );

    page.script("it.clear()", vec![]).await?;
    page.until(0, async || page.count(".chip, .pinned, .detail").await)
        .await?;
    // What the reader does is heard as well.
    page.type_into(".search__field", "s").await?;
    page.until(json!({"q": "s"}), async || {
        let filters = heard(page, "filter").await?;
        Ok(filters
            .last()
            .map(|last| last["filter"].clone())
            .unwrap_or_default())
    })
    .await?;
    expect_eq!(heard(page, "error").await?, Vec::<Value>::new());
    Ok(())
}

/// Which of the widget's own files the page has asked for.
async fn fetched(page: &Page<'_>) -> Result<usize, Box<dyn std::error::Error>> {
    let script = "return performance.getEntriesByType('resource').filter((it) => it.name.includes('/core/')).length;";
    Ok(serde_json::from_value(page.script(script, vec![]).await?)?)
}

pub async fn an_element_waits_until_it_is_near(page: &Page<'_>) -> Outcome {
    let far = r#"<p id="top">Before.</p><div style="height: 6000px"></div>
        <back-story id="far" src="/data/rwanda.json"></back-story>"#;
    page.server.put("/far.html", page_of(far));
    page.browser
        .client
        .goto(&format!("{}/far.html", page.server.address))
        .await?;
    page.until(json!(true), async || {
        page.script("return Boolean(customElements.get('back-story'))", vec![])
            .await
    })
    .await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    expect_eq!(fetched(page).await?, 0);
    page.script(
        "document.querySelector('#far').scrollIntoView({behavior: 'instant'})",
        vec![],
    )
    .await?;
    page.wait_for(".summary").await?;
    expect!(fetched(page).await? > 0, "the wasm came with the scrolling");
    Ok(())
}

pub async fn an_element_moves_and_comes_back(page: &Page<'_>) -> Outcome {
    let body = format!(r#"<div id="a">{RWANDA}</div><div id="b"></div>"#);
    page.server.put("/moves.html", page_of(&body));
    page.open("/moves.html").await?;
    page.script(LISTEN, vec![]).await?;
    page.type_into(".search__field", "sochi").await?;
    page.wait_for(".chip").await?;
    let left = page.texts(".tab__count").await?;
    page.script(
        "window.it = document.querySelector('back-story'); document.querySelector('#b').append(it)",
        vec![],
    )
    .await?;
    expect_eq!(page.texts(".tab__count").await?, left);
    page.script("it.remove()", vec![]).await?;
    // It gives its widget back once it has been away for a while.
    page.until(json!(0), async || {
        page.script("return it.shadowRoot.childNodes.length", vec![])
            .await
    })
    .await?;
    page.script("document.querySelector('#a').append(it)", vec![])
        .await?;
    page.wait_for(".chip").await?;
    expect_eq!(page.texts(".tab__count").await?, left);
    page.click(".chips__clear").await?;
    page.until(0, async || page.count(".chip").await).await?;
    Ok(())
}

/// A story with a relationship beside its events.
fn with_relationship(titles: &[&str]) -> String {
    let mut story: Value = serde_json::from_str(&story(titles)).unwrap_or_default();
    let entity = |id| json!({"id": id, "kind": "person", "name": id});
    story["entities"] = json!([entity("ada"), entity("ben")]);
    story["relationships"] = json!([{"id": "r", "subject": "ada", "predicate": "meets",
        "object": "ben", "kind": "diplomatic", "evidence": [{"paragraph": 1, "start": "words"}]}]);
    story.to_string()
}

pub async fn attributes_change_live(page: &Page<'_>) -> Outcome {
    page.server
        .put("/one.json", Resource::json(story(&["The one"])));
    page.server.put(
        "/two.json",
        Resource::json(with_relationship(&["The two", "Another"])),
    );
    let body = r#"<back-story src="/one.json" loading="eager"></back-story>"#;
    page.server.put("/live.html", page_of(body));
    page.open("/live.html").await?;
    let set = async |name: &str, value: &str| {
        let script =
            "document.querySelector('back-story').setAttribute(arguments[0], arguments[1])";
        page.script(script, vec![json!(name), json!(value)]).await
    };
    expect_eq!(page.texts(".event__title").await?, ["The one"]);
    set("src", "/two.json").await?;
    page.until(2, async || page.count(".event__title").await)
        .await?;
    set("view", "relationships").await?;
    page.wait_for("#tab-relationships[aria-selected=true]")
        .await?;
    let paper = async || {
        let script = "return getComputedStyle(document.querySelector('back-story').shadowRoot.querySelector('.backstory')).backgroundColor";
        page.script(script, vec![]).await
    };
    set("theme", "light").await?;
    let light = paper().await?;
    set("theme", "dark").await?;
    expect!(paper().await? != light, "the dark theme is dark");
    // The last one asked for is shown, however late an earlier one comes.
    let mut late = Resource::json(story(&["Late"]));
    late.delay = Duration::from_millis(600);
    page.server.put("/late.json", late);
    set("src", "/late.json").await?;
    set("src", "/one.json").await?;
    set("view", "timeline").await?;
    tokio::time::sleep(Duration::from_millis(900)).await;
    page.until(vec!["The one".to_owned()], async || {
        page.texts(".event__title").await
    })
    .await?;
    Ok(())
}

pub async fn a_taken_name_is_survived(page: &Page<'_>) -> Outcome {
    let html = r#"<!doctype html><html><head><script>
            customElements.define("back-story", class extends HTMLElement {
                connectedCallback() { this.textContent = "Somebody else's"; }
            });
        </script><script type="module" src="/backstory.js"></script>
        <script type="module" src="/backstory.js?again"></script></head>
        <body><back-story src="/data/rwanda.json"></back-story>
        <back-story-1 src="/data/rwanda.json" loading="eager"></back-story-1></body></html>"#;
    page.server.put("/taken.html", Resource::html(html));
    page.go("/taken.html").await?;
    page.widget("back-story-1").wait_for(".summary").await?;
    let other = page
        .script(
            "return document.querySelector('back-story').textContent",
            vec![],
        )
        .await?;
    expect_eq!(other, json!("Somebody else's"));
    let second = page
        .script("return Boolean(customElements.get('back-story-2'))", vec![])
        .await?;
    expect_eq!(second, json!(false));
    Ok(())
}

/// How many elements are on the page at one time.
const AT_ONCE: u64 = 50;

/// Counts listeners, and keeps the wasm's memory within reach.
const METER: &str = r#"<script>
    window.listeners = 0;
    const { addEventListener, removeEventListener } = EventTarget.prototype;
    EventTarget.prototype.addEventListener = function (...words) {
        // What stands on the document or the window outlives an element.
        if (this === document || this === window || this instanceof Window) {
            listeners++;
            words[2]?.signal?.addEventListener("abort", () => listeners--);
        }
        return addEventListener.apply(this, words);
    };
    EventTarget.prototype.removeEventListener = function (...words) {
        if (this === document || this === window) listeners--;
        return removeEventListener.apply(this, words);
    };
    for (const name of ["instantiate", "instantiateStreaming"]) {
        const before = WebAssembly[name];
        WebAssembly[name] = async (...words) => {
            const it = await before.apply(WebAssembly, words);
            // The later part has none of its own.
            window.memory ??= (it.instance ?? it).exports.memory;
            return it;
        };
    }
    // So many elements come and go; resolves when their widgets were given back.
    window.turn = async (count) => {
        let left = count;
        const ready = new Promise((resolve) => {
            const hear = () => --left || (resolve(), document.removeEventListener("backstory:ready", hear));
            document.addEventListener("backstory:ready", hear);
        });
        const all = Array.from({ length: count }, () => {
            const it = document.createElement("back-story");
            it.setAttribute("loading", "eager");
            it.data = data;
            return it;
        });
        document.querySelector("article").append(...all);
        await ready;
        for (const it of all) it.remove();
        while (all.some((it) => it.shadowRoot.firstChild)) await new Promise((done) => setTimeout(done, 50));
        return all.map((it) => new WeakRef(it));
    };
    </script>"#;

pub async fn a_thousand_mounts_leave_nothing(page: &Page<'_>) -> Outcome {
    let data = story(&["One", "Two"]);
    let html = format!(
        r#"<!doctype html><html><head>{METER}<script type="module" src="/backstory.js"></script></head>
        <body><article><p>These are the words.</p></article><script>window.data = {data};</script></body></html>"#
    );
    page.server.put("/thousand.html", Resource::html(html));
    page.go("/thousand.html").await?;
    let is_chromium = page.browser.engine == Engine::Chromium;
    let turn = async || -> Result<Value, Box<dyn std::error::Error>> {
        let script = "window.over = null; turn(arguments[0]).then((gone) => (window.over = gone))";
        page.script(script, vec![json!(AT_ONCE)]).await?;
        page.until(json!(true), async || {
            page.script("return Boolean(window.over)", vec![]).await
        })
        .await?;
        if is_chromium {
            page.browser
                .chromium("HeapProfiler.collectGarbage", json!({}))
                .await?;
        }
        let script = "return {
            alive: over.filter((it) => it.deref()).length, listeners,
            memory: memory.buffer.byteLength, painted: CSS.highlights?.size ?? 0,
            sheets: document.adoptedStyleSheets.length,
            nodes: document.querySelectorAll('*').length,
        }";
        page.script(script, vec![]).await
    };
    // What is kept for good is there after the first ones.
    let first = turn().await?;
    let mut last = Value::Null;
    for _ in 0..1000 / AT_ONCE {
        last = turn().await?;
    }
    println!("  after {AT_ONCE} mounts: {first}\n  after 1,000 more: {last}");
    for what in ["listeners", "sheets", "painted", "nodes"] {
        expect_eq!(last[what], first[what]);
    }
    expect_eq!((&last["sheets"], &last["painted"]), (&json!(0), &json!(0)));
    let memory = |counted: &Value| counted["memory"].as_u64().unwrap_or(u64::MAX);
    // Only Chromium can be told to collect garbage. Elsewhere some stories of
    // elements that have gone are still in memory at any time, but never all:
    // a thousand widgets would take ten times as much.
    let (spare, alive) = if is_chromium {
        (2 * 65_536, 5)
    } else {
        println!("  exception: this engine collects its garbage when it likes");
        (32 * 65_536, AT_ONCE)
    };
    expect!(
        memory(&last) <= memory(&first) + spare,
        "the wasm's memory grew from {} to {}",
        memory(&first),
        memory(&last)
    );
    expect!(
        last["alive"].as_u64() <= Some(alive),
        "{} of the last {AT_ONCE} elements are still held",
        last["alive"]
    );
    Ok(())
}

/// As an extension that meddles with the page may do: Yew finds that it cannot
/// put a node where it should be, and panics.
pub const MEDDLE: &str = "
    const before = Node.prototype.insertBefore;
    Node.prototype.insertBefore = function (...words) {
        if (this.getRootNode().host?.id !== 'one') return before.apply(this, words);
        Node.prototype.insertBefore = before;
        throw new Error('meddled');
    }";

pub async fn a_view_comes_when_it_is_shown(page: &Page<'_>) -> Outcome {
    let part = "/core/backstory_relationships.wasm";
    let gone = || Resource::new("text/plain", "gone").status(404);
    let whole = |page: &Page<'_>| put_later(page, "");
    for (name, missing) in [("late", true), ("gone", false)] {
        whole(page)?;
        page.server
            .put(part, if missing { Resource::held() } else { gone() });
        let path = format!("/view-{name}.html");
        page.server.put(&path, page_of(RWANDA));
        page.go(&path).await?;
        page.script(LISTEN, vec![]).await?;
        page.wait_for(".timeline").await?;
        // A press on what is not there is kept: its records are named meanwhile, can be
        // filtered, and open.
        page.click(".tab:nth-child(2)").await?;
        page.wait_for(".fallback-list").await?;
        page.type_into(".search__field", "sochi").await?;
        page.wait_for(".chip").await?;
        if missing {
            page.click(".fallback-list li button").await?;
            page.wait_for(".detail__title").await?;
            expect_eq!(heard(page, "error").await?, Vec::<Value>::new());
            whole(page)?;
        } else {
            page.until(true, async || Ok(!heard(page, "error").await?.is_empty()))
                .await?;
            let errors = heard(page, "error").await?;
            expect!(errors.iter().all(|it| it["code"] == "later"), "{errors:?}");
            whole(page)?;
            // What the reader does is worth another try.
            page.click(".fallback-list li button").await?;
        }
        page.wait_for(".row").await?;
        expect_eq!(page.count(".fallback-list").await?, 0);
        expect_eq!(page.count(".chip").await?, 1);
        page.script("window.__problems = []", vec![]).await?;
    }
    Ok(())
}

pub async fn a_panic_in_what_comes_later_is_its_own(page: &Page<'_>) -> Outcome {
    hold_later(page, "", Resource::held);
    page.server.put("/later.html", page_of(TWO));
    page.go("/later.html").await?;
    let (one, two) = (page.widget("#one"), page.widget("#two"));
    one.wait_for(".fallback-list").await?;
    two.wait_for(".fallback-list").await?;
    // The other one is what the reader used last.
    two.type_into(".search__field", "sochi").await?;
    two.wait_for(".chip").await?;
    page.script(MEDDLE, vec![]).await?;
    put_later(page, "")?;
    one.wait_for("[role=alert]").await?;
    two.wait_for(".timeline").await?;
    expect_eq!(two.count(".chip").await?, 1);
    page.script("window.__problems = []", vec![]).await?;
    Ok(())
}

pub async fn a_panic_is_contained(page: &Page<'_>) -> Outcome {
    page.server.put("/panic.html", page_of(TWO));
    page.go("/panic.html").await?;
    let (one, two) = (page.widget("#one"), page.widget("#two"));
    one.wait_for(".summary").await?;
    two.wait_for(".summary").await?;
    page.script(LISTEN, vec![]).await?;
    two.type_into(".search__field", "sochi").await?;
    two.wait_for(".chip").await?;
    let left = two.texts(".tab__count").await?;

    page.script(MEDDLE, vec![]).await?;
    one.type_into(".search__field", "kenya").await?;
    page.until(json!("panic"), async || {
        let errors = heard(page, "error").await?;
        Ok(errors
            .first()
            .map(|it| it["code"].clone())
            .unwrap_or_default())
    })
    .await?;
    one.wait_for("[role=alert]").await?;
    expect!(
        one.text("[role=alert]").await?.contains("went wrong"),
        "the element says so"
    );
    // Everything that it had is there as plain lists.
    let rows = one.texts("li").await?;
    expect!(rows.len() > 80, "{} rows", rows.len());
    expect!(
        rows.iter().any(|row| row.contains("Russia supplies")),
        "a relationship reads as a sentence"
    );

    // The other one goes on, in the state that it was in.
    page.until(1, async || Ok(heard(page, "ready").await?.len()))
        .await?;
    two.wait_for(".chip").await?;
    expect_eq!(two.texts(".tab__count").await?, left);
    two.click(".chips__clear").await?;
    two.until(0, async || two.count(".chip").await).await?;
    two.click("#tab-relationships").await?;
    two.wait_for("#tab-relationships[aria-selected=true]")
        .await?;
    // And so does the page, to which the panic is an error like any other.
    let problems = page.problems().await?;
    expect!(!problems.is_empty(), "the panic is reported");
    expect!(
        !problems.iter().any(|it| it.contains("TypeError")),
        "what was under way goes on without the widget: {problems:?}"
    );
    page.script("window.__problems = []", vec![]).await?;
    Ok(())
}

pub async fn a_source_that_fails_can_be_tried_again(page: &Page<'_>) -> Outcome {
    let good = || Resource::json(story(&["At last"]));
    let mut slow = good();
    slow.delay = Duration::from_millis(1500);
    let html = Resource::html("<!doctype html><title>Not found</title>");
    let page_as_json = Resource::json("<!doctype html><title>Sign in</title>");
    for (name, bad, expected) in [
        ("status", good().status(404), "status 404"),
        ("html", html, "is a web page"),
        ("page", page_as_json, "is a web page"),
        ("type", Resource::new("image/png", "PNG"), "is image/png"),
        ("json", Resource::json("{\"format\": "), "is not JSON"),
        ("timeout", slow, "did not arrive in time"),
    ] {
        let (data, path) = (format!("/fails-{name}.json"), format!("/fails-{name}.html"));
        page.server.put(&data, bad);
        // A test cannot wait for as long as a reader may.
        let html = format!(
            r#"<!doctype html><html><head><script>
                const timeout = AbortSignal.timeout;
                AbortSignal.timeout = () => timeout.call(AbortSignal, 700);
            </script><script type="module" src="/backstory.js"></script></head>
            <body><back-story src="{data}" loading="eager"></back-story></body></html>"#
        );
        page.server.put(&path, Resource::html(html));
        page.open(&path).await?;
        let message = page.text(".failure").await?;
        expect!(message.contains(expected), "{name}: {message}");
        page.server.put(&data, good());
        page.click(".failure .control").await?;
        page.wait_for(".event__title").await?;
        expect_eq!(page.texts(".event__title").await?, ["At last"]);
    }

    // A server that is not there, and a reader who is not online.
    for (name, online, expected) in [
        ("gone", true, "could not be reached"),
        ("offline", false, "offline"),
    ] {
        let html = format!(
            r#"<!doctype html><html><head><script>
                Object.defineProperty(Navigator.prototype, "onLine", {{ get: () => {online} }});
            </script><script type="module" src="/backstory.js"></script></head>
            <body><back-story src="http://127.0.0.1:9/none.json" loading="eager"></back-story></body></html>"#
        );
        let path = format!("/fails-{name}.html");
        page.server.put(&path, Resource::html(html));
        page.open(&path).await?;
        let message = page.text(".failure").await?;
        expect!(message.contains(expected), "{name}: {message}");
        expect_eq!(page.count(".failure .control").await?, 1);
        page.script("window.__problems = []", vec![]).await?;
    }
    Ok(())
}

/// What a server says that lets every page use its files.
const OPEN: (&str, &str) = ("Access-Control-Allow-Origin", "*");

pub async fn another_server_has_to_allow_it(page: &Page<'_>) -> Outcome {
    let dist = std::path::PathBuf::from(std::env::var("BACKSTORY_DIST")?);
    let other = Server::start(dist.clone()).await?;
    let (name, value) = OPEN;
    let data = || Resource::json(story(&["From elsewhere"]));
    other.put("/closed.json", data());
    other.put("/open.json", data().header(name, value));
    for (file, expected) in [("closed", ".failure .control"), ("open", ".event__title")] {
        let body = format!(
            r#"<back-story src="{}/{file}.json" loading="eager"></back-story>"#,
            other.address
        );
        page.server.put("/elsewhere.html", page_of(&body));
        page.open("/elsewhere.html").await?;
        expect_eq!((file, page.count(expected).await?), (file, 1));
        if file == "closed" {
            let message = page.text(".failure").await?;
            expect!(message.contains("CORS"), "{message}");
            page.script("window.__problems = []", vec![]).await?;
        }
    }

    // The same for the widget's own files: first they are closed, then the
    // server hangs up, and at last it lets them be used.
    let loader = std::fs::read(dist.join("backstory.js"))?;
    let loader = Resource::new("text/javascript", loader).header(name, value);
    other.put("/backstory.js", loader);
    let sheet = Resource::new("text/css", std::fs::read(dist.join("backstory.css"))?);
    other.put("/backstory.css", sheet.header(name, value));
    let html = format!(
        r#"<!doctype html><html><head><script type="module">{LISTEN}</script>
        <script type="module" src="{}/backstory.js"></script></head>
        <body><back-story src="/data/rwanda.json" loading="eager"></back-story></body></html>"#,
        other.address
    );
    page.server.put("/other-origin.html", Resource::html(html));
    for code in ["cors", "network", ""] {
        for entry in std::fs::read_dir(dist.join("core"))?.flatten() {
            let name_of = entry.file_name().to_string_lossy().into_owned();
            let kind = if name_of.ends_with("wasm") {
                "application/wasm"
            } else {
                "text/javascript"
            };
            if !entry.path().is_file() {
                continue;
            }
            let file = Resource::new(kind, std::fs::read(entry.path())?);
            let file = match code {
                "cors" => file,
                "network" => Resource::hung_up(),
                _ => file.header(name, value),
            };
            other.put(&format!("/core/{name_of}"), file);
        }
        page.go("/other-origin.html").await?;
        if code.is_empty() {
            page.wait_for(".summary").await?;
            break;
        }
        page.until(1, async || Ok(heard(page, "error").await?.len()))
            .await
            .map_err(|error| format!("{code}: {error}"))?;
        expect_eq!(heard(page, "error").await?.remove(0)["code"], json!(code));
        page.script("window.__problems = []", vec![]).await?;
    }
    Ok(())
}

pub async fn files_that_do_not_come_say_why(page: &Page<'_>) -> Outcome {
    let dist = std::path::PathBuf::from(std::env::var("BACKSTORY_DIST")?);
    let put = |folder: &str| -> Outcome {
        let entries = std::fs::read_dir(dist.join("core"))?;
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = if name.ends_with("wasm") {
                "application/wasm"
            } else {
                "text/javascript"
            };
            if entry.path().is_file() {
                let file = Resource::new(kind, std::fs::read(entry.path())?);
                page.server.put(&format!("{folder}/core/{name}"), file);
            }
        }
        let loader = Resource::new("text/javascript", std::fs::read(dist.join("backstory.js"))?);
        page.server.put(&format!("{folder}/backstory.js"), loader);
        let sheet = Resource::new("text/css", std::fs::read(dist.join("backstory.css"))?);
        page.server.put(&format!("{folder}/backstory.css"), sheet);
        Ok(())
    };
    let wasm = std::fs::read(dist.join("core/backstory-element_bg.wasm"))?;
    let shell = std::fs::read(dist.join("core/shell.js"))?;
    let no_wasm = "default-src 'none'; script-src 'self'; connect-src 'self'";
    for (name, file, broken, policy, expected) in [
        (
            "missing",
            "core/shell.js",
            Some(Resource::new("text/plain", "gone").status(404)),
            "",
            ("missing", "answers with an error"),
        ),
        (
            "type",
            "core/shell.js",
            Some(Resource::new("text/plain", shell)),
            "",
            ("type", "wrong MIME type"),
        ),
        (
            "page",
            "core/backstory-element_bg.wasm",
            Some(Resource::html("<!doctype html>")),
            "",
            ("type", "wrong MIME type"),
        ),
        (
            "broken",
            "core/backstory-element_bg.wasm",
            Some(Resource::new("application/wasm", &wasm[..999])),
            "",
            ("broken", "not what was published"),
        ),
        (
            "sheet",
            "backstory.css",
            Some(Resource::new("text/plain", "gone").status(404)),
            "",
            ("missing", "answers with an error"),
        ),
        (
            "policy",
            "",
            None,
            no_wasm,
            ("policy", "Content-Security-Policy"),
        ),
    ] {
        let folder = format!("/own-{name}");
        put(&folder)?;
        if let Some(broken) = broken {
            page.server.put(&format!("{folder}/{file}"), broken);
        }
        let html = format!(
            r#"<!doctype html><html><head><script type="module" src="{folder}/listen.js"></script>
            <script type="module" src="{folder}/backstory.js"></script></head>
            <body><back-story src="/data/rwanda.json" loading="eager"></back-story></body></html>"#
        );
        page.server.put(
            &format!("{folder}/listen.js"),
            Resource::new("text/javascript", LISTEN),
        );
        let mut html = Resource::html(html);
        if !policy.is_empty() {
            html = html.header("Content-Security-Policy", policy);
        }
        page.server.put(&format!("{folder}/index.html"), html);
        page.go(&format!("{folder}/index.html")).await?;
        page.until(1, async || Ok(heard(page, "error").await?.len()))
            .await
            .map_err(|error| format!("{name}: {error}"))?;
        let error = heard(page, "error").await?.remove(0);
        expect_eq!((name, &error["code"]), (name, &json!(expected.0)));
        let shown = page
            .script(
                "return document.querySelector('back-story').shadowRoot.textContent",
                vec![],
            )
            .await?;
        expect!(
            shown
                .as_str()
                .is_some_and(|shown| shown.contains(expected.1)),
            "{name}: {shown}"
        );
        // That something did not load is what this is about.
        page.script("window.__problems = []", vec![]).await?;
    }
    Ok(())
}

/// A page that would spoil any widget which it could reach.
const HOSTILE: &str = r#"<style>
    * { all: unset !important; color: red !important; letter-spacing: 1em !important; }
    :root { --x: 900; --width: 3; --row: 9; --rows: 99; --share: 1; --ink: red; --paper: red; font-size: 3px; }
    div, button, table, section { display: none !important; position: fixed !important; float: left !important; }
    back-story { display: block !important; }
    </style>"#;

pub async fn a_hostile_page_does_not_reach_in(page: &Page<'_>) -> Outcome {
    // As wide as the hostile page, which unsets the margins.
    let kind = format!("<style>body {{ margin: 0 }}</style>{RWANDA}");
    page.server.put("/kind.html", page_of(&kind));
    let html = format!(
        r#"<!doctype html><html><head>{HOSTILE}<script type="module" src="/backstory.js"></script></head>
        <body><p id="own" class="event">The page.</p>{RWANDA}</body></html>"#
    );
    page.server.put("/hostile.html", Resource::html(html));
    // How the widget looks, element by element.
    let look = "const root = document.querySelector('back-story').shadowRoot;
        return [...root.querySelectorAll('.backstory, .search__field, .control, .tab, .event__open, .event')].map((it) => {
            const { color, backgroundColor, display, position, fontSize, letterSpacing, transform } = getComputedStyle(it);
            const box = it.getBoundingClientRect();
            return [it.classList[0], color, backgroundColor, display, position, fontSize, letterSpacing, transform,
                Math.round(box.height)].join(' ');
        });";
    page.open("/kind.html").await?;
    page.wait_for(".event__open").await?;
    let kind: Vec<String> = serde_json::from_value(page.script(look, vec![]).await?)?;
    page.open("/hostile.html").await?;
    page.wait_for(".event__open").await?;
    let hostile: Vec<String> = serde_json::from_value(page.script(look, vec![]).await?)?;
    expect!(kind.len() > 10, "{} elements were looked at", kind.len());
    for (kind, hostile) in kind.iter().zip(&hostile) {
        // The pages differ in width, and so may the places of events.
        expect_eq!(hostile, kind);
    }
    expect_eq!(hostile.len(), kind.len());
    // Nor does anything of ours leak out.
    let own = "const it = getComputedStyle(document.querySelector('#own'));
        return [it.color, it.position, document.adoptedStyleSheets.length, document.head.querySelectorAll('link').length];";
    let own = page.script(own, vec![]).await?;
    expect_eq!(own, json!(["rgb(255, 0, 0)", "static", 0, 0]));
    Ok(())
}

pub async fn data_is_only_ever_text(page: &Page<'_>) -> Outcome {
    let title = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    // A right-to-left override would turn all that follows it round.
    let turned = "Turned \u{202e}round";
    let mut data: Value = serde_json::from_str(&story(&[title, turned]))?;
    data["article"] = json!({"title": title, "url": "javascript:alert(1)"});
    data["events"][1]["sources"] = json!([{"title": "a", "url": "data:text/html,b"}]);
    page.server
        .put("/text.json", Resource::json(data.to_string()));
    let body = r#"<back-story src="/text.json" loading="eager"></back-story>"#;
    page.server.put("/text.html", page_of(body));
    page.open("/text.html").await?;
    expect_eq!(page.texts(".event__title").await?, [title, turned]);
    expect_eq!(page.count("img, script, iframe").await?, 0);
    // Each text is isolated from those around it.
    let isolated = page.texts("bdi.event__title").await?;
    expect_eq!(isolated, [title, turned]);
    page.click(".event__open").await?;
    page.wait_for(".detail").await?;
    expect_eq!(
        page.count("a[href^='javascript:'], a[href^='data:']")
            .await?,
        0
    );
    page.click(".problems summary").await?;
    let problems = page.texts(".problems li").await?;
    expect!(
        problems.iter().any(|it| it.starts_with("article.url")),
        "{problems:?}"
    );
    expect!(
        problems.iter().any(|it| it.contains("sources")),
        "{problems:?}"
    );
    Ok(())
}

pub async fn a_document_has_limits(page: &Page<'_>) -> Outcome {
    let deep = format!(
        r#"{{"format": "backstory/1", "events": {}{}}}"#,
        "[".repeat(40),
        "]".repeat(40)
    );
    let many = format!(
        r#"{{"format": "backstory/1", "events": [0{}]}}"#,
        ",0".repeat(1_100_000)
    );
    for (name, body, expected) in [
        ("deep", deep.into_bytes(), "nested too deeply"),
        ("many", many.into_bytes(), "more than 1100000 records"),
    ] {
        let (data, path) = (format!("/limit-{name}.json"), format!("/limit-{name}.html"));
        page.server.put(&data, Resource::json(body));
        let body = format!(r#"<back-story src="{data}" loading="eager"></back-story>"#);
        page.server.put(&path, page_of(&body));
        page.open(&path).await?;
        let message = page.text(".failure").await?;
        expect!(message.contains(expected), "{name}: {message}");
    }
    // An object that holds itself has no depth at all.
    page.script(
        "const data = {format: 'backstory/1', events: []}; data.events.push(data);
        document.querySelector('back-story').data = data;",
        vec![],
    )
    .await?;
    page.until(true, async || {
        Ok(page.text(".failure").await?.contains("nested too deeply"))
    })
    .await?;
    Ok(())
}
