//! The rows of a sheet, and the values of their cells.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};

use csv::{ReaderBuilder, StringRecord};
use serde_json::Value as Json;

use super::super::Unsupported;
use super::super::cells::{parts, split, unescape};
use super::super::english_date::{Interpretation, YearPair, interpret_cell, year_pair};
use super::super::html::reduce;
use super::super::ids::{IdAllocator, slug};
use super::super::json_number::parsed_number;
use super::super::media;
use super::super::text::without_mark;
use super::columns::{self, column_name, column_of_other_name};
use super::layout::{LineStarts, SheetLayout, SheetType, layout, with_line_feeds};
use super::own_field::{DateOrder, column_type, date_order, declared_values};
use super::plain::{LINK, PartyLink, PlainSheet};
use super::sheet::{Sheet, field_column};
use super::timeline_columns;
use super::words::vocabulary_word;
use crate::{
    DatingDocument, Document, EvidenceDocument, FieldDocument, FieldValuesDocument, KindDocument,
    KindsDocument, MediaDocument, RevisionDocument, SourceDocument,
};
use backstory_core::dataset::names::event;
use backstory_core::dataset::{
    Date, EntityKind, EventKind, FieldType, NO, RecordType, RelationshipKind, YES, nearest_word,
};
use backstory_core::export::unguard;
use backstory_core::locale::{ENGLISH, describe};

/// What the name of a column begins with that would be taken for another one.
const OWN_PREFIX: &str = "own_";

/// A sheet's rows, by the names of its columns.
pub(super) struct Table {
    pub name: String,
    sheet: SheetType,
    /// Where the columns of each name are.
    positions: HashMap<String, Vec<usize>>,
    rows: Vec<(u64, StringRecord)>,
    /// The rows as sentences, in their own words, where passages are to be theirs and the
    /// sheet has none.
    as_written: Vec<String>,
    /// How it is read, where nobody prepared it.
    plain: Option<PlainSheet>,
    /// What its columns are called in it.
    names: Vec<String>,
    /// Which columns have cells such as `1997-98`, which can only be years.
    years: OnceCell<Vec<bool>>,
    /// The columns of which it was said how such cells are read.
    told_of_pairs: RefCell<BTreeSet<usize>>,
    /// In which order each column has the day and the month, where that was looked for.
    date_orders: RefCell<HashMap<usize, Option<DateOrder>>>,
    /// The fields that columns of its own are, whose values the rows have.
    own_fields: Vec<FieldDocument>,
    /// All fields that it has columns of.
    fields: Vec<FieldColumn>,
}

/// A field that a sheet has a column of.
struct FieldColumn {
    id: String,
    column: String,
    value_type: Option<FieldType>,
}

