//! The element alone in a frame, for a page that takes no element.

use std::time::Duration;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::fixtures::story;
use crate::harness::{Engine, Outcome, Page, Resource};
use crate::package::put;
use crate::print::{folded, printed};
use crate::{expect, expect_eq};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The article that the demo's data is of.
const ARTICLE: &str = r#"<article id="story"><p>Before.</p><div style="height: 3000px"></div>
    <p id="passage">Sergei Lavrov met with President Paul Kagame and a contract was weighed
    under which Moscow would supply air defence systems.</p><div style="height: 3000px"></div></article>"#;

/// A page with frames, and the script for them.
fn put_article(page: &Page<'_>, path: &str, body: &str) -> Result<()> {
    put(page, "/dist")?;
    let html = format!(
        r#"<!doctype html><html><head><meta name="viewport" content="width=device-width"></head>
        <body style="margin: 0">{body}<script async src="/dist/embed.js"></script></body></html>"#
    );
    page.server.put(path, Resource::html(html));
    Ok(())
}

fn frame(parameters: &str) -> String {
    format!(
        r#"<iframe src="/dist/embed.html?{parameters}" title="Backstory" style="border: 0; width: 100%"></iframe>"#
    )
}

async fn enter(page: &Page<'_>) -> Outcome {
    page.browser.client.clone().enter_frame(0).await?;
    Ok(())
}

async fn leave(page: &Page<'_>) -> Outcome {
    page.browser.client.clone().enter_parent_frame().await?;
    Ok(())
}

/// Waits until each frame of the page shows all of its page, and no more.
async fn fits(page: &Page<'_>) -> Outcome {
    let script = "return [...document.querySelectorAll('iframe')].map((frame) => {
        const inner = frame.contentDocument;
        const { scrollHeight, scrollWidth } = inner.documentElement;
        const body = inner.body.scrollHeight;
        return Math.max(scrollHeight - frame.clientHeight, scrollWidth - frame.clientWidth) <= 0
            && body > 200 && Math.abs(body - frame.clientHeight) <= 1
            || [scrollHeight, scrollWidth, body, frame.clientHeight, frame.clientWidth];
    }).filter((it) => it !== true)";
    page.until(json!([]), async || page.script(script, vec![]).await)
        .await
}

pub async fn a_frame_is_as_tall_as_its_widget(page: &Page<'_>) -> Outcome {
    let both = frame("src=/data/rwanda.json") + &frame("src=/data/rwanda.json&view=relationships");
    put_article(page, "/framed.html", &both)?;
    for width in [320, 640, 1280] {
        page.resize(width, 900, false).await?;
        page.go("/framed.html").await?;
        enter(page).await?;
        page.live().await?;
        leave(page).await?;
        fits(page)
            .await
            .map_err(|error| format!("{width}: {error}"))?;
        // A menu, then a record.
        enter(page).await?;
        page.click(".popover .control").await?;
        page.wait_for(".popover--open").await?;
        leave(page).await?;
        fits(page)
            .await
            .map_err(|error| format!("{width}, menu: {error}"))?;
        enter(page).await?;
        page.press(&[Key::Escape]).await?;
        page.script(
            "document.querySelector('back-story').shadowRoot.querySelector('[data-record^=event]').click()",
            vec![],
        )
        .await?;
        page.wait_for(".detail__title").await?;
        leave(page).await?;
        fits(page)
            .await
            .map_err(|error| format!("{width}, detail: {error}"))?;
        // What is open is at the foot of the page's window, not of the frame.
        let script = "const frame = document.querySelector('iframe');
            scrollTo(0, 0); const top = frame.getBoundingClientRect().top;
            const box = frame.contentDocument.querySelector('back-story').shadowRoot
                .querySelector('.detail').getBoundingClientRect();
            return top + box.bottom <= innerHeight + 1 && top + box.top < innerHeight;";
        page.until(json!(true), async || page.script(script, vec![]).await)
            .await
            .map_err(|error| format!("{width}: the detail is out of sight: {error}"))?;
    }
    // One that comes later, of a story that is much shorter.
    page.server
        .put("/one.json", Resource::json(story(&["One"])));
    let script = "const frame = document.createElement('iframe');
        frame.src = '/dist/embed.html?src=/one.json'; document.body.prepend(frame);";
    page.script(script, vec![]).await?;
    fits(page).await?;
    Ok(())
}

