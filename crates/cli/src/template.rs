//! `backstory template FOLDER`

use std::io::Write;
use std::path::Path;

use super::arguments::Arguments;
use super::{CommandError, write};
use backstory_formats::Sheet;

pub(super) const HELP: &str = "\
  template FOLDER                 sheets to fill (CSV), with what belongs in each column
                                  and an example";

pub(super) fn template(arguments: &[String], out: &mut dyn Write) -> Result<u8, CommandError> {
    let arguments = Arguments::read(arguments, &[], &[])?;
    let [folder] = arguments.words.as_slice() else {
        return Err(("template needs one folder".to_owned(), 2));
    };
    let folder = Path::new(folder);
    let failed = |path: &Path, error: std::io::Error| (format!("{}: {error}", path.display()), 1);
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    let files = Sheet::ALL.map(|sheet| (folder.join(sheet.file()), sheet));
    // Somebody may have filled them.
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err((format!("{} is there already", path.display()), 1));
    }
    for (path, sheet) in files {
        std::fs::write(&path, backstory_formats::template(sheet))
            .map_err(|error| failed(&path, error))?;
        write(out, &path.display().to_string())?;
    }
    Ok(0)
}
