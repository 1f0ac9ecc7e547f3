//! CSV sheets: entities, events, relationships, and a small one for the
//! article.
//!
//! A sheet is read by the names of its columns, in any order; commas, semicolons
//! and tabs may part its cells. A cell with several values parts them by `;`:
//!
//! - `participants`: `sergei-lavrov: guest; paul-kagame: host`;
//! - `evidence`: `11: We have supplied … security forces`, the paragraph, the
//!   first and the last words;
//! - `sources`: `Ruling of 3 May <https://example.org/ruling>`.
//!
//! Where an id is asked for, a name does as well, if only one entity has it; a
//! record without an id gets one from its name. Dates may be EDTF or plain
//! English ("around June 2018").

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;

use csv::{ReaderBuilder, StringRecord, Writer};

use super::cells::{escape, guard, join, parts, split, unescape, unguard};
use super::english_date::{Reading, YearPair, interpret, year_pair};
use super::ids::{Ids, Names};
use super::{Export, Import, Loss};
use backstory_core::dataset::{
    ArticleDocument, Dataset, Date, DatingDocument, Document, EntityDocument, EventDocument,
    EvidenceDocument, ParticipantDocument, RelationshipDocument, RevisionDocument, SourceDocument,
};
use backstory_core::locale::{ENGLISH, describe};

/// Which of the sheets one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sheet {
    /// The article, one field a row.
    Article,
    /// Who and where.
    Entities,
    /// What happened.
    Events,
    /// Who to whom.
    Relationships,
}

impl Sheet {
    /// Every sheet, in the order in which they are read.
    pub const ALL: [Self; 4] = [
        Self::Article,
        Self::Entities,
        Self::Events,
        Self::Relationships,
    ];

    /// What its file is called.
    #[must_use]
    pub const fn file(self) -> &'static str {
        match self {
            Self::Article => "article.csv",
            Self::Entities => "entities.csv",
            Self::Events => "events.csv",
            Self::Relationships => "relationships.csv",
        }
    }

    /// The names of its columns.
    #[must_use]
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Article => &["field", "value"],
            Self::Entities => &[
                "id",
                "kind",
                "name",
                "aliases",
                "role",
                "member_of",
                "wikidata",
            ],
            Self::Events => &[
                "id",
                "date",
                "date_basis",
                "date_words",
                "date_note",
                "after",
                "before",
                "title",
                "summary",
                "kind",
                "status",
                "place",
                "participants",
                "evidence",
                "sources",
                "revision",
                "revision_date",
                "revision_note",
            ],
            Self::Relationships => &[
                "id",
                "subject",
                "predicate",
                "object",
                "what",
                "kind",
                "stance",
                "period",
                "status",
                "attribution",
                "summary",
                "events",
                "evidence",
                "sources",
                "revision",
                "revision_date",
                "revision_note",
            ],
        }
    }

    /// The sheet that a header line belongs to, by the columns that only it
    /// has.
    #[must_use]
    pub fn of_header(line: &str) -> Option<Self> {
        let names: Vec<String> = line
            .split(delimiter(line) as char)
            .map(|name| column_name(name.trim_matches('"')))
            .collect();
        let has = |name: &str| names.iter().any(|it| it == name);
        if has("subject") || has("predicate") || has("object") {
            Some(Self::Relationships)
        } else if has("title") || has("date") || has("participants") {
            Some(Self::Events)
        } else if has("field") && has("value") {
            Some(Self::Article)
        } else if has("name") {
            Some(Self::Entities)
        } else {
            None
        }
    }
}

/// The fields of the article's sheet.
const ARTICLE_FIELDS: [&str; 9] = [
    "title",
    "publisher",
    "published",
    "published_basis",
    "published_words",
    "published_note",
    "language",
    "url",
    "summary",
];

/// One sheet of a dataset as CSV. All four hold everything that the dataset
/// does.
#[must_use]
pub fn to_sheet(dataset: &Dataset, sheet: Sheet) -> Export {
    let document = Document::from(dataset);
    let mut writer = Writer::from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(sheet.columns());
    let mut write = |cells: Vec<String>| {
        let _ = writer.write_record(cells.into_iter().map(guard));
    };
    match sheet {
        Sheet::Article => {
            let article = document.article.unwrap_or_default();
            for (field, value) in ARTICLE_FIELDS.iter().zip(article_cells(article)) {
                if !value.is_empty() {
                    write(vec![(*field).to_owned(), value]);
                }
            }
        }
        Sheet::Entities => document
            .entities
            .into_iter()
            .for_each(|it| write(entity_cells(it))),
        Sheet::Events => document
            .events
            .into_iter()
            .for_each(|it| write(event_cells(it))),
        Sheet::Relationships => document
            .relationships
            .into_iter()
            .for_each(|it| write(relationship_cells(it))),
    }
    let bytes = writer.into_inner().unwrap_or_default();
    Export {
        text: String::from_utf8(bytes).unwrap_or_default(),
        losses: Vec::new(),
    }
}

