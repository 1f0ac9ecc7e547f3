//! The editor, as a journalist uses it.

use std::path::PathBuf;

use backstory_core::dataset::{Value, decode};
use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::json;

use crate::harness::{Engine, Outcome, Page, Resource, Server};
use crate::package::put;
use crate::{expect, expect_eq};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const ARTICLE: &str = "Last week a guest came to Kigali. Sergei Lavrov met with President Paul Kagame.\n\n\
    Moscow would supply air defence systems, said Sergei Lavrov.";

const ENTITIES: &str = "name,kind,aliases,mood\nRussia,country,Moscow,x\nSergei Lavrov,person,,\n";
const EVENTS: &str = "title,date,kind,status,participants,evidence\n\
    A visit,around June 2018,visit,happened,Sergei Lavrov: guest,1: Sergei Lavrov met\n";
const TIES: &str = "subject,predicate,object,kind,stance,status,evidence\n\
    Sergei Lavrov,speaks for,Moscow,political,cooperative,stated,2: said Sergei Lavrov\n";

const TIMELINE: &str = r#"{"title": {"text": {"headline": "A life"}}, "events": [
    {"start_date": {"year": "1963", "month": "8"}, "text": {"headline": "She is born", "text": "In <b>a town</b>."},
     "media": {"url": "https://example.org/p.jpg", "credit": "An agency"}, "group": "Home"},
    {"start_date": {"year": "1985"}, "text": {"headline": "She leaves"}, "background": {"color": "red"}}]}"#;

const FTM: &str = r#"{"id": "p", "schema": "Person", "properties": {"name": ["Ann Example"], "birthDate": ["1970"]}}
{"id": "c", "schema": "Company", "properties": {"name": ["Harbour Ltd"]}}
{"id": "o", "schema": "Ownership", "properties": {"owner": ["p"], "asset": ["c"], "percentage": ["51"], "startDate": ["2013"]}}
"#;

const BROKEN: &str = r#"{"format": "backstory/1",
 "entities": [{"id": "russia", "kind": "contry", "name": "Russia"}],
 "events": [{"id": "visit", "title": "A visit", "kind": "visit", "status": "happened", "place": "rusia",
   "date": "last June", "colour": "red", "evidence": [{"paragraph": 9, "start": "Sergei Lavrov met"}]}],
 "article": {"published": "2018-09"}}"#;

const SEVERAL: &str = r#"{"format": "backstory/1", "article": {"language": "en", "title": "A guest"},
 "entities": [{"id": "ivory-coast", "kind": "country", "name": {"fr": "Côte d’Ivoire", "en": "Ivory Coast"}}],
 "events": [{"id": "e", "title": {"en": "A meeting", "fr": "Une réunion"}, "summary": "They met.",
   "kind": "meeting", "status": "happened", "place": "ivory-coast",
   "evidence": [{"paragraph": 1, "start": "They met"}]}]}"#;

/// The histories that are in the browser's storage.
const STORED: &str = "return new Promise((done) => {
    indexedDB.open('backstory-desk').onsuccess = ({ target: { result } }) => {
      result.transaction('histories').objectStore('histories').getAll().onsuccess = (event) => {
        result.close();
        done(event.target.result.join('\\n'));
      };
    };
  });";

/// The editor in the page's browser.
pub struct Desk<'a>(&'a Page<'a>);

impl<'a> Desk<'a> {
    /// An empty editor, as on a first visit.
    pub async fn open(page: &'a Page<'a>) -> Result<Self> {
        page.go("/desk.html").await?;
        page.script(
            "localStorage.clear();
             sessionStorage.clear();
             return new Promise((done) => {
               const request = indexedDB.deleteDatabase('backstory-desk');
               request.onsuccess = request.onerror = request.onblocked = () => done(true);
             });",
            vec![],
        )
        .await?;
        page.go("/desk.html").await?;
        let desk = Self(page);
        desk.wait_for("#tab-start[aria-selected=true]").await?;
        desk.catch_downloads().await?;
        Ok(desk)
    }

    /// Has what this page downloads looked at, not saved.
    async fn catch_downloads(&self) -> Result<()> {
        let page = self.0;
        page.script(
            "window.__saved = {};
             HTMLAnchorElement.prototype.click = function () {
               fetch(this.href).then((it) => it.text()).then((text) => { window.__saved[this.download] = text; });
             };",
            vec![],
        )
        .await?;
        Ok(())
    }

    pub async fn count(&self, selector: &str) -> Result<usize> {
        let script = "return document.querySelectorAll(arguments[0]).length;";
        let count = self.0.script(script, vec![json!(selector)]).await?;
        Ok(usize::try_from(count.as_u64().unwrap_or(0))?)
    }

    pub async fn wait_for(&self, selector: &str) -> Result<()> {
        self.0
            .until(true, async || Ok(self.count(selector).await? > 0))
            .await
            .map_err(|error| format!("{selector}: {error}").into())
    }

    pub async fn text(&self, selector: &str) -> Result<String> {
        let script = "const it = document.querySelector(arguments[0]);
            return it ? (it.matches('input, textarea, select') ? it.value : it.textContent).replace(/\\s+/g, ' ').trim() : null;";
        let text = self.0.script(script, vec![json!(selector)]).await?;
        let text = text
            .as_str()
            .ok_or_else(|| format!("there is no {selector}"))?;
        Ok(text.to_owned())
    }

    pub async fn says(&self, selector: &str, words: &str) -> Result<()> {
        let outcome = self
            .0
            .until(true, async || {
                Ok(self.text(selector).await?.contains(words))
            })
            .await;
        match outcome {
            Ok(()) => Ok(()),
            Err(_) => Err(format!(
                "{selector} says \"{}\" and not \"{words}\"",
                self.text(selector).await?
            )
            .into()),
        }
    }

    /// An element, brought to where nothing lies over it.
    async fn element(&self, selector: &str) -> Result<Element> {
        self.wait_for(selector).await?;
        let script = "document.querySelector(arguments[0]).scrollIntoView({block: 'center', behavior: 'instant'});";
        self.0.script(script, vec![json!(selector)]).await?;
        Ok(self.0.browser.client.find(Locator::Css(selector)).await?)
    }

    pub async fn click(&self, selector: &str) -> Result<()> {
        self.element(selector).await?.click().await?;
        Ok(())
    }

    /// Presses the button that says these words.
    pub async fn press(&self, words: &str) -> Result<()> {
        self.press_that("button", words).await
    }

    /// Opens or closes what has a summary of these words.
    pub async fn press_summary(&self, words: &str) -> Result<()> {
        self.press_that("summary", words).await
    }

