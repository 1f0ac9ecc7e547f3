//! Kinds and fields of a story's own: what is there is shown, and what is not is not.

use backstory::WidgetMsg;
use backstory_core::state::{Action, Lanes};
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::harness::{Page, story};

/// Payments with amounts, one of them denied and one without; nothing happens on a day.
fn payments() -> Value {
    let payment = |id: &str, subject: &str, amount: Value, way: &str| {
        json!({"id": id, "subject": subject, "predicate": "gave to", "object": "party",
            "kind": "donation", "fields": {"amount": amount, "way": way},
            "evidence": [{"paragraph": 1, "start": "a gift"}]})
    };
    let mut denied = payment("denied", "firm", json!(60_000), "Cash");
    denied["status"] = "denied".into();
    denied["denied_by"] = json!(["firm"]);
    json!({
        "format": "backstory/1",
        "kinds": {
            "entities": [{"id": "company", "name": "Company"}],
            "relationships": [
                {"id": "donation", "name": "Donation"},
                {"id": "marriage", "name": "Marriage", "directed": false}
            ]
        },
        "fields": [
            {"id": "amount", "of": "relationships", "name": "Amount", "type": "number",
             "unit": "GBP"},
            {"id": "way", "of": "relationships", "name": "Paid by", "type": "choice"},
            {"id": "sector", "of": "entities", "name": "Sector", "type": "text"}
        ],
        "entities": [
            {"id": "firm", "kind": "company", "name": "A firm", "fields": {"sector": "shipping"}},
            {"id": "party", "kind": "organisation", "name": "A party"},
            {"id": "lorne", "kind": "person", "name": "Edith Lorne"},
            {"id": "aldane", "kind": "person", "name": "Morten Aldane"}
        ],
        "relationships": [
            payment("large", "firm", json!(250_000), "Bank transfer"),
            payment("small", "lorne", json!(18_500.5), "Cash"),
            payment("tiny", "aldane", json!(120), "Cash"),
            denied,
            {"id": "wed", "subject": "aldane", "predicate": "is married to", "object": "lorne",
             "kind": "marriage", "evidence": [{"paragraph": 1, "start": "a gift"}]}
        ]
    })
}

#[wasm_bindgen_test]
async fn what_is_not_there_is_not_seen() {
    let page = Page::open(payments()).await;
    // The first view is the one that has records, and there is no other.
    assert_eq!(page.texts(".tab"), ["Relationships5"]);
    assert_eq!(page.text(".summary"), "5 relationships");
    assert_eq!(page.count(".timeline"), 0);
    let menus = page.texts(".filters .popover > button");
    assert_eq!(menus, ["Who", "Kind", "Amount", "Paid by"]);
    let heads = page.texts("th");
    for gone in ["What", "When"] {
        assert!(!heads.contains(&gone.to_owned()), "{heads:?}");
    }
    assert!(heads.contains(&"Amount".to_owned()), "{heads:?}");
    assert_eq!(page.count(".legend--stances"), 0);
    assert_eq!(page.count(".row__predicate .stance"), 0);
    // The menu of columns has the others.
    page.click("[aria-controls=column-menu]").await;
    page.click("#column-menu [value=what]").await;
    assert!(page.texts("th").contains(&"What".to_owned()));
}

#[wasm_bindgen_test]
async fn amounts_stand_to_the_right_and_are_summed() {
    let page = Page::open(payments()).await;
    let amounts = page.texts(".row__field--number");
    assert_eq!(
        amounts,
        [
            "Amount: £250,000",
            "Amount: £18,500.50",
            "Amount: £120",
            "Amount: £60,000not counted",
            // A marriage has no amount, and misses none.
            ""
        ]
    );
    // A denied amount is in no sum, and that is said; none is not zero.
    let total = page.text(".totals .total");
    assert!(total.contains("£268,620.50"), "{total}");
    assert!(total.contains("in 3 of 5"), "{total}");
    assert!(total.contains("1 not counted"), "{total}");
    // Sorted as numbers, and what has none last.
    page.click(".table__number button").await;
    assert_eq!(page.texts(".row__field--number")[0], "Amount: £120");
    page.click(".table__number button").await;
    assert_eq!(page.texts(".row__field--number")[0], "Amount: £250,000");
    assert_eq!(page.texts(".row__field--number")[4], "");
    // Each group has its own.
    page.click("[aria-controls=group-menu]").await;
    page.click("#group-menu [value='1']").await;
    let groups = page.texts(".section");
    assert!(groups[0].starts_with("Bank transfer"), "{groups:?}");
    assert!(groups[1].contains("£18,620.50"), "{groups:?}");
    assert_eq!(groups.len(), 3, "with those of no choice: {groups:?}");
}

