//! The records of a list as rows of cells: read, typed, pasted, filled down and replaced.

use std::collections::HashMap;

use super::dating;
use super::edit::{Edit, Value, apply, at, len, text, text_at, texts_at};
use super::languages::{article_language, languages_at, words_at};
use super::new_record::new_record;
use super::own_kinds::{built_in_kinds, declare_kind, kinds_path};
use super::validate::record;
use backstory_core::dataset::{
    EventStatus, FieldType, NO, RecordType, RelationshipStatus, Stance, YES,
};
use backstory_core::locale::read_number;
use backstory_core::query::fold;

/// A column: a field of each record of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridColumn {
    /// The field's path in the record.
    pub field: String,
    /// What it is called.
    pub name: String,
    /// What its cells hold.
    pub cell: CellType,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellType {
    /// Text.
    Text,
    /// Several short texts, with semicolons between them.
    Several,
    /// An entity, shown by its name.
    Entity,
    /// A kind of the list, built in or declared.
    Kind,
    /// One word of a vocabulary.
    Word(&'static [&'static str]),
    /// A date.
    Date,
    /// A number.
    Number,
    /// Yes or no.
    YesNo,
}

/// The columns of a list, with a column for each field of the document's own.
#[must_use]
pub fn columns(document: &Value, list: &str) -> Vec<GridColumn> {
    let fixed: &[(&str, &str, CellType)] = if list == RecordType::Entity.list() {
        &[
            ("name", "Name", CellType::Text),
            ("kind", "Kind", CellType::Kind),
            ("aliases", "Other names", CellType::Several),
            ("role", "Role", CellType::Text),
            ("member_of", "Belongs to", CellType::Entity),
            ("wikidata", "Wikidata ID", CellType::Text),
        ]
    } else if list == RecordType::Event.list() {
        &[
            ("title", "What happened", CellType::Text),
            ("date", "When", CellType::Date),
            ("kind", "Kind", CellType::Kind),
            ("status", "Status", CellType::Word(EventStatus::WORDS)),
            ("place", "Where", CellType::Entity),
            ("summary", "Summary", CellType::Text),
        ]
    } else {
        &[
            ("subject", "Who", CellType::Entity),
            ("predicate", "Does what", CellType::Text),
            ("object", "To whom", CellType::Entity),
            ("what", "With what", CellType::Text),
            ("kind", "Kind", CellType::Kind),
            ("stance", "Stance", CellType::Word(Stance::WORDS)),
            ("period", "Over what time", CellType::Date),
            (
                "status",
                "Status",
                CellType::Word(RelationshipStatus::WORDS),
            ),
            ("attribution", "Who says so", CellType::Entity),
            ("summary", "Summary", CellType::Text),
        ]
    };
    let fixed = fixed.iter().map(|(field, name, cell)| GridColumn {
        field: (*field).to_owned(),
        name: (*name).to_owned(),
        cell: *cell,
    });
    let own = (0..len(document, "fields")).filter_map(|index| {
        let path = record("fields", index);
        let text = |name: &str| text_at(document, &[&path, ".", name].concat());
        let (id, of) = (text("id"), text("of"));
        let cell = match FieldType::parse(text("type"))? {
            FieldType::Number => CellType::Number,
            FieldType::Date => CellType::Date,
            FieldType::YesNo => CellType::YesNo,
            FieldType::Choice | FieldType::Text | FieldType::Link => CellType::Text,
        };
        (of == list && !id.is_empty()).then(|| GridColumn {
            field: ["fields.", id].concat(),
            name: words_at(document, &[&path, ".name"].concat()).to_owned(),
            cell,
        })
    });
    fixed.chain(own).collect()
}

/// The entities of a document, by their ids and by what they are called.
#[derive(Clone, Debug, Default)]
pub struct EntityNames {
    by_id: HashMap<String, String>,
    by_name: HashMap<String, String>,
}