    /// Presses the element of this name that says these words, where nothing lies over it.
    async fn press_that(&self, name: &str, words: &str) -> Result<()> {
        let path = format!("//{name}[contains(normalize-space(.), '{words}')]");
        let client = &self.0.browser.client;
        let element = client
            .wait()
            .for_element(Locator::XPath(&path))
            .await
            .map_err(|error| format!("there is no {name} \"{words}\": {error}"))?;
        let script = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'});";
        client
            .execute(script, vec![serde_json::to_value(&element)?])
            .await?;
        element.click().await?;
        Ok(())
    }

    pub async fn tab(&self, tab: &str) -> Result<()> {
        self.click(&format!("#tab-{tab}")).await?;
        self.wait_for(&format!("#tab-{tab}[aria-selected=true]"))
            .await
    }

    pub async fn type_into(&self, selector: &str, text: &str) -> Result<()> {
        self.element(selector).await?.send_keys(text).await?;
        Ok(())
    }

    /// Types over what is in a field.
    pub async fn type_over(&self, selector: &str, text: &str) -> Result<()> {
        let script = "document.querySelector(arguments[0]).select();";
        self.0.script(script, vec![json!(selector)]).await?;
        self.type_into(selector, text).await
    }

    /// Puts a longer text into a field at once, as pasting does.
    pub async fn paste(&self, selector: &str, text: &str) -> Result<()> {
        self.wait_for(selector).await?;
        let script = "const it = document.querySelector(arguments[0]);
            it.value = arguments[1];
            it.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));";
        self.0
            .script(script, vec![json!(selector), json!(text)])
            .await?;
        Ok(())
    }

    pub async fn choose(&self, selector: &str, value: &str) -> Result<()> {
        self.element(selector).await?.select_by_value(value).await?;
        Ok(())
    }

    /// Selects words in the article, as a mouse would.
    pub async fn select(&self, words: &str) -> Result<()> {
        self.wait_for("#article-text").await?;
        let script = "const it = document.querySelector('#article-text');
            const at = it.value.indexOf(arguments[0]);
            it.focus();
            it.setSelectionRange(at, at + arguments[0].length);
            it.dispatchEvent(new MouseEvent('mouseup', {bubbles: true, composed: true}));
            return at;";
        let at = self.0.script(script, vec![json!(words)]).await?;
        expect!(at.as_i64() >= Some(0), "\"{words}\" is not in the article");
        Ok(())
    }

    /// Reads a text that is pasted.
    pub async fn read(&self, text: &str) -> Result<()> {
        self.tab("start").await?;
        self.paste("#paste", text).await?;
        self.click("#read").await
    }

    /// What the preview's widget sums up.
    pub async fn preview(&self, words: &str) -> Result<()> {
        self.wait_for("back-story").await?;
        self.0.wait_for(".summary").await?;
        self.0
            .until(true, async || {
                Ok(self.0.text(".summary").await?.contains(words))
            })
            .await
    }

    /// What was downloaded under a name.
    pub async fn saved(&self, name: &str) -> Result<String> {
        let script = "return window.__saved[arguments[0]] ?? null;";
        let read = async || Ok(self.0.script(script, vec![json!(name)]).await?.is_string());
        self.0.until(true, read).await?;
        let text = self.0.script(script, vec![json!(name)]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until all is in the storage.
    async fn is_stored(&self) -> Result<()> {
        self.says(".head__kept", "Stored only here").await
    }

    pub async fn is_sound(&self, words: &str) -> Result<()> {
        self.tab("problems").await?;
        self.says(".problems h2", words).await
    }
}

fn file(name: &str, text: &str) -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("backstory-desk-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(name);
    std::fs::write(&path, text)?;
    Ok(path)
}

pub async fn the_desk_from_empty_to_embed(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    desk.says(".head__kept", "Stored only here").await?;
    desk.click("#empty").await?;
    desk.wait_for("#tab-article[aria-selected=true]").await?;
    desk.type_into("#field-article-title", "A guest in Kigali")
        .await?;
    desk.type_into("#field-article-published", "11 June 2018")
        .await?;
    desk.says("#field-article-published-meaning", "Kept as 2018-06-11")
        .await?;
    desk.paste("#article-text", ARTICLE).await?;

    // Names in the article become entities, where they stand.
    desk.press("Add Sergei Lavrov").await?;
    desk.says("#who", "Sergei Lavrov2").await?;
    desk.tab("entities").await?;
    desk.click(".record").await?;
    expect_eq!(desk.text("#field-entities-0--name").await?, "Sergei Lavrov");
    expect_eq!(desk.text("#field-entities-0--kind").await?, "person");
    desk.click("#add").await?;
    desk.type_into("#field-entities-1--name", "Russia").await?;
    desk.choose("#field-entities-1--kind", "country").await?;
    desk.type_into("#field-entities-1--aliases", "Moscow")
        .await?;

    // A passage becomes an event; its date is typed as one speaks.
    desk.tab("article").await?;
    desk.select("Sergei Lavrov met with President Paul Kagame")
        .await?;
    desk.says("#selected-passage", "paragraph 1").await?;
    desk.click("#pick-event").await?;
    desk.wait_for("#field-events-0--evidence-0--start").await?;
    expect_eq!(
        desk.text("#field-events-0--evidence-0--start").await?,
        "Sergei Lavrov met with President Paul Kagame"
    );
    expect_eq!(desk.text("#field-events-0--evidence-0--end").await?, "");
    desk.type_into("#field-events-0--date", "around June 2018")
        .await?;
    desk.says(
        "#field-events-0--date-meaning",
        "It reads: around June 2018. Kept as 2018-06~.",
    )
    .await?;
    expect_eq!(desk.text("#field-events-0--kind").await?, "meeting");
    desk.choose("#field-events-0--kind", "visit").await?;
    desk.preview("1 event").await?;
    desk.says(".found", "Found in the article").await?;

    // Another becomes a relationship.
    desk.tab("article").await?;
    desk.select("Moscow would supply air defence systems")
        .await?;
    desk.click("#pick-relationship").await?;
    // The passage of a record is looked for once the record holds.
    desk.wait_for("#field-relationships-0--subject").await?;
    expect_eq!(desk.count(".found").await?, 0);
    desk.choose("#field-relationships-0--subject", "russia")
        .await?;
    desk.type_into("#field-relationships-0--predicate", "is spoken for by")
        .await?;
    desk.choose("#field-relationships-0--object", "sergei-lavrov")
        .await?;
    desk.choose("#field-relationships-0--kind", "political")
        .await?;
    desk.preview("1 event and 1 relationship").await?;
    desk.is_sound("Nothing is wrong, and every passage is in the article")
        .await?;

    desk.tab("publish").await?;
    let lines = desk.text("#embed").await?;
    expect!(
        lines.contains("<back-story src=\"a-guest-in-kigali.json\""),
        "{lines}"
    );
    desk.click("#copy-embed").await?;
    // Where the browser lets no page copy, the lines are selected instead.
    page.until(true, async || {
        let said = desk.text(".said").await?;
        Ok(said.contains("Copied") || said.contains("selected"))
    })
    .await?;
    desk.wait_for("#prerendered").await?;
    let prerendered = desk.text("#prerendered").await?;
    for part in [
        "<template shadowrootmode=\"open\">",
        "Russia is spoken for by Sergei Lavrov",
        "application/ld+json",
    ] {
        expect!(prerendered.contains(part), "{part}: {prerendered}");
    }
    desk.click("#download").await?;
    let text = desk.saved("a-guest-in-kigali.json").await?;
    let document: Value = serde_json::from_str(&text)?;
    let decoded = decode(&document).map_err(|refusal| refusal.to_string())?;
    expect_eq!(decoded.problems, []);
    expect_eq!(
        decoded.dataset.events[0]
            .date
            .as_ref()
            .map(ToString::to_string),
        Some("2018-06~".to_owned())
    );
    desk.press("iCalendar").await?;
    expect!(
        desk.saved("story.ics")
            .await?
            .contains("DTSTART;VALUE=DATE:20180601"),
        "the calendar"
    );
    desk.says(".unsupported", "a calendar holds events only")
        .await?;
    Ok(())
}

pub async fn the_desk_reads_sheets(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    let files = [
        file("people.csv", ENTITIES)?,
        file("events.csv", EVENTS)?,
        file("ties.csv", TIES)?,
        file("article.txt", ARTICLE)?,
    ];
    let names: Vec<String> = files.iter().map(|it| it.display().to_string()).collect();
    let input = page.browser.client.find(Locator::Css("#files")).await?;
    input.send_keys(&names.join("\n")).await?;
    desk.wait_for("#unsupported").await?;
    desk.says(
        "#unsupported",
        "the column \"mood\" is read as a field of your own",
    )
    .await?;
    desk.says("#unsupported", "\"around June 2018\" is read as 2018-06~")
        .await?;
    desk.is_sound("Nothing is wrong, and every passage is in the article")
        .await?;
    desk.preview("1 event and 1 relationship").await?;
    desk.tab("publish").await?;
    desk.press("Sheet of events").await?;
    let sheet = desk.saved("events.csv").await?;
    expect!(sheet.contains("sergei-lavrov: guest"), "{sheet}");
    Ok(())
}

pub async fn the_desk_reads_other_formats(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    desk.read(TIMELINE).await?;
    desk.says(
        "#unsupported",
        "is not imported: a dataset has no place for it",
    )
    .await?;
    desk.says("#unsupported", "HTML is reduced to text").await?;
    desk.is_sound("Nothing is wrong, and every passage is in the article")
        .await?;
    desk.preview("2 events").await?;

    desk.read(FTM).await?;
    desk.says("#unsupported", "line 1, Person.birthDate")
        .await?;
    desk.is_sound("Nothing is wrong").await?;
    desk.preview("1 relationship").await?;
    desk.tab("relationships").await?;
    desk.says(".record__name", "Ann Example owns Harbour Ltd")
        .await?;

    // One sheet after the other, tabs between the cells.
    desk.read(&ENTITIES.replace(',', "\t")).await?;
    desk.read(EVENTS).await?;
    desk.preview("1 event").await?;

    desk.tab("start").await?;
    desk.click("#example").await?;
    desk.preview("31 events and 67 relationships").await?;
    desk.is_sound("Nothing is wrong").await?;
    Ok(())
}

pub async fn the_desk_mends_a_broken_dataset(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    desk.read(ARTICLE).await?;
    desk.wait_for("#article-text").await?;
    desk.read(BROKEN).await?;
    desk.says(".problems h2", "4 things to fix").await?;

    // At its place, in the form, with its fix.
    desk.press("Show it").await?;
    desk.says(
        "#field-entities-0--kind-wrong",
        "“contry” is not a kind that there is. Did you mean “country”?",
    )
    .await?;
    desk.press("Make it “country”").await?;
    desk.says("#tab-problems .tab__count", "3").await?;
    desk.tab("problems").await?;
    desk.press("Make it “russia”").await?;
    desk.press("Remove it").await?;
    desk.press("Leave it undated").await?;
    // Once the record is sound, its passage is looked for.
    desk.says(".problems h2", "One thing to fix").await?;
    desk.press("It is in paragraph 1").await?;
    desk.says(".problems h2", "every passage is in the article")
        .await?;
    desk.preview("1 event").await?;
    Ok(())
}

pub async fn the_desk_says_what_it_cannot_read(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    for (text, why) in [
        (
            "{\"format\": \"backstory/1\",\n \"events\": [,]}",
            "in line 2, column 13",
        ),
        ("   ", "there is nothing in it"),
        ("{\"colour\": \"red\"}", "neither a Backstory dataset"),
        ("a,b,c\n1,2,3\n", "first line names its columns"),
    ] {
        desk.read(text).await?;
        desk.says("#failure", why).await?;
        // It stays where it can be mended.
        expect_eq!(
            desk.text("#paste").await?,
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        );
    }
    // A file that is not UTF-8 is still recognised.
    let broken = file("broken.json", "{\"format\": ")?;
    let input = page.browser.client.find(Locator::Css("#files")).await?;
    input.send_keys(&broken.display().to_string()).await?;
    desk.says("#failure", "broken.json cannot be imported")
        .await?;
    // Another version is a dataset, and told so.
    desk.read("{\"format\": \"backstory/9\", \"events\": []}")
        .await?;
    desk.says(".problem", "this version reads").await?;
    desk.press("Make it “backstory/1”").await?;
    desk.says(".problems h2", "nothing to check").await?;
    Ok(())
}

pub async fn the_desk_keeps_and_undoes(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    desk.read(EVENTS).await?;
    desk.tab("events").await?;
    desk.click(".record").await?;
    desk.type_into("#field-events-0--title", " to Kigali")
        .await?;
    expect_eq!(desk.text(".record__name").await?, "A visit to Kigali");
    // In a text field Ctrl+Z is the field's own; elsewhere it is the desk's.
    let undo = "return !document.querySelector(arguments[0]).dispatchEvent(
        new KeyboardEvent('keydown', {key: 'z', ctrlKey: true, bubbles: true,
                                      composed: true, cancelable: true}));";
    let title = vec![json!("#field-events-0--title")];
    expect_eq!(page.script(undo, title).await?, json!(false));
    expect_eq!(desk.text(".record__name").await?, "A visit to Kigali");
    expect_eq!(
        page.script(undo, vec![json!("#remove")]).await?,
        json!(true)
    );
    expect_eq!(desk.text(".record__name").await?, "A visit");
    desk.click("#redo").await?;
    expect_eq!(desk.text(".record__name").await?, "A visit to Kigali");
    desk.click("#remove").await?;
    desk.says(".said", "is deleted").await?;
    expect_eq!(desk.count(".record").await?, 0);
    desk.click("#undo").await?;
    expect_eq!(desk.text(".record__name").await?, "A visit to Kigali");
    desk.click("#undo").await?;
    expect_eq!(desk.text(".record__name").await?, "A visit");
    desk.click("#redo").await?;
    desk.says(".head__kept", "Stored only here").await?;

    // What was on the desk is there again, and goes only when one is sure.
    page.go("/desk.html").await?;
    desk.wait_for(".record").await?;
    expect_eq!(desk.text(".record__name").await?, "A visit to Kigali");
    desk.tab("start").await?;
    desk.click("#empty").await?;
    page.browser.client.dismiss_alert().await?;
    desk.tab("events").await?;
    expect_eq!(desk.count(".record").await?, 1);
    desk.tab("start").await?;
    desk.click("#empty").await?;
    page.browser.client.accept_alert().await?;
    desk.tab("events").await?;
    expect_eq!(desk.count(".record").await?, 0);
    desk.click("#undo").await?;
    desk.wait_for(".record").await?;

    // What is chosen is undone in the list as well, of a field of the story's own too.
    desk.tab("start").await?;
    desk.read(
        r#"{"format": "backstory/1",
            "fields": [{"id": "public", "of": "events", "name": "Public", "type": "yes-no"}],
            "events": [{"id": "a", "title": "A", "kind": "visit", "status": "happened",
                        "evidence": [{"paragraph": 1, "start": "A"}]}]}"#,
    )
    .await?;
    desk.tab("events").await?;
    desk.click(".record").await?;
    for (field, before, value) in [
        ("#field-events-0--fields-public", "", "yes"),
        ("#field-events-0--kind", "visit", "meeting"),
    ] {
        desk.choose(field, value).await?;
        desk.says(field, value).await?;
        desk.click("#undo").await?;
        page.until(true, async || Ok(desk.text(field).await? == before))
            .await?;
    }
    Ok(())
}

