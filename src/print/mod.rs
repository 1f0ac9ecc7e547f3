//! What is printed.

pub(crate) mod paper;
