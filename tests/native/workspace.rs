//! Where the workspace is, and the files in it.
#![allow(dead_code, reason = "each test file uses what it needs")]

use std::path::{Path, PathBuf};

/// The workspace's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file below a folder, in the order of their names; what was built or installed
/// there is left out.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path());
    let mut entries: Vec<PathBuf> = entries.collect();
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        let is_made = ["target", "node_modules", "dist"]
            .iter()
            .any(|it| entry.ends_with(it));
        if entry.is_dir() && !is_made {
            files.extend(files_below(&entry));
        } else if entry.is_file() {
            files.push(entry);
        }
    }
    files
}

/// The Rust sources below a folder, apart from files of tests alone.
pub fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = files_below(folder);
    files.retain(|file| {
        file.extension().is_some_and(|it| it == "rs") && !file.ends_with("tests.rs")
    });
    files
}