impl EntityNames {
    /// Those of a document.
    #[must_use]
    pub fn of(document: &Value) -> Self {
        let mut all = Self::default();
        let Some(Value::List(entities)) = at(document, "entities") else {
            return all;
        };
        let language = article_language(document);
        for entity in entities {
            let id = text_at(entity, "id");
            let name = at(entity, "name").and_then(|it| it.text_in(language));
            let name = name.unwrap_or_default();
            let aliases = texts_at(entity, "aliases");
            for called in [name, id].into_iter().chain(aliases) {
                let called = all.by_name.entry(fold(called));
                called.or_insert_with(|| id.to_owned());
            }
            all.by_id.insert(id.to_owned(), name.to_owned());
        }
        all
    }

    /// What the entity with an id is called; the id itself where there is none.
    #[must_use]
    pub fn name<'n>(&'n self, id: &'n str) -> &'n str {
        let name = self.by_id.get(id).filter(|name| !name.is_empty());
        name.map_or(id, String::as_str)
    }

    /// The id of the entity that is called so.
    #[must_use]
    pub fn id(&self, name: &str) -> Option<&str> {
        self.by_name.get(&fold(name.trim())).map(String::as_str)
    }

    /// What all of them are called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_id.values().map(String::as_str)
    }
}

/// What a cell shows.
#[must_use]
pub fn cell_text(
    document: &Value,
    entities: &EntityNames,
    list: &str,
    row: &str,
    column: &GridColumn,
) -> String {
    let path = [row, ".", &column.field].concat();
    match (column.cell, at(document, &path)) {
        (_, None | Some(Value::Null)) => String::new(),
        (CellType::Entity, Some(Value::Text(id))) => entities.name(id).to_owned(),
        (CellType::Kind, Some(Value::Text(id))) => kind_name(document, list, id),
        (CellType::YesNo, Some(Value::Bool(is_so))) => if *is_so { YES } else { NO }.to_owned(),
        (CellType::Date, Some(Value::Text(date))) => {
            dating::words_of(document, &path).map_or_else(|| date.to_string(), str::to_owned)
        }
        (_, Some(Value::Text(text))) => text.to_string(),
        (_, Some(Value::Number(number))) => number.to_string(),
        (_, Some(Value::List(items))) => {
            let items: Vec<String> = items
                .iter()
                .map(|it| match it {
                    Value::Text(text) => text.to_string(),
                    other => serde_json::to_string(other).unwrap_or_default(),
                })
                .collect();
            items.join("; ")
        }
        (_, Some(_)) => words_at(document, &path).to_owned(),
    }
}

/// What a kind is called.
fn kind_name(document: &Value, list: &str, id: &str) -> String {
    let path = kinds_path(list);
    let own = (0..len(document, &path))
        .map(|index| record(&path, index))
        .find(|it| text_at(document, &[it, ".id"].concat()) == id);
    match own {
        Some(kind) => words_at(document, &[&kind, ".name"].concat()).to_owned(),
        None => id.to_owned(),
    }
}

/// What may be typed into a column, to choose from.
#[must_use]
pub fn cell_choices(
    document: &Value,
    entities: &EntityNames,
    list: &str,
    column: &GridColumn,
) -> Vec<String> {
    let words = |words: &[&str]| words.iter().map(|it| (*it).to_owned()).collect();
    match column.cell {
        CellType::Entity => {
            let mut names: Vec<String> = entities.names().map(str::to_owned).collect();
            names.sort_by_key(|it| it.to_lowercase());
            names
        }
        CellType::Kind => {
            let path = kinds_path(list);
            let own = (0..len(document, &path))
                .map(|index| words_at(document, &[&record(&path, index), ".name"].concat()));
            let built_in = built_in_kinds(list).iter().copied();
            built_in.chain(own).map(str::to_owned).collect()
        }
        CellType::Word(all) => words(all),
        CellType::YesNo => words(&[YES, NO]),
        CellType::Text | CellType::Several | CellType::Date | CellType::Number => Vec::new(),
    }
}

