//! JSON (RFC 8259), read from bytes that may not all be there yet.
//!
//! The browser's own `JSON.parse` takes a whole document in one go, which holds
//! the page up for as long as that takes: a third of a second for 100,000
//! records. This reads one value at a time, from text as it comes in.

use std::borrow::Cow;

use super::Value;
use super::limits::{MAX_DEPTH, MAX_VALUES};
use super::value::Field;

/// Why no value could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The bytes end within the value, or may do so.
    End,
    /// At this position stands what no value has there.
    Bad(usize),
    /// It is nested too deeply.
    Deep,
    /// It holds more values than [`BufferPool::values_left`].
    TooManyValues,
}

/// Reads the value that begins at `at`; gives it with the position behind it.
///
/// A number at the very end is not read: it might go on.
pub(super) fn value<'a>(
    text: &'a str,
    at: usize,
    buffers: &mut BufferPool,
) -> Result<(Value<'a>, usize), Stop> {
    let mut reader = JsonReader::new(text, at, buffers);
    let value = reader.value(MAX_DEPTH)?;
    Ok((value, reader.at))
}

impl<'a> Value<'a> {
    /// Reads a text; `None` where it is not JSON.
    ///
    /// ```
    /// use backstory_core::dataset::Value;
    ///
    /// assert_eq!(Value::parse(" true "), Some(Value::Bool(true)));
    /// assert_eq!(Value::parse("true, false"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let (value, end) = value(text, 0, &mut BufferPool::default()).ok()?;
        (skip_space(text.as_bytes(), end) == text.len()).then_some(value)
    }
}

/// The text that begins at `at`, a quotation mark, with the position behind it.
pub(super) fn text(text: &str, at: usize) -> Result<(Cow<'_, str>, usize), Stop> {
    let mut buffers = BufferPool::default();
    let mut reader = JsonReader::new(text, at, &mut buffers);
    let text = reader.text()?;
    Ok((text, reader.at))
}

/// The lists of values that are no longer needed, emptied, to be filled again:
/// a document has ten objects and lists a record, and the allocator would be
/// asked for each.
pub(super) struct BufferPool {
    lists: Vec<Vec<Value<'static>>>,
    maps: Vec<Vec<Field<'static>>>,
    /// How many values the document may still hold.
    pub values_left: u32,
}

impl Default for BufferPool {
    fn default() -> Self {
        Self {
            lists: Vec::new(),
            maps: Vec::new(),
            values_left: MAX_VALUES,
        }
    }
}

impl BufferPool {
    /// Takes a value apart.
    pub fn take_back(&mut self, value: Value) {
        match value {
            Value::List(mut values) => {
                while let Some(value) = values.pop() {
                    self.take_back(value);
                }
                // What is collected from a vector takes its place in memory.
                let none = |_: Value| None;
                self.lists
                    .push(values.into_iter().filter_map(none).collect());
            }
            Value::Map(mut fields) => {
                while let Some((_, value)) = fields.pop() {
                    if let Value::List(_) | Value::Map(_) = value {
                        self.take_back(value);
                    }
                }
                let none = |_: Field| None;
                self.maps
                    .push(fields.into_iter().filter_map(none).collect());
            }
            _ => {}
        }
    }
}

/// The position of the first byte from `at` on that is not white space (RFC 8259, section 2).
pub(super) fn skip_space(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    let space = |byte: &&u8| matches!(**byte, b' ' | b'\n' | b'\r' | b'\t');
    at + rest.iter().take_while(space).count()
}

/// A one in each byte of a word, and the high bit of each.
const ONES: u64 = u64::MAX / 0xff;
const HIGHS: u64 = ONES << 7;

/// How many lines end in the bytes, and where the last of these ends begins.
pub(super) fn line_ends(bytes: &[u8]) -> (usize, Option<usize>) {
    // The high bit of each byte that is zero, and no other.
    let zeros = |word: u64| !(((word & !HIGHS) + !HIGHS) | word) & HIGHS;
    let (words, rest) = bytes.as_chunks::<8>();
    let (mut count, mut last) = (0, None);
    for (at, word) in words.iter().enumerate() {
        let found = zeros(u64::from_le_bytes(*word) ^ (ONES * u64::from(b'\n')));
        if found != 0 {
            count += found.count_ones() as usize;
            last = Some(at * 8 + found.ilog2() as usize / 8);
        }
    }
    for (at, byte) in rest.iter().enumerate() {
        if *byte == b'\n' {
            count += 1;
            last = Some(words.len() * 8 + at);
        }
    }
    (count, last)
}

