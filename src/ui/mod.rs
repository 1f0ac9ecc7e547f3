//! What several components share.

pub(crate) mod brush;
pub(crate) mod icon;
pub(crate) mod measure;
pub(crate) mod popover;
pub(crate) mod range_end;
pub(crate) mod text;
pub(crate) mod value;
pub(crate) mod window;
