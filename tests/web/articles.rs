//! The article in the page: the same files as in `tests/native/articles.rs`, read by the
//! browser and walked by the widget's own JavaScript.

use backstory_core::anchor::{Anchor, AnchoredPassages, Article, Outline, Paragraph};
use backstory_core::dataset::{Evidence, decode};
use serde_json::{Value as Json, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

#[wasm_bindgen(module = "/crates/element/js/passages.js")]
extern "C" {
    /// The article, told as `Outline::read` takes it.
    #[wasm_bindgen(catch)]
    fn outline(article: &Element) -> Result<JsValue, JsValue>;
}

macro_rules! page {
    ($name:literal, $selector:literal) => {
        (
            $name,
            $selector,
            include_str!(concat!("../articles/", $name, ".html")),
            include_str!(concat!("../articles/", $name, ".json")),
        )
    };
}
const PAGES: [(&str, &str, &str, &str); 5] = [
    page!("wordpress", ".hentry"),
    page!("ghost", "article"),
    page!("drupal", "article"),
    page!("static", "article"),
    page!("paper", ".story__body"),
];

/// A page's article, in a frame of its own document's body.
fn paragraphs(html: &str, selector: &str) -> Vec<Paragraph> {
    let document = web_sys::window().unwrap().document().unwrap();
    let host = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&host).unwrap();
    let body = html.split_once("<body>").unwrap().1;
    host.set_inner_html(body.split("</body>").next().unwrap());
    let article = host.query_selector(selector).unwrap().unwrap();
    let told = outline(&article).unwrap();
    let told = js_sys::Reflect::get(&told, &"told".into()).unwrap();
    host.remove();
    Outline::read(&told.as_string().unwrap())
}

#[wasm_bindgen_test]
fn each_page_has_its_paragraphs_and_numbers() {
    for (name, selector, html, right) in PAGES {
        let right: Json = serde_json::from_str(right).unwrap();
        let found: Vec<Json> = paragraphs(html, selector)
            .iter()
            .map(|it| {
                let text: Vec<&str> = it.text.split_whitespace().collect();
                let mut row = json!({"number": it.number, "text": text.join(" ")});
                if it.is_aside {
                    row["aside"] = true.into();
                }
                if it.is_hidden {
                    row["hidden"] = true.into();
                }
                row
            })
            .collect();
        assert_eq!(Json::Array(found), right["paragraphs"], "{name}");
    }
}

#[wasm_bindgen_test]
fn each_passage_is_what_it_is() {
    for (name, selector, html, right) in PAGES {
        let right: Json = serde_json::from_str(right).unwrap();
        let mut evidence = right["passages"].clone();
        let mut outcomes = Vec::new();
        for it in evidence.as_array_mut().unwrap() {
            outcomes.extend(it.as_object_mut().unwrap().remove("outcome"));
        }
        let document = json!({"format": "backstory/1", "events": [
            {"id": "e", "title": "E", "kind": "other", "status": "happened", "evidence": evidence}]});
        let dataset = decode(&serde_json::from_value(document).unwrap())
            .unwrap()
            .dataset;
        let anchored = AnchoredPassages::new(&dataset, &Article::of(paragraphs(html, selector)));
        let outcome = |evidence: &Evidence| {
            let mut all = (0..).map_while(|number| anchored.get(number));
            match all.find(|it| it.evidence == *evidence).unwrap().anchor {
                Anchor::Found(_) => "found",
                Anchor::Elsewhere(_) => "elsewhere",
                Anchor::Ambiguous(_) => "ambiguous",
                Anchor::Missing => "missing",
            }
        };
        let event = dataset.events.first().unwrap();
        let found: Vec<&str> = event.evidence.iter().map(outcome).collect();
        assert_eq!(json!(found), Json::Array(outcomes), "{name}");
    }
}
