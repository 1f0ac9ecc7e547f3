//! The browsers that tests run in, and the programs that drive them.

use std::path::PathBuf;
use std::process::Command;

use clap::ValueEnum;

use crate::files::write;
use crate::layout::output_folder;
use crate::process::{Result, find, output};
use crate::tools::{GECKODRIVER, Requirement, ToolSource, Tools};

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
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
    /// The engines of a run that names none: WebKit where its small browser is to be had.
    pub const DEFAULT: &[Self] = if cfg!(target_os = "linux") {
        &[Self::Chromium, Self::Firefox, Self::Webkit]
    } else {
        &[Self::Chromium, Self::Firefox]
    };

    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}

const CHROMIUM: Requirement = Requirement {
    name: "Chromium with its chromedriver",
    why: "is a browser that tests run in",
    seconds: 120,
    source: ToolSource::Debian {
        packages: &["chromium", "chromium-driver"],
        is_there: || chromium().is_some(),
    },
};

const FIREFOX: Requirement = Requirement {
    name: "Firefox",
    why: "is a browser that tests run in",
    seconds: 90,
    source: ToolSource::Debian {
        packages: &["firefox-esr"],
        is_there: || firefox().is_some(),
    },
};

const WEBKIT: Requirement = Requirement {
    name: "WebKitGTK with its driver",
    why: "is a browser that tests run in",
    seconds: 120,
    source: ToolSource::Debian {
        packages: &["webkit2gtk-driver", "xvfb", "xauth"],
        is_there: || webkit().is_some() && find("xvfb-run").is_some(),
    },
};

/// Letters for every language that the widget speaks: what is measured of boxes that
/// stand for missing letters proves nothing.
const FONTS: Requirement = Requirement {
    name: "fonts for Arabic, Russian and Chinese",
    why: "show every language of the widget",
    seconds: 60,
    source: ToolSource::Debian {
        packages: &["fonts-noto-core", "fonts-noto-cjk"],
        is_there: || {
            let is_missing = |language: &str| {
                let list = output(Command::new("fc-list").arg(format!(":lang={language}")));
                list.is_some_and(|list| list.trim().is_empty())
            };
            !["ar", "ru", "zh-cn"].into_iter().any(is_missing)
        },
    },
};

const PDFTOTEXT: Requirement = Requirement {
    name: "pdftotext",
    why: "reads printed pages",
    seconds: 20,
    source: ToolSource::Debian {
        packages: &["poppler-utils"],
        is_there: || find("pdftotext").is_some(),
    },
};

impl Engine {
    /// What tests in this engine need.
    pub const fn requirements(self) -> &'static [&'static Requirement] {
        // The fonts after the browser, which brings the program that lists them.
        match self {
            Self::Chromium => &[&CHROMIUM, &FONTS, &PDFTOTEXT],
            Self::Firefox => &[&FIREFOX, &GECKODRIVER, &FONTS, &PDFTOTEXT],
            Self::Webkit => &[&WEBKIT, &FONTS, &PDFTOTEXT],
        }
    }
}

/// Chromium and its driver.
fn chromium() -> Option<(PathBuf, PathBuf)> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names
        .iter()
        .find_map(|name| find(name))
        .zip(find("chromedriver"))
}

fn firefox() -> Option<PathBuf> {
    find("firefox-esr").or_else(|| find("firefox"))
}

/// WebKit's small browser and its driver.
fn webkit() -> Option<(&'static str, PathBuf)> {
    MINI_BROWSERS
        .into_iter()
        .find(|path| PathBuf::from(path).is_file())
        .zip(find("WebKitWebDriver"))
}

/// A browser with its driver.
pub struct InstalledBrowser {
    pub engine: Engine,
    driver: PathBuf,
    /// What the driver has to be told, as WebDriver capabilities in JSON.
    capabilities: String,
}

impl InstalledBrowser {
    /// Finds a browser and its driver, and installs what is missing.
    pub fn ensure(engine: Engine, tools: &mut Tools) -> Result<Self> {
        tools.add(engine.requirements())?;
        let missing = || format!("{} is not found", engine.name());
        let (driver, capabilities) = match engine {
            Engine::Chromium => {
                let (binary, driver) = chromium().ok_or_else(missing)?;
                (driver, chromium_capabilities(&binary.to_string_lossy()))
            }
            Engine::Firefox => {
                let binary = firefox().ok_or_else(missing)?;
                let driver = tools.find("geckodriver")?;
                let binary = binary.to_string_lossy();
                let options = format!(
                    r#"{{"binary":"{binary}","args":["-headless","-remote-allow-system-access"]}}"#
                );
                (driver, format!(r#"{{"moz:firefoxOptions":{options}}}"#))
            }
            Engine::Webkit => {
                let (binary, driver) = webkit().ok_or_else(missing)?;
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
        let file = output_folder().join(format!("{}.json", self.engine.name()));
        write(&file, &self.capabilities)?;
        let mut command = match self.engine {
            // It has no headless mode; it gets a virtual screen.
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
