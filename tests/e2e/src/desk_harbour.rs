//! From an article to its dataset, with every action counted.
//!
//! One action is what a hand does at once: a press of the mouse, a drag over words, a key or a
//! chord of keys, a paste, and typing a text into the one field that has the focus. A choice from
//! a list is two presses of the mouse, or typing its first letters. What a test waits for and
//! looks at is none. Making the dataset ends with its last record; downloading it is not counted.

use std::cell::Cell;
use std::path::PathBuf;

use backstory_core::dataset::{Value, decode};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::{Value as Json, json};

use crate::desk::Desk;
use crate::harness::{Engine, Outcome, Page};
use crate::{expect, expect_eq};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// 14 paragraphs, and the dataset that a journalist makes of them: 15 entities, 10 events and 9
/// relationships.
const ARTICLE: &str = include_str!("../../editor/harbour.txt");
const EXPECTED: &str = include_str!("../../editor/harbour.json");

/// How many actions it may take.
const MAX_ACTIONS: u32 = 100;

/// What one makes of the passages, in the order in which the editor goes through them: the first
/// words of the passage, the list (none for a passage that is passed over), what is typed over the
/// title or the verb, and a kind that is not as suggested.
const STEPS: &[(&str, &str, &str, &str)] = &[
    (
        "In late 2021 the Audit",
        "events",
        "Auditors warn the council",
        "",
    ),
    (
        "In January 2023 Helen Marsh",
        "events",
        "The mayor meets the buyer",
        "",
    ),
    ("Peter Lindqvist, 58, owns", "relationships", "", ""),
    (
        "On Tuesday 14 March 2023",
        "events",
        "The harbour is sold",
        "",
    ),
    (
        "David Okafor, the finance",
        "events",
        "The finance director resigns",
        "",
    ),
    ("From June 2023 David", "relationships", "", "trade"),
    ("Kestrel Holdings has owned", "relationships", "owns", ""),
    (
        "In the summer of 2023",
        "events",
        "The dredgers change hands",
        "supply",
    ),
    (
        "Since then Baltic Marine",
        "relationships",
        "leases the old quay from",
        "",
    ),
    (
        "The Harbour Pilots Union called",
        "events",
        "The pilots strike",
        "",
    ),
    (
        "The Harbour Pilots Union accuses",
        "relationships",
        "",
        "legal",
    ),
    (
        "On 20 November 2023 Anna",
        "events",
        "A councillor goes to court",
        "",
    ),
    // The same passage once more: one goes back to it.
    ("On 20 November 2023 Anna", "relationships", "", ""),
    (
        "The High Court quashed",
        "events",
        "The court quashes the sale",
        "",
    ),
    (
        "Kestrel Holdings still owes",
        "relationships",
        "owes money to",
        "",
    ),
    (
        "Two weeks ago the Ministry",
        "events",
        "The ministry looks into it",
        "",
    ),
    (
        "The Ministry of Transport now",
        "relationships",
        "supervises",
        "",
    ),
    ("Mr Lindqvist did not answer", "", "", ""),
    (
        "Northport Council will vote",
        "events",
        "The council votes on buying it back",
        "",
    ),
    (
        "The Audit Commission has advised",
        "relationships",
        "",
        "political",
    ),
];

/// What is known of the article itself.
const ABOUT: [(&str, &str); 4] = [
    ("title", "The council that sold its harbour"),
    ("publisher", "The Northport Gazette"),
    ("published", "4 March 2024"),
    ("language", "en"),
];

/// A journalist at the editor, who counts what it does.
struct Journalist<'a> {
    desk: Desk<'a>,
    page: &'a Page<'a>,
    actions: Cell<u32>,
}

impl<'a> Journalist<'a> {
    async fn open(page: &'a Page<'a>) -> Result<Self> {
        let desk = Desk::open(page).await?;
        let actions = Cell::new(0);
        Ok(Self {
            desk,
            page,
            actions,
        })
    }

    fn count(&self, actions: u32) {
        self.actions.set(self.actions.get() + actions);
    }

    async fn press(&self, selector: &str) -> Outcome {
        self.count(1);
        self.desk.click(selector).await
    }

