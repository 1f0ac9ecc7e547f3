//! What only a browser can do for the widget: its rules of languages, the
//! clipboard, files for the reader.

mod clipboard;
mod intl;
mod save;

pub use clipboard::copier;
pub use intl::speak;
pub use save::saver;
