//! The views of the editor: one file for each part.

mod app;
mod article;
mod context;
mod fields;
mod preview;
mod problems;
mod publish;
mod records;
mod session;
mod start;
mod validated;

pub(super) use app::App;
