//! A server for one folder, and for pages of a test's own.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What is served at a path.
#[derive(Clone)]
pub struct Resource {
    pub status: u16,
    pub kind: &'static str,
    pub body: Vec<u8>,
    /// More headers, such as a policy.
    pub headers: Vec<(&'static str, String)>,
    /// How long the answer is kept back.
    pub delay: Duration,
    /// Whether it is kept back until something else is put at its path.
    pub is_held: bool,
    /// Whether the connection breaks off in the middle of the body.
    pub is_cut_off: bool,
    /// Whether the second half of the body waits until something else is put at its
    /// path.
    pub is_stalled: bool,
    /// Whether a browser may keep it.
    pub is_kept: bool,
    /// Whether it has an `ETag`, by which a browser that has it is answered 304.
    pub is_tagged: bool,
    /// What is served from the next request on.
    pub next: Option<Box<Resource>>,
}

impl Resource {
    pub fn new(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        let (headers, delay) = (Vec::new(), Duration::ZERO);
        Self {
            status: 200,
            kind,
            body: body.into(),
            headers,
            delay,
            is_held: false,
            is_cut_off: false,
            is_stalled: false,
            is_kept: false,
            is_tagged: false,
            next: None,
        }
    }

    /// What does not come before something else is put at its path.
    pub fn held() -> Self {
        let mut held = Self::new("", "");
        held.is_held = true;
        held
    }

    pub fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::new("text/html; charset=utf-8", body)
    }

    pub fn json(body: impl Into<Vec<u8>>) -> Self {
        Self::new("application/json", body)
    }

    /// What hangs up instead of answering.
    pub fn hung_up() -> Self {
        Self::new("", "").status(0)
    }

    /// The same, of which only the first half comes.
    pub fn cut_off(self) -> Self {
        Self {
            is_cut_off: true,
            ..self
        }
    }

    /// The same after `delay`, of which the second half waits.
    pub fn stalled(self, delay: Duration) -> Self {
        Self {
            is_stalled: true,
            delay,
            ..self
        }
    }

    /// The same, which a browser may keep and ask about by its `ETag`.
    pub fn tagged(self) -> Self {
        Self {
            is_kept: true,
            is_tagged: true,
            ..self
        }
    }

    /// The same once, and then another one.
    pub fn and_then(self, next: Self) -> Self {
        Self {
            next: Some(Box::new(next)),
            ..self
        }
    }

    pub fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

type Resources = Arc<Mutex<HashMap<String, Resource>>>;
/// The status of each answer, in order, by path.
type StatusLog = Arc<Mutex<HashMap<String, Vec<u16>>>>;

pub struct Server {
    pub address: String,
    resources: Resources,
    answers: StatusLog,
}

/// Gathers what goes wrong on a page before anything else runs there.
const WATCH: &str = r#"
window.__problems = [];
const note = (text) => window.__problems.push(String(text));
addEventListener("error", (event) => note(event.message || `not loaded: ${event.target.src || event.target.href}`), true);
addEventListener("unhandledrejection", (event) => note(event.reason));
addEventListener("securitypolicyviolation", (event) => {
    // Firefox asks for it by itself, whatever the page's policy.
    if (event.blockedURI.endsWith("/favicon.ico")) return;
    note(`policy: ${event.violatedDirective} ${event.blockedURI}`);
});
const error = console.error;
console.error = (...words) => { note(words.join(" ")); error(...words); };
"#;

impl Server {
    /// Serves `folder` on a free port of this machine.
    pub async fn start(folder: PathBuf) -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = format!("http://{}", listener.local_addr()?);
        let resources = Resources::default();
        let answers = StatusLog::default();
        let shared = (resources.clone(), answers.clone());
        tokio::task::spawn_local(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (folder, (resources, answers)) = (folder.clone(), shared.clone());
                tokio::task::spawn_local(async move {
                    // A browser may hang up whenever it likes.
                    let _ = answer(stream, &folder, &resources, &answers).await;
                });
            }
        });
        let server = Self {
            address,
            resources,
            answers,
        };
        server.put("/__watch.js", Resource::new("text/javascript", WATCH));
        Ok(server)
    }

    /// Serves `resource` at `path`, whatever the folder has there.
    pub fn put(&self, path: &str, resource: Resource) {
        self.resources
            .lock()
            .unwrap()
            .insert(path.to_owned(), resource);
    }

    /// The statuses with which `path` was answered, in order.
    pub fn answers(&self, path: &str) -> Vec<u16> {
        let answers = self.answers.lock().unwrap();
        answers.get(path).cloned().unwrap_or_default()
    }
}

