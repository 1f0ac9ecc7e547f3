//! The wasm in parts: what a filter needs first, and the deferred parts.
//!
//! Trunk has no step for this, but it runs the `wasm-bindgen` of the PATH: here it
//! finds this program under that name. It cuts the compiled wasm at its split points
//! before the real wasm-bindgen gets the first part, and writes the loader of the
//! deferred parts into the module that comes out.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_split_cli_support::{Options, transform};

use crate::files::{copy, create_folder, read, read_text, write};
use crate::function_order::name_by_trait;
use crate::import_names::shorten;
use crate::layout::{
    BOUND_WASM, DEFERRED_LOADER, ELEMENT_MODULE, ELEMENT_WASM, output_folder, root,
};
use crate::merge::merge;
use crate::parts::{DEFERRED, Deferred, Needs, SHARED};
use crate::process::{Result, find, run};
use crate::tools::{Tools, executable};

/// The environment variable with the path of the real wasm-bindgen.
const REAL_WASM_BINDGEN: &str = "BACKSTORY_WASM_BINDGEN";

/// The module from which the split tool has the first part import the loaders.
const LINK_MODULE: &str = "./backstory_deferred.js";

/// The module from which the deferred parts import what the first part exports.
const SPLIT_MODULE: &str = "__wasm_split";

/// How the split tool's names for what several parts share begin.
const CHUNK: &str = "chunk_";

/// What wasm-opt is told, as in `index.html`.
///
/// Without the inliner of `-Os`, common subexpressions and dead arguments: each copies or
/// varies what brotli stores once (`docs/performance.md`). In the order of the names that
/// [`name_by_trait`] gives, since what is alike then stands side by side.
const OPTIMISATIONS: [&str; 5] = [
    "-Os",
    "--skip-pass=inlining-optimizing",
    "--skip-pass=local-cse",
    "--skip-pass=dae-optimizing",
    "--reorder-functions-by-name",
];

/// What wasm-opt is told before that: what is hardly more than its call, such as what
/// leads from one part to another, is inlined, and nothing else.
const INLINING: [&str; 4] = [
    "--inlining",
    "--always-inline-max-function-size=5",
    "--one-caller-inline-max-function-size=12",
    "--flexible-inline-max-function-size=1",
];

/// Has a command that builds the page split the wasm.
pub fn split(command: &mut Command, tools: &Tools) -> Result<()> {
    let real = tools.find("wasm-bindgen")?;
    let folder = folder().join("bin");
    create_folder(&folder)?;
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let shim = folder.join(executable("wasm-bindgen"));
    // The one that is there may be of another build, or running.
    let _ = std::fs::remove_file(&shim);
    std::fs::copy(own, shim).map_err(|error| error.to_string())?;
    let rest = tools.path();
    let path = std::iter::once(folder).chain(std::env::split_paths(&rest));
    let path = std::env::join_paths(path).map_err(|error| error.to_string())?;
    command
        .env("PATH", path)
        .env("BACKSTORY_SPLIT", "1")
        .env(REAL_WASM_BINDGEN, real);
    Ok(())
}

/// Whether this program was called as wasm-bindgen.
pub fn is_called() -> bool {
    let own = std::env::current_exe().unwrap_or_default();
    own.file_stem().is_some_and(|name| name == "wasm-bindgen")
}

