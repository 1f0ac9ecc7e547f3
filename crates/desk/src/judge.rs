//! All that is to be said of the work: what is wrong, and which passages are
//! not in the article.

use std::rc::Rc;

use super::edit::{Value, at, len, text_at};
use super::languages::{article_language, words_at};
use super::work::Work;
use backstory_core::anchor::Article;
use backstory_core::dataset::{Dataset, Problem, Refusal, Severity, decode_in};
use backstory_formats::{Outcome, anchor_all, article_paragraphs, read_article};

/// What is to be said of the work on the desk.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    /// What is wrong in the document, with paths into it.
    pub problems: Vec<Problem>,
    /// The passages that are not where the document says, if there is an
    /// article, with the path of the passage.
    pub passages: Vec<(String, Outcome)>,
    /// The dataset, unless the document as a whole is none.
    pub dataset: Option<Rc<Dataset>>,
    /// Why it is none.
    pub refusal: Option<String>,
    /// Whether there is nothing in it yet.
    pub is_empty: bool,
    /// The article's paragraphs.
    pub paragraphs: Rc<[String]>,
}

impl Judged {
    /// Judges the work.
    #[must_use]
    pub fn of(work: &Work) -> Self {
        let paragraphs: Rc<[String]> = article_paragraphs(&work.article).into();
        let mut judged = Self {
            problems: Vec::new(),
            passages: Vec::new(),
            dataset: None,
            refusal: None,
            is_empty: false,
            paragraphs,
        };
        match decode_in(&work.document, article_language(&work.document)) {
            Ok(decoded) => {
                judged.problems = decoded.problems;
                if let Ok(article) = read_article(&work.article, None)
                    && !judged.paragraphs.is_empty()
                {
                    judged.passages = passages(&decoded.dataset, &work.document, &article);
                }
                judged.dataset = Some(Rc::new(decoded.dataset));
            }
            Err(Refusal::Empty) => judged.is_empty = true,
            Err(refusal) => {
                judged.refusal = Some(refusal.to_string());
                judged.problems.push(Problem {
                    path: "format".to_owned(),
                    message: refusal.to_string(),
                    severity: Severity::LeftOut,
                });
            }
        }
        judged
    }

    /// How many things are to be mended.
    #[must_use]
    pub fn count(&self) -> usize {
        self.problems.len() + self.passages.len()
    }

    /// The problems at `path` itself, without those deeper inside.
    pub fn at<'j>(&'j self, path: &'j str) -> impl Iterator<Item = &'j Problem> {
        self.problems.iter().filter(move |it| it.path == path)
    }

    /// How many problems there are at `path` or inside of it.
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

/// The passages that are not found, with paths into the document rather than
/// into the dataset, which lacks the records that were left out.
fn passages(dataset: &Dataset, document: &Value, article: &Article) -> Vec<(String, Outcome)> {
    anchor_all(dataset, article)
        .into_iter()
        .filter(|it| it.outcome != Outcome::Found)
        .filter_map(|it| {
            let (list, rest) = it.path.split_once('[')?;
            let (index, rest) = rest.split_once(']')?;
            let index: usize = index.parse().ok()?;
            let id = match list {
                "events" => &dataset.events.get(index)?.id,
                _ => &dataset.relationships.get(index)?.id,
            };
            let own = (0..len(document, list)).find(|own| {
                let path = record(list, *own);
                text_at(document, &[&path, ".id"].concat()).trim() == &**id
            })?;
            Some(([&record(list, own), rest].concat(), it.outcome))
        })
        .collect()
}

/// The path of a list's record: `events[3]`.
#[must_use]
pub fn record(list: &str, index: usize) -> String {
    [list, "[", &index.to_string(), "]"].concat()
}

/// What a record is called in a list: its name or title, or what it says.
#[must_use]
pub fn label(document: &Value, path: &str) -> String {
    let field = |name: &str| words_at(document, &[path, ".", name].concat());
    let named = if path.starts_with("entities") {
        field("name").to_owned()
    } else if path.starts_with("events") {
        field("title").to_owned()
    } else {
        let name = |end: &str| entity_name(document, field(end));
        [
            name("subject"),
            field("predicate").to_owned(),
            name("object"),
        ]
        .join(" ")
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
        }
    }

    #[test]
    fn passages_are_named_by_their_place_in_the_document() {
        let judged = Judged::of(&work(
            r#"{"format": "backstory/1", "events": [
                {"id": "broken"},
                {"id": "a", "title": "A", "kind": "other", "status": "happened",
                 "evidence": [{"paragraph": 1, "start": "One"}, {"paragraph": 1, "start": "Two"},
                              {"paragraph": 1, "start": "Three"}]}]}"#,
            "One.\n\nTwo.",
        ));
        assert_eq!(
            judged.passages,
            [
                ("events[1].evidence[1]".to_owned(), Outcome::Elsewhere(2)),
                ("events[1].evidence[2]".to_owned(), Outcome::Lost),
            ]
        );
        assert_eq!(judged.inside("events[1]"), 2);
        assert_eq!(judged.at("events[0].title").count(), 1);
        assert_eq!(judged.count(), judged.problems.len() + 2);
    }

    #[test]
    fn an_empty_desk_is_not_wrong() {
        let judged = Judged::of(&Work::new());
        assert!(judged.is_empty);
        assert_eq!(judged.count(), 0);
        let other = Judged::of(&work(r#"{"format": "backstory/9"}"#, ""));
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