    async fn key(&self, key: Key) -> Outcome {
        self.count(1);
        self.page.press(&[key]).await
    }

    async fn letter(&self, letter: char) -> Outcome {
        self.count(1);
        self.page.press_sign(letter).await
    }

    async fn chord(&self, modifier: Key, key: Key) -> Outcome {
        self.count(1);
        self.page.chord(char::from(modifier), key).await
    }

    async fn paste(&self, text: &str) -> Outcome {
        self.count(1);
        self.desk.paste("#article-text", text).await
    }

    /// Types a text into the field that has the focus.
    async fn type_text(&self, text: &str) -> Outcome {
        self.count(1);
        let mut keys = KeyActions::new("keyboard".to_owned());
        for value in text.chars() {
            keys = keys
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        self.page.browser.client.perform_actions(keys).await?;
        Ok(())
    }

    /// Goes on with Tab until a field has the focus.
    async fn tab_to(&self, selector: &str) -> Outcome {
        let focused = [selector, ":focus"].concat();
        for _ in 0..12 {
            if self.desk.count(&focused).await? > 0 {
                return Ok(());
            }
            self.key(Key::Tab).await?;
        }
        Err(format!("Tab does not come to {selector}").into())
    }

    /// The passage that is selected, from its first words on.
    async fn is_at(&self, words: &str) -> Outcome {
        let start: Vec<&str> = words.split(' ').collect();
        self.desk
            .says("#selected-passage q", &start.join(" "))
            .await
    }

    /// The dataset that was made is the one that was to be made.
    async fn has_made_it(&self) -> Outcome {
        let (desk, actions) = (&self.desk, self.actions.get());
        println!("  {actions} actions");
        desk.is_sound("Nothing is wrong, and every passage is in the article")
            .await?;
        desk.tab("publish").await?;
        desk.click("#download").await?;
        let text = desk.saved("the-council-that-sold-its-harbour.json").await?;
        let document: Value = serde_json::from_str(&text)?;
        let decoded = decode(&document).map_err(|refusal| refusal.to_string())?;
        expect_eq!(decoded.problems, []);
        let (made, expected): (Json, Json) = (
            serde_json::from_str(&text)?,
            serde_json::from_str(EXPECTED)?,
        );
        expect_eq!(made["article"], expected["article"]);
        for list in ["entities", "events", "relationships"] {
            let (made, expected) = (records(&made[list]), records(&expected[list]));
            for it in &made {
                expect!(expected.contains(it), "made and not expected: {it}");
            }
            for it in &expected {
                expect!(made.contains(it), "expected and not made: {it}");
            }
        }
        expect!(actions <= MAX_ACTIONS, "{actions} actions");
        Ok(())
    }
}

/// The records of a list in the order of what they say, without what the editor calls them by.
fn records(list: &Json) -> Vec<Json> {
    let mut records: Vec<Json> = list.as_array().cloned().unwrap_or_default();
    for record in &mut records {
        let Some(fields) = record.as_object_mut() else {
            continue;
        };
        if !fields.contains_key("name") {
            fields.remove("id");
        }
        if let Some(Json::Array(rows)) = fields.get_mut("participants") {
            for row in rows {
                if let Some(entity) = row.get("entity") {
                    *row = entity.clone();
                }
            }
        }
        fields.sort_keys();
    }
    records.sort_by_key(ToString::to_string);
    records
}

pub async fn the_harbour_by_keyboard(page: &Page<'_>) -> Outcome {
    let hand = Journalist::open(page).await?;
    let desk = &hand.desk;
    hand.key(Key::Tab).await?;
    desk.wait_for("#tab-start:focus").await?;
    hand.key(Key::Right).await?;
    desk.wait_for("#tab-article:focus").await?;
    hand.key(Key::Tab).await?;
    desk.wait_for("#article-text:focus").await?;
    hand.paste(ARTICLE.trim_end()).await?;

    // Names: those of which the editor is not sure, then all others.
    desk.wait_for("#add-all").await?;
    hand.tab_to(".name--new").await?;
    desk.wait_for("[aria-label='Baltic Marine'] :focus").await?;
    hand.letter('o').await?;
    desk.wait_for("[aria-label='Northport'] :focus").await?;
    hand.letter('l').await?;
    desk.wait_for("#add-all:focus").await?;
    hand.key(Key::Enter).await?;

    for (field, words) in ABOUT {
        let selector = format!("#field-article-{field}");
        if field == "title" {
            desk.wait_for(&[&selector, ":focus"].concat()).await?;
        }
        hand.tab_to(&selector).await?;
        hand.type_text(words).await?;
    }
    hand.chord(Key::Control, Key::Enter).await?;

    let mut before = "";
    for (step, (passage, list, words, kind)) in STEPS.iter().enumerate() {
        if *passage == before {
            hand.is_at(STEPS[step + 1].0).await?;
            hand.chord(Key::Alt, Key::Up).await?;
            hand.chord(Key::Alt, Key::Up).await?;
        }
        before = passage;
        hand.is_at(passage).await?;
        desk.wait_for("#article-text:focus").await?;
        let field = match *list {
            "events" => "title",
            "relationships" => "predicate",
            _ => {
                hand.chord(Key::Control, Key::Enter).await?;
                continue;
            }
        };
        hand.letter(if *list == "events" { 'e' } else { 'r' })
            .await?;
        desk.wait_for(&format!(".form [id$='--{field}']:focus"))
            .await?;
        if !words.is_empty() {
            hand.type_text(words).await?;
        }
        let kind_field = ".form > fieldset > .field > [id$='--kind']";
        if *kind == "supply" {
            hand.tab_to(kind_field).await?;
            hand.type_text(kind).await?;
        } else if !kind.is_empty() {
            // Enter leads to what is missing.
            hand.key(Key::Enter).await?;
            desk.wait_for(&[kind_field, ":focus"].concat()).await?;
            hand.type_text(kind).await?;
        }
        hand.key(Key::Enter).await?;
    }
    // What was passed over is all that is left.
    hand.is_at("Mr Lindqvist did not answer").await?;
    hand.has_made_it().await
}

pub async fn the_harbour_by_mouse(page: &Page<'_>) -> Outcome {
    let hand = Journalist::open(page).await?;
    let desk = &hand.desk;
    hand.press("#tab-article").await?;
    hand.press("#article-text").await?;
    hand.paste(ARTICLE.trim_end()).await?;

    let kind =
        |name: &str, letter: &str| format!("[aria-label='{name}'] [aria-keyshortcuts='{letter}']");
    hand.press(&kind("Baltic Marine", "O")).await?;
    hand.press(&kind("Northport", "L")).await?;
    hand.press("#add-all").await?;
    for (field, words) in ABOUT {
        let selector = format!("#field-article-{field}");
        if field == "title" {
            desk.wait_for(&[&selector, ":focus"].concat()).await?;
        } else {
            hand.press(&selector).await?;
        }
        hand.type_text(words).await?;
    }
    hand.press("#next-passage").await?;

    let mut before = "";
    for (step, (passage, list, words, kind)) in STEPS.iter().enumerate() {
        if *passage == before {
            hand.is_at(STEPS[step + 1].0).await?;
            let sentence = ARTICLE
                .split_inclusive(". ")
                .find(|it| it.starts_with(passage));
            let sentence = sentence.unwrap_or_default().trim_end_matches(". ");
            hand.count(1);
            desk.select(sentence).await?;
        }
        before = passage;
        hand.is_at(passage).await?;
        let (button, field) = match *list {
            "events" => ("#pick-event", "title"),
            "relationships" => ("#pick-relationship", "predicate"),
            _ => {
                hand.press("#next-passage").await?;
                continue;
            }
        };
        hand.press(button).await?;
        desk.wait_for(&format!(".form [id$='--{field}']:focus"))
            .await?;
        if !words.is_empty() {
            hand.type_text(words).await?;
        }
        if !kind.is_empty() {
            hand.count(2);
            desk.choose(".form > fieldset > .field > [id$='--kind']", kind)
                .await?;
        }
        hand.press("#accept").await?;
    }
    // What was passed over is all that is left.
    hand.is_at("Mr Lindqvist did not answer").await?;
    hand.has_made_it().await
}

/// The passages of the records are lit beside the form, and pressed to open them.
pub async fn passages_are_lit_beside_the_form(page: &Page<'_>) -> Outcome {
    let mut story: Json = serde_json::from_str(EXPECTED)?;
    for list in ["events", "relationships"] {
        let records = story[list].as_array_mut().ok_or("no list")?;
        for (at, record) in records.iter_mut().enumerate() {
            record["id"] = json!(format!("{list}-{at}"));
            if let Some(Json::Array(rows)) = record.get_mut("participants") {
                for row in rows {
                    *row = json!({"entity": row.take()});
                }
            }
        }
    }
    let desk = Desk::open(page).await?;
    desk.read(ARTICLE).await?;
    desk.wait_for("#article-text").await?;
    desk.read(&story.to_string()).await?;
    desk.tab("events").await?;
    page.until(true, async || Ok(desk.count(".lit").await? == 18))
        .await?;
    // What is lit lies behind its words: the lines are the same.
    let heights = "const [text, lit] = ['#article-text', '.article-lit'].map((it) => document.querySelector(it));
        return Math.abs(text.scrollHeight - lit.scrollHeight);";
    let apart = page.script(heights, vec![]).await?;
    expect!(apart.as_f64().is_some_and(|it| it < 2.0), "{apart}");

    // A press on a passage opens its record; of several, the next press opens the other.
    let press = async |words: &str| -> Outcome {
        let script = "const text = document.querySelector('#article-text');
            const at = text.value.indexOf(arguments[0]) + 3;
            text.focus();
            text.setSelectionRange(at, at);
            text.dispatchEvent(new MouseEvent('mouseup', {bubbles: true}));
            text.dispatchEvent(new MouseEvent('click', {bubbles: true}));";
        page.script(script, vec![json!(words)]).await?;
        Ok(())
    };
    press("David Okafor, the finance").await?;
    desk.says(".form h2", "The finance director resigns")
        .await?;
    desk.says(".lit--open", "David Okafor, the finance director")
        .await?;
    press("On 20 November 2023").await?;
    desk.says(".form h2", "A councillor goes to court").await?;
    press("On 20 November 2023").await?;
    desk.says(".form h2", "Anna Grey sued Northport Council")
        .await?;
    desk.wait_for("#tab-relationships[aria-selected=true]")
        .await?;
    // By keyboard, from where the caret is.
    press("“They sold what").await?;
    desk.says("#selected-passage, .selected--none", "No passage")
        .await?;
    page.chord(char::from(Key::Alt), Key::Down).await?;
    desk.says("#selected-passage q", "They sold what was never theirs")
        .await?;
    page.chord(char::from(Key::Alt), Key::Down).await?;
    desk.says("#selected-passage q", "The High Court quashed")
        .await?;
    page.chord(char::from(Key::Alt), Key::Enter).await?;
    desk.says(".form h2", "The court quashes the sale").await?;
    // Pictures of it, and of the grid, to be looked at.
    if page.browser.engine == Engine::Chromium {
        let folder = std::env::var_os("BACKSTORY_PICTURES");
        let folder = folder.map_or_else(|| PathBuf::from("target/screenshots"), PathBuf::from);
        let picture = |name: &str| folder.join(format!("the-desk-{name}.png"));
        page.picture(&picture("beside")).await?;
        for tab in ["relationships", "entities"] {
            desk.tab(tab).await?;
            desk.click("#as-grid").await?;
            desk.press("Next passage").await?;
            page.picture(&picture(&format!("grid-{tab}"))).await?;
        }
        page.resize(1280, 900, true).await?;
        page.picture(&picture("grid-dark")).await?;
        page.resize(390, 780, false).await?;
        page.picture(&picture("grid-phone")).await?;
        page.resize(1280, 900, false).await?;
        desk.click("#as-list").await?;
    }
    // Where there is no room, the article has its own part.
    if page.resize(1024, 800, false).await? {
        page.until(true, async || {
            let script =
                "return document.querySelector('#article-text').getClientRects().length === 0;";
            Ok(page.script(script, vec![]).await?.as_bool() == Some(true))
        })
        .await?;
        page.resize(1280, 900, false).await?;
    }
    Ok(())
}
