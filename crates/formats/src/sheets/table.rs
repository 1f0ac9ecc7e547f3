//! The rows of a sheet, and what their cells hold.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;

use csv::{ReaderBuilder, StringRecord};

use super::super::Unsupported;
use super::super::cells::{parts, split, unescape};
use super::super::english_date::{Reading, YearPair, interpret, year_pair};
use super::columns::{self, column_name, delimiter};
use super::sheet::Sheet;
use crate::{DatingDocument, EvidenceDocument, RevisionDocument, SourceDocument};
use backstory_core::dataset::Date;
use backstory_core::dataset::names::event;
use backstory_core::export::unguard;
use backstory_core::locale::{ENGLISH, describe};

/// A sheet's rows, by the names of its columns.
pub(super) struct Table {
    pub name: String,
    columns: Vec<String>,
    rows: Vec<(u64, StringRecord)>,
    /// Which columns have cells such as `1997-98`, which can only be years.
    years: OnceCell<Vec<bool>>,
    /// The columns of which it was said how such cells are read.
    told_of_pairs: RefCell<BTreeSet<usize>>,
}

impl Table {
    pub fn read(name: &str, sheet: Sheet, text: &str, unsupported: &mut Vec<Unsupported>) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let header = text.lines().next().unwrap_or_default();
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter(header))
            .flexible(true)
            .from_reader(text.as_bytes());
        let columns: Vec<String> = reader
            .headers()
            .map(|header| header.iter().map(column_name).collect())
            .unwrap_or_default();
        let known = sheet.columns();
        for column in &columns {
            if !known.contains(&column.as_str()) && !column.is_empty() {
                let message = [
                    "the column \"",
                    column,
                    "\" is none of ",
                    &known.join(", "),
                    ", and is skipped",
                ];
                unsupported.push(Unsupported::new(name, message.concat()));
            }
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) => {
                    if record.iter().all(|cell| cell.trim().is_empty()) {
                        continue;
                    }
                    let line = record.position().map_or(0, csv::Position::line);
                    let extra = record.iter().skip(columns.len());
                    if extra.into_iter().any(|cell| !cell.trim().is_empty()) {
                        unsupported.push(Unsupported::new(
                            row_name(name, line),
                            "has more cells than the sheet has columns; they are skipped",
                        ));
                    }
                    rows.push((line, record));
                }
                Err(error) => unsupported.push(Unsupported::new(name, error.to_string())),
            }
        }
        Self {
            name: name.to_owned(),
            columns,
            rows,
            years: OnceCell::new(),
            told_of_pairs: RefCell::default(),
        }
    }

    fn has_years(&self, column: usize) -> bool {
        let is_year =
            |cell: Option<&str>| cell.and_then(year_pair).is_some_and(|pair| !pair.is_edtf);
        let years = self.years.get_or_init(|| {
            let rows = || self.rows.iter().map(|(_, row)| row);
            (0..self.columns.len())
                .map(|at| rows().any(|row| is_year(row.get(at))))
                .collect()
        });
        years.get(column).copied().unwrap_or_default()
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, record)| Row {
            table: self,
            line: *line,
            record,
        })
    }
}

/// Dates that a text may mean, as both they and EDTF write them.
fn written_ways(dates: &[Date]) -> String {
    let ways = dates
        .iter()
        .map(|date| [&describe(Some(date), &ENGLISH), " (", date.as_str(), ")"].concat());
    ways.collect::<Vec<String>>().join(" or ")
}

fn row_name(sheet: &str, line: u64) -> String {
    [sheet, ", line ", &line.to_string()].concat()
}

#[derive(Clone, Copy)]
pub(super) struct Row<'t> {
    table: &'t Table,
    line: u64,
    record: &'t StringRecord,
}

