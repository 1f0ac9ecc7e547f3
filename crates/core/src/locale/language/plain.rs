//! Rules that need no browser.

/// The language of a tag, without its script, region and variants.
pub(super) fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The tag whose conventions a language follows: of English without a region
/// they are British.
#[must_use]
pub fn conventions(tag: &str) -> &str {
    if tag.eq_ignore_ascii_case("en") {
        "en-GB"
    } else {
        tag
    }
}

/// Whether a tag is of an English that writes "June 3, 2018" (CLDR 46: the
/// United States with their territories, Canada and the Philippines).
pub(super) fn is_month_first(tag: &str) -> bool {
    const REGIONS: [&str; 10] = ["US", "AS", "CA", "GU", "MH", "MP", "PH", "PR", "UM", "VI"];
    let mut subtags = tag.split('-');
    subtags
        .next()
        .is_some_and(|it| it.eq_ignore_ascii_case("en"))
        && subtags.any(|it| REGIONS.iter().any(|region| it.eq_ignore_ascii_case(region)))
}

/// The plural category of a whole number by the rules of CLDR 46, as its
/// position in CLDR's order.
///
/// CLDR has no rule for Kinyarwanda, whose nouns change their class between one
/// and many; it is given that of Kiswahili.
pub(super) fn category(tag: &str, n: u32) -> usize {
    const ZERO: usize = 0;
    const ONE: usize = 1;
    const TWO: usize = 2;
    const FEW: usize = 3;
    const MANY: usize = 4;
    const OTHER: usize = 5;
    let (tens, ones) = (n % 100, n % 10);
    match primary(tag) {
        "zh" => OTHER,
        "fr" => match n {
            0 | 1 => ONE,
            _ if n.is_multiple_of(1_000_000) => MANY,
            _ => OTHER,
        },
        "ru" => match (ones, tens) {
            (1, tens) if tens != 11 => ONE,
            (2..=4, tens) if !(12..=14).contains(&tens) => FEW,
            _ => MANY,
        },
        "ar" => match (n, tens) {
            (0, _) => ZERO,
            (1, _) => ONE,
            (2, _) => TWO,
            (_, 3..=10) => FEW,
            (_, 11..) => MANY,
            _ => OTHER,
        },
        _ if n == 1 => ONE,
        _ => OTHER,
    }
}

/// A whole number as digits, in threes where it is a count.
pub(super) fn number(number: i64, grouped: bool) -> String {
    let digits = number.to_string();
    if !grouped || digits.len() <= 3 {
        return digits;
    }
    let mut written = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::super::{Formats, Listing, Plain};
    use super::*;

    #[test]
    fn each_language_counts_in_its_own_way() {
        // The samples of CLDR 46, plurals.xml.
        for (tag, n, expected) in [
            ("en", 0, 5),
            ("en-US", 1, 1),
            ("fr", 0, 1),
            ("fr", 2, 5),
            ("fr", 1_000_000, 4),
            ("ru", 1, 1),
            ("ru", 21, 1),
            ("ru", 11, 4),
            ("ru", 22, 3),
            ("ru", 12, 4),
            ("ru", 100, 4),
            ("ar", 0, 0),
            ("ar", 1, 1),
            ("ar", 2, 2),
            ("ar", 103, 3),
            ("ar", 11, 4),
            ("ar", 100, 5),
            ("ar", 102, 5),
            ("zh", 1, 5),
            ("sw", 1, 1),
            ("rw", 7, 5),
        ] {
            assert_eq!(category(tag, n), expected, "{tag} {n}");
        }
    }

    #[test]
    fn english_follows_its_region_and_is_british_without_one() {
        for (tag, day, several) in [
            ("en", "{day} {month} {year}", None),
            ("en-GB", "{day} {month} {year}", None),
            ("en-US", "{month} {day}, {year}", Some("1, 2, and 3")),
            ("fr-CA", "{day} {month} {year}", None),
        ] {
            let formats = Plain(tag.to_owned());
            let words = formats.dates(crate::locale::DateWords::ENGLISH);
            assert_eq!(words.day, day, "{tag}");
            let list = ["1", "2", "3"].map(str::to_owned);
            assert_eq!(
                formats.list(&list, Listing::All).as_deref(),
                several,
                "{tag}"
            );
        }
        assert_eq!(conventions("en"), "en-GB");
        assert_eq!(conventions("en-US"), "en-US");
    }

    #[test]
    fn only_counts_are_grouped() {
        assert_eq!(number(1_234_567, true), "1,234,567");
        assert_eq!(number(999, true), "999");
        assert_eq!(number(2018, false), "2018");
    }
}