/// The changes of typing `words` into a cell. What is not understood is kept as it is typed, and
/// said to be wrong.
#[must_use]
pub fn type_into(
    document: &Value,
    entities: &EntityNames,
    list: &str,
    row: &str,
    column: &GridColumn,
    words: &str,
) -> Vec<Edit> {
    let path = [row, ".", &column.field].concat();
    let words = words.trim();
    if words == cell_text(document, entities, list, row, column) {
        return Vec::new();
    }
    let languages = languages_at(document, &path);
    let own = article_language(document);
    if let Some(tag) = languages
        .iter()
        .find(|it| **it == own)
        .or(languages.first())
    {
        return vec![Edit::Set([&path, ".", tag].concat(), text(words))];
    }
    if words.is_empty() {
        return vec![Edit::Remove(path)];
    }
    let value = match column.cell {
        CellType::Several => {
            let items = words.split(';').map(str::trim).filter(|it| !it.is_empty());
            Value::List(items.map(text).collect())
        }
        CellType::Entity => text(entities.id(words).unwrap_or(words)),
        CellType::Kind => {
            let Some((id, edit)) = declare_kind(document, list, words) else {
                return vec![Edit::Set(path, text(words))];
            };
            let set = Edit::Set(path, text(id));
            return edit.into_iter().chain([set]).collect();
        }
        CellType::Date => return dating::typed(document, &path, words),
        CellType::Number => read_number(words).map_or_else(|| text(words), Value::Number),
        CellType::YesNo if fold(words) == fold(YES) => Value::Bool(true),
        CellType::YesNo if fold(words) == fold(NO) => Value::Bool(false),
        // A field that may have several keeps them.
        CellType::Text if matches!(at(document, &path), Some(Value::List(_))) => {
            let items = words.split(';').map(str::trim).filter(|it| !it.is_empty());
            Value::List(items.map(text).collect())
        }
        CellType::Word(_) | CellType::Text | CellType::YesNo => text(words),
    };
    vec![Edit::Set(path, value)]
}

/// Cells with what is typed into each: the path of its record, and its column.
pub type TypedCell<'c> = (String, &'c GridColumn, String);

/// The changes of typing into several cells at once.
#[must_use]
pub fn type_into_all(document: &Value, list: &str, cells: &[TypedCell<'_>]) -> Vec<Edit> {
    let entities = EntityNames::of(document);
    let mut now = document.clone();
    let mut edits = Vec::new();
    for (row, column, words) in cells {
        let more = type_into(&now, &entities, list, row, column, words);
        // Only what declares a kind is seen by the next cell.
        if more.iter().any(|it| matches!(it, Edit::Push(..))) {
            more.iter().for_each(|it| apply(&mut now, it));
        }
        edits.extend(more);
    }
    edits
}

/// The changes of pasting the cells of a spreadsheet, as tabs and lines have them, at the cell in
/// `column` of the row at `at` in `rows`. What goes beyond the last row makes new records.
#[must_use]
pub fn paste(
    document: &Value,
    list: &str,
    columns: &[GridColumn],
    rows: &[String],
    place: (usize, usize),
    pasted: &str,
) -> (Vec<Edit>, usize) {
    let (first, column) = place;
    let lines = cells(pasted);
    let mut edits = Vec::new();
    let mut now = document.clone();
    let mut all: Vec<String> = rows.get(first..).unwrap_or_default().to_vec();
    while all.len() < lines.len() {
        let index = len(&now, list);
        let row = record(list, index);
        let name = lines.get(all.len()).and_then(|it| it.first());
        let add = new_record(&now, list, name.map_or("", String::as_str), &[]);
        apply(&mut now, &add);
        edits.push(add);
        all.push(row);
    }
    let mut typed: Vec<TypedCell<'_>> = Vec::new();
    for (row, line) in all.iter().zip(&lines) {
        let wide = columns.get(column..).unwrap_or_default();
        for (column, words) in wide.iter().zip(line) {
            typed.push((row.clone(), column, words.clone()));
        }
    }
    let count = typed.len();
    edits.extend(type_into_all(&now, list, &typed));
    (edits, count)
}

/// The cells of a text as a spreadsheet copies it: tabs between cells, lines between rows, and a
/// cell with either of them, or with quotes, in quotes.
#[must_use]
pub fn cells(pasted: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    let mut letters = pasted.chars().filter(|it| *it != '\r').peekable();
    while let Some(letter) = letters.next() {
        let Some(row) = rows.last_mut() else { break };
        let Some(cell) = row.last_mut() else { break };
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if is_quoted => is_quoted = false,
            '"' if cell.is_empty() => is_quoted = true,
            '\t' if !is_quoted => row.push(String::new()),
            '\n' if !is_quoted => rows.push(vec![String::new()]),
            // A field has one line.
            '\n' => cell.push(' '),
            letter => cell.push(letter),
        }
    }
    // Sheets end with a line break.
    if rows.len() > 1 && rows.last().is_some_and(|it| it.concat().is_empty()) {
        rows.pop();
    }
    rows
}

