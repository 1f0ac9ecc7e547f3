//! What is published has all that it is made of: cargo packs each crate's own folder.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod workspace;

use std::path::{Component, Path, PathBuf};

use workspace::{root, rust_files};

/// The folders of the crates that are published, and the sources of each.
fn published() -> Vec<(PathBuf, PathBuf)> {
    let crates = std::fs::read_dir(root().join("crates")).unwrap();
    let crates = crates.map(|entry| entry.unwrap().path());
    crates
        .chain([root()])
        .filter(|folder| {
            let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
            !manifest.contains("publish = false")
        })
        .map(|folder| (folder.clone(), folder.join("src")))
        .collect()
}

/// The files that a source includes, apart from its tests: the first text of each
/// macro is a path, or how one begins.
fn included(source: &str) -> Vec<&str> {
    let code = source.split("#[cfg(test)]").next().unwrap();
    let calls = code.split("include_str!(").skip(1);
    let calls = calls.chain(code.split("include_bytes!(").skip(1));
    calls.filter_map(|call| call.split('"').nth(1)).collect()
}

/// A path without its steps up.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        if part == Component::ParentDir {
            plain.pop();
        } else {
            plain.push(part);
        }
    }
    plain
}

#[test]
fn a_published_crate_includes_files_of_its_own_folder() {
    let mut checked = 0;
    let crates = published();
    assert!(crates.len() > 3, "{crates:?}");
    for (folder, src) in crates {
        let folder = plain(&folder);
        for file in rust_files(&src) {
            let text = std::fs::read_to_string(&file).unwrap();
            for path in included(&text) {
                let path = plain(&file.parent().unwrap().join(path));
                assert!(
                    path.starts_with(&folder),
                    "{} includes {}, which is outside of the package",
                    file.display(),
                    path.display()
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 8, "{checked} files are included");
}

#[test]
fn what_a_source_includes_is_found() {
    let source = r#"const A: &str = include_str!("../a.css"); include_str!(concat!("../b/", $tag));
        #[cfg(test)] mod tests { const C: &str = include_str!("../../c"); }"#;
    assert_eq!(included(source), ["../a.css", "../b/"]);
}