/// A text in several languages is edited in each of them, and the others stay.
pub async fn the_desk_keeps_every_language(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    desk.read(SEVERAL).await?;
    desk.tab("entities").await?;
    expect_eq!(desk.text(".record__name").await?, "Ivory Coast");
    desk.tab("events").await?;
    expect_eq!(desk.text(".record__name").await?, "A meeting");
    desk.click(".record").await?;
    desk.wait_for("#field-events-0--title-fr").await?;
    expect_eq!(desk.text("#field-events-0--title-en").await?, "A meeting");
    expect_eq!(desk.text("#field-events-0--title-fr").await?, "Une réunion");
    expect_eq!(
        desk.text("label[for=field-events-0--title-fr]").await?,
        "French"
    );
    desk.type_into("#field-events-0--title-fr", " à Abidjan")
        .await?;
    expect_eq!(desk.text(".record__name").await?, "A meeting");
    desk.type_into("#field-events-0--title-en", " in Abidjan")
        .await?;
    desk.says(".record__name", "A meeting in Abidjan").await?;

    // A plain text gets the other language of the document by two presses.
    desk.click("[aria-label='Summary in another language']")
        .await?;
    desk.wait_for("#field-events-0--summary-another").await?;
    expect_eq!(desk.text("#field-events-0--summary-another").await?, "fr");
    desk.click(".another--open [type=submit]").await?;
    desk.wait_for("#field-events-0--summary-fr:focus").await?;
    expect_eq!(desk.text("#field-events-0--summary-en").await?, "They met.");
    desk.type_into("#field-events-0--summary-fr", "Ils se sont vus.")
        .await?;

    // One that is there already is not given anew, and none is lost by that.
    desk.click("[aria-label='What happened in another language']")
        .await?;
    desk.type_into("#field-events-0--title-another", "EN")
        .await?;
    desk.click(".another--open [type=submit]").await?;
    desk.says(".said", "The text has “EN” already").await?;
    desk.paste("#field-events-0--title-another", "sw").await?;
    desk.click(".another--open [type=submit]").await?;
    desk.type_into("#field-events-0--title-sw", "Mkutano")
        .await?;
    page.picture(&PathBuf::from("target/screenshots/the-desk-languages.png"))
        .await?;
    desk.click("[aria-label='Remove French']").await?;
    desk.says(".said", "French is removed").await?;
    expect_eq!(desk.count("#field-events-0--title-fr").await?, 0);
    desk.click("#undo").await?;
    desk.wait_for("#field-events-0--title-fr").await?;

    desk.preview("1 event").await?;
    desk.is_sound("Nothing is wrong").await?;
    desk.tab("publish").await?;
    desk.click("#download").await?;
    let text = desk.saved("a-guest.json").await?;
    let mut wanted: serde_json::Value = serde_json::from_str(SEVERAL)?;
    wanted["events"][0]["title"] = json!({
        "en": "A meeting in Abidjan", "fr": "Une réunion à Abidjan", "sw": "Mkutano",
    });
    wanted["events"][0]["summary"] = json!({"en": "They met.", "fr": "Ils se sont vus."});
    let saved: serde_json::Value = serde_json::from_str(&text)?;
    expect_eq!(saved, wanted);
    Ok(())
}

