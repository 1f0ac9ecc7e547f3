//! A browser under WebDriver.

use std::process::Stdio;
use std::time::{Duration, Instant};

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

pub struct Browser {
    pub engine: Engine,
    pub client: Client,
    driver: Child,
}

type Error = Box<dyn std::error::Error>;

impl Browser {
    /// Starts the browser that `cargo xtask test` names in the environment.
    pub async fn start() -> Result<Self, Error> {
        Self::start_with(|_| ()).await
    }

    /// Starts a Chromium that keeps a trace of what its threads do.
    pub async fn start_traced() -> Result<Self, Error> {
        Self::start_with(|capabilities| {
            capabilities.insert("goog:loggingPrefs".into(), json!({"performance": "ALL"}));
            capabilities["goog:chromeOptions"]["perfLoggingPrefs"] = json!({
                "enableNetwork": false,
                "enablePage": false,
                "traceCategories": "toplevel,devtools.timeline",
            });
        })
        .await
    }

    /// The events of the trace since the last time that they were asked for.
    pub async fn trace(&self) -> Result<Vec<Value>, Error> {
        let command = WebDriverRequest::post("se/log", json!({"type": "performance"}));
        let log = self.client.issue_cmd(command).await?;
        let mut events = Vec::new();
        for entry in log.as_array().into_iter().flatten() {
            let text = entry["message"].as_str().unwrap_or_default();
            let mut message: Value = serde_json::from_str(text)?;
            let message = message["message"].take();
            if message["method"] == "Tracing.dataCollected" {
                events.push(message["params"].clone());
            }
        }
        Ok(events)
    }

    async fn start_with(change: impl FnOnce(&mut Capabilities)) -> Result<Self, Error> {
        let variable = |name: &str| {
            std::env::var(name).map_err(|_| format!("{name} is not set: run `cargo xtask test`"))
        };
        let engine = match variable("BACKSTORY_ENGINE")?.as_str() {
            "chromium" => Engine::Chromium,
            "firefox" => Engine::Firefox,
            _ => Engine::Webkit,
        };
        let mut capabilities: Capabilities =
            serde_json::from_str(&variable("BACKSTORY_CAPABILITIES")?)?;
        change(&mut capabilities);
        let port = TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port();
        let driver = Command::new(variable("BACKSTORY_DRIVER")?)
            .arg(format!("--port={port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        reachable(port).await?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await?;
        Ok(Self {
            engine,
            client,
            driver,
        })
    }

    pub async fn stop(mut self) {
        let _ = self.client.close().await;
        let _ = self.driver.kill().await;
    }

    /// Sends a command of Chromium's own protocol, and gives its answer.
    pub async fn chromium(&self, name: &str, parameters: Value) -> Result<Value, Error> {
        let body = json!({"cmd": name, "params": parameters});
        let command = WebDriverRequest::post("goog/cdp/execute", body);
        Ok(self.client.issue_cmd(command).await?)
    }

    /// Sets preferences of Firefox, as its settings' page would; `null` gives
    /// one back its default.
    pub async fn firefox(&self, preferences: &Value) -> Result<(), Error> {
        let script = "for (const [name, value] of Object.entries(arguments[0])) {
            if (value === null) Services.prefs.clearUserPref(name);
            else if (typeof value === 'number') Services.prefs.setIntPref(name, value);
            else Services.prefs.setBoolPref(name, value);
        }";
        self.in_firefox(script, preferences).await
    }

    /// Enlarges the page in Firefox.
    pub async fn firefox_zoom(&self, by: u32) -> Result<(), Error> {
        let script = "const browser = Services.wm.getMostRecentWindow('navigator:browser');
            browser.ZoomManager.setZoomForBrowser(browser.gBrowser.selectedBrowser, arguments[0]);";
        self.in_firefox(
            "Services.prefs.setIntPref('zoom.maxPercent', 500);",
            &json!(0),
        )
        .await?;
        self.in_firefox(script, &json!(by)).await
    }

    /// Runs a script of Firefox's own, not of a page.
    async fn in_firefox(&self, script: &str, argument: &Value) -> Result<(), Error> {
        let context = |name: &str| WebDriverRequest::post("moz/context", json!({"context": name}));
        self.client.issue_cmd(context("chrome")).await?;
        let done = self.client.execute(script, vec![argument.clone()]).await;
        self.client.issue_cmd(context("content")).await?;
        done?;
        Ok(())
    }

    /// The role and the name that a screen reader is given of an element.
    pub async fn role_and_name(&self, element: &str) -> Result<(String, String), Error> {
        let ask = async |what: &str| -> Result<String, Error> {
            let command = WebDriverRequest::get(format!("element/{element}/computed{what}"));
            let answer = self.client.issue_cmd(command).await?;
            Ok(answer.as_str().unwrap_or_default().to_owned())
        };
        Ok((ask("role").await?, ask("label").await?))
    }
}

async fn reachable(port: u16) -> Result<(), Error> {
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        if start.elapsed() > Duration::from_secs(30) {
            return Err("the browser's driver does not answer".into());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

/// A command that the client has no method for, below the session's address.
#[derive(Debug)]
struct WebDriverRequest {
    path: String,
    body: Option<Value>,
}

impl WebDriverRequest {
    fn post(path: &str, body: Value) -> Self {
        let path = path.to_owned();
        Self {
            path,
            body: Some(body),
        }
    }

    fn get(path: String) -> Self {
        Self { path, body: None }
    }
}

impl WebDriverCompatibleCommand for WebDriverRequest {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        let session = session.unwrap_or_default();
        base.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        match &self.body {
            Some(body) => (http::Method::POST, Some(body.to_string())),
            None => (http::Method::GET, None),
        }
    }
}
