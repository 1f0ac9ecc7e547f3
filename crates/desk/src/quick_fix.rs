//! Quick fixes: the changes that would fix a problem, each with the words of its button.

use super::dating::published;
use super::edit::{Edit, Value, apply, at, edited, len, text, text_at};
use super::languages::words_at;
use super::references::delete_with_references;
use super::validate::{Validation, noun, record};
use super::work::Work;
use backstory_core::dataset::{
    Basis, EntityKind, EventKind, EventStatus, FORMAT, MAX_QUOTE_WORDS, Problem, ProblemKind,
    RelationshipKind, RelationshipStatus, RevisionStatus, Stance, ValueType, names,
};
use backstory_core::locale::{ENGLISH, describe};
use backstory_formats::{QuoteStatus, english_date, slug};

/// A change that would fix something, and what a button says for it.
#[derive(Clone, Debug, PartialEq)]
pub struct QuickFix {
    /// What the button says.
    pub label: String,
    /// The changes.
    pub edits: Vec<Edit>,
}

fn fix(label: impl Into<String>, edits: impl Into<Vec<Edit>>) -> QuickFix {
    QuickFix {
        label: label.into(),
        edits: edits.into(),
    }
}

fn set(path: &str, words: &str) -> QuickFix {
    fix(
        ["Make it “", words, "”"].concat(),
        [Edit::Set(path.to_owned(), text(words))],
    )
}

/// The fixes of a problem, the likeliest first; none where only a person can know.
#[must_use]
pub fn fixes(problem: &Problem, document: &Value, validation: &Validation) -> Vec<QuickFix> {
    let path = problem.path.as_str();
    let (parent, field) = path.rsplit_once('.').unwrap_or(("", path));
    let value = at(document, path);
    let words = text_at(document, path);
    let take_out = || taken_out(document, path);

    match &problem.kind {
        ProblemKind::Unreadable(_) => vec![set(names::document::FORMAT, FORMAT)],
        ProblemKind::UnknownField { suggestion } => field_fixes(document, path, *suggestion),
        ProblemKind::UnknownWord {
            suggestion: Some(meant),
            ..
        } => vec![set(path, meant)],
        ProblemKind::UnknownRecord {
            suggestion: Some(meant),
            ..
        } => vec![set(path, meant)],
        ProblemKind::UnknownWord {
            known, declared, ..
        } => {
            let declared = declared.iter().map(|word| &**word);
            let words = known.iter().copied().chain(declared);
            words.map(|word| set(path, word)).collect()
        }
        ProblemKind::UndeclaredField { suggestion } => {
            field_fixes(document, path, suggestion.as_deref())
        }
        ProblemKind::UnknownRecord { .. } | ProblemKind::UnsafeUrl => vec![take_out()],
        ProblemKind::DuplicateId { .. } => vec![
            set(path, &fresh_id(document, parent, words)),
            fix("Delete this record", [Edit::Remove(parent.to_owned())]),
        ],
        ProblemKind::InvalidId { .. } => vec![rename(document, parent)],
        ProblemKind::TooManyWords { limit } if *limit > MAX_QUOTE_WORDS => {
            vec![in_two(path, parent, words)]
        }
        ProblemKind::TooManyWords { limit } => vec![set(path, &cut(words, field, *limit))],
        ProblemKind::InvalidDate(_) => date_fixes(path, words, document),
        ProblemKind::NotAnOrdinal => paragraph_fixes(path, parent, document, validation),
        ProblemKind::InvalidWikidataId { .. } => {
            let digits: String = words.chars().filter(char::is_ascii_digit).collect();
            let item = ["Q", &digits].concat();
            let is_other = !digits.is_empty() && item != words;
            let prefixed = is_other.then(|| set(path, &item));
            prefixed.into_iter().chain([take_out()]).collect()
        }
        ProblemKind::MissingField | ProblemKind::WrongType { .. } if field == names::entity::ID => {
            vec![rename(document, parent)]
        }
        ProblemKind::MissingField | ProblemKind::WrongType { .. }
            if field == names::evidence::PARAGRAPH =>
        {
            paragraph_fixes(path, parent, document, validation)
        }
        ProblemKind::MissingField => choices(path, field).unwrap_or_default(),
        ProblemKind::WrongType { expected, .. } => match (choices(path, field), value) {
            (Some(choices), _) => choices,
            _ if is_date(field) => date_fixes(path, words, document),
            (None, Some(Value::Number(number))) if *expected == ValueType::Text => {
                vec![set(path, &number.to_string())]
            }
            // Without it, the record would have another error.
            _ if is_needed(field) => Vec::new(),
            _ => vec![take_out()],
        },
        // Only a person can know.
        _ => Vec::new(),
    }
}

