//! `cargo xtask demo`: the hook that Trunk calls when the demo page is built.

use std::path::PathBuf;

use crate::files::write;
use crate::page::{prerender, styles};
use crate::process::Result;
use crate::split::add_deferred;

/// Fills the demo page with the widget's content, and writes the sheet for it.
pub fn demo() -> Result<()> {
    let folder = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or("this is a hook: Trunk calls it, with its folder in TRUNK_STAGING_DIR")?;
    write(&folder.join("backstory.css"), styles()?)?;
    add_deferred(&folder.join("core"))?;
    prerender(&folder.join("index.html"))
}
