//! Every target over the files of the corpus, in which each find of the past is, and over
//! files that other tests have.

use std::fs;
use std::path::{Path, PathBuf};

use backstory_fuzz::TARGETS;

/// The folders of files that every target begins with, as `xtask/src/fuzz.rs` has them.
const SEEDS: [&str; 3] = ["fuzz/corpus/cases", "tests/cases", "tests/articles"];

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

/// Runs each target over its own files and over those that everybody's formats are in.
#[test]
fn nothing_of_the_corpus_is_a_find() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = fuzz.join("corpus");
    let seeds: Vec<PathBuf> = SEEDS
        .iter()
        .flat_map(|folder| files(&fuzz.join("..").join(folder)))
        .collect();
    assert!(seeds.len() > 60, "{seeds:?}");
    let folders = files(&corpus);
    let names = folders
        .iter()
        .map(|it| it.file_name().unwrap().to_str().unwrap());
    let names: Vec<&str> = names.filter(|name| *name != "cases").collect();
    assert_eq!(names, TARGETS.map(|target| target.name));
    let mut finds = Vec::new();
    for target in &TARGETS {
        let own = files(&corpus.join(target.name));
        assert!(!own.is_empty(), "{} has no corpus", target.name);
        for file in own.iter().chain(&seeds) {
            let bytes = fs::read(file).unwrap();
            if std::panic::catch_unwind(|| (target.run)(&bytes)).is_err() {
                finds.push(format!("{}: {}", target.name, file.display()));
            }
        }
    }
    assert!(finds.is_empty(), "{}", finds.join("\n"));
}
