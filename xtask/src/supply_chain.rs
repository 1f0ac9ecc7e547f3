//! What others wrote, and with which Rust it is built: `cargo xtask supply-chain` and
//! `cargo xtask oldest-rust`.

use std::process::Command;

use crate::files::read_text;
use crate::layout::root;
use crate::process::{Result, output, run};
use crate::tools::{DENY, Install, Tools, say};

/// Checks licences, sources and advisories of every crate, by `deny.toml`.
///
/// # Errors
///
/// What is not allowed, or a tool that is missing and may not be installed.
pub fn supply_chain(install: Install, is_offline: bool) -> Result<()> {
    let tools = Tools::ensure(DENY, install)?;
    let checks: &[&str] = if is_offline {
        say("without the network, advisories are left out");
        &["bans", "licenses", "sources"]
    } else {
        &["advisories", "bans", "licenses", "sources"]
    };
    run(Command::new(tools.find("cargo-deny")?)
        .current_dir(root())
        .args(["--workspace", "--locked", "check"])
        .args(checks))
}

/// Checks what is published with the oldest Rust that `Cargo.toml` promises.
///
/// # Errors
///
/// Where it does not compile, or rustup is not there.
pub fn oldest_rust(install: Install) -> Result<()> {
    let oldest = promised(&read_text(&root().join("Cargo.toml"))?)
        .ok_or("Cargo.toml promises no rust-version")?;
    let toolchain = format!("+{oldest}");
    let is_there = output(cargo_of(&toolchain).arg("--version")).is_some();
    if !is_there {
        let words = ["toolchain", "install", &oldest, "--profile", "minimal"];
        let target = ["--target", "wasm32-unknown-unknown"];
        let command = format!("rustup {} {}", words.join(" "), target.join(" "));
        if install == Install::Refused {
            return Err(format!("Rust {oldest} is missing: {command}"));
        }
        say(&format!("installing Rust {oldest}: {command}"));
        run(Command::new("rustup").args(words).args(target))?;
    }
    say(&format!("checking with Rust {oldest}"));
    for arguments in [
        // What only developers run may need a later one.
        &["--workspace", "--exclude", "xtask"][..],
        &[
            "--package",
            "backstory-element",
            "--target",
            "wasm32-unknown-unknown",
        ],
    ] {
        run(cargo_of(&toolchain)
            .args(["check", "--locked", "--target-dir"])
            .arg(crate::layout::output_folder().join("oldest-rust"))
            .args(arguments))?;
    }
    Ok(())
}

/// Cargo of a toolchain, by rustup.
fn cargo_of(toolchain: &str) -> Command {
    let mut command = Command::new("cargo");
    // The cargo that runs this says which it is, and would be taken again.
    for name in ["CARGO", "RUSTC", "RUSTUP_TOOLCHAIN"] {
        command.env_remove(name);
    }
    command.current_dir(root()).arg(toolchain);
    command
}

/// The version that a manifest has as `rust-version`.
fn promised(manifest: &str) -> Option<String> {
    let line = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "))?;
    Some(line.trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_promise_is_that_of_the_guide() {
        let manifest = read_text(&root().join("Cargo.toml")).unwrap();
        let oldest = promised(&manifest).unwrap();
        let guide = read_text(&root().join("CONTRIBUTING.md")).unwrap();
        assert!(guide.contains(&format!("{oldest} or later")), "{oldest}");
    }

    #[test]
    fn exceptions_have_a_date_and_a_reason() {
        let rules = read_text(&root().join("deny.toml")).unwrap();
        let lines: Vec<&str> = rules.lines().map(str::trim).collect();
        let exceptions = lines
            .windows(2)
            .filter(|pair| pair[1].starts_with("{ crate"));
        let mut count = 0;
        for pair in exceptions {
            let date = pair[0].strip_prefix("# 20").and_then(|rest| rest.get(..8));
            let is_date = date.is_some_and(|it| it.matches('-').count() == 2);
            assert!(is_date && pair[0].len() > 30, "{}", pair[1]);
            count += 1;
        }
        assert_eq!(count, rules.matches("{ crate").count());
    }
}
