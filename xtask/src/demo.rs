//! `cargo xtask demo`: what Trunk calls when the demo page is built.

use std::path::PathBuf;

use crate::dist::{prerender, styles};
use crate::run::Result;
use crate::split::complete;

/// Fills the demo page with the widget's content, and puts the sheet for it
/// beside.
pub fn demo() -> Result<()> {
    let folder = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or("this is a hook: Trunk calls it, with its folder in TRUNK_STAGING_DIR")?;
    std::fs::write(folder.join("backstory.css"), styles()?)
        .map_err(|error| format!("backstory.css cannot be written: {error}"))?;
    complete(&folder.join("core"))?;
    prerender(&folder.join("index.html"))
}