impl Table {
    pub fn read(
        name: &str,
        sheet: SheetType,
        text: &str,
        fields: &[FieldDocument],
        unsupported: &mut Vec<Unsupported>,
    ) -> Self {
        let text = with_line_feeds(without_mark(text));
        let SheetLayout {
            delimiter,
            header,
            skipped,
            plain,
            ..
        } = layout(&text).unwrap_or(SheetLayout {
            sheet,
            delimiter: b',',
            header: 0,
            skipped: Vec::new(),
            plain: None,
        });
        for (line, words) in skipped {
            let message = [
                "stands before the names of the columns, and is skipped: \"",
                &shortened(&words),
                "\"",
            ];
            unsupported.push(Unsupported::new(row_name(name, line), message.concat()));
        }
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(text.as_bytes().get(header..).unwrap_or_default());
        let names: Vec<String> = reader
            .headers()
            .map(|header| header.iter().map(|it| it.trim().to_owned()).collect())
            .unwrap_or_default();
        let mut columns: Vec<String> = names.iter().map(|name| column_name(name)).collect();
        for (at, meant) in plain.iter().flat_map(|plain| &plain.columns) {
            // Another column of that name is one of the sheet's own.
            for (other, column) in columns.iter_mut().enumerate() {
                if other != *at && column == meant {
                    column.insert_str(0, OWN_PREFIX);
                }
            }
            if let (Some(column), Some(header)) = (columns.get_mut(*at), names.get(*at))
                && column != meant
            {
                let message = ["the column \"", header, "\" is read as ", meant].concat();
                unsupported.push(Unsupported::imported(name, message));
                (*meant).clone_into(column);
            }
        }
        let known: &[&'static str] = match sheet {
            SheetType::Own(sheet) => sheet.columns(),
            SheetType::TimelineJs => &timeline_columns::COLUMNS,
        };
        let of_fields = fields.iter().filter(|field| is_of(sheet, field));
        let of_fields: Vec<String> = of_fields.map(|it| field_column(&it.id)).collect();
        let unknown = name_columns(name, known, &of_fields, &mut columns, unsupported);
        let starts = LineStarts::of(&text);
        let mut rows = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) => {
                    if record.iter().all(|cell| cell.trim().is_empty()) {
                        continue;
                    }
                    let at = record.position().map_or(0, csv::Position::byte);
                    let line = starts.line(first_byte(&text, header, at));
                    if let Some(comment) = comment(&record) {
                        let message =
                            ["a comment, which is skipped: \"", &shortened(comment), "\""];
                        unsupported.push(Unsupported::new(row_name(name, line), message.concat()));
                        continue;
                    }
                    let is_filled = |cell: &str| !cell.trim().is_empty();
                    if record.iter().skip(columns.len()).any(is_filled) {
                        unsupported.push(Unsupported::new(
                            row_name(name, line),
                            "has more cells than the sheet has columns; they are skipped",
                        ));
                    }
                    for (cell, column) in record.iter().zip(&columns) {
                        if column.is_empty() && is_filled(cell) {
                            let message = [
                                "stands in a column without a name, and is skipped: \"",
                                &shortened(cell),
                                "\"",
                            ];
                            unsupported
                                .push(Unsupported::new(row_name(name, line), message.concat()));
                        }
                    }
                    rows.push((line, record));
                }
                Err(error) => unsupported.push(Unsupported::new(name, error.to_string())),
            }
        }
        // Before its cells become values in the document's own notation.
        let lacks_passages = matches!(sheet, SheetType::Own(sheet) if sheet.has_passages())
            && !columns.iter().any(|column| column == event::EVIDENCE);
        let as_written: Vec<String> = if lacks_passages {
            rows.iter().map(|(_, row)| written(&names, row)).collect()
        } else {
            Vec::new()
        };
        let own_fields = match sheet {
            SheetType::Own(sheet) => own_fields(
                name,
                sheet,
                fields,
                &unknown,
                (&names, &mut columns, &mut rows),
                delimiter == b';',
                unsupported,
            ),
            SheetType::TimelineJs => {
                for at in unknown {
                    tell_of_unknown(name, known, &columns, at, unsupported);
                }
                Vec::new()
            }
        };
        tell_of_double_cells(name, &columns, &rows, unsupported);
        let mut positions: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, column) in columns.into_iter().enumerate() {
            positions.entry(column).or_default().push(at);
        }
        let field_columns = fields.iter().chain(&own_fields).filter_map(|field| {
            let column = field_column(&field.id);
            let is_here = is_of(sheet, field) && positions.contains_key(&column);
            is_here.then(|| FieldColumn {
                id: field.id.clone(),
                column,
                value_type: FieldType::parse(&field.value_type),
            })
        });
        Self {
            fields: field_columns.collect(),
            own_fields,
            name: name.to_owned(),
            sheet,
            plain,
            names,
            positions,
            rows,
            as_written,
            years: OnceCell::new(),
            told_of_pairs: RefCell::default(),
            date_orders: RefCell::default(),
        }
    }

    fn has_years(&self, column: usize) -> bool {
        let is_year =
            |cell: Option<&str>| cell.and_then(year_pair).is_some_and(|pair| !pair.is_edtf);
        let years = self.years.get_or_init(|| {
            let rows = || self.rows.iter().map(|(_, row)| row);
            (0..=self
                .positions
                .values()
                .flatten()
                .copied()
                .max()
                .unwrap_or_default())
                .map(|at| rows().any(|row| is_year(row.get(at))))
                .collect()
        });
        years.get(column).copied().unwrap_or_default()
    }

    fn date_order(&self, column: usize) -> Option<DateOrder> {
        let mut known = self.date_orders.borrow_mut();
        *known.entry(column).or_insert_with(|| {
            let cells = self.rows.iter().filter_map(|(_, row)| row.get(column));
            date_order(cells.map(str::trim))
        })
    }

    /// Whether it has a column.
    pub fn has(&self, column: &str) -> bool {
        self.positions.contains_key(column)
    }

    /// What its rows say of two parties, where they do not say it themselves.
    pub fn link(&self) -> PartyLink {
        self.plain.as_ref().map_or(LINK, |plain| plain.link)
    }

    /// What the name of a column says that they have done.
    pub fn predicate(&self) -> Option<&str> {
        self.plain.as_ref()?.predicate.as_deref()
    }

    /// What a column that is known by another name is called in the sheet.
    pub fn header(&self, column: &str) -> Option<&str> {
        let plain = self.plain.as_ref()?;
        let (at, _) = plain.columns.iter().find(|(_, it)| *it == column)?;
        self.names.get(*at).map(String::as_str)
    }

    /// The fields that columns of its own are.
    pub fn own_fields(&self) -> &[FieldDocument] {
        &self.own_fields
    }

    pub fn rows(&self) -> impl Iterator<Item = SheetRow<'_>> {
        let rows = self.rows.iter().enumerate();
        rows.map(|(index, (line, record))| SheetRow {
            table: self,
            index,
            line: *line,
            record,
        })
    }
}