fn article_cells(article: ArticleDocument) -> Vec<String> {
    let dating = article.dating.unwrap_or_default();
    vec![
        article.title,
        article.publisher,
        article.published.unwrap_or_default(),
        dating.basis,
        dating.words,
        dating.note,
        article.language,
        article.url.unwrap_or_default(),
        article.summary,
    ]
}

fn entity_cells(it: EntityDocument) -> Vec<String> {
    vec![
        it.id,
        it.kind,
        it.name,
        join(it.aliases.iter().map(|alias| escape(alias))),
        it.role,
        it.member_of.unwrap_or_default(),
        it.wikidata.unwrap_or_default(),
    ]
}

fn event_cells(it: EventDocument) -> Vec<String> {
    let dating = it.dating.unwrap_or_default();
    let revision = it.revision.unwrap_or_default();
    let participants = it.participants.into_iter().map(|participant| {
        if participant.role.is_empty() {
            participant.entity
        } else {
            [&participant.entity, ": ", &escape(&participant.role)].concat()
        }
    });
    vec![
        it.id,
        it.date.unwrap_or_default(),
        dating.basis,
        dating.words,
        dating.note,
        join(it.after),
        join(it.before),
        it.title,
        it.summary,
        it.kind,
        it.status,
        it.place.unwrap_or_default(),
        join(participants),
        evidence_cell(&it.evidence),
        sources_cell(&it.sources),
        revision.status,
        revision.date.unwrap_or_default(),
        revision.note,
    ]
}

fn relationship_cells(it: RelationshipDocument) -> Vec<String> {
    let revision = it.revision.unwrap_or_default();
    vec![
        it.id,
        it.subject,
        it.predicate,
        it.object,
        it.what,
        it.kind,
        it.stance,
        it.period.unwrap_or_default(),
        it.status,
        it.attribution.unwrap_or_default(),
        it.summary,
        join(it.events),
        evidence_cell(&it.evidence),
        sources_cell(&it.sources),
        revision.status,
        revision.date.unwrap_or_default(),
        revision.note,
    ]
}

fn evidence_cell(evidence: &[EvidenceDocument]) -> String {
    join(evidence.iter().map(|it| {
        let start = [&it.paragraph.to_string(), ": ", &escape(&it.start)].concat();
        match &it.end {
            Some(end) => [&start, " … ", &escape(end)].concat(),
            None => start,
        }
    }))
}

fn sources_cell(sources: &[SourceDocument]) -> String {
    join(sources.iter().map(|it| match &it.url {
        Some(url) => [&escape(&it.title), " <", &escape(url), ">"].concat(),
        None => escape(&it.title),
    }))
}

/// Reads sheets, each with the name that messages call it by. They may come in
/// any order, and any of them may be missing.
#[must_use]
pub fn from_sheets<'s>(sheets: impl IntoIterator<Item = (&'s str, Sheet, &'s str)>) -> Import {
    let mut import = Import {
        document: Document::new(),
        ..Import::default()
    };
    let mut tables: Vec<(Sheet, Table)> = sheets
        .into_iter()
        .map(|(name, sheet, text)| (sheet, Table::read(name, sheet, text, &mut import.losses)))
        .collect();
    tables.sort_by_key(|(sheet, _)| *sheet);

    let mut reader = Reader::default();
    for (sheet, table) in &tables {
        if *sheet == Sheet::Entities {
            reader.entities(table, &mut import);
        }
    }
    reader.link(&mut import);
    for (sheet, table) in &tables {
        match sheet {
            Sheet::Article => article(table, &mut import),
            Sheet::Entities => {}
            Sheet::Events => reader.events(table, &mut import),
            Sheet::Relationships => reader.relationships(table, &mut import),
        }
    }
    reader.put_in_order(&mut import);
    import
}

/// A sheet's rows, by the names of its columns.
struct Table {
    name: String,
    columns: Vec<String>,
    rows: Vec<(u64, StringRecord)>,
    /// Which columns have cells such as `1997-98`, which can only be years.
    years: OnceCell<Vec<bool>>,
    /// The columns of which it was said how such cells are read.
    told_of_pairs: RefCell<BTreeSet<usize>>,
}

