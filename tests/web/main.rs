//! The components in a real browser: what a reader sees and does.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod articles;
mod fields;
mod harness;
mod media;
mod story;
mod table;

use harness::{Page, story};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_story_is_shown_as_a_timeline() {
    let page = Page::open(story()).await;
    assert_eq!(page.text(".summary"), "3 events and 3 relationships");
    assert_eq!(
        page.texts(".timeline__events .event__title"),
        ["Sanctions are lifted", "A meeting in Sochi"]
    );
    // The one with no date waits in its own place, and is not guessed.
    assert_eq!(
        page.texts(".undated .event__title"),
        ["Proposed, not agreed: An offer"]
    );
    assert_eq!(page.texts(".undated .event__date"), ["undated"]);
    // Each says where in the order of time it stands.
    assert_eq!(page.attribute(".event:nth-child(2)", "aria-posinset"), "2");
    assert_eq!(page.attribute(".event:nth-child(2)", "aria-setsize"), "2");
}

#[wasm_bindgen_test]
async fn time_runs_down_where_that_is_chosen() {
    let page = Page::open(story()).await;
    page.click("[data-layout='vertical']").await;
    assert_eq!(
        page.texts(".entry .event__title"),
        [
            "Sanctions are lifted",
            "A meeting in Sochi",
            "Proposed, not agreed: An offer"
        ]
    );
    assert_eq!(page.texts(".vertical__heading"), ["2017", "Undated"]);
    assert_eq!(page.attributes(".entry", "aria-posinset"), ["1", "2", "3"]);
    assert_eq!(page.count(".entry__open[tabindex='0']"), 1);
    let boxes = page.boxes(".entry");
    assert!(
        boxes
            .windows(2)
            .all(|pair| pair[0].bottom() <= pair[1].top() + 0.5)
    );
    // One tab stop; the arrow keys move it.
    page.focus(".entry[aria-posinset='1'] .entry__open").await;
    page.press(".entry[aria-posinset='1'] .entry__open", "ArrowDown")
        .await;
    assert_eq!(
        page.attribute(".entry[aria-posinset='2'] .entry__open", "tabindex"),
        "0"
    );
    page.press(".entry[aria-posinset='2'] .entry__open", "End")
        .await;
    assert_eq!(
        page.attribute(".entry[aria-posinset='3'] .entry__open", "tabindex"),
        "0"
    );
    page.click(".entry[aria-posinset='3'] .entry__open").await;
    assert_eq!(
        page.attributes(".entry__open", "aria-expanded"),
        ["false", "false", "true"]
    );
    page.click("[data-layout='horizontal']").await;
    assert_eq!(page.count(".entry"), 0);
    assert_eq!(page.count(".event"), 2);
}

#[wasm_bindgen_test]
async fn events_stand_where_their_dates_are_and_never_overlap() {
    let page = Page::open(story()).await;
    let boxes = page.boxes(".event__open");
    assert_eq!(boxes.len(), 2);
    for (index, a) in boxes.iter().enumerate() {
        for b in &boxes[index + 1..] {
            let apart = a.right() <= b.left() + 0.5
                || b.right() <= a.left() + 0.5
                || a.bottom() <= b.top() + 0.5
                || b.bottom() <= a.top() + 0.5;
            assert!(apart, "two events overlap");
        }
    }
    let labels = page.boxes(".event__open");
    assert!(
        labels[0].left() < labels[1].left(),
        "October stands before November"
    );
}

#[wasm_bindgen_test]
async fn what_is_known_differently_looks_different_and_is_explained() {
    let mut document = story();
    let dates = ["2017-11-23", "2017~", "2016/.."];
    for (at, date) in dates.into_iter().enumerate() {
        document["events"][at]["date"] = date.into();
    }
    let page = Page::open(document).await;
    let classes = |at: usize| page.attribute(&format!(".event:nth-child({at})"), "class");
    assert!(
        classes(1).contains("mark--lasting mark--onward"),
        "{}",
        classes(1)
    );
    assert!(
        classes(2).contains("mark--year mark--about"),
        "{}",
        classes(2)
    );
    assert!(classes(3).contains("mark--day"), "{}", classes(3));
    // The legend tells of these, and of no other.
    assert_eq!(
        page.texts(".legend li"),
        [
            "exact day",
            "some time in a year or longer",
            "whole period",
            "no known end",
            "approximate",
            "planned or proposed"
        ]
    );
}

