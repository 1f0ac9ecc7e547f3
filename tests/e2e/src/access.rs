//! Every reader: whatever they see, hear and point with.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::harness::{Engine, Outcome, Page};
use crate::states::{REFUSED, STATES, broken, come_to_grief};
use crate::{expect, expect_eq};

/// What axe-core reads is the same in every engine, nearly: what one engine may make
/// otherwise is looked at in these states; all of them in Chromium.
const SAMPLED: [&str; 3] = ["the timeline", "the table", "filtered, an event open"];

/// Looks for barriers in every state, in one language.
async fn no_barriers(page: &Page<'_>, language: &str) -> Outcome {
    let is_all = page.browser.engine == Engine::Chromium;
    let states = STATES
        .iter()
        .filter(|it| is_all || SAMPLED.contains(&it.name));
    let states: Vec<_> = states.collect();
    expect!(
        states.len() >= SAMPLED.len(),
        "a sampled state is not there"
    );
    let mut found = Vec::new();
    for state in states {
        state.come(page, language).await?;
        for barrier in page.barriers().await? {
            found.push(format!("{}: {barrier}", state.name));
        }
    }
    for (name, data) in [("an error", REFUSED), ("broken in part", &broken())] {
        come_to_grief(page, language, data).await?;
        for barrier in page.barriers().await? {
            found.push(format!("{name}: {barrier}"));
        }
    }
    expect!(found.is_empty(), "barriers:\n{}", found.join("\n"));
    Ok(())
}

pub async fn nothing_keeps_a_reader_out(page: &Page<'_>) -> Outcome {
    no_barriers(page, "en").await
}

/// WCAG's reflow: at 400 %, a window of 1280 by 1024 has 320 by 256 pixels.
pub async fn nor_at_four_times_the_size(page: &Page<'_>) -> Outcome {
    page.zoom(4).await?;
    let outcome = async {
        let width = page.script("return innerWidth;", vec![]).await?;
        if page.browser.engine != Engine::Webkit {
            expect!(
                width.as_u64().is_some_and(|width| width <= 330),
                "{width} pixels are no 400 %"
            );
        }
        no_barriers(page, "en").await
    }
    .await;
    page.zoom(1).await?;
    outcome
}

pub async fn nor_from_right_to_left(page: &Page<'_>) -> Outcome {
    no_barriers(page, "ar").await
}

pub async fn nor_in_the_dark(page: &Page<'_>) -> Outcome {
    with(page, ("prefers-color-scheme", "dark"), async || {
        let dark = "return getComputedStyle(root.querySelector('.backstory')).colorScheme;";
        page.open("/").await?;
        if page.browser.engine != Engine::Webkit {
            expect_eq!(page.widget_script(dark).await?, json!("dark"));
        }
        no_barriers(page, "en").await
    })
    .await
}

pub async fn nor_in_forced_colours(page: &Page<'_>) -> Outcome {
    with(page, ("forced-colors", "active"), async || {
        no_barriers(page, "en").await
    })
    .await
}

/// Does something with what the reader's system prefers.
async fn with(
    page: &Page<'_>,
    preference: (&str, &str),
    what: impl AsyncFn() -> Outcome,
) -> Outcome {
    page.prefer(&[preference]).await?;
    let outcome = what().await;
    page.prefer(&[]).await?;
    outcome
}

