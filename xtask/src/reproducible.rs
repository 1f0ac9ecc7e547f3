//! `cargo xtask reproducible`: the published files do not depend on where they are built.

use std::path::{Path, PathBuf};

use crate::files::{copy, files_below, read};
use crate::layout::{output_folder, root};
use crate::process::{Result, cargo, output, run};
use crate::tools::{BUILD, Install, PUBLISH, Tools, say};

/// The folders that it is built in; they differ in length, too.
const FOLDERS: [&str; 2] = ["a", "another"];

/// Builds the published files twice, each time from a copy in another folder that begins
/// without any build, and compares them.
///
/// # Errors
///
/// The files that differ.
pub fn reproducible(install: Install) -> Result<()> {
    Tools::ensure(&[BUILD, PUBLISH].concat(), install)?;
    say(
        "this builds everything twice without anything built before, which takes two to three \
         times as long as `cargo xtask dist`",
    );
    let built = [FOLDERS[0], FOLDERS[1]].map(build);
    let [one, other] = [&built[0], &built[1]].map(|it| it.as_ref().map_err(Clone::clone));
    let (one, other) = (one?, other?);
    let differing = differing(one, other)?;
    if differing.is_empty() {
        let files = files_below(one)?.len();
        say(&format!("the two are equal: {files} files, byte for byte"));
        return Ok(());
    }
    Err(format!(
        "these differ between {} and {}: {}",
        one.display(),
        other.display(),
        differing.join(", ")
    ))
}

/// Copies the project's files, and builds them there; the folder of the published files.
fn build(name: &str) -> Result<PathBuf> {
    let folder = output_folder().join("reproducible").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    let mut git = std::process::Command::new("git");
    git.current_dir(root());
    git.args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    let files = output(&mut git).ok_or("git does not list the project's files")?;
    for file in files.lines().filter(|file| root().join(file).is_file()) {
        copy(&root().join(file), &folder.join(file))?;
    }
    say(&format!("building in {}", folder.display()));
    run(cargo()
        .current_dir(&folder)
        .env_remove("CARGO_TARGET_DIR")
        .args(["xtask", "dist", "--no-install"]))?;
    let dist = folder.join("dist");
    let kept = output_folder()
        .join("reproducible")
        .join([name, "-dist"].concat());
    let _ = std::fs::remove_dir_all(&kept);
    std::fs::rename(&dist, &kept).map_err(|error| error.to_string())?;
    // A second build needs the room.
    let _ = std::fs::remove_dir_all(&folder);
    Ok(kept)
}

/// The files that are not the same in two folders, or are in one alone.
fn differing(one: &Path, other: &Path) -> Result<Vec<String>> {
    let mut files = [files_below(one)?, files_below(other)?].concat();
    files.sort_unstable();
    files.dedup();
    let is_same = |file: &String| {
        let [one, other] = [one, other].map(|folder| read(&folder.join(file)));
        one.is_ok() && one == other
    };
    files.retain(|file| !is_same(file));
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::write;

    #[test]
    fn what_differs_or_is_missing_is_named() {
        let folder = std::env::temp_dir().join(format!("differing-{}", std::process::id()));
        let [one, other] = ["one", "other"].map(|name| folder.join(name));
        for (file, is_in_other) in [("same", Some("1")), ("changed", Some("2")), ("gone", None)] {
            write(&one.join(file), "1").unwrap();
            if let Some(content) = is_in_other {
                write(&other.join(file), content).unwrap();
            }
        }
        write(&other.join("core/new"), "").unwrap();
        assert_eq!(
            differing(&one, &other).unwrap(),
            ["changed", "core/new", "gone"]
        );
        std::fs::remove_dir_all(folder).unwrap();
    }
}
