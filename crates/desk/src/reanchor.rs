//! Passages of an article that was changed: those that moved follow, and for those whose words
//! changed the nearest ones are found.

use std::collections::{BTreeMap, HashMap};

use super::edit::{Edit, Value, at, text, text_at};
use super::quick_fix::{QuickFix, passage_fixes};
use super::validate::Validation;
use super::work::Work;
use backstory_core::anchor::ArticleText;
use backstory_core::dataset::Evidence;
use backstory_core::query::fold;
use backstory_formats::{QuoteStatus, text_quote};

/// How many of a passage's words have to be there still, of ten.
const MIN_SAME_OF_TEN: usize = 5;

/// Where the paragraphs of an article are in a changed one, by their places from 0: those at the
/// beginning and at the end that are the same.
fn same_paragraphs(before: &ArticleText, after: &ArticleText) -> HashMap<usize, usize> {
    let (before, after) = (before.paragraphs(), after.paragraphs());
    let is_same = |(one, other): &(usize, usize)| {
        before.get(*one).map(|it| (&it.text, it.is_aside))
            == after.get(*other).map(|it| (&it.text, it.is_aside))
    };
    let shorter = before.len().min(after.len());
    let first: Vec<(usize, usize)> = (0..shorter)
        .map(|at| (at, at))
        .take_while(is_same)
        .collect();
    let last = (1..=shorter - first.len())
        .map(|at| (before.len() - at, after.len() - at))
        .take_while(is_same);
    first.iter().copied().chain(last).collect()
}

/// The passage at `path` of a document.
fn evidence_at(document: &Value, path: &str) -> Option<Evidence> {
    let field = |name: &str| [path, ".", name].concat();
    let Some(Value::Number(number)) = at(document, &field("paragraph")) else {
        return None;
    };
    let end = text_at(document, &field("end"));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it was found, and so it is the number of a paragraph"
    )]
    let paragraph = *number as u32;
    Some(Evidence {
        paragraph,
        start: text_at(document, &field("start")).into(),
        end: (!end.is_empty()).then(|| end.into()),
    })
}

/// The number of the paragraph that each passage has followed into which was found before, where
/// its paragraph is the same: words that stand in several say nothing of which is meant.
fn followed(work: &Work, before: &Validation, after: &Validation) -> BTreeMap<String, (u32, u32)> {
    let (Some(old), Some(new)) = (&before.article, &after.article) else {
        return BTreeMap::new();
    };
    let same = same_paragraphs(old, new);
    let found = before.found.iter().filter_map(|path| {
        let evidence = evidence_at(&work.document, path)?;
        let found = old.find(&evidence)?;
        let number = |article: &ArticleText, at: usize| Some(article.paragraphs().get(at)?.number);
        let now = number(new, *same.get(&found.paragraph)?)?;
        // A dataset that counts otherwise is left to what is found by its words.
        let is_counted = number(old, found.paragraph) == Some(evidence.paragraph);
        is_counted.then(|| (path.clone(), (evidence.paragraph, now)))
    });
    found.collect()
}

/// The changes that have the passages follow which were found before, and are in another
/// paragraph of the changed article.
#[must_use]
pub fn moved_passages(work: &Work, before: &Validation, article: &str) -> Vec<Edit> {
    if before.found.is_empty() {
        return Vec::new();
    }
    let after = Validation::of(&Work {
        article: article.into(),
        ..work.clone()
    });
    let followed = followed(work, before, &after);
    let mut edits: Vec<Edit> = followed
        .iter()
        .filter(|(_, (old, new))| old != new)
        .map(|(path, (_, new))| {
            let number = Value::Number((*new).into());
            Edit::Set([path, ".paragraph"].concat(), number)
        })
        .collect();
    let moved = after.passages.iter().filter(|(path, outcome)| {
        matches!(outcome, QuoteStatus::Elsewhere(_))
            && before.found.contains(path)
            && !followed.contains_key(path)
    });
    edits.extend(
        moved
            .flat_map(|(path, outcome)| passage_fixes(path, outcome))
            .flat_map(|fix| fix.edits),
    );
    edits
}

/// Words as they are compared, each with what is written.
fn words(text: &str) -> Vec<(String, &str)> {
    text.split_whitespace()
        .map(|word| {
            let bare = word.trim_matches(|it: char| !it.is_alphanumeric());
            (fold(bare), word)
        })
        .collect()
}

