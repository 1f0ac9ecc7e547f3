//! Bundling and minifying what is published, by esbuild.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::files::read_text;
use crate::process::{Result, run};
use crate::tools::esbuild;

/// The oldest JavaScript that the output may need: the newest that the sources use.
const TARGET: &str = "es2022";

/// Makes one minified module of a script and of everything that it imports, and returns
/// the names of its exports.
///
/// # Errors
///
/// Where the module would still import another one.
pub fn bundle(entry: &Path, to: &Path) -> Result<Vec<String>> {
    let metafile = crate::layout::output_folder().join("bundle/metafile.json");
    run(esbuild_command(entry, to)?
        .args(["--bundle", "--format=esm"])
        .arg(format!("--target={TARGET}"))
        .arg(format!("--metafile={}", metafile.display())))?;
    exports(&read_text(&metafile)?)
        .map_err(|error| format!("{} cannot be published: {error}", entry.display()))
}

/// Minifies a style sheet.
pub fn minify_styles(sheet: &Path, to: &Path) -> Result<()> {
    run(&mut esbuild_command(sheet, to)?)
}

fn esbuild_command(from: &Path, to: &Path) -> Result<Command> {
    let mut command = esbuild()?;
    command
        .arg(from)
        // Modules and sheets are UTF-8; escapes would only make them longer.
        .args(["--minify", "--charset=utf8", "--legal-comments=none"])
        .args(["--log-level=warning", "--allow-overwrite"])
        .arg(format!("--outfile={}", to.display()));
    Ok(command)
}

/// The exports of the one module that esbuild's metafile tells of, which must import
/// nothing.
fn exports(metafile: &str) -> Result<Vec<String>> {
    let metafile: Value = serde_json::from_str(metafile).map_err(|error| error.to_string())?;
    let outputs = metafile["outputs"].as_object();
    let output = outputs
        .filter(|outputs| outputs.len() == 1)
        .and_then(|outputs| outputs.values().next())
        .ok_or("esbuild did not write one file")?;
    let imports = output["imports"].as_array().ok_or("no list of imports")?;
    if let Some(import) = imports.first() {
        return Err(format!("it still imports {}", import["path"]));
    }
    let exports = output["exports"].as_array().ok_or("no list of exports")?;
    let names = exports.iter().filter_map(Value::as_str);
    Ok(names.map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_is_one_file_that_imports_nothing() {
        let file = |imports: &str| {
            format!(r#"{{"outputs":{{"a.js":{{"imports":[{imports}],"exports":["Shell"]}}}}}}"#)
        };
        assert_eq!(exports(&file("")), Ok(vec!["Shell".to_owned()]));
        let error = exports(&file(r#"{"path":"./b.js","external":true}"#)).unwrap_err();
        assert!(error.contains("./b.js"), "{error}");
        assert!(exports(r#"{"outputs":{}}"#).is_err());
        assert!(exports("").is_err());
    }
}
