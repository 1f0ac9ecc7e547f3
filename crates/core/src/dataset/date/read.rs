//! Reads EDTF: levels 0, 1 and 2 of Annex A of ISO 8601-2:2019, and two forms
//! of ISO 8601-1 beyond it.
//!
//! What is read has the types of `edtf_core`, and the tests hold this reader to
//! that crate's own. It takes the widget a third of the bytes, and it reads
//! times to the minute and as ends of an interval, which EDTF has not.

use edtf_core::{
    Date, DateField, DateTime, Edtf, Interval, IntervalEndpoint, ParseError, Precision, Qualifier,
    Set, SetElement, SetKind, Time, TimeShift, Year, YearKind,
};

use super::extent::{days, formal_extent};
use super::time::instant;

/// What a text says: an expression, and the times of day at the ends of an
/// interval, whose ends are then these times' days.
pub(super) struct Expression {
    pub edtf: Edtf,
    pub times: [Option<DateTime>; 2],
}

/// Reads a whole text.
pub(super) fn read(text: &str) -> Result<Expression, ParseError> {
    let mut reader = Reader {
        bytes: text.as_bytes(),
        at: 0,
    };
    let expression = reader.expression()?;
    match reader.peek() {
        None => Ok(expression),
        Some(_) => reader.fail("the date should end here"),
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

type EdtfResult<T> = Result<T, ParseError>;

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn eat_dots(&mut self) -> bool {
        let is_there = self.bytes.get(self.at..self.at + 2) == Some(b"..");
        self.at += if is_there { 2 } else { 0 };
        is_there
    }

    fn fail<T>(&self, message: &'static str) -> EdtfResult<T> {
        fail_at(self.at, message)
    }

    /// A digit; `None` is an `X` where that is allowed.
    fn digit(&mut self, may_be_open: bool, message: &'static str) -> EdtfResult<Option<u8>> {
        let digit = match self.peek() {
            Some(digit @ b'0'..=b'9') => Some(digit - b'0'),
            Some(b'X') if may_be_open => None,
            _ => return self.fail(message),
        };
        self.at += 1;
        Ok(digit)
    }

    /// Two digits of a time.
    fn two(&mut self, most: u8, message: &'static str) -> EdtfResult<u8> {
        let start = self.at;
        let mut value = 0;
        for _ in 0..2 {
            value = value * 10 + self.digit(false, message)?.unwrap_or_default();
        }
        if value > most {
            return fail_at(start, message);
        }
        Ok(value)
    }

    /// A whole number of at least one digit.
    fn number(&mut self) -> EdtfResult<i64> {
        const MESSAGE: &str = "a number is expected, of at most 18 digits";
        let start = self.at;
        let mut value: i64 = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            let next = value.checked_mul(10);
            let next = next.and_then(|it| it.checked_add(i64::from(digit - b'0')));
            value = next.map_or_else(|| fail_at(start, MESSAGE), Ok)?;
            self.at += 1;
        }
        if self.at == start {
            return self.fail(MESSAGE);
        }
        Ok(value)
    }

    fn qualifier(&mut self) -> Qualifier {
        let sign = self.peek();
        let qualifier = Qualifier {
            uncertain: matches!(sign, Some(b'?' | b'%')),
            approximate: matches!(sign, Some(b'~' | b'%')),
        };
        self.at += usize::from(qualifier.is_qualified());
        qualifier
    }

    fn expression(&mut self) -> EdtfResult<Expression> {
        if self.eat(b'{') {
            return self.set(SetKind::AllMembers, b'}');
        }
        if self.eat(b'[') {
            return self.set(SetKind::OneMember, b']');
        }
        let (start, from) = self.end_point(true)?;
        let middle = self.at;
        if !self.eat(b'/') {
            let edtf = match (start, from) {
                (_, Some(at)) => Edtf::DateTime(at),
                (IntervalEndpoint::Date(date), None) => Edtf::Date(date),
                _ => return self.fail("a date is expected"),
            };
            return Ok(Expression {
                edtf,
                times: [None; 2],
            });
        }
        let (end, to) = self.end_point(false)?;
        if !start.is_dated() && !end.is_dated() {
            return fail_at(0, "an interval needs a date at one end at least");
        }
        let mut is_backwards = false;
        if let (IntervalEndpoint::Date(first), IntervalEndpoint::Date(last)) = (&start, &end) {
            is_backwards = out_of_order(first, last);
        }
        if let (Some(first), Some(last)) = (&from, &to) {
            is_backwards |= instant(first) > instant(last);
        }
        if is_backwards {
            return fail_at(middle + 1, "the interval ends before it starts");
        }
        Ok(Expression {
            edtf: Edtf::Interval(Interval { start, end }),
            times: [from, to],
        })
    }

    fn end_point(&mut self, is_start: bool) -> EdtfResult<(IntervalEndpoint, Option<DateTime>)> {
        let begin = self.at;
        let is_open = self.eat_dots();
        if matches!(self.peek(), None | Some(b'/')) {
            let end = match (is_open, self.bytes.is_empty()) {
                (true, _) => IntervalEndpoint::Open,
                (false, false) => IntervalEndpoint::Unknown,
                (false, true) => return self.fail("there is nothing"),
            };
            return Ok((end, None));
        }
        if is_open && !is_start {
            return fail_at(begin, "'..' before a date is for the start of an interval");
        }
        let date = self.date()?;
        if is_open {
            return Ok((IntervalEndpoint::OnOrBefore(date), None));
        }
        // A time wants a date that says a whole day, and only that.
        let is_plain = self.at - begin == 10 && date.day.is_some() && !date.has_unspecified();
        if is_plain && self.eat(b'T') {
            let time = self.time()?;
            let at = DateTime { date, time };
            return Ok((IntervalEndpoint::Date(date), Some(at)));
        }
        let dots = self.at;
        if !self.eat_dots() {
            return Ok((IntervalEndpoint::Date(date), None));
        }
        if is_start {
            return fail_at(dots, "'..' after a date is for the end of an interval");
        }
        Ok((IntervalEndpoint::OnOrAfter(date), None))
    }

    fn set(&mut self, kind: SetKind, close: u8) -> EdtfResult<Expression> {
        let mut elements = Vec::new();
        loop {
            elements.push(self.element()?);
            if self.eat(close) {
                return Ok(Expression {
                    edtf: Edtf::Set(Set { kind, elements }),
                    times: [None; 2],
                });
            }
            if !self.eat(b',') {
                return self.fail("a set goes on with ',' or is closed as it was opened");
            }
        }
    }

    fn element(&mut self) -> EdtfResult<SetElement> {
        if self.eat_dots() {
            return Ok(SetElement::OnOrBefore(self.date()?));
        }
        let first = self.date()?;
        if !self.eat_dots() {
            return Ok(SetElement::Date(first));
        }
        if matches!(self.peek(), None | Some(b',' | b'}' | b']')) {
            return Ok(SetElement::OnOrAfter(first));
        }
        let start = self.at;
        let last = self.date()?;
        let is_alike = first.precision() == last.precision();
        if !is_alike || [&first, &last].into_iter().any(|it| !is_exact(it)) {
            return fail_at(
                start,
                "a range in a set goes between two plain dates of a kind",
            );
        }
        if out_of_order(&first, &last) {
            return fail_at(start, "the range ends before it starts");
        }
        Ok(SetElement::Range(first, last))
    }

    fn date(&mut self) -> EdtfResult<Date> {
        if self.eat(b'Y') {
            return self.far_year();
        }
        let mut qualifier = self.qualifier();
        let negative = self.eat(b'-');
        let start = self.at;
        let mut digits = [None; 4];
        for digit in &mut digits {
            *digit = self.digit(true, "a year has four digits, or X in their place")?;
        }
        let is_open = digits.contains(&None);
        if negative && (is_open || digits == [Some(0); 4]) {
            return fail_at(start, "a year before 0 has all its digits, and is not 0");
        }
        let significant_digits = self.significant_digits(if is_open { 0 } else { 4 })?;
        merge(&mut qualifier, self.qualifier());
        let mut date = Date {
            year: Year {
                kind: YearKind::Standard { negative, digits },
                significant_digits,
                qualifier,
            },
            month: None,
            day: None,
        };
        if significant_digits.is_some() || !self.eat(b'-') {
            return Ok(date);
        }
        let month = self.field("a month has two digits, or X in their place", |whole| {
            merge(&mut date.year.qualifier, whole);
        })?;
        date.month = Some(month);
        let last = self.at;
        let is_part_of_a_year = match month.value() {
            None | Some(1..=12) => false,
            Some(21..=41) => true,
            Some(_) => return fail_at(last, "a month is 01 to 12, a part of a year 21 to 41"),
        };
        if !is_part_of_a_year && self.eat(b'-') {
            let day = self.field("a day has two digits, or X in their place", |whole| {
                merge(&mut date.year.qualifier, whole);
                if let Some(month) = &mut date.month {
                    merge(&mut month.qualifier, whole);
                }
            })?;
            date.day = Some(day);
        }
        match days(&date) {
            Some(_) => Ok(date),
            None => fail_at(last, "there is no such day"),
        }
    }

    /// A month or a day, which may be qualified by itself from its left, and with all
    /// before it from its right.
    fn field(
        &mut self,
        message: &'static str,
        qualify_before: impl FnOnce(Qualifier),
    ) -> EdtfResult<DateField> {
        let mut qualifier = self.qualifier();
        let digits = [self.digit(true, message)?, self.digit(true, message)?];
        let whole = self.qualifier();
        merge(&mut qualifier, whole);
        qualify_before(whole);
        Ok(DateField { digits, qualifier })
    }

    /// A year beyond four digits, after its `Y` (ISO 8601-2 §4.7.2 to §4.7.4).
    fn far_year(&mut self) -> EdtfResult<Date> {
        const FORM: &str = "a year after Y is beyond 9999 and begins with no 0";
        let negative = self.eat(b'-');
        let start = self.at;
        if self.peek() == Some(b'0') {
            return self.fail(FORM);
        }
        let number = self.number()?;
        let mut width = u64::try_from(self.at - start).unwrap_or(u64::MAX);
        let signed = if negative { -number } else { number };
        let kind = if self.eat(b'E') {
            let place = self.at;
            let exponent = u32::try_from(self.number()?).unwrap_or(u32::MAX);
            if exponent > 100_000 {
                return fail_at(place, "the exponent is too large");
            }
            width = width.saturating_add(u64::from(exponent));
            YearKind::Exponential {
                significand: signed,
                exponent,
            }
        } else {
            YearKind::Big { value: signed }
        };
        if width <= 4 {
            return fail_at(start, FORM);
        }
        let significant_digits = self.significant_digits(width)?;
        let qualifier = self.qualifier();
        Ok(Date {
            year: Year {
                kind,
                significant_digits,
                qualifier,
            },
            month: None,
            day: None,
        })
    }

    /// How many digits of a year of `width` digits are significant, where it says so.
    fn significant_digits(&mut self, width: u64) -> EdtfResult<Option<u32>> {
        if !self.eat(b'S') {
            return Ok(None);
        }
        let start = self.at;
        let number = u32::try_from(self.number()?).ok();
        match number.filter(|it| (1..=width).contains(&u64::from(*it))) {
            None => fail_at(start, "a year has no such number of significant digits"),
            some => Ok(some),
        }
    }

    /// A time of day, to the second or to the minute.
    fn time(&mut self) -> EdtfResult<Time> {
        const FORM: &str = "a time is hh:mm or hh:mm:ss";
        let hour = self.two(23, FORM)?;
        if !self.eat(b':') {
            return self.fail(FORM);
        }
        let minute = self.two(59, FORM)?;
        // 60 is a leap second.
        let second = match self.eat(b':') {
            true => self.two(60, FORM)?,
            false => 0,
        };
        Ok(Time {
            hour,
            minute,
            second,
            shift: self.shift()?,
        })
    }

    /// What a clock is ahead of UTC.
    fn shift(&mut self) -> EdtfResult<Option<TimeShift>> {
        const FORM: &str = "a zone is Z, or from -14:00 to +14:00 and not -00:00";
        let start = self.at;
        let negative = match self.peek() {
            Some(b'Z') => {
                self.at += 1;
                return Ok(Some(TimeShift::Utc));
            }
            Some(b'+') => false,
            Some(b'-') => true,
            _ => return Ok(None),
        };
        self.at += 1;
        let hours = i16::from(self.two(14, FORM)?) * 60;
        let hours_only = !self.eat(b':');
        let rest = if hours_only { 0 } else { self.two(59, FORM)? };
        let minutes = hours + i16::from(rest);
        if minutes > 14 * 60 || (negative && minutes == 0) {
            return fail_at(start, FORM);
        }
        Ok(Some(TimeShift::Offset {
            minutes: if negative { -minutes } else { minutes },
            hours_only,
        }))
    }
}

fn fail_at<T>(offset: usize, message: &'static str) -> EdtfResult<T> {
    Err(ParseError { message, offset })
}

fn merge(into: &mut Qualifier, other: Qualifier) {
    into.uncertain |= other.uncertain;
    into.approximate |= other.approximate;
}

/// Whether a date is one day, one month or one year, without a doubt.
fn is_exact(date: &Date) -> bool {
    !date.has_unspecified()
        && !date.is_uncertain()
        && !date.is_approximate()
        && date.precision() != Precision::Season
        && date.year.significant_digits.is_none()
}

/// Whether all of `first` is later than all of `last`.
fn out_of_order(first: &Date, last: &Date) -> bool {
    match (days(first), days(last)) {
        (Some(first), Some(last)) => first.earliest > last.latest,
        // A year beyond what can be counted is later than any other, or earlier.
        _ => formal_extent(first).earliest > formal_extent(last).latest,
    }
}
