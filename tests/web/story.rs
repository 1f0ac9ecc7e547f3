//! The story page by page.

use backstory::WidgetMsg;
use backstory_core::dataset::EntityIx;
use backstory_core::state::{Action, Record, View};
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
    // What tells of the pages to come is there before them.
    assert_eq!(page.text(".story__foot [role=status]"), "");
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
    assert_eq!(
        page.text(".story__foot [role=status]"),
        "1 of 3, Sanctions are lifted"
    );
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

#[wasm_bindgen_test]
async fn without_events_the_timeline_says_where_the_rest_is() {
    let page = start().await;
    page.tell(WidgetMsg::Act(Action::Search("jets".into())))
        .await;
    assert_eq!(page.count(".story, .fallback-list"), 0);
    assert_eq!(page.count(".panel .nothing"), 1);
    assert_eq!(page.attribute("#tab-timeline", "aria-selected"), "true");
    // With events again, it goes on.
    page.tell(WidgetMsg::Act(Action::Search("".into()))).await;
    assert_eq!(page.text(".story__title"), "A story");
}

#[wasm_bindgen_test]
async fn the_focus_stays_where_it_is_when_the_page_shows_the_story_or_leaves_it() {
    let page = Page::open(pictured()).await;
    for (view, shown) in [(View::Story, ".story"), (View::Timeline, ".timeline")] {
        page.tell(WidgetMsg::Request(Action::Show(view))).await;
        assert_eq!(page.count(shown), 1);
        assert_eq!(page.focused_attribute("class"), "");
    }
}

#[wasm_bindgen_test]
async fn what_is_no_event_is_opened_in_another_view() {
    let page = start().await;
    page.tell(WidgetMsg::Act(Action::Open(Record::Entity(EntityIx(3)))))
        .await;
    assert_eq!(page.text(".detail__title"), "Omar al-Bashir");
    assert_eq!((page.count(".story"), page.count(".timeline")), (0, 1));
}

#[wasm_bindgen_test]
async fn a_finger_on_a_player_turns_no_page() {
    let mut document = pictured();
    document["events"][0]["media"] =
        json!([{"type": "audio", "src": "https://media.example/a.mp3"}]);
    let page = Page::open(document).await;
    page.click(".timeline__step").await;
    page.click(".story__next").await;
    page.swipe("audio", 0.9, 0.1).await;
    assert_eq!(page.text(".stepper__at"), "1 of 3");
    page.swipe(".story__text", 0.9, 0.1).await;
    assert_eq!(page.text(".stepper__at"), "2 of 3");
}

#[wasm_bindgen_test]
async fn a_later_part_leaves_the_focus_where_it_is() {
    let page = Page::open(pictured()).await;
    page.click("#tab-relationships").await;
    // Russia is in more than one row.
    page.focus(".row:nth-child(3) .row__object [data-record='entity-0']")
        .await;
    let row = || page.focused_ancestor("[aria-rowindex]", "aria-rowindex");
    let before = row();
    page.tell(WidgetMsg::DeferredReady).await;
    assert_eq!((row(), before.is_empty()), (before, false));
}

#[wasm_bindgen_test]
async fn a_kind_that_says_nothing_is_not_said() {
    let mut document = pictured();
    document["events"][1]["kind"] = json!("other");
    let page = Page::open(document).await;
    page.click(".timeline__step").await;
    page.click(".story__next").await;
    assert_eq!(page.count(".story__kind"), 1);
    page.click(".story__next").await;
    assert_eq!(page.text(".story__title"), "A meeting in Sochi");
    assert_eq!(page.count(".story__kind"), 0);
}