#[wasm_bindgen_test]
async fn a_bar_is_as_long_as_its_amount_and_what_is_denied_has_none() {
    let page = Page::open(payments()).await;
    let bars = page.boxes(".row__field--number .row__bar");
    assert_eq!(bars.len(), 3, "the denied one and none at all have no bar");
    let wide = |bar: usize| bars[bar].width();
    let share = wide(1) / wide(0);
    assert!((share - 18_500.5 / 250_000.0).abs() < 0.01, "{share}");
    assert_eq!(wide(2), 2.0, "what is tiny is seen");
    // Each begins where the digits end.
    let cells = page.boxes(".row__field--number");
    assert!(
        bars.iter()
            .zip(&cells)
            .all(|(bar, cell)| bar.right() <= cell.right())
    );
    assert!(
        bars.windows(2)
            .all(|pair| (pair[0].right() - pair[1].right()).abs() < 0.5)
    );
}

#[wasm_bindgen_test]
async fn the_matrix_and_the_network_can_be_weighed_by_amounts() {
    let page = Page::open(payments()).await;
    page.click("[data-shape=matrix]").await;
    let cells = page.texts(".matrix__tie");
    assert_eq!(
        cells,
        ["2", "1", "1", "1", "1"],
        "with the marriage on both sides"
    );
    page.click("[aria-controls=weight-menu]").await;
    page.click("#weight-menu [value='0']").await;
    assert!(page.text("[aria-controls=weight-menu]").contains("Amount"));
    let subjects = page.texts(".matrix__subject .matrix__name");
    assert_eq!(subjects, ["A firm", "Edith Lorne", "Morten Aldane"]);
    // A browser writes `K` or `k`.
    let cells = page.texts(".matrix__tie").concat().to_uppercase();
    assert_eq!(cells, "£250K£18.5K–£120–");
    let name = page.attribute(".matrix__tie", "aria-label");
    let name = name.replace("£250k", "£250K");
    assert!(
        name.starts_with("A firm to A party: 2 relationships; Amount: £250K"),
        "{name}"
    );
    let names = page.attributes(".matrix__tie", "aria-label");
    assert!(names[2].contains("Amount: not given"), "{names:?}");
    let shades = page.attributes(".matrix__cell[data-shade]", "data-shade");
    assert_eq!(shades, ["4", "2", "1", "2", "1"]);
    // The network is weighed by the same.
    page.click("[data-shape=network]").await;
    let names = page.attributes(".edge", "aria-label");
    assert!(
        names.iter().any(|it| it.contains("Amount: £250")),
        "{names:?}"
    );
    if page.count("#weight-menu input") == 0 {
        page.click("[aria-controls=weight-menu]").await;
    }
    page.click("#weight-menu .choice:nth-of-type(1) input")
        .await;
    let names = page.attributes(".edge", "aria-label");
    assert!(names.iter().all(|it| !it.contains("Amount")), "{names:?}");
}

#[wasm_bindgen_test]
async fn nothing_weighs_relationships_without_numbers() {
    let page = Page::open(story()).await;
    page.click(".tab:nth-child(2)").await;
    page.click("[data-shape=matrix]").await;
    assert_eq!(page.count("[aria-controls=weight-menu]"), 0);
    assert_eq!(page.count(".matrix--sums"), 0);
}