async fn answer(
    stream: TcpStream,
    folder: &Path,
    resources: &Resources,
    answers: &StatusLog,
) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut request = String::new();
    stream.read_line(&mut request).await?;
    let mut known = None;
    let mut header = String::new();
    while stream.read_line(&mut header).await? > 2 {
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("if-none-match")
        {
            known = Some(value.trim().to_owned());
        }
        header.clear();
    }
    let target = request.split(' ').nth(1).unwrap_or("/");
    let path = target.split(['?', '#']).next().unwrap_or("/");
    let mut resource = loop {
        let own = resources.lock().unwrap().get(path).cloned();
        let resource = own.unwrap_or_else(|| from_folder(folder, path));
        if !resource.is_held {
            break resource;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    if let Some(next) = resource.next.take() {
        resources.lock().unwrap().insert(path.to_owned(), *next);
    }
    if resource.is_tagged {
        let tag = tag_of(&resource.body);
        resource = resource.header("ETag", &tag);
        if known == Some(tag) {
            (resource.status, resource.body) = (304, Vec::new());
        }
    }
    note(answers, path, resource.status);
    tokio::time::sleep(resource.delay).await;
    if resource.status == 0 {
        return Ok(());
    }
    let mut head = format!(
        "HTTP/1.1 {} -\r\nContent-Type: {}\r\nCache-Control: {}\r\nConnection: close\r\n",
        resource.status,
        resource.kind,
        if resource.is_kept {
            "no-cache"
        } else {
            "no-store"
        },
    );
    for (name, value) in &resource.headers {
        head += &format!("{name}: {value}\r\n");
    }
    let body = if resource.kind.starts_with("text/html") {
        watched(&resource.body)
    } else {
        resource.body
    };
    head += &format!("Content-Length: {}\r\n\r\n", body.len());
    stream.write_all(head.as_bytes()).await?;
    let (first, second) = body.split_at(body.len() / 2);
    stream.write_all(first).await?;
    stream.flush().await?;
    if resource.is_cut_off {
        return Ok(());
    }
    let is_stalled = || {
        let resources = resources.lock().unwrap();
        resources.get(path).is_some_and(|own| own.is_stalled)
    };
    while resource.is_stalled && is_stalled() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    stream.write_all(second).await?;
    stream.flush().await
}

fn note(answers: &StatusLog, path: &str, status: u16) {
    let mut answers = answers.lock().unwrap();
    answers.entry(path.to_owned()).or_default().push(status);
}

/// An `ETag` of these bytes.
fn tag_of(body: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    format!("\"{:x}\"", hasher.finish())
}

/// The page with the watch as its first script.
fn watched(html: &[u8]) -> Vec<u8> {
    let html = String::from_utf8_lossy(html);
    html.replacen("<head>", r#"<head><script src="/__watch.js"></script>"#, 1)
        .into_bytes()
}

fn from_folder(folder: &Path, path: &str) -> Resource {
    let name = if path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    let file = folder.join(name.trim_start_matches('/'));
    let climbs = name.split('/').any(|part| part == "..");
    match std::fs::read(&file) {
        Ok(body) if !climbs => Resource::new(kind(&file), body),
        _ => Resource::new("text/plain", "there is nothing here").status(404),
    }
}

fn kind(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
