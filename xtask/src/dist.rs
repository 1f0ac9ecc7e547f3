//! `cargo xtask dist`: the files that a newsroom takes, in one folder.

use std::path::Path;

use crate::build::build;
use crate::compression::brotli_bytes;
use crate::files::{copy, copy_folder, read, read_text, replace_once, write};
use crate::integrity::{integrity_of, write_hashes};
use crate::javascript::{bundle, minify_styles};
use crate::layout::{
    BOUND_WASM, CHANGES, DATA, EDITOR, ELEMENT_MODULE, EXAMPLE, EXAMPLE_PICTURES, FRAME_PAGE,
    FRAME_SCRIPT, FRAMING_SCRIPT, LICENSES, LOADER, LOCALES, NPM, PACKAGE, READER, SCHEMA, SHELL,
    SOURCE, output_folder, page_folder, root,
};
use crate::page::{prerender, styles};
use crate::parts::DEFERRED;
use crate::process::{Result, cargo, output, run};
use crate::sbom::write_bill;
use crate::tools::{BUILD, Install, PUBLISH, Tools, say};

/// The most that the loader may weigh, in bytes after `brotli -q 11`.
const LOADER_BUDGET: u64 = 2048;

/// The most that the script of a page with frames may have, in bytes as it is.
const FRAMING_BUDGET: usize = 1024;

/// What the loader takes from the shell. More would only make it larger.
const SHELL_EXPORTS: [&str; 1] = ["Shell"];

/// Where the loader has the hashes of the files that it fetches.
const SUMS: &str = "const SUMS = {};";

/// Where what reads other formats has the hashes of the readers.
const READER_SUMS: &str = "const READER_SUMS = {};";

/// Where the module of the wasm has the hashes of the deferred parts.
const DEFERRED_SUMS: &str = "const DEFERRED_SUMS = {};";

/// Builds the page, unless `is_built`, and makes the published files of it in `to`.
pub fn dist(install: Install, is_built: bool, to: &Path) -> Result<()> {
    if is_built {
        Tools::ensure(PUBLISH, install)?;
    } else {
        let tools = Tools::ensure(&[BUILD, PUBLISH].concat(), install)?;
        run(&mut build(&tools)?)?;
    }
    publish(to)
}