/// What fixes a field that does not exist: another name, or none.
fn field_fixes(document: &Value, path: &str, name: Option<&str>) -> Vec<QuickFix> {
    let rename = name.zip(at(document, path)).map(|(name, value)| {
        fix(
            ["Call it “", name, "”"].concat(),
            [
                Edit::Set(called(path, name), value.clone()),
                Edit::Remove(path.to_owned()),
            ],
        )
    });
    let taken_out = taken_out(document, path);
    rename.into_iter().chain([taken_out]).collect()
}

/// The path of the field next to the one at `path` that is called `name`.
fn called(path: &str, name: &str) -> String {
    match path.rsplit_once('.') {
        Some((parent, _)) => [parent, ".", name].concat(),
        None => name.to_owned(),
    }
}

/// Whether a record cannot be without a field.
fn is_needed(field: &str) -> bool {
    [
        names::entity::NAME,
        names::event::TITLE,
        names::relationship::PREDICATE,
        names::relationship::SUBJECT,
        names::relationship::OBJECT,
        names::event::EVIDENCE,
        names::evidence::START,
    ]
    .contains(&field)
}

/// What takes a value out without leaving another error where it was: a row that says nothing
/// without it goes with it, and a relationship without one of its ends.
fn taken_out(document: &Value, path: &str) -> QuickFix {
    let Some((parent, field)) = path.rsplit_once('.') else {
        return fix("Remove it", [Edit::Remove(path.to_owned())]);
    };
    let is_row = parent.ends_with(']') && parent.matches('[').count() > 1;
    if is_row && (field == "entity" || field == "event") {
        return fix("Remove this row", [Edit::Remove(parent.to_owned())]);
    }
    if is_needed(field) && parent.matches('[').count() == 1 {
        let edits = delete_with_references(document, parent);
        return fix("Delete this record", edits);
    }
    fix("Remove it", [Edit::Remove(path.to_owned())])
}

/// The changes that are certain: what was meant is written otherwise, and no reference, record
/// or text goes. None where they would not leave fewer problems than there are.
#[must_use]
pub fn certain_fixes(work: &Work, validation: &Validation) -> Vec<Edit> {
    // Each is computed against what those before it leave: two records that are to get an id get
    // two, and what one has put under a name the next does not write over.
    let mut now = (*work.document).clone();
    let mut edits = Vec::new();
    let mut make = |now: &mut Value, fix: QuickFix| {
        for edit in &fix.edits {
            apply(now, edit);
        }
        edits.extend(fix.edits);
    };
    for problem in &validation.problems {
        let is_certain = match &problem.kind {
            // What is there under the right name already is not written over.
            ProblemKind::UnknownField { suggestion } => {
                suggestion.is_some_and(|name| at(&now, &called(&problem.path, name)).is_none())
            }
            ProblemKind::UnknownWord { suggestion, .. } => suggestion.is_some(),
            ProblemKind::InvalidId { .. }
            | ProblemKind::NotAnOrdinal
            | ProblemKind::InvalidWikidataId { .. } => true,
            ProblemKind::WrongType { expected, found } => {
                *expected == ValueType::Text && *found == ValueType::Number
            }
            _ => false,
        };
        let first = fixes(problem, &now, validation).into_iter().next();
        // A field with another name is set before the old one goes; else nothing goes.
        let first = first.filter(|fix| {
            let is_kept = |edit: &Edit| !matches!(edit, Edit::Remove(_));
            is_certain && fix.edits.first().is_some_and(is_kept)
        });
        if let Some(fix) = first {
            make(&mut now, fix);
        }
    }
    for (path, outcome) in &validation.passages {
        if let Some(fix) = passage_fixes(path, outcome).into_iter().next() {
            make(&mut now, fix);
        }
    }
    if leaves_fewer(work, validation, &edits) {
        edits
    } else {
        Vec::new()
    }
}

