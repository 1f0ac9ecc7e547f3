//! Sheets to begin with: the columns, what belongs in each, and an example.

use csv::Writer;
use serde_json::Value as Json;

use super::columns::{self, ARTICLE_FIELDS};
use super::sheet::Sheet;
use super::write::to_sheet;
use crate::schema;
use backstory_core::dataset::names::{article, event, field, relationship};
use backstory_core::dataset::{Dataset, Value, decode};

/// What the example rows are of. They stand for each other: a relationship names the
/// two entities.
const EXAMPLE: &str = r#"{
  "format": "backstory/1",
  "article": {"title": "The harbour and its mayor", "publisher": "The Daily Example",
    "published": "2024-03-15", "language": "en", "url": "https://example.org/harbour",
    "summary": "How a contract for the port came to be."},
  "kinds": {"relationships": [{"id": "lease", "name": "Lease"}]},
  "fields": [{"id": "rent", "of": "relationships", "name": "Rent a year", "type": "number", "unit": "EUR"}],
  "entities": [
    {"id": "ada-osei", "kind": "person", "name": "Ada Osei", "aliases": ["Mayor Osei"],
      "role": "mayor of Newtown", "member_of": "newtown"},
    {"id": "newtown", "kind": "place", "name": "Newtown"},
    {"id": "harbour-company", "kind": "organisation", "name": "Harbour Company"}
  ],
  "events": [
    {"id": "signing", "date": "2024-03-14", "dating": {"basis": "relative", "words": "on Thursday"},
      "title": "The contract is signed", "summary": "The mayor signs in the town hall.",
      "kind": "agreement", "status": "happened", "place": "newtown",
      "participants": [{"entity": "ada-osei", "role": "signs"}, {"entity": "harbour-company", "role": "signs"}],
      "evidence": [{"paragraph": 2, "start": "The mayor signed", "end": "in the town hall"}],
      "sources": [{"title": "Minutes of the council", "url": "https://example.org/minutes"}]}
  ],
  "relationships": [
    {"id": "lease", "subject": "ada-osei", "predicate": "leased the port to", "object": "harbour-company",
      "what": "the port of Newtown", "kind": "lease", "fields": {"rent": 125000}, "stance": "cooperative", "period": "2024-03/..",
      "status": "stated", "events": ["signing"],
      "evidence": [{"paragraph": 2, "start": "The mayor signed", "end": "in the town hall"}]}
  ]
}"#;

/// A sheet with the names of its columns, what belongs in each, and an example. What
/// belongs there is a comment, which an import passes over; of a column that takes
/// certain words it lists them.
#[must_use]
pub fn template(sheet: Sheet) -> String {
    let filled = example().map_or_else(String::new, |dataset| to_sheet(&dataset, sheet).text);
    let schema: Json = serde_json::from_str(&schema()).unwrap_or_default();
    let (header, rows) = filled.split_once('\n').unwrap_or((&filled, ""));
    let mut text = [header, "\n"].concat();
    let comments: Vec<Vec<String>> = match sheet {
        Sheet::Article => ARTICLE_FIELDS
            .iter()
            .map(|field| {
                let name = ["# ", field, ": "].concat();
                vec![name + &note(&schema, sheet, field), String::new()]
            })
            .collect(),
        _ => vec![
            header
                .trim_end()
                .split(',')
                .enumerate()
                .map(|(at, column)| {
                    let mark = if at == 0 { "# " } else { "" };
                    [mark, &note(&schema, sheet, column)].concat()
                })
                .collect(),
        ],
    };
    let mut writer = Writer::from_writer(Vec::new());
    for comment in comments {
        // Writing to memory cannot fail.
        let _ = writer.write_record(comment);
    }
    let comments = writer.into_inner().unwrap_or_default();
    text.push_str(&String::from_utf8(comments).unwrap_or_default());
    text.push_str(rows);
    text
}

fn example() -> Option<Dataset> {
    let value: Value = Value::parse(EXAMPLE)?;
    decode(&value).ok().map(|decoded| decoded.dataset)
}

