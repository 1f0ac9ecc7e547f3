//! From a row to its passage, and from a passage to its rows.

use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::fixtures::page_of;
use crate::harness::{Outcome, Page, Resource};
use crate::{expect, expect_eq};

/// Watches the article for any change but the widget's own, and has no passage
/// hide from a script.
const WATCH: &str = "window.changes = 0;
    const article = document.querySelector('article');
    new MutationObserver((all) => {
        changes += all.filter(({ target, attributeName }) =>
            !target.closest?.('back-story') && attributeName !== 'tabindex').length;
    }).observe(article, { attributes: true, characterData: true, childList: true, subtree: true });";

async fn ask(page: &Page<'_>, script: &str) -> Result<Value, Box<dyn std::error::Error>> {
    page.script(script, vec![]).await
}

/// The texts that a layer of paint is on.
async fn painted(page: &Page<'_>, layer: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let script = "return [...(CSS.highlights.get(`backstory-${arguments[0]}`) ?? [])]
        .map((range) => range.toString().replace(/\\s+/g, ' '));";
    Ok(serde_json::from_value(
        page.script(script, vec![json!(layer)]).await?,
    )?)
}

/// Says, and leaves the journey, where the engine has no highlights to look at.
async fn can_paint(page: &Page<'_>) -> Result<bool, Box<dyn std::error::Error>> {
    let can = ask(page, "return 'highlights' in CSS").await? == json!(true);
    if !can {
        println!("  exception: this engine has no highlights; what is painted is not looked at");
    }
    Ok(can)
}

/// An article whose passages are set in every way that a page may set them.
fn article(widget: &str) -> Resource {
    let story = json!({
        "format": "backstory/1",
        "article": {"title": "A story", "url": "https://example.org/story"},
        "entities": [
            {"id": "a", "kind": "person", "name": "Ada"},
            {"id": "b", "kind": "person", "name": "Ben"}
        ],
        "events": [
            {"id": "inline", "date": "2018-01", "title": "Inline", "kind": "visit", "status": "happened",
             "evidence": [{"paragraph": 1, "start": "\"across", "end": "the markup's end\""}]},
            {"id": "second", "date": "2018-02", "title": "Second", "kind": "visit", "status": "happened",
             "evidence": [{"paragraph": 3, "start": "it is said twice"}]},
            {"id": "missing", "date": "2018-03", "title": "Missing", "kind": "visit", "status": "happened",
             "evidence": [{"paragraph": 2, "start": "nowhere to be", "end": "found"}]}
        ],
        "relationships": [
            {"id": "edge", "subject": "a", "predicate": "knows", "object": "b", "kind": "political",
             "stance": "neutral", "status": "stated",
             "evidence": [{"paragraph": 3, "start": "it is said twice"}]}
        ]
    });
    page_of(&format!(
        r#"<article>
            <p id="first">It goes <em>“Across</em> <b><i>nodes</i></b> and — through —
                <a href="/elsewhere.html">the
                mark­up’s</a> end”, so.</p>
            <p id="once">Here it is said twice, first.</p>
            {widget}
            <div style="height: 2400px"></div>
            <blockquote id="quote"><p id="twice">And here <u>it  is</u> said<br>twice, again.</p></blockquote>
            <div style="height: 1200px"></div>
        </article>
        <script>
            window.story = {story};
            document.querySelector('back-story').data = story;
        </script>"#
    ))
}

const WIDGET: &str = r#"<back-story loading="eager"></back-story>"#;

