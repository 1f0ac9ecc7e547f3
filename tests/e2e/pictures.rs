//! The pictures of the README, taken by the tests' own browser.

use std::path::PathBuf;

use fantoccini::key::Key;

use crate::harness::{Engine, Outcome, Page};

/// A view of the widget, by what is done before it is taken: what is pressed, or
/// the key that closes a menu.
const VIEWS: [(&str, &[&str]); 7] = [
    ("timeline", &[]),
    ("table", &["#tab-relationships"]),
    (
        "groups",
        &[
            "#tab-relationships",
            "[aria-controls=group-menu]",
            "#group-menu [value=subject]",
            "Escape",
        ],
    ),
    ("matrix", &["#tab-relationships", "[data-shape=matrix]"]),
    ("network", &["#tab-relationships", "[data-shape=network]"]),
    ("facet", &["[aria-controls=choices-actor]"]),
    (
        "detail",
        &["#tab-relationships", ".row:nth-child(3) .row__open"],
    ),
];

/// Takes every view, on a desk and on a phone, in the light and in the dark.
pub async fn pictures(page: &Page<'_>) -> Outcome {
    if page.browser.engine != Engine::Chromium {
        // The others cannot be given a phone's width and a colour scheme.
        return Ok(());
    }
    let folder = std::env::var_os("BACKSTORY_PICTURES");
    let folder = folder.map_or_else(|| PathBuf::from("target/screenshots"), PathBuf::from);
    for (device, width, height) in [("desk", 1280, 900), ("phone", 360, 780)] {
        for (theme, dark) in [("light", false), ("dark", true)] {
            page.resize(width, height, dark).await?;
            for (view, presses) in VIEWS {
                page.open("/").await?;
                for press in presses {
                    if *press == "Escape" {
                        page.press(&[Key::Escape]).await?;
                    } else {
                        page.click(press).await?;
                    }
                }
                page.script(
                    "document.querySelector('back-story').scrollIntoView()",
                    vec![],
                )
                .await?;
                // A sheet slides in; the picture is of where it ends up.
                page.script("return Promise.all(document.querySelector('back-story').shadowRoot.getAnimations().map((it) => it.finished)).then(() => true);", vec![]).await?;
                page.picture(&folder.join(format!("{view}-{device}-{theme}.png")))
                    .await?;
            }
        }
    }
    page.resize(1280, 900, false).await?;
    Ok(())
}
