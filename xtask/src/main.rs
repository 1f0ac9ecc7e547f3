//! `cargo xtask COMMAND`: everything a developer does with this project.
//!
//! It needs nothing but rustup's Rust. Whatever else a command needs it installs into
//! a cache of its own, and says so first.

mod bench;
mod browsers;
mod build;
mod compression;
mod demo;
mod dist;
mod files;
mod function_order;
mod fuzz;
mod import_names;
mod instructions;
mod integrity;
mod javascript;
mod layout;
mod merge;
mod mutants;
mod page;
mod parts;
mod process;
mod report;
mod reproducible;
mod sbom;
mod serve;
mod size;
mod split;
mod supply_chain;
mod test;
mod tools;
mod wasm_module;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand};

use process::Result;
use tools::Install;

/// Everything a developer does with this project.
///
/// Tools are kept in $BACKSTORY_TOOLS, or else in the user's cache folder.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    /// Print the version of what is built here.
    #[arg(short = 'V', long)]
    version: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Show the demo page at http://127.0.0.1:8080/, built anew with every change
    Serve {
        #[command(flatten)]
        missing: Missing,
        /// Passed on to `trunk serve`
        #[arg(last = true, value_name = "TRUNK ARGUMENTS")]
        trunk: Vec<String>,
    },
    /// Run every check and every test, or some of them
    Test {
        #[command(flatten)]
        missing: Missing,
        #[command(flatten)]
        selection: test::TestSelection,
    },
    /// Measure the widget next to other products, in one browser
    Bench {
        #[command(flatten)]
        missing: Missing,
        /// The cases to run; without any, all of them
        cases: Vec<String>,
    },
    /// Weigh the widget as it is published, and hold it to its ceilings
    Size {
        #[command(flatten)]
        missing: Missing,
        /// Take what the last build left; the rooms of the code are left out
        #[arg(long)]
        built: bool,
    },
    /// Make the published files, ready for npm and CDNs
    Dist {
        #[command(flatten)]
        missing: Missing,
        /// Take what the last build left
        #[arg(long)]
        built: bool,
        /// The folder to make
        #[arg(long, value_name = "FOLDER", default_value = "dist")]
        to: PathBuf,
    },
    /// Take the pictures of the README and the docs
    Pictures {
        #[command(flatten)]
        missing: Missing,
        /// From now on they are what the widget is to look like (tests/e2e/accepted)
        #[arg(long)]
        accept: bool,
    },
    /// Build the published files twice, in two folders, and compare every byte
    Reproducible {
        #[command(flatten)]
        missing: Missing,
    },
    /// Check the licences, sources and advisories of every crate
    SupplyChain {
        #[command(flatten)]
        missing: Missing,
        /// Leave out advisories, which are fetched
        #[arg(long)]
        offline: bool,
    },
    /// Check with the oldest Rust that is promised
    OldestRust {
        #[command(flatten)]
        missing: Missing,
    },
    /// Change the core's code, and see whether a test fails
    Mutants {
        #[command(flatten)]
        missing: Missing,
        /// Globs below crates/core/src; without any, the most important files
        files: Vec<String>,
        /// A part of all changes, such as 1/8
        #[arg(long, value_name = "K/N")]
        shard: Option<String>,
    },
    /// Use ten widgets of a page over and over: memory, nodes and listeners stay flat
    Soak {
        #[command(flatten)]
        missing: Missing,
        /// How long it goes on
        #[arg(long, value_name = "MINUTES", default_value_t = 2.0)]
        minutes: f64,
    },
    /// Count the instructions of the engine's hot paths, and compare
    Instructions {
        #[command(flatten)]
        missing: Missing,
        /// Accept what is counted, to be compared with from now on
        #[arg(long)]
        accept: bool,
    },
    /// Look for inputs that break a parser, with libFuzzer
    Fuzz {
        /// How long each target runs
        #[arg(long, value_name = "MINUTES", default_value_t = 1.0)]
        minutes: f64,
        /// Only this target
        #[arg(long, value_name = "TARGET")]
        target: Option<String>,
    },
    /// Prerender the demo page; Trunk calls it after a build
    #[command(hide = true)]
    Demo,
}

/// What to do where tools are missing.
#[derive(Args)]
struct Missing {
    /// Stop where a tool is missing, with its name and how to install it
    #[arg(long)]
    no_install: bool,
}

impl Missing {
    const fn install(&self) -> Install {
        if self.no_install {
            Install::Refused
        } else {
            Install::Allowed
        }
    }
}

fn main() -> ExitCode {
    let outcome = if split::is_called() {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        split::bind(&arguments)
    } else {
        run(Arguments::parse())
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<()> {
    if arguments.version {
        println!("backstory {}", dist::version()?);
        return Ok(());
    }
    let Some(command) = arguments.command else {
        return Arguments::command()
            .print_long_help()
            .map_err(|error| error.to_string());
    };
    match command {
        Command::Serve { missing, trunk } => serve::serve(missing.install(), &trunk),
        Command::Test { missing, selection } => test::test(missing.install(), selection),
        Command::Bench { missing, cases } => bench::bench(missing.install(), &cases),
        Command::Size { missing, built } => size::size(missing.install(), built),
        Command::Dist { missing, built, to } => {
            dist::dist(missing.install(), built, &layout::root().join(to))
        }
        Command::Pictures { missing, accept } => test::pictures(missing.install(), accept),
        Command::Reproducible { missing } => reproducible::reproducible(missing.install()),
        Command::SupplyChain { missing, offline } => {
            supply_chain::supply_chain(missing.install(), offline)
        }
        Command::OldestRust { missing } => supply_chain::oldest_rust(missing.install()),
        Command::Mutants {
            missing,
            files,
            shard,
        } => mutants::mutants(missing.install(), &files, shard.as_deref()),
        Command::Soak { missing, minutes } => test::soak(missing.install(), minutes),
        Command::Instructions { missing, accept } => {
            instructions::instructions(missing.install(), accept)
        }
        Command::Fuzz { minutes, target } => fuzz::fuzz(minutes, target.as_deref()),
        Command::Demo => demo::demo(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_are_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn each_command_has_its_own_help() {
        for command in Arguments::command().get_subcommands() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
        }
    }

    #[test]
    fn what_is_for_trunk_is_passed_on() {
        let words = ["xtask", "serve", "--no-install", "--", "--open", "--port=1"];
        let Some(Command::Serve { missing, trunk }) = Arguments::parse_from(words).command else {
            panic!("not serve");
        };
        assert_eq!(missing.install(), Install::Refused);
        assert_eq!(trunk, ["--open", "--port=1"]);
    }

    #[test]
    fn a_misspelt_command_or_option_is_an_error() {
        for words in [["xtask", "sreve"], ["xtask", "--open"]] {
            assert!(Arguments::try_parse_from(words).is_err(), "{words:?}");
        }
        assert!(Arguments::try_parse_from(["xtask", "size", "--bulit"]).is_err());
    }
}
