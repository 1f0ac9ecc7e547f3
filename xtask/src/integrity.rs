//! Hashes of published files, by Subresource Integrity (W3C).

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::files::{files_below, read, write_json};
use crate::process::Result;

/// A file's hash as an `integrity` attribute has it.
pub fn integrity_of(file: &Path) -> Result<String> {
    Ok(integrity(&read(file)?))
}

/// The file that has the hashes of all others.
pub const HASHES: &str = "integrity.json";

/// Writes the hash of every file of a folder, by its path, into [`HASHES`].
pub fn write_hashes(folder: &Path) -> Result<()> {
    let mut hashes = serde_json::Map::new();
    for file in files_below(folder)? {
        if file != HASHES {
            hashes.insert(file.clone(), integrity_of(&folder.join(&file))?.into());
        }
    }
    write_json(&folder.join(HASHES), &hashes.into())
}

fn integrity(content: &[u8]) -> String {
    ["sha256-", &STANDARD.encode(Sha256::digest(content))].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::write;

    #[test]
    fn every_file_of_a_folder_has_its_hash() {
        let folder = std::env::temp_dir().join(format!("hashes-{}", std::process::id()));
        write(&folder.join("b.txt"), "abc").unwrap();
        write(&folder.join("core/a.txt"), "").unwrap();
        write_hashes(&folder).unwrap();
        // Once more, with its own file there.
        write_hashes(&folder).unwrap();
        let text = crate::files::read_text(&folder.join(HASHES)).unwrap();
        let hashes: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(hashes["b.txt"], integrity(b"abc"));
        assert_eq!(hashes["core/a.txt"], integrity(b""));
        assert_eq!(hashes.as_object().unwrap().len(), 2);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_hash_is_the_browser_s() {
        // FIPS 180-4's example "abc", in base64.
        assert_eq!(
            integrity(b"abc"),
            "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
        );
    }
}