pub async fn a_row_leads_to_its_passage(page: &Page<'_>) -> Outcome {
    page.server.put("/passages.html", article(WIDGET));
    page.open("/passages.html").await?;
    ask(page, WATCH).await?;
    page.wait_for(".pinned__start").await?;
    expect_eq!(page.text(".pinned__start").await?, "2 passages");
    let can_paint = can_paint(page).await?;
    if can_paint {
        expect_eq!(
            painted(page, "passage").await?,
            [
                "“Across nodes and — through — the mark\u{ad}up’s end”",
                "it is saidtwice"
            ]
        );
        // Pointing at a row, or coming to it with the keyboard, lights it up.
        expect_eq!(painted(page, "hovered").await?.len(), 0);
        ask(
            page,
            "const root = document.querySelector('back-story').shadowRoot;
            [...root.querySelectorAll('[data-record]')].find((it) => it.textContent.includes('Inline'))
                .dispatchEvent(new PointerEvent('pointerover', {bubbles: true, composed: true}))",
        )
        .await?;
        expect_eq!(painted(page, "hovered").await?.len(), 1);
    }

    page.click("[data-record='event-1']").await?;
    page.wait_for(".passage__go").await?;
    page.press(&[Key::Tab]).await?;
    page.tab_to("Show in the article").await?;
    page.press(&[Key::Enter]).await?;
    // The passage is in the window, and the focus with it.
    let in_window = "const box = document.querySelector('#twice').getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight;";
    page.until(json!(true), async || ask(page, in_window).await)
        .await?;
    expect_eq!(
        ask(page, "return document.activeElement.id").await?,
        json!("twice")
    );
    if can_paint {
        expect_eq!(painted(page, "flash").await?, ["it is saidtwice"]);
        page.until(0, async || Ok(painted(page, "flash").await?.len()))
            .await?;
    }
    // Escape goes back to the button, and leaves the paragraph as it was.
    page.press(&[Key::Escape]).await?;
    page.until("Show in the article".to_owned(), async || {
        page.focused().await
    })
    .await?;
    let attributes = ask(
        page,
        "return document.querySelector('#twice').getAttributeNames()",
    )
    .await?;
    expect_eq!(attributes, json!(["id"]));
    expect_eq!(ask(page, "return changes").await?, json!(0));
    Ok(())
}

/// Presses in the middle of what the selector names in the page.
async fn press_on(page: &Page<'_>, selector: &str) -> Outcome {
    let script = "const it = document.querySelector(arguments[0]);
        it.scrollIntoView({block: 'center', behavior: 'instant'});
        const box = it.getClientRects()[0];
        const at = {clientX: box.left + box.width / 2, clientY: box.top + box.height / 2};
        it.dispatchEvent(new MouseEvent('click', {bubbles: true, composed: true, cancelable: true, ...at}));";
    page.script(script, vec![json!(selector)]).await?;
    Ok(())
}

pub async fn a_passage_leads_to_its_rows(page: &Page<'_>) -> Outcome {
    page.server.put("/passages.html", article(WIDGET));
    page.open("/passages.html").await?;
    page.wait_for(".pinned__start").await?;
    ask(page, WATCH).await?;
    // A press next to the passages does nothing, nor does one on a link.
    ask(
        page,
        "document.addEventListener('click', (event) => event.preventDefault())",
    )
    .await?;
    press_on(page, "#once").await?;
    press_on(page, "#first a").await?;
    expect_eq!(page.count(".pinned").await?, 0);

    press_on(page, "#twice u").await?;
    page.wait_for(".pinned").await?;
    expect_eq!(
        page.text(".pinned__title").await?,
        "Passage 2 of 2: 2 rows highlighted"
    );
    expect_eq!(
        page.texts(".pinned__rows li").await?,
        ["Second", "Ada knows Ben"]
    );
    page.until(true, async || {
        Ok(page.focused().await?.starts_with("Passage 2 of 2"))
    })
    .await?;
    // The row is marked as well, by more than a colour.
    let outline = "const root = document.querySelector('back-story').shadowRoot;
        return getComputedStyle(root.querySelector(`[data-record='event-1']`)).outlineStyle;";
    expect_eq!(ask(page, outline).await?, json!("solid"));
    page.press(&[Key::Escape]).await?;
    page.until(0, async || page.count(".pinned").await).await?;

    // Words that overlap a passage do the same, and take the focus nowhere.
    ask(
        page,
        "const words = document.querySelector('#first b i').firstChild;
        getSelection().setBaseAndExtent(words, 1, words, 3);",
    )
    .await?;
    page.wait_for(".pinned").await?;
    expect_eq!(page.texts(".pinned__rows li").await?, ["Inline"]);
    page.click(".pinned__rows button").await?;
    page.wait_for(".detail__title").await?;
    expect_eq!(ask(page, "return changes").await?, json!(0));
    Ok(())
}

