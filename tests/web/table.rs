//! The relationships as a table, a matrix and a picture.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::harness::{Page, story};

async fn table() -> Page {
    table_of(story()).await
}

async fn table_of(document: Value) -> Page {
    let page = Page::open(document).await;
    page.click("#tab-relationships").await;
    page
}

/// The small story with so many relationships, of many heights.
fn long(rows: usize) -> Value {
    let mut document = story();
    let like = document["relationships"][0].clone();
    let many = (0..rows).map(|n| {
        let mut it = like.clone();
        it["id"] = format!("r{n}").into();
        it["what"] = vec!["jets"; 1 + n % 7 * 6].join(" ").into();
        it["predicate"] = format!("supplies {n}").into();
        if n % 3 == 0 {
            it["subject"] = "united-states".into();
        }
        it
    });
    document["relationships"] = many.collect();
    document
}

#[wasm_bindgen_test]
async fn shift_sorts_by_a_second_column() {
    let page = table().await;
    page.click("th:nth-child(4) button").await;
    page.click_with_shift("th:nth-child(1) button").await;
    // To Russia first; of those to Sudan, Russia before the United States.
    assert_eq!(
        page.texts(".row__subject"),
        ["Omar al-Bashir", "Russia", "United States"]
    );
    page.click_with_shift("th:nth-child(1) button").await;
    assert_eq!(
        page.texts(".row__subject"),
        ["Omar al-Bashir", "United States", "Russia"]
    );
    assert_eq!(
        page.texts(".table__arrow"),
        ["↓2", "", "", "↑1", "", "", ""]
    );
    assert!(
        page.text("caption")
            .contains("Sorted by To whom, ascending; Sorted by Who, descending")
    );
}

#[wasm_bindgen_test]
async fn the_table_is_one_tab_stop_and_is_walked_with_arrows() {
    let page = table().await;
    assert_eq!(page.count(".table [tabindex='0']"), 1);
    let at = |page: &Page| {
        let row = page.focused_ancestor("[aria-rowindex]", "aria-rowindex");
        (row, page.focused_attribute("aria-colindex"))
    };
    page.focus(".table [tabindex='0']").await;
    assert_eq!(at(&page), ("2".into(), "1".into()));
    page.press_focused("ArrowRight").await;
    page.press_focused("ArrowDown").await;
    assert_eq!(at(&page), ("3".into(), "2".into()));
    assert_eq!(
        page.count(".table [tabindex='0']"),
        1,
        "the tab stop has moved along"
    );
    page.press_focused("End").await;
    assert_eq!(at(&page), ("3".into(), "7".into()));
    page.press_focused("PageDown").await;
    assert_eq!(at(&page), ("4".into(), "7".into()));
    // In the heads, the button has the focus: Enter is its own.
    page.press_focused("PageUp").await;
    page.press_focused("ArrowUp").await;
    assert_eq!(page.focused_attribute("class"), "table__sort");
    assert_eq!(page.attribute(".table", "aria-rowcount"), "4");
}

#[wasm_bindgen_test]
async fn enter_opens_a_row_and_f2_goes_into_a_cell() {
    let page = table().await;
    page.focus(".row:nth-child(2) .row__what").await;
    page.press_focused("Enter").await;
    assert_eq!(
        page.text(".detail__title"),
        "United States sanctioned Sudan"
    );
    page.press(".detail__title", "Escape").await;
    assert_eq!(page.focused_attribute("data-record"), "relationship-1");
    // From what opened it, the arrows lead on.
    page.press_focused("ArrowLeft").await;
    assert_eq!(page.focused_attribute("class"), "row__subject");
    page.press_focused("F2").await;
    assert_eq!(page.focused_attribute("class"), "actor");
    page.press_focused("Escape").await;
    assert_eq!(page.focused_attribute("class"), "row__subject");
}

