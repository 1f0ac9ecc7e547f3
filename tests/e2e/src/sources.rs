//! What an element's `src` may have, from servers that behave as real ones do.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::fixtures::{page_of, story};
use crate::harness::{Engine, Outcome, Page, Resource, Server};
use crate::{expect, expect_eq};

const PEOPLE: &str = "name,kind\nRussia,country\nSudan,country\n";
const EVENTS: &str = "title,date,kind,status,participants,evidence\n\
    A visit,June 2018,visit,happened,Russia,1: words\n\
    Talks,2018-07,meeting,planned,Sudan,1: words\n";
const LINKS: &str = "subject,predicate,object,kind,stance,status,evidence\n\
    Russia,sells arms to,Sudan,military,cooperative,stated,1: words\n";
const TIMELINE: &str = r#"{"title": {"text": {"headline": "A story"}}, "events": [
    {"start_date": {"year": "2018", "format": ""}, "text": {"headline": "One", "text": "<p>Words</p>"}},
    {"start_date": {"year": "2019"}, "text": {"headline": "Two"}}]}"#;
const KNIGHT_LAB: &str = "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text\n\
    2018,6,3,,,,,,,The alarm,Words\n2018,6,4,,,,,,,The fire,More\n";
const MONEY: &str = r#"{"id": "a", "schema": "Person", "properties": {"name": ["Anna"]}}
{"id": "b", "schema": "Company", "properties": {"name": ["Bolt"]}}
{"id": "c", "schema": "Ownership", "properties": {"owner": ["a"], "asset": ["b"]}}
{"id": "d", "schema": "Event", "properties": {"name": ["At five"], "date": ["2018-06-03"]}}
"#;

fn csv(text: impl Into<Vec<u8>>) -> Resource {
    Resource::new("text/csv; charset=utf-8", text)
}

/// As a published sheet is sent: to another address, and to everybody.
fn published(other: &Server, path: &str, sheet: &str) -> String {
    let moved = format!("{}/export{path}", other.address);
    let to_all = ("Access-Control-Allow-Origin", "*");
    other.put(
        &format!("/export{path}"),
        csv(sheet).header(to_all.0, to_all.1),
    );
    let redirect = Resource::new("text/html", "moved").status(307);
    other.put(
        path,
        redirect
            .header("Location", &moved)
            .header(to_all.0, to_all.1),
    );
    format!("{}{path}?output=csv", other.address)
}

async fn other() -> Result<Server, Box<dyn std::error::Error>> {
    let dist = PathBuf::from(std::env::var("BACKSTORY_DIST")?);
    Ok(Server::start(dist).await?)
}

