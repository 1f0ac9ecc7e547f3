//! Several values in one cell of a sheet.
//!
//! Values are separated by `;`. A backslash takes the meaning from the
//! character after it, and `\0` is an empty value, so that any text can stand
//! in any cell and be read back as it was.

/// Puts values into one cell: `a; b\; c`. They must already be [`escape`]d.
pub(super) fn join(values: impl IntoIterator<Item = String>) -> String {
    let values: Vec<String> = values.into_iter().collect();
    values.join("; ")
}

/// A value with everything escaped that separates in a cell.
pub(super) fn escape(value: &str) -> String {
    if value.is_empty() {
        return "\\0".to_owned();
    }
    let mut escaped = String::with_capacity(value.len());
    for letter in value.chars() {
        if matches!(letter, '\\' | ';' | '…' | '<') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    // Three dots part the two ends of a passage.
    escaped.replace("..", "\\.\\.")
}

/// The values of a cell, still escaped, without those that are blank.
pub(super) fn split(cell: &str) -> Vec<&str> {
    let mut values = Vec::new();
    let mut rest = cell;
    loop {
        let (value, after) = match find(rest, ";") {
            Some(at) => (rest.get(..at), rest.get(at + 1..)),
            None => (Some(rest), None),
        };
        values.extend(value.map(str::trim).filter(|value| !value.is_empty()));
        match after {
            Some(after) => rest = after,
            None => return values,
        }
    }
}

/// The value as it was before it was escaped.
pub(super) fn unescape(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut letters = value.trim().chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('0') | None => {}
                Some(escaped) => plain.push(escaped),
            },
            _ => plain.push(letter),
        }
    }
    plain
}

/// Where `mark` first stands unescaped.
pub(super) fn find(text: &str, mark: &str) -> Option<usize> {
    let mut is_escaped = false;
    for (at, letter) in text.char_indices() {
        if is_escaped {
            is_escaped = false;
        } else if letter == '\\' {
            is_escaped = true;
        } else if text.get(at..).is_some_and(|rest| rest.starts_with(mark)) {
            return Some(at);
        }
    }
    None
}

/// The two parts of `text` around the first unescaped `mark`, trimmed.
pub(super) fn parts<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let at = find(text, mark)?;
    Some((text.get(..at)?.trim(), text.get(at + mark.len()..)?.trim()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn values_are_separated_and_trimmed() {
        assert_eq!(split(" a ;b; ;c\\; d"), ["a", "b", "c\\; d"]);
        assert_eq!(unescape("c\\; d"), "c; d");
        assert_eq!(split(""), [""; 0]);
    }

    proptest! {
        #[test]
        fn any_values_come_back(values in prop::collection::vec("\\PC{0,12}|[;\\\\.…<>: ]{0,6}", 0..5)) {
            let values: Vec<String> = values.iter().map(|it| it.trim().to_owned()).collect();
            let cell = join(values.iter().map(|it| escape(it)));
            let read: Vec<String> = split(&cell).into_iter().map(unescape).collect();
            prop_assert_eq!(read, values);
        }
    }
}