#[wasm_bindgen_test]
async fn rows_are_put_together_with_their_number() {
    let page = table().await;
    page.click("[aria-controls=group-menu]").await;
    page.click("#group-menu [value=object]").await;
    assert_eq!(
        page.texts(".section"),
        ["Sudan2, 2 relationships", "Russia1, 1 relationship"]
    );
    assert_eq!(page.attribute(".table", "aria-rowcount"), "6");
    page.click(".section .section__fold").await;
    assert_eq!(page.texts(".row__subject"), ["Omar al-Bashir"]);
    assert_eq!(
        page.attribute(".section .section__fold", "aria-expanded"),
        "false"
    );
    assert_eq!(page.attribute(".row", "aria-rowindex"), "4");
    page.focus(".section td").await;
    page.press_focused("Enter").await;
    assert_eq!(page.count(".row"), 3);
    page.click("#group-menu [value='']").await;
    assert_eq!(page.count(".section"), 0);
}

#[wasm_bindgen_test]
async fn columns_are_hidden_and_made_wider() {
    let page = table().await;
    page.click("[aria-controls=column-menu]").await;
    page.click("#column-menu [value=what]").await;
    assert_eq!(page.count("th"), 6);
    assert_eq!(page.count(".row__what"), 0);
    let width = |page: &Page| page.boxes("th")[0].width();
    let before = width(&page);
    page.type_into("#column-menu [type=range]", "250").await;
    assert!(width(&page) > before * 1.3, "{} and {before}", width(&page));
    let whole = page.boxes(".table")[0].width();
    let sum: f64 = page.boxes("th").iter().map(|it| it.width()).sum();
    assert!((whole - sum).abs() < 2.0, "the table keeps its width");
    page.click("#column-menu .choices__clear").await;
    assert!((width(&page) - before).abs() < 1.0);
}

#[wasm_bindgen_test]
async fn the_selection_is_taken_along_with_its_sources() {
    let mut document = story();
    document["relationships"][0]["what"] = "=HYPERLINK(\"x\")".into();
    let page = table_of(document).await;
    page.type_into(".search__field", "bashir").await;
    page.click("[aria-controls=export-menu]").await;
    page.click("[data-export=copy]").await;
    let copied = page.copied();
    let lines: Vec<&str> = copied.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[1].starts_with("Russia\tsupplies\t'=HYPERLINK(\"x\")\tSudan\t"));
    assert!(lines[1].contains("“Sudan became the first”") && lines[1].contains("The Paper"));
    assert_eq!(page.text("[data-export=copy]"), "Copied");
    page.click("[data-export=csv]").await;
    let (name, csv) = page.saved();
    assert_eq!(name, "backstory.csv");
    assert!(csv.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{csv}");
    page.click("[data-export=json]").await;
    let json: Value = serde_json::from_str(&page.saved().1).unwrap();
    assert_eq!(json["relationships"].as_array().unwrap().len(), 2);
    assert_eq!(json["relationships"][0]["attribution"], "Omar al-Bashir");
}

#[wasm_bindgen_test]
async fn a_retracted_row_is_struck_explained_and_still_there() {
    let mut document = story();
    document["relationships"][1]["revision"] =
        json!({"status": "retracted", "date": "2018-07-01", "note": "It was another country."});
    let page = table_of(document).await;
    assert_eq!(
        page.text(".row--retracted .row__subject"),
        "Withdrawn: United States"
    );
    assert_eq!(page.text(".row--retracted .revision"), "Withdrawn");
    page.click(".row--retracted .row__open").await;
    assert!(
        page.text(".detail__revision")
            .contains("It was another country.")
    );
}

#[wasm_bindgen_test]
async fn the_matrix_counts_and_filters() {
    let page = table().await;
    page.click("[data-shape=matrix]").await;
    assert_eq!(
        page.texts(".matrix__subject .matrix__name"),
        ["Russia", "United States", "Omar al-Bashir"]
    );
    assert_eq!(
        page.texts(".matrix__object .matrix__name"),
        ["Sudan", "Russia"]
    );
    assert_eq!(page.texts(".matrix__tie"), ["1", "1", "1"]);
    let hostile = "tr:nth-child(2) .matrix__tie";
    assert_eq!(
        page.attribute(hostile, "aria-label"),
        "United States to Sudan: 1 relationship, Hostile"
    );
    page.click(hostile).await;
    assert_eq!(page.texts(".tab__count"), ["1", "1"]);
    assert_eq!(page.texts(".chip__name"), ["United States", "Sudan"]);
    // The others stay, to be chosen instead.
    assert_eq!(page.texts(".matrix__tie").len(), 3);
    assert_eq!(page.count(".matrix__cell--off"), 2);
    assert_eq!(page.attribute(hostile, "aria-pressed"), "true");
    page.click(hostile).await;
    assert_eq!(page.texts(".tab__count"), ["3", "3"]);
    // By the keyboard: one tab stop, and arrows.
    assert_eq!(page.count(".matrix [tabindex='0']"), 1);
    page.focus(".matrix [tabindex='0']").await;
    page.press_focused("ArrowLeft").await;
    assert_eq!(page.focused_attribute("title"), "Russia");
    page.press_focused("ArrowDown").await;
    assert_eq!(page.focused_attribute("title"), "United States");
}

