//! How it looks: Yew components, one file a component.
//!
//! Nothing here reads the window while rendering, so the same tree renders on a
//! server; what needs a page (measuring, placing, focusing) happens in effects.
//! Positions are written through the CSSOM, never as a `style` attribute, since
//! a page's policy may forbid those.

mod actor;
mod brief;
mod chips;
mod context;
mod copy_link;
mod detail;
mod facet_menu;
mod filter_bar;
mod icon;
mod later;
mod measure;
mod notes;
mod overview;
mod paper;
mod passage;
mod picked;
mod popover;
mod range_menu;
mod same;
#[cfg(feature = "prerender")]
mod still;
mod table;
mod tabs;
mod text;
mod timeline;
mod widget;

pub use context::{Copier, File, Saver, Story, StoryBuilder};
pub use later::whole;
#[cfg(feature = "prerender")]
pub use still::{Still, StillProps};
pub use widget::{Change, Chosen, Content, Msg, Properties, Widget, record_name, record_named};
