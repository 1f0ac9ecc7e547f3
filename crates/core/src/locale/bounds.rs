//! When an event was that has no date, as far as its order says.

use super::{Words, day_label, describe, fill};
use crate::dataset::{Dataset, Date, Day, EventIx, Span};

/// When an event was: its date, or, of one without, what its order leaves.
#[must_use]
pub fn when(event: EventIx, dataset: &Dataset, words: &Words) -> String {
    let date = dataset.event(event).and_then(|it| it.date.as_ref());
    match dataset.bounds(event) {
        Some(span) if date.is_none() => between(span, words),
        _ => describe(date, words),
    }
}

/// A time that is known by its bounds only, and told as no more than that.
fn between(span: Span, words: &Words) -> String {
    let (first, last) = (span.start_earliest, span.end_latest);
    let from = (first > Day::MIN).then(|| bound(first, first, words));
    // A month that ends on a day is the one after which another begins.
    let to = (last < Day::MAX).then(|| bound(last, Day(last.0 + 1), words));
    match (from, to) {
        // Within one month the days tell more.
        (Some(from), Some(to)) if from == to => {
            let days = (day_label(first, words), day_label(last, words));
            fill(words.between, &[("from", &days.0), ("to", &days.1)])
        }
        (Some(from), Some(to)) => fill(words.between, &[("from", &from), ("to", &to)]),
        (Some(date), None) => fill(words.not_before, &[("date", &date)]),
        (None, Some(date)) => fill(words.not_after, &[("date", &date)]),
        (None, None) => words.dates.undated.to_owned(),
    }
}

/// A bound, as a month where `edge` is the first of one.
fn bound(day: Day, edge: Day, words: &Words) -> String {
    let month = || Date::parse(day.to_string().get(..7)?).ok();
    match month().filter(|_| edge.ymd().2 == 1) {
        Some(month) => describe(Some(&month), words),
        None => day_label(day, words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::ENGLISH;

    #[test]
    fn bounds_are_told_as_bounds() {
        let day = |year, month, day| Day::from_ymd(year, month, day).unwrap();
        let span = |first, last| Span {
            start_earliest: first,
            start_latest: last,
            end_earliest: first,
            end_latest: last,
        };
        let said = |first, last| between(span(first, last), &ENGLISH);
        assert_eq!(
            said(day(2017, 10, 1), day(2017, 11, 30)),
            "some time between: October 2017 – November 2017"
        );
        assert_eq!(
            said(day(2017, 11, 1), day(2017, 11, 30)),
            "some time between: 1 November 2017 – 30 November 2017"
        );
        assert_eq!(
            said(day(2017, 11, 3), Day::MAX),
            "no earlier than: 3 November 2017"
        );
        assert_eq!(
            said(Day::MIN, day(2017, 12, 31)),
            "no later than: December 2017"
        );
    }
}
