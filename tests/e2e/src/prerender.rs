//! A page that is served with the widget's content, before the widget is there,
//! while it comes, and where it never does.

use std::path::PathBuf;

use backstory_core::locale::{ENGLISH, Words};
use backstory_core::state::View;
use backstory_prerender::{Options, children_now, read};
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::fixtures::{hold_later, put_later, story};
use crate::harness::{Engine, Outcome, Page, Resource};
use crate::print::{folded, printed};
use crate::{expect, expect_eq};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const EVENTS: usize = 31;
const RELATIONSHIPS: usize = 67;

/// Gathers layout shifts that no press has asked for, where a browser tells of
/// them, and the widget's events.
const WATCH: &str = r"
    window.shifts = []; window.heard = [];
    try {
        new PerformanceObserver((list) => {
            for (const it of list.getEntries()) if (!it.hadRecentInput) shifts.push([it.value, Math.round(it.startTime), it.sources.map(({ node, previousRect, currentRect }) =>
                [node?.id || node?.nodeName, ...[previousRect, currentRect].map((it) => [it.x, it.y, it.width, it.height].map(Math.round).join(' '))].join(', '))]);
        }).observe({ type: 'layout-shift', buffered: true });
    } catch {}
    for (const kind of ['ready', 'error'])
        addEventListener(`backstory:${kind}`, (event) => heard.push([kind, event.detail.code ?? null]));
";

fn rwanda() -> Result<String> {
    Ok(std::fs::read_to_string("data/rwanda.json")?)
}

/// An element with the content of `data`.
fn element(attributes: &str, data: &str) -> Result<String> {
    element_in(&ENGLISH, attributes, data)
}

fn element_in(words: &'static Words, attributes: &str, data: &str) -> Result<String> {
    element_with(words, None, attributes, data)
}

fn element_with(
    words: &'static Words,
    inline_css: Option<&str>,
    attributes: &str,
    data: &str,
) -> Result<String> {
    let options = Options {
        css: "/backstory.css",
        inline_css,
        plain: false,
        view: if attributes.contains("view=\"story\"") {
            View::Story
        } else {
            View::Timeline
        },
    };
    let inside = children_now(&read(data)?, words, &options);
    Ok(format!("<back-story {attributes}>{inside}</back-story>"))
}

/// An article with an element in its middle, and the loader of a folder.
fn article(folder: &str, element: &str) -> Resource {
    let text: String = (1..=30)
        .map(|n| format!("<p>Sentence {n} stands beside the next, and all of them are read.</p>"))
        .collect();
    Resource::html(format!(
        r#"<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width">
        <title>Served</title><link rel="stylesheet" href="/demo.css">
        <script type="module" src="/served-watch.js"></script>
        <script type="module" src="{folder}/backstory.js"></script></head>
        <body><article id="story"><h1>Served</h1>{text}<p id="before">Before it.</p>
        {element}
        <p id="after">After it.</p>{text}</article></body></html>"#
    ))
}

/// Puts the widget's own files below a folder, the wasm kept back.
fn put_held(page: &Page<'_>, folder: &str) -> Outcome {
    let dist = PathBuf::from(std::env::var("BACKSTORY_DIST")?);
    let file = |name: &str| -> Result<Resource> {
        Ok(Resource::new(
            "text/javascript",
            std::fs::read(dist.join(name))?,
        ))
    };
    page.server
        .put(&format!("{folder}/backstory.js"), file("backstory.js")?);
    let sheet = std::fs::read(dist.join("backstory.css"))?;
    let sheet = Resource::new("text/css", sheet);
    page.server.put(&format!("{folder}/backstory.css"), sheet);
    for entry in std::fs::read_dir(dist.join("core"))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with("js") {
            let at = format!("{folder}/core/{name}");
            page.server.put(&at, file(&format!("core/{name}"))?);
        }
    }
    put_later(page, folder)?;
    // The story's pictures are relative to the page.
    for entry in std::fs::read_dir(dist.join("data/rwanda"))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let picture = Resource::new("image/svg+xml", std::fs::read(entry.path())?);
        page.server
            .put(&format!("{folder}/data/rwanda/{name}"), picture);
    }
    let arabic = std::fs::read(dist.join("locale/ar.json"))?;
    page.server
        .put(&format!("{folder}/locale/ar.json"), Resource::json(arabic));
    page.server.put(
        &format!("{folder}/core/backstory-element_bg.wasm"),
        Resource::held(),
    );
    Ok(())
}

