//! The timeline that runs down: to be read, by thumb, by key and by ear.

use std::path::PathBuf;

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::harness::{Engine, Outcome, Page, Resource};
use crate::print::{folded, printed};
use crate::{expect, expect_eq};

const EVENTS: usize = 31;

/// What cannot be given a phone's width gets a narrow column.
async fn narrow(page: &Page<'_>, width: u32) -> Outcome {
    if !page.resize(width, 844, false).await? {
        page.column(width).await?;
    }
    Ok(())
}

async fn wide(page: &Page<'_>) -> Outcome {
    page.resize(1280, 900, false).await?;
    Ok(())
}

/// Opens the demo page on a phone.
async fn open(page: &Page<'_>) -> Outcome {
    narrow(page, 390).await?;
    page.open("/").await?;
    narrow(page, 390).await?;
    page.wait_for(".entry").await
}

/// A page of its own for a story, as narrow as a phone's.
async fn open_story(page: &Page<'_>, story: &Value) -> Outcome {
    page.server
        .put("/down.json", Resource::json(story.to_string()));
    page.server.put(
        "/down.html",
        Resource::html(
            r#"<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width">
            <title>Down</title><script type="module" src="/backstory.js"></script></head>
            <body><back-story src="/down.json" layout="vertical" loading="eager"></back-story></body></html>"#,
        ),
    );
    page.open("/down.html").await?;
    page.wait_for(".entry").await
}

fn event(id: &str, date: Option<&str>) -> Value {
    let mut event = json!({
        "id": id, "title": format!("What is {id}"), "kind": "visit", "status": "happened",
        "evidence": [{"paragraph": 1, "start": "so it is said"}]
    });
    if let Some(date) = date {
        event["date"] = date.into();
    }
    event
}

fn story(events: &[Value]) -> Value {
    json!({
        "format": "backstory/1", "events": events,
        "article": {"title": "Down", "published": "2024-06-03", "language": "en"}
    })
}

pub async fn a_phone_reads_from_above(page: &Page<'_>) -> Outcome {
    open(page).await?;
    expect_eq!(page.count(".entry").await?, EVENTS);
    expect_eq!(page.count(".timeline__frame").await?, 0);
    // Every title is whole, and so is what is said of it.
    expect_eq!(page.cut_off().await?, Vec::<String>::new());
    expect!(page.overflow().await? <= 1.0, "it sticks out");
    expect!(
        page.count(".entry__summary").await? > 20,
        "events have summaries"
    );
    // In order, under headings, from above.
    let script = "const tops = [...root.querySelectorAll('.vertical__heading, .entry__open')]
        .map((it) => it.getBoundingClientRect().top);
        return tops.every((top, at) => at === 0 || tops[at - 1] < top);";
    expect_eq!(page.widget_script(script).await?, json!(true));
    // The heading of what is read stays in sight.
    let script = "const entry = root.querySelectorAll('.entry')[20];
        scrollBy({top: entry.getBoundingClientRect().top, behavior: 'instant'});
        const heading = entry.closest('section').querySelector('h3').getBoundingClientRect();
        return [Math.round(heading.top), entry.closest('section').querySelector('h3').textContent];";
    let stuck: (f64, String) = serde_json::from_value(page.widget_script(script).await?)?;
    expect!(stuck.0 == 0.0, "{stuck:?} is not at the top");
    // A press anywhere in an entry opens it, and another closes it.
    page.click(".entry:nth-child(1) .entry__summary").await?;
    page.wait_for(".detail__title").await?;
    expect_eq!(page.count(".entry--open").await?, 1);
    page.press(&[Key::Escape]).await?;
    page.until(0, async || page.count(".detail").await).await?;
    wide(page).await
}

