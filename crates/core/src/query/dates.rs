//! The dates of all records, sorted: a range is two searches, and a look at each
//! vague date.

use std::collections::HashMap;
use std::ops::Range;

use super::bits::Bits;
use super::position::at;
use crate::dataset::{Date, DateRange, Day, EventIx, Match, OrderBounds, Span};
use crate::util::narrow::narrow;
use crate::util::sort::{self, Keyed};
use rustc_hash::FxBuildHasher;

/// The records by their dates.
///
/// Records of one date stand together: first those that are one day exactly, by
/// day, then the vague ones. So each date is asked once however many records
/// have it.
#[derive(Clone, Debug, Default)]
pub(super) struct Dates {
    /// The days that occur, ascending.
    days: Vec<Day>,
    /// The vague dates that occur.
    vague: Vec<Date>,
    /// The records, in the order of `days` and then of `vague`.
    records: Vec<u32>,
    /// Where each date's records begin, and where the last one's end.
    starts: Vec<u32>,
    /// The records without a date that have bounds by their order.
    bounded: Vec<(u32, Span)>,
    /// The records without a date or bounds.
    pub undated: Bits,
}

/// What the dates answer to a range.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Answers {
    /// Which of the days are in it.
    days: Range<usize>,
    /// What each vague date answers.
    vague: Vec<Match>,
    /// What each answers that is known by its bounds only.
    bounded: Vec<Match>,
}

impl Dates {
    /// Takes the dates of so many records, in their order: the events first.
    pub fn new<'a>(
        dates: impl Iterator<Item = Option<&'a Date>>,
        records: usize,
        bounds: &OrderBounds,
    ) -> Self {
        let mut this = Self {
            undated: Bits::none(records),
            ..Self::default()
        };
        let mut exact: Vec<Keyed> = Vec::new();
        let mut positions: HashMap<&str, u32, FxBuildHasher> = HashMap::default();
        let mut vague: Vec<Vec<u32>> = Vec::new();
        for (record, date) in (0..).zip(dates) {
            match date {
                None => match bounds.of(EventIx(record)) {
                    Some(span) => this.bounded.push((record, span)),
                    None => this.undated.insert(at(record)),
                },
                Some(date) => match exactly(date) {
                    Some(day) => exact.push((day.0, 0, record)),
                    None => {
                        let position = *positions
                            .entry(date.as_str())
                            .or_insert(narrow(vague.len()));
                        if at(position) == vague.len() {
                            this.vague.push(date.clone());
                            vague.push(Vec::new());
                        }
                        if let Some(records) = vague.get_mut(at(position)) {
                            records.push(record);
                        }
                    }
                },
            }
        }
        sort::sort(&mut exact);
        for (day, _, record) in exact {
            let day = Day(day);
            if this.days.last() != Some(&day) {
                this.days.push(day);
                this.starts.push(narrow(this.records.len()));
            }
            this.records.push(record);
        }
        for records in vague {
            this.starts.push(narrow(this.records.len()));
            this.records.extend(records);
        }
        this.starts.push(narrow(this.records.len()));
        this
    }

    /// Whether there are two different dates.
    pub const fn has_several(&self) -> bool {
        self.days.len() + self.vague.len() > 1
    }

    /// What the dates answer to `range`.
    pub fn answers(&self, range: DateRange) -> Answers {
        let from = range.from.unwrap_or(Day::MIN);
        let to = range.to.unwrap_or(Day::MAX);
        let first = self.days.partition_point(|day| *day < from);
        let last = self.days.partition_point(|day| *day <= to);
        Answers {
            days: first..last.max(first),
            vague: self.vague.iter().map(|date| date.answer(range)).collect(),
            // What only its order says of a time is never for certain.
            bounded: (self.bounded.iter())
                .map(|(_, span)| span.answer(range).min(Match::Possible))
                .collect(),
        }
    }

    /// Reports the records of a year, in four digits: those whose date names it, and
    /// those that lasted through a part of it for certain.
    pub fn of_year(&self, year: &str, report: &mut dyn FnMut(u32)) {
        let day = |month, day| Day::from_ymd(year.parse().ok()?, month, day);
        let range = DateRange {
            from: day(1, 1),
            to: day(12, 31),
        };
        let mut answers = self.answers(range);
        for (date, answer) in self.vague.iter().zip(&mut answers.vague) {
            let mut numbers = date.as_str().split(|letter: char| !letter.is_ascii_digit());
            if numbers.any(|number| number == year) {
                *answer = Match::Definite;
            }
        }
        self.each(&answers, &mut |record, answer| {
            if answer == Match::Definite {
                report(record);
            }
        });
    }

    /// Tells every record that has a date with what it answers.
    pub fn each(&self, answers: &Answers, report: &mut impl FnMut(u32, Match)) {
        self.report_days(answers.days.clone(), Match::Definite, report);
        for (index, answer) in answers.vague.iter().enumerate() {
            self.report(self.days.len() + index, *answer, report);
        }
        for ((record, _), answer) in self.bounded.iter().zip(&answers.bounded) {
            report(*record, *answer);
        }
    }

    /// Tells every record that answers otherwise than before, with what it
    /// answers now.
    pub fn changed(&self, before: &Answers, now: &Answers, report: &mut impl FnMut(u32, Match)) {
        let (old, new) = (&before.days, &now.days);
        // What each has at its left and at its right that the other has not.
        for (have, lack, answer) in [(old, new, Match::No), (new, old, Match::Definite)] {
            let left = have.start..have.end.min(lack.start);
            let right = have.start.max(lack.end)..have.end;
            if lack.is_empty() {
                self.report_days(have.clone(), answer, report);
            } else {
                self.report_days(left, answer, report);
                self.report_days(right, answer, report);
            }
        }
        let bounded = before.bounded.iter().zip(&now.bounded);
        for ((record, _), (old, new)) in self.bounded.iter().zip(bounded) {
            if old != new {
                report(*record, *new);
            }
        }
        for (index, (old, new)) in before.vague.iter().zip(&now.vague).enumerate() {
            if old != new {
                self.report(self.days.len() + index, *new, report);
            }
        }
    }

    fn report_days(&self, days: Range<usize>, answer: Match, report: &mut impl FnMut(u32, Match)) {
        // The records of neighbouring days are neighbours.
        if days.start < days.end {
            self.report_records(days.start, days.end, answer, report);
        }
    }

    fn report(&self, date: usize, answer: Match, report: &mut impl FnMut(u32, Match)) {
        self.report_records(date, date + 1, answer, report);
    }

    fn report_records(
        &self,
        from: usize,
        to: usize,
        answer: Match,
        report: &mut impl FnMut(u32, Match),
    ) {
        let bounds = self.starts.get(from).zip(self.starts.get(to));
        let records = bounds.and_then(|(from, to)| self.records.get(at(*from)..at(*to)));
        for record in records.unwrap_or_default() {
            report(*record, answer);
        }
    }
}

/// The day of a date that is known to the day and took no longer.
fn exactly(date: &Date) -> Option<Day> {
    let [span] = date.spans() else {
        return None;
    };
    let day = span.start_earliest;
    let same = [span.start_latest, span.end_earliest, span.end_latest];
    same.iter().all(|it| *it == day).then_some(day)
}