/// How many words two runs have in common, in the same order.
fn shared(one: &[(String, &str)], other: &[(String, &str)]) -> usize {
    let mut row = vec![0_usize; other.len() + 1];
    for (word, _) in one {
        let mut diagonal = 0;
        for (at, (its, _)) in other.iter().enumerate() {
            let above = row.get(at + 1).copied().unwrap_or(0);
            let left = row.get(at).copied().unwrap_or(0);
            let best = if word == its {
                diagonal + 1
            } else {
                above.max(left)
            };
            diagonal = above;
            if let Some(cell) = row.get_mut(at + 1) {
                *cell = best;
            }
        }
    }
    row.last().copied().unwrap_or(0)
}

/// The passage of the article that is nearest to the one at `path`, which is not in it any more.
#[must_use]
pub fn nearest_fix(document: &Value, validation: &Validation, path: &str) -> Option<QuickFix> {
    let field = |name: &str| [path, ".", name].concat();
    let (start, end) = (
        text_at(document, &field("start")),
        text_at(document, &field("end")),
    );
    let (first, last) = (words(start), words(end));
    let wanted: Vec<(String, &str)> = first.iter().chain(&last).cloned().collect();
    if wanted.is_empty() {
        return None;
    }
    let article = validation.article.as_ref()?;
    let mut best: Option<(usize, usize, u32, String)> = None;
    for paragraph in article.paragraphs() {
        let its = words(&paragraph.text);
        // A passage of two ends may have any number of words between them.
        let longest = if last.is_empty() {
            first.len() * 2
        } else {
            its.len()
        };
        for begin in 0..its.len() {
            let rest = its.get(begin..).unwrap_or_default();
            let window = rest.get(..longest.min(rest.len())).unwrap_or_default();
            // It begins and ends on a word of the passage.
            if window
                .first()
                .is_none_or(|(word, _)| !wanted.iter().any(|(it, _)| it == word))
            {
                continue;
            }
            let size = window
                .iter()
                .rposition(|(word, _)| wanted.iter().any(|(it, _)| it == word))
                .map_or(1, |at| at + 1);
            let window = window.get(..size).unwrap_or_default();
            let count = shared(&wanted, window);
            let is_enough = count * 10 >= wanted.len() * MIN_SAME_OF_TEN && count > 1;
            // Of as many words, the shorter passage.
            let is_better =
                |most: usize, least: usize| count > most || (count == most && size < least);
            if is_enough
                && best
                    .as_ref()
                    .is_none_or(|(most, least, ..)| is_better(*most, *least))
            {
                let written: Vec<&str> = window.iter().map(|(_, word)| *word).collect();
                best = Some((count, size, paragraph.number, written.join(" ")));
            }
        }
    }
    let (_, _, number, found) = best?;
    let quote = text_quote(number, &found)?;
    let shown = match &quote.end {
        Some(end) => [&quote.start, " … ", end].concat(),
        None => quote.start.clone(),
    };
    let set = |name: &str, value: Value| Edit::Set(field(name), value);
    let mut edits = vec![
        set("paragraph", Value::Number(number.into())),
        set("start", text(quote.start.as_str())),
    ];
    edits.push(match &quote.end {
        Some(end) => set("end", text(end.as_str())),
        None => Edit::Remove(field("end")),
    });
    let number = number.to_string();
    Some(QuickFix {
        label: ["Use “", &shown, "” in paragraph ", &number].concat(),
        edits,
    })
}

/// What fixes a passage that is not where the document says.
#[must_use]
pub fn fixes_of_passage(
    document: &Value,
    validation: &Validation,
    path: &str,
    outcome: &QuoteStatus,
) -> Vec<QuickFix> {
    let mut fixes = passage_fixes(path, outcome);
    if *outcome == QuoteStatus::Lost {
        fixes.extend(nearest_fix(document, validation, path));
    }
    fixes
}

/// The nearest passage for each that is lost, by the path of that.
#[must_use]
pub fn nearest_fixes(document: &Value, validation: &Validation) -> BTreeMap<String, QuickFix> {
    let lost = validation
        .passages
        .iter()
        .filter(|(_, outcome)| *outcome == QuoteStatus::Lost);
    lost.filter_map(|(path, _)| Some((path.clone(), nearest_fix(document, validation, path)?)))
        .collect()
}

