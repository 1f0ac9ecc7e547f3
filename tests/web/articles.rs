//! The article in the page: the same files as in `tests/native/articles.rs`, read by the
//! browser and traversed by the widget's own JavaScript.

#[path = "../articles/expected.rs"]
mod expected;

use backstory_core::anchor::{Anchor, AnchoredPassages, ArticleText, Outline, Paragraph};
use backstory_core::dataset::Evidence;
use expected::{evidence_and_outcomes, paragraph_rows};
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
const PAGES: [(&str, &str, &str, &str); 7] = [
    page!("wordpress", ".hentry"),
    page!("wordpress_blocks", ".entry-content"),
    page!("ghost", "article"),
    page!("ghost_card", "article"),
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
        let found = paragraph_rows(&paragraphs(html, selector));
        assert_eq!(Json::Array(found), right["paragraphs"], "{name}");
    }
}

#[wasm_bindgen_test]
fn each_passage_is_what_it_is() {
    for (name, selector, html, right) in PAGES {
        let right: Json = serde_json::from_str(right).unwrap();
        let (dataset, outcomes) = evidence_and_outcomes(&right["passages"]);
        let anchored =
            AnchoredPassages::new(&dataset, &ArticleText::of(paragraphs(html, selector)));
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
