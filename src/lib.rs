//! Backstory, the component: an article's dataset as a filterable timeline and a
//! filterable relationship table, for [Yew](https://yew.rs).
//!
//! One folder for each thing that a reader sees: `app` (the widget as a whole),
//! `filters`, `timeline`, `relationships`, `detail`, `passages` and `print`; `ui`
//! has what they share, and `browser` what only a browser can do for them. Every view
//! may import `context`, `story` and `record`; only `app` imports the views. What there
//! is to show, and what is asked of it, is in [`backstory_core`].
//!
//! Nothing here reads the window while rendering, so the same tree renders on a server;
//! what needs a page (measuring, placing, focusing) happens in effects. Positions are
//! written through the CSSOM, never as a `style` attribute, since a page's policy may
//! forbid those (CSP Level 3, `style-src-attr`).
//!
//! ```
//! use std::rc::Rc;
//!
//! use backstory::{Content, WidgetProps, Story, Widget};
//! use backstory_core::dataset::{Value, decode};
//!
//! let document = Value::parse(
//!     r#"{"format": "backstory/1", "events": [
//!         {"id": "visit", "date": "2018-06~", "title": "Lavrov visits Kigali",
//!          "kind": "visit", "status": "happened",
//!          "evidence": [{"paragraph": 5, "start": "Sergei Lavrov met"}]}]}"#,
//! );
//! let story = Story::from(decode(&document.ok_or("not JSON")?)?);
//! assert_eq!(story.index.all().events, 1);
//!
//! let properties = yew::props!(WidgetProps { content: Content::Ready(Rc::new(story)) });
//! // In a page, once the rest of the component is there:
//! let show = |place| {
//!     backstory::provide(backstory::Deferred::all());
//!     yew::Renderer::<Widget>::with_root_and_props(place, properties).render();
//! };
//! # let _ = show;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod app;
pub mod browser;
mod context;
mod detail;
mod filters;
mod media;
pub mod parts;
mod passages;
mod print;
mod record;
mod relationships;
mod story;
mod styles;
mod timeline;
mod ui;

pub use app::component::{Backstory, BackstoryProps, Data};
pub use app::deferred::{
    Deferred, RELATIONSHIPS, RelationshipsView, SHARED, SharedViews, TIMELINE, TimelineView,
    deferred, provide,
};
pub use app::widget::{Change, Content, PassageTrigger, Widget, WidgetMsg, WidgetProps};
pub use context::{Copier, File, Saver, WidgetContext};
pub use record::{record_name, record_named};
pub use story::{Story, StoryBuilder};
pub use styles::STYLES;