pub async fn dates_and_gaps_are_told_as_they_are_known(page: &Page<'_>) -> Outcome {
    let mut after = event("after", None);
    after["after"] = json!(["deed"]);
    let mut plan = event("plan", Some("2024-11"));
    plan["status"] = "planned".into();
    let events = [
        event("deed", Some("1884")),
        after,
        event("loss", Some("2013/..")),
        event("talk", Some("2021-06~")),
        event("boats", Some("2023-05/2023-09")),
        event("fees", Some("2023-07-01")),
        plan,
        event("unknown", None),
    ];
    open_story(page, &story(&events)).await?;
    expect_eq!(
        page.texts(".vertical__heading").await?,
        ["1884", "2013", "2021", "2023", "Still to come", "Undated"]
    );
    expect_eq!(
        page.texts(".entry .event__title").await?,
        [
            "What is deed",
            "What is after",
            "What is loss",
            "What is talk",
            "What is boats",
            "What is fees",
            "Planned: What is plan",
            "What is unknown"
        ]
    );
    expect_eq!(
        page.texts(".entry__gap").await?,
        ["129 years later", "8 years later"]
    );
    expect_eq!(page.text(".entry__order").await?, "after: What is deed");
    expect_eq!(
        page.texts(".entry__published").await?,
        ["Published: 3 June 2024"]
    );
    // Its mark says what its words say; what lasts is a bar along what happened then.
    for (row, class) in [
        (1, ".mark--year"),
        (2, ".mark--order"),
        (3, ".entry__bar--begins"),
        (4, ".mark--month.mark--about"),
        (4, ".entry__bar--0"),
        (5, ".entry__bar--1.entry__bar--begins"),
        (6, ".entry__bar--1.entry__bar--ends"),
        (6, ".entry__bar--0.entry__bar--onward"),
        (7, ".mark--plan"),
    ] {
        let found = format!(".entry[aria-posinset='{row}'] {class}");
        expect!(page.count(&found).await? == 1, "there is no {found}");
    }
    expect_eq!(
        page.count(".entry[aria-posinset='7'] .entry__bar").await?,
        0
    );
    // Each slice goes on where the last one ended.
    let script = "const boxes = [...root.querySelectorAll('.entry__bar--0')].map((it) => it.getBoundingClientRect());
        return boxes.map((it, at) => at ? Math.abs(it.top - boxes[at - 1].bottom) : 0).filter((it) => it > 60);";
    expect_eq!(page.widget_script(script).await?, json!([]));
    Ok(())
}

pub async fn the_layout_is_switched_and_in_the_address(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    page.wait_for(".event").await?;
    page.click("[data-layout=vertical]").await?;
    page.wait_for(".entry").await?;
    expect_eq!(page.count(".timeline__frame").await?, 0);
    // The button is another one now, and has the focus.
    page.until("Vertical".to_owned(), async || page.focused().await)
        .await?;
    expect_eq!(
        page.attribute("[data-layout=vertical]", "aria-pressed")
            .await?,
        "true"
    );
    let hash = async || -> Result<String, Box<dyn std::error::Error>> {
        let hash = page.script("return location.hash", vec![]).await?;
        Ok(hash.as_str().unwrap_or_default().to_owned())
    };
    page.until(true, async || Ok(hash().await?.contains("layout=vertical")))
        .await?;
    // Back goes back, and whoever follows the link sees the same.
    let link = hash().await?;
    page.script("history.back()", vec![]).await?;
    page.wait_for(".event").await?;
    page.open(&format!("/{link}")).await?;
    page.wait_for(".entry").await?;

    // An attribute says it too, and may change; by itself it follows the width.
    let set = async |value: &str| {
        let script = "const it = document.querySelector('back-story');
            arguments[0] ? it.setAttribute('layout', arguments[0]) : it.removeAttribute('layout');";
        page.script(script, vec![json!(value)]).await
    };
    page.open("/").await?;
    page.wait_for(".event").await?;
    set("vertical").await?;
    page.wait_for(".entry").await?;
    set("horizontal").await?;
    page.wait_for(".event").await?;
    set("").await?;
    page.column(600).await?;
    page.wait_for(".entry").await?;
    page.column(700).await?;
    page.wait_for(".event").await?;
    set("horizontal").await?;
    page.column(360).await?;
    page.settle().await?;
    expect_eq!(page.count(".entry").await?, 0);
    expect_eq!(page.count(".timeline__frame").await?, 1);
    Ok(())
}

