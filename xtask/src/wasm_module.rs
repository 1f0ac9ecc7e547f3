//! The functions and the data of a wasm module, for `cargo xtask size`, and passes that
//! change modules.

use std::collections::HashMap;
use std::convert::Infallible;
use std::ops::Range;
use std::path::Path;

use wasm_encoder::reencode::{Error, Reencode};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::files::{read, write};
use crate::process::Result;

/// A module's functions and data.
pub struct Module<'a> {
    /// Each function's name, as the compiler mangled it, and its body. A function
    /// without a name has the empty one.
    pub functions: Vec<(String, &'a [u8])>,
    /// The data section.
    pub data: &'a [u8],
}

impl<'a> Module<'a> {
    /// Reads a module.
    ///
    /// # Errors
    ///
    /// Where `bytes` are not a module.
    pub fn read(bytes: &'a [u8]) -> Result<Self> {
        Self::parse(bytes).map_err(|error| format!("the wasm cannot be read: {error}"))
    }

    fn parse(bytes: &'a [u8]) -> wasmparser::Result<Self> {
        let mut imported = 0;
        let mut bodies = Vec::new();
        let mut data: &[u8] = &[];
        let mut names = HashMap::new();
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        if matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)) {
                            imported += 1;
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    bodies.push(slice(bytes, body.range()));
                }
                Payload::DataSection(section) => {
                    data = slice(bytes, section.range());
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(subsections) = section.as_known() {
                        for subsection in subsections {
                            let Name::Function(functions) = subsection? else {
                                continue;
                            };
                            for function in functions {
                                let function = function?;
                                names.insert(function.index, function.name.to_owned());
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        let functions = (imported..)
            .zip(bodies)
            .map(|(index, body)| (names.remove(&index).unwrap_or_default(), body))
            .collect();
        Ok(Self { functions, data })
    }
}

/// What a method of a pass returns.
pub type PassResult<T> = std::result::Result<T, Error<Infallible>>;

/// Writes a module's file again, as a pass has it.
///
/// # Errors
///
/// Where the file is not a module.
pub fn rewrite(file: &Path, pass: &mut impl Reencode<Error = Infallible>) -> Result<()> {
    let rewritten = rewritten(&read(file)?, pass)
        .map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    write(file, rewritten)
}

/// A module as a pass has it.
pub fn rewritten(code: &[u8], pass: &mut impl Reencode<Error = Infallible>) -> PassResult<Vec<u8>> {
    let mut module = wasm_encoder::Module::new();
    pass.parse_core_module(&mut module, Parser::new(0), code)?;
    Ok(module.finish())
}

fn slice(bytes: &[u8], range: Range<u64>) -> &[u8] {
    let place = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX);
    bytes
        .get(place(range.start)..place(range.end))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_read() {
        let module = [
            &b"\0asm\x01\0\0\0"[..],
            // A type without parameters and results.
            &[1, 4, 1, 0x60, 0, 0],
            // One imported function, "a" "b".
            &[2, 7, 1, 1, b'a', 1, b'b', 0, 0],
            // One function of that type.
            &[3, 2, 1, 0],
            // One body of two bytes.
            &[10, 4, 1, 2, 0, 0x0b],
            // One passive segment of two bytes.
            &[11, 5, 1, 1, 2, 8, 9],
            // Function 1 is "f".
            &[0, 11, 4, b'n', b'a', b'm', b'e', 1, 4, 1, 1, 1, b'f'],
        ]
        .concat();
        let module = Module::read(&module).unwrap();
        assert_eq!(module.functions, [("f".to_owned(), &[0, 0x0b][..])]);
        assert_eq!(module.data, [1, 1, 2, 8, 9]);
        assert!(Module::read(b"\0asn").is_err());
        assert!(Module::read(b"\0asm\x01\0\0\0\x0a\x7f").is_err());
    }
}
