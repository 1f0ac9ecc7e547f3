//! `cargo xtask bench`: this widget and its peers in one browser.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browsers::{Browser, Engine};
use crate::dist::dist as make_package;
use crate::run::{Result, cargo, find, root, run};
use crate::size::ensure_node;
use crate::test::{build, dist, package_folder};
use crate::tools::{Tools, apt_install, cache, say};

/// Measures the cases that are named, or all of them, and writes what it finds
/// into `benches/peers/README.md`.
pub fn bench(names: &[String]) -> Result<()> {
    let mut tools = Tools::for_builds()?;
    ensure_node()?;
    let browser = Browser::ensure(Engine::Chromium, &mut tools)?;
    let peers = peers()?;
    let engine = engine(&tools)?;
    // Last, so that what `cargo xtask size` reads is the page's.
    run(&mut build(&tools)?)?;
    let package = package_folder();
    let to = package.to_string_lossy().into_owned();
    make_package(&["--built".to_owned(), "--to".to_owned(), to])?;
    let mut node = Command::new("node");
    node.current_dir(root())
        .arg("benches/peers/run.mjs")
        .args(names)
        .env("BENCH_PEERS", peers)
        .env("BENCH_ENGINE", engine)
        .env("BENCH_DIST", dist())
        .env("BENCH_PACKAGE", package);
    run(&mut browser.command(node)?)
}

/// Installs the peers, once for each state of the lock file, outside of the
/// project.
fn peers() -> Result<PathBuf> {
    let from = root().join("benches/peers");
    let read = |name: &str| {
        std::fs::read_to_string(from.join(name))
            .map_err(|error| format!("benches/peers/{name} cannot be read: {error}"))
    };
    let mut hasher = DefaultHasher::new();
    read("package-lock.json")?.hash(&mut hasher);
    let folder = cache()?.join(format!("bench-{:016x}", hasher.finish()));
    let modules = folder.join("node_modules");
    let done = folder.join("done");
    if !done.is_file() {
        if find("npm").is_none() {
            apt_install("npm", &["nodejs", "npm"])?;
        }
        say("installing the peers of the bench");
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        for name in ["package.json", "package-lock.json"] {
            std::fs::write(folder.join(name), read(name)?).map_err(|error| error.to_string())?;
        }
        run(Command::new("npm").current_dir(&folder).args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
        ]))?;
        std::fs::write(done, "").map_err(|error| error.to_string())?;
    }
    Ok(modules)
}

/// Builds the engine by itself, as the widget's wasm is built.
fn engine(tools: &Tools) -> Result<PathBuf> {
    let folder = root().join("target").join("xtask").join("bench");
    // In a folder of its own, or it and the page's would overwrite each other.
    let target = folder.join("target");
    run(cargo()
        .args(["build", "--release", "--lib", "--features", "bench"])
        .args(["--target", "wasm32-unknown-unknown", "--target-dir"])
        .arg(&target))?;
    let wasm = target.join("wasm32-unknown-unknown/release/backstory.wasm");
    let tool = |name: &str| tools.find(name).ok_or(format!("{name} is missing"));
    run(Command::new(tool("wasm-bindgen")?)
        .args(["--target", "web", "--no-typescript", "--out-name", "engine"])
        .arg("--out-dir")
        .arg(&folder)
        .arg(wasm))?;
    let bound: &Path = &folder.join("engine_bg.wasm");
    run(Command::new(tool("wasm-opt")?)
        .args(["-Os", "-o"])
        .args([bound, bound]))?;
    Ok(folder)
}