#[wasm_bindgen_test]
async fn undated_events_say_what_they_come_before_where_that_is_known() {
    let mut document = story();
    document["events"][1]["date"] = serde_json::Value::Null;
    let page = Page::open(document).await;
    // What has happened was before the story; an offer need not be.
    assert_eq!(
        page.texts(".undated__order"),
        ["before this article was published (around June 2018)"]
    );

    // Between two that have dates it stands on the timeline, and not among the undated.
    let mut document = story();
    document["events"][1]["date"] = serde_json::Value::Null;
    document["events"][1]["after"] = serde_json::json!([document["events"][0]["id"]]);
    document["events"][1]["before"] = serde_json::json!([document["events"][2]["id"]]);
    let page = Page::open(document.clone()).await;
    let title = document["events"][1]["title"].as_str().unwrap().to_owned();
    assert!(page.texts(".event__title").contains(&title));
    assert_eq!(page.count(".undated__open"), 0);
    for at in [0, 2] {
        document["events"][at]["date"] = serde_json::Value::Null;
    }
    let titles: Vec<String> = [0, 2]
        .map(|at| document["events"][at]["title"].as_str().unwrap().to_owned())
        .into();
    let page = Page::open(document).await;
    let order = format!(
        "after: {}; before: Proposed, not agreed: {}",
        titles[0], titles[1]
    );
    assert!(page.texts(".undated__order").contains(&order));
    page.click(".undated__open[data-record='event-1']").await;
    let heads = page.texts(".detail__head");
    for head in ["Comes after", "Comes before"] {
        assert!(heads.iter().any(|it| it == head), "{heads:?}");
    }
}

#[wasm_bindgen_test]
async fn one_event_is_reached_by_tab_and_the_others_by_arrows() {
    let page = Page::open(story()).await;
    assert_eq!(page.count(".event__open[tabindex='0']"), 1);
    page.focus(".event:nth-child(1) .event__open").await;
    page.press(".event:nth-child(1) .event__open", "ArrowRight")
        .await;
    assert_eq!(page.focused_attribute("data-record"), "event-1");
    assert_eq!(
        page.attribute(".event:nth-child(2) .event__open", "tabindex"),
        "0"
    );
    page.press(".event:nth-child(2) .event__open", "Home").await;
    assert_eq!(page.focused_attribute("data-record"), "event-0");
}

#[wasm_bindgen_test]
async fn the_walk_goes_through_what_the_filter_leaves() {
    let page = Page::open(story()).await;
    page.click(".event:first-child .event__open").await;
    assert_eq!(page.text(".stepper__at"), "1 of 3");
    page.click("[aria-label='Next event']").await;
    assert_eq!(page.text(".stepper__at"), "2 of 3");
    assert_eq!(page.text(".detail__title"), "A meeting in Sochi");
    page.type_into(".search__field", "bashir").await;
    assert_eq!(page.text(".stepper__at"), "1 of 1");
}

#[wasm_bindgen_test]
async fn an_end_of_the_brush_says_its_day_in_words() {
    let page = Page::open(story()).await;
    let says = |end: &str| page.attribute(&format!("[data-grip={end}]"), "aria-valuetext");
    assert_eq!(
        (says("from"), says("to")),
        ("no limit".into(), "no limit".into())
    );
    page.click("[aria-controls=choices-when]").await;
    page.change("#range-from", "2017-10-15").await;
    assert_eq!(says("from"), "15 October 2017");
}

#[wasm_bindgen_test]
async fn typing_filters_both_views() {
    let page = Page::open(story()).await;
    page.type_into(".search__field", "bashir").await;
    assert_eq!(page.texts(".event__title"), ["A meeting in Sochi"]);
    assert_eq!(
        page.text(".summary"),
        "Showing 1 event of 3 and 2 relationships of 3"
    );
    assert_eq!(page.texts(".tab__count"), ["1", "2"]);
    page.click("#tab-relationships").await;
    assert_eq!(page.texts(".row__open"), ["supplies", "meets"]);
}

