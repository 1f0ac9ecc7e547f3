//! One open page with a widget in it.

use std::fmt::Debug;
use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::key::Key;
use serde_json::{Value, json};

use super::{Browser, Engine, Resource, Server};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// How long a page may take to become what is expected of it.
const WAIT_TIMEOUT: Duration = Duration::from_secs(15);

/// The widget's root, for scripts; `host` picks one of several widgets.
const ROOT: &str =
    "const host = document.querySelector(arguments[0]); const root = host && host.shadowRoot;";

/// Waits until an element has stayed where it is for some frames, or is gone.
const STILL: &str = "return new Promise((done) => {
    let [last, same, left] = ['', 0, 60];
    const look = () => {
        const box = root.querySelector(selector)?.getBoundingClientRect();
        const now = box && `${box.x} ${box.y} ${box.width}`;
        same = now === last ? same + 1 : 0;
        last = now;
        if (!now || same === 3 || !left--) return done(true);
        requestAnimationFrame(look);
    };
    look();
});";

pub struct Page<'a> {
    pub browser: &'a Browser,
    pub server: &'a Server,
    pub(super) host: String,
}

impl<'a> Page<'a> {
    pub fn new(browser: &'a Browser, server: &'a Server) -> Self {
        Self {
            browser,
            server,
            host: "back-story".to_owned(),
        }
    }

    /// The same page, seen through another widget of it.
    pub fn widget(&self, host: &str) -> Self {
        Self {
            host: host.to_owned(),
            ..*self
        }
    }

