//! Texts in several languages: which a text has, and how it gets another.

use super::edit::{Edit, Value, at, text, text_at};
use backstory_core::dataset::is_tag;
use backstory_formats::takes_languages;

/// The tag of the language that the article is written in; empty where it is not known.
#[must_use]
pub fn article_language(document: &Value) -> &str {
    text_at(document, "article.language").trim()
}

/// The text at `path`, in the article's language where it is given in several;
/// in the first that is given where it lacks that. Empty where there is none.
#[must_use]
pub fn words_at<'v>(document: &'v Value, path: &str) -> &'v str {
    let value = at(document, path);
    let words = value.and_then(|value| value.text_in(article_language(document)));
    words.unwrap_or_default()
}

/// The tags of the languages that the text at `path` is given in; none where it
/// is plain text or not text at all.
#[must_use]
pub fn languages_at<'v>(document: &'v Value, path: &str) -> Vec<&'v str> {
    let texts = at(document, path).and_then(Value::languages);
    let texts = texts.unwrap_or_default();
    texts.iter().map(|(tag, _)| &**tag).collect()
}

/// Whether the text at `path` may be given in several languages.
#[must_use]
pub fn may_have_languages(path: &str) -> bool {
    path.rsplit('.').next().is_some_and(takes_languages)
}

/// All languages that texts of the document are given in, in its order.
#[must_use]
pub fn languages_used(document: &Value) -> Vec<&str> {
    let mut used = Vec::new();
    gather(document, &mut used);
    used
}

fn gather<'v>(value: &'v Value, used: &mut Vec<&'v str>) {
    match value {
        Value::Map(fields) => {
            for (name, value) in fields {
                let texts = value.languages().filter(|_| takes_languages(name));
                for (tag, _) in texts.unwrap_or_default() {
                    if !used.contains(&&**tag) {
                        used.push(tag);
                    }
                }
                gather(value, used);
            }
        }
        Value::List(items) => items.iter().for_each(|item| gather(item, used)),
        _ => {}
    }
}

/// What gives the text at `path` another language, `tag`, with nothing said in
/// it yet. A plain text is of the language `own`.
///
/// # Errors
///
/// Why it cannot have it, as a sentence.
pub fn add_language(document: &Value, path: &str, own: &str, tag: &str) -> Result<Edit, String> {
    let (own, tag) = (own.trim(), tag.trim());
    let has = |it: &&str| it.eq_ignore_ascii_case(tag);
    for given in [own, tag] {
        if !is_tag(given) {
            return Err(["“", given, "” is not a language tag: “fr” and “pt-BR” are."].concat());
        }
    }
    let languages = languages_at(document, path);
    if languages.iter().any(has) || (languages.is_empty() && has(&own)) {
        return Err(["The text has “", tag, "” already."].concat());
    }
    if languages.is_empty() {
        let texts = vec![
            (own.to_owned().into(), text(text_at(document, path))),
            (tag.to_owned().into(), text("")),
        ];
        return Ok(Edit::Set(path.to_owned(), Value::Map(texts)));
    }
    Ok(Edit::Set([path, ".", tag].concat(), text("")))
}

/// What takes one language of the text at `path` out. A text that is left in
/// the article's language alone is plain text again.
#[must_use]
pub fn remove_language(document: &Value, path: &str, tag: &str) -> Edit {
    let mut left = languages_at(document, path);
    left.retain(|it| *it != tag);
    match left.as_slice() {
        [] => Edit::Remove(path.to_owned()),
        [only] if only.eq_ignore_ascii_case(article_language(document)) => {
            let words = text_at(document, &[path, ".", only].concat());
            Edit::Set(path.to_owned(), text(words))
        }
        _ => Edit::Remove([path, ".", tag].concat()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::edit::apply;
    use super::*;

    fn document() -> Value {
        serde_json::from_str(
            r#"{"article": {"language": "fr", "title": "Un titre"},
                "entities": [{"id": "c", "name": {"en": "Ivory Coast", "fr": "Côte d’Ivoire"}}],
                "events": [{"id": "e", "title": {"sw": "Mkutano", "en": "A meeting"}, "kind": "other",
                            "participants": [{"entity": "c", "role": {"en": "host", "pt-BR": ""}}]}]}"#,
        )
        .unwrap()
    }

    fn after(edit: &Edit) -> Value {
        let mut document = document();
        apply(&mut document, edit);
        document
    }

    #[test]
    fn a_text_is_read_in_the_article_s_language() {
        let document = document();
        assert_eq!(words_at(&document, "article.title"), "Un titre");
        assert_eq!(words_at(&document, "entities[0].name"), "Côte d’Ivoire");
        assert_eq!(words_at(&document, "events[0].title"), "Mkutano");
        assert_eq!(words_at(&document, "events[0].summary"), "");
        assert_eq!(words_at(&document, "events[0]"), "");
        assert_eq!(languages_at(&document, "events[0].title"), ["sw", "en"]);
        assert!(languages_at(&document, "article.title").is_empty());
        // A record is not text, whatever its fields are called.
        assert!(languages_at(&document, "article").is_empty());
        assert_eq!(languages_used(&document), ["en", "fr", "sw", "pt-BR"]);
    }

    #[test]
    fn another_language_costs_none_of_the_others() {
        let document = document();
        let edit = add_language(&document, "events[0].title", "fr", " ar ").unwrap();
        let made = after(&edit);
        assert_eq!(languages_at(&made, "events[0].title"), ["sw", "en", "ar"]);
        assert_eq!(text_at(&made, "events[0].title.sw"), "Mkutano");
        assert_eq!(text_at(&made, "events[0].title.en"), "A meeting");

        // A plain text, and one that is not there yet, are of one language so far.
        let made = after(&add_language(&document, "article.title", "fr", "en").unwrap());
        assert_eq!(languages_at(&made, "article.title"), ["fr", "en"]);
        assert_eq!(text_at(&made, "article.title.fr"), "Un titre");
        let made = after(&add_language(&document, "events[0].summary", "fr", "en").unwrap());
        assert_eq!(languages_at(&made, "events[0].summary"), ["fr", "en"]);

        for (path, own, tag) in [
            ("events[0].title", "fr", "EN"),
            ("article.title", "fr", "fr"),
            ("article.title", "", "en"),
            ("article.title", "fr", "french"),
            ("article.title", "fr", "e.n"),
        ] {
            assert!(add_language(&document, path, own, tag).is_err(), "{tag}");
        }
    }

    #[test]
    fn what_is_left_in_the_article_s_language_is_plain() {
        let document = document();
        let made = after(&remove_language(&document, "entities[0].name", "en"));
        assert_eq!(text_at(&made, "entities[0].name"), "Côte d’Ivoire");
        // In another language it keeps the tag.
        let made = after(&remove_language(&document, "events[0].title", "sw"));
        assert_eq!(languages_at(&made, "events[0].title"), ["en"]);
        let edit = remove_language(&made, "events[0].title", "en");
        assert_eq!(edit, Edit::Remove("events[0].title".to_owned()));
    }

    #[test]
    fn only_texts_that_readers_see_have_languages() {
        assert!(may_have_languages("events[0].participants[1].role"));
        assert!(may_have_languages("article.title"));
        for path in [
            "events[0].dating.words",
            "article.url",
            "events[0].evidence[0].start",
        ] {
            assert!(!may_have_languages(path), "{path}");
        }
    }
}