/// Every mark of the timeline stays in sight where backgrounds do not.
pub async fn forced_colours_lose_no_mark(page: &Page<'_>) -> Outcome {
    if page.browser.engine == Engine::Webkit {
        println!("  exception: this engine has no forced colours");
        return Ok(());
    }
    with(page, ("forced-colors", "active"), async || {
        page.open("/").await?;
        page.wait_for(".event").await?;
        let script = "if (!matchMedia('(forced-colors: active)').matches) return ['colours are not forced'];
            const paper = getComputedStyle(root.querySelector('.timeline__frame')).backgroundColor;
            const canvas = document.createElement('div');
            canvas.style.color = 'Canvas';
            document.body.append(canvas);
            const ground = getComputedStyle(canvas).color;
            canvas.remove();
            return [...root.querySelectorAll('.event, .legend__mark')].filter((it) => {
                const drawn = ['::before', '::after'].map((part) => getComputedStyle(it, part));
                return !drawn.some((style) => style.display !== 'none' && style.content !== 'none' &&
                    (style.backgroundImage !== 'none' || ![ground, paper, 'rgba(0, 0, 0, 0)'].includes(style.backgroundColor)
                        || style.boxShadow !== 'none' || parseFloat(style.borderTopWidth) > 0 || parseFloat(style.borderLeftWidth) > 0));
            }).map((it) => it.className);";
        expect_eq!(page.widget_script(script).await?, json!([]));
        // What is chosen is told by more than a colour.
        page.click("#tab-relationships").await?;
        let line = "const style = getComputedStyle(root.querySelector('.tab[aria-selected=true]'), '::after');
            return [style.borderBottomWidth, style.borderBottomStyle];";
        expect_eq!(page.widget_script(line).await?, json!(["3px", "solid"]));
        Ok(())
    })
    .await
}

pub async fn who_wants_stillness_gets_it(page: &Page<'_>) -> Outcome {
    if page.browser.engine == Engine::Webkit {
        println!("  exception: this driver cannot ask for less motion");
        return Ok(());
    }
    let moving = "const all = [...root.querySelectorAll('*')].map((it) => getComputedStyle(it));
        return all.filter((it) => parseFloat(it.transitionDuration) > 0 || (it.animationName !== 'none' && parseFloat(it.animationDuration) > 0)).length;";
    let open = async || {
        page.open("/").await?;
        page.wait_for(".event__open").await?;
        page.click(".event__open").await?;
        page.wait_for(".detail").await?;
        page.widget_script(moving).await
    };
    let usual = open().await?;
    expect!(usual.as_u64() > Some(0), "nothing moves for anybody");
    with(page, ("prefers-reduced-motion", "reduce"), async || {
        expect_eq!(open().await?, json!(0));
        Ok(())
    })
    .await
}

pub async fn who_wants_contrast_gets_it(page: &Page<'_>) -> Outcome {
    if page.browser.engine != Engine::Chromium {
        println!("  exception: only Chromium can ask for more contrast");
        return Ok(());
    }
    with(page, ("prefers-contrast", "more"), async || {
        for state in &STATES {
            state.come(page, "en").await?;
            let weak = page.weaker_than(7.0).await?;
            expect!(weak.is_empty(), "{}:\n{}", state.name, weak.join("\n"));
        }
        Ok(())
    })
    .await
}

/// Colours that a newsroom may have, from the palest to the darkest.
const ACCENTS: [&str; 12] = [
    "#000",
    "#fff",
    "#ffff00",
    "#00ff00",
    "#00ffff",
    "#ff0000",
    "#0000ff",
    "#808080",
    "#ffd1dc",
    "rebeccapurple",
    "hsl(30 100% 50%)",
    "color(display-p3 1 0.2 0.6)",
];

/// Whatever accent the page gives, text is told from its ground by WCAG's 4.5
/// to 1, and other marks by 3 to 1.
pub async fn any_accent_can_be_read(page: &Page<'_>) -> Outcome {
    let mut found = Vec::new();
    for theme in ["light", "dark"] {
        page.open_in("en", "stance=cooperative&view=relationships")
            .await?;
        page.wait_for(".row").await?;
        page.click(".row .row__open").await?;
        page.wait_for(".detail").await?;
        for accent in ACCENTS {
            let set = "const host = document.querySelector('back-story');
                host.setAttribute('theme', arguments[0]);
                host.style.setProperty('--backstory-accent', arguments[1]);";
            page.script(set, vec![json!(theme), json!(accent)]).await?;
            for weak in page.weaker_than(4.5).await? {
                found.push(format!("{accent}, {theme}: {weak}"));
            }
            let line = page.contrast(".detail", "border-top-color").await?;
            if line < 3.0 {
                found.push(format!("{accent}, {theme}: the detail's edge {line:.1}"));
            }
        }
    }
    expect!(found.is_empty(), "too weak:\n{}", found.join("\n"));
    Ok(())
}

