//! `backstory prerender DATASET`

use std::io::Write;

use super::arguments::Arguments;
use super::page::TargetPage;
use super::{CommandError, deliver, read, words};
use backstory_core::state::View;
use backstory_formats::escaped;
use backstory_prerender::{Options, children_now, file_address, linked_data};

pub(super) const HELP: &str = "\
  prerender DATASET               the element with its content, for a page to be
                                  served with
      --into PAGE                 in place of the content of the first <back-story>
                                  element of a page
      --lang TAG                  the language of its words and texts (en)
      --css URL                   where the page has backstory.css
      --inline-css FILE           that file, to stand in the page
      --plain                     for pages that strip templates
      --src URL  --article CSS    attributes of the element";

const OPTIONS: [&str; 7] = [
    "--lang",
    "--into",
    "--src",
    "--article",
    "--css",
    "--inline-css",
    "-o",
];

pub(super) fn prerender(
    arguments: &[String],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<u8, CommandError> {
    let arguments = Arguments::read(arguments, &OPTIONS, &["--plain"])?;
    let [path] = arguments.words.as_slice() else {
        return Err(("prerender needs one dataset".to_owned(), 2));
    };
    let language = arguments.option("--lang");
    let decoded = backstory_prerender::read_in(&read(path, err)?, language.unwrap_or_default())
        .map_err(|why| (format!("{path}: {why}"), 1))?;
    let words = words(language.unwrap_or("en"))?;
    let sheet = arguments.option("--inline-css");
    let sheet = sheet.map(|path| read(path, err)).transpose()?;
    let mut options = Options {
        css: arguments.option("--css").unwrap_or("backstory.css"),
        inline_css: sheet.as_deref(),
        plain: arguments.flag("--plain"),
        view: View::default(),
    };
    let linked = linked_data(&decoded, words);
    let text = match arguments.option("--into") {
        Some(page) => {
            // The page is given back byte for byte, so that it is UTF-8 with
            // its mark, or nothing that this can write.
            let html = std::fs::read_to_string(page)
                .map_err(|error| (format!("{page}: {error}; save it as UTF-8"), 1))?;
            let wrong = |why: String| (format!("{page}: {why}"), 1);
            let page = TargetPage::read(&html).map_err(wrong)?;
            options.view = page.view();
            let children = children_now(&decoded, words, &options);
            page.fill(&linked, &children).map_err(wrong)?
        }
        None if options.plain => children_now(&decoded, words, &options),
        None => {
            let children = children_now(&decoded, words, &options);
            let own = file_address(path);
            let src = arguments.option("--src").unwrap_or(&own);
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