/// Opens a page with an element of this `src`.
async fn open(page: &Page<'_>, src: &str, attributes: &str) -> Outcome {
    let body = format!(r#"<back-story src="{src}" {attributes} loading="eager"></back-story>"#);
    page.server.put("/source.html", page_of(&body));
    page.open("/source.html").await
}

/// Which of the readers' files the page has asked for.
async fn fetched(page: &Page<'_>) -> Result<Value, Box<dyn std::error::Error>> {
    let script =
        "return performance.getEntriesByType('resource').map((it) => it.name.split('/').pop())
        .filter((name) => /^(source|reader)/.test(name)).length";
    page.script(script, vec![]).await
}

pub async fn a_source_is_told_by_what_is_in_it(page: &Page<'_>) -> Outcome {
    let other = other().await?;
    let [people, events, links] = [("/a/pub", PEOPLE), ("/b/pub", EVENTS), ("/c/pub", LINKS)]
        .map(|(path, sheet)| published(&other, path, sheet));
    page.server.put("/events.csv", csv(EVENTS));
    page.server.put("/people.csv", csv(PEOPLE));
    let alone = "title,date,kind,status,evidence\nA visit,June 2018,visit,happened,1: words\n";
    page.server.put("/alone.csv", csv(alone));
    // As a German spreadsheet saves it.
    let western: Vec<u8> =
        "title;date;kind;status;evidence\nBesuch in K\u{f6}ln;2018-06;visit;happened;1: words\n"
            .chars()
            .map(|letter| letter as u8)
            .collect();
    page.server.put("/western.csv", csv(western));
    page.server.put("/timeline.json", Resource::json(TIMELINE));
    page.server.put("/knight.csv", csv(KNIGHT_LAB));
    page.server.put(
        "/money.jsonl",
        Resource::new("application/jsonlines", MONEY),
    );
    for (src, summary) in [
        (
            format!("{people} {events}\n {links}"),
            "2 events and 1 relationship",
        ),
        ("people.csv events.csv".to_owned(), "2 events"),
        ("alone.csv".to_owned(), "1 event"),
        ("western.csv".to_owned(), "1 event"),
        ("timeline.json".to_owned(), "2 events"),
        ("knight.csv".to_owned(), "2 events"),
        ("money.jsonl".to_owned(), "1 event and 1 relationship"),
    ] {
        open(page, &src, "").await?;
        page.wait_for(".summary")
            .await
            .map_err(|error| format!("{src}: {error}"))?;
        let shown = page.text(".summary").await?;
        expect!(shown.starts_with(summary), "{src}: {shown}");
        expect_eq!(fetched(page).await?, json!(3));
        if src == "western.csv" {
            let titles = page.texts(".event__title").await?;
            expect_eq!(titles, ["Besuch in Köln"]);
        }
    }
    // Who reads a dataset fetches none of that.
    page.server
        .put("/own.json", Resource::json(story(&["One"])));
    open(page, "own.json", "").await?;
    page.wait_for(".summary").await?;
    expect_eq!(fetched(page).await?, json!(0));
    Ok(())
}

pub async fn a_source_that_does_not_come_says_why(page: &Page<'_>) -> Outcome {
    let other = other().await?;
    let login = "<!DOCTYPE html><html><head><title>Sign in</title></head><body></body></html>";
    page.server.put("/people.csv", csv(PEOPLE));
    other.put("/closed.csv", csv(EVENTS));
    page.server.put("/login.csv", Resource::html(login));
    page.server.put("/hidden-login.csv", csv(login));
    page.server.put("/busy.csv", csv("slow down").status(429));
    page.server.put("/empty.csv", csv(""));
    page.server
        .put("/words.csv", csv("Dear all, this is no sheet"));
    for (src, words) in [
        (format!("{}/closed.csv", other.address), "CORS"),
        (format!("/people.csv {}/closed.csv", other.address), "CORS"),
        ("/people.csv /login.csv".to_owned(), "web page"),
        ("/login.csv".to_owned(), "web page"),
        ("/people.csv /hidden-login.csv".to_owned(), "web page"),
        ("/people.csv /busy.csv".to_owned(), "429"),
        ("/empty.csv".to_owned(), "empty"),
        (
            "/people.csv /empty.csv".to_owned(),
            "empty.csv: there is nothing in it",
        ),
        (
            "/words.csv".to_owned(),
            "words.csv: it is neither JSON nor a sheet",
        ),
        ("/people.csv".to_owned(), "no events and no relationships"),
    ] {
        open(page, &src, "").await?;
        let said = page.text(".failure").await?;
        expect!(said.contains(words), "{src}: {said}");
        // That is what went wrong, and was to.
        page.script("window.__problems = []", vec![]).await?;
    }
    Ok(())
}

pub async fn a_half_written_row_costs_only_itself(page: &Page<'_>) -> Outcome {
    let half = format!("{LINKS}Russia,sells,Sud");
    page.server.put("/people.csv", csv(PEOPLE));
    page.server.put("/events.csv", csv(EVENTS));
    page.server.put("/half.csv", csv(half));
    let src = "people.csv events.csv half.csv";
    open(page, src, "debug").await?;
    page.wait_for(".summary").await?;
    let shown = page.text(".summary").await?;
    expect!(shown.starts_with("2 events and 1 relationship"), "{shown}");
    page.wait_for("[part=debug] li").await?;
    let said = page.texts("[part=debug] li").await?;
    for words in [
        "half.csv: CSV sheet of relationships",
        "\"June 2018\" is read as 2018-06",
        "half.csv, line 3, object: ",
    ] {
        expect!(
            said.iter().any(|line| line.contains(words)),
            "{words}: {said:?}"
        );
    }
    // A reader is not told.
    open(page, src, "").await?;
    page.wait_for(".summary").await?;
    expect_eq!(page.count("[part=debug]").await?, 0);
    Ok(())
}

/// A story of these rows, as a sheet.
fn rows(rows: &[&str]) -> Resource {
    csv(format!(
        "id,title,date,kind,status,evidence\n{}\n",
        rows.join("\n")
    ))
}

const VISIT: &str = "visit,A visit,2018-06,visit,happened,1: words";
const TALKS: &str = "talks,Talks,2018-07,meeting,happened,1: words";

pub async fn a_sheet_is_looked_at_again(page: &Page<'_>) -> Outcome {
    let path = "/live.csv";
    page.server.put(path, rows(&[VISIT, TALKS]));
    open(page, path, "refresh=\"2\" permalink=\"hash\"").await?;
    page.wait_for(".summary").await?;
    page.type_into(".search__field", "2018").await?;
    page.wait_for(".chip").await?;
    page.until(json!("#backstory:q=2018"), async || {
        page.script("return location.hash", vec![]).await
    })
    .await?;
    let titles = async || page.texts(".event__title").await;
    let set = |titles: &[&str]| titles.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
    page.until(set(&["A visit", "Talks"]), titles).await?;
    let focus = page.focused().await?;

    // An edit: one row is new, one is changed.
    let edited = TALKS.replace("Talks", "Long talks");
    let added = "raid,A raid,2018-08,conflict,happened,1: words";
    page.server.put(path, rows(&[VISIT, &edited, added]));
    page.until(set(&["A visit", "Long talks", "A raid"]), titles)
        .await?;
    expect_eq!(page.focused().await?, focus);
    expect_eq!(page.count(".chip").await?, 1);
    page.until(true, async || {
        let said = page.texts("[part=updates]").await?;
        Ok(said.iter().any(|it| it.contains("New: 1 · Changed: 1")))
    })
    .await?;
    let (role, _) = page.role_and_name("[part=updates]").await?;
    expect_eq!(role, "status");
    let marked = "return [...root.querySelectorAll('[data-record^=event]')].filter((it) => {
            const inner = it.querySelector('.event__title') ?? it.closest('.event__title') ?? it;
            return getComputedStyle(inner, '::after').content.match(/[●◐]/);
        }).map((it) => it.getAttribute('data-record'))";
    expect_eq!(
        page.widget_script(marked).await?,
        json!(["event-1", "event-2"])
    );

    // Whatever is broken leaves what there is.
    for broken in [
        csv("Dear all, the sheet has moved"),
        csv("<!doctype html><title>Sign in</title>"),
        csv("busy").status(429).header("Retry-After", "1"),
        rows(&[VISIT, "talks,Long talks,2018-07,meeting,happ", added]),
    ] {
        page.server.put(path, broken);
        tokio::time::sleep(std::time::Duration::from_millis(2600)).await;
        expect_eq!(titles().await?, set(&["A visit", "Long talks", "A raid"]));
        expect_eq!(page.count(".failure").await?, 0);
    }
    // And when it holds again it is taken over, back to what it was.
    page.server.put(path, rows(&[VISIT, TALKS]));
    page.until(set(&["A visit", "Talks"]), titles).await?;
    page.until(0, async || {
        let marked = page.widget_script(marked).await?;
        Ok(marked.as_array().map_or(0, Vec::len))
    })
    .await?;
    expect_eq!(page.focused().await?, focus);
    Ok(())
}