/// Where the browser stores nothing, somebody is told before their work is gone.
pub async fn the_desk_warns_where_nothing_is_stored(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    let asks = async || {
        page.script(
            "return !dispatchEvent(new Event('beforeunload', {cancelable: true}));",
            vec![],
        )
        .await
    };
    page.script(
        "window.__put = IDBObjectStore.prototype.put;
         IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };",
        vec![],
    )
    .await?;
    desk.read(SEVERAL).await?;
    desk.wait_for(".head__kept.is-warning").await?;
    desk.says(".head__kept.is-warning", "download it").await?;
    expect_eq!(asks().await?, json!(true));
    // All else goes on, and once there is room the work is stored.
    desk.preview("1 event").await?;
    page.script("IDBObjectStore.prototype.put = window.__put;", vec![])
        .await?;
    desk.tab("events").await?;
    desk.click(".record").await?;
    desk.type_into("#field-events-0--title-en", " in Abidjan")
        .await?;
    desk.wait_for(".head__kept:not(.is-warning)").await?;
    desk.says(".head__kept", "Stored only here").await?;
    expect_eq!(asks().await?, json!(false));
    let stored = page.script(STORED, vec![]).await?;
    expect!(
        stored
            .as_str()
            .is_some_and(|it| it.contains("A meeting in Abidjan")),
        "{stored}"
    );
    Ok(())
}