pub async fn a_screen_reader_is_told_what_is_what(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    let told = async |selector: &str| page.role_and_name(selector).await;
    let is = |told: (String, String), role: &str, name: &str| told.0 == role && told.1 == name;
    expect!(
        is(told(".search__field").await?, "searchbox", "Search"),
        "the search"
    );
    let tab = told("#tab-timeline").await?;
    expect!(tab.0 == "tab" && tab.1.starts_with("Timeline"), "{tab:?}");
    let panel = told("#panel-timeline").await?;
    expect!(
        panel.0 == "tabpanel" && panel.1.starts_with("Timeline"),
        "{panel:?}"
    );

    // A facet is a disclosure of a group of checkboxes.
    let facet = told("[aria-controls=choices-stance]").await?;
    expect_eq!(facet, ("button".to_owned(), "Stance".to_owned()));
    let expanded = async || {
        page.attribute("[aria-controls=choices-stance]", "aria-expanded")
            .await
    };
    expect_eq!(expanded().await?, "false");
    page.click("[aria-controls=choices-stance]").await?;
    page.until("true".to_owned(), expanded).await?;
    let group = told("#choices-stance fieldset").await?;
    expect_eq!(group, ("group".to_owned(), "Choose Stance".to_owned()));
    let choice = told("#choices-stance li:last-child input").await?;
    expect_eq!(choice.0, "checkbox");
    expect!(
        choice.1.starts_with("Hostile") && choice.1.contains(" relationships"),
        "a choice says what it would leave: {choice:?}"
    );

    // What is left is told once, when it changes.
    let status = async || page.texts("[role=status].summary").await;
    let before = status().await?;
    page.click("#choices-stance li:last-child input").await?;
    page.until(true, async || Ok(status().await? != before))
        .await?;
    expect!(
        status().await?[0].starts_with("Showing "),
        "{:?}",
        status().await?
    );
    page.press(&[Key::Escape]).await?;
    let chip = told(".chip").await?;
    expect_eq!(chip.0, "button");
    expect!(chip.1.contains("Stance: Hostile"), "{chip:?}");
    page.click(".chip").await?;

    page.click("#tab-relationships").await?;
    page.wait_for(".row").await?;
    let head = told("th:first-child").await?;
    expect_eq!(head.0, "columnheader");
    expect_eq!(told(".table").await?.0, "grid");
    expect_eq!(told(".row td").await?.0, "gridcell");
    page.click("th:first-child button").await?;
    page.until("ascending".to_owned(), async || {
        page.attribute("th:first-child", "aria-sort").await
    })
    .await?;
    let status = page.texts("[role=status]").await?;
    expect!(
        status.iter().any(|it| it == "Sorted by Who, ascending"),
        "{status:?}"
    );
    page.click(".row .row__open").await?;
    page.wait_for(".detail").await?;
    let detail = told(".detail").await?;
    expect_eq!(detail.0, "region");
    expect_eq!(detail.1, page.text(".detail__title").await?);
    page.press(&[Key::Escape]).await?;
    page.until(0, async || page.count(".detail").await).await?;
    Ok(())
}

/// The whole way by keyboard: everything that has the focus shows it, and is in
/// sight; the way leads through and out again.
pub async fn the_focus_is_seen_and_never_caught(page: &Page<'_>) -> Outcome {
    for line in [
        "",
        "view=relationships",
        "stance=cooperative&open=event.sochi",
    ] {
        page.open_in("en", line).await?;
        page.wait_for(".panel > *").await?;
        // From before the widget on: a link that the page has there.
        let begin = "const link = document.createElement('a');
            link.href = '#'; link.textContent = 'before';
            document.querySelector('back-story').before(link);
            const after = link.cloneNode();
            after.textContent = 'after';
            document.querySelector('back-story').after(after);
            link.focus();";
        page.script(begin, vec![]).await?;
        let mut seen = Vec::new();
        let left = loop {
            page.press(&[Key::Tab]).await?;
            let it: Value = page.widget_script(FOCUSED).await?;
            if it["inside"] == json!(false) {
                break it["name"].as_str() == Some("after");
            }
            expect!(
                it["outlined"] == json!(true),
                "{line}: no focus is seen on {it}"
            );
            expect!(
                it["named"] == json!(true),
                "{line}: nothing is said of {it}"
            );
            expect!(it["uncovered"] == json!(true), "{line}: covered is {it}");
            seen.push(it["name"].clone());
            expect!(seen.len() < 200, "Tab does not come out: {seen:?}");
        };
        expect!(left, "Tab comes out behind the widget: {seen:?}");
        expect!(seen.len() > 8, "{seen:?}");
        // And the same way back.
        let mut back = Vec::new();
        page.chord(char::from(Key::Shift), Key::Tab).await?;
        while page.widget_script(FOCUSED).await?["inside"] == json!(true) {
            back.push(page.widget_script(FOCUSED).await?["name"].clone());
            expect!(back.len() < 200, "Tab does not come out: {back:?}");
            page.chord(char::from(Key::Shift), Key::Tab).await?;
        }
        back.reverse();
        expect_eq!(back, seen);
    }
    Ok(())
}