/// Whether changes leave fewer problems than there are: no fix swaps one fault for another.
/// Passages of a record that can be read again are looked for again, and may be missing; that
/// is no new fault.
#[must_use]
pub fn leaves_fewer(work: &Work, validation: &Validation, edits: &[Edit]) -> bool {
    if edits.is_empty() {
        return false;
    }
    let after = Validation::of(&Work {
        document: edited(&work.document, edits).into(),
        ..work.clone()
    });
    after.problems.len() < validation.problems.len()
        || (after.problems.len() == validation.problems.len()
            && after.passages.len() < validation.passages.len())
}

/// Whether a field holds a date, by its name.
fn is_date(field: &str) -> bool {
    [
        names::event::DATE,
        names::relationship::PERIOD,
        names::article::PUBLISHED,
    ]
    .contains(&field)
}

/// An offer of each word that the field takes, if it has a vocabulary.
fn choices(path: &str, field: &str) -> Option<Vec<QuickFix>> {
    let words = vocabulary(path, field)?;
    Some(words.iter().map(|word| set(path, word)).collect())
}

/// An id made of the record's name, in place of one that is not an id.
fn rename(document: &Value, record: &str) -> QuickFix {
    let name = [
        names::entity::NAME,
        names::event::TITLE,
        names::entity::ID,
        names::relationship::PREDICATE,
    ];
    let base = name
        .map(|name| words_at(document, &[record, ".", name].concat()))
        .into_iter()
        .find(|name| !slug(name).is_empty())
        .map_or_else(|| "record".to_owned(), slug);
    let id = fresh_id(document, record, &base);
    let record = record.to_owned();
    fix(
        ["Make it “", &id, "”"].concat(),
        [Edit::Rename { record, id }],
    )
}

/// The first or the last words of a passage's end that is too long.
fn cut(words: &str, field: &str, limit: usize) -> String {
    let all: Vec<&str> = words.split_whitespace().collect();
    let kept = if field == names::evidence::END {
        all.get(all.len().saturating_sub(limit)..)
    } else {
        all.get(..limit)
    };
    kept.unwrap_or_default().join(" ")
}

/// A passage that is too long to be given as a whole, by its two ends.
fn in_two(path: &str, parent: &str, words: &str) -> QuickFix {
    let start = cut(words, names::evidence::START, MAX_QUOTE_WORDS);
    let end = cut(words, names::evidence::END, MAX_QUOTE_WORDS);
    fix(
        ["Make it “", &start, " … ", &end, "”"].concat(),
        [
            Edit::Set(path.to_owned(), text(&start)),
            Edit::Set([parent, ".", names::evidence::END].concat(), text(&end)),
        ],
    )
}

/// What would fix a passage that is not found.
#[must_use]
pub fn passage_fixes(path: &str, outcome: &QuoteStatus) -> Vec<QuickFix> {
    match outcome {
        QuoteStatus::Elsewhere(paragraph) => vec![fix(
            ["It is in paragraph ", &paragraph.to_string()].concat(),
            [Edit::Set([path, ".paragraph"].concat(), number(*paragraph))],
        )],
        _ => Vec::new(),
    }
}

fn date_fixes(path: &str, words: &str, document: &Value) -> Vec<QuickFix> {
    let published = published(document);
    let mut fixes = Vec::new();
    if let Some(date) = english_date::read(words, published.as_ref()) {
        let said = describe(Some(&date), &ENGLISH);
        fixes.push(fix(
            ["Use “", &said, "”"].concat(),
            [Edit::Set(path.to_owned(), text(date.as_str()))],
        ));
    }
    fixes.push(fix("Leave it undated", [Edit::Remove(path.to_owned())]));
    fixes
}

/// The paragraph that the passage is in, where the article has it.
fn paragraph_fixes(
    path: &str,
    parent: &str,
    document: &Value,
    validation: &Validation,
) -> Vec<QuickFix> {
    let evidence = backstory_core::dataset::Evidence {
        paragraph: 1,
        start: text_at(document, &[parent, ".start"].concat()).into(),
        end: None,
    };
    let article = validation.article.as_ref();
    let found = article.and_then(|article| article.find(&evidence));
    found
        .map(|found| {
            let paragraph = found.number as usize;
            fix(
                ["It is in paragraph ", &paragraph.to_string()].concat(),
                [Edit::Set(path.to_owned(), number(paragraph))],
            )
        })
        .into_iter()
        .collect()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "an article has fewer than 2^52 paragraphs"
)]
fn number(number: usize) -> Value {
    Value::Number(number as f64)
}

