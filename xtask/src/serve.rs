//! `cargo xtask serve`

use std::process::Command;

use crate::run::{Result, root, run};
use crate::tools::{Tools, say};

/// Shows the demo page, built anew with every change.
pub fn serve(arguments: &[String]) -> Result<()> {
    let tools = Tools::for_builds()?;
    let trunk = tools.find("trunk").ok_or("trunk is missing")?;
    say("the page will be at http://127.0.0.1:8080/");
    let arguments = arguments.iter().filter(|argument| *argument != "--");
    run(Command::new(trunk)
        .current_dir(root())
        .env("PATH", tools.path())
        // Trunk takes only true and false, and other tools' NO_COLOR=1 ends it.
        .env_remove("NO_COLOR")
        .arg("serve")
        .args(arguments))
}