#[wasm_bindgen_test]
async fn the_picture_shows_who_is_tied_to_whom_and_filters() {
    let page = table().await;
    page.click("[data-shape=network]").await;
    let labels = page.attributes(".node", "aria-label");
    assert_eq!(
        labels,
        [
            "Russia: 2 relationships",
            "Sudan: 2 relationships",
            "United States: 1 relationship",
            "Omar al-Bashir: 1 relationship"
        ]
    );
    assert_eq!(page.count(".edge"), 3);
    assert_eq!(page.texts(".edge[data-stance=hostile] .edge__sign"), ["✕"]);
    // A stop for who, and one for what is between them.
    assert_eq!(page.count(".node[tabindex='0']"), 1);
    assert_eq!(page.count(".edge[tabindex='0']"), 1);
    page.focus(".node[tabindex='0']").await;
    page.press_focused("Enter").await;
    assert_eq!(page.texts(".chip__name"), ["Russia"]);
    assert_eq!(page.attribute(".node", "aria-pressed"), "true");
    // Dots stand apart, and within the picture.
    let (picture, dots) = (&page.boxes(".network__picture")[0], page.boxes(".node"));
    for dot in &dots {
        assert!(dot.left() >= picture.left() - 1.0 && dot.right() <= picture.right() + 1.0);
        assert!(dot.top() >= picture.top() - 1.0 && dot.bottom() <= picture.bottom() + 1.0);
    }
}

#[wasm_bindgen_test]
async fn the_lines_of_the_network_are_walked_and_pressed_by_keyboard() {
    let page = table().await;
    page.click("[data-shape=network]").await;
    page.focus(".edge[tabindex='0']").await;
    let mut names = vec![page.focused_attribute("aria-label")];
    for _ in 0..2 {
        page.press_focused("ArrowRight").await;
        names.push(page.focused_attribute("aria-label"));
    }
    // The end is the end.
    page.press_focused("ArrowDown").await;
    assert_eq!(page.focused_attribute("aria-label"), names[2]);
    names.sort();
    assert_eq!(
        names,
        [
            "Omar al-Bashir to Russia: 1 relationship, Cooperative",
            "Russia to Sudan: 1 relationship, Cooperative",
            "United States to Sudan: 1 relationship, Hostile",
        ]
    );
    while !page.focused_attribute("aria-label").contains("Hostile") {
        page.press_focused("ArrowLeft").await;
    }
    assert_eq!(page.focused_attribute("tabindex"), "0");
    page.press_focused("Enter").await;
    assert_eq!(page.texts(".chip__name"), ["United States", "Sudan"]);
    assert_eq!(page.focused_attribute("aria-pressed"), "true");
    page.press_focused(" ").await;
    assert_eq!(page.count(".chip"), 0);
}

