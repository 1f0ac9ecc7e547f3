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
        /// The same, as they stand next to a day.
        months_of_day: [Message; 12] = MONTHS,
        /// Short enough for an axis.
        short_months: [Message; 12] = SHORT_MONTHS,
        /// The same, as they stand next to a day.
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
        /// The number of the first day of a month: French has "1er".
        first_day: Message = "{day}",
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
        /// The month is one of `months_of_day`.
        some_day: Message = "some day in {month}",
        some_month: Message = "some month of {year}",
        time: Message = "{date}, {time}",
        /// A time of day; hour and minute have two digits.
        clock: Message = "{hour}:{minute}",
        /// The same on the hour.
        clock_hour: Message = "{hour}:00",
        /// The hour before ten o'clock, as `{hour}` of the two above.
        early_hour: Message = "0{hour}",
        /// Two times of the day that `time` names.
        times: Message = "{from} to {to}",
        approximate: Message = "around {date}",
        uncertain: Message = "possibly {date}",
        approximate_and_uncertain: Message = "possibly around {date}",
        /// Before a month or a year; the month is one of `months_of_day`.
        since: Message = "since {from}",
        /// Where the date is to the day.
        since_day: Message = "since {from}",
        /// Before any other phrase: a season, a decade, "around June".
        since_other: Message = "since {from}",
        until: Message = "until {to}",
        /// Where the date is to the day.
        until_day: Message = "until {to}",
        /// Before any other phrase: a season, a decade, "around June".
        until_other: Message = "until {to}",
        end_unknown: Message = "from {from}, end unknown",
        start_unknown: Message = "until {to}, start unknown",
        /// Where neither end is known, or both are open.
        always: Message = "no known start or end",
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
        /// Between the dates of a list.
        list_separator: Message = ", ",
        and: Message = " and ",
        or: Message = " or ",
    }
}
