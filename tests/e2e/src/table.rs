//! The relationships as a table of any length, a matrix and a picture.

use std::fmt::Write;
use std::time::{Duration, Instant};

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Outcome, Page, Resource};
use crate::{expect, expect_eq};

const MANY: usize = 100_000;

/// Shift and Enter, as WebDriver has them.
const SHIFT: char = '\u{e008}';
const CONTROL: char = '\u{e009}';

/// A dataset of so many relationships between 300 actors. The texts are of many
/// lengths, and the last row says that it is the last.
fn dataset(rows: usize) -> String {
    let mut json =
        String::from(r#"{"format":"backstory/1","article":{"title":"Many"},"entities":["#);
    for n in 0..300 {
        let comma = if n > 0 { "," } else { "" };
        let _ = write!(
            json,
            r#"{comma}{{"id":"e{n}","kind":"organisation","name":"Company {n}"}}"#
        );
    }
    json += r#"],"events":[],"relationships":["#;
    let kinds = ["trade", "legal", "political"];
    let stances = ["cooperative", "neutral", "hostile"];
    for n in 0..rows {
        let comma = if n > 0 { "," } else { "" };
        let what = match n {
            _ if n + 1 == rows => "the very last".to_owned(),
            _ if n % 5 == 0 => format!("a contract of which the terms are told at some length {n}"),
            _ => format!("goods {n}"),
        };
        let _ = write!(
            json,
            r#"{comma}{{"id":"r{n}","subject":"e{}","predicate":"pays","object":"e{}","what":"{what}","kind":"{}","stance":"{}","status":"stated","period":"{}-{:02}","evidence":[{{"paragraph":{},"start":"it paid"}}]}}"#,
            n % 300,
            (n * 7 + 1) % 300,
            kinds[n % 3],
            stances[n % 3],
            1990 + n % 30,
            1 + n % 12,
            1 + n % 40,
        );
    }
    json + "]}"
}

/// Opens a page with so many relationships, and goes to their table.
async fn open(page: &Page<'_>, rows: usize) -> Outcome {
    let (data, path) = (format!("/many-{rows}.json"), format!("/many-{rows}.html"));
    page.server.put(&data, Resource::json(dataset(rows)));
    let html = format!(
        r#"<!doctype html><html><head><meta name="viewport" content="width=device-width"><script type="module" src="/backstory.js"></script></head>
        <body><p>Before.</p><back-story src="{data}"></back-story><p>After.</p></body></html>"#
    );
    page.server.put(&path, Resource::html(html));
    page.go(&path).await?;
    loaded(page).await
}

/// Waits for a large dataset, which takes its time on a busy machine, and goes
/// to its table.
async fn loaded(page: &Page<'_>) -> Outcome {
    let start = Instant::now();
    while page.count("#tab-relationships").await.unwrap_or(0) == 0 {
        if start.elapsed() > Duration::from_secs(120) {
            return Err("the rows do not come".into());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    page.click("#tab-relationships").await?;
    page.wait_for(".row").await
}

/// The numbers of the rows in the document.
async fn numbers(page: &Page<'_>) -> Result<Vec<usize>, Box<dyn std::error::Error>> {
    let numbers = page
        .widget_script(
            "return [...root.querySelectorAll('.row')].map((it) => +it.ariaRowIndex || +it.getAttribute('aria-rowindex'));",
        )
        .await?;
    Ok(serde_json::from_value(numbers)?)
}

/// Scrolls the long table to a share of its length, and waits until it shows
/// what is there.
async fn scroll(page: &Page<'_>, share: f64) -> Outcome {
    page.widget_script(&format!(
        "const it = root.querySelector('.scroller--long');
         it.scrollTop = {share} * (it.scrollHeight - it.clientHeight);
         return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(0))));"
    ))
    .await?;
    Ok(())
}

/// Whether rows fill the table from its head to its foot, with no gap.
const FILLED: &str = "
    const view = root.querySelector('.scroller--long').getBoundingClientRect();
    const head = root.querySelector('th').getBoundingClientRect();
    const top = head.height > 10 ? head.bottom : view.top;
    const rows = [...root.querySelectorAll('.row')].map((it) => it.getBoundingClientRect());
    const gaps = rows.slice(1).map((it, n) => Math.abs(it.top - rows[n].bottom));
    return rows[0].top <= top + 1 && rows.at(-1).bottom >= view.bottom - 2 && Math.max(...gaps) < 1.5;";

