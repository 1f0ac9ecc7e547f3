//! Names by which wasm-opt puts a wasm's functions in an order that compresses well.
//!
//! Brotli finds a repetition more cheaply the nearer it is, and what a trait's method is
//! for many types (a glue of `Drop`, a comparison of properties) differs in some bytes
//! only. `--reorder-functions-by-name` puts functions side by side whose names begin
//! alike; here each name begins with its trait and method, and not with the type. That
//! is 3.6 KB of what a reader fetches. The names themselves are stripped afterwards.

use std::collections::HashMap;
use std::convert::Infallible;
use std::path::Path;

use wasm_encoder::reencode::Reencode;
use wasm_encoder::{CustomSection, Module, NameMap, NameSection};
use wasmparser::{CustomSectionReader, KnownCustom, Name};

use crate::process::Result;
use crate::wasm_module::{PassResult, rewrite};

/// Renames the functions of a wasm for wasm-opt's `--reorder-functions-by-name`.
///
/// # Errors
///
/// Where the file is not a wasm module.
pub fn name_by_trait(wasm: &Path) -> Result<()> {
    rewrite(wasm, &mut Renamer::default())
}

/// How often each name was given so far.
#[derive(Default)]
struct Renamer(HashMap<String, usize>);

impl Renamer {
    /// A name that no other function has: wasm-opt wants them so.
    fn unique(&mut self, function: &str) -> String {
        let name = order_key(function);
        let count = self.0.entry(name.clone()).or_default();
        *count += 1;
        format!("{name}~{count:05}")
    }
}

impl Reencode for Renamer {
    type Error = Infallible;

    fn parse_custom_section(
        &mut self,
        module: &mut Module,
        section: CustomSectionReader<'_>,
    ) -> PassResult<()> {
        let KnownCustom::Name(subsections) = section.as_known() else {
            module.section(&CustomSection {
                name: section.name().into(),
                data: section.data().into(),
            });
            return Ok(());
        };
        let mut functions = NameMap::new();
        for subsection in subsections {
            if let Name::Function(names) = subsection? {
                for function in names {
                    let function = function?;
                    functions.append(function.index, &self.unique(function.name));
                }
            }
        }
        let mut names = NameSection::new();
        names.functions(&functions);
        module.section(&names);
        Ok(())
    }
}

/// What a function is ordered by: the trait and its method before the type that they
/// are for, without the hash that differs from build to build.
fn order_key(function: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(function));
    let path = without_hash(&name);
    let implemented = path
        .strip_prefix('<')
        .and_then(|rest| rest.rsplit_once(">::"))
        .and_then(|(types, method)| Some((types.rsplit_once(" as ")?, method)));
    match implemented {
        Some(((type_name, trait_name), method)) => format!("{trait_name}::{method} {type_name}"),
        None => path.to_owned(),
    }
}

/// A path without the hash that the compiler ends it with: wasm-bindgen demangles names
/// and leaves it.
fn without_hash(path: &str) -> &str {
    match path.rsplit_once("::h") {
        Some((path, hash)) if hash.len() == 16 && hash.bytes().all(|it| it.is_ascii_hexdigit()) => {
            path
        }
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trait_s_methods_stand_side_by_side() {
        let mangled =
            "_ZN49_$LT$a..Deep$u20$as$u20$core..ops..drop..Drop$GT$4drop17h0123456789abcdefE";
        for (function, expected) in [
            (mangled, "core::ops::drop::Drop::drop a::Deep"),
            (
                "<a::Wide as core::ops::drop::Drop>::drop::h0123456789abcdef",
                "core::ops::drop::Drop::drop a::Wide",
            ),
            (
                "<a::Of<b::It as b::Has> as c::Make<d::It>>::make",
                "c::Make<d::It>::make a::Of<b::It as b::Has>",
            ),
            ("_ZN1a1b5plain17h0123456789abcdefE", "a::b::plain"),
            ("memcpy", "memcpy"),
            ("<weird", "<weird"),
        ] {
            assert_eq!(order_key(function), expected);
        }
    }

    #[test]
    fn functions_are_renamed_and_the_rest_stays() {
        let mut types = wasm_encoder::TypeSection::new();
        types.ty().function([], []);
        let mut functions = wasm_encoder::FunctionSection::new();
        functions.function(0).function(0);
        let mut code = wasm_encoder::CodeSection::new();
        for _ in 0..2 {
            let mut body = wasm_encoder::Function::new([]);
            body.instructions().end();
            code.function(&body);
        }
        let mut map = NameMap::new();
        map.append(0, "<a::A as b::B>::c::h0123456789abcdef");
        map.append(1, "<a::A as b::B>::c::hfedcba9876543210");
        let mut names = NameSection::new();
        names.functions(&map);
        let kept = CustomSection {
            name: "kept".into(),
            data: (&[1, 2, 3][..]).into(),
        };
        let mut module = Module::new();
        module
            .section(&types)
            .section(&functions)
            .section(&code)
            .section(&kept)
            .section(&names);
        let path = std::env::temp_dir().join(format!("function-order-{}", std::process::id()));
        std::fs::write(&path, module.finish()).unwrap();
        name_by_trait(&path).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        std::fs::remove_file(path).unwrap();
        let read = crate::wasm_module::Module::read(&bytes).unwrap();
        let names: Vec<&str> = read
            .functions
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(names, ["b::B::c a::A~00001", "b::B::c a::A~00002"]);
        assert!(bytes.windows(7).any(|it| it == b"kept\x01\x02\x03"));
    }
}
