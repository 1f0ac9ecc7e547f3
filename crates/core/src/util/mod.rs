//! Sorting and formatting that weigh little in wasm.

pub mod format;
pub mod percent;
pub mod sort;
