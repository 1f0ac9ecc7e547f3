//! Every reader: on a slow phone.

use serde_json::json;

use crate::harness::{Engine, Outcome, Page};
use crate::{expect, expect_eq};

/// Tasks longer than this keep a finger waiting.
const LONG_TASK_MS: f64 = 200.0;

/// A phone with a quarter of this machine's speed shows the story and answers;
/// what took long is printed, in milliseconds.
pub async fn a_slow_phone_is_enough(page: &Page<'_>) -> Outcome {
    if page.browser.engine != Engine::Chromium {
        println!("  exception: only Chromium can be slowed down");
        return Ok(());
    }
    let slow = |rate: u32| json!({"rate": rate});
    let throttle = "Emulation.setCPUThrottlingRate";
    page.resize(360, 780, false).await?;
    page.browser.chromium(throttle, slow(4)).await?;
    let outcome = use_everything(page).await;
    page.browser.chromium(throttle, slow(1)).await?;
    page.resize(1280, 900, false).await?;
    outcome
}

async fn use_everything(page: &Page<'_>) -> Outcome {
    let listen = "window.__tasks = [];
        new PerformanceObserver((list) => window.__tasks.push(...list.getEntries().map((it) => Math.round(it.duration))))
            .observe({type: 'longtask', buffered: true});";
    let tasks = async |what: &str| -> Outcome {
        page.settle().await?;
        let tasks = page
            .script("return window.__tasks.splice(0);", vec![])
            .await?;
        let tasks: Vec<f64> = serde_json::from_value(tasks)?;
        let long = tasks.iter().filter(|it| **it > LONG_TASK_MS).count();
        println!("  {what}: {long} tasks over {LONG_TASK_MS} ms, of {tasks:?}");
        Ok(())
    };
    page.open("/").await?;
    page.script(listen, vec![]).await?;
    page.wait_for(".entry").await?;
    tasks("opening").await?;
    page.type_into(".search__field", "rwanda").await?;
    page.wait_for(".chip").await?;
    tasks("searching").await?;
    page.click("#tab-relationships").await?;
    page.wait_for(".row").await?;
    tasks("the table").await?;
    page.click(".row .row__open").await?;
    page.wait_for(".detail").await?;
    tasks("a record").await?;
    page.click(".detail__tools .control--icon").await?;
    page.until(0, async || page.count(".detail").await).await?;
    page.click("[aria-controls=choices-stance]").await?;
    page.wait_for("#choices-stance li").await?;
    page.click("#choices-stance li:last-child .choice").await?;
    page.until(2, async || page.count(".chip").await).await?;
    tasks("a choice").await?;
    let stances = page.texts(".row .stance").await?;
    expect!(
        !stances.is_empty() && stances.iter().all(|it| it == "Hostile"),
        "{stances:?}"
    );
    expect_eq!(page.overflow().await? <= 1.0, true);
    Ok(())
}