pub async fn a_keyboard_walks_the_passages(page: &Page<'_>) -> Outcome {
    page.server.put("/passages.html", article(WIDGET));
    page.open("/passages.html").await?;
    page.wait_for(".pinned__start").await?;
    page.tab_to("2 passages").await?;
    page.press(&[Key::Enter]).await?;
    page.wait_for(".pinned").await?;
    expect_eq!(page.texts(".pinned__rows li").await?, ["Inline"]);
    page.tab_to("Next passage").await?;
    page.press(&[Key::Enter]).await?;
    page.until(
        vec!["Second".to_owned(), "Ada knows Ben".to_owned()],
        async || page.texts(".pinned__rows li").await,
    )
    .await?;
    expect!(
        page.focused().await?.starts_with("Next passage"),
        "the focus stays on the step"
    );
    if can_paint(page).await? {
        expect_eq!(painted(page, "hovered").await?, ["it is saidtwice"]);
    }
    page.tab_to("Show in the article").await?;
    page.press(&[Key::Enter]).await?;
    page.until(json!("twice"), async || {
        ask(page, "return document.activeElement.id").await
    })
    .await?;
    page.press(&[Key::Escape]).await?;
    page.until("Show in the article".to_owned(), async || {
        page.focused().await
    })
    .await?;
    Ok(())
}

pub async fn what_is_in_view_is_marked(page: &Page<'_>) -> Outcome {
    page.server.put("/passages.html", article(WIDGET));
    page.open("/passages.html").await?;
    page.wait_for(".pinned__start").await?;
    let marks = "const root = document.querySelector('back-story').shadowRoot;
        return [...root.querySelectorAll('[data-record]')]
            .filter((it) => [it, ...it.querySelectorAll('.event__title')]
                .some((it) => getComputedStyle(it, '::before').content.includes('¶')))
            .map((it) => it.dataset.record);";
    let show = async |selector: &str| {
        let script = "document.querySelector(arguments[0]).scrollIntoView({block: 'center', behavior: 'instant'})";
        page.script(script, vec![json!(selector)]).await
    };
    show("#twice").await?;
    page.until(json!(["event-1"]), async || ask(page, marks).await)
        .await?;
    show("#first").await?;
    page.until(json!(["event-0"]), async || ask(page, marks).await)
        .await?;
    // It filters nothing.
    expect_eq!(page.text(".summary").await?, "3 events and 1 relationship");
    page.click("#tab-relationships").await?;
    page.wait_for(".row").await?;
    show("#twice").await?;
    page.until(json!(["relationship-0"]), async || ask(page, marks).await)
        .await?;

    // The article changes, and the passages are where they then are.
    ask(
        page,
        "document.querySelector('#first').before(Object.assign(document.createElement('p'),
            {textContent: 'They found it: nowhere to be… found'}))",
    )
    .await?;
    page.until("2 passages".to_owned(), async || {
        page.text(".pinned__start").await
    })
    .await?;
    ask(
        page,
        "document.querySelector('#first').before(Object.assign(document.createElement('p'),
            {textContent: 'It is nowhere to be had or found.'}))",
    )
    .await?;
    if can_paint(page).await? {
        page.until(true, async || {
            let painted = painted(page, "passage").await?;
            Ok(painted.iter().any(|it| *it == "nowhere to be had or found"))
        })
        .await?;
    }
    // What is said twice now fits in two other paragraphs than the one that is
    // named, and in none of them for certain.
    page.until("2 passages".to_owned(), async || {
        page.text(".pinned__start").await
    })
    .await?;
    Ok(())
}

pub async fn a_passage_that_is_missing_is_said_so(page: &Page<'_>) -> Outcome {
    page.server.put("/passages.html", article(WIDGET));
    page.open("/passages.html").await?;
    page.wait_for(".pinned__start").await?;
    page.click("[data-record='event-2']").await?;
    page.wait_for(".passage__missing").await?;
    expect_eq!(page.count(".passage__go").await?, 0);
    expect_eq!(
        page.attribute(".passage__elsewhere", "href").await?,
        "https://example.org/story#:~:text=nowhere%20to%20be,found"
    );
    expect_eq!(
        page.attribute(".passage__elsewhere", "rel").await?,
        "noopener"
    );
    Ok(())
}