/// Cells as a spreadsheet takes them.
#[must_use]
pub fn copied(rows: &[Vec<String>]) -> String {
    let cell = |it: &String| {
        if it.contains(['\t', '\n', '"']) {
            ["\"", &it.replace('"', "\"\""), "\""].concat()
        } else {
            it.clone()
        }
    };
    let rows = rows.iter();
    let rows = rows.map(|row| row.iter().map(cell).collect::<Vec<_>>().join("\t"));
    rows.collect::<Vec<_>>().join("\n")
}

/// The changes that replace a text in every text cell of some rows, and in how many cells.
#[must_use]
pub fn replace_all(
    document: &Value,
    list: &str,
    columns: &[GridColumn],
    rows: &[String],
    (find, with): (&str, &str),
) -> (Vec<Edit>, usize) {
    if find.is_empty() {
        return (Vec::new(), 0);
    }
    let entities = EntityNames::of(document);
    let mut typed: Vec<TypedCell<'_>> = Vec::new();
    for row in rows {
        for column in columns {
            // Of names of entities and of words of the format the whole is meant.
            let is_text = matches!(column.cell, CellType::Text | CellType::Several);
            let words = cell_text(document, &entities, list, row, column);
            let is_whole = words == find;
            if (is_text && words.contains(find)) || is_whole {
                typed.push((row.clone(), column, words.replace(find, with)));
            }
        }
    }
    let count = typed.len();
    (type_into_all(document, list, &typed), count)
}

#[cfg(test)]
mod tests {
    use super::super::edit::edited;
    use super::*;

