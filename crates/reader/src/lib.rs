//! Reads what an element's `src` has where it is not a Backstory dataset: CSV sheets,
//! TimelineJS's JSON and its spreadsheet, FollowTheMoney lines.
//!
//! A wasm of its own, which `crates/element/js/source.js` fetches when it is needed: a
//! reader of a dataset never has it. What it makes is a dataset's JSON, which is then
//! read as any other.
//!
//! ```
//! use backstory_reader::Reading;
//!
//! let sheet = "title,date,kind,status,evidence\n\
//!     A visit,2018-06,visit,happened,1: words\nTalks,2018-07,meting,happened,1: words\n";
//! let reading = Reading::new(vec!["events.csv".to_owned()], vec![sheet.to_owned()]);
//! assert_eq!(reading.failure(), None);
//! assert_eq!(reading.formats(), ["events.csv: CSV sheet of events"]);
//! assert!(reading.json().contains("A visit"));
//! assert!(reading.problems()[0].starts_with("events.csv, line 3, kind: "));
//! ```

use backstory_core::dataset::{Dataset, Problem, decode};
use backstory_formats::{Format, Import, detect, grouped, import, read_json};
use wasm_bindgen::prelude::wasm_bindgen;

/// Gets ready: letters are put in lower case by the browser.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen(start)]
pub fn start() {
    backstory_core::util::lowercase::provide(|text| {
        js_sys::JsString::from(text).to_lower_case().into()
    });
}

/// What some texts are together.
#[wasm_bindgen]
#[derive(Default)]
pub struct Reading {
    json: String,
    formats: Vec<String>,
    notices: Vec<String>,
    problems: Vec<String>,
    events: Vec<String>,
    relationships: Vec<String>,
    failure: Option<String>,
}

#[wasm_bindgen]
impl Reading {
    /// Reads texts, each with the name that messages call it by: any number of sheets,
    /// or one text of another format.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(names: Vec<String>, texts: Vec<String>) -> Self {
        let named: Vec<(&str, &str)> = names
            .iter()
            .map(String::as_str)
            .zip(texts.iter().map(String::as_str))
            .collect();
        match read(&named) {
            Ok(reading) => reading,
            Err(failure) => Self {
                failure: Some(failure),
                ..Self::default()
            },
        }
    }

    /// The dataset, as its JSON.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn json(&self) -> String {
        self.json.clone()
    }

    /// What each text was taken for.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn formats(&self) -> Vec<String> {
        self.formats.clone()
    }

    /// What was read otherwise than it stands there, or not at all.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn notices(&self) -> Vec<String> {
        self.notices.clone()
    }

    /// What is wrong, with its row and column.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        self.problems.clone()
    }

    /// The ids of the events that can be shown, in the widget's order.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn events(&self) -> Vec<String> {
        self.events.clone()
    }

    /// The ids of the relationships that can be shown, in the widget's order.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn relationships(&self) -> Vec<String> {
        self.relationships.clone()
    }

    /// Why nothing was read.
    #[wasm_bindgen(getter)]
    #[must_use]
    pub fn failure(&self) -> Option<String> {
        self.failure.clone()
    }
}

fn read(texts: &[(&str, &str)]) -> Result<Reading, String> {
    let mut formats = Vec::new();
    for (name, text) in texts {
        let format = detect(text).map_err(|error| [*name, ": ", &error.to_string()].concat())?;
        formats.push([*name, ": ", format.name()].concat());
        // Whatever white space or marks are before it.
        if format == Format::Dataset && texts.len() == 1 {
            let value = read_json(text).map_err(|error| error.to_string())?;
            let decoded = decode(&value).map_err(|refusal| refusal.to_string())?;
            let problems = decoded.problems.iter().map(ToString::to_string);
            return Ok(Reading {
                json: (*text).to_owned(),
                formats,
                problems: problems.collect(),
                ..Reading::of(&decoded.dataset)
            });
        }
    }
    let import = import(texts).map_err(|(name, message)| [&name, ": ", &*message].concat())?;
    let decoded = decode(&import.document.to_value()).map_err(|refusal| refusal.to_string())?;
    let problems = decoded.problems.iter();
    Ok(Reading {
        json: import.document.to_json(),
        formats,
        notices: grouped(&import.unsupported)
            .iter()
            .map(ToString::to_string)
            .collect(),
        problems: problems.map(|it| placed(it, &import)).collect(),
        ..Reading::of(&decoded.dataset)
    })
}

impl Reading {
    fn of(dataset: &Dataset) -> Self {
        let events = dataset.events.iter().map(|it| it.id.to_string());
        let relationships = dataset.relationships.iter().map(|it| it.id.to_string());
        Self {
            events: events.collect(),
            relationships: relationships.collect(),
            ..Self::default()
        }
    }
}

