//! `cargo xtask size`: what the widget weighs for each use, and where the bytes are.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::build::build;
use crate::compression::brotli_bytes;
use crate::dist::publish;
use crate::files::{create_folder, read};
use crate::layout::{built_wasm, output_folder, package_folder};
use crate::parts::{self, Part, Use};
use crate::process::{Result, run};
use crate::tools::{BUILD, Install, PUBLISH, Tools};
use crate::wasm_module::Module;

/// How many modules are listed by name.
const MODULES: usize = 20;

/// How many segments of a path are a module: a crate, a module and one in it.
const DEPTH: usize = 3;

/// Prints what the published widget weighs, each of its files, and with a build of its
/// own the largest modules of the code.
///
/// # Errors
///
/// Where a figure is above its ceiling, or nothing was built.
pub fn size(install: Install, is_built: bool) -> Result<()> {
    let folder = package_folder();
    let tools = if is_built {
        Tools::ensure(PUBLISH, install)?;
        None
    } else {
        let tools = Tools::ensure(&[BUILD, PUBLISH].concat(), install)?;
        run(&mut build(&tools)?)?;
        Some(tools)
    };
    // As it is published: the build's scripts still have their comments.
    publish(&folder)?;
    let weights = weights(&folder)?;
    println!();
    println!("{:>9} {:>9}  file", "bytes", "brotli");
    for (part, [bytes, weight]) in &weights {
        println!("{bytes:>9} {weight:>9}  {}", part.file);
    }
    println!();
    println!("{:>9} {:>9}", "brotli", "ceiling");
    let figures = Use::ALL.map(|what| (what, figure(&weights, what)));
    for (what, weight) in figures {
        println!("{weight:>9} {:>9}  {}", what.ceiling(), what.name());
    }
    if let Some(tools) = tools {
        let wasm = weights
            .iter()
            .filter(|(part, _)| part.file.ends_with(".wasm"));
        print_modules(&tools, wasm.map(|(_, [_, weight])| weight).sum())?;
    }
    check_ceilings(&figures)
}

/// The length of each part, in bytes before and after brotli.
fn weights(folder: &Path) -> Result<Vec<(Part, [u64; 2])>> {
    let mut weights = Vec::new();
    for part in parts::all() {
        let content = read(&folder.join(part.file))?;
        weights.push((part, [content.len() as u64, brotli_bytes(&content)?]));
    }
    Ok(weights)
}

/// What is fetched for a use, in bytes after brotli.
fn figure(weights: &[(Part, [u64; 2])], what: Use) -> u64 {
    weights
        .iter()
        .filter(|(part, _)| part.is_fetched_for(what))
        .map(|(_, [_, weight])| weight)
        .sum()
}

/// Fails with every figure that is above its ceiling.
fn check_ceilings(figures: &[(Use, u64)]) -> Result<()> {
    let over: Vec<String> = figures
        .iter()
        .filter(|(what, weight)| *weight > what.ceiling())
        .map(|(what, weight)| {
            format!(
                "{}: {weight} bytes, {} above the ceiling of {}",
                what.name(),
                weight - what.ceiling(),
                what.ceiling()
            )
        })
        .collect();
    if over.is_empty() {
        Ok(())
    } else {
        Err(format!("the widget is too large\n{}", over.join("\n")))
    }
}

/// Prints the largest modules: those of the project's crates, and other
/// crates as a whole, by the bytes of their functions before brotli.
///
/// Of the wasm before it is cut and stripped, since the later steps leave no names.
/// What a module weighs after brotli is estimated by its share of all.
fn print_modules(tools: &Tools, compressed: u64) -> Result<()> {
    let folder = output_folder().join("size");
    create_folder(&folder)?;
    let named = folder.join("named.wasm");
    // As it ships, but in one piece and with the names of its functions.
    run(Command::new(tools.find("wasm-opt")?)
        .args(["-Os", "-g", "-o"])
        .arg(&named)
        .arg(built_wasm()))?;
    let bytes = read(&named)?;
    let modules = modules(&Module::read(&bytes)?);
    let all: usize = modules.iter().map(|(_, bytes)| bytes).sum();
    println!();
    println!("the {MODULES} largest modules; brotli is estimated by the share of the raw bytes");
    println!("{:>9} {:>9}  module", "bytes", "brotli");
    for (name, bytes) in modules.iter().take(MODULES) {
        println!(
            "{bytes:>9} {:>9}  {name}",
            estimate(*bytes, all, compressed)
        );
    }
    let rest = modules.iter().skip(MODULES).map(|(_, bytes)| bytes).sum();
    println!(
        "{rest:>9} {:>9}  (all others)",
        estimate(rest, all, compressed)
    );
    Ok(())
}

/// What of `compressed` bytes falls to `bytes` of `all`.
fn estimate(bytes: usize, all: usize, compressed: u64) -> u64 {
    bytes as u64 * compressed / (all.max(1) as u64)
}

