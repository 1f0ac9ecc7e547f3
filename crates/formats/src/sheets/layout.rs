//! Where in a CSV text the sheet is: its separator, its header, and what stands
//! before it.

use std::borrow::Cow;

use csv::{ReaderBuilder, StringRecord};

use super::columns::{column_name, column_of_other_name};
use super::plain::{PlainSheet, plain_sheet};
use super::sheet::Sheet;
use super::timeline_columns;
use backstory_core::dataset::names::{event, relationship};

/// How many lines may stand before the header.
const MAX_LINES_BEFORE_HEADER: usize = 20;

/// Which kind of sheet a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetType {
    /// One of the dataset's own.
    Own(Sheet),
    /// The spreadsheet of Knight Lab, from which TimelineJS makes a timeline.
    TimelineJs,
}

/// Where a sheet is in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SheetLayout {
    pub sheet: SheetType,
    /// What separates its cells.
    pub delimiter: u8,
    /// Where its header begins, in bytes.
    pub header: usize,
    /// The lines before the header that are not blank, with their numbers.
    pub skipped: Vec<(u64, String)>,
    /// How it is read, where nobody prepared it.
    pub plain: Option<PlainSheet>,
}

/// The starts of the lines of a text, in bytes. Lines end with CR, LF or both.
#[derive(Clone, Debug, Default)]
pub(super) struct LineStarts(Vec<usize>);

impl LineStarts {
    pub fn of(text: &str) -> Self {
        let mut starts = vec![0];
        let mut bytes = text.bytes().enumerate().peekable();
        while let Some((at, byte)) = bytes.next() {
            let is_pair = byte == b'\r' && matches!(bytes.peek(), Some((_, b'\n')));
            if !is_pair && matches!(byte, b'\r' | b'\n') {
                starts.push(at + 1);
            }
        }
        Self(starts)
    }

    /// The number, from 1, of the line in which a byte stands.
    pub fn line(&self, at: usize) -> u64 {
        self.0.partition_point(|start| *start <= at) as u64
    }

    /// The lines with their starts, without their ends.
    fn lines<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
        let ends = self.0.iter().skip(1).copied().chain([text.len()]);
        self.0.iter().zip(ends).filter_map(|(start, end)| {
            let line = text.get(*start..end)?;
            Some((*start, line.trim_end_matches(['\r', '\n'])))
        })
    }
}

/// A text whose lines all end with CR alone, as old spreadsheets save it, with
/// LF: the positions stay.
pub(super) fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if text.contains('\r') && !text.contains('\n') {
        text.replace('\r', "\n").into()
    } else {
        text.into()
    }
}

/// Finds the sheet in a text: the first line that names two columns or more,
/// else the first that names one, else the first that a table begins with.
pub(super) fn layout(text: &str) -> Option<SheetLayout> {
    let Some(found) = named_layout(text) else {
        return plain_layout(text);
    };
    let sheet = text.get(found.header..).unwrap_or_default();
    if !lacks_columns(&found, sheet) {
        return Some(found);
    }
    let plain = plain_sheet(sheet, found.delimiter);
    Some(SheetLayout {
        sheet: plain
            .as_ref()
            .map_or(found.sheet, |plain| SheetType::Own(plain.sheet)),
        plain,
        ..found
    })
}

/// Whether a sheet lacks a column without which none of its rows is a record.
fn lacks_columns(layout: &SheetLayout, sheet: &str) -> bool {
    let names = header_names(sheet, layout.delimiter);
    let has = |column: &'static str| {
        let is_it =
            |name: &String| name == column || column_of_other_name(name, &[column]) == Some(column);
        names.iter().any(is_it)
    };
    match layout.sheet {
        SheetType::Own(Sheet::Events) => !has(event::TITLE),
        SheetType::Own(Sheet::Relationships) => {
            !(has(relationship::SUBJECT) && has(relationship::OBJECT))
        }
        _ => false,
    }
}

/// The sheet in a text none of whose lines names a column.
fn plain_layout(text: &str) -> Option<SheetLayout> {
    let starts = LineStarts::of(text);
    let mut lines = starts
        .lines(text)
        .filter(|(_, line)| !line.trim().is_empty());
    let (mut header, mut line) = lines.next()?;
    let named = named_delimiter(line);
    if named.is_some() {
        (header, line) = lines.next()?;
    }
    let delimiter = named.unwrap_or_else(|| delimiter(line));
    let plain = plain_sheet(text.get(header..)?, delimiter)?;
    Some(SheetLayout {
        sheet: SheetType::Own(plain.sheet),
        delimiter,
        header,
        skipped: Vec::new(),
        plain: Some(plain),
    })
}

fn named_layout(text: &str) -> Option<SheetLayout> {
    let starts = LineStarts::of(text);
    let mut named = None;
    let mut skipped = Vec::new();
    let mut first = None;
    let lines = starts.lines(text).enumerate().take(MAX_LINES_BEFORE_HEADER);
    for (index, (start, line)) in lines {
        if index == 0
            && let Some(delimiter) = named_delimiter(line)
        {
            named = Some(delimiter);
            continue;
        }
        let delimiter = named.unwrap_or_else(|| delimiter(line));
        let names = header_names(text.get(start..).unwrap_or_default(), delimiter);
        // A single name may be a line of prose; but not where it comes first.
        if let Some((sheet, known)) = sheet_of(&names)
            && (known >= 2 || (skipped.is_empty() && first.is_none()))
        {
            let layout = SheetLayout {
                sheet,
                delimiter,
                header: start,
                skipped: skipped.clone(),
                plain: None,
            };
            if known >= 2 {
                return Some(layout);
            }
            first = Some(layout);
        }
        if !line.trim_matches([',', ';', '\t', ' ', '"']).is_empty() {
            skipped.push((index as u64 + 1, line.to_owned()));
        }
    }
    first
}

/// The separator of a first line such as `sep=;`, which Excel reads.
fn named_delimiter(line: &str) -> Option<u8> {
    let line = line.trim_matches('"');
    let start = line.get(..4)?;
    match line.as_bytes().get(4..)? {
        [delimiter, rest @ ..]
            if start.eq_ignore_ascii_case("sep=")
                && delimiter.is_ascii()
                && rest.iter().all(|byte| b",;\t \"".contains(byte)) =>
        {
            Some(*delimiter)
        }
        _ => None,
    }
}

/// What separates the cells of a line: what it has most of.
fn delimiter(line: &str) -> u8 {
    let count = |mark: u8| line.bytes().filter(|byte| *byte == mark).count();
    let mut best = b',';
    for mark in [b';', b'\t', b'|'] {
        if count(mark) > count(best) {
            best = mark;
        }
    }
    best
}

/// The names of the columns, where a text begins with its header.
fn header_names(text: &str, delimiter: u8) -> Vec<String> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) => record.iter().map(column_name).collect(),
        _ => Vec::new(),
    }
}

/// The sheet that has these columns, and how many of them it knows.
fn sheet_of(names: &[String]) -> Option<(SheetType, usize)> {
    if timeline_columns::is_header(names) {
        return Some((SheetType::TimelineJs, 2));
    }
    let sheet = Sheet::of_columns(names)?;
    let columns = sheet.columns();
    let known = names.iter().filter(|name| {
        columns.contains(&name.as_str()) || column_of_other_name(name, columns).is_some()
    });
    Some((SheetType::Own(sheet), known.count()))
}
