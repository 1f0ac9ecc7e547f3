//! The records of one list, and the form of the one that is open.

mod delete;
mod evidence;
mod form;
mod grid;
mod list;
mod own;
mod rows;
mod suggested;
mod tools;

pub use list::{Records, insert, show};
pub use rows::corrections;
pub use suggested::accept;
