//! Where things are in the workspace: when a file or a package moves, this is the
//! only file of xtask to change.

use std::path::{Path, PathBuf};

/// The project's folder.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

// ------------------------------------------------------------------ sources

/// The element's small script, which fetches everything else.
pub const LOADER: &str = "crates/element/js/backstory.js";

/// The entry of the element's other scripts, which it imports.
pub const SHELL: &str = "crates/element/js/shell.js";

/// What reads other formats than the dataset, and looks for a newer one.
pub const SOURCE: &str = "crates/element/js/source.js";

/// What it imports.
pub const CHANGES: &str = "crates/element/js/changes.js";

/// What reads datasets, of which it imports something too.
pub const DATA: &str = "crates/element/js/data.js";

/// The module and the wasm that Trunk makes of the readers of other formats, in `core/`.
pub const READER: [&str; 2] = ["reader.js", "reader_bg.wasm"];

/// The page of a frame that shows the element alone.
pub const FRAME_PAGE: &str = "crates/element/embed.html";

/// The frame's own script.
pub const FRAME_SCRIPT: &str = "crates/element/js/frame.js";

/// The script of a page that has such frames.
pub const FRAMING_SCRIPT: &str = "crates/element/js/embed.js";

/// What fetches the deferred parts of the wasm; it is written into the module that
/// wasm-bindgen makes.
pub const DEFERRED_LOADER: &str = "crates/element/js/deferred.js";

/// The file that lists the widget's style sheets, each by `include_str!`.
pub const STYLE_LIST: &str = "src/styles.rs";

/// The sheet of prerendered pages, which the wasm has no use for.
pub const PRERENDERED_STYLES: &str = "styles/prerendered.css";

/// What goes into the npm package as it is, or as a template.
pub const NPM: &str = "npm";

/// The messages in each language.
pub const LOCALES: &str = "crates/core/locale";

/// The dataset's JSON Schema.
pub const SCHEMA: &str = "data/schema.json";

/// The dataset of the demo.
pub const EXAMPLE: &str = "data/rwanda.json";

/// The pictures of that story, where its addresses have them.
pub const EXAMPLE_PICTURES: &str = "data/rwanda";

pub const LICENSES: [&str; 3] = ["LICENSE", "LICENSE-APACHE", "LICENSE-MIT"];

/// The editor, a page on which datasets are made, as it is built.
pub const EDITOR: [&str; 5] = [
    "desk.html",
    "desk.js",
    "desk.css",
    "desk/desk.js",
    "desk/desk_bg.wasm",
];

/// The comparison with other products, in one browser run.
pub const PEERS: &str = "benches/peers";

/// The tests of the page's scripts, with what they need from npm.
pub const PAGE_TESTS: &str = "tests/page";

/// The fuzz targets, their corpus and their dictionaries.
pub const FUZZ: &str = "fuzz";

/// How many instructions each hot path of the engine took when that was accepted.
pub const ACCEPTED_INSTRUCTIONS: &str = "benches/instructions.json";

/// The pictures of the README and the docs.
pub const PICTURES: &str = "docs/pictures";

// ----------------------------------------------------------------- packages

/// The product's package, whose version is the version of what is published.
pub const PACKAGE: &str = "backstory";

/// The files of the core whose tests are tested: globs below `crates/core/src`.
pub const MUTATED: [&str; 3] = [
    "query/*.rs",
    "dataset/event_order/*.rs",
    "dataset/date/read.rs",
];

/// The packages whose wasm is published.
pub const SHIPPED: [&str; 3] = ["backstory-element", "backstory-reader", "backstory-desk"];

/// Cargo's selection of the command line.
pub const COMMAND_LINE: &[&str] = &["--package", "backstory-cli", "--bin", "backstory"];

/// Cargo's selection of everything that clippy reads natively.
pub const NATIVE: &[&str] = &["--workspace", "--all-targets"];

/// Cargo's selections of what clippy reads for wasm, each with the name of its step.
pub const WASM: &[(&str, &[&str])] = &[
    ("clippy, wasm", &["--lib", "--test", "web"]),
    ("clippy, the element", &["--package", "backstory-element"]),
    ("clippy, the reader", &["--package", "backstory-reader"]),
    ("clippy, the editor", &["--package", "backstory-desk"]),
];

/// Cargo's selection of the native tests.
pub const NATIVE_TESTS: &[&str] = &["--workspace"];

/// Cargo's selection of the component tests, which run in a browser.
pub const COMPONENT_TESTS: &[&str] = &["--test", "web"];

/// Cargo's selection of the browser journeys.
pub const JOURNEYS: &[&str] = &["--package", "backstory-e2e"];

/// Cargo's selection of the engine by itself, for the bench.
pub const ENGINE: &[&str] = &["--package", "backstory-bench-engine"];

/// What cargo makes of [`ENGINE`].
pub const ENGINE_WASM: &str = "backstory_bench_engine.wasm";

/// What cargo makes of the element, by its file's name.
pub const ELEMENT_WASM: &str = "backstory_element.wasm";

/// The module that wasm-bindgen makes of [`ELEMENT_WASM`].
pub const ELEMENT_MODULE: &str = "backstory-element.js";

/// The wasm that wasm-bindgen makes of [`ELEMENT_WASM`], beside its module.
pub const BOUND_WASM: &str = "backstory-element_bg.wasm";

// ------------------------------------------------------------------- output

/// What xtask makes, apart from `dist/`.
pub fn output_folder() -> PathBuf {
    root().join("target").join("xtask")
}

/// The page as Trunk builds it for readers.
pub fn page_folder() -> PathBuf {
    output_folder().join("dist")
}

/// The element's wasm as the release build of the page leaves it, uncut and with names.
pub fn built_wasm() -> PathBuf {
    root()
        .join("target/wasm32-unknown-unknown/release")
        .join(ELEMENT_WASM)
}

/// The bundled pages of frameworks, for journeys.
pub fn framework_pages() -> PathBuf {
    output_folder().join("pages")
}

/// The published files that the tests and `size` look at.
pub fn package_folder() -> PathBuf {
    output_folder().join("package")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_is_there() {
        let files = [
            LOADER,
            SHELL,
            SOURCE,
            CHANGES,
            DATA,
            FRAME_PAGE,
            FRAME_SCRIPT,
            FRAMING_SCRIPT,
            DEFERRED_LOADER,
            STYLE_LIST,
            PRERENDERED_STYLES,
            SCHEMA,
            EXAMPLE,
            ACCEPTED_INSTRUCTIONS,
        ];
        for name in files.into_iter().chain(LICENSES) {
            assert!(root().join(name).is_file(), "{name} is not there");
        }
        for name in [
            NPM,
            LOCALES,
            PAGE_TESTS,
            PEERS,
            FUZZ,
            PICTURES,
            EXAMPLE_PICTURES,
        ] {
            assert!(root().join(name).is_dir(), "{name} is not there");
        }
    }
}