    /// Goes to a path of the server, and waits until the widget shows something,
    /// itself and not what the page was served with.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.go(path).await?;
        self.live().await
    }

    /// Waits until the widget is there, whole.
    pub async fn live(&self) -> Result<()> {
        self.is_there("!root.querySelector('.fallback-list')").await
    }

    /// Waits until the first part of the widget is there, and filters work.
    pub async fn started(&self) -> Result<()> {
        self.is_there("true").await
    }

    async fn is_there(&self, and: &str) -> Result<()> {
        // It is laid out next to what was served, before it takes the place.
        let script = format!(
            "return Boolean(root && !root.querySelector('.prerendered')
                && root.querySelector('.summary-line, .failure, .story') && {and});"
        );
        self.until(json!(true), async || self.widget_script(&script).await)
            .await
            .map_err(|error| format!("no widget: {error}").into())
    }

    /// Goes to a path of the server.
    pub async fn go(&self, path: &str) -> Result<()> {
        let client = &self.browser.client;
        // The same path again, or with another hash, would not load it anew.
        client.goto("about:blank").await?;
        client
            .goto(&format!("{}{path}", self.server.address))
            .await?;
        self.script(
            "document.querySelector('back-story')?.scrollIntoView()",
            vec![],
        )
        .await?;
        Ok(())
    }

    /// Runs a script in the page.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.browser.client.execute(script, arguments).await?)
    }

    /// Runs a script with the widget's `root`, and what `selector` is.
    pub async fn ask(&self, script: &str, selector: &str) -> Result<Value> {
        let arguments = vec![json!(self.host), json!(selector)];
        self.script(
            &format!("{ROOT} const selector = arguments[1]; {script}"),
            arguments,
        )
        .await
    }

    /// The element of the widget that `selector` names.
    pub async fn element(&self, selector: &str) -> Result<Element> {
        let found = self
            .ask("return root && root.querySelector(selector);", selector)
            .await?;
        let id = found
            .as_object()
            .and_then(|object| object.values().next()?.as_str());
        let id = id.ok_or_else(|| format!("there is no {selector}"))?;
        Ok(Element::from_element_id(
            self.browser.client.clone(),
            ElementRef::from(id.to_owned()),
        ))
    }

    pub async fn wait_for(&self, selector: &str) -> Result<()> {
        let script = "return root ? root.querySelectorAll(selector).length : 0;";
        let start = Instant::now();
        while self.ask(script, selector).await? == json!(0) {
            if start.elapsed() > WAIT_TIMEOUT {
                return Err(
                    format!("{selector} does not come; {:?}", self.problems().await?).into(),
                );
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
        Ok(())
    }

    /// Waits until what `read` gives is `expected`. An error of `read` may pass too:
    /// what it reads may be on its way in, or out.
    pub async fn until<T: PartialEq + Debug>(
        &self,
        expected: T,
        read: impl AsyncFn() -> Result<T>,
    ) -> Result<()> {
        let start = Instant::now();
        loop {
            let found = read().await;
            if found.as_ref().is_ok_and(|found| *found == expected) {
                return Ok(());
            }
            if start.elapsed() > WAIT_TIMEOUT {
                let found = found?;
                return Err(format!("it stays\n  {found:?}\nand should be\n  {expected:?}").into());
            }
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    /// The texts that a reader sees in every element that `selector` names.
    pub async fn texts(&self, selector: &str) -> Result<Vec<String>> {
        let script = "return [...root.querySelectorAll(selector)]
            .map((it) => it.textContent.replace(/\\s+/g, ' ').trim());";
        Ok(serde_json::from_value(self.ask(script, selector).await?)?)
    }

    pub async fn text(&self, selector: &str) -> Result<String> {
        let first = self.texts(selector).await?.into_iter().next();
        first.ok_or_else(|| format!("there is no {selector}").into())
    }

    pub async fn count(&self, selector: &str) -> Result<usize> {
        Ok(self.texts(selector).await?.len())
    }

    pub async fn attribute(&self, selector: &str, name: &str) -> Result<String> {
        Ok(self
            .element(selector)
            .await?
            .attr(name)
            .await?
            .unwrap_or_default())
    }

    pub async fn click(&self, selector: &str) -> Result<()> {
        let element = self.element(selector).await?;
        let center = "const it = root.querySelector(selector);
            it.scrollIntoView({block: 'center', behavior: 'instant'});";
        self.ask(center, selector).await?;
        if self.browser.engine == Engine::Webkit {
            // Its driver presses where the element was, even if that has moved since.
            self.ask(STILL, selector).await?;
        }
        element.click().await?;
        Ok(())
    }

    /// Types into a field, after what it holds.
    pub async fn type_into(&self, selector: &str, text: &str) -> Result<()> {
        self.element(selector).await?.send_keys(text).await?;
        Ok(())
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub async fn press(&self, keys: &[Key]) -> Result<()> {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for key in keys {
            let value = char::from(*key);
            actions = actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        self.browser.client.perform_actions(actions).await?;
        Ok(())
    }

    /// Presses a key while a modifier is held.
    pub async fn chord(&self, modifier: char, key: Key) -> Result<()> {
        self.hold(modifier, char::from(key)).await
    }

    /// Presses the key of a letter while a modifier is held.
    pub async fn hold(&self, modifier: char, value: char) -> Result<()> {
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: modifier })
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value })
            .then(KeyAction::Up { value: modifier });
        self.browser.client.perform_actions(keys).await?;
        Ok(())
    }

    /// Drags the middle of what `selector` names so many pixels to the right.
    pub async fn drag(&self, selector: &str, right: i64) -> Result<()> {
        let middle = "const it = root.querySelector(selector);
            it.scrollIntoView({block: 'center', behavior: 'instant'});
            const box = it.getBoundingClientRect();
            return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];";
        let (x, y): (i64, i64) = serde_json::from_value(self.ask(middle, selector).await?)?;
        let to = |x: i64| PointerAction::MoveTo {
            duration: Some(Duration::from_millis(40)),
            x: x as f64,
            y: y as f64,
        };
        let button = MOUSE_BUTTON_LEFT;
        let drag = MouseActions::new("mouse".to_owned())
            .then(to(x))
            .then(PointerAction::Down { button })
            .then(to(x + right / 2))
            .then(to(x + right))
            .then(PointerAction::Up { button });
        self.browser.client.perform_actions(drag).await?;
        Ok(())
    }

    /// Runs a script that is given the widget's shadow root as `root`.
    pub async fn widget_script(&self, script: &str) -> Result<Value> {
        self.ask(script, "").await
    }

    /// The text or label of what has the focus, inside the widget or not.
    pub async fn focused(&self) -> Result<String> {
        let script = "let it = document.activeElement;
            while (it && it.shadowRoot && it.shadowRoot.activeElement) it = it.shadowRoot.activeElement;
            if (!it) return '';
            const words = it.getAttribute('aria-label') || it.textContent || it.id;
            return words.replace(/\\s+/g, ' ').trim();";
        Ok(self
            .script(script, vec![])
            .await?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    /// Presses Tab until what has the focus says `words`.
    pub async fn tab_to(&self, words: &str) -> Result<()> {
        let mut passed = Vec::new();
        for _ in 0..80 {
            self.press(&[Key::Tab]).await?;
            let focused = self.focused().await?;
            if focused.contains(words) {
                return Ok(());
            }
            passed.push(focused);
        }
        Err(format!("Tab does not come to \"{words}\" but to {passed:?}").into())
    }

    /// What went wrong on the page, as a developer's console would have it.
    pub async fn problems(&self) -> Result<Vec<String>> {
        let problems = self
            .script("return window.__problems || [];", vec![])
            .await?;
        Ok(serde_json::from_value(problems)?)
    }

    /// How far the widget's content sticks out of it to the side, in pixels.
    pub async fn overflow(&self) -> Result<f64> {
        let script = "const place = host.getBoundingClientRect();
            let most = document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth;
            for (const it of root.querySelectorAll('.backstory, .filters, .popover__panel, .tabs, .table, .row, .timeline, .timeline__frame, .overview, .detail')) {
                const box = it.getBoundingClientRect();
                if (box.width) most = Math.max(most, box.right - place.right, place.left - box.left);
            }
            return most;";
        Ok(self.ask(script, "").await?.as_f64().unwrap_or(f64::NAN))
    }

    /// Gives the page a width, where the browser can be told one; says whether.
    pub async fn resize(&self, width: u32, height: u32, dark: bool) -> Result<bool> {
        if self.browser.engine != Engine::Chromium {
            self.browser.client.set_window_size(width, height).await?;
            return Ok(width >= 500 && !dark);
        }
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.browser
            .chromium("Emulation.setDeviceMetricsOverride", size)
            .await?;
        let scheme = if dark { "dark" } else { "light" };
        self.prefer(&[("prefers-color-scheme", scheme)]).await?;
        Ok(true)
    }

    /// Sets what the reader's system prefers, such as `prefers-color-scheme` to
    /// `dark`; nothing for what is usual. Firefox knows the scheme,
    /// `forced-colors` and `prefers-reduced-motion` alone.
    pub async fn prefer(&self, features: &[(&str, &str)]) -> Result<()> {
        match self.browser.engine {
            Engine::Chromium => {
                let features: Vec<Value> = features
                    .iter()
                    .map(|(name, value)| json!({"name": name, "value": value}))
                    .collect();
                let features = json!({"features": features});
                self.browser
                    .chromium("Emulation.setEmulatedMedia", features)
                    .await?;
            }
            Engine::Firefox => {
                let wants = |feature| features.contains(&feature);
                let dark = wants(("prefers-color-scheme", "dark"));
                let forced = wants(("forced-colors", "active"));
                let still = wants(("prefers-reduced-motion", "reduce"));
                let preferences = json!({
                    "ui.systemUsesDarkTheme": u8::from(dark),
                    "ui.prefersReducedMotion": u8::from(still),
                    "layout.css.prefers-color-scheme.content-override": if dark { 0 } else { 1 },
                    "browser.display.document_color_use": if forced { 2 } else { 1 },
                });
                self.browser.firefox(&preferences).await?;
            }
            Engine::Webkit => {}
        }
        Ok(())
    }

    /// Enlarges the page as a reader does by Ctrl and plus, in a window of 1280
    /// by 1024 pixels; 1 gives the window its usual size back.
    pub async fn zoom(&self, by: u32) -> Result<()> {
        match self.browser.engine {
            Engine::Chromium if by == 1 => {
                self.resize(1280, 900, false).await?;
            }
            // To a page, zoom is fewer and larger pixels.
            Engine::Chromium => {
                let size = json!({"width": 1280 / by, "height": 1024 / by,
                    "deviceScaleFactor": by, "mobile": false});
                self.browser
                    .chromium("Emulation.setDeviceMetricsOverride", size)
                    .await?;
            }
            Engine::Firefox => self.browser.firefox_zoom(by).await?,
            Engine::Webkit => {}
        }
        Ok(())
    }

    /// Makes the widget as narrow or wide as a page's column may be, whatever
    /// the window.
    pub async fn column(&self, width: u32) -> Result<()> {
        let script = "if (host) host.style.width = selector + 'px';";
        self.ask(script, &width.to_string()).await?;
        Ok(())
    }

    /// The page in another language: as published there, its `lang` on the root.
    /// `line` is the state that its address gives.
    pub async fn open_in(&self, language: &str, line: &str) -> Result<()> {
        let folder = std::env::var("BACKSTORY_DIST")?;
        let page = std::fs::read_to_string(Path::new(&folder).join("index.html"))?;
        let dir = if language.starts_with("ar") {
            "rtl"
        } else {
            "ltr"
        };
        let root = format!("<html lang=\"{language}\" dir=\"{dir}\"");
        let path = format!("/{language}.html");
        let page = page.replacen("<html lang=\"en\"", &root, 1);
        self.server.put(&path, Resource::html(page));
        self.open(&format!("{path}#backstory:{line}")).await
    }

    /// Takes a picture of what is in the window.
    pub async fn picture(&self, file: &Path) -> Result<()> {
        let picture = self.browser.client.screenshot().await?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, picture)?;
        Ok(())
    }
}