#[wasm_bindgen_test]
async fn a_facet_says_what_each_choice_would_leave() {
    let page = Page::open(story()).await;
    page.click("[aria-controls=choices-stance]").await;
    assert_eq!(
        page.texts("#choices-stance .choice__name"),
        ["Cooperative", "Hostile"]
    );
    // One event and two relationships; one event and one relationship.
    assert_eq!(
        page.texts("#choices-stance .choice__count"),
        ["1", "2", "1", "1"]
    );
    page.click("#choices-stance li:nth-child(2) input").await;
    assert_eq!(page.texts(".tab__count"), ["1", "1"]);
    // Its own counts stay, so that another choice can be weighed.
    assert_eq!(
        page.texts("#choices-stance .choice__count"),
        ["1", "2", "1", "1"]
    );
    assert_eq!(page.texts(".chip__name"), ["Hostile"]);
    page.click(".chip").await;
    assert_eq!(page.texts(".tab__count"), ["3", "3"]);
}

/// The small story with so many more actors, each of whom supplies Sudan.
fn crowd(actors: usize) -> serde_json::Value {
    let mut document = story();
    let like = document["relationships"][0].clone();
    for number in 0..actors {
        let id = format!("actor-{number}");
        let entity =
            serde_json::json!({"id": id, "kind": "person", "name": format!("Actor {number}")});
        document["entities"].as_array_mut().unwrap().push(entity);
        let mut it = like.clone();
        it["id"] = format!("supply-{number}").into();
        it["subject"] = id.into();
        let relationships = document["relationships"].as_array_mut().unwrap();
        relationships.push(it);
    }
    document
}

#[wasm_bindgen_test]
async fn a_long_facet_draws_the_first_choices_and_finds_the_rest() {
    let page = Page::open(crowd(300)).await;
    page.click("[aria-controls=choices-actor]").await;
    assert_eq!(page.count("#choices-actor .choice"), 100);
    // Four of the small story, and 300 more.
    assert_eq!(page.text("#choices-actor .choices__more"), "204 more");
    page.type_into("#choices-actor .choices__find", "actor 299")
        .await;
    assert_eq!(page.texts("#choices-actor .choice__name"), ["Actor 299"]);
    assert_eq!(page.count("#choices-actor .choices__more"), 0);
    page.click("#choices-actor input[type=checkbox]").await;
    assert_eq!(page.texts(".chip__name"), ["Actor 299"]);
    // What is chosen is drawn, wherever it stands in the list.
    page.type_into("#choices-actor .choices__find", "").await;
    assert_eq!(page.count("#choices-actor :checked"), 1);
    assert_eq!(page.count("#choices-actor .choice"), 101);
}

#[wasm_bindgen_test]
async fn a_long_list_in_a_detail_ends_and_counts_the_rest() {
    let page = Page::open(crowd(300)).await;
    page.click("#tab-relationships").await;
    page.click(".row__object .actor[data-record='entity-1']")
        .await;
    assert_eq!(page.text(".detail__title"), "Sudan");
    assert_eq!(page.count(".detail .links .link"), 50);
    assert_eq!(page.texts(".detail .links li").last().unwrap(), "252 more");
}

#[wasm_bindgen_test]
async fn escape_closes_a_menu_and_gives_the_focus_back() {
    let page = Page::open(story()).await;
    page.click("[aria-controls=choices-kind]").await;
    page.focus("#choices-kind input").await;
    page.press("#choices-kind input", "Escape").await;
    assert_eq!(
        page.attribute("[aria-controls=choices-kind]", "aria-expanded"),
        "false"
    );
    assert_eq!(page.focused_attribute("aria-controls"), "choices-kind");
}

#[wasm_bindgen_test]
async fn vague_dates_are_shown_apart_and_can_be_left_out() {
    let page = Page::open(story()).await;
    page.click("[aria-controls=choices-when]").await;
    page.change("#range-from", "2017-11-15").await;
    assert_eq!(page.texts(".event__title"), ["A meeting in Sochi"]);
    assert_eq!(page.texts(".event .possibly"), ["possibly"]);
    assert_eq!(
        page.texts(".hints li"),
        [
            "1 may be outside this range",
            "2 undated records are hidden"
        ]
    );
    page.click(".choices--range input[type=checkbox]").await;
    assert_eq!(page.texts(".tab__count"), ["0", "1"]);
    page.change("#range-from", "soon").await;
    assert_eq!(page.attribute("#range-from", "aria-invalid"), "true");
    assert_eq!(
        page.texts(".tab__count"),
        ["0", "1"],
        "what is not a date changes nothing"
    );
}

