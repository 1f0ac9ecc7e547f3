//! The widget as a whole: its state, what it is handed, and what stands around the views.

pub(crate) mod component;
pub(crate) mod copy_link;
pub(crate) mod corrections;
pub(crate) mod deferred;
pub(crate) mod fallback_list;
pub(crate) mod notes;
mod problems;
pub(crate) mod tabs;
pub(crate) mod widget;