pub async fn a_browser_without_highlights_goes_there_too(page: &Page<'_>) -> Outcome {
    let with = String::from_utf8(article(WIDGET).body)?;
    let without = with.replacen(
        "<head>",
        "<head><script>delete CSS.highlights; delete globalThis.Highlight;</script>",
        1,
    );
    page.server.put("/plain.html", Resource::html(without));
    page.open("/plain.html").await?;
    expect_eq!(
        ask(page, "return 'Highlight' in globalThis").await?,
        json!(false)
    );
    page.wait_for(".pinned__start").await?;
    page.click("[data-record='event-1']").await?;
    page.wait_for(".passage__go").await?;
    page.click(".passage__go").await?;
    page.until(json!("twice"), async || {
        ask(page, "return document.activeElement.id").await
    })
    .await?;
    let in_window = "const box = document.querySelector('#twice').getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight;";
    page.until(json!(true), async || ask(page, in_window).await)
        .await?;
    expect_eq!(
        ask(
            page,
            "return getSelection().toString().replace(/\\s+/g, ' ')"
        )
        .await?,
        json!("it is said twice")
    );
    Ok(())
}

/// The article comes after the widget, is opened, replaced, moved and removed.
pub async fn an_article_that_comes_and_goes_is_followed(page: &Page<'_>) -> Outcome {
    let story = json!({
        "format": "backstory/1",
        "events": [{"id": "gate", "date": "2018", "title": "The gate", "kind": "other",
                    "status": "happened",
                    "evidence": [{"paragraph": 1, "start": "The lock gate broke"}]}],
        "relationships": []
    });
    let html = format!(
        "<div id='app'></div><div id='other'></div>
         <back-story article='#story' loading='eager'></back-story>
         <script>document.querySelector('back-story').data = {story};</script>"
    );
    page.server.put("/later.html", page_of(&html));
    page.open("/later.html").await?;
    let counts = async |expected: &str| {
        page.until(expected.to_owned(), async || {
            Ok(page.texts(".pinned__start").await?.concat())
        })
        .await
    };
    expect_eq!(page.count(".pinned__start").await?, 0);
    let steps = [
        (
            "app.innerHTML = '<article id=story><p>The lock gate broke at dawn.</p></article>'",
            "1 passage",
        ),
        ("other.append(story)", "1 passage"),
        ("story.hidden = true", ""),
        ("story.hidden = false", "1 passage"),
        (
            "story.innerHTML = '<details><summary>More</summary><p>The lock gate broke.</p></details>'",
            "",
        ),
        ("story.querySelector('details').open = true", "1 passage"),
        ("story.remove()", ""),
        (
            "app.innerHTML = '<section id=story><p>The lock gate broke again.</p></section>'",
            "1 passage",
        ),
    ];
    for (script, expected) in steps {
        ask(page, script).await?;
        counts(expected).await?;
    }
    if can_paint(page).await? {
        expect_eq!(painted(page, "passage").await?, ["The lock gate broke"]);
    }
    Ok(())
}

/// Words that appear in several places are not taken for the nearest.
pub async fn an_ambiguous_passage_is_said_to_be_so(page: &Page<'_>) -> Outcome {
    let story = json!({
        "format": "backstory/1",
        "events": [
            {"id": "two", "date": "2018-01", "title": "Second", "kind": "other",
             "status": "happened", "evidence": [{"paragraph": 2, "start": "the board met"}]},
            {"id": "far", "date": "2018-02", "title": "Far", "kind": "other",
             "status": "happened", "evidence": [{"paragraph": 7, "start": "the board met"}]}
        ]
    });
    let html = format!(
        "<article><h1>Head</h1><p>ONE: the board met in June.</p>
         <p>TWO: the board met in June.</p><back-story loading='eager'></back-story></article>
         <script>document.querySelector('back-story').data = {story};</script>"
    );
    page.server.put("/twice.html", page_of(&html));
    page.open("/twice.html").await?;
    page.wait_for(".pinned__start").await?;
    expect_eq!(page.text(".pinned__start").await?, "1 passage");
    if can_paint(page).await? {
        let block = "return [...CSS.highlights.get('backstory-passage')]
            .map((range) => range.startContainer.data.slice(0, 3));";
        expect_eq!(ask(page, block).await?, json!(["TWO"]));
    }
    page.click("[data-record='event-1']").await?;
    page.wait_for(".passage__missing").await?;
    expect_eq!(
        page.text(".passage__missing").await?,
        "These words appear in several places in the article."
    );
    expect_eq!(page.count(".passage__go").await?, 0);
    Ok(())
}