pub async fn a_hundred_thousand_rows_are_a_window(page: &Page<'_>) -> Outcome {
    open(page, MANY).await?;
    expect_eq!(
        page.attribute(".table", "aria-rowcount").await?,
        (MANY + 1).to_string()
    );
    expect_eq!(numbers(page).await?[0], 2);
    for share in [0.0003, 0.25, 0.7, 0.9999, 0.4] {
        scroll(page, share).await?;
        page.until(json!(true), async || page.widget_script(FILLED).await)
            .await?;
        let rows = numbers(page).await?;
        expect!(rows.len() < 90, "{} rows are in the document", rows.len());
        expect!(
            rows.windows(2).all(|pair| pair[0] + 1 == pair[1]),
            "they are in order: {rows:?}"
        );
        let at = (rows[rows.len() / 2] as f64) / (MANY as f64);
        expect!(
            (at - share).abs() < 0.03,
            "the scroll bar is right: {at} at {share}"
        );
    }
    scroll(page, 1.0).await?;
    page.until(true, async || {
        Ok(page.texts(".row__what").await?.last().map(String::as_str) == Some("the very last"))
    })
    .await?;
    // The heads stay in sight.
    let head = page
        .widget_script(
            "const view = root.querySelector('.scroller--long').getBoundingClientRect();
             return root.querySelector('th').getBoundingClientRect().top - view.top;",
        )
        .await?;
    expect!(head.as_f64().is_some_and(|top| top.abs() < 2.0), "{head}");
    // A filter starts at the top again, and few rows stand whole in the page.
    page.type_into(".search__field", "\"very last\"").await?;
    page.until(1, async || page.count(".row").await).await?;
    expect_eq!(page.count(".scroller--long").await?, 0);
    Ok(())
}

pub async fn a_long_table_is_walked_with_keys(page: &Page<'_>) -> Outcome {
    open(page, MANY).await?;
    page.widget_script("root.querySelector('.table [tabindex=\"0\"]').focus();")
        .await?;
    let row = async || -> Result<String, Box<dyn std::error::Error>> {
        let row = page
            .widget_script(
                "return root.activeElement?.closest('[aria-rowindex]')?.getAttribute('aria-rowindex');",
            )
            .await?;
        Ok(row.as_str().unwrap_or_default().to_owned())
    };
    page.chord(CONTROL, Key::End).await?;
    page.until((MANY + 1).to_string(), row).await?;
    page.press(&[Key::Up, Key::Up]).await?;
    page.until((MANY - 1).to_string(), row).await?;
    page.press(&[Key::PageUp]).await?;
    page.until(true, async || Ok(row().await?.parse::<usize>()? < MANY - 3))
        .await?;
    let before = row().await?;
    page.press(&[Key::Enter]).await?;
    page.wait_for(".detail__title").await?;
    page.press(&[Key::Escape]).await?;
    page.until(0, async || page.count(".detail").await).await?;
    page.until(before, row).await?;
    page.chord(CONTROL, Key::Home).await?;
    page.until("1".to_owned(), row).await?;
    Ok(())
}

pub async fn a_long_table_on_a_phone_is_a_window_of_cards(page: &Page<'_>) -> Outcome {
    page.server
        .put("/many-3000.json", Resource::json(dataset(3000)));
    let html = r#"<!doctype html><html><head><script type="module" src="/backstory.js"></script></head><body><back-story src="/many-3000.json"></back-story></body></html>"#;
    page.server.put("/cards.html", Resource::html(html));
    let frame = r#"<!doctype html><html><head></head><body><iframe src="/cards.html" width="360" height="700"></iframe></body></html>"#;
    page.server.put("/phone-cards.html", Resource::html(frame));
    page.go("/phone-cards.html").await?;
    page.browser.client.clone().enter_frame(0).await?;
    loaded(page).await?;
    for share in [0.0, 0.3, 0.62, 1.0] {
        scroll(page, share).await?;
        page.until(json!(true), async || page.widget_script(FILLED).await)
            .await?;
        expect!(page.overflow().await? <= 1.0, "the cards stick out");
        expect!(page.count(".row").await? < 60, "too many cards");
    }
    let last = page.texts(".row__what").await?;
    expect_eq!(last.last().map(String::as_str), Some("the very last"));
    page.browser.client.clone().enter_parent_frame().await?;
    Ok(())
}

pub async fn a_long_table_is_printed_whole(page: &Page<'_>) -> Outcome {
    open(page, 2500).await?;
    // At once: no browser waits for what comes later.
    let printed = "dispatchEvent(new Event('beforeprint'));
        return root.querySelectorAll('.print__record').length;";
    expect_eq!(page.widget_script(printed).await?, json!(2000));
    expect!(
        page.texts(".print p")
            .await?
            .iter()
            .any(|line| line.starts_with("500 more rows")),
        "what is not printed is counted"
    );
    let left = "dispatchEvent(new Event('afterprint'));
        return root.querySelectorAll('.print > *').length;";
    expect_eq!(page.widget_script(left).await?, json!(0));
    Ok(())
}

pub async fn shift_and_a_press_sort_by_one_more(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    page.click("#tab-relationships").await?;
    page.click("th:nth-child(6) button").await?;
    page.until("ascending".to_owned(), async || {
        page.attribute("th:nth-child(6)", "aria-sort").await
    })
    .await?;
    page.widget_script("root.querySelector('th:nth-child(1) button').focus();")
        .await?;
    page.chord(SHIFT, Key::Enter).await?;
    page.until("ascending".to_owned(), async || {
        page.attribute("th:nth-child(1)", "aria-sort").await
    })
    .await?;
    expect_eq!(
        page.attribute("th:nth-child(6)", "aria-sort").await?,
        "ascending"
    );
    let (who, status) = (
        page.texts(".row__subject").await?,
        page.texts(".status").await?,
    );
    let pairs: Vec<_> = who.iter().zip(&status).collect();
    for pair in pairs.windows(2).filter(|pair| pair[0].1 == pair[1].1) {
        expect!(
            pair[0].0.to_lowercase() <= pair[1].0.to_lowercase(),
            "{pair:?}"
        );
    }
    Ok(())
}

