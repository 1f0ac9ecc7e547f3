//! The browsers that tests run in, and the programs that drive them.

use std::path::PathBuf;
use std::process::Command;

use crate::run::{Result, find, output, root};
use crate::tools::{Tools, apt_install};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

/// Where Debian keeps WebKit's little browser.
const MINI_BROWSERS: [&str; 3] = [
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
];

impl Engine {
    /// The engines of a run that names none.
    pub const DEFAULT: [Self; 2] = [Self::Chromium, Self::Firefox];

    pub fn parse(name: &str) -> Result<Self> {
        match name {
            "chromium" => Ok(Self::Chromium),
            "firefox" => Ok(Self::Firefox),
            "webkit" => Ok(Self::Webkit),
            _ => Err(format!(
                "\"{name}\" is no engine: chromium, firefox and webkit are"
            )),
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}

/// A browser that is there, with its driver.
pub struct Browser {
    pub engine: Engine,
    driver: PathBuf,
    /// What the driver has to be told, as WebDriver capabilities in JSON.
    capabilities: String,
}

impl Browser {
    /// Finds a browser and its driver, installing what is missing.
    pub fn ensure(engine: Engine, tools: &mut Tools) -> Result<Self> {
        ensure_fonts()?;
        let (driver, capabilities) = match engine {
            Engine::Chromium => {
                let names = ["chromium", "chromium-browser", "google-chrome"];
                let found = || {
                    names
                        .iter()
                        .find_map(|name| find(name))
                        .zip(find("chromedriver"))
                };
                if found().is_none() {
                    let packages = [
                        "chromium",
                        "chromium-driver",
                        "fonts-noto-core",
                        "fonts-noto-cjk",
                    ];
                    apt_install("Chromium with its chromedriver", &packages)?;
                }
                let (binary, driver) = found().ok_or("Chromium was installed and is not found")?;
                (driver, chromium_capabilities(&binary.to_string_lossy()))
            }
            Engine::Firefox => {
                let found = || find("firefox-esr").or_else(|| find("firefox"));
                if found().is_none() {
                    apt_install(
                        "Firefox",
                        &["firefox-esr", "fonts-noto-core", "fonts-noto-cjk"],
                    )?;
                }
                let binary = found().ok_or("Firefox was installed and is not found")?;
                tools.geckodriver()?;
                let driver = tools
                    .find("geckodriver")
                    .ok_or("geckodriver is not found")?;
                let binary = binary.to_string_lossy();
                let options = format!(
                    r#"{{"binary":"{binary}","args":["-headless","-remote-allow-system-access"]}}"#
                );
                (driver, format!(r#"{{"moz:firefoxOptions":{options}}}"#))
            }
            Engine::Webkit => {
                let browser = || {
                    MINI_BROWSERS
                        .into_iter()
                        .find(|path| PathBuf::from(path).is_file())
                };
                let found = || browser().zip(find("WebKitWebDriver")).zip(find("xvfb-run"));
                if found().is_none() {
                    let packages = [
                        "webkit2gtk-driver",
                        "xvfb",
                        "xauth",
                        "fonts-noto-core",
                        "fonts-noto-cjk",
                    ];
                    apt_install("WebKitGTK with its driver", &packages)?;
                }
                let ((binary, driver), _) =
                    found().ok_or("WebKitGTK was installed and is not found")?;
                let options = format!(r#"{{"binary":"{binary}","args":["--automation"]}}"#);
                let capabilities = format!(
                    r#"{{"browserName":"MiniBrowser","webkitgtk:browserOptions":{options}}}"#
                );
                (driver, capabilities)
            }
        };
        Ok(Self {
            engine,
            driver,
            capabilities,
        })
    }

    /// A command that may drive this browser, and no other.
    pub fn command(&self, program: Command) -> Result<Command> {
        let folder = root().join("target").join("xtask");
        let file = folder.join(format!("{}.json", self.engine.name()));
        std::fs::create_dir_all(&folder)
            .and_then(|()| std::fs::write(&file, &self.capabilities))
            .map_err(|error| format!("{} cannot be written: {error}", file.display()))?;
        let mut command = match self.engine {
            // It has no headless mode; it is given a screen that nobody sees.
            Engine::Webkit => under("xvfb-run", &["-a"], &program),
            _ => program,
        };
        let variables = ["CHROMEDRIVER", "GECKODRIVER", "SAFARIDRIVER"];
        for variable in variables {
            command.env_remove(variable);
        }
        let variable = match self.engine {
            Engine::Chromium => "CHROMEDRIVER",
            Engine::Firefox => "GECKODRIVER",
            Engine::Webkit => "SAFARIDRIVER",
        };
        command
            .env(variable, &self.driver)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &file)
            .env("BACKSTORY_ENGINE", self.engine.name())
            .env("BACKSTORY_DRIVER", &self.driver)
            .env("BACKSTORY_CAPABILITIES", &self.capabilities);
        Ok(command)
    }
}

/// Letters for every language that the widget speaks: what is measured of boxes
/// that stand for missing letters proves nothing. And what reads a printed page.
fn ensure_fonts() -> Result<()> {
    let lacks = |language: &str| {
        let list = output(Command::new("fc-list").arg(format!(":lang={language}")));
        list.is_some_and(|list| list.trim().is_empty())
    };
    if ["ar", "ru", "zh-cn"].into_iter().any(lacks) {
        let packages = ["fonts-noto-core", "fonts-noto-cjk"];
        apt_install("fonts for Arabic, Russian and Chinese", &packages)?;
    }
    if find("pdftotext").is_none() {
        apt_install("pdftotext, for what is printed", &["poppler-utils"])?;
    }
    Ok(())
}

fn chromium_capabilities(binary: &str) -> String {
    let arguments = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        // The reader mode, which a journey reads a page in.
        "--enable-dom-distiller",
    ];
    let arguments = arguments
        .map(|argument| format!("\"{argument}\""))
        .join(",");
    format!(r#"{{"goog:chromeOptions":{{"binary":"{binary}","args":[{arguments}]}}}}"#)
}

/// The same command, run by another.
fn under(wrapper: &str, arguments: &[&str], command: &Command) -> Command {
    let mut wrapped = Command::new(wrapper);
    wrapped
        .args(arguments)
        .arg(command.get_program())
        .args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => wrapped.env(name, value),
            None => wrapped.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        wrapped.current_dir(folder);
    }
    wrapped
}