/// What belongs in a column: how it is written where that is the sheet's own way, or
/// else the first sentence that the schema has of it; and the words that it takes.
fn note(schema: &Json, sheet: Sheet, column: &str) -> String {
    let own = match column {
        event::PARTICIPANTS => {
            "Who took part, and as what: \"Ada Osei: signs; Harbour Company: signs\"."
        }
        event::EVIDENCE => {
            "The passages that say so: the paragraph's number, the first words … the last words. \
             Several are separated by ;"
        }
        event::MEDIA => {
            "Pictures, films, recordings, documents and pages: \"dam.jpg <alt: A dam> \
             <caption: …> <credit: A. Name>\". Several are separated by ;"
        }
        article::CORRECTIONS => {
            "What was put right since publication: \"The year was wrong. <date: 2018-06-20> \
             <was: 2012> <now: 2013>\". Several are separated by ;"
        }
        event::SOURCES => "Other documents: \"Title <https://…>\". Several are separated by ;",
        relationship::EVENTS => "The ids or titles of events that it is about, separated by ;",
        relationship::DENIED_BY => {
            "Who denies it: names or ids, separated by ;, or - where nobody is named."
        }
        relationship::SUBJECT | relationship::OBJECT => {
            "Who: a name or an id of the sheet of entities."
        }
        event::AFTER | event::BEFORE if sheet == Sheet::Events => {
            if column == event::AFTER {
                "The ids or titles of events that it comes after, separated by ;"
            } else {
                "The ids or titles of events that it comes before, separated by ;"
            }
        }
        field::OF => "Of which list: entities, events or relationships.",
        _ => "",
    };
    if !own.is_empty() {
        return own.to_owned();
    }
    let record = match sheet {
        Sheet::Article => "article",
        Sheet::OwnKinds => "kind",
        Sheet::OwnFields => "field",
        Sheet::Entities => "entity",
        Sheet::Events => "event",
        Sheet::Relationships => "relationship",
    };
    let (record, name) = match column {
        columns::DATE_BASIS | columns::PUBLISHED_BASIS => ("dating", "basis"),
        columns::DATE_WORDS | columns::PUBLISHED_WORDS => ("dating", "words"),
        columns::DATE_NOTE | columns::PUBLISHED_NOTE => ("dating", "note"),
        columns::REVISION_DATE => ("revision", "date"),
        columns::REVISION_NOTE => ("revision", "note"),
        columns::REVISION_WAS => ("revision", "was"),
        "revision" => ("revision", "status"),
        article::TITLE => (record, "title"),
        other => (record, other),
    };
    let definitions = schema.get("$defs");
    let definition = |name: &str| definitions.and_then(|all| all.get(name));
    let Some(property) = definition(record)
        .and_then(|it| it.get("properties"))
        .and_then(|all| all.get(name))
    else {
        return String::new();
    };
    let said = property.get("description").and_then(Json::as_str);
    let mut note = first_sentence(said.unwrap_or_default()).to_owned();
    let alternatives = property.get("anyOf").and_then(Json::as_array);
    let words: Vec<&str> = std::iter::once(property)
        .chain(alternatives.into_iter().flatten())
        .filter_map(|it| definition(it.get("$ref")?.as_str()?.rsplit('/').next()?))
        .filter_map(|words| words.get("oneOf")?.as_array())
        .flatten()
        .filter_map(|word| word.get("const").and_then(Json::as_str))
        .collect();
    if !words.is_empty() {
        note.push_str(" One of: ");
        note.push_str(&words.join(", "));
    }
    note
}

/// The first sentence of a description; a point within one has a letter behind it.
fn first_sentence(text: &str) -> &str {
    match text.split_once(". ") {
        Some((first, _)) => text.get(..=first.len()).unwrap_or(text),
        None => text,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::import;

    #[test]
    fn the_templates_are_a_dataset_without_a_problem() {
        let texts = Sheet::ALL.map(|sheet| (sheet.file(), template(sheet)));
        let texts: Vec<(&str, &str)> = texts.iter().map(|(name, it)| (*name, &**it)).collect();
        let import = import(&texts).unwrap();
        let decoded = decode(&import.document.to_value()).unwrap();
        assert_eq!(decoded.problems, []);
        assert_eq!(decoded.dataset.events.len(), 1);
        assert_eq!(decoded.dataset.relationships.len(), 1);
        let article = decoded.dataset.article;
        assert_eq!(&*article.title, "The harbour and its mayor");
        // What is passed over is the notes, and nothing else.
        for notice in import.unsupported {
            assert!(notice.message.starts_with("a comment"), "{notice}");
        }
    }

    #[test]
    fn each_column_has_a_note_and_those_with_certain_words_list_them() {
        let schema: Json = serde_json::from_str(&schema()).unwrap();
        for sheet in Sheet::ALL.into_iter().filter(|it| *it != Sheet::Article) {
            for column in sheet.columns() {
                let note = note(&schema, sheet, column);
                assert!(note.len() > 5, "{sheet:?}: {column}");
                let has_words = note.contains("One of: ");
                let takes_words = ["kind", "status", "stance", "date_basis", "revision", "type"];
                assert_eq!(has_words, takes_words.contains(column), "{column}: {note}");
            }
        }
        for field in ARTICLE_FIELDS {
            assert!(note(&schema, Sheet::Article, field).len() > 5, "{field}");
        }
    }
}