pub async fn keys_go_from_one_event_to_the_next(page: &Page<'_>) -> Outcome {
    open(page).await?;
    let at = "const it = root.activeElement?.closest('.entry'); return it ? Number(it.ariaPosInSet) : 0;";
    let at = async || page.number(at).await;
    page.tab_to("Horizontal").await?;
    page.press(&[Key::Tab]).await?;
    expect_eq!(at().await?, 1.0);
    page.press(&[Key::Down]).await?;
    page.until(2.0, &at).await?;
    page.press(&[Key::Up, Key::Up]).await?;
    page.until(1.0, &at).await?;
    page.press(&[Key::End]).await?;
    page.until(EVENTS as f64, &at).await?;
    let focused = page.focused().await?;
    page.press(&[Key::Enter]).await?;
    page.wait_for(".detail__title").await?;
    let title = page.text(".detail__title").await?;
    expect!(focused.contains(&title), "{title} opened, not {focused}");
    // Closed, the focus is where it was.
    page.press(&[Key::Escape]).await?;
    page.until(EVENTS as f64, &at).await?;
    page.press(&[Key::Home]).await?;
    page.until(1.0, &at).await?;
    // One Tab leaves the list.
    page.press(&[Key::Tab]).await?;
    expect_eq!(at().await?, 0.0);
    wide(page).await
}

pub async fn filters_groups_and_steps_work_in_it(page: &Page<'_>) -> Outcome {
    open(page).await?;
    page.type_into(".search__field", "lavrov").await?;
    page.until(true, async || {
        let entries = page.count(".entry").await?;
        Ok(entries > 0 && entries < EVENTS)
    })
    .await?;
    let first = page.text(".entry .event__title").await?;
    // A lane is what is said of each event.
    expect_eq!(page.count(".entry__group").await?, 0);
    page.click(".lanes__choice option[value=kind]").await?;
    page.until(true, async || {
        Ok(page.count(".entry__group").await? == page.count(".entry").await?)
    })
    .await?;
    page.click(".lanes__choice option[value=actor]").await?;
    page.until(true, async || {
        Ok(page.text(".entry__group").await?.contains("Lavrov"))
    })
    .await?;
    // Stepping begins with the first that is left, and the list follows.
    page.click(".entry:first-child .entry__open").await?;
    page.wait_for(".stepper__at").await?;
    expect!(
        first.contains(&page.text(".detail__title").await?),
        "{first} is not the first step"
    );
    page.click("[aria-label='Next event']").await?;
    page.until(true, async || {
        let script = "const it = root.querySelector('.entry--open'); const box = it?.getBoundingClientRect();
            return box && it.ariaPosInSet === '2' && box.top >= 0 && box.top < innerHeight;";
        Ok(page.widget_script(script).await? == json!(true))
    })
    .await?;
    page.press(&[Key::Escape]).await?;
    page.until(0, async || page.count(".detail").await).await?;
    // Nothing in it, and back.
    page.type_into(".search__field", "qqqq").await?;
    page.until(0, async || page.count(".entry").await).await?;
    page.click(".nothing .control").await?;
    page.wait_for(".entry").await?;
    wide(page).await
}

pub async fn what_is_read_in_the_article_is_marked(page: &Page<'_>) -> Outcome {
    let mut other = event("other", Some("2020"));
    other["evidence"] = json!([{"paragraph": 2, "start": "and not so"}]);
    let events = [event("said", Some("2019")), other];
    page.server
        .put("/marked.json", Resource::json(story(&events).to_string()));
    let far = r#"<div style="height: 3000px"></div>"#;
    page.server.put(
        "/marked.html",
        Resource::html(format!(
            r##"<!doctype html><html lang="en"><head><title>Marked</title>
            <script type="module" src="/backstory.js"></script></head><body>
            <article id="text"><p>Here so it is said.</p>{far}<p>There and not so.</p>{far}</article>
            <back-story src="/marked.json" article="#text" layout="vertical" loading="eager"></back-story>
            </body></html>"##
        )),
    );
    page.open("/marked.html").await?;
    page.wait_for(".entry").await?;
    let marks = "return [...root.querySelectorAll('.entry .event__title')]
        .filter((it) => getComputedStyle(it, '::before').content.includes('¶')).map((it) => it.textContent);";
    for (paragraph, title) in [(0, "What is said"), (1, "What is other")] {
        let script = "document.querySelectorAll('#text p')[arguments[0]].scrollIntoView({block: 'center', behavior: 'instant'})";
        page.script(script, vec![json!(paragraph)]).await?;
        page.until(json!([title]), async || page.widget_script(marks).await)
            .await?;
    }
    Ok(())
}

