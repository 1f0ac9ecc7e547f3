//! Datasets: what is read is written and read again, and nothing of the data is code.

use scraper::{Html, Node};

use backstory_core::dataset::{Dataset, Day, Decoded, decode};
use backstory_core::export::{ExportFormat, export};
use backstory_core::locale::ENGLISH;
use backstory_core::query::{Column, Direction, Filter, Index, QuerySession, Sort};
use backstory_core::state::View;
use backstory_formats::{
    Document, Sheet, differences, from_ftm, from_sheets, json_in_all_languages, json_ld,
    plain_html, read_json, to_csl, to_ftm, to_ical, to_sheet,
};
use backstory_prerender::{Options, children_now};

use crate::bytes::text;

/// A dataset's JSON, through everything that is made of one.
pub fn dataset(bytes: &[u8]) {
    let Ok(value) = read_json(&text(bytes)) else {
        return;
    };
    let Ok(decoded) = decode(&value) else {
        return;
    };
    every_use(&decoded);
    if decoded.dataset.events.is_empty() && decoded.dataset.relationships.is_empty() {
        return;
    }
    let all = json_in_all_languages(&value, &decoded.dataset);
    let all = read_json(&all).expect("it is JSON");
    let again = decode(&all).expect("it is a dataset");
    // Texts of records that were skipped are of no language any more.
    let documents = [&again.dataset, &decoded.dataset].map(Document::from);
    assert_eq!(documents[0], documents[1], "in all languages");
}

/// Writes, shows and asks a dataset in every way.
pub fn every_use(decoded: &Decoded) {
    let dataset = &decoded.dataset;
    for problem in &decoded.problems {
        assert!(!problem.path.is_empty() && !problem.kind.to_string().is_empty());
    }
    comes_back(dataset);
    asked(dataset);
    exported(dataset);
    shown(decoded);
}

fn comes_back(dataset: &Dataset) {
    if dataset.events.is_empty() && dataset.relationships.is_empty() {
        return;
    }
    let document = Document::from(dataset);
    let again = decode(&document.to_value()).expect("it was a dataset");
    assert_eq!(again.problems, [], "what was written");
    // The languages of its texts are no field of a document in one of them.
    assert_eq!(Document::from(&again.dataset), document, "through JSON");
    assert_eq!(again.dataset.bounds, dataset.bounds, "through JSON");
    assert_eq!(differences(dataset, dataset), [], "it differs from itself");
}

fn asked(dataset: &Dataset) {
    let index = Index::new(dataset);
    while index.prepare(dataset, 100) {}
    let mut session = QuerySession::default();
    let all = session.run(&index, dataset, &Filter::default());
    let count = all.found();
    assert_eq!(all.events().len(), count.events as usize);
    let filter = Filter {
        text: dataset.article.title.to_string().into(),
        ..Filter::default()
    };
    let found = session.run(&index, dataset, &filter);
    assert!(found.found().events <= count.events);
    let mut rows = all.relationships().to_vec();
    for column in Column::ALL {
        for direction in [Direction::Ascending, Direction::Descending] {
            index.sort(dataset, &mut rows, &[Sort { column, direction }]);
        }
    }
    for format in [ExportFormat::Csv, ExportFormat::Tsv, ExportFormat::Json] {
        let text = export(format, &rows, dataset, &ENGLISH);
        match format {
            ExportFormat::Csv => has_no_formula(&text, b','),
            ExportFormat::Tsv => has_no_formula(&text, b'\t'),
            ExportFormat::Json => {
                serde_json::from_str::<serde_json::Value>(&text).expect("it is JSON");
            }
        }
    }
}

/// No cell of a sheet begins as a spreadsheet's formulas do, but for numbers.
fn has_no_formula(sheet: &str, delimiter: u8) {
    let sheet = sheet.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new();
    reader
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false);
    for row in reader.from_reader(sheet.as_bytes()).records() {
        let row = row.expect("it is a sheet");
        for cell in &row {
            let is_number = cell
                .strip_prefix(['-', '+'])
                .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
            assert!(
                is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell:?}"
            );
        }
    }
}

fn exported(dataset: &Dataset) {
    let calendar = to_ical(dataset, &ENGLISH, Day(20_000)).text;
    for line in calendar.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
    serde_json::from_str::<serde_json::Value>(&to_csl(dataset).text).expect("CSL is JSON");
    serde_json::from_str::<serde_json::Value>(&json_ld(dataset, &ENGLISH).text)
        .expect("JSON-LD is JSON");
    let ftm = from_ftm(&to_ftm(dataset).text);
    assert!(
        ftm.document.entities.len() >= dataset.entities.len(),
        "an entity is lost in FollowTheMoney"
    );
    let sheets: Vec<(Sheet, String)> = Sheet::ALL
        .into_iter()
        .map(|sheet| (sheet, to_sheet(dataset, sheet).text))
        .collect();
    let sheets = sheets
        .iter()
        .map(|(sheet, text)| ("sheet.csv", *sheet, text.as_str()));
    let _ = from_sheets(sheets);
}

fn shown(decoded: &Decoded) {
    is_only_text(&plain_html(&decoded.dataset, &ENGLISH));
    for view in [View::Timeline, View::Relationships] {
        let options = Options {
            css: "backstory.css",
            inline_css: None,
            plain: false,
            view,
        };
        is_only_text(&children_now(decoded, &ENGLISH, &options));
    }
}

/// Markup that holds data holds nothing that runs, and links where links may lead.
pub fn is_only_text(html: &str) {
    let page = Html::parse_fragment(html);
    let elements = page.tree.nodes().filter_map(|node| match node.value() {
        Node::Element(element) => Some(element),
        _ => None,
    });
    for element in elements {
        let name = element.name();
        assert!(
            ![
                "script", "iframe", "object", "embed", "base", "meta", "form"
            ]
            .contains(&name),
            "<{name}> in {html}"
        );
        for (attribute, value) in element.attrs() {
            assert!(!attribute.starts_with("on"), "{attribute} in {html}");
            if ["href", "src", "action", "xlink:href"].contains(&attribute) {
                let is_safe = ["https:", "http:", "mailto:", "#", "backstory.css", "core/"]
                    .iter()
                    .any(|start| value.to_ascii_lowercase().starts_with(start));
                assert!(is_safe, "{attribute}={value:?}");
            }
        }
    }
}