#[wasm_bindgen_test]
async fn a_node_that_is_pressed_by_a_key_keeps_the_focus() {
    let entities: Vec<Value> = ["a", "b", "c", "d", "e"]
        .iter()
        .map(|id| json!({"id": id, "kind": "person", "name": id.to_uppercase()}))
        .collect();
    let pairs = [
        ("a", "b"),
        ("a", "b"),
        ("b", "a"),
        ("b", "c"),
        ("d", "c"),
        ("e", "d"),
        ("e", "c"),
        ("e", "c"),
    ];
    let relationships = pairs.iter().enumerate().map(|(at, (subject, object))| {
        json!({"id": format!("r{at}"), "subject": subject, "predicate": "knows",
            "object": object, "kind": "political", "evidence": [{"paragraph": 1, "start": "x"}]})
    });
    let story = json!({"format": "backstory/1", "entities": entities,
        "relationships": relationships.collect::<Vec<_>>()});
    let page = Page::open(story).await;
    page.click("[data-shape=network]").await;
    for name in ["A", "B", "C", "D", "E"] {
        let node = format!(".node[aria-label^='{name}']");
        page.focus(&node).await;
        // The others come and go, and stand in another order.
        for pressed in ["true", "false"] {
            page.press_focused("Enter").await;
            assert!(page.focused_attribute("aria-label").starts_with(name));
            assert_eq!(page.focused_attribute("aria-pressed"), pressed);
        }
    }
}

#[wasm_bindgen_test]
async fn the_signs_of_the_stances_are_explained_in_every_form() {
    let page = table().await;
    let sign = |page: &Page, around: &str| {
        let sign = page.element(&[around, " [data-stance=hostile]"].concat());
        let content = js_sys::Function::new_with_args(
            "it",
            "return getComputedStyle(it, '::after').content;",
        );
        let content = content.call1(&sign, &sign).unwrap();
        content.as_string().unwrap()
    };
    assert_eq!(
        page.texts(".legend li"),
        ["Cooperative", "Neutral", "Hostile"]
    );
    assert_eq!(sign(&page, ".legend"), "\"✕\"");
    assert_eq!(sign(&page, ".row__predicate"), "\"✕\"");
    for shape in ["matrix", "network"] {
        page.click(&["[data-shape=", shape, "]"].concat()).await;
        assert_eq!(
            page.texts(".legend li"),
            ["Cooperative", "Neutral", "Hostile", "Mixed"]
        );
    }
    assert_eq!(page.texts(".edge[data-stance=hostile] .edge__sign"), ["✕"]);
}

#[wasm_bindgen_test]
async fn a_row_is_pressed_whatever_is_selected_on_the_page() {
    let page = table().await;
    js_sys::eval(
        "const words = document.createElement('p');
         words.id = 'selected';
         words.textContent = 'Selected words';
         document.body.append(words);
         getSelection().selectAllChildren(words);",
    )
    .unwrap();
    page.click(".row:nth-child(2) .row__open").await;
    assert_eq!(page.count(".detail"), 1);
    page.click(".row:nth-child(2) .row__open").await;
    assert_eq!(page.count(".detail"), 0);
    // A press next to the words is how they are selected. (In WebKit the focus, which has
    // come back to the row, takes the selection away.)
    js_sys::eval("getSelection().selectAllChildren(document.querySelector('#selected'))").unwrap();
    page.click(".row:nth-child(2) .row__period").await;
    assert_eq!(page.count(".detail"), 0);
    js_sys::eval("getSelection().removeAllRanges(); document.querySelector('#selected').remove();")
        .unwrap();
    page.click(".row:nth-child(2) .row__period").await;
    assert_eq!(page.count(".detail"), 1);
}

#[wasm_bindgen_test]
async fn the_focus_stays_in_the_panel_where_the_row_of_a_detail_is_not_drawn() {
    let page = table_of(long(3000)).await;
    page.click(".row .row__open").await;
    assert_eq!(page.focused_attribute("id"), "detail-title");
    let opener = "[data-record=\"relationship-0\"]";
    assert_eq!(page.count(opener), 1);
    let scroller = page.element(".scroller--long");
    scroller.set_scroll_top(scroller.scroll_height());
    page.settle().await;
    page.settle().await;
    assert_eq!(page.count(opener), 0, "its row is out of the document");
    page.press_focused("Escape").await;
    assert_eq!(page.count(".detail"), 0);
    assert_eq!(page.focused_attribute("role"), "gridcell");
}

