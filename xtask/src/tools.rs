//! The tools that a command needs: which they are, which of them are missing, and how
//! each is installed, once a version.
//!
//! A command first says what is missing, by which command it will be installed, why
//! and for how long; with `--no-install` it stops there.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::files::{copy, create_folder, read_text};
use crate::layout::{PAGE_TESTS, root};
use crate::process::{Result, cargo, find, output, run};

/// Whether what is missing may be installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Install {
    Allowed,
    Refused,
}

/// Something that a command needs and that may be missing on this machine.
pub struct Requirement {
    pub name: &'static str,
    /// What it is for, as the end of "it …".
    pub why: &'static str,
    /// How long it takes to install, in seconds, on two cores and a fast line.
    pub seconds: u32,
    pub source: ToolSource,
}

/// Where a requirement comes from.
pub enum ToolSource {
    /// A program of a crate.
    Crate {
        package: &'static str,
        program: &'static str,
        version: Version,
    },
    /// A package of npm. A program of that major version on the PATH does as well.
    Npm {
        package: &'static str,
        version: &'static str,
        program: Option<&'static str>,
    },
    /// Debian packages.
    Debian {
        packages: &'static [&'static str],
        is_there: fn() -> bool,
    },
    /// Anything else.
    Other {
        /// The command that installs it, for people.
        command: &'static str,
        is_there: fn() -> bool,
        install: fn() -> Result<()>,
    },
}