/// Does what wasm-bindgen does, with only the first part of the widget.
pub fn bind(arguments: &[String]) -> Result<()> {
    let real = std::env::var_os(REAL_WASM_BINDGEN)
        .ok_or_else(|| format!("{REAL_WASM_BINDGEN} is not set"))?;
    let widget = arguments.iter().position(|it| {
        Path::new(it)
            .file_name()
            .is_some_and(|name| name == ELEMENT_WASM)
    });
    let Some(widget) = widget else {
        return run(Command::new(real).args(arguments));
    };
    let input = &arguments[widget];
    let wasm = read(Path::new(input))?;
    let folder = folder();
    create_folder(&folder)?;
    let first = folder.join(ELEMENT_WASM);
    let mut options = Options::new(&wasm);
    options.output_dir = &folder;
    options.main_out_path = &first;
    options.link_name = LINK_MODULE;
    let made = transform(options).map_err(|error| format!("{input} cannot be split: {error:?}"))?;
    let is_chunk = |module: &PathBuf| stem(module).starts_with(CHUNK);
    let (chunks, own): (Vec<_>, Vec<_>) = made.split_modules.into_iter().partition(is_chunk);
    let parts = named(&own)?;
    let (of_views, of_all): (Vec<_>, Vec<_>) = chunks
        .iter()
        .map(|chunk| (chunk.as_path(), stem(chunk)))
        .partition(|(_, stem)| is_of_views(stem, &made.prefetch_map));
    let wasm_opt = find("wasm-opt").ok_or("wasm-opt is missing")?;
    for (deferred, module) in parts {
        // A file of its own would be one more to wait for.
        if deferred.name == SHARED {
            merge(module, SPLIT_MODULE, &of_views)?;
        }
        name_by_trait(module)?;
        run(Command::new(&wasm_opt)
            .args(INLINING)
            .args(OPTIMISATIONS)
            .args(["--strip-debug", "-o"])
            .arg(folder.join(deferred.file_name()))
            .arg(module))?;
    }

    let mut arguments = arguments.to_vec();
    arguments[widget] = first.to_string_lossy().into_owned();
    // The deferred parts need the first one's table of functions.
    run(Command::new(real)
        .args(&arguments)
        .arg("--keep-lld-exports"))?;
    let out = option(&arguments, "--out-dir").ok_or("wasm-bindgen got no --out-dir")?;
    let module = Path::new(out).join(ELEMENT_MODULE);
    let bound = module.with_file_name(BOUND_WASM);
    merge(&bound, SPLIT_MODULE, &of_all)?;
    shorten(&bound, &module)?;
    // Trunk runs wasm-opt over the first part, with the arguments of `index.html` after
    // its own.
    run(Command::new(&wasm_opt)
        .args(INLINING)
        .args(["-g", "-o"])
        .arg(&bound)
        .arg(&bound))?;
    name_by_trait(&bound)?;
    let points: Vec<String> = made.prefetch_map.into_keys().collect();
    link(&module, &points)
}

/// A file's name without its end.
fn stem(module: &Path) -> String {
    let stem = module.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

/// Whether only parts that come with [`SHARED`] need what a chunk has; `files` has the
/// files of each part.
fn is_of_views(chunk: &str, files: &HashMap<String, Vec<String>>) -> bool {
    let mut users = files
        .iter()
        .filter(|(_, stems)| stems.iter().any(|stem| stem == chunk))
        .filter_map(|(part, _)| Deferred::of_stem(part));
    users.all(|part| part.needs == Needs::Shared)
}

/// The deferred parts that the split tool wrote, each with its file: exactly those of
/// [`DEFERRED`].
fn named(modules: &[PathBuf]) -> Result<Vec<(&'static Deferred, &Path)>> {
    let mut parts = Vec::new();
    for module in modules {
        let stem = stem(module);
        let deferred = Deferred::of_stem(&stem)
            .ok_or_else(|| format!("the wasm has a part {stem} that xtask/src/parts.rs lacks"))?;
        parts.push((deferred, module.as_path()));
    }
    for deferred in &DEFERRED {
        if !parts.iter().any(|(part, _)| part.name == deferred.name) {
            let name = deferred.name;
            return Err(format!("the wasm has no split point {name}"));
        }
    }
    Ok(parts)
}

/// Copies the deferred parts next to the first one, where `core`, a folder of a built
/// page, has a first part that asks for them.
pub fn add_deferred(core: &Path) -> Result<()> {
    let module = std::fs::read_to_string(core.join(ELEMENT_MODULE)).unwrap_or_default();
    for deferred in &DEFERRED {
        let name = deferred.file_name();
        if module.contains(name) {
            copy(&folder().join(name), &core.join(name))?;
        }
    }
    Ok(())
}

/// Writes the loader of the deferred parts into the module, where it would be imported
/// from another module. `points` are the names of the split points.
fn link(module: &Path, points: &[String]) -> Result<()> {
    let text = read_text(module)?;
    let loader = read_text(&root().join(DEFERRED_LOADER))?;
    let linked = linked(&text, &loader, points)
        .ok_or_else(|| format!("{} does not import {LINK_MODULE}", module.display()))?;
    write(module, linked)
}

fn linked(module: &str, loader: &str, points: &[String]) -> Option<String> {
    // One import for each split point, and all of them are the same module.
    let name = module.lines().find_map(link_import)?;
    let mut points = points.to_vec();
    points.sort_unstable();
    let loaders = points.iter().map(|point| {
        let part = Deferred::of_stem(point);
        let shared = Deferred::of_stem(SHARED).filter(|_| {
            part.is_some_and(|part| part.needs == Needs::Shared && part.name != SHARED)
        });
        let files = shared
            .into_iter()
            .chain(part)
            .map(|deferred| format!("\"{}\"", deferred.file_name()))
            .collect::<Vec<_>>()
            .join(", ");
        format!("__wasm_split_load_{point}: linkDeferred([{files}])")
    });
    let loaders = loaders.collect::<Vec<_>>().join(", ");
    let mut text = format!("const {name} = {{ {loaders} }};\n");
    let mut is_given = false;
    for line in module.lines() {
        // The object that names the modules has a line for each import, too.
        let is_again = line
            .trim_start()
            .starts_with(&format!("\"{LINK_MODULE}\":"))
            && std::mem::replace(&mut is_given, true);
        if is_again || link_import(line).is_some() {
            continue;
        }
        text.extend([line, "\n"]);
    }
    Some(text + loader)
}

/// What a line that imports the loaders calls their module.
fn link_import(line: &str) -> Option<&str> {
    let import = line.strip_prefix("import * as ")?;
    let name = import.split(' ').next()?;
    import.contains(LINK_MODULE).then_some(name)
}

/// The value of a program's option, after it or after an equals sign.
fn option<'a>(arguments: &'a [String], name: &str) -> Option<&'a str> {
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.strip_prefix(name) {
            Some("") => return arguments.next().map(String::as_str),
            Some(rest) => return rest.strip_prefix('='),
            None => {}
        }
    }
    None
}

