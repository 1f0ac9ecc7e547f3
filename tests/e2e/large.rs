//! Much data: it arrives while the page goes on, and can be stopped.

use serde_json::json;

use crate::harness::{Outcome, Page, Resource};
use crate::{expect, expect_eq};

const RECORDS: usize = 100_000;

/// A document of so many relationships between a hundred countries.
fn document() -> String {
    let actors: Vec<String> = (0..100)
        .map(|n| format!(r#"{{"id":"a{n}","kind":"country","name":"Country {n}"}}"#))
        .collect();
    let relationships: Vec<String> = (0..RECORDS)
        .map(|n| {
            format!(
                concat!(
                    r#"{{"id":"r{}","subject":"a{}","predicate":"supplies","object":"a{}","kind":"{}","#,
                    r#""stance":"neutral","status":"stated","period":"{}","#,
                    r#""evidence":[{{"paragraph":1,"start":"as it says"}}]}}"#
                ),
                n,
                n % 100,
                (n / 100) % 100,
                if n % 4 == 0 { "military" } else { "trade" },
                1950 + n % 70,
            )
        })
        .collect();
    format!(
        r#"{{"format":"backstory/1","entities":[{}],"events":[],"relationships":[{}]}}"#,
        actors.join(","),
        relationships.join(",")
    )
}

fn page_of(src: &str, script: &str) -> Resource {
    Resource::html(format!(
        r#"<!doctype html><html><head><script src="{script}"></script>
        <script type="module" src="/backstory.js"></script></head>
        <body><back-story src="{src}" view="relationships" loading="eager"></back-story></body></html>"#
    ))
}

/// Counts what the page gets to do meanwhile.
const TURNS: &str = "window.turns = 0; setInterval(() => turns++, 5);";

pub async fn a_hundred_thousand_rows_are_there(page: &Page<'_>) -> Outcome {
    page.server.put("/many.json", Resource::json(document()));
    let turns = Resource::new("text/javascript", TURNS);
    page.server.put("/turns.js", turns);
    page.server
        .put("/many.html", page_of("/many.json", "/turns.js"));
    page.go("/many.html").await?;
    page.wait_for(".summary").await?;
    let summary = page.text(".summary").await?;
    expect!(summary.contains("100,000 relationships"), "{summary}");
    // The page was not held up all the while: its own clock went on ticking.
    let turns = page.script("return turns", vec![]).await?;
    expect!(turns.as_u64() > Some(10), "the page had {turns} turns");
    // No more rows than a window of them, and all of them countable.
    let rows = page.count("tbody [data-record]").await?;
    expect!((1..500).contains(&rows), "{rows} rows");

    let chosen = page
        .script(
            "const root = document.querySelector('back-story').shadowRoot;
            const choice = [...root.querySelectorAll('#choices-kind input[type=checkbox]')]
                .find((it) => it.closest('label').textContent.includes('Military'));
            choice?.click();
            return Boolean(choice);",
            vec![],
        )
        .await?;
    if chosen == json!(false) {
        page.click("[aria-controls=choices-kind]").await?;
        page.click("#choices-kind input[type=checkbox]").await?;
    }
    page.until(true, async || {
        Ok(page
            .text(".summary")
            .await?
            .contains("25,000 relationships"))
    })
    .await?;
    Ok(())
}

/// A server that never comes to an end.
const ENDLESS: &str = r#"
const own = fetch;
window.fetch = (url, options) => {
  if (!String(url).endsWith("/endless.json")) return own(url, options);
  const { signal } = options;
  const encoder = new TextEncoder();
  let index = 0;
  const body = new ReadableStream({
    start(stream) {
      signal.addEventListener("abort", () => stream.error(signal.reason));
      stream.enqueue(encoder.encode('{"format":"backstory/1","entities":[{"id":"a","kind":"country","name":"A"}'));
    },
    async pull(stream) {
      await new Promise((done) => setTimeout(done, 50));
      stream.enqueue(encoder.encode(`,{"id":"a${index++}","kind":"country","name":"A"}`));
    },
  });
  return Promise.resolve(new Response(body, { headers: { "content-type": "application/json" } }));
};"#;

pub async fn data_that_does_not_end_can_be_stopped(page: &Page<'_>) -> Outcome {
    let script = Resource::new("text/javascript", ENDLESS);
    page.server.put("/endless.js", script);
    page.server
        .put("/endless.html", page_of("/endless.json", "/endless.js"));
    page.go("/endless.html").await?;
    page.wait_for(".loading progress").await?;
    expect_eq!(
        page.text(".loading [role=status]").await?,
        "Loading the backstory…"
    );
    page.click(".loading button").await?;
    page.wait_for(".failure").await?;
    let message = page.text(".failure").await?;
    expect!(message.contains("Loading was stopped"), "{message}");
    Ok(())
}
