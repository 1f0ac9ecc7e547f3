//! The element in pages of frameworks and routers, and beside another version of itself.
//!
//! The pages are in `tests/page/pages`; each offers the same `page` to these journeys.

use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use crate::fixtures::{page_of, story};
use crate::harness::{Outcome, Page, Resource};
use crate::{expect, expect_eq};

/// A bundled page of a framework.
fn script(name: &str) -> Result<Resource, Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::var_os("BACKSTORY_PAGES").ok_or("BACKSTORY_PAGES")?);
    let script = std::fs::read(folder.join(format!("{name}.js")))?;
    Ok(Resource::new("text/javascript; charset=utf-8", script))
}

async fn shows(page: &Page<'_>, title: &str) -> Outcome {
    page.until(vec![title.to_owned()], async || {
        page.texts(".event__title").await
    })
    .await
}

/// How often a page heard of a kind of event, by its framework's own means.
async fn heard(page: &Page<'_>, kind: &str) -> Result<Value, Box<dyn std::error::Error>> {
    let count = "return heard.filter(([kind]) => kind === `backstory:${arguments[0]}`).length;";
    page.script(count, vec![json!(kind)]).await
}

/// Passes data as a property, hears events, renders anew, gives other data, goes and
/// comes back.
async fn works_in(page: &Page<'_>, name: &str) -> Outcome {
    page.server.put(&format!("/{name}.js"), script(name)?);
    let body = format!(r#"<div id="app"></div><script type="module" src="/{name}.js"></script>"#);
    page.server.put("/framework.html", page_of(&body));
    page.open("/framework.html").await?;
    shows(page, "The first").await?;
    page.until(json!(1), async || heard(page, "ready").await)
        .await?;
    page.script("window.it = document.querySelector('back-story')", vec![])
        .await?;
    page.type_into(".search__field", "first").await?;
    page.wait_for(".chip").await?;
    page.until(json!(true), async || {
        Ok(json!(heard(page, "filter").await? != json!(0)))
    })
    .await?;
    // What else changes in the page changes nothing here.
    page.script("page.rerender()", vec![]).await?;
    page.until(json!("1"), async || {
        page.script(
            "return document.querySelector('#count').textContent",
            vec![],
        )
        .await
    })
    .await?;
    tokio::time::sleep(Duration::from_millis(200)).await;
    expect_eq!(page.count(".chip").await?, 1);
    expect_eq!(heard(page, "ready").await?, json!(1));
    page.script("it.clear(); page.other()", vec![]).await?;
    shows(page, "The second").await?;
    expect_eq!(
        page.script("return it === document.querySelector('back-story')", vec![])
            .await?,
        json!(true)
    );
    page.script("page.unmount()", vec![]).await?;
    page.until(json!(0), async || {
        page.script(
            "return document.querySelectorAll('back-story').length + it.shadowRoot.childElementCount",
            vec![],
        )
        .await
    })
    .await?;
    page.script("page.mount()", vec![]).await?;
    shows(page, "The first").await
}

pub async fn react_19_gives_properties_and_hears(page: &Page<'_>) -> Outcome {
    works_in(page, "react").await
}

pub async fn react_18_gives_properties_and_hears(page: &Page<'_>) -> Outcome {
    works_in(page, "react-18").await
}

pub async fn vue_3_gives_properties_and_hears(page: &Page<'_>) -> Outcome {
    works_in(page, "vue").await
}

pub async fn svelte_5_gives_properties_and_hears(page: &Page<'_>) -> Outcome {
    works_in(page, "svelte").await
}

const LINKED: &str =
    r#"<back-story id="w" src="/data/rwanda.json" permalink="hash" loading="eager"></back-story>"#;

/// A page that Turbo visits.
fn turbo_page(title: &str, body: &str) -> Resource {
    Resource::html(format!(
        r#"<!doctype html><html><head><title>{title}</title>
        <script type="module" src="/turbo.js"></script>
        <script type="module" src="/backstory.js"></script></head><body>{body}</body></html>"#
    ))
}

async fn is_titled(page: &Page<'_>, title: &str) -> Outcome {
    page.until(json!(title), async || {
        page.script("return document.title", vec![]).await
    })
    .await
}

pub async fn turbo_goes_back_to_what_the_address_says(page: &Page<'_>) -> Outcome {
    page.server.put("/turbo.js", script("turbo")?);
    let body = format!(
        r#"<div style="height: 600px">Above.</div>{LINKED}<p><a id="on" href="/turbo-two.html">On</a></p>"#
    );
    page.server.put("/turbo-one.html", turbo_page("One", &body));
    page.server
        .put("/turbo-two.html", turbo_page("Two", "<p>Another page.</p>"));
    page.open("/turbo-one.html").await?;
    let hash = async || page.script("return location.hash", vec![]).await;
    // Words, and Back, within the page.
    page.type_into(".search__field", "sudan").await?;
    page.until(json!("#w:q=sudan"), hash).await?;
    page.script("window.at = scrollY", vec![]).await?;
    page.script("history.back()", vec![]).await?;
    page.until(json!(""), hash).await?;
    page.until(0, async || page.count(".chip").await).await?;
    // Turbo renders the page anew, and leaves it where it is.
    tokio::time::sleep(Duration::from_millis(500)).await;
    let moved = page.script("return scrollY - at", vec![]).await?;
    expect_eq!(moved, json!(0));
    page.script("history.forward()", vec![]).await?;
    page.until(json!("#w:q=sudan"), hash).await?;
    page.wait_for(".chip").await?;
    // To another page, and back to a copy of this one.
    page.script("Turbo.visit('/turbo-two.html')", vec![])
        .await?;
    is_titled(page, "Two").await?;
    page.script("history.back()", vec![]).await?;
    is_titled(page, "One").await?;
    page.until(json!("#w:q=sudan"), hash).await?;
    page.live().await?;
    page.wait_for(".chip").await?;
    // The copy has the address now.
    page.click(".chips__clear").await?;
    page.until(json!(""), hash).await?;
    Ok(())
}

pub async fn a_page_comes_back_from_the_browser_s_cache(page: &Page<'_>) -> Outcome {
    let listen = "<script>addEventListener('pageshow', ({ persisted }) => (window.persisted = persisted));</script>";
    let mut first = page_of(&format!("{listen}{LINKED}"));
    first.is_kept = true;
    page.server.put("/kept.html", first);
    page.server.put("/next.html", page_of("<p>Next.</p>"));
    page.open("/kept.html").await?;
    page.type_into(".search__field", "sudan").await?;
    page.wait_for(".chip").await?;
    page.until(json!("#w:q=sudan"), async || {
        page.script("return location.hash", vec![]).await
    })
    .await?;
    page.script("location.href = '/next.html'", vec![]).await?;
    page.until(json!("/next.html"), async || {
        page.script("return location.pathname", vec![]).await
    })
    .await?;
    page.script("history.back()", vec![]).await?;
    page.until(json!("/kept.html"), async || {
        page.script("return location.pathname", vec![]).await
    })
    .await?;
    page.live().await?;
    if page.script("return window.persisted", vec![]).await? != json!(true) {
        println!("  exception: this browser kept no copy of the page");
    }
    page.wait_for(".chip").await?;
    page.click(".chips__clear").await?;
    page.until(json!(""), async || {
        page.script("return location.hash", vec![]).await
    })
    .await
}

pub async fn two_versions_of_the_script_are_one_element(page: &Page<'_>) -> Outcome {
    let dist = PathBuf::from(std::env::var("BACKSTORY_DIST")?);
    let loader = std::fs::read(dist.join("backstory.js"))?;
    page.server.put(
        "/older/backstory.js",
        Resource::new("text/javascript", loader),
    );
    page.server
        .put("/one.json", Resource::json(story(&["The first"])));
    let body = r#"<script type="module" src="/older/backstory.js"></script>
        <back-story src="/one.json" loading="eager"></back-story>"#;
    page.server.put("/versions.html", page_of(body));
    page.open("/versions.html").await?;
    shows(page, "The first").await?;
    let others = "return [customElements.get('back-story-1'),
        performance.getEntriesByType('resource').filter(({ name }) => name.includes('/older/core/')).length]";
    expect_eq!(page.script(others, vec![]).await?, json!([null, 0]));
    let warned = page.problems().await?;
    expect!(warned.is_empty(), "{warned:?}");
    Ok(())
}
