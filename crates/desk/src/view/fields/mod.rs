//! The fields of the forms, each with what is wrong in it and what fixes it.

mod choice;
mod date;
mod kind;
mod language;
mod lines;
mod problems;
mod text;
mod value;

pub use choice::{Choice, Select, entity_choices, words};
pub use date::DateField;
pub use kind::{KindChoice, kind_choices};
pub use lines::LinesField;
pub use problems::{field_id, field_problems, fix_buttons};
pub use text::TextField;
pub use value::declared_fields;
