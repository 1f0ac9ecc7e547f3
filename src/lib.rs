//! Backstory, the component: an article's dataset as a filterable timeline and a
//! filterable relationship table, for [Yew](https://yew.rs).
//!
//! One folder for each thing that a reader sees: `app` (the widget as a whole),
//! `filters`, `timeline`, `relationships`, `detail`, `passages` and `print`; `ui`
//! has what they share, and `browser` what only a browser can do for them. What
//! there is to show, and what is asked of it, is in [`backstory_core`].
//!
//! Nothing here reads the window while rendering, so the same tree renders on a
//! server; what needs a page (measuring, placing, focusing) happens in effects.
//! Positions are written through the CSSOM, never as a `style` attribute, since
//! a page's policy may forbid those.

mod app;
pub mod browser;
mod component;
mod detail;
mod filters;
pub mod parts;
mod passages;
mod print;
mod relationships;
mod styles;
mod timeline;
mod ui;

pub use app::context::{Copier, File, Saver, Story, StoryBuilder, WidgetContext};
pub use app::deferred::{Deferred, all, provide};
pub use app::widget::{
    Change, Chosen, Content, Msg, Properties, Widget, record_name, record_named,
};
pub use component::{Backstory, BackstoryProps, Data};
pub use styles::STYLES;
