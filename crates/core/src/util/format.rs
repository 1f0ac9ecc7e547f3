//! What the standard library does with floating-point numbers at a price that a
//! page need not pay.

/// The lesser of two numbers, neither of them NaN. `f64::min` takes care of NaN,
/// for which wasm calls a function.
pub const fn lesser(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

/// The greater of two numbers, in the same way.
pub const fn greater(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}

/// The number, or the nearest that is between two others; the first of these
/// where they are the wrong way round. `f64::clamp` would panic there, and brings
/// all that it takes to print any number into the wasm, for the message.
pub const fn within(number: f64, least: f64, most: f64) -> f64 {
    greater(lesser(number, most), least)
}

/// A number as CSS and HTML have it, to the tenth.
///
/// The standard library's own way finds the shortest text that reads back as the
/// same number, for which it brings large integers and tables into the wasm.
#[expect(
    clippy::cast_possible_truncation,
    reason = "what is drawn is far below 2^52 pixels"
)]
pub fn tenths(number: f64) -> String {
    let tenths = (number * 10.0).round() as i64;
    let [whole, tenth] = [tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10];
    let mut text = String::new();
    if tenths < 0 {
        text.push('-');
    }
    text.push_str(&whole.to_string());
    if tenth != 0 {
        text.push('.');
        text.push_str(&tenth.to_string());
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_number_is_written_to_the_tenth(number in -1e9..1e9_f64) {
            let text = tenths(number);
            prop_assert!((text.parse::<f64>().unwrap() - number).abs() <= 0.05 + 1e-6);
            prop_assert_eq!(text, ((number * 10.0).round() / 10.0 + 0.0).to_string());
        }

        #[test]
        fn they_compare_as_the_standard_library_does(a in -1e9..1e9_f64, b in -1e9..1e9_f64, c in -1e9..1e9_f64) {
            prop_assert_eq!((lesser(a, b), greater(a, b)), (a.min(b), a.max(b)));
            let (least, most) = (a.min(b), a.max(b));
            prop_assert_eq!(within(c, least, most), c.clamp(least, most));
            prop_assert_eq!(within(c, most, least), most);
        }
    }

    #[test]
    fn what_is_next_to_nothing_is_nothing() {
        assert_eq!([0.0, -0.0, 0.04, -0.04].map(tenths), ["0"; 4]);
        assert_eq!(tenths(-0.06), "-0.1");
    }
}
