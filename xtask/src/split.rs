//! The wasm in two parts: what a filter needs first, and the rest behind it.
//!
//! Trunk has no step for this, but it runs the `wasm-bindgen` of the PATH: here
//! it finds this program under that name. It cuts the compiled wasm at the split
//! point of `src/view/later.rs` before the real wasm-bindgen gets the first part,
//! and writes `src/host/later.js` into the module that comes out.

use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_split_cli_support::{Options, transform};

use crate::run::{Result, find, root, run};
use crate::tools::Tools;

/// The name of the later part.
pub const LATER: &str = "backstory_later.wasm";

/// The real wasm-bindgen.
const REAL: &str = "BACKSTORY_WASM_BINDGEN";

/// The module that the split tool has the first part import.
const LINK: &str = "./backstory_later.js";

/// What wasm-opt is told, as in `index.html`.
const OPTIMISATIONS: [&str; 4] = ["-Os", "--gufa", "-Os", "--converge"];

/// Has a command that builds the page split the wasm.
pub fn split(command: &mut Command, tools: &Tools) -> Result<()> {
    let real = tools
        .find("wasm-bindgen")
        .ok_or("wasm-bindgen is missing")?;
    let folder = folder().join("bin");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let shim = folder.join(["wasm-bindgen", std::env::consts::EXE_SUFFIX].concat());
    // The one that is there may be of another build, or running.
    let _ = std::fs::remove_file(&shim);
    std::fs::copy(own, shim).map_err(|error| error.to_string())?;
    let rest = tools.path();
    let path = std::iter::once(folder).chain(std::env::split_paths(&rest));
    let path = std::env::join_paths(path).map_err(|error| error.to_string())?;
    command
        .env("PATH", path)
        .env("BACKSTORY_SPLIT", "1")
        .env(REAL, real);
    Ok(())
}

/// Whether this program was called as wasm-bindgen.
pub fn is_called() -> bool {
    let own = std::env::current_exe().unwrap_or_default();
    own.file_stem().is_some_and(|name| name == "wasm-bindgen")
}

/// Does what wasm-bindgen does, with only the first part of the widget.
pub fn bind(arguments: &[String]) -> Result<()> {
    let real = std::env::var_os(REAL).ok_or_else(|| format!("{REAL} is not set"))?;
    let widget = arguments
        .iter()
        .position(|it| it.ends_with("backstory.wasm"));
    let Some(widget) = widget else {
        return run(Command::new(real).args(arguments));
    };
    let input = &arguments[widget];
    let wasm = std::fs::read(input).map_err(|error| format!("{input}: {error}"))?;
    let folder = folder();
    let first = folder.join("backstory.wasm");
    let mut options = Options::new(&wasm);
    options.output_dir = &folder;
    options.main_out_path = &first;
    options.link_name = LINK;
    let made = transform(options).map_err(|error| format!("{input} cannot be split: {error:?}"))?;
    let [later] = made.split_modules.as_slice() else {
        return Err(format!(
            "{input} has {} later parts, and should have one",
            made.split_modules.len()
        ));
    };
    let wasm_opt = find("wasm-opt").ok_or("wasm-opt is missing")?;
    run(Command::new(wasm_opt)
        .args(OPTIMISATIONS)
        .args(["--strip-debug", "-o"])
        .arg(folder.join(LATER))
        .arg(later))?;

    let mut arguments = arguments.to_vec();
    arguments[widget] = first.to_string_lossy().into_owned();
    // The later part needs the first one's table of functions.
    run(Command::new(real)
        .args(&arguments)
        .arg("--keep-lld-exports"))?;
    let out = option(&arguments, "--out-dir").ok_or("wasm-bindgen got no --out-dir")?;
    link(&Path::new(out).join("backstory.js"))
}

/// Puts the later part beside the first one, where `core`, a folder of a built
/// page, has a first part that asks for it.
pub fn complete(core: &Path) -> Result<()> {
    let module = std::fs::read_to_string(core.join("backstory.js")).unwrap_or_default();
    if !module.contains(LATER) {
        return Ok(());
    }
    std::fs::copy(folder().join(LATER), core.join(LATER))
        .map_err(|error| format!("{LATER} cannot be put beside the first part: {error}"))?;
    Ok(())
}

/// Writes the code that fetches the later part into the module, where it would
/// be imported from a module beside.
fn link(module: &Path) -> Result<()> {
    let text = std::fs::read_to_string(module).map_err(|error| error.to_string())?;
    let code = std::fs::read_to_string(root().join("src/host/later.js"))
        .map_err(|error| error.to_string())?;
    let linked = linked(&text, &code)
        .ok_or_else(|| format!("{} does not import {LINK}", module.display()))?;
    std::fs::write(module, linked).map_err(|error| error.to_string())
}

fn linked(module: &str, code: &str) -> Option<String> {
    let import = module
        .lines()
        .find(|line| line.starts_with("import * as ") && line.contains(LINK))?;
    let name = import.strip_prefix("import * as ")?.split(' ').next()?;
    let object = format!("const {name} = {{ __wasm_split_load_later }};");
    Some([&module.replacen(import, &object, 1), code].concat())
}

/// The value of a program's option, which may stand behind it or beside it.
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
    root().join("target").join("xtask").join("split")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_fetches_the_later_part_itself() {
        let module = "import * as import1 from \"./backstory_later.js\"\nlet wasm;\n";
        let linked = linked(module, "function __wasm_split_load_later() {}\n").unwrap();
        assert_eq!(
            linked,
            "const import1 = { __wasm_split_load_later };\nlet wasm;\nfunction __wasm_split_load_later() {}\n"
        );
        assert_eq!(super::linked("let wasm;\n", ""), None);
    }

    #[test]
    fn an_option_has_its_value_behind_it_or_beside() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(option(&words("--out-dir a b"), "--out-dir"), Some("a"));
        assert_eq!(option(&words("b --out-dir=a"), "--out-dir"), Some("a"));
        assert_eq!(option(&words("a b"), "--out-dir"), None);
    }
}