/// Lets the wasm come.
fn release(page: &Page<'_>, folder: &str) -> Outcome {
    let dist = PathBuf::from(std::env::var("BACKSTORY_DIST")?);
    let wasm = std::fs::read(dist.join("core/backstory-element_bg.wasm"))?;
    page.server.put(
        &format!("{folder}/core/backstory-element_bg.wasm"),
        Resource::new("application/wasm", wasm),
    );
    Ok(())
}

/// Serves an article whose widget does not come before it is released, and goes
/// there. What is there can be pressed when this is done.
async fn begin(page: &Page<'_>, folder: &str, element: &str) -> Outcome {
    page.server
        .put("/served-watch.js", Resource::new("text/javascript", WATCH));
    put_held(page, folder)?;
    let path = format!("{folder}/index.html");
    page.server.put(&path, article(folder, element));
    page.go(&path).await?;
    page.wait_for(".prerendered__controls:not([inert])").await
}

fn served_rwanda() -> Result<String> {
    element(
        r##"src="/data/rwanda.json" article="#story" loading="eager""##,
        &rwanda()?,
    )
}

/// How much moved, by the browser's own count, where it has one.
async fn shifts(page: &Page<'_>) -> Result<Value> {
    // A shift is told of after the frame that it was in.
    page.browser
        .client
        .execute_async(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)));",
            vec![],
        )
        .await?;
    page.script("return window.shifts ?? []", vec![]).await
}

/// Where an element of the page is in the window.
async fn top_of(page: &Page<'_>, selector: &str) -> Result<i64> {
    let script =
        "return Math.round(document.querySelector(arguments[0]).getBoundingClientRect().top);";
    Ok(serde_json::from_value(
        page.script(script, vec![json!(selector)]).await?,
    )?)
}

/// A page scrolls by whole pixels, and what is in it is as tall as it likes.
fn is_near(name: &str, found: i64, expected: i64) -> Outcome {
    expect!(
        (found - expected).abs() <= 1,
        "{name}: it is at {found} and was at {expected}"
    );
    Ok(())
}

/// Scrolls so that the start of what `selector` names is so far below the start
/// of the window.
async fn scroll_to(page: &Page<'_>, selector: &str, below: i64) -> Outcome {
    let script = "const root = document.querySelector('back-story').shadowRoot;
        const it = document.querySelector(arguments[0]) ?? root.querySelector(arguments[0]);
        scrollBy({ top: it.getBoundingClientRect().top - arguments[1], behavior: 'instant' });
        return new Promise((done) => setTimeout(done, 200));";
    page.script(script, vec![json!(selector), json!(below)])
        .await?;
    Ok(())
}

async fn is_seen(page: &Page<'_>, selector: &str) -> Result<usize> {
    let script = format!(
        "return [...root.querySelectorAll({selector:?})].filter((it) => it.checkVisibility({{ contentVisibilityAuto: true }})).length;"
    );
    Ok(serde_json::from_value(page.widget_script(&script).await?)?)
}

/// All that a reader is to have without a widget.
async fn is_readable(page: &Page<'_>) -> Outcome {
    expect_eq!(
        is_seen(page, ".prerendered__list .event__title").await?,
        EVENTS
    );
    expect_eq!(is_seen(page, ".prerendered .row").await?, 0);
    page.click("[for=prerendered-relationships]").await?;
    expect_eq!(is_seen(page, ".prerendered .row").await?, RELATIONSHIPS);
    expect_eq!(is_seen(page, ".prerendered__list .event__title").await?, 0);
    page.click("[for=prerendered-timeline]").await?;
    expect_eq!(
        is_seen(page, ".prerendered__list .event__title").await?,
        EVENTS
    );
    // Arrow keys move along the tabs.
    page.press(&[Key::Right]).await?;
    expect_eq!(is_seen(page, ".prerendered .row").await?, RELATIONSHIPS);
    page.press(&[Key::Left]).await?;
    // The passages are the page's own, behind a press.
    let passage = "return document.querySelector('#event-icc-case').checkVisibility({ contentVisibilityAuto: true });";
    expect_eq!(page.script(passage, vec![]).await?, json!(false));
    page.click(".prerendered__passages summary").await?;
    expect_eq!(page.script(passage, vec![]).await?, json!(true));
    page.click(".prerendered__passages summary").await?;
    // What cannot be pressed is not offered to a keyboard.
    expect_eq!(page.count(".prerendered__controls[inert]").await?, 1);
    let overflow = page.overflow().await?;
    expect!(overflow <= 1.0, "{overflow} pixels stick out");
    Ok(())
}

