//! `cargo xtask size`: what the widget weighs, and what each part of it costs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::dist::dist;
use crate::run::{Result, find, output, root, run};
use crate::test::{build, package_folder};
use crate::tools::{Tools, apt_install};
use crate::wasm::Module;

/// What wasm, JavaScript and CSS may weigh together, in bytes after
/// `brotli -q 11`.
const BUDGET: u64 = 120_000;

/// What is aimed for.
const AIM: u64 = 100_000;

/// The budget is not met yet: see docs/performance.md for where the bytes are.
/// Until it is, the widget may not grow past this; whoever makes it smaller
/// lowers it.
const CEILING: u64 = 347_500;

/// The same for what comes before a filter works.
const FIRST_CEILING: u64 = 219_500;

/// How many parts are listed by name.
const PARTS: usize = 24;

/// What a page with the widget loads, of the files of `cargo xtask dist`. The last
/// is fetched when the others have started.
const FILES: [&str; 6] = [
    "backstory.js",
    "backstory.css",
    "core/shell.js",
    "core/backstory_element.js",
    "core/backstory_element_bg.wasm",
    "core/backstory_later.wasm",
];

/// Prints what the built widget weighs.
///
/// With `--built` it takes what the last build left and leaves the parts out:
/// the form in which `cargo xtask test` asks.
///
/// # Errors
///
/// Where the whole is over the budget, or nothing was built.
pub fn size(arguments: &[String]) -> Result<()> {
    let built = match arguments {
        [] => false,
        [only] if only == "--built" => true,
        _ => return Err("size takes no argument but --built".to_owned()),
    };
    let tools = Tools::for_builds()?;
    ensure_node()?;
    if !built {
        run(&mut build(&tools)?)?;
    }
    // As it is published: the build's scripts have their comments yet.
    let folder = package_folder();
    let to = folder.to_string_lossy().into_owned();
    dist(&["--built".to_owned(), "--to".to_owned(), to])?;
    let files = FILES.map(|name| folder.join(name));
    let sizes = brotli(&files)?;
    println!();
    println!("{:>9} {:>9}  file", "bytes", "brotli");
    let mut total = 0;
    for (file, weight) in files.iter().zip(&sizes) {
        let name = file.strip_prefix(&folder).unwrap_or(file);
        println!("{:>9} {weight:>9}  {}", length(file), name.display());
        total += weight;
    }
    let later = sizes.last().copied().unwrap_or_default();
    println!("{:>9} {:>9}  until a filter works", "", total - later);
    println!("{:>9} {total:>9}  together", "");
    if !built {
        parts(&tools)?;
    }
    println!();
    for (what, weight, ceiling) in [
        ("the widget", total, CEILING),
        (
            "what comes before a filter works",
            total - later,
            FIRST_CEILING,
        ),
    ] {
        if weight > ceiling {
            return Err(format!(
                "{what} weighs {weight} bytes, {} over its ceiling of {ceiling}",
                weight - ceiling
            ));
        }
    }
    println!("{}", verdict(total));
    Ok(())
}

/// How a weight stands to the budget and to the aim.
fn verdict(total: u64) -> String {
    if total > BUDGET {
        return format!(
            "{} bytes over the budget of {BUDGET}, which is not met yet; the ceiling is {CEILING}",
            total - BUDGET
        );
    }
    let aim = if total > AIM {
        format!(", {} above the aim of {AIM}", total - AIM)
    } else {
        String::new()
    };
    format!("{} bytes below the budget of {BUDGET}{aim}", BUDGET - total)
}