impl Row<'_> {
    pub fn name(&self) -> String {
        row_name(&self.table.name, self.line)
    }

    /// The cell of a column; empty where there is none.
    pub fn cell(&self, column: &str) -> String {
        let position = self.table.columns.iter().position(|it| it == column);
        let cell = position.and_then(|at| self.record.get(at));
        unguard(cell.unwrap_or_default()).trim().to_owned()
    }

    /// The same, `None` where it is empty.
    pub fn optional(&self, column: &str) -> Option<String> {
        Some(self.cell(column)).filter(|cell| !cell.is_empty())
    }

    /// A word of a vocabulary, in whatever case a spreadsheet made of it.
    pub fn word(&self, column: &str) -> String {
        self.cell(column).to_lowercase()
    }

    /// A date: EDTF as it is, plain English as EDTF, which is said.
    pub fn date(&self, column: &str, unsupported: &mut Vec<Unsupported>) -> Option<String> {
        let text = self.optional(column)?;
        let place = || [&self.name(), ", ", column].concat();
        let mut say =
            |message: &[&str]| unsupported.push(Unsupported::new(place(), message.concat()));
        if let Some(pair) = year_pair(&text) {
            return Some(self.year_pair(column, &text, pair, &mut say));
        }
        if Date::parse(&text).is_ok() {
            return Some(text);
        }
        match interpret(&text, None) {
            Reading::Date(date) | Reading::Assumed(date) => {
                say(&["\"", &text, "\" is read as ", date.as_str()]);
                Some(date.to_string())
            }
            Reading::Undated => None,
            Reading::Ambiguous(dates) => {
                say(&[
                    "\"",
                    &text,
                    "\" may be ",
                    &written_ways(&dates),
                    "; write one of them",
                ]);
                Some(text)
            }
            Reading::Unknown => Some(text),
        }
    }

    /// A cell such as `2011-12`: a month in EDTF, or two years. The whole
    /// column is read in one way, which is said once: as years where any of its
    /// cells can be nothing else, and as EDTF otherwise.
    fn year_pair(
        &self,
        column: &str,
        text: &str,
        pair: YearPair,
        say: &mut dyn FnMut(&[&str]),
    ) -> String {
        let position = self.table.columns.iter().position(|it| it == column);
        let is_first = position.is_some_and(|at| self.table.told_of_pairs.borrow_mut().insert(at));
        let has_years = position.is_some_and(|at| self.table.has_years(at));
        let month = text.replace(['/', '–'], "-");
        let month = Date::parse(&month).ok();
        let said = month.as_ref().map(|month| describe(Some(month), &ENGLISH));
        match (has_years, &said) {
            (true, Some(said)) => {
                say(&[
                    "\"",
                    text,
                    "\" is read as the years ",
                    &pair.years,
                    ", as others of its column can only be; for ",
                    said,
                    " write \"",
                    said,
                    "\"",
                ]);
                pair.years
            }
            (true, None) => {
                if is_first {
                    let rest = "; the column is read so";
                    say(&["\"", text, "\" is read as the years ", &pair.years, rest]);
                }
                pair.years
            }
            (false, said) => {
                if is_first && let Some(said) = said {
                    say(&[
                        "\"",
                        text,
                        "\" is read as ",
                        said,
                        ", and the column so; for two years write \"",
                        &pair.years,
                        "\"",
                    ]);
                }
                month.map_or_else(|| text.to_owned(), |month| month.to_string())
            }
        }
    }

    pub fn dating(&self) -> Option<DatingDocument> {
        let dating = DatingDocument {
            basis: self.word(columns::DATE_BASIS),
            words: self.cell(columns::DATE_WORDS),
            note: self.cell(columns::DATE_NOTE),
        };
        (dating != DatingDocument::default()).then_some(dating)
    }

    pub fn revision(&self, unsupported: &mut Vec<Unsupported>) -> Option<RevisionDocument> {
        let revision = RevisionDocument {
            status: self.word(event::REVISION),
            date: self.date(columns::REVISION_DATE, unsupported),
            note: self.cell(columns::REVISION_NOTE),
        };
        (revision != RevisionDocument::default()).then_some(revision)
    }

    pub fn evidence(&self) -> Vec<EvidenceDocument> {
        let cell = self.cell(event::EVIDENCE);
        split(&cell).into_iter().map(passage).collect()
    }

    pub fn sources(&self) -> Vec<SourceDocument> {
        let cell = self.cell(event::SOURCES);
        split(&cell).into_iter().map(source).collect()
    }
}

/// `11: first words … last words`; without a number, paragraph 0, of which the
/// decoder complains.
fn passage(text: &str) -> EvidenceDocument {
    let numbered = parts(text, ":").and_then(|(number, rest)| Some((number.parse().ok()?, rest)));
    let (paragraph, words) = numbered.unwrap_or((0, text));
    let ends = parts(words, "…").or_else(|| parts(words, "..."));
    let (start, end) = ends.map_or((words, None), |(start, end)| (start, Some(end)));
    EvidenceDocument {
        paragraph,
        start: unescape(start),
        end: end.map(unescape),
    }
}

/// `Title <link>`, a title, or a link alone.
fn source(text: &str) -> SourceDocument {
    if let Some((title, link)) = parts(text, "<") {
        let url = unescape(link.strip_suffix('>').unwrap_or(link));
        let title = if title.is_empty() {
            url.clone()
        } else {
            unescape(title)
        };
        return SourceDocument {
            title,
            url: Some(url),
        };
    }
    let title = unescape(text);
    let is_link = ["http://", "https://"]
        .iter()
        .any(|scheme| title.starts_with(scheme));
    SourceDocument {
        url: is_link.then(|| title.clone()),
        title,
    }
}