#[wasm_bindgen_test]
async fn nothing_found_offers_the_way_back() {
    let page = Page::open(story()).await;
    page.type_into(".search__field", "sanction").await;
    page.click("[aria-controls=choices-kind]").await;
    page.click("#choices-kind li input").await;
    assert!(page.text(".nothing").contains("Nothing matches"));
    let offer = page.text(".nothing .control");
    assert_eq!(offer, "Remove “Kind” (2 results)");
    page.click(".nothing .control").await;
    assert_eq!(page.texts(".event__title"), ["Sanctions are lifted"]);
}

#[wasm_bindgen_test]
async fn the_table_sorts_and_says_so() {
    let page = Page::open(story()).await;
    page.click("#tab-relationships").await;
    let who = |page: &Page| page.texts(".row__subject");
    assert_eq!(who(&page), ["Russia", "United States", "Omar al-Bashir"]);
    page.click("th:nth-child(1) button").await;
    assert_eq!(who(&page), ["Omar al-Bashir", "Russia", "United States"]);
    assert_eq!(page.attribute("th:nth-child(1)", "aria-sort"), "ascending");
    assert!(page.text("caption").contains("Sorted by Who, ascending"));
    page.click("th:nth-child(1) button").await;
    assert_eq!(who(&page), ["United States", "Russia", "Omar al-Bashir"]);
    page.click("th:nth-child(1) button").await;
    assert_eq!(page.attribute("th:nth-child(1)", "aria-sort"), "none");
    assert_eq!(who(&page), ["Russia", "United States", "Omar al-Bashir"]);
}

#[wasm_bindgen_test]
async fn a_record_opens_to_its_detail_and_closes_to_where_one_was() {
    let page = Page::open(story()).await;
    page.click(".event:nth-child(2) .event__open").await;
    assert_eq!(page.text(".detail__title"), "A meeting in Sochi");
    assert_eq!(page.focused_attribute("id"), "detail-title");
    assert_eq!(page.text(".detail__date"), "November 2017");
    let dating = page.texts(".detail__dating").join(" ");
    assert!(dating.contains("“in November last year”"), "{dating}");
    assert_eq!(page.texts(".passage__words"), ["“he met … last year”"]);
    assert_eq!(
        page.texts(".detail .links .link"),
        ["Omar al-Bashir meets Russia"]
    );
    page.press(".detail__title", "Escape").await;
    assert_eq!(page.texts(".detail"), Vec::<String>::new());
    assert_eq!(page.focused_attribute("data-record"), "event-1");
}

#[wasm_bindgen_test]
async fn an_actor_shows_all_about_them_in_both_views() {
    let page = Page::open(story()).await;
    page.click("#tab-relationships").await;
    page.click(".row:nth-child(2) .row__object .actor").await;
    assert_eq!(page.text(".detail__title"), "Sudan");
    assert_eq!(page.texts(".chip__name"), ["Sudan"]);
    // What its president did concerns it too.
    assert_eq!(page.texts(".tab__count"), ["1", "3"]);
    assert!(
        page.text(".detail").contains("Omar al-Bashir"),
        "who belongs to it is told"
    );
}

#[wasm_bindgen_test]
async fn a_citation_is_copied_whole() {
    let page = Page::open(story()).await;
    page.click("#tab-relationships").await;
    page.click(".row:nth-child(1) .row__open").await;
    page.click(".detail__tools .control").await;
    assert_eq!(
        page.copied(),
        "Russia supplies Sudan: jets (stated; claimed by: Omar al-Bashir). “A story”, The Paper, \
         around June 2018, paragraph 28: “Sudan became the first”."
    );
    assert!(page.text(".detail__tools").contains("Copied"));
}

#[wasm_bindgen_test]
async fn broken_records_are_counted_and_the_rest_is_shown() {
    let mut document = story();
    document["relationships"][0]["object"] = "sudann".into();
    let page = Page::open(document).await;
    assert_eq!(page.texts(".tab__count"), ["3", "2"]);
    assert_eq!(
        page.text(".problems summary"),
        "1 record has errors and is not shown. 1 problem in the data"
    );
    assert_eq!(
        page.texts(".problems li"),
        ["relationships[0].object: unknown entity \"sudann\"; did you mean \"sudan\"?"]
    );
}

