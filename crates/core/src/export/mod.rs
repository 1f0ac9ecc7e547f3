//! The export of the selection: as a sheet (RFC 4180) or as JSON (RFC 8259), each
//! row with its claimant and its passage.

mod formula;

pub use formula::{guard, unguard};

use crate::dataset::{
    CustomField, Dataset, Evidence, FieldType, FieldValue, Record, RecordType, Relationship,
    RelationshipIx, RelationshipStatus, Stance, YES,
};
use crate::locale::{Words, citation, claimant_name, denier_names, describe, passage};
use crate::query::{Column, Facet};
use crate::table::RelationshipMatch;
use crate::util::format::decimal;

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// Comma-separated values by RFC 4180, led by a byte order mark: without
    /// it, Excel takes UTF-8 for something else.
    Csv,
    /// Tab-separated values, to be pasted into a sheet.
    Tsv,
    /// JSON (RFC 8259), with the names of the dataset's own fields.
    Json,
}

impl ExportFormat {
    /// The ending of a file's name.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
        }
    }

    /// The media type of a file.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv;charset=utf-8",
            Self::Tsv => "text/tab-separated-values;charset=utf-8",
            Self::Json => "application/json",
        }
    }
}

/// Writes `rows`, in their order.
///
/// In the sheets no cell is a formula, whatever the data says: one that a
/// spreadsheet would read as such is led by an apostrophe (OWASP, "CSV
/// injection").
#[must_use]
pub fn export(
    format: ExportFormat,
    rows: &[RelationshipMatch],
    dataset: &Dataset,
    words: &Words,
) -> String {
    let edges = rows
        .iter()
        .filter_map(|(ix, _)| Some((*ix, dataset.relationship(*ix)?)));
    match format {
        ExportFormat::Json => json(edges, dataset),
        ExportFormat::Csv | ExportFormat::Tsv => {
            let mut text = String::new();
            if format == ExportFormat::Csv {
                text.push('\u{feff}');
            }
            line(&mut text, format, heads(dataset, words));
            for (ix, it) in edges {
                line(&mut text, format, cells(ix, it, dataset, words));
            }
            text
        }
    }
}

/// One row as a line of tab-separated values, with no line's end.
#[must_use]
pub fn row_text(ix: RelationshipIx, dataset: &Dataset, words: &Words) -> Option<String> {
    let it = dataset.relationship(ix)?;
    let mut text = String::new();
    line(&mut text, ExportFormat::Tsv, cells(ix, it, dataset, words));
    text.truncate(text.trim_end_matches(['\r', '\n']).len());
    Some(text)
}

/// Whether a sheet has a column of media: where a relationship has some.
fn has_media(dataset: &Dataset) -> bool {
    let mut positions = dataset.media.positions(RecordType::Relationship);
    positions.next().is_some()
}

/// How many columns a sheet has.
#[cfg(test)]
const COLUMNS: usize = 14;

/// The heads of the columns; those of declared fields come last.
fn heads(dataset: &Dataset, words: &Words) -> Vec<String> {
    let column = |column| words.column(column, dataset);
    let own = [
        column(Column::Subject),
        column(Column::Predicate),
        column(Column::What),
        column(Column::Object),
        column(Column::Period),
        // The same in the notation of ISO 8601-2, for programs.
        "EDTF",
        words.facet(Facet::Kind, dataset),
        words.facet(Facet::Stance, dataset),
        column(Column::Status),
        column(Column::Claimant),
        words.denied_by,
        words.paragraph_column,
        words.evidence,
        words.sources,
    ];
    let fields = dataset.fields_of(RecordType::Relationship);
    let fields = fields.map(|(_, field)| {
        if field.unit.is_empty() {
            return field.name.to_string();
        }
        let (open, close) = (words.parenthesis_open, words.parenthesis_close);
        [&field.name, open, &field.unit, close].concat()
    });
    let media = has_media(dataset).then_some(words.media_column);
    let own = own.into_iter().chain(media);
    own.map(str::to_owned).chain(fields).collect()
}

