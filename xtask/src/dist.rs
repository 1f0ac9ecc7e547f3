//! `cargo xtask dist`: what a newsroom takes, in one folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{Result, cargo, output, root, run};
use crate::size::{brotli, ensure_node};
use crate::split::LATER;
use crate::test::{build, dist as built_folder};
use crate::tools::{Tools, say, terser};

/// What the loader may weigh, in bytes after `brotli -q 11`.
const LOADER_BUDGET: u64 = 2048;

/// The modules behind the loader, each after those that it imports. They become
/// one file, which is one request and one hash.
const MODULES: [&str; 7] = [
    "address", "data", "language", "passages", "rescue", "takeover", "shell",
];

/// The style sheets, as in `src/host/style.rs`.
const STYLES: &str = "src/host/style.rs";

/// The sheet of what a page is served with, which the wasm has no use for.
const STILL: &str = "styles/still.css";

/// The desk, a page on which datasets are made.
const DESK: [&str; 5] = [
    "desk.html",
    "desk.js",
    "desk.css",
    "desk/desk.js",
    "desk/desk_bg.wasm",
];

/// Makes the folder: `dist/`, or what `--to` names. With `--built` it takes what
/// the last build left.
pub fn dist(arguments: &[String]) -> Result<()> {
    let mut to = root().join("dist");
    let mut built = false;
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--built" => built = true,
            "--to" => to = root().join(arguments.next().ok_or("--to wants a folder")?),
            _ => return Err(format!("\"{argument}\" is no option of dist")),
        }
    }
    let tools = Tools::for_builds()?;
    ensure_node()?;
    if !built {
        run(&mut build(&tools)?)?;
    }
    // Left-overs of another version would be published with this one.
    let _ = std::fs::remove_dir_all(&to);

    let later = ["core/", LATER].concat();
    write(&to, &later, &read(&built_folder().join(&later))?)?;
    let module = strip(&read_text(
        &built_folder().join("core/backstory_element.js"),
    )?);
    let sum = format!("const LATER_SUM = \"{}\";", hash(&to.join(&later))?);
    let module = replace(&module, "const LATER_SUM = undefined;", &sum)?;
    let core = [
        ("core/shell.js", bundle()?.into_bytes()),
        ("core/backstory_element.js", module.into_bytes()),
        (
            "core/backstory_element_bg.wasm",
            read(&built_folder().join("core/backstory_element_bg.wasm"))?,
        ),
    ];
    let mut sums = Vec::new();
    for (name, content) in &core {
        write(&to, name, content)?;
        minify(&to.join(name))?;
        let file = name.trim_start_matches("core/");
        sums.push(format!("\"{file}\":\"{}\"", hash(&to.join(name))?));
    }
    write(&to, "backstory.css", styles()?.as_bytes())?;
    let sheet = hash(&to.join("backstory.css"))?;
    sums.push(format!("\"../backstory.css\":\"{sheet}\""));
    let loader = strip(&read_text(&root().join("src/host/backstory.js"))?);
    let loader = replace(
        &loader,
        "const SUMS = {};",
        &format!("const SUMS={{{}}};", sums.join(",")),
    )?;
    write(&to, "backstory.js", loader.as_bytes())?;
    minify(&to.join("backstory.js"))?;
    let integrity = hash(&to.join("backstory.js"))?;

    for entry in std::fs::read_dir(root().join("locale"))
        .map_err(|error| error.to_string())?
        .flatten()
    {
        let name = format!("locale/{}", entry.file_name().to_string_lossy());
        write(&to, &name, &read(&entry.path())?)?;
    }
    for name in DESK {
        write(&to, name, &read(&built_folder().join(name))?)?;
    }
    let schema = read(&root().join("data/schema.json"))?;
    write(&to, "backstory.schema.json", &schema)?;
    for name in ["backstory.d.ts", "custom-elements.json"] {
        write(&to, name, &read(&root().join("npm").join(name))?)?;
    }
    let package = read_text(&root().join("npm/package.json"))?;
    let version = format!("\"version\": \"{}\"", version()?);
    let package = replace(&package, "\"version\": \"0.0.0\"", &version)?;
    write(&to, "package.json", package.as_bytes())?;
    for name in ["LICENSE", "LICENSE-APACHE", "LICENSE-MIT"] {
        write(&to, name, &read(&root().join(name))?)?;
    }
    let example = read_text(&root().join("npm/example.html"))?;
    let example = replace(&example, "{integrity}", &integrity)?;
    let data = read_text(&root().join("data/rwanda.json"))?;
    // In a script element `<` could begin its end.
    let example = replace(&example, "{data}", &data.trim().replace('<', "\\u003c"))?;
    write(&to, "example.html", example.as_bytes())?;
    write(&to, "example.json", data.as_bytes())?;
    let page = read_text(&root().join("npm/prerendered.html"))?;
    let page = replace(&page, "{integrity}", &integrity)?;
    write(&to, "prerendered.html", page.as_bytes())?;
    prerender(&to.join("prerendered.html"))?;

    let weight = brotli(&[to.join("backstory.js")])?
        .first()
        .copied()
        .unwrap_or(u64::MAX);
    if weight > LOADER_BUDGET {
        return Err(format!(
            "the loader weighs {weight} bytes, and may weigh {LOADER_BUDGET}"
        ));
    }
    say(&format!(
        "{} is ready; its loader weighs {weight} bytes",
        to.display()
    ));
    println!(
        "<script type=\"module\" src=\"backstory.js\" integrity=\"{integrity}\" crossorigin=\"anonymous\"></script>"
    );
    Ok(())
}

