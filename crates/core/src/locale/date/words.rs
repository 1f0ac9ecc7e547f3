//! A language's words for dates.

use crate::locale::message::{Message, messages};

const MONTHS: [Message; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const SHORT_MONTHS: [Message; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

messages! {
    /// A language's words for dates. A whole phrase is one message, since
    /// languages order its parts differently.
    DateWords {
        undated: Message = "undated",
        months: [Message; 12] = MONTHS,
        /// The same, as they stand beside a day.
        months_of_day: [Message; 12] = MONTHS,
        /// Short enough for an axis.
        short_months: [Message; 12] = SHORT_MONTHS,
        /// The same, as they stand beside a day.
        short_months_of_day: [Message; 12] = SHORT_MONTHS,
        /// The parts of a year that EDTF numbers from 21 to 41.
        parts: [Message; 21] = [
        "spring {year}",
        "summer {year}",
        "autumn {year}",
        "winter {year}",
        "spring {year} (northern)",
        "summer {year} (northern)",
        "autumn {year} (northern)",
        "winter {year} (northern)",
        "spring {year} (southern)",
        "summer {year} (southern)",
        "autumn {year} (southern)",
        "winter {year} (southern)",
        "first quarter of {year}",
        "second quarter of {year}",
        "third quarter of {year}",
        "fourth quarter of {year}",
        "first third of {year}",
        "second third of {year}",
        "last third of {year}",
        "first half of {year}",
        "second half of {year}",
    ],
        day: Message = "{day} {month} {year}",
        short_day: Message = "{day} {month}",
        month: Message = "{month} {year}",
        /// A year that stands by itself; elsewhere `{year}` is its number.
        year: Message = "{year}",
        /// Days or months that share the rest of their date: `{day}` or
        /// `{month}` is filled in with it.
        through: Message = "{from}–{to}",
        bc: Message = "{date} BC",
        /// Of the years before 100, which might be short for others.
        ad: Message = "{date} AD",
        decade: Message = "the {year}s",
        /// A year with masked digits that is not one of a decade.
        some_year: Message = "some year in {range}",
        any_year: Message = "an unknown year",
        rounded: Message = "roughly {year}",
        some_day: Message = "some day in {month}",
        some_month: Message = "some month of {year}",
        time: Message = "{date}, {time}",
        clock: Message = "{hour}:{minute}",
        /// Two times of the day that `time` names.
        times: Message = "{from} to {to}",
        approximate: Message = "around {date}",
        uncertain: Message = "possibly {date}",
        approximate_and_uncertain: Message = "possibly around {date}",
        since: Message = "since {from}",
        /// Where the date is to the day.
        since_day: Message = "since {from}",
        /// Where the date is a season, a decade, or not certain.
        since_other: Message = "since {from}",
        until: Message = "until {to}",
        /// Where the date is to the day.
        until_day: Message = "until {to}",
        /// Where the date is a season, a decade, or not certain.
        until_other: Message = "until {to}",
        end_unknown: Message = "from {from}, end unknown",
        start_unknown: Message = "until {to}, start unknown",
        always: Message = "at all times",
        from_to: Message = "{from} – {to}",
        or_earlier: Message = "{date} or earlier",
        or_later: Message = "{date} or later",
        /// All dates up to one.
        all_earlier: Message = "{date} and earlier",
        /// All dates from one on.
        all_later: Message = "{date} and later",
        one_day_between: Message = "one day of {range}",
        some_time_between: Message = "some time in {range}",
        one_of: Message = "one of {list}",
        comma: Message = ", ",
        and: Message = " and ",
        or: Message = " or ",
    }
}
