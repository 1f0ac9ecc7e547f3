//! `cargo xtask COMMAND`: everything a developer does with this project.
//!
//! It needs nothing but rustup's Rust: what else a command needs, it installs
//! into a cache of its own, and says so.

mod bench;
mod browsers;
mod demo;
mod dist;
mod run;
mod serve;
mod size;
mod split;
mod test;
mod tools;
mod wasm;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  serve [-- TRUNK ARGS]         show the demo page at http://127.0.0.1:8080/
  test [--engine ENGINE] [--only STEP] [--tests NAME]
                                run every check and every test
  bench [NAME]                  measure the widget beside its peers
  size [--built]                weigh the widget; with --built, what the last build left
  dist [--built] [--to FOLDER]  make dist/: what a newsroom takes, ready for npm and CDNs
  pictures                      take the pictures of the README and the docs
  demo                          prerender the demo page: Trunk calls it after a build

ENGINE is chromium, firefox or webkit, and may be given several times; without
it, tests run in chromium and firefox. STEP is a part of a step's name, such as
clippy, native, build, components or journeys; NAME is a part of a browser
test's name.

Tools are kept in $BACKSTORY_TOOLS, or else in the user's cache folder.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    let outcome = match command {
        _ if split::is_called() => split::bind(&arguments),
        _ if asks_for_help(rest) => {
            println!("{HELP}");
            Ok(())
        }
        "serve" => serve::serve(rest),
        "test" => test::test(rest),
        "bench" => bench::bench(rest),
        "size" => size::size(rest),
        "dist" => dist::dist(rest),
        "demo" => demo::demo(),
        "pictures" => test::pictures(),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command \"{other}\"\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Whether help is wanted of a command; what follows `--` is for another program.
fn asks_for_help(rest: &[String]) -> bool {
    rest.iter()
        .take_while(|it| *it != "--")
        .any(|it| it == "--help" || it == "-h")
}
