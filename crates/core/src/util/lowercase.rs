//! Lower case, without Unicode's table in the wasm: a browser has one already.
//!
//! On wasm the letters beyond ASCII stay as they are until [`provide`] has said who
//! knows better. Natively it is the standard library.

use std::cell::{Cell, RefCell};

/// So many letters are asked for at once: a call out of the wasm for each would take
/// longer than all that is done with it.
const BLOCK: u32 = 256;

/// Text in lower case.
pub type Lowercase = fn(&str) -> String;

thread_local! {
    static LOWERCASE: Cell<Option<Lowercase>> = const { Cell::new(NATIVE) };

    /// The letters that were asked for, by the number of their block.
    static BLOCKS: RefCell<Vec<Option<Box<[char]>>>> = const { RefCell::new(Vec::new()) };
}

#[cfg(target_arch = "wasm32")]
const NATIVE: Option<Lowercase> = None;

#[cfg(not(target_arch = "wasm32"))]
const NATIVE: Option<Lowercase> = Some(str::to_lowercase);

/// Has letters beyond ASCII put in lower case by `lowercase`. To be called before any
/// text is read.
pub fn provide(lowercase: Lowercase) {
    LOWERCASE.set(Some(lowercase));
}

/// A text in lower case, letter by letter.
pub(crate) fn lowercase_text(text: &str) -> String {
    text.chars().map(lowercase).collect()
}

/// A letter in lower case; of `İ`, the only one that has two, the first.
pub(crate) fn lowercase(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let Some(lowercase) = LOWERCASE.get() else {
        return letter;
    };
    let (number, at) = (u32::from(letter) / BLOCK, u32::from(letter) % BLOCK);
    let (number, at) = (number as usize, at as usize);
    BLOCKS
        .with_borrow_mut(|blocks| {
            if blocks.len() <= number {
                blocks.resize(number + 1, None);
            }
            let block = blocks.get_mut(number)?;
            let block = block.get_or_insert_with(|| block_of(letter, lowercase));
            block.get(at).copied()
        })
        .unwrap_or(letter)
}

/// All letters of the block that `letter` is in. Each is asked for on a line of its
/// own, since a sigma is another one at the end of a word.
fn block_of(letter: char, lowercase: Lowercase) -> Box<[char]> {
    let first = u32::from(letter) / BLOCK * BLOCK;
    let mut text = String::new();
    for code in first..first + BLOCK {
        // ASCII is never asked for, nor half of a surrogate pair.
        let letter = char::from_u32(code).filter(|it| !it.is_ascii());
        text.push(letter.unwrap_or(' '));
        text.push('\n');
    }
    let lowered = lowercase(&text);
    let mut letters = Vec::with_capacity(BLOCK as usize);
    let mut is_first = true;
    for letter in lowered.chars() {
        if is_first {
            letters.push(letter);
        }
        is_first = letter == '\n';
    }
    letters.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_is_what_unicode_says() {
        for letter in char::MIN..=char::MAX {
            let expected = letter.to_lowercase().next();
            assert_eq!(Some(lowercase(letter)), expected, "{letter:?}");
        }
    }
}
