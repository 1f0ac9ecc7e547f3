//! What is in the published files: a bill of materials in CycloneDX 1.6.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};

use crate::files::{read_text, write_json};
use crate::layout::{PACKAGE, SHIPPED, root};
use crate::process::{Result, cargo, output};

/// The name of the file, in the form that CycloneDX asks for.
pub const BILL: &str = "backstory.cdx.json";

/// Writes the bill of materials into a folder.
///
/// It lists every crate whose code is in a wasm that is published, and nothing else: what
/// runs while building (macros, build scripts, tools) is not in it, and no package of npm is
/// part of what is published. It has no time and no number by chance, so that two builds
/// have the same.
pub fn write_bill(to: &Path, version: &str) -> Result<()> {
    let metadata = metadata()?;
    let lock = read_text(&root().join("Cargo.lock"))?;
    let bill = bill(&metadata, &shipped()?, &lock, version)?;
    write_json(&to.join(BILL), &bill)
}

fn metadata() -> Result<Value> {
    let mut command = cargo();
    command.args(["metadata", "--format-version", "1", "--offline"]);
    command.args(["--filter-platform", "wasm32-unknown-unknown"]);
    let text = output(&mut command).ok_or("cargo metadata failed")?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

/// The crates that are shipped, each as its name and version.
fn shipped() -> Result<BTreeSet<(String, String)>> {
    let mut crates = BTreeSet::new();
    for package in SHIPPED {
        let mut command = cargo();
        command.args(["tree", "--offline", "--package", package]);
        command.args(["--edges", "normal,no-proc-macro", "--prefix", "none"]);
        command.args(["--target", "wasm32-unknown-unknown"]);
        let tree = output(&mut command).ok_or_else(|| format!("cargo tree of {package} failed"))?;
        crates.extend(tree.lines().filter_map(name_and_version));
    }
    Ok(crates)
}

/// `serde v1.0.0 (*)` as its name and version.
fn name_and_version(line: &str) -> Option<(String, String)> {
    let mut words = line.split(' ');
    let name = words.next()?;
    let version = words.next()?.strip_prefix('v')?;
    Some((name.to_owned(), version.to_owned()))
}

fn bill(
    metadata: &Value,
    shipped: &BTreeSet<(String, String)>,
    lock: &str,
    version: &str,
) -> Result<Value> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages = metadata["packages"].as_array().ok_or("no packages")?;
    let mut components = BTreeMap::new();
    for package in packages {
        let (name, version) = (text(&package["name"]), text(&package["version"]));
        if !shipped.contains(&(name.clone(), version.clone())) {
            continue;
        }
        let purl = format!("pkg:cargo/{name}@{version}");
        let mut component = json!({
            "type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl,
            "licenses": [{"expression": text(&package["license"]).replace('/', " OR ")}],
        });
        if let Some(checksum) = checksum(lock, &name, &version) {
            component["hashes"] = json!([{"alg": "SHA-256", "content": checksum}]);
        }
        if let Some(repository) = package["repository"].as_str() {
            component["externalReferences"] = json!([{"type": "vcs", "url": repository}]);
        }
        components.insert(text(&package["id"]), (purl, component));
    }
    if components.len() != shipped.len() {
        return Err("cargo metadata does not know every crate that is shipped".to_owned());
    }
    let nodes = metadata["resolve"]["nodes"].as_array().ok_or("no graph")?;
    let purl = |id: &Value| components.get(id.as_str()?).map(|(purl, _)| purl.clone());
    let mut dependencies = BTreeMap::new();
    for node in nodes {
        let Some(own) = purl(&node["id"]) else {
            continue;
        };
        let of = node["dependencies"].as_array();
        let of: BTreeSet<String> = of.into_iter().flatten().filter_map(purl).collect();
        dependencies.insert(own, of);
    }
    let dependencies = dependencies
        .into_iter()
        .map(|(own, of)| json!({"ref": own, "dependsOn": of}));
    let components = components.into_values().map(|(_, component)| component);
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {
            "type": "library", "bom-ref": PACKAGE, "name": PACKAGE, "version": version,
        }},
        "components": components.collect::<Vec<_>>(),
        "dependencies": dependencies.collect::<Vec<_>>(),
    }))
}

/// The hash of a crate's archive, which `Cargo.lock` has; a crate of this project has none.
fn checksum<'l>(lock: &'l str, name: &str, version: &str) -> Option<&'l str> {
    let [name, version] =
        [("name", name), ("version", version)].map(|(key, value)| format!("{key} = \"{value}\""));
    let mut entries = lock.split("[[package]]");
    let has = |entry: &str, line: &str| entry.lines().any(|it| it == line);
    let entry = entries.find(|entry| has(entry, &name) && has(entry, &version))?;
    let line = entry
        .lines()
        .find_map(|line| line.strip_prefix("checksum = "))?;
    Some(line.trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_is_known_by_its_line_of_the_tree() {
        let pair = |name: &str, version: &str| Some((name.to_owned(), version.to_owned()));
        assert_eq!(name_and_version("yew v0.23.0 (*)"), pair("yew", "0.23.0"));
        assert_eq!(name_and_version("a v1.0.0 (/b c)"), pair("a", "1.0.0"));
        assert_eq!(name_and_version(""), None);
    }

    #[test]
    fn the_bill_lists_what_is_shipped_with_licences_and_hashes() {
        let lock = read_text(&root().join("Cargo.lock")).unwrap();
        let shipped = shipped().unwrap();
        let bill = bill(&metadata().unwrap(), &shipped, &lock, "1.2.3").unwrap();
        let components = bill["components"].as_array().unwrap();
        assert_eq!(components.len(), shipped.len());
        let find = |name: &str| components.iter().find(|it| it["name"] == name);
        let yew = find("yew").unwrap();
        assert_eq!(yew["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(yew["hashes"][0]["content"].as_str().map(str::len), Some(64));
        assert!(find("backstory-core").is_some());
        // What builds it, and what tests it, is not in it.
        for name in ["syn", "proptest", "backstory-cli", "xtask"] {
            assert!(find(name).is_none(), "{name}");
        }
        for component in components {
            let licence = component["licenses"][0]["expression"].as_str().unwrap();
            assert!(!licence.is_empty(), "{component}");
        }
        assert!(!bill.to_string().contains("file:"));
    }
}
