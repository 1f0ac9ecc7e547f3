//! Every reader: whatever they speak.

use serde_json::json;

use crate::harness::{Outcome, Page};
use crate::states::{LANGUAGES, REFUSED, STATES, broken, come_to_grief};
use crate::{expect, expect_eq};

pub async fn each_language_is_spoken_whole(page: &Page<'_>) -> Outcome {
    let mut found = Vec::new();
    let narrow = page.resize(320, 900, false).await?;
    for language in LANGUAGES {
        let look = async |name: &str| -> Result<Vec<String>, Box<dyn std::error::Error>> {
            if !narrow {
                page.column(320).await?;
            }
            let mut found = Vec::new();
            let said = page.text(".backstory").await?;
            if said.contains('{') || said.contains("undefined") {
                found.push(format!("{language}, {name}: a slot is left in {said}"));
            }
            for cut in page.cut_off().await? {
                found.push(format!("{language}, {name}: {cut}"));
            }
            Ok(found)
        };
        for state in &STATES {
            state.come(page, language).await?;
            found.extend(look(state.name).await?);
        }
        let spoken = page.attribute(".backstory", "lang").await?;
        expect!(spoken.starts_with(language), "{spoken} is spoken");
        for (name, data) in [("an error", REFUSED), ("broken in part", &broken())] {
            come_to_grief(page, language, data).await?;
            found.extend(look(name).await?);
        }
    }
    page.resize(1280, 900, false).await?;
    expect!(found.is_empty(), "at 320 pixels:\n{}", found.join("\n"));
    Ok(())
}

