//! Finding a text in a text, byte by byte.
//!
//! The standard library's search (Crochemore and Perrin, 1991, "Two-way string-matching")
//! is linear for any needle, and more code than all that looks for short needles in short
//! texts here.

/// Whether `needle` stands anywhere in `text`; nothing stands in every text.
///
/// ```
/// use backstory_core::util::find::holds;
///
/// assert!(holds("卡加梅", "加梅") && holds("", ""));
/// assert!(!holds("Kagame", "kagame"));
/// ```
#[must_use]
pub fn holds(text: &str, needle: &str) -> bool {
    position(text, needle).is_some()
}

/// What stands before the first `needle` and after it.
///
/// ```
/// use backstory_core::util::find::cut;
///
/// assert_eq!(cut("1.5..3", ".."), Some(("1.5", "3")));
/// assert_eq!(cut("2018", ".."), None);
/// ```
#[must_use]
pub fn cut<'a>(text: &'a str, needle: &str) -> Option<(&'a str, &'a str)> {
    let from = position(text, needle)?;
    Some((text.get(..from)?, text.get(from + needle.len()..)?))
}

/// The byte at which the first `needle` begins. A text in UTF-8 begins in no other one
/// but at the boundary of a letter.
fn position(text: &str, needle: &str) -> Option<usize> {
    let last = text.len().checked_sub(needle.len())?;
    (0..=last).find(|from| {
        let rest = text.as_bytes().get(*from..);
        rest.is_some_and(|rest| rest.starts_with(needle.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_finds_what_the_standard_library_finds(text in "[ab.é卡]{0,12}", needle in "[ab.é卡]{0,3}") {
            prop_assert_eq!(holds(&text, &needle), text.contains(&needle));
            prop_assert_eq!(cut(&text, &needle), text.split_once(&needle));
        }
    }
}
