//! Hashes of published files, by Subresource Integrity (W3C).

use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::files::read;
use crate::process::Result;

/// A file's hash as an `integrity` attribute has it.
pub fn integrity_of(file: &Path) -> Result<String> {
    Ok(integrity(&read(file)?))
}

fn integrity(content: &[u8]) -> String {
    ["sha256-", &STANDARD.encode(Sha256::digest(content))].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_the_browser_s() {
        // FIPS 180-4's example "abc", in base64.
        assert_eq!(
            integrity(b"abc"),
            "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
        );
    }
}