pub async fn every_width_shows_all(page: &Page<'_>) -> Outcome {
    let mut found = Vec::new();
    let widths = [2560, 1440, 1024, 768, 720, 640, 639, 560, 480, 360, 320];
    page.resize(2660, 900, false).await?;
    for state in &STATES {
        state.come(page, "en").await?;
        // As a window is made smaller, or a tablet turned.
        for width in widths {
            page.column(width).await?;
            for cut in page.cut_off().await? {
                found.push(format!("{width}, {}: {cut}", state.name));
            }
        }
    }
    page.resize(1280, 900, false).await?;
    expect!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// An ordinary word stands on one line and in its own column or tab, whatever the width
/// of the table; or it is hyphenated, where the browser can do that.
pub async fn words_stay_whole(page: &Page<'_>) -> Outcome {
    let script = "
        const found = [];
        const all = [...root.querySelectorAll('.row > td, .table th, .sort-menu__by, .tab')];
        for (const cell of all.filter((it) => it.getBoundingClientRect().width > 2)) {
            const edge = cell.getBoundingClientRect();
            const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
            for (let text; (text = texts.nextNode());) {
                if (text.parentElement.closest('.visually-hidden')) continue;
                for (const word of text.data.matchAll(/[\\p{L}\\p{M}\\p{N}’']+/gu)) {
                    const range = document.createRange();
                    range.setStart(text, word.index);
                    range.setEnd(text, word.index + word[0].length);
                    const boxes = () => [...range.getClientRects()].filter((it) => it.width > 0.5);
                    const isBroken = () => new Set(boxes().map((it) => Math.round(it.bottom / 4))).size > 1;
                    const where = `${cell.className || cell.localName} ‘${word[0]}’`;
                    if (boxes().some((it) => it.left < edge.left - 1 || it.right > edge.right + 1))
                        found.push(`over its column: ${where}`);
                    // A line of Chinese may end behind any sign.
                    if (/\\p{Script=Han}/u.test(word[0]) || !isBroken()) continue;
                    // Only what is broken for want of room alone is made whole by this.
                    cell.style.overflowWrap = 'normal';
                    if (!isBroken()) found.push(`broken: ${where}`);
                    cell.style.overflowWrap = '';
                }
            }
        }
        return [...new Set(found)];";
    let mut found = Vec::new();
    page.resize(1400, 900, false).await?;
    for language in LANGUAGES {
        page.open_in(language, "view=relationships").await?;
        page.wait_for(".row").await?;
        for width in [
            1280, 1024, 860, 859, 800, 768, 760, 759, 640, 360, 340, 328, 320,
        ] {
            page.column(width).await?;
            page.settle().await?;
            let here: Vec<String> = serde_json::from_value(page.widget_script(script).await?)?;
            found.extend(here.iter().map(|it| format!("{language}, {width}: {it}")));
        }
    }
    page.resize(1280, 900, false).await?;
    expect!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

pub async fn the_language_is_the_element_s_then_the_page_s(page: &Page<'_>) -> Outcome {
    page.open_in("ru", "").await?;
    let tab = async || page.text(".tab").await;
    expect!(tab().await?.starts_with("Хронология"), "the page's");
    page.script("document.querySelector('back-story').lang = 'sw'", vec![])
        .await?;
    page.until(true, async || {
        Ok(tab().await?.starts_with("Mfuatano wa matukio"))
    })
    .await?;
    // What the reader did is kept.
    page.click("#tab-relationships").await?;
    page.wait_for(".row").await?;
    page.script("document.querySelector('back-story').lang = 'ar'", vec![])
        .await?;
    page.until("rtl".to_owned(), async || {
        page.attribute(".backstory", "dir").await
    })
    .await?;
    page.wait_for(".row").await?;
    // Only what was spoken was fetched.
    let script = "return performance.getEntriesByType('resource')
        .map((it) => it.name.split('/locale/')[1]).filter(Boolean).sort();";
    expect_eq!(
        page.script(script, vec![]).await?,
        json!(["ar.json", "ru.json", "sw.json"])
    );
    Ok(())
}

pub async fn english_fetches_no_words(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    let script = "return performance.getEntriesByType('resource')
        .filter((it) => it.name.includes('/locale/')).length;";
    expect_eq!(page.script(script, vec![]).await?, json!(0));
    Ok(())
}

/// Time runs as the text does, and so does everything next to it; names in other
/// scripts and numbers keep their own direction.
pub async fn arabic_runs_the_other_way(page: &Page<'_>) -> Outcome {
    page.open_in("ar", "").await?;
    page.wait_for(".event").await?;
    let script = "const mid = (it) => { const box = it.getBoundingClientRect(); return (box.left + box.right) / 2; };
        const all = (selector) => [...root.querySelectorAll(selector)].filter((it) => it.getBoundingClientRect().width);
        const falls = (list) => list.every((it, at) => at === 0 || it < list[at - 1]);
        const [years, months] = ['.axis__major', '.axis__minor'].map(all);
        const box = (selector) => root.querySelector(selector).getBoundingClientRect();
        return {
            years: years.length > 1 && falls(years.map(mid)) && /^(2017|٢٠١٧)$/.test(years[0].textContent),
            months: months.length > 4 && falls(months.map(mid)),
            tabs: falls(all('.tab').map(mid)),
            facets: falls(all('.popover > .control').filter((it) => it.offsetTop === all('.popover > .control')[0].offsetTop).map(mid)),
            search: box('.search .icon').right > box('.search__field').left + box('.search__field').width / 2,
        };";
    expect_eq!(
        page.widget_script(script).await?,
        json!({"years": true, "months": true, "tabs": true, "facets": true, "search": true})
    );
    // Back is where the earlier is: to the right.
    let first = "return root.querySelector('.axis__minor').getBoundingClientRect().left;";
    page.click(".timeline__bar .control--icon:nth-last-child(2)")
        .await?;
    page.settle().await?;
    let before = page.widget_script(first).await?;
    page.click(".timeline__bar .control:first-child").await?;
    page.until(
        true,
        async || Ok(page.widget_script(first).await? != before),
    )
    .await?;

    // A name in Latin letters within Arabic: isolated, and read to the right.
    page.open_in("ar", "view=relationships").await?;
    page.wait_for(".row").await?;
    let names = "return [...root.querySelectorAll('.row .actor bdi')].every((it) => getComputedStyle(it).unicodeBidi === 'isolate' && getComputedStyle(it).direction === 'ltr');";
    expect_eq!(page.widget_script(names).await?, json!(true));
    let columns = "const heads = [...root.querySelectorAll('th')].map((it) => it.getBoundingClientRect().left);
        return heads.every((it, at) => at === 0 || it < heads[at - 1]);";
    expect_eq!(page.widget_script(columns).await?, json!(true));
    Ok(())
}

/// A story told in English and French, with one event in Russian only.
fn polyglot() -> String {
    let relationships = ["b", "c", "d", "a"].map(|subject| {
        json!({
            "id": format!("r-{subject}"), "subject": subject, "object": "e",
            "predicate": {"en": "trades with", "fr": "commerce avec"},
            "kind": "trade", "stance": "neutral", "status": "stated",
            "evidence": [{"paragraph": 1, "start": "A visit"}]
        })
    });
    json!({
        "format": "backstory/1",
        "article": {"title": {"en": "A story", "fr": "Une histoire"}, "language": "en", "published": "2018-06"},
        "entities": [
            {"id": "a", "kind": "country", "name": {"en": "Ivory Coast", "fr": "Côte d’Ivoire"}},
            {"id": "b", "kind": "country", "name": {"en": "Austria", "fr": "Autriche"}},
            {"id": "c", "kind": "country", "name": {"en": "Åland", "fr": "Åland"}},
            {"id": "d", "kind": "country", "name": {"en": "Egypt", "fr": "Égypte"}},
            {"id": "e", "kind": "country", "name": {"en": "Zambia", "fr": "Zambie"}}
        ],
        "events": [
            {"id": "v", "date": "2017-11", "kind": "visit", "status": "happened",
             "title": {"en": "A visit", "fr": "Une visite"},
             "evidence": [{"paragraph": 1, "start": "A visit"}]},
            {"id": "r", "date": "2016", "kind": "visit", "status": "happened",
             "title": {"ru": "Визит"},
             "evidence": [{"paragraph": 1, "start": "A visit"}]}
        ],
        "relationships": relationships
    })
    .to_string()
}

/// Texts in several languages are read in the reader's; where that is missing,
/// the language that stands there is named, and marked for a screen reader.
pub async fn a_story_is_told_in_the_reader_s_language(page: &Page<'_>) -> Outcome {
    come_to_grief(page, "fr", &polyglot()).await?;
    page.wait_for(".event").await?;
    let mut titles = page.texts(".event__title").await?;
    titles.sort();
    expect_eq!(titles, ["Une visite", "Визит"]);
    let tongue = "return [...root.querySelectorAll('.event__title')].map((it) => it.lang).sort();";
    expect_eq!(page.widget_script(tongue).await?, json!(["", "ru"]));
    // When it was, as seen from the story.
    page.widget_script("[...root.querySelectorAll('.event__open')].find((it) => it.textContent.includes('visite')).click();")
        .await?;
    page.wait_for(".detail").await?;
    let said = page.text(".detail").await?;
    expect!(said.contains("il y a 7 mois"), "{said}");
    page.widget_script("[...root.querySelectorAll('.event__open')].find((it) => it.lang || it.textContent.includes('Визит')).click();")
        .await?;
    page.until(true, async || {
        Ok(page.text(".detail__title").await?.starts_with("Визит"))
    })
    .await?;
    expect_eq!(page.text(".detail__title .only-in").await?, "en russe");

    // Names are in the order of the language: É does not come after Z.
    page.click("#tab-relationships").await?;
    page.wait_for(".row").await?;
    page.click("th:first-child button").await?;
    page.until("ascending".to_owned(), async || {
        page.attribute("th:first-child", "aria-sort").await
    })
    .await?;
    expect_eq!(
        page.texts(".row__subject").await?,
        ["Åland", "Autriche", "Côte d’Ivoire", "Égypte"]
    );

    // Another language, other texts; what the reader did is kept.
    page.script("document.querySelector('back-story').lang = 'en'", vec![])
        .await?;
    page.until(
        vec!["Åland", "Austria", "Egypt", "Ivory Coast"]
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>(),
        async || page.texts(".row__subject").await,
    )
    .await?;
    Ok(())
}
