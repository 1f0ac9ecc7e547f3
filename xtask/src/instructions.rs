//! `cargo xtask instructions`: how many instructions the engine's hot paths take.
//!
//! Times move with what else a machine does; these counts do not, so that a change of a few
//! percent is seen at once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::files::{read_text, write_json};
use crate::layout::{ACCEPTED_INSTRUCTIONS, root};
use crate::process::{Result, cargo, output};
use crate::tools::{INSTRUCTIONS, Install, Tools, rustc, say};

/// By so much a count may differ from the accepted one, in parts of a hundred.
const TOLERANCE_PERCENT: f64 = 3.0;

/// Counts, and compares with what was accepted last; with `accept`, accepts.
///
/// # Errors
///
/// The hot paths whose counts moved by more than the tolerance.
pub fn instructions(install: Install, accept: bool) -> Result<()> {
    Tools::ensure(INSTRUCTIONS, install)?;
    say(
        "this builds the engine's hot paths (two minutes the first time) and runs each under \
         callgrind, half a minute in all",
    );
    let program = build()?;
    let names = output(&mut Command::new(&program)).ok_or("the hot paths cannot be run")?;
    let mut counts = BTreeMap::new();
    for name in names.lines() {
        counts.insert(name.to_owned(), count(&program, name)?);
    }
    let rust = rust_version();
    let file = root().join(ACCEPTED_INSTRUCTIONS);
    if accept {
        write_json(&file, &json!({"rust": rust, "instructions": counts}))?;
        say(&format!("accepted: {ACCEPTED_INSTRUCTIONS}"));
        return Ok(());
    }
    let accepted: Value =
        serde_json::from_str(&read_text(&file)?).map_err(|error| error.to_string())?;
    let moved = compare(&accepted["instructions"], &counts);
    if moved.is_empty() {
        return Ok(());
    }
    if accepted["rust"] != rust.as_str() {
        // Another compiler makes other code.
        say(&format!(
            "{} moved, but were accepted with Rust {} and not {rust}",
            moved.join(", "),
            accepted["rust"]
        ));
        return Ok(());
    }
    Err(format!(
        "{} moved by more than {TOLERANCE_PERCENT} %; where that is meant, accept it: \
         `cargo xtask instructions --accept`",
        moved.join(", ")
    ))
}

/// Prints each count next to the accepted one; the names of those that moved.
fn compare(accepted: &Value, counts: &BTreeMap<String, u64>) -> Vec<String> {
    let mut moved = Vec::new();
    for (name, count) in counts {
        #[expect(clippy::cast_precision_loss, reason = "a percentage is looked at")]
        let change = accepted[name]
            .as_u64()
            .map(|accepted| (*count as f64 / accepted as f64 - 1.0) * 100.0);
        let words = change.map_or_else(|| "new".to_owned(), |it| format!("{it:+.2} %"));
        println!("{name:<12} {count:>13}  {words}");
        if change.is_none_or(|it| it.abs() > TOLERANCE_PERCENT) {
            moved.push(name.clone());
        }
    }
    let gone = accepted.as_object().into_iter().flatten();
    moved.extend(
        gone.map(|(name, _)| name)
            .filter(|name| !counts.contains_key(*name))
            .cloned(),
    );
    moved
}

/// Builds the hot paths, and says where the program is.
fn build() -> Result<PathBuf> {
    let mut command = cargo();
    command.args(["bench", "--no-run", "--package", "backstory-core"]);
    command.args(["--bench", "instructions", "--message-format", "json"]);
    // Callgrind knows what is counted by the name of its function.
    command.env("CARGO_PROFILE_BENCH_DEBUG", "line-tables-only");
    let messages = output(&mut command).ok_or("the hot paths do not compile")?;
    let mut executables = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        message["executable"].as_str().map(PathBuf::from)
    });
    executables
        .next_back()
        .ok_or_else(|| "cargo made no program".to_owned())
}

/// The instructions of one hot path.
fn count(program: &Path, name: &str) -> Result<u64> {
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .args(["--collect-atstart=no", "--toggle-collect=*measured*"])
        .arg(program)
        .arg(name);
    let output = command.output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stderr);
    collected(&text)
        .filter(|count| *count > 0 && output.status.success())
        .ok_or_else(|| format!("callgrind counted nothing of {name}:\n{text}"))
}

/// The number in callgrind's line `==1== Collected : 123`.
fn collected(text: &str) -> Option<u64> {
    let line = text
        .lines()
        .find_map(|line| line.split_once("Collected :"))?;
    line.1.split_whitespace().next()?.parse().ok()
}

fn rust_version() -> String {
    let text = output(rustc().arg("--version")).unwrap_or_default();
    text.split(' ').nth(1).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callgrind_s_count_is_read() {
        let text = "==7== Events    : Ir\n==7== Collected : 1234567\n==7==";
        assert_eq!(collected(text), Some(1_234_567));
        assert_eq!(collected("==7== "), None);
    }

    #[test]
    fn what_moved_is_new_or_is_gone_is_named() {
        let accepted = json!({"a": 1000, "b": 1000, "c": 1000, "gone": 1});
        let counts = [("a", 1029), ("b", 1031), ("c", 900), ("new", 1)];
        let counts = counts.map(|(name, count)| (name.to_owned(), count));
        let moved = compare(&accepted, &BTreeMap::from(counts));
        assert_eq!(moved, ["b", "c", "new", "gone"]);
    }
}