pub async fn the_desk_works_by_keyboard_and_on_a_phone(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    page.tab_to("Start").await?;
    page.press(&[Key::Right]).await?;
    desk.wait_for("#tab-article[aria-selected=true]").await?;
    expect_eq!(page.focused().await?, "Article");
    desk.paste("#article-text", ARTICLE).await?;
    page.script(
        "const it = document.querySelector('#article-text'); it.focus(); it.setSelectionRange(0, 0);",
        vec![],
    )
    .await?;
    // Shift and an arrow, eight times: "Last wee".
    for _ in 0..8 {
        let keys = fantoccini::actions::KeyActions::new("keys".to_owned());
        use fantoccini::actions::{InputSource, KeyAction};
        let (shift, right) = (char::from(Key::Shift), char::from(Key::Right));
        let keys = keys
            .then(KeyAction::Down { value: shift })
            .then(KeyAction::Down { value: right })
            .then(KeyAction::Up { value: right })
            .then(KeyAction::Up { value: shift });
        page.browser.client.perform_actions(keys).await?;
    }
    desk.says("#selected-passage", "Last wee").await?;

    if page.resize(360, 780, false).await? {
        desk.tab("start").await?;
        desk.click("#example").await?;
        desk.preview("31 events").await?;
        for tab in [
            "start",
            "article",
            "entities",
            "events",
            "relationships",
            "problems",
            "publish",
        ] {
            desk.tab(tab).await?;
            if desk.count(".record").await? > 0 {
                desk.click(".record").await?;
                desk.wait_for(".form").await?;
            }
            let wide = page
                .script(
                    "return document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth;",
                    vec![],
                )
                .await?;
            expect_eq!(wide, json!(0),);
        }
        page.resize(1280, 900, false).await?;
    }
    Ok(())
}

pub async fn the_desk_shows_how_far_a_large_file_is(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    page.script(
        "window.__progress = [];
         new MutationObserver(() => {
           const bar = document.querySelector('progress');
           if (bar) window.__progress.push(bar.value);
         }).observe(document.body, {subtree: true, childList: true, attributes: true});",
        vec![],
    )
    .await?;
    let large = [
        r#"{"format": "backstory/1", "events": [{"id": "e", "title": "It ends", "kind": "other",
            "status": "happened", "evidence": [{"paragraph": 1, "start": "It ends"}]}]}"#,
        &" ".repeat(9_000_000),
    ]
    .concat();
    let large = file("large.json", &large)?;
    let input = page.browser.client.find(Locator::Css("#files")).await?;
    input.send_keys(&large.display().to_string()).await?;
    desk.preview("1 event").await?;
    let seen = page.script("return window.__progress;", vec![]).await?;
    let seen: Vec<f64> = serde_json::from_value(seen)?;
    let is_between = seen.iter().any(|part| *part > 0.0 && *part < 1.0);
    expect!(is_between && seen.is_sorted(), "the bar stood at {seen:?}");
    Ok(())
}

/// The stories of `examples/`, each on its page.
pub async fn the_examples_are_told(page: &Page<'_>) -> Outcome {
    for (story, summary) in [
        ("court-case", "15 events and 13 relationships"),
        ("ownership", "9 events and 21 relationships"),
        ("hour-by-hour", "19 events and 12 relationships"),
    ] {
        page.open(&format!("/examples/{story}/")).await?;
        expect_eq!(page.text(".summary").await?, summary);
        expect_eq!(page.count(".problems").await?, 0);
    }
    Ok(())
}

/// Presses Ctrl+Z, which Apple's keyboards have as Cmd+Z.
async fn undo_in_field(page: &Page<'_>) -> Result<()> {
    use fantoccini::actions::{InputSource, KeyAction, KeyActions};
    let control = char::from(Key::Control);
    let keys = KeyActions::new("undo".to_owned())
        .then(KeyAction::Down { value: control })
        .then(KeyAction::Down { value: 'z' })
        .then(KeyAction::Up { value: 'z' })
        .then(KeyAction::Up { value: control });
    page.browser.client.perform_actions(keys).await?;
    Ok(())
}

/// One tab writes a story; others show it as it changes, and can have it.
pub async fn the_desk_is_written_in_one_tab(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    let client = &page.browser.client;
    desk.read(SEVERAL).await?;
    desk.tab("events").await?;
    desk.click(".record").await?;
    desk.type_into("#field-events-0--title-en", " in Abidjan")
        .await?;
    desk.is_stored().await?;
    let first = client.window().await?;
    let second = client.new_window(true).await?.handle;

    // The second one begins with the list, and follows.
    client.switch_to_window(second.clone()).await?;
    page.go("/desk.html").await?;
    desk.says("#stories .story", "A guest").await?;
    desk.says(".head__kept", "Another tab is writing this story")
        .await?;
    desk.tab("events").await?;
    desk.says(".record__name", "A meeting in Abidjan").await?;
    desk.click(".record").await?;
    desk.wait_for("#field-events-0--title-en:disabled").await?;
    client.switch_to_window(first.clone()).await?;
    desk.type_into("#field-events-0--title-en", " on Monday")
        .await?;
    client.switch_to_window(second.clone()).await?;
    desk.says(".record__name", "A meeting in Abidjan on Monday")
        .await?;

    // It takes over, with what the first one had not stored yet.
    client.switch_to_window(first.clone()).await?;
    desk.type_into("#field-events-0--title-en", ".").await?;
    client.switch_to_window(second).await?;
    desk.click("#take-over").await?;
    desk.says(".said", "This tab writes the story now.").await?;
    desk.says(".record__name", "A meeting in Abidjan on Monday.")
        .await?;
    desk.type_into("#field-events-0--title-en:enabled", " It was")
        .await?;
    desk.is_stored().await?;
    client.switch_to_window(first.clone()).await?;
    desk.says(".head__kept", "Another tab is writing this story")
        .await?;
    desk.says(".record__name", "A meeting in Abidjan on Monday. It was")
        .await?;
    let undo = client.find(Locator::Css("#undo")).await?;
    expect!(!undo.is_enabled().await?, "what is followed is not undone");

    // Once that tab is closed, this one writes again, and undoes what the other did.
    client
        .switch_to_window(
            client
                .windows()
                .await?
                .into_iter()
                .find(|it| *it != first)
                .ok_or("one window")?,
        )
        .await?;
    client.close_window().await?;
    client.switch_to_window(first).await?;
    desk.wait_for("#undo:enabled").await?;
    desk.click("#undo").await?;
    desk.says(".record__name", "A meeting in Abidjan on Monday.")
        .await?;
    Ok(())
}

