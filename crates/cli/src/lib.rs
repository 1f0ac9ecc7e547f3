//! The command line: the same code as the widget and the desk, native.
//!
//! One file a command. Each writes its result to `out`, what a person should
//! know besides to `err`, and gives its exit status: 0, or 1 where something is
//! wrong with what it was given, or 2 where it was asked in a way that it does
//! not understand.

mod arguments;
mod check;
mod export;
mod import;
mod locate;
mod prerender;
mod schema;

use std::io::Write;

use arguments::Arguments;

const HELP: &str = "\
backstory COMMAND

  check FILE…                     say everything that is wrong, each with its path
      --format text|json|github   for people, for programs, for a pull request
      --article FILE              also say which passages are not in the article
  import FILE…                    make a dataset of CSV sheets (all together), of
                                  TimelineJS's JSON or of FollowTheMoney JSON lines
      --article FILE              where to write the text that the records rest on
  export DATASET --to FORMAT      csv (into a folder), json, json-ld, ftm, ics, csl
  prerender DATASET               the element with its content, for a page to be
                                  served with
      --into PAGE                 in place of the <back-story> element of a page
      --lang TAG                  the language of its words (en)
      --css URL                   where the page has backstory.css
      --inline-css FILE           that file, to stand in the page
      --plain                     for pages that strip templates
      --src URL  --article CSS    attributes of the element
  schema                          the JSON Schema of the dataset
  locate DATASET ARTICLE          which passages are found in an article (HTML, or
                                  text with a paragraph a line)
      --format text|json

  -o FILE                         write there, and not to the standard output

What another format cannot carry is listed on the standard error. The exit
status is 1 where something is wrong with a file.";

/// What ends a command early: a message, and the exit status.
type Failure = (String, u8);

/// Runs one command, and gives its exit status.
pub fn run(arguments: &[String], out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    let outcome = match command {
        "check" => check::check(rest, out),
        "import" => import::import(rest, out, err),
        "export" => export::export(rest, out, err),
        "prerender" => prerender::prerender(rest, out),
        "schema" => schema::schema(rest, out),
        "locate" => locate::locate(rest, out),
        "help" | "--help" | "-h" => write(out, HELP).map(|()| 0),
        "--version" | "-V" => {
            write(out, concat!("backstory ", env!("CARGO_PKG_VERSION"))).map(|()| 0)
        }
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

/// Writes a line. Who reads it may have had enough (`| head`), which ends it.
fn write(out: &mut dyn Write, line: &str) -> Result<(), Failure> {
    writeln!(out, "{line}").map_err(|error| (error.to_string(), 1))
}

fn read(path: &str) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| (format!("{path}: {error}"), 1))
}

/// Writes a result to the file that `-o` names, or to the standard output.
fn deliver(arguments: &Arguments, text: &str, out: &mut dyn Write) -> Result<(), Failure> {
    match arguments.option("-o") {
        Some(path) => std::fs::write(path, text).map_err(|error| (format!("{path}: {error}"), 1)),
        None => out
            .write_all(text.as_bytes())
            .map_err(|error| (error.to_string(), 1)),
    }
}

/// Lists what an import or an export does not carry over, the same message for many records once.
fn report(what: &str, losses: &[backstory_formats::Loss], err: &mut dyn Write) {
    let mut messages: Vec<(&str, Vec<&str>)> = Vec::new();
    for loss in losses {
        match messages
            .iter_mut()
            .find(|(message, _)| *message == loss.message)
        {
            Some((_, paths)) => paths.push(&loss.path),
            None => messages.push((&loss.message, vec![&loss.path])),
        }
    }
    for (message, paths) in messages {
        // The standard error may be closed; there is no one to tell.
        let _ = writeln!(err, "{what}: {}: {message}", paths.join(", "));
    }
}