pub enum Version {
    Fixed(&'static str),
    /// The version of this crate in `Cargo.lock`.
    Locked(&'static str),
}

const TARGET: &str = "wasm32-unknown-unknown";

const COMPONENTS: Requirement = Requirement {
    name: "rustfmt and clippy",
    why: "check the sources",
    seconds: 10,
    source: ToolSource::Other {
        command: "rustup component add rustfmt clippy",
        is_there: || {
            let has = |name| output(cargo().args([name, "--version"])).is_some();
            has("fmt") && has("clippy")
        },
        install: || rustup(&["component", "add", "rustfmt", "clippy"]),
    },
};

const WASM_TARGET: Requirement = Requirement {
    name: "the target wasm32-unknown-unknown",
    why: "is what the widget is compiled to",
    seconds: 10,
    source: ToolSource::Other {
        command: "rustup target add wasm32-unknown-unknown",
        is_there: || {
            let sysroot = output(rustc().args(["--print", "sysroot"])).unwrap_or_default();
            let target = Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET);
            target.is_dir()
        },
        install: || rustup(&["target", "add", TARGET]),
    },
};

const TRUNK: Requirement = Requirement {
    name: "Trunk",
    why: "builds and serves the page",
    seconds: 600,
    source: ToolSource::Crate {
        package: "trunk",
        program: "trunk",
        version: Version::Fixed("0.21.14"),
    },
};

const WASM_BINDGEN: Requirement = Requirement {
    name: "wasm-bindgen",
    why: "connects the wasm with the page, and runs tests in browsers",
    seconds: 240,
    source: ToolSource::Crate {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: Version::Locked("wasm-bindgen"),
    },
};

const NODE: Requirement = Requirement {
    name: "Node with npm",
    why: "runs wasm-opt, esbuild and the tests of the page's scripts",
    seconds: 60,
    source: ToolSource::Debian {
        packages: &["nodejs", "npm"],
        is_there: || find("node").is_some() && find("npm").is_some(),
    },
};

const WASM_OPT: Requirement = Requirement {
    name: "wasm-opt",
    why: "makes the wasm small",
    seconds: 20,
    source: ToolSource::Npm {
        package: "binaryen",
        version: "132.0.0",
        program: Some("wasm-opt"),
    },
};

const ESBUILD: Requirement = Requirement {
    name: "esbuild",
    why: "bundles the published scripts",
    seconds: 10,
    source: ToolSource::Npm {
        package: "esbuild",
        version: "0.28.2",
        program: None,
    },
};

const READABILITY: Requirement = Requirement {
    name: "Readability",
    why: "is Firefox's reader mode, which journeys read a page in",
    seconds: 10,
    source: ToolSource::Npm {
        package: "@mozilla/readability",
        version: "0.6.0",
        program: None,
    },
};

const AXE: Requirement = Requirement {
    name: "axe-core",
    why: "audits the accessibility of the pages in journeys",
    seconds: 10,
    source: ToolSource::Npm {
        package: "axe-core",
        version: "4.14.1",
        program: None,
    },
};

const PAGE_PACKAGES: Requirement = Requirement {
    name: "the packages of tests/page",
    why: "check the page's scripts, and are the frameworks of pages in journeys",
    seconds: 30,
    source: ToolSource::Other {
        command: "npm ci --prefix tests/page",
        is_there: || {
            let [lock, installed] = page_locks().map(|file| read_text(&file));
            lock.is_ok() && lock == installed
        },
        install: || {
            run(npm()
                .arg("ci")
                .args(NPM_OPTIONS)
                .arg("--prefix")
                .arg(root().join(PAGE_TESTS)))?;
            let [lock, installed] = page_locks();
            copy(&lock, &installed)
        },
    },
};

/// The lock file of the page's tests, and the copy that says what is installed.
fn page_locks() -> [PathBuf; 2] {
    let folder = root().join(PAGE_TESTS);
    [
        folder.join("package-lock.json"),
        folder.join("node_modules/.installed.json"),
    ]
}

pub const GECKODRIVER: Requirement = Requirement {
    name: "geckodriver",
    why: "drives Firefox",
    seconds: 180,
    source: ToolSource::Crate {
        package: "geckodriver",
        program: "geckodriver",
        version: Version::Fixed("0.36.0"),
    },
};

const CARGO_DENY: Requirement = Requirement {
    name: "cargo-deny",
    why: "checks the licences, sources and advisories of crates",
    seconds: 420,
    source: ToolSource::Crate {
        package: "cargo-deny",
        program: "cargo-deny",
        version: Version::Fixed("0.20.2"),
    },
};

const CARGO_MUTANTS: Requirement = Requirement {
    name: "cargo-mutants",
    why: "changes the code to see whether a test fails",
    seconds: 300,
    source: ToolSource::Crate {
        package: "cargo-mutants",
        program: "cargo-mutants",
        version: Version::Fixed("27.1.0"),
    },
};

const VALGRIND: Requirement = Requirement {
    name: "valgrind",
    why: "counts instructions",
    seconds: 60,
    source: ToolSource::Debian {
        packages: &["valgrind"],
        is_there: || find("valgrind").is_some(),
    },
};

/// What the check of the supply chain needs.
pub const DENY: &[&Requirement] = &[&CARGO_DENY];

/// What testing the tests needs.
pub const MUTANTS: &[&Requirement] = &[&CARGO_MUTANTS];

/// What counting instructions needs.
pub const INSTRUCTIONS: &[&Requirement] = &[&VALGRIND];

/// What native checks need.
pub const CHECKS: &[&Requirement] = &[&COMPONENTS];

/// What a build of the page needs.
pub const BUILD: &[&Requirement] = &[&WASM_TARGET, &TRUNK, &WASM_BINDGEN, &NODE, &WASM_OPT];

/// What the published files need, besides a build.
pub const PUBLISH: &[&Requirement] = &[&NODE, &ESBUILD];

/// What journeys need, besides a browser.
pub const JOURNEYS: &[&Requirement] = &[&NODE, &READABILITY, &AXE, &ESBUILD, &PAGE_PACKAGES];

/// What the tests of the page's scripts need.
pub const PAGE: &[&Requirement] = &[&NODE, &PAGE_PACKAGES];

impl Requirement {
    /// Whether it is on this machine.
    pub fn is_there(&self) -> Result<bool> {
        Ok(match &self.source {
            ToolSource::Crate { program, .. } => {
                self.is_on_path()?
                    || self.cache_folder()?.is_some_and(|folder| {
                        folder.join("bin").join(executable(program)).is_file()
                    })
            }
            ToolSource::Npm { package, .. } => {
                self.is_on_path()?
                    || self
                        .cache_folder()?
                        .is_some_and(|folder| folder.join("node_modules").join(package).is_dir())
            }
            ToolSource::Debian { is_there, .. } | ToolSource::Other { is_there, .. } => is_there(),
        })
    }

    /// Whether a program of the right version is found without us.
    fn is_on_path(&self) -> Result<bool> {
        Ok(match &self.source {
            ToolSource::Crate {
                program, version, ..
            } => is_version(Path::new(program), &version.number()?),
            ToolSource::Npm {
                program: Some(program),
                version,
                ..
            } => {
                let major = version.split('.').next().unwrap_or(version);
                is_version(Path::new(program), major)
            }
            _ => false,
        })
    }

