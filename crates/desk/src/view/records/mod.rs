//! The records of one list, and the form of the one that is open.

mod delete;
mod evidence;
mod form;
mod list;
mod rows;
mod suggested;

pub use list::{Records, insert, show};
pub use rows::corrections;
pub use suggested::accept;
