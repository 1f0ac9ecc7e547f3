//! What readers do.

use fantoccini::key::Key;
use serde_json::json;

use crate::fixtures::{TWO, page_of};
use crate::harness::{Outcome, Page, Resource};
use crate::{expect, expect_eq};

const EVENTS: usize = 31;
const RELATIONSHIPS: usize = 67;

pub async fn the_story_is_there(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    expect_eq!(
        page.text(".summary").await?,
        format!("{EVENTS} events and {RELATIONSHIPS} relationships")
    );
    // What is out of sight, or too close to be told apart, is counted.
    let in_sight = page.count(".event, .undated__list li").await?;
    let mut counted = 0;
    for text in page.texts(".cluster, .timeline__bar > .control").await? {
        let number = text
            .trim_start_matches('+')
            .split(' ')
            .next()
            .unwrap_or_default();
        counted += number.parse().unwrap_or(0);
    }
    expect_eq!(in_sight + counted, EVENTS);
    expect_eq!(page.count(".problems").await?, 0);
    page.click("#tab-relationships").await?;
    page.wait_for(".row").await?;
    expect_eq!(page.count(".row").await?, RELATIONSHIPS);
    Ok(())
}

pub async fn words_and_choices_filter_both_views(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    page.type_into(".search__field", "al bashir").await?;
    page.until(true, async || Ok(page.count(".chip").await? == 1))
        .await?;
    let with_words = page.texts(".tab__count").await?;
    expect!(
        with_words[0] != EVENTS.to_string(),
        "the words filter nothing"
    );

    page.click("[aria-controls=choices-stance]").await?;
    page.wait_for("#choices-stance li").await?;
    let offered = page
        .texts("#choices-stance li:last-child .choice__count")
        .await?;
    page.click("#choices-stance li:last-child input").await?;
    page.until(offered, async || page.texts(".tab__count").await)
        .await?;
    page.press(&[Key::Escape]).await?;

    page.click("#tab-relationships").await?;
    page.wait_for(".row").await?;
    let stances = page.texts(".row .stance").await?;
    expect!(
        stances.iter().all(|stance| stance == "Hostile"),
        "{stances:?}"
    );

    page.type_into(".search__field", " zzz").await?;
    page.wait_for(".nothing .control").await?;
    expect!(
        page.text(".nothing .control")
            .await?
            .starts_with("Remove the search"),
        "the offer"
    );
    page.click(".nothing .control").await?;
    page.wait_for(".row").await?;
    page.click(".chips__clear").await?;
    page.until(RELATIONSHIPS, async || page.count(".row").await)
        .await?;
    Ok(())
}

/// Where this view has nothing and the other has something, a button leads there.
pub async fn an_empty_view_leads_to_the_other(page: &Page<'_>) -> Outcome {
    let story = json!({
        "format": "backstory/1",
        "entities": [{"id": "a", "kind": "person", "name": "Ada"},
                     {"id": "b", "kind": "person", "name": "Bo"}],
        "events": [{"id": "e", "date": "2018", "title": "The flood", "kind": "other",
                    "status": "happened", "participants": [{"entity": "a", "role": "actor"}],
                    "evidence": [{"paragraph": 1, "start": "a"}]}],
        "relationships": [{"id": "r", "subject": "a", "predicate": "praises", "object": "b",
                           "kind": "diplomatic", "stance": "cooperative", "status": "stated",
                           "evidence": [{"paragraph": 1, "start": "b"}]}]
    });
    let html = format!(
        "<back-story></back-story>
         <script>document.querySelector('back-story').data = {story};</script>"
    );
    page.server.put("/empty-view.html", page_of(&html));
    page.open("/empty-view.html").await?;
    for (word, here, there) in [
        ("praises", "timeline", "relationships"),
        ("flood", "relationships", "timeline"),
    ] {
        page.click(&format!("#tab-{here}")).await?;
        page.type_into(".search__field", word).await?;
        page.wait_for(&format!("#panel-{here} .nothing .control"))
            .await?;
        expect!(
            page.text(".nothing p")
                .await?
                .contains("The other view has 1"),
            "it says how many"
        );
        page.click(".nothing .control").await?;
        page.wait_for(&format!("#tab-{there}[aria-selected=true]"))
            .await?;
        page.wait_for(&format!("#panel-{there} [data-record]"))
            .await?;
        expect_eq!(
            page.widget_script("return root.activeElement?.id;").await?,
            json!(format!("tab-{there}"))
        );
        page.click(".chips__clear").await?;
    }
    Ok(())
}