pub async fn a_dataset_is_looked_at_again(page: &Page<'_>) -> Outcome {
    page.server
        .put("/live.json", Resource::json(story(&["One", "Two"])));
    open(page, "/live.json", "refresh=\"2\"").await?;
    page.wait_for(".event__open").await?;
    page.click(".event__open").await?;
    page.wait_for(".detail__title").await?;
    page.server.put(
        "/live.json",
        Resource::json("{\"format\": \"backstory/1\", \"ev"),
    );
    tokio::time::sleep(std::time::Duration::from_millis(2600)).await;
    expect_eq!(page.count(".event__title").await?, 2);
    page.server.put(
        "/live.json",
        Resource::json(story(&["One", "Two", "Three"])),
    );
    page.until(3, async || page.count(".event__title").await)
        .await?;
    expect_eq!(page.text(".detail__title").await?, "One");
    page.until(true, async || {
        let said = page.texts("[part=updates]").await?;
        Ok(said.iter().any(|it| it.ends_with("· New: 1")))
    })
    .await?;
    Ok(())
}

/// What has not changed is asked about by its `ETag`, and answered 304 without a body.
pub async fn what_has_not_changed_is_not_sent_again(page: &Page<'_>) -> Outcome {
    if page.browser.engine == Engine::Webkit {
        println!("  exception: this engine keeps no cache while it is driven");
        return Ok(());
    }
    let other = other().await?;
    let sheet = |titles: &[&str]| {
        rows(titles)
            .tagged()
            .header("Access-Control-Allow-Origin", "*")
    };
    let path = "/tagged.csv";
    other.put(path, sheet(&[VISIT, TALKS]));
    let src = format!("{}{path}", other.address);
    open(page, &src, "refresh=\"2\"").await?;
    page.wait_for(".summary").await?;
    let answers = |status: u16| {
        let all = other.answers(path);
        all.iter().filter(|it| **it == status).count()
    };
    page.until(true, async || Ok(answers(304) >= 2)).await?;
    expect_eq!(answers(200), 1);
    let raid = "raid,A raid,2018-08,conflict,happened,1: words";
    other.put(path, sheet(&[VISIT, TALKS, raid]));
    page.until(3, async || page.count(".event__title").await)
        .await?;
    let before = answers(304);
    page.until(true, async || Ok(answers(304) > before)).await?;
    expect_eq!(answers(200), 2);
    Ok(())
}

