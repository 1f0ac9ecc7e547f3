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

/// A number in digits, as a permalink and a sheet have it: with as few decimals as
/// read back as the same number, nine at most.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range was checked, and a cast of a float saturates"
)]
pub fn decimal(number: f64) -> String {
    /// Up to here a double is exact to the one.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let absolute = number.abs();
    let (mut scale, mut decimals) = (1.0, 0_usize);
    while decimals < 9 && (absolute * scale).round() / scale != absolute {
        if absolute * scale * 10.0 > EXACT {
            break;
        }
        scale *= 10.0;
        decimals += 1;
    }
    let scaled = (absolute * scale).round();
    let digits = if scaled < EXACT {
        (scaled as u64).to_string()
    } else {
        large_digits(scaled)
    };
    let missing = (decimals + 1).saturating_sub(digits.len());
    let mut digits = ["0".repeat(missing), digits].concat();
    if decimals > 0 {
        digits.insert(digits.len() - decimals, '.');
        digits.truncate(digits.trim_end_matches('0').trim_end_matches('.').len());
    }
    if number < 0.0 && digits != "0" {
        digits.insert(0, '-');
    }
    digits
}

/// The digits of a whole number that a double has as so many times a power of two (IEEE
/// 754, section 3.4). A whole number of 128 bits would do for most, and weighs more.
fn large_digits(number: f64) -> String {
    const FRACTION_BITS: u64 = 52;
    let bits = number.to_bits();
    let mut rest = bits & ((1 << FRACTION_BITS) - 1) | (1 << FRACTION_BITS);
    // The least digit first.
    let mut digits = Vec::new();
    while rest > 0 {
        digits.extend(u8::try_from(rest % 10));
        rest /= 10;
    }
    let doublings = (bits >> FRACTION_BITS).saturating_sub(1023 + FRACTION_BITS);
    for _ in 0..doublings {
        let mut carry = 0;
        for digit in &mut digits {
            let doubled = *digit * 2 + carry;
            *digit = doubled % 10;
            carry = doubled / 10;
        }
        digits.extend((carry > 0).then_some(carry));
    }
    digits
        .iter()
        .rev()
        .map(|digit| char::from(b'0' + digit))
        .collect()
}

/// The number that a text says in digits, with a sign and a point or without.
pub fn parse_decimal(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text),
    };
    let (mut number, mut scale, mut is_fraction, mut is_any) = (0.0, 1.0, false, false);
    for letter in digits.bytes() {
        match letter {
            b'0'..=b'9' => {
                number = number * 10.0 + f64::from(letter - b'0');
                scale *= if is_fraction { 10.0 } else { 1.0 };
                is_any = true;
            }
            b'.' if !is_fraction => is_fraction = true,
            _ => return None,
        }
    }
    let number = sign * number / scale;
    (is_any && number.is_finite()).then_some(number)
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

    proptest! {
        #[test]
        fn a_large_number_has_all_its_digits(
            number in prop_oneof![1e15..1e20_f64, 1e19..1e300_f64],
        ) {
            prop_assert_eq!(decimal(number.round()), format!("{:.0}", number.round()));
        }

        #[test]
        fn a_decimal_is_read_back(millionths in -9_000_000_000_000_i64..9_000_000_000_000) {
            let number = millionths as f64 / 1e6;
            prop_assert_eq!(parse_decimal(&decimal(number)), Some(number));
        }
    }

    #[test]
    fn decimals_are_as_short_as_they_can_be() {
        let texts = [0.0, -0.0, 125_000.0, -2.5, 0.1, 4.2e12, 1e-12, -1e-12].map(decimal);
        let expected = ["0", "0", "125000", "-2.5", "0.1", "4200000000000", "0", "0"];
        assert_eq!(texts, expected);
        assert_eq!(decimal(1e20), "100000000000000000000");
        for text in ["", "-", ".", "1e3", "1,5", "1.2.3", " 1", "x"] {
            assert_eq!(parse_decimal(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_next_to_nothing_is_nothing() {
        assert_eq!([0.0, -0.0, 0.04, -0.04].map(tenths), ["0"; 4]);
        assert_eq!(tenths(-0.06), "-0.1");
    }
}
