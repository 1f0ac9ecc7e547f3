//! Text with its typesetting folded away, and the way back.

use std::ops::Range;

/// Text as it is matched, and where each of its letters came from.
#[derive(Clone, Debug)]
pub(super) struct Folded {
    letters: Vec<char>,
    /// For each letter, the UTF-16 code units of the original that it stands
    /// for.
    sources: Vec<Range<usize>>,
}

impl Folded {
    pub fn new(text: &str) -> Self {
        let mut folded = Self {
            letters: Vec::new(),
            sources: Vec::new(),
        };
        let mut at = 0;
        for original in text.chars() {
            let source = at..at + original.len_utf16();
            at = source.end;
            if original == '\u{ad}' {
                continue;
            }
            if original.is_whitespace() {
                folded.push_space(source);
                continue;
            }
            for letter in original.to_lowercase() {
                folded.letters.push(plain(letter));
                folded.sources.push(source.clone());
            }
        }
        folded.trim_end();
        folded
    }

    /// A run of white space is one space, and none at the beginning.
    fn push_space(&mut self, source: Range<usize>) {
        match (self.letters.last(), self.sources.last_mut()) {
            (Some(' '), Some(last)) => last.end = source.end,
            (Some(_), _) => {
                self.letters.push(' ');
                self.sources.push(source);
            }
            (None, _) => {}
        }
    }

    fn trim_end(&mut self) {
        if self.letters.last() == Some(&' ') {
            self.letters.pop();
            self.sources.pop();
        }
    }

    /// The shortest first passage from `start` to `end`, in UTF-16 code units of
    /// the original.
    pub fn find(&self, start: &Self, end: Option<&Self>) -> Option<Range<usize>> {
        let first = self.position(&start.letters, 0)?;
        let after = first + start.letters.len();
        let last = match end {
            None => after,
            Some(end) => self.position(&end.letters, after)? + end.letters.len(),
        };
        let from = self.sources.get(first)?.start;
        let to = self.sources.get(last.checked_sub(1)?)?.end;
        Some(from..to)
    }

    fn position(&self, needle: &[char], from: usize) -> Option<usize> {
        if needle.is_empty() {
            return None;
        }
        let found = self
            .letters
            .get(from..)?
            .windows(needle.len())
            .position(|at| at == needle)?;
        Some(from + found)
    }
}

/// Quotation marks and dashes as a keyboard has them.
const fn plain(letter: char) -> char {
    match letter {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | 'ʼ' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        _ => letter,
    }
}
