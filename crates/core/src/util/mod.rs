//! Sorting, finding, formatting and lower case that weigh little in wasm, and what several crates
//! share.

pub mod find;
pub mod format;
pub mod lowercase;
pub mod narrow;
pub mod percent;
pub mod ptr_eq;
pub mod sort;