/// What each room of the crate and each dependency costs of the wasm. A generic
/// function counts for the room that is named first among its types.
fn parts(tools: &Tools) -> Result<()> {
    let folder = root().join("target").join("xtask").join("size");
    // Left-overs would be parts that are no longer there.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let named = folder.join("named.wasm");
    let wasm_opt = tools.find("wasm-opt").ok_or("wasm-opt is missing")?;
    // As it ships, but with the names of its functions.
    run(Command::new(wasm_opt)
        .args(["-Os", "-g", "-o"])
        .arg(&named)
        .arg(root().join("target/wasm32-unknown-unknown/release/backstory.wasm")))?;
    let bytes = std::fs::read(&named).map_err(|error| error.to_string())?;
    let module = Module::read(&bytes).ok_or("the built wasm cannot be read")?;

    let mut parts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for (name, body) in &module.functions {
        // What describes types to wasm-bindgen does not come through it.
        if name.contains("WasmDescribe") || name.starts_with("__wbindgen_describe") {
            continue;
        }
        parts.entry(owner(name)).or_default().extend(*body);
    }
    parts.insert(
        "(data: styles, words, tables)".to_owned(),
        module.data.into(),
    );
    let mut parts: Vec<(String, Vec<u8>)> = parts.into_iter().collect();
    parts.sort_by_key(|(_, bytes)| std::cmp::Reverse(bytes.len()));
    let rest = parts.split_off(parts.len().min(PARTS));
    if !rest.is_empty() {
        let bytes = rest.into_iter().flat_map(|(_, bytes)| bytes).collect();
        parts.push(("(all others)".to_owned(), bytes));
    }
    let mut files = Vec::new();
    for (index, (_, bytes)) in parts.iter().enumerate() {
        let file = folder.join(format!("{index}.part"));
        std::fs::write(&file, bytes).map_err(|error| error.to_string())?;
        files.push(file);
    }
    println!();
    println!("of the wasm, each part compressed on its own:");
    println!("{:>9} {:>9}  part", "bytes", "brotli");
    for ((name, bytes), weight) in parts.iter().zip(brotli(&files)?) {
        println!("{:>9} {weight:>9}  {name}", bytes.len());
    }
    Ok(())
}

/// Whom a function belongs to: a room of this crate that is named in it, or else
/// the crate that is named first.
fn owner(mangled: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(mangled));
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    if let Some((_, rest)) = name.split_once("backstory::") {
        let room = rest.split(|c| !is_part(c)).next().unwrap_or_default();
        return ["backstory::", room].concat();
    }
    // `<` and `&` lead an implementation's name; no crate has them.
    let first = name
        .split(|c| !is_part(c))
        .find(|word| !word.is_empty() && !["as", "dyn", "mut", "impl"].contains(word));
    match first {
        Some(first) if name.contains("::") => first.to_owned(),
        _ => "(names without a path)".to_owned(),
    }
}

/// What each file weighs after `brotli -q 11`. Node has the reference encoder,
/// and wasm-opt needs Node anyway.
pub fn brotli(files: &[PathBuf]) -> Result<Vec<u64>> {
    const SCRIPT: &str = "
        const { brotliCompressSync } = require('zlib');
        const { readFileSync } = require('fs');
        for (const file of process.argv.slice(1)) {
            console.log(brotliCompressSync(readFileSync(file)).length);
        }";
    // Quality 11 is Node's default.
    let printed = output(Command::new("node").args(["-e", SCRIPT, "--"]).args(files))
        .ok_or("node could not compress the files")?;
    printed
        .lines()
        .map(|line| line.parse().map_err(|_| format!("node said \"{line}\"")))
        .collect()
}

pub fn ensure_node() -> Result<()> {
    if find("node").is_none() {
        apt_install("node", &["nodejs", "npm"])?;
    }
    Ok(())
}

fn length(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |data| data.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_have_owners() {
        for (name, expected) in [
            (
                "_ZN9backstory5query5index5Index6select17h0123456789abcdefE",
                "backstory::query",
            ),
            (
                "_ZN4core3ptr53drop_in_place$LT$backstory..dataset..model..Event$GT$17h0123456789abcdefE",
                "backstory::dataset",
            ),
            (
                "_ZN58_$LT$alloc..string..String$u20$as$u20$core..fmt..Debug$GT$3fmt17h0123456789abcdefE",
                "alloc",
            ),
            ("memcpy", "(names without a path)"),
        ] {
            assert_eq!(owner(name), expected, "{name}");
        }
    }
}
