//! The stories that are kept in this browser, and the files that hold one whole.

use super::languages::words_at;
use super::publish::file_name;
use super::work::{History, Work};
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

/// What is stored of a story that is opened: nothing of one that is new and has something in it
/// already, such as an imported project.
#[must_use]
pub fn stored_when_opened(entry: &StoryEntry, history: &History) -> History {
    if entry.revision == 0 && !history.now().is_empty() {
        History::default()
    } else {
        history.clone()
    }
}

/// Whether there is something to store: a new story is only stored once there is something in it.
#[must_use]
pub fn is_unstored(entry: &StoryEntry, history: &History, stored: &History) -> bool {
    let is_new = entry.revision == 0 && history.now().is_empty();
    !is_new && history != stored
}

/// What a tab shows of a story that was found in the storage; `None` where it goes on with what
/// it has, as it writes the story and nobody else does. An older version than it knows is not
/// shown.
#[must_use]
pub fn shown(
    entry: &StoryEntry,
    history: &History,
    found: Option<(StoryEntry, History)>,
    is_writing: bool,
) -> Option<(StoryEntry, History)> {
    if is_writing && !history.is_following() {
        return None;
    }
    let found = found.filter(|(it, _)| it.id == entry.id && it.revision >= entry.revision);
    let (entry, history) = found.unwrap_or_else(|| (entry.clone(), history.clone()));
    Some((entry, history.following(!is_writing)))
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
    fn an_imported_project_is_yet_to_be_stored() {
        let new = StoryEntry::default();
        let history = History::of(work());
        let stored = stored_when_opened(&new, &history);
        assert!(is_unstored(&new, &history, &stored));

        let empty = History::default();
        let stored = stored_when_opened(&new, &empty);
        assert!(!is_unstored(&new, &empty, &stored));
        // Not even where it is another one that is empty.
        assert!(!is_unstored(&new, &empty, &History::default()));

        let read = new.of(&work(), 5.0);
        let stored = stored_when_opened(&read, &history);
        assert!(!is_unstored(&read, &history, &stored));
        // One that was emptied is stored as well.
        assert!(is_unstored(&read, &empty, &stored));
    }

    #[test]
    fn a_late_version_replaces_nothing_that_is_written_here() {
        let old = StoryEntry::default().of(&work(), 5.0);
        let new = old.of(&work(), 6.0);
        let (written, read) = (History::of(work()), History::of(Work::new()));
        let found = |entry: &StoryEntry| Some((entry.clone(), read.clone()));
        // The tab that writes has the newest.
        assert_eq!(shown(&old, &written, found(&new), true), None);
        // One that begins to write, or follows, takes what is stored.
        let following = written.clone().following(true);
        let begun = shown(&old, &following, found(&new), true);
        assert_eq!(begun, Some((new.clone(), read.clone())));
        let followed = shown(&old, &written, found(&new), false);
        assert_eq!(followed, Some((new.clone(), read.clone().following(true))));
        // Not an older one, or one of another story, or none.
        let other = StoryEntry {
            id: "other".to_owned(),
            ..new.clone()
        };
        for found in [found(&old), found(&other), None] {
            let kept = shown(&new, &written, found, false);
            assert_eq!(kept, Some((new.clone(), following.clone())));
        }
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
