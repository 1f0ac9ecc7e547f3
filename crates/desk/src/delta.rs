//! The difference of two texts that are much the same: what undo keeps across a reload.

use serde::{Deserialize, Serialize};

/// What has to stand between the beginning and the end that two texts share, to make the other
/// one of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delta {
    /// How many bytes they share at the beginning.
    begin: usize,
    /// How many bytes they share at the end.
    end: usize,
    /// What is between.
    text: String,
}

impl Delta {
    /// What makes `to` of `from`.
    #[must_use]
    pub fn between(from: &str, to: &str) -> Self {
        let shared = from.bytes().zip(to.bytes());
        let mut begin = shared.take_while(|(a, b)| a == b).count();
        while !to.is_char_boundary(begin) || !from.is_char_boundary(begin) {
            begin -= 1;
        }
        let rest = from.len().min(to.len()) - begin;
        let shared = from.bytes().rev().zip(to.bytes().rev()).take(rest);
        let mut end = shared.take_while(|(a, b)| a == b).count();
        while !to.is_char_boundary(to.len() - end) || !from.is_char_boundary(from.len() - end) {
            end -= 1;
        }
        let text = to.get(begin..to.len() - end).unwrap_or_default().to_owned();
        Self { begin, end, text }
    }

    /// The other text; `None` where `from` is not one that it was made of.
    #[must_use]
    pub fn apply(&self, from: &str) -> Option<String> {
        let begin = from.get(..self.begin)?;
        let end = from.get(from.len().checked_sub(self.end)?..)?;
        (self.begin + self.end <= from.len()).then(|| [begin, &self.text, end].concat())
    }

    /// How much it holds, in bytes.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.text.len() + 24
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_differs_is_held() {
        let delta = Delta::between("a long story", "a short story");
        assert_eq!(delta.text, "short");
        assert_eq!(
            delta.apply("a long story").as_deref(),
            Some("a short story")
        );
        // Letters of several bytes are not cut.
        let delta = Delta::between("né", "nè");
        assert_eq!(delta.apply("né").as_deref(), Some("nè"));
        assert_eq!(
            Delta::between("aa", "aaa").apply("aa").as_deref(),
            Some("aaa")
        );
        assert_eq!(Delta::between("long", "l").apply(""), None);
    }

    proptest! {
        #[test]
        fn one_text_makes_the_other(from in "[aé€]{0,12}", to in "[aé€]{0,12}") {
            prop_assert_eq!(Delta::between(&from, &to).apply(&from), Some(to));
        }
    }
}
