//! Sheets as a dataset.

use super::super::cells::{parts, split, unescape};
use super::super::ids::{IdAllocator, Names, slug};
use super::super::media;
use super::super::passages::text_quote;
use super::super::text::without_mark;
use super::super::{Import, Unsupported};
use super::columns::{self, ARTICLE_FIELDS, column_name};
use super::corrections;
use super::layout::{SheetType, layout};
use super::plain::{NO_KINDS, says_what_was_done};
use super::sheet::{NOBODY, Sheet};
use super::table::{SheetRow, Table, declare_kind, order_link};
use super::timeline_sheet::from_timeline_sheet;
use crate::{
    ArticleDocument, DatingDocument, Document, EntityDocument, EventDocument, EvidenceDocument,
    FieldDocument, KindDocument, KindsDocument, OrderLinkDocument, ParticipantDocument,
    RelationshipDocument,
};
use backstory_core::dataset::names::{article, document, entity, event, field, kind, relationship};
use backstory_core::dataset::{NO, RecordType, sentence};

/// Reads sheets, each with the name that messages call it by. They may come in
/// any order, and any of them may be missing.
#[must_use]
pub fn from_sheets<'s>(sheets: impl IntoIterator<Item = (&'s str, Sheet, &'s str)>) -> Import {
    let mut import = Import {
        document: Document::new(),
        ..Import::default()
    };
    let mut sheets: Vec<(&str, Sheet, &str)> = sheets.into_iter().collect();
    // What is declared is read before what uses it.
    sheets.sort_by_key(|(_, sheet, _)| *sheet);
    let mut tables: Vec<(Sheet, Table)> = Vec::new();
    for (name, sheet, text) in sheets {
        let table = Table::read(
            name,
            SheetType::Own(sheet),
            text,
            &import.document.fields,
            &mut import.unsupported,
        );
        import.document.fields.extend_from_slice(table.own_fields());
        match sheet {
            Sheet::OwnKinds => kinds(&table, &mut import),
            Sheet::OwnFields => fields(&table, &mut import),
            _ => tables.push((sheet, table)),
        }
    }

    let records = || tables.iter().filter(|(sheet, _)| sheet.has_passages());
    let mut reader = SheetsReader {
        // Where a sheet says who there is, another name is a slip.
        makes_entities: !tables.iter().any(|(sheet, _)| *sheet == Sheet::Entities),
        is_own_passage: !records().any(|(_, table)| table.has(event::EVIDENCE)),
        kinds: import.document.kinds.clone().unwrap_or_default(),
        ..SheetsReader::default()
    };
    if reader.is_own_passage {
        for (_, table) in records() {
            import.unsupported.push(Unsupported::imported(
                table.name.clone(),
                "has no column \"evidence\": each row is the passage that says so",
            ));
        }
    }
    for (sheet, table) in &tables {
        if *sheet == Sheet::Entities {
            reader.entities(table, &mut import);
        }
    }
    reader.link(&mut import);
    for (sheet, table) in &tables {
        match sheet {
            Sheet::Article => article(table, &mut import),
            Sheet::Entities | Sheet::OwnKinds | Sheet::OwnFields => {}
            Sheet::Events => reader.events(table, &mut import),
            Sheet::Relationships => reader.relationships(table, &mut import),
        }
    }
    reader.put_in_order(&mut import);
    import
}

/// Which kind of sheet a text is, if it is one.
#[must_use]
pub fn sheet_type(text: &str) -> Option<SheetType> {
    layout(without_mark(text)).map(|layout| layout.sheet)
}

/// Reads the spreadsheet of Knight Lab, from which TimelineJS makes a timeline.
#[must_use]
pub fn from_timeline_js_sheet(name: &str, text: &str) -> Import {
    let mut import = Import::default();
    let table = Table::read(
        name,
        SheetType::TimelineJs,
        text,
        &[],
        &mut import.unsupported,
    );
    from_timeline_sheet(&table, &mut import);
    import
}