/// What has the focus: where it is, what it is called, whether its ring is seen,
/// and whether something lies over it.
const FOCUSED: &str = "const it = root.activeElement;
    if (!it) return {inside: false, name: (document.activeElement || document.body).textContent};
    const style = getComputedStyle(it);
    const mark = it.querySelector('.node__mark');
    const ring = parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none';
    const box = it.getBoundingClientRect();
    const over = root.elementFromPoint(box.left + Math.min(box.width / 2, 8), box.top + Math.min(box.height / 2, 8));
    const name = (it.getAttribute('aria-label') || it.textContent || it.labels?.[0]?.textContent || it.getAttribute('placeholder') || '').replace(/\\s+/g, ' ').trim();
    return {inside: true, name: name || it.className,
        named: Boolean(name), outlined: ring || Boolean(mark),
        uncovered: !over || it.contains(over) || over.contains(it)};";

/// No target under 24 pixels, and none under 44 where a finger points.
pub async fn targets_are_large_enough(page: &Page<'_>) -> Outcome {
    let small = "const least = matchMedia('(pointer: coarse)').matches ? 44 : 24;
        const found = [...root.querySelectorAll('button, input, select, summary, a, label.choice, [role=option]')]
            // All of a row is pressed, and not its words alone.
            .map((it) => [it, (it.closest('.row') && it.matches('.row__open') ? it.closest('.row') : it).getBoundingClientRect()])
            .filter(([it, box]) => box.width > 1 && (box.height < least - 0.5 || box.width < least - 0.5))
            // WCAG's own exception: a link in a line of text is as high as the line.
            .filter(([it]) => !it.closest('p, dd, .links li, td') || it.matches('.control, .row__open, .matrix__tie'))
            // What is pressed is the label around it.
            .filter(([it]) => !(it.matches('input') && it.closest('label.choice')))
            .map(([it, box]) => `${it.localName}.${it.className} ${Math.round(box.width)}x${Math.round(box.height)}`);
        return [least, [...new Set(found)]];";
    let is_chromium = page.browser.engine == Engine::Chromium;
    let mut found = Vec::new();
    for finger in [false, true] {
        if finger && !is_chromium {
            continue;
        }
        if is_chromium {
            let touch = json!({"enabled": finger, "maxTouchPoints": 1});
            page.browser
                .chromium("Emulation.setTouchEmulationEnabled", touch)
                .await?;
            let (width, height) = if finger { (360, 780) } else { (1280, 900) };
            page.resize(width, height, false).await?;
        }
        for state in &STATES {
            state.come(page, "en").await?;
            let (least, small): (u32, Vec<String>) =
                serde_json::from_value(page.widget_script(small).await?)?;
            expect_eq!(least, if finger { 44 } else { 24 });
            found.extend(small.into_iter().map(|it| format!("{}: {it}", state.name)));
        }
    }
    if is_chromium {
        let touch = json!({"enabled": false});
        page.browser
            .chromium("Emulation.setTouchEmulationEnabled", touch)
            .await?;
        page.resize(1280, 900, false).await?;
    }
    expect!(found.is_empty(), "too small:\n{}", found.join("\n"));
    Ok(())
}
