//! Names: none of those that the field's own terms replaced, and one name for one thing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use workspace::{files_below, root};

/// Names of types, functions and constants that say nothing to somebody who knows the
/// field.
const REPLACED_IDENTIFIERS: &[&str] = &[
    // types
    "Answer",
    "Arrangement",
    "Arriving",
    "Asked",
    "Dot",
    "Ear",
    "Extent",
    "Form",
    "Hand",
    "Heading",
    "Held",
    "Inquiry",
    "Kept",
    "Kinds",
    "Lane",
    "Lines",
    "Located",
    "Loss",
    "Losses",
    "Refusal",
    "Same",
    "Seat",
    "Shape",
    "Spare",
    "Stage",
    "Strip",
    "Surroundings",
    "Tie",
    "Track",
    "Wish",
    // functions and variables
    "at_work",
    "complaint",
    "complaints",
    "glimpse",
    "judge",
    "left_out",
    "lose",
    "mended",
    "picked",
    "rescue",
    "ribbon",
    "takeover",
    "ties",
    "tray",
    // constants that do not say what of, nor in which unit
    "BEAT",
    "GRACE",
    "LONG",
    "MOST",
    "NEAR",
    "PATIENCE",
    "SETTLED",
    "SOON",
];

/// Names of files and folders.
const REPLACED_FILES: &[&str] = &[
    "ear", "exchange", "eyes", "glimpse", "guest", "hand", "hands", "hash", "inquiry", "later",
    "number", "order", "still", "ties",
];

/// Words of the interface that the documentation may not have either: what is written
/// there is looked for on the page.
const REPLACED_WORDS: &[&str] = &[
    "Backstory desk",
    "Leave out what is",
    "Lanes",
    "Others",
    "Show all of time",
    "Take along",
    "Ties",
    "Walk through",
    "not carried",
];

/// Names that several crates have for the same thing, which they cannot share.
const SAME_THING: &[&str] = &[
    // Errors and results of a program or a test.
    "Result",
    "Error",
    // The arguments of a command line.
    "Arguments",
    // The editor's values own what the core's may borrow.
    "Value",
    // A browser engine: what is installed, and what a journey runs in.
    "Engine",
    // What waits for the first filter: the functions, and the part of the build.
    "Deferred",
    // A page that a test looks at.
    "Page",
    // The messages of a Yew component, in its own module.
    "Msg",
];

/// Every source and document of the workspace.
fn files() -> Vec<PathBuf> {
    let folders = [
        "benches", "crates", "docs", "npm", "src", "styles", "tests", "xtask",
    ];
    let mut files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| files_below(&root().join(folder)))
        .collect();
    files.extend(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(|it| root().join(it)));
    files
}

fn with_ending(files: &[PathBuf], ending: &str) -> Vec<(String, String)> {
    let is_it = |path: &&PathBuf| path.extension().is_some_and(|it| it == ending);
    let read = |path: &PathBuf| {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        (name, fs::read_to_string(path).unwrap())
    };
    files.iter().filter(is_it).map(read).collect()
}

fn identifiers(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                found.insert(name.to_string());
            }
            TokenTree::Group(group) => identifiers(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

#[test]
fn no_identifier_has_a_name_that_was_replaced() {
    let files = files();
    let mut wrong = Vec::new();
    for (path, text) in with_ending(&files, "rs") {
        let mut found = BTreeSet::new();
        identifiers(text.parse().unwrap(), &mut found);
        let old = REPLACED_IDENTIFIERS
            .iter()
            .filter(|it| found.contains(**it));
        wrong.extend(old.map(|it| format!("{path}: {it}")));
    }
    for ending in ["js", "mjs", "css"] {
        for (path, text) in with_ending(&files, ending) {
            let is_part = |it: char| !it.is_alphanumeric() && it != '_' && it != '$';
            let found: BTreeSet<&str> = text
                .lines()
                .map(|line| line.split("//").next().unwrap().trim())
                .filter(|line| !line.starts_with('*') && !line.starts_with("/*"))
                .flat_map(|line| line.split(is_part))
                .collect();
            let old = REPLACED_IDENTIFIERS
                .iter()
                .filter(|it| found.contains(**it));
            wrong.extend(old.map(|it| format!("{path}: {it}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_has_a_name_that_was_replaced() {
    let is_old = |path: &PathBuf| {
        let path = path.strip_prefix(root()).unwrap().with_extension("");
        path.iter()
            .any(|part| REPLACED_FILES.contains(&part.to_str().unwrap()))
    };
    let wrong: Vec<PathBuf> = files().into_iter().filter(is_old).collect();
    assert_eq!(wrong, Vec::<PathBuf>::new());
}

#[test]
fn the_documentation_has_the_words_of_the_interface() {
    let mut wrong = Vec::new();
    for (path, text) in with_ending(&files(), "md") {
        // What was renamed is told in the list of changes.
        if path == "CHANGELOG.md" {
            continue;
        }
        let old = REPLACED_WORDS.iter().filter(|it| text.contains(**it));
        wrong.extend(old.map(|it| format!("{path}: {it}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Where each type is defined.
#[derive(Default)]
struct Definitions {
    file: String,
    by_name: BTreeMap<String, BTreeSet<String>>,
    twice: BTreeSet<String>,
}

impl Definitions {
    fn add(&mut self, name: &syn::Ident) {
        let files = self.by_name.entry(name.to_string()).or_default();
        if !files.insert(self.file.clone()) {
            self.twice.insert(format!("{name}: twice in {}", self.file));
        }
    }
}

impl<'ast> Visit<'ast> for Definitions {
    fn visit_item_struct(&mut self, it: &'ast syn::ItemStruct) {
        self.add(&it.ident);
        visit::visit_item_struct(self, it);
    }

    fn visit_item_enum(&mut self, it: &'ast syn::ItemEnum) {
        self.add(&it.ident);
        visit::visit_item_enum(self, it);
    }

    fn visit_item_trait(&mut self, it: &'ast syn::ItemTrait) {
        self.add(&it.ident);
        visit::visit_item_trait(self, it);
    }

    fn visit_item_type(&mut self, it: &'ast syn::ItemType) {
        self.add(&it.ident);
        visit::visit_item_type(self, it);
    }
}

#[test]
fn one_name_is_one_thing() {
    let mut definitions = Definitions::default();
    for (path, text) in with_ending(&files(), "rs") {
        let parsed = syn::parse_file(&text).unwrap();
        definitions.file = path;
        definitions.visit_file(&parsed);
    }
    let several = |(name, files): (String, BTreeSet<String>)| {
        let is_shared = SAME_THING.contains(&name.as_str());
        (files.len() > 1 && !is_shared).then(|| format!("{name}: {files:?}"))
    };
    let mut wrong: Vec<String> = definitions
        .by_name
        .into_iter()
        .filter_map(several)
        .collect();
    wrong.extend(definitions.twice);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
