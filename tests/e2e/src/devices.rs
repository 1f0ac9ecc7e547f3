//! Every reader: on a slow phone.

use serde_json::{Value, json};

use crate::harness::{Browser, Engine, Outcome, Page};
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

/// No task of the demo's page takes longer of the processor, in milliseconds: what other
/// programs take of it meanwhile does not count. Measured: 30 to 90.
const MAX_TASK_MS: f64 = 200.0;

/// The longest task is bound by the trace's own processor time, which the load of the
/// machine hardly moves.
pub async fn no_task_is_long(page: &Page<'_>) -> Outcome {
    if page.browser.engine != Engine::Chromium {
        println!("  exception: only Chromium tells of its threads");
        return Ok(());
    }
    let browser = Browser::start_traced().await?;
    let outcome = bounded_tasks(&Page::new(&browser, page.server)).await;
    browser.stop().await;
    outcome
}

async fn bounded_tasks(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    page.settle().await?;
    page.type_into(".search__field", "rwanda").await?;
    page.wait_for(".chip").await?;
    page.settle().await?;
    page.click("#tab-relationships").await?;
    page.wait_for(".row").await?;
    page.click(".row .row__open").await?;
    page.wait_for(".detail").await?;
    page.settle().await?;
    // The driver gives a trace once.
    let events = page.browser.trace().await?;
    // The page's process, by what it asks for; its main thread has the same number.
    let of_page = |it: &&Value| {
        let url = it["args"]["data"]["url"].as_str().unwrap_or_default();
        it["name"] == "ResourceSendRequest" && url.starts_with(&page.server.address)
    };
    let asked = events.iter().find(of_page);
    let pid = &asked.ok_or("the trace has no request of the page")?["pid"];
    let tasks = events.iter().filter(|it| {
        it["name"] == "ThreadControllerImpl::RunTask" && it["pid"] == *pid && it["tid"] == *pid
    });
    let times: Vec<f64> = tasks.filter_map(|it| it["tdur"].as_f64()).collect();
    expect!(times.len() > 100, "the trace has {} tasks", times.len());
    let longest = times.into_iter().fold(0.0, f64::max) / 1000.0;
    println!("  the longest task took {longest:.0} ms of the processor");
    expect!(
        longest > 1.0 && longest < MAX_TASK_MS,
        "a task took {longest:.0} ms of the processor"
    );
    Ok(())
}
