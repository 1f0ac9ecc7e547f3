//! The timeline as an instrument: by mouse, by finger, by key.

use std::path::PathBuf;

use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Engine, Outcome, Page, Place, Resource};
use crate::{expect, expect_eq};

const FRAME: &str = ".timeline__frame";
const CHOSEN: &str = ".event--chosen .event__title";

/// Opens the demo page with the whole timeline in sight.
async fn open(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    page.wait_for(".event").await?;
    page.bring(".axis").await?;
    settle(page).await
}

/// The same along the axis, however narrow it is.
async fn open_axis(page: &Page<'_>) -> Outcome {
    page.open("/#backstory:layout=horizontal").await?;
    page.wait_for(".event").await?;
    page.bring(".axis").await?;
    settle(page).await
}

/// Where the tick of the axis stands whose name is `name`, and of several years the
/// one that is next to `x`; an error where there is none.
async fn tick_near(page: &Page<'_>, name: &str, x: f64) -> Result<f64, Box<dyn std::error::Error>> {
    let script = format!(
        "const far = (it) => Math.abs(it - {x});
         return [...root.querySelectorAll('.axis__minor')].filter((it) => it.textContent === {})
             .map((it) => it.getBoundingClientRect().left)
             .reduce((best, it) => (far(it) < far(best) ? it : best), -1e9);",
        json!(name)
    );
    let left = page.number(&script).await?;
    if left < -1e8 {
        return Err(format!("the axis has no {name}").into());
    }
    Ok(left)
}

/// [`tick_near`] the middle of the frame.
async fn tick(page: &Page<'_>, name: &str) -> Result<f64, Box<dyn std::error::Error>> {
    let middle = page.place(FRAME).await?.at(0.5, 0.1).0;
    tick_near(page, name, middle).await
}

/// Where the window begins on the overview, and how long it is there, in percent.
async fn shown(page: &Page<'_>) -> Result<(f64, f64), Box<dyn std::error::Error>> {
    let property = async |name: &str| {
        let script = format!(
            "return Number(root.querySelector('.overview__window').style.getPropertyValue('{name}'));"
        );
        page.number(&script).await
    };
    Ok((property("--x").await?, property("--width").await?))
}

/// Waits until nothing moves any more.
async fn settle(page: &Page<'_>) -> Outcome {
    let places = "return new Promise((drawn) =>
            requestAnimationFrame(() => requestAnimationFrame(drawn))
        ).then(() => [...root.querySelectorAll('.axis__minor, .event__open')]
            .reduce((sum, it) => sum + it.getBoundingClientRect().left, 0));";
    let (mut last, mut still) = (f64::NAN, 0);
    for _ in 0..200 {
        tokio::time::sleep(std::time::Duration::from_millis(60)).await;
        let now = page.number(places).await?;
        still = if now == last { still + 1 } else { 0 };
        if still == 4 {
            return Ok(());
        }
        last = now;
    }
    Err("the timeline does not come to rest".into())
}

pub async fn buttons_zoom_and_move(page: &Page<'_>) -> Outcome {
    open(page).await?;
    let in_sight = async || page.count(".event").await;
    let first = in_sight().await?;
    page.click("[aria-label='Zoom in']").await?;
    page.until(true, async || Ok(in_sight().await? < first))
        .await?;
    page.click("[aria-label='Fit the whole timeline']").await?;
    page.until(true, async || {
        Ok(page
            .texts(".axis__minor")
            .await?
            .contains(&"2000".to_owned()))
    })
    .await?;
    settle(page).await?;
    let counts = page.texts(".timeline__bar > .control").await?;
    expect_eq!(counts[..2], ["0 earlier", "0 later"]);
    // A group says what is in it, and opens where it is pressed.
    let grouped = page.attribute(".cluster__open", "aria-label").await?;
    expect!(grouped.contains("zoom in"), "{grouped}");
    // What is seen can be said (WCAG 2.5.3), and no time is "from May to May".
    let names = "return [...root.querySelectorAll('.cluster__open')].filter((it) => {
        const name = it.getAttribute('aria-label');
        const [, from, to] = / events?, (.*) to (.*): zoom in/.exec(name) ?? [];
        return !name.startsWith(it.textContent) || (from && from === to);
    }).length;";
    expect_eq!(page.number(names).await?, 0.0);
    let years = page.texts(".axis__minor").await?;
    let largest = "const size = (it) => Number(it.textContent.replace('+', ''));
        const clusters = [...root.querySelectorAll('.cluster__open')].sort((a, b) => size(b) - size(a));
        return Number(clusters[0].dataset.cluster);";
    let group = page.number(largest).await?;
    page.click(&format!("[data-cluster='{group}']")).await?;
    settle(page).await?;
    // What is all on one day cannot be drawn apart, and is walked through.
    expect!(
        page.texts(".axis__minor").await? != years || page.count(".stepper__at").await? == 1,
        "the group opens"
    );
    page.press(&[Key::Escape]).await?;
    // What is out of sight is one press away.
    let earlier = ".timeline__bar > .control:first-child";
    let before = page.text(earlier).await?;
    expect!(before != "0 earlier", "{before}");
    page.click(earlier).await?;
    settle(page).await?;
    expect!(page.text(earlier).await? != before, "it goes earlier");
    expect!(in_sight().await? > 0, "to where there is an event");
    // At the end the button stays, and the focus with it.
    for _ in 0..40 {
        page.click(earlier).await?;
        settle(page).await?;
        if page.text(earlier).await? == "0 earlier" {
            break;
        }
    }
    expect_eq!(page.text(earlier).await?, "0 earlier");
    expect_eq!(page.attribute(earlier, "aria-disabled").await?, "true");
    expect_eq!(page.focused().await?, "0 earlier");
    Ok(())
}

