//! Short names for what the wasm imports.
//!
//! wasm-bindgen names each of some 230 imports after what it is, with a hash: every
//! name stands in the wasm and once more in the module beside it, and together they
//! were 4.6 KB of what a reader fetches.

use std::collections::HashMap;
use std::convert::Infallible;
use std::path::Path;

use wasm_encoder::ImportSection;
use wasm_encoder::reencode::{Reencode, utils};
use wasmparser::{Imports, Parser};

use crate::files::{read, read_text, write};
use crate::process::Result;
use crate::wasm_module::{PassResult, rewrite};

/// The one module that wasm-bindgen's imports come from, in place of its own name.
const MODULE: &str = "m";

/// Shortens the names of the imports in a wasm and in the module that gives them.
///
/// # Errors
///
/// Where the module does not give each import just once, as wasm-bindgen writes it.
pub fn shorten(wasm: &Path, module: &Path) -> Result<()> {
    let names = imports(&read(wasm)?)
        .map_err(|error| format!("the imports of {} cannot be read: {error}", wasm.display()))?;
    let (text, short) = in_module(&read_text(module)?, &names)?;
    rewrite(wasm, &mut Shortener(short))?;
    write(module, text)
}

/// An import's module and name.
type ImportKey = (String, String);

/// What a wasm imports, in its order.
fn imports(code: &[u8]) -> wasmparser::Result<Vec<ImportKey>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(code) {
        if let wasmparser::Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                let import = import?;
                names.push((import.module.to_owned(), import.name.to_owned()));
            }
        }
    }
    Ok(names)
}

/// The module's text with short names, and what each import is called in it.
fn in_module(text: &str, imports: &[ImportKey]) -> Result<(String, HashMap<ImportKey, ImportKey>)> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut replace = |key: &str, short: &str| {
        // A property of the object of imports: `key: function(` or `key: value,`.
        let mut found = lines.iter_mut().filter(|line| {
            let property = line.trim_start();
            line.len() > property.len()
                && property
                    .strip_prefix(key)
                    .is_some_and(|rest| rest.starts_with(": "))
        });
        match (found.next(), found.next()) {
            (Some(line), None) => {
                *line = line.replacen(key, short, 1);
                Ok(())
            }
            _ => Err(format!("the module does not give {key} just once")),
        }
    };
    let mut short = HashMap::new();
    for import in imports {
        let (module, name) = import;
        // The deferred parts' loaders come from a module of their own.
        if !module.ends_with("_bg.js") || short.contains_key(import) {
            continue;
        }
        let letters = letters(short.len());
        replace(name, &letters)?;
        short.insert(import.clone(), (MODULE.to_owned(), letters));
    }
    let modules = imports.iter().map(|(module, _)| module);
    if let Some(module) = modules.clone().find(|module| module.ends_with("_bg.js")) {
        replace(&format!("\"{module}\""), MODULE)?;
    }
    Ok(([lines.join("\n").as_str(), "\n"].concat(), short))
}

/// The `number`th name of those that are letters only: `a`, `b` … `z`, `aa`, `ab` …
fn letters(number: usize) -> String {
    const LETTERS: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";
    let mut name = Vec::new();
    let mut rest = number + 1;
    while rest > 0 {
        rest -= 1;
        name.push(char::from(LETTERS[rest % LETTERS.len()]));
        rest /= LETTERS.len();
    }
    name.iter().rev().collect()
}

struct Shortener(HashMap<ImportKey, ImportKey>);

impl Reencode for Shortener {
    type Error = Infallible;

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: Imports<'_>,
    ) -> PassResult<()> {
        let Imports::Single(_, import) = imports else {
            return utils::parse_imports(self, section, imports);
        };
        let key = (import.module.to_owned(), import.name.to_owned());
        let ty = self.entity_type(import.ty)?;
        let (module, name) = self.0.get(&key).unwrap_or(&key);
        section.import(module, name, ty);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_and_all_others() {
        assert_eq!([0, 1, 25, 26, 27].map(letters), ["a", "b", "z", "aa", "ab"]);
        let all: std::collections::HashSet<String> = (0..2000).map(letters).collect();
        assert_eq!(all.len(), 2000);
    }

    #[test]
    fn an_import_has_the_same_name_in_both() {
        let text = "const it = {\n  __wbg_now_1: function() {\n    __wbg_now_1: 1;\n  },\n  \
                    __wbg_now_12: later,\n};\nreturn {\n  \"./a_bg.js\": it,\n};";
        let name = |name: &str| ("./a_bg.js".to_owned(), name.to_owned());
        let twice = in_module(text, &[name("__wbg_now_1")]);
        assert!(twice.is_err());
        let text = text.replace("    __wbg_now_1: 1;\n", "");
        let (text, short) = in_module(&text, &[name("__wbg_now_1"), name("__wbg_now_12")]).unwrap();
        assert_eq!(
            text,
            "const it = {\n  a: function() {\n  },\n  b: later,\n};\nreturn {\n  m: it,\n};\n"
        );
        assert_eq!(
            short[&name("__wbg_now_12")],
            ("m".to_owned(), "b".to_owned())
        );
    }

    #[test]
    fn a_wasm_s_imports_are_shortened_and_the_rest_stays() {
        let mut types = wasm_encoder::TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import(
            "./a_bg.js",
            "__wbg_now_1",
            wasm_encoder::EntityType::Function(0),
        );
        imports.import("./b.js", "load", wasm_encoder::EntityType::Function(0));
        let mut module = wasm_encoder::Module::new();
        module.section(&types).section(&imports);
        let folder = std::env::temp_dir().join(format!("import-names-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let [wasm, script] = ["a.wasm", "a.js"].map(|name| folder.join(name));
        std::fs::write(&wasm, module.finish()).unwrap();
        std::fs::write(
            &script,
            "it = {\n  __wbg_now_1: f,\n};\n  \"./a_bg.js\": it,\n",
        )
        .unwrap();
        shorten(&wasm, &script).unwrap();
        let names = super::imports(&std::fs::read(&wasm).unwrap()).unwrap();
        let expected = [("m", "a"), ("./b.js", "load")];
        assert_eq!(names, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
