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

/// A line that may be the header.
struct HeaderLine<'t> {
    /// Its number, from 1.
    number: u64,
    line: &'t str,
    /// Where it begins, in bytes.
    start: usize,
    /// What separates its cells.
    delimiter: u8,
}

/// The lines that may be the header, without blank ones.
fn header_lines<'t>(text: &'t str, starts: &'t LineStarts) -> Vec<HeaderLine<'t>> {
    let mut named = None;
    let mut found = Vec::new();
    let lines = starts.lines(text).zip(1..).take(MAX_LINES_BEFORE_HEADER);
    for ((start, line), number) in lines {
        if number == 1 {
            named = named_delimiter(line);
            if named.is_some() {
                continue;
            }
        }
        if !line.trim_matches([',', ';', '\t', ' ', '"']).is_empty() {
            found.push(HeaderLine {
                number,
                line,
                start,
                delimiter: named.unwrap_or_else(|| delimiter(line)),
            });
        }
    }
    found
}

/// Finds the sheet in a text: the first line that names two columns or more, else the
/// first line of all if it names one, else the first that a table of anything begins with.
pub(super) fn layout(text: &str) -> Option<SheetLayout> {
    let starts = LineStarts::of(text);
    let header_lines = header_lines(text, &starts);
    let rest = |header: &HeaderLine| text.get(header.start..).unwrap_or_default();
    let plain_of = |header: &HeaderLine| plain_sheet(rest(header), header.delimiter);
    let (at, sheet, plain) = match named(&header_lines, rest) {
        Some((at, sheet, names)) => {
            let plain = header_lines
                .get(at)
                .filter(|_| lacks_columns(sheet, &names));
            (at, sheet, plain.and_then(plain_of))
        }
        None => header_lines.iter().enumerate().find_map(|(at, header)| {
            let plain = plain_of(header)?;
            Some((at, SheetType::Own(plain.sheet), Some(plain)))
        })?,
    };
    let header = header_lines.get(at)?;
    let skipped = header_lines.iter().take(at);
    Some(SheetLayout {
        sheet: plain
            .as_ref()
            .map_or(sheet, |plain| SheetType::Own(plain.sheet)),
        delimiter: header.delimiter,
        header: header.start,
        skipped: skipped.map(|it| (it.number, it.line.to_owned())).collect(),
        plain,
    })
}

/// The header that names columns, its sheet, and the names.
fn named<'t>(
    header_lines: &[HeaderLine<'t>],
    rest: impl Fn(&HeaderLine<'t>) -> &'t str,
) -> Option<(usize, SheetType, Vec<String>)> {
    let mut first = None;
    for (at, header) in header_lines.iter().enumerate() {
        let names = header_names(rest(header), header.delimiter);
        match sheet_of(&names) {
            Some((sheet, known)) if known >= 2 => return Some((at, sheet, names)),
            // A single name may be a line of prose; but not where it comes first.
            Some((sheet, _)) if at == 0 => first = Some((at, sheet, names)),
            _ => {}
        }
    }
    first
}

/// Whether a sheet lacks a column without which none of its rows is a record.
fn lacks_columns(sheet: SheetType, names: &[String]) -> bool {
    let has = |column: &'static str| {
        let is_it =
            |name: &String| name == column || column_of_other_name(name, &[column]) == Some(column);
        names.iter().any(is_it)
    };
    match sheet {
        SheetType::Own(Sheet::Events) => !has(event::TITLE),
        SheetType::Own(Sheet::Relationships) => {
            !(has(relationship::SUBJECT) && has(relationship::OBJECT))
        }
        _ => false,
    }
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
