//! The story page by page.

use serde_json::{Value as Json, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::harness::{Page, story};

const PICTURE: &str = "/tests/web/picture.svg";

fn pictured() -> Json {
    let mut document = story();
    let picture = |alt: &str| json!([{"type": "image", "src": PICTURE, "width": 160, "height": 90, "alt": alt}]);
    document["article"]["summary"] = "What it is about.".into();
    document["article"]["media"] = picture("A cover");
    document["events"][1]["media"] = picture("Sochi");
    document["events"][1]["summary"] = "They met.".into();
    document
}

async fn start() -> Page {
    let page = Page::open(pictured()).await;
    page.click(".timeline__step").await;
    page
}

#[wasm_bindgen_test]
async fn the_story_starts_with_the_articles_title_and_picture() {
    let page = start().await;
    assert_eq!(page.text(".story__title"), "A story");
    assert_eq!(page.attribute(".story__cover img", "alt"), "A cover");
    assert_eq!(page.text(".story__summary"), "What it is about.");
    assert_eq!(
        page.text(".story__kicker"),
        "The Paper · around June 2018 · 3 events"
    );
    assert_eq!(page.texts(".story__foot button"), ["See it all", "Start"]);
    // Whoever came by a press reads on from its title; nothing else is there to read.
    assert!(page.focused_attribute("class").contains("story__title"));
    assert_eq!(page.count(".filters, .tabs, .timeline"), 0);
}

#[wasm_bindgen_test]
async fn each_event_is_a_page_and_the_focus_stays_on_the_way_on() {
    let page = start().await;
    page.focus(".story__next").await;
    page.click(".story__next").await;
    assert_eq!(page.text(".story__title"), "Sanctions are lifted");
    assert_eq!(page.text(".stepper__at"), "1 of 3");
    assert_eq!(page.text(".story__next"), "Next eventNovember 2017");
    assert!(page.focused_attribute("class").contains("story__next"));
    page.click(".story__next").await;
    assert_eq!(page.text(".story__title"), "A meeting in Sochi");
    assert_eq!(page.attribute(".story__cover img", "alt"), "Sochi");
    assert_eq!(page.text(".story__summary"), "They met.");
    assert!(page.text(".story__date").starts_with("November 2017"));
    assert_eq!(page.count(".passages .passage"), 1);
    page.click(".story__next").await;
    assert_eq!(page.text(".story__title"), "Proposed, not agreed: An offer");
    // After the last one comes all of it.
    assert_eq!(page.text(".story__next"), "See it all");
    page.click(".story__next").await;
    assert_eq!(page.count(".story"), 0);
    assert_eq!(
        page.text(".detail__title"),
        "Proposed, not agreed: An offer"
    );
    // It goes on where it was left.
    page.click(".timeline__step").await;
    assert_eq!(page.text(".story__title"), "Proposed, not agreed: An offer");
}

#[wasm_bindgen_test]
async fn arrows_turn_the_pages_and_escape_leaves() {
    let page = start().await;
    page.press_focused("ArrowRight").await;
    assert_eq!(page.text(".stepper__at"), "1 of 3");
    // The title that had the focus is gone.
    page.press_focused("ArrowRight").await;
    assert_eq!(page.text(".stepper__at"), "2 of 3");
    page.press_focused("ArrowLeft").await;
    page.press_focused("ArrowLeft").await;
    assert_eq!(page.text(".story__title"), "A story");
    page.press_focused("ArrowLeft").await;
    assert_eq!(page.text(".story__title"), "A story");
    page.press_focused("Escape").await;
    assert_eq!(page.count(".story"), 0);
    assert_eq!(page.count(".timeline"), 1);
}

#[wasm_bindgen_test]
async fn the_filter_rules_the_story_and_is_in_sight() {
    let page = Page::open(pictured()).await;
    page.type_into(".search__field", "bashir").await;
    page.click(".timeline__step").await;
    page.click(".story__next").await;
    assert_eq!(page.text(".stepper__at"), "1 of 1");
    assert_eq!(page.text(".story__title"), "A meeting in Sochi");
    assert_eq!(page.count(".chip"), 1);
}

#[wasm_bindgen_test]
async fn a_story_without_a_title_or_pictures_has_a_start_too() {
    let mut document = story();
    document["article"] = json!({});
    let page = Page::open(document).await;
    page.click(".timeline__step").await;
    assert_eq!(page.text(".story__title"), "The backstory");
    assert_eq!(page.text(".story__kicker"), "3 events");
    assert_eq!(page.count(".story img, .story figure"), 0);
}