#[wasm_bindgen_test]
async fn the_focus_does_not_go_to_what_is_folded_away() {
    let mut document = long(3000);
    document["relationships"][0]["revision"] = json!({"status": "corrected", "note": "A slip."});
    let page = table_of(document).await;
    page.click(".row .row__open").await;
    let scroller = page.element(".scroller--long");
    scroller.set_scroll_top(scroller.scroll_height());
    page.settle().await;
    page.settle().await;
    let opener = "[data-record=\"relationship-0\"]";
    assert_eq!(page.count(opener), 1, "the one among the corrections");
    page.press_focused("Escape").await;
    assert_eq!(page.count(".detail"), 0);
    assert_eq!(page.focused_attribute("role"), "gridcell");
    // Where they are open, the way back leads to where one was.
    page.click(".corrections summary").await;
    page.click(".corrections .link").await;
    scroller.set_scroll_top(scroller.scroll_height());
    page.settle().await;
    page.settle().await;
    page.press_focused("Escape").await;
    assert_eq!(page.focused_attribute("data-record"), "relationship-0");
}

#[wasm_bindgen_test]
async fn what_was_put_right_keeps_its_language_and_direction() {
    let mut document = story();
    document["article"]["language"] = "ar".into();
    document["events"][2]["revision"] =
        json!({"status": "corrected", "note": "A slip.", "was": "An order"});
    document["relationships"][0]["revision"] =
        json!({"status": "corrected", "note": "A slip.", "was": "Russia rents out jets."});
    let page = Page::open(document).await;
    assert_eq!(
        page.texts(".corrections .link"),
        ["Proposed, not agreed: An offer", "Russia supplies Sudan"]
    );
    assert_eq!(
        page.texts(".corrections .link .claim"),
        ["Proposed, not agreed: An offer"]
    );
    let isolated = page.texts(".corrections bdi[lang=ar]");
    for text in [
        "An offer",
        "Russia",
        "supplies",
        "Sudan",
        "An order",
        "Russia rents out jets.",
    ] {
        assert!(isolated.contains(&text.to_owned()), "{text}: {isolated:?}");
    }
    assert!(page.text(".corrections").contains("It said: An order"));
    page.click(".corrections .link").await;
    assert!(page.text(".detail__revision").contains("It said: An order"));
    let isolated = page.texts(".detail__revision bdi[lang=ar]");
    assert!(isolated.contains(&"An order".to_owned()), "{isolated:?}");
}

#[wasm_bindgen_test]
async fn what_the_article_puts_right_stands_before_its_records() {
    let mut document = story();
    document["article"]["corrections"] = json!([
        {"date": "2018-07-02", "note": "The year was wrong.", "was": "in 2012", "now": "in 2013"}
    ]);
    document["relationships"][0]["revision"] = json!({"status": "corrected", "note": "A slip."});
    document["events"][1]["added"] = "2018-07-03".into();
    let page = Page::open(document).await;
    assert_eq!(
        page.text(".corrections summary"),
        "2 corrections since publication"
    );
    assert_eq!(
        page.texts(".corrections li")[0],
        "Corrected, 2 July 2018: The year was wrong. · It said: in 2012 · Now: in 2013"
    );
    // What became of the records can be chosen, as far as there is anything.
    page.click("[aria-controls='choices-revision']").await;
    let choices = page.texts("#choices-revision .choice__name");
    assert_eq!(choices, ["Corrected", "Added"]);
}

#[wasm_bindgen_test]
async fn what_nobody_else_claims_can_be_left_alone() {
    let mut document = story();
    let page = table_of(document.clone()).await;
    let all = page.count(".row");
    page.click(".row .row__open").await;
    page.click(".detail .facts [data-record=entity-3]").await;
    assert_eq!(
        page.text(".detail__sole"),
        "Claimed only by: Omar al-Bashir"
    );
    // What is claimed stands with its passage.
    let claims = page.texts(".detail .links .quiet").concat();
    assert!(claims.contains("“Sudan became the first”"), "{claims}");
    page.click(".chips__clear").await;
    page.click(".detail__sole").await;
    assert_eq!(page.texts(".chip__name"), ["Omar al-Bashir"]);
    page.click("#tab-relationships").await;
    assert!(page.count(".row") < all);
    // Somebody else says so too.
    let mut same = document["relationships"][0].clone();
    same["id"] = "same".into();
    same["attribution"] = "sudan".into();
    document["relationships"].as_array_mut().unwrap().push(same);
    let page = table_of(document).await;
    page.click(".row .row__open").await;
    page.click(".detail .facts [data-record=entity-3]").await;
    assert_eq!(page.count(".detail__sole"), 0);
}

