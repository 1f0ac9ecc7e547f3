//! The command line `backstory`: check, import, export, diff, prerender, locate, the JSON
//! Schema, sheets to fill, and the lines to paste. The same code as the widget and the
//! editor, native.
//!
//! One file a command. Each writes its result to `out` and everything else to `err`, and
//! returns an exit status: 0; 1 where something is wrong with a file; 2 where the command
//! line is not understood.
//!
//! ```
//! let (mut out, mut err) = (Vec::new(), Vec::new());
//!
//! let status = backstory_cli::run(&["--version".to_owned()], &mut out, &mut err);
//! assert_eq!(status, 0);
//! assert!(out.starts_with(b"backstory "));
//!
//! let status = backstory_cli::run(&["chekc".to_owned()], &mut out, &mut err);
//! assert_eq!(status, 2);
//! assert!(err.starts_with(b"backstory: unknown command"));
//! ```

mod arguments;
mod check;
mod diff;
mod embed;
mod export;
mod import;
mod locate;
mod page;
mod prerender;
mod schema;
mod template;

use std::io::Write;

use arguments::Arguments;
pub use page::TargetPage;

use backstory_core::locale::{LANGUAGES, Words};
use backstory_formats::{DecodedText, decode_text};

/// Each command with its help.
const COMMANDS: [(&str, &str); 9] = [
    ("check", check::HELP),
    ("import", import::HELP),
    ("export", export::HELP),
    ("diff", diff::HELP),
    ("prerender", prerender::HELP),
    ("schema", schema::HELP),
    ("locate", locate::HELP),
    ("template", template::HELP),
    ("embed", embed::HELP),
];

const FOOTER: &str = "
  -o FILE                         write there, and not to the standard output
  --help, --version               of a command too: backstory check --help

What another format cannot carry is listed on the standard error. The exit
status is 1 where something is wrong with a file, and 2 where a command is not
understood.";

/// What ends a command early: a message, and the exit status.
type CommandError = (String, u8);

/// Runs one command, and gives its exit status.
pub fn run(arguments: &[String], out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    let named = COMMANDS.iter().find(|(name, _)| *name == command);
    let asks = |short: &str, long: &str| {
        let mut options = rest.iter().take_while(|it| *it != "--");
        options.any(|it| it == short || it == long)
    };
    let outcome = match command {
        _ if named.is_some() && asks("-h", "--help") => help(named, out),
        _ if named.is_some() && asks("-V", "--version") => version(out),
        "check" => check::check(rest, out, err),
        "import" => import::import(rest, out, err),
        "export" => export::export(rest, out, err),
        "diff" => diff::diff(rest, out, err),
        "prerender" => prerender::prerender(rest, out, err),
        "schema" => schema::schema(rest, out),
        "locate" => locate::locate(rest, out, err),
        "template" => template::template(rest, out),
        "embed" => embed::embed(rest, out, err),
        "help" | "--help" | "-h" => {
            let of = rest.first();
            help(
                COMMANDS
                    .iter()
                    .find(|(name, _)| Some(*name) == of.map(|it| &**it)),
                out,
            )
        }
        "--version" | "-V" => version(out),
        other => Err((
            format!("unknown command \"{other}\"; `backstory help` lists them"),
            2,
        )),
    };
    match outcome {
        Ok(status) => status,
        Err((message, status)) => {
            // Nobody is left to be told where this fails.
            let _ = writeln!(err, "backstory: {message}");
            status
        }
    }
}

/// What one command does, or all of them.
fn help(command: Option<&(&str, &str)>, out: &mut dyn Write) -> Result<u8, CommandError> {
    match command {
        Some((_, help)) => write(out, &["backstory ", help].concat())?,
        None => {
            write(out, "backstory COMMAND\n")?;
            for (_, help) in COMMANDS {
                write(out, &["  ", help].concat())?;
            }
            write(out, FOOTER)?;
        }
    }
    Ok(0)
}

fn version(out: &mut dyn Write) -> Result<u8, CommandError> {
    write(out, concat!("backstory ", env!("CARGO_PKG_VERSION")))?;
    Ok(0)
}

/// The interface's words in a language.
fn words(language: &str) -> Result<&'static Words, CommandError> {
    Words::built_in(language)
        .ok_or_else(|| (format!("--lang must be one of {}", LANGUAGES.join(", ")), 2))
}

/// Writes a line. Who reads it may have had enough (`| head`), which ends it.
fn write(out: &mut dyn Write, line: &str) -> Result<(), CommandError> {
    writeln!(out, "{line}").map_err(|error| (error.to_string(), 1))
}

/// The text of a file; how it was read, where that is not plain UTF-8, is said
/// on the standard error.
fn read(path: &str, err: &mut dyn Write) -> Result<String, CommandError> {
    let DecodedText { text, notice } = read_text(path)?;
    if let Some(notice) = notice {
        // The standard error may be closed; then nobody can be told.
        let _ = writeln!(err, "{path}: {notice}");
    }
    Ok(text)
}

/// The text of a file, and how it was read.
fn read_text(path: &str) -> Result<DecodedText, CommandError> {
    let bytes = std::fs::read(path).map_err(|error| (format!("{path}: {error}"), 1))?;
    decode_text(&bytes).map_err(|why| (format!("{path}: {why}"), 1))
}

/// Writes a result to the file that `-o` names, or to the standard output.
fn deliver(arguments: &Arguments, text: &str, out: &mut dyn Write) -> Result<(), CommandError> {
    match arguments.option("-o") {
        Some(path) => std::fs::write(path, text).map_err(|error| (format!("{path}: {error}"), 1)),
        None => out
            .write_all(text.as_bytes())
            .map_err(|error| (error.to_string(), 1)),
    }
}

/// Says what an import or an export carries over in another way than it is written, or not at
/// all, grouped by what happened; each row on a line of its own where `is_verbose`.
fn report(
    what: &str,
    unsupported: &[backstory_formats::Unsupported],
    is_verbose: bool,
    err: &mut dyn Write,
) {
    let mut has_more = false;
    for group in backstory_formats::grouped(unsupported) {
        // The standard error may be closed; then nobody can be told.
        let what = if group.is_imported { "imported" } else { what };
        let _ = writeln!(err, "{what}: {group}");
        if group.rows.len() < 2 {
            continue;
        }
        has_more = true;
        for row in group.rows.iter().filter(|_| is_verbose) {
            let same = if group.is_same {
                &row.path
            } else {
                &row.to_string()
            };
            let _ = writeln!(err, "    {same}");
        }
    }
    if has_more && !is_verbose {
        let _ = writeln!(err, "--verbose lists every row");
    }
}