/// The kinds that every story has.
const fn built_in_kinds(list: RecordType) -> &'static [&'static str] {
    match list {
        RecordType::Entity => EntityKind::WORDS,
        RecordType::Event => EventKind::WORDS,
        RecordType::Relationship => RelationshipKind::WORDS,
    }
}

/// Whether a word is none of the kinds of a list, and no slip of one. `prepared` are those
/// of a sheet of kinds; what rows make kinds of is nothing that a word can be a slip of:
/// "import" is not "export".
fn is_new_kind(word: &str, list: RecordType, prepared: &KindsDocument) -> bool {
    let declared = prepared.lists().into_iter().filter(|(it, _)| *it == list);
    let declared = declared.flat_map(|(_, kinds)| kinds.iter().map(|kind| kind.id.as_str()));
    let built_in = built_in_kinds(list).iter().copied();
    let known: Vec<&str> = built_in.chain(declared).collect();
    !slug(word).is_empty() && !known.contains(&word) && nearest_word(word, &known).is_none()
}

/// The id of a kind of a document, which is declared where it is not yet.
pub(super) fn declare_kind(
    document: &mut Document,
    list: RecordType,
    id: &str,
    name: &str,
) -> String {
    if built_in_kinds(list).contains(&id) {
        return id.to_owned();
    }
    let kinds = document.kinds.get_or_insert_default().of_mut(list);
    if !kinds.iter().any(|kind| kind.id == id) {
        kinds.push(KindDocument {
            id: id.to_owned(),
            name: name.to_owned(),
            directed: None,
        });
    }
    id.to_owned()
}

/// Whether the rows of a sheet may have a value of a field.
fn is_of(sheet: SheetType, field: &FieldDocument) -> bool {
    match sheet {
        SheetType::Own(sheet) => sheet.list().is_some_and(|list| list.list() == field.of),
        SheetType::TimelineJs => false,
    }
}

