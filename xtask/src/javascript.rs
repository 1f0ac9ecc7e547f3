//! Bundling and minifying what is published, by esbuild.

use std::path::Path;
use std::process::Command;

use crate::process::{Result, run};
use crate::tools::esbuild;

/// The oldest JavaScript that the output may need: the newest that the sources use.
const TARGET: &str = "es2022";

/// Makes one minified module of a script and of everything that it imports by a
/// relative path. What it exports stays exported.
pub fn bundle(entry: &Path, to: &Path) -> Result<()> {
    run(esbuild_command(entry, to)?.args([
        "--bundle",
        "--format=esm",
        &format!("--target={TARGET}"),
    ]))
}

/// Minifies a style sheet.
pub fn minify_styles(sheet: &Path, to: &Path) -> Result<()> {
    run(&mut esbuild_command(sheet, to)?)
}

fn esbuild_command(from: &Path, to: &Path) -> Result<Command> {
    let mut command = esbuild()?;
    command
        .arg(from)
        // Modules and sheets are UTF-8; escapes would only make them longer.
        .args(["--minify", "--charset=utf8", "--legal-comments=none"])
        .args(["--log-level=warning", "--allow-overwrite"])
        .arg(format!("--outfile={}", to.display()));
    Ok(command)
}
