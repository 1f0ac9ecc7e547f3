//! Fuzz targets: one for each parser, and for each input from outside.
//!
//! A target takes bytes, and panics where something that holds of every input does not
//! hold of these. `cargo xtask fuzz` looks for such bytes with libFuzzer; the test `corpus`
//! runs every target over the files of `fuzz/corpus`, where each find of the past is, and over
//! those of `tests/cases` and `tests/articles`.

mod bytes;
mod dates;
mod documents;
mod imports;
mod json;
mod markup;
mod page_requests;
mod passages;

/// A function that is fuzzed.
pub struct FuzzTarget {
    /// Its name on the command line, and that of its folder in `fuzz/corpus`.
    pub name: &'static str,
    /// What is run over the bytes.
    pub run: fn(&[u8]),
}

const fn target(name: &'static str, run: fn(&[u8])) -> FuzzTarget {
    FuzzTarget { name, run }
}

/// Every target. `xtask/src/fuzz.rs` has the dictionary and the longest input of each.
pub const TARGETS: [FuzzTarget; 14] = [
    target("anchor", passages::anchor),
    target("article", passages::article),
    target("dataset", documents::dataset),
    target("edtf", dates::edtf),
    target("english_date", dates::english_date),
    target("ftm", imports::ftm),
    target("json_loader", json::json_loader),
    target("permalink", page_requests::permalink),
    target("set_filter", page_requests::set_filter),
    target("sheets", imports::sheets),
    target("target_page", markup::target_page),
    target("timeline_js", imports::timeline_js),
    target("typed_date", dates::typed_date),
    target("workbook", imports::workbook),
];

/// The target of a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static FuzzTarget> {
    TARGETS.iter().find(|target| target.name == name)
}