/// Several stories are kept with their steps, and one goes to a colleague as a file.
pub async fn the_desk_keeps_several_stories(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    // What a version kept that knew one story only.
    page.script(
        "localStorage.setItem('backstory-desk', JSON.stringify({document: JSON.parse(arguments[0]), article: 'They met.'}));",
        vec![json!(SEVERAL)],
    )
    .await?;
    page.go("/desk.html").await?;
    desk.says(".record__name", "A meeting").await?;
    desk.click(".record").await?;
    desk.type_into("#field-events-0--title-en", " in Abidjan")
        .await?;
    desk.is_stored().await?;

    // Undo survives a reload.
    page.go("/desk.html").await?;
    desk.says(".record__name", "A meeting in Abidjan").await?;
    desk.click("#undo").await?;
    expect_eq!(desk.text(".record__name").await?, "A meeting");
    desk.click("#redo").await?;

    desk.tab("start").await?;
    desk.click("#new-story").await?;
    desk.wait_for("#undo:disabled").await?;
    desk.read(BROKEN).await?;
    desk.tab("article").await?;
    desk.type_into("#field-article-title", "Another").await?;
    desk.is_stored().await?;
    desk.tab("start").await?;
    page.until(2, async || desk.count(".story").await).await?;
    desk.says(".story[aria-current]", "Another").await?;
    desk.press("A guest").await?;
    desk.says(".record__name", "A meeting in Abidjan").await?;
    desk.wait_for("#undo:enabled").await?;

    // A project file holds the article too, and is opened as a story of its own.
    desk.catch_downloads().await?;
    desk.tab("start").await?;
    desk.click("#save-project").await?;
    let project = desk.saved("a-guest.backstory").await?;
    desk.read(&project).await?;
    desk.says(".record__name", "A meeting in Abidjan").await?;
    // It is stored before anything is changed.
    desk.is_stored().await?;
    page.go("/desk.html").await?;
    desk.says(".record__name", "A meeting in Abidjan").await?;
    desk.tab("start").await?;
    page.until(3, async || desk.count(".story").await).await?;
    desk.tab("article").await?;
    desk.says("#article-text", "They met.").await?;
    desk.type_into("#field-article-title", ", again").await?;
    desk.is_stored().await?;
    desk.tab("start").await?;
    page.until(3, async || desk.count(".story").await).await?;
    desk.click("[aria-label='Delete Another']").await?;
    page.browser.client.accept_alert().await?;
    page.until(2, async || desk.count(".story").await).await?;
    Ok(())
}

/// A press is done, whatever the form does under it; and what is deleted says what it takes along.
pub async fn the_desk_loses_no_press(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    desk.read(SEVERAL).await?;
    desk.tab("events").await?;
    desk.click(".record").await?;
    desk.type_into("#field-events-0--date", "around June 2018")
        .await?;
    // The line below the date changes as the field is left, and the button moves.
    desk.click("#add-participants").await?;
    desk.wait_for("#field-events-0--participants-0--entity")
        .await?;
    expect_eq!(
        desk.count("#field-events-0--participants-1--entity")
            .await?,
        0
    );

    desk.tab("entities").await?;
    desk.click(".record").await?;
    desk.click("#remove").await?;
    desk.says("#goes-with-it", "no longer name it: “A meeting”")
        .await?;
    desk.click("#keep").await?;
    expect_eq!(desk.count(".record").await?, 1);
    desk.click("#remove").await?;
    desk.click("#remove-all").await?;
    expect_eq!(desk.count(".record").await?, 0);
    desk.tab("events").await?;
    desk.click(".record").await?;
    expect_eq!(desk.text("#field-events-0--place").await?, "");
    desk.click("#undo").await?;
    expect_eq!(desk.text("#field-events-0--place").await?, "ivory-coast");

    // In the article's field, Ctrl+Z takes back the word and leaves what was pasted.
    desk.tab("article").await?;
    let field = desk.element("#article-text").await?;
    field.click().await?;
    page.script(
        // Firefox takes what is pasted as `data` alone.
        "const data = '<p>They met.</p><p>It was late.</p>', dataType = 'text/html';
         const clipboardData = new DataTransfer();
         clipboardData.setData(dataType, data);
         document.querySelector('#article-text').dispatchEvent(
           new ClipboardEvent('paste', {clipboardData, data, dataType, bubbles: true, cancelable: true, composed: true}));",
        vec![],
    )
    .await?;
    desk.says("#article-text", "They met. It was late.").await?;
    field.send_keys(" So").await?;
    desk.says("#article-text", "It was late. So").await?;
    undo_in_field(page).await?;
    desk.says("#article-text", "They met. It was late.").await?;
    expect!(
        !desk.text("#article-text").await?.contains("So"),
        "the word is taken back"
    );
    desk.click("#undo").await?;
    Ok(())
}

