//! Ids made from names, and names found again.

use std::collections::{HashMap, HashSet};

use backstory_core::query::fold;

/// Makes ids that no two records share.
#[derive(Default)]
pub(super) struct IdAllocator(HashSet<String>);

impl IdAllocator {
    /// Notes that an id is taken. `false` where it already was.
    pub fn take(&mut self, id: &str) -> bool {
        self.0.insert(id.to_owned())
    }

    /// An id in words of `name`, such as `sergei-lavrov`; with a number where
    /// another record has it.
    pub fn make(&mut self, name: &str, otherwise: &str) -> String {
        let slug = slug(name);
        let slug = if slug.is_empty() { otherwise } else { &slug };
        if self.take(slug) {
            return slug.to_owned();
        }
        let numbered = (2_u32..).map(|number| [slug, "-", &number.to_string()].concat());
        for id in numbered {
            if self.take(&id) {
                return id;
            }
        }
        String::new()
    }
}

/// How many words of a name make an id.
const WORDS: usize = 8;

/// The words of `name` in a-z and 0-9, joined by hyphens. Letters of other
/// scripts give none.
#[must_use]
pub fn slug(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<String> = folded
        .split(' ')
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect())
        .filter(|word: &String| !word.is_empty())
        .take(WORDS)
        .collect();
    words.join("-")
}

/// Finds a record by its id, or by a name that only one record has.
#[derive(Default)]
pub(super) struct Names {
    ids: HashSet<String>,
    /// The record of each folded name; `None` where several have it.
    names: HashMap<String, Option<String>>,
}

impl Names {
    pub fn add<'n>(&mut self, id: &str, names: impl IntoIterator<Item = &'n str>) {
        self.ids.insert(id.to_owned());
        for name in names {
            let name = fold(name);
            if name.is_empty() {
                continue;
            }
            self.names
                .entry(name)
                .and_modify(|known| {
                    if known.as_deref() != Some(id) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some(id.to_owned()));
        }
    }

    /// Whether a record has this id.
    pub fn has_id(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// The id that `text` means, if it means one.
    pub fn find(&self, text: &str) -> Option<String> {
        if self.ids.contains(text) {
            return Some(text.to_owned());
        }
        self.names.get(&fold(text)).cloned().flatten()
    }

    /// The id that `text` means, or else one made of it, which the decoder reports
    /// with a suggestion.
    pub fn resolve(&self, text: &str) -> String {
        self.find(text).unwrap_or_else(|| match slug(text) {
            slug if slug.is_empty() => text.to_owned(),
            slug => slug,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_words_and_never_twice() {
        let mut ids = IdAllocator::default();
        assert_eq!(ids.make("Omar al-Béchir", "entity"), "omar-al-bechir");
        assert_eq!(ids.make("Omar Al Bechir", "entity"), "omar-al-bechir-2");
        assert_eq!(ids.make("…", "entity"), "entity");
    }

    #[test]
    fn a_name_that_two_have_means_neither() {
        let mut names = Names::default();
        names.add("georgia", ["Georgia"]);
        names.add("georgia-us", ["Georgia", "Peach State"]);
        assert_eq!(names.find("Georgia"), None);
        assert_eq!(names.find("georgia"), Some("georgia".to_owned()));
        assert_eq!(names.find("peach  state"), Some("georgia-us".to_owned()));
    }
}
