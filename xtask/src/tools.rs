//! The tools that a build needs, each installed once a version.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{Result, cargo, find, output, root, run};

const TRUNK: &str = "0.21.14";
const GECKODRIVER: &str = "0.36.0";
const BINARYEN: &str = "132.0.0";
const READABILITY: &str = "0.6.0";
const TERSER: &str = "5.51.4";
const AXE: &str = "4.14.1";
const TARGET: &str = "wasm32-unknown-unknown";

/// Folders to be put before the PATH, so that a tool that was installed here is
/// found by whatever looks for it.
#[derive(Default)]
pub struct Tools {
    folders: Vec<PathBuf>,
}

impl Tools {
    /// What every build needs: the target, trunk, wasm-bindgen and wasm-opt.
    pub fn for_builds() -> Result<Self> {
        ensure_target()?;
        let mut tools = Self::default();
        tools.cargo_tool("trunk", "trunk", TRUNK)?;
        tools.cargo_tool(
            "wasm-bindgen-cli",
            "wasm-bindgen",
            &locked_version("wasm-bindgen")?,
        )?;
        tools.wasm_opt()?;
        Ok(tools)
    }

    /// Adds geckodriver.
    pub fn geckodriver(&mut self) -> Result<()> {
        self.cargo_tool("geckodriver", "geckodriver", GECKODRIVER)
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
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        let own = self
            .folders
            .iter()
            .map(|folder| folder.join(&file))
            .find(|path| path.is_file());
        own.or_else(|| find(program))
    }

    /// Makes a program of a crate available in one version.
    fn cargo_tool(&mut self, package: &str, program: &str, version: &str) -> Result<()> {
        if is_version(Path::new(program), version) {
            return Ok(());
        }
        let folder = cache()?.join(format!("{package}-{version}"));
        let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        if !folder.join("bin").join(&file).is_file() {
            say(&format!(
                "installing {package} {version} (some minutes, once)"
            ));
            let install = |locked: bool| {
                let mut command = cargo();
                command
                    .args(["install", package, "--version", version, "--root"])
                    .arg(&folder);
                if locked {
                    command.arg("--locked");
                }
                // Linked as they are released they would be a little faster, but
                // linking Trunk alone would take many minutes.
                command
                    .env("CARGO_PROFILE_RELEASE_LTO", "off")
                    .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                    .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "2")
                    .env("CARGO_PROFILE_RELEASE_DEBUG", "false");
                // A target folder of the caller's would be filled with a tool.
                command
                    .env_remove("CARGO_TARGET_DIR")
                    .current_dir(std::env::temp_dir());
                run(&mut command)
            };
            // The versions that the tool was released with, or else the newest:
            // either may be missing from a registry, or not fit together.
            install(true).or_else(|_| install(false))?;
        }
        self.folders.push(folder.join("bin"));
        Ok(())
    }

    /// Makes wasm-opt available, from the package that ships it for every
    /// system.
    fn wasm_opt(&mut self) -> Result<()> {
        let newest = BINARYEN.split('.').next().unwrap_or(BINARYEN);
        if is_version(Path::new("wasm-opt"), newest) {
            return Ok(());
        }
        let programs = npm_package("binaryen", BINARYEN, "wasm-opt")?.join(".bin");
        self.folders.push(programs);
        Ok(())
    }
}

/// The script that Firefox's reader mode takes an article out of a page with.
pub fn readability() -> Result<PathBuf> {
    let package = "@mozilla/readability";
    let modules = npm_package(package, READABILITY, "the journeys through reader mode")?;
    Ok(modules.join(package).join("Readability.js"))
}

/// A script for Node that makes scripts small.
pub fn terser() -> Result<PathBuf> {
    let modules = npm_package("terser", TERSER, "the published scripts")?;
    Ok(modules.join("terser").join("bin").join("terser"))
}

/// The script that looks for what keeps a reader out (axe-core).
pub fn axe() -> Result<PathBuf> {
    let modules = npm_package("axe-core", AXE, "the journeys' audit of accessibility")?;
    Ok(modules.join("axe-core").join("axe.min.js"))
}

/// The `node_modules` that holds a package of npm in one version.
fn npm_package(package: &str, version: &str, what_for: &str) -> Result<PathBuf> {
    let folder = cache()?.join(format!("{package}-{version}"));
    let modules = folder.join("node_modules");
    if modules.join(package).is_dir() {
        return Ok(modules);
    }
    if find("npm").is_none() {
        apt_install("npm", &["nodejs", "npm"])?;
    }
    say(&format!("installing {package} {version} (for {what_for})"));
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let flags = [
        "install",
        "--no-save",
        "--no-audit",
        "--no-fund",
        "--prefix",
    ];
    run(Command::new("npm")
        .args(flags)
        .arg(&folder)
        .arg(format!("{package}@{version}")))?;
    Ok(modules)
}

/// Installs Debian packages, where apt and the rights are there.
pub fn apt_install(what: &str, packages: &[&str]) -> Result<()> {
    let by_hand = format!(
        "{what} is missing; install it, on Debian by `apt-get install {}`",
        packages.join(" ")
    );
    let is_root = output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    if find("apt-get").is_none() || !is_root {
        return Err(by_hand);
    }
    say(&format!("installing {} with apt", packages.join(" ")));
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

fn ensure_target() -> Result<()> {
    let sysroot = output(cargo_rustc().args(["--print", "sysroot"])).unwrap_or_default();
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(TARGET)
        .is_dir()
    {
        return Ok(());
    }
    say(&format!("adding the target {TARGET}"));
    run(Command::new("rustup")
        .current_dir(root())
        .args(["target", "add", TARGET]))
}

fn cargo_rustc() -> Command {
    let mut command = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    command.current_dir(root());
    command
}

fn is_version(program: &Path, version: &str) -> bool {
    output(Command::new(program).arg("--version"))
        .is_some_and(|text| text.split_whitespace().any(|word| word == version))
}

/// The version of a crate in `Cargo.lock`.
fn locked_version(package: &str) -> Result<String> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock cannot be read: {error}"))?;
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
