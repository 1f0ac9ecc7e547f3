//! Numbers as JSON has them.

use serde_json::Value as Json;

/// A number without a point where it is whole.
#[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
pub(super) fn number_json(number: f64) -> Json {
    if number.trunc() == number && number.abs() < 9_007_199_254_740_992.0 {
        (number as i64).into()
    } else {
        number.into()
    }
}

/// The number that a text is, with a point before its decimals; `None` where it is not one.
pub(super) fn parsed_number(text: &str) -> Option<Json> {
    let number: f64 = text.parse().ok()?;
    number.is_finite().then(|| number_json(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_number_that_it_says() {
        for (text, json) in [
            ("100000", "100000"),
            ("2.50", "2.5"),
            ("-7.0", "-7"),
            ("0.1", "0.1"),
        ] {
            assert_eq!(
                parsed_number(text).map(|it| it.to_string()).as_deref(),
                Some(json)
            );
        }
        for text in ["", "much", "inf", "NaN", "1e999"] {
            assert_eq!(parsed_number(text), None, "{text}");
        }
    }
}