/// What the text says already is not typed: names, dates, parties and places are offered, and
/// taken by a key.
pub async fn the_desk_reads_what_the_passage_says(page: &Page<'_>) -> Outcome {
    const SALE: &str = "Northport Council sold the harbour to Kestrel Ltd at a hearing in Rwanda on 14 March 2023.\n\n\
        Anna Grey objected. On Monday, Ms Grey left. Kestrel Ltd paid Northport Council in late 2023.";
    let desk = Desk::open(page).await?;
    desk.tab("article").await?;
    desk.paste("#article-text", SALE).await?;

    // Names become entities where they stand, of the kind that their words tell.
    for (name, kind) in [
        ("Kestrel Ltd", "organisation"),
        ("Northport Council", "organisation"),
        ("Anna Grey", "person"),
        ("Rwanda", "country"),
    ] {
        desk.press(&["Add ", name].concat()).await?;
        desk.says(".said", &["“", name, "” is added, as a ", kind].concat())
            .await?;
    }
    desk.press("Ms Grey is Anna Grey").await?;
    desk.says("#who", "Anna Grey2").await?;
    desk.select("Anna Grey").await?;
    desk.click("#pick-entity").await?;
    desk.says(".said", "“Anna Grey” is a name of “Anna Grey” already")
        .await?;

    // A passage by keys alone: select, E, Enter, next.
    let keys = async |text: &str| -> Outcome {
        let focused = page.browser.client.active_element().await?;
        focused.send_keys(text).await?;
        Ok(())
    };
    let enter = char::from(Key::Enter).to_string();
    desk.select(SALE.split("\n").next().unwrap_or_default())
        .await?;
    keys("e").await?;
    desk.says("#suggested", "14 March 2023").await?;
    desk.wait_for("#field-events-0--title:focus").await?;
    // What is filled in is marked, until Enter accepts it.
    desk.wait_for(".field--suggested #field-events-0--date")
        .await?;
    expect_eq!(desk.text("#field-events-0--date").await?, "2023-03-14");
    expect_eq!(desk.text("#field-events-0--place").await?, "rwanda");
    expect_eq!(desk.text("#field-events-0--kind").await?, "agreement");
    expect_eq!(
        desk.text("#field-events-0--participants-1--entity").await?,
        "kestrel-ltd"
    );
    keys(&enter).await?;
    desk.wait_for("#article-text:focus").await?;
    expect_eq!(desk.count(".field--suggested").await?, 0);
    // The next passage is selected, and the article is as it was.
    desk.says("#selected-passage q", "Kestrel Ltd paid Northport Council")
        .await?;
    expect_eq!(desk.text("#article-text").await?.len(), SALE.len() - 1);
    desk.select("Kestrel Ltd paid Northport Council in late 2023")
        .await?;
    keys("r").await?;
    desk.says("#suggested", "Kestrel Ltd paid Northport Council")
        .await?;
    desk.wait_for("#field-relationships-0--predicate:focus")
        .await?;
    expect_eq!(desk.text("#field-relationships-0--kind").await?, "trade");
    // What is not so is taken back, and what is still to be chosen has the focus.
    desk.click("#dismiss").await?;
    expect_eq!(desk.text("#field-relationships-0--kind").await?, "");
    expect_eq!(
        desk.text("#field-relationships-0--stance").await?,
        "neutral"
    );
    desk.click("#undo").await?;
    desk.choose("#field-relationships-0--kind", "").await?;
    desk.click("#field-relationships-0--predicate").await?;
    keys(&enter).await?;
    desk.wait_for("#field-relationships-0--kind:focus").await?;
    desk.choose("#field-relationships-0--kind", "trade").await?;
    desk.preview("1 event and 1 relationship").await?;

    // What may be two dates is asked.
    desk.paste("#field-relationships-0--period", "09/05/2023")
        .await?;
    desk.says("#field-relationships-0--period-meaning", "which is it?")
        .await?;
    desk.press("9 May 2023").await?;
    expect_eq!(
        desk.text("#field-relationships-0--period").await?,
        "2023-05-09"
    );
    Ok(())
}

/// The article changes: passages follow, and those whose words changed get the nearest ones.
pub async fn the_desk_follows_the_article(page: &Page<'_>) -> Outcome {
    const STORY: &str = r#"{"format": "backstory/1", "events": [
        {"id": "a", "title": "A visit", "kind": "visit", "status": "happened",
         "evidence": [{"paragraph": 1, "start": "Sergei Lavrov met with President Paul Kagame"}]},
        {"id": "b", "title": "An offer", "kind": "offer", "status": "happened",
         "evidence": [{"paragraph": 2, "start": "Moscow would supply air defence systems"}]}]}"#;
    let desk = Desk::open(page).await?;
    desk.read(ARTICLE).await?;
    desk.wait_for("#article-text").await?;
    desk.read(STORY).await?;
    desk.says(".problems h2", "every passage is in the article")
        .await?;
    desk.tab("article").await?;
    let above = ["A word before.\n\n", ARTICLE].concat();
    desk.paste("#article-text", &above).await?;
    desk.says(".said", "2 passages are in other paragraphs now")
        .await?;
    desk.is_sound("every passage is in the article").await?;
    desk.tab("article").await?;
    let changed = above
        .replace("met with President", "met the President, Mr")
        .replace("would supply", "will supply new");
    desk.paste("#article-text", &changed).await?;
    desk.is_sound("2 things to fix").await?;
    desk.says(".problems", "Use “Sergei Lavrov met the President, Mr Paul")
        .await?;
    desk.click("#nearest-all").await?;
    desk.says(".problems h2", "every passage is in the article")
        .await?;
    desk.click("#undo").await?;
    desk.says(".problems h2", "2 things to fix").await?;
    Ok(())
}

/// Check names records and no paths, asks for what readers would miss, and leads there.
pub async fn the_desk_checks_in_sentences(page: &Page<'_>) -> Outcome {
    const FAULTY: &str = r#"{"format": "backstory/1", "article": {"title": "A sale", "language": "en"},
      "entities": [{"id": "harbour-futures-ltd", "kind": "organisation", "name": "Harbour Futures Ltd"},
                   {"id": "council", "kind": "organisation", "name": "The council"}],
      "events": [{"id": "sale", "title": "The harbour is sold for £2.3 million", "kind": "agrement", "status": "happened",
                  "place": "harbour-futures", "evidence": [{"paragraph": 4, "start": "They met"}]}],
      "relationships": [{"id": "r", "subject": "council", "predicate": "sells to", "object": "harbour-futures-ltd",
                         "kind": "trade", "status": "reported", "evidence": [{"paragraph": 4, "start": "They met"}]}]}"#;
    let desk = Desk::open(page).await?;
    desk.read("They met.\n\nIt was late.").await?;
    desk.wait_for("#article-text").await?;
    desk.read(FAULTY).await?;
    desk.says(
        ".problems",
        "there is nobody called “harbour-futures”. Did you mean Harbour Futures Ltd?",
    )
    .await?;
    // The path is there on demand.
    let visible = "return document.querySelector('.problems').innerText.includes('events[0]');";
    expect_eq!(page.script(visible, vec![]).await?, json!(false));
    desk.click(".problem__path summary").await?;
    expect_eq!(page.script(visible, vec![]).await?, json!(true));

    // What is certain at once: the kind and the paragraph. Who is meant is asked.
    desk.click("#fix-all").await?;
    desk.press("Make it “harbour-futures-ltd”").await?;
    desk.press("It is in paragraph 1").await?;
    desk.says(".problems h2", "every passage is in the article")
        .await?;
    desk.says("#advice", "“£2.3 million” stands in the words only")
        .await?;
    desk.says("#advice", "nobody is named who makes it").await?;
    desk.says("#advice", "The publisher of the article is missing.")
        .await?;
    desk.press("Go there").await?;
    desk.wait_for("#field-article-publisher:focus").await?;
    Ok(())
}

