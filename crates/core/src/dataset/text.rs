//! Text of the dataset.

use std::rc::Rc;

/// A piece of text from the dataset, shared rather than copied into views.
pub type Text = Rc<str>;
