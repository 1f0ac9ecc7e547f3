//! Numbers whose digits stand in groups: `£18,500` is 18500.

/// The numbers of a text whose digits stand in groups, each without what parts
/// them: a comma, a full stop, an apostrophe or a space, the same in all of the
/// number. Groups are of three digits; before the last one they may be of two,
/// as in India.
pub(super) fn grouped(text: &str) -> impl Iterator<Item = String> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let from = rest.find(|letter: char| letter.is_ascii_digit())?;
            rest = rest.get(from..)?;
            let length = grouped_length(rest, true);
            let number = rest.get(..length)?;
            rest = rest.get(length..)?;
            // Whether the digits were more than one group.
            if number.len() > digits(number) {
                return Some(joined(number));
            }
        }
    })
}

/// A text in which the digits of numbers stand together, save those that a plain space
/// parts: they may be two numbers that are asked for.
pub(super) fn ungrouped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(from) = rest.find(|letter: char| letter.is_ascii_digit()) {
        let (before, number) = rest.split_at_checked(from).unwrap_or((rest, ""));
        result.push_str(before);
        let length = grouped_length(number, false);
        let (number, after) = number.split_at_checked(length).unwrap_or((number, ""));
        result.push_str(&joined(number));
        rest = after;
    }
    result.push_str(rest);
    result
}

fn joined(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// How many digits a text begins with.
fn digits(text: &str) -> usize {
    let digits = text.bytes().take_while(u8::is_ascii_digit);
    digits.count()
}

/// How many bytes the number is long that a text begins with; `spaced` if its groups may
/// have plain spaces between them.
fn grouped_length(text: &str, spaced: bool) -> usize {
    let first = digits(text);
    let mut whole = first;
    if first > 3 {
        return whole;
    }
    let mut length = first;
    let mut separator = None;
    while let Some((sign, after)) = next_group(text, length) {
        let digits = digits(after);
        let is_other = separator.is_some_and(|it| it != sign) || (sign == ' ' && !spaced);
        if is_other || !matches!(digits, 2 | 3) {
            break;
        }
        separator = Some(sign);
        length += sign.len_utf8() + digits;
        if digits == 3 {
            whole = length;
        }
    }
    whole
}

/// What parts the digits up to `length` from what follows, and what follows.
fn next_group(text: &str, length: usize) -> Option<(char, &str)> {
    let mut letters = text.get(length..)?.chars();
    let sign = letters.next()?;
    let is_separator = matches!(
        sign,
        ',' | '.' | '\'' | '’' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}'
    );
    is_separator.then_some((sign, letters.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_joined_however_they_are_grouped() {
        for (text, expected) in [
            ("for £18,500 a year", vec!["18500"]),
            ("18.500 € und 1.234.567,89", vec!["18500", "1234567"]),
            ("18\u{202f}500 or 18’500", vec!["18500", "18500"]),
            ("Rs 12,34,567", vec!["1234567"]),
            // A year, a date, a decimal, a list.
            ("in 2018, 500 people", vec![]),
            ("on 12.10.2018", vec![]),
            ("3.14 and 1, 2, 3", vec![]),
            ("18500", vec![]),
            ("1,234.567,890", vec!["1234", "567890"]),
        ] {
            assert_eq!(grouped(text).collect::<Vec<_>>(), expected, "{text}");
        }
        assert_eq!(ungrouped("paid £18,500 in 2018"), "paid £18500 in 2018");
        assert_eq!(ungrouped("“18,500” è 3.14"), "“18500” è 3.14");
        assert_eq!(ungrouped("rule 12 300"), "rule 12 300");
    }
}
