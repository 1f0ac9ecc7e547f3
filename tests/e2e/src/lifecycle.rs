//! An element that comes, goes, comes back and changes meanwhile.

use std::error::Error;
use std::time::Duration;

use serde_json::{Value, json};

use crate::embedding::MEDDLE;
use crate::fixtures::{TWO, page_of, story};
use crate::harness::{Outcome, Page, Resource, Server};
use crate::{expect, expect_eq};

/// Puts two stories, and a page with an element of the first.
fn put_two_stories(page: &Page<'_>) {
    for (path, title) in [("/one.json", "The first"), ("/two.json", "The second")] {
        page.server.put(path, Resource::json(story(&[title])));
    }
    let element = r#"<back-story src="/one.json" loading="eager"></back-story>"#;
    page.server.put("/life.html", page_of(element));
}

async fn shows(page: &Page<'_>, title: &str) -> Outcome {
    page.until(vec![title.to_owned()], async || {
        page.texts(".event__title").await
    })
    .await
}

/// Waits until the element has given its widget back.
async fn is_gone(page: &Page<'_>) -> Outcome {
    page.until(Value::Null, async || {
        page.script("return it.shadowRoot.firstChild", vec![]).await
    })
    .await
}

pub async fn a_source_that_changes_while_it_is_away_is_shown(page: &Page<'_>) -> Outcome {
    put_two_stories(page);
    page.open("/life.html").await?;
    shows(page, "The first").await?;
    // Back at once, as a page that moves its nodes has it.
    let away =
        "window.it ??= document.querySelector('back-story'); it.remove(); it.src = arguments[0];";
    page.script(
        &format!("{away} document.body.append(it);"),
        vec![json!("/two.json")],
    )
    .await?;
    shows(page, "The second").await?;
    // Back when it has given its widget back.
    page.script(away, vec![json!("/one.json")]).await?;
    is_gone(page).await?;
    page.script("document.body.append(it)", vec![]).await?;
    shows(page, "The first").await
}

pub async fn what_was_on_its_way_is_shown_to_who_comes_back(page: &Page<'_>) -> Outcome {
    put_two_stories(page);
    let first = || Resource::json(story(&["The first"]));
    let late = Duration::from_millis(600);
    page.server.put("/one.json", first().stalled(late));
    page.go("/life.html").await?;
    page.wait_for(".loading").await?;
    page.script(
        "window.it = document.querySelector('back-story'); it.remove();",
        vec![],
    )
    .await?;
    page.server.put("/one.json", first());
    tokio::time::sleep(Duration::from_millis(300)).await;
    page.script("document.body.append(it)", vec![]).await?;
    shows(page, "The first").await
}

pub async fn an_element_that_was_away_survives_a_panic(page: &Page<'_>) -> Outcome {
    page.server.put("/life.html", page_of(TWO));
    page.go("/life.html").await?;
    let (one, two) = (page.widget("#one"), page.widget("#two"));
    one.wait_for(".summary").await?;
    two.wait_for(".summary").await?;
    two.type_into(".search__field", "sochi").await?;
    two.wait_for(".chip").await?;
    let left = two.texts(".tab__count").await?;
    page.script(
        "window.it = document.querySelector('#two'); it.remove();",
        vec![],
    )
    .await?;
    is_gone(page).await?;
    page.script(MEDDLE, vec![]).await?;
    one.type_into(".search__field", "kenya").await?;
    one.wait_for("[role=alert]").await?;
    // What the panic is to the page is another journey's.
    page.script("window.__problems = []; document.body.append(it)", vec![])
        .await?;
    two.wait_for(".chip").await?;
    expect_eq!(two.texts(".tab__count").await?, left);
    two.click(".chips__clear").await?;
    two.until(0, async || two.count(".chip").await).await
}

/// How often the page has asked for a file.
async fn asked_for(page: &Page<'_>, file: &str) -> Result<Value, Box<dyn Error>> {
    let script = "return performance.getEntriesByType('resource').filter((it) => it.name.endsWith(arguments[0])).length";
    page.script(script, vec![json!(file)]).await
}