#[wasm_bindgen_test]
async fn a_range_is_typed_or_set_with_keys() {
    let page = Page::open(payments()).await;
    let menu = "[aria-controls='choices-field-amount']";
    page.click(menu).await;
    assert!(
        page.text("#choices-field-amount .hint")
            .contains("in 4 of 5: from £120 to £250,000")
    );
    page.change("#field-from-amount", "£20,000").await;
    assert_eq!(page.count(".row"), 2);
    assert_eq!(page.text(".chip__name"), "from £20,000");
    // Whether what has no amount belongs is a tick.
    page.click("#choices-field-amount input[type=checkbox]")
        .await;
    assert_eq!(page.count(".row"), 3);
    assert_eq!(page.text(".chip__name"), "from £20,000, or none");
    page.change("#field-from-amount", "much").await;
    assert!(page.text(".wrong").contains("Enter a number"));
    page.change("#field-from-amount", "").await;
    assert_eq!(page.count(".row"), 5);
    // With keys, from bin to bin.
    page.press("[data-grip=from]", "PageUp").await;
    let at = page.attribute("[data-grip=from]", "aria-valuetext");
    assert_ne!(at, "no limit");
    page.lift_key("[data-grip=from]", "PageUp").await;
    assert!(page.count(".row") < 5, "{at}");
    assert!(page.count(".histogram .overview__found") == 1);
}

#[wasm_bindgen_test]
async fn a_range_is_drawn_with_the_mouse() {
    let page = Page::open(payments()).await;
    page.click("[aria-controls='choices-field-amount']").await;
    page.drag(".histogram", 0.5, 0.95).await;
    assert!(page.text(".chip__name").starts_with("from £"));
    assert!(page.count(".row") < 5);
    // What is drawn is held by its middle, and taken back with the chip.
    let drawn = page.text(".chip__name");
    page.drag(".histogram", 0.7, 0.4).await;
    assert_ne!(page.text(".chip__name"), drawn);
    // A press that goes nowhere asks for what is below it, or for nothing.
    page.click(".chip").await;
    assert_eq!(page.count(".row"), 5);
}

#[wasm_bindgen_test]
async fn a_choice_is_a_menu_with_counts() {
    let page = Page::open(payments()).await;
    page.click("[aria-controls='choices-field-way']").await;
    assert_eq!(
        page.texts("#choices-field-way .choice__name"),
        ["Cash", "Bank transfer"]
    );
    page.click("#choices-field-way .choice input").await;
    assert_eq!(page.count(".row"), 3);
    assert_eq!(page.text(".chip"), "Paid by: Cash");
    // Kinds of its own stand with their names.
    page.click("[aria-controls='choices-kind']").await;
    assert_eq!(
        page.texts("#choices-kind .choice__name"),
        ["Donation", "Marriage"]
    );
}

#[wasm_bindgen_test]
async fn the_search_and_the_detail_know_the_fields() {
    let page = Page::open(payments()).await;
    page.type_into(".search__field", "shipping").await;
    assert_eq!(page.count(".row"), 2, "the firm's");
    page.click(".row__open").await;
    let facts = page.texts(".facts > *");
    assert_eq!(facts[..2], ["Amount", "£250,000"]);
    assert_eq!(page.text(".detail__kicker"), "Donation");
    page.click(".detail .actor").await;
    assert_eq!(page.text(".detail__kicker"), "Company");
    assert_eq!(page.texts(".facts > *")[..2], ["Sector", "shipping"]);
}

#[wasm_bindgen_test]
async fn what_is_said_of_both_is_seen_from_both() {
    let page = Page::open(payments()).await;
    assert_eq!(page.count(".row"), 5, "once in the table");
    page.click(".row:nth-child(2) .row__subject .actor").await;
    let links = page.texts(".detail .links .link");
    assert!(
        links.contains(&"Edith Lorne is married to Morten Aldane".to_owned()),
        "{links:?}"
    );
    page.click("[data-shape=matrix]").await;
    let married = page.texts(".matrix__tie");
    assert!(!married.is_empty());
}

