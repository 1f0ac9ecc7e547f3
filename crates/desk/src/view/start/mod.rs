//! The beginning: what somebody brings, and what became of it.

mod import;
mod part;
mod read;
mod unsupported;

pub use part::Start;
pub use unsupported::{Losses, notices};