pub async fn the_demo_is_served_with_its_content(page: &Page<'_>) -> Outcome {
    page.server
        .put("/served-watch.js", Resource::new("text/javascript", WATCH));
    page.go("/").await?;
    let source =
        "return fetch('/').then((it) => it.text()).then((it) => [it.includes('<template shadowrootmode=\"open\">'),
            it.includes('application/ld+json'), it.includes('href=\"backstory.css\"'), it.match(/<li id=\"(event|relationship)-/g).length]);";
    expect_eq!(
        page.script(source, vec![]).await?,
        json!([true, true, true, EVENTS + RELATIONSHIPS])
    );
    page.live().await?;
    expect_eq!(page.count(".prerendered, link, template").await?, 0);
    Ok(())
}

pub async fn content_needs_no_script(page: &Page<'_>) -> Outcome {
    let html = article("", &served_rwanda()?);
    let policy = "default-src 'self'; script-src 'none'";
    let html = html.header("Content-Security-Policy", policy);
    page.server.put("/no-script.html", html);
    for (width, height) in [(1280, 900), (360, 780)] {
        if !page.resize(width, height, false).await? && width < 500 {
            continue;
        }
        page.go("/no-script.html").await?;
        page.wait_for(".prerendered").await?;
        is_readable(page).await?;
    }
    page.resize(1280, 900, false).await?;

    // On paper, too, all of it is there.
    if page.browser.engine != Engine::Webkit {
        let paper = printed(page, "paper-served").await?;
        let dataset = read(&rwanda()?)?.dataset;
        for event in &dataset.events {
            let title = folded(&event.title);
            expect!(paper.contains(&title), "not on paper: {title}");
        }
        for tie in &dataset.relationships {
            let summary = folded(&tie.summary);
            expect!(paper.contains(&summary), "not on paper: {summary}");
        }
    }

    // A link to a record leads to it.
    page.go("/no-script.html#event-icc-case").await?;
    page.until(json!(true), async || {
        page.widget_script("return root.querySelector('details').open")
            .await
    })
    .await?;
    if page.browser.engine == Engine::Chromium {
        let emulate = async |media: &str| {
            let features = json!({"media": media});
            page.browser
                .chromium("Emulation.setEmulatedMedia", features)
                .await
        };
        page.go("/no-script.html").await?;
        // On paper both are there, with the passages.
        emulate("print").await?;
        expect_eq!(
            is_seen(page, ".prerendered__list .event__title").await?,
            EVENTS
        );
        expect_eq!(is_seen(page, ".prerendered .row").await?, RELATIONSHIPS);
        expect_eq!(
            is_seen(
                page,
                ".prerendered__controls, .prerendered .tabs, .prerendered__picture"
            )
            .await?,
            0
        );
        emulate("").await?;
        // Scripting turned off by the reader: what only a script could do is not
        // shown.
        page.browser
            .chromium(
                "Emulation.setScriptExecutionDisabled",
                json!({"value": true}),
            )
            .await?;
        page.browser
            .client
            .goto(&format!("{}/no-script.html", page.server.address))
            .await?;
        let hidden = is_seen(page, ".prerendered__controls").await;
        page.browser
            .chromium(
                "Emulation.setScriptExecutionDisabled",
                json!({"value": false}),
            )
            .await?;
        expect_eq!(hidden?, 0);
    }
    page.script("window.__problems = []", vec![]).await?;
    Ok(())
}

pub async fn content_stays_where_no_widget_comes(page: &Page<'_>) -> Outcome {
    let policy = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'";
    for (name, code) in [
        ("policy", "policy"),
        ("missing", "missing"),
        ("network", "network"),
        ("data", "status"),
    ] {
        let folder = format!("/served-{name}");
        page.server
            .put("/served-watch.js", Resource::new("text/javascript", WATCH));
        put_held(page, &folder)?;
        let wasm = format!("{folder}/core/backstory-element_bg.wasm");
        match name {
            "missing" => page
                .server
                .put(&wasm, Resource::new("text/plain", "gone").status(404)),
            "network" => page.server.put(&wasm, Resource::hung_up()),
            _ => release(page, &folder)?,
        }
        let src = if name == "data" {
            "/nowhere.json"
        } else {
            "/data/rwanda.json"
        };
        let element = element(&format!("src=\"{src}\" loading=\"eager\""), &rwanda()?)?;
        let mut html = article(&folder, &element);
        if name == "policy" {
            html = html.header("Content-Security-Policy", policy);
        }
        let path = format!("{folder}/index.html");
        page.server.put(&path, html);
        page.go(&path).await?;
        page.until(json!([["error", code]]), async || {
            page.script("return window.heard ?? []", vec![]).await
        })
        .await
        .map_err(|error| format!("{name}: {error}"))?;
        is_readable(page)
            .await
            .map_err(|error| format!("{name}: {error}"))?;
        // That something did not load is what this is about.
        page.script("window.__problems = []", vec![]).await?;
    }
    Ok(())
}

pub async fn nothing_is_lost_while_it_loads(page: &Page<'_>) -> Outcome {
    let folder = "/held-press";
    begin(page, folder, &served_rwanda()?).await?;
    scroll_to(page, "back-story", 120).await?;
    page.click("[for=prerendered-relationships]").await?;
    page.element(".search__field").await?.click().await?;
    page.type_into(".search__field", "lavrov").await?;
    page.press(&[Key::Left, Key::Left]).await?;
    scroll_to(page, "back-story", 90).await?;
    release(page, folder)?;
    page.live().await?;
    expect_eq!(top_of(page, "back-story").await?, 90);
    expect_eq!(
        page.attribute("#tab-relationships", "aria-selected")
            .await?,
        "true"
    );
    page.until(true, async || {
        let rows = page.count(".row").await?;
        Ok(rows > 0 && rows < RELATIONSHIPS)
    })
    .await?;
    let field = "const it = root.activeElement; return [it.className, it.value, it.selectionStart, it.selectionEnd];";
    expect_eq!(
        page.widget_script(field).await?,
        json!(["field search__field", "lavrov", 4, 4])
    );
    page.press(&[Key::Left]).await?;
    page.type_into(".search__field", "x").await?;
    expect_eq!(shifts(page).await?, json!([]));

    // What was pressed happens: a menu is open, a column sorts, a record opens.
    for (name, presses, expected) in [
        (
            "menu",
            &["[aria-controls=choices-actor]"][..],
            "#choices-actor .choice",
        ),
        (
            "sort",
            &[
                "[for=prerendered-relationships]",
                "th:first-child .table__sort",
            ],
            "th:first-child[aria-sort=ascending]",
        ),
        (
            "event",
            &[".prerendered__list [aria-posinset='3'] button"],
            ".detail__title",
        ),
        (
            "row",
            &[
                "[for=prerendered-relationships]",
                ".row:nth-child(2) .row__open",
            ],
            ".detail__title",
        ),
    ] {
        let folder = format!("/held-{name}");
        begin(page, &folder, &served_rwanda()?).await?;
        let mut opened = String::new();
        for press in presses {
            page.click(press).await?;
            opened = page.text(press).await?;
        }
        release(page, &folder)?;
        page.live().await?;
        page.wait_for(expected)
            .await
            .map_err(|error| format!("{name}: {error}"))?;
        if name == "event" {
            let title = page.text(".detail__title").await?;
            expect!(opened.contains(&title), "{title} opened, not {opened}");
        }
    }

    // The keyboard's place is kept where a row has it.
    let folder = "/held-focus";
    begin(page, folder, &served_rwanda()?).await?;
    page.click("[for=prerendered-relationships]").await?;
    page.widget_script("root.querySelector('.row:nth-child(5) td').focus({ preventScroll: true })")
        .await?;
    let focused = page.focused().await?;
    release(page, folder)?;
    page.live().await?;
    expect!(!focused.is_empty(), "a cell has the focus");
    expect_eq!(page.focused().await?, focused);
    expect_eq!(shifts(page).await?, json!([]));
    Ok(())
}

/// With the sheet in the page the content waits for no other file.
pub async fn the_sheet_may_stand_in_the_page(page: &Page<'_>) -> Outcome {
    let folder = "/held-sheet";
    let dist = PathBuf::from(std::env::var("BACKSTORY_DIST")?);
    let css = std::fs::read_to_string(dist.join("backstory.css"))?;
    let attributes = r#"src="/data/rwanda.json" loading="eager""#;
    let inlined = element_with(&ENGLISH, Some(&css), attributes, &rwanda()?)?;
    expect!(
        !inlined.contains("<link rel=\"stylesheet\""),
        "a sheet is fetched"
    );
    page.server
        .put("/served-watch.js", Resource::new("text/javascript", WATCH));
    put_held(page, folder)?;
    let sheet = format!("{folder}/backstory.css");
    page.server.put(&sheet, Resource::held());
    let path = format!("{folder}/index.html");
    page.server.put(&path, article(folder, &inlined));
    page.go(&path).await?;
    page.wait_for(".prerendered__controls:not([inert])").await?;
    expect_eq!(
        is_seen(page, ".prerendered__list .event__title").await?,
        EVENTS
    );
    let styled = "const it = root.querySelector('.backstory');
        return [getComputedStyle(it).getPropertyValue('--target').trim(), root.querySelectorAll('style').length];";
    expect_eq!(page.widget_script(styled).await?, json!(["36px", 1]));

    page.server.put(&sheet, Resource::new("text/css", css));
    release(page, folder)?;
    page.live().await?;
    expect_eq!(page.widget_script(styled).await?, json!(["36px", 0]));
    expect_eq!(shifts(page).await?, json!([]));
    Ok(())
}

pub async fn a_filter_works_before_the_rest_is_there(page: &Page<'_>) -> Outcome {
    let folder = "/held-later";
    begin(page, folder, &served_rwanda()?).await?;
    hold_later(page, folder, Resource::held);
    page.element(".search__field").await?.click().await?;
    page.type_into(".search__field", "lavrov").await?;
    release(page, folder)?;
    page.started().await?;
    page.wait_for(".fallback-list").await?;
    page.until(true, async || {
        Ok(page.text(".summary").await?.contains(" of 31 "))
    })
    .await?;
    let named = page.count(".fallback-list li").await?;
    expect!(named > 0 && named < EVENTS, "{named} events are left");
    page.click(".fallback-list li:nth-child(2) button").await?;
    put_later(page, folder)?;
    // What was pressed on happens now.
    page.wait_for(".detail__title").await?;
    page.wait_for(".timeline").await?;
    expect_eq!(page.count(".fallback-list").await?, 0);
    let focused = "return root.activeElement?.className ?? ''";
    page.until(json!("detail__title"), async || {
        page.widget_script(focused).await
    })
    .await?;
    expect_eq!(
        page.widget_script("return root.querySelector('.search__field').value")
            .await?,
        json!("lavrov")
    );

    // Nothing moves under a reader who only types when the rest comes.
    let folder = "/held-later-still";
    begin(page, folder, &served_rwanda()?).await?;
    hold_later(page, folder, Resource::held);
    page.element(".search__field").await?.click().await?;
    page.type_into(".search__field", "lavrov").await?;
    release(page, folder)?;
    page.started().await?;
    page.wait_for(".fallback-list").await?;
    page.type_into(".search__field", " ").await?;
    put_later(page, folder)?;
    page.wait_for(".timeline").await?;
    expect_eq!(shifts(page).await?, json!([]));

    // A menu of dates that was opened before is filled when its part is there.
    let folder = "/held-later-for-dates";
    begin(page, folder, &served_rwanda()?).await?;
    hold_later(page, folder, Resource::held);
    page.element(".search__field").await?.click().await?;
    release(page, folder)?;
    page.started().await?;
    page.click("[aria-controls=choices-when]").await?;
    page.wait_for("#choices-when [role=status]").await?;
    expect_eq!(page.count("#range-from").await?, 0);
    put_later(page, folder)?;
    page.wait_for("#range-from").await?;
    expect_eq!(page.count("#choices-when > [role=status]").await?, 0);
    page.type_into("#range-from", "2018-06").await?;
    page.press(&[Key::Tab]).await?;
    page.wait_for(".event .possibly").await?;
    Ok(())
}

pub async fn the_rest_is_asked_for_again(page: &Page<'_>) -> Outcome {
    let folder = "/no-later";
    page.server
        .put("/served-watch.js", Resource::new("text/javascript", WATCH));
    put_held(page, folder)?;
    release(page, folder)?;
    hold_later(page, folder, || {
        Resource::new("text/plain", "gone").status(404)
    });
    let element = r#"<back-story src="/data/rwanda.json" loading="eager"></back-story>"#;
    let path = format!("{folder}/index.html");
    page.server.put(&path, article(folder, element));
    page.go(&path).await?;
    page.wait_for(".fallback-list").await?;
    page.until(true, async || {
        let heard = page.script("return window.heard ?? []", vec![]).await?;
        Ok(heard.to_string().contains(r#"["error","later"]"#))
    })
    .await?;
    // The story can be read and filtered by what is there.
    expect_eq!(page.count(".fallback-list li").await?, EVENTS);
    put_later(page, folder)?;
    page.click(".fallback-list li:nth-child(3) button").await?;
    page.wait_for(".detail__title").await?;
    page.wait_for(".timeline").await?;
    page.script("window.__problems = []", vec![]).await?;
    Ok(())
}

/// What is in the window stays where it is, wherever the reader is.
pub async fn what_is_read_does_not_move(page: &Page<'_>) -> Outcome {
    for (name, width, tab, seen, below) in [
        ("above", 1280, "timeline", "#before", 700),
        ("top", 1280, "timeline", "#before", 20),
        ("end", 1280, "timeline", "#after", 500),
        ("past", 1280, "timeline", "#after", -400),
        ("rows", 1280, "relationships", "#after", 2000),
        ("end of rows", 1280, "relationships", "#after", 500),
        ("phone", 360, "timeline", "#before", 20),
        ("phone, past", 360, "timeline", "#after", -400),
    ] {
        if !page.resize(width, 800, false).await? && width < 500 {
            continue;
        }
        let folder = format!("/held-at-{}", name.replace([' ', ','], "-"));
        begin(page, &folder, &served_rwanda()?).await?;
        page.click(&format!("[for=prerendered-{tab}]")).await?;
        scroll_to(page, seen, below).await?;
        let place = top_of(page, seen).await?;
        let row = "const it = [...root.querySelectorAll('.row')].find((it) => it.getBoundingClientRect().top > 100);
            return it ? [it.textContent, Math.round(it.getBoundingClientRect().top)] : null;";
        let row_before = page.widget_script(row).await?;
        release(page, &folder)?;
        page.until(json!([["ready", null]]), async || {
            page.script("return heard", vec![]).await
        })
        .await
        .map_err(|error| format!("{name}: {error}"))?;
        // Where the list is all there is, its end is read to the end.
        let is_read =
            "const it = root.querySelector('.prerendered__list')?.getBoundingClientRect();
            return Boolean(it && it.top < 0 && it.bottom > 0);";
        if page.widget_script(is_read).await? == json!(false) {
            page.live()
                .await
                .map_err(|error| format!("{name}: {error}"))?;
        }
        if below < 800 {
            is_near(name, top_of(page, seen).await?, place)?;
        }
        expect_eq!((name, shifts(page).await?), (name, json!([])));
        if tab == "relationships" {
            expect_eq!((name, page.widget_script(row).await?), (name, row_before));
        }
        // Nor when the room that was kept is given up.
        scroll_to(page, "#after", -300).await?;
        let place = top_of(page, "#after").await?;
        page.live().await?;
        let room = "return root.firstElementChild.style.minBlockSize;";
        page.until(json!(""), async || page.widget_script(room).await)
            .await?;
        is_near(name, top_of(page, "#after").await?, place)?;
        expect_eq!((name, shifts(page).await?), (name, json!([])));
    }
    page.resize(1280, 900, false).await?;
    Ok(())
}

/// The handoff waits while the reader is in the middle of the list.
/// The first page of a story is served as such, and what takes its place is the same.
pub async fn a_story_is_served_at_its_first_page(page: &Page<'_>) -> Outcome {
    let folder = "/held-story";
    let attributes = r##"src="/data/rwanda.json" article="#story" view="story" loading="eager""##;
    let element = element(attributes, &rwanda()?)?;
    begin(page, folder, &element).await?;
    let title = page.text(".story__title").await?;
    expect!(title.starts_with("Rwanda courts Russia"), "{title}");
    let seen = "return root.querySelector(selector).checkVisibility()";
    let is_seen = async |part: &str| page.ask(seen, part).await;
    expect_eq!(is_seen(".story__cover img").await?, json!(true));
    expect_eq!(is_seen(".prerendered__list").await?, json!(false));
    release(page, folder)?;
    page.live().await?;
    page.wait_for(".story__progress").await?;
    expect_eq!(page.text(".story__title").await?, title);
    expect_eq!(shifts(page).await?, json!([]));

    // All of it can be unfolded before that, and is what the widget then shows.
    let folder = "/held-story-all";
    begin(page, folder, &element).await?;
    page.click(".prerendered__all > summary").await?;
    page.until(json!(true), async || is_seen(".prerendered__list").await)
        .await?;
    page.type_into(".search__field", "lavrov").await?;
    release(page, folder)?;
    page.click(".prerendered__list [aria-posinset='3'] button")
        .await?;
    page.live().await?;
    page.wait_for("#tab-timeline[aria-selected=true]").await?;
    page.wait_for(".chip").await
}

pub async fn a_list_is_read_to_its_end(page: &Page<'_>) -> Outcome {
    page.resize(
        if page.browser.engine == Engine::Chromium {
            360
        } else {
            600
        },
        780,
        false,
    )
    .await?;
    let folder = "/held-list";
    // Along an axis, what comes is not what is read.
    let attributes =
        r##"src="/data/rwanda.json" article="#story" layout="horizontal" loading="eager""##;
    begin(page, folder, &element(attributes, &rwanda()?)?).await?;
    scroll_to(page, ".prerendered__list [aria-posinset='9']", 100).await?;
    let place = "return Math.round(root.querySelector('.prerendered__list [aria-posinset=\"9\"]').getBoundingClientRect().top)";
    let before = page.widget_script(place).await?;
    release(page, folder)?;
    page.until(json!([["ready", null]]), async || {
        page.script("return heard", vec![]).await
    })
    .await?;
    expect_eq!(shifts(page).await?, json!([]));
    expect_eq!(page.widget_script(place).await?, before);
    // On to the next paragraph, which stays where it is as the widget comes.
    scroll_to(page, "#after", -20).await?;
    let place = top_of(page, "#after").await?;
    page.live().await?;
    is_near("list", top_of(page, "#after").await?, place)?;
    expect_eq!(shifts(page).await?, json!([]));
    page.resize(1280, 900, false).await?;
    Ok(())
}

/// A phone is served the list that comes: whoever is in the middle of it reads on in
/// the same words, which do not move.
pub async fn a_phone_is_served_the_list_that_comes(page: &Page<'_>) -> Outcome {
    if page.browser.engine != Engine::Chromium {
        println!("  exception: the others cannot be given a phone's width");
        return Ok(());
    }
    page.resize(390, 844, false).await?;
    let list = "const top = root.querySelector('.entry').getBoundingClientRect().top;
        return [...root.querySelectorAll('.vertical__heading, .entry')].map((it) => {
            const box = it.getBoundingClientRect();
            return [it.innerText, it.matches('.entry') && Math.round(box.top - top), Math.round(box.height)];
        });";
    for read in [1, 9, 25] {
        let folder = &format!("/held-same-list-{read}");
        begin(page, folder, &served_rwanda()?).await?;
        let entry = format!(".entry[aria-posinset='{read}']");
        scroll_to(page, &entry, 200).await?;
        let place = format!(
            "return Math.round(root.querySelector(\"{entry}\").getBoundingClientRect().top)"
        );
        let before = (
            page.widget_script(list).await?,
            page.widget_script(&place).await?,
        );
        expect!(
            before.0.as_array().is_some_and(|it| it.len() > EVENTS),
            "{before:?}"
        );
        release(page, folder)?;
        page.live().await?;
        page.wait_for(".entry").await?;
        page.settle().await?;
        let after = (
            page.widget_script(list).await?,
            page.widget_script(&place).await?,
        );
        expect_eq!(after.0, before.0);
        expect_eq!((read, after.1), (read, before.1));
        expect_eq!((read, shifts(page).await?), (read, json!([])));
    }
    page.resize(1280, 900, false).await?;
    Ok(())
}

pub async fn other_content_is_rendered_anew(page: &Page<'_>) -> Outcome {
    let folder = "/held-other";
    let attributes = r#"src="/data/rwanda.json" loading="eager""#;
    let old = story(&["It was reported", "It was denied"]);
    begin(page, folder, &element(attributes, &old)?).await?;
    expect_eq!(
        page.texts(".prerendered__list .event__title").await?,
        ["It was reported", "It was denied"]
    );
    // A record of that number is another one now: nothing opens.
    page.click(".prerendered__list [aria-posinset='2'] button")
        .await?;
    release(page, folder)?;
    page.live().await?;
    page.wait_for(".timeline__events .event__title").await?;
    expect!(
        page.text(".tab__count").await?.contains("31"),
        "the new events are counted"
    );
    expect_eq!(page.count(".detail, .prerendered").await?, 0);

    // So it is where another version of the widget made the page.
    let folder = "/held-version";
    let served = element(attributes, &rwanda()?)?;
    let version = concat!("data-edition=\"", env!("CARGO_PKG_VERSION"), "-");
    expect!(served.contains(version), "the version is told");
    let older = served.replace(version, "data-edition=\"0.0.1-");
    begin(page, folder, &older).await?;
    page.click(".prerendered__list [aria-posinset='2'] button")
        .await?;
    release(page, folder)?;
    page.live().await?;
    page.wait_for(".timeline__events .event__title").await?;
    expect_eq!(page.count(".detail, .prerendered").await?, 0);
    Ok(())
}

/// The signs of the passages in view are those of the widget that comes.
pub async fn rows_stay_marked_when_the_widget_comes(page: &Page<'_>) -> Outcome {
    let data = story(&["First", "Second"]).replace("\"words\"", "\"Before it\"");
    let data = data.replace("\"paragraph\":1", "\"paragraph\":31");
    page.server
        .put("/marked.json", Resource::json(data.clone()));
    let served = element(
        r##"src="/marked.json" article="#story" loading="eager""##,
        &data,
    )?;
    begin(page, "/marked", &served).await?;
    release(page, "/marked")?;
    page.live().await?;
    scroll_to(page, "#before", 200).await?;
    let marked = "return [...root.querySelectorAll('.event__title')]
        .filter((it) => getComputedStyle(it, '::before').content.includes('¶')).length;";
    page.until(json!(2), async || page.widget_script(marked).await)
        .await
}

pub async fn reader_modes_keep_the_content(page: &Page<'_>) -> Outcome {
    let file = std::env::var("BACKSTORY_READABILITY").map_err(
        |_| "BACKSTORY_READABILITY, Firefox's reader, is not set: run `cargo xtask test`",
    )?;
    let reader = std::fs::read_to_string(file)?;
    let dataset = read(&rwanda()?)?.dataset;
    let facts: Vec<&str> = dataset.events.iter().map(|it| &*it.title).collect();
    for path in ["/", "/no-script.html"] {
        let html = article("", &served_rwanda()?);
        page.server.put("/no-script.html", html);
        page.go(path).await?;
        page.live().await?;
        // As the browser does it: on the page's markup, in which shadow roots are
        // not.
        let script = format!(
            "{reader}
            const source = new XMLSerializer().serializeToString(document);
            const copy = new DOMParser().parseFromString(source, 'text/html');
            return new Readability(copy).parse()?.textContent ?? '';"
        );
        let text = page.script(&script, vec![]).await?;
        let text = text.as_str().unwrap_or_default();
        expect!(text.contains("Khartoum"), "the article is kept: {text}");
        for fact in &facts {
            expect!(text.contains(fact), "{path}: {fact} is not in {text}");
        }
    }
    if page.browser.engine != Engine::Chromium {
        return Ok(());
    }
    // Chromium's reads what a screen reader would.
    page.browser
        .chromium("Accessibility.enable", json!({}))
        .await?;
    let policy = "default-src 'self'; script-src 'none'";
    let html = article("", &served_rwanda()?).header("Content-Security-Policy", policy);
    page.server.put("/no-script.html", html);
    page.go("/no-script.html").await?;
    let tree = page
        .browser
        .chromium("Accessibility.getFullAXTree", json!({}))
        .await?
        .to_string();
    for fact in &facts {
        expect!(tree.contains(fact), "{fact} is not in Chromium's tree");
    }
    page.browser
        .chromium("Accessibility.disable", json!({}))
        .await?;

    // The reader mode itself: its page has a made-up name, and the address's hash.
    page.go("/").await?;
    let view = "const url = `${location.origin}/`;
        return crypto.subtle.digest('SHA-256', new TextEncoder().encode(url)).then((hash) => {
            const hex = [...new Uint8Array(hash)].map((it) => it.toString(16).padStart(2, '0')).join('');
            const query = new URLSearchParams({ title: 'x', time: Date.now(), url });
            return `chrome-distiller://${crypto.randomUUID()}_${hex}/?${query}`;
        });";
    let view = page.script(view, vec![]).await?;
    let client = &page.browser.client;
    client.goto(view.as_str().unwrap_or_default()).await?;
    let lacking = async || {
        let text = page.script("return document.body?.innerText ?? ''", vec![]);
        let text = text.await?;
        let text = text.as_str().unwrap_or_default();
        let lacking = facts.iter().filter(|fact| !text.contains(**fact));
        Ok(lacking.map(|it| (*it).to_owned()).collect::<Vec<_>>())
    };
    page.until(Vec::<String>::new(), lacking).await?;
    page.go("/").await?;
    page.script("window.__problems = []", vec![]).await?;
    Ok(())
}

/// How it looks before a widget comes, to be looked at.
pub async fn pictures_of_what_is_served(page: &Page<'_>) -> Outcome {
    let arabic = serde_json::from_str(&std::fs::read_to_string("crates/core/locale/ar.json")?)?;
    let arabic = Words::of("ar", Some(&arabic));
    for (name, width, dark, words) in [
        ("light", 1280, false, &ENGLISH),
        ("dark", 1280, true, &ENGLISH),
        ("rtl", 1280, false, arabic),
        ("phone", 360, false, &ENGLISH),
        ("phone-dark", 360, true, &ENGLISH),
    ] {
        if !page.resize(width, 900, dark).await? {
            continue;
        }
        let attributes = format!(
            r##"src="/data/rwanda.json" article="#story" loading="eager" lang="{}""##,
            words.language.tag()
        );
        let served = element_in(words, &attributes, &rwanda()?)?;
        begin(page, &format!("/held-{name}"), &served).await?;
        for tab in ["timeline", "relationships"] {
            page.click(&format!("[for=prerendered-{tab}]")).await?;
            scroll_to(page, "back-story", 10).await?;
            page.picture(&PathBuf::from(format!(
                "target/screenshots/served-{tab}-{name}.png"
            )))
            .await?;
        }
        page.click("[for=prerendered-timeline]").await?;
        scroll_to(page, "back-story", 10).await?;
        release(page, &format!("/held-{name}"))?;
        page.live().await?;
        expect_eq!(page.count(".prerendered").await?, 0);
        page.picture(&PathBuf::from(format!(
            "target/screenshots/served-live-{name}.png"
        )))
        .await?;
    }
    page.resize(1280, 900, false).await?;
    Ok(())
}
