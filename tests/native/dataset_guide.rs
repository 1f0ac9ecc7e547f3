//! `docs/dataset.md` agrees with the code: its dates, its columns, its limits, and its
//! example sheets.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use backstory_core::dataset::{
    LoadError, Loader, MAX_BYTES, MAX_DEPTH, MAX_RECORDS, MAX_VALUES, Progress, decode,
};
use backstory_core::locale::{ENGLISH, describe};
use backstory_formats::{Sheet, english_date, from_sheets, read_json};

fn guide() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/dataset.md");
    std::fs::read_to_string(path).unwrap()
}

/// The rows of every table, cells trimmed; a table begins with its header.
fn tables() -> Vec<Vec<Vec<String>>> {
    let mut tables: Vec<Vec<Vec<String>>> = vec![Vec::new()];
    for line in guide().lines() {
        if let Some(row) = line.strip_prefix('|') {
            let cells = row.trim_end_matches('|').split('|');
            let cells: Vec<String> = cells.map(|cell| cell.trim().to_owned()).collect();
            if !cells[0].starts_with("---") {
                tables.last_mut().unwrap().push(cells);
            }
        } else if !tables.last().unwrap().is_empty() {
            tables.push(Vec::new());
        }
    }
    tables
}

fn table(first: &str) -> Vec<Vec<String>> {
    let tables = tables();
    let found = tables
        .iter()
        .find(|it| it.first().is_some_and(|row| row[0] == first));
    found
        .unwrap_or_else(|| panic!("there is no table with \"{first}\""))
        .clone()
}

/// 1100000 as "1,100,000".
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(|group| std::str::from_utf8(group).unwrap())
        .collect();
    groups.join(",")
}

#[test]
fn its_limits_are_those_of_the_code() {
    let guide = guide();
    let (_, limits) = guide.split_once("## Limits").unwrap();
    let limits = limits.split("##").next().unwrap();
    let values = usize::try_from(MAX_VALUES).unwrap();
    for limit in [
        format!("{} MB", MAX_BYTES >> 20),
        format!("{} records", grouped(MAX_RECORDS)),
        format!("{} values", grouped(values)),
        format!("{MAX_DEPTH} levels"),
    ] {
        assert!(limits.contains(&limit), "{limit} is not in {limits}");
    }
    // They stand there alone.
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let embedding = std::fs::read_to_string(format!("{root}/docs/embedding.md")).unwrap();
    assert!(!embedding.contains(&grouped(values)) && !embedding.contains("400 MB"));
    // The page stops a download by the same limit.
    let data = std::fs::read_to_string(format!("{root}/crates/element/js/data.js")).unwrap();
    let most = format!("= {} * 2 ** 20;", MAX_BYTES >> 20);
    assert!(data.contains(&most), "{most}");
    assert!(
        ENGLISH
            .failed_large
            .contains(&format!("{} MB", MAX_BYTES >> 20))
    );
}

#[test]
fn the_same_limits_hold_however_a_document_is_read() {
    let nested = |levels: u32| {
        let levels = levels as usize;
        ["[".repeat(levels), "]".repeat(levels)].concat()
    };
    let load = |text: &str| {
        let mut loader = Loader::default();
        loader.push(text.as_bytes());
        loader.end();
        loop {
            match loader.advance(100) {
                Ok(Progress::More) => {}
                Ok(_) => return loader.finish().err(),
                Err(refusal) => return Some(refusal),
            }
        }
    };
    assert!(read_json(&nested(MAX_DEPTH)).is_ok());
    assert_eq!(load(&nested(MAX_DEPTH)), Some(LoadError::NotAnObject));
    assert!(read_json(&nested(MAX_DEPTH + 1)).is_err());
    assert_eq!(load(&nested(MAX_DEPTH + 1)), Some(LoadError::TooDeep));
    let many = format!(
        "{{\"format\": \"backstory/1\", \"events\": [0{}]}}",
        ",0".repeat(MAX_RECORDS)
    );
    assert_eq!(
        decode(&read_json(&many).unwrap()),
        Err(LoadError::TooLarge(MAX_RECORDS))
    );
    assert_eq!(load(&many), Some(LoadError::TooLarge(MAX_RECORDS)));
}

#[test]
fn its_dates_read_as_it_says() {
    let mut read = 0;
    for row in &table("you write")[1..] {
        let Some(kept) = row[1].strip_prefix('`').and_then(|it| it.strip_suffix('`')) else {
            continue;
        };
        let date = english_date::read(&row[0], None).unwrap_or_else(|| panic!("{}", row[0]));
        assert_eq!(date.as_str(), kept, "{}", row[0]);
        let words = describe(Some(&date), &ENGLISH);
        assert!(
            row[2].starts_with(&words),
            "{} reads \"{words}\", not \"{}\"",
            row[0],
            row[2]
        );
        read += 1;
    }
    assert!(read >= 12, "only {read} dates");
}

#[test]
fn its_columns_are_those_of_the_sheets() {
    for row in &table("sheet")[1..4] {
        let sheet = match row[0].as_str() {
            "entities" => Sheet::Entities,
            "events" => Sheet::Events,
            _ => Sheet::Relationships,
        };
        let named: Vec<&str> = row[1]
            .split('`')
            .filter(|it| !it.trim().is_empty())
            .collect();
        assert_eq!(named, sheet.columns());
    }
}

#[test]
fn its_example_sheets_are_a_dataset() {
    let csv = |rows: Vec<Vec<String>>| {
        let lines: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
        lines.join("\n")
    };
    let entities = csv(table("name"));
    let events = csv(table("date"));
    let relationships = csv(table("subject"));
    let import = from_sheets([
        ("entities", Sheet::Entities, entities.as_str()),
        ("events", Sheet::Events, events.as_str()),
        (
            "relationships",
            Sheet::Relationships,
            relationships.as_str(),
        ),
    ]);
    let decoded = decode(&import.document.to_value()).unwrap();
    assert_eq!(decoded.problems, []);
    assert_eq!(
        decoded.dataset.events.len() + decoded.dataset.relationships.len(),
        2
    );
}
