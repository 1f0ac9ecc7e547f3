//! The reader's program: exports for `crates/element/js/source.js`, and nothing to do by itself.

fn main() {}

pub use backstory_reader::Reading;
