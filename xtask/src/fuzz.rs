//! `cargo xtask fuzz`: libFuzzer over the targets of `fuzz/`, with stable Rust.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::files::create_folder;
use crate::layout::{FUZZ, output_folder, root};
use crate::process::{Result, cargo, output, run};
use crate::tools::{executable, rustc, say};

/// The most memory that a target may take, in megabytes.
const MAX_MEGABYTES: u32 = 1024;

/// After so many seconds on the clock an input is given up. The limit of one second is of
/// the processor's time, and in the target itself: on a busy machine the clock says little.
const GIVE_UP_SECONDS: u32 = 30;

/// What instruments the code, as `cargo fuzz` does it, without the sanitizers that need
/// nightly Rust.
const INSTRUMENTED: [&str; 7] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cdebug-assertions",
    "-Ccodegen-units=1",
];

/// The profile, which is of no other build: fast, and with the checks of a debug build.
const PROFILE: [&str; 5] = [
    "profile.fuzz.inherits=\"release\"",
    "profile.fuzz.opt-level=2",
    "profile.fuzz.lto=false",
    "profile.fuzz.overflow-checks=true",
    "profile.fuzz.panic=\"unwind\"",
];

/// The targets, each with its dictionary and the most bytes of an input.
const TARGETS: [(&str, &str, u32); 14] = [
    ("anchor", "english", 1 << 12),
    ("article", "html", 1 << 13),
    ("dataset", "json", 1 << 14),
    ("edtf", "edtf", 64),
    ("english_date", "english", 96),
    ("ftm", "ftm", 1 << 13),
    ("json_loader", "json", 1 << 14),
    ("permalink", "permalink", 1 << 11),
    ("set_filter", "permalink", 1 << 11),
    ("sheets", "sheets", 1 << 13),
    ("target_page", "html", 1 << 13),
    ("timeline_js", "timeline_js", 1 << 13),
    ("typed_date", "english", 64),
    ("workbook", "sheets", 1 << 15),
];

/// The folders of files that every target begins with: those of the corpus that are of no
/// target, and those of other tests.
const SEEDS: [&str; 3] = ["fuzz/corpus/cases", "tests/cases", "tests/articles"];

/// Runs each target, or one, for so many minutes.
pub fn fuzz(minutes: f64, only: Option<&str>) -> Result<()> {
    let targets: Vec<_> = TARGETS
        .iter()
        .filter(|(name, ..)| only.is_none_or(|only| only == *name))
        .collect();
    if targets.is_empty() {
        let names = TARGETS.map(|(name, ..)| name).join(", ");
        return Err(format!("the targets are {names}"));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "minutes"
    )]
    let seconds = (minutes * 60.0).ceil() as u64;
    say(&format!(
        "this builds the targets with a fuzzer (two minutes the first time) and runs {} of \
         them, {seconds} s each",
        targets.len()
    ));
    let program = build()?;
    let mut finds = Vec::new();
    for (name, dictionary, max_bytes) in targets {
        say(&format!("fuzzing {name}"));
        let mut command = command(&program, name, dictionary, seconds)?;
        if let Err(why) = run(command.arg(format!("-max_len={max_bytes}"))) {
            finds.push(format!("{name}: {why}"));
        }
    }
    if finds.is_empty() {
        say("no find");
        return Ok(());
    }
    Err(format!(
        "{}\nEach input is in {}; copy it into fuzz/corpus, where the test `corpus` runs it",
        finds.join("\n"),
        finds_folder().display()
    ))
}

/// Builds the targets, and says where the program is.
fn build() -> Result<PathBuf> {
    let host = output(rustc().arg("-vV")).unwrap_or_default();
    let host = host
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .ok_or("rustc does not say its host")?;
    let folder = output_folder().join("fuzz");
    let mut command = cargo();
    command
        .args(["build", "--profile", "fuzz", "--package", "backstory-fuzz"])
        // With a target, build scripts and macros are not instrumented.
        .args(["--features", "libfuzzer", "--target", host, "--target-dir"])
        .arg(&folder)
        .env("RUSTFLAGS", INSTRUMENTED.join(" "));
    for setting in PROFILE {
        command.args(["--config", setting]);
    }
    run(&mut command)?;
    let program = executable("fuzz");
    Ok(folder.join(host).join("fuzz").join(program))
}

/// Where inputs are that were found, each named by its target.
fn finds_folder() -> PathBuf {
    output_folder().join("finds")
}

/// The command that runs one target.
fn command(program: &Path, name: &str, dictionary: &str, seconds: u64) -> Result<Command> {
    let fuzz = root().join(FUZZ);
    // What is learned in a run is kept for the next, outside of the project's files.
    let learned = output_folder().join("fuzz-corpus").join(name);
    create_folder(&learned)?;
    create_folder(&finds_folder())?;
    let mut command = Command::new(program);
    command
        .env("BACKSTORY_FUZZ_TARGET", name)
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-rss_limit_mb={MAX_MEGABYTES}"))
        .arg(format!("-timeout={GIVE_UP_SECONDS}"))
        .arg(format!(
            "-artifact_prefix={}/{name}-",
            finds_folder().display()
        ))
        .arg("-print_final_stats=1")
        .arg("-verbosity=0");
    let dictionary = fuzz.join("dictionaries").join(dictionary);
    command.arg(format!("-dict={}.dict", dictionary.display()));
    command
        .arg(learned)
        .arg(fuzz.join("corpus").join(name))
        .args(SEEDS.map(|folder| root().join(folder)));
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_target_has_a_corpus_and_a_dictionary() {
        let fuzz = root().join(FUZZ);
        let mut folders: Vec<String> = std::fs::read_dir(fuzz.join("corpus"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "cases")
            .collect();
        folders.sort();
        assert_eq!(folders, TARGETS.map(|(name, ..)| name));
        for folder in SEEDS {
            assert!(root().join(folder).is_dir(), "{folder}");
        }
        for (_, dictionary, _) in TARGETS {
            let file = format!("dictionaries/{dictionary}.dict");
            assert!(fuzz.join(&file).is_file(), "{file}");
        }
    }
}
