//! A reader who stays: ten widgets of a page, four of them broken, used over and over.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::fixtures::story;
use crate::harness::{Engine, Outcome, Page, Resource};
use crate::{expect, expect_eq};

/// Keeps the memory of each wasm that is started, whose size the page can ask for.
const MEMORIES: &str = r"<script>
window.memories = [];
for (const name of ['instantiate', 'instantiateStreaming']) {
    const start = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
        const started = await start.apply(WebAssembly, given);
        const memory = Object.values((started.instance ?? started).exports)
            .find((it) => it instanceof WebAssembly.Memory);
        if (memory && !window.memories.includes(memory)) window.memories.push(memory);
        return started;
    };
}
</script>";

/// Everything that a reader and a page do to each widget, once.
const ROUND: &str = r"
const [round] = arguments;
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const press = (root, selector) => root.querySelector(selector)?.click();
return (async () => {
    for (const host of [...document.querySelectorAll('back-story')]) {
        const root = host.shadowRoot;
        if (!root) continue;
        const search = root.querySelector('.search__field');
        if (search) {
            for (const text of ['a', 'an', '']) {
                search.value = text;
                search.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
                await wait(15);
            }
            await host.setFilter({ q: 'e', from: '2010', to: '2020' });
            await host.clear();
            for (const view of ['relationships', 'timeline']) {
                press(root, `[role=tab][id*=${view}], [data-view=${view}]`);
                await wait(15);
                press(root, '.row__open, .event__open');
                await wait(15);
                root.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
            }
            for (const button of root.querySelectorAll('.zoom button, .timeline__tools button')) button.click();
            await host.clear();
        }
        host.lang = ['en', 'fr', 'ru'][round % 3];
        host.theme = ['light', 'dark', 'auto'][round % 3];
        host.layout = ['auto', 'horizontal', 'vertical'][round % 3];
        await wait(15);
    }
    dispatchEvent(new Event('beforeprint'));
    dispatchEvent(new Event('afterprint'));
    // Every widget goes and comes back, the broken ones too.
    for (const host of [...document.querySelectorAll('back-story')]) {
        const place = host.nextSibling;
        host.remove();
        await wait(15);
        document.body.insertBefore(host, place);
    }
    await wait(300);
    return document.querySelectorAll('back-story').length;
})();";

/// What the page holds on to.
#[derive(Debug)]
struct Footprint {
    heap_bytes: f64,
    wasm_bytes: f64,
    nodes: f64,
    listeners: f64,
}

async fn footprint(page: &Page<'_>) -> Result<Footprint, Box<dyn std::error::Error>> {
    // What is not held goes; once more for what waited for the first to end.
    for _ in 0..2 {
        page.browser
            .chromium("HeapProfiler.collectGarbage", json!({}))
            .await?;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    page.browser
        .chromium("Performance.enable", json!({}))
        .await?;
    let metrics = page
        .browser
        .chromium("Performance.getMetrics", json!({}))
        .await?;
    let metric = |name: &str| {
        let all = metrics["metrics"].as_array().into_iter().flatten();
        let found = all.into_iter().find(|it| it["name"] == name);
        found
            .and_then(|it| it["value"].as_f64())
            .unwrap_or(f64::NAN)
    };
    let wasm = "return window.memories.reduce((sum, it) => sum + it.buffer.byteLength, 0)";
    Ok(Footprint {
        heap_bytes: metric("JSHeapUsedSize"),
        wasm_bytes: page
            .script(wasm, vec![])
            .await?
            .as_f64()
            .unwrap_or(f64::NAN),
        nodes: metric("Nodes"),
        listeners: metric("JSEventListeners"),
    })
}

/// How long it goes on, in minutes: without the variable, a tenth.
fn minutes() -> f64 {
    let minutes = std::env::var("BACKSTORY_SOAK_MINUTES").ok();
    minutes.and_then(|it| it.parse().ok()).unwrap_or(0.1)
}

pub async fn ten_widgets_hold_on_to_nothing(page: &Page<'_>) -> Outcome {
    if page.browser.engine != Engine::Chromium {
        println!("  exception: only Chromium tells how many nodes and listeners it has");
        return Ok(());
    }
    page.server
        .put("/one.json", Resource::json(story(&["First", "Second"])));
    page.server
        .put("/half.json", Resource::json(story(&["Half"])).cut_off());
    page.server
        .put("/failing.json", Resource::json("{}").status(500));
    page.server
        .put("/broken.json", Resource::json("{\"format\": \"backst"));
    let sources = [
        "/data/rwanda.json",
        "/one.json",
        "/data/rwanda.json",
        "/half.json",
        "/one.json",
        "/failing.json",
        "/data/rwanda.json",
        "/broken.json",
        "/one.json",
        "/missing.json",
    ];
    let widgets = sources
        .map(|src| format!(r#"<back-story src="{src}" loading="eager"></back-story>"#))
        .concat();
    page.server.put(
        "/soak.html",
        Resource::html(format!(
            r#"<!doctype html><html><head>{MEMORIES}<script type="module" src="/backstory.js"></script></head>
            <body>{widgets}</body></html>"#
        )),
    );
    page.go("/soak.html").await?;
    page.live().await?;
    page.browser
        .client
        .update_timeouts(fantoccini::wd::TimeoutConfiguration::new(
            Some(Duration::from_secs(120)),
            None,
            None,
        ))
        .await?;
    let mut round = 0;
    let mut first = None;
    let end = Instant::now() + Duration::from_secs_f64(minutes() * 60.0);
    // In the first rounds each part of the widget comes, and each language.
    while round < 8 || Instant::now() < end {
        let left = page.script(ROUND, vec![json!(round)]).await?;
        expect_eq!(left, json!(sources.len()));
        round += 1;
        if round == 5 {
            first = Some(footprint(page).await?);
        }
    }
    let first = first.ok_or("it ended before it began")?;
    let last = footprint(page).await?;
    println!("  {round} rounds: {first:?}, then {last:?}");
    let is_flat = |first: f64, last: f64, slack: f64| last <= first * 1.1 + slack;
    expect!(
        is_flat(first.heap_bytes, last.heap_bytes, 1e6),
        "the heap grows: {first:?} {last:?}"
    );
    expect!(
        is_flat(first.wasm_bytes, last.wasm_bytes, 65_536.0),
        "the wasm grows: {first:?} {last:?}"
    );
    expect!(
        is_flat(first.nodes, last.nodes, 300.0),
        "nodes stay: {first:?} {last:?}"
    );
    expect!(
        is_flat(first.listeners, last.listeners, 50.0),
        "listeners stay: {first:?} {last:?}"
    );
    // The broken ones say so in the console, each time that they come; nothing else does.
    let others = "return window.__problems.filter((it) => !/half|failing|broken|missing/.test(it))";
    let others = page.script(others, vec![]).await?;
    expect_eq!(others, Value::Array(Vec::new()));
    page.script("window.__problems = []", vec![]).await?;
    Ok(())
}