pub async fn a_keyboard_is_enough(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    // To the search field, by Tab alone, and on to a facet.
    page.tab_to("Search").await?;
    page.tab_to("Kind").await?;
    page.press(&[Key::Enter]).await?;
    page.wait_for("#choices-kind li").await?;
    page.press(&[Key::Tab]).await?;
    page.press(&[Key::Tab, Key::Space]).await?;
    page.wait_for(".chip").await?;
    page.press(&[Key::Escape]).await?;
    page.until("false".to_owned(), async || {
        page.attribute("[aria-controls=choices-kind]", "aria-expanded")
            .await
    })
    .await?;
    expect!(
        page.focused().await?.starts_with("Kind"),
        "Escape gives the focus back"
    );

    // To the other view, a row's detail, and back to the row.
    page.tab_to("Timeline").await?;
    page.press(&[Key::Right]).await?;
    page.wait_for(".row").await?;
    expect!(
        page.focused().await?.starts_with("Relationships"),
        "the tab has the focus"
    );
    let (who, predicate) = (
        page.text(".row .row__subject").await?,
        // With what stands in front of a claim, for who comes to it by itself.
        page.attribute(".row .row__open", "aria-label").await?,
    );
    page.tab_to(&who).await?;
    page.press(&[Key::Enter]).await?;
    page.wait_for(".detail__title").await?;
    let title = page.text(".detail__title").await?;
    page.until(title, async || page.focused().await).await?;
    page.press(&[Key::Escape]).await?;
    page.until(0, async || page.count(".detail").await).await?;
    page.until(predicate, async || page.focused().await).await?;
    Ok(())
}

pub async fn the_table_sorts(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    page.click("#tab-relationships").await?;
    page.wait_for(".row").await?;
    let story_order = page.texts(".row__subject bdi").await?;
    page.click("th:nth-child(1) button").await?;
    page.until("ascending".to_owned(), async || {
        page.attribute("th:nth-child(1)", "aria-sort").await
    })
    .await?;
    let sorted = page.texts(".row__subject bdi").await?;
    let mut expected = story_order.clone();
    expected.sort_by_key(|name| name.to_lowercase());
    expect_eq!(sorted, expected);
    page.click("th:nth-child(5) button").await?;
    page.until("ascending".to_owned(), async || {
        page.attribute("th:nth-child(5)", "aria-sort").await
    })
    .await?;
    let periods = page.texts(".row__period").await?;
    let first_undated = periods
        .iter()
        .position(|period| period == "undated")
        .unwrap();
    expect!(
        periods[first_undated..]
            .iter()
            .all(|period| period == "undated"),
        "undated come last"
    );
    Ok(())
}

pub async fn an_actor_is_chosen_anywhere(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    page.click("#tab-relationships").await?;
    page.wait_for(".row").await?;
    page.click(".row:first-child .row__object .actor").await?;
    page.wait_for(".detail__title").await?;
    expect_eq!(page.text(".detail__title").await?, "Rwanda");
    expect_eq!(page.texts(".chip__name").await?, ["Rwanda"]);
    let found = page.texts(".tab__count").await?;
    expect!(
        found[0] != EVENTS.to_string() && found[1] != RELATIONSHIPS.to_string(),
        "{found:?}"
    );
    // From its detail on to an event, which goes to the timeline.
    page.click(".detail .links .link").await?;
    page.wait_for("#tab-timeline[aria-selected=true]").await?;
    page.wait_for(".detail .passage").await?;
    Ok(())
}

pub async fn dates_are_asked(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    page.click("[aria-controls=choices-when]").await?;
    page.wait_for("#range-from").await?;
    page.type_into("#range-from", "2018-06").await?;
    page.press(&[Key::Tab]).await?;
    page.wait_for(".event .possibly").await?;
    let vague = page.count(".event").await?;
    page.click(".choices--range input[type=checkbox]").await?;
    page.until(0, async || page.count(".event .possibly").await)
        .await?;
    expect!(
        page.count(".event").await? < vague,
        "what is only possible is left out"
    );
    Ok(())
}

pub async fn menus_stay_inside(page: &Page<'_>) -> Outcome {
    for width in [1280, 760, 520] {
        page.resize(width, 900, false).await?;
        page.open("/").await?;
        for menu in ["actor", "kind", "status", "stance", "claimant", "when"] {
            page.click(&format!("[aria-controls=choices-{menu}]"))
                .await?;
            page.wait_for(&format!("#choices-{menu} .choices")).await?;
            let sticks_out = page.overflow().await?;
            expect!(
                sticks_out <= 1.0,
                "at {width} the menu of {menu} sticks out by {sticks_out}"
            );
            page.press(&[Key::Escape]).await?;
        }
    }
    page.resize(1280, 900, false).await?;
    Ok(())
}

pub async fn a_citation_is_copied(page: &Page<'_>) -> Outcome {
    page.open("/").await?;
    page.click(".undated__open").await?;
    page.wait_for(".detail__tools .control").await?;
    page.click(".detail__tools .control").await?;
    // Where the clipboard is refused, the citation is shown to be copied by hand.
    page.wait_for(".copy-by-hand textarea, .detail__tools [data-copied=true]")
        .await?;
    Ok(())
}