/// Gives columns that have another name than the sheet's own that one, and says
/// which have one name. Returns those that are not known.
fn name_columns(
    name: &str,
    known: &[&'static str],
    fields: &[String],
    columns: &mut [String],
    unsupported: &mut Vec<Unsupported>,
) -> Vec<usize> {
    let mut unknown = Vec::new();
    let own: Vec<String> = columns.to_vec();
    for (at, column) in columns.iter_mut().enumerate() {
        if column.is_empty() || known.contains(&column.as_str()) || fields.contains(column) {
            continue;
        }
        let meant = column_of_other_name(column, known);
        match meant.filter(|meant| !own.iter().any(|it| it == meant)) {
            Some(meant) => {
                let message = ["the column \"", column, "\" is read as ", meant].concat();
                unsupported.push(Unsupported::imported(name, message));
                *column = meant.to_owned();
            }
            None => {
                let is_it = |field: &&String| {
                    field.strip_prefix(columns::FIELD_PREFIX) == Some(column.as_str())
                };
                match fields.iter().find(is_it) {
                    Some(field) => field.clone_into(column),
                    None => unknown.push(at),
                }
            }
        }
    }
    for (at, column) in columns.iter().enumerate() {
        let earlier = columns.iter().take(at);
        let is_second = !column.is_empty() && earlier.filter(|it| *it == column).count() == 1;
        if is_second && known.contains(&column.as_str()) {
            let message = [
                "several columns are called \"",
                column,
                "\"; in each row the first of them that is filled is read",
            ];
            unsupported.push(Unsupported::new(name, message.concat()));
        }
    }
    unknown
}

/// A header as readers see it: `contract_value` is `Contract value`.
fn spoken(header: &str) -> String {
    if !header.contains('_') || header.contains(' ') {
        return header.to_owned();
    }
    let mut letters = header.chars().map(|it| if it == '_' { ' ' } else { it });
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Says that a column is none of the sheet's.
fn tell_of_unknown(
    name: &str,
    known: &[&'static str],
    columns: &[String],
    at: usize,
    unsupported: &mut Vec<Unsupported>,
) {
    let column = columns.get(at).map_or("", String::as_str);
    let message = [
        "the column \"",
        column,
        "\" is none of ",
        &known.join(", "),
        ", and is skipped",
    ];
    unsupported.push(Unsupported::new(name, message.concat()));
}

/// The columns of the fields, those that were declared and those that a sheet of records
/// does not know, which become fields: these are returned. Their cells become values in the
/// document's own notation.
fn own_fields(
    name: &str,
    sheet: Sheet,
    declared: &[FieldDocument],
    unknown: &[usize],
    (names, columns, rows): (&[String], &mut [String], &mut [(u64, StringRecord)]),
    has_semicolons: bool,
    unsupported: &mut Vec<Unsupported>,
) -> Vec<FieldDocument> {
    let known = sheet.columns();
    // Ids are unique over all lists.
    let mut ids = IdAllocator::default();
    for field in declared {
        ids.take(&field.id);
    }
    let mut own: Vec<FieldDocument> = Vec::new();
    let mut read: Vec<(usize, Vec<String>)> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for at in unknown.iter().copied() {
        let cells = cells_of(rows, at);
        let header = names.get(at).map_or("", String::as_str);
        let header = header.strip_prefix(columns::FIELD_PREFIX).unwrap_or(header);
        let column = columns.get(at).cloned().unwrap_or_default();
        let typed = column_type(header, &cells, has_semicolons);
        if seen.contains(&column) {
            let message = [
                "several columns are called \"",
                header,
                "\"; only the first of them is a field",
            ];
            unsupported.push(Unsupported::new(name, message.concat()));
            continue;
        }
        let (Some(list), Some(typed)) = (sheet.list(), typed) else {
            // Of a sheet without rows, it is not known what belongs there.
            if sheet.list().is_some() && !cells.is_empty() {
                let message = ["the column \"", header, "\" is empty, and is skipped"].concat();
                unsupported.push(Unsupported::imported(name, message));
            } else {
                tell_of_unknown(name, known, columns, at, unsupported);
            }
            continue;
        };
        seen.push(column);
        let field = FieldDocument {
            id: ids.make(&header.replace('_', " "), "field"),
            of: list.list().to_owned(),
            name: spoken(header),
            value_type: typed.value_type.as_str().to_owned(),
            unit: typed.unit.to_owned(),
        };
        let unit = if typed.unit.is_empty() {
            String::new()
        } else {
            [", ", typed.unit].concat()
        };
        let message = [
            "the column \"",
            header,
            "\" is read as a field of your own (",
            &field.value_type,
            &unit,
            ")",
        ];
        unsupported.push(Unsupported::imported(name, message.concat()));
        let unsaid = cells.iter().zip(&typed.values);
        let unsaid = unsaid.filter(|(cell, value)| !cell.is_empty() && value.is_empty());
        let unsaid: Vec<&str> = unsaid.map(|(cell, _)| *cell).collect();
        if let Some(cell) = unsaid.first() {
            let message = [
                "in the column \"",
                header,
                "\" ",
                &unsaid.len().to_string(),
                " of its cells, such as \"",
                cell,
                "\", are read as not given",
            ];
            unsupported.push(Unsupported::imported(name, message.concat()));
        }
        read.push((at, typed.values));
        if let Some(column) = columns.get_mut(at) {
            *column = field_column(&field.id);
        }
        own.push(field);
    }
    for field in declared {
        let column = field_column(&field.id);
        let is_here = is_of(SheetType::Own(sheet), field);
        let here = columns.iter().enumerate().filter(|(_, it)| **it == column);
        for (at, _) in here.filter(|_| is_here) {
            let cells = cells_of(rows, at);
            let value_type = FieldType::parse(&field.value_type);
            let values = declared_values(value_type, &field.unit, &cells, has_semicolons);
            read.extend(values.map(|values| (at, values)));
        }
    }
    if !read.is_empty() {
        for (index, (_, row)) in rows.iter_mut().enumerate() {
            let cells = row.iter().enumerate().map(|(at, cell)| {
                let column = read.iter().find(|(column, _)| *column == at);
                let value = column.and_then(|(_, values)| values.get(index));
                value.map_or(cell, String::as_str)
            });
            *row = cells.collect();
        }
    }
    own
}

/// The cells of a column.
fn cells_of(rows: &[(u64, StringRecord)], at: usize) -> Vec<&str> {
    let cells = rows.iter().map(|(_, row)| row.get(at).unwrap_or_default());
    cells.map(|cell| unguard(cell).trim()).collect()
}

/// Says in which rows two columns of one name differ.
fn tell_of_double_cells(
    name: &str,
    columns: &[String],
    rows: &[(u64, StringRecord)],
    unsupported: &mut Vec<Unsupported>,
) {
    let doubles: BTreeSet<&String> = columns
        .iter()
        .enumerate()
        .filter(|(at, column)| {
            !column.is_empty() && columns.iter().take(*at).any(|it| it == *column)
        })
        .map(|(_, column)| column)
        .collect();
    for column in doubles {
        for (line, record) in rows {
            let cells = columns.iter().zip(record).filter(|(it, _)| *it == column);
            let cells = cells.map(|(_, cell)| cell.trim());
            let mut cells = cells.filter(|cell| !cell.is_empty());
            let first = cells.next();
            if let Some(other) = cells.find(|cell| Some(*cell) != first) {
                let path = [&row_name(name, *line), ", ", column].concat();
                let message = [
                    "stands in a second column of this name, and is skipped: \"",
                    &shortened(other),
                    "\"",
                ];
                unsupported.push(Unsupported::new(path, message.concat()));
            }
        }
    }
}

/// A row in its own words: each cell that is filled, with the name of its column.
fn written(names: &[String], row: &StringRecord) -> String {
    let cells = names.iter().zip(row);
    let cells = cells.filter(|(_, cell)| !cell.trim().is_empty());
    // A paragraph is one line, and without tags.
    let plain = |text: &str| {
        let text = if text.contains('<') {
            reduce(text).text
        } else {
            text.to_owned()
        };
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let cells = cells.map(|(name, cell)| [&*plain(name), ": ", &plain(unguard(cell))].concat());
    let mut text = cells.collect::<Vec<String>>().join("; ");
    text.push('.');
    text
}

/// The words of a row that is a comment: `# from the register`.
fn comment(record: &StringRecord) -> Option<&str> {
    let mut cells = record.iter().map(str::trim).filter(|cell| !cell.is_empty());
    let first = cells.next()?;
    let words = first
        .strip_prefix('#')
        .or_else(|| first.strip_prefix("//"))?;
    let is_alone = cells.next().is_none() && record.len() > 1;
    (words.is_empty() || words.starts_with([' ', '#']) || is_alone).then_some(first)
}

/// The beginning of words that a message repeats.
fn shortened(words: &str) -> String {
    const MAX_LETTERS: usize = 60;
    match words.char_indices().nth(MAX_LETTERS) {
        Some((end, _)) => [words.get(..end).unwrap_or_default(), "…"].concat(),
        None => words.to_owned(),
    }
}

/// Where a record begins in `text`, whose header is at `header`: the reader puts
/// it before the line end that it has not yet read, and before blank lines.
fn first_byte(text: &str, header: usize, at: u64) -> usize {
    let at = header + usize::try_from(at).unwrap_or_default();
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    at + ends.count()
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
pub(super) struct SheetRow<'t> {
    table: &'t Table,
    /// Its position among the rows.
    index: usize,
    line: u64,
    record: &'t StringRecord,
}

impl SheetRow<'_> {
    pub fn name(&self) -> String {
        row_name(&self.table.name, self.line)
    }

    /// The row as a sentence in its own words; empty where the sheet has passages, or rests
    /// on none.
    pub fn as_written(&self) -> &str {
        let rows = &self.table.as_written;
        rows.get(self.index).map_or("", String::as_str)
    }

    /// The cell of a column; empty where there is none.
    pub fn cell(&self, column: &str) -> String {
        // Of two columns of one name, the first that is filled.
        let positions = self.table.positions.get(column);
        let cells = positions.into_iter().flatten();
        let mut cells = cells.filter_map(|at| self.record.get(*at));
        let cell = cells.find(|cell| !cell.trim().is_empty());
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

    /// A kind: one that the document declares, or as [`Self::vocabulary`] has it. A word
    /// that is none, and near none, becomes a kind of the document.
    pub fn kind(
        &self,
        prepared: &KindsDocument,
        document: &mut Document,
        unsupported: &mut Vec<Unsupported>,
    ) -> String {
        let word = self.word(event::KIND);
        let list = match self.table.sheet {
            SheetType::Own(sheet) => sheet.list(),
            SheetType::TimelineJs => None,
        };
        // Its name does as well as its id, as with entities.
        let is_it = |kind: &&KindDocument| kind.id == word || kind.name.to_lowercase() == word;
        let lists = document.kinds.iter().flat_map(KindsDocument::lists);
        let declared = lists
            .filter(|(it, _)| Some(*it) == list)
            .flat_map(|(_, kinds)| kinds)
            .find(is_it)
            .map(|kind| kind.id.clone());
        if let Some(declared) = declared {
            return declared;
        }
        let word = self.vocabulary(event::KIND, unsupported);
        let Some(list) = list else { return word };
        // Several of them are of the same kind.
        let one = word.strip_suffix('s').unwrap_or(&word);
        if built_in_kinds(list).contains(&one) {
            return one.to_owned();
        }
        if !is_new_kind(&word, list, prepared) {
            return word;
        }
        let name = self.cell(event::KIND);
        let message = ["\"", &name, "\" is read as a kind of your own"].concat();
        unsupported.push(Unsupported::imported(self.table.name.clone(), message));
        declare_kind(document, list, &slug(&name), &name)
    }

    /// A word of a vocabulary; another word for it is understood, which is said.
    pub fn vocabulary(&self, column: &str, unsupported: &mut Vec<Unsupported>) -> String {
        let word = self.word(column);
        let SheetType::Own(sheet) = self.table.sheet else {
            return word;
        };
        let Some(meant) = vocabulary_word(sheet, column, &word) else {
            return word;
        };
        unsupported.push(Unsupported::imported(
            [&self.name(), ", ", column].concat(),
            ["\"", &self.cell(column), "\" is read as ", meant].concat(),
        ));
        meant.to_owned()
    }

    /// A date: EDTF as it is, plain English as EDTF, which is said.
    pub fn date(&self, column: &str, unsupported: &mut Vec<Unsupported>) -> Option<String> {
        let text = self.optional(column)?;
        let place = || [&self.name(), ", ", column].concat();
        let mut say =
            |message: &[&str]| unsupported.push(Unsupported::imported(place(), message.concat()));
        if let Some(pair) = year_pair(&text) {
            return Some(self.year_pair(column, &text, pair, &mut say));
        }
        if Date::parse(&text).is_ok() {
            return Some(text);
        }
        match interpret_cell(&text) {
            Interpretation::Date(date) | Interpretation::Assumed(date) => {
                say(&["\"", &text, "\" is read as ", date.as_str()]);
                Some(date.to_string())
            }
            Interpretation::Undated => None,
            Interpretation::Ambiguous(_) if let Some(date) = self.date_in_order(column, &text) => {
                let message = [
                    "\"",
                    &text,
                    "\" is read as ",
                    date.as_str(),
                    ", as others of its column can only be",
                ];
                say(&message);
                Some(date.to_string())
            }
            Interpretation::Ambiguous(dates) => {
                let ways = written_ways(&dates);
                let message = ["\"", &text, "\" may be ", &ways, "; write one of them"];
                unsupported.push(Unsupported::new(place(), message.concat()));
                Some(text)
            }
            // Who prepared the sheet is asked to mend it.
            Interpretation::Unknown if self.as_written().is_empty() => Some(text),
            Interpretation::Unknown => {
                let message = ["\"", &text, "\" is no date, and the row is undated"];
                unsupported.push(Unsupported::new(place(), message.concat()));
                None
            }
        }
    }

    /// A date such as `03/04/2023` in the order of those of its column that can be read in
    /// one way only. Who prepared a sheet is asked.
    fn date_in_order(&self, column: &str, text: &str) -> Option<Date> {
        self.table.plain.as_ref()?;
        let at = *self.table.positions.get(column)?.first()?;
        self.table.date_order(at)?.date(text)
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
        let positions = self.table.positions.get(column);
        let position = positions.and_then(|it| it.first()).copied();
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
            was: self.cell(columns::REVISION_WAS),
        };
        (revision != RevisionDocument::default()).then_some(revision)
    }

    /// The values of the declared fields that its sheet has columns of. What cannot be
    /// read as the field's type is kept as text, which the decoder reports.
    pub fn fields(&self) -> FieldValuesDocument {
        let values = self.table.fields.iter().filter_map(|field| {
            let cell = self.optional(&field.column)?;
            Some((field.id.clone(), field_value(field.value_type, cell)))
        });
        values.collect()
    }

    pub fn evidence(&self) -> Vec<EvidenceDocument> {
        let cell = self.cell(event::EVIDENCE);
        split(&cell).into_iter().map(passage).collect()
    }

    pub fn media(&self) -> Vec<MediaDocument> {
        media::of_cell(&self.cell(event::MEDIA))
    }

    pub fn sources(&self) -> Vec<SourceDocument> {
        let cell = self.cell(event::SOURCES);
        split(&cell).into_iter().map(source).collect()
    }
}

fn field_value(value_type: Option<FieldType>, cell: String) -> Json {
    match value_type {
        Some(FieldType::Number) => parsed_number(&cell).unwrap_or(Json::String(cell)),
        Some(FieldType::YesNo) => match cell.to_lowercase().as_str() {
            YES | "y" | "true" | "1" => true.into(),
            NO | "n" | "false" | "0" => false.into(),
            _ => cell.into(),
        },
        Some(FieldType::Choice) => {
            let mut choices: Vec<String> = split(&cell).into_iter().map(unescape).collect();
            if choices.len() > 1 {
                choices.into()
            } else {
                choices.pop().unwrap_or_default().into()
            }
        }
        _ => cell.into(),
    }
}

/// `11: first words … last words`; without a number, paragraph 0, which the
/// decoder reports.
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

/// `sochi-meeting <26: first words … last words>`, or an event alone.
pub(super) fn order_link(text: &str) -> (String, Vec<EvidenceDocument>) {
    let Some((event, mut rest)) = parts(text, "<") else {
        return (unescape(text), Vec::new());
    };
    let mut evidence = Vec::new();
    loop {
        let (one, more) = parts(rest, "<").map_or((rest, None), |(one, more)| (one, Some(more)));
        evidence.push(passage(one.strip_suffix('>').unwrap_or(one)));
        match more {
            Some(more) => rest = more,
            None => break,
        }
    }
    // A title may hold the sign; a passage has its number in front.
    if evidence.iter().any(|it| it.paragraph == 0) {
        return (unescape(text), Vec::new());
    }
    (unescape(event), evidence)
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