    fn document() -> Value {
        serde_json::from_str(
            r#"{"format": "backstory/1", "article": {"language": "en", "published": "2024-03-04"},
                "fields": [{"id": "amount", "of": "relationships", "name": "Amount", "type": "number"},
                           {"id": "public", "of": "relationships", "name": "Public", "type": "yes-no"}],
                "entities": [{"id": "k", "name": "Kestrel", "aliases": ["Kestrel Ltd"]}, {"id": "a", "name": {"en": "Anna", "fr": "Anne"}}],
                "relationships": [{"id": "r", "subject": "k", "predicate": "paid", "object": "a", "kind": "trade",
                                   "period": "2023", "fields": {"amount": 3, "public": true}}]}"#,
        )
        .unwrap()
    }

    fn row(document: &Value, list: &str, index: usize) -> Vec<String> {
        let entities = EntityNames::of(document);
        columns(document, list)
            .iter()
            .map(|it| cell_text(document, &entities, list, &record(list, index), it))
            .collect()
    }

    #[test]
    fn a_record_is_a_row() {
        let document = document();
        assert_eq!(
            row(&document, "relationships", 0),
            [
                "Kestrel", "paid", "Anna", "", "trade", "", "2023", "", "", "", "3", "yes"
            ]
        );
        assert_eq!(row(&document, "entities", 0)[2], "Kestrel Ltd");
        assert_eq!(columns(&document, "events").len(), 6);
    }

    #[test]
    fn what_is_typed_is_read() {
        let document = document();
        let all = columns(&document, "relationships");
        let typed = |name: &str, words: &str| {
            let column = all.iter().find(|it| it.name == name).unwrap();
            let cells = [("relationships[0]".to_owned(), column, words.to_owned())];
            edited(
                &document,
                &type_into_all(&document, "relationships", &cells),
            )
        };
        let at_row = |after: &Value, field: &str| {
            let path = ["relationships[0].", field].concat();
            serde_json::to_string(&at(after, &path)).unwrap()
        };
        for (name, words, field, value) in [
            ("Who", "kestrel ltd", "subject", "\"k\""),
            ("Who", "Nobody", "subject", "\"Nobody\""),
            ("Kind", "Donation", "kind", "\"donation\""),
            (
                "Over what time",
                "since 3 May 2013",
                "period",
                "\"2013-05-03/..\"",
            ),
            ("Amount", "1,200", "fields.amount", "1200"),
            ("Amount", "much", "fields.amount", "\"much\""),
            ("Public", "No", "fields.public", "false"),
            ("Does what", "", "predicate", "null"),
        ] {
            assert_eq!(at_row(&typed(name, words), field), value, "{name}: {words}");
        }
        assert_eq!(
            text_at(&typed("Kind", "Donation"), "kinds.relationships[0].id"),
            "donation"
        );
        let names = columns(&document, "entities");
        let cells = [("entities[1]".to_owned(), &names[0], "Ann".to_owned())];
        let after = edited(&document, &type_into_all(&document, "entities", &cells));
        assert_eq!(text_at(&after, "entities[1].name.en"), "Ann");
    }

    #[test]
    fn a_spreadsheet_is_pasted_over_rows_and_beyond() {
        let document = document();
        let all = columns(&document, "entities");
        let rows = ["entities[0]".to_owned(), "entities[1]".to_owned()];
        let pasted = "Anne\tperson\n\"A \"\"new\"\" one\"\tVessel\nOther\tvessel\n";
        let (edits, count) = paste(&document, "entities", &all, &rows, (1, 0), pasted);
        let after = edited(&document, &edits);
        assert_eq!(
            (
                count,
                len(&after, "entities"),
                len(&after, "kinds.entities")
            ),
            (6, 4, 1)
        );
        assert_eq!(row(&after, "entities", 1)[..2], ["Anne", "person"]);
        assert_eq!(row(&after, "entities", 2)[..2], ["A \"new\" one", "Vessel"]);
        assert_eq!(text_at(&after, "entities[2].id"), "a-new-one");
        assert_eq!(text_at(&after, "entities[3].kind"), "vessel");
        assert_eq!(cells(&copied(&cells(pasted))), cells(pasted));
    }

    #[test]
    fn a_word_is_replaced_in_all_cells() {
        let document = document();
        let rows = ["entities[0]".to_owned(), "entities[1]".to_owned()];
        let all = columns(&document, "entities");
        let replace =
            |find: &str, with: &str| replace_all(&document, "entities", &all, &rows, (find, with));
        let (edits, count) = replace("Kestrel", "Falcon");
        let after = edited(&document, &edits);
        assert_eq!(count, 2);
        assert_eq!(
            row(&after, "entities", 0)[..3],
            ["Falcon", "", "Falcon Ltd"]
        );
        assert_eq!(replace("", "x").1, 0);
        assert_eq!(replace("nowhere", "x").1, 0);
    }
}