pub async fn a_phone_gets_cards(page: &Page<'_>) -> Outcome {
    let frame = r#"<!doctype html><html><head></head><body><iframe src="/" width="360" height="700"></iframe></body></html>"#;
    page.server.put("/phone.html", Resource::html(frame));
    page.go("/phone.html").await?;
    page.browser.client.clone().enter_frame(0).await?;
    page.script(
        "document.querySelector('back-story').scrollIntoView()",
        vec![],
    )
    .await?;
    page.live().await?;
    expect!(
        page.overflow().await? <= 1.0,
        "the list sticks out by {}",
        page.overflow().await?
    );
    page.click("#tab-relationships").await?;
    page.wait_for(".row").await?;
    expect!(
        page.overflow().await? <= 1.0,
        "the cards stick out by {}",
        page.overflow().await?
    );
    page.click(".sort-menu button").await?;
    page.wait_for(".sort-menu [aria-pressed=true]").await?;
    page.click(".row .row__open").await?;
    page.wait_for(".detail").await?;
    expect!(
        page.overflow().await? <= 1.0,
        "the detail sticks out by {}",
        page.overflow().await?
    );
    page.browser.client.clone().enter_parent_frame().await?;
    Ok(())
}

/// A page with a widget whose data is at `data`.
fn page_with(data: &str) -> Resource {
    Resource::html(format!(
        r#"<!doctype html><html><head><script type="module" src="/backstory.js"></script></head>
        <body><article><p>Before.</p><back-story src="{data}"></back-story><p>After.</p></article></body></html>"#
    ))
}

pub async fn a_broken_record_costs_only_itself(page: &Page<'_>) -> Outcome {
    let dataset = std::fs::read_to_string("data/rwanda.json")?;
    let broken = dataset.replacen(r#""object": "rwanda""#, r#""object": "rwnada""#, 1);
    page.server.put("/broken.json", Resource::json(broken));
    page.server.put("/broken.html", page_with("/broken.json"));
    page.open("/broken.html").await?;
    expect_eq!(
        page.text(".summary").await?,
        format!("{EVENTS} events and {} relationships", RELATIONSHIPS - 1)
    );
    page.click(".problems summary").await?;
    expect_eq!(
        page.texts(".problems li").await?,
        [r#"relationships[0].object: unknown entity "rwnada"; did you mean "rwanda"?"#]
    );
    Ok(())
}

pub async fn a_file_that_is_not_a_dataset_is_reported(page: &Page<'_>) -> Outcome {
    let cases = [
        ("empty", Resource::json(""), "is empty"),
        ("text", Resource::json("a story"), "is not JSON"),
        (
            "object",
            Resource::json("{}"),
            "no events and no relationships",
        ),
        ("list", Resource::json("[]"), "is a JSON object"),
        (
            "format",
            Resource::json(r#"{"format": "backstory/9"}"#),
            r#""backstory/9""#,
        ),
        ("missing", Resource::json("gone").status(404), "404"),
    ];
    for (name, resource, expected) in cases {
        let (data, path) = (format!("/bad-{name}.json"), format!("/bad-{name}.html"));
        page.server.put(&data, resource);
        page.server.put(&path, page_with(&data));
        page.open(&path).await?;
        let message = page.text(".failure").await?;
        expect!(message.contains(expected), "{name}: {message}");
        let text = page
            .script("return document.body.innerText;", vec![])
            .await?
            .to_string();
        expect!(
            text.contains("Before.") && text.contains("After."),
            "the page goes on"
        );
    }
    Ok(())
}

pub async fn two_widgets_are_two(page: &Page<'_>) -> Outcome {
    page.server.put("/two.html", page_of(TWO));
    page.open("/two.html").await?;
    let (one, two) = (page.widget("#one"), page.widget("#two"));
    two.wait_for(".summary").await?;
    one.type_into(".search__field", "sochi").await?;
    one.wait_for(".chip").await?;
    expect_eq!(two.count(".chip").await?, 0);
    expect_eq!(two.text(".tab__count").await?, EVENTS.to_string());
    Ok(())
}

/// The strictest policy that WebAssembly can run under, with the story's own pictures.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'";

pub async fn a_strict_policy_is_kept(page: &Page<'_>) -> Outcome {
    let html = page_with("/data/rwanda.json").header("Content-Security-Policy", POLICY);
    page.server.put("/strict.html", html);
    page.open("/strict.html").await?;
    page.click("[aria-controls=choices-stance]").await?;
    page.click("#choices-stance li:last-child input").await?;
    page.wait_for(".chip").await?;
    page.press(&[Key::Escape]).await?;
    page.click(".event__open").await?;
    page.wait_for(".detail__title").await?;
    // The harness fails a page on which any violation was reported.
    expect!(
        page.count(".event").await? > 0,
        "the events are placed under the policy"
    );
    Ok(())
}
