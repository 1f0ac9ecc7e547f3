//! Sheets as a dataset.

use super::super::cells::{parts, split, unescape};
use super::super::ids::{IdAllocator, Names};
use super::super::media;
use super::super::text::without_mark;
use super::super::{Import, Unsupported};
use super::columns::{self, ARTICLE_FIELDS, column_name};
use super::layout::{SheetType, layout};
use super::sheet::{NOBODY, Sheet};
use super::table::{SheetRow, Table, order_link};
use super::timeline_sheet::from_timeline_sheet;
use crate::{
    ArticleDocument, DatingDocument, Document, EntityDocument, EventDocument, FieldDocument,
    KindDocument, OrderLinkDocument, ParticipantDocument, RelationshipDocument,
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

    let mut reader = SheetsReader::default();
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
        .push((document::ARTICLE.to_owned(), table.name.clone()));
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
        import.places.push((path, row.name()));
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
        import.places.push((path, row.name()));
        import.document.fields.push(FieldDocument {
            id: row.cell(field::ID),
            of: row.word(field::OF),
            name: row.cell(field::NAME),
            value_type: row.word(field::TYPE),
            unit: row.cell(field::UNIT),
        });
    }
}

#[derive(Default)]
struct SheetsReader {
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
            import.document.entities.push(EntityDocument {
                id,
                kind: row.kind(&import.document, &mut import.unsupported),
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
                kind: row.kind(&import.document, &mut import.unsupported),
                status: row.vocabulary(event::STATUS, &mut import.unsupported),
                place: row
                    .optional(event::PLACE)
                    .map(|place| self.entity_names.resolve(&place)),
                participants: split(&participants)
                    .into_iter()
                    .map(|it| self.participant(it))
                    .collect(),
                evidence: row.evidence(),
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
    fn participant(&self, text: &str) -> ParticipantDocument {
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
            entity: self.entity_names.resolve(&id),
            role: unescape(role),
        }
    }

    /// Those who deny a claim; [`NOBODY`] where nobody is named.
    fn deniers(&self, cell: &str) -> Vec<String> {
        if cell.trim() == NOBODY {
            return Vec::new();
        }
        let names = split(cell).into_iter();
        names
            .map(|who| self.entity_names.resolve(&unescape(who)))
            .collect()
    }

    fn relationships(&mut self, table: &Table, import: &mut Import) {
        let mut ids = taken(table);
        for row in table.rows() {
            let (subject, predicate) = (
                row.cell(relationship::SUBJECT),
                row.cell(relationship::PREDICATE),
            );
            let object = row.cell(relationship::OBJECT);
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
                subject: self.entity_names.resolve(&subject),
                predicate,
                object: self.entity_names.resolve(&object),
                what: row.cell(relationship::WHAT),
                kind: row.kind(&import.document, &mut import.unsupported),
                stance: row.vocabulary(relationship::STANCE, &mut import.unsupported),
                period: row.date(relationship::PERIOD, &mut import.unsupported),
                status: row.vocabulary(relationship::STATUS, &mut import.unsupported),
                attribution: row
                    .optional(relationship::ATTRIBUTION)
                    .map(|who| self.entity_names.resolve(&who)),
                denied_by: row
                    .optional(relationship::DENIED_BY)
                    .map(|who| self.deniers(&who)),
                summary: row.cell(relationship::SUMMARY),
                events: split(&events)
                    .into_iter()
                    .map(|event| self.event_names.resolve(&unescape(event)))
                    .collect(),
                evidence: row.evidence(),
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
    import.places.push((path, row.name()));
}