/// A server that is down and comes back, that stalls, breaks off, or has another
/// version of a sheet between two reads.
pub async fn a_server_with_faults_loses_nothing(page: &Page<'_>) -> Outcome {
    // Long enough for a browser to be told from its length that it broke off.
    let sheet_of = |count: usize| {
        let all: Vec<String> = (1..=count)
            .map(|at| format!("e{at},Event {at},2018-06-{at:02},visit,happened,1: words"))
            .collect();
        rows(&all.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let whole = || sheet_of(15);
    let titles = async || page.texts(".event__title").await;
    let all: Vec<String> = (1..=15).map(|at| format!("Event {at}")).collect();

    // Down, and then not: the reader tries again.
    page.server
        .put("/down.csv", csv("oops").status(500).and_then(whole()));
    open(page, "/down.csv", "").await?;
    let said = page.text(".failure").await?;
    expect!(said.contains("500"), "{said}");
    page.script("window.__problems = []", vec![]).await?;
    page.click(".failure .control").await?;
    page.until(all.clone(), titles).await?;

    // Half of it: that is not taken for all there is.
    page.server.put("/half.csv", whole().cut_off());
    open(page, "/half.csv", "").await?;
    page.text(".failure").await?;
    page.script("window.__problems = []", vec![]).await?;
    page.server.put("/half.csv", whole());
    page.click(".failure .control").await?;
    page.until(all.clone(), titles).await?;

    // It does not answer, or stalls in the middle; the reader is told, and it goes on.
    let held = Resource::held();
    for slow in [held, whole().stalled(std::time::Duration::ZERO)] {
        page.server.put("/slow.csv", slow);
        let body = r#"<back-story src="/slow.csv" lang="fr" loading="eager"></back-story>"#;
        page.server.put("/slow.html", page_of(body));
        page.go("/slow.html").await?;
        page.wait_for(".loading button").await?;
        let said = page.text(".loading [role=status]").await?;
        expect!(said.starts_with("Chargement"), "{said}");
        page.server.put("/slow.csv", whole());
        page.live().await?;
        page.until(all.clone(), titles).await?;
    }

    // While one reads: whatever the server does, what there is stays.
    let path = "/faulty.csv";
    page.server.put(path, whole());
    open(page, path, "refresh=\"2\"").await?;
    page.until(all.clone(), titles).await?;
    let longer = || sheet_of(16);
    for fault in [
        longer().cut_off(),
        csv("oops").status(500),
        longer().stalled(std::time::Duration::ZERO),
    ] {
        let asked = |times: usize| async move || Ok(page.server.answers(path).len() > times);
        let before = page.server.answers(path).len();
        page.server.put(path, fault);
        page.until(true, asked(before)).await?;
        page.settle().await?;
        expect_eq!(titles().await?, all);
        expect_eq!(page.count(".failure").await?, 0);
        page.server.put(path, whole());
        page.until(true, asked(before + 1)).await?;
        expect_eq!(titles().await?, all);
    }
    page.server.put(path, longer());
    page.until(16, async || page.count(".event__title").await)
        .await?;

    // A sheet changes between two reads: its events name somebody whom the people's
    // sheet, read before, does not have. That costs the event, until the next look.
    let sheet = |who: &str, what: &str| {
        page.server.put("/who.csv", csv(format!("{PEOPLE}{who}")));
        page.server.put("/what.csv", csv(format!("{EVENTS}{what}")));
    };
    let event = "A treaty,2018-08,agreement,happened,Rwanda,1: words\n";
    sheet("", event);
    open(page, "who.csv what.csv", "refresh=\"2\"").await?;
    page.until(2, async || page.count(".event__title").await)
        .await?;
    sheet("Rwanda,country\n", event);
    page.until(3, async || page.count(".event__title").await)
        .await?;
    page.script("window.__problems = []", vec![]).await?;
    Ok(())
}
