//! `cargo xtask bench`: this widget and its peers in one browser.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browsers::{Engine, InstalledBrowser};
use crate::build::build;
use crate::dist::publish;
use crate::files::{copy, create_folder, read_text, write};
use crate::layout::{ENGINE, ENGINE_WASM, PEERS, output_folder, package_folder, page_folder, root};
use crate::process::{Result, cargo, run};
use crate::tools::{
    BUILD, Install, NPM_OPTIONS, PUBLISH, Requirement, ToolSource, Tools, cache, npm,
};

/// The products that the widget is compared with.
const PRODUCTS: Requirement = Requirement {
    name: "the peers",
    why: "are what the widget is measured next to",
    seconds: 30,
    source: ToolSource::Other {
        command: "npm ci",
        is_there: || peers().is_ok_and(|folder| folder.join("done").is_file()),
        install: install_peers,
    },
};

/// Measures the cases that are named, or all of them, and writes the results into
/// `benches/peers/README.md`.
pub fn bench(install: Install, names: &[String]) -> Result<()> {
    let requirements = [
        BUILD,
        PUBLISH,
        Engine::Chromium.requirements(),
        &[&PRODUCTS],
    ]
    .concat();
    let mut tools = Tools::ensure(&requirements, install)?;
    let browser = InstalledBrowser::ensure(Engine::Chromium, &mut tools)?;
    let engine = engine(&tools)?;
    // Last, so that what `cargo xtask size` reads is the page's.
    run(&mut build(&tools)?)?;
    let package = package_folder();
    publish(&package)?;
    let mut node = Command::new("node");
    node.current_dir(root())
        .arg(Path::new(PEERS).join("run.mjs"))
        .args(names)
        .env("BENCH_PEERS", peers()?.join("node_modules"))
        .env("BENCH_ENGINE", engine)
        .env("BENCH_DIST", page_folder())
        .env("BENCH_PACKAGE", package);
    run(&mut browser.command(node)?)
}

/// The folder of the peers, one for each state of the lock file, outside the
/// project.
fn peers() -> Result<PathBuf> {
    let lock = read_text(&root().join(PEERS).join("package-lock.json"))?;
    let mut hasher = DefaultHasher::new();
    lock.hash(&mut hasher);
    Ok(cache()?.join(format!("bench-{:016x}", hasher.finish())))
}

fn install_peers() -> Result<()> {
    let folder = peers()?;
    create_folder(&folder)?;
    for name in ["package.json", "package-lock.json"] {
        copy(&root().join(PEERS).join(name), &folder.join(name))?;
    }
    run(npm().current_dir(&folder).arg("ci").args(NPM_OPTIONS))?;
    write(&folder.join("done"), "")
}

/// Builds the engine by itself, as the widget's wasm is built.
fn engine(tools: &Tools) -> Result<PathBuf> {
    let folder = output_folder().join("bench");
    // In a folder of its own, or it and the page's would overwrite each other.
    let target = folder.join("target");
    run(cargo()
        .args(["build", "--release"])
        .args(ENGINE)
        .args(["--target", "wasm32-unknown-unknown", "--target-dir"])
        .arg(&target))?;
    let wasm = target
        .join("wasm32-unknown-unknown/release")
        .join(ENGINE_WASM);
    run(Command::new(tools.find("wasm-bindgen")?)
        .args(["--target", "web", "--no-typescript", "--out-name", "engine"])
        .arg("--out-dir")
        .arg(&folder)
        .arg(wasm))?;
    let bound: &Path = &folder.join("engine_bg.wasm");
    run(Command::new(tools.find("wasm-opt")?)
        .args(["-Os", "-o"])
        .args([bound, bound]))?;
    Ok(folder)
}