/// A page of its own for a story.
async fn open_story(page: &Page<'_>, story: serde_json::Value) -> Outcome {
    page.server
        .put("/one.json", Resource::json(story.to_string()));
    page.server.put(
        "/one.html",
        Resource::html(
            r#"<!doctype html><html><head><script type="module" src="/backstory.js"></script></head>
            <body><back-story src="/one.json" loading="eager"></back-story></body></html>"#,
        ),
    );
    page.open("/one.html").await?;
    page.wait_for(".event").await?;
    settle(page).await
}

fn story_of(dates: &[&str]) -> serde_json::Value {
    let events: Vec<_> = dates
        .iter()
        .enumerate()
        .map(|(at, date)| {
            json!({
                "id": format!("e{at}"), "title": format!("What was on {date}"), "date": date,
                "kind": "visit", "status": "happened",
                "evidence": [{"paragraph": 1, "start": "so it is said"}]
            })
        })
        .collect();
    json!({"format": "backstory/1", "article": {"title": "One"}, "events": events})
}

pub async fn a_far_date_leaves_the_others_in_sight(page: &Page<'_>) -> Outcome {
    open_story(page, story_of(&["2017", "2018-05", "Y999999999"])).await?;
    let titles = page.texts(".event__title").await?;
    expect_eq!(titles, ["What was on 2017", "What was on 2018-05"]);
    let counts = page.texts(".timeline__bar > .control").await?;
    expect_eq!(counts[..2], ["0 earlier", "1 later"]);
    // And it can be gone to.
    page.click(".timeline__bar > .control:nth-child(2)").await?;
    settle(page).await?;
    let titles = page.texts(".event__title").await?;
    expect_eq!(titles, ["What was on Y999999999"]);

    open_story(page, story_of(&["[..1760,1800..]", "1783-05-01"])).await?;
    let ticks = page.texts(".axis__minor").await?;
    expect!(!ticks.contains(&"1960".to_owned()), "{ticks:?}");
    expect_eq!(page.texts(".event__title").await?.len(), 2);
    Ok(())
}

pub async fn an_empty_window_says_where_the_next_event_is(page: &Page<'_>) -> Outcome {
    open_story(page, story_of(&["1950-03-01", "1950-04-01", "2018-05-01"])).await?;
    page.ask(
        "root.querySelector(selector).focus({preventScroll: true});",
        FRAME,
    )
    .await?;
    page.press(&[Key::Home]).await?;
    settle(page).await?;
    for _ in 0..6 {
        page.press_sign('+').await?;
    }
    settle(page).await?;
    page.press(&[Key::PageDown, Key::PageDown, Key::PageDown])
        .await?;
    settle(page).await?;
    if page.count(".event").await? > 0 {
        page.press(&[Key::PageDown, Key::PageDown]).await?;
        settle(page).await?;
    }
    expect_eq!(page.count(".event").await?, 0);
    page.wait_for(".timeline__empty").await?;
    let ways = page.texts(".timeline__nearest .event__title").await?;
    let last = ways.last().cloned().unwrap_or_default();
    page.click(".timeline__nearest:last-child").await?;
    settle(page).await?;
    expect_eq!(page.count(".timeline__empty").await?, 0);
    expect!(
        page.texts(".event__title").await?.contains(&last),
        "{last} is in sight"
    );
    Ok(())
}

