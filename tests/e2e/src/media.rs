//! Pictures on a real page, players that wait for a press, and the story page by page.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::harness::{Outcome, Page, Resource};
use crate::timeline::has_fingers;
use crate::{expect, expect_eq};

/// Whether the browser has asked for an address with this in it.
async fn asked_for(page: &Page<'_>, part: &str) -> Result<bool, Box<dyn std::error::Error>> {
    let script = "return performance.getEntriesByType('resource').some((it) => it.name.includes(arguments[0]))";
    Ok(page.script(script, vec![json!(part)]).await? == json!(true))
}

/// Puts a page with one event into the server, whose element has these attributes.
async fn open(page: &Page<'_>, media: Value, attributes: &str, policy: Option<&str>) -> Outcome {
    let story = json!({
        "format": "backstory/1", "article": {"title": "The dam"},
        "events": [{"id": "dam", "title": "The gates open", "kind": "other", "date": "2024-02-14",
                    "evidence": [{"paragraph": 1, "start": "the gates"}], "media": media}]
    });
    page.server
        .put("/dam.json", Resource::json(story.to_string()));
    let html = format!(
        r#"<!doctype html><html><head><meta name="viewport" content="width=device-width">
        <script type="module" src="/backstory.js"></script></head>
        <body><back-story src="/dam.json" layout="vertical" loading="eager" {attributes}></back-story></body></html>"#
    );
    let resource = Resource::html(html);
    page.server.put(
        "/dam.html",
        match policy {
            Some(policy) => resource.header("Content-Security-Policy", policy),
            None => resource,
        },
    );
    page.open("/dam.html").await?;
    page.wait_for(".entry__open").await
}

pub async fn a_provider_is_asked_for_its_player_by_a_press(page: &Page<'_>) -> Outcome {
    let media = json!([
        {"type": "video", "src": "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "title": "The gates"},
        {"type": "video", "src": "https://media.example/dam.mp4", "caption": "The water"},
    ]);
    open(page, media.clone(), "", None).await?;
    page.click(".entry__open").await?;
    page.wait_for(".card__title").await?;
    expect_eq!(page.count(".card button").await?, 0);

    open(page, media, r#"embeds="on""#, None).await?;
    page.click(".entry__open").await?;
    page.wait_for(".card button").await?;
    expect_eq!(page.count("iframe").await?, 0);
    expect!(!asked_for(page, "youtube").await?, "YouTube was asked");
    expect!(
        !asked_for(page, "media.example").await?,
        "the film was asked for"
    );
    page.click(".card button").await?;
    page.wait_for("iframe").await?;
    let sandbox = page.attribute("iframe", "sandbox").await?;
    expect!(!sandbox.contains("top-navigation"), "{sandbox}");
    expect!(
        page.attribute("iframe", "src")
            .await?
            .starts_with("https://www.youtube-nocookie.com/embed/"),
        "it is another player"
    );
    expect!(page.overflow().await? <= 1.0, "the player sticks out");
    Ok(())
}

pub async fn a_picture_that_a_policy_keeps_away_leaves_its_caption(page: &Page<'_>) -> Outcome {
    let media = json!([{"type": "image", "src": "/data/rwanda/talks.svg", "width": 1600, "height": 900,
                        "alt": "Two chairs", "caption": "Before the talks", "credit": "A. Name"}]);
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                  connect-src 'self'; require-trusted-types-for 'script'";
    open(page, media.clone(), "", Some(policy)).await?;
    page.click(".entry__open").await?;
    page.until("Before the talks A. Name".to_owned(), async || {
        page.text(".detail .figure__caption").await
    })
    .await?;
    page.until(0, async || page.count("img").await).await?;

    // With the policy of the guide it is there, and was given its room before it came.
    let policy = [policy, "; img-src 'self'"].concat();
    open(page, media, "", Some(&policy)).await?;
    page.click(".entry__open").await?;
    page.wait_for(".detail .figure__picture").await?;
    let script = "const it = root.querySelector('.detail .figure__picture');
        const box = it.getBoundingClientRect();
        return it.complete && it.naturalWidth > 0 && Math.abs(box.width / box.height - 16 / 9) < 0.05";
    page.until(json!(true), async || page.widget_script(script).await)
        .await?;
    let script = "const it = root.querySelector('.entry .thumbnail'); return it.complete && it.naturalWidth > 0";
    page.until(json!(true), async || page.widget_script(script).await)
        .await
}

pub async fn a_story_is_the_first_thing_shown(page: &Page<'_>) -> Outcome {
    page.server.put(
        "/first.html",
        Resource::html(
            r#"<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width">
            <script type="module" src="/backstory.js"></script></head>
            <body><back-story src="/data/rwanda.json" view="story" permalink="hash" loading="eager"></back-story></body></html>"#,
        ),
    );
    page.open("/first.html").await?;
    page.wait_for(".story").await?;
    let title = async || page.text(".story__title").await;
    expect!(
        title().await?.starts_with("Rwanda courts Russia"),
        "it starts elsewhere"
    );
    // Nobody has asked for the focus.
    let script = "return document.activeElement === document.body";
    expect_eq!(page.script(script, vec![]).await?, json!(true));
    let script = "const it = root.querySelector('.story__cover img'); return it.complete && it.naturalWidth > 0";
    page.until(json!(true), async || page.widget_script(script).await)
        .await?;
    page.click(".story__next").await?;
    let at = async || page.text(".stepper__at").await;
    page.until("1 of 31".to_owned(), at).await?;
    // By key, and by Back.
    page.press(&[Key::Right]).await?;
    page.until("2 of 31".to_owned(), at).await?;
    page.press(&[Key::Left]).await?;
    page.until("1 of 31".to_owned(), at).await?;
    page.script("history.back()", vec![]).await?;
    page.until("2 of 31".to_owned(), at).await?;
    // By a finger.
    if has_fingers(page) {
        let sheet = page.place(".story__text").await?;
        page.swipe(sheet.at(0.8, 0.3), sheet.at(0.3, 0.3)).await?;
        page.until("3 of 31".to_owned(), at).await?;
        page.swipe(sheet.at(0.3, 0.3), sheet.at(0.8, 0.3)).await?;
        page.until("2 of 31".to_owned(), at).await?;
    }
    expect!(page.overflow().await? <= 1.0, "a page sticks out");
    // Whoever follows the link sees the same page, and comes to all of it.
    let told = title().await?;
    let hash = page.script("return location.hash", vec![]).await?;
    page.open(&["/first.html", hash.as_str().unwrap_or_default()].concat())
        .await?;
    page.until(told, title).await?;
    page.click(".story__all").await?;
    page.wait_for(".tab").await?;
    page.wait_for(".detail__title").await?;
    expect_eq!(page.count(".story").await?, 0);
    Ok(())
}