pub async fn another_language_is_the_same_document(page: &Page<'_>) -> Outcome {
    let relationships = ["anna", "zed"].map(|subject| {
        json!({
            "id": format!("of-{subject}"), "subject": subject, "object": "other", "predicate": "met",
            "kind": "trade", "stance": "neutral", "status": "stated",
            "evidence": [{"paragraph": 1, "start": "They met"}]
        })
    });
    let names = [("anna", "Анна"), ("zed", "Zed"), ("other", "Other")];
    let data = json!({
        "format": "backstory/1",
        "entities": names.map(|(id, name)| json!({"id": id, "kind": "person", "name": name})),
        "relationships": relationships
    });
    page.server
        .put("/met.json", Resource::json(data.to_string()));
    let element = r#"<back-story lang="en" view="relationships" src="/met.json" loading="eager"></back-story>"#;
    page.server.put("/life.html", page_of(element));
    page.open("/life.html").await?;
    page.wait_for(".row").await?;
    page.click("th:first-child button").await?;
    let rows = async || page.texts(".row__subject").await;
    page.until(vec!["Zed".to_owned(), "Анна".to_owned()], rows)
        .await?;
    // Russian has its own letters first.
    page.script("document.querySelector('back-story').lang = 'ru'", vec![])
        .await?;
    page.until(vec!["Анна".to_owned(), "Zed".to_owned()], rows)
        .await?;
    expect_eq!(page.attribute(".backstory", "lang").await?, "ru");
    expect_eq!(asked_for(page, "/met.json").await?, json!(1));
    // And so it is for who was away meanwhile.
    page.script(
        "window.it = document.querySelector('back-story'); it.remove(); it.lang = 'en';",
        vec![],
    )
    .await?;
    is_gone(page).await?;
    page.script("document.body.append(it)", vec![]).await?;
    page.until(vec!["Zed".to_owned(), "Анна".to_owned()], rows)
        .await?;
    // What is asked for is counted once it is there.
    tokio::time::sleep(Duration::from_millis(500)).await;
    expect_eq!(asked_for(page, "/met.json").await?, json!(1));
    Ok(())
}

pub async fn a_copy_takes_over_the_address(page: &Page<'_>) -> Outcome {
    let element = r#"<back-story id="w" src="/data/rwanda.json" permalink="hash" loading="eager"></back-story>"#;
    page.server.put("/life.html", page_of(element));
    page.open("/life.html").await?;
    page.type_into(".search__field", "sudan").await?;
    let hash = async || page.script("return location.hash", vec![]).await;
    page.until(json!("#w:q=sudan"), hash).await?;
    // As routers do that keep copies of their pages.
    page.script(
        "window.it = document.querySelector('back-story'); it.replaceWith(it.cloneNode(true));",
        vec![],
    )
    .await?;
    page.live().await?;
    page.wait_for(".chip").await?;
    is_gone(page).await?;
    // What has gone has not taken the name along.
    page.click(".chips__clear").await?;
    page.until(json!(""), hash).await?;
    page.script("history.back()", vec![]).await?;
    page.wait_for(".chip").await
}

pub async fn what_breaks_off_is_not_called_cors(page: &Page<'_>) -> Outcome {
    let other = Server::start(std::env::var_os("BACKSTORY_DIST").unwrap().into()).await?;
    let open =
        || Resource::json(story(&["From elsewhere"])).header("Access-Control-Allow-Origin", "*");
    // In the middle of the answer, and before it.
    other.put("/middle.json", open().cut_off());
    other.put("/before.json", Resource::hung_up().and_then(open()));
    for file in ["middle", "before"] {
        let body = format!(
            r#"<back-story src="{}/{file}.json" loading="eager"></back-story>"#,
            other.address
        );
        page.server.put("/life.html", page_of(&body));
        page.open("/life.html").await?;
        let message = page.text(".failure, .event__title").await?;
        expect!(
            !message.contains("CORS") && !message.is_empty(),
            "{file}: {message}"
        );
        page.script("window.__problems = []", vec![]).await?;
    }
    Ok(())
}

pub async fn an_element_that_is_not_closed_is_told(page: &Page<'_>) -> Outcome {
    page.server
        .put("/one.json", Resource::json(story(&["The first"])));
    let listen = "<script>window.warned = []; console.warn = (...words) => warned.push(words.map(String).join(' '));</script>";
    let whole = r#"<back-story src="/one.json" loading="eager"><script type="text/plain">x</script></back-story>"#;
    for (element, count) in [
        (r#"<back-story src="/one.json" loading="eager" />"#, 1),
        (whole, 0),
    ] {
        let body = format!("{listen}<article>{element}<p>Behind it.</p></article>");
        page.server.put("/life.html", page_of(&body));
        page.open("/life.html").await?;
        let warned = page.script("return warned", vec![]).await?;
        let warned = warned.as_array().cloned().unwrap_or_default();
        expect_eq!(warned.len(), count);
        for it in warned {
            let it = it.to_string();
            expect!(it.contains("</back-story>"), "{it}");
        }
    }
    Ok(())
}