pub async fn a_cleared_filter_leaves_the_instrument_whole(page: &Page<'_>) -> Outcome {
    open_axis(page).await?;
    let places = "return [...root.querySelectorAll('.axis__minor')]
        .map((it) => it.textContent + Math.round(it.getBoundingClientRect().left)).join();";
    let axis = async || -> Result<String, Box<dyn std::error::Error>> {
        let value = page.widget_script(places).await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    };
    let first = axis().await?;
    let clear = async || -> Outcome {
        let script = "const field = root.querySelector(selector); field.value = '';
            field.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));";
        page.ask(script, ".search__field").await?;
        page.wait_for(".event").await?;
        page.bring(".axis").await?;
        settle(page).await
    };
    // To nothing at all, and back; then to relationships only, and back.
    for words in ["qqqq", "qqqq", "accuses"] {
        page.type_into(".search__field", words).await?;
        page.until(0, async || page.count(".timeline__frame").await)
            .await?;
        clear().await?;
        expect_eq!(axis().await?, first);
    }
    if page.browser.engine != Engine::Webkit {
        let middle = page.place(FRAME).await?.at(0.5, 0.1);
        page.turn(middle, -240, Some(Key::Control)).await?;
        settle(page).await?;
        expect!(axis().await? != first, "the wheel zooms");
    }
    // And it still follows the width of the page.
    if page.browser.engine == Engine::Chromium {
        page.resize(600, 900, false).await?;
        page.until(true, async || {
            let frame = page.place(FRAME).await?;
            let last = page
                .number("return Math.max(...[...root.querySelectorAll('.axis__minor')].map((it) => it.getBoundingClientRect().left));")
                .await?;
            Ok(frame.width < 600.0 && last < frame.left + frame.width)
        })
        .await?;
        page.resize(1280, 900, false).await?;
    }
    Ok(())
}

/// How many titles are cut, and the names of those.
const CUT: &str = "return [...root.querySelectorAll('.event__open .event__title')]
    .filter((it) => it.scrollHeight > it.clientHeight + 2 || it.scrollWidth > it.clientWidth + 1)
    .map((it) => it.textContent).join('; ');";

pub async fn a_morning_opens_on_the_morning_and_is_read_in_order(page: &Page<'_>) -> Outcome {
    page.open("/examples/hour-by-hour/").await?;
    page.wait_for(".event").await?;
    page.bring(".axis").await?;
    settle(page).await?;
    let ticks = page.texts(".axis__minor").await?;
    expect!(ticks.contains(&"09:00".to_owned()), "{ticks:?}");
    let cut = page.widget_script(CUT).await?;
    let cut = cut.as_str().unwrap_or_default();
    expect!(cut.is_empty(), "cut: {cut}");
    // Whole in the tooltip, whatever is cut, and in the order of time from above.
    let rows = "const tops = [...root.querySelectorAll('.event__open')].map((it) => ({
            top: it.getBoundingClientRect().top, left: it.getBoundingClientRect().left,
            right: it.getBoundingClientRect().right,
            titled: it.title.startsWith(it.querySelector('.event__title').textContent),
        }));
        const wrong = tops.filter((it) => !it.titled).length;
        return tops.length >= 10 && tops.length < 20 ? wrong : 100;";
    expect_eq!(page.number(rows).await?, 0.0);
    Ok(())
}

pub async fn a_mouse_drags_and_turns_the_wheel(page: &Page<'_>) -> Outcome {
    open(page).await?;
    let frame = page.place(FRAME).await?;
    let before = tick(page, "Mar").await?;
    page.drag_from(frame.at(0.5, 0.1), frame.at(0.3, 0.1))
        .await?;
    settle(page).await?;
    let moved = tick_near(page, "Mar", before - frame.width * 0.2).await? - before;
    // The first few pixels tell a drag from a press.
    expect!(
        (moved + frame.width * 0.2).abs() < 12.0,
        "it moved by {moved}"
    );
    expect_eq!(page.count(".detail").await?, 0);

    // A plain turn of the wheel is the page's, and what to do instead is said
    // once.
    let before = (page.scrolled().await?, tick(page, "Mar").await?);
    page.turn(frame.at(0.5, 0.1), 60, None).await?;
    page.wait_for(".timeline__hint").await?;
    page.until(true, async || Ok(page.scrolled().await? > before.0 + 20.0))
        .await?;
    expect_eq!(tick(page, "Mar").await?, before.1);
    page.until(0, async || page.count(".timeline__hint").await)
        .await?;
    page.bring(".axis").await?;

    // With Ctrl it zooms, and what is under the pointer stays there.
    let frame = page.place(FRAME).await?;
    let march = tick(page, "Mar").await?;
    let april = tick_near(page, "Apr", march).await?;
    let scrolled = page.scrolled().await?;
    if page.browser.engine == Engine::Webkit {
        println!("  exception: this driver's wheel knows of no Ctrl; a script turns it");
        let turn = format!(
            "root.querySelector(selector).dispatchEvent(new WheelEvent('wheel', {{
                ctrlKey: true, deltaY: -120, clientX: {march}, clientY: {},
                bubbles: true, composed: true, cancelable: true,
            }}));",
            frame.top + 60.0
        );
        page.ask(&turn, FRAME).await?;
    } else {
        page.turn((march, frame.top + 60.0), -120, Some(Key::Control))
            .await?;
    }
    settle(page).await?;
    let apart = async || {
        let march = tick_near(page, "Mar", march).await?;
        Ok::<f64, Box<dyn std::error::Error>>(tick_near(page, "Apr", march).await? - march)
    };
    let zoomed = apart().await?;
    expect!(
        zoomed > (april - march) * 1.2,
        "{zoomed} after {}",
        april - march
    );
    expect!(
        (tick_near(page, "Mar", march).await? - march).abs() < 2.0,
        "the pointer holds"
    );
    expect_eq!(page.scrolled().await?, scrolled);

    // Two quick presses on free ground zoom as well.
    let free = (frame.left + frame.width * 0.5, frame.top + 8.0);
    // March may be out of sight then; the overview has the whole window in any case.
    let (_, width) = shown(page).await?;
    page.press_at(free, 2).await?;
    page.until(true, async || Ok(shown(page).await?.1 < width * 0.8))
        .await?;
    Ok(())
}

