//! `cargo xtask mutants`: whether a test fails where the code is changed.

use std::process::Command;

use crate::layout::{MUTATED, output_folder, root};
use crate::process::{Result, run};
use crate::tools::{Install, MUTANTS, Tools, say};

/// Changes one thing after the other in files of the core, and runs its tests.
///
/// `files` are globs below `crates/core/src`; without any, they are the most important.
/// `shard` is a part of all changes, `1/8`.
///
/// # Errors
///
/// Where a change is not noticed by any test.
pub fn mutants(install: Install, files: &[String], shard: Option<&str>) -> Result<()> {
    let tools = Tools::ensure(MUTANTS, install)?;
    let files: Vec<&str> = if files.is_empty() {
        MUTATED.to_vec()
    } else {
        files.iter().map(String::as_str).collect()
    };
    say("this builds and tests the core once for each change: ten seconds each, on two cores");
    let mut command = Command::new(tools.find("cargo-mutants")?);
    command
        .current_dir(root())
        .args(["mutants", "--package", "backstory-core", "--timeout", "120"])
        .arg("--output")
        .arg(output_folder());
    for file in files {
        command.arg("--file").arg(format!("crates/core/src/{file}"));
    }
    if let Some(shard) = shard {
        command.args(["--shard", shard, "--sharding", "round-robin"]);
    }
    run(command.args(["--", "--lib"]))
}
