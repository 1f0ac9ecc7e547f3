//! Files as texts: a text as it is, an article of Word's as its paragraphs, and each sheet of
//! a workbook of a spreadsheet program (.xlsx, .ods, .xls; by `calamine`) as CSV, which is then
//! read as any other.

use std::io::Cursor;

use super::Unsupported;
use super::format::detect;
use super::text::{DecodedText, decode_text};
use super::word::word_article;

use calamine::{Data, Reader, open_workbook_auto_from_rs};
use csv::Writer;

/// The texts of a file that somebody hands over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileTexts {
    /// Each with the name that messages call it by: the file's, or that and the sheet's,
    /// `book.xlsx, People`.
    pub texts: Vec<(String, String)>,
    /// What is to be said of how it was read, and the sheets that are none of the dataset's.
    pub notices: Vec<Unsupported>,
}

/// Reads a file, whose name messages have: a text in any encoding, an article of Word's, or a
/// workbook. Of a workbook, the sheets that can be read are taken; all of them where none can,
/// so that it is said why.
///
/// # Errors
///
/// Why it cannot be read, where it is none of these.
pub fn file_texts(name: &str, bytes: &[u8]) -> Result<FileTexts, String> {
    if !is_workbook(bytes) {
        let DecodedText { text, notice } = decode_text(bytes)?;
        return Ok(FileTexts {
            texts: vec![(name.to_owned(), text)],
            notices: notice
                .map(|notice| Unsupported::imported(name, notice))
                .into_iter()
                .collect(),
        });
    }
    if let Some(article) = word_article(bytes) {
        return Ok(FileTexts {
            texts: vec![(name.to_owned(), article)],
            notices: Vec::new(),
        });
    }
    let sheets = workbook_sheets(bytes)?.into_iter();
    let named = sheets.map(|(sheet, text)| ([name, ", ", &sheet].concat(), text));
    Ok(known_sheets(named))
}

/// The sheets that can be read; all where none can.
fn known_sheets(sheets: impl Iterator<Item = (String, String)>) -> FileTexts {
    let (known, others): (Vec<_>, Vec<_>) = sheets.partition(|(_, text)| detect(text).is_ok());
    if known.is_empty() {
        return FileTexts {
            texts: others,
            notices: Vec::new(),
        };
    }
    let message = "none of its lines names columns that are known, and it is skipped";
    let skipped = others.into_iter();
    FileTexts {
        texts: known,
        notices: skipped
            .map(|(name, _)| Unsupported::new(name, message))
            .collect(),
    }
}

/// Whether a file is a workbook, or at least packed as one: a ZIP archive (.xlsx,
/// .ods), or a compound file (.xls).
fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
}

/// The sheets of a workbook that have something in them, each by its name, as CSV.
/// Dates are as ISO 8601 has them, and whole numbers have no point.
///
/// # Errors
///
/// Why it cannot be read.
fn workbook_sheets(bytes: &[u8]) -> Result<Vec<(String, String)>, String> {
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|error| format!("it is not a spreadsheet (.xlsx, .ods, .xls): {error}"))?;
    let mut sheets = Vec::new();
    for name in workbook.sheet_names() {
        let range = workbook
            .worksheet_range(&name)
            .map_err(|error| format!("its sheet \"{name}\" cannot be read: {error}"))?;
        if range.is_empty() {
            continue;
        }
        let mut writer = Writer::from_writer(Vec::new());
        // What is above the first cell counts, too, in the numbers of the lines.
        let first = range.start().map_or(0, |(row, _)| row);
        for _ in 0..first {
            // Writing to memory cannot fail.
            let _ = writer.write_record(vec![""; range.width()]);
        }
        for row in range.rows() {
            let _ = writer.write_record(row.iter().map(cell));
        }
        let text = writer.into_inner().unwrap_or_default();
        sheets.push((name, String::from_utf8(text).unwrap_or_default()));
    }
    if sheets.is_empty() {
        return Err("there is nothing in it".to_owned());
    }
    Ok(sheets)
}

/// A cell as a CSV file has it.
fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute) == (0, 0) {
                date
            } else {
                format!("{date}T{hour:02}:{minute:02}")
            }
        }
        Data::DateTimeIso(text) => {
            let text = text.trim_end_matches("T00:00:00");
            let minutes = text.strip_suffix(":00").filter(|it| it.contains(':'));
            minutes.unwrap_or(text).to_owned()
        }
        Data::Error(_) => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    const BOOK: &[u8] = include_bytes!("../../../tests/cases/11a-book.xlsx");
    const WITH_NOTES: &[u8] = include_bytes!("../../../tests/cases/11c-book-with-notes.xlsx");
    const OPEN_DOCUMENT: &[u8] = include_bytes!("../../../tests/cases/11b-book.ods");

    #[test]
    fn all_sheets_of_a_workbook_are_read_at_once() {
        for bytes in [BOOK, OPEN_DOCUMENT] {
            assert!(is_workbook(bytes));
            let sheets = workbook_sheets(bytes).unwrap();
            let names: Vec<&str> = sheets.iter().map(|(name, _)| &**name).collect();
            assert_eq!(names, ["People", "Events"]);
            // A date, a year as a number, an hour, and a comma within a cell.
            let events = &sheets[1].1;
            assert!(
                events.contains("2018-06-03,\"A visit, at last\""),
                "{events}"
            );
            assert!(events.contains("\n2017,"), "{events}");
            assert!(events.contains("2018-06-04T05:10"), "{events}");
            let texts: Vec<(&str, &str)> =
                sheets.iter().map(|(name, it)| (&**name, &**it)).collect();
            let import = crate::import(&texts).unwrap();
            assert_eq!(import.document.entities.len(), 2);
            assert_eq!(import.document.events.len(), 3);
            assert_eq!(
                import.document.events[0].date.as_deref(),
                Some("2018-06-03")
            );
            assert_eq!(
                import.document.events[2].date.as_deref(),
                Some("2018-06-04T05:10")
            );
        }
    }

    #[test]
    fn a_sheet_of_a_workbook_that_is_none_of_ours_is_skipped_and_named() {
        let read = file_texts("book.xlsx", WITH_NOTES).unwrap();
        let names: Vec<&str> = read.texts.iter().map(|(name, _)| &**name).collect();
        assert_eq!(names, ["book.xlsx, People", "book.xlsx, Events"]);
        let said: Vec<String> = read.notices.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].starts_with("book.xlsx, Notes: "), "{said:?}");
        // Where no sheet is known, it is said of the first why.
        let notes = [
            ("Notes", "Ask the ministry again"),
            ("More", "They said Tuesday"),
        ];
        let notes = notes.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let read = known_sheets(notes.clone().into_iter());
        assert_eq!((&*read.texts, &*read.notices), (&notes[..], &[][..]));
    }

    #[test]
    fn another_archive_says_so() {
        assert!(!is_workbook(b"name,kind\n"));
        let error = workbook_sheets(b"PK\x03\x04 and nothing more").unwrap_err();
        assert!(error.starts_with("it is not a spreadsheet"), "{error}");
    }
}
