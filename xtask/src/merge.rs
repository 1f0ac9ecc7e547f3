//! Puts a wasm module into another one that is there before it.
//!
//! Binaryen's wasm-merge does it, but leaves two modules that import the same memory
//! with two memories, which no browser needs to know: here they become one again.

use std::collections::HashMap;
use std::convert::Infallible;
use std::path::Path;
use std::process::Command;

use wasm_encoder::ImportSection;
use wasm_encoder::reencode::{Reencode, utils};
use wasmparser::{Import, Imports, TypeRef};

use crate::process::{Result, find, run};
use crate::wasm_module::{PassResult, rewrite};

/// Puts `chunks`, each with its name, into `part`, which the module `name` of their
/// imports stands for.
///
/// # Errors
///
/// Where wasm-merge is missing or fails, or writes what is not a module.
pub fn merge(part: &Path, name: &str, chunks: &[(&Path, String)]) -> Result<()> {
    if chunks.is_empty() {
        return Ok(());
    }
    let wasm_merge = find("wasm-merge").ok_or("wasm-merge is missing")?;
    let mut command = Command::new(wasm_merge);
    command
        .args(["-g", "--enable-multimemory"])
        .arg(part)
        .arg(name);
    for (chunk, name) in chunks {
        command.arg(chunk).arg(name);
    }
    run(command.arg("-o").arg(part))?;
    rewrite(part, &mut ImportUniter::default())
}

/// The indices of one sort of import: by the old index the new one, and by the import's
/// module and name.
#[derive(Default)]
struct Indices {
    new: Vec<u32>,
    of: HashMap<(String, String), u32>,
}

impl Indices {
    /// Whether an import is the first of its name, and counted.
    fn is_first(&mut self, import: &Import<'_>) -> bool {
        let next = u32::try_from(self.of.len()).unwrap_or(u32::MAX);
        let key = (import.module.to_owned(), import.name.to_owned());
        let index = *self.of.entry(key).or_insert(next);
        self.new.push(index);
        index == next
    }

    /// The new index of an old one; what the module defines follows its imports.
    fn get(&self, old: u32) -> u32 {
        let dropped = self.new.len().saturating_sub(self.of.len());
        let dropped = u32::try_from(dropped).unwrap_or_default();
        let imported = usize::try_from(old).ok().and_then(|old| self.new.get(old));
        imported
            .copied()
            .unwrap_or_else(|| old.saturating_sub(dropped))
    }
}

/// Imports each memory and each table once.
#[derive(Default)]
struct ImportUniter {
    memories: Indices,
    tables: Indices,
}

impl Reencode for ImportUniter {
    type Error = Infallible;

    fn memory_index(&mut self, memory: u32) -> PassResult<u32> {
        Ok(self.memories.get(memory))
    }

    fn table_index(&mut self, table: u32) -> PassResult<u32> {
        Ok(self.tables.get(table))
    }

    fn parse_imports(
        &mut self,
        section: &mut ImportSection,
        imports: Imports<'_>,
    ) -> PassResult<()> {
        let is_first = match &imports {
            Imports::Single(_, import) => match import.ty {
                TypeRef::Memory(_) => self.memories.is_first(import),
                TypeRef::Table(_) => self.tables.is_first(import),
                _ => true,
            },
            _ => true,
        };
        if is_first {
            utils::parse_imports(self, section, imports)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wasm_module::rewritten;
    use wasm_encoder::{
        CodeSection, EntityType, Function, FunctionSection, MemArg, MemorySection, MemoryType,
        Module, TypeSection,
    };
    use wasmparser::Parser;

    #[test]
    fn a_memory_that_is_imported_twice_is_one() {
        let memory = MemoryType {
            minimum: 1,
            maximum: None,
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        let mut types = TypeSection::new();
        types.ty().function([], [wasm_encoder::ValType::I32]);
        let mut imports = ImportSection::new();
        for _ in 0..2 {
            imports.import("first", "memory", EntityType::Memory(memory));
        }
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut memories = MemorySection::new();
        memories.memory(memory);
        let mut code = CodeSection::new();
        let mut body = Function::new([]);
        for memory_index in [1, 2] {
            let place = MemArg {
                offset: 0,
                align: 0,
                memory_index,
            };
            body.instructions().i32_const(0).i32_load8_u(place);
        }
        body.instructions().i32_add().end();
        code.function(&body);
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&functions)
            .section(&memories)
            .section(&code);
        let united = rewritten(&module.finish(), &mut ImportUniter::default()).unwrap();
        let mut imported = 0;
        let mut used = Vec::new();
        for payload in Parser::new(0).parse_all(&united) {
            match payload.unwrap() {
                wasmparser::Payload::ImportSection(section) => {
                    imported += section.into_imports().count();
                }
                wasmparser::Payload::CodeSectionEntry(body) => {
                    for operator in body.get_operators_reader().unwrap() {
                        if let wasmparser::Operator::I32Load8U { memarg } = operator.unwrap() {
                            used.push(memarg.memory);
                        }
                    }
                }
                _ => {}
            }
        }
        assert_eq!((imported, used), (1, vec![0, 1]));
    }
}
