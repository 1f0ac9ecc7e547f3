//! One text in several languages: `{"en": "…", "fr": "…"}`.

use super::Value;
use super::value::Field;

/// Of one text in several languages, the one in the language that is wanted, or
/// in another form of it; else the first that is given. With its language.
pub(super) fn choose<'a>(texts: &'a [Field<'a>], wanted: &str) -> Option<(&'a str, &'a str)> {
    let given = || {
        texts.iter().filter_map(|(tag, text)| match text {
            Value::Text(text) if !text.trim().is_empty() => Some((&**tag, text.trim())),
            _ => None,
        })
    };
    given()
        .find(|(tag, _)| tag.eq_ignore_ascii_case(wanted))
        .or_else(|| given().find(|(tag, _)| primary(tag).eq_ignore_ascii_case(primary(wanted))))
        .or_else(|| given().next())
}

/// A language without its script, region and variants.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Whether a text may be given in the language of this tag: whether it has the
/// form of a BCP 47 tag, such as `en` or `pt-BR`.
pub fn is_tag(tag: &str) -> bool {
    matches!(primary(tag).len(), 2..=3)
        && tag.split('-').all(|part| {
            matches!(part.len(), 1..=8) && part.chars().all(|c| c.is_ascii_alphanumeric())
        })
}

/// Whether an object holds one text in several languages: texts by BCP 47 tags.
pub(super) fn is_texts(texts: &[Field]) -> bool {
    !texts.is_empty()
        && texts
            .iter()
            .all(|(tag, text)| is_tag(tag) && matches!(text, Value::Text(_)))
}

impl<'a> Value<'a> {
    /// The texts of one that is given in several languages, by their tags.
    pub fn languages(&self) -> Option<&[Field<'a>]> {
        match self {
            Value::Map(texts) if is_texts(texts) => Some(texts),
            _ => None,
        }
    }

    /// The text, where it is one; of one in several languages, that in the
    /// language wanted, or else the first that is given.
    pub fn text_in(&self, language: &str) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => Some(choose(self.languages()?, language)?.1),
        }
    }
}
