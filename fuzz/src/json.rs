//! The JSON loader: in pieces as at once, and as `serde_json`.

use backstory_core::dataset::{Decoded, LoadError, Loader, Progress, Value, decode};
use backstory_formats::{Unreadable, read_json};

use crate::bytes::{Numbers, text};

/// A document of any bytes.
pub fn json_loader(bytes: &[u8]) {
    let whole = load(bytes, |_| (bytes.len().max(1), 1 << 20));
    let pieces = load(bytes, |numbers| {
        let largest = [1, 3, 16, 4096][numbers.below(4)];
        (1 + numbers.below(largest), 1 + numbers.below(3))
    });
    assert_eq!(whole, pieces, "in pieces it is something else");

    let text = text(bytes);
    let theirs = read_json(&text);
    is_as_theirs(Value::parse(&text), &theirs);
    match theirs {
        Ok(value) => {
            let decoded = decode(&value);
            // A number that is all there is might go on, and is not JSON yet.
            if let Value::Number(_) = value {
                assert!(whole.is_err() && decoded.is_err());
                return;
            }
            if !has_rounded_numbers(&value) {
                assert_eq!(whole, decoded, "serde_json has it read otherwise");
            }
        }
        Err(Unreadable::Json { message, .. }) if !is_known(&message) => {
            assert!(whole.is_err(), "serde_json says: {message}");
        }
        Err(_) => {}
    }
}

fn load(bytes: &[u8], next: impl Fn(&mut Numbers) -> (usize, usize)) -> Result<Decoded, LoadError> {
    let mut numbers = Numbers::of(bytes);
    let mut loader = Loader::default();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (length, records) = next(&mut numbers);
        let (piece, after) = rest.split_at(length.min(rest.len()));
        rest = after;
        loader.push(piece);
        while loader.advance(records)? == Progress::More {
            let _ = loader.preview(2);
        }
    }
    loader.end();
    while loader.advance(next(&mut numbers).1)? == Progress::More {}
    loader.finish()
}

fn is_as_theirs(own: Option<Value>, theirs: &Result<Value<'static>, Unreadable>) {
    match (own, theirs) {
        (Some(own), Ok(theirs)) => {
            assert!(is_same(&own, theirs), "{own:?} {theirs:?}");
        }
        // A byte order mark is the loader's to skip.
        (None, Err(_)) | (None, Ok(_)) => {}
        (Some(own), Err(Unreadable::Json { message, .. })) => {
            assert!(is_known(message), "{own:?}: {message}");
        }
        (Some(own), Err(error)) => panic!("{own:?}: {error}"),
    }
}

/// Halves of letters are let be, as the browser does, and numbers that are too large.
fn is_known(message: &str) -> bool {
    ["surrogate", "hex escape", "number out of range"]
        .iter()
        .any(|known| message.contains(known))
}

/// Whether a number of it may be read a few units of the last place away.
fn has_rounded_numbers(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.fract() != 0.0 || number.abs() > 1e15,
        Value::List(values) => values.iter().any(has_rounded_numbers),
        Value::Map(fields) => fields.iter().any(|(_, value)| has_rounded_numbers(value)),
        _ => false,
    }
}

fn is_same(own: &Value, theirs: &Value) -> bool {
    match (own, theirs) {
        (Value::Number(own), Value::Number(theirs)) => {
            (own - theirs).abs() <= theirs.abs() * 1e-13 + f64::MIN_POSITIVE || own == theirs
        }
        (Value::List(own), Value::List(theirs)) => {
            own.len() == theirs.len()
                && own
                    .iter()
                    .zip(theirs)
                    .all(|(own, theirs)| is_same(own, theirs))
        }
        (Value::Map(own), Value::Map(theirs)) => {
            own.len() == theirs.len()
                && own
                    .iter()
                    .zip(theirs)
                    .all(|(own, theirs)| own.0 == theirs.0 && is_same(&own.1, &theirs.1))
        }
        _ => own == theirs,
    }
}
