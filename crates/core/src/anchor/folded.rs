//! Text with its typesetting folded away, and the way back.
//!
//! Letters are folded as search folds them ([`fold_letter`]): case, accents,
//! ligatures, signs that are not seen. What is added here is punctuation, which
//! search has no use for: quotation marks and dashes of every kind, with or
//! without spaces around them; three dots; the signs of footnotes.

use std::ops::Range;

use crate::query::fold_letter;
use crate::util::narrow::narrow;

/// How many hash buckets an index has; a power of two.
const BUCKETS: usize = 1 << 12;
/// How many letters are hashed.
const HASHED: usize = 3;

/// Text as it is matched, and where each of its letters came from.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    letters: Vec<char>,
    /// For each letter, the UTF-16 code units of the original that it stands
    /// for.
    sources: Vec<(u32, u32)>,
    /// Where the text that is being added begins.
    begin: usize,
}

impl Folded {
    pub fn new(text: &str) -> Self {
        let mut folded = Self::default();
        folded.add(text);
        folded
    }

    /// Adds a text, which no passage crosses into, and gives its letters.
    pub fn add(&mut self, text: &str) -> Range<usize> {
        self.begin = self.letters.len();
        let mut at = 0;
        let mut letters = text.chars().peekable();
        while let Some(original) = letters.next() {
            let mut end = at + narrow(original.len_utf16());
            if is_raised(original) {
                // All signs of a note together.
                let mut signs = vec![original];
                while let Some(next) = letters.next_if(|it| is_raised(*it)) {
                    end += narrow(next.len_utf16());
                    signs.push(next);
                }
                if self.is_power() {
                    for sign in signs {
                        self.push(lowered(sign), (at, end));
                    }
                }
            } else if original.is_whitespace() {
                self.push_space((at, end));
            } else {
                fold_letter(original, &mut |letter| self.push(letter, (at, end)));
            }
            at = end;
        }
        if self.last() == Some(' ') {
            self.pop();
        }
        self.begin..self.letters.len()
    }

    fn last(&self) -> Option<char> {
        let own = self.letters.get(self.begin..)?;
        own.last().copied()
    }

    fn pop(&mut self) {
        self.letters.pop();
        self.sources.pop();
    }

    fn push(&mut self, letter: char, source: (u32, u32)) {
        let letter = plain(letter);
        if letter == '…' {
            for _ in 0..3 {
                self.push('.', source);
            }
            return;
        }
        if matches!(letter, '*' | '†' | '‡') || self.voice(letter, source) {
            return;
        }
        let is_dash = letter == '-';
        if self.last() == Some(' ') && (is_tight(letter) || matches!(letter, '?' | '!' | ';' | ':'))
        {
            self.pop();
        }
        let is_second = is_dash && self.last() == Some('-');
        match self.sources.last_mut() {
            // Two hyphens are a dash, too.
            Some(last) if is_second => last.1 = source.1,
            _ => {
                self.letters.push(letter);
                self.sources.push(source);
            }
        }
    }

    /// A mark of voice belongs to the kana before it, which has a letter of its
    /// own with the mark.
    fn voice(&mut self, mark: char, source: (u32, u32)) -> bool {
        let step = match (mark, self.last()) {
            ('\u{3099}', Some('う' | 'ウ')) => 0x4e,
            ('\u{3099}', Some('ワ'..='ヲ')) => 8,
            ('\u{3099}', Some('か'..='ヽ')) => 1,
            ('\u{309a}', Some('は'..='ホ')) => 2,
            _ => return false,
        };
        if let (Some(letter), Some(last)) = (self.letters.last_mut(), self.sources.last_mut()) {
            *letter = char::from_u32(u32::from(*letter) + step).unwrap_or(*letter);
            last.1 = source.1;
        }
        true
    }

