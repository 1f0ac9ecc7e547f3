//! The common parts of the demo page and the published files.

use std::path::Path;

use crate::files::read_text;
use crate::layout::{COMMAND_LINE, EXAMPLE, PRERENDERED_STYLES, STYLE_LIST, root};
use crate::process::{Result, cargo, run};

/// Fills a page's element with the example, for the sheet next to the page.
pub fn prerender(page: &Path) -> Result<()> {
    run(cargo()
        .args(["run", "--quiet"])
        .args(COMMAND_LINE)
        .args(["--", "prerender", EXAMPLE, "--into"])
        .arg(page)
        .arg("-o")
        .arg(page))
}

/// The widget's sheets as one file, with the one for prerendered pages.
pub fn styles() -> Result<String> {
    let list = root().join(STYLE_LIST);
    let folder = list.parent().unwrap_or(root());
    let text = read_text(&list)?;
    let mut sheet = String::new();
    for name in included(&text) {
        sheet.push_str(&read_text(&folder.join(name))?);
    }
    if sheet.is_empty() {
        return Err(format!("{STYLE_LIST} names no style sheet"));
    }
    sheet.push_str(&read_text(&root().join(PRERENDERED_STYLES))?);
    Ok(strip(&sheet))
}

/// The files that a Rust file includes as text; its tests may include others.
fn included(source: &str) -> impl Iterator<Item = &str> {
    let code = source.split("#[cfg(test)]").next().unwrap_or(source);
    code.split("include_str!(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
}

/// A sheet without comments that have lines of their own, and without indentation.
fn strip(source: &str) -> String {
    let mut stripped = String::new();
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() {
            stripped.push_str(line);
            stripped.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    stripped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_stripped_and_rules_are_not() {
        let sheet = "/* What it is. */\n/*\n * More.\n */\n.a {\n  b: c; /* here */\n}\n";
        assert_eq!(strip(sheet), ".a {\nb: c; /* here */\n}\n");
    }

    #[test]
    fn the_sheets_are_those_of_the_list() {
        let list = "concat!(include_str!(\"../a.css\"),\n include_str!(\"b.css\"))\n\
                    #[cfg(test)] mod tests { include_str!(\"page.css\") }";
        assert_eq!(included(list).collect::<Vec<_>>(), ["../a.css", "b.css"]);
        assert!(styles().unwrap().contains(".backstory"));
    }
}
