//! Every reader: on paper.

use fantoccini::wd::PrintConfigurationBuilder;
use serde_json::Value;
use tokio::process::Command;

use crate::harness::{Engine, Outcome, Page};
use crate::{expect, expect_eq};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// What the printed page says, without its white space and with its ligatures
/// taken apart: lines are broken anywhere.
pub(crate) async fn printed(page: &Page<'_>, name: &str) -> Result<String> {
    let sheet = PrintConfigurationBuilder::default().build();
    let sheet = sheet.map_err(|error| format!("{error:?}"))?;
    let pdf = page.browser.client.print(sheet).await?;
    let folder = std::path::Path::new("target/screenshots");
    std::fs::create_dir_all(folder)?;
    let file = folder.join(format!("{name}-{:?}.pdf", page.browser.engine));
    std::fs::write(&file, pdf)?;
    let text = Command::new("pdftotext")
        .arg(&file)
        .arg("-")
        .output()
        .await?;
    expect!(text.status.success(), "pdftotext: {text:?}");
    let text = String::from_utf8(text.stdout)?;
    // A line that the end of a page cuts through is on both pages.
    let pages: Vec<&str> = text.split('\u{c}').map(str::trim).collect();
    for pair in pages.windows(2) {
        let last = pair[0].lines().next_back().unwrap_or_default();
        let first = pair[1].lines().next().unwrap_or_default();
        expect!(last.is_empty() || last != first, "cut through: {last}");
    }
    Ok(folded(&text))
}

pub(crate) fn folded(text: &str) -> String {
    let text = text
        .replace('ﬁ', "fi")
        .replace('ﬂ', "fl")
        .replace('ﬀ', "ff")
        .replace('ﬃ', "ffi")
        .replace('ﬄ', "ffl")
        .replace('ﬅ', "st");
    text.chars()
        .filter(|c| c.is_alphanumeric() || c.is_ascii_punctuation())
        .collect()
}

fn texts(records: &Value, field: &str) -> Vec<String> {
    let records = records.as_array().into_iter().flatten();
    records
        .filter_map(|it| it[field].as_str().map(str::to_owned))
        .collect()
}

/// Whatever the filter leaves is printed, from the first word to the last, in
/// both lists, and nothing that is for a screen.
pub async fn paper_has_all_that_is_left(page: &Page<'_>) -> Outcome {
    if page.browser.engine == Engine::Webkit {
        println!("  exception: this engine's driver does not print");
        return Ok(());
    }
    let data = std::fs::read_to_string("data/rwanda.json")?;
    let data: Value = serde_json::from_str(&data)?;
    page.open_in("en", "view=relationships").await?;
    page.wait_for(".row").await?;
    let all = printed(page, "paper-all").await?;
    for event in data["events"].as_array().into_iter().flatten() {
        for field in ["title", "summary"] {
            let text = event[field].as_str().unwrap_or_default();
            expect!(all.contains(&folded(text)), "not on paper: {text}");
        }
    }
    for summary in texts(&data["relationships"], "summary") {
        expect!(all.contains(&folded(&summary)), "not on paper: {summary}");
    }
    for list in ["events", "relationships"] {
        for record in data[list].as_array().into_iter().flatten() {
            for start in texts(&record["evidence"], "start") {
                expect!(all.contains(&folded(&start)), "not on paper: {start}");
            }
        }
    }
    for screen in ["Export", "Zoom in", "Clear all", "Copy link"] {
        expect!(!all.contains(&folded(screen)), "on paper: {screen}");
    }
    // On the screen, all is as it was.
    page.until(0, async || page.count(".print > *").await)
        .await?;
    expect_eq!(page.count(".row").await?, 67);

    page.open_in("en", "stance=hostile").await?;
    let some = printed(page, "paper-some").await?;
    expect!(some.contains("Stance:Hostile"), "what is asked is said");
    for it in data["relationships"].as_array().into_iter().flatten() {
        let summary = it["summary"].as_str().unwrap_or_default();
        let is_left = it["stance"] == "hostile";
        expect!(
            some.contains(&folded(summary)) == is_left,
            "left: {is_left}: {summary}"
        );
    }
    Ok(())
}