    /// A run of white space is one space, and none at the beginning or next to
    /// quotation marks and dashes.
    fn push_space(&mut self, source: (u32, u32)) {
        match self.last() {
            Some(' ') => {
                if let Some(last) = self.sources.last_mut() {
                    last.1 = source.1;
                }
            }
            Some(letter) if !is_tight(letter) => {
                self.letters.push(' ');
                self.sources.push(source);
            }
            _ => {}
        }
    }

    /// Whether a raised digit here is a power (10⁶, m²) and not the sign of a
    /// footnote: behind a digit or a word of one or two letters.
    fn is_power(&self) -> bool {
        let own = self.letters.get(self.begin..).unwrap_or_default();
        if own.last().is_some_and(|it| it.is_numeric()) {
            return true;
        }
        let word = own.iter().rev().take_while(|it| it.is_alphabetic());
        (1..=2).contains(&word.count())
    }

    /// Where these letters came from, in UTF-16 code units of their text.
    pub fn source(&self, letters: Range<usize>) -> Option<Range<usize>> {
        let from = self.sources.get(letters.start)?.0;
        let to = self.sources.get(letters.end.checked_sub(1)?)?.1;
        Some(from as usize..to as usize)
    }

    pub fn letters(&self) -> &[char] {
        &self.letters
    }

    /// The first place of `needle` from `from` on, up to `to`.
    pub fn position(&self, needle: &[char], from: usize, to: usize) -> Option<usize> {
        if needle.is_empty() {
            return None;
        }
        let found = self
            .letters
            .get(from..to)?
            .windows(needle.len())
            .position(|at| at == needle)?;
        Some(from + found)
    }
}

/// Where the letters of a text are that a passage may begin with, so that a
/// search reads a few places and not all of the text.
#[derive(Clone, Debug)]
pub(super) struct FoldedIndex {
    /// The positions, by their bucket, ascending in each.
    positions: Vec<u32>,
    /// Where each bucket ends.
    ends: Vec<u32>,
}

impl FoldedIndex {
    pub fn new(letters: &[char]) -> Self {
        let mut ends = vec![0_u32; BUCKETS];
        for bucket in letters.windows(HASHED).map(bucket) {
            if let Some(end) = ends.get_mut(bucket) {
                *end += 1;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            // As yet its beginning; each position that is put moves it on.
            let length = std::mem::replace(end, sum);
            sum += length;
        }
        let mut positions = vec![0_u32; sum as usize];
        for (position, bucket) in (0..).zip(letters.windows(HASHED).map(bucket)) {
            if let Some(end) = ends.get_mut(bucket) {
                if let Some(slot) = positions.get_mut(*end as usize) {
                    *slot = position;
                }
                *end += 1;
            }
        }
        Self { positions, ends }
    }

    /// The places in `within` where `needle` may be; `None` where it is too short
    /// for the index.
    pub fn places(&self, needle: &[char], within: &Range<usize>) -> Option<&[u32]> {
        let bucket = bucket(needle.get(..HASHED)?);
        let end = *self.ends.get(bucket)? as usize;
        let before = bucket.checked_sub(1).and_then(|it| self.ends.get(it));
        let all = self
            .positions
            .get(before.map_or(0, |it| *it as usize)..end)?;
        let from = all.partition_point(|it| (*it as usize) < within.start);
        let to = all.partition_point(|it| (*it as usize) < within.end);
        all.get(from..to)
    }
}

fn bucket(letters: &[char]) -> usize {
    let sum = letters.iter().fold(0_u32, |sum, letter| {
        (sum ^ u32::from(*letter)).wrapping_mul(0x9e37_79b1)
    });
    (sum >> 20) as usize & (BUCKETS - 1)
}

/// Whether spaces next to it say nothing: a quotation mark or a dash.
const fn is_tight(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '-')
}

/// Quotation marks and dashes as a keyboard has them.
const fn plain(letter: char) -> char {
    match letter {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '「' | '」' | '『' | '』' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | 'ʼ' | '`' | '´' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '﹣' | '－' => '-',
        _ => letter,
    }
}

/// A digit or a bracket that is set high.
const fn is_raised(letter: char) -> bool {
    matches!(letter, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '⁽' | '⁾')
}