fn folder() -> PathBuf {
    output_folder().join("split")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_fetches_the_deferred_parts_itself() {
        let module = "import * as import1 from \"./backstory_deferred.js\"\n\
                      import * as import2 from \"./backstory_deferred.js\"\n\
                      let wasm;\n\
                      \"./backstory_deferred.js\": import1,\n\
                      \"./backstory_deferred.js\": import2,\n";
        let points = ["timeline".to_owned(), "values".to_owned()];
        let linked = linked(module, "function linkDeferred() {}\n", &points).unwrap();
        assert_eq!(
            linked,
            "const import1 = { __wasm_split_load_timeline: linkDeferred([\"backstory_shared.wasm\", \"backstory_timeline.wasm\"]), \
             __wasm_split_load_values: linkDeferred([\"backstory_values.wasm\"]) };\n\
             let wasm;\n\
             \"./backstory_deferred.js\": import1,\n\
             function linkDeferred() {}\n"
        );
        assert_eq!(super::linked("let wasm;\n", "", &points), None);
    }

    #[test]
    fn the_parts_are_those_of_the_list() {
        let parts = |names: &[&str]| {
            let files: Vec<PathBuf> = names.iter().map(PathBuf::from).collect();
            named(&files).map(|parts| parts.len())
        };
        let all = DEFERRED.map(|part| format!("a/split_{}.wasm", part.name));
        assert_eq!(
            parts(&all.each_ref().map(String::as_str)),
            Ok(DEFERRED.len())
        );
        let unknown = parts(&["split_shared.wasm", "split_sooner.wasm"]).unwrap_err();
        assert!(unknown.contains("sooner"), "{unknown}");
        let lacking = parts(&[]).unwrap_err();
        assert!(lacking.contains("shared"), "{lacking}");
    }

    #[test]
    fn what_views_share_comes_with_what_they_need() {
        let users = |users: &[&str]| {
            let files = users.iter().map(|user| {
                (
                    (*user).to_owned(),
                    vec!["chunk_1".to_owned(), format!("split_{user}")],
                )
            });
            let other = ("values".to_owned(), vec!["split_values".to_owned()]);
            is_of_views("chunk_1", &[other].into_iter().chain(files).collect())
        };
        assert!(users(&["timeline", "relationships"]));
        assert!(users(&["shared", "timeline"]));
        assert!(!users(&["timeline", "values"]));
    }

    #[test]
    fn an_option_has_its_value_after_it_or_after_an_equals_sign() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(option(&words("--out-dir a b"), "--out-dir"), Some("a"));
        assert_eq!(option(&words("b --out-dir=a"), "--out-dir"), Some("a"));
        assert_eq!(option(&words("a b"), "--out-dir"), None);
    }
}
