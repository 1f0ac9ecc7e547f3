//! Percent-encoding (RFC 3986, section 2.1).

use std::borrow::Cow;

const HEX: [char; 16] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
];

/// Writes `text` to `out`: letters, digits and what `plain` keeps as they are,
/// every other byte as `%` and two digits.
pub fn encode(text: &str, plain: &[u8], out: &mut String) {
    let digit = |nibble: u8| HEX.get(usize::from(nibble & 15)).copied().unwrap_or('0');
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', digit(byte >> 4), digit(byte)]);
        }
    }
}

/// Undoes [`encode`], and reads `+` as a space, as forms write one. A `%` that
/// leads no byte stays one; bytes that are not UTF-8 become U+FFFD.
pub fn decode(value: &str) -> Cow<'_, str> {
    if !value.contains(['%', '+']) {
        return value.into();
    }
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let nibble = |at: usize| {
            after
                .get(at)
                .and_then(|byte| char::from(*byte).to_digit(16))
        };
        let byte = nibble(0)
            .zip(nibble(1))
            .and_then(|(a, b)| u8::try_from(a * 16 + b).ok());
        (bytes, rest) = match (first, byte) {
            (b'%', Some(byte)) => (pushed(bytes, byte), after.get(2..).unwrap_or_default()),
            (b'+', _) => (pushed(bytes, b' '), after),
            _ => (pushed(bytes, *first), after),
        };
    }
    String::from_utf8_lossy(&bytes).into_owned().into()
}

fn pushed(mut bytes: Vec<u8>, byte: u8) -> Vec<u8> {
    bytes.push(byte);
    bytes
}