#[wasm_bindgen_test]
async fn lanes_are_of_a_choice_of_the_events() {
    let mut document = story();
    document["fields"] = json!([
        {"id": "scene", "of": "events", "name": "Scene", "type": "choice"}
    ]);
    document["events"][0]["fields"] = json!({"scene": "Washington"});
    document["events"][1]["fields"] = json!({"scene": "Sochi"});
    let page = Page::open(document).await;
    page.choose(".lanes__choice", "0").await;
    let names = page.texts(".lane__fold bdi");
    assert!(names.contains(&"Washington".to_owned()), "{names:?}");
    assert!(names.contains(&"Sochi".to_owned()), "{names:?}");
    // The choice follows what is done elsewhere, such as by going back.
    for (lanes, value) in [(Lanes::None, "none"), (Lanes::Actor, "actor")] {
        page.tell(WidgetMsg::Act(Action::SetLanes(lanes))).await;
        assert_eq!(page.value(".lanes__choice"), value);
    }
}

#[wasm_bindgen_test]
async fn a_number_below_zero_can_be_typed_on_a_phone() {
    let menu = "[aria-controls='choices-field-amount']";
    let keypad = async |document: Value| {
        let page = Page::open(document).await;
        page.click(menu).await;
        page.attributes("#field-from-amount", "inputmode")
    };
    assert_eq!(keypad(payments()).await, ["decimal"]);
    let mut losses = payments();
    losses["relationships"][2]["fields"]["amount"] = json!(-120);
    // The keypad for decimals has no minus on an iPhone.
    assert_eq!(keypad(losses).await, [""]);
}