    /// The folder of the cache that it is installed in.
    fn cache_folder(&self) -> Result<Option<PathBuf>> {
        let (package, version) = match &self.source {
            ToolSource::Crate {
                package, version, ..
            } => (package, version.number()?),
            ToolSource::Npm {
                package, version, ..
            } => (package, (*version).to_owned()),
            _ => return Ok(None),
        };
        Ok(Some(cache()?.join(format!("{package}-{version}"))))
    }

    /// The folder to be put before the PATH, where its programs are ours.
    fn program_folder(&self) -> Result<Option<PathBuf>> {
        let inside = match &self.source {
            ToolSource::Crate { .. } => "bin",
            ToolSource::Npm {
                program: Some(_), ..
            } => "node_modules/.bin",
            _ => return Ok(None),
        };
        if self.is_on_path()? {
            return Ok(None);
        }
        Ok(self.cache_folder()?.map(|folder| folder.join(inside)))
    }

    /// The command that installs it, for people.
    fn command(&self) -> Result<String> {
        Ok(match &self.source {
            ToolSource::Crate {
                package, version, ..
            } => {
                let by = if has_binstall() {
                    "binstall"
                } else {
                    "install"
                };
                format!("cargo {by} {package}@{}", version.number()?)
            }
            ToolSource::Npm {
                package, version, ..
            } => format!("npm install {package}@{version}"),
            ToolSource::Debian { packages, .. } => {
                format!("apt-get install {}", packages.join(" "))
            }
            ToolSource::Other { command, .. } => (*command).to_owned(),
        })
    }

    /// How long it takes to install, in seconds.
    fn expected_seconds(&self) -> u32 {
        match self.source {
            ToolSource::Crate { .. } if has_binstall() => 30.min(self.seconds),
            _ => self.seconds,
        }
    }

    fn install(&self) -> Result<()> {
        say(&format!("installing {}: {}", self.name, self.command()?));
        match &self.source {
            ToolSource::Crate {
                package, version, ..
            } => {
                let folder = self.cache_folder()?.unwrap_or_default();
                install_crate(package, &version.number()?, &folder)
            }
            ToolSource::Npm {
                package, version, ..
            } => {
                let folder = self.cache_folder()?.unwrap_or_default();
                create_folder(&folder)?;
                run(npm()
                    .arg("install")
                    .args(NPM_OPTIONS)
                    .args(["--no-save", "--prefix"])
                    .arg(folder)
                    .arg(format!("{package}@{version}")))
            }
            ToolSource::Debian { packages, .. } => install_debian(self.name, packages),
            ToolSource::Other { install, .. } => install(),
        }
    }

    /// The folder of a package of npm.
    fn npm_package(&self) -> Result<PathBuf> {
        let ToolSource::Npm { package, .. } = self.source else {
            return Err(format!("{} is not a package of npm", self.name));
        };
        if !self.is_there()? {
            self.install()?;
        }
        let folder = self.cache_folder()?.unwrap_or_default();
        Ok(folder.join("node_modules").join(package))
    }
}

impl Version {
    fn number(&self) -> Result<String> {
        match self {
            Self::Fixed(version) => Ok((*version).to_owned()),
            Self::Locked(package) => locked_version(package),
        }
    }
}

/// Folders to be put before the PATH, so that a tool of ours is found by whatever
/// looks for it.
#[derive(Default)]
pub struct Tools {
    folders: Vec<PathBuf>,
}

impl Tools {
    /// Says what is missing and installs it.
    ///
    /// # Errors
    ///
    /// Where it may not be installed, or cannot.
    pub fn ensure(requirements: &[&Requirement], install: Install) -> Result<Self> {
        announce(requirements, install)?;
        let mut tools = Self::default();
        tools.add(requirements)?;
        Ok(tools)
    }

    /// Adds what is needed, and installs what is missing without saying so first.
    pub fn add(&mut self, requirements: &[&Requirement]) -> Result<()> {
        for requirement in requirements {
            if !requirement.is_there()? {
                requirement.install()?;
                if !requirement.is_there()? {
                    let name = requirement.name;
                    return Err(format!("{name} was installed and is not found"));
                }
            }
            let folder = requirement.program_folder()?;
            self.folders.extend(folder);
        }
        Ok(())
    }

    /// The PATH with the tools' folders before it.
    pub fn path(&self) -> OsString {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = self
            .folders
            .iter()
            .cloned()
            .chain(std::env::split_paths(&path));
        std::env::join_paths(folders).unwrap_or(path)
    }

