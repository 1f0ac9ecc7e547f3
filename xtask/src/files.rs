//! Reading and writing, with errors that name the file.

use std::path::Path;

use serde_json::Value;

use crate::process::Result;

pub fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).map_err(|error| format!("{} cannot be read: {error}", file.display()))
}

pub fn read_text(file: &Path) -> Result<String> {
    String::from_utf8(read(file)?).map_err(|_| format!("{} is not UTF-8", file.display()))
}

/// Writes a file, and the folders above it where they are missing.
pub fn write(file: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    if let Some(folder) = file.parent() {
        create_folder(folder)?;
    }
    std::fs::write(file, content)
        .map_err(|error| format!("{} cannot be written: {error}", file.display()))
}

/// Writes a value as JSON that people read, too.
pub fn write_json(file: &Path, value: &Value) -> Result<()> {
    let text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    write(file, text + "\n")
}

pub fn copy(from: &Path, to: &Path) -> Result<()> {
    write(to, read(from)?)
}

/// Copies the files below a folder, with the folders that they are in.
pub fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for file in files_below(from)? {
        copy(&from.join(&file), &to.join(&file))?;
    }
    Ok(())
}

pub fn create_folder(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)
        .map_err(|error| format!("{} cannot be made: {error}", folder.display()))
}

/// The files below a folder, by their paths in it with `/`, in order.
pub fn files_below(folder: &Path) -> Result<Vec<String>> {
    let entries = std::fs::read_dir(folder)
        .map_err(|error| format!("{} cannot be read: {error}", folder.display()))?;
    let mut files = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            let below = files_below(&entry.path())?.into_iter();
            files.extend(below.map(|file| [&name, "/", &*file].concat()));
        } else {
            files.push(name);
        }
    }
    files.sort_unstable();
    Ok(files)
}

/// `text` with `to` for `from`, which it has exactly once.
pub fn replace_once(text: &str, from: &str, to: &str) -> Result<String> {
    match text.matches(from).count() {
        1 => Ok(text.replace(from, to)),
        n => Err(format!("\"{from}\" is there {n} times, and should be once")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_is_replaced_and_no_more() {
        assert_eq!(replace_once("a b", "a", "c"), Ok("c b".to_owned()));
        assert!(replace_once("a a", "a", "c").is_err());
        assert!(replace_once("b", "a", "c").is_err());
    }
}
