//! How the desk looks. One file a part of it.

mod app;
mod article;
mod context;
mod fields;
mod preview;
mod problems;
mod publish;
mod records;
mod start;

pub(super) use app::App;
