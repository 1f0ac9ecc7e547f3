//! Just enough of the WebAssembly format to weigh a module.

use std::collections::HashMap;

/// A module's functions and data.
pub struct Module<'a> {
    /// Each function's name, as the compiler mangled it, and its body.
    pub functions: Vec<(String, &'a [u8])>,
    /// The data section.
    pub data: &'a [u8],
}

const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;
const DATA: u8 = 11;

/// The part of the name section that names functions.
const FUNCTION_NAMES: u8 = 1;

impl<'a> Module<'a> {
    /// Reads a module; `None` where it is none.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Reader(bytes.strip_prefix(b"\0asm\x01\0\0\0")?);
        let mut imported = 0;
        let mut bodies = Vec::new();
        let mut data: &[u8] = &[];
        let mut names = HashMap::new();
        while !reader.0.is_empty() {
            let id = reader.byte()?;
            let section = reader.bytes()?;
            match id {
                IMPORT => imported = imported_functions(section)?,
                CODE => bodies = list(section)?,
                DATA => data = section,
                CUSTOM => {
                    let mut section = Reader(section);
                    if section.bytes()? == b"name" {
                        names = function_names(section)?;
                    }
                }
                _ => {}
            }
        }
        let functions = (imported..)
            .zip(bodies)
            .map(|(index, body)| (names.remove(&index).unwrap_or_default(), body))
            .collect();
        Some(Self { functions, data })
    }
}

/// The members of a list that are each led by their length.
fn list(section: &[u8]) -> Option<Vec<&[u8]>> {
    let mut reader = Reader(section);
    (0..reader.number()?).map(|_| reader.bytes()).collect()
}

fn imported_functions(section: &[u8]) -> Option<u32> {
    let mut reader = Reader(section);
    let mut functions = 0;
    for _ in 0..reader.number()? {
        reader.bytes()?;
        reader.bytes()?;
        match reader.byte()? {
            // A function, with its type.
            0 => {
                reader.number()?;
                functions += 1;
            }
            // A table: its type, then limits as a memory has.
            1 => {
                reader.byte()?;
                reader.limits()?;
            }
            2 => reader.limits()?,
            // A global: its type, and whether it changes.
            3 => {
                reader.byte()?;
                reader.byte()?;
            }
            _ => return None,
        }
    }
    Some(functions)
}

fn function_names(mut section: Reader) -> Option<HashMap<u32, String>> {
    let mut names = HashMap::new();
    while !section.0.is_empty() {
        let id = section.byte()?;
        let mut part = Reader(section.bytes()?);
        if id == FUNCTION_NAMES {
            for _ in 0..part.number()? {
                let index = part.number()?;
                let name = String::from_utf8_lossy(part.bytes()?).into_owned();
                names.insert(index, name);
            }
        }
    }
    Some(names)
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for shift in (0..).step_by(7).take(5) {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// So many bytes as the number before them says.
    fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.number()? as usize;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn limits(&mut self) -> Option<()> {
        let has_most = self.byte()? & 1 == 1;
        self.number()?;
        if has_most {
            self.number()?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_read() {
        let module = [
            &b"\0asm\x01\0\0\0"[..],
            // One imported function, "a" "b".
            &[2, 7, 1, 1, b'a', 1, b'b', 0, 0],
            // One body of two bytes.
            &[10, 4, 1, 2, 0, 0x0b],
            &[11, 3, 7, 8, 9],
            // Function 1 is "f".
            &[0, 11, 4, b'n', b'a', b'm', b'e', 1, 4, 1, 1, 1, b'f'],
        ]
        .concat();
        let module = Module::read(&module).unwrap();
        assert_eq!(module.functions, [("f".to_owned(), &[0, 0x0b][..])]);
        assert_eq!(module.data, [7, 8, 9]);
        assert!(Module::read(b"\0asn").is_none());
        assert!(Module::read(b"\0asm\x01\0\0\0\x0a\x7f").is_none());
    }
}
