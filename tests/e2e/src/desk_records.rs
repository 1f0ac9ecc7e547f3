//! Records as a whole: kinds and fields of a story's own, merging, duplicating, moving, sorting.

use crate::desk::Desk;
use crate::harness::{Outcome, Page};
use crate::{expect, expect_eq};
use fantoccini::key::Key;

const STORY: &str = r#"{"format": "backstory/1",
 "article": {"title": "A guest", "publisher": "P", "published": "2018-09", "language": "en"},
 "entities": [{"id": "lavrov", "kind": "person", "name": "Sergei Lavrov"},
              {"id": "minister", "kind": "person", "name": "The minister", "aliases": ["Mr Lavrov"], "role": "Foreign minister"},
              {"id": "russia", "kind": "country", "name": "Russia"}],
 "events": [{"id": "late", "title": "A late visit", "kind": "visit", "status": "happened", "date": "2018-06",
             "participants": [{"entity": "minister"}], "evidence": [{"paragraph": 2, "start": "They met again"}]},
            {"id": "early", "title": "An early visit", "kind": "visit", "status": "happened", "date": "1999",
             "evidence": [{"paragraph": 1, "start": "They met"}]}],
 "relationships": [{"id": "r", "subject": "minister", "predicate": "speaks for", "object": "russia", "kind": "political",
             "stance": "cooperative", "status": "stated", "evidence": [{"paragraph": 1, "start": "They met"}]}]}"#;

pub async fn kinds_and_fields_are_declared(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    desk.read(STORY).await?;
    desk.tab("events").await?;
    desk.click(".record").await?;
    // A kind is typed where it is wanted.
    desk.choose("#field-events-0--kind", "+").await?;
    desk.wait_for("#field-events-0--kind-new:focus").await?;
    desk.type_into(
        "#field-events-0--kind-new",
        &["Verdict", &char::from(Key::Enter).to_string()].concat(),
    )
    .await?;
    desk.wait_for("#field-events-0--kind:focus").await?;
    expect_eq!(desk.text("#field-events-0--kind").await?, "verdict");
    // One that there is by this name is not made twice.
    desk.click("#own > summary").await?;
    desk.type_into("#new-kind", "verdict").await?;
    desk.click("#new-kind-add").await?;
    desk.says(".said", "“verdict” is there already").await?;

    // A field of numbers, with a unit.
    desk.type_into("#new-field", "Amount").await?;
    desk.click("#new-field-add").await?;
    desk.type_into("#field-fields-0--unit", "EUR").await?;
    desk.says("label[for='field-events-0--fields-amount']", "Amount (EUR)")
        .await?;
    desk.type_into("#field-events-0--fields-amount", "1,200")
        .await?;
    desk.type_into("#field-kinds-events-0--name", "s").await?;
    desk.is_sound("Nothing is wrong").await?;

    // What goes with it is said before.
    desk.tab("events").await?;
    desk.click(".record").await?;
    desk.click("#own > summary").await?;
    desk.press("Delete “Amount”").await?;
    desk.says("#own", "One record has a value in it, which goes with it.")
        .await?;
    desk.press("Delete it with its values").await?;
    desk.press("Delete “Verdicts”").await?;
    desk.says("#own", "One record is of this kind. Which kind instead?")
        .await?;
    desk.choose("#field-kinds-events-0--instead", "meeting")
        .await?;
    expect_eq!(desk.text("#field-events-0--kind").await?, "meeting");
    expect_eq!(desk.count("#field-events-0--fields-amount").await?, 0);
    desk.is_sound("Nothing is wrong").await?;
    Ok(())
}