/// How long a step of scrolling takes at the median and at most, until its rows are
/// there, and how long the change to the other layout and back.
const SCROLL: &str = "
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const it = root.querySelector('.scroller--long');
    return (async () => {
        const times = [];
        for (let step = 0; step < 40; step++) {
            await frame();
            const start = performance.now();
            it.scrollTop += 640;
            it.dispatchEvent(new Event('scroll'));
            await Promise.resolve();
            it.getBoundingClientRect();
            times.push(performance.now() - start);
        }
        times.sort((a, b) => a - b);
        const change = async (layout, there) => {
            const start = performance.now();
            root.querySelector(`[data-layout=${layout}]`).click();
            while (!root.querySelector(there)) await frame();
            await frame();
            return performance.now() - start;
        };
        const across = await change('horizontal', '.timeline__frame');
        const down = await change('vertical', '.entry');
        return [times[20], times[39], across, down].map((it) => Math.round(it * 10) / 10);
    })();";

/// So many events, each on a day of its own, some of which last.
fn many(events: usize) -> Value {
    let events: Vec<Value> = (0..events)
        .map(|at| {
            let date = format!(
                "{}-{:02}-{:02}",
                1800 + at % 200,
                at / 200 % 12 + 1,
                at / 2400 % 28 + 1
            );
            let date = if at % 97 == 0 {
                format!("{date}/{}", 1801 + at % 200)
            } else {
                date
            };
            let mut event = event(&format!("e{at}"), Some(&date));
            event["summary"] = "What happened then, in a sentence that takes a line or two.".into();
            event
        })
        .collect();
    story(&events)
}

pub async fn a_hundred_thousand_events_are_few_nodes(page: &Page<'_>) -> Outcome {
    const MANY: usize = 100_000;
    let is_narrow = page.resize(390, 844, false).await?;
    open_story(page, &many(MANY)).await?;
    let look = async |name: &str| -> Outcome {
        page.settle().await?;
        let nodes = page
            .number("return root.querySelectorAll('.timeline, .timeline *').length;")
            .await?;
        expect!(nodes <= 300.0, "{name}: {nodes} nodes");
        // No hole in what is seen, and its heading on top of it.
        let script = "const view = root.querySelector('.scroller--long').getBoundingClientRect();
            const entries = [...root.querySelectorAll('.entry')].map((it) => it.getBoundingClientRect());
            const [first, last] = [entries[0], entries.at(-1)];
            const stuck = [...root.querySelectorAll('.vertical__heading')].filter((it) => {
                const box = it.getBoundingClientRect();
                return box.top <= view.top + 45 && box.bottom > view.top;
            });
            return [first.top - view.top, view.bottom - last.bottom, stuck.length];";
        let (above, below, stuck): (f64, f64, f64) =
            serde_json::from_value(page.widget_script(script).await?)?;
        expect!(above <= 60.0, "{name}: a hole of {above} above");
        expect!(below <= 2.0, "{name}: a hole of {below} below");
        if is_narrow {
            expect!(stuck >= 1.0, "{name}: no heading is in sight");
        }
        Ok(())
    };
    look("the beginning").await?;
    let times = page.widget_script(SCROLL).await?;
    println!("  a step of scrolling, and another layout, in milliseconds: {times}");
    expect_eq!(
        page.attribute(".entry", "aria-setsize").await?,
        MANY.to_string()
    );
    for share in [0.0003, 0.2, 0.5, 0.9, 1.0] {
        let script = format!(
            "const it = root.querySelector('.scroller--long');
            it.scrollTop = {share} * (it.scrollHeight - it.clientHeight);"
        );
        page.widget_script(&script).await?;
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        look(&format!("at {share}")).await?;
    }
    let last = format!(".entry[aria-posinset='{MANY}']");
    page.wait_for(&last).await?;
    // The keys reach both ends.
    page.ask(
        "root.querySelector(selector).focus();",
        &format!("{last} .entry__open"),
    )
    .await?;
    page.press(&[Key::Home]).await?;
    let at = "return Number(root.activeElement?.closest('.entry')?.ariaPosInSet ?? 0);";
    page.until(1.0, async || page.number(at).await).await?;
    look("Home").await?;
    page.press(&[Key::Down, Key::Down, Key::End]).await?;
    page.until(MANY as f64, async || page.number(at).await)
        .await?;
    look("End").await?;
    wide(page).await
}

