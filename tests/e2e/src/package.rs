//! What `cargo xtask dist` makes, served as a newsroom would.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::fixtures::story;
use crate::harness::{Outcome, Page, Resource};
use crate::{expect, expect_eq};

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        _ => "text/plain",
    }
}

/// Serves the package below a path, to every page that asks for it.
pub(crate) fn put(page: &Page<'_>, path: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let package =
        PathBuf::from(std::env::var_os("BACKSTORY_PACKAGE").ok_or("BACKSTORY_PACKAGE is not set")?);
    let mut names = Vec::new();
    for folder in ["", "core/", "locale/"] {
        for entry in std::fs::read_dir(package.join(folder))?.flatten() {
            if entry.path().is_file() {
                let name = format!("{folder}{}", entry.file_name().to_string_lossy());
                let file = Resource::new(kind(&name), std::fs::read(entry.path())?)
                    .header("Access-Control-Allow-Origin", "*");
                page.server.put(&format!("{path}/{name}"), file);
                names.push(name);
            }
        }
    }
    names.sort();
    Ok(names)
}

pub async fn the_package_works_from_a_folder(page: &Page<'_>) -> Outcome {
    let names = put(page, "/deep/in/a/cdn@1")?;
    expect_eq!(
        names,
        [
            "LICENSE",
            "LICENSE-APACHE",
            "LICENSE-MIT",
            "backstory.cdx.json",
            "backstory.css",
            "backstory.d.ts",
            "backstory.js",
            "backstory.schema.json",
            "core/backstory-element.js",
            "core/backstory-element_bg.wasm",
            "core/backstory_relationships.wasm",
            "core/backstory_shared.wasm",
            "core/backstory_timeline.wasm",
            "core/backstory_values.wasm",
            "core/frame.js",
            "core/reader.js",
            "core/reader_bg.wasm",
            "core/shell.js",
            "core/source.js",
            "custom-elements.json",
            "desk.css",
            "desk.html",
            "desk.js",
            "embed.html",
            "embed.js",
            "example.html",
            "example.json",
            "integrity.json",
            "locale/ar.json",
            "locale/fr.json",
            "locale/ru.json",
            "locale/rw.json",
            "locale/sw.json",
            "locale/zh.json",
            "package.json",
            "prerendered.html",
        ]
    );
    // Once served with its content, and once without.
    page.open("/deep/in/a/cdn@1/prerendered.html").await?;
    page.wait_for(".event__open").await?;
    let source = "return fetch(location.pathname).then((it) => it.text())
        .then((it) => it.includes('<template shadowrootmode=\"open\">'));";
    expect_eq!(page.script(source, vec![]).await?, json!(true));
    page.open("/deep/in/a/cdn@1/example.html").await?;
    page.wait_for(".event__open").await?;
    expect_eq!(
        page.text(".summary").await?,
        "31 events and 67 relationships"
    );
    page.click(".event__open").await?;
    page.wait_for(".detail__title").await?;
    // Nothing came from anywhere else, but for what Firefox asks every site for.
    let script = "return performance.getEntriesByType('resource').map((it) => it.name)
        .filter((name) => !name.startsWith(`${location.origin}/deep/in/a/cdn@1/`)
            && !name.endsWith('/__watch.js') && name !== `${location.origin}/favicon.ico`)";
    expect_eq!(page.script(script, vec![]).await?, json!([]));
    Ok(())
}

pub async fn a_file_that_was_changed_is_refused(page: &Page<'_>) -> Outcome {
    for name in [
        "backstory.css",
        "core/shell.js",
        "core/backstory-element.js",
        "core/backstory-element_bg.wasm",
    ] {
        let path = format!("/changed-{}", name.replace(['/', '.'], "-"));
        put(page, &path)?;
        let package = PathBuf::from(std::env::var_os("BACKSTORY_PACKAGE").unwrap_or_default());
        let mut content = std::fs::read(package.join(name))?;
        // An empty section at the end of the wasm, a comment at that of another.
        content.extend_from_slice(if name.ends_with("wasm") {
            &[0, 1, 0]
        } else {
            b"/**/"
        });
        page.server.put(
            &format!("{path}/{name}"),
            Resource::new(kind(name), content),
        );
        let html = format!(
            r#"<!doctype html><html><head><script type="module" src="{path}/backstory.js"></script></head>
            <body><back-story src="{path}/data.json" loading="eager"></back-story></body></html>"#
        );
        page.server.put(
            &format!("{path}/data.json"),
            Resource::json(story(&["One"])),
        );
        page.server
            .put(&format!("{path}/index.html"), Resource::html(html));
        page.go(&format!("{path}/index.html")).await?;
        let shown = "return document.querySelector('back-story').shadowRoot.textContent";
        page.until(true, async || {
            let shown = page.script(shown, vec![]).await?;
            Ok(shown
                .as_str()
                .is_some_and(|shown| shown.contains("not what was published")))
        })
        .await
        .map_err(|error| format!("{name}: {error}"))?;
        page.script("window.__problems = []", vec![]).await?;
    }
    Ok(())
}

pub async fn the_examples_work(page: &Page<'_>) -> Outcome {
    put(page, "/dist")?;
    for name in ["embedding.html", "embedding.css", "embedding.js"] {
        let file = std::fs::read(Path::new("examples").join(name))?;
        page.server.put(
            &format!("/examples/{name}"),
            Resource::new(kind(name), file),
        );
    }
    page.go("/examples/embedding.html").await?;
    for id in ["by-address", "inline", "scripted", "themed"] {
        page.script(
            "document.getElementById(arguments[0]).scrollIntoView({behavior: 'instant'})",
            vec![json!(id)],
        )
        .await?;
        page.widget(&format!("#{id}"))
            .wait_for(".summary")
            .await
            .map_err(|error| format!("{id}: {error}"))?;
    }
    page.script("document.querySelector('#hostile').click()", vec![])
        .await?;
    page.widget("#scripted").wait_for(".chip").await?;
    let heard = page
        .script(
            "return document.querySelector('#heard').textContent",
            vec![],
        )
        .await?;
    expect!(
        heard
            .as_str()
            .is_some_and(|heard| heard.starts_with("the filter leaves")),
        "{heard}"
    );
    Ok(())
}
