//! What the reader did, in the page's address.

use serde_json::json;

use crate::fixtures::page_of;
use crate::harness::{Outcome, Page};
use crate::{expect, expect_eq};

const WIDGET: &str = r#"<h2 id="section-2">Section 2</h2>
    <back-story id="story" src="/data/rwanda.json" permalink="hash" loading="eager"></back-story>"#;

async fn hash(page: &Page<'_>) -> Result<String, Box<dyn std::error::Error>> {
    let hash = page.script("return location.hash", vec![]).await?;
    Ok(hash.as_str().unwrap_or_default().to_owned())
}

async fn back(page: &Page<'_>) -> Outcome {
    page.script("history.back()", vec![]).await?;
    Ok(())
}

pub async fn back_and_forward_work(page: &Page<'_>) -> Outcome {
    page.server.put("/address.html", page_of(WIDGET));
    page.open("/address.html").await?;
    expect_eq!(hash(page).await?, "");
    // One word is one step, however many keys it takes.
    page.type_into(".search__field", "sudan").await?;
    page.until("#story:q=sudan".to_owned(), async || hash(page).await)
        .await?;
    page.click("#tab-relationships").await?;
    page.until("#story:q=sudan&view=relationships".to_owned(), async || {
        hash(page).await
    })
    .await?;
    page.wait_for(".row").await?;
    page.click(".row .row__open").await?;
    page.wait_for(".detail").await?;
    page.until(true, async || {
        Ok(hash(page)
            .await?
            .starts_with("#story:q=sudan&view=relationships&open=relationship."))
    })
    .await?;
    let link = hash(page).await?;

    back(page).await?;
    page.until(0, async || page.count(".detail").await).await?;
    back(page).await?;
    page.wait_for("#tab-timeline[aria-selected=true]").await?;
    expect_eq!(page.count(".chip").await?, 1);
    back(page).await?;
    page.until(0, async || page.count(".chip").await).await?;
    expect_eq!(hash(page).await?, "");
    for _ in 0..3 {
        page.script("history.forward()", vec![]).await?;
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    }
    page.wait_for(".detail").await?;
    expect_eq!(hash(page).await?, link);

    // A reader who follows the link sees the same, wherever the widget stands.
    let far = format!(
        "<div style='height: 5000px'></div>{}",
        WIDGET.replace("eager", "lazy")
    );
    page.server.put("/far-address.html", page_of(&far));
    let client = &page.browser.client;
    client.goto("about:blank").await?;
    client
        .goto(&format!("{}/far-address.html{link}", page.server.address))
        .await?;
    page.wait_for(".detail").await?;
    expect_eq!(page.count(".chip").await?, 1);
    page.until(json!(true), async || {
        page.script(
            "return document.querySelector('back-story').getBoundingClientRect().top < innerHeight",
            vec![],
        )
        .await
    })
    .await?;
    Ok(())
}

pub async fn the_pages_own_hash_is_left_alone(page: &Page<'_>) -> Outcome {
    page.server.put("/address.html", page_of(WIDGET));
    for own in ["#section-2", "#/route?a=1", "#a;b:c", "#story"] {
        page.open(&format!("/address.html{own}")).await?;
        expect_eq!(page.count(".chip").await?, 0);
        page.type_into(".search__field", "sudan").await?;
        page.wait_for(".chip").await?;
        page.click("#tab-relationships").await?;
        page.wait_for(".row").await?;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        if own != "#story" {
            expect_eq!(hash(page).await?, own);
        }
    }
    // What is broken is passed over, and what can be read is read.
    page.open("/address.html#story:q=sudan&open=event.gone&sort=%zz&&=&view=map")
        .await?;
    expect_eq!(page.texts(".chip__name").await?.len(), 1);
    expect_eq!(page.count(".detail").await?, 0);
    expect_eq!(page.count("#tab-timeline[aria-selected=true]").await?, 1);

    // The page goes to a place of its own: the widget stays as it is.
    page.script("location.hash = 'section-2'", vec![]).await?;
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    expect_eq!(page.count(".chip").await?, 1);
    expect_eq!(hash(page).await?, "#section-2");

    // And without the attribute nothing is written.
    let silent = WIDGET.replace(r#"permalink="hash""#, "");
    page.server.put("/silent.html", page_of(&silent));
    page.open("/silent.html#story:q=sudan").await?;
    expect_eq!(page.count(".chip, .copy-link").await?, 0);
    Ok(())
}

pub async fn two_widgets_share_the_hash(page: &Page<'_>) -> Outcome {
    let two = format!("{WIDGET}{}", WIDGET.replace("\"story\"", "\"map\""));
    page.server.put("/shared.html", page_of(&two));
    page.open("/shared.html#map:view=relationships").await?;
    let (story, map) = (page.widget("#story"), page.widget("#map"));
    story.wait_for(".summary").await?;
    map.wait_for("#tab-relationships[aria-selected=true]")
        .await?;
    expect_eq!(story.count("#tab-timeline[aria-selected=true]").await?, 1);
    story.type_into(".search__field", "kenya").await?;
    page.until(
        "#map:view=relationships;story:q=kenya".to_owned(),
        async || hash(page).await,
    )
    .await?;
    map.click("#tab-timeline").await?;
    page.until("#story:q=kenya".to_owned(), async || hash(page).await)
        .await?;
    back(page).await?;
    map.wait_for("#tab-relationships[aria-selected=true]")
        .await?;
    expect_eq!(story.count(".chip").await?, 1);
    Ok(())
}

pub async fn a_link_is_copied(page: &Page<'_>) -> Outcome {
    page.server.put("/address.html", page_of(WIDGET));
    page.open("/address.html").await?;
    // Not every driver lets the clipboard be read: what is written to it is kept.
    let keep = "const real = navigator.clipboard?.writeText;
        if (real) navigator.clipboard.writeText = (text) =>
            real.call(navigator.clipboard, text).then(() => void (window.__copied = text));";
    page.script(keep, vec![]).await?;
    page.type_into(".search__field", "kenya").await?;
    page.wait_for(".chip").await?;
    page.click(".copy-link").await?;
    // Where the clipboard is refused, the link is shown to be copied by hand.
    page.wait_for(".copy-by-hand textarea, .copy-link .icon + span")
        .await?;
    page.until(true, async || {
        let by_hand = page.count(".copy-by-hand textarea").await? == 1;
        Ok(by_hand || page.text(".copy-link").await? == "Copied")
    })
    .await?;
    let script = "const it = document.querySelector('back-story').shadowRoot.querySelector('.copy-by-hand textarea');
        return it ? it.value : window.__copied;";
    let link = page.script(script, vec![]).await?;
    let link = link.as_str().ok_or("no link was copied")?;
    expect!(link.ends_with("/address.html#story:q=kenya"), "{link}");
    Ok(())
}
