//! `cargo xtask serve`

use crate::layout::root;
use crate::process::{Result, run};
use crate::tools::{BUILD, Install, Tools, say};

/// Shows the demo page, built anew with every change.
pub fn serve(install: Install, trunk_arguments: &[String]) -> Result<()> {
    say(
        "this builds the demo page (two to five minutes the first time, seconds after a \
         change) and serves it at http://127.0.0.1:8080/",
    );
    let tools = Tools::ensure(BUILD, install)?;
    run(tools
        .trunk()?
        .current_dir(root())
        .arg("serve")
        .args(trunk_arguments))
}
