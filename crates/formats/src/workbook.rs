//! Workbooks of spreadsheet programs (.xlsx, .ods, .xls), by `calamine`: each of their
//! sheets as CSV, which is then read as any other.

use std::io::Cursor;

use calamine::{Data, Reader, open_workbook_auto_from_rs};
use csv::Writer;

/// Whether a file is a workbook, or at least packed as one: a ZIP archive (.xlsx,
/// .ods), or a compound file (.xls).
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0")
}

/// The sheets of a workbook that have something in them, each by its name, as CSV.
/// Dates are as ISO 8601 has them, and whole numbers have no point.
///
/// # Errors
///
/// Why it cannot be read.
pub fn workbook_sheets(bytes: &[u8]) -> Result<Vec<(String, String)>, String> {
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
    fn another_archive_says_so() {
        assert!(!is_workbook(b"name,kind\n"));
        let error = workbook_sheets(b"PK\x03\x04 and nothing more").unwrap_err();
        assert!(error.starts_with("it is not a spreadsheet"), "{error}");
    }
}