pub async fn records_are_merged_and_moved(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    desk.read(STORY).await?;
    desk.tab("entities").await?;
    // Found by another name.
    desk.type_into(".records__head input", "mr lavrov").await?;
    page.until(true, async || Ok(desk.count(".record").await? == 1))
        .await?;
    desk.click(".record").await?;
    desk.press_summary("The same as another one").await?;
    desk.choose("#field-entities-1--merge", "entities[0]")
        .await?;
    desk.says(
        ".form",
        "“The minister” becomes another name of “Sergei Lavrov”",
    )
    .await?;
    desk.click("#merge").await?;
    desk.says(".form h2", "Sergei Lavrov").await?;
    desk.says("#field-entities-0--aliases", "The minister Mr Lavrov")
        .await?;
    expect_eq!(
        desk.text("#field-entities-0--role").await?,
        "Foreign minister"
    );
    desk.tab("relationships").await?;
    desk.says(".record__name", "Sergei Lavrov speaks for Russia")
        .await?;

    desk.tab("events").await?;
    desk.click(".record").await?;
    desk.click("#duplicate").await?;
    desk.says("#field-events-1--id", "late-2").await?;
    desk.click("#move-up").await?;
    desk.says("#field-events-0--id", "late-2").await?;
    desk.wait_for("#move-up:disabled").await?;

    // Sorted in the list, and in the file where that is wanted.
    desk.choose("#record-order", "date").await?;
    desk.says(".record__name", "An early visit").await?;
    desk.choose("#record-order", "file").await?;
    desk.says(".record__name", "A late visit").await?;
    desk.choose("#record-order", "date").await?;
    desk.click("#keep-order").await?;
    desk.says(".record__name", "An early visit").await?;
    expect_eq!(desk.text("#record-order").await?, "file");
    desk.is_sound("Nothing is wrong").await?;
    Ok(())
}

/// The words of the article for a date are kept, and what counts from another event asks which.
pub async fn dates_keep_their_words(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    desk.read(STORY).await?;
    desk.tab("events").await?;
    desk.click(".record").await?;
    desk.type_over("#field-events-0--date", "early 2018")
        .await?;
    desk.says(
        "#field-events-0--date-meaning",
        "Kept as [2018-01..2018-04]",
    )
    .await?;
    desk.click("#field-events-0--title").await?;
    // It is shown as the article has it, and the bounds below.
    expect_eq!(desk.text("#field-events-0--date").await?, "early 2018");
    desk.says("#field-events-0--date-meaning", "January–April 2018")
        .await?;
    desk.says(".record__subtitle", "early 2018").await?;

    desk.type_over("#field-events-0--date", "two years later")
        .await?;
    desk.choose("#field-events-0--date-from", "events[1]")
        .await?;
    expect_eq!(desk.text("#field-events-0--date").await?, "2001");
    desk.press_summary("How the date is known").await?;
    desk.says(
        "#field-events-0--dating-note",
        "Counted from “An early visit”",
    )
    .await?;
    desk.press_summary("Before or after other events").await?;
    desk.says("#field-events-0--after-0-", "early").await?;
    desk.is_sound("Nothing is wrong").await?;
    Ok(())
}

/// Of dates in numbers, which is first is asked once for a whole sheet.
pub async fn the_order_of_dates_is_asked_once(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    desk.read(
        "title,date,kind,status\nA sale,09/05/2023,other,happened\nA vote,10/05/2023,other,happened\nA loan,31/05/2023,other,happened\n",
    )
    .await?;
    desk.tab("problems").await?;
    desk.says(
        "#date-order",
        "“09/05/2023” may be two dates. Which is it, here and in all 2 dates like it?",
    )
    .await?;
    desk.click("#day-first").await?;
    desk.tab("events").await?;
    desk.says(".records__list", "10 May 2023").await?;
    desk.click("#undo").await?;
    // In the form as well: the others follow.
    desk.click(".record").await?;
    desk.press("5 September 2023").await?;
    desk.says(".said", "1 like it read in the same order")
        .await?;
    desk.says(".records__list", "5 October 2023").await?;
    Ok(())
}

