//! What a file weighs on the way to a reader.

use std::io::Write;

use brotlic::{BrotliEncoderOptions, CompressorWriter, Quality};

use crate::process::Result;

/// The length of `content` after `brotli -q 11`, in bytes.
///
/// By the reference encoder, with the parameters of Node's `brotliCompressSync`
/// (a window of 22 bits, the length as a hint), so that figures of the bench and of
/// servers compare. The port of it to Rust, the crate `brotli`, is up to 0.1 % off.
pub fn brotli_bytes(content: &[u8]) -> Result<u64> {
    let compressed = || {
        let hint = u32::try_from(content.len()).unwrap_or(u32::MAX);
        let encoder = BrotliEncoderOptions::new()
            .quality(Quality::best())
            .size_hint(hint)
            .build()
            .map_err(|error| error.to_string())?;
        let mut writer = CompressorWriter::with_encoder(encoder, Vec::new());
        writer
            .write_all(content)
            .map_err(|error| error.to_string())?;
        writer.into_inner().map_err(|error| error.to_string())
    };
    let compressed: std::result::Result<Vec<u8>, String> = compressed();
    let compressed = compressed.map_err(|error| format!("brotli: {error}"))?;
    Ok(compressed.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_the_reference_encoder_s() {
        // By Node 20's `brotliCompressSync`.
        let repeated = "Kigali, Moscow and Beijing. ".repeat(100);
        for (content, expected) in [("", 1), ("a", 5), (repeated.as_str(), 42)] {
            assert_eq!(
                brotli_bytes(content.as_bytes()),
                Ok(expected),
                "{content:.20}"
            );
        }
    }
}
