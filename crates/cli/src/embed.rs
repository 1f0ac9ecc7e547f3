//! `backstory embed DATASET`

use std::io::Write;

use super::arguments::Arguments;
use super::{CommandError, deliver, read};
use backstory_prerender::{Snippet, file_address};

pub(super) const HELP: &str = "\
  embed DATASET                   the lines to paste into an article: the element, the
                                  element with its content, and an iframe
      --way WAY                   one of them: element, content, iframe
      --base URL                  where the files of dist/ are (/dist/)
      --src URL                   where the dataset is, in place of its file's name
      --lang TAG                  the language of its words and texts";

const WAYS: [&str; 4] = ["all", "element", "content", "iframe"];

pub(super) fn embed(
    arguments: &[String],
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<u8, CommandError> {
    let options = ["-o", "--way", "--base", "--src", "--lang"];
    let arguments = Arguments::read(arguments, &options, &[])?;
    let [path] = arguments.words.as_slice() else {
        return Err(("embed needs one dataset".to_owned(), 2));
    };
    let way = arguments.choice("--way", &WAYS)?;
    let base = arguments.option("--base").unwrap_or("/dist/");
    let base = [base.trim_end_matches('/'), "/"].concat();
    let language = arguments.option("--lang");
    let decoded = backstory_prerender::read_in(&read(path, err)?, language.unwrap_or_default())
        .map_err(|why| (format!("{path}: {why}"), 1))?;
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let name = file_address(name);
    let src = arguments.option("--src").unwrap_or(&name);
    // The frame is told the same address; a relative one is relative to `embed.html`.
    let snippet = Snippet {
        base: &base,
        src,
        frame_src: src,
        title: &decoded.dataset.article.title,
        language,
        permalink: None,
    };
    let mut parts: Vec<(&str, &str, String)> = Vec::new();
    parts.push(("element", "the element", snippet.element()));
    if way == "all" || way == "content" {
        let css = [&*base, "backstory.css"].concat();
        let mut words = vec![path.clone(), "--css".to_owned(), css];
        words.extend(["--src".to_owned(), src.to_owned()]);
        words.extend(
            language
                .iter()
                .flat_map(|tag| ["--lang".to_owned(), (*tag).to_owned()]),
        );
        let mut content = Vec::new();
        super::prerender::prerender(&words, &mut content, err)?;
        let content = String::from_utf8_lossy(&content).into_owned();
        parts.push((
            "content",
            "the element with its content, for readers without scripts and for search engines",
            snippet.script() + &content,
        ));
    }
    parts.push((
        "iframe",
        "an iframe, where no element is taken; a relative src is relative to embed.html",
        snippet.iframe(),
    ));
    let mut text = String::new();
    for (name, says, lines) in parts {
        if way == "all" {
            text.push_str(&format!("<!-- {says} -->\n{lines}\n"));
        } else if way == name {
            text.push_str(&lines);
        }
    }
    deliver(&arguments, &text, out)?;
    Ok(0)
}
