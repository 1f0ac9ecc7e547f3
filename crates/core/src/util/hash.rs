//! Hashing for tables that hold what the page itself brought.

use std::hash::{BuildHasherDefault, Hasher};

/// For tables of words and ids. Many times faster in WebAssembly than the
/// standard hash; it does not withstand a document that was made to collide,
/// which would only slow down the page that shows it.
pub(crate) type Quick = BuildHasherDefault<QuickHasher>;

/// Multiplies and rotates eight bytes at a time, as rustc's own tables do.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct QuickHasher(u64);

/// The golden ratio's fraction, as bits: an odd number without pattern.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

impl QuickHasher {
    const fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        let mut last = 0;
        for byte in rest {
            last = last << 8 | u64::from(*byte);
        }
        self.add(last);
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn write_usize(&mut self, number: usize) {
        self.add(number as u64);
    }

    fn finish(&self) -> u64 {
        // The table takes its slot from the low bits and its tag from the high.
        self.0.rotate_left(26)
    }
}