/// The payments, each with a page of its own to read on.
fn linked() -> Value {
    let mut document = payments();
    let fields = document["fields"].as_array_mut().unwrap();
    fields.push(json!({"id": "page", "of": "relationships", "name": "Page", "type": "link"}));
    fields.push(json!({"id": "paid", "of": "relationships", "name": "Paid", "type": "date"}));
    for (place, row) in document["relationships"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .enumerate()
    {
        row["fields"]["page"] = format!("https://register.example/{place}").into();
        row["fields"]["paid"] = format!("2019-0{}-01", place + 1).into();
    }
    document
}

#[wasm_bindgen_test]
async fn a_view_without_a_tab_is_not_gone_to() {
    let page = Page::open(payments()).await;
    for key in ["ArrowRight", "ArrowLeft", "Home", "End"] {
        page.focus("#tab-relationships").await;
        page.press_focused(key).await;
        assert_eq!(page.count("#panel-relationships"), 1, "{key}");
        assert_eq!(page.focused_attribute("id"), "tab-relationships", "{key}");
    }
    // With two, each leads to its own.
    let page = Page::open(story()).await;
    page.focus("#tab-timeline").await;
    for (key, to) in [
        ("ArrowRight", "tab-relationships"),
        ("ArrowRight", "tab-timeline"),
        ("End", "tab-relationships"),
        ("End", "tab-relationships"),
        ("Home", "tab-timeline"),
        ("ArrowLeft", "tab-relationships"),
    ] {
        page.press_focused(key).await;
        assert_eq!(page.focused_attribute("id"), to, "{key}");
        assert_eq!(page.attribute(".panel", "aria-labelledby"), to, "{key}");
    }
}

#[wasm_bindgen_test]
async fn the_sums_are_a_row_of_the_table() {
    let page = Page::open(payments()).await;
    assert_eq!(page.attribute(".table", "aria-rowcount"), "7");
    assert_eq!(page.attribute(".totals", "aria-rowindex"), "7");
    page.click("[aria-controls=group-menu]").await;
    page.click("#group-menu [value='1']").await;
    assert_eq!(page.attribute(".table", "aria-rowcount"), "10");
    assert_eq!(page.attribute(".totals", "aria-rowindex"), "10");
    // A closed group is in the sums all the same.
    let before = page.text(".totals .total");
    page.click(".section__fold").await;
    assert_eq!(page.attribute(".totals", "aria-rowindex"), "9");
    assert_eq!(page.text(".totals .total"), before);
    assert!(page.text(".section .total").is_empty(), "one is its own");
    assert!(page.texts(".section")[1].contains("£18,620.50"));
    // Keys go through the rows, and not below them.
    page.focus(".table [tabindex='0']").await;
    page.press_focused("Ctrl+End").await;
    assert_eq!(
        page.focused_ancestor("[aria-rowindex]", "aria-rowindex"),
        "8"
    );
}

#[wasm_bindgen_test]
async fn what_was_wrong_is_no_longer_once_the_range_is_another() {
    let page = Page::open(linked()).await;
    let wrong = async |field: &str, text: &str| {
        page.change(field, text).await;
        assert_eq!(page.attribute(field, "aria-invalid"), "true");
        assert_eq!(page.count(".wrong"), 1);
        assert_eq!(page.value(field), text, "what was typed is still there");
    };
    let right = |field: &str, value: &str| {
        assert_eq!(page.attribute(field, "aria-invalid"), "");
        assert_eq!(page.count(".wrong"), 0);
        assert_eq!(page.value(field), value);
    };
    page.click("[aria-controls='choices-field-amount']").await;
    let amount = "#field-from-amount";
    // By the brush.
    wrong(amount, "much").await;
    page.press("[data-grip=from]", "PageUp").await;
    page.lift_key("[data-grip=from]", "PageUp").await;
    assert_eq!(page.count(".wrong"), 0);
    // By what is right.
    wrong(amount, "much").await;
    page.change(amount, "20000").await;
    right(amount, "20000");
    // By the way back.
    wrong(amount, "more").await;
    page.click("#choices-field-amount .choices__clear").await;
    right(amount, "");
    // By the chip.
    page.change(amount, "20000").await;
    wrong(amount, "more").await;
    page.click(".chip").await;
    right(amount, "");
    // Dates, which are typed in more than one way.
    page.click("[aria-controls='choices-field-paid']").await;
    let paid = "#field-to-paid";
    let hint = page.attribute(paid, "aria-describedby");
    assert!(page.text(&["#", &hint].concat()).contains("2017"), "{hint}");
    wrong(paid, "soon").await;
    assert!(page.attribute(paid, "aria-describedby").contains(&hint));
    page.change(paid, "2019-03").await;
    right(paid, "2019-03-31");
    wrong(paid, "soon").await;
    page.click(".chip").await;
    right(paid, "");
}

#[wasm_bindgen_test]
async fn an_end_of_the_time_is_wrong_for_as_long_as_it_is() {
    let page = Page::open(story()).await;
    page.click("[aria-controls='choices-when']").await;
    assert_eq!(page.attribute("#range-to", "aria-describedby"), "date-hint");
    page.change("#range-to", "2017-10").await;
    page.change("#range-to", "soon").await;
    assert_eq!(page.attribute("#range-to", "aria-invalid"), "true");
    assert_eq!(
        page.attribute("#range-to", "aria-describedby"),
        "range-to-wrong date-hint"
    );
    assert_eq!(page.value("#range-to"), "soon");
    page.click("#choices-when .choices__clear").await;
    assert_eq!(page.attribute("#range-to", "aria-invalid"), "");
    assert_eq!(page.count(".wrong"), 0);
    assert_eq!(page.value("#range-to"), "");
}

#[wasm_bindgen_test]
async fn a_link_in_a_row_is_a_link_and_no_stop_of_its_own() {
    let page = Page::open(linked()).await;
    assert_eq!(page.count(".row__field a"), 5);
    assert_eq!(page.count(".row__field a:not([tabindex='-1'])"), 0);
    page.focus("td:has(a)").await;
    page.press_focused("F2").await;
    assert_eq!(page.focused_attribute("href"), "https://register.example/0");
    page.press_focused("Escape").await;
    assert_eq!(page.focused_attribute("role"), "gridcell");
    // It leads away, and does nothing else.
    js_sys::eval("addEventListener('click', (event) => event.preventDefault(), { once: true })")
        .unwrap();
    page.click(".row__field a").await;
    assert_eq!(page.count(".detail"), 0);
    // In the detail there is no other way to it.
    page.click(".row__open").await;
    assert_eq!(page.count(".facts a:not([tabindex])"), 1);
}