/// What is set high, on the line.
fn lowered(letter: char) -> char {
    match letter {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁰' => '0',
        '⁽' => '(',
        '⁾' => ')',
        // The rest stand in order.
        _ => char::from_u32(u32::from(letter) - 0x2074 + u32::from('4')).unwrap_or(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        Folded::new(text).letters().iter().collect()
    }

    #[test]
    fn the_same_words_fold_to_the_same_letters() {
        for (printed, typed) in [
            ("govern\u{ad}ment fell", "government fell"),
            ("cafe\u{301} shut", "café shut"),
            ("o\u{fb03}ce burnt", "office burnt"),
            ("wait… he said", "wait... he said"),
            ("the offer¹ stood", "the offer stood"),
            ("the offer ⁽¹²⁾ stood", "the offer stood"),
            ("the offer* stood†", "the offer stood"),
            ("long\u{200b}word", "longword"),
            ("\u{200f}plan\u{200e} was", "plan was"),
            ("«\u{202f}non\u{202f}» hier", "\"non\" hier"),
            ("er sagte »nein« und", "er sagte \"nein\" und"),
            ("deal—signed late", "deal — signed late"),
            ("deal -- signed", "deal – signed"),
            ("Quoi\u{a0}? Rien", "Quoi? rien"),
            ("100 m² of 10⁶", "100 m2 of 106"),
            ("ＡＢＣ株式会社", "ABC株式会社"),
            ("\u{1112}\u{1161}\u{11ab}국", "한국"),
            ("か\u{3099}くせい", "がくせい"),
            ("ΟΔΟΣ", "οδος"),
            ("كتـــاب", "كتاب"),
        ] {
            assert_eq!(folded(printed), folded(typed), "{printed}");
        }
        for (one, other) in [("re-sign", "resign"), ("10⁶ dead", "10 dead")] {
            assert_ne!(folded(one), folded(other), "{one}");
        }
    }

    /// Unicode's canonical equivalence, for the scripts whose letters the tables
    /// take apart.
    #[test]
    fn composed_and_decomposed_letters_are_the_same() {
        use unicode_normalization::UnicodeNormalization;
        let blocks = [
            0xc0..=0x24f,
            0x370..=0x52f,
            0x590..=0x6ff,
            0x958..=0x95f,
            0x1e00..=0x1eff,
            0x3040..=0x30ff,
            0xac00..=0xd7a3,
            0xfb00..=0xfb06,
            0xff01..=0xff5e,
        ];
        let mut differ = String::new();
        for letter in blocks.into_iter().flatten().filter_map(char::from_u32) {
            let composed = letter.to_string();
            let canonical: String = composed.nfd().collect();
            if folded(&canonical) != folded(&composed) {
                differ.push(letter);
            }
        }
        assert_eq!(differ, "", "{} letters", differ.chars().count());
    }

    /// Compatibility ligatures and widths, which Unicode folds as well.
    #[test]
    fn ligatures_and_widths_are_their_letters() {
        use unicode_normalization::UnicodeNormalization;
        for letter in (0xfb00..=0xfb06)
            .chain(0xff01..=0xff5e)
            .filter_map(char::from_u32)
        {
            let plain: String = letter.to_string().nfkd().collect();
            // A sentence of its own, since some punctuation alone is nothing.
            let say = |it: &str| folded(&["a", it, "b"].concat());
            assert_eq!(say(&letter.to_string()), say(&plain), "{letter}");
        }
    }

    #[test]
    fn the_index_has_every_place() {
        let letters: Vec<char> = "abcabcab".chars().collect();
        let index = FoldedIndex::new(&letters);
        let places = |needle: &str, within| {
            let needle: Vec<char> = needle.chars().collect();
            index.places(&needle, &within).map(<[u32]>::to_vec)
        };
        assert_eq!(places("abca", 0..8), Some(vec![0, 3]));
        assert_eq!(places("abca", 1..8), Some(vec![3]));
        assert_eq!(places("ab", 0..8), None);
    }
}
