//! Much data: it arrives while the page goes on, and can be stopped.

use fantoccini::key::Key;
use serde_json::json;

use crate::fixtures::page_of;
use crate::harness::{Outcome, Page, Resource};
use crate::{expect, expect_eq};

const RECORDS: usize = 100_000;

/// A document of so many relationships between a hundred countries.
fn document(records: usize) -> String {
    let actors: Vec<String> = (0..100)
        .map(|n| format!(r#"{{"id":"a{n}","kind":"country","name":"Country {n}"}}"#))
        .collect();
    let relationships: Vec<String> = (0..records)
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

/// Opens a page with a table of `/{name}.json`, on which `script` runs first.
async fn open(page: &Page<'_>, name: &str, script: &str) -> Outcome {
    let [html, js] = ["html", "js"].map(|ending| format!("/{name}.{ending}"));
    page.server
        .put(&js, Resource::new("text/javascript", script));
    let element = format!(
        r#"<script src="{js}"></script>
        <back-story src="/{name}.json" view="relationships" loading="eager"></back-story>"#
    );
    page.server.put(&html, page_of(&element));
    page.go(&html).await
}

/// Counts what the page gets to do meanwhile.
const TURNS: &str = "window.turns = 0; setInterval(() => turns++, 5);";

pub async fn a_hundred_thousand_rows_are_there(page: &Page<'_>) -> Outcome {
    page.server
        .put("/many.json", Resource::json(document(RECORDS)));
    open(page, "many", TURNS).await?;
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

/// A server that waits within the rows until it is told to go on.
const HALTING: &str = r#"
const own = fetch;
window.fetch = async (url, options) => {
  if (!String(url).endsWith("/halting.json")) return own(url, options);
  const text = await (await own(url)).text();
  const encoder = new TextEncoder();
  const half = text.length / 2;
  let at = 0;
  const body = new ReadableStream({
    async pull(stream) {
      await new Promise((done) => setTimeout(done, 20));
      if (at > half && !window.goes) return stream.enqueue(encoder.encode(" "));
      let end = at + 20_000;
      // A space may stand between two records.
      end = text.indexOf("},{", end) + 1 || text.length;
      stream.enqueue(encoder.encode(text.slice(at, end)));
      at = end;
      if (at === text.length) stream.close();
    },
  });
  return new Response(body, { headers: { "content-type": "application/json" } });
};"#;

/// Where the table's first row stands, and what it says.
const FIRST_ROW: &str = "
    const row = root.querySelector('tbody [data-record]').closest('tr, [role=row]');
    const { x, y, height } = row.getBoundingClientRect();
    return [[x, y, height].map(Math.round), row.textContent];";

/// Opens a page that has got half of 2,000 rows.
async fn half(page: &Page<'_>) -> Outcome {
    page.server
        .put("/halting.json", Resource::json(document(2_000)));
    open(page, "halting", HALTING).await?;
    page.wait_for(".arriving progress").await?;
    page.wait_for("tbody [data-record=relationship-0]").await
}

pub async fn what_is_asked_meanwhile_is_not_lost(page: &Page<'_>) -> Outcome {
    half(page).await?;
    page.script(
        "document.querySelector('back-story').setFilter({ kind: 'military' }); window.goes = true",
        vec![],
    )
    .await?;
    page.wait_for(".summary").await?;
    let summary = page.text(".summary").await?;
    expect!(summary.contains("500 relationships"), "{summary}");
    Ok(())
}

pub async fn a_long_table_begins_before_its_end_is_there(page: &Page<'_>) -> Outcome {
    for width in [1280, 360] {
        if page.resize(width, 900, false).await? {
            begins_and_ends(page).await?;
        }
    }
    Ok(())
}

async fn begins_and_ends(page: &Page<'_>) -> Outcome {
    half(page).await?;
    expect_eq!(
        page.text(".arriving [role=status]").await?,
        "Loading the backstory…"
    );
    // What cannot be asked yet cannot be reached; waiting can be given up.
    page.tab_to("Stop").await?;
    page.press(&[Key::Tab]).await?;
    expect!(
        page.focused().await? != "Stop loading",
        "the keyboard is held by what is still coming"
    );
    expect_eq!(
        page.widget_script("return root.activeElement === null")
            .await?,
        json!(true)
    );
    expect_eq!(page.barriers().await?, Vec::<String>::new());
    expect_eq!(page.cut_off().await?, Vec::<String>::new());
    // Neither are there numbers that would only be those of a part.
    expect!(!page.text(".tabs").await?.contains('2'), "counts of a part");
    let before = page.widget_script(FIRST_ROW).await?;

    page.script("window.goes = true", vec![]).await?;
    page.wait_for(".summary").await?;
    let summary = page.text(".summary").await?;
    expect!(summary.contains("2,000 relationships"), "{summary}");
    expect_eq!(page.count(".arriving, [inert]").await?, 0);
    expect_eq!(page.widget_script(FIRST_ROW).await?, before);
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
    open(page, "endless", ENDLESS).await?;
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

/// A server that sends a document of 500 MB, and says so beforehand or does not.
const LARGE: &str = r#"
const own = fetch;
window.sent = 0;
window.fetch = async (url, options) => {
  const name = String(url).match(/large-(\w+)\.json$/)?.[1];
  if (!name) return own(url, options);
  const piece = new Uint8Array(2 ** 20).fill(32);
  const body = new ReadableStream({
    pull(stream) {
      if (window.sent++ === 500) stream.close();
      else stream.enqueue(piece.slice());
    },
  });
  const headers = { "content-type": "application/json" };
  if (name === "said") headers["content-length"] = String(500 * 2 ** 20);
  return new Response(body, { headers });
};"#;

pub async fn what_is_too_large_is_not_waited_for(page: &Page<'_>) -> Outcome {
    for (name, most) in [("large-said", 5.0), ("large-unsaid", 420.0)] {
        open(page, name, LARGE).await?;
        page.wait_for(".failure").await?;
        let message = page.text(".failure").await?;
        expect!(message.contains("400 MB"), "{name}: {message}");
        let sent = page.script("return window.sent", vec![]).await?;
        expect!(sent.as_f64() < Some(most), "{name}: {sent} MB were taken");
    }
    Ok(())
}