/// The values of a record's field as a sheet and a program have them: numbers with a
/// point, dates in EDTF, several choices with a semicolon between them.
fn plain_values(field: &CustomField, position: u32) -> String {
    let text = |value: FieldValue| match value {
        FieldValue::Number(number) => decimal(number),
        FieldValue::Text(value) => value.name.to_string(),
    };
    field
        .values
        .of(position)
        .map(text)
        .collect::<Vec<_>>()
        .join("; ")
}

fn cells(ix: RelationshipIx, it: &Relationship, dataset: &Dataset, words: &Words) -> Vec<String> {
    let name = |entity| {
        let entity = dataset.entity(entity);
        entity.map(|it| it.name.to_string()).unwrap_or_default()
    };
    let each = |of: &dyn Fn(&Evidence) -> String| {
        let each: Vec<String> = it.evidence.iter().map(of).collect();
        each.join(words.clause_separator)
    };
    let cited = citation(Record::Relationship(ix), dataset, words);
    let elsewhere = it.sources.iter().map(|source| {
        let url = source.url.as_ref().map_or("", |url| url.as_str());
        [&source.title, " ", url].concat().trim().to_owned()
    });
    let sources: Vec<String> = cited.into_iter().chain(elsewhere).collect();
    let status = it.status.map(|status| words.relationship_status(status));
    let revision = (it.revision.as_ref()).map(|revision| words.revision(revision.status));
    let status: Vec<&str> = [status, revision].into_iter().flatten().collect();
    let status = status.join(words.clause_separator);
    let own = [
        name(it.subject),
        it.predicate.to_string(),
        it.what.to_string(),
        name(it.object),
        describe(it.period.as_ref(), words),
        it.period
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        words.relationship_kind(it.kind, &dataset.kinds).to_owned(),
        it.stance
            .map_or("", |stance| words.stance(stance))
            .to_owned(),
        status,
        claimant_name(it, dataset, words)
            .unwrap_or_default()
            .to_owned(),
        denier_names(it, dataset, words).unwrap_or_default(),
        each(&|evidence| evidence.paragraph.to_string()),
        each(&|evidence| passage(evidence, words)),
        sources.join(words.clause_separator),
    ];
    let fields = dataset.fields_of(RecordType::Relationship);
    let fields = fields.map(|(_, field)| plain_values(field, ix.0));
    let media = has_media(dataset).then(|| {
        let media = dataset.media(Record::Relationship(ix)).iter();
        media
            .map(|it| it.src.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    });
    own.into_iter().chain(media).chain(fields).collect()
}

fn line(text: &mut String, format: ExportFormat, cells: Vec<String>) {
    for (position, cell) in cells.into_iter().enumerate() {
        if position > 0 {
            text.push(if format == ExportFormat::Csv {
                ','
            } else {
                '\t'
            });
        }
        let cell = guard(cell);
        if format == ExportFormat::Tsv {
            // The format has no way to write these.
            text.extend(
                cell.chars()
                    .map(|it| if it.is_control() { ' ' } else { it }),
            );
        } else if cell.contains([',', '"', '\r', '\n']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

fn json<'a>(
    edges: impl Iterator<Item = (RelationshipIx, &'a Relationship)>,
    dataset: &Dataset,
) -> String {
    let article = &dataset.article;
    let name = |entity| dataset.entity(entity).map(|it| &*it.name);
    let date = |date: Option<&crate::dataset::Date>| date.map(ToString::to_string);
    let mut out = Json::default();
    out.open("", '{');
    out.open("article", '{');
    out.text("title", Some(&article.title));
    out.text("publisher", Some(&article.publisher));
    out.text("published", date(article.published.as_ref()).as_deref());
    out.text("url", article.url.as_ref().map(|url| url.as_str()));
    out.close('}');
    out.open("relationships", '[');
    for (ix, it) in edges {
        out.open("", '{');
        out.text("id", Some(&it.id));
        out.text("subject", name(it.subject));
        out.text("predicate", Some(&it.predicate));
        out.text("object", name(it.object));
        out.text("what", Some(&it.what));
        out.text("kind", Some(it.kind.id(&dataset.kinds)));
        out.text("stance", it.stance.map(Stance::as_str));
        out.text("period", date(it.period.as_ref()).as_deref());
        out.text("status", it.status.map(RelationshipStatus::as_str));
        out.text("attribution", it.attribution.and_then(name));
        out.open("denied_by", '[');
        for who in it.denied_by.iter().filter_map(|ix| name(*ix)) {
            out.text("", Some(who));
        }
        out.close(']');
        out.text("summary", Some(&it.summary));
        out.open("events", '[');
        for event in it.events.iter().filter_map(|ix| dataset.event(*ix)) {
            out.text("", Some(&event.title));
        }
        out.close(']');
        out.open("evidence", '[');
        for evidence in &it.evidence {
            out.open("", '{');
            out.name("paragraph");
            out.text.push_str(&evidence.paragraph.to_string());
            out.text("start", Some(&evidence.start));
            out.text("end", evidence.end.as_deref());
            out.close('}');
        }
        out.close(']');
        out.open("sources", '[');
        for source in &it.sources {
            out.open("", '{');
            out.text("title", Some(&source.title));
            out.text("url", source.url.as_ref().map(|url| url.as_str()));
            out.close('}');
        }
        out.close(']');
        if let Some(revision) = &it.revision {
            out.open("revision", '{');
            out.text("status", Some(revision.status.as_str()));
            out.text("date", date(revision.date.as_ref()).as_deref());
            out.text("note", Some(&revision.note));
            let was = Some(&*revision.was).filter(|was| !was.is_empty());
            out.text("was", was);
            out.close('}');
        }
        let media = dataset.media(Record::Relationship(ix));
        if !media.is_empty() {
            out.open("media", '[');
            for it in media {
                out.open("", '{');
                out.text("type", Some(it.media_type.as_str()));
                out.text("src", Some(it.src.as_str()));
                for (name, text) in [
                    ("alt", &it.alt),
                    ("caption", &it.caption),
                    ("credit", &it.credit),
                ] {
                    out.text(name, Some(text));
                }
                out.close('}');
            }
            out.close(']');
        }
        let values = dataset.values_of(Record::Relationship(ix));
        if !values.is_empty() {
            out.open("fields", '{');
            for (field, values) in values {
                out.field(field, &values);
            }
            out.close('}');
        }
        out.close('}');
    }
    out.close(']');
    out.close('}');
    out.text.push('\n');
    out.text
}

/// JSON as it is written. An empty name stands for a list's entry.
#[derive(Default)]
struct Json {
    text: String,
}

impl Json {
    fn name(&mut self, name: &str) {
        if !self.text.is_empty() && !self.text.ends_with(['{', '[']) {
            self.text.push(',');
        }
        if !name.is_empty() {
            self.quote(name);
            self.text.push(':');
        }
    }

    fn open(&mut self, name: &str, bracket: char) {
        self.name(name);
        self.text.push(bracket);
    }

    fn close(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    fn text(&mut self, name: &str, value: Option<&str>) {
        self.name(name);
        match value {
            Some(value) => self.quote(value),
            None => self.text.push_str("null"),
        }
    }

    fn field(&mut self, field: &CustomField, values: &[FieldValue]) {
        let is_list = values.len() > 1;
        if is_list {
            self.open(&field.id, '[');
        }
        for value in values {
            let name = if is_list { "" } else { &*field.id };
            match value {
                FieldValue::Number(number) => {
                    self.name(name);
                    self.text.push_str(&decimal(*number));
                }
                FieldValue::Text(value) if field.value_type == FieldType::YesNo => {
                    self.name(name);
                    let is_yes = &*value.key == YES;
                    self.text.push_str(if is_yes { "true" } else { "false" });
                }
                FieldValue::Text(value) => self.text(name, Some(&value.name)),
            }
        }
        if is_list {
            self.close(']');
        }
    }

    fn quote(&mut self, value: &str) {
        self.text.push('"');
        for letter in value.chars() {
            match letter {
                '"' | '\\' => self.text.extend(['\\', letter]),
                // Line separators, so that the text can stand in a script.
                '\0'..' ' | '\u{2028}' | '\u{2029}' => {
                    let digit = |shift: u32| {
                        char::from_digit(u32::from(letter) >> shift & 15, 16).unwrap_or('0')
                    };
                    self.text
                        .extend(['\\', 'u', digit(12), digit(8), digit(4), digit(0)]);
                }
                _ => self.text.push(letter),
            }
        }
        self.text.push('"');
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dataset::{
        Date, EntityIx, Match, Media, MediaType, MediaUrl, Revision, RevisionStatus, SafeUrl,
        Source,
    };
    use crate::locale::ENGLISH;
    use crate::table::tests::dataset;

    fn of(dataset: &Dataset, format: ExportFormat) -> String {
        let rows: Vec<RelationshipMatch> = dataset
            .relationships()
            .map(|(ix, _)| (ix, Match::Definite))
            .collect();
        export(format, &rows, dataset, &ENGLISH)
    }

    /// Reads RFC 4180, as a program would that has never seen what wrote it.
    fn parse(csv: &str) -> Vec<Vec<String>> {
        let mut table = vec![vec![String::new()]];
        let mut letters = csv.trim_start_matches('\u{feff}').chars().peekable();
        let mut quoted = false;
        while let Some(letter) = letters.next() {
            let row = table.last_mut().unwrap();
            match letter {
                '"' if quoted && letters.next_if_eq(&'"').is_some() => {
                    row.last_mut().unwrap().push('"')
                }
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(String::new()),
                '\r' if !quoted && letters.next_if_eq(&'\n').is_some() => {
                    table.push(vec![String::new()]);
                }
                _ => row.last_mut().unwrap().push(letter),
            }
        }
        assert_eq!(
            table.pop(),
            Some(vec![String::new()]),
            "the last line ends as the others do"
        );
        table
    }

    fn sourced() -> Dataset {
        let mut dataset = dataset(&[(0, 1, 0)]);
        dataset.article.title = "A story".into();
        let it = &mut dataset.relationships[0];
        it.what = "jets, \"cars\"".into();
        it.period = Date::parse("2017-11").ok();
        it.attribution = Some(EntityIx(2));
        it.denied_by = vec![EntityIx(0)];
        it.sources = vec![Source {
            title: "A register".into(),
            url: SafeUrl::parse("https://register.example/7"),
        }];
        it.revision = Some(Revision {
            status: RevisionStatus::Retracted,
            date: None,
            note: "Wrong.".into(),
            was: "".into(),
        });
        dataset
    }

    #[test]
    fn a_row_leaves_with_its_sources() {
        let table = parse(&of(&sourced(), ExportFormat::Csv));
        assert_eq!(table[0].len(), COLUMNS);
        assert_eq!(
            table[1][..13],
            [
                "E0",
                "meets",
                "jets, \"cars\"",
                "E1",
                "November 2017",
                "2017-11",
                "Military",
                "Cooperative",
                "Stated; Withdrawn",
                "E2",
                "E0",
                "1",
                "“one two … nine ten”",
            ]
        );
        assert!(
            table[1][13].contains("“A story”, paragraph 1"),
            "{}",
            table[1][13]
        );
        assert!(table[1][13].ends_with("; A register https://register.example/7"));
        let tsv = of(&sourced(), ExportFormat::Tsv);
        assert_eq!(tsv.lines().count(), 2);
        assert_eq!(
            tsv.lines().nth(1).unwrap().split('\t').nth(2),
            Some("jets, \"cars\"")
        );
    }

    #[test]
    fn a_row_leaves_with_its_pictures() {
        let mut dataset = dataset(&[(0, 1, 0), (1, 2, 0)]);
        assert!(!of(&dataset, ExportFormat::Json).contains("media"));
        let picture = |src| Media {
            media_type: MediaType::Image,
            src: MediaUrl::parse(src).unwrap(),
            srcset: "".into(),
            width: None,
            height: None,
            alt: "A dam".into(),
            title: "".into(),
            caption: "".into(),
            credit: "A. Name".into(),
            href: None,
            poster: None,
            captions: None,
        };
        let media = vec![picture("dam.jpg"), picture("https://a.example/gate.jpg")];
        dataset.media.push(RecordType::Relationship, 1, media);
        let table = parse(&of(&dataset, ExportFormat::Csv));
        let column = |row: usize| &*table[row][COLUMNS];
        assert_eq!(
            [column(0), column(1), column(2)],
            ["Media", "", "dam.jpg https://a.example/gate.jpg"]
        );
        let json: serde_json::Value =
            serde_json::from_str(&of(&dataset, ExportFormat::Json)).unwrap();
        assert!(json["relationships"][0]["media"].is_null());
        let it = &json["relationships"][1]["media"][0];
        assert_eq!(
            [&it["type"], &it["src"], &it["alt"], &it["credit"]],
            ["image", "dam.jpg", "A dam", "A. Name"]
        );
    }

    #[test]
    fn json_has_the_datasets_own_words() {
        let json: serde_json::Value =
            serde_json::from_str(&of(&sourced(), ExportFormat::Json)).unwrap();
        assert_eq!(json["article"]["title"], "A story");
        let it = &json["relationships"][0];
        assert_eq!(
            (&it["subject"], &it["attribution"]),
            (&"E0".into(), &"E2".into())
        );
        assert_eq!(it["period"], "2017-11");
        assert_eq!(it["evidence"][0]["paragraph"], 1);
        assert_eq!(it["evidence"][0]["end"], "nine ten");
        assert_eq!(it["sources"][0]["url"], "https://register.example/7");
        assert_eq!(it["revision"]["status"], "retracted");
        assert!(it["revision"]["date"].is_null());
    }

    #[test]
    fn a_sheet_has_the_marks_of_its_language() {
        let in_language = |tag| {
            let words = Words::built_in(tag).unwrap();
            let row = row_text(RelationshipIx(0), &sourced(), words).unwrap();
            let row: Vec<String> = row.split('\t').map(str::to_owned).collect();
            (heads(&sourced(), words)[11].clone(), row)
        };
        let (paragraph, row) = in_language("fr");
        assert_eq!(paragraph, "Paragraphe");
        assert_eq!(row[8], "Affirmé\u{202f}; Retiré");
        let (paragraph, row) = in_language("zh");
        assert_eq!(paragraph, "段落");
        assert!(row[13].contains("“A story”，第 1 段：“"), "{}", row[13]);
        assert!(row[13].contains("”。；A register"), "{}", row[13]);
        let (paragraph, row) = in_language("ar");
        assert_eq!(paragraph, "الفقرة");
        assert!(row[8].contains("؛ "), "{}", row[8]);
    }

    #[test]
    fn a_row_alone_is_one_line() {
        let text = row_text(RelationshipIx(0), &sourced(), &ENGLISH).unwrap();
        assert!(text.starts_with("E0\tmeets\t") && !text.contains('\n'));
        assert_eq!(row_text(RelationshipIx(9), &sourced(), &ENGLISH), None);
    }

    proptest! {
        #[test]
        fn whatever_the_data_says_it_is_read_back_and_never_computed(
            what in "[=+\\-@\t\r\n \"',a-c＝＠é\u{2028}\\\\\0]{0,12}",
            name in "[=+\\-@\t\r\n \"',;a-c]{1,9}",
        ) {
            let mut dataset = dataset(&[(0, 1, 0)]);
            dataset.relationships[0].what = what.as_str().into();
            dataset.entities[0].name = name.as_str().into();
            let read = parse(&of(&dataset, ExportFormat::Csv));
            prop_assert_eq!(read.len(), 2);
            prop_assert_eq!(read[1].len(), COLUMNS);
            for (cell, text) in [(&read[1][0], &name), (&read[1][2], &what)] {
                prop_assert_eq!(unguard(cell), text);
            }
            for cell in read.iter().flatten() {
                let leads = cell.trim_start_matches(' ').chars().next();
                prop_assert!(!leads.is_some_and(|it| "=+-@\t\r\n＝＋－＠".contains(it)), "{:?}", cell);
            }
            let tsv = of(&dataset, ExportFormat::Tsv);
            prop_assert!(tsv.split("\r\n").take(2).all(|line| line.split('\t').count() == COLUMNS
                && !line.contains(['\r', '\n'])));
            let json: serde_json::Value = serde_json::from_str(&of(&dataset, ExportFormat::Json)).unwrap();
            prop_assert_eq!(json["relationships"][0]["what"].as_str(), Some(&*what));
        }
    }
}