/// Fills a page's element with the story of Rwanda, for the sheet beside it.
pub fn prerender(page: &Path) -> Result<()> {
    run(cargo()
        .args(["run", "--quiet", "--features", "cli", "--bin", "backstory"])
        .args(["--", "prerender", "data/rwanda.json", "--into"])
        .arg(page)
        .arg("-o")
        .arg(page))
}

/// The modules as one: without their imports of each other, and with no exports
/// but those of the last.
fn bundle() -> Result<String> {
    let mut bundle = String::new();
    for name in MODULES {
        let text = read_text(&root().join("src/host").join(format!("{name}.js")))?;
        let is_last = MODULES.last() == Some(&name);
        for line in strip(&text).lines() {
            if line.starts_with("import ") && line.ends_with(".js\";") {
                continue;
            }
            let line = match line.strip_prefix("export ") {
                Some(line) if !is_last => line,
                _ => line,
            };
            bundle.push_str(line);
            bundle.push('\n');
        }
    }
    Ok(bundle)
}

/// Makes a script small, in its place; leaves anything else as it is.
fn minify(file: &Path) -> Result<()> {
    if file.extension().is_none_or(|extension| extension != "js") {
        return Ok(());
    }
    run(Command::new("node")
        .arg(terser()?)
        .arg(file)
        .args(["--module", "--compress", "--mangle", "--output"])
        .arg(file))
}

/// A script or a sheet without comments that stand on lines of their own, and
/// without indentation. It knows no more of either language than that, so a string
/// must not look like one.
fn strip(source: &str) -> String {
    let mut stripped = String::new();
    let mut in_comment = false;
    for line in source.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            stripped.push_str(line);
            stripped.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    stripped
}

/// The widget's sheets as one file, with the one for what is prerendered.
pub fn styles() -> Result<String> {
    let list = read_text(&root().join(STYLES))?;
    let names = list
        .split("include_str!(\"../../")
        .skip(1)
        .filter_map(|rest| rest.split('"').next());
    let mut sheet = String::new();
    for name in names {
        sheet.push_str(&read_text(&root().join(name))?);
    }
    if sheet.is_empty() {
        return Err(format!("{STYLES} names no style sheet"));
    }
    sheet.push_str(&read_text(&root().join(STILL))?);
    Ok(strip(&sheet))
}

/// A file's hash as an `integrity` attribute has it.
fn hash(file: &Path) -> Result<String> {
    const SCRIPT: &str = "
        const { createHash } = require('crypto');
        const content = require('fs').readFileSync(process.argv[1]);
        console.log('sha256-' + createHash('sha256').update(content).digest('base64'));";
    let printed = output(Command::new("node").args(["-e", SCRIPT, "--"]).arg(file));
    let printed = printed.ok_or_else(|| format!("node could not hash {}", file.display()))?;
    Ok(printed.trim().to_owned())
}

/// The version of the crate.
fn version() -> Result<String> {
    let manifest = read_text(&root().join("Cargo.toml"))?;
    let version = manifest
        .lines()
        .find_map(|line| line.strip_prefix("version = "));
    let version = version.ok_or("Cargo.toml has no version")?;
    Ok(version.trim_matches('"').to_owned())
}

/// `text` with the one place where it has `from`.
fn replace(text: &str, from: &str, to: &str) -> Result<String> {
    match text.matches(from).count() {
        1 => Ok(text.replace(from, to)),
        n => Err(format!("{from} is there {n} times, and should be once")),
    }
}

fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).map_err(|error| format!("{} cannot be read: {error}", file.display()))
}

fn read_text(file: &Path) -> Result<String> {
    String::from_utf8(read(file)?).map_err(|_| format!("{} is no text", file.display()))
}

fn write(to: &Path, name: &str, content: &[u8]) -> Result<()> {
    let file: PathBuf = to.join(name);
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    }
    std::fs::write(&file, content)
        .map_err(|error| format!("{} cannot be written: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_stripped_and_code_is_not() {
        let script =
            "/** What it is. */\n/*\n * More.\n */\nconst a = 1; // here\n\n  // there\n  a;\n";
        assert_eq!(strip(script), "const a = 1; // here\na;\n");
    }

    #[test]
    fn the_modules_are_one() {
        let bundle = bundle().unwrap();
        assert!(bundle.contains("export class Shell"));
        assert_eq!(bundle.matches("export ").count(), 1);
        assert_eq!(
            bundle
                .lines()
                .filter(|line| line.starts_with("import "))
                .count(),
            0
        );
        assert!(styles().unwrap().contains(".backstory"));
    }
}