pub async fn a_border_is_dragged(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    page.click("#tab-relationships").await?;
    page.wait_for(".row").await?;
    let widths = async || {
        page.widget_script("return [...root.querySelectorAll('th')].map((it) => Math.round(it.getBoundingClientRect().width));")
            .await
    };
    let before: Vec<i64> = serde_json::from_value(widths().await?)?;
    page.drag("th:nth-child(2) .table__border", 60).await?;
    page.until(true, async || {
        let after: Vec<i64> = serde_json::from_value(widths().await?)?;
        let moved = (after[1] - before[1] - 60).abs() < 4 && (before[2] - after[2] - 60).abs() < 4;
        Ok(moved && after[0] == before[0] && after[4] == before[4])
    })
    .await?;
    expect_eq!(
        page.attribute("th:nth-child(2)", "aria-sort").await?,
        "none"
    );
    Ok(())
}

pub async fn the_selection_is_saved(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    page.script(
        "const make = URL.createObjectURL;
         URL.createObjectURL = (blob) => { window.__saved = blob.text(); return make.call(URL, blob); };",
        vec![],
    )
    .await?;
    page.click("#tab-relationships").await?;
    page.type_into(".search__field", "rosatom").await?;
    page.until(true, async || Ok(page.count(".row").await? < 10))
        .await?;
    let rows = page.count(".row").await?;
    page.click("[aria-controls=export-menu]").await?;
    page.wait_for("[data-export=csv]").await?;
    page.click("[data-export=csv]").await?;
    let csv = page.script("return window.__saved;", vec![]).await?;
    let csv = csv.as_str().unwrap_or_default();
    expect!(
        csv.lines().count() == rows + 1 && csv.contains("Rosatom") && csv.contains("paragraph "),
        "{csv}"
    );
    Ok(())
}

pub async fn an_address_arranges_the_table(page: &Page<'_>) -> Outcome {
    let html = r#"<!doctype html><html><head><script type="module" src="/backstory.js"></script></head>
        <body><back-story id="story" src="/data/rwanda.json" permalink="hash" loading="eager"></back-story></body></html>"#;
    page.server.put("/arranged.html", Resource::html(html));
    page.open("/arranged.html#story:view=relationships&sort=status,-subject&group=kind&hide=what")
        .await?;
    page.wait_for(".section").await?;
    expect_eq!(page.count("th").await?, 6);
    expect_eq!(
        page.attribute("th:nth-child(1)", "aria-sort").await?,
        "descending"
    );
    expect_eq!(
        page.attribute("th:nth-child(5)", "aria-sort").await?,
        "ascending"
    );
    page.click("[data-shape=matrix]").await?;
    page.wait_for(".matrix__tie").await?;
    page.until(true, async || {
        let hash = page
            .script("return location.hash;", vec![])
            .await?
            .to_string();
        Ok([
            "as=matrix",
            "group=kind",
            "hide=what",
            "sort=status,-subject",
        ]
        .iter()
        .all(|part| hash.contains(part)))
    })
    .await
}

pub async fn matrix_and_picture_filter_as_one_presses(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    page.click("#tab-relationships").await?;
    page.wait_for("[data-shape=matrix]").await?;
    page.click("[data-shape=matrix]").await?;
    page.wait_for(".matrix__tie").await?;
    expect!(page.overflow().await? <= 1.0, "the matrix sticks out");
    let count = page.text(".matrix__tie").await?;
    page.click(".matrix__tie").await?;
    page.until(2, async || page.count(".chip").await).await?;
    expect_eq!(page.texts(".tab__count").await?[1], count);
    // The table has just those.
    page.click("[data-shape=rows]").await?;
    page.until(count, async || Ok(page.count(".row").await?.to_string()))
        .await?;
    page.click(".chips__clear").await?;
    page.click("[data-shape=network]").await?;
    page.wait_for(".node").await?;
    let name = page.attribute(".node", "aria-label").await?;
    page.widget_script("root.querySelector('.node').focus();")
        .await?;
    page.press(&[Key::Enter]).await?;
    page.until(1, async || page.count(".chip").await).await?;
    let chosen = page.text(".chip__name").await?;
    expect!(name.starts_with(&chosen), "{name} and {chosen}");
    page.press(&[Key::Right, Key::Down]).await?;
    let focused = page
        .widget_script("return root.activeElement?.getAttribute('data-node');")
        .await?;
    expect!(focused.is_string(), "the arrows lead from dot to dot");
    Ok(())
}
