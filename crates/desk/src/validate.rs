//! Validation of the work: its problems, and which passages are not in the article.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::edit::{Value, at, text_at};
use super::languages::{article_language, words_at};
use super::work::Work;
use backstory_core::anchor::ArticleText;
use backstory_core::dataset::{
    Dataset, LoadError, Problem, ProblemKind, RecordType, Severity, decode_in, names, sentence,
};
use backstory_formats::{QuoteStatus, anchor_all, article_paragraphs, read_article};

/// The problems of the work, and whether its passages are found.
#[derive(Clone, Debug)]
pub struct Validation {
    /// What is wrong in the document, with paths into it.
    pub problems: Vec<Problem>,
    /// The passages that are not where the document says, if there is an
    /// article, with the path of the passage.
    pub passages: Vec<(String, QuoteStatus)>,
    /// The paths of the passages that were looked for and are there. Those of a
    /// record that has errors are not looked for.
    pub found: HashSet<String>,
    /// The dataset; `None` where the document as a whole is not one.
    pub dataset: Option<Rc<Dataset>>,
    /// Why the document is not a dataset.
    pub refusal: Option<String>,
    /// Whether there is nothing in it yet.
    pub is_empty: bool,
    /// The article's paragraphs.
    pub paragraphs: Rc<[String]>,
    /// The article as passages are looked for in it, if there is one.
    pub article: Option<Rc<ArticleText>>,
}

impl Validation {
    /// Validates the work.
    #[must_use]
    pub fn of(work: &Work) -> Self {
        let paragraphs: Rc<[String]> = article_paragraphs(&work.article).into();
        let article = read_article(&work.article, None).ok();
        let article = article.filter(|_| !paragraphs.is_empty()).map(Rc::new);
        let mut validation = Self {
            problems: Vec::new(),
            passages: Vec::new(),
            found: HashSet::new(),
            dataset: None,
            refusal: None,
            is_empty: false,
            paragraphs,
            article,
        };
        match decode_in(&work.document, article_language(&work.document)) {
            Ok(decoded) => {
                validation.problems = decoded.problems;
                if let Some(article) = &validation.article {
                    let all = passages(&decoded.dataset, &work.document, article);
                    for (path, outcome) in all {
                        if outcome == QuoteStatus::Found {
                            validation.found.insert(path);
                        } else {
                            validation.passages.push((path, outcome));
                        }
                    }
                }
                validation.dataset = Some(Rc::new(decoded.dataset));
            }
            Err(LoadError::Empty) => validation.is_empty = true,
            Err(refusal) => {
                validation.refusal = Some(refusal.to_string());
                validation.problems.push(Problem {
                    path: "format".to_owned(),
                    kind: ProblemKind::Unreadable(refusal),
                    severity: Severity::Skipped,
                });
            }
        }
        validation
    }

    /// How many things are to be fixed.
    #[must_use]
    pub fn count(&self) -> usize {
        self.problems.len() + self.passages.len()
    }

    /// The problems at `path` itself, without those deeper inside.
    pub fn at<'j>(&'j self, path: &'j str) -> impl Iterator<Item = &'j Problem> {
        self.problems.iter().filter(move |it| it.path == path)
    }

    /// How many problems there are at `path` or in it.
    #[must_use]
    pub fn inside(&self, path: &str) -> usize {
        let is_inside = |place: &str| {
            place
                .strip_prefix(path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let problems = self.problems.iter().filter(|it| is_inside(&it.path));
        let passages = self.passages.iter().filter(|(path, _)| is_inside(path));
        problems.count() + passages.count()
    }
}

/// The passages and whether they are found, with paths into the document rather
/// than into the dataset, which lacks the records that were left out.
fn passages(
    dataset: &Dataset,
    document: &Value,
    article: &ArticleText,
) -> Vec<(String, QuoteStatus)> {
    let [events, relationships] =
        [RecordType::Event, RecordType::Relationship].map(|record| places(document, record.list()));
    anchor_all(dataset, article)
        .into_iter()
        .filter_map(|it| {
            let (list, rest) = it.path.split_once('[')?;
            let (index, rest) = rest.split_once(']')?;
            let index: usize = index.parse().ok()?;
            let own = if list == RecordType::Event.list() {
                events.get(&*dataset.events.get(index)?.id)
            } else {
                relationships.get(&*dataset.relationships.get(index)?.id)
            };
            Some(([&record(list, *own?), rest].concat(), it.outcome))
        })
        .collect()
}

/// Where in the document's list the first record with each id is.
fn places<'d>(document: &'d Value, list: &str) -> HashMap<&'d str, usize> {
    let mut places = HashMap::new();
    if let Some(Value::List(records)) = at(document, list) {
        for (place, record) in records.iter().enumerate() {
            let id = text_at(record, names::entity::ID).trim();
            places.entry(id).or_insert(place);
        }
    }
    places
}

/// The path of a list's record: `events[3]`.
#[must_use]
pub fn record(list: &str, index: usize) -> String {
    [list, "[", &index.to_string(), "]"].concat()
}

/// What a record of a list is called in a sentence.
#[must_use]
pub fn noun(list: &str) -> &'static str {
    let found = RecordType::ALL.into_iter().find(|it| it.list() == list);
    found.unwrap_or(RecordType::Relationship).as_str()
}

/// What a record is called in a list: its name or title, or what it says.
#[must_use]
pub fn label(document: &Value, path: &str) -> String {
    label_by(document, path, |id| entity_name(document, id))
}

