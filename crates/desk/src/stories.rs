//! The stories that are kept in this browser, and the files that hold one whole.

use super::languages::words_at;
use super::publish::file_name;
use super::work::Work;
use backstory_core::dataset::RecordType;
use serde::{Deserialize, Serialize};

/// A story in the list of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoryEntry {
    /// Its name in the storage.
    pub id: String,
    /// Its headline.
    pub name: String,
    /// How many events and relationships it has.
    pub records: usize,
    /// When it was begun, in milliseconds since 1970.
    pub begun: f64,
    /// When it was changed last, in milliseconds since 1970.
    pub changed: f64,
    /// How often it was stored: what a tab has not seen, it does not overwrite.
    pub revision: u32,
}

impl StoryEntry {
    /// The entry with what the work says of it.
    #[must_use]
    pub fn of(&self, work: &Work, now: f64) -> Self {
        let records = [RecordType::Event, RecordType::Relationship]
            .map(|list| super::edit::len(&work.document, list.list()));
        Self {
            name: story_name(work),
            records: records.into_iter().sum(),
            changed: now,
            revision: self.revision + 1,
            ..self.clone()
        }
    }
}

/// What a story is called: by its headline, or by its file or its first words.
#[must_use]
pub fn story_name(work: &Work) -> String {
    let title = words_at(&work.document, "article.title").trim();
    if !title.is_empty() {
        return title.to_owned();
    }
    if !work.file.is_empty() {
        return work.file.to_string();
    }
    let words: Vec<&str> = work.article.split_whitespace().take(6).collect();
    if words.is_empty() {
        return "Untitled story".to_owned();
    }
    ["“", &words.join(" "), " …”"].concat()
}

/// The mark of a project file.
const PROJECT: &str = "backstory-project/1";

/// The name of a story's project file.
#[must_use]
pub fn project_name(work: &Work) -> String {
    let file = file_name(work);
    let name = super::publish::last_name(&file);
    let name = name.strip_suffix(".json").unwrap_or(name);
    [name, ".backstory"].concat()
}

/// A file with the dataset and the article, for a colleague to go on with.
#[must_use]
pub fn to_project(work: &Work) -> String {
    let text = work.to_text();
    let fields = text.strip_prefix('{').unwrap_or_default();
    ["{\"format\":\"", PROJECT, "\",", fields, "\n"].concat()
}

/// What [`to_project`] made; `None` where the text is not a project file.
#[must_use]
pub fn from_project(text: &str) -> Option<Work> {
    // A dataset may be large: it is not parsed only to see that it is not a project.
    let start = text.get(..text.len().min(60)).unwrap_or(text);
    if !start.contains(PROJECT) {
        return None;
    }
    Work::from_text(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::rc::Rc;

    fn work() -> Work {
        Work {
            document: Rc::new(
                serde_json::from_str(
                    r#"{"format": "backstory/1", "article": {"title": "A guest"},
                        "events": [{}, {}], "relationships": [{}]}"#,
                )
                .unwrap(),
            ),
            article: "One.\nTwo.".into(),
            file: "guest.json".into(),
        }
    }

    #[test]
    fn a_project_file_holds_all_of_a_story() {
        let work = work();
        let read = from_project(&to_project(&work)).unwrap();
        assert_eq!(read, work);
        assert_eq!(read.file, work.file);
        assert_eq!(project_name(&work), "guest.backstory");
        assert_eq!(from_project(&work.to_json()), None);
        assert_eq!(from_project("é"), None);
    }

    #[test]
    fn a_story_is_called_by_what_is_known_of_it() {
        let mut work = work();
        let entry = StoryEntry::default().of(&work, 5.0);
        assert_eq!((&*entry.name, entry.records), ("A guest", 3));
        assert_eq!((entry.changed, entry.revision), (5.0, 1));
        work.document = Work::new().document;
        assert_eq!(story_name(&work), "guest.json");
        work.file = "".into();
        assert_eq!(story_name(&work), "“One. Two. …”");
        assert_eq!(story_name(&Work::new()), "Untitled story");
    }
}