/// All lines are written from one address, and what is there is tried from the browser.
pub async fn the_desk_publishes(page: &Page<'_>) -> Outcome {
    let desk = Desk::open(page).await?;
    let findings = async |words: &str| -> Outcome {
        desk.click("#try:not(:disabled)").await?;
        desk.says("#findings", words).await
    };
    desk.read(SEVERAL).await?;
    desk.tab("publish").await?;
    desk.says("#embed", "src=\"backstory.js\"").await?;
    desk.says("#embed", "<back-story src=\"a-guest.json\">")
        .await?;
    desk.paste("#publish-base", "cdn.example.org/d").await?;
    desk.says(
        "#publish-base-wrong",
        "Did you mean https://cdn.example.org/d/?",
    )
    .await?;

    // Every path of every way, and the list of what to upload.
    desk.paste("#publish-base", "/pub/d/backstory.js").await?;
    desk.says("#embed", "src=\"/pub/d/backstory.js\"").await?;
    desk.says("#embed", "<back-story src=\"/pub/d/a-guest.json\">")
        .await?;
    desk.says("#prerendered", "href=\"/pub/d/backstory.css\"")
        .await?;
    desk.says(
        "#iframe",
        "src=\"/pub/d/embed.html?src=a-guest.json&amp;lang=en\"",
    )
    .await?;
    desk.says("#iframe", "src=\"/pub/d/embed.js\"").await?;
    desk.says("#uploads", "/pub/d/core/").await?;
    desk.click("#publish-permalink").await?;
    desk.says("#embed", "id=\"a-guest\"").await?;
    desk.says("#embed", "permalink=\"hash\"").await?;
    desk.says("#iframe", "&amp;permalink=hash\"").await?;
    desk.says("#permalink", "#a-guest:view=relationships")
        .await?;

    // What is not there, what is there, and what is there from before.
    findings("backstory.js is not there: upload it.").await?;
    put(page, "/pub/d")?;
    desk.click("#download").await?;
    let text = desk.saved("a-guest.json").await?;
    page.server.put("/pub/d/a-guest.json", Resource::json(text));
    findings("a-guest.json is there, and is the version that is here.").await?;
    expect_eq!(desk.count(".finding--wrong").await?, 0);
    let wasm = Resource::new("text/plain", Vec::new());
    page.server
        .put("/pub/d/core/backstory-element_bg.wasm", wasm);
    findings("it has to say “application/wasm” (MIME)").await?;
    expect_eq!(desk.count(".finding--wrong").await?, 1);
    desk.tab("article").await?;
    desk.type_into("#field-article-title", " comes").await?;
    let article = [&page.server.address, "/strict.html"].concat();
    desk.type_into("#field-article-url", &article).await?;
    desk.tab("publish").await?;
    // Another headline, and the file has its name all the same.
    expect_eq!(desk.text("#publish-file").await?, "a-guest.json");
    page.server.put(
        "/strict.html",
        Resource::html("<!doctype html><p>It has <back-story></back-story>.")
            .header("Content-Security-Policy", "script-src 'self'"),
    );
    findings("it lacks script-src 'wasm-unsafe-eval'.").await?;
    desk.says("#findings", "a-guest.json is another version")
        .await?;
    desk.says("#findings", "The lines are in the article.")
        .await?;

    // A server that lets no other site in.
    let other = Server::start(std::env::var_os("BACKSTORY_DIST").ok_or("no dist")?.into()).await?;
    desk.paste("#publish-base", &[&other.address, "/"].concat())
        .await?;
    findings("backstory.js is kept from other sites (CORS)").await?;

    // What each way shows.
    for (way, shown) in [
        (
            "#try-element",
            "frame.contentDocument.querySelector('article > back-story').shadowRoot.querySelector('.summary')",
        ),
        (
            "#try-prerendered",
            "frame.contentDocument.querySelector('back-story').shadowRoot",
        ),
        (
            "#try-iframe",
            "frame.contentDocument.querySelector('body > back-story').shadowRoot.querySelector('.summary')",
        ),
    ] {
        desk.click(&[way, " summary"].concat()).await?;
        desk.wait_for(&[way, " iframe"].concat()).await?;
        let script = format!(
            "try {{ const frame = document.querySelector('{way} iframe');
               return {shown}.textContent.includes('1 event') || {shown}.textContent.includes('A meeting'); }}
             catch (error) {{ return String(error); }}"
        );
        page.until(json!(true), async || page.script(&script, vec![]).await)
            .await
            .map_err(|error| format!("{way}: {error}"))?;
    }

    // The address is there for the next story.
    page.go("/desk.html").await?;
    desk.tab("publish").await?;
    desk.says("#publish-base", &other.address).await?;
    expect_eq!(desk.text("#publish-file").await?, "a-guest.json");
    Ok(())
}

/// Pictures of the desk, to be looked at.
pub async fn the_desk_in_pictures(page: &Page<'_>) -> Outcome {
    if page.browser.engine != Engine::Chromium {
        return Ok(());
    }
    let folder = std::env::var_os("BACKSTORY_PICTURES");
    let folder = folder.map_or_else(|| PathBuf::from("target/screenshots"), PathBuf::from);
    let desk = Desk::open(page).await?;
    desk.read(ARTICLE).await?;
    desk.read(BROKEN).await?;
    desk.wait_for(".problem").await?;
    for (device, width, height, dark) in [
        ("desk", 1280, 900, false),
        ("desk-dark", 1280, 900, true),
        ("tablet", 1024, 800, false),
        ("phone", 390, 780, false),
        ("phone-dark", 390, 780, true),
    ] {
        page.resize(width, height, dark).await?;
        for tab in [
            "start", "article", "entities", "events", "problems", "publish",
        ] {
            desk.tab(tab).await?;
            if desk.count(".record").await? > 0 {
                desk.click(".record").await?;
            }
            page.script("window.scrollTo(0, 0);", vec![]).await?;
            page.picture(&folder.join(format!("the-desk-{tab}-{device}.png")))
                .await?;
        }
    }
    page.resize(1280, 900, false).await?;
    Ok(())
}