/// Rows where rows are better: the grid is walked, typed into, filled, pasted into and searched.
pub async fn records_are_edited_as_a_grid(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    desk.read(STORY).await?;
    desk.tab("entities").await?;
    desk.click("#as-grid").await?;
    desk.says("#cell-0-0", "Sergei Lavrov").await?;
    desk.says("#cell-2-1", "country").await?;

    // Keys move, a letter writes over, Enter keeps it and goes down.
    desk.click("#cell-0-0").await?;
    desk.wait_for("#cell-0-0:focus").await?;
    page.press(&[Key::Right]).await?;
    page.press(&[Key::Right]).await?;
    page.press(&[Key::Right]).await?;
    desk.wait_for("#cell-0-3:focus").await?;
    page.press_sign('S').await?;
    desk.wait_for("#cell-0-3 input:focus").await?;
    desk.type_into("#cell-0-3 input", "poke for Russia").await?;
    page.press(&[Key::Enter]).await?;
    desk.wait_for("#cell-1-3:focus").await?;
    desk.says("#cell-0-3", "Spoke for Russia").await?;

    // Several at once: what is in the first is filled down.
    page.press(&[Key::Up]).await?;
    desk.wait_for("#cell-0-3:focus").await?;
    page.chord(char::from(Key::Shift), Key::Down).await?;
    page.chord(char::from(Key::Shift), Key::Down).await?;
    page.until(true, async || {
        Ok(desk.count("td[aria-selected=true]").await? == 3)
    })
    .await?;
    page.hold(char::from(Key::Control), 'd').await?;
    desk.says("#cell-2-3", "Spoke for Russia").await?;
    desk.says("#cell-1-3", "Spoke for Russia").await?;

    // From a spreadsheet, over the cells that are there and beyond them.
    // Firefox takes what is pasted as `data` alone.
    let paste = "const data = arguments[1], dataType = 'text/plain';
        const clipboardData = new DataTransfer();
        clipboardData.setData(dataType, data);
        document.querySelector(arguments[0]).dispatchEvent(
          new ClipboardEvent('paste', {clipboardData, data, dataType, bubbles: true, cancelable: true}));";
    desk.click("#cell-2-0").await?;
    let sheet = "Russia\tcountry\tMoscow; the Kremlin\nThe Volga\tVessel\t";
    page.script(
        paste,
        vec![serde_json::json!("#cell-2-0"), serde_json::json!(sheet)],
    )
    .await?;
    desk.says("#cell-3-0", "The Volga").await?;
    desk.says("#cell-3-1", "Vessel").await?;
    desk.says("#cell-2-2", "Moscow; the Kremlin").await?;
    desk.says("#own", "Vessel").await?;

    desk.press_summary("Find and replace").await?;
    desk.type_into("#grid-find", "Spoke for").await?;
    desk.type_into("#grid-with", "Of").await?;
    desk.says("#grid-replace", "Replace in 3 cells").await?;
    desk.click("#grid-replace").await?;
    desk.says("#cell-1-3", "Of Russia").await?;
    desk.click("#undo").await?;
    desk.says("#cell-1-3", "Spoke for Russia").await?;

    // Entities by name, and dates in words.
    desk.tab("relationships").await?;
    desk.says("#cell-0-0", "The minister").await?;
    desk.click("#cell-0-0").await?;
    page.press(&[Key::Enter]).await?;
    desk.wait_for("#cell-0-0 input:focus").await?;
    desk.type_over("#cell-0-0 input", "sergei lavrov").await?;
    page.press(&[Key::Tab]).await?;
    desk.says("#cell-0-0", "Sergei Lavrov").await?;
    desk.wait_for("#cell-0-1:focus").await?;
    desk.is_sound("Nothing is wrong").await?;
    Ok(())
}