/// How many of the bytes come before the first that is `"`, `\`, or below a space.
fn plain_length(bytes: &[u8]) -> usize {
    // The high bit of each byte that is zero; those above the first may be wrong.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    let (words, rest) = bytes.as_chunks::<8>();
    for (at, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let quotation = zeros(word ^ (ONES * u64::from(b'"')));
        let escape = zeros(word ^ (ONES * u64::from(b'\\')));
        let control = word.wrapping_sub(ONES * u64::from(b' ')) & !word & HIGHS;
        let found = quotation | escape | control;
        if found != 0 {
            return at * 8 + found.trailing_zeros() as usize / 8;
        }
    }
    let is_plain = |byte: &&u8| **byte != b'"' && **byte != b'\\' && **byte >= b' ';
    words.len() * 8 + rest.iter().take_while(is_plain).count()
}

struct JsonReader<'a, 's> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    buffers: &'s mut BufferPool,
}

impl<'a, 's> JsonReader<'a, 's> {
    const fn new(text: &'a str, at: usize, buffers: &'s mut BufferPool) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at,
            buffers,
        }
    }

    fn peek(&self) -> Result<u8, Stop> {
        self.bytes.get(self.at).copied().ok_or(Stop::End)
    }

    fn next_byte(&mut self) -> Result<u8, Stop> {
        let byte = self.peek()?;
        self.at += 1;
        Ok(byte)
    }

    /// The next byte that is not white space; the position stays.
    fn next_token(&mut self) -> Result<u8, Stop> {
        // What is made for machines has no white space.
        match self.bytes.get(self.at) {
            Some(byte) if *byte > b' ' => Ok(*byte),
            _ => {
                self.at = skip_space(self.bytes, self.at);
                self.peek()
            }
        }
    }

    const fn bad<T>(&self) -> Result<T, Stop> {
        Err(Stop::Bad(self.at))
    }

    fn value(&mut self, depth: u32) -> Result<Value<'a>, Stop> {
        let left = self.buffers.values_left.checked_sub(1);
        self.buffers.values_left = left.ok_or(Stop::TooManyValues)?;
        match self.next_token()? {
            b'"' => self.text().map(Value::Text),
            b'{' => self.object(depth.checked_sub(1).ok_or(Stop::Deep)?),
            b'[' => self.list(depth.checked_sub(1).ok_or(Stop::Deep)?),
            b't' => self.word(b"true", Value::Bool(true)),
            b'f' => self.word(b"false", Value::Bool(false)),
            b'n' => self.word(b"null", Value::Null),
            b'-' | b'0'..=b'9' => self.number().map(Value::Number),
            _ => self.bad(),
        }
    }

    fn word(&mut self, word: &[u8], value: Value<'a>) -> Result<Value<'a>, Stop> {
        for letter in word {
            if self.peek()? != *letter {
                return self.bad();
            }
            self.at += 1;
        }
        Ok(value)
    }

    fn object(&mut self, depth: u32) -> Result<Value<'a>, Stop> {
        self.at += 1;
        let mut fields: Vec<Field<'a>> = self.buffers.maps.pop().unwrap_or_default();
        if self.next_token()? == b'}' {
            self.at += 1;
            return Ok(Value::Map(fields));
        }
        loop {
            if self.next_token()? != b'"' {
                return self.bad();
            }
            let name = self.text()?;
            if self.next_token()? != b':' {
                return self.bad();
            }
            self.at += 1;
            fields.push((name, self.value(depth)?));
            match self.next_token()? {
                b',' => self.at += 1,
                b'}' => break,
                _ => return self.bad(),
            }
        }
        self.at += 1;
        Ok(Value::Map(fields))
    }

    fn list(&mut self, depth: u32) -> Result<Value<'a>, Stop> {
        self.at += 1;
        let mut values: Vec<Value<'a>> = self.buffers.lists.pop().unwrap_or_default();
        if self.next_token()? == b']' {
            self.at += 1;
            return Ok(Value::List(values));
        }
        loop {
            values.push(self.value(depth)?);
            match self.next_token()? {
                b',' => self.at += 1,
                b']' => break,
                _ => return self.bad(),
            }
        }
        self.at += 1;
        Ok(Value::List(values))
    }

    fn text(&mut self) -> Result<Cow<'a, str>, Stop> {
        self.at += 1;
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let from = self.at;
        self.at += plain_length(rest);
        // No letter of several bytes has one of those that end it.
        let plain = self.text.get(from..self.at).unwrap_or_default();
        match self.peek()? {
            b'"' => {
                self.at += 1;
                Ok(Cow::Borrowed(plain))
            }
            b'\\' => self.escaped(plain.to_owned()).map(Cow::Owned),
            _ => self.bad(),
        }
    }

    /// The rest of a text that has escapes in it.
    fn escaped(&mut self, mut text: String) -> Result<String, Stop> {
        loop {
            let from = self.at;
            self.at += plain_length(self.bytes.get(from..).unwrap_or_default());
            text.push_str(self.text.get(from..self.at).unwrap_or_default());
            match self.next_byte()? {
                b'"' => return Ok(text),
                b'\\' => {
                    text.push(match self.next_byte()? {
                        letter @ (b'"' | b'\\' | b'/') => char::from(letter),
                        b'b' => '\u{8}',
                        b'f' => '\u{c}',
                        b'n' => '\n',
                        b'r' => '\r',
                        b't' => '\t',
                        b'u' => self.code_point()?,
                        _ => {
                            self.at -= 1;
                            return self.bad();
                        }
                    });
                }
                _ => {
                    self.at -= 1;
                    return self.bad();
                }
            }
        }
    }

    /// The letter of one `\u…`, or of the two that a rare one takes; a half of
    /// one alone is not a letter.
    fn code_point(&mut self) -> Result<char, Stop> {
        let first = self.unit()?;
        let mut code = first;
        if (0xd800..0xdc00).contains(&first) {
            let before = self.at;
            if self.next_byte()? == b'\\' && self.next_byte()? == b'u' {
                let second = self.unit()?;
                if (0xdc00..0xe000).contains(&second) {
                    code = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                }
            }
            if code == first {
                self.at = before;
            }
        }
        Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn unit(&mut self) -> Result<u32, Stop> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = char::from(self.peek()?).to_digit(16);
            let Some(digit) = digit else {
                return self.bad();
            };
            unit = unit << 4 | digit;
            self.at += 1;
        }
        Ok(unit)
    }

    /// A number, the nearest that a double can have where its digits make less
    /// than 2^53 and its point is moved by 22 places at most (Clinger's fast
    /// path); else within a few units of the last place.
    fn number(&mut self) -> Result<f64, Stop> {
        let is_negative = self.peek()? == b'-';
        if is_negative {
            self.at += 1;
        }
        let first = self.at;
        let (mut number, digits) = self.digits(0.0)?;
        // No leading zeros.
        if digits == 0 || (digits > 1 && self.bytes.get(first) == Some(&b'0')) {
            self.at = first;
            return self.bad();
        }
        let mut places = 0;
        if self.peek()? == b'.' {
            self.at += 1;
            let digits;
            (number, digits) = self.digits(number)?;
            if digits == 0 {
                return self.bad();
            }
            places -= digits;
        }
        if matches!(self.peek()?, b'e' | b'E') {
            self.at += 1;
            let is_small = self.peek()? == b'-';
            if matches!(self.peek()?, b'-' | b'+') {
                self.at += 1;
            }
            let (exponent, digits) = self.digits(0.0)?;
            if digits == 0 {
                return self.bad();
            }
            #[expect(
                clippy::cast_possible_truncation,
                reason = "more places than these leave nothing or too much"
            )]
            let exponent = exponent.min(9_999.0) as i32;
            places += if is_small { -exponent } else { exponent };
        }
        let number = scaled(number, places);
        Ok(if is_negative { -number } else { number })
    }

    /// A run of digits behind those of `number`, and how many they are.
    fn digits(&mut self, mut number: f64) -> Result<(f64, i32), Stop> {
        let mut digits = 0;
        loop {
            let byte = self.peek()?;
            if !byte.is_ascii_digit() {
                return Ok((number, digits));
            }
            number = number * 10.0 + f64::from(byte - b'0');
            digits += 1;
            self.at += 1;
        }
    }
}