impl Table {
    fn read(name: &str, sheet: Sheet, text: &str, losses: &mut Vec<Loss>) -> Self {
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
                    ", and is left out",
                ];
                losses.push(Loss::new(name, message.concat()));
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
                        losses.push(Loss::new(
                            row_name(name, line),
                            "has more cells than the sheet has columns; they are left out",
                        ));
                    }
                    rows.push((line, record));
                }
                Err(error) => losses.push(Loss::new(name, error.to_string())),
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

    fn rows(&self) -> impl Iterator<Item = Row<'_>> {
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
struct Row<'t> {
    table: &'t Table,
    line: u64,
    record: &'t StringRecord,
}

impl Row<'_> {
    fn name(&self) -> String {
        row_name(&self.table.name, self.line)
    }

    /// The cell of a column; empty where there is none.
    fn cell(&self, column: &str) -> String {
        let position = self.table.columns.iter().position(|it| it == column);
        let cell = position.and_then(|at| self.record.get(at));
        unguard(cell.unwrap_or_default()).trim().to_owned()
    }

    /// The same, `None` where it is empty.
    fn optional(&self, column: &str) -> Option<String> {
        Some(self.cell(column)).filter(|cell| !cell.is_empty())
    }

    /// A word of a vocabulary, in whatever case a spreadsheet made of it.
    fn word(&self, column: &str) -> String {
        self.cell(column).to_lowercase()
    }

    /// A date: EDTF as it is, plain English as EDTF, which is said.
    fn date(&self, column: &str, losses: &mut Vec<Loss>) -> Option<String> {
        let text = self.optional(column)?;
        let place = || [&self.name(), ", ", column].concat();
        let mut say = |message: &[&str]| losses.push(Loss::new(place(), message.concat()));
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

    fn dating(&self, prefix: &str) -> Option<DatingDocument> {
        let cell = |name: &str| self.cell(&[prefix, name].concat());
        let dating = DatingDocument {
            basis: cell("_basis").to_lowercase(),
            words: cell("_words"),
            note: cell("_note"),
        };
        (dating != DatingDocument::default()).then_some(dating)
    }

    fn revision(&self, losses: &mut Vec<Loss>) -> Option<RevisionDocument> {
        let revision = RevisionDocument {
            status: self.word("revision"),
            date: self.date("revision_date", losses),
            note: self.cell("revision_note"),
        };
        (revision != RevisionDocument::default()).then_some(revision)
    }

    fn evidence(&self) -> Vec<EvidenceDocument> {
        let cell = self.cell("evidence");
        split(&cell).into_iter().map(passage).collect()
    }

    fn sources(&self) -> Vec<SourceDocument> {
        let cell = self.cell("sources");
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

fn article(table: &Table, import: &mut Import) {
    let mut article = ArticleDocument::default();
    let mut dating = DatingDocument::default();
    for row in table.rows() {
        let value = row.cell("value");
        match column_name(&row.cell("field")).as_str() {
            "title" => article.title = value,
            "publisher" => article.publisher = value,
            "published" => article.published = row.date("value", &mut import.losses),
            "published_basis" => dating.basis = value.to_lowercase(),
            "published_words" => dating.words = value,
            "published_note" => dating.note = value,
            "language" => article.language = value,
            "url" => article.url = Some(value).filter(|url| !url.is_empty()),
            "summary" => article.summary = value,
            other => import.losses.push(Loss::new(
                row.name(),
                [
                    "\"",
                    other,
                    "\" is none of ",
                    &ARTICLE_FIELDS.join(", "),
                    ", and is left out",
                ]
                .concat(),
            )),
        }
    }
    if dating != DatingDocument::default() {
        article.dating = Some(dating);
    }
    import
        .places
        .push(("article".to_owned(), table.name.clone()));
    if article != ArticleDocument::default() {
        import.document.article = Some(article);
    }
}

#[derive(Default)]
struct Reader {
    entity_names: Names,
    event_names: Names,
    /// What `member_of` of each entity says, before all names are known.
    members: Vec<Option<String>>,
    /// What `after` and `before` of each event say, before all titles are known.
    neighbours: Vec<[String; 2]>,
}

impl Reader {
    fn entities(&mut self, table: &Table, import: &mut Import) {
        let mut ids = taken(table);
        for row in table.rows() {
            let name = row.cell("name");
            let id = id(&row, &mut ids, &name, "entity");
            let aliases = row.cell("aliases");
            let aliases: Vec<String> = split(&aliases).into_iter().map(unescape).collect();
            let names = aliases.iter().map(String::as_str);
            self.entity_names.add(&id, names.chain([name.as_str()]));
            self.members.push(row.optional("member_of"));
            place(import, "entities", import.document.entities.len(), &row);
            import.document.entities.push(EntityDocument {
                id,
                kind: row.word("kind"),
                name,
                aliases,
                role: row.cell("role"),
                member_of: None,
                wikidata: row.optional("wikidata"),
            });
        }
    }

    fn link(&mut self, import: &mut Import) {
        for (entity, whole) in import.document.entities.iter_mut().zip(&self.members) {
            entity.member_of = whole.as_ref().map(|whole| self.entity_names.resolve(whole));
        }
    }

    fn put_in_order(&mut self, import: &mut Import) {
        for (event, [after, before]) in import.document.events.iter_mut().zip(&self.neighbours) {
            let resolve = |cell: &str| {
                let names = split(cell).into_iter().map(unescape);
                names.map(|name| self.event_names.resolve(&name)).collect()
            };
            event.after = resolve(after);
            event.before = resolve(before);
        }
    }

    fn events(&mut self, table: &Table, import: &mut Import) {
        let mut ids = taken(table);
        for row in table.rows() {
            let title = row.cell("title");
            let id = id(&row, &mut ids, &title, "event");
            self.event_names.add(&id, [title.as_str()]);
            let participants = row.cell("participants");
            self.neighbours
                .push([row.cell("after"), row.cell("before")]);
            place(import, "events", import.document.events.len(), &row);
            let event = EventDocument {
                id,
                date: row.date("date", &mut import.losses),
                dating: row.dating("date"),
                after: Vec::new(),
                before: Vec::new(),
                title,
                summary: row.cell("summary"),
                kind: row.word("kind"),
                status: row.word("status"),
                place: row
                    .optional("place")
                    .map(|place| self.entity_names.resolve(&place)),
                participants: split(&participants)
                    .into_iter()
                    .map(|it| self.participant(it))
                    .collect(),
                evidence: row.evidence(),
                sources: row.sources(),
                revision: row.revision(&mut import.losses),
            };
            import.document.events.push(event);
        }
    }

    /// `sergei-lavrov: guest`, or a name alone, which may hold a colon.
    fn participant(&self, text: &str) -> ParticipantDocument {
        let whole = unescape(text);
        if let Some(entity) = self.entity_names.find(&whole) {
            let role = String::new();
            return ParticipantDocument { entity, role };
        }
        let (who, role) = parts(text, ":").unwrap_or((text, ""));
        ParticipantDocument {
            entity: self.entity_names.resolve(&unescape(who)),
            role: unescape(role),
        }
    }

    fn relationships(&mut self, table: &Table, import: &mut Import) {
        let mut ids = taken(table);
        for row in table.rows() {
            let (subject, predicate) = (row.cell("subject"), row.cell("predicate"));
            let object = row.cell("object");
            let sentence = [subject.as_str(), &predicate, &object].join(" ");
            let id = id(&row, &mut ids, &sentence, "relationship");
            let events = row.cell("events");
            place(
                import,
                "relationships",
                import.document.relationships.len(),
                &row,
            );
            let relationship = RelationshipDocument {
                id,
                subject: self.entity_names.resolve(&subject),
                predicate,
                object: self.entity_names.resolve(&object),
                what: row.cell("what"),
                kind: row.word("kind"),
                stance: row.word("stance"),
                period: row.date("period", &mut import.losses),
                status: row.word("status"),
                attribution: row
                    .optional("attribution")
                    .map(|who| self.entity_names.resolve(&who)),
                summary: row.cell("summary"),
                events: split(&events)
                    .into_iter()
                    .map(|event| self.event_names.resolve(&unescape(event)))
                    .collect(),
                evidence: row.evidence(),
                sources: row.sources(),
                revision: row.revision(&mut import.losses),
            };
            import.document.relationships.push(relationship);
        }
    }
}

/// The ids that the rows of a sheet bring themselves.
fn taken(table: &Table) -> Ids {
    let mut ids = Ids::default();
    for row in table.rows() {
        ids.take(&row.cell("id"));
    }
    ids
}

fn id(row: &Row, ids: &mut Ids, name: &str, otherwise: &str) -> String {
    row.optional("id")
        .unwrap_or_else(|| ids.make(name, otherwise))
}

fn place(import: &mut Import, list: &str, index: usize, row: &Row) {
    let path = [list, "[", &index.to_string(), "]"].concat();
    import.places.push((path, row.name()));
}

/// A column's name as it is known here: "Member of" is `member_of`.
fn column_name(name: &str) -> String {
    let name = name.trim().trim_start_matches('\u{feff}').to_lowercase();
    name.replace([' ', '-'], "_")
}

/// What parts the cells of a sheet: what its header has most of.
fn delimiter(header: &str) -> u8 {
    let count = |mark: char| header.matches(mark).count();
    let mut best = b',';
    for (mark, byte) in [(';', b';'), ('\t', b'\t')] {
        if count(mark) > count(best as char) {
            best = byte;
        }
    }
    best
}