/// The demo's data, of an article at this path.
fn put_story_of(page: &Page<'_>, path: &str, article: &str) -> Outcome {
    let mut data: Value = serde_json::from_str(&std::fs::read_to_string("data/rwanda.json")?)?;
    data["article"]["url"] = json!(format!("{}{article}", page.server.address));
    page.server.put(
        path,
        Resource::json(data.to_string()).header("Access-Control-Allow-Origin", "*"),
    );
    Ok(())
}

/// Opens a record of the frame, and gives the link to its passage.
async fn open_record(page: &Page<'_>) -> Outcome {
    enter(page).await?;
    page.live().await?;
    page.type_into(".search__field", "air defence").await?;
    page.wait_for(".chip").await?;
    page.wait_for("[data-record^=event]").await?;
    page.script(
        "document.querySelector('back-story').shadowRoot.querySelector('[data-record^=event]').click()",
        vec![],
    )
    .await?;
    page.wait_for(".passage__elsewhere").await?;
    Ok(())
}

pub async fn a_frame_leads_to_the_passage_in_the_page(page: &Page<'_>) -> Outcome {
    put_story_of(page, "/of-page.json", "/passage.html")?;
    let body = frame("src=/of-page.json") + ARTICLE;
    put_article(page, "/passage.html", &body)?;
    page.go("/passage.html").await?;
    open_record(page).await?;
    page.click(".passage__elsewhere").await?;
    leave(page).await?;
    let script = "const { top } = document.querySelector('#passage').getBoundingClientRect();
        return top > 0 && top < innerHeight;";
    page.until(json!(true), async || page.script(script, vec![]).await)
        .await
        .map_err(|error| format!("the passage is not in sight: {error}"))?;

    // Of another article: it opens in place of the page.
    put_story_of(page, "/of-other.json", "/other.html")?;
    page.server.put(
        "/other.html",
        Resource::html(format!(
            "<!doctype html><html><head></head><body>{ARTICLE}</body></html>"
        )),
    );
    put_article(page, "/another.html", &frame("src=/of-other.json"))?;
    page.go("/another.html").await?;
    open_record(page).await?;
    page.click(".passage__elsewhere").await?;
    leave(page).await?;
    page.until(json!("/other.html"), async || {
        page.script("return top.location.pathname", vec![]).await
    })
    .await?;
    Ok(())
}

pub async fn a_frame_is_in_the_address_of_its_page(page: &Page<'_>) -> Outcome {
    put_article(
        page,
        "/address.html",
        &frame("src=/data/rwanda.json&permalink=hash"),
    )?;
    page.go("/address.html#backstory:q=sochi").await?;
    enter(page).await?;
    page.live().await?;
    page.wait_for(".chip").await?;
    page.click(".chips__clear").await?;
    page.until(0, async || page.count(".chip").await).await?;
    leave(page).await?;
    let hash = async || page.script("return location.hash", vec![]).await;
    page.until(json!(""), hash).await?;
    page.script("history.back()", vec![]).await?;
    page.until(json!("#backstory:q=sochi"), hash).await?;
    enter(page).await?;
    page.wait_for(".chip").await?;
    leave(page).await
}

