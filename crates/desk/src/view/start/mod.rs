//! The beginning: what somebody brings, and what became of it.

mod import;
mod losses;
mod part;
mod read;

pub use losses::Losses;
pub use part::Start;
