//! Sorting, formatting and lower case that weigh little in wasm.

pub mod format;
pub mod lowercase;
pub mod percent;
pub mod sort;