pub async fn a_frame_in_a_sandbox_works_or_says_what_is_missing(page: &Page<'_>) -> Outcome {
    put_story_of(page, "/sandboxed.json", "/elsewhere.html")?;
    let boxed = |allowed: &str| {
        frame("src=/sandboxed.json").replace("<iframe", &format!("<iframe sandbox=\"{allowed}\""))
    };
    put_article(page, "/boxed.html", &boxed("allow-scripts allow-popups"))?;
    page.go("/boxed.html").await?;
    enter(page).await?;
    page.live().await?;
    leave(page).await?;
    let tall = "return document.querySelector('iframe').clientHeight > 400";
    page.until(json!(true), async || page.script(tall, vec![]).await)
        .await?;

    // It may open no page.
    put_article(page, "/shut.html", &boxed("allow-scripts"))?;
    page.go("/shut.html").await?;
    if page.browser.engine == Engine::Webkit {
        println!("  exception: this engine's driver neither types nor presses in a sandbox");
        enter(page).await?;
        page.live().await?;
        let script = "const root = document.querySelector('back-story').shadowRoot;
            root.querySelector('[data-record^=event]').click();";
        page.script(script, vec![]).await?;
        page.wait_for(".passage__elsewhere").await?;
        let press = "root.querySelector('.passage__elsewhere').click()";
        page.widget_script(press).await?;
    } else {
        open_record(page).await?;
        page.click(".passage__elsewhere").await?;
    }
    let said = "return document.querySelector('[role=alert]')?.textContent ?? ''";
    let says = async |words: &str| {
        page.until(true, async || {
            let said = page.script(said, vec![]).await?;
            Ok(said.as_str().is_some_and(|said| said.contains(words)))
        })
        .await
        .map_err(|error| format!("{words}: {error}"))
    };
    says("allow-popups").await?;
    leave(page).await?;

    // Its own files may not be read without an origin.
    let loader = std::env::var("BACKSTORY_PACKAGE")? + "/backstory.js";
    page.server.put(
        "/dist/backstory.js",
        Resource::new("text/javascript", std::fs::read(loader)?),
    );
    page.go("/boxed.html").await?;
    enter(page).await?;
    says("allow-same-origin").await?;
    // That is what went wrong, and was to.
    page.script("window.__problems = []", vec![]).await?;
    leave(page).await
}

pub async fn a_frame_takes_only_what_it_knows(page: &Page<'_>) -> Outcome {
    let said = "return document.querySelector('[role=alert]')?.textContent ?? ''";
    for (parameters, words) in [
        ("", "needs the address of its data"),
        ("src=javascript:alert(1)", "not an address of http"),
        ("src=data:application/json,{}", "not an address of http"),
        ("src=https://a:b@example.org/", "not an address of http"),
        ("src=/data/rwanda.json%20blob:x", "not an address of http"),
    ] {
        put_article(page, "/refused.html", &frame(parameters))?;
        page.go("/refused.html").await?;
        enter(page).await?;
        page.until(true, async || {
            let said = page.script(said, vec![]).await?;
            Ok(said.as_str().is_some_and(|said| said.contains(words)))
        })
        .await
        .map_err(|error| format!("{parameters}: {error}"))?;
        let elements = "return document.querySelectorAll('back-story').length";
        expect_eq!(page.script(elements, vec![]).await?, json!(0));
        leave(page).await?;
    }
    let parameters = "src=/data/rwanda.json&view=relationships&lang=fr&theme=dark&layout=sideways&onclick=alert(1)";
    put_article(page, "/taken.html", &frame(parameters))?;
    page.go("/taken.html").await?;
    enter(page).await?;
    page.live().await?;
    let names = "return document.querySelector('back-story').getAttributeNames().filter((it) => it !== 'style').sort().map(
        (name) => [name, document.querySelector('back-story').getAttribute(name)])";
    expect_eq!(
        page.script(names, vec![]).await?,
        json!([
            ["lang", "fr"],
            ["loading", "eager"],
            ["src", "/data/rwanda.json"],
            ["theme", "dark"],
            ["view", "relationships"]
        ])
    );
    leave(page).await
}

pub async fn a_frame_is_printed_whole(page: &Page<'_>) -> Outcome {
    if page.browser.engine != Engine::Chromium {
        println!("  exception: this engine's driver prints no frames");
        return Ok(());
    }
    let titles: Vec<String> = (0..60)
        .map(|n| format!("Event number {n} of the story"))
        .collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    page.server
        .put("/long.json", Resource::json(story(&titles)));
    put_article(page, "/paper.html", &frame("src=/long.json"))?;
    page.go("/paper.html").await?;
    enter(page).await?;
    page.live().await?;
    leave(page).await?;
    let known = "return document.querySelector('iframe').dataset.print ?? ''";
    let start = std::time::Instant::now();
    while page.script(known, vec![]).await? == json!("") {
        expect!(
            start.elapsed() < Duration::from_secs(15),
            "no height on paper"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let before = page
        .script(
            "return document.querySelector('iframe').clientHeight",
            vec![],
        )
        .await?;
    let paper = printed(page, "frame").await?;
    for title in titles {
        expect!(paper.contains(&folded(title)), "{title} is not on paper");
    }
    let after = page
        .script(
            "return document.querySelector('iframe').clientHeight",
            vec![],
        )
        .await?;
    expect_eq!(before, after);
    Ok(())
}
