//! Pictures, recordings and cards: what there is of them, and what is asked of whom.

use serde_json::{Value as Json, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::harness::{Page, story};

/// A picture that the test's server has.
const PICTURE: &str = "/tests/web/picture.svg";
const FILM: &str = "https://media.example/dam.mp4";
const PROVIDER: &str = "https://www.youtube.com/watch?v=dQw4w9WgXcQ";

fn with_media(media: Json) -> Json {
    let mut document = story();
    document["events"][0]["media"] = media;
    document
}

async fn detail(media: Json) -> Page {
    let page = Page::open(with_media(media)).await;
    page.click(".event:first-child .event__open").await;
    page
}

/// Waits for what the browser fetches.
async fn until(page: &Page, is_so: impl Fn() -> bool) {
    for _ in 0..200 {
        if is_so() {
            return;
        }
        page.settle().await;
    }
    panic!("it did not come to that");
}

/// The addresses that were asked for, as far as the browser tells them.
fn asked_for(part: &str) -> bool {
    let names = "JSON.stringify(performance.getEntriesByType('resource').map((it) => it.name))";
    let names = js_sys::eval(names).unwrap().as_string().unwrap();
    names.contains(part)
}

#[wasm_bindgen_test]
async fn a_picture_is_a_figure_with_its_caption_and_credit() {
    let page = detail(
        json!([{"type": "image", "src": PICTURE, "width": 160, "height": 90,
        "srcset": format!("{PICTURE} 800w"), "alt": "A dam", "caption": "The dam",
        "credit": "A. Name", "href": "https://example.org/dam"}]),
    )
    .await;
    let picture = ".detail .figure__picture";
    for (name, value) in [
        ("src", PICTURE),
        ("alt", "A dam"),
        ("width", "160"),
        ("height", "90"),
        ("srcset", &format!("{PICTURE} 800w")),
    ] {
        assert_eq!(page.attribute(picture, name), value, "{name}");
    }
    assert_eq!(page.text(".detail .figure__caption"), "The dam A. Name");
    assert_eq!(
        page.attribute(".figure__credit a", "href"),
        "https://example.org/dam"
    );
    // Its place is as tall before it is there as after.
    let before = page.boxes(picture)[0].height();
    let image = page.element(picture);
    let number = |name: &str| js_sys::Reflect::get(&image, &name.into()).unwrap();
    until(&page, || number("complete").is_truthy()).await;
    assert!(
        number("naturalWidth").is_truthy(),
        "the test's server has no {PICTURE}"
    );
    let after = page.boxes(picture)[0].height();
    assert!((before - after).abs() < 0.5, "{before} became {after}");
    assert!((after - 90.0).abs() < 0.5, "{after}");
}

#[wasm_bindgen_test]
async fn a_picture_that_does_not_come_leaves_its_caption() {
    let page = detail(
        json!([{"type": "image", "src": "/not-there.jpg", "alt": "A dam",
        "caption": "The dam", "credit": "A. Name"}]),
    )
    .await;
    until(&page, || page.count(".detail img") == 0).await;
    assert_eq!(page.text(".detail .figure__caption"), "The dam A. Name");
}

#[wasm_bindgen_test]
async fn a_list_has_the_first_picture_of_each_event_and_room_for_none() {
    let mut document = with_media(json!([
        {"type": "audio", "src": "https://media.example/a.mp3"},
        {"type": "video", "src": FILM, "poster": PICTURE},
    ]));
    document["events"][1]["media"] = json!([{"type": "image", "src": "/not-there.jpg"}]);
    let page = Page::open(document).await;
    page.click("[data-layout='vertical']").await;
    until(&page, || page.count(".entry .thumbnail") == 1).await;
    let thumbnail = ".entry:first-child .thumbnail";
    assert_eq!(page.attribute(thumbnail, "src"), PICTURE);
    assert_eq!(page.attribute(thumbnail, "loading"), "lazy");
    // The title next to it says what it shows.
    assert_eq!(page.attribute(thumbnail, "alt"), "");
    let (picture, title) = (
        page.boxes(thumbnail),
        page.boxes(".entry:first-child .entry__open"),
    );
    assert!(
        title[0].right() <= picture[0].left(),
        "the title runs into the picture"
    );
}

#[wasm_bindgen_test]
async fn a_recording_is_asked_for_when_it_is_started() {
    let page = detail(json!([
        {"type": "video", "src": FILM, "captions": "/dam.vtt", "title": "The gates",
         "width": 160, "height": 90},
        {"type": "audio", "src": "https://media.example/dam.mp3", "caption": "The alarm"},
    ]))
    .await;
    for (player, name) in [("video", "The gates"), ("audio", "The alarm")] {
        let player = [".detail ", player].concat();
        assert_eq!(page.attribute(&player, "preload"), "none");
        assert_eq!(page.count(&[&player, "[controls]"].concat()), 1);
        assert_eq!(page.attribute(&player, "aria-label"), name);
    }
    assert_eq!(
        page.attribute("video track[kind=captions]", "src"),
        "/dam.vtt"
    );
    assert!(!asked_for("media.example") && !asked_for("dam.vtt"));
}

#[wasm_bindgen_test]
async fn a_provider_is_asked_for_nothing_before_a_press() {
    let media = json!([{"type": "video", "src": PROVIDER, "title": "The gates open"},
                       {"type": "document", "src": "/ruling.pdf", "caption": "The ruling"}]);
    let page = detail(media.clone()).await;
    assert_eq!(page.texts(".card__title"), ["The gates open", "The ruling"]);
    assert_eq!(
        page.attributes(".card__title", "href"),
        [PROVIDER, "/ruling.pdf"]
    );
    assert_eq!(page.texts(".card__host"), ["youtube.com"]);
    assert_eq!(page.count(".card button, iframe"), 0);

    // Where the element lets it, a press puts the player in the card's place.
    let page = Page::open(with_media(media)).await;
    page.host().set_attribute("embeds", "on").unwrap();
    page.click(".event:first-child .event__open").await;
    assert_eq!(page.texts(".card button"), ["Load from youtube.com"]);
    assert_eq!(page.count("iframe"), 0);
    assert!(!asked_for("youtube"));
    page.click(".card button").await;
    let source = page.attribute("iframe", "src");
    assert!(
        source.starts_with("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        "{source}"
    );
    assert_eq!(page.attribute("iframe", "title"), "The gates open");
    let sandbox = page.attribute("iframe", "sandbox");
    assert!(!sandbox.contains("top-navigation") && sandbox.contains("allow-scripts"));
    assert_eq!(page.focused_attribute("class"), "figure__frame");
    // Another record's card is another card.
    page.click(".event:nth-child(2) .event__open").await;
    page.click(".event:first-child .event__open").await;
    assert_eq!((page.count("iframe"), page.count(".card button")), (0, 1));

    // The same one twice is shown twice.
    let twice = json!({"type": "image", "src": PICTURE});
    let page = detail(json!([twice, twice])).await;
    assert_eq!(page.count(".detail img"), 2);
}

#[wasm_bindgen_test]
async fn somebody_has_a_portrait() {
    let mut document = story();
    let portrait = json!([{"type": "image", "src": PICTURE, "alt": "A man"}]);
    document["entities"][3]["media"] = portrait;
    let page = Page::open(document).await;
    page.click(".event:nth-child(2) .event__open").await;
    page.click(".detail .facts .actor").await;
    assert_eq!(page.text(".detail__title"), "Omar al-Bashir");
    assert_eq!(page.attribute(".figure--portrait img", "alt"), "A man");
}

#[wasm_bindgen_test]
async fn what_is_said_of_media_is_only_text() {
    let attack = "<img src=x onerror=alert(1)>";
    let page = detail(json!([
        {"type": "page", "src": "https://example.org/a", "title": attack, "caption": attack},
        {"type": "image", "src": PICTURE, "alt": attack, "credit": attack},
    ]))
    .await;
    assert_eq!(page.text(".card__title"), attack);
    assert_eq!(page.texts(".figure__caption"), [attack, attack]);
    assert_eq!(page.count(".detail img"), 1);
}

#[wasm_bindgen_test]
async fn paper_has_pictures_and_the_addresses_of_the_rest() {
    let page = Page::open(with_media(json!([
        {"type": "image", "src": PICTURE, "caption": "The dam"},
        {"type": "video", "src": FILM, "title": "The gates"},
    ])))
    .await;
    let window = web_sys::window().unwrap();
    let print = |name| {
        window
            .dispatch_event(&web_sys::Event::new(name).unwrap())
            .unwrap()
    };
    print("beforeprint");
    assert_eq!(page.attributes(".print img", "src"), [PICTURE]);
    let printed = page.texts(".print__figure");
    assert_eq!(printed[0].trim(), "The dam");
    assert!(
        printed[1].contains("The gates") && printed[1].contains(FILM),
        "{printed:?}"
    );
    print("afterprint");
}

#[wasm_bindgen_test]
async fn a_title_of_the_horizontal_timeline_has_its_picture_where_there_is_room() {
    let mut document = with_media(json!([{"type": "image", "src": PICTURE, "alt": "A dam"}]));
    let page = Page::open(document.clone()).await;
    // Its neighbour is a month later, half the window away.
    assert_eq!(page.count(".event__open > .thumbnail"), 1);
    let [picture, title] = [".thumbnail", ".event__title"].map(|part| {
        page.boxes(&["li:first-child > .event__open > ", part].concat())
            .remove(0)
    });
    assert!(picture.right() <= title.left() + 0.5 || picture.left() >= title.right() - 0.5);
    // The next title leaves none.
    document["events"][0]["title"] = json!("Sanctions are lifted, word for word ".repeat(9));
    let page = Page::open(document).await;
    assert_eq!(page.count(".event__open > .thumbnail"), 0);
}

#[wasm_bindgen_test]
async fn an_actor_of_the_network_has_a_portrait() {
    let mut document = story();
    document["entities"][3]["media"] = json!([{"type": "image", "src": PICTURE, "alt": "He"}]);
    let page = Page::open(document).await;
    page.click("#tab-relationships").await;
    page.click("[data-shape=network]").await;
    assert_eq!(page.count(".node"), 4);
    assert_eq!(page.count(".node__portrait"), 1);
    assert_eq!(page.attribute(".node__portrait", "href"), PICTURE);
    let [picture, mark] = [".node__portrait", ".node:has(.node__portrait) .node__mark"]
        .map(|part| page.boxes(part).remove(0));
    assert!(
        picture.width() < mark.width(),
        "the rim tells what the actor is"
    );
}

#[wasm_bindgen_test]
async fn an_address_in_place_of_a_title_has_one_line() {
    let long = format!("https://maps.example/{}", "place/".repeat(60));
    let page = detail(json!([
        {"type": "page", "src": "https://maps.example/", "title": "A map"},
        {"type": "page", "src": long},
    ]))
    .await;
    let [titled, untitled] = &page.boxes(".card__title")[..] else {
        panic!("there are two cards")
    };
    assert!(
        untitled.height() <= titled.height() + 1.0,
        "{}",
        untitled.height()
    );
    assert!(untitled.right() <= page.boxes(".card")[1].right());
}
