//! The first part: what is imported, and the result.

mod import;
mod part;
mod read;
mod stories;
mod unsupported;

pub use part::Start;
pub use unsupported::{UnsupportedList, notices};
