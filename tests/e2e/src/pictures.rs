//! The pictures of the README and the docs, taken by the tests' own browser, and held to
//! what they looked like.

use std::path::PathBuf;

use fantoccini::key::Key;

use crate::accepted::Accepted;
use crate::harness::{Engine, Outcome, Page};
use crate::states::LANGUAGES;

/// A view of the widget: the line of its address, and what is pressed there, or
/// the key that closes a menu.
type PictureView = (&'static str, &'static str, &'static [&'static str]);

const TIMELINE: PictureView = ("timeline", "", &[]);
const TABLE: PictureView = ("table", "view=relationships", &[]);
const DETAIL: PictureView = (
    "detail",
    "view=relationships",
    &[".row:nth-child(3) .row__open"],
);
const VIEWS: [PictureView; 10] = [
    TIMELINE,
    ("vertical", "layout=vertical", &[]),
    ("horizontal", "layout=horizontal", &[]),
    TABLE,
    DETAIL,
    ("lanes", "lanes=kind", &[]),
    ("groups", "view=relationships&group=subject", &[]),
    ("matrix", "view=relationships", &["[data-shape=matrix]"]),
    ("network", "view=relationships", &["[data-shape=network]"]),
    ("facet", "", &["[aria-controls=choices-actor]"]),
];

/// A device: its name, and its window's width and height.
type Device = (&'static str, u32, u32);

const DESK: Device = ("desk", 1280, 900);
const TABLET: Device = ("tablet", 768, 900);
const PHONE: Device = ("phone", 360, 780);
const WALL: Device = ("wall", 2560, 1200);

/// The examples that share nothing with the first story.
const EXAMPLES: [&str; 2] = ["payments", "council-vote"];

/// Takes every view by itself, every view of every language, and every device.
pub async fn pictures(page: &Page<'_>) -> Outcome {
    if page.browser.engine != Engine::Chromium {
        // The others cannot be given a phone's width and a colour scheme.
        return Ok(());
    }
    let mut accepted = Accepted::new(page).await?;
    let all = &mut accepted;
    for device in [DESK, PHONE] {
        for dark in [false, true] {
            for view in &VIEWS {
                take(page, all, "en", view, device, dark).await?;
            }
        }
    }
    for language in LANGUAGES.into_iter().skip(1) {
        take(page, all, language, &TIMELINE, DESK, false).await?;
        take(page, all, language, &TABLE, DESK, true).await?;
        take(page, all, language, &TIMELINE, PHONE, true).await?;
        take(page, all, language, &DETAIL, PHONE, false).await?;
    }
    for device in [TABLET, WALL] {
        take(page, all, "en", &TIMELINE, device, false).await?;
        take(page, all, "en", &TABLE, device, true).await?;
    }
    for example in EXAMPLES {
        for (device, width, height) in [DESK, PHONE] {
            page.resize(width, height, false).await?;
            page.open(&format!("/examples/{example}/index.html"))
                .await?;
            show(page).await?;
            picture(page, all, &format!("{example}-{device}-light")).await?;
        }
    }
    page.resize(1280, 900, false).await?;
    page.prefer(&[("forced-colors", "active")]).await?;
    come(page, "en", &TIMELINE).await?;
    picture(page, all, "timeline-desk-forced").await?;
    page.prefer(&[("prefers-contrast", "more")]).await?;
    come(page, "en", &TABLE).await?;
    picture(page, all, "table-desk-contrast").await?;
    page.resize(1280, 900, false).await?;
    accepted.close()
}

async fn come(page: &Page<'_>, language: &str, (_, line, presses): &PictureView) -> Outcome {
    page.open_in(language, line).await?;
    page.wait_for(".panel > *").await?;
    for press in *presses {
        if *press == "Escape" {
            page.press(&[Key::Escape]).await?;
        } else {
            page.wait_for(press).await?;
            page.click(press).await?;
        }
    }
    show(page).await
}

/// Brings the widget into view, and waits until it is at rest.
async fn show(page: &Page<'_>) -> Outcome {
    page.wait_for(".panel > *").await?;
    let here = "document.querySelector('back-story').scrollIntoView()";
    page.script(here, vec![]).await?;
    // A sheet slides in; the picture is of where it ends up.
    page.settle().await
}

async fn take(
    page: &Page<'_>,
    all: &mut Accepted,
    language: &str,
    view: &PictureView,
    (device, width, height): Device,
    dark: bool,
) -> Outcome {
    page.resize(width, height, dark).await?;
    come(page, language, view).await?;
    let theme = if dark { "dark" } else { "light" };
    let language = match language {
        "en" => String::new(),
        other => format!("-{other}"),
    };
    picture(page, all, &format!("{}{language}-{device}-{theme}", view.0)).await
}

async fn picture(page: &Page<'_>, all: &mut Accepted, name: &str) -> Outcome {
    let file = PathBuf::from("target/screenshots").join(format!("{name}.png"));
    page.picture(&file).await?;
    // The guides show some of them.
    let shown = std::env::var_os("BACKSTORY_PICTURES");
    let shown = shown.map(|folder| PathBuf::from(folder).join(format!("{name}.png")));
    if let Some(shown) = shown.filter(|shown| shown.is_file()) {
        std::fs::copy(&file, shown)?;
    }
    all.hold(name, &std::fs::read(file)?)
}
