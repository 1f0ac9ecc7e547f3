//! The documentation names files and crates that there are.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod workspace;

use std::collections::BTreeSet;
use std::fs::read_to_string;
use std::path::PathBuf;

use workspace::root;

/// Every page of the documentation, with its folder.
fn pages() -> Vec<(PathBuf, String)> {
    let mut paths: Vec<PathBuf> = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"]
        .map(|name| root().join(name))
        .into();
    let docs = root().join("docs").read_dir().unwrap();
    paths.extend(docs.map(|entry| entry.unwrap().path()));
    paths.push(root().join("benches/peers/README.md"));
    paths.retain(|path| path.extension().is_some_and(|it| it == "md"));
    let text = |path: PathBuf| {
        let text = read_to_string(&path).unwrap();
        (path, text)
    };
    paths.into_iter().map(text).collect()
}

/// The anchor that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text
        .chars()
        .filter(|it| it.is_alphanumeric() || " -_".contains(*it));
    kept.map(|it| if it == ' ' { '-' } else { it }).collect()
}

#[test]
fn links_lead_to_files_and_headings_that_exist() {
    let mut wrong = Vec::new();
    for (page, text) in pages() {
        for rest in text.split("](").skip(1) {
            let link = rest.split(')').next().unwrap();
            if link.starts_with("http") {
                continue;
            }
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let target = match file {
                "" => page.clone(),
                file => page.parent().unwrap().join(file),
            };
            let has_heading = || {
                let text = read_to_string(&target).unwrap();
                text.lines()
                    .any(|it| it.starts_with('#') && anchor(it) == heading)
            };
            if !target.exists() || (!heading.is_empty() && !has_heading()) {
                wrong.push(format!("{}: {link}", page.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn paths_in_the_text_exist() {
    const FOLDERS: [&str; 6] = ["crates/", "src/", "tests/", "xtask/", "styles/", "docs/"];
    let mut wrong = Vec::new();
    for (page, text) in pages() {
        for (number, word) in text.split('`').enumerate() {
            // A name in capitals stands for any.
            let is_path = number % 2 == 1
                && FOLDERS.iter().any(|folder| word.starts_with(folder))
                && !word.contains(|it: char| it.is_whitespace() || it.is_ascii_uppercase());
            if is_path && !root().join(word).exists() {
                wrong.push(format!("{}: {word}", page.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_drawing_of_the_crates_is_cargo_s() {
    let text = read_to_string(root().join("docs/architecture.md")).unwrap();
    let drawing = text.split("```mermaid").nth(1).unwrap();
    let drawing = drawing.split("```").next().unwrap();
    let drawn: BTreeSet<(String, String)> = drawing
        .lines()
        .filter_map(|line| line.trim().split_once(" --> "))
        .map(|(from, to)| (from.to_owned(), to.to_owned()))
        .collect();

    let crates = [
        "core",
        "formats",
        "prerender",
        "cli",
        "desk",
        "element",
        "reader",
    ];
    let manifests = crates.map(|name| (name, format!("crates/{name}/Cargo.toml")));
    let component = [("component", "Cargo.toml".to_owned())];
    let mut real = BTreeSet::new();
    for (name, manifest) in manifests.into_iter().chain(component) {
        let manifest = read_to_string(root().join(manifest)).unwrap();
        let (_, dependencies) = manifest.split_once("\n[dependencies]\n").unwrap();
        let dependencies = dependencies.split("\n[").next().unwrap();
        for line in dependencies.lines() {
            let dependency = line.split(['.', ' ', '=']).next().unwrap();
            let to = match dependency {
                "backstory" => "component",
                other => match other.strip_prefix("backstory-") {
                    Some(other) => other,
                    None => continue,
                },
            };
            real.insert((name.to_owned(), to.to_owned()));
        }
    }
    assert_eq!(drawn, real);
}
