//! A browser under WebDriver.

use std::process::Stdio;
use std::time::{Duration, Instant};

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
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
        let variable = |name: &str| {
            std::env::var(name).map_err(|_| format!("{name} is not set: run `cargo xtask test`"))
        };
        let engine = match variable("BACKSTORY_ENGINE")?.as_str() {
            "chromium" => Engine::Chromium,
            "firefox" => Engine::Firefox,
            _ => Engine::Webkit,
        };
        let capabilities: Capabilities =
            serde_json::from_str(&variable("BACKSTORY_CAPABILITIES")?)?;
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

    /// Sends a command of Chromium's own protocol.
    pub async fn chromium(
        &self,
        name: &str,
        parameters: serde_json::Value,
    ) -> Result<serde_json::Value, Error> {
        let body = serde_json::json!({"cmd": name, "params": parameters});
        Ok(self.client.issue_cmd(Devtools(body)).await?)
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

#[derive(Debug)]
struct Devtools(serde_json::Value);

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/goog/cdp/execute",
            session.unwrap_or_default()
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.0.to_string()))
    }
}
