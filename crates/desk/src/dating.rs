//! The article's words for a date, which are kept where the date alone does not say them.

use super::edit::{Edit, Value, at, len, text, text_at};
use super::validate::{label, record};
use backstory_core::dataset::{Basis, Date, names};
use backstory_formats::english_date::{Interpretation, interpret, later, read};

/// The path of the day of publication, from which words may count.
const PUBLISHED: &str = "article.published";

/// What is kept of the words for a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptWords {
    /// How the words say it.
    pub basis: Basis,
    /// The words, without what leads up to them.
    pub words: String,
}

/// What is to be kept of the words that were read as `date`: of "early 2022" and "two weeks ago"
/// the words, of "3 June 2018" nothing, as the date says the same.
#[must_use]
pub fn kept_words(words: &str, date: &Date) -> Option<KeptWords> {
    let bare = bare(words);
    if Date::parse(bare).is_ok() {
        return None;
    }
    let basis = match interpret(bare, None) {
        Interpretation::Date(stated) if stated == *date => Basis::Stated,
        _ => Basis::Relative,
    };
    // Bounds that were made of words.
    let is_bounds = date.as_str().starts_with(['[', '{']);
    let is_kept = basis == Basis::Relative || is_bounds;
    is_kept.then(|| KeptWords {
        basis,
        words: bare.to_owned(),
    })
}

/// Words for a date without the preposition before them.
fn bare(words: &str) -> &str {
    let words = words.trim();
    let Some((first, rest)) = words.split_once(' ') else {
        return words;
    };
    let is_lead = ["in", "on", "at"]
        .iter()
        .any(|it| first.eq_ignore_ascii_case(it));
    if is_lead { rest.trim_start() } else { words }
}

/// The value of `dating` for the words.
#[must_use]
pub fn dating_value(kept: &KeptWords) -> Value {
    Value::Map(vec![
        (names::dating::BASIS.into(), text(kept.basis.as_str())),
        (names::dating::WORDS.into(), text(kept.words.as_str())),
    ])
}

/// The path of what says how the date at `path` is known; nothing of one that has no such thing.
#[must_use]
pub fn dating_path(path: &str) -> Option<String> {
    if path == PUBLISHED {
        return Some("article.dating".to_owned());
    }
    let event = path.strip_suffix("].date")?;
    let is_event = event.strip_prefix("events[")?.parse::<usize>().is_ok();
    is_event.then(|| [event, "].dating"].concat())
}

/// The changes of typing `words` as the date at `path`: the date that they mean, and what is kept
/// of them. Words that mean no date are kept as they are.
#[must_use]
pub fn typed(document: &Value, path: &str, words: &str) -> Vec<Edit> {
    let words = words.trim();
    if words.is_empty() {
        return vec![Edit::Remove(path.to_owned())];
    }
    let published = published_for(document, path);
    let Some(date) = read(words, published.as_ref()) else {
        return vec![Edit::Set(path.to_owned(), text(words))];
    };
    let mut edits = dating_edits(document, path, words, &date, published.as_ref());
    edits.push(Edit::Set(path.to_owned(), text(date.as_str())));
    edits
}

/// The changes of what is kept of the words that mean `date` at `path`.
fn dating_edits(
    document: &Value,
    path: &str,
    words: &str,
    date: &Date,
    published: Option<&Date>,
) -> Vec<Edit> {
    let Some(dating) = dating_path(path) else {
        return Vec::new();
    };
    let field = |name: &str| [&dating, ".", name].concat();
    if let Some(kept) = kept_words(words, date) {
        return vec![
            Edit::Set(field(names::dating::BASIS), text(kept.basis.as_str())),
            Edit::Set(field(names::dating::WORDS), text(kept.words)),
        ];
    }
    // Words that mean another date are not of this one.
    let old = text_at(document, &field(names::dating::WORDS));
    let is_other = match interpret(old, published) {
        Interpretation::Date(it) | Interpretation::Assumed(it) => it != *date,
        _ => false,
    };
    let has_note = !text_at(document, &field(names::dating::NOTE)).is_empty();
    if old.is_empty() || !is_other || has_note {
        return Vec::new();
    }
    vec![Edit::Remove(dating)]
}

/// The article's words for the date at `path`, where they say by themselves what it is: those
/// of "early 2022", and not of "20-year sanctions" or "five days later".
#[must_use]
pub fn words_of<'v>(document: &'v Value, path: &str) -> Option<&'v str> {
    let words = [&dating_path(path)?, ".", names::dating::WORDS].concat();
    let words = text_at(document, &words);
    if words.is_empty() {
        return None;
    }
    let date = read(words, published_for(document, path).as_ref())?;
    (date.as_str() == text_at(document, path)).then_some(words)
}

/// When the article appeared, as far as that is known.
#[must_use]
pub fn published(document: &Value) -> Option<Date> {
    Date::parse(text_at(document, PUBLISHED)).ok()
}

/// The day from which words for the date at `path` may count: that of publication itself counts
/// from none.
#[must_use]
pub fn published_for(document: &Value, path: &str) -> Option<Date> {
    published(document).filter(|_| path != PUBLISHED)
}