/// The number with its point moved by so many places to the right.
fn scaled(mut number: f64, places: i32) -> f64 {
    let mut left = places.unsigned_abs();
    while left > 0 {
        // Greater powers of ten than this have no double of their own.
        let step = left.min(22);
        let power = (0..step).fold(1.0, |power, _| power * 10.0);
        if places < 0 {
            number /= power;
        } else {
            number *= power;
        }
        left -= step;
    }
    number
}

/// Goes down through JSON text to a value, to say where it stands.
///
/// ```
/// use backstory_core::dataset::JsonCursor;
///
/// let mut cursor = JsonCursor::new(r#"{"a": 1, "b": [2, 3]}"#);
/// assert_eq!(cursor.enter_field("b"), Some(14));
/// assert_eq!(cursor.items(), [15, 18]);
/// ```
pub struct JsonCursor<'t> {
    text: &'t str,
    at: usize,
    buffers: BufferPool,
}

impl<'t> JsonCursor<'t> {
    /// At the value of the whole text.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            at: skip_space(text.as_bytes(), 0),
            buffers: BufferPool::default(),
        }
    }

    /// Where the value begins, in bytes.
    #[must_use]
    pub const fn position(&self) -> usize {
        self.at
    }

    /// Goes to a value by its position, such as one of [`items`](Self::items).
    pub const fn go_to(&mut self, position: usize) {
        self.at = position;
    }

    /// Where each member of the list begins, as far as the text is JSON; it goes to the
    /// list's end.
    pub fn items(&mut self) -> Vec<usize> {
        let mut items = Vec::new();
        if self.take(b'[').is_none() {
            return items;
        }
        loop {
            self.space();
            let next = self.text.as_bytes().get(self.at);
            if next.is_none_or(|it| *it == b']') {
                return items;
            }
            items.push(self.at);
            if self.skip().is_none() || self.take(b',').is_none() {
                return items;
            }
        }
    }

    /// Goes to a field of the object, and says where its value begins. `None`
    /// where there is none, and where the text is not JSON that far.
    pub fn enter_field(&mut self, wanted: &str) -> Option<usize> {
        self.take(b'{')?;
        loop {
            self.space();
            if self.text.as_bytes().get(self.at) != Some(&b'"') {
                return None;
            }
            let (name, end) = text(self.text, self.at).ok()?;
            self.at = end;
            self.space();
            self.take(b':')?;
            self.space();
            if name == wanted {
                return Some(self.at);
            }
            self.skip()?;
            self.take(b',')?;
        }
    }

    /// Passes over a value and the space behind it.
    fn skip(&mut self) -> Option<()> {
        let (value, end) = value(self.text, self.at, &mut self.buffers).ok()?;
        self.buffers.take_back(value);
        self.at = end;
        self.space();
        Some(())
    }

    fn space(&mut self) {
        self.at = skip_space(self.text.as_bytes(), self.at);
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (*self.text.as_bytes().get(self.at)? == byte).then(|| self.at += 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Any JSON, as text.
    fn some_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i32>().prop_map(Into::into),
            (-(1_i64 << 53)..1_i64 << 53).prop_map(Into::into),
            any::<String>().prop_map(Into::into),
            "[a-z\"\\\\/\n\u{1f300}é]{0,6}".prop_map(Into::into),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                proptest::collection::btree_map("[a-z]{0,3}", inner, 0..6)
                    .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn it_reads_what_serde_json_writes(json in some_json(), pretty in any::<bool>()) {
            let mut text = if pretty {
                serde_json::to_string_pretty(&json).unwrap()
            } else {
                json.to_string()
            };
            text.push(' ');
            let expected: Value = serde_json::from_str(&text).unwrap();
            let mut buffers = BufferPool::default();
            let (found, end) = value(&text, 0, &mut buffers).unwrap();
            prop_assert_eq!(&found, &expected);
            prop_assert_eq!(end, text.len() - 1);
            // With what is left of it, it reads the same again.
            buffers.take_back(found);
            prop_assert_eq!(value(&text, 0, &mut buffers).unwrap().0, expected);
            // Of a part of it, it waits for the rest.
            for (end, _) in text.char_indices().rev().skip(1) {
                let half = text.get(..end).unwrap_or_default();
                let part = value(half, 0, &mut buffers);
                prop_assert!(matches!(part, Err(Stop::End)), "{:?} {:?}", half, part);
            }
        }

        #[test]
        fn eight_bytes_at_a_time_are_read_as_one_by_one(
            bytes in proptest::collection::vec(
                prop_oneof![8 => any::<u8>(), 4 => 0x20..0x80_u8, 1 => Just(b'"'), 1 => Just(b'\\')],
                0..40,
            ),
        ) {
            let is_plain = |byte: &&u8| **byte != b'"' && **byte != b'\\' && **byte >= b' ';
            prop_assert_eq!(plain_length(&bytes), bytes.iter().take_while(is_plain).count());
        }

        #[test]
        fn lines_are_counted_in_eight_bytes_as_in_one(
            bytes in proptest::collection::vec(
                prop_oneof![4 => any::<u8>(), 1 => Just(b'\n'), 1 => 9..12_u8, 1 => 0x88..0x8c_u8],
                0..40,
            ),
        ) {
            let count = bytes.iter().filter(|byte| **byte == b'\n').count();
            let last = bytes.iter().rposition(|byte| *byte == b'\n');
            prop_assert_eq!(line_ends(&bytes), (count, last));
        }

        #[test]
        fn it_agrees_with_serde_json_on_anything(text in some_text()) {
            let spaced = format!("{text} ");
            let mut buffers = BufferPool::default();
            let own = value(&spaced, 0, &mut buffers);
            let own = own.ok().filter(|(_, end)| *end >= text.trim_end().len());
            match (own, serde_json::from_str::<Value>(&text)) {
                (Some((own, _)), Ok(theirs)) => {
                    prop_assert!(is_same(&own, &theirs), "{} {:?} {:?}", text, own, theirs);
                }
                (None, Err(_)) => {}
                // It lets halves of letters be, as the browser does, and numbers
                // that are too large.
                (Some(own), Err(error)) => {
                    let why = error.to_string();
                    let is_known = ["surrogate", "hex escape", "number out of range"]
                        .iter()
                        .any(|known| why.contains(known));
                    prop_assert!(is_known, "{} {:?} {}", text, own, why);
                }
                (None, Ok(theirs)) => prop_assert!(false, "{} {:?}", text, theirs),
            }
        }

        #[test]
        fn a_decimal_is_the_nearest_double(number in "-?(0|[1-9][0-9]{0,8})\\.[0-9]{1,6}([eE][+-]?[0-9])?") {
            let expected: f64 = number.parse().unwrap();
            let spaced = format!("{number} ");
            let (found, _) = value(&spaced, 0, &mut BufferPool::default()).unwrap();
            prop_assert_eq!(found, Value::Number(expected), "{}", number);
        }
    }

    /// JSON and almost JSON, with the escapes and the exponents that are rare in
    /// letters put together by chance.
    fn some_text() -> impl Strategy<Value = String> {
        let escape = prop_oneof![
            2 => "\\\\u[0-9a-fA-F]{4}",
            // The two halves of a rare letter, in either order.
            2 => "\\\\u[dD][89abAB][0-9a-f]{2}",
            2 => "\\\\u[dD][c-fC-F][0-9a-f]{2}",
            1 => "\\\\u[0-9a-fg]{0,4}",
            1 => "\\\\[\"\\\\/bfnrtx]",
            1 => "[a-zé🌀 ]{0,2}",
        ];
        let escaped = proptest::collection::vec(escape, 0..4)
            .prop_map(|pieces| format!("\"{}\"", pieces.concat()));
        prop_oneof![
            "[\\[\\]{}:,\" \\\\u0-9eE.+-]{0,12}",
            escaped,
            "-?[0-9]{1,4}(\\.[0-9]{0,3})?([eE][+-]?[0-9]{0,3})?",
        ]
    }

    fn is_same(one: &Value, other: &Value) -> bool {
        match (one, other) {
            // Neither promises the last place of a large exponent.
            (Value::Number(one), Value::Number(other)) => {
                (one - other).abs() <= other.abs() * 1e-14 || one == other
            }
            (Value::List(one), Value::List(other)) => {
                one.len() == other.len()
                    && one
                        .iter()
                        .zip(other)
                        .all(|(one, other)| is_same(one, other))
            }
            (Value::Map(one), Value::Map(other)) => {
                one.len() == other.len()
                    && one
                        .iter()
                        .zip(other)
                        .all(|((a, one), (b, other))| a == b && is_same(one, other))
            }
            _ => one == other,
        }
    }

    #[test]
    fn numbers_and_letters_are_read() {
        fn read(text: &str) -> Result<Value<'_>, Stop> {
            value(text, 0, &mut BufferPool::default()).map(|(value, _)| value)
        }
        assert_eq!(read("12 "), Ok(Value::Number(12.0)));
        assert_eq!(read("-0.5e1,"), Ok(Value::Number(-5.0)));
        assert_eq!(read("12"), Err(Stop::End));
        assert_eq!(read("012 "), Err(Stop::Bad(0)));
        assert_eq!(
            read(r#""\ud83c\udf00 \u00e9 \ud83c x""#),
            Ok(Value::Text("🌀 é \u{fffd} x".into()))
        );
        let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(read(&deep(16)).is_ok());
        assert_eq!(read(&deep(17)), Err(Stop::Deep));
    }
}
