//! Who is named in the article, by name and alias, and who is not yet known.

use std::ops::Range;

use super::edit::{Value, at};
use super::languages::article_language;
use backstory_core::query::fold;

/// Where an entity is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentions {
    /// The entity's position in the document.
    pub entity: usize,
    /// Its name.
    pub name: String,
    /// Each place: the paragraph, from 1, and where in its text, in UTF-16 code
    /// units.
    pub places: Vec<(usize, Range<usize>)>,
}

/// A name that may be an entity's, and how often it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The name as it is first written.
    pub name: String,
    /// How often.
    pub count: usize,
}

/// A word of a paragraph.
struct Word {
    folded: String,
    written: String,
    range: Range<usize>,
    /// Whether a sentence begins with it.
    is_first: bool,
    /// Whether only a space is between it and the one before.
    follows: bool,
}

/// Every entity of the document with the places where the article names it. The
/// longest name wins where several begin at one word.
#[must_use]
pub fn mentions(document: &Value, paragraphs: &[String]) -> Vec<Mentions> {
    let (mut found, _) = read(document, paragraphs);
    found.sort_by_key(|it| it.entity);
    found
}

/// Names in the article that are no entity's yet, the most used first.
#[must_use]
pub fn candidates(document: &Value, paragraphs: &[String]) -> Vec<Candidate> {
    read(document, paragraphs).1
}

fn read(document: &Value, paragraphs: &[String]) -> (Vec<Mentions>, Vec<Candidate>) {
    let names = names(document);
    let mut found: Vec<Mentions> = Vec::new();
    let mut unknown: Vec<Candidate> = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let words = words(paragraph);
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
            let known = names.iter().find(|(name, _, _)| name.begins(rest));
            if let Some((name, entity, shown)) = known {
                let range = span(rest.get(..name.words.len()).unwrap_or_default());
                let place = (number + 1, range);
                match found.iter_mut().find(|it| it.entity == *entity) {
                    Some(it) => it.places.push(place),
                    None => found.push(Mentions {
                        entity: *entity,
                        name: shown.clone(),
                        places: vec![place],
                    }),
                }
                at += name.words.len();
            } else {
                let length = name_length(rest, &names);
                if length > 0 {
                    note(&mut unknown, rest.get(..length).unwrap_or_default());
                }
                at += length.max(1);
            }
        }
    }
    unknown.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    (found, unknown)
}

struct Name {
    words: Vec<String>,
    /// Short names in capitals ("US") are told from words ("us") by them.
    exact: Option<String>,
}

impl Name {
    fn begins(&self, rest: &[Word]) -> bool {
        let Some(words) = rest.get(..self.words.len()) else {
            return false;
        };
        let is_same = words.iter().map(|it| &it.folded).eq(self.words.iter());
        let is_exact = |name: &String| words.first().is_some_and(|word| word.written == *name);
        is_same && self.exact.as_ref().is_none_or(is_exact)
    }
}

/// All names and aliases, the longest first, with the entity's position and
/// name.
fn names(document: &Value) -> Vec<(Name, usize, String)> {
    let Some(Value::List(entities)) = at(document, "entities") else {
        return Vec::new();
    };
    let language = article_language(document);
    let mut names = Vec::new();
    for (position, entity) in entities.iter().enumerate() {
        let name = at(entity, "name");
        let shown = name
            .and_then(|name| name.text_in(language))
            .unwrap_or_default();
        // The article may use the name of any language.
        let others = name.and_then(Value::languages).unwrap_or_default();
        let others = others.iter().filter_map(|(_, name)| match name {
            Value::Text(name) if **name != *shown => Some(&**name),
            _ => None,
        });
        let aliases = match at(entity, "aliases") {
            Some(Value::List(aliases)) => aliases.as_slice(),
            _ => &[],
        };
        let aliases = aliases.iter().filter_map(|alias| match alias {
            Value::Text(alias) => Some(&**alias),
            _ => None,
        });
        for name in aliases.chain(others).chain([shown]) {
            let folded = fold(name);
            let words: Vec<String> = folded.split_whitespace().map(str::to_owned).collect();
            if words.is_empty() {
                continue;
            }
            let is_short = name.chars().count() <= 3 && name.chars().all(char::is_uppercase);
            let exact = is_short.then(|| name.to_owned());
            names.push((Name { words, exact }, position, shown.to_owned()));
        }
    }
    names.sort_by_key(|(name, ..)| std::cmp::Reverse(name.words.len()));
    names
}

