//! The page as it is built for readers.

use std::path::PathBuf;
use std::process::Command;

use crate::layout::{page_folder, root};
use crate::process::Result;
use crate::split::split;
use crate::tools::Tools;

/// The command that builds the page into [`page_folder`].
pub fn build(tools: &Tools) -> Result<Command> {
    let mut command = tools.trunk()?;
    command
        .current_dir(root())
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            without_own_paths(),
        )
        .args(["build", "--release", "--dist"])
        .arg(page_folder());
    split(&mut command, tools)?;
    Ok(command)
}

/// Flags that have the compiler name the files of other crates without their folder.
/// A panic says where it was, and what is published would otherwise say something of
/// this machine, and be another file on the next.
fn without_own_paths() -> String {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let registries = home.and_then(|home| home.join("registry/src").read_dir().ok());
    let folders = registries.into_iter().flatten().flatten();
    let flags = folders.map(|folder| format!("--remap-path-prefix={}/=", folder.path().display()));
    // The flags are separated by spaces, and cannot hold any.
    let whole = flags.filter(|flag| !flag.contains(' '));
    whole.collect::<Vec<_>>().join(" ")
}