/// What several records are called: each entity is looked up by its id, not by a
/// search through all of them.
pub fn labels(document: &Value) -> impl Fn(&str) -> String {
    let mut names: HashMap<&str, &str> = HashMap::new();
    let language = article_language(document);
    if let Some(Value::List(entities)) = at(document, RecordType::Entity.list()) {
        for entity in entities {
            let name = at(entity, names::entity::NAME).and_then(|it| it.text_in(language));
            let id = text_at(entity, names::entity::ID);
            names.entry(id).or_insert(name.unwrap_or_default());
        }
    }
    move |path| {
        label_by(document, path, |id| match names.get(id) {
            Some(name) if !name.is_empty() => (*name).to_owned(),
            _ => id.to_owned(),
        })
    }
}

fn label_by(document: &Value, path: &str, entity_name: impl Fn(&str) -> String) -> String {
    let field = |name: &str| words_at(document, &[path, ".", name].concat());
    let named = if path.starts_with("entities") {
        field("name").to_owned()
    } else if path.starts_with("events") {
        field("title").to_owned()
    } else {
        let name = |end: &str| entity_name(field(end));
        sentence(&name("subject"), field("predicate"), &name("object"))
            .trim()
            .to_owned()
    };
    match (named.is_empty(), field("id")) {
        (false, _) => named,
        (true, "") => "Unnamed".to_owned(),
        (true, id) => id.to_owned(),
    }
}

/// The name of the entity with this id; the id itself where there is none.
#[must_use]
pub fn entity_name(document: &Value, id: &str) -> String {
    let Some(Value::List(entities)) = at(document, "entities") else {
        return id.to_owned();
    };
    let found = entities.iter().find(|it| text_at(it, "id") == id);
    let language = article_language(document);
    match found.and_then(|it| at(it, "name")?.text_in(language)) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(document: &str, article: &str) -> Work {
        Work {
            document: Rc::new(serde_json::from_str(document).unwrap()),
            article: article.into(),
            file: "".into(),
        }
    }

    #[test]
    fn passages_are_named_by_their_place_in_the_document() {
        let validation = Validation::of(&work(
            r#"{"format": "backstory/1", "events": [
                {"id": "broken"},
                {"id": "a", "title": "A", "kind": "other", "status": "happened",
                 "evidence": [{"paragraph": 1, "start": "One"}, {"paragraph": 1, "start": "Two"},
                              {"paragraph": 1, "start": "Three"}]}]}"#,
            "One.\n\nTwo.",
        ));
        assert_eq!(
            validation.passages,
            [
                (
                    "events[1].evidence[1]".to_owned(),
                    QuoteStatus::Elsewhere(2)
                ),
                ("events[1].evidence[2]".to_owned(), QuoteStatus::Lost),
            ]
        );
        assert_eq!(
            validation.found,
            HashSet::from(["events[1].evidence[0]".to_owned()])
        );
        assert_eq!(validation.inside("events[1]"), 2);
        assert_eq!(validation.at("events[0].title").count(), 1);
        assert_eq!(validation.count(), validation.problems.len() + 2);
    }

    #[test]
    fn a_passage_that_was_not_looked_for_is_not_said_to_be_found() {
        let validation = Validation::of(&work(
            r#"{"format": "backstory/1", "events": [
                {"id": "a", "title": "A", "kind": "trip", "status": "happened",
                 "evidence": [{"paragraph": 1, "start": "One"}]}]}"#,
            "One.",
        ));
        assert_eq!(validation.passages, []);
        assert_eq!(validation.found, HashSet::new());
    }

    #[test]
    fn many_records_are_called_as_each_is() {
        let work = work(
            r#"{"article": {"language": "fr"},
                "entities": [{"id": "r", "name": {"en": "Russia", "fr": "Russie"}},
                             {"id": "r", "name": "Another"}, {"id": "n"}, {"name": "No id"}],
                "events": [{"id": "e", "title": "A visit"}, {"id": "e2"}, {}],
                "relationships": [{"subject": "r", "predicate": "supplies", "object": "x"},
                                  {"subject": "n", "object": "r"}, {"id": "y"}]}"#,
            "",
        );
        let label_of = labels(&work.document);
        for list in RecordType::ALL.map(RecordType::list) {
            for index in 0..4 {
                let path = record(list, index);
                assert_eq!(label_of(&path), label(&work.document, &path), "{path}");
            }
        }
        assert_eq!(label_of("relationships[0]"), "Russie supplies x");
    }

    #[test]
    fn an_empty_dataset_has_no_problems() {
        let validation = Validation::of(&Work::new());
        assert!(validation.is_empty);
        assert_eq!(validation.count(), 0);
        let other = Validation::of(&work(r#"{"format": "backstory/9"}"#, ""));
        assert!(other.refusal.is_some());
        assert_eq!(other.count(), 1);
    }

    #[test]
    fn records_are_called_by_what_they_say() {
        let document = work(
            r#"{"entities": [{"id": "r", "name": "Russia"}, {"id": "x"}],
                "relationships": [{"subject": "r", "predicate": "supplies", "object": "x"}, {}]}"#,
            "",
        )
        .document;
        assert_eq!(label(&document, "entities[1]"), "x");
        assert_eq!(label(&document, "relationships[0]"), "Russia supplies x");
        assert_eq!(label(&document, "relationships[1]"), "Unnamed");
        let document = work(
            r#"{"article": {"language": "fr"},
                "entities": [{"id": "c", "name": {"en": "Ivory Coast", "fr": "Côte d’Ivoire"}}],
                "relationships": [{"subject": "c", "predicate": {"en": "joins"}, "object": "c"}]}"#,
            "",
        )
        .document;
        assert_eq!(label(&document, "entities[0]"), "Côte d’Ivoire");
        assert_eq!(
            label(&document, "relationships[0]"),
            "Côte d’Ivoire joins Côte d’Ivoire"
        );
    }
}