/// An id that no other record of the list has.
fn fresh_id(document: &Value, path: &str, base: &str) -> String {
    let list = path.split('[').next().unwrap_or_default();
    let is_taken = |id: &str| {
        (0..len(document, list)).any(|index| {
            let other = record(list, index);
            other != path && text_at(document, &[&other, ".id"].concat()) == id
        })
    };
    if !is_taken(base) {
        return base.to_owned();
    }
    (2_u32..)
        .map(|number| [base, "-", &number.to_string()].concat())
        .find(|id| !is_taken(id))
        .unwrap_or_default()
}

/// An id for a new record that is called `name`.
#[must_use]
pub fn id_for(document: &Value, list: &str, name: &str) -> String {
    let base = match slug(name) {
        slug if slug.is_empty() => noun(list).to_owned(),
        slug => slug,
    };
    fresh_id(document, &record(list, usize::MAX), &base)
}

/// The id that a new record gets from the name, title or predicate at `path`,
/// where it has only the one that it was added with.
#[must_use]
pub fn first_name(document: &Value, path: &str) -> Option<Edit> {
    let (record, field) = path.rsplit_once('.')?;
    let is_name = matches!(field, "name" | "title" | "predicate") && record.ends_with(']');
    let list = record.split('[').next()?;
    let is_top = record.matches('[').count() == 1;
    let id = text_at(document, &[record, ".id"].concat());
    let name = super::validate::label(document, record);
    let named = !words_at(document, path).trim().is_empty() && !slug(&name).is_empty();
    (is_name && is_top && is_placeholder(list, id) && named).then(|| Edit::Rename {
        record: record.to_owned(),
        id: id_for(document, list, &name),
    })
}

/// Whether an id is the one that a record without a name is added with.
#[must_use]
pub fn is_placeholder(list: &str, id: &str) -> bool {
    id.strip_prefix(noun(list)).is_some_and(|number| {
        let number = number.strip_prefix('-').unwrap_or(number);
        number.chars().all(|it| it.is_ascii_digit())
    })
}