pub async fn a_finger_scrolls_and_taps(page: &Page<'_>) -> Outcome {
    if page.browser.engine != Engine::Chromium {
        println!("  exception: the other drivers have no finger that scrolls");
        return Ok(());
    }
    open(page).await?;
    page.bring(".entry[aria-posinset='5']").await?;
    let place = page
        .place(".entry[aria-posinset='5'] .event__title")
        .await?;
    page.tap(place.at(0.3, 0.5), 1).await?;
    page.wait_for(".detail__title").await?;
    expect_eq!(page.attribute(".entry--open", "aria-posinset").await?, "5");
    // A swipe in the detail goes on to the next one.
    let detail = page.place(".detail__title").await?;
    page.swipe(detail.at(0.8, 0.5), detail.at(0.1, 0.5)).await?;
    page.until("6".to_owned(), async || {
        page.attribute(".entry--open", "aria-posinset").await
    })
    .await?;
    wide(page).await
}

pub async fn it_runs_down_from_right_to_left_too(page: &Page<'_>) -> Outcome {
    narrow(page, 390).await?;
    page.open_in("ar", "layout=vertical").await?;
    narrow(page, 390).await?;
    page.wait_for(".entry").await?;
    expect_eq!(page.cut_off().await?, Vec::<String>::new());
    expect!(page.overflow().await? <= 1.0, "it sticks out");
    // The axis is at the right, and an arrow of time still points down.
    let script = "const all = root.querySelector('.backstory').getBoundingClientRect();
        const marks = [...root.querySelectorAll('.entry__mark, .entry__bar')];
        const wrong = marks.filter((it) => all.right - it.getBoundingClientRect().right > 60).length;
        return [marks.length > 20, wrong, getComputedStyle(root.querySelector('.entry__mark')).rotate];";
    expect_eq!(
        page.widget_script(script).await?,
        json!([true, 0, "-90deg"])
    );
    let gaps = page.texts(".entry__gap").await?;
    expect!(
        !gaps.is_empty() && gaps.iter().all(|it| it.starts_with("بعد")),
        "{gaps:?}"
    );
    expect_eq!(page.barriers().await?, Vec::<String>::new());
    wide(page).await
}

pub async fn nothing_of_it_keeps_a_reader_out(page: &Page<'_>) -> Outcome {
    for preference in [
        ("prefers-color-scheme", "light"),
        ("prefers-color-scheme", "dark"),
        ("forced-colors", "active"),
        ("prefers-contrast", "more"),
    ] {
        page.prefer(&[preference]).await?;
        for line in ["layout=vertical", "layout=vertical&lanes=actor"] {
            page.open_in("en", line).await?;
            page.wait_for(".entry").await?;
            let found = page.barriers().await?;
            expect!(found.is_empty(), "{preference:?}, {line}: {found:?}");
        }
        page.click(".entry[aria-posinset='3'] .entry__open").await?;
        page.wait_for(".detail").await?;
        let found = page.barriers().await?;
        expect!(found.is_empty(), "{preference:?}, open: {found:?}");
        // Forced colours leave every mark and bar something to be seen by.
        let script = "const lost = [...root.querySelectorAll('.entry__mark, .entry__bar')].filter((it) => {
                const drawn = [null, '::before', '::after'].map((part) => getComputedStyle(it, part));
                return !drawn.some((style) => style.backgroundImage !== 'none' || style.boxShadow !== 'none'
                    || !['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)', 'rgb(0, 0, 0)'].includes(style.backgroundColor)
                    || parseFloat(style.borderLeftWidth) > 0);
            });
            return lost.map((it) => it.className);";
        if preference.0 == "forced-colors" && page.browser.engine == Engine::Chromium {
            expect_eq!(page.widget_script(script).await?, json!([]));
        }
    }
    page.prefer(&[]).await?;
    // A screen reader is told of lists, headings, and where in the whole one is.
    page.open_in("en", "layout=vertical").await?;
    page.wait_for(".entry").await?;
    let second = ".vertical__section:nth-child(2) .vertical__list";
    let (role, name) = page.role_and_name(second).await?;
    expect_eq!(role, "list");
    expect_eq!(name, page.text(".vertical__heading").await?);
    let (role, name) = page.role_and_name(".entry__open").await?;
    expect_eq!(role, "button");
    expect!(
        name.contains(&page.text(".entry .event__title").await?),
        "{name}"
    );
    expect_eq!(page.role_and_name(".entry").await?.0, "listitem");
    Ok(())
}

