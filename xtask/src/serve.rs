//! `cargo xtask serve`

use crate::layout::{ELEMENT_WASM, root};
use crate::process::{Result, run};
use crate::tools::{BUILD, Install, Tools, say};

/// Shows the demo page, built anew with every change.
pub fn serve(install: Install, trunk_arguments: &[String]) -> Result<()> {
    let is_built = root()
        .join("target/wasm32-unknown-unknown/debug")
        .join(ELEMENT_WASM)
        .is_file();
    let time = if is_built {
        "what was built before is there: under a minute"
    } else {
        "nothing is built yet: two to five minutes, this time"
    };
    say(&format!(
        "this builds the demo page ({time}; seconds after a change) and serves it at \
         http://127.0.0.1:8080/"
    ));
    let tools = Tools::ensure(BUILD, install)?;
    run(tools
        .trunk()?
        .current_dir(root())
        .arg("serve")
        .args(trunk_arguments))
}