#[wasm_bindgen_test]
async fn of_many_problems_the_first_are_listed_and_the_rest_counted() {
    let mut document = story();
    for number in 0..60 {
        document[format!("strange-{number}")] = number.into();
    }
    let page = Page::open(document).await;
    assert_eq!(page.count(".problems li"), 51);
    assert_eq!(page.texts(".problems li").last().unwrap(), "10 more");
    assert!(page.text(".problems summary").contains("60 problems"));
}

#[wasm_bindgen_test]
async fn data_is_only_ever_text() {
    let mut document = story();
    let attack = "<img src=x onerror=alert(1)>\u{202e}";
    document["events"][0]["title"] = attack.into();
    document["entities"][0]["name"] = attack.into();
    let page = Page::open(document).await;
    assert_eq!(page.texts(".event__title")[0], attack);
    page.click("#tab-relationships").await;
    assert_eq!(page.count("img, script"), 0);
    // A stray direction mark ends with the name that holds it.
    assert!(page.count("bdi") > 0);
}

#[wasm_bindgen_test]
async fn a_document_that_is_not_a_dataset_is_reported() {
    let page = Page::fail("the document is not JSON").await;
    assert!(
        page.text("[role=alert]")
            .contains("the document is not JSON")
    );
}

#[wasm_bindgen_test]
async fn what_is_not_a_fact_has_its_label_in_every_view() {
    for (event, relationship, event_label, label) in [
        (
            "reported",
            "denied",
            "Reported, not confirmed: ",
            "Claim, denied: ",
        ),
        (
            "planned",
            "reported",
            "Planned: ",
            "Reported, not confirmed: ",
        ),
        (
            "proposed",
            "proposed",
            "Proposed, not agreed: ",
            "Proposed, not agreed: ",
        ),
        ("happened", "analysis", "", "Analysis: "),
    ] {
        let mut document = story();
        document["events"][0]["status"] = event.into();
        document["relationships"][1]["status"] = relationship.into();
        document["relationships"][1]["attribution"] = "bashir".into();
        document["relationships"][1]["denied_by"] = "russia".into();
        let page = Page::open(document).await;
        let title = [event_label, "Sanctions are lifted"].concat();
        assert_eq!(page.text(".event:first-child .event__title"), title);
        let tooltip = page.attribute(".event:first-child .event__open", "title");
        assert!(tooltip.starts_with(&title), "{tooltip}");
        page.click(".event:first-child .event__open").await;
        assert_eq!(page.text(".detail__title"), title);
        let sentence = [label, "United States sanctioned Sudan"].concat();
        assert_eq!(page.text(".detail .links li .link"), sentence);
        let detail = page.text(".detail");
        assert!(
            detail.contains("claimed by: Omar al-Bashir; denied by: Russia"),
            "{detail}"
        );

        page.click("#tab-relationships").await;
        let subject = [label, "United States"].concat();
        assert_eq!(page.text(".row:nth-child(2) .row__subject"), subject);
        let verb = page.attribute(".row:nth-child(2) .row__open", "aria-label");
        assert_eq!(verb, [label, "sanctioned"].concat());
        assert_eq!(
            page.text(".row:nth-child(2) .row__claimant"),
            "Omar al-Bashir; Denied by: Russia"
        );
        page.click(".row:nth-child(2) .row__open").await;
        assert_eq!(page.text(".detail__title"), sentence);
        assert!(page.text(".detail .facts").contains("Denied byRussia"));
        page.click(".detail__tools .control").await;
        assert!(page.copied().starts_with(&sentence), "{}", page.copied());

        // What is printed is there while it is printed.
        let print = web_sys::Event::new("beforeprint").unwrap();
        web_sys::window().unwrap().dispatch_event(&print).unwrap();
        let printed = page.texts(".print h4");
        assert!(printed.contains(&title), "{printed:?}");
        assert!(printed.contains(&sentence), "{printed:?}");
        let print = web_sys::Event::new("afterprint").unwrap();
        web_sys::window().unwrap().dispatch_event(&print).unwrap();

        for shape in ["matrix", "network"] {
            page.click(&["[data-shape=", shape, "]"].concat()).await;
            let names = match shape {
                "matrix" => page.attributes(".matrix__tie", "aria-label"),
                _ => page.texts(".edge title"),
            };
            let counted = [label, "1"].concat();
            assert!(
                names.iter().any(|name| name.contains(&counted)),
                "{shape}: {names:?}"
            );
        }
    }
}
