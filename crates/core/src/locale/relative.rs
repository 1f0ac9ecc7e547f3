//! Dates relative to the day of publication.

use edtf_core::Edtf;

use super::{RelativeSpan, Words, fill};
use crate::dataset::{Date, Precision};

/// Beyond so many days they are counted in months, and beyond so many months in
/// years.
const MANY_DAYS: i64 = 60;
const MANY_MONTHS: i64 = 24;

/// How long before or after the publication a date was: "When this was
/// published: 7 months ago".
///
/// `None` where one of them is not a single date, or is not known to the year, or
/// where the browser has no words for it.
#[must_use]
pub fn at_publication(date: &Date, published: &Date, words: &Words) -> Option<String> {
    let relative = words.language.relative(span(date, published)?)?;
    Some(fill(words.at_publication, &[("relative", &relative)]))
}

/// From the one date to the other, in the unit that both are known to.
fn span(date: &Date, published: &Date) -> Option<RelativeSpan> {
    let is_one = |date: &Date| matches!(date.edtf(), Edtf::Date(_) | Edtf::DateTime(_));
    if !is_one(date) || !is_one(published) {
        return None;
    }
    let ((year, month, day), (year_then, month_then, day_then)) =
        (date.earliest().ymd(), published.earliest().ymd());
    let days = date.earliest().0 - published.earliest().0;
    let precision = date.precision().max(published.precision());
    let mut months = (year - year_then) * 12 + i64::from(month) - i64::from(month_then);
    // Only whole months and years have passed: 31 December is one day before 1
    // January, and not a year. Where no days are known, none are counted.
    if precision <= Precision::Day {
        match months {
            ..=-1 if day > day_then => months += 1,
            1.. if day < day_then => months -= 1,
            _ => {}
        }
    }
    let years = match precision {
        Precision::Instant | Precision::Day | Precision::Month => months / 12,
        _ => year - year_then,
    };
    let narrow = |count: i64| i32::try_from(count).ok();
    Some(match precision {
        Precision::Instant | Precision::Day if days.abs() <= MANY_DAYS => {
            RelativeSpan::Days(narrow(days)?)
        }
        Precision::Instant | Precision::Day | Precision::Month if months.abs() <= MANY_MONTHS => {
            RelativeSpan::Months(narrow(months)?)
        }
        Precision::Instant
        | Precision::Day
        | Precision::Month
        | Precision::Season
        | Precision::Year => RelativeSpan::Years(narrow(years)?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_no_more_exact_than_its_ends() {
        let span = |date: &str, published: &str| {
            span(
                &Date::parse(date).unwrap(),
                &Date::parse(published).unwrap(),
            )
        };
        assert_eq!(
            span("2018-06-02", "2018-06-04"),
            Some(RelativeSpan::Days(-2))
        );
        assert_eq!(
            span("2017-11-02", "2018-06-04"),
            Some(RelativeSpan::Months(-7))
        );
        assert_eq!(span("2017-11", "2018-06~"), Some(RelativeSpan::Months(-7)));
        assert_eq!(span("2013-05-01", "2018-06"), Some(RelativeSpan::Years(-5)));
        // Whole units that have passed, backwards and forwards.
        assert_eq!(
            span("2013-12-31", "2018-01-01"),
            Some(RelativeSpan::Years(-4))
        );
        assert_eq!(
            span("2014-01-01", "2018-01-01"),
            Some(RelativeSpan::Years(-4))
        );
        assert_eq!(
            span("2017-10-31", "2018-01-01"),
            Some(RelativeSpan::Months(-2))
        );
        assert_eq!(
            span("2016-12-31", "2018-01-01"),
            Some(RelativeSpan::Months(-12))
        );
        assert_eq!(span("2013-07", "2018-06"), Some(RelativeSpan::Years(-4)));
        assert_eq!(
            span("2018-03-31", "2018-01-01"),
            Some(RelativeSpan::Months(2))
        );
        assert_eq!(
            span("2022-12-31", "2018-01-01"),
            Some(RelativeSpan::Years(4))
        );
        assert_eq!(span("2017", "2018-06-04"), Some(RelativeSpan::Years(-1)));
        assert_eq!(span("2019", "2018-06-04"), Some(RelativeSpan::Years(1)));
        assert_eq!(span("2013/..", "2018-06"), None);
        assert_eq!(span("201X", "2018-06"), None);
    }
}