/// The words that a field takes.
#[must_use]
pub fn vocabulary(path: &str, field: &str) -> Option<&'static [&'static str]> {
    let list = path.split('[').next().unwrap_or_default();
    Some(match (list, field) {
        _ if path.ends_with("revision.status") => RevisionStatus::WORDS,
        (_, "basis") => Basis::WORDS,
        (_, "stance") => Stance::WORDS,
        ("entities", "kind") => EntityKind::WORDS,
        ("events", "kind") => EventKind::WORDS,
        ("events", "status") => EventStatus::WORDS,
        ("relationships", "kind") => RelationshipKind::WORDS,
        ("relationships", "status") => RelationshipStatus::WORDS,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::super::work::{History, Work, WorkAction};
    use super::*;

    const BROKEN: &str = r#"{
        "format": "backstory/1",
        "article": {"published": "2018-06-11", "url": "javascript:x"},
        "entities": [
            {"id": "russia", "kind": "contry", "name": "Russia", "wikidata": "159"},
            {"id": "russia", "kind": "country", "name": "Russia again"},
            {"id": "The Kremlin", "kind": "place", "name": "Kremlin"},
            {"kind": "person", "name": "Omar al-Béchir", "nmae": "x"}
        ],
        "events": [
            {"id": "visit", "title": "A visit", "kind": "trip", "status": "happened",
             "date": "last November", "place": "rusia", "colour": "red",
             "evidence": [{"paragraph": 0, "start": "One two three four five six seven",
                           "end": "eight"}]},
            {"id": "talks", "title": 7, "kind": "meeting", "status": "happened",
             "evidence": [{"paragraph": 9, "start": "They met"}]}
        ]}"#;

    fn history() -> History {
        History::of(Work {
            document: Rc::new(serde_json::from_str(BROKEN).unwrap()),
            article: "Nothing.\n\nOne two three four five six seven eight.\n\nThey met.".into(),
            ..Work::new()
        })
    }

    /// Applies the first fix of every problem, until no fix is left.
    fn all_fixed(mut history: History) -> (History, Vec<String>) {
        let mut labels = Vec::new();
        for _ in 0..40 {
            let validation = Validation::of(history.now());
            let document = &history.now().document;
            let first = validation.problems.iter().find_map(|it| {
                let fix = fixes(it, document, &validation).into_iter().next()?;
                Some((it.path.clone(), fix))
            });
            let first = first.or_else(|| {
                validation.passages.iter().find_map(|(path, outcome)| {
                    Some((
                        path.clone(),
                        passage_fixes(path, outcome).into_iter().next()?,
                    ))
                })
            });
            let Some((path, fix)) = first else { break };
            labels.push(format!("{path}: {}", fix.label));
            let key = path;
            history = history.after(WorkAction::Edit {
                key,
                edits: fix.edits,
            });
        }
        (history, labels)
    }

    #[test]
    fn the_first_fix_of_everything_mends_everything() {
        let (history, labels) = all_fixed(history());
        let validation = Validation::of(history.now());
        assert_eq!(validation.problems, [], "{labels:#?}");
        assert_eq!(validation.passages, []);
        for label in [
            "article.url: Remove it",
            "entities[0].kind: Make it “country”",
            "entities[0].wikidata: Make it “Q159”",
            "entities[1].id: Make it “russia-2”",
            "entities[2].id: Make it “kremlin”",
            "entities[3].nmae: Call it “name”",
            "entities[3].id: Make it “x”",
            "events[0].date: Use “November 2017”",
            "events[0].colour: Remove it",
            "events[0].place: Make it “russia”",
            "events[0].evidence[0].paragraph: It is in paragraph 2",
            "events[0].evidence[0].start: Make it “One two three four five six”",
            "events[1].title: Make it “7”",
            "events[1].evidence[0]: It is in paragraph 3",
        ] {
            assert!(
                labels.contains(&label.to_owned()),
                "{label} is not in {labels:#?}"
            );
        }
    }

    /// Every fix that is offered, of every problem, and what is left after it.
    #[test]
    fn no_fix_swaps_one_fault_for_another() {
        const FAULTS: &str = r#"{"format": "backstory/1", "article": {"published": "some day", "url": "javascript:1"},
            "entities": [{"id": "a", "kind": "person", "name": ["A"]}, {"id": "a", "kind": "person", "name": "B"},
                {"id": "c", "kind": "person", "name": "C", "nmae": "D", "member_of": "nobody", "wikidata": "x"}],
            "events": [{"id": "e", "title": {}, "kind": "visit", "status": "happened", "date": 3,
                  "participants": [{"entity": "nobody"}, {"entity": "c"}], "evidence": [{"paragraph": 1, "start": "They met"}]},
                {"id": "f", "title": "F", "kind": "visit", "status": "hapened", "after": ["none", {"event": "none"}],
                  "sources": [{"title": "S", "url": "ftp://x"}], "evidence": [{"paragraph": 0, "start": 5}]},
                {"id": "G g", "kind": "visit", "status": "happened", "evidence": []}],
            "relationships": [{"id": "r", "subject": "nobody", "predicate": "owns", "object": "c", "kind": "economic",
                  "status": "stated", "attribution": "nobody", "events": ["none"], "evidence": [{"paragraph": 1, "start": "They met"}]},
                {"id": "s", "subject": "c", "predicate": 7, "object": "c", "kind": "x", "stance": "y", "status": "stated",
                  "denied_by": ["nobody"], "evidence": [{"start": "They met"}]}]}"#;
        let work = Work {
            document: Rc::new(serde_json::from_str(FAULTS).unwrap()),
            article: "They met.".into(),
            ..Work::new()
        };
        let validation = Validation::of(&work);
        assert!(validation.problems.len() > 20, "{:#?}", validation.problems);
        let mut count = 0;
        for problem in &validation.problems {
            for fix in fixes(problem, &work.document, &validation) {
                count += 1;
                assert!(
                    leaves_fewer(&work, &validation, &fix.edits),
                    "{}: {} ({:?})",
                    problem.path,
                    fix.label,
                    problem.kind
                );
            }
        }
        assert!(count > 30, "{count}");
    }

    #[test]
    fn what_is_certain_is_fixed_at_once() {
        let history = history();
        let validation = Validation::of(history.now());
        let edits = certain_fixes(history.now(), &validation);
        let fixed = history.after(WorkAction::Edit {
            key: "all".to_owned(),
            edits,
        });
        let document = &fixed.now().document;
        assert_eq!(text_at(document, "entities[0].kind"), "country");
        assert_eq!(text_at(document, "entities[0].wikidata"), "Q159");
        // Nothing is written over.
        assert_eq!(text_at(document, "entities[3].name"), "Omar al-Béchir");
        // What somebody has to decide is left.
        let left = Validation::of(fixed.now());
        assert!(left.problems.len() < validation.problems.len());
        assert!(
            left.problems
                .iter()
                .any(|it| matches!(it.kind, ProblemKind::UnknownRecord { .. }))
        );
        assert_eq!(
            certain_fixes(&Work::new(), &Validation::of(&Work::new())),
            []
        );
    }

    #[test]
    fn certain_fixes_know_of_each_other() {
        let document = r#"{"format": "backstory/1", "entities": [
            {"id": "The Kremlin", "kind": "place", "name": "Kremlin"},
            {"id": "A Kremlin", "kind": "place", "name": "Kremlin"},
            {"id": "omar", "kind": "person", "nmae": "Omar", "naem": "Al-Bashir"}]}"#;
        let history = History::of(Work {
            document: Rc::new(serde_json::from_str(document).unwrap()),
            ..Work::new()
        });
        let edits = certain_fixes(history.now(), &Validation::of(history.now()));
        let key = "all".to_owned();
        let fixed = history.after(WorkAction::Edit { key, edits });
        let document = &fixed.now().document;
        assert_eq!(text_at(document, "entities[0].id"), "kremlin");
        assert_eq!(text_at(document, "entities[1].id"), "kremlin-2");
        // The first takes the name; the other is left to a person.
        assert_eq!(text_at(document, "entities[2].name"), "Omar");
        assert_eq!(text_at(document, "entities[2].naem"), "Al-Bashir");
        assert!(at(document, "entities[2].nmae").is_none());
    }

    #[test]
    fn a_start_of_more_than_twelve_words_becomes_two_ends() {
        let long = "a b c d e f g h i j k l m";
        let document = BROKEN
            .replace("They met", long)
            .replace("\"paragraph\": 9", "\"paragraph\": 3");
        let (history, labels) = all_fixed(History::of(Work {
            document: Rc::new(serde_json::from_str(&document).unwrap()),
            article: [
                "Nothing.\n\nOne two three four five six seven eight.\n\n",
                long,
            ]
            .concat()
            .into(),
            ..Work::new()
        }));
        let validation = Validation::of(history.now());
        assert_eq!(validation.problems, [], "{labels:#?}");
        assert_eq!(validation.passages, []);
        let label = "events[1].evidence[0].start: Make it “a b c d e f … h i j k l m”";
        assert!(labels.contains(&label.to_owned()), "{labels:#?}");
    }

    #[test]
    fn a_new_record_is_named_once_and_then_keeps_its_id() {
        let mut document: Value = serde_json::from_str(
            r#"{"entities": [{"id": "entity-2", "name": "Red Sea"}, {"id": "sea", "name": "Sea"}],
                "relationships": [{"id": "relationship", "subject": "sea", "predicate": "joins",
                                   "object": "entity-2"}]}"#,
        )
        .unwrap();
        let edit = first_name(&document, "entities[0].name").unwrap();
        super::super::edit::apply(&mut document, &edit);
        assert_eq!(text_at(&document, "entities[0].id"), "red-sea");
        assert_eq!(text_at(&document, "relationships[0].object"), "red-sea");
        assert_eq!(first_name(&document, "entities[0].name"), None);
        assert_eq!(first_name(&document, "entities[1].name"), None);
        let edit = first_name(&document, "relationships[0].predicate").unwrap();
        super::super::edit::apply(&mut document, &edit);
        assert_eq!(
            text_at(&document, "relationships[0].id"),
            "sea-joins-red-sea"
        );
    }

    #[test]
    fn a_word_that_is_like_none_offers_the_whole_list() {
        let validation = Validation::of(history().now());
        let kind = validation
            .problems
            .iter()
            .find(|it| it.path == "events[0].kind");
        let offered = fixes(kind.unwrap(), &history().now().document, &validation);
        assert_eq!(offered.len(), EventKind::WORDS.len());
    }
}