/// The events that a date can be counted from, by their paths: those with a date, but for the one
/// at `own`.
#[must_use]
pub fn dated_events(document: &Value, own: &str) -> Vec<(String, String)> {
    (0..len(document, "events"))
        .map(|index| record("events", index))
        .filter(|it| it != own && Date::parse(text_at(document, &[it, ".date"].concat())).is_ok())
        .map(|it| {
            let name = label(document, &it);
            (it, name)
        })
        .collect()
}

/// The changes that date the event at `own` by words that count from the event at `from`: its
/// date, how it is known, and that it comes after the other one.
#[must_use]
pub fn counted_from(document: &Value, own: &str, words: &str, from: &str) -> Option<Vec<Edit>> {
    let base = Date::parse(text_at(document, &[from, ".date"].concat())).ok()?;
    let date = later(words, &base)?;
    let field = |name: &str| [own, ".", name].concat();
    let id = text_at(document, &[from, ".id"].concat());
    let note = ["Counted from “", &label(document, from), "”"].concat();
    let dating = Value::Map(vec![
        (names::dating::BASIS.into(), text(Basis::Inferred.as_str())),
        (names::dating::WORDS.into(), text(words.trim())),
        (names::dating::NOTE.into(), text(note)),
    ]);
    let mut edits = vec![
        Edit::Set(field("date"), text(date.as_str())),
        Edit::Set(field("dating"), dating),
    ];
    let after = field(names::event::AFTER);
    let is_named = (0..len(document, &after)).any(|index| {
        let it = record(&after, index);
        text_at(document, &it) == id || text_at(document, &[&it, ".event"].concat()) == id
    });
    // A single id is kept as it is.
    let is_list = at(document, &after).is_none_or(|it| matches!(it, Value::List(_)));
    if !is_named && is_list {
        edits.push(Edit::Push(after, text(id)));
    }
    Some(edits)
}

#[cfg(test)]
mod tests {
    use super::super::edit::edited;
    use super::*;

    fn date(edtf: &str) -> Date {
        Date::parse(edtf).unwrap()
    }

    #[test]
    fn words_are_kept_that_the_date_does_not_say() {
        for (words, edtf, kept) in [
            (
                "early 2022",
                "[2022-01..2022-04]",
                Some((Basis::Stated, "early 2022")),
            ),
            (
                "In late 2021",
                "[2021-09..2021-12]",
                Some((Basis::Stated, "late 2021")),
            ),
            (
                "two weeks ago",
                "[2024-02-19..2024-02-25]",
                Some((Basis::Relative, "two weeks ago")),
            ),
            (
                "on 27 February",
                "2024-02-27",
                Some((Basis::Relative, "27 February")),
            ),
            ("on 3 June 2018", "2018-06-03", None),
            ("since 2013", "2013/..", None),
            ("[2022-01..2022-04]", "[2022-01..2022-04]", None),
        ] {
            let found = kept_words(words, &date(edtf));
            let found = found.as_ref().map(|it| (it.basis, &*it.words));
            assert_eq!(found, kept, "{words}");
        }
    }

    #[test]
    fn words_go_with_the_date_that_they_mean() {
        let document: Value =
            serde_json::from_str(r#"{"events": [{"id": "a", "date": "[2022-01..2022-04]"}]}"#)
                .unwrap();
        let path = "events[0].date";
        let set = |path: &str, value: &str| Edit::Set(path.to_owned(), text(value));
        let edits = typed(&document, path, "early 2022");
        let after = edited(&document, &edits);
        assert_eq!(words_of(&after, path), Some("early 2022"));
        for words in ["20-year sanctions", "five days later", "early 2021"] {
            let other = Edit::Set("events[0].dating.words".to_owned(), text(words));
            assert_eq!(words_of(&edited(&after, &[other]), path), None, "{words}");
        }
        let edits = typed(&after, path, "2023");
        assert_eq!(words_of(&edited(&after, &edits), path), None);
        // What a person wrote for the same date stays.
        assert_eq!(
            typed(&after, path, "[2022-01..2022-04]"),
            [set(path, "[2022-01..2022-04]")]
        );
        assert_eq!(
            typed(&document, "relationships[0].period", "early 2022"),
            [set("relationships[0].period", "[2022-01..2022-04]")]
        );
        assert_eq!(dating_path("events[0].revision.date"), None);
    }

    #[test]
    fn a_date_counts_from_another_event() {
        let document: Value = serde_json::from_str(
            r#"{"events": [{"id": "sale", "title": "The sale", "date": "2023-03-14"}, {"id": "b", "title": "B"}]}"#,
        )
        .unwrap();
        let named = dated_events(&document, "events[1]");
        assert_eq!(named, [("events[0]".to_owned(), "The sale".to_owned())]);
        let edits = counted_from(&document, "events[1]", "Five days later", "events[0]").unwrap();
        let after = edited(&document, &edits);
        assert_eq!(text_at(&after, "events[1].date"), "2023-03-19");
        assert_eq!(
            text_at(&after, "events[1].dating.note"),
            "Counted from “The sale”"
        );
        assert_eq!(text_at(&after, "events[1].after[0]"), "sale");
        let again = edited(
            &after,
            &counted_from(&after, "events[1]", "a year later", "events[0]").unwrap(),
        );
        assert_eq!(
            (
                text_at(&again, "events[1].date"),
                len(&again, "events[1].after")
            ),
            ("2024", 1)
        );
    }
}