    /// Where a program is, the tools' folders first.
    pub fn find(&self, program: &str) -> Result<PathBuf> {
        let own = self
            .folders
            .iter()
            .map(|folder| folder.join(executable(program)))
            .find(|path| path.is_file());
        own.or_else(|| find(program))
            .ok_or_else(|| format!("{program} is missing"))
    }

    /// A command that runs Trunk, which finds the other tools.
    pub fn trunk(&self) -> Result<Command> {
        let mut command = Command::new(self.find("trunk")?);
        command
            .env("PATH", self.path())
            // Trunk takes only true and false, and other tools' NO_COLOR=1 ends it.
            .env_remove("NO_COLOR");
        Ok(command)
    }
}

/// Says what is missing, by which command it will be installed, why, and for how long.
///
/// # Errors
///
/// Where something is missing and may not be installed.
pub fn announce(requirements: &[&Requirement], install: Install) -> Result<()> {
    let mut missing: Vec<&Requirement> = Vec::new();
    for requirement in requirements {
        let is_listed = missing.iter().any(|other| other.name == requirement.name);
        if !is_listed && !requirement.is_there()? {
            missing.push(requirement);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let list = list(&missing)?;
    match install {
        Install::Allowed => {
            say(&format!(
                "some tools are missing. They are installed now, once, which takes {}; \
                 --no-install stops here.",
                duration(missing.iter().map(|it| it.expected_seconds()).sum())
            ));
            println!("{list}");
            Ok(())
        }
        Install::Refused => Err(format!(
            "some tools are missing, and --no-install keeps them from being installed:\n{list}"
        )),
    }
}

fn list(missing: &[&Requirement]) -> Result<String> {
    let mut lines = Vec::new();
    for requirement in missing {
        lines.push(format!(
            "  {} {} ({}, {})",
            requirement.name,
            requirement.why,
            requirement.command()?,
            duration(requirement.expected_seconds())
        ));
    }
    Ok(lines.join("\n"))
}

fn duration(seconds: u32) -> String {
    match seconds {
        ..90 => format!("about {seconds} s"),
        _ => format!("about {} min", seconds.div_ceil(60)),
    }
}

/// A command that runs esbuild.
pub fn esbuild() -> Result<Command> {
    let mut command = Command::new("node");
    command.arg(esbuild_folder()?.join("bin").join("esbuild"));
    Ok(command)
}

/// The folder of esbuild's package.
pub fn esbuild_folder() -> Result<PathBuf> {
    ESBUILD.npm_package()
}

/// The script by which Firefox's reader mode takes an article out of a page.
pub fn readability() -> Result<PathBuf> {
    Ok(READABILITY.npm_package()?.join("Readability.js"))
}

/// The script that audits the accessibility of a page.
pub fn axe() -> Result<PathBuf> {
    Ok(AXE.npm_package()?.join("axe.min.js"))
}

/// A command that runs npm.
pub fn npm() -> Command {
    // On Windows npm is a batch file, which has to be named as one.
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// Packages run no script of their own when they are installed.
pub const NPM_OPTIONS: [&str; 3] = ["--ignore-scripts", "--no-audit", "--no-fund"];

fn has_binstall() -> bool {
    find("cargo-binstall").is_some()
}

fn install_crate(package: &str, version: &str, folder: &Path) -> Result<()> {
    if has_binstall() {
        let prebuilt = run(cargo()
            .args([
                "binstall",
                "--no-confirm",
                "--disable-strategies",
                "compile",
            ])
            .arg("--root")
            .arg(folder)
            .arg(format!("{package}@{version}")));
        if prebuilt.is_ok() {
            return Ok(());
        }
        say(&format!(
            "there is no prebuilt {package}; it is built from source"
        ));
    }
    let from_source = |locked: bool| {
        let mut command = cargo();
        command
            .args(["install", package, "--version", version, "--root"])
            .arg(folder);
        if locked {
            command.arg("--locked");
        }
        // Linked as they are released they would be a little faster, but linking
        // Trunk alone would take many minutes.
        command
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "2")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
            // A target folder of the caller's would be filled with a tool.
            .env_remove("CARGO_TARGET_DIR")
            .current_dir(std::env::temp_dir());
        run(&mut command)
    };
    // The versions that the tool was released with, or else the newest: either may be
    // missing from a registry, or not fit together.
    from_source(true).or_else(|_| from_source(false))
}

/// Installs Debian packages, where apt and the rights are there.
fn install_debian(what: &str, packages: &[&str]) -> Result<()> {
    let by_hand = format!(
        "{what} is missing; install it, on Debian by `apt-get install {}`",
        packages.join(" ")
    );
    let is_root = output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    if find("apt-get").is_none() || !is_root {
        return Err(by_hand);
    }
    let apt = |arguments: &[&str]| {
        run(Command::new("apt-get")
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["update", "-q"])?;
    let mut arguments = vec!["install", "-y", "-q", "--no-install-recommends"];
    arguments.extend(packages);
    apt(&arguments).map_err(|error| format!("{by_hand} ({error})"))
}

fn rustup(arguments: &[&str]) -> Result<()> {
    run(Command::new("rustup").current_dir(root()).args(arguments))
}

/// The compiler that Cargo uses.
pub fn rustc() -> Command {
    let mut command = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    command.current_dir(root());
    command
}

/// What the file of a program is called here.
pub fn executable(program: &str) -> String {
    [program, std::env::consts::EXE_SUFFIX].concat()
}

fn is_version(program: &Path, version: &str) -> bool {
    output(Command::new(program).arg("--version"))
        .is_some_and(|text| text.split_whitespace().any(|word| word == version))
}

/// The version of a crate in `Cargo.lock`.
fn locked_version(package: &str) -> Result<String> {
    let lock = read_text(&root().join("Cargo.lock"))?;
    let name = format!("name = \"{package}\"");
    lock.split("[[package]]")
        .find(|entry| entry.lines().any(|line| line == name))
        .and_then(|entry| {
            entry
                .lines()
                .find_map(|line| line.strip_prefix("version = "))
        })
        .map(|version| version.trim_matches('"').to_owned())
        .ok_or_else(|| format!("Cargo.lock has no {package}"))
}

/// Where tools are kept.
pub fn cache() -> Result<PathBuf> {
    let set = |name: &str| {
        std::env::var_os(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let folder = set("BACKSTORY_TOOLS")
        .or_else(|| Some(set("XDG_CACHE_HOME")?.join("backstory/tools")))
        .or_else(|| Some(set("LOCALAPPDATA")?.join("backstory/tools")))
        .or_else(|| Some(set("HOME")?.join(".cache/backstory/tools")));
    folder.ok_or_else(|| "set BACKSTORY_TOOLS to a folder for the tools".to_owned())
}

pub fn say(what: &str) {
    println!("xtask: {what}");
}

#[cfg(test)]
mod tests {
    use super::*;

    const MISSING: Requirement = Requirement {
        name: "a loom",
        why: "weaves the page",
        seconds: 200,
        source: ToolSource::Other {
            command: "buy a loom",
            is_there: || false,
            install: || Err("there is no shop".to_owned()),
        },
    };

    const PRESENT: Requirement = Requirement {
        name: "a chair",
        why: "is sat on",
        seconds: 1,
        source: ToolSource::Other {
            command: "buy a chair",
            is_there: || true,
            install: || Err("there is one".to_owned()),
        },
    };

    #[test]
    fn no_install_stops_with_what_is_missing_and_how_it_is_installed() {
        let error = announce(&[&PRESENT, &MISSING, &MISSING], Install::Refused).unwrap_err();
        assert!(
            error.ends_with("\n  a loom weaves the page (buy a loom, about 4 min)"),
            "{error}"
        );
        assert!(!error.contains("chair"), "{error}");
        assert_eq!(error.matches("loom weaves").count(), 1, "{error}");
        assert_eq!(announce(&[&PRESENT], Install::Refused), Ok(()));
    }

    #[test]
    fn what_cannot_be_installed_is_an_error_and_what_is_there_is_left_alone() {
        let error = Tools::ensure(&[&MISSING], Install::Allowed).err();
        assert_eq!(error.as_deref(), Some("there is no shop"));
        assert!(Tools::ensure(&[&PRESENT], Install::Allowed).is_ok());
    }

    #[test]
    fn each_tool_says_its_command() {
        let esbuild = ESBUILD.command().unwrap();
        assert!(esbuild.starts_with("npm install esbuild@"), "{esbuild}");
        let bindgen = WASM_BINDGEN.command().unwrap();
        let version = locked_version("wasm-bindgen").unwrap();
        assert!(
            bindgen.ends_with(&format!(" wasm-bindgen-cli@{version}")),
            "{bindgen}"
        );
        assert_eq!(NODE.command().unwrap(), "apt-get install nodejs npm");
    }

    #[test]
    fn durations_are_rounded_up_to_minutes() {
        assert_eq!(duration(10), "about 10 s");
        assert_eq!(duration(600), "about 10 min");
        assert_eq!(duration(601), "about 11 min");
    }
}