/// Each module with the bytes of its functions, the largest first.
fn modules(wasm: &Module) -> Vec<(String, usize)> {
    let mut modules: BTreeMap<String, usize> = BTreeMap::new();
    for (name, body) in &wasm.functions {
        // What describes types to wasm-bindgen does not come through it.
        if name.contains("WasmDescribe") || name.starts_with("__wbindgen_describe") {
            continue;
        }
        *modules.entry(module(name)).or_default() += body.len();
    }
    modules.insert("(data: words and tables)".to_owned(), wasm.data.len());
    let mut modules: Vec<(String, usize)> = modules.into_iter().collect();
    modules.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    modules
}

/// The module that a function belongs to: the first module of the project's crates in
/// its name, to [`DEPTH`] segments, or else the crate that is named first. A generic
/// function thus belongs to the first of the project's types that it was made for.
fn module(mangled: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(mangled));
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let paths = || name.split(|c| !is_part(c) && c != ':');
    let own = paths().find(|path| {
        let is_own = |first: &str| first == "backstory" || first.starts_with("backstory_");
        path.split_once("::")
            .is_some_and(|(first, _)| is_own(first))
    });
    if let Some(path) = own {
        let segments: Vec<&str> = path.split("::").collect();
        // The last one is a function or a type, and no module is in capitals.
        let modules = segments
            .iter()
            .take(segments.len().saturating_sub(1).max(1))
            .take_while(|segment| segment.starts_with(|first: char| !first.is_uppercase()))
            .take(DEPTH);
        return modules.copied().collect::<Vec<_>>().join("::");
    }
    // `<` and `&` begin the name of an implementation; no crate has them.
    let first = paths()
        .flat_map(|path| path.split("::"))
        .find(|word| !word.is_empty() && !["as", "dyn", "mut", "impl"].contains(word));
    match first {
        Some(first) if name.contains("::") => first.to_owned(),
        _ => "(names without a path)".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_have_rooms() {
        for (name, expected) in [
            (
                "_ZN9backstory5query5index5Index6select17h0123456789abcdefE",
                "backstory::query::index",
            ),
            (
                "_ZN14backstory_core5query6select17h0123456789abcdefE",
                "backstory_core::query",
            ),
            (
                "_ZN4core3ptr53drop_in_place$LT$backstory..dataset..model..Event$GT$17h0123456789abcdefE",
                "backstory::dataset::model",
            ),
            ("_ZN9backstory3run17h0123456789abcdefE", "backstory"),
            (
                "_ZN58_$LT$alloc..string..String$u20$as$u20$core..fmt..Debug$GT$3fmt17h0123456789abcdefE",
                "alloc",
            ),
            ("memcpy", "(names without a path)"),
        ] {
            assert_eq!(module(name), expected, "{name}");
        }
    }

    #[test]
    fn rooms_are_summed_and_sorted() {
        let wasm = Module {
            functions: vec![
                ("memcpy".to_owned(), &[0; 3]),
                (
                    "_ZN9backstory5query4pick17h0123456789abcdefE".to_owned(),
                    &[0; 5],
                ),
                (
                    "_ZN9backstory5query4keep17h0123456789abcdefE".to_owned(),
                    &[0; 6],
                ),
                ("__wbindgen_describe_x".to_owned(), &[0; 50]),
            ],
            data: &[0; 7],
        };
        let modules = modules(&wasm);
        let names: Vec<_> = modules
            .iter()
            .map(|(name, bytes)| (name.as_str(), *bytes))
            .collect();
        assert_eq!(
            names,
            [
                ("backstory::query", 11),
                ("(data: words and tables)", 7),
                ("(names without a path)", 3)
            ]
        );
        assert_eq!(estimate(11, 21, 210), 110);
        assert_eq!(estimate(0, 0, 210), 0);
    }

    #[test]
    fn a_figure_is_what_is_fetched_for_it() {
        let weights: Vec<_> = parts::all()
            .into_iter()
            .map(|part| (part, [9, 1]))
            .collect();
        let first = figure(&weights, Use::Filter);
        let everything = figure(&weights, Use::Everything);
        assert_eq!(everything, weights.len() as u64);
        assert_eq!(first, everything - parts::DEFERRED.len() as u64);
    }

    #[test]
    fn every_figure_above_its_ceiling_is_named() {
        let at = Use::ALL.map(|what| (what, what.ceiling()));
        assert_eq!(check_ceilings(&at), Ok(()));
        let error = check_ceilings(&at.map(|(what, weight)| (what, weight + 3))).unwrap_err();
        for what in Use::ALL {
            let line = format!("{}: {} bytes, 3 above", what.name(), what.ceiling() + 3);
            assert!(error.contains(&line), "{error}");
        }
    }
}