fn article(table: &Table, import: &mut Import) {
    let mut article = ArticleDocument::default();
    let mut dating = DatingDocument::default();
    for row in table.rows() {
        let value = row.cell(columns::VALUE);
        match column_name(&row.cell(columns::FIELD)).as_str() {
            article::TITLE => article.title = value,
            article::PUBLISHER => article.publisher = value,
            article::PUBLISHED => {
                article.published = row.date(columns::VALUE, &mut import.unsupported)
            }
            columns::PUBLISHED_BASIS => dating.basis = value.to_lowercase(),
            columns::PUBLISHED_WORDS => dating.words = value,
            columns::PUBLISHED_NOTE => dating.note = value,
            article::LANGUAGE => article.language = value,
            article::URL => article.url = Some(value).filter(|url| !url.is_empty()),
            article::SUMMARY => article.summary = value,
            article::MEDIA => article.media = media::of_cell(&value),
            article::CORRECTIONS => article.corrections = corrections::of_cell(&value),
            other => import.unsupported.push(Unsupported::new(
                row.name(),
                [
                    "\"",
                    other,
                    "\" is none of ",
                    &ARTICLE_FIELDS.join(", "),
                    ", and is skipped",
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
        .insert(document::ARTICLE.to_owned(), table.name.clone());
    if article != ArticleDocument::default() {
        import.document.article = Some(article);
    }
}

/// The list that a cell names: "events".
fn list(row: &SheetRow) -> Option<RecordType> {
    let name = row.word(field::OF);
    RecordType::ALL.into_iter().find(|list| list.list() == name)
}

fn kinds(table: &Table, import: &mut Import) {
    for row in table.rows() {
        let Some(list) = list(&row) else {
            import.unsupported.push(Unsupported::new(
                row.name(),
                "its \"of\" is none of entities, events, relationships, and it is skipped",
            ));
            continue;
        };
        let kinds = import.document.kinds.get_or_insert_default().of_mut(list);
        let path = ["kinds.", list.list(), "[", &kinds.len().to_string(), "]"].concat();
        import.places.insert(path, row.name());
        kinds.push(KindDocument {
            id: row.cell(kind::ID),
            name: row.cell(kind::NAME),
            directed: (row.word(kind::DIRECTED) == NO).then_some(false),
        });
    }
}

fn fields(table: &Table, import: &mut Import) {
    for row in table.rows() {
        let path = ["fields[", &import.document.fields.len().to_string(), "]"].concat();
        import.places.insert(path, row.name());
        import.document.fields.push(FieldDocument {
            id: row.cell(field::ID),
            of: row.word(field::OF),
            name: row.cell(field::NAME),
            value_type: row.word(field::TYPE),
            unit: row.cell(field::UNIT),
        });
    }
}

/// The kind of an event of a sheet that has no column of kinds.
const OTHER: &str = "other";
/// The kind of who is named in a sheet that does not say who they are.
const NAMED: (&str, &str) = ("named", "Named in the sheet");
/// The kind of the places that such a sheet names.
const PLACE: &str = "place";

#[derive(Default)]
struct SheetsReader {
    /// Whether who is named and unknown becomes an entity.
    makes_entities: bool,
    /// Whether each row is the passage that says so.
    is_own_passage: bool,
    /// The kinds of a sheet of kinds.
    kinds: KindsDocument,
    entity_ids: IdAllocator,
    entity_names: Names,
    event_names: Names,
    /// What `member_of` of each entity says, before all names are known.
    members: Vec<Option<String>>,
    /// What `after`, `before` and `during` of each event say, before all titles are known.
    neighbours: Vec<[String; 3]>,
}

impl SheetsReader {
    fn entities(&mut self, table: &Table, import: &mut Import) {
        let mut ids = taken(table);
        for row in table.rows() {
            let name = row.cell(entity::NAME);
            let id = id(&row, &mut ids, &name, RecordType::Entity);
            let aliases = row.cell(entity::ALIASES);
            let aliases: Vec<String> = split(&aliases).into_iter().map(unescape).collect();
            let names = aliases.iter().map(String::as_str);
            self.entity_names.add(&id, names.chain([name.as_str()]));
            self.members.push(row.optional(entity::MEMBER_OF));
            place(
                import,
                RecordType::Entity,
                import.document.entities.len(),
                &row,
            );
            let kind = if table.has(entity::KIND) {
                row.kind(&self.kinds, &mut import.document, &mut import.unsupported)
            } else {
                let (id, name) = NAMED;
                declare_kind(&mut import.document, RecordType::Entity, id, name)
            };
            import.document.entities.push(EntityDocument {
                id,
                kind,
                name,
                aliases,
                role: row.cell(entity::ROLE),
                member_of: None,
                wikidata: row.optional(entity::WIKIDATA),
                media: row.media(),
                fields: row.fields(),
            });
        }
    }

    fn link(&mut self, import: &mut Import) {
        for (entity, whole) in import.document.entities.iter_mut().zip(&self.members) {
            entity.member_of = whole.as_ref().map(|whole| self.entity_names.resolve(whole));
        }
    }

    fn put_in_order(&mut self, import: &mut Import) {
        for (event, [after, before, during]) in
            import.document.events.iter_mut().zip(&self.neighbours)
        {
            let resolve = |cell: &str| {
                let links = split(cell).into_iter().map(order_link);
                links
                    .map(|(name, evidence)| {
                        OrderLinkDocument::new(self.event_names.resolve(&name), evidence)
                    })
                    .collect()
            };
            event.after = resolve(after);
            event.before = resolve(before);
            event.during = resolve(during);
        }
    }

    fn events(&mut self, table: &Table, import: &mut Import) {
        let mut ids = taken(table);
        for row in table.rows() {
            let title = row.cell(event::TITLE);
            let id = id(&row, &mut ids, &title, RecordType::Event);
            self.event_names.add(&id, [title.as_str()]);
            let participants = row.cell(event::PARTICIPANTS);
            self.neighbours.push([
                row.cell(event::AFTER),
                row.cell(event::BEFORE),
                row.cell(event::DURING),
            ]);
            place(
                import,
                RecordType::Event,
                import.document.events.len(),
                &row,
            );
            let event = EventDocument {
                id,
                date: row.date(event::DATE, &mut import.unsupported),
                dating: row.dating(),
                after: Vec::new(),
                before: Vec::new(),
                during: Vec::new(),
                title,
                summary: row.cell(event::SUMMARY),
                kind: if self.names_kind(&row, table) {
                    row.kind(&self.kinds, &mut import.document, &mut import.unsupported)
                } else {
                    OTHER.to_owned()
                },
                status: row.vocabulary(event::STATUS, &mut import.unsupported),
                place: row
                    .optional(event::PLACE)
                    .map(|place| self.somebody(&place, (PLACE, ""), import)),
                participants: split(&participants)
                    .into_iter()
                    .map(|it| self.participant(it, import))
                    .collect(),
                evidence: self.passages(&row, import),
                sources: row.sources(),
                media: row.media(),
                revision: row.revision(&mut import.unsupported),
                fields: row.fields(),
                added: row.date(event::ADDED, &mut import.unsupported),
            };
            import.document.events.push(event);
        }
    }

    /// `sergei-lavrov: guest`, or a name alone, which may hold a colon.
    fn participant(&mut self, text: &str, import: &mut Import) -> ParticipantDocument {
        let (who, role) = parts(text, ":").unwrap_or((text, ""));
        let (id, whole) = (unescape(who), unescape(text));
        // An id is not taken for the beginning of another one's name.
        if !self.entity_names.has_id(&id)
            && let Some(entity) = self.entity_names.find(&whole)
        {
            let role = String::new();
            return ParticipantDocument { entity, role };
        }
        ParticipantDocument {
            entity: self.somebody(&id, NAMED, import),
            role: unescape(role),
        }
    }

    /// The id of who is named. Where no sheet says who there is, they become an entity, of
    /// a kind that is given by its id, and declared with a name where it has one.
    fn somebody(
        &mut self,
        name: &str,
        (kind, kind_name): (&str, &str),
        import: &mut Import,
    ) -> String {
        if !self.makes_entities || name.is_empty() {
            return self.entity_names.resolve(name);
        }
        if let Some(id) = self.entity_names.find(name) {
            return id;
        }
        let id = self.entity_ids.make(name, RecordType::Entity.as_str());
        self.entity_names.add(&id, [name]);
        if !kind_name.is_empty() {
            declare_kind(&mut import.document, RecordType::Entity, kind, kind_name);
        }
        import.document.entities.push(EntityDocument {
            id: id.clone(),
            kind: kind.to_owned(),
            name: name.to_owned(),
            ..EntityDocument::default()
        });
        id
    }

    /// A party of a relationship: of a kind that is called as its column is.
    fn party(
        &mut self,
        row: &SheetRow,
        table: &Table,
        column: &str,
        import: &mut Import,
    ) -> String {
        let name = row.cell(column);
        let header = table.header(column).filter(|header| {
            let id = slug(header);
            let is_kind = !id.is_empty() && !NO_KINDS.contains(&&*id);
            is_kind && !says_what_was_done(header)
        });
        match header {
            Some(header) => self.somebody(&name, (&slug(header), header), import),
            None => self.somebody(&name, NAMED, import),
        }
    }

    /// Whether a row is to say its kind: who prepared the sheet is asked for what is missing.
    fn names_kind(&self, row: &SheetRow, table: &Table) -> bool {
        table.has(event::KIND) && !(self.is_own_passage && row.cell(event::KIND).is_empty())
    }

    /// The passages of a row: those that it names, or itself.
    fn passages(&self, row: &SheetRow, import: &mut Import) -> Vec<EvidenceDocument> {
        if !self.is_own_passage {
            return row.evidence();
        }
        let paragraph = row.as_written();
        import.article.push(paragraph.to_owned());
        let number = u32::try_from(import.article.len()).unwrap_or(u32::MAX);
        text_quote(number, paragraph).into_iter().collect()
    }

    /// Those who deny a claim; [`NOBODY`] where nobody is named.
    fn deniers(&mut self, cell: &str, import: &mut Import) -> Vec<String> {
        if cell.trim() == NOBODY {
            return Vec::new();
        }
        let names = split(cell).into_iter();
        names
            .map(|who| self.somebody(&unescape(who), NAMED, import))
            .collect()
    }

    fn relationships(&mut self, table: &Table, import: &mut Import) {
        let mut ids = taken(table);
        for row in table.rows() {
            let link = table.link();
            let subject = row.cell(relationship::SUBJECT);
            let object = row.cell(relationship::OBJECT);
            let predicate = if table.has(relationship::PREDICATE) {
                row.cell(relationship::PREDICATE)
            } else {
                table.predicate().unwrap_or(link.predicate).to_owned()
            };
            let sentence = sentence(&subject, &predicate, &object);
            let id = id(&row, &mut ids, &sentence, RecordType::Relationship);
            let events = row.cell(relationship::EVENTS);
            place(
                import,
                RecordType::Relationship,
                import.document.relationships.len(),
                &row,
            );
            let relationship = RelationshipDocument {
                id,
                subject: self.party(&row, table, relationship::SUBJECT, import),
                predicate,
                object: self.party(&row, table, relationship::OBJECT, import),
                what: row.cell(relationship::WHAT),
                kind: if self.names_kind(&row, table) {
                    row.kind(&self.kinds, &mut import.document, &mut import.unsupported)
                } else {
                    let (id, name) = link.kind;
                    declare_kind(&mut import.document, RecordType::Relationship, id, name)
                },
                stance: row.vocabulary(relationship::STANCE, &mut import.unsupported),
                period: row.date(relationship::PERIOD, &mut import.unsupported),
                status: row.vocabulary(relationship::STATUS, &mut import.unsupported),
                attribution: row
                    .optional(relationship::ATTRIBUTION)
                    .map(|who| self.somebody(&who, NAMED, import)),
                denied_by: row
                    .optional(relationship::DENIED_BY)
                    .map(|who| self.deniers(&who, import)),
                summary: row.cell(relationship::SUMMARY),
                events: split(&events)
                    .into_iter()
                    .map(|event| self.event_names.resolve(&unescape(event)))
                    .collect(),
                evidence: self.passages(&row, import),
                sources: row.sources(),
                media: row.media(),
                revision: row.revision(&mut import.unsupported),
                fields: row.fields(),
                added: row.date(relationship::ADDED, &mut import.unsupported),
            };
            import.document.relationships.push(relationship);
        }
    }
}

/// The ids that the rows of a sheet bring themselves.
fn taken(table: &Table) -> IdAllocator {
    let mut ids = IdAllocator::default();
    for row in table.rows() {
        ids.take(&row.cell(entity::ID));
    }
    ids
}

fn id(row: &SheetRow, ids: &mut IdAllocator, name: &str, record: RecordType) -> String {
    row.optional(entity::ID)
        .unwrap_or_else(|| ids.make(name, record.as_str()))
}

fn place(import: &mut Import, record: RecordType, index: usize, row: &SheetRow) {
    let path = [record.list(), "[", &index.to_string(), "]"].concat();
    import.places.insert(path, row.name());
}