/// Makes the published files in `to`, of what the last build left.
pub fn publish(to: &Path) -> Result<()> {
    let page = page_folder();
    // Left-overs of another version would be published with this one.
    let _ = std::fs::remove_dir_all(to);

    let integrity = publish_element(&page, to)?;
    copy_folder(&root().join(LOCALES), &to.join("locale"))?;
    publish_frame(to, &integrity)?;
    for name in EDITOR {
        copy(&page.join(name), &to.join(name))?;
    }
    for name in LICENSES {
        copy(&root().join(name), &to.join(name))?;
    }
    copy(&root().join(SCHEMA), &to.join("backstory.schema.json"))?;
    publish_npm(to, &integrity)?;
    write_bill(to, &version()?)?;
    write_hashes(to)?;

    let weight = brotli_bytes(&read(&to.join("backstory.js"))?)?;
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

/// Writes the element's own files, and returns the hash of the loader, which has the
/// hashes of all others.
fn publish_element(page: &Path, to: &Path) -> Result<String> {
    let mut deferred_sums = Vec::new();
    for deferred in &DEFERRED {
        let file = deferred.part.file;
        copy(&page.join(file), &to.join(file))?;
        deferred_sums.push((
            deferred.file_name().to_owned(),
            integrity_of(&to.join(file))?,
        ));
    }

    // What is bundled with hashes in it is written here first.
    let staging = output_folder().join("bundle");
    let module = read_text(&page.join("core").join(ELEMENT_MODULE))?;
    let module = replace_once(
        &module,
        DEFERRED_SUMS,
        &sums("DEFERRED_SUMS", &deferred_sums),
    )?;
    write(&staging.join("core.js"), module)?;
    let core = to.join("core");
    bundle(&staging.join("core.js"), &core.join(ELEMENT_MODULE))?;
    let exports = bundle(&root().join(SHELL), &core.join("shell.js"))?;
    if exports != SHELL_EXPORTS {
        return Err(format!(
            "{SHELL} exports {exports:?}, and should {SHELL_EXPORTS:?}"
        ));
    }
    copy(&page.join("core").join(BOUND_WASM), &core.join(BOUND_WASM))?;
    publish_readers(page, &core, &staging)?;
    write(&staging.join("backstory.css"), styles()?)?;
    minify_styles(&staging.join("backstory.css"), &to.join("backstory.css"))?;

    // Named as the loader names them, from core/.
    let names = [
        "shell.js",
        ELEMENT_MODULE,
        BOUND_WASM,
        "../backstory.css",
        "source.js",
    ];
    let mut first_sums = Vec::new();
    for name in names {
        first_sums.push((name.to_owned(), integrity_of(&core.join(name))?));
    }
    let loader = read_text(&root().join(LOADER))?;
    let loader = replace_once(&loader, SUMS, &sums("SUMS", &first_sums))?;
    write(&staging.join("loader.js"), loader)?;
    bundle(&staging.join("loader.js"), &to.join("backstory.js"))?;
    integrity_of(&to.join("backstory.js"))
}

/// Writes the readers of other formats, which few pages fetch, and the script for them.
fn publish_readers(page: &Path, core: &Path, staging: &Path) -> Result<()> {
    let [module, wasm] = READER;
    bundle(&page.join("core").join(module), &core.join(module))?;
    copy(&page.join("core").join(wasm), &core.join(wasm))?;
    let mut reader_sums = Vec::new();
    for name in READER {
        reader_sums.push((name.to_owned(), integrity_of(&core.join(name))?));
    }
    let source = read_text(&root().join(SOURCE))?;
    let source = replace_once(&source, READER_SUMS, &sums("READER_SUMS", &reader_sums))?;
    write(&staging.join("source.js"), source)?;
    copy(&root().join(CHANGES), &staging.join("changes.js"))?;
    copy(&root().join(DATA), &staging.join("data.js"))?;
    bundle(&staging.join("source.js"), &core.join("source.js"))?;
    Ok(())
}

/// Writes the page of a frame, its script, and the script of the page around it.
fn publish_frame(to: &Path, integrity: &str) -> Result<()> {
    let page = read_text(&root().join(FRAME_PAGE))?;
    let script = "src=\"backstory.js\"";
    let with_hash = format!("{script} integrity=\"{integrity}\"");
    write(
        &to.join("embed.html"),
        replace_once(&page, script, &with_hash)?,
    )?;
    bundle(&root().join(FRAME_SCRIPT), &to.join("core/frame.js"))?;
    let script = to.join("embed.js");
    bundle(&root().join(FRAMING_SCRIPT), &script)?;
    let bytes = read(&script)?.len();
    if bytes > FRAMING_BUDGET {
        return Err(format!(
            "embed.js has {bytes} bytes, and may have {FRAMING_BUDGET}"
        ));
    }
    Ok(())
}

/// Writes what makes the folder an npm package, and its examples.
fn publish_npm(to: &Path, integrity: &str) -> Result<()> {
    let npm = root().join(NPM);
    for name in ["backstory.d.ts", "custom-elements.json"] {
        copy(&npm.join(name), &to.join(name))?;
    }
    let package = read_text(&npm.join("package.json"))?;
    let version = format!("\"version\": \"{}\"", version()?);
    let package = replace_once(&package, "\"version\": \"0.0.0\"", &version)?;
    write(&to.join("package.json"), package)?;

    let example = read_text(&npm.join("example.html"))?;
    let example = replace_once(&example, "{integrity}", integrity)?;
    let data = read_text(&root().join(EXAMPLE))?;
    // In a script element `<` could begin its end.
    let example = replace_once(&example, "{data}", &data.trim().replace('<', "\\u003c"))?;
    write(&to.join("example.html"), example)?;
    write(&to.join("example.json"), data)?;
    copy_folder(&root().join(EXAMPLE_PICTURES), &to.join(EXAMPLE_PICTURES))?;

    let page = read_text(&npm.join("prerendered.html"))?;
    let page = replace_once(&page, "{integrity}", integrity)?;
    write(&to.join("prerendered.html"), page)?;
    prerender(&to.join("prerendered.html"))
}

/// The declaration of a constant of hashes, each by the name of its file.
fn sums(constant: &str, sums: &[(String, String)]) -> String {
    let sums = sums
        .iter()
        .map(|(file, sum)| format!("\"{file}\":\"{sum}\""));
    let sums = sums.collect::<Vec<_>>().join(",");
    format!("const {constant} = {{{sums}}};")
}

/// The version of the product.
pub fn version() -> Result<String> {
    let id = output(cargo().args(["pkgid", "--offline", "--package", PACKAGE]))
        .ok_or_else(|| format!("cargo knows no package {PACKAGE}"))?;
    version_in(&id).ok_or_else(|| format!("\"{id}\" has no version"))
}

/// The version at the end of a package ID specification, `URL#VERSION` or
/// `URL#NAME@VERSION`.
fn version_in(id: &str) -> Option<String> {
    let (_, id) = id.trim().rsplit_once('#')?;
    let version = id.rsplit_once('@').map_or(id, |(_, version)| version);
    version
        .starts_with(|first: char| first.is_ascii_digit())
        .then(|| version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_of_hashes_are_where_they_are_written() {
        let count = |file: &str, constant| {
            let text = read_text(&root().join(file)).unwrap();
            text.matches(constant).count()
        };
        assert_eq!(count(LOADER, SUMS), 1);
        assert_eq!(count(SOURCE, READER_SUMS), 1);
        assert_eq!(count(crate::layout::DEFERRED_LOADER, DEFERRED_SUMS), 1);
        assert_eq!(sums("SUMS", &[]), SUMS);
        let two = [("a", "1"), ("b", "2")].map(|(file, sum)| (file.to_owned(), sum.to_owned()));
        assert_eq!(sums("X", &two), "const X = {\"a\":\"1\",\"b\":\"2\"};");
    }

    #[test]
    fn a_version_is_at_the_end_of_a_package_id() {
        for id in [
            "path+file:///a/b#0.1.0\n",
            "path+file:///a/b#backstory@0.1.0",
        ] {
            assert_eq!(version_in(id).as_deref(), Some("0.1.0"), "{id}");
        }
        assert_eq!(version_in("path+file:///a/b"), None);
        assert!(version().is_ok());
    }
}
