//! `backstory prerender DATASET`

use std::io::Write;

use super::arguments::Arguments;
use super::{Failure, deliver, read};
use backstory_core::locale::{LANGUAGES, Words};
use backstory_core::state::View;
use backstory_formats::escaped;
use backstory_prerender::{Options, Place, children_now, linked_data};

const OPTIONS: [&str; 7] = [
    "--lang",
    "--into",
    "--src",
    "--article",
    "--css",
    "--inline-css",
    "-o",
];

pub(super) fn prerender(arguments: &[String], out: &mut dyn Write) -> Result<u8, Failure> {
    // The one option that has no value.
    let (plain, arguments): (Vec<String>, Vec<String>) =
        arguments.iter().cloned().partition(|it| it == "--plain");
    let arguments = Arguments::read(&arguments, &OPTIONS)?;
    let [path] = arguments.words.as_slice() else {
        return Err(("prerender wants one dataset".to_owned(), 2));
    };
    let decoded =
        backstory_prerender::read(&read(path)?).map_err(|why| (format!("{path}: {why}"), 1))?;
    let language = arguments.option("--lang").unwrap_or("en");
    let words = words(language)?;
    let sheet = arguments.option("--inline-css").map(read).transpose()?;
    let mut options = Options {
        css: arguments.option("--css").unwrap_or("backstory.css"),
        inline_css: sheet.as_deref(),
        plain: !plain.is_empty(),
        view: View::default(),
    };
    let linked = linked_data(&decoded, words);
    let text = match arguments.option("--into") {
        Some(page) => {
            let html = read(page)?;
            let place = Place::find(&html)
                .ok_or_else(|| (format!("{page}: it has no <back-story> element"), 1))?;
            options.view = place.view();
            let children = children_now(&decoded, words, &options);
            [place.before, &linked, place.tag, &children, place.after].concat()
        }
        None if options.plain => children_now(&decoded, words, &options),
        None => {
            let children = children_now(&decoded, words, &options);
            let src = arguments.option("--src").unwrap_or(path);
            let mut tag = format!("<back-story src=\"{}\"", escaped(src));
            for (name, value) in [
                ("lang", arguments.option("--lang")),
                ("article", arguments.option("--article")),
            ] {
                if let Some(value) = value {
                    tag += &format!(" {name}=\"{}\"", escaped(value));
                }
            }
            [&linked, tag.as_str(), ">", &children, "</back-story>\n"].concat()
        }
    };
    deliver(&arguments, &text, out)?;
    Ok(0)
}

fn words(language: &str) -> Result<&'static Words, Failure> {
    Words::built_in(language)
        .ok_or_else(|| (format!("--lang must be one of {}", LANGUAGES.join(", ")), 2))
}