pub async fn paper_has_what_it_shows(page: &Page<'_>) -> Outcome {
    if page.browser.engine == Engine::Webkit {
        println!("  exception: this engine's driver does not print");
        return Ok(());
    }
    page.open("/#backstory:layout=vertical").await?;
    page.wait_for(".entry").await?;
    let titles = page
        .texts(".entry .event__title > bdi, .entry bdi.event__title")
        .await?;
    expect!(titles.len() == EVENTS, "{titles:?}");
    let paper = printed(page, "paper-vertical").await?;
    for title in titles {
        expect!(paper.contains(&folded(&title)), "not on paper: {title}");
    }
    Ok(())
}

/// One event of each kind of date.
fn vague() -> Value {
    let dates = [
        "-0500",
        "12XX",
        "1884",
        "198X",
        "1999-21",
        "2001~",
        "2003?",
        "2005%",
        "2008/2011",
        "2009-03/..",
        "../2012-05",
        "2010-06-01/2010-06-20",
        "[2011-02..2011-05]",
        "2013-05/2016~",
        "2014-02-03",
        "2014-02-03T11:20:00Z",
        "2015-XX",
        "2024-09-01/2025-03",
    ];
    let mut events: Vec<Value> = dates.iter().map(|date| event(date, Some(date))).collect();
    events.push(event("between", None));
    events.push(event("unknown", None));
    for (at, event) in events.iter_mut().enumerate() {
        event["id"] = format!("e{at}").into();
        event["summary"] = "What it was, in a sentence or two of the project’s own words.".into();
    }
    events[18]["after"] = json!(["e6"]);
    events[18]["before"] = json!(["e7"]);
    story(&events)
}

/// Stories of several kinds, on several widths and in both themes, to be looked at.
pub async fn vertical_in_pictures(page: &Page<'_>) -> Outcome {
    if page.browser.engine != Engine::Chromium {
        return Ok(());
    }
    let folder = PathBuf::from("target/screenshots/vertical");
    for (story, file) in [
        ("rwanda", "data/rwanda.json"),
        ("court", "examples/court-case/story.json"),
        ("hours", "examples/hour-by-hour/story.json"),
        ("owners", "examples/ownership/story.json"),
        ("vague", ""),
    ] {
        let text = if file.is_empty() {
            vague().to_string()
        } else {
            std::fs::read_to_string(file)?
        };
        page.server.put("/one.json", Resource::json(text));
        for (lang, width, dark) in [
            ("en", 320, false),
            ("en", 390, true),
            ("ar", 390, false),
            ("en", 640, false),
            ("en", 1280, false),
            ("en", 1280, true),
        ] {
            let dir = if lang == "ar" { "rtl" } else { "ltr" };
            let html = format!(
                r#"<!doctype html><html lang="{lang}" dir="{dir}"><head><meta name="viewport" content="width=device-width">
                <title>Down</title><link rel="stylesheet" href="/demo.css"><script type="module" src="/backstory.js"></script></head>
                <body><main><back-story src="/one.json" layout="vertical" loading="eager"></back-story></main></body></html>"#
            );
            page.server.put("/one.html", Resource::html(html));
            page.resize(width, 2400, dark).await?;
            page.open("/one.html").await?;
            page.wait_for(".entry").await?;
            page.settle().await?;
            expect!(
                page.overflow().await? <= 1.0,
                "{story} at {width} sticks out"
            );
            let theme = if dark { "dark" } else { "light" };
            page.picture(&folder.join(format!("{story}-{lang}-{width}-{theme}.png")))
                .await?;
        }
    }
    wide(page).await
}