/// The changes of several fixes.
#[must_use]
pub fn all_edits(fixes: &BTreeMap<String, QuickFix>) -> Vec<Edit> {
    let edits = fixes.values().flat_map(|fix| &fix.edits);
    edits.cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::super::work::{History, WorkAction};
    use super::*;
    use std::rc::Rc;

    fn work() -> Work {
        let document = r#"{"format": "backstory/1", "events": [
            {"id": "a", "title": "A", "kind": "other", "status": "happened",
             "evidence": [{"paragraph": 1, "start": "The council sold the harbour"}]},
            {"id": "b", "title": "B", "kind": "other", "status": "happened",
             "evidence": [{"paragraph": 2, "start": "Kestrel paid the first", "end": "rate to the council"}]}]}"#;
        Work {
            document: Rc::new(serde_json::from_str(document).unwrap()),
            article: "The council sold the harbour in March.\n\nKestrel paid the first rate, \
                      and then the second rate to the council, late."
                .into(),
            ..Work::new()
        }
    }

    #[test]
    fn passages_follow_a_new_paragraph_in_one_step() {
        let work = work();
        let before = Validation::of(&work);
        assert_eq!(before.passages, []);
        let article = ["New on top.\n\n", &*work.article].concat();
        let edits = moved_passages(&work, &before, &article);
        assert_eq!(edits.len(), 2);
        let history = History::of(work.clone());
        let after = history.after(WorkAction::ArticleWith { article, edits });
        assert_eq!(Validation::of(after.now()).passages, []);
        assert_eq!(after.after(WorkAction::Undo).now(), &work);
        // What was not found before is not moved by itself.
        assert_eq!(
            moved_passages(&work, &Validation::of(&Work::new()), "x"),
            []
        );
    }

    #[test]
    fn words_that_stand_twice_follow_their_own_paragraph() {
        let document = r#"{"format": "backstory/1", "events": [
            {"id": "a", "title": "A", "kind": "other", "status": "happened",
             "evidence": [{"paragraph": 1, "start": "They met"},
                          {"paragraph": 2, "start": "They met"}]}]}"#;
        let work = Work {
            document: Rc::new(serde_json::from_str(document).unwrap()),
            article: "They met in May.\n\n# Later\n\nThey met again.".into(),
            ..Work::new()
        };
        let before = Validation::of(&work);
        assert_eq!(before.found.len(), 2);
        let numbers = |article: &str| {
            let mut document = (*work.document).clone();
            for edit in moved_passages(&work, &before, article) {
                super::super::edit::apply(&mut document, &edit);
            }
            [0, 1].map(|index| {
                let path = format!("events[0].evidence[{index}]");
                evidence_at(&document, &path).map(|it| it.paragraph)
            })
        };
        let article = &*work.article;
        let on_top = ["New.\n\n", article].concat();
        assert_eq!(numbers(&on_top), [Some(2), Some(3)]);
        let between = article.replace("# Later", "They met by chance.\n\n# Later");
        assert_eq!(numbers(&between), [Some(1), Some(3)]);
        // At the end nothing moves, not even where the words are the same.
        let below = [article, "\n\nThey met again."].concat();
        assert_eq!(numbers(&below), [Some(1), Some(2)]);
        // Of one that is gone nothing is guessed.
        assert_eq!(numbers("They met again."), [Some(1), Some(1)]);
    }

    #[test]
    fn changed_words_get_the_nearest_passage() {
        let mut work = work();
        work.article = "The town council has sold the old harbour in March.\n\nMore.\n\nKestrel \
                        paid a first rate, and the second rate to the council, late."
            .into();
        let validation = Validation::of(&work);
        assert_eq!(validation.passages.len(), 2);
        let fix = nearest_fix(&work.document, &validation, "events[0].evidence[0]").unwrap();
        assert!(
            fix.label.contains("council has sold the old harbour"),
            "{}",
            fix.label
        );
        let history = History::of(work.clone());
        let edits = all_edits(&nearest_fixes(&work.document, &validation));
        let key = "nearest".to_owned();
        let after = history.after(WorkAction::Edit { key, edits });
        let after = after.now();
        assert_eq!(Validation::of(after).passages, [], "{:?}", after.document);
        assert_eq!(
            text_at(&after.document, "events[1].evidence[0].start"),
            "Kestrel paid a first rate, and the second rate to the council,"
        );
    }

    #[test]
    fn the_nearest_passage_is_in_the_paragraph_that_the_article_numbers() {
        let mut work = work();
        work.article =
            "# Harbour\n\nMore.\n\n[4] The town council has sold the old harbour.".into();
        let validation = Validation::of(&work);
        let fix = nearest_fix(&work.document, &validation, "events[0].evidence[0]").unwrap();
        assert!(fix.label.ends_with("in paragraph 4"), "{}", fix.label);
        let document = super::super::edit::edited(&work.document, &fix.edits);
        let after = Validation::of(&Work {
            document: Rc::new(document),
            ..work
        });
        assert!(
            after.found.contains("events[0].evidence[0]"),
            "{:?}",
            after.passages
        );
    }

    #[test]
    fn nothing_is_guessed_of_what_is_gone() {
        let mut work = work();
        work.article = "Something else altogether, of the weather.".into();
        let validation = Validation::of(&work);
        assert_eq!(all_edits(&nearest_fixes(&work.document, &validation)), []);
    }
}
