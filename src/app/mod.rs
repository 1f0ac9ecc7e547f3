//! The widget as a whole: its state, what it is handed, and what stands around the views.

pub(crate) mod brief;
pub(crate) mod context;
pub(crate) mod copy_link;
pub(crate) mod later;
pub(crate) mod notes;
pub(crate) mod tabs;
pub(crate) mod widget;