/// Says, and leaves out, what takes fingers where the driver has none.
pub fn has_fingers(page: &Page<'_>) -> bool {
    let has = page.browser.engine != Engine::Webkit;
    if !has {
        println!("  exception: this driver takes a finger for a mouse; touch is left out");
    }
    has
}

pub async fn fingers_drag_and_pinch(page: &Page<'_>) -> Outcome {
    if !has_fingers(page) {
        return Ok(());
    }
    open(page).await?;
    let frame = page.place(FRAME).await?;
    let before = tick(page, "Mar").await?;
    page.touch(&[(frame.at(0.6, 0.1), frame.at(0.4, 0.1))])
        .await?;
    settle(page).await?;
    let moved = tick_near(page, "Mar", before - frame.width * 0.2).await? - before;
    expect!(
        (moved + frame.width * 0.2).abs() < 3.0,
        "it moved by {moved}"
    );

    // How much of all time is in the window.
    let share = async || {
        let script = "return Number(root.querySelector('.overview__window')
            .style.getPropertyValue('--width'));";
        page.number(script).await
    };
    let before = share().await?;
    page.touch(&[
        (frame.at(0.4, 0.1), frame.at(0.2, 0.1)),
        (frame.at(0.6, 0.1), frame.at(0.8, 0.1)),
    ])
    .await?;
    settle(page).await?;
    let after = share().await?;
    expect!(
        after < before * 0.5,
        "a pinch zooms: {before} became {after}"
    );

    let ticks = page.texts(".axis__minor").await?;
    let free = (frame.left + frame.width * 0.5, frame.top + 8.0);
    page.tap(free, 2).await?;
    page.until(
        true,
        async || Ok(page.texts(".axis__minor").await? != ticks),
    )
    .await?;
    Ok(())
}

/// Where the window of the page's link begins and ends, once there is one.
async fn window_of_link(page: &Page<'_>) -> Result<String, Box<dyn std::error::Error>> {
    let script = "return decodeURIComponent(location.hash).split('window=')[1] ?? '';";
    let window = page.script(script, vec![]).await?;
    Ok(window.as_str().unwrap_or_default().to_owned())
}