/// The words of a paragraph, where letters and digits are together.
fn words(paragraph: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut unit = 0;
    let mut open: Option<(String, usize)> = None;
    let mut between = String::from(".");
    let mut close = |open: &mut Option<(String, usize)>, between: &mut String, end: usize| {
        if let Some((written, start)) = open.take() {
            words.push(Word {
                folded: fold(&written),
                is_first: between.contains(['.', '!', '?', ':', '“', '"']),
                follows: between == " ",
                range: start..end,
                written,
            });
            between.clear();
        }
    };
    for letter in paragraph.chars() {
        if letter.is_alphanumeric() {
            match &mut open {
                Some((written, _)) => written.push(letter),
                None => open = Some((String::from(letter), unit)),
            }
        } else {
            close(&mut open, &mut between, unit);
            between.push(letter);
        }
        unit += letter.len_utf16();
    }
    close(&mut open, &mut between, unit);
    words
}

fn span(words: &[Word]) -> Range<usize> {
    let start = words.first().map_or(0, |word| word.range.start);
    let end = words.last().map_or(0, |word| word.range.end);
    start..end
}

/// How many words from here on look like a name that nobody has: capitals in a
/// row, and more than one of them where a sentence begins.
fn name_length(rest: &[Word], names: &[(Name, usize, String)]) -> usize {
    let is_capital = |word: &Word| {
        let mut letters = word.written.chars();
        letters.next().is_some_and(char::is_uppercase) && word.written.chars().count() > 1
    };
    let mut length = 0;
    for (index, word) in rest.iter().enumerate() {
        let begins_known = names
            .iter()
            .any(|(name, ..)| rest.get(index..).is_some_and(|rest| name.begins(rest)));
        if !is_capital(word) || begins_known || (index > 0 && !word.follows) {
            break;
        }
        length += 1;
    }
    let is_first = rest.first().is_some_and(|word| word.is_first);
    if length == 1 && is_first { 0 } else { length }
}

fn note(unknown: &mut Vec<Candidate>, words: &[Word]) {
    let written: Vec<&str> = words.iter().map(|word| word.written.as_str()).collect();
    let name = written.join(" ");
    match unknown.iter_mut().find(|it| it.name == name) {
        Some(it) => it.count += 1,
        None => unknown.push(Candidate { name, count: 1 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Value {
        serde_json::from_str(
            r#"{"entities": [
                {"id": "us", "name": "United States", "aliases": ["US", "Washington"]},
                {"id": "bashir", "name": "Omar al-Bashir", "aliases": ["al-Bashir"]},
                {"id": "chad", "name": "Chad"}]}"#,
        )
        .unwrap()
    }

    #[test]
    fn an_entity_is_found_by_every_name_it_has() {
        let paragraphs = [
            "The US told us so. Washington’s envoy met Omar Al Bashir.".to_owned(),
            "𝕏: al-Bashir and the united states".to_owned(),
        ];
        let found = mentions(&document(), &paragraphs);
        let places: Vec<(&str, Vec<(usize, String)>)> = found
            .iter()
            .map(|it| {
                let places = it.places.iter().map(|(number, range)| {
                    let units: Vec<u16> = paragraphs[number - 1].encode_utf16().collect();
                    (*number, String::from_utf16(&units[range.clone()]).unwrap())
                });
                (it.name.as_str(), places.collect())
            })
            .collect();
        let place = |number, words: &str| (number, words.to_owned());
        assert_eq!(
            places,
            [
                (
                    "United States",
                    vec![
                        place(1, "US"),
                        place(1, "Washington"),
                        place(2, "united states")
                    ]
                ),
                (
                    "Omar al-Bashir",
                    vec![place(1, "Omar Al Bashir"), place(2, "al-Bashir")]
                ),
            ]
        );
    }

    #[test]
    fn names_that_nobody_has_are_offered() {
        let paragraphs = [
            "Yesterday Sergei Lavrov met Omar al-Bashir in Sochi. Then he left \
                           Sochi. Norinco Group sells. Sergei Lavrov stayed."
                .to_owned(),
        ];
        let found = candidates(&document(), &paragraphs);
        let names: Vec<(&str, usize)> = found
            .iter()
            .map(|it| (it.name.as_str(), it.count))
            .collect();
        assert_eq!(
            names,
            [
                ("Sochi", 2),
                ("Norinco Group", 1),
                ("Sergei Lavrov", 1),
                ("Yesterday Sergei Lavrov", 1)
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}") {
            let _ = read(&document(), &[text]);
        }
    }
}