/// A problem with where it is in what was read: `events.csv, line 3, date: …`.
fn placed(problem: &Problem, import: &Import) -> String {
    let Some((record, place)) = import.place_of(&problem.path) else {
        return problem.to_string();
    };
    let inside = problem.path.strip_prefix(record).unwrap_or_default();
    let column = inside.trim_start_matches('.');
    let comma = if column.is_empty() { "" } else { ", " };
    [place, comma, column, ": ", &problem.kind.to_string()].concat()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;

    fn reading(texts: &[(&str, &str)]) -> Reading {
        let texts = texts
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        let (names, texts) = texts.unzip();
        Reading::new(names, texts)
    }

    const PEOPLE: (&str, &str) = ("people.csv", "name,kind\nRussia,country\nSudan,country\n");

    #[test]
    fn several_sheets_are_one_dataset() {
        let events = "title,date,kind,status,participants,evidence\n\
            A visit,June 2018,visit,happened,Russia,1: words\n";
        let links = "subject,predicate,object,kind,stance,status,evidence\n\
            Russia,arms,Sudan,military,cooperative,stated,1: words\n";
        let read = reading(&[("links.csv", links), ("events.csv", events), PEOPLE]);
        assert_eq!(read.failure(), None);
        assert_eq!(read.problems(), [] as [&str; 0]);
        assert_eq!(
            read.formats(),
            [
                "links.csv: CSV sheet of relationships",
                "events.csv: CSV sheet of events",
                "people.csv: CSV sheet of entities"
            ]
        );
        let json = read.json();
        let value = backstory_core::dataset::Value::parse(&json).unwrap();
        let dataset = decode(&value).unwrap().dataset;
        let counts = [
            dataset.events.len(),
            dataset.relationships.len(),
            dataset.entities.len(),
        ];
        assert_eq!(counts, [1, 1, 2]);
        // What the date was read as is said, once.
        assert!(
            read.notices().iter().any(|it| it.contains("2018-06")),
            "{:?}",
            read.notices()
        );
    }

    #[test]
    fn a_half_written_row_is_a_problem_with_its_row_and_column_and_the_others_are_read() {
        let links = "subject,predicate,object,kind,stance,status,evidence\n\
            Russia,arms,Sudan,military,cooperative,stated,1: words\nRussia,arms,Sud";
        let read = reading(&[PEOPLE, ("links.csv", links)]);
        assert_eq!(read.failure(), None);
        let problems = read.problems();
        assert!(
            problems
                .iter()
                .any(|it| it.starts_with("links.csv, line 3, object: ")),
            "{problems:?}"
        );
        // The other one stays.
        assert_eq!(read.relationships().len(), 1);
    }

    #[test]
    fn other_formats_are_told_by_what_is_in_them() {
        for (text, name) in [
            (
                r#"{"events": [{"start_date": {"year": "2018"}, "text": {"headline": "A"}}]}"#,
                "TimelineJS JSON",
            ),
            (
                "Year,Month,Headline,Text\n2018,6,A visit,Words\n",
                "TimelineJS spreadsheet",
            ),
            (
                "{\"id\":\"a\",\"schema\":\"Person\",\"properties\":{\"name\":[\"A\"]}}\n\
                 {\"id\":\"b\",\"schema\":\"Company\",\"properties\":{\"name\":[\"B\"]}}\n\
                 {\"id\":\"c\",\"schema\":\"Ownership\",\"properties\":{\"owner\":[\"a\"],\"asset\":[\"b\"]}}\n",
                "FollowTheMoney JSON lines",
            ),
            (
                concat!(
                    "\u{feff} {\"format\": \"backstory/1\", \"entities\": [], \"events\": [",
                    "{\"id\": \"e\", \"title\": \"A\", \"kind\": \"visit\", \"status\": \"happened\", ",
                    "\"evidence\": [{\"paragraph\": 1, \"start\": \"a\"}]}]}"
                ),
                "Backstory dataset",
            ),
        ] {
            let read = reading(&[("x", text)]);
            assert_eq!(read.failure(), None, "{text}");
            assert_eq!(read.formats(), [["x: ", name].concat()]);
            assert!(read.json().contains("backstory/1"), "{}", read.json());
        }
    }

    #[test]
    fn what_is_nothing_of_all_that_says_which_and_why() {
        let read = reading(&[PEOPLE, ("notes.txt", "Dear all, this is no sheet")]);
        let failure = read.failure().unwrap();
        assert!(failure.starts_with("notes.txt: it is neither"), "{failure}");
        let read = reading(&[PEOPLE, ("a.json", r#"{"format": "backstory/1"}"#)]);
        let failure = read.failure().unwrap();
        assert!(failure.starts_with("a.json: "), "{failure}");
    }
}