/// Five thousand records are typed into without a task of more than 50 ms, in the form and in the
/// grid; the browser itself says which tasks were longer.
pub async fn thousands_of_records_are_typed_into(page: &Page<'_>) -> Outcome {
    let entities: Vec<String> = (0..1500)
        .map(|at| format!(r#"{{"id": "e{at}", "name": "Entity {at}", "kind": "person"}}"#))
        .collect();
    let events: Vec<String> = (0..2500)
        .map(|at| {
            format!(
                r#"{{"id": "v{at}", "title": "Event {at}", "kind": "other", "status": "happened", "date": "{:04}",
                    "participants": [{{"entity": "e{}"}}], "evidence": [{{"paragraph": 1, "start": "They met"}}]}}"#,
                1000 + at % 900,
                at % 1500
            )
        })
        .collect();
    let relationships: Vec<String> = (0..1000)
        .map(|at| {
            format!(
                r#"{{"id": "r{at}", "subject": "e{at}", "predicate": "knows", "object": "e{}", "kind": "political",
                    "evidence": [{{"paragraph": 1, "start": "They met"}}]}}"#,
                at + 1
            )
        })
        .collect();
    let story = format!(
        r#"{{"format": "backstory/1", "entities": [{}], "events": [{}], "relationships": [{}]}}"#,
        entities.join(","),
        events.join(","),
        relationships.join(",")
    );
    let desk = Desk::open(page).await?;
    desk.read("They met, and met again.\n\nIt was late.")
        .await?;
    desk.read(&story).await?;
    desk.tab("events").await?;
    desk.click(".record").await?;
    desk.click("#field-events-0--title").await?;
    page.script(
        "window.__long = [];
         if (window.PerformanceObserver && PerformanceObserver.supportedEntryTypes.includes('longtask')) {
           new PerformanceObserver((list) => window.__long.push(...list.getEntries().map((it) => it.duration)))
             .observe({type: 'longtask'});
         }",
        vec![],
    )
    .await?;
    for letter in "abcdefgh".chars() {
        page.press_sign(letter).await?;
    }
    desk.says(".form h2", "abcdefgh").await?;
    // What is told late of the keys is waited for, and nothing that comes with a pause.
    let told = "return new Promise((done) => setTimeout(() => done(window.__long), 200));";
    let long = page.script(told, vec![]).await?;
    println!("  tasks of more than 50 ms: {long}");
    // After the pause all is as it is with few.
    page.until(true, async || Ok(desk.count(".record__wrong").await? == 0))
        .await?;
    desk.says(".record__name", "abcdefgh").await?;
    Ok(())
}

/// axe-core finds nothing in any part of the editor, light and dark, wide and narrow.
pub async fn nothing_keeps_a_journalist_out(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    let article = "They met in Sochi, and Sergei Lavrov left in June 2018.\n\nThey met again. Mr Kestrel was there.";
    desk.read(article).await?;
    desk.read(STORY).await?;
    // The widget in the preview has journeys of its own.
    let context = serde_json::json!({"include": [["#desk"]], "exclude": [["back-story"]]});
    let mut found = Vec::new();
    for (width, is_dark) in [(1280, false), (1280, true), (390, false)] {
        page.resize(width, 900, is_dark).await?;
        for tab in [
            "start",
            "article",
            "entities",
            "events",
            "relationships",
            "problems",
            "publish",
        ] {
            desk.tab(tab).await?;
            for view in ["#as-list", "#as-grid", ".record"] {
                if desk.count(view).await? == 0 {
                    continue;
                }
                desk.click(view).await?;
                page.script(
                    "document.querySelectorAll('#part details').forEach((it) => { it.open = true; });",
                    vec![],
                )
                .await?;
                let barriers = page.barriers_in(context.clone()).await?;
                found.extend(
                    barriers
                        .into_iter()
                        .map(|it| format!("{tab} {view} {width}: {it}")),
                );
                if view == "#as-grid" {
                    desk.click("#as-list").await?;
                }
            }
            let barriers = page.barriers_in(context.clone()).await?;
            found.extend(
                barriers
                    .into_iter()
                    .map(|it| format!("{tab} {width}: {it}")),
            );
        }
    }
    page.resize(1280, 900, false).await?;
    expect!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}