pub async fn a_drag_goes_on_by_itself(page: &Page<'_>) -> Outcome {
    // A driver's finger is as slow as the browser is busy. This one is not.
    const FLICK: &str = "const frame = root.querySelector(selector);
        const { left, top, width } = frame.getBoundingClientRect();
        const touch = (type, share) => frame.dispatchEvent(new PointerEvent(type, {
            pointerId: 7, pointerType: 'touch', isPrimary: true, button: 0, buttons: 1,
            clientX: left + width * share, clientY: top + 20,
            bubbles: true, composed: true, cancelable: true,
        }));
        touch('pointerdown', 0.4);
        for (let share = 0.4; share < 0.595; share += 0.02) {
            const due = performance.now() + 12;
            while (performance.now() < due);
            touch('pointermove', share + 0.02);
        }
        touch('pointerup', 0.6);";
    let flick = async || page.ask(FLICK, FRAME).await;
    open(page).await?;
    let way = page.place(FRAME).await?.width * 0.2;
    let (before, length) = shown(page).await?;
    flick().await?;
    settle(page).await?;
    let flown = before - shown(page).await?.0;
    expect!(
        flown > length * 0.2 * 1.1,
        "a finger of a fifth of {length} moved it by {flown}"
    );

    // With reduced motion nothing moves.
    if page.browser.engine != Engine::Chromium {
        println!("  exception: this driver cannot ask for less motion");
        return Ok(());
    }
    let still =
        |value: &str| json!({"features": [{"name": "prefers-reduced-motion", "value": value}]});
    let ask = async |value| {
        page.browser
            .chromium("Emulation.setEmulatedMedia", still(value))
            .await
    };
    ask("reduce").await?;
    open(page).await?;
    let before = tick(page, "Mar").await?;
    flick().await?;
    settle(page).await?;
    let moved = tick_near(page, "Mar", before + way).await? - before;
    // A step of a button is there at once, too.
    let ticks = page.texts(".axis__minor").await?;
    page.click("[aria-label='Zoom in']").await?;
    let at_once = page
        .number("return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
            .then(() => root.querySelector('.axis__minor').getBoundingClientRect().left);")
        .await?;
    settle(page).await?;
    let at_last = page
        .number("return root.querySelector('.axis__minor').getBoundingClientRect().left;")
        .await?;
    ask("").await?;
    expect!(
        (moved - way).abs() < 12.0,
        "a finger of {way} moved it by {moved}"
    );
    expect!(page.texts(".axis__minor").await? != ticks, "it zooms");
    expect_eq!(at_once, at_last);
    Ok(())
}

pub async fn the_window_is_in_the_address(page: &Page<'_>) -> Outcome {
    page.server.put(
        "/window.html",
        Resource::html(
            r#"<!doctype html><html><head><script type="module" src="/backstory.js"></script></head>
            <body><back-story id="story" src="/data/rwanda.json" permalink="hash" loading="eager"></back-story></body></html>"#,
        ),
    );
    page.open("/window.html").await?;
    page.wait_for(".event").await?;
    page.bring(".axis").await?;
    settle(page).await?;
    let first = page.texts(".axis__minor").await?;
    expect_eq!(window_of_link(page).await?, "");
    page.click("[aria-label='Zoom in']").await?;
    page.click("[aria-label='Zoom in']").await?;
    settle(page).await?;
    page.until(true, async || Ok(!window_of_link(page).await?.is_empty()))
        .await?;
    let (window, ticks) = (
        window_of_link(page).await?,
        page.texts(".axis__minor").await?,
    );
    expect!(ticks != first, "it zooms");

    // A reader who follows the link sees the same years.
    let hash = page.script("return location.hash", vec![]).await?;
    let hash = hash.as_str().unwrap_or_default();
    page.open(&format!("/window.html{hash}")).await?;
    page.wait_for(".event").await?;
    settle(page).await?;
    expect_eq!(window_of_link(page).await?, window);
    // A link is true to the day, so that one more may stand at an edge.
    let seen = page.texts(".axis__minor").await?;
    expect!(
        ticks.iter().all(|tick| seen.contains(tick)) && seen.len() <= ticks.len() + 2,
        "{seen:?}, and not {ticks:?}"
    );
    Ok(())
}

/// Five zooms, from all of time to days, on three widths in both themes, to be
/// looked at.
pub async fn in_pictures(page: &Page<'_>) -> Outcome {
    if page.browser.engine != Engine::Chromium {
        println!("  exception: only Chromium can be given a width and a theme");
        return Ok(());
    }
    let folder = PathBuf::from("target/screenshots/timeline");
    for (width, height) in [(360, 780), (768, 1000), (1280, 900)] {
        for (theme, dark) in [("light", false), ("dark", true)] {
            page.resize(width, height, dark).await?;
            open_axis(page).await?;
            page.click("[aria-label='Fit the whole timeline']").await?;
            for zoom in 0..5 {
                settle(page).await?;
                expect!(
                    page.overflow().await? <= 1.0,
                    "{width}, {zoom}: it sticks out"
                );
                let overlaps = page.number(OVERLAPS).await?;
                expect!(
                    overlaps == 0.0,
                    "{width}, {zoom}: {overlaps} labels overlap"
                );
                page.bring(".timeline__frame").await?;
                let name = format!("{width}-{theme}-{zoom}.png");
                page.picture(&folder.join(name)).await?;
                page.ask(
                    "root.querySelector(selector).focus({preventScroll: true});",
                    FRAME,
                )
                .await?;
                for _ in 0..5 {
                    page.press_sign('+').await?;
                }
            }
        }
    }
    Ok(())
}

/// How many labels of the axis run into the next one.
const OVERLAPS: &str = "let overlaps = 0;
    for (const kind of ['.axis__minor', '.axis__major']) {
        const boxes = [...root.querySelectorAll(kind)].map((it) => {
            const range = new Range();
            range.selectNodeContents(it);
            return range.getBoundingClientRect();
        }).filter((box) => box.width).sort((a, b) => a.left - b.left);
        for (let at = 1; at < boxes.length; at++) {
            overlaps += boxes[at].left < boxes[at - 1].right - 0.5;
        }
    }
    return overlaps;";

pub async fn keys_move_and_walk(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    page.tab_to("Fit the whole timeline").await?;
    page.press(&[Key::Tab]).await?;
    expect!(page.focused().await?.starts_with("Timeline"), "the frame");
    let width = page.place(FRAME).await?.width;
    let (before, length) = shown(page).await?;
    page.press(&[Key::Right]).await?;
    page.until(true, async || {
        Ok((shown(page).await?.0 - before) / length * width > 50.0)
    })
    .await?;
    settle(page).await?;
    let ticks = page.texts(".axis__minor").await?;
    page.press_sign('+').await?;
    settle(page).await?;
    expect!(page.texts(".axis__minor").await? != ticks, "plus zooms");
    page.press_sign('-').await?;
    settle(page).await?;
    expect_eq!(page.texts(".axis__minor").await?, ticks);

    // From event to event, in the order of time, and the window follows.
    page.press(&[Key::Home]).await?;
    settle(page).await?;
    page.press(&[Key::Tab]).await?;
    page.press(&[Key::Home]).await?;
    let in_order = [
        "Russia arms",
        "Rwanda and Russia keep diplomatic ties",
        "The United States keeps Sudan under sanctions",
        "Civil war begins in South Sudan",
        "Rosatom and Uganda",
    ];
    for (at, title) in in_order.into_iter().enumerate() {
        if at > 0 {
            page.press(&[Key::Right]).await?;
        }
        page.until(true, async || Ok(page.focused().await?.starts_with(title)))
            .await?;
        focus_is_in_sight(page).await?;
    }
    page.press(&[Key::Left]).await?;
    page.until(true, async || {
        Ok(page.focused().await?.starts_with("Civil war"))
    })
    .await?;
    page.press(&[Key::Enter]).await?;
    page.wait_for(".detail__title").await?;
    expect_eq!(
        page.text(".detail__title").await?,
        "Civil war begins in South Sudan"
    );
    page.until("Civil war begins in South Sudan".to_owned(), async || {
        page.focused().await
    })
    .await?;
    page.press(&[Key::Escape]).await?;
    page.until(true, async || {
        Ok(page.focused().await?.starts_with("Civil war"))
    })
    .await?;
    Ok(())
}

async fn focus_is_in_sight(page: &Page<'_>) -> Outcome {
    let Place { left, width, .. } = page.place(FRAME).await?;
    let x = page
        .number("return root.activeElement.getBoundingClientRect().left;")
        .await?;
    expect!(
        (left - 1.0..left + width).contains(&x),
        "{x} is out of sight"
    );
    Ok(())
}

pub async fn a_brush_asks_for_dates(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    page.wait_for(".overview").await?;
    page.bring(".overview").await?;
    let all = page.text(".tab__count").await?;
    let overview = page.place(".overview").await?;
    page.drag_from(overview.at(0.85, 0.4), overview.at(0.99, 0.4))
        .await?;
    page.wait_for(".chip").await?;
    let asked = page.text(".chip__name").await?;
    expect!(page.text(".tab__count").await? != all, "{asked} filters");
    page.wait_for(".overview--on").await?;

    // By its middle it moves as a whole.
    page.bring(".overview").await?;
    let overview = page.place(".overview").await?;
    page.drag_from(overview.at(0.92, 0.4), overview.at(0.5, 0.4))
        .await?;
    page.until(true, async || Ok(page.text(".chip__name").await? != asked))
        .await?;

    // And by keys each end moves by itself.
    page.tab_to("From").await?;
    let year = async || page.attribute("[data-grip=from]", "aria-valuetext").await;
    let before = year().await?;
    page.press(&[Key::Left, Key::Left]).await?;
    page.until(true, async || Ok(year().await? != before))
        .await?;
    let asked = page.text(".chip__name").await?;
    page.press(&[Key::Home]).await?;
    page.until("no limit".to_owned(), year).await?;
    page.until(true, async || Ok(page.text(".chip__name").await? != asked))
        .await?;
    Ok(())
}

pub async fn lanes_know_one_event_as_one(page: &Page<'_>) -> Outcome {
    open(page).await?;
    page.click(".lanes__choice option[value=actor]").await?;
    page.wait_for(".lane__head").await?;
    let heads = page.texts(".lane__head bdi").await?;
    expect!(heads.contains(&"Russia".to_owned()), "{heads:?}");
    expect_eq!(heads.last().map(String::as_str), Some("Other"));

    // An event of two actors stands in both lanes, and both light up.
    let twin = page
        .number(
            "const of = (it) => it.dataset.record; const seen = new Set();
             for (const it of root.querySelectorAll('.lane .event__open')) {
                 if (seen.has(of(it))) return Number(of(it).slice(6));
                 seen.add(of(it));
             }
             return -1;",
        )
        .await?;
    expect!(twin >= 0.0, "no event stands in two lanes");
    let twin = format!("[data-record=event-{twin}]");
    page.bring(&twin).await?;
    let place = page.place(&format!("{twin} .event__title")).await?;
    page.hover(place.at(0.2, 0.5)).await?;
    page.until(true, async || Ok(page.count(".event--hovered").await? >= 2))
        .await?;

    // A lane folds away, and its events with it.
    let events = page.count(".event").await?;
    page.click(".lane__fold").await?;
    page.until(true, async || Ok(page.count(".event").await? < events))
        .await?;
    expect_eq!(
        page.attribute(".lane__fold", "aria-expanded").await?,
        "false"
    );
    page.click(".lanes__choice option[value=status]").await?;
    page.until(true, async || {
        Ok(page
            .texts(".lane__head bdi")
            .await?
            .first()
            .map(String::as_str)
            == Some("Happened"))
    })
    .await?;
    Ok(())
}

pub async fn a_story_is_walked_through(page: &Page<'_>) -> Outcome {
    page.open("/#backstory:open=event.arms-for-rwanda").await?;
    page.wait_for(".stepper__at").await?;
    let at = async || page.text(".stepper__at").await;
    expect_eq!(at().await?, "1 of 31");
    let mut titles = vec![page.text(".detail__title").await?];
    page.click("[aria-label='Next event']").await?;
    page.until("2 of 31".to_owned(), at).await?;
    // The focus stays, so that the next press goes on.
    expect_eq!(page.focused().await?, "Next event");
    page.press(&[Key::Enter]).await?;
    page.until("3 of 31".to_owned(), at).await?;
    titles.push(page.text(".detail__title").await?);
    expect!(titles[0] != titles[1], "another event is told");
    page.until(vec![titles[1].clone()], async || page.texts(CHOSEN).await)
        .await?;

    // A finger pulls the next one in.
    if has_fingers(page) {
        let sheet = page.place(".detail").await?;
        page.swipe(sheet.at(0.8, 0.5), sheet.at(0.3, 0.5)).await?;
        page.until("4 of 31".to_owned(), at).await?;
        page.swipe(sheet.at(0.3, 0.5), sheet.at(0.8, 0.5)).await?;
        page.until("3 of 31".to_owned(), at).await?;
    }
    // The filter rules the walk.
    page.type_into(".search__field", "sanctions").await?;
    page.until(true, async || {
        Ok(!page.text(".stepper__at").await?.ends_with("31"))
    })
    .await?;
    Ok(())
}

/// A dataset of so many events, a few days apart, in many kinds.
fn many(events: usize) -> String {
    let kinds = ["visit", "meeting", "statement", "supply"];
    let events: Vec<_> = (0..events)
        .map(|at| {
            let (year, month, day) = (1900 + at % 120, 1 + at / 120 % 12, 1 + at / 7 % 28);
            json!({
                "id": format!("e{at}"), "title": format!("Event number {at}"),
                "date": format!("{year}-{month:02}-{day:02}"),
                "kind": kinds[at % 4], "status": "happened",
                "evidence": [{"paragraph": 1, "start": "so it is said"}]
            })
        })
        .collect();
    json!({"format": "backstory/1", "article": {"title": "Much"}, "events": events}).to_string()
}

/// Opens a page with so many events.
async fn open_many(page: &Page<'_>, events: usize) -> Outcome {
    page.server.put("/many.json", Resource::json(many(events)));
    page.server.put(
        "/many.html",
        Resource::html(
            r#"<!doctype html><html><head><script type="module" src="/backstory.js"></script></head>
            <body><back-story src="/many.json" loading="eager"></back-story></body></html>"#,
        ),
    );
    page.open("/many.html").await?;
    page.wait_for(".cluster").await
}

/// How many events are drawn, those that are counted in groups among them.
const SOMEWHERE: &str = "const number = (it) => Number(it.textContent.replace(/[^0-9]/g, ''));
    const clusters = [...root.querySelectorAll('.cluster')];
    return root.querySelectorAll('.event').length + clusters.reduce((sum, it) => sum + number(it), 0);";

pub async fn thousands_of_events_are_few_nodes(page: &Page<'_>) -> Outcome {
    const EVENTS: usize = 10_000;
    open_many(page, EVENTS).await?;
    let nodes = async || {
        page.number("return root.querySelectorAll('.timeline, .timeline *').length;")
            .await
    };
    page.click("[aria-label='Fit the whole timeline']").await?;
    settle(page).await?;
    expect_eq!(page.number(SOMEWHERE).await? as usize, EVENTS);
    for _ in 0..8 {
        expect!(nodes().await? <= 300.0, "{} nodes", nodes().await?);
        page.click("[aria-label='Zoom in']").await?;
        settle(page).await?;
    }
    // Each says where in the whole it stands.
    expect_eq!(
        page.attribute(".event", "aria-setsize").await?,
        EVENTS.to_string()
    );
    for lanes in ["kind", "none"] {
        page.click(&format!(".lanes__choice option[value={lanes}]"))
            .await?;
        settle(page).await?;
        expect!(nodes().await? <= 320.0, "{} nodes", nodes().await?);
    }
    Ok(())
}

pub async fn a_hundred_thousand_events_move_by_key_and_wheel(page: &Page<'_>) -> Outcome {
    const EVENTS: usize = 100_000;
    open_many(page, EVENTS).await?;
    page.bring(".axis").await?;
    page.click("[aria-label='Fit the whole timeline']").await?;
    settle(page).await?;
    expect_eq!(page.number(SOMEWHERE).await? as usize, EVENTS);
    // What one sees of the time, in names; and of the events, by their numbers.
    let seen = async || {
        settle(page).await?;
        let nodes = format!("return root.querySelectorAll('{FRAME}, {FRAME} *').length;");
        let nodes = page.number(&nodes).await?;
        expect!(nodes <= 300.0, "{nodes} nodes");
        let drawn = page.number(SOMEWHERE).await?;
        Ok::<_, Box<dyn std::error::Error>>((page.texts(".axis__minor").await?, drawn))
    };
    let whole = seen().await?;
    page.ask(
        "root.querySelector(selector).focus({preventScroll: true});",
        FRAME,
    )
    .await?;
    let mut before = whole.1;
    for _ in 0..6 {
        page.press_sign('+').await?;
        let (_, drawn) = seen().await?;
        expect!(drawn < before, "{drawn} events of {before}");
        before = drawn;
    }
    let near = seen().await?;
    page.press(&[Key::Right]).await?;
    let moved = seen().await?;
    expect!(moved.0 != near.0, "an arrow moves it: {:?}", near.0);
    page.press(&[Key::Left]).await?;
    expect_eq!(seen().await?.0, near.0);

    // The wheel goes on from there, and back.
    if page.browser.engine == Engine::Webkit {
        println!("  exception: this driver's wheel knows of no Ctrl; it is left out");
    } else {
        let middle = page.place(FRAME).await?.at(0.5, 0.1);
        page.turn(middle, -240, Some(Key::Control)).await?;
        let (_, drawn) = seen().await?;
        expect!(drawn < near.1, "{drawn} events of {}", near.1);
        page.turn(middle, 240, Some(Key::Control)).await?;
        page.turn(middle, 240, Some(Key::Control)).await?;
        let (_, drawn) = seen().await?;
        expect!(drawn > near.1, "{drawn} events of {}", near.1);
    }
    page.click("[aria-label='Fit the whole timeline']").await?;
    expect_eq!(seen().await?, whole);
    Ok(())
}

pub async fn a_phone_has_the_same_instrument(page: &Page<'_>) -> Outcome {
    if page.browser.engine != Engine::Chromium {
        println!("  exception: only Chromium can be given a phone's width");
        return Ok(());
    }
    page.resize(360, 780, false).await?;
    let outcome = on_a_phone(page).await;
    page.resize(1280, 900, false).await?;
    outcome
}

async fn on_a_phone(page: &Page<'_>) -> Outcome {
    open_axis(page).await?;
    expect!(page.overflow().await? <= 1.0, "it sticks out");
    let name = page.place(".lanes__label").await?;
    expect!(name.width > 20.0, "the choice of lanes has no name");
    let nodes = "return root.querySelectorAll('.timeline, .timeline *').length;";
    expect!(page.number(nodes).await? <= 300.0, "too many nodes");
    let frame = page.place(FRAME).await?;
    let ticks = page.texts(".axis__minor").await?;
    page.touch(&[
        (frame.at(0.4, 0.1), frame.at(0.2, 0.1)),
        (frame.at(0.6, 0.1), frame.at(0.8, 0.1)),
    ])
    .await?;
    page.until(
        true,
        async || Ok(page.texts(".axis__minor").await? != ticks),
    )
    .await?;
    // A finger that goes up scrolls the page.
    page.click(".timeline__step").await?;
    page.wait_for(".story").await?;
    page.click(".story__next").await?;
    page.wait_for(".stepper__at").await?;
    expect!(page.overflow().await? <= 1.0, "the story sticks out");
    Ok(())
}