#[wasm_bindgen_test]
async fn a_short_table_stands_whole_in_the_page() {
    let page = table_of(long(100)).await;
    assert_eq!(page.count(".row"), 100);
    assert_eq!(page.count(".scroller--long"), 0);
}

#[wasm_bindgen_test]
async fn a_long_table_holds_only_what_is_in_sight() {
    let page = table_of(long(3000)).await;
    let rows = page.count(".row");
    assert!((10..80).contains(&rows), "{rows} rows are in the document");
    assert_eq!(page.attribute(".table", "aria-rowcount"), "3001");
    let scroller = page.element(".scroller--long");
    let length = f64::from(scroller.scroll_height());
    for share in [0.3, 0.8, 1.0] {
        scroller.set_scroll_top((length * share) as i32);
        page.settle().await;
        let first: f64 = page.attribute(".row", "aria-rowindex").parse().unwrap();
        assert!((first / 3000.0 - share).abs() < 0.05, "{first} at {share}");
        // The window is filled, whatever the heights turn out to be.
        let (view, rows) = (&page.boxes(".scroller--long")[0], page.boxes(".row"));
        let (top, end) = (rows[0].top(), rows[rows.len() - 1].bottom());
        assert!(
            top <= view.top() + 45.0 && end >= view.bottom() - 2.0,
            "at {share}: {top} to {end} of {} to {}, {} rows from {first}, scrolled {} of {}",
            view.top(),
            view.bottom(),
            rows.len(),
            scroller.scroll_top(),
            scroller.scroll_height(),
        );
    }
    assert_eq!(
        page.attributes(".row", "aria-rowindex").last().unwrap(),
        "3001",
        "the last row stands at the end"
    );
    let grown = f64::from(scroller.scroll_height()) / length;
    assert!(
        (0.95..1.05).contains(&grown),
        "the scroll bar was right: {grown}"
    );
}

#[wasm_bindgen_test]
async fn keys_go_through_a_long_table_whole() {
    let page = table_of(long(3000)).await;
    page.focus(".table [tabindex='0']").await;
    page.press_focused("Ctrl+End").await;
    assert_eq!(
        page.focused_ancestor("[aria-rowindex]", "aria-rowindex"),
        "3001"
    );
    page.press_focused("ArrowUp").await;
    page.press_focused("PageUp").await;
    let row: usize = page
        .focused_ancestor("[aria-rowindex]", "aria-rowindex")
        .parse()
        .unwrap();
    assert!((2950..2999).contains(&row), "{row}");
    // Scrolled out of the document, the focus waits in the table.
    page.element(".scroller--long").set_scroll_top(0);
    page.settle().await;
    assert!(page.focused_attribute("class").contains("scroller"));
    page.press_focused("ArrowDown").await;
    assert_eq!(
        page.focused_ancestor("[aria-rowindex]", "aria-rowindex"),
        (row + 1).to_string()
    );
    // The browser's own search would find nothing there.
    page.press_focused("Ctrl+f").await;
    assert_eq!(page.focused_attribute("type"), "search");
}

#[wasm_bindgen_test]
async fn a_long_table_in_groups_is_still_a_window() {
    let page = table_of(long(3000)).await;
    page.click("[aria-controls=group-menu]").await;
    page.click("#group-menu [value=subject]").await;
    assert_eq!(
        page.texts(".section"),
        ["United States1,000, 1,000 relationships"]
    );
    assert_eq!(page.attribute(".table", "aria-rowcount"), "3003");
    page.click(".section__fold").await;
    assert_eq!(
        page.texts(".section"),
        [
            "United States1,000, 1,000 relationships",
            "Russia2,000, 2,000 relationships"
        ]
    );
    assert_eq!(page.attribute(".row", "aria-rowindex"), "4");
    assert_eq!(page.attribute(".table", "aria-rowcount"), "2003");
}
